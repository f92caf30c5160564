//! Dates and times as pages write them.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::{Captures, Regex};

use super::Stamp;

/// Names of the months, the first three letters of which are not always enough to tell them apart.
const MONTHS: [&[&str]; 12] = [
    &[
        "january",
        "jan",
        "januar",
        "jänner",
        "janvier",
        "janv",
        "enero",
        "ene",
        "gennaio",
        "janeiro",
        "января",
        "يناير",
        "جنوری",
    ],
    &[
        "february",
        "feb",
        "februar",
        "février",
        "févr",
        "febrero",
        "febbraio",
        "fevereiro",
        "fev",
        "февраля",
        "فبراير",
        "فروری",
    ],
    &["march", "mar", "märz", "mars", "marzo", "março", "марта", "مارس", "مارچ"],
    &["april", "apr", "avril", "abril", "abr", "aprile", "апреля", "أبريل", "اپریل"],
    &["may", "mai", "mayo", "maggio", "mag", "maio", "мая", "مايو", "مئی"],
    &["june", "jun", "juni", "juin", "junio", "giugno", "giu", "junho", "июня", "يونيو", "جون"],
    &["july", "jul", "juli", "juillet", "juil", "julio", "luglio", "lug", "julho", "июля", "يوليو", "جولائی"],
    &["august", "aug", "août", "agosto", "ago", "августа", "أغسطس", "اگست"],
    &[
        "september",
        "sept",
        "sep",
        "septembre",
        "septiembre",
        "settembre",
        "set",
        "setembro",
        "сентября",
        "سبتمبر",
        "ستمبر",
    ],
    &[
        "october",
        "oct",
        "oktober",
        "okt",
        "octobre",
        "octubre",
        "ottobre",
        "ott",
        "outubro",
        "out",
        "октября",
        "أكتوبر",
        "اکتوبر",
    ],
    &["november", "nov", "novembre", "noviembre", "novembro", "ноября", "نوفمبر", "نومبر"],
    &[
        "december",
        "dec",
        "dezember",
        "dez",
        "décembre",
        "déc",
        "diciembre",
        "dic",
        "dicembre",
        "dezembro",
        "декабря",
        "ديسمبر",
        "دسمبر",
    ],
];

static DATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let mut names: Vec<&str> = MONTHS.iter().flat_map(|names| names.iter().copied()).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let month = names.join("|");
    let pattern = format!(
        r"(?xi)
        (?:\b(?P<y1>(?:19|20)\d\d)-(?P<m1>\d\d)-(?P<d1>\d\d))
        | (?:(?P<y2>(?:19|20)\d\d)\s*[年년]\s*(?P<m2>\d\d?)\s*[月월]\s*(?P<d2>\d\d?)\s*[日일])
        | (?:\b(?P<mn3>{month})\b\.?\s+(?P<d3>\d\d?)(?:st|nd|rd|th)?\b,?(?:\s+(?P<y3>(?:19|20)\d\d)\b)?)
        | (?:\b(?P<d4>\d\d?)(?:st|nd|rd|th|er|º)?\.?\s+(?:de\s+|of\s+)?(?P<mn4>{month})\b\.?,?(?:\s+(?:de\s+)?(?P<y4>(?:19|20)\d\d)\b)?)
        | (?:\b(?P<d5>\d\d?)\.(?P<m5>\d\d?)\.(?P<y5>(?:19|20)\d\d)\b)
        | (?:\b(?P<a6>\d\d?)/(?P<b6>\d\d?)/(?P<y6>(?:19|20)\d\d)\b)"
    );
    Regex::new(&pattern).ok()
});

static TIME: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let pattern = r"(?xi)^[\sT|,@\u{b7}-]*(?:at\s+|um\s+|à\s+)?(?P<h>\d\d?)[:h](?P<m>\d\d)(?::\d\d(?:\.\d+)?)?
        \s*(?P<half>[ap]\.?m\b\.?)?\s*(?P<zone>Z\b|UTC\b|GMT\b|[+-]\d\d:?\d\d\b)?";
    Regex::new(pattern).ok()
});

/// A date that was found in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Its bytes in the line, with the time that stands with it.
    pub(super) range: Range<usize>,
    pub(super) stamp: Stamp,
}

