//! The forms that a day is written in: with the month's name, in numbers, in ideographs.

use jiff::civil::Date;

use super::Day;
use super::months;
use super::times;
use super::tokens::{Kind, Token};

/// Marks that part the numbers of a date.
const PARTS: &[char] = &['/', '.', '-'];
/// What may stand behind the number of a day.
const ORDINALS: &[&str] = &["st", "nd", "rd", "th", "er", "e", "º", "ª", "го", "η", "ης"];
/// What may stand between day and month, and between month and year.
const LINKS: &[&str] = &["of", "de", "del", "d", "من"];

/// The day that is written from `at` on, and the token behind it.
pub(super) fn day_at(tokens: &[Token], at: usize) -> Option<(Day, usize)> {
    let token = tokens.get(at)?;
    match &token.kind {
        Kind::Number(..) => {
            // The minutes of "10.30" are no day, nor is a part of a longer number.
            let before = at.checked_sub(2).and_then(|before| tokens.get(before..at));
            if let Some([number, mark]) = before
                && matches!(number.kind, Kind::Number(..))
                && mark.is_one_of(&['.', ':', ',', '/', '-'])
                && !mark.spaced
                && !token.spaced
            {
                return None;
            }
            year_first(tokens, at)
                .or_else(|| packed(token, at))
                .or_else(|| ideographs(tokens, at))
                .or_else(|| day_first(tokens, at))
                .or_else(|| numbers(tokens, at))
        }
        Kind::Word(word) if matches!(&**word, "令" | "平") => era(tokens, at),
        Kind::Word(_) => month_first(tokens, at),
        Kind::Mark(_) => None,
    }
}

fn month_at(tokens: &[Token], at: usize) -> Option<(i16, usize)> {
    let second = tokens.get(at + 1).map_or("", Token::word);
    let (month, words) = months::month(tokens.get(at)?.word(), second)?;
    Some((month.into(), at + words))
}

fn known(year: i16, month: i16, day: i16) -> Option<Day> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok().map(Day::Known)
}

