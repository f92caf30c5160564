//! What each action does, and the keys of the input line, the hints and the overlays.

use std::sync::Arc;

use crossterm::event::KeyEvent;
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Matcher, Utf32Str};

use super::action::{ACTIONS, Action, Entry, HELP_GROUPS, Scope};
use super::keymap::Key;
use super::prompt::{Prompt, Purpose, Typed};
use super::reader::Focus as Singled;
use super::{Effect, Focus, Hint, Overlay, State};
use crate::library::Position;

/// The letters of the hints: those under the fingers first.
const HINT_LETTERS: &[u8] = b"asdfghjklewruiocmn";
/// The measure's bounds in columns, and the step by which `+` and `-` change it.
const MEASURES: std::ops::RangeInclusive<usize> = 24..=200;
const MEASURE_STEP: usize = 4;

/// Does `action`, `count` times where that makes sense.
pub(super) fn act(state: &mut State, action: Action, count: Option<usize>, effects: &mut Vec<Effect>) {
    if state.overlay.is_some() {
        in_overlay(state, action, count);
        return;
    }
    let times = isize::try_from(count.unwrap_or(1)).unwrap_or(1);
    match action {
        Action::Down => state.step(times, effects),
        Action::Up => state.step(-times, effects),
        Action::PageDown => state.page(times, 1, effects),
        Action::PageUp => state.page(-times, 1, effects),
        Action::HalfPageDown => state.page(times, 2, effects),
        Action::HalfPageUp => state.page(-times, 2, effects),
        Action::Top => state.to(count.map_or(0, |row| row.saturating_sub(1)), effects),
        Action::Bottom => state.to(count.map_or(usize::MAX, |row| row.saturating_sub(1)), effects),
        Action::Open => state.open(effects),
        Action::Back => state.back(effects),
        Action::NextArticle => state.neighbour(times, effects),
        Action::PreviousArticle => state.neighbour(-times, effects),
        Action::NextUnread => state.next_unread(effects),
        Action::NextQuote => state.quote(1, effects),
        Action::PreviousQuote => state.quote(-1, effects),
        Action::FoldToQuotes => state.fold(),
        Action::NextLink => state.link(1, effects),
        Action::PreviousLink => state.link(-1, effects),
        Action::Hints => state.hints(),
        Action::HistoryBack => state.travel(-1, effects),
        Action::HistoryForward => state.travel(1, effects),
        Action::Search => state.search(effects),
        Action::NextHit => state.hit(1, effects),
        Action::PreviousHit => state.hit(-1, effects),
        Action::ToggleRead => state.toggle_read(effects),
        Action::ToggleStar => state.toggle_star(effects),
        Action::Undo => state.undo_mark(effects),
        Action::Redo => state.redo_mark(effects),
        Action::UnreadOnly => state.unread_only(effects),
        Action::StarredOnly => state.starred_only(effects),
        Action::Refresh => state.refresh(effects),
        Action::ReadAll => state.read_all(effects),
        Action::Pause => state.pause(effects),
        Action::Wider => state.measure(true),
        Action::Narrower => state.measure(false),
        Action::Problems => state.overlay = Some(Overlay::Problems(0)),
        Action::Help => state.overlay = Some(Overlay::Help(0)),
        Action::Palette => state.prompt = Some(Prompt::new(Purpose::Palette, "")),
        Action::Redraw => effects.push(Effect::Redraw),
        Action::Suspend => effects.push(Effect::Suspend),
        Action::Quit => state.leave(0, effects),
    }
}

/// The entries of the table that `typed` means in `scope`, the best first.
pub(super) fn matching(typed: &str, scope: Scope) -> Vec<&'static Entry> {
    let pattern = Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart);
    let mut matcher = Matcher::default();
    let mut buffer = Vec::new();
    let mut found: Vec<_> = ACTIONS
        .iter()
        .filter(|entry| entry.scope == Scope::Anywhere || entry.scope == scope)
        .filter(|entry| entry.action != Action::Palette)
        .filter_map(|entry| {
            let text = format!("{} {}", entry.name, entry.help);
            pattern.score(Utf32Str::new(&text, &mut buffer), &mut matcher).map(|score| (score, entry))
        })
        .collect();
    found.sort_by_key(|&(score, _)| std::cmp::Reverse(score));
    found.into_iter().map(|(_, entry)| entry).collect()
}

