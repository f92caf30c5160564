//! A line of text into cells.

use ratatui::Frame;
use ratatui::layout::{Alignment, Rect};
use ratatui::style::Style;
use ratatui::text::Line;
use unicode_segmentation::UnicodeSegmentation;

use crate::layout::{plain, width};

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
            let from = buffer.index_of(x, y);
            let cells = buffer.content.iter_mut().skip(from).take(usize::from(area.right() - x));
            for (cell, letter) in cells.zip(letters.bytes()) {
                // A control does not get here: all text is cleaned. Should one, it is a blank.
                let letter = if letter.is_ascii_control() { ' ' } else { char::from(letter) };
                cell.set_char(letter).set_style(style);
                x += 1;
            }
            let cluster = behind.graphemes(true).next().unwrap_or_default();
            let room = usize::from(area.right() - x);
            if width(cluster) > room {
                return;
            }
            (x, _) = buffer.set_stringn(x, y, cluster, room, style);
            rest = behind.get(cluster.len()..).unwrap_or_default();
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::Terminal;
    use ratatui::backend::TestBackend;
    use ratatui::text::Span;

    use super::*;

    fn check(columns: u16, spans: &[&str], shown: &str) {
        let mut terminal = Terminal::new(TestBackend::new(columns, 1)).unwrap();
        let line = || Line::from(spans.iter().map(|text| Span::raw(text.to_string())).collect::<Vec<_>>());
        terminal.draw(|frame| put(frame, frame.area(), line())).unwrap();
        let written = terminal.backend().buffer().clone();
        let text: String = written.content.iter().map(ratatui::buffer::Cell::symbol).collect();
        assert_eq!(text.trim_end(), shown);
        terminal.draw(|frame| frame.render_widget(line(), frame.area())).unwrap();
        assert_eq!(&written, terminal.backend().buffer(), "as ratatui has it");
    }

    #[test]
    fn letters_accents_and_wide_signs_stand_where_they_belong() {
        check(12, &["ferry ", "to the isles"], "ferry to the");
        check(12, &["Zoe\u{308} an", "d Åsa"], "Zoe\u{308} and Åsa");
        check(7, &["a東京b", "cd"], "a東 京 bc");
        check(4, &["abc東d"], "abc");
        check(0, &["abc"], "");
    }
}
