//! Dates and times as pages, feeds and addresses write them.
//!
//! [`scan`] finds what a line says; an [`Evidence`] decides what that means where the line alone does
//! not: the year of "Jan 30", the month of "05/06/2024".

mod evidence;
mod forms;
mod months;
#[cfg(test)]
mod tests;
mod times;
mod tokens;
mod url;

use std::ops::Range;

use jiff::civil::{Date, Weekday};

use super::{Stamp, clean};
pub(super) use evidence::Evidence;
pub(super) use months::{names as names_of_days, weekday};
use tokens::{Kind, Stretch, Token};
pub(super) use url::in_url;

/// A date that stands in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    /// Its bytes in the line, with the time that stands with it.
    pub(super) range: Range<usize>,
    pub(super) day: Day,
    /// The weekday that stands with it.
    pub(super) weekday: Option<Weekday>,
    /// The time of day, in minutes after midnight.
    pub(super) minute: Option<u16>,
    /// The offset from UTC, in minutes.
    pub(super) offset: Option<i16>,
}

impl Mention {
    /// Whether day and month cannot be told apart by the mention alone.
    pub(super) fn is_open(&self) -> bool {
        matches!(self.day, Day::Either { .. })
    }

    /// Whether it has no year.
    pub(super) fn is_yearless(&self) -> bool {
        matches!(self.day, Day::Yearless(..))
    }
}

/// A day, as far as its own words tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Day {
    Known(Date),
    /// A month and a day of any year.
    Yearless(i8, i8),
    /// Numbers whose order is plain, since one of them is above 12; it tells the order of others in the text.
    Ordered {
        date: Date,
        mark: char,
        day_first: bool,
    },
    /// Numbers that make a date in either order.
    Either {
        day_first: Date,
        month_first: Date,
        mark: char,
    },
}

/// Tokens that may stand between a date and its time.
const GAP: usize = 6;
/// The dates of `line`, in order. What looks like one but is no real day is none.
pub(super) fn scan(line: &str) -> Vec<Mention> {
    some(line, usize::MAX)
}

/// The first date of `line`.
pub(super) fn first(line: &str) -> Option<Mention> {
    some(line, 1).pop()
}

/// As many of the dates of `line` as are wanted.
fn some(line: &str, most: usize) -> Vec<Mention> {
    let Some(stretch) = Stretch::of(line) else { return Vec::new() };
    let tokens = tokens::read(&stretch);
    let mut found = Vec::new();
    // The time that was just passed, for a date that follows it.
    let mut before: Option<(times::Time, usize, usize)> = None;
    let mut at = 0;
    while at < tokens.len() && found.len() < most {
        if let Some((day, next)) = forms::day_at(&tokens, at) {
            let earlier = before.take().filter(|(_, _, end)| end_of_gap(&tokens, *end, at) == at);
            let (mention, next) = mention(&tokens, day, at..next, earlier.map(|(time, start, _)| (time, start)));
            found.push(mention);
            at = next;
        } else if let Some((time, next)) = times::time_at(&tokens, at) {
            before = Some((time, at, next));
            at = next;
        } else {
            at += 1;
        }
    }
    found
}

fn mention(
    tokens: &[Token],
    mut day: Day,
    taken: Range<usize>,
    earlier: Option<(times::Time, usize)>,
) -> (Mention, usize) {
    let gap = end_of_gap(tokens, taken.end, tokens.len());
    let (mut first, mut next) = (taken.start, taken.end);
    let mut time = earlier.map(|(time, start)| {
        first = start;
        time
    });
    if let Some((later, end)) = times::time_at(tokens, gap).filter(|_| forms::day_at(tokens, gap).is_none())
        && time.is_none_or(|earlier| earlier.0 == later.0)
    {
        time = Some(time.filter(|earlier| earlier.1.is_some()).unwrap_or(later));
        next = end;
        // "Tue Jan 30 15:50:00 UTC 2024"
        let year = tokens.get(end).and_then(Token::year);
        if let (Day::Yearless(month, of_month), Some(year)) = (day, year)
            && let Ok(date) = Date::new(year, month, of_month)
        {
            day = Day::Known(date);
            next = end + 1;
        }
    }
    let mut around = (taken.start.saturating_sub(3)..taken.start).chain(taken.end..taken.end + 3);
    let weekday = around.find_map(|at| weekday_at(tokens, at));
    let start = tokens.get(first).map_or(0, |token| token.range.start);
    let end = tokens.get(next.saturating_sub(1)).map_or(start, |token| token.range.end);
    let (minute, offset) = time.map_or((None, None), |(minute, offset)| (Some(minute), offset));
    (Mention { range: start..end, day, weekday, minute, offset }, next)
}

