//! What lies over the panes: help, problems, palette.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Paragraph};

use super::cursor::follow;
use super::theme::Theme;
use crate::app::action::entry;
use crate::app::help::Row;
use crate::app::menu::Menu;
use crate::app::notes::Note;
use crate::app::{Overlay, State};
use crate::layout::{counted, fit, width};

/// Columns for the names in the palette, and for the keys.
const NAMES: usize = 17;
const KEYS: usize = 14;
/// Columns of a name in the strip of what can follow, at least.
const FOLLOWING: usize = 10;

fn area(state: &State) -> Rect {
    let (columns, rows) = state.size();
    Rect::new(0, 0, columns, rows.saturating_sub(1))
}

/// Draws the help or the problems.
pub(super) fn draw(frame: &mut Frame, state: &State, theme: &Theme) {
    let area = area(state);
    if area.is_empty() {
        return;
    }
    frame.render_widget(Clear, area);
    let height = usize::from(area.height).saturating_sub(1);
    let columns = usize::from(area.width);
    let (title, lines) = match &state.overlay {
        Some(Overlay::Help(top)) => {
            (" keys".to_owned(), help(state, columns, theme).into_iter().skip(*top).take(height).collect())
        }
        Some(Overlay::Problems(top)) => {
            let lines = state.troubles.iter().skip(*top).take(height).map(|trouble| {
                let line = format!(" {}", trouble.problem.of(&trouble.path));
                Line::raw(fit(&line, columns).into_owned())
            });
            let title = match state.troubles.len() {
                0 => " problems: none, every file was read".to_owned(),
                count => {
                    let what = counted(count as u64, "file or record", "files or records");
                    format!(" problems: {what} that could not be read")
                }
            };
            (title, lines.collect::<Vec<_>>())
        }
        _ => return,
    };
    let mut drawn = vec![Line::styled(fit(&title, columns).into_owned(), theme.strong)];
    drawn.extend(lines);
    frame.render_widget(Paragraph::new(drawn), area);
    frame.set_cursor_position((area.x, area.y + 1.min(area.height - 1)));
}

/// The help, from the table of actions and the keymap in force.
fn help(state: &State, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for row in crate::app::help::rows(state, columns) {
        lines.push(match row {
            Row::Heading(text) => Line::styled(text, theme.strong),
            Row::Key(keys, text) => Line::from(vec![Span::styled(keys, theme.strong), Span::raw(text)]),
        });
    }
    lines
}

/// Draws what can follow the keys pressed so far, above the last line: in as few columns as there is height for.
pub(super) fn following(frame: &mut Frame, state: &State, theme: &Theme) {
    let (columns, rows) = state.size();
    let (columns, most) = (usize::from(columns), usize::from(rows.saturating_sub(1)));
    let name = |action| match entry(action) {
        Some(entry) => entry.name.to_owned(),
        None => crate::app::keymap::help(action, &state.settings),
    };
    let following = state.keymap.following(state.scope(), &state.keys.pressed);
    let items: Vec<String> = following.map(|(label, action)| format!(" {label:>2} {}", name(action))).collect();
    let longest = items.iter().map(|item| width(item) + 1).max().unwrap_or(1);
    // Names are cut where there is no room for all of them as they are.
    let room = (columns / longest).max(1);
    let across = if room * most >= items.len() { room } else { (columns / FOLLOWING).max(room) };
    let down = items.len().div_ceil(across).min(most);
    let across = items.len().div_ceil(down.max(1)).min(across);
    let each = columns / across.max(1);
    let height = u16::try_from(down).unwrap_or(u16::MAX);
    let area = Rect::new(0, rows.saturating_sub(1 + height), state.size().0, height);
    if area.is_empty() {
        return;
    }
    frame.render_widget(Clear, area);
    // Down the columns, as ls does.
    let lines = (0..down).map(|line| {
        let cells = items.iter().skip(line).step_by(down).take(across).map(|item| {
            let item = fit(item, each.saturating_sub(1));
            let gap = " ".repeat(each.saturating_sub(width(&item)));
            format!("{item}{gap}")
        });
        Line::styled(fit(&cells.collect::<String>(), columns).into_owned(), theme.strong)
    });
    frame.render_widget(Paragraph::new(lines.collect::<Vec<_>>()), area);
}

