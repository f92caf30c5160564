//! The mouse: a click chooses, the wheel scrolls, the divider can be dragged.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};

use super::action::Action;
use super::reader::Focus as Singled;
use super::{Effect, Focus, State};
use crate::layout::Part;

/// Rows that a notch of the wheel scrolls.
const NOTCH: isize = 3;

/// The divider between list and reader, as far as the mouse has moved it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Drag {
    /// The button is down on it.
    holds: bool,
    /// The button went down on the bars of the days.
    brushes: bool,
    /// Where it was put, in thousandths of the screen.
    pub(super) split: Option<u32>,
}

impl State {
    pub(super) fn mouse(&mut self, event: MouseEvent, effects: &mut Vec<Effect>) {
        if self.prompt.is_some() || self.note.is_some() || self.overlay.is_some() {
            return;
        }
        let at = Position { x: event.column, y: event.row };
        let panes = self.panes();
        let within = |area: Option<Rect>| area.filter(|area| area.contains(at));
        let area = self.sheet_area();
        let drags = self.drag.holds || self.drag.brushes;
        if self.sheet().is_some() && area.contains(at) && !drags {
            match event.kind {
                MouseEventKind::ScrollDown => self.in_sheet(Action::Down, NOTCH.try_into().ok(), effects),
                MouseEventKind::ScrollUp => self.in_sheet(Action::Up, NOTCH.try_into().ok(), effects),
                MouseEventKind::Down(MouseButton::Left) => self.click_sheet(usize::from(at.y - area.y), effects),
                _ => {}
            }
            return;
        }
        match event.kind {
            MouseEventKind::ScrollDown | MouseEventKind::ScrollUp => {
                let rows = if event.kind == MouseEventKind::ScrollDown { NOTCH } else { -NOTCH };
                if within(panes.list).is_some() {
                    self.list.scroll(rows);
                    self.preview(effects);
                } else if within(panes.reader).is_some() {
                    self.scroll(rows, effects);
                }
            }
            MouseEventKind::Down(MouseButton::Left) => {
                self.status = None;
                self.drag.holds = within(panes.divider).is_some();
                if let Some(area) = within(panes.strip) {
                    self.drag.brushes = true;
                    self.point_to_bar(usize::from(at.x - area.x), true, effects);
                } else if let Some(area) = within(panes.list) {
                    self.click_list(usize::from(at.y - area.y), effects);
                } else if let Some(area) = within(panes.reader) {
                    self.click_reader(usize::from(at.y - area.y), effects);
                }
            }
            MouseEventKind::Drag(MouseButton::Left) if self.drag.holds => {
                let (columns, rows) = self.size;
                let body = panes.list.map_or(0, |area| area.y);
                // Where the panes stand side by side the divider is a column.
                let beside = panes.divider.is_some_and(|area| area.width == 1 && columns > 1);
                let (at, all) =
                    if beside { (at.x, columns) } else { (at.y.saturating_sub(body), rows.saturating_sub(body)) };
                self.drag.split = Some(u32::from(at) * 1_000 / u32::from(all.max(1)));
            }
            MouseEventKind::Drag(MouseButton::Left) if self.drag.brushes => {
                let from = panes.strip.map_or(0, |area| area.x);
                self.point_to_bar(usize::from(at.x.saturating_sub(from)), false, effects);
            }
            MouseEventKind::Up(_) => {
                self.drag.holds = false;
                if std::mem::take(&mut self.drag.brushes) {
                    self.let_go_of_bars(effects);
                }
            }
            _ => {}
        }
    }

    /// A click on the row under the cursor opens it; on another one the cursor goes there.
    fn click_list(&mut self, line: usize, effects: &mut Vec<Effect>) {
        let Some(row) = self.list.at_line(line) else { return };
        if self.focus == Focus::List && row == self.list.cursor() {
            self.open(effects);
            return;
        }
        if self.focus == Focus::Reader {
            self.show_list(effects);
        }
        if self.list.go(row) {
            self.preview(effects);
        }
    }

    /// A click on a story link follows it; elsewhere it opens the article that is shown, or points to a paragraph.
    fn click_reader(&mut self, line: usize, effects: &mut Vec<Effect>) {
        if self.focus == Focus::List {
            self.open(effects);
            return;
        }
        let Some(reader) = &mut self.reader else { return };
        match reader.rows().get(line).map(|row| row.part) {
            Some(Part::Story { section, item }) => self.follow(section, item, effects),
            Some(Part::Paragraph(paragraph)) => reader.focus = Some(Singled::Paragraph(paragraph)),
            _ => {}
        }
    }
}
