//! Bars of days, months or years, as many as there is room for.

use jiff::civil::Date;

use crate::library::Position;
use crate::library::facets::Facet;
use crate::library::timeline::{Day, Timeline};

/// Columns of the widest bar.
const WIDEST: usize = 4;
/// From this width on the first and the last bar are named.
const NAMED: usize = 40;
/// Of a hundred articles so many of the oldest and of the newest may be left out, where bars can be of shorter times then: a wrong
/// date or two must not make years of what are days.
const LEFT_OUT: u64 = 1;

/// What a bar stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A day.
    Day,
    /// A month.
    Month,
    /// A year.
    Year,
}

impl Unit {
    /// The number of the day, month or year that a date is in.
    fn number(self, date: Date) -> i64 {
        match self {
            Self::Day => date.duration_since(Date::ZERO).as_hours() / 24,
            Self::Month => i64::from(date.year()) * 12 + i64::from(date.month()),
            Self::Year => date.year().into(),
        }
    }

    /// The day, month or year of a date, as the query language writes it.
    #[must_use]
    pub fn name(self, date: Date) -> String {
        let pattern = match self {
            Self::Day => "%F",
            Self::Month => "%Y-%m",
            Self::Year => "%Y",
        };
        date.strftime(pattern).to_string()
    }

    pub(super) fn facet(self) -> Facet {
        match self {
            Self::Day => Facet::Day,
            Self::Month => Facet::Month,
            Self::Year => Facet::Year,
        }
    }
}

/// One bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// How many articles.
    pub articles: u64,
    /// A day of it that has some, and where the first row of them stands.
    pub some: Option<(Date, (usize, Position))>,
}

/// The bars that there is room for, the oldest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bars {
    /// What each stands for.
    pub unit: Unit,
    /// The bars.
    pub bars: Vec<Bar>,
    /// Columns of each.
    pub width: usize,
    /// The column of the first.
    pub start: usize,
    /// Whether articles are older than all bars, or newer.
    pub beyond: (bool, bool),
    first: i64,
}

impl Bars {
    /// The bars of `timeline` for a strip of so many columns; `None` where no article has a date.
    #[must_use]
    pub fn new(timeline: &Timeline, columns: usize) -> Option<Self> {
        let (oldest, newest) = (timeline.days.first()?.date, timeline.days.last()?.date);
        let counted: u64 = timeline.days.iter().map(|day| day.articles).sum();
        let left_out = counted * LEFT_OUT / 100;
        let most = (behind(timeline.days.iter(), left_out)?, behind(timeline.days.iter().rev(), left_out)?);
        let units = [Unit::Day, Unit::Month, Unit::Year];
        let choices = units.into_iter().flat_map(|unit| [(unit, (oldest, newest)), (unit, most)]);
        let room = |unit: Unit| {
            let name = if columns >= NAMED { unit.name(newest).len() + 2 } else { 1 };
            (name, columns.saturating_sub(2 * name).max(1))
        };
        let span = |unit: Unit, (from, to): (Date, Date)| (unit.number(from), unit.number(to));
        let fits = |(unit, dates): &(Unit, (Date, Date))| {
            let (from, to) = span(*unit, *dates);
            usize::try_from(to - from).is_ok_and(|further| further < room(*unit).1)
        };
        // Of years that are too many the last ones are shown.
        let (unit, dates) = choices.into_iter().find(fits).unwrap_or((Unit::Year, most));
        let (start, room) = room(unit);
        let (mut first, mut last) = span(unit, dates);
        // What was left out comes back where there is room for it, the newest before the oldest.
        let all = span(unit, (oldest, newest));
        let bars = i64::try_from(room).unwrap_or(i64::MAX);
        if all.1 - first < bars {
            last = all.1;
        }
        if last - all.0 < bars {
            first = all.0;
        }
        first = first.max(last - bars + 1);
        let count = usize::try_from(last - first + 1).unwrap_or(1);
        let mut bars = vec![Bar { articles: 0, some: None }; count];
        let mut beyond = (false, false);
        for day in &timeline.days {
            let number = unit.number(day.date);
            beyond = (beyond.0 || number < first, beyond.1 || number > last);
            let Some(bar) = usize::try_from(number - first).ok().and_then(|at| bars.get_mut(at)) else { continue };
            bar.articles += day.articles;
            if bar.some.is_none_or(|(_, first)| day.first < first) {
                bar.some = Some((day.date, day.first));
            }
        }
        Some(Self { unit, width: (room / count).clamp(1, WIDEST), bars, start, beyond, first })
    }

    /// The number of the bar that a date is in, if it is in one.
    #[must_use]
    pub fn of(&self, date: Date) -> Option<usize> {
        let at = usize::try_from(self.unit.number(date) - self.first).ok()?;
        (at < self.bars.len()).then_some(at)
    }

    /// The number of the bar in a column of the strip; outside the bars, of the nearest one.
    pub(super) fn at(&self, column: usize) -> usize {
        (column.saturating_sub(self.start) / self.width).min(self.bars.len().saturating_sub(1))
    }

