//! Datelines without a dash: before a colon, with their agency in brackets or between slashes, or before a full stop.

use super::{Opening, Parts, closing, is_ideographs, is_known_place, piece, place};
use crate::article::find;
use crate::article::header::agencies::{is_agency, is_place};

/// "ISLAMABAD: The", "Karachi: The", "BEIJING, Jan 30 (Xinhua):".
pub(super) fn coloned(head: &str) -> Option<Opening> {
    let at = find::mark(head, b':', 0xef, &['：']).filter(|at| *at <= 60)?;
    let behind = head.get(at..)?;
    let mark = behind.chars().next()?.len_utf8();
    let mut parts = Parts::default();
    piece(head.get(..at)?, &mut parts)?;
    let place = parts.opening.place.as_deref()?;
    let text = behind.get(mark..)?.trim_start();
    let certain = parts.known_agency
        || parts.opening.date.is_some() && (parts.capitals || parts.opening.agency.is_some())
        || is_known_place(place);
    let sentence = text.starts_with(|c: char| !c.is_lowercase() && !c.is_ascii_digit());
    (certain && sentence).then(|| Opening { end: head.len() - text.len(), ..parts.opening })
}

/// "WASHINGTON (AP) The", "Beijing, (APP - Publication - 30th Jan, 2024) China": the bracket ends it.
pub(super) fn in_brackets_only(head: &str) -> Option<Opening> {
    let close = closing(head)?;
    let behind = head.get(close..)?;
    let end = close + behind.chars().next()?.len_utf8();
    let mut parts = Parts::default();
    piece(head.get(..end)?, &mut parts)?;
    // Only an agency in the same script tells a place in ideographs from the start of a sentence.
    let term = parts.opening.place.as_deref().is_some_and(is_ideographs)
        && !parts.opening.agency.as_deref().is_some_and(is_ideographs);
    let placed = parts.opening.place.is_some() && !term && head.get(..close)?.find(['(', '（'])? > 0;
    let dated = parts.opening.date.is_some() && parts.opening.agency.is_some();
    let alone = !placed && parts.known_agency && head.starts_with(['(', '（']);
    let rest = head.get(end..)?;
    let text = rest.trim_start_matches([' ', '=', ':', ',', '-', '–', '—', '۔', '.', '\u{a0}', '\u{3000}']);
    // "Apple (AAPL) shares": the sentence goes on in lower case.
    let opens = text.starts_with(|c: char| !c.is_lowercase());
    (opens && (placed && (parts.known_agency || dated) || alone))
        .then(|| Opening { end: head.len() - text.len(), ..parts.opening })
}

/// "МОСКВА, 30 января. /ТАСС/.": an agency between slashes.
pub(super) fn slashed(head: &str) -> Option<Opening> {
    let (start, rest) = find::split_at_pair(head, *b" /")?;
    let (name, behind) = rest.split_once('/').filter(|(name, _)| is_agency(name))?;
    let mut parts = Parts::default();
    piece(start, &mut parts)?;
    parts.opening.place.as_ref()?;
    let text = behind.trim_start_matches(['.', ' ', '-', '–', '—']);
    Some(Opening { agency: Some(name.to_owned()), end: head.len() - text.len(), ..parts.opening })
}

/// "PTI, Washington,": an agency, a place and a comma.
pub(super) fn agency_first(head: &str) -> Option<Opening> {
    let (agency, rest) = head.split_once(',')?;
    let (city, text) = rest.split_once([',', ':'])?;
    let acronym = (2..=6).contains(&agency.len()) && agency.chars().all(char::is_uppercase);
    let mut parts = Parts::default();
    if !acronym && !is_agency(agency) {
        return None;
    }
    place(city.trim(), &mut parts)?;
    (is_agency(agency) || is_place(city)).then(|| {
        let end = head.len() - text.trim_start().len();
        Opening { agency: Some(agency.trim().to_owned()), end, ..parts.opening }
    })
}

/// "29 mai 2012. -" is dashed; "Hannover/Berlin. Der", "Berlin. Die": a city, a point and a capital. Either the city is
/// known, or the sentence names it again: "Norvik. In Norvik hat".
pub(super) fn without_dash(head: &str) -> Option<Opening> {
    let (city, rest) = find::split_at_pair(head, *b". ")?;
    let capital = rest.starts_with(char::is_uppercase);
    let again = || {
        let name = city.chars().all(|c| c.is_alphabetic() || c == '-') && city.starts_with(char::is_uppercase);
        let behind = |at: usize| rest.get(at + city.len()..).is_some_and(|rest| rest.starts_with([' ', ',']));
        let named = |at: usize| rest.get(..at).is_some_and(|text| text == "In " || text.ends_with(" in "));
        name && rest.find(city).is_some_and(|at| behind(at) && named(at))
    };
    (capital && city.chars().count() <= 40 && (is_known_place(city) || again())).then(|| Opening {
        place: Some(city.to_owned()),
        end: city.len() + 2,
        ..Opening::default()
    })
}
