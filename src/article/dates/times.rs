//! Times of day, with their zones.

use super::tokens::{Kind, Token};

/// A time of day in minutes after midnight, with its offset from UTC in minutes.
pub(super) type Time = (u16, Option<i16>);

/// The offsets of the abbreviations that mean one zone. CST, IST and AST mean several, ET and PT two each.
#[rustfmt::skip]
const ZONES: &[(&str, i16)] = &[
    ("z", 0), ("utc", 0), ("gmt", 0), ("wet", 0), ("bst", 60), ("cet", 60), ("mez", 60), ("cest", 120), ("mesz", 120),
    ("eet", 120), ("sast", 120), ("eest", 180), ("msk", 180), ("мск", 180), ("pkt", 300), ("wib", 420), ("hkt", 480),
    ("sgt", 480), ("jst", 540), ("kst", 540), ("aest", 600), ("aedt", 660), ("nzst", 720), ("nzdt", 780), ("brt", -180),
    ("edt", -240), ("est", -300), ("cdt", -300), ("mdt", -360), ("mst", -420), ("pdt", -420), ("pst", -480),
    ("hst", -600),
];
/// Zones that mean several offsets.
const OPEN_ZONES: &[&str] = &["et", "ct", "mt", "pt", "ist", "cst", "ast"];
/// Words behind an hour that say no more than that it is one.
const HOURS: &[&str] = &["h", "uhr", "hrs", "hr", "hours", "heures", "ч"];

/// The time that is written from `at` on, and the token behind it.
pub(super) fn time_at(tokens: &[Token], at: usize) -> Option<(Time, usize)> {
    let (before, at) = half_before(tokens, at);
    let (hour, minute, next, bare) = clock(tokens, at)?;
    let (half, next) = match half_behind(tokens, next) {
        Some((half, next)) => (Some(half), next),
        None => (before, next),
    };
    let unit = hours_at(tokens, next);
    let (hours, next) = (unit > 0, next + unit);
    let (offset, after) = offset_at(tokens, next).map_or((None, next), |(offset, after)| (Some(offset), after));
    // "15.50" and "3" need something that makes a time of them.
    if bare && half.is_none() && !hours && (offset.is_none() || minute.is_none()) {
        return None;
    }
    let (mut hour, minute) = (hour, minute.unwrap_or(0));
    // "13:42pm" is seen in the wild, and means what it says without the pm.
    if let Some(afternoon) = half
        && (1..=12).contains(&hour)
    {
        hour = hour % 12 + if afternoon { 12 } else { 0 };
    }
    (hour < 24 && minute < 60).then_some(((hour * 60 + minute, offset), after))
}

/// Whether the number at `at` is a time in four digits, as timetables have it, which count in fives: "1945 GMT" is no year, but
/// "2024 UTC" is.
pub(super) fn is_timetables(tokens: &[Token], at: usize) -> bool {
    let Some(Token { kind: Kind::Number(number @ 0..=2359, 4), .. }) = tokens.get(at) else { return false };
    number % 100 < 60 && number % 5 == 0 && time_at(tokens, at).is_some()
}

/// How many tokens of a word that makes an hour of a number stand at `at`, without telling its offset.
fn hours_at(tokens: &[Token], at: usize) -> usize {
    let word = tokens.get(at).map_or("", Token::word);
    if HOURS.contains(&word) {
        return 1;
    }
    if word == "local" && tokens.get(at + 1).is_some_and(|token| token.word() == "time") {
        return 2;
    }
    // Some of these are words of other languages, too, which do not end a line.
    usize::from(OPEN_ZONES.contains(&word) && tokens.get(at + 1).is_none_or(|next| matches!(next.kind, Kind::Mark(_))))
}

/// Hour and minute, the token behind them, and whether they need a word to be a time.
fn clock(tokens: &[Token], at: usize) -> Option<(u16, Option<u16>, usize, bool)> {
    let small =
        |at: usize| tokens.get(at).and_then(|token| token.number(2)).and_then(|number| u16::try_from(number).ok());
    let two = |at: usize| matches!(tokens.get(at)?.kind, Kind::Number(_, 2)).then(|| small(at))?;
    if let Kind::Number(number @ 0..=2359, 4) = tokens.get(at)?.kind {
        let number = u16::try_from(number).ok()?;
        return Some((number / 100, Some(number % 100), at + 1, true));
    }
    // "T155000" of the packed form of ISO 8601.
    if let Kind::Number(number @ 0..=235_959, 6) = tokens.get(at)?.kind {
        let number = u16::try_from(number / 100).ok()?;
        let behind = at.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(|token| token.word() == "t");
        return behind.then_some((number / 100, Some(number % 100), at + 1, false));
    }
    let hour = small(at)?;
    let mark = tokens.get(at + 1);
    if mark.is_some_and(|mark| mark.is(':') && !mark.spaced) {
        let minute = two(at + 2)?;
        return Some((hour, Some(minute), seconds(tokens, at + 3), false));
    }
    if mark.is_some_and(|mark| mark.is('.') && !mark.spaced)
        && let Some(minute) = two(at + 2)
    {
        return Some((hour, Some(minute), at + 3, true));
    }
    match mark.map_or("", Token::word) {
        "h" | "時" | "时" | "点" | "點" | "시" => match two(at + 2).or_else(|| small(at + 2)) {
            Some(minute) => {
                let unit = tokens.get(at + 3).is_some_and(|token| matches!(token.word(), "分" | "분" | "min" | "m"));
                Some((hour, Some(minute), at + 3 + usize::from(unit), false))
            }
            None => Some((hour, Some(0), at + 2, false)),
        },
        _ => Some((hour, None, at + 1, true)),
    }
}

