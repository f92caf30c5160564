//! Rows to cells. [`draw`] takes the state and changes nothing.

mod bidi;
mod cursor;
mod list;
mod overlay;
mod reader;
mod sheet;
mod statistics;
pub mod theme;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::app::action::{self, Action};
use crate::app::key;
use crate::app::prompt::Purpose;
use crate::app::reach::Reach;
use crate::app::{Focus, Overlay, State};
use crate::article::Text;
use crate::layout::{fit, grouped, width};
use crate::library::{Phase, Progress};
use theme::Theme;

/// Draws the whole screen.
pub fn draw(frame: &mut Frame, state: &State, theme: &Theme) {
    let panes = state.panes();
    if let Some(area) = panes.title {
        title(frame, area, state, theme);
    }
    if let Some(area) = panes.list {
        list::draw(frame, area, state, theme);
    }
    if let Some(area) = panes.divider {
        divider(frame, area, theme);
    }
    if let Some(area) = panes.reader {
        reader::draw(frame, area, state, theme);
    }
    if let Some(shown) = state.sheet() {
        sheet::draw(frame, shown, state, theme);
    }
    match &state.overlay {
        Some(Overlay::Help(_) | Overlay::Problems(_)) => overlay::draw(frame, state, theme),
        Some(Overlay::Statistics(counted, top)) => statistics::draw(frame, counted.as_deref(), *top, state, theme),
        Some(Overlay::Menu(menu) | Overlay::Stories(menu, _)) => overlay::menu(frame, menu, state, theme),
        Some(Overlay::Hints(..)) | None => {}
    }
    if !state.keys.pressed.is_empty() {
        overlay::following(frame, state, theme);
    }
    if let Some(note) = &state.note {
        overlay::note(frame, note, state, theme);
    }
    if state.prompt.as_ref().is_some_and(|prompt| prompt.purpose == Purpose::Palette) {
        overlay::palette(frame, state, theme);
    }
    status(frame, panes.status, state, theme);
    theme.finish(frame.buffer_mut());
}

/// A line of `left` and `right`, the left one cut where there is no room for both.
fn ends(frame: &mut Frame, area: Rect, left: &str, right: &str, style: Style) {
    let columns = usize::from(area.width);
    let right = fit(right, columns);
    let room = columns.saturating_sub(width(&right) + 1);
    let left = fit(left, room);
    let gap = columns.saturating_sub(width(&left) + width(&right));
    let line = format!("{left}{}{right}", " ".repeat(gap));
    frame.render_widget(Paragraph::new(line).style(style), area);
}

fn title(frame: &mut Frame, area: Rect, state: &State, theme: &Theme) {
    let mut left = String::from(" dateline");
    for layer in &state.limited.layers {
        left.push_str(&format!(" \u{b7} {}", Text::new(layer.label())));
    }
    if let Some(order) = state.order() {
        left.push_str(&format!(" \u{b7} {order}"));
    }
    let mut right = match state.searching {
        Some((done, all)) => format!("searching {}/{} \u{b7} ", grouped(done), grouped(all)),
        None => progress(&state.progress),
    };
    if let Some(arrived) = state.arrived.filter(|arrived| *arrived > 0) {
        right.push_str(&format!("{} new \u{b7} ", grouped(arrived)));
    }
    if !state.troubles.is_empty() {
        let key = state.keymap.labels(Action::Problems).next().unwrap_or("");
        right.push_str(&format!("{} problems {key} \u{b7} ", state.troubles.len()));
    }
    let shown = state.list.len() as u64;
    let all = state.articles;
    if shown == all {
        right.push_str(&format!("{} articles ", grouped(all)));
    } else {
        right.push_str(&format!("{} of {} articles ", grouped(shown), grouped(all)));
    }
    ends(frame, area, &left, &right, theme.bar);
}