/// The weekday at `at`. Short names are words of other meanings too, unless they are marked as short or stand in brackets.
fn weekday_at(tokens: &[Token], at: usize) -> Option<Weekday> {
    let word = tokens.get(at)?.word();
    let found = weekday(word)?;
    let marked = |at: usize| tokens.get(at).is_some_and(|token| token.is_one_of(&['.', ',', '(', ')']));
    (word.chars().count() > 2 || marked(at + 1)).then_some(found)
}

/// The first token from `at` on that cannot stand between a date and its time.
fn end_of_gap(tokens: &[Token], at: usize, limit: usize) -> usize {
    let between = |token: &Token| match &token.kind {
        Kind::Mark(mark) => !matches!(mark, '+' | '%' | '$' | '€'),
        Kind::Word(word) => months::links(word),
        Kind::Number(..) => false,
    };
    let gap = tokens.get(at..limit).unwrap_or_default().iter().take(GAP).take_while(|token| between(token)).count();
    at + gap
}

/// The moment that a value of metadata means: any form that a text may have, and epochs.
pub(super) fn value(value: &str, evidence: &Evidence) -> Option<Stamp> {
    let value = value.trim();
    epoch(value).or_else(|| scan(clean::head(value, 200)).iter().find_map(|mention| evidence.resolve(mention)))
}

/// The moment in seconds, milliseconds or microseconds since 1970, or in fourteen digits.
fn epoch(value: &str) -> Option<Stamp> {
    let whole = value.split_once('.').map_or(value, |(whole, _)| whole);
    let number: i64 = whole.parse().ok().filter(|_| whole.bytes().all(|byte| byte.is_ascii_digit()))?;
    let seconds = match whole.len() {
        9 | 10 => number,
        12 | 13 => number / 1_000,
        15 | 16 => number / 1_000_000,
        14 => {
            let date = i16::try_from(number / 10_000_000_000).ok()?;
            let part = |by: i64| i8::try_from(number / by % 100).ok();
            let date = Date::new(date, part(100_000_000)?, part(1_000_000)?).ok()?;
            let (hour, minute) = (u16::try_from(part(10_000)?).ok()?, u16::try_from(part(100)?).ok()?);
            return (hour < 24 && minute < 60).then_some(Stamp {
                date,
                minute: Some(hour * 60 + minute),
                offset: None,
            });
        }
        _ => return None,
    };
    let moment = jiff::tz::Offset::UTC.to_datetime(jiff::Timestamp::from_second(seconds).ok()?);
    let minute = u16::try_from(i16::from(moment.hour()) * 60 + i16::from(moment.minute())).ok()?;
    Some(Stamp { date: moment.date(), minute: Some(minute), offset: Some(0) })
}

/// Whether a line has a time in four digits, as timetables and fixtures have it: "1945 GMT".
pub(super) fn is_timetabled(line: &str) -> bool {
    Stretch::of(line).is_some_and(|stretch| {
        let tokens = tokens::read(&stretch);
        (0..tokens.len()).any(|at| times::is_timetables(&tokens, at))
    })
}

/// Whether a word in lower case is the name of a month.
pub(super) fn is_month(word: &str) -> bool {
    months::month(word, "").is_some()
}
