//! The terminal's own cursor: screen readers and input methods follow it, so it stands where something is chosen or typed.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

/// Puts it where an input widget in `area` shows a cursor of its own, as a reversed cell.
pub(super) fn follow(frame: &mut Frame, area: Rect) {
    let reversed = |at: &(u16, u16)| {
        let cell = frame.buffer_mut().cell(*at);
        cell.is_some_and(|cell| cell.modifier.contains(Modifier::REVERSED))
    };
    let mut cells = (area.top()..area.bottom()).flat_map(|y| (area.left()..area.right()).map(move |x| (x, y)));
    if let Some(at) = cells.find(reversed) {
        frame.set_cursor_position(at);
    }
}
