//! Rows to cells. [`draw`] takes the state and changes nothing.

mod bidi;
mod cursor;
mod list;
mod overlay;
mod put;
mod reader;
mod sheet;
mod statistics;
mod strip;
pub mod theme;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::action::{self, Action};
use crate::app::key;
use crate::app::prompt::Purpose;
use crate::app::reach::Reach;
use crate::app::{Focus, Overlay, State, Unsaved};
use crate::article::Text;
use crate::layout::{counted, fit, grouped, width};
use crate::library::query::QueryError;
use crate::library::{Phase, Progress};
use put::put;
use theme::Theme;

/// From this width on the last line tells the time that is left.
const ROOMY: u16 = 36;

/// Draws the whole screen.
pub fn draw(frame: &mut Frame, state: &State, theme: &Theme) {
    let panes = state.panes();
    if let Some(area) = panes.title {
        title(frame, area, state, theme);
    }
    if let Some(area) = panes.list {
        list::draw(frame, area, state, theme);
    }
    if let Some(area) = panes.strip {
        strip::draw(frame, area, state, theme);
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
    put(frame, area, Line::styled(line, style));
}

fn title(frame: &mut Frame, area: Rect, state: &State, theme: &Theme) {
    let layers = state.limited.in_force().iter().map(|layer| Text::new(layer.label()).to_string());
    let mut left: Vec<String> = layers.chain(state.order().map(str::to_owned)).collect();
    if left.is_empty() {
        left.push("dateline".to_owned());
    }
    let left = format!(" {}", left.join(" \u{b7} "));
    let mut right = vec![match state.searching {
        Some((done, all)) => format!("searching {}/{}", grouped(done), grouped(all)),
        None => progress(&state.progress),
    }];
    if state.arrived() > 0 {
        right.push(format!("{} new", grouped(state.arrived())));
    }
    if !state.troubles.is_empty() {
        let key = state.keymap.labels(Action::Problems).next().unwrap_or("");
        right.push(format!("{} {key}", counted(state.troubles.len() as u64, "problem", "problems")));
    }
    let (shown, all) = (state.list.len() as u64, state.articles);
    let articles = counted(all, "article", "articles");
    right.push(if shown == all { articles } else { format!("{} of {articles}", grouped(shown)) });
    right.retain(|part| !part.is_empty());
    // Where there is no room for all, what the list is limited to and how much that is tell the most.
    let room = usize::from(area.width).saturating_sub(width(&left) + 2);
    let line = |right: &[String]| right.join(" \u{b7} ");
    while right.len() > 1 && width(&line(&right)) > room {
        right.remove(right.len() - 2);
    }
    ends(frame, area, &left, &format!("{} ", line(&right)), theme.bar);
}

/// What the library is busy with: what is done, how fast, and how long it will take.
fn progress(progress: &Progress) -> String {
    match progress.phase {
        Phase::Reading if !progress.done => {
            let per_second = rate(progress.articles, progress.seconds);
            let megabytes = grouped(progress.bytes / 1_000_000);
            let left = progress.left.map(|left| format!(", {} left", duration(left))).unwrap_or_default();
            format!("reading, {megabytes} MB, {} articles/s{left}", grouped(per_second))
        }
        Phase::Sweeping => "looking for changes".to_owned(),
        Phase::Indexing { done, all } if progress.paused => {
            format!("full text waits at {} of {}", grouped(u64::from(done)), grouped(u64::from(all)))
        }
        Phase::Indexing { done, all } => {
            let percent = u64::from(done) * 100 / u64::from(all).max(1);
            match progress.left {
                Some(left) => format!("full text {percent} %, {} left", duration(left)),
                None => format!("full text {percent} %"),
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
    let rule = if area.width == 1 { '\u{2502}' } else { '\u{2500}' };
    let buffer = frame.buffer_mut();
    for place in area.positions() {
        if let Some(cell) = buffer.cell_mut(place) {
            cell.set_char(rule).set_style(theme.faint);
        }
    }
}

/// The last line: the input line, else unsaved marks, else a message, else the keys that help here.
fn status(frame: &mut Frame, area: Rect, state: &State, theme: &Theme) {
    if area.is_empty() {
        return;
    }
    if let Some(prompt) = &state.prompt {
        let sign = prompt.sign();
        let columns = u16::try_from(width(sign)).unwrap_or(u16::MAX).min(area.width);
        put(frame, area, Span::styled(sign, theme.strong));
        let line = Rect { x: area.x + columns, width: area.width - columns, ..area };
        let columns = usize::from(line.width);
        // What is typed has half of the line, and leaves what it does not need.
        let most = columns.saturating_sub(width(prompt.text()) + 2).max(columns / 2);
        let said = fit(&beside_prompt(state, most), most).into_owned();
        let room = u16::try_from(width(&said)).unwrap_or(u16::MAX).min(line.width);
        let [line, beside] =
            [Rect { width: line.width - room, ..line }, Rect { x: line.right() - room, width: room, ..line }];
        if !line.is_empty() {
            frame.render_widget(prompt.area(), line);
            cursor::follow(frame, line);
        }
        put(frame, beside, Line::styled(said, theme.faint));
        return;
    }
    let right = place(state);
    if let Some(Unsaved { count, reason, warned }) = &state.unsaved {
        let marks = counted(*count as u64, "article", "articles");
        let then = if *warned { "the same key again quits WITHOUT THEM" } else { "trying again" };
        let said = format!(" marks of {marks} NOT SAVED, {then}: {reason}");
        ends(frame, area, &said, &right, theme.alarm);
    } else if let Some(said) = &state.status {
        let said = format!(" {said}");
        // A message tells more than the place.
        let room = usize::from(area.width).saturating_sub(width(&right) + 1);
        ends(frame, area, &said, if width(&said) <= room { &right } else { "" }, theme.strong);
    } else {
        let room = usize::from(area.width).saturating_sub(width(&right) + 1);
        let line = match following(state).filter(|_| state.overlay.is_none()) {
            Some(strip) => fitting(strip, room, 0),
            // Help and the way out.
            None => fitting(keys(state), room, 2),
        };
        ends(frame, area, &line, &right, theme.bar);
    }
}

/// The keys that there is room for: a key is shown with what it does or not at all. The `last` ones stay longest.
fn fitting(mut keys: Vec<String>, room: usize, last: usize) -> String {
    let used = |keys: &[String]| keys.iter().map(|key| width(key) + 2).sum::<usize>();
    while keys.len() > 1 && used(&keys) > room + 1 {
        keys.remove(keys.len().saturating_sub(1 + last));
    }
    let line: String = keys.iter().flat_map(|key| [" ", key, " "]).collect();
    line.trim_end().to_owned()
}

/// What stands beside a query that is typed: what is wrong with it, what Tab offers, or how many articles it leaves.
fn beside_prompt(state: &State, room: usize) -> String {
    let Some(prompt) = state.prompt.as_ref().filter(|prompt| prompt.purpose.is_query()) else {
        return String::new();
    };
    if let Some((candidates, chosen)) = state.limited.candidates(prompt.text()) {
        let offered = candidates.len().min(4);
        return candidates.into_iter().cycle().skip(chosen).take(offered).collect::<Vec<_>>().join("  ");
    }
    match (&state.limited.error, prompt.purpose, &state.found) {
        (Some(error), ..) if !error.incomplete => wrong(error, room),
        (_, Purpose::Find, Some(found)) => format!("{} found ", grouped(found.count as u64)),
        (_, Purpose::Limit, _) => format!("{} of {} ", grouped(state.list.len() as u64), grouped(state.articles)),
        _ => String::new(),
    }
}

/// What is wrong with a query; where there is no room for that, what was meant instead.
fn wrong(error: &QueryError, room: usize) -> String {
    let said = error.to_string();
    match &error.suggestion {
        Some(meant) if width(&said) > room => format!("did you mean \"{}\"?", Text::new(meant)),
        None if width(&said) > room => error.message.clone(),
        _ => said,
    }
}

/// Where the cursor or the window stands.
fn place(state: &State) -> String {
    match (state.focus, &state.reader) {
        (Focus::Reader, Some(reader)) => match reader.minutes_left() {
            _ if state.size().0 < ROOMY => format!("{} % ", reader.percent()),
            0 => format!("{} % ", reader.percent()),
            minutes => format!("{minutes} min left \u{b7} {} % ", reader.percent()),
        },
        (Focus::Reader, None) => String::new(),
        (Focus::List, _) if state.list.is_empty() => String::new(),
        (Focus::List, _) => {
            let bars = state.panes().strip.filter(|_| state.is_brushing());
            let bars = bars.and_then(|area| state.bars(usize::from(area.width)));
            if let Some(place) = bars.and_then(|bars| strip::place(state, &bars)) {
                return place;
            }
            format!("{}/{} ", grouped(state.list.cursor() as u64 + 1), grouped(state.list.len() as u64))
        }
    }
}

/// The keys worth knowing here.
fn keys(state: &State) -> Vec<String> {
    let said = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>();
    let label = |action| state.keymap.label(action, state.scope());
    let named = |keys: &[(Action, &str)]| -> Vec<String> {
        keys.iter().filter_map(|(action, name)| Some(format!("{} {name}", label(*action)?))).collect()
    };
    if let (Some(sheet), None) = (state.sheet(), &state.overlay) {
        return sheet::keys(sheet, state);
    }
    let offered: &[(Action, &str)] = match (&state.overlay, state.focus) {
        _ if state.note.is_some() => {
            return said(&["Ctrl-e editor", "Ctrl-c leave it as it was", "Esc keep"]);
        }
        (Some(Overlay::Hints(..)), _) => return said(&["letters follow the link", "Esc back"]),
        (Some(Overlay::Menu(_) | Overlay::Stories(..)), _) => return said(&["letters, Enter choose", "Esc back"]),
        (Some(_), _) => {
            &[(Action::Down, "down"), (Action::Up, "up"), (Action::PageDown, "page"), (Action::Back, "close")]
        }
        (None, Focus::List) if state.is_brushing() => {
            let mut keys = said(&["h l older, newer"]);
            keys.extend(named(&[
                (Action::Open, "limit to it"),
                (Action::Exclude, "to the others"),
                (Action::NextUnread, "numbers"),
                (Action::SelectRange, "range"),
                (Action::BackOrQuit, "close"),
            ]));
            return keys;
        }
        (None, Focus::List) if state.list.is_empty() => {
            &[(Action::Back, "back"), (Action::Limit, "limit"), (Action::Help, "help"), (Action::BackOrQuit, "quit")]
        }
        (None, Focus::List) => &[
            (Action::Open, "open"),
            (Action::Limit, "limit"),
            (Action::ToggleRead, "read"),
            (Action::ToggleStar, "star"),
            (Action::Keep, "keep"),
            (Action::Drop, "drop"),
            (Action::Undo, "undo"),
            (Action::Select, "select"),
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
    named(offered)
}

/// What can follow the keys pressed so far, or which verbs can be done to what was said.
fn following(state: &State) -> Option<Vec<String>> {
    let scope = state.scope();
    if let Some(action) = state.keys.letter {
        return Some(vec![match action {
            Action::SetBookmark => "a letter: this article is remembered as it".to_owned(),
            _ => "a letter: the article that is remembered as it".to_owned(),
        }]);
    }
    if !state.keys.pressed.is_empty() {
        return Some(vec![format!("{}\u{2026}", key::label(&state.keys.pressed))]);
    }
    let said = match (&state.keys.reach, state.keys.count) {
        (Some(reach), _) => state.reached(reach),
        (None, Some(count)) => return Some(vec![grouped(count as u64)]),
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
    let verbs = verbs.iter().map(|action| format!("{} {}", label(*action), name(*action)));
    Some(std::iter::once(format!("{said}:")).chain(verbs).collect())
}