/// The keys that move scroll an overlay; any other action closes it.
fn in_overlay(state: &mut State, action: Action, count: Option<usize>) {
    let page = usize::from(state.size.1).saturating_sub(4).max(1);
    let times = count.unwrap_or(1);
    let Some(Overlay::Help(top) | Overlay::Problems(top)) = &mut state.overlay else {
        return;
    };
    match action {
        Action::Down => *top = top.saturating_add(times),
        Action::Up => *top = top.saturating_sub(times),
        Action::PageDown | Action::HalfPageDown => *top = top.saturating_add(page),
        Action::PageUp | Action::HalfPageUp => *top = top.saturating_sub(page),
        Action::Top => *top = 0,
        Action::Bottom => *top = usize::MAX,
        _ => state.overlay = None,
    }
    state.stop_overlay();
}

impl State {
    /// An overlay does not scroll past its last row.
    fn stop_overlay(&mut self) {
        let rows = match self.overlay {
            Some(Overlay::Help(_)) => ACTIONS.len() + HELP_GROUPS.len(),
            _ => self.troubles.len(),
        };
        // The title and the last line of the screen are not the overlay's.
        let last = rows.saturating_sub(usize::from(self.size.1).saturating_sub(2));
        if let Some(Overlay::Help(top) | Overlay::Problems(top)) = &mut self.overlay {
            *top = (*top).min(last);
        }
    }

    fn step(&mut self, rows: isize, effects: &mut Vec<Effect>) {
        match self.focus {
            Focus::List => {
                if self.list.step(rows) {
                    self.preview(effects);
                }
            }
            Focus::Reader => self.scroll(rows, effects),
        }
    }

    fn page(&mut self, pages: isize, part: usize, effects: &mut Vec<Effect>) {
        let height = match self.focus {
            Focus::List => self.list.height(),
            // Two rows of the old page stay, so that the eye finds its line.
            Focus::Reader => self.reader.as_ref().map_or(1, |reader| reader.height().saturating_sub(2)),
        };
        let rows = isize::try_from((height / part).max(1)).unwrap_or(1);
        self.step(rows.saturating_mul(pages), effects);
    }

    fn to(&mut self, row: usize, effects: &mut Vec<Effect>) {
        match (self.focus, &mut self.reader) {
            (Focus::List, _) => {
                self.list.go(row);
                self.preview(effects);
            }
            (Focus::Reader, Some(reader)) => {
                if row == usize::MAX {
                    reader.to_bottom();
                } else {
                    reader.to_top();
                    reader.scroll(isize::try_from(row).unwrap_or(isize::MAX));
                }
                self.end_seen(effects);
            }
            (Focus::Reader, None) => {}
        }
    }

    fn scroll(&mut self, rows: isize, effects: &mut Vec<Effect>) {
        let Some(reader) = &mut self.reader else { return };
        let moved = reader.scroll(rows);
        if rows > 0 {
            // A key that asks for more where there is none has seen the end, too.
            self.end_seen(effects);
        }
        if moved && let Some(reader) = &mut self.reader {
            reader.focus = None;
        }
    }

