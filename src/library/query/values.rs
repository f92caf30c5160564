//! The values of the fields that hold no words.

use std::ops::RangeInclusive;

use globset::ErrorKind;
use jiff::ToSpan;
use jiff::civil::Date;

use super::error::{Fault, shown};
use super::fields::{Known, LANGUAGES, SORT_KEYS, nearest};
use super::{Count, Glob, Sort};

/// The days that a `date:` means, both ends included.
pub(super) fn period(text: &str, today: Date) -> Result<(Option<Date>, Option<Date>), Fault> {
    let day = |day: Result<Date, jiff::Error>| match day {
        Ok(day) if day.year() >= 0 => Ok(Some(day)),
        _ => Err(Fault::new("no day lies beyond that one")),
    };
    if let Some((comparison, bound)) = comparison(text) {
        let Days { first, last, .. } = days(bound, today)?;
        return Ok(match comparison {
            ">=" => (Some(first), None),
            "<=" => (None, Some(last)),
            ">" => (day(last.tomorrow())?, None),
            _ => (None, day(first.yesterday())?),
        });
    }
    if let Some((from, to)) = text.split_once("..") {
        let end = |text: &str| if text.is_empty() { Ok(None) } else { days(text, today).map(Some) };
        let (from, to) = (end(from)?.map(|days| days.first), end(to)?.map(|days| days.last));
        return match (from, to) {
            (Some(first), Some(last)) if first > last => Err(Fault::new("the range ends before it begins")),
            range => Ok(range),
        };
    }
    let half_range = text.strip_suffix('.').is_some_and(|start| days(start, today).is_ok());
    let Days { first, last, ago } = days(text, today).map_err(|fault| fault.half_typed(half_range))?;
    Ok((Some(first), Some(last).filter(|_| !ago)))
}

/// The days that one date means.
struct Days {
    first: Date,
    last: Date,
    /// It says how long ago: by itself, it means all days since.
    ago: bool,
}

fn days(text: &str, today: Date) -> Result<Days, Fault> {
    let unknown = || {
        let half = ["today", "yesterday"].iter().any(|name| name.starts_with(text));
        Fault::new(format!("\"{}\" is no date such as 2024, 2024-01, 2024-01-30, 7d, today", shown(text)))
            .half_typed(half)
    };
    let out_of_range = || Fault::new(format!("\"{}\" is too long ago", shown(text)));
    match text {
        "today" => return Ok(Days { first: today, last: today, ago: false }),
        "yesterday" => {
            let first = today.yesterday().map_err(|_| out_of_range())?;
            return Ok(Days { first, last: first, ago: false });
        }
        _ => {}
    }
    if let Some(ago) = ago(text) {
        let first = today.checked_sub(ago).ok().filter(|date| date.year() >= 0);
        let first = first.ok_or_else(out_of_range)?;
        return Ok(Days { first, last: first, ago: true });
    }
    if !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
        return Err(unknown());
    }
    calendar(text)
}

/// `7d`, `2w`, `3m`, `1y`.
fn ago(text: &str) -> Option<jiff::Span> {
    let unit = text.chars().next_back().filter(char::is_ascii_lowercase)?;
    let count = text.strip_suffix(unit).filter(|count| !count.is_empty())?;
    if !matches!(unit, 'd' | 'w' | 'm' | 'y') || !count.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // More than this is too long ago in any unit.
    let count = count.parse::<u16>().unwrap_or(u16::MAX).min(9999);
    Some(match unit {
        'd' => i64::from(count).days(),
        'w' => i64::from(count).weeks(),
        'm' => i64::from(count).months(),
        _ => i64::from(count).years(),
    })
}

/// `2024`, `2024-01`, `2024-01-30`.
fn calendar(text: &str) -> Result<Days, Fault> {
    let wrong = |what: &str, half: bool| {
        Err(Fault::new(format!("\"{}\" has no {what}, as 2024-01-30 has", shown(text))).half_typed(half))
    };
    let mut parts = text.split('-');
    let year = parts.next().unwrap_or_default();
    let Some(year) = year.parse::<i16>().ok().filter(|_| year.len() == 4) else {
        return wrong("year of four digits", !text.contains('-') && year.len() < 4);
    };
    let Some(month) = parts.next() else {
        return whole(Date::new(year, 1, 1), Date::new(year, 12, 31), text);
    };
    let number = |part: &str| part.parse::<i8>().ok().filter(|_| part.len() <= 2);
    let unfinished = |part: &str| part.is_empty() || part == "0";
    let Some(first) = number(month).and_then(|month| Date::new(year, month, 1).ok()) else {
        return wrong("month from 01 to 12", unfinished(month));
    };
    let Some(day) = parts.next() else {
        return whole(Ok(first), Ok(first.last_of_month()), text);
    };
    let date = number(day).and_then(|day| Date::new(year, first.month(), day).ok()).filter(|_| parts.next().is_none());
    match date {
        Some(date) => whole(Ok(date), Ok(date), text),
        None => wrong("day of that month", unfinished(day)),
    }
}

