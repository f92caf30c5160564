//! The datelines of Chinese, Japanese and Korean agencies: in brackets, or run together.

use super::Opening;
use crate::article::dates;
use crate::article::header::agencies::is_agency;
use crate::article::header::words;

/// "【6月18日 AFP】", `[서울=연합뉴스]`, `[Reuters]`.
pub(super) fn bracketed(head: &str, open: char) -> Option<Opening> {
    let close = head.find(['】', ']', '］'])?;
    let inside = head.get(open.len_utf8()..close)?;
    let end = close + head.get(close..)?.chars().next()?.len_utf8();
    let opening = inner(inside)?;
    let rest = head.get(end..)?;
    let text = korean_reporter(rest.trim_start_matches([' ', '\u{3000}', '-', '—', '–']));
    Some(Opening { end: head.len() - text.len(), ..opening })
}

/// "(東京=共同)", "(서울=연합뉴스) 홍길동 기자 =": the bracket holds place and agency.
pub(super) fn equated(head: &str) -> Option<Opening> {
    if !head.starts_with(['(', '（']) {
        return None;
    }
    let close = head.find([')', '）'])?;
    let inside = head.get(head.chars().next()?.len_utf8()..close).filter(|inside| inside.contains(['=', '＝']))?;
    let opening = inner(inside)?;
    let rest = head.get(close + head.get(close..)?.chars().next()?.len_utf8()..)?;
    let text = korean_reporter(rest.trim_start());
    Some(Opening { end: head.len() - text.len(), ..opening })
}

/// "新华社北京1月30日电", "中新社北京1月30日电".
pub(super) fn xinhua(head: &str) -> Option<Opening> {
    let at = head.find(['电', '電'])?;
    let start = head.get(..at)?;
    let agency = ["新华社", "新華社", "中新社", "中新网", "中央社", "人民网", "新华网"]
        .into_iter()
        .find(|name| start.starts_with(name))?;
    let mention = dates::scan(start).into_iter().next()?;
    let city = start.get(agency.len()..mention.range.start)?.trim();
    (at <= 60 && mention.range.end == at).then(|| {
        let rest = head.get(at + '电'.len_utf8()..).unwrap_or_default();
        let text = rest.trim_start_matches([' ', '\u{3000}', '，', ':', '：']);
        let place = Some(city.to_owned()).filter(|city| !city.is_empty());
        Opening { place, agency: Some(agency.to_owned()), date: Some(mention), end: head.len() - text.len() }
    })
}

/// What a bracket of the CJK agencies holds: "6月18日 AFP", "서울=연합뉴스", "東京=共同".
fn inner(inside: &str) -> Option<Opening> {
    let mut opening = Opening::default();
    let mut text = inside.to_owned();
    if let Some(mention) = dates::scan(inside).into_iter().next() {
        text.replace_range(mention.range.clone(), " ");
        opening.date = Some(mention);
    }
    let mut known = opening.date.is_some();
    for part in text.split(['=', '＝', '/', '・', ' ', '\u{3000}']).map(str::trim).filter(|part| !part.is_empty()) {
        if is_agency(part) {
            opening.agency = Some(part.to_owned());
            known = true;
        } else if opening.place.is_none() && opening.agency.is_none() && part.chars().count() <= 12 {
            opening.place = Some(part.to_owned());
        } else if opening.agency.is_none() && words::is_outlet(&part.to_lowercase())
            || inside.contains(['=', '＝']) && opening.agency.is_none()
        {
            opening.agency = Some(part.to_owned());
            known = true;
        }
    }
    (known && opening.agency.is_some()).then_some(opening)
}

/// Skips "홍길동 기자 =".
fn korean_reporter(text: &str) -> &str {
    let head = dates::head(text, 60);
    match head.split_once('=') {
        Some((name, _)) if name.contains("기자") || name.contains("특파원") => {
            text.get(name.len() + 1..).unwrap_or(text).trim_start()
        }
        _ => text,
    }
}
