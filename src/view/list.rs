//! The list's rows.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::reader::styled;
use super::theme::Theme;
use crate::app::{Focus, HIT_INDENT, State};
use crate::layout::{fit, width};
use crate::library::Row;

/// From these widths on there is a column for the date, for the length, and for the source.
const DATED: usize = 36;
const MEASURED: usize = 44;
const SOURCED: usize = 54;

pub(super) fn draw(frame: &mut Frame, area: Rect, state: &State, theme: &Theme) {
    if state.list.is_empty() {
        let said = if !state.progress.done {
            "reading the folders…"
        } else if state.searching.is_some() {
            "searching…"
        } else if state.articles == 0 {
            "no articles here; ! shows files that could not be read"
        } else {
            "no article is like this; Esc shows all"
        };
        frame.render_widget(Paragraph::new(said).style(theme.faint), area);
        return;
    }
    let columns = usize::from(area.width);
    let lines = if state.shows_hits() { 2 } else { 1 };
    for ((number, position), y) in state.list.visible().zip((area.y..area.bottom()).step_by(lines)) {
        let here = number == state.list.cursor();
        if here && state.focus == Focus::List && state.prompt.is_none() {
            frame.set_cursor_position((area.x, y));
        }
        let Some(row) = state.rows.get(position) else { continue };
        let line = line(row, columns, state, theme, here);
        frame.render_widget(Paragraph::new(line), Rect { y, height: 1, ..area });
        let below = Rect { y: y + 1, height: 1, ..area };
        if let Some(hit) = state.rows.hit(position).filter(|_| lines > 1 && below.bottom() <= area.bottom()) {
            let mut spans = vec![Span::raw(" ".repeat(HIT_INDENT))];
            let layers: Vec<_> = hit.hits.iter().map(|range| (range.clone(), theme.hit)).collect();
            spans.extend(styled(&hit.text, theme.faint, &layers));
            frame.render_widget(Paragraph::new(Line::from(spans)), below);
        }
    }
}

/// One row: glyphs, date, headline, source, length.
fn line(row: &Row, columns: usize, state: &State, theme: &Theme, here: bool) -> Line<'static> {
    let mark = state.marks.get(row.id);
    // Gone or unreadable, changed since it was read, read, unread.
    let unread = match (row.unreadable, mark.changed, mark.read) {
        (true, ..) => '!',
        (_, true, true) => '~',
        (.., true) => ' ',
        (.., false) => '\u{25cf}',
    };
    let star = if mark.starred { '*' } else { ' ' };
    let glyphs = format!("{unread}{star} ");
    let date = row.published.filter(|_| columns >= DATED).map_or_else(
        || if columns >= DATED { " ".repeat(11) } else { String::new() },
        |stamp| format!("{} ", stamp.date),
    );
    let source = if columns >= SOURCED { column(&row.site, (columns / 6).min(18)) } else { String::new() };
    let length = if columns >= MEASURED { format!(" {:>5}w", row.words) } else { String::new() };
    let room = columns.saturating_sub(width(&glyphs) + width(&date) + width(&source) + width(&length));
    let headline = fit(&row.details.headline, room).into_owned();
    let gap = " ".repeat(room.saturating_sub(width(&headline)));
    let (text, rest) =
        if mark.read { (theme.faint, theme.faint) } else { (theme.strong, ratatui::style::Style::new()) };
    let line = Line::from(vec![
        Span::styled(glyphs, text),
        Span::styled(date, rest),
        Span::styled(headline + &gap, text),
        Span::styled(source, rest),
        Span::styled(length, rest),
    ]);
    if here { line.patch_style(theme.cursor) } else { line }
}

/// `text` in exactly `columns` columns, after a space.
fn column(text: &str, columns: usize) -> String {
    let text = fit(text, columns);
    let gap = columns.saturating_sub(width(&text));
    format!(" {text}{}", " ".repeat(gap))
}