/// What the library is busy with: what is done, how fast, and how long it will take.
fn progress(progress: &Progress) -> String {
    match progress.phase {
        Phase::Reading if !progress.done => {
            let per_second = rate(progress.articles, progress.seconds);
            let megabytes = grouped(progress.bytes / 1_000_000);
            format!("reading, {megabytes} MB, {} articles/s \u{b7} ", grouped(per_second))
        }
        Phase::Sweeping => "looking for changes \u{b7} ".to_owned(),
        Phase::Indexing { done, all } if progress.paused => {
            format!("full text waits at {} of {} \u{b7} ", grouped(u64::from(done)), grouped(u64::from(all)))
        }
        Phase::Indexing { done, all } => {
            let percent = u64::from(done) * 100 / u64::from(all).max(1);
            match progress.left {
                Some(left) => format!("full text {percent} %, {} left \u{b7} ", duration(left)),
                None => format!("full text {percent} % \u{b7} "),
            }
        }
        Phase::Reading | Phase::Current | Phase::Following => String::new(),
    }
}

/// How many a second.
fn rate(count: u64, seconds: f64) -> u64 {
    let milliseconds = std::time::Duration::try_from_secs_f64(seconds).unwrap_or_default().as_millis();
    u64::try_from(u128::from(count) * 1_000 / milliseconds.max(1)).unwrap_or(u64::MAX)
}

/// A time in the unit that fits: 40 s, 3 min, 2 h.
fn duration(seconds: u64) -> String {
    match seconds {
        0..90 => format!("{seconds} s"),
        90..5_400 => format!("{} min", (seconds + 30) / 60),
        _ => format!("{} h", (seconds + 1_800) / 3_600),
    }
}

fn divider(frame: &mut Frame, area: Rect, theme: &Theme) {
    let lines: Vec<Line> = if area.width == 1 {
        (0..area.height).map(|_| Line::from("\u{2502}")).collect()
    } else {
        vec![Line::from("\u{2500}".repeat(usize::from(area.width)))]
    };
    frame.render_widget(Paragraph::new(lines).style(theme.faint), area);
}

/// The last line: the input line, else unsaved marks, else a message, else the keys that help here.
fn status(frame: &mut Frame, area: Rect, state: &State, theme: &Theme) {
    if area.is_empty() {
        return;
    }
    if let Some(prompt) = &state.prompt {
        let sign = prompt.sign();
        let columns = u16::try_from(width(sign)).unwrap_or(u16::MAX).min(area.width);
        frame.render_widget(Paragraph::new(Span::styled(sign, theme.strong)), area);
        let line = Rect { x: area.x + columns, width: area.width - columns, ..area };
        let said = fit(&beside_prompt(state), usize::from(line.width / 2)).into_owned();
        let room = u16::try_from(width(&said)).unwrap_or(u16::MAX).min(line.width);
        let [line, beside] =
            [Rect { width: line.width - room, ..line }, Rect { x: line.right() - room, width: room, ..line }];
        if !line.is_empty() {
            frame.render_widget(prompt.area(), line);
            cursor::follow(frame, line);
        }
        frame.render_widget(Paragraph::new(said).style(theme.faint), beside);
        return;
    }
    let right = place(state);
    if let Some((count, reason)) = &state.unsaved {
        let said = format!(" {count} marks NOT SAVED: {reason}; trying again");
        ends(frame, area, &said, &right, theme.alarm);
    } else if let Some(said) = &state.status {
        ends(frame, area, &format!(" {said}"), &right, theme.strong);
    } else {
        ends(frame, area, &keys(state), &right, theme.bar);
    }
}

/// What stands beside a query that is typed: what is wrong with it, what Tab offers, or how many articles it leaves.
fn beside_prompt(state: &State) -> String {
    let Some(prompt) = state.prompt.as_ref().filter(|prompt| prompt.purpose.is_query()) else {
        return String::new();
    };
    if let Some((candidates, chosen)) = state.limited.candidates(prompt.text()) {
        let offered = candidates.len().min(4);
        return candidates.into_iter().cycle().skip(chosen).take(offered).collect::<Vec<_>>().join("  ");
    }
    match (&state.limited.error, prompt.purpose, &state.found) {
        (Some(error), ..) if !error.incomplete => error.to_string(),
        (_, Purpose::Find, Some(found)) => format!("{} found ", grouped(found.count as u64)),
        (_, Purpose::Limit, _) => format!("{} of {} ", grouped(state.list.len() as u64), grouped(state.articles)),
        _ => String::new(),
    }
}

