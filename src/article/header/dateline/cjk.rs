//! The datelines of Chinese, Japanese and Korean agencies: in brackets, or run together.

use super::Opening;
use crate::article::clean;
use crate::article::dates;
use crate::article::header::agencies::is_agency;
use crate::article::header::words;

/// What such an opening has before its text is at most so long, in bytes.
const WIRE_BYTES: usize = 90;
/// How the names of agencies and papers end where nothing parts them from what follows.
const AGENCY_ENDS: &[&str] = &["社", "网", "網", "日报", "日報", "통신"];

/// "【6月18日 AFP】", `[서울=연합뉴스]`, `[Reuters]`.
pub(super) fn bracketed(head: &str, open: char) -> Option<Opening> {
    let close = head.find(['】', ']', '］'])?;
    let inside = head.get(open.len_utf8()..close)?;
    let end = close + head.get(close..)?.chars().next()?.len_utf8();
    let opening = inner(inside)?;
    let rest = head.get(end..)?;
    let (reporters, text) = korean_reporter(rest.trim_start_matches([' ', '\u{3000}', '-', '—', '–']));
    Some(Opening { end: head.len() - text.len(), reporters, ..opening })
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
    let (reporters, text) = korean_reporter(rest.trim_start());
    Some(Opening { end: head.len() - text.len(), reporters, ..opening })
}

/// "新华社北京1月30日电", "中新网1月30日电(记者 王小明)".
pub(super) fn wired(head: &str) -> Option<Opening> {
    let wire = |at: &usize| head.get(*at..).is_some_and(|rest| rest.starts_with(['电', '電']));
    let at = memchr::memchr2_iter(0xe7, 0xe9, head.as_bytes()).find(wire).filter(|at| *at <= WIRE_BYTES)?;
    let start = head.get(..at)?;
    // Most sentences with such a character tell of electricity.
    if !start.ends_with('日') {
        return None;
    }
    let mention = dates::first(start).filter(|mention| mention.range.end == at)?;
    let (agency, city) = agency_and_city(start.get(..mention.range.start)?.trim())?;
    let rest = head.get(at + '电'.len_utf8()..).unwrap_or_default();
    let (reporters, rest) = chinese_reporters(rest);
    let text = rest.trim_start_matches([' ', '\u{3000}', '，', ':', '：']);
    let place = Some(city.to_owned()).filter(|city| !city.is_empty());
    let end = head.len() - text.len();
    Some(Opening { place, agency: Some(agency.to_owned()), date: Some(mention), end, reporters })
}

/// "(中央社記者王小明嘉義9日電)": agency, reporter and place run together in a bracket.
pub(super) fn wired_in_brackets(head: &str) -> Option<Opening> {
    let rest = head.strip_prefix(['(', '（'])?;
    let close = rest.find([')', '）']).filter(|at| *at <= WIRE_BYTES)?;
    let inside = rest.get(..close)?.strip_suffix(['電', '电'])?;
    let inside = inside.strip_suffix('日')?.trim_end_matches(|c: char| c.is_ascii_digit() || c == '月').trim_end();
    let (agency, city) = agency_and_city(inside)?;
    let (reporters, city) = match city.strip_prefix("記者").or_else(|| city.strip_prefix("记者")) {
        Some(run) => name_and_place(run)?,
        None => (Vec::new(), city),
    };
    let text = rest.get(close..)?.trim_start_matches([')', '）', ' ', '\u{3000}']);
    let place = Some(city.to_owned()).filter(|city| !city.is_empty());
    Some(Opening { place, agency: Some(agency.to_owned()), date: None, end: head.len() - text.len(), reporters })
}

/// Whether a name ends as those of agencies and papers do.
pub(super) fn ends_as_agency(name: &str) -> bool {
    AGENCY_ENDS.iter().any(|end| name.ends_with(end))
}

