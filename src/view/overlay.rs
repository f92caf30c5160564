//! What lies over the panes: help, problems, palette.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Paragraph};

use super::cursor::follow;
use super::theme::Theme;
use crate::app::action::{ACTIONS, Action, Group, HELP_GROUPS, entry};
use crate::app::menu::Menu;
use crate::app::notes::Note;
use crate::app::{Overlay, State};
use crate::layout::{fit, width};

/// Columns for the keys in the help, and for the names in the palette.
const KEYS: usize = 24;

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
        Some(Overlay::Help(top)) => (" keys".to_owned(), help(state).into_iter().skip(*top).take(height).collect()),
        Some(Overlay::Problems(top)) => {
            let lines = state.troubles.iter().skip(*top).take(height).map(|trouble| {
                let line = format!(" {}", trouble.problem.of(&trouble.path));
                Row::Text(fit(&line, columns).into_owned())
            });
            let title = match state.troubles.len() {
                0 => " problems: none, every file was read".to_owned(),
                count => format!(" problems: {count} files or records that could not be read"),
            };
            (title, lines.collect::<Vec<_>>())
        }
        _ => return,
    };
    let mut drawn = vec![Line::styled(fit(&title, columns).into_owned(), theme.strong)];
    drawn.extend(lines.into_iter().map(|row| match row {
        Row::Heading(text) => Line::styled(format!(" {text}"), theme.strong),
        Row::Key(keys, text) => {
            let line = format!("   {keys:KEYS$} {text}");
            Line::raw(fit(&line, columns).into_owned())
        }
        Row::Text(text) => Line::raw(text),
    }));
    frame.render_widget(Paragraph::new(drawn), area);
    frame.set_cursor_position((area.x, area.y + 1.min(area.height - 1)));
}

enum Row {
    Heading(&'static str),
    Key(String, String),
    Text(String),
}

/// The help, from the table of actions and the keymap in force.
fn help(state: &State) -> Vec<Row> {
    let mut rows = Vec::new();
    for (heading, group) in HELP_GROUPS {
        rows.push(Row::Heading(heading));
        for entry in ACTIONS.iter().filter(|entry| entry.group == group) {
            let keys: Vec<&str> = state.keymap.labels(entry.action).collect();
            rows.push(Row::Key(keys.join(", "), entry.help.to_owned()));
        }
        if group == Group::Limit {
            for number in 0..state.settings.searches.len() {
                let action = Action::Saved(number);
                let keys: Vec<&str> = state.keymap.labels(action).collect();
                rows.push(Row::Key(keys.join(", "), crate::app::keymap::help(action, &state.settings)));
            }
        }
    }
    rows
}

/// Columns of a key and its action in the strip of what can follow.
const FOLLOWING: usize = 26;

/// Draws what can follow the keys pressed so far, above the last line.
pub(super) fn following(frame: &mut Frame, state: &State, theme: &Theme) {
    let (columns, rows) = state.size();
    let name = |action| match entry(action) {
        Some(entry) => entry.name.to_owned(),
        None => crate::app::keymap::help(action, &state.settings),
    };
    let following = state.keymap.following(state.scope(), &state.keys.pressed);
    let items: Vec<String> = following.map(|(label, action)| format!(" {label:>2} {}", name(action))).collect();
    let across = (usize::from(columns) / FOLLOWING).max(1);
    let height = u16::try_from(items.len().div_ceil(across)).unwrap_or(u16::MAX).min(rows.saturating_sub(1));
    let area = Rect::new(0, rows.saturating_sub(1 + height), columns, height);
    if area.is_empty() {
        return;
    }
    frame.render_widget(Clear, area);
    // Down the columns, as ls does.
    let down = items.len().div_ceil(across);
    let lines = (0..down).map(|line| {
        let cells = items.iter().skip(line).step_by(down).map(|item| {
            let item = fit(item, FOLLOWING - 1);
            let gap = " ".repeat(FOLLOWING.saturating_sub(width(&item)));
            format!("{item}{gap}")
        });
        Line::styled(fit(&cells.collect::<String>(), usize::from(columns)).into_owned(), theme.strong)
    });
    frame.render_widget(Paragraph::new(lines.collect::<Vec<_>>()), area);
}

/// Draws a menu above the last line.
pub(super) fn menu(frame: &mut Frame, menu: &Menu, state: &State, theme: &Theme) {
    let (columns, rows) = state.size();
    let height = u16::try_from(menu.items.len() + 1).unwrap_or(u16::MAX).min(rows.saturating_sub(1));
    let area = Rect::new(0, rows.saturating_sub(1 + height), columns, height);
    if area.is_empty() {
        return;
    }
    frame.render_widget(Clear, area);
    let mut lines =
        vec![Line::styled(fit(&format!(" {}", menu.title), usize::from(columns)).into_owned(), theme.strong)];
    lines.extend(menu.items.iter().map(|(letter, label, here)| {
        let style = if *here { theme.strong } else { ratatui::style::Style::new() };
        let mark = if *here { '>' } else { ' ' };
        Line::styled(fit(&format!(" {mark} {letter}  {label}"), usize::from(columns)).into_owned(), style)
    }));
    frame.render_widget(Paragraph::new(lines), area);
    let here = menu.items.iter().position(|(_, _, here)| *here).unwrap_or(0);
    let row = u16::try_from(here + 1).unwrap_or(u16::MAX).min(height - 1);
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
    let height = u16::try_from(entries.len().max(1)).unwrap_or(u16::MAX).min(12).min(rows.saturating_sub(1));
    let area = Rect::new(0, rows.saturating_sub(1 + height), columns, height);
    if area.is_empty() {
        return;
    }
    frame.render_widget(Clear, area);
    let skip = (prompt.chosen + 1).saturating_sub(usize::from(height));
    let mut lines: Vec<Line> = Vec::new();
    for (number, entry) in entries.iter().enumerate().skip(skip).take(usize::from(height)) {
        let keys: Vec<&str> = state.keymap.labels(entry.action).collect();
        let line = format!(" {:KEYS$} {}  [{}]", entry.name, entry.help, keys.join(", "));
        let line = fit(&line, usize::from(columns)).into_owned();
        let gap = usize::from(columns).saturating_sub(width(&line));
        let style = if number == prompt.chosen { theme.cursor } else { ratatui::style::Style::new() };
        lines.push(Line::from(Span::styled(line + &" ".repeat(gap), style)));
    }
    if lines.is_empty() {
        lines.push(Line::styled(" no command is like this", theme.faint));
    }
    frame.render_widget(Paragraph::new(lines), area);
}