/// Where the cursor or the window stands.
fn place(state: &State) -> String {
    match (state.focus, &state.reader) {
        (Focus::Reader, Some(reader)) => match reader.minutes_left() {
            0 => format!("{} % ", reader.percent()),
            minutes => format!("{minutes} min left \u{b7} {} % ", reader.percent()),
        },
        (Focus::Reader, None) => String::new(),
        (Focus::List, _) if state.list.is_empty() => String::new(),
        (Focus::List, _) => {
            format!("{}/{} ", grouped(state.list.cursor() as u64 + 1), grouped(state.list.len() as u64))
        }
    }
}

/// The keys worth knowing here, or what can follow the keys pressed so far.
fn keys(state: &State) -> String {
    if let Some(strip) = strip(state).filter(|_| state.overlay.is_none()) {
        return strip;
    }
    if let (Some(sheet), None) = (state.sheet(), &state.overlay) {
        return sheet::keys(sheet, state);
    }
    let offered: &[(Action, &str)] = match (&state.overlay, state.focus) {
        _ if state.note.is_some() => {
            return " Esc, Ctrl-s: keep  Ctrl-e: editor  Ctrl-c: leave it as it was".to_owned();
        }
        (Some(Overlay::Hints(..)), _) => return " letters: follow the link  Esc: back".to_owned(),
        (Some(Overlay::Menu(_) | Overlay::Stories(..)), _) => return " letters: choose  Esc: back".to_owned(),
        (Some(_), _) => &[(Action::Down, "down"), (Action::Up, "up"), (Action::Back, "close")],
        (None, Focus::List) => &[
            (Action::Open, "open"),
            (Action::Limit, "limit"),
            (Action::ToggleRead, "read"),
            (Action::ToggleStar, "star"),
            (Action::Keep, "keep"),
            (Action::Drop, "drop"),
            (Action::Select, "select"),
            (Action::Undo, "undo"),
            (Action::Help, "help"),
            (Action::BackOrQuit, "quit"),
        ],
        (None, Focus::Reader) => &[
            (Action::PageDown, "page"),
            (Action::NextQuote, "quote"),
            (Action::NextLink, "link"),
            (Action::NextArticle, "next"),
            (Action::ToggleStar, "star"),
            (Action::Note, "note"),
            (Action::Help, "help"),
            (Action::BackOrQuit, "list"),
        ],
    };
    let mut line = String::new();
    for (action, name) in offered {
        let label = state.keymap.label(*action, state.scope()).unwrap_or("");
        line.push_str(&format!(" {label} {name} "));
    }
    line
}

/// What can follow the keys pressed so far, or which verbs can be done to what was said.
fn strip(state: &State) -> Option<String> {
    let scope = state.scope();
    if let Some(action) = state.keys.letter {
        return Some(match action {
            Action::SetBookmark => " a letter: this article is remembered as it".to_owned(),
            _ => " a letter: the article that is remembered as it".to_owned(),
        });
    }
    if !state.keys.pressed.is_empty() {
        return Some(format!(" {}\u{2026}", key::label(&state.keys.pressed)));
    }
    let said = match (&state.keys.reach, state.keys.count) {
        (Some(reach), _) => state.reached(reach),
        (None, Some(count)) => return Some(format!(" {}", grouped(count as u64))),
        (None, None) if state.focus == Focus::List && !state.selection.is_empty() => state.reached(&Reach::Selected),
        (None, None) => return None,
    };
    let verbs = [
        Action::ToggleRead,
        Action::Unread,
        Action::ToggleStar,
        Action::Keep,
        Action::Drop,
        Action::Tag,
        Action::Export,
    ];
    let label = |action: Action| state.keymap.label(action, scope).unwrap_or("").to_owned();
    let name = |action| action::entry(action).map_or("", |entry| entry.name.trim_start_matches("toggle-"));
    let verbs: Vec<String> = verbs.iter().map(|action| format!("{} {}", label(*action), name(*action))).collect();
    Some(format!(" {said}: {}", verbs.join("  ")))
}
