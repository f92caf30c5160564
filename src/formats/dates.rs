//! Dates that containers keep in forms of their own, as ISO 8601.

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use regex::Regex;

/// A piece of text with a date in it is at most this long, in bytes.
const DATED: usize = 120;

static DATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x) \b(?:19|20)\d\d\s?[-/.年년]\s?\d\d?\s?[-/.月월]\s?\d\d?
        | \b\d\d?[-/.]\d\d?[-/.](?:19|20)\d\d\b
        | \p{L}{3,10}\.?\s+\d\d?(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d\b
        | \b\d\d?(?:st|nd|rd|th|er|º)?\.?[\s-]+(?:de\s+|of\s+)?\p{L}{3,10}\.?,?[\s-]+(?:de\s+)?(?:19|20)\d\d\b
        | \b(?:19|20)\d{6}(?:T\d|$) | \b1\d{9}(?:\d{3})?$
        | [A-Z][a-z]{2}\s[A-Z][a-z]{2}\s+\d\d?\s[\d:]{8}\s(?:[A-Z]{3,4}\s)?(?:19|20)\d\d",
    )
    .ok()
});

/// Whether a piece of text is short and has a date with day, month and year in it.
pub(super) fn is_dated(text: &str) -> bool {
    text.len() <= DATED && DATE.as_ref().is_some_and(|date| date.is_match(text))
}

/// The first second of 1980 and of 2100: numbers between them, or a thousand times as large, are dates.
const SECONDS: std::ops::Range<i64> = 315_532_800..4_102_444_800;

/// A date in a form that everybody reads: seconds and milliseconds since 1970, `20240214` and `2024/02/14` become ISO 8601,
/// and a midnight that only stands for "no time" goes. All others stay.
pub(super) fn plain(raw: &str) -> String {
    let raw = raw.trim();
    if let Some(stamp) = epoch(raw) {
        return stamp.to_string();
    }
    let bytes = raw.as_bytes();
    let digits =
        |range: std::ops::Range<usize>| bytes.get(range).is_some_and(|part| part.iter().all(u8::is_ascii_digit));
    let part = |range: std::ops::Range<usize>| raw.get(range).unwrap_or_default();
    let century = raw.starts_with("19") || raw.starts_with("20");
    if century && digits(0..8) && matches!(bytes.get(8), None | Some(b'T' | b' ')) {
        let date = format!("{}-{}-{}", part(0..4), part(4..6), part(6..8));
        return match (digits(9..13), raw.get(13..)) {
            (true, Some(rest)) if part(9..13) != "0000" || !matches!(rest, "" | "00") => {
                let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
                format!("{date}T{}:{}{rest}", part(9..11), part(11..13))
            }
            _ => date,
        };
    }
    if let Some(date) = unix(raw).or_else(|| pointed(raw)) {
        return date;
    }
    let midnight = ["T00:00:00", " 00:00:00", "T00:00:00.000"].iter().find_map(|end| raw.strip_suffix(end));
    midnight.unwrap_or(raw).to_owned()
}

/// The day and the time of what [`plain`] gives, where that is ISO 8601; a day without a time is over.
pub(super) fn time(plain: &str) -> Option<DateTime> {
    let time = plain.get(..19).and_then(|time| time.parse().ok());
    time.or_else(|| Some(plain.get(..10)?.parse::<Date>().ok()?.at(23, 59, 59, 0)))
}

/// The form of Unix: `Wed Feb 14 08:10:00 EST 2024`.
fn unix(raw: &str) -> Option<String> {
    let words: Vec<&str> = raw.split_whitespace().collect();
    let ([_, month, day, time, _, year] | [_, month, day, time, year]) = words.as_slice() else { return None };
    let fits = year.len() == 4 && year.parse::<u16>().is_ok() && day.parse::<u8>().is_ok() && time.contains(':');
    fits.then(|| format!("{day} {month} {year} {time}"))
}

