//! The dateline that opens a story: "BEIJING, Jan 30 (Xinhua) --".
//!
//! A paragraph's opening is cut at the marks that may end a dateline. Its pieces must all be places, days or agencies, and
//! one of them must be certain: an agency or a city that is known, a day, or a place in capitals before a dash.

mod cjk;
mod forms;
#[cfg(test)]
mod tests;
mod words;

use super::agencies::{is_agency, is_place};
use super::words::is_filler;
use crate::article::clean;
use crate::article::dates::{self, Mention};
use crate::article::find;
use crate::article::letters::is_ideographic;
use crate::article::starts::with_lower;
use words::{DESKS, HEADS};

/// A dateline is at most this long, in bytes.
const BYTES: usize = 150;
/// What stands before a dateline's first comma or bracket has at most so many words.
const FIRST_WORDS: usize = 7;
/// No place in ideographs or kana is longer, in characters.
const IDEOGRAPHS: usize = 8;
/// What may end a dateline, the longer marks first.
const DASHES: &[&str] = &["---", "--", "—", "–", " - ", "- ", "−", "―"];
/// What a dateline names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Opening {
    pub(super) place: Option<String>,
    pub(super) agency: Option<String>,
    pub(super) date: Option<Mention>,
    /// The reporters whom agencies of East Asia name there.
    pub(super) reporters: Vec<String>,
    /// Where it ends in the paragraph, in bytes.
    pub(super) end: usize,
}

/// The dateline of a paragraph.
pub(super) fn read(text: &str) -> Option<Opening> {
    let head = clean::head(text, BYTES);
    let first = head.chars().next()?;
    if !may_open(head) {
        return None;
    }
    if first == '【' || first == '[' || first == '［' {
        return cjk::bracketed(head, first);
    }
    let opening = cjk::equated(head)
        .or_else(|| cjk::wired_in_brackets(head))
        .or_else(|| dashed(head))
        .or_else(|| forms::in_brackets_only(head))
        .or_else(|| forms::slashed(head))
        .or_else(|| forms::coloned(head))
        .or_else(|| forms::agency_first(head))
        .or_else(|| forms::without_dash(head))
        .or_else(|| cjk::wired(head))?;
    (opening.end < text.len()).then_some(opening)
}

/// Whether a paragraph has what any dateline has: a mark behind it, or capitals or a digit at its start. Most have none, and
/// need no closer look.
fn may_open(head: &str) -> bool {
    let mark = |byte: u8| matches!(byte, b'(' | b':' | b'-' | b'[' | b'|') || !byte.is_ascii();
    let shouted = head.bytes().take(2).all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    // "PTI, Washington," and "Berlin. Die".
    let cut = |mark: u8, most: usize| find::pair(head, [mark, b' ']).is_some_and(|at| at <= most);
    shouted || head.bytes().any(mark) || cut(b',', 16) || cut(b'.', 40)
}

/// Whether a paragraph opens with a name in capitals and a colon, as the turns of an interview do.
pub(super) fn is_turn(text: &str) -> bool {
    clean::head(text, 40).split_once(':').is_some_and(|(name, _)| is_capitals(name))
}

/// What the pieces of a dateline add up to.
#[derive(Clone, Default)]
struct Parts {
    opening: Opening,
    /// Whether an agency is known by name, and not only by its brackets.
    known_agency: bool,
    /// Whether the place stands in capitals.
    capitals: bool,
    /// The region in a bracket of its own: "Villar (Teruel), 8 sep (EFE).-".
    region: Option<String>,
}

/// Reads a piece without its dash: "WASHINGTON, Jan 30 (AP)", "(CBS/AP) WILSON, N.Y.", "РИА Новости".
fn piece(text: &str, parts: &mut Parts) -> Option<()> {
    // Running text has more words before its first comma than any place or agency.
    if text.split([',', '(', '（', '،']).next()?.split_whitespace().nth(FIRST_WORDS).is_some() {
        return None;
    }
    let mut outside = String::new();
    let mut rest = text;
    while let Some(open) = find::mark(rest, b'(', 0xef, &['（']) {
        let behind = rest.get(open..)?;
        let close = closing(behind)?;
        let mark = behind.chars().next()?.len_utf8();
        outside.push_str(rest.get(..open)?);
        outside.push(',');
        agency(behind.get(mark..close)?, parts)?;
        rest = behind.get(close + behind.get(close..)?.chars().next()?.len_utf8()..)?;
    }
    outside.push_str(rest);
    places_and_days(&outside, parts)?;
    if let Some((place, region)) = parts.opening.place.as_mut().zip(parts.region.take()) {
        place.push_str(" (");
        place.push_str(&region);
        place.push(')');
    }
    Some(())
}

/// Where the first bracket closes.
fn closing(text: &str) -> Option<usize> {
    find::mark(text, b')', 0xef, &['）'])
}

