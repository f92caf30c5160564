//! A line of text into cells.

use ratatui::Frame;
use ratatui::layout::{Alignment, Rect};
use ratatui::style::Style;
use ratatui::text::Line;
use unicode_segmentation::UnicodeSegmentation;

use crate::layout::plain;

/// Writes a line into the first row of an area; what has no room there is left out.
///
/// Nearly all of it is ASCII, of which each character has a cell of its own: that is written without looking for grapheme clusters,
/// which would take longer than all else of a frame.
pub(super) fn put<'l>(frame: &mut Frame, area: Rect, line: impl Into<Line<'l>>) {
    let line = line.into();
    let buffer = frame.buffer_mut();
    let area = Rect { height: area.height.min(1), ..area }.intersection(buffer.area);
    if area.is_empty() || matches!(line.alignment, Some(Alignment::Center | Alignment::Right)) {
        frame.render_widget(line, area);
        return;
    }
    if line.style != Style::default() {
        buffer.set_style(area, line.style);
    }
    let (mut x, y) = (area.x, area.y);
    for span in &line.spans {
        let style = line.style.patch(span.style);
        let mut rest = span.content.as_ref();
        while !rest.is_empty() && x < area.right() {
            let (letters, behind) = rest.split_at_checked(plain(rest).0).unwrap_or((rest, ""));
            for letter in letters.bytes().take(usize::from(area.right() - x)) {
                // A control does not get here: all text is cleaned. Should one, it is a blank.
                let letter = if letter.is_ascii_control() { ' ' } else { char::from(letter) };
                if let Some(cell) = buffer.cell_mut((x, y)) {
                    cell.set_char(letter).set_style(style);
                }
                x += 1;
            }
            let cluster = behind.graphemes(true).next().unwrap_or_default();
            (x, _) = buffer.set_stringn(x, y, cluster, usize::from(area.right() - x), style);
            rest = behind.get(cluster.len()..).unwrap_or_default();
        }
    }
}