/// `2024.02.14` or `2024/2/14`, and what follows.
fn pointed(raw: &str) -> Option<String> {
    let mut parts = raw.splitn(3, ['.', '/']);
    let (year, month, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let rest = rest.trim_start();
    let day: String = rest.chars().take_while(char::is_ascii_digit).take(2).collect();
    let number = |text: &str, most: u8| text.trim().parse::<u8>().ok().filter(|number| (1..=most).contains(number));
    let century = year.len() == 4 && (year.starts_with("19") || year.starts_with("20")) && year.parse::<u16>().is_ok();
    let (month, number) = (number(month, 12)?, number(&day, 31)?);
    century.then(|| format!("{year}-{month:02}-{number:02}{}", rest.get(day.len()..).unwrap_or_default()))
}

/// The date in a URL: `2024-02-14` of `/2024/02/14/` and of `/2024-02-14-`.
pub(super) fn in_url(url: &str) -> Option<String> {
    let mut numbers =
        url.split(|c: char| !c.is_ascii_digit()).skip_while(|number| !(number.len() == 4 && number.starts_with("20")));
    let (year, month, day) = (numbers.next()?, numbers.next()?, numbers.next()?);
    let (month, day): (i8, i8) = (month.parse().ok()?, day.parse().ok()?);
    jiff::civil::Date::new(year.parse().ok()?, month, day).ok().map(|date| date.to_string())
}

/// The day in the name of a file: that of `2024-02-14-ferry.md`, `bay_2024_02_14.txt` and `20240214.txt`.
pub(super) fn in_file_name(path: &str) -> Option<Date> {
    let name = path.rsplit(['/', '\\']).next()?;
    let bytes = name.as_bytes();
    let digits = |range: std::ops::Range<usize>| -> Option<i16> {
        let part = name.get(range)?;
        part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok())?
    };
    let is_word = |at: usize| bytes.get(at).is_some_and(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii());
    (0..bytes.len()).find_map(|at| {
        if at.checked_sub(1).is_some_and(is_word) {
            return None;
        }
        let mark = bytes.get(at + 4).filter(|mark| matches!(mark, b'-' | b'_'));
        let gap = usize::from(mark.is_some());
        if bytes.get(at + 6 + gap).filter(|_| gap == 1) != mark {
            return None;
        }
        let (month, day) = (at + 4 + gap, at + 6 + gap * 2);
        // The time of "2024-02-14T0810" is no word.
        if is_word(day + 2) && !(bytes.get(day + 2) == Some(&b'T') && digits(day + 3..day + 5).is_some()) {
            return None;
        }
        let part = |at: usize| i8::try_from(digits(at..at + 2)?).ok();
        let year = digits(at..at + 4).filter(|year| *year >= 1800)?;
        let date = Date::new(year, part(month)?, part(day)?).ok()?;
        (year <= jiff::ZonedDateTime::now().year() + 1).then_some(date)
    })
}

fn epoch(raw: &str) -> Option<Timestamp> {
    let number = raw.split('.').next()?.parse::<i64>().ok()?;
    if raw.contains('.') && raw.parse::<f64>().is_err() {
        return None;
    }
    let second = [1, 1_000, 1_000_000].into_iter().map(|unit| number / unit).find(|second| SECONDS.contains(second))?;
    Timestamp::from_second(second).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, date: &str) {
        assert_eq!(plain(raw), date);
    }

    #[test]
    fn urls_may_have_the_date() {
        assert_eq!(in_url("https://day.example/2024/02/14/a").as_deref(), Some("2024-02-14"));
        assert_eq!(in_url("https://day.example/a-12345/2024"), None);
    }

    #[test]
    fn names_of_files_may_have_the_day() {
        let check = |name: &str, date: &str| {
            assert_eq!(in_file_name(name).map(|date| date.to_string()).unwrap_or_default(), date, "{name}");
        };
        for name in [
            "2024-02-14-ferry.md",
            "bay/2024-02-14.txt",
            "bay_2024-02-14_ferry-talks.txt",
            "bay-2024_02_14.html",
            "20240214.txt",
            "c:\\bay\\ferry 20240214 2.txt",
            "1234-2024-02-14.txt",
            "2024-02-14T081000.txt",
            "2024-02-14_to_2024-02-20.txt",
        ] {
            check(name, "2024-02-14");
        }
        check("1804-02-14.txt", "1804-02-14");
        for name in [
            "2024-02-14/ferry.txt",
            "2024-02.txt",
            "2024-02_14.txt",
            "2024-13-14.txt",
            "2024-02-30.txt",
            "12024-02-14.txt",
            "2024-02-145.txt",
            "a20240214.txt",
            "20240214a.txt",
            "1799-02-14.txt",
            "2999-02-14.txt",
            "14-02-2024.txt",
            "é20240214",
            "",
        ] {
            check(name, "");
        }
    }

    #[test]
    fn forms_of_machines_become_plain() {
        check("1707898200", "2024-02-14T08:10:00Z");
        check("1707898200000", "2024-02-14T08:10:00Z");
        check("1707898200.25", "2024-02-14T08:10:00Z");
        check("20240214", "2024-02-14");
        check("20240214T081000Z", "2024-02-14T08:10Z");
        check("20240214T000000", "2024-02-14");
        check("2024/02/14 08:10", "2024-02-14 08:10");
        check("2024-02-14T00:00:00", "2024-02-14");
        check("2024-02-14 00:00:00", "2024-02-14");
        check("2024-02-14T00:00:00Z", "2024-02-14T00:00:00Z");
        check("2024.2.14", "2024-02-14");
        check("Wed Feb 14 08:10:00 EST 2024", "14 Feb 2024 08:10:00");
        check("14 Feb 2024", "14 Feb 2024");
        check("2024", "2024");
    }
}