/// Draws a menu above the last line. One that is too long for the screen scrolls with its bar.
pub(super) fn menu(frame: &mut Frame, menu: &Menu, state: &State, theme: &Theme) {
    let (columns, rows) = state.size();
    let window = menu.window(rows);
    let height = (window.rows + 1).min(rows.saturating_sub(1));
    let area = Rect::new(0, rows.saturating_sub(1 + height), columns, height);
    if area.is_empty() {
        return;
    }
    frame.render_widget(Clear, area);
    let columns = usize::from(columns);
    let mut lines = vec![Line::styled(fit(&format!(" {}", menu.title), columns).into_owned(), theme.strong)];
    let items = menu.items.iter().enumerate().skip(window.from).take(usize::from(window.rows));
    lines.extend(items.map(|(number, (letter, label, here))| {
        let style = if *here { theme.strong } else { ratatui::style::Style::new() };
        let style = if number == menu.chosen { style.patch(theme.cursor) } else { style };
        let mark = if *here { '>' } else { ' ' };
        let line = fit(&format!(" {mark} {letter}  {label}"), columns).into_owned();
        let gap = " ".repeat(columns.saturating_sub(width(&line)));
        Line::from(Span::styled(line + &gap, style))
    }));
    frame.render_widget(Paragraph::new(lines), area);
    let row = u16::try_from(menu.chosen + 1 - window.from).unwrap_or(u16::MAX).min(height - 1);
    frame.set_cursor_position((area.x, area.y + row));
}

/// Draws the note that is being written.
pub(super) fn note(frame: &mut Frame, note: &Note, state: &State, theme: &Theme) {
    let (columns, rows) = state.size();
    let height = (rows * 3 / 5).max(rows.min(6));
    let area = Rect::new(0, rows - height, columns, height.saturating_sub(1));
    if area.is_empty() {
        return;
    }
    frame.render_widget(Clear, area);
    let title = fit(&format!(" note on {}", note.headline), usize::from(columns)).into_owned();
    let gap = " ".repeat(usize::from(columns).saturating_sub(width(&title)));
    frame.render_widget(Paragraph::new(Line::styled(title + &gap, theme.bar)), Rect { height: 1, ..area });
    let below =
        Rect { y: area.y + 1, height: area.height - 1, x: area.x + 1.min(columns), width: columns.saturating_sub(2) };
    if !below.is_empty() {
        frame.render_widget(note.area(), below);
        follow(frame, below);
    }
}

/// Draws the command palette above the input line.
pub(super) fn palette(frame: &mut Frame, state: &State, theme: &Theme) {
    let Some(prompt) = &state.prompt else { return };
    let entries = state.palette(prompt.text());
    let (columns, rows) = state.size();
    let window = state.palette_window();
    let height = window.rows;
    let area = Rect::new(0, rows.saturating_sub(1 + height), columns, height);
    if area.is_empty() {
        return;
    }
    frame.render_widget(Clear, area);
    let mut lines: Vec<Line> = Vec::new();
    for (number, entry) in entries.iter().enumerate().skip(window.from).take(usize::from(height)) {
        let keys = state.keymap.label(entry.action, state.scope()).unwrap_or_default();
        let line = format!(" {:NAMES$} {keys:KEYS$} {}", entry.name, entry.help);
        let line = fit(line.trim_end(), usize::from(columns)).into_owned();
        let gap = usize::from(columns).saturating_sub(width(&line));
        let style = if number == prompt.chosen { theme.cursor } else { ratatui::style::Style::new() };
        lines.push(Line::from(Span::styled(line + &" ".repeat(gap), style)));
    }
    if lines.is_empty() {
        lines.push(Line::styled(" no command is like this", theme.faint));
    }
    frame.render_widget(Paragraph::new(lines), area);
}
