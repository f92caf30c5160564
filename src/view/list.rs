//! The list's rows.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::bidi::arrange;
use super::reader::styled;
use super::theme::Theme;
use crate::app::{Focus, HIT_INDENT, State};
use crate::config::{Column, Group};
use crate::layout::{Order, fit, grouped, width};
use crate::library::Row;
use crate::library::query::TextField;

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
            "no articles here; the title tells of files that could not be read"
        } else {
            "no article is like this; Esc shows all"
        };
        frame.render_widget(Paragraph::new(said).style(theme.faint), area);
        return;
    }
    let columns = usize::from(area.width);
    let lines = if state.shows_hits() { 2 } else { 1 };
    for shown in state.list.visible() {
        let y = area.y.saturating_add(u16::try_from(shown.line).unwrap_or(u16::MAX));
        let (position, here) = (shown.position, shown.row == state.list.cursor());
        if here && state.focus == Focus::List && state.prompt.is_none() && y < area.bottom() {
            frame.set_cursor_position((area.x, y));
        }
        let Some(row) = state.rows.get(position) else { continue };
        if shown.headed {
            let line = Line::styled(fit(&group(shown.row, row, state), columns).into_owned(), theme.dateline);
            frame.render_widget(Paragraph::new(line), Rect { y: y - 1, height: 1, ..area });
        }
        let selected = state.selection.has(shown.row, position, state.list.cursor());
        let line = line(row, columns, state, theme, At { cursor: here, selected });
        frame.render_widget(Paragraph::new(line), Rect { y, height: 1, ..area });
        let below = Rect { y: y + 1, height: 1, ..area };
        if let Some(hit) = state.rows.hit(position).filter(|_| lines > 1 && below.bottom() <= area.bottom()) {
            let mut spans = vec![Span::raw(" ".repeat(HIT_INDENT))];
            let layers: Vec<_> = hit.hits.iter().map(|range| (range.clone(), theme.hit)).collect();
            spans.extend(arrange(styled(&hit.text, theme.faint, &layers), &Order::of(&hit.text), theme));
            frame.render_widget(Paragraph::new(Line::from(spans)), below);
        }
    }
}

/// What stands above the rows of a group.
fn group(number: usize, row: &Row, state: &State) -> String {
    let name = match state.limited.group {
        Group::Site => row.site.to_string(),
        _ => {
            row.published.map_or_else(|| "without a date".to_owned(), |stamp| stamp.date.strftime("%A, %F").to_string())
        }
    };
    let count = state.list.group(number).len();
    let plural = if count == 1 { "" } else { "s" };
    format!(" {name} \u{b7} {} article{plural}", grouped(count as u64))
}

/// One row: glyphs, then the columns that the settings ask for.
fn line(row: &Row, columns: usize, state: &State, theme: &Theme, at: At) -> Line<'static> {
    let mark = state.marks.get(row.id);
    // Gone or unreadable, changed since it was read, read, unread but seen in a copy, unread.
    let unread = match (row.unreadable, mark.changed, mark.read) {
        (true, ..) => '!',
        (_, true, true) => '~',
        (.., true) => ' ',
        (.., false) if mark.seen_copy => '\u{25cb}',
        (.., false) => '\u{25cf}',
    };
    let star = if mark.starred { '*' } else { ' ' };
    let decided = match (mark.kept, mark.dropped) {
        (true, _) => '+',
        (_, true) => 'x',
        _ => ' ',
    };
    let more = match (mark.note.is_some(), mark.tags.is_empty()) {
        (true, _) => '"',
        (_, false) => '#',
        _ => ' ',
    };
    let chosen = match (state.selection.is_empty(), at.selected) {
        (true, _) => "",
        (_, true) => ">",
        (_, false) => " ",
    };
    let glyphs = format!("{chosen}{unread}{star}{decided}{more}");
    let (strong, rest) = if mark.read || mark.dropped {
        (theme.faint, theme.faint)
    } else {
        (theme.strong, ratatui::style::Style::new())
    };
    let parts: Vec<(Column, String)> = state
        .settings
        .columns
        .iter()
        .filter_map(|column| Some((*column, other_column(*column, row, columns)?)))
        .collect();
    let room = columns.saturating_sub(width(&glyphs) + parts.iter().map(|(_, text)| width(text)).sum::<usize>());
    let before = before_headline(row, mark.read, state.folds_copies());
    let mut spans = vec![Span::styled(glyphs, strong)];
    for (column, text) in parts {
        if column == Column::Headline {
            let room = room.saturating_sub(width(&before));
            spans.push(Span::styled(before.clone(), rest));
            let headline = fit(&row.details.headline, room.saturating_sub(1));
            let gap = " ".repeat(room.saturating_sub(width(&headline)));
            let hits = hits(&headline, row, state);
            let layers: Vec<_> = hits.into_iter().map(|range| (range, theme.hit)).collect();
            spans.push(Span::raw(" "));
            spans.extend(arrange(styled(&headline, strong, &layers), &Order::of(&headline), theme));
            spans.push(Span::styled(gap.get(1..).unwrap_or_default().to_owned(), strong));
        } else {
            spans.push(Span::styled(text, rest));
        }
    }
    let line = Line::from(spans);
    if at.cursor { line.patch_style(theme.cursor) } else { line }
}

/// What stands before a headline: for how many copies it stands, and how many of its paragraphs are new where some are not.
fn before_headline(row: &Row, is_read: bool, folds: bool) -> String {
    let Some(standing) = row.standing else { return String::new() };
    let mut said = String::new();
    if standing.copies > 0 && folds {
        said = format!(" \u{d7}{}", standing.copies + 1);
    }
    if standing.known > 0 && !is_read {
        let new = standing.paragraphs.saturating_sub(standing.known);
        said.push_str(&format!(" {new}/{}\u{b6}", standing.paragraphs));
    }
    said
}

/// How a row stands in the list.
#[derive(Clone, Copy)]
struct At {
    cursor: bool,
    selected: bool,
}

/// What a column says, with a space before it; `None` where there is no room for it. The headline takes what the others leave.
fn other_column(column: Column, row: &Row, columns: usize) -> Option<String> {
    match column {
        Column::Headline => Some(String::new()),
        Column::Date if columns < DATED => None,
        Column::Date => Some(row.published.map_or_else(|| " ".repeat(11), |stamp| format!(" {}", stamp.date))),
        Column::Site if columns < SOURCED => None,
        Column::Site => Some(self::column(&row.site, (columns / 6).min(18))),
        Column::Length if columns < MEASURED => None,
        Column::Length => Some(format!(" {:>5}w", row.words)),
    }
}

/// Where the headline has what the limit or the search looks for.
fn hits(headline: &str, row: &Row, state: &State) -> Vec<std::ops::Range<usize>> {
    let found = state.found.as_ref().map(|found| &found.matcher);
    let matchers = state.limited.matcher.iter().chain(found);
    let language = row.language.as_deref();
    matchers.flat_map(|matcher| matcher.places(TextField::Title, headline, language)).map(|(_, range)| range).collect()
}

/// `text` in exactly `columns` columns, after a space.
fn column(text: &str, columns: usize) -> String {
    let text = fit(text, columns);
    let gap = columns.saturating_sub(width(&text));
    format!(" {text}{}", " ".repeat(gap))
}
