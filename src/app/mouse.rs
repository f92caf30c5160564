//! The mouse: a click chooses, the wheel scrolls, the divider can be dragged.

use crossterm::event::{KeyCode, KeyEvent, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};

use super::action::Action;
use super::prompt::Purpose;
use super::reader::Focus as Singled;
use super::{Effect, Focus, Overlay, State};
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
        let at = Position { x: event.column, y: event.row };
        if event.kind == MouseEventKind::Down(MouseButton::Left) && matches!(self.overlay, Some(Overlay::Hints(..))) {
            // What the letters stand on can be clicked at as well.
            self.overlay = None;
        }
        // While a query is typed, what it finds can be looked at.
        let looks = matches!(event.kind, MouseEventKind::ScrollDown | MouseEventKind::ScrollUp);
        let is_typing = self.prompt.as_ref().is_some_and(|prompt| prompt.purpose == Purpose::Palette || !looks);
        if is_typing || self.note.is_some() || self.overlay.is_some() {
            if matches!(event.kind, MouseEventKind::Up(_)) {
                self.drag.holds = false;
                self.drag.brushes = false;
            }
            self.mouse_over_panes(event.kind, at, effects);
            return;
        }
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

    /// The mouse where something lies over the panes: the wheel scrolls it, and a click takes a row of it. Elsewhere a click closes a
    /// menu, as any key that it does not have.
    fn mouse_over_panes(&mut self, kind: MouseEventKind, at: Position, effects: &mut Vec<Effect>) {
        let rows = self.size.1;
        let is_palette = self.prompt.as_ref().is_some_and(|prompt| prompt.purpose == Purpose::Palette);
        let key = |code| KeyEvent::from(code);
        match (kind, &mut self.overlay) {
            (MouseEventKind::ScrollDown, Some(Overlay::Menu(_) | Overlay::Stories(..))) => {
                self.key(key(KeyCode::Down), effects);
            }
            (MouseEventKind::ScrollUp, Some(Overlay::Menu(_) | Overlay::Stories(..))) => {
                self.key(key(KeyCode::Up), effects);
            }
            (MouseEventKind::ScrollDown, Some(_)) => self.in_overlay(Action::Down, NOTCH.try_into().ok()),
            (MouseEventKind::ScrollUp, Some(_)) => self.in_overlay(Action::Up, NOTCH.try_into().ok()),
            (MouseEventKind::Down(MouseButton::Left), Some(Overlay::Menu(menu) | Overlay::Stories(menu, _))) => {
                match menu.window(rows).at(rows, at.y) {
                    Some(number) => {
                        menu.chosen = number;
                        self.key(key(KeyCode::Enter), effects);
                    }
                    None => self.overlay = None,
                }
            }
            (MouseEventKind::ScrollDown, None) if is_palette => self.key(key(KeyCode::Down), effects),
            (MouseEventKind::ScrollUp, None) if is_palette => self.key(key(KeyCode::Up), effects),
            (MouseEventKind::Down(MouseButton::Left), None) if is_palette => {
                let window = self.palette_window();
                if let (Some(number), Some(prompt)) = (window.at(rows, at.y), &mut self.prompt) {
                    prompt.chosen = number;
                    self.key(key(KeyCode::Enter), effects);
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