/// The agency that a run of ideographs starts with, and what is behind it.
fn agency_and_city(run: &str) -> Option<(&str, &str)> {
    let end = AGENCY_ENDS.iter().filter_map(|mark| run.find(mark).map(|at| at + mark.len())).min()?;
    let (agency, rest) = run.split_at_checked(end)?;
    let rest = rest.trim_start();
    let plain = |text: &str| text.chars().all(is_ideograph);
    ((2..=8).contains(&agency.chars().count()) && rest.chars().count() <= 12 && plain(agency) && plain(rest))
        .then_some((agency, rest))
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// "王小明" and "嘉義" of "王小明嘉義". A name has three characters nearly always, and a city two or three; where the sum
/// does not fit, nobody is named.
fn name_and_place(run: &str) -> Option<(Vec<String>, &str)> {
    if !run.chars().all(is_ideograph) {
        return None;
    }
    let name = match run.chars().count() {
        4 => 2,
        5 | 6 => 3,
        _ => return Some((Vec::new(), "")),
    };
    let at = run.char_indices().nth(name).map_or(run.len(), |(at, _)| at);
    let (name, place) = run.split_at_checked(at)?;
    Some((vec![name.to_owned()], place))
}

/// The names of "(记者 王小明、李大海)", and the text behind the bracket.
fn chinese_reporters(text: &str) -> (Vec<String>, &str) {
    let named = || {
        let inside = text.trim_start().strip_prefix(['(', '（'])?;
        let (inside, behind) = inside.split_once([')', '）']).filter(|(inside, _)| inside.len() <= WIRE_BYTES)?;
        let names = inside.strip_prefix("记者").or_else(|| inside.strip_prefix("記者"))?;
        let names = names.trim_start_matches([' ', ':', '：', '\u{3000}']);
        let names: Vec<&str> = names.split(['、', ' ', '，', '\u{3000}']).filter(|name| !name.is_empty()).collect();
        let name = |name: &&str| (2..=4).contains(&name.chars().count()) && name.chars().all(is_ideograph);
        names.iter().all(name).then(|| (names.into_iter().map(str::to_owned).collect(), behind))
    };
    named().unwrap_or((Vec::new(), text))
}

/// What a bracket of the CJK agencies holds: "6月18日 AFP", "서울=연합뉴스", "東京=共同".
fn inner(inside: &str) -> Option<Opening> {
    let mut opening = Opening::default();
    let mut text = inside.to_owned();
    if let Some(mention) = dates::first(inside) {
        text.replace_range(mention.range.clone(), " ");
        opening.date = Some(mention);
    }
    let mut known = opening.date.is_some();
    for part in text.split(['=', '＝', '/', '・', ' ', '\u{3000}']).map(str::trim).filter(|part| !part.is_empty()) {
        let wire = opening.agency.is_none() && ends_as_agency(part) && part.chars().count() > 2;
        if is_agency(part) || wire {
            opening.agency = Some(part.to_owned());
            known = true;
        } else if opening.place.is_none() && opening.agency.is_none() && part.chars().count() <= 12 {
            opening.place = Some(part.to_owned());
        } else if opening.agency.is_none() && words::is_outlet(part)
            || inside.contains(['=', '＝']) && opening.agency.is_none()
        {
            opening.agency = Some(part.to_owned());
            known = true;
        }
    }
    (known && opening.agency.is_some()).then_some(opening)
}

/// The name in "홍길동 기자 =", and the text behind it.
fn korean_reporter(text: &str) -> (Vec<String>, &str) {
    let head = clean::head(text, 60);
    let Some((names, _)) = head.split_once('=').filter(|(name, _)| name.contains("기자") || name.contains("특파원"))
    else {
        return (Vec::new(), text);
    };
    let rest = text.get(names.len() + 1..).unwrap_or(text).trim_start();
    let role = |word: &str| word.ends_with("기자") || word.ends_with("특파원") || word.ends_with("통신원");
    let words = names.split([' ', '·', ',', '\u{3000}']).filter(|word| !word.is_empty() && !role(word));
    // A word of the role's, as in "정치부 홍길동 기자", is longer or ends like a desk.
    let name = |word: &&str| {
        (2..=4).contains(&word.chars().count())
            && word.chars().all(|c| matches!(c, '\u{ac00}'..='\u{d7af}'))
            && !word.ends_with('부')
    };
    (words.filter(name).map(str::to_owned).collect(), rest)
}
