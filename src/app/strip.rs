//! The strip below the list: a bar for each day, month or year of the view, and the brush that jumps and limits by it.

mod bars;

use std::sync::Arc;
use std::time::Duration;

use crossterm::event::KeyCode;
use jiff::civil::Date;

use super::action::Action;
use super::key::Key;
use super::{Effect, Focus, State, Timer};
use crate::config::Strip as Shown;
use crate::library::Position;
use crate::library::facets::Facet;
use crate::library::timeline::Timeline;
pub use bars::{Bar, Bars, Unit};

/// How long a view stands before its days are counted.
const SOON: Duration = Duration::from_millis(40);

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
        let is_covered = self.sheet().is_some() || self.overlay.is_some();
        self.strip.brush.is_some() && self.focus == Focus::List && !is_covered
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
        self.add_limit(format!("{sign}date:{dates}"), effects);
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
