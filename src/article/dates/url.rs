//! Days and months in the paths of addresses.

use jiff::civil::Date;

use super::months;

/// The parts of a path that are looked at.
const PARTS: usize = 60;

/// The day that the path of an address names, and the year and the month: `/2024/01/`.
pub(in crate::article) fn in_url(url: &str) -> (Option<Date>, Option<(i16, i8)>) {
    parts(url).map_or((None, None), |parts| (day(&parts), month_of(&parts)))
}

/// The day of `/2024/01/30/`, `/2024/jan/30/`, `/2024-01-30/`, `/20240130/`, `/2024/0130/`.
fn day(parts: &[&str]) -> Option<Date> {
    (0..parts.len()).find_map(|at| {
        let part = |behind: usize| parts.get(at + behind).copied().unwrap_or_default();
        if let Some(packed) = number(part(0), 8) {
            return date(packed / 10_000, packed / 100 % 100, packed % 100);
        }
        let year = number(part(0), 4)?;
        if let Some(packed) = number(part(1), 4) {
            return date(year, packed / 100, packed % 100);
        }
        date(year, month(part(1))?, number(part(2), 2).or_else(|| number(part(2), 1))?)
    })
}

fn month_of(parts: &[&str]) -> Option<(i16, i8)> {
    let first = parts.windows(2).find_map(|pair| {
        let [year, part] = pair else { return None };
        date(number(year, 4)?, month(part)?, 1)
    })?;
    Some((first.year(), first.month()))
}

/// The parts of the path; `None` where no year is among them.
fn parts(url: &str) -> Option<Vec<&str>> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    path.bytes().any(|byte| byte.is_ascii_digit()).then_some(())?;
    Some(path.split(|c: char| !c.is_ascii_alphanumeric()).take(PARTS).collect())
}

fn number(part: &str, digits: usize) -> Option<i32> {
    let plain = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| part.parse().ok())?
}

fn month(part: &str) -> Option<i32> {
    let named = || months::month(&part.to_ascii_lowercase(), "").map(|(month, _)| month.into());
    number(part, 2).or_else(|| number(part, 1)).or_else(named)
}

fn date(year: i32, month: i32, day: i32) -> Option<Date> {
    let recent = (1900..2100).contains(&year);
    recent.then(|| Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok())?
}