    fn open(&mut self, effects: &mut Vec<Effect>) {
        if self.focus == Focus::Reader {
            match self.reader.as_ref().and_then(|reader| reader.focus) {
                Some(Singled::Link(section, item)) => self.follow(section, item, effects),
                _ => self.status = Some("no story link chosen: Tab goes to the next one, f shows letters".to_owned()),
            }
            return;
        }
        let Some(position) = self.list.selected() else { return };
        self.focus = Focus::Reader;
        match self.reader.take() {
            Some(mut reader) if reader.position == position && self.coming.is_none() => {
                let window = self.window();
                reader.resize(window.0, window.1);
                self.resume(&mut reader);
                self.seen(position, reader.id(), effects);
                self.reader = Some(reader);
                self.start_reading(effects);
            }
            _ if self.coming.as_ref().is_some_and(|coming| coming.position == position) => {}
            _ => self.load(position, None, effects),
        }
    }

    fn back(&mut self, effects: &mut Vec<Effect>) {
        if self.focus == Focus::Reader {
            self.show_list(effects);
        } else if !self.limited.is_nothing() {
            if self.limited.text.trim().is_empty() {
                self.limited.unread = false;
                self.limited.starred = false;
            }
            self.limited.text.clear();
            self.limit(effects);
        } else {
            self.leave(0, effects);
        }
    }

    fn show_list(&mut self, effects: &mut Vec<Effect>) {
        self.stop_reading(effects);
        self.focus = Focus::List;
        if let Some(position) = self.reader.as_ref().map(|reader| reader.position) {
            self.list.select(position);
        }
        self.preview(effects);
    }

    fn neighbour(&mut self, by: isize, effects: &mut Vec<Effect>) {
        if self.list.step(by)
            && let Some(position) = self.list.selected()
        {
            self.jump(position, effects);
        } else {
            let end = if by > 0 { "last" } else { "first" };
            self.status = Some(format!("this is the {end} article of the list"));
        }
    }

    fn next_unread(&mut self, effects: &mut Vec<Effect>) {
        let token = self.next_token();
        self.seeking = token;
        effects.push(Effect::Unread(Arc::clone(self.list.order()), self.list.cursor(), token));
    }

    pub(super) fn go_to_unread(&mut self, token: u64, row: Option<usize>, effects: &mut Vec<Effect>) {
        if token != self.seeking {
            return;
        }
        let Some(row) = row else {
            self.status = Some("no other unread article in the list".to_owned());
            return;
        };
        self.list.go(row);
        match self.list.selected() {
            Some(position) if self.focus == Focus::Reader => self.jump(position, effects),
            _ => self.preview(effects),
        }
    }

    /// Opens the article at `position`; the way back to this one is remembered.
    fn jump(&mut self, position: Position, effects: &mut Vec<Effect>) {
        self.stop_reading(effects);
        if let Some(reader) = &self.reader {
            self.trail.leave(reader.visit());
        }
        self.focus = Focus::Reader;
        self.list.select(position);
        self.load(position, None, effects);
    }

    fn follow(&mut self, section: usize, item: usize, effects: &mut Vec<Effect>) {
        let Some(reader) = &mut self.reader else { return };
        reader.focus = Some(Singled::Link(section, item));
        let target = reader.links.get(section).and_then(|items| items.get(item)).copied().flatten();
        match target {
            Some(position) => self.jump(position, effects),
            None if self.progress.done => {
                self.status = Some("not in the library: no article has this headline".to_owned());
            }
            None => self.status = Some("not in the library so far: the folders are still being read".to_owned()),
        }
    }

    /// Goes back (-1) or forward (1) in the history.
    fn travel(&mut self, by: isize, effects: &mut Vec<Effect>) {
        let reading = self.reader.as_ref().filter(|_| self.focus == Focus::Reader);
        let from = reading.map(super::reader::Reader::visit);
        let to = if by < 0 { self.trail.back(from) } else { self.trail.forward(from) };
        let Some(visit) = to else {
            let end = if by < 0 { "start" } else { "end" };
            self.status = Some(format!("this is the {end} of the history"));
            return;
        };
        self.stop_reading(effects);
        self.focus = Focus::Reader;
        self.list.select(visit.article);
        self.load(visit.article, Some(visit), effects);
    }