    /// The name of a bar that has articles.
    #[must_use]
    pub fn name(&self, at: usize) -> Option<String> {
        let (date, _) = self.bars.get(at)?.some?;
        Some(self.unit.name(date))
    }

    /// The bar so many bars that have articles away; at the end, the last one.
    pub(super) fn step(&self, from: usize, by: isize) -> Option<usize> {
        let has_some = |at: &usize| self.bars.get(*at).is_some_and(|bar| bar.articles > 0);
        let steps = by.unsigned_abs().saturating_sub(1);
        if by < 0 {
            let mut others = (0..from).rev().filter(has_some);
            let at = others.nth(steps);
            at.or_else(|| (0..from).find(has_some))
        } else {
            let mut others = (from + 1..self.bars.len()).filter(has_some);
            let at = others.nth(steps);
            at.or_else(|| (from + 1..self.bars.len()).rev().find(has_some))
        }
    }
}

/// The first day behind so many articles.
fn behind<'a>(mut days: impl Iterator<Item = &'a Day>, mut articles: u64) -> Option<Date> {
    let day = days.find(|day| {
        let is_behind = day.articles > articles;
        articles = articles.saturating_sub(day.articles);
        is_behind
    });
    day.map(|day| day.date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn timeline(days: &[(i16, i8, i8, u64)]) -> Timeline {
        let day =
            |(row, &(year, month, day, articles))| Day { date: date(year, month, day), articles, first: (row, 0) };
        Timeline { days: days.iter().enumerate().map(day).collect(), undated: 0 }
    }

    fn counts(bars: &Bars) -> Vec<u64> {
        bars.bars.iter().map(|bar| bar.articles).collect()
    }

    #[test]
    fn bars_are_of_the_shortest_time_that_there_is_room_for() {
        let days = timeline(&[(2024, 1, 30, 2), (2024, 2, 1, 1), (2024, 2, 3, 4)]);
        let bars = Bars::new(&days, 80).unwrap();
        assert_eq!((bars.unit, counts(&bars), bars.width), (Unit::Day, vec![2, 0, 1, 0, 4], WIDEST));
        let bars = Bars::new(&days, 6).unwrap();
        assert_eq!((bars.unit, counts(&bars)), (Unit::Month, vec![2, 5]));
        let bars = Bars::new(&timeline(&[(1990, 12, 31, 1), (2024, 1, 1, 1)]), 80).unwrap();
        assert_eq!((bars.unit, bars.bars.len()), (Unit::Year, 35));
        assert_eq!(Bars::new(&Timeline::default(), 80), None);
    }

    #[test]
    fn a_date_far_off_does_not_make_years_of_days() {
        let bars = Bars::new(&timeline(&[(1970, 1, 1, 1), (2024, 1, 1, 150), (2024, 1, 3, 150)]), 80).unwrap();
        assert_eq!((bars.unit, counts(&bars), bars.beyond), (Unit::Day, vec![150, 0, 150], (true, false)));
        assert_eq!(bars.of(date(1970, 1, 1)), None);
        // What is newer than nearly all has room; the old one has none beside it.
        let days = timeline(&[(1900, 1, 1, 1), (1960, 1, 1, 150), (1991, 1, 1, 150), (2020, 1, 1, 1)]);
        let bars = Bars::new(&days, 80).unwrap();
        assert_eq!((bars.unit, bars.bars.len(), bars.beyond), (Unit::Year, 61, (true, false)));
        // There are not enough others to leave it out.
        let bars = Bars::new(&timeline(&[(1970, 1, 1, 1), (2024, 1, 1, 10)]), 80).unwrap();
        assert_eq!((bars.unit, bars.beyond), (Unit::Year, (false, false)));
    }

    #[test]
    fn bars_fit_into_any_width() {
        let days: Vec<_> = (0..400).map(|year| (1700 + year, 1, 1, 1)).collect();
        for columns in 0..200 {
            let bars = Bars::new(&timeline(&days), columns).unwrap();
            assert!(bars.start + bars.bars.len() * bars.width <= columns.max(2), "{columns}");
            assert_eq!(bars.beyond, (true, true));
            assert_eq!(
                bars.of(date(2095, 6, 1)),
                Some(bars.bars.len() - 1),
                "the newest are there, but for the last four"
            );
        }
    }

    #[test]
    fn steps_go_to_bars_that_have_articles() {
        let bars = Bars::new(&timeline(&[(2024, 1, 1, 1), (2024, 1, 4, 1), (2024, 1, 9, 1)]), 80).unwrap();
        let steps =
            [(0, 1, Some(3)), (3, 1, Some(8)), (8, 1, None), (0, 9, Some(8)), (8, -2, Some(0)), (3, -9, Some(0))];
        for (from, by, to) in steps {
            assert_eq!(bars.step(from, by), to, "{from} {by}");
        }
        assert_eq!((bars.at(0), bars.at(bars.start + bars.width), bars.at(500)), (0, 1, 8));
    }
}