/// The dates of `line`, in order. One without a year takes `year`, or is left out; so is one whose day and month cannot
/// be told apart.
pub(super) fn find(line: &str, year: Option<i16>) -> Vec<Found> {
    let (Some(dates), Some(times)) = (&*DATE, &*TIME) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for captures in dates.captures_iter(line) {
        let Some(range) = captures.get(0).map(|all| all.range()) else { continue };
        let Some(date) = date(&captures, year) else { continue };
        let mut stamp = Stamp { date, minute: None, offset: None };
        let mut end = range.end;
        if let Some(time) = line.get(range.end..).and_then(|rest| times.captures(rest))
            && let Some(minute) = minute(&time)
        {
            stamp.minute = Some(minute);
            stamp.offset = time.name("zone").and_then(|zone| offset(zone.as_str()));
            end += time.get(0).map_or(0, |all| all.end());
        }
        found.push(Found { range: range.start..end, stamp });
    }
    found
}

fn date(captures: &Captures, year: Option<i16>) -> Option<Date> {
    let number = |name: &str| captures.name(name).and_then(|text| text.as_str().parse::<i16>().ok());
    let month = |name: &str| {
        let name = captures.name(name)?.as_str().to_lowercase();
        let month = MONTHS.iter().position(|names| names.contains(&name.as_str()))?;
        i16::try_from(month + 1).ok()
    };
    let (year, month, day) = if let Some(year) = number("y1") {
        (year, number("m1")?, number("d1")?)
    } else if let Some(year) = number("y2") {
        (year, number("m2")?, number("d2")?)
    } else if let Some(found) = month("mn3") {
        (number("y3").or(year)?, found, number("d3")?)
    } else if let Some(found) = month("mn4") {
        (number("y4").or(year)?, found, number("d4")?)
    } else if let Some(year) = number("y5") {
        (year, number("m5")?, number("d5")?)
    } else {
        let (a, b) = (number("a6")?, number("b6")?);
        match (a > 12, b > 12) {
            (true, false) => (number("y6")?, b, a),
            (false, true) => (number("y6")?, a, b),
            _ if a == b => (number("y6")?, a, b),
            _ => return None,
        }
    };
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn minute(captures: &Captures) -> Option<u16> {
    let number = |name: &str| captures.name(name).and_then(|text| text.as_str().parse::<u16>().ok());
    let (mut hour, minute) = (number("h")?, number("m")?);
    if let Some(half) = captures.name("half") {
        let afternoon = half.as_str().starts_with(['p', 'P']);
        // "13:42pm" is seen in the wild, and means what it says without the pm.
        if hour <= 12 {
            hour = hour % 12 + if afternoon { 12 } else { 0 };
        }
    }
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

fn offset(zone: &str) -> Option<i16> {
    if zone.eq_ignore_ascii_case("z") || zone.eq_ignore_ascii_case("utc") || zone.eq_ignore_ascii_case("gmt") {
        return Some(0);
    }
    let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
    let hours: i16 = digits.get(..2)?.parse().ok()?;
    let minutes: i16 = digits.get(2..)?.parse().ok()?;
    let size = hours * 60 + minutes;
    Some(if zone.starts_with('-') { -size } else { size })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, stamps: &[&str]) {
        let found: Vec<String> = find(line, Some(2024)).iter().map(|found| found.stamp.to_string()).collect();
        assert_eq!(found, stamps, "{line}");
    }

    #[test]
    fn dates_in_many_forms() {
        check("Published January 30, 2024 | 03:50 PM", &["2024-01-30T15:50"]);
        check("30th Jan, 2024", &["2024-01-30"]);
        check("2024-01-30T15:50:10Z", &["2024-01-30T15:50+00:00"]);
        check("2024-02-01 09:05 +0500", &["2024-02-01T09:05+05:00"]);
        check("3. März 2024, 18:20 Uhr", &["2024-03-03T18:20"]);
        check("le 29 mai 2023 à 14h05", &["2023-05-29T14:05"]);
        check("12 de febrero de 2024", &["2024-02-12"]);
        check("2024年3月5日", &["2024-03-05"]);
        check("05.02.2024", &["2024-02-05"]);
        check("LONDON, March 3 (Northwire)", &["2024-03-03"]);
        check("12:05am Feb 2, 2024 12:05am", &["2024-02-02T00:05"]);
    }

    #[test]
    fn what_cannot_be_told_is_left_out() {
        check("05/06/2024", &[]);
        check("25/06/2024 06/25/2024", &["2024-06-25", "2024-06-25"]);
        check("31 February 2024", &[]);
        assert!(find("March 3", None).is_empty());
    }
}