/// Reads what stands in brackets: "AP", "CBS/AP", "APP - Publication / Imprint - 30th Jan, 2024".
fn agency(text: &str, parts: &mut Parts) -> Option<()> {
    let text = text.trim();
    let mut name = text;
    if let Some(mention) = dates::first(text) {
        name = text.get(..mention.range.start)?.trim_end_matches([' ', '-', '–', '—', ',', '/', '،', '۔']);
        parts.opening.date.get_or_insert(mention);
    }
    if name.is_empty() {
        return Some(());
    }
    let known = name.split(['/', '-', '–', ',', '=', '、']).any(is_agency) || is_agency(name) || DESKS.contains(&name);
    let is_note = |word: &str| is_filler(word) || word.starts_with(|c: char| c.is_ascii_digit());
    if !known && name.split_whitespace().all(is_note) {
        // "(Updated at 13:12)".
        return Some(());
    }
    let plausible = name.chars().count() <= 60
        && name.chars().filter(|c| c.is_alphabetic()).count() >= 2
        && (known
            || name.len() <= 4 && name.chars().all(|c| c.is_ascii_lowercase())
            || name.chars().next().is_some_and(|c| c.is_uppercase() || c.is_alphabetic() && !c.is_lowercase()))
        && name.split_whitespace().count() <= 8
        && !name.ends_with('.')
        && (known || !name.contains(','));
    // In scripts without capitals or spaces anything may stand in brackets.
    let unlike = !known && is_ideographs(name) && !cjk::ends_as_agency(name);
    if !plausible || unlike || parts.opening.agency.is_some() && (parts.known_agency || !known) {
        return None;
    }
    // What was taken for an unknown agency is where the place lies, once an agency is known.
    parts.region = parts.region.take().or(parts.opening.agency.take());
    parts.known_agency |= known;
    parts.opening.agency = Some(name.to_owned());
    Some(())
}

/// Reads what stands outside of brackets: places and days, parted by commas; an agency that is known.
fn places_and_days(text: &str, parts: &mut Parts) -> Option<()> {
    let mut text = text.to_owned();
    if text.chars().any(char::is_numeric) {
        let mention = dates::first(&text)?;
        text.replace_range(mention.range.clone(), ",");
        parts.opening.date.get_or_insert(mention);
    }
    for part in text.split([',', '،', '、', '|']) {
        let part = part.trim().trim_matches(['.', ';', ':', '*']).trim();
        let part =
            if part.len() < 4 && part.chars().all(char::is_uppercase) { part } else { restore_point(&text, part) };
        if part.is_empty() || with_lower(part, |part| dates::weekday(part).is_some()) {
            continue;
        }
        if is_agency(part) || part.split('/').all(is_agency) {
            if parts.opening.agency.is_some() {
                return None;
            }
            parts.opening.agency = Some(part.to_owned());
            parts.known_agency = true;
            continue;
        }
        let (city, agency) = closing_agency(part).filter(|_| parts.opening.agency.is_none()).unzip();
        if let Some(agency) = agency {
            parts.opening.agency = Some(agency.to_owned());
            parts.known_agency = true;
        }
        place(city.unwrap_or(part), parts)?;
    }
    Some(())
}

/// "Norvik" and "CNN" of "Norvik CNN", as pages have it that set an agency apart by its looks alone: an acronym, and perhaps a word.
fn closing_agency(part: &str) -> Option<(&str, &str)> {
    let cuts = part.match_indices(' ').map(|(at, _)| at);
    cuts.filter_map(|at| Some((part.get(..at)?, part.get(at + 1..)?))).find(|(_, agency)| {
        let acronym = agency.split(' ').next().unwrap_or_default();
        acronym.len() > 1 && acronym.bytes().all(|byte| byte.is_ascii_uppercase()) && is_agency(agency)
    })
}

/// "N.Y" with the point that trimming took from it.
fn restore_point<'a>(text: &'a str, part: &'a str) -> &'a str {
    let Some(at) = text.find(part).filter(|_| part.contains('.') || text.contains(',') && part.len() <= 5) else {
        return part;
    };
    text.get(at..=at + part.len()).filter(|longer| longer.ends_with('.')).unwrap_or(part)
}