    fn quote(&mut self, by: isize, effects: &mut Vec<Effect>) {
        let Some(reader) = &mut self.reader else { return };
        let count = reader.article.quotes.len();
        self.status = Some(match reader.step_quote(by) {
            Some(quote) => {
                let speaker = reader.article.quotes.get(quote).and_then(|quote| quote.speaker.as_deref());
                let speaker = speaker.map(|speaker| format!(": {speaker}")).unwrap_or_default();
                format!("quote {} of {count}{speaker}", quote + 1)
            }
            None if count == 0 => "no quotes in this article".to_owned(),
            None if by > 0 => "this was the last quote".to_owned(),
            None => "this was the first quote".to_owned(),
        });
        self.end_seen(effects);
    }

    fn fold(&mut self) {
        let Some(reader) = &mut self.reader else { return };
        reader.toggle_fold();
        let said = if reader.quotes_only { "quotes only; T shows the prose again" } else { "the whole text" };
        self.status = Some(said.to_owned());
    }

    fn link(&mut self, by: isize, effects: &mut Vec<Effect>) {
        let Some(reader) = &mut self.reader else { return };
        if reader.step_link(by) {
            self.end_seen(effects);
        } else {
            self.status = Some("no story links in this article".to_owned());
        }
    }

    fn hints(&mut self) {
        let Some(reader) = &mut self.reader else { return };
        let links = reader.links_in_window();
        if links.is_empty() {
            self.status = Some("no story links in this article".to_owned());
            return;
        }
        let letters = HINT_LETTERS.len();
        let long = links.len() > letters;
        let letter = |n: usize| HINT_LETTERS.get(n % letters).map_or('a', |&byte| char::from(byte));
        let hints = links.into_iter().take(letters * letters).enumerate().map(|(n, link)| {
            let letters = if long { vec![letter(n / letters), letter(n)] } else { vec![letter(n)] };
            Hint { letters: letters.into_iter().collect(), link }
        });
        self.overlay = Some(Overlay::Hints(hints.collect(), String::new()));
    }

    pub(super) fn hint_key(&mut self, key: Key, effects: &mut Vec<Effect>) {
        let Some(Overlay::Hints(hints, typed)) = &mut self.overlay else { return };
        typed.extend(key.letter());
        if let Some(hint) = hints.iter().find(|hint| hint.letters == *typed) {
            let (section, item) = hint.link;
            self.overlay = None;
            self.follow(section, item, effects);
        } else if key.letter().is_none() || !hints.iter().any(|hint| hint.letters.starts_with(typed.as_str())) {
            self.overlay = None;
        }
    }

    fn search(&mut self, effects: &mut Vec<Effect>) {
        self.prompt = Some(match self.focus {
            Focus::List => {
                self.words_before.clone_from(&self.limited.text);
                effects.push(Effect::Sites);
                Prompt::new(Purpose::Filter, &self.limited.text)
            }
            Focus::Reader => Prompt::new(Purpose::Search, ""),
        });
    }

    fn hit(&mut self, by: isize, effects: &mut Vec<Effect>) {
        let Some(reader) = &mut self.reader else { return };
        if reader.search.is_none() {
            let last = self.last_search.clone();
            reader.search_for(&last, false);
        }
        let found = reader.step_hit(by);
        self.status = Some(match &reader.search {
            Some(search) if found => format!("hit {} of {} for {}", search.current + 1, search.hits.len(), search.text),
            Some(search) => format!("not found: {}", search.text),
            None => "nothing searched yet: / searches".to_owned(),
        });
        self.end_seen(effects);
    }

    fn unread_only(&mut self, effects: &mut Vec<Effect>) {
        self.limited.unread = !self.limited.unread;
        self.limit(effects);
    }

    fn starred_only(&mut self, effects: &mut Vec<Effect>) {
        self.limited.starred = !self.limited.starred;
        self.limit(effects);
    }

    /// The view is made anew with the marks as they are now.
    fn refresh(&mut self, effects: &mut Vec<Effect>) {
        self.limit(effects);
        self.status = Some("refreshed".to_owned());
    }