fn yearless(month: i16, day: i16) -> Option<Day> {
    // 2024 is a leap year, so every day of a year is real in it.
    let date = Date::new(2024, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some(Day::Yearless(date.month(), date.day()))
}

/// "2024-01-30", "2024/1/30", "2024. 1. 30", "2024 January 30".
fn year_first(tokens: &[Token], at: usize) -> Option<(Day, usize)> {
    let year = tokens.get(at)?.year()?;
    let mut next = at + 1;
    if tokens.get(next)?.is_one_of(&[',', '.', '-', '/'])
        && let Some((month, after)) = month_at(tokens, next + 1)
    {
        let after = skip(tokens, after, &['.', '-', '/', ',']);
        return Some((known(year, month, tokens.get(after)?.number(2)?)?, after + 1));
    }
    if let Some((month, after)) = month_at(tokens, next) {
        let day = tokens.get(after)?;
        // "… 2024 May 30 …" is a date, "2023 March 4, 2024" is not one of 2023.
        let again = tokens.get(after + 1..).is_some_and(|rest| rest.iter().take(2).any(|token| token.year().is_some()));
        return (!again).then(|| Some((known(year, month, day.number(2)?)?, after + 1)))?;
    }
    let Kind::Mark(part) = tokens.get(next)?.kind else { return None };
    if !PARTS.contains(&part) {
        return None;
    }
    let month = tokens.get(next + 1)?.number(2)?;
    if !tokens.get(next + 2)?.is(part) {
        return None;
    }
    let day = tokens.get(next + 3)?.number(2)?;
    next += 4;
    Some((known(year, month, day)?, next))
}

/// "20240130", as URLs and metadata have it.
fn packed(token: &Token, at: usize) -> Option<(Day, usize)> {
    let Kind::Number(number @ 19_000_101..=20_991_231, 8) = token.kind else { return None };
    let part = |number: u64| i16::try_from(number).ok();
    Some((known(part(number / 10_000)?, part(number / 100 % 100)?, part(number % 100)?)?, at + 1))
}

/// "2024年1月30日", "2024년 1월 30일", "1月30日", "6月18日".
fn ideographs(tokens: &[Token], at: usize) -> Option<(Day, usize)> {
    let first = tokens.get(at)?;
    let unit = tokens.get(at + 1)?.word();
    match (first.year(), unit) {
        (Some(year), "年" | "년") => {
            month_and_day(tokens, at + 2).and_then(|(month, day, next)| Some((known(year, month, day)?, next)))
        }
        (None, "月" | "월") => {
            month_and_day(tokens, at).and_then(|(month, day, next)| Some((yearless(month, day)?, next)))
        }
        _ => None,
    }
}

fn month_and_day(tokens: &[Token], at: usize) -> Option<(i16, i16, usize)> {
    let [month, moon, day, sun] = tokens.get(at..at + 4)? else { return None };
    let named = matches!(moon.word(), "月" | "월") && matches!(sun.word(), "日" | "일" | "号" | "號");
    named.then(|| Some((month.number(2)?, day.number(2)?, at + 4)))?
}

/// "令和6年1月30日": the years of an era.
fn era(tokens: &[Token], at: usize) -> Option<(Day, usize)> {
    let [first, second, year, unit] = tokens.get(at..at + 4)? else { return None };
    let before = match (first.word(), second.word()) {
        ("令", "和") => 2018,
        ("平", "成") => 1988,
        _ => return None,
    };
    let year = year.number(2).filter(|_| unit.word() == "年")?;
    let (month, day, next) = month_and_day(tokens, at + 4)?;
    Some((known(before + year, month, day)?, next))
}

/// "30 January 2024", "30th of Jan, 2024", "1er février", "30. Januar", "30-Jan-24", "30 كانون الثاني/يناير 2024".
fn day_first(tokens: &[Token], at: usize) -> Option<(Day, usize)> {
    let day = tokens.get(at)?.number(2)?;
    let mut next = at + 1;
    if tokens
        .get(next)
        .is_some_and(|token| ORDINALS.contains(&token.word()) || token.is('°') || token.is('-') && !token.spaced)
    {
        next += 1;
    }
    if tokens.get(next).is_some_and(|token| ORDINALS.contains(&token.word())) {
        next += 1;
    }
    next = skip(tokens, next, &['.', '/', '\'', ',']);
    while tokens.get(next).is_some_and(|token| LINKS.contains(&token.word())) {
        next += 1;
    }
    next = skip(tokens, next, &['\'', '\u{2019}']);
    let (month, mut next) = month_at(tokens, next)?;
    next = other_name(tokens, next, month);
    let end = next;
    let dashed = tokens.get(next).is_some_and(|token| token.is_one_of(&['-', '\'', '\u{2019}']));
    next = skip(tokens, next, &['.', '-', '/']);
    next = skip(tokens, next, &[',', '\'', '\u{2019}']);
    while tokens.get(next).is_some_and(|token| LINKS.contains(&token.word())) {
        next += 1;
    }
    if let Some(year) = year_at(tokens, next) {
        return Some((known(year, month, day)?, next + 1));
    }
    if dashed && let Some(Token { kind: Kind::Number(year @ 0..=69, 2), .. }) = tokens.get(next) {
        return Some((known(2000 + i16::try_from(*year).ok()?, month, day)?, next + 1));
    }
    let end = if tokens.get(end).is_some_and(|token| token.is('.')) { end + 1 } else { end };
    Some((yearless(month, day)?, end))
}

/// The year at `at`, unless that is a time: "1 March 1945 GMT".
fn year_at(tokens: &[Token], at: usize) -> Option<i16> {
    tokens.get(at)?.year().filter(|_| !times::is_timetables(tokens, at))
}

/// The second name in "كانون الثاني/يناير" and "يناير (كانون الثاني)".
fn other_name(tokens: &[Token], at: usize, month: i16) -> usize {
    let next = skip(tokens, at, &['/', '-', '(']);
    match month_at(tokens, next) {
        Some((same, after)) if next > at && same == month => skip(tokens, after, &[')']),
        _ => at,
    }
}

/// "January 30, 2024", "Jan. 30", "enero 30 de 2024".
fn month_first(tokens: &[Token], at: usize) -> Option<(Day, usize)> {
    let (month, next) = month_at(tokens, at)?;
    let next = skip(tokens, other_name(tokens, next, month), &['.']);
    let next = skip(tokens, next, &['-', '/', ',']);
    let day = tokens.get(next)?.number(2)?;
    let mut next = next + 1;
    // "mar. 30 janv." is a Tuesday in January, "May 10:30" has no day.
    let followed =
        |at: usize, marks: &[char]| tokens.get(at).is_some_and(|token| token.is_one_of(marks) && !token.spaced);
    if month_at(tokens, next).is_some() || followed(next, &[':']) {
        return None;
    }
    if tokens.get(next).is_some_and(|token| !token.spaced && ORDINALS.contains(&token.word())) {
        next += 1;
    }
    let end = next;
    next = skip(tokens, next, &['.', '-', '/']);
    next = skip(tokens, next, &[',']);
    while tokens.get(next).is_some_and(|token| LINKS.contains(&token.word())) {
        next += 1;
    }
    match year_at(tokens, next) {
        Some(year) => Some((known(year, month, day)?, next + 1)),
        None => Some((yearless(month, day)?, end)),
    }
}

/// "30/01/2024", "3.1.2024", "01/30/24".
fn numbers(tokens: &[Token], at: usize) -> Option<(Day, usize)> {
    let [a, part, b, again, year] = tokens.get(at..at + 5)? else { return None };
    let Kind::Mark(mark) = part.kind else { return None };
    if !PARTS.contains(&mark) || !again.is(mark) || part.spaced && mark != '/' {
        return None;
    }
    // "1.2.24.5" is a version or an address.
    let longer = tokens.get(at + 5).zip(tokens.get(at + 6));
    if longer
        .is_some_and(|(more, number)| more.is(mark) && !more.spaced && !number.spaced && number.number(18).is_some())
    {
        return None;
    }
    let (a, b) = (a.number(2)?, b.number(2)?);
    let year = match year.kind {
        Kind::Number(short @ 0..=69, 2) => 2000 + i16::try_from(short).ok()?,
        _ => year.year()?,
    };
    let day = match (a > 12, b > 12) {
        // With points the day is first everywhere.
        _ if mark == '.' => known(year, b, a)?,
        (true, false) => Day::Ordered { date: date(year, b, a)?, mark, day_first: true },
        (false, true) => Day::Ordered { date: date(year, a, b)?, mark, day_first: false },
        (true, true) => return None,
        _ if a == b => known(year, a, b)?,
        _ => Day::Either { day_first: date(year, b, a)?, month_first: date(year, a, b)?, mark },
    };
    Some((day, at + 5))
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// `at`, or the token behind it if it is one of `marks`.
fn skip(tokens: &[Token], at: usize, marks: &[char]) -> usize {
    if tokens.get(at).is_some_and(|token| token.is_one_of(marks)) { at + 1 } else { at }
}
