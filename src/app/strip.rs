//! The strip below the list: a bar for each day, month or year of the view, and the brush that jumps and limits by it.

use std::sync::Arc;
use std::time::Duration;

use crossterm::event::KeyCode;
use jiff::civil::Date;

use super::action::Action;
use super::key::Key;
use super::limit::Layer;
use super::{Effect, Focus, State, Timer};
use crate::config::Strip as Shown;
use crate::library::Position;
use crate::library::facets::Facet;
use crate::library::timeline::{Day, Timeline};

/// Columns of the widest bar.
const WIDEST: usize = 4;
/// How long a view stands before its days are counted.
const SOON: Duration = Duration::from_millis(40);
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

    fn facet(self) -> Facet {
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
    fn at(&self, column: usize) -> usize {
        (column.saturating_sub(self.start) / self.width).min(self.bars.len().saturating_sub(1))
    }

    /// The name of a bar that has articles.
    #[must_use]
    pub fn name(&self, at: usize) -> Option<String> {
        let (date, _) = self.bars.get(at)?.some?;
        Some(self.unit.name(date))
    }

    /// The bar so many bars that have articles away; at the end, the last one.
    fn step(&self, from: usize, by: isize) -> Option<usize> {
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

/// The strip.
#[derive(Debug, Default)]
pub struct Strip {
    /// The rows that were counted last, or will be.
    of: Option<Arc<[Position]>>,
    token: u64,
    timeline: Option<Arc<Timeline>>,
    brush: Option<Brush>,
}

/// Where keys jump and limit by time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Brush {
    /// The day that was jumped to, until the cursor moves otherwise.
    at: Option<Date>,
    /// Where a range of bars was begun.
    anchor: Option<Date>,
}

impl State {
    /// How the strip is settled, as the screen has it now.
    pub(super) fn strip_shown(&self) -> Shown {
        if self.strip.brush.is_some() { Shown::Always } else { self.settings.strip }
    }

    /// Whether keys jump and limit by the strip.
    #[must_use]
    pub fn is_brushing(&self) -> bool {
        self.strip.brush.is_some() && self.focus == Focus::List
    }

    /// The bars of the strip, once they were counted, for so many columns.
    #[must_use]
    pub fn bars(&self, columns: usize) -> Option<Bars> {
        Bars::new(self.strip.timeline.as_ref()?, columns)
    }

    /// Whether the strip is yet to be counted.
    #[must_use]
    pub fn awaits_bars(&self) -> bool {
        self.strip.timeline.is_none()
    }

    /// The bars as the screen has them.
    fn bars_shown(&self) -> Option<Bars> {
        self.bars(usize::from(self.panes().strip?.width))
    }

    /// The day that the cursor stands on.
    fn day(&self) -> Option<Date> {
        let row = || Some(self.rows.get(self.list.selected()?)?.published?.date);
        self.strip.brush.and_then(|brush| brush.at).or_else(row)
    }

    /// The bars that are chosen: that of the cursor, or a range.
    #[must_use]
    pub fn brushed(&self, bars: &Bars) -> Option<std::ops::RangeInclusive<usize>> {
        let at = bars.of(self.day()?)?;
        let anchor = self.strip.brush.and_then(|brush| brush.anchor).and_then(|date| bars.of(date)).unwrap_or(at);
        Some(anchor.min(at)..=anchor.max(at))
    }

    /// Has the view counted in a moment, where the strip is shown and the view is another one than was counted last: the screen
    /// itself comes first, and while a query is typed most views are gone before.
    pub(super) fn await_timeline(&mut self, effects: &mut Vec<Effect>) {
        let order = self.list.order();
        let is_known = self.strip.of.as_ref().is_some_and(|of| Arc::ptr_eq(of, order));
        if !is_known && self.panes().strip.is_some() {
            self.strip.of = Some(Arc::clone(order));
            effects.push(Effect::Timer(SOON, Timer::Counting));
        }
    }

    /// Has the view counted.
    pub(super) fn ask_timeline(&mut self, effects: &mut Vec<Effect>) {
        self.strip.token = self.next_token();
        effects.push(Effect::Timeline(Arc::clone(self.list.order()), self.strip.token));
    }

    pub(super) fn timeline(&mut self, token: u64, timeline: Arc<Timeline>) {
        if token == self.strip.token {
            self.strip.timeline = Some(timeline);
        }
    }

    /// Shows the strip, or not.
    pub(super) fn toggle_strip(&mut self) {
        let is_shown = self.panes().strip.is_some();
        self.strip.brush = None;
        self.settings.strip = if is_shown { Shown::Never } else { Shown::Always };
        if !is_shown && self.panes().strip.is_none() {
            self.status = Some("there is no room for the bars".to_owned());
        }
    }

    /// Begins to go by the bars. Where there is no room for them, the months are counted in a sheet.
    pub(super) fn brush(&mut self, effects: &mut Vec<Effect>) {
        self.zen = false;
        if self.focus == Focus::Reader {
            self.show_list(effects);
        }
        self.strip.brush = Some(Brush::default());
        if self.panes().strip.is_none() {
            self.strip.brush = None;
            self.facet(Facet::Month, effects);
        }
    }

    /// Leaves the range, else the bars; `false` where neither was begun.
    pub(super) fn leave_brush(&mut self) -> bool {
        let Some(brush) = &mut self.strip.brush else { return false };
        if brush.anchor.take().is_none() {
            self.strip.brush = None;
        }
        true
    }

    /// Answers a key that goes by the bars; `false` for other keys.
    pub(super) fn brush_key(&mut self, key: Key, effects: &mut Vec<Effect>) -> bool {
        let by: isize = match key.code() {
            _ if !self.is_brushing() || !self.keys.pressed.is_empty() || self.keys.reach.is_some() => return false,
            KeyCode::Left => -1,
            KeyCode::Right => 1,
            _ => match key.letter() {
                Some('h') => -1,
                Some('l') => 1,
                _ => return false,
            },
        };
        let times = self.keys.count.take().and_then(|count| isize::try_from(count).ok()).unwrap_or(1);
        let Some(bars) = self.bars_shown() else { return true };
        // From an article without a date, or outside the bars, the newest bar is next.
        let from = self.day().and_then(|day| bars.of(day));
        let next = match from {
            Some(at) => bars.step(at, by.saturating_mul(times)),
            None => bars.bars.iter().rposition(|bar| bar.articles > 0),
        };
        match next {
            Some(at) => self.jump_to_bar(&bars, at, effects),
            None => self.status = Some(format!("these are the {} ones", if by < 0 { "oldest" } else { "newest" })),
        }
        true
    }

    /// Puts the cursor on the first row of a bar.
    fn jump_to_bar(&mut self, bars: &Bars, at: usize, effects: &mut Vec<Effect>) {
        let Some((date, (row, position))) = bars.bars.get(at).and_then(|bar| bar.some) else { return };
        if let Some(brush) = &mut self.strip.brush {
            brush.at = Some(date);
        }
        // The view may be another one than was counted.
        if self.list.order().get(row) == Some(&position) {
            self.list.go(row);
        } else if !self.list.select(position) {
            return;
        }
        self.preview(effects);
    }

    /// Does what actions mean among the bars; `false` for those that mean the same as elsewhere.
    pub(super) fn in_strip(&mut self, action: Action, effects: &mut Vec<Effect>) -> bool {
        if !self.is_brushing() {
            return false;
        }
        match action {
            Action::Open => self.limit_to_bars(false, effects),
            Action::Exclude => self.limit_to_bars(true, effects),
            Action::SelectRange => {
                let day = self.day();
                if let Some(brush) = &mut self.strip.brush {
                    brush.anchor = if brush.anchor.is_some() { None } else { day };
                }
            }
            Action::NextUnread | Action::Facets => {
                let facet = self.bars_shown().map_or(Facet::Month, |bars| bars.unit.facet());
                self.facet(facet, effects);
            }
            Action::Timeline => self.strip.brush = None,
            _ => {
                if let Some(brush) = &mut self.strip.brush {
                    brush.at = None;
                }
                return false;
            }
        }
        true
    }

    /// Limits the list to the chosen bars, or to the others.
    fn limit_to_bars(&mut self, exclude: bool, effects: &mut Vec<Effect>) {
        let bars = self.bars_shown();
        let chosen = bars.as_ref().and_then(|bars| {
            let range = self.brushed(bars)?;
            let with_some = |at: &usize| bars.name(*at);
            let (from, to) = (range.clone().find_map(|at| with_some(&at))?, range.rev().find_map(|at| with_some(&at))?);
            Some(if from == to { from } else { format!("{from}..{to}") })
        });
        let Some(dates) = chosen else {
            self.status = Some("this article stands in no bar".to_owned());
            return;
        };
        if let Some(brush) = &mut self.strip.brush {
            *brush = Brush::default();
        }
        let sign = if exclude { "-" } else { "" };
        self.toggle_limit(&Layer::Query(format!("{sign}date:{dates}"), None), effects);
    }

    /// The button went down on a column of the strip, or moved to it while it is down: to the bar there, and the range to it.
    pub(super) fn point_to_bar(&mut self, column: usize, is_new: bool, effects: &mut Vec<Effect>) {
        let Some(bars) = self.bars_shown() else { return };
        if self.focus == Focus::Reader {
            self.show_list(effects);
        }
        let at = bars.at(column);
        let brush = self.strip.brush.get_or_insert_default();
        if is_new {
            brush.anchor = None;
        } else {
            brush.anchor = brush.anchor.or(brush.at);
        }
        self.jump_to_bar(&bars, at, effects);
    }

    /// The button was let go: a range limits the list.
    pub(super) fn let_go_of_bars(&mut self, effects: &mut Vec<Effect>) {
        let Some(brush) = self.strip.brush else { return };
        if brush.anchor.is_some() && brush.anchor != brush.at {
            self.limit_to_bars(false, effects);
        }
    }
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