fn whole(first: Result<Date, jiff::Error>, last: Result<Date, jiff::Error>, text: &str) -> Result<Days, Fault> {
    match (first, last) {
        (Ok(first), Ok(last)) => Ok(Days { first, last, ago: false }),
        _ => Err(Fault::new(format!("\"{}\" is no date", shown(text)))),
    }
}

/// The comparison that a value starts with, and what is compared with.
fn comparison(text: &str) -> Option<(&'static str, &str)> {
    [">=", "<=", ">", "<"].into_iter().find_map(|sign| text.strip_prefix(sign).map(|bound| (sign, bound)))
}

/// What a `new:` means: a number of paragraphs, or their share in hundredths.
pub(super) fn share(text: &str) -> Result<(Count, RangeInclusive<u32>), Fault> {
    if !text.contains('%') {
        return numbers(text).map(|range| (Count::New, range));
    }
    let (range, bound) = (numbers(&text.replace('%', ""))?, 100);
    Ok((Count::NewShare, *range.start()..=(*range.end()).min(bound)))
}

/// The first digits of the id of an article.
pub(super) fn id(text: &str) -> Result<String, Fault> {
    let is_hex = text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_hex && (6..=32).contains(&text.len()) {
        return Ok(text.to_ascii_lowercase());
    }
    let fault = Fault::new(format!("\"{}\" is not the id of an article, or 6 of its first digits", shown(text)));
    Err(fault.half_typed(is_hex && text.len() < 6))
}

/// The numbers that a `words:` means.
pub(super) fn numbers(text: &str) -> Result<RangeInclusive<u32>, Fault> {
    let number = |text: &str| {
        if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Fault::new(format!("\"{}\" is no number", shown(text))).half_typed(text.is_empty()));
        }
        // No article has so many that it matters how many more are asked for.
        Ok(text.parse().unwrap_or(u32::MAX))
    };
    if let Some((comparison, bound)) = comparison(text) {
        let bound = number(bound)?;
        let none = || Fault::new("no article has so many");
        return Ok(match comparison {
            ">=" => bound..=u32::MAX,
            "<=" => 0..=bound,
            ">" => bound.checked_add(1).ok_or_else(none)?..=u32::MAX,
            _ => 0..=bound.checked_sub(1).ok_or_else(|| Fault::new("no article has less than 0"))?,
        });
    }
    let Some((from, to)) = text.split_once("..") else {
        let half_range = text.strip_suffix('.').is_some_and(|start| number(start).is_ok());
        let number = number(text).map_err(|fault| fault.half_typed(half_range))?;
        return Ok(number..=number);
    };
    let from = if from.is_empty() { 0 } else { number(from)? };
    let to = if to.is_empty() { u32::MAX } else { number(to)? };
    if from > to { Err(Fault::new("the range ends before it begins")) } else { Ok(from..=to) }
}

/// The value of this name in one of the tables of `field`.
pub(super) fn known<T: Copy>(field: &str, typed: &str, table: &[Known<T>]) -> Result<T, Fault> {
    if let Some((_, value, _)) = table.iter().find(|(name, ..)| *name == typed) {
        return Ok(*value);
    }
    let names = || table.iter().map(|(name, ..)| *name);
    let suggestion = nearest(&typed.to_lowercase(), names());
    let mut message = format!("there is no {field}:{}", shown(typed));
    if suggestion.is_none() {
        message += &format!("; there is {}", names().collect::<Vec<_>>().join(", "));
    }
    Err(Fault::new(message).suggest(suggestion).half_typed(names().any(|name| name.starts_with(typed))))
}

/// The keys of a `sort:`, one or more.
pub(super) fn sort(text: &str) -> Result<Vec<Sort>, Fault> {
    let mut before = 0;
    let key = |key: &str| {
        let name = key.strip_prefix('-').unwrap_or(key);
        let around = (text.get(..before + key.len() - name.len()), text.get(before + key.len()..));
        before += key.len() + 1;
        let sort = |found| Sort { key: found, reversed: name.len() < key.len() };
        let fault = |fault: Fault| fault.within(around.0.unwrap_or_default(), around.1.unwrap_or_default());
        known("sort", name, SORT_KEYS).map(sort).map_err(fault)
    };
    text.split(',').map(key).collect()
}

/// The code of a language: `en`, also of `en-US`.
pub(super) fn language(typed: &str) -> Result<String, Fault> {
    let code = typed.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    if matches!(code.len(), 2..=3) && code.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Ok(code);
    }
    let meant = LANGUAGES.iter().find(|(_, name)| name.eq_ignore_ascii_case(typed));
    let fault = Fault::new(format!("\"{}\" is no code of a language such as en, ur, zh", shown(typed)));
    Err(fault.suggest(meant.map(|(code, _)| *code)).half_typed(code.len() < 2))
}

/// A glob that can be matched.
pub(super) fn glob(typed: &str) -> Result<Glob, Fault> {
    let glob = Glob { pattern: typed.to_owned() };
    match glob.compiled() {
        Ok(_) => Ok(glob),
        Err(error) => {
            let open = matches!(
                error.kind(),
                ErrorKind::UnclosedClass | ErrorKind::UnclosedAlternates | ErrorKind::DanglingEscape
            );
            Err(Fault::new(format!("\"{}\" is no glob: {}", shown(typed), error.kind())).half_typed(open))
        }
    }
}