/// Takes a place, or a state that belongs to it.
fn place(part: &str, parts: &mut Parts) -> Option<()> {
    let words: Vec<&str> = part.split_whitespace().collect();
    // "Norvik and Lund"
    let joins = |word: &&str| *word == "and" && words.len() > 2;
    let word = |word: &&str| {
        word.chars().all(|c| {
            c.is_alphabetic()
                || matches!(c, '.' | '\'' | '’' | '-' | '/')
                || unicode_normalization::char::is_combining_mark(c)
        }) && (word.chars().any(|c| c.is_uppercase() || c.is_alphabetic() && !c.is_lowercase())
            || matches!(
                *word,
                "de" | "del" | "la" | "do" | "da" | "am" | "an" | "der" | "in" | "sur" | "di" | "of" | "le"
            ))
            && !HEADS.contains(word.to_lowercase().trim_end_matches(':'))
    };
    if words.len() > 5
        || !words.iter().all(|part| joins(part) || word(part))
        || !words.first()?.chars().next()?.is_alphabetic()
        || part.chars().count() < 2
        || is_ideographs(part)
            && (part.chars().count() > IDEOGRAPHS || part.bytes().any(|byte| byte.is_ascii_alphabetic()))
    {
        return None;
    }
    match &mut parts.opening.place {
        None => {
            parts.capitals = is_capitals(part);
            parts.opening.place = Some(part.to_owned());
        }
        Some(place) if !place.contains(',') && words.len() <= 3 => {
            place.push_str(", ");
            place.push_str(part);
        }
        Some(_) => return None,
    }
    Some(())
}

fn is_capitals(text: &str) -> bool {
    text.chars().filter(|c| c.is_uppercase()).count() >= 3 && !text.chars().any(char::is_lowercase)
}

/// Whether a text has letters that need no spaces between words: ideographs or kana.
fn is_ideographs(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(is_ideographic)
}

/// The first part of a place: "Hannover" of "Hannover/Berlin", "WILSON" of "WILSON, N.Y.".
fn is_known_place(place: &str) -> bool {
    place.split(',').next().is_some_and(|city| is_place(city) || city.split('/').all(is_place))
}

/// "WASHINGTON (AP) —", "(ANSA) - ROMA, 30 GEN -", "МОСКВА, 30 янв — РИА Новости.": all pieces before the last dash that ends one.
fn dashed(head: &str) -> Option<Opening> {
    let mut parts = Parts::default();
    let mut from = 0;
    let mut found = None;
    for _ in 0..3 {
        let rest = head.get(from..)?;
        let Some((at, dash)) = first_dash(rest) else { break };
        let mut next = parts.clone();
        if rest.get(..at).and_then(|text| piece(text, &mut next)).is_none() {
            break;
        }
        parts = next;
        let behind = rest.get(at + dash..)?;
        from += at + dash + behind.len() - behind.trim_start_matches([' ', '-', '–', '—']).len();
        if is_certain(&parts) {
            found = Some(Opening { end: from, ..parts.opening.clone() });
        }
    }
    let mut found = found?;
    // "— РИА Новости. The text": an agency behind the dash.
    let rest = head.get(found.end..)?;
    if found.agency.is_none()
        && let Some((name, _)) = rest.split_once(['.', ',', ':'])
        && is_agency(name)
    {
        found.agency = Some(name.trim().to_owned());
        let behind = rest.get(name.len() + 1..)?;
        found.end += rest.len() - behind.trim_start().len();
    }
    Some(found)
}

/// Whether the pieces so far can only be a dateline.
fn is_certain(parts: &Parts) -> bool {
    let opening = &parts.opening;
    let Some(place) = &opening.place else {
        return opening.agency.is_some() && parts.known_agency || opening.date.is_some() && opening.agency.is_none();
    };
    if is_ideographs(place) {
        // "通用人工智能（AGI）——": initials in brackets are those of the term before them.
        let wired = opening.agency.as_deref().is_some_and(is_ideographs);
        return parts.known_agency && wired || opening.date.is_some();
    }
    // Scripts without capitals have no other sign of a name than its brackets.
    let uncased = opening.agency.is_some() && place.chars().all(|c| !c.is_uppercase() && !c.is_lowercase());
    let few = place.split_whitespace().count() <= 2;
    parts.known_agency || parts.capitals || opening.date.is_some() || is_known_place(place) || uncased && few
}

/// Where the first dash of a text is, and how long it is.
fn first_dash(text: &str) -> Option<(usize, usize)> {
    let mut start = 0;
    // A hyphen parts "PORT-AU-PRINCE"; only one with a space or a bracket beside it ends a piece.
    while let Some(at) = find::mark(text.get(start..)?, b'-', 0xe2, &['—', '–', '−', '―']).map(|at| at + start)
    {
        let rest = text.get(at..)?;
        let mark = rest.chars().next()?;
        let glued = mark == '-' && !rest.starts_with("- ") && !rest.starts_with("--");
        let before = text.get(..at)?.chars().next_back();
        let closed = before.is_some_and(|c| c == ')' || c == ' ');
        let inside = text
            .get(..at)?
            .rfind(['(', '（'])
            .is_some_and(|open| !text.get(open..at).unwrap_or_default().contains([')', '）']));
        if !inside && (!glued || closed) {
            let length = DASHES
                .iter()
                .map(|dash| dash.trim_start())
                .find(|dash| rest.starts_with(dash))
                .map_or(mark.len_utf8(), str::len);
            return Some((at, length));
        }
        start = at + mark.len_utf8();
    }
    None
}