    fn measure(&mut self, wider: bool) {
        let measure = self.settings.measure;
        let next = if wider { measure + MEASURE_STEP } else { measure.saturating_sub(MEASURE_STEP) };
        self.settings.measure = next.clamp(*MEASURES.start(), *MEASURES.end());
        self.status = Some(format!("measure: {} columns", self.settings.measure));
    }

    pub(super) fn paste(&mut self, text: &str, effects: &mut Vec<Effect>) {
        if let Some(prompt) = &mut self.prompt {
            prompt.paste(text);
            self.typed(Typed::Changed, effects);
        }
    }

    pub(super) fn prompt_key(&mut self, event: KeyEvent, effects: &mut Vec<Effect>) {
        if let Some(prompt) = &mut self.prompt {
            let typed = prompt.key(event);
            self.typed(typed, effects);
        }
    }

    fn typed(&mut self, typed: Typed, effects: &mut Vec<Effect>) {
        let Some(prompt) = &mut self.prompt else { return };
        let text = prompt.text().to_owned();
        match (prompt.purpose, typed) {
            (_, Typed::Moved) => {}
            (Purpose::Palette, Typed::Complete(forwards)) => self.choose(&text, if forwards { 1 } else { -1 }),
            (Purpose::Palette, Typed::Choose(by)) => self.choose(&text, by),
            (Purpose::Palette, Typed::Accepted) => {
                let chosen = prompt.chosen;
                self.prompt = None;
                match matching(&text, self.scope()).get(chosen) {
                    Some(entry) => act(self, entry.action, None, effects),
                    None => self.status = Some(format!("no command is like \u{201c}{text}\u{201d}")),
                }
            }
            (Purpose::Palette | Purpose::Search, Typed::Cancelled) => self.prompt = None,
            (Purpose::Filter, Typed::Changed) => self.filter(text, effects),
            (Purpose::Filter, Typed::Cancelled) => {
                self.prompt = None;
                let before = std::mem::take(&mut self.words_before);
                self.filter(before, effects);
            }
            (Purpose::Filter, Typed::Accepted) => {
                self.prompt = None;
                if let Some(error) = self.limited.error.take() {
                    self.status = Some(error.to_string());
                }
            }
            (Purpose::Filter, Typed::Complete(forwards)) => self.complete(&text, forwards, effects),
            (Purpose::Filter, Typed::Choose(by)) => {
                if self.list.step(by) {
                    self.preview(effects);
                }
            }
            (Purpose::Search, Typed::Changed) => {
                if let Some(reader) = &mut self.reader {
                    reader.search_for(&text, true);
                }
            }
            (Purpose::Search, Typed::Accepted) => {
                self.prompt = None;
                if !text.is_empty() {
                    self.last_search = text;
                }
                self.hit(0, effects);
            }
            (Purpose::Palette | Purpose::Search, _) => {}
        }
    }

    fn choose(&mut self, typed: &str, by: isize) {
        let count = matching(typed, self.scope()).len().max(1);
        if let Some(prompt) = &mut self.prompt {
            prompt.chosen = (prompt.chosen + count).checked_add_signed(by).unwrap_or(0) % count;
        }
    }

    fn filter(&mut self, text: String, effects: &mut Vec<Effect>) {
        if text != self.limited.text {
            self.limited.text = text;
            self.list.reset();
            self.limit(effects);
        }
    }

    fn complete(&mut self, text: &str, forwards: bool, effects: &mut Vec<Effect>) {
        if let Some(completed) = self.limited.complete(text, forwards, &self.values) {
            self.prompt = Some(Prompt::new(Purpose::Filter, &completed));
            self.filter(completed, effects);
        }
    }

    fn pause(&mut self, effects: &mut Vec<Effect>) {
        self.paused = !self.paused;
        effects.push(Effect::Pause(self.paused));
        let said = if self.paused { "the full text waits; P goes on" } else { "the full text goes on" };
        self.status = Some(said.to_owned());
    }
}