/// Skips ":10.123".
fn seconds(tokens: &[Token], at: usize) -> usize {
    let number =
        |at: usize| tokens.get(at).is_some_and(|token| matches!(token.kind, Kind::Number(..)) && !token.spaced);
    let mark = |at: usize, mark: &[char]| tokens.get(at).is_some_and(|token| token.is_one_of(mark) && !token.spaced);
    let mut next = at;
    if mark(next, &[':']) && number(next + 1) {
        next += 2;
        if mark(next, &['.', ',', ':']) && number(next + 1) {
            next += 2;
        }
    }
    next
}

/// "下午3:50", "午後3時", "오후 3시": whether it is past noon.
fn half_before(tokens: &[Token], at: usize) -> (Option<bool>, usize) {
    let word = |at: usize| tokens.get(at).map_or("", Token::word);
    match (word(at), word(at + 1)) {
        ("上" | "午", "午" | "前") | ("오", "전") | ("凌" | "早", "晨" | "上") => (Some(false), at + 2),
        ("下" | "午", "后" | "後") | ("下", "午") | ("오", "후") | ("晚", "上") => (Some(true), at + 2),
        _ => (None, at),
    }
}

/// "pm", "p.m.", "م": whether it is past noon, and the token behind it.
fn half_behind(tokens: &[Token], at: usize) -> Option<(bool, usize)> {
    let token = tokens.get(at)?;
    match token.word() {
        "am" | "ص" => Some((false, at + 1)),
        "pm" | "م" => Some((true, at + 1)),
        half @ ("a" | "p") => {
            let [point, m] = tokens.get(at + 1..at + 3)? else { return None };
            let last = at + 3 + usize::from(tokens.get(at + 3).is_some_and(|token| token.is('.')));
            (point.is('.') && m.word() == "m").then_some((half == "p", last))
        }
        _ => None,
    }
}

/// "GMT", "+05:00", "(UTC+3)": the offset from UTC in minutes, and the token behind it.
fn offset_at(tokens: &[Token], at: usize) -> Option<(i16, usize)> {
    let open = tokens.get(at)?.is('(');
    let at = at + usize::from(open);
    let zone = tokens.get(at)?.word();
    let named = ZONES.iter().find(|(name, _)| *name == zone).map(|(_, offset)| *offset);
    let sign = at + usize::from(named.is_some());
    let signed = named.is_none_or(|offset| offset == 0).then(|| signed_offset(tokens, sign)).flatten();
    let (offset, next) = signed.or(named.map(|offset| (offset, sign)))?;
    let closed = open && tokens.get(next).is_some_and(|token| token.is(')'));
    Some((offset, next + usize::from(closed)))
}

/// "+05:00", "-0500", "+5".
fn signed_offset(tokens: &[Token], at: usize) -> Option<(i16, usize)> {
    let [sign, size] = tokens.get(at..at + 2)? else { return None };
    if !sign.is_one_of(&['+', '-']) || size.spaced || sign.is('-') && sign.spaced && size.number(2).is_some() {
        return None;
    }
    let parted = tokens.get(at + 2..at + 4).filter(|rest| rest.iter().all(|token| !token.spaced));
    let (minutes, next) = match (size.kind.clone(), parted) {
        (Kind::Number(number, 4), _) => (i16::try_from(number / 100 * 60 + number % 100).ok()?, at + 2),
        (Kind::Number(hours @ 0..=14, 1 | 2), Some([colon, minutes])) if colon.is(':') => {
            (i16::try_from(hours).ok()? * 60 + minutes.number(2)?, at + 4)
        }
        (Kind::Number(hours @ 0..=14, 1 | 2), _) => (i16::try_from(hours).ok()? * 60, at + 2),
        _ => return None,
    };
    (minutes <= 14 * 60).then_some((if sign.is('-') { -minutes } else { minutes }, next))
}
