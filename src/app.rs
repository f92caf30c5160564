//! The state of the screen, and how messages change it.
//!
//! [`State::update`] takes one message and gives the work that follows from it. It does no I/O and reads no clock.

pub mod action;
mod ahead;
pub mod asking;
mod commands;
mod events;
pub mod finding;
pub mod gathering;
pub mod help;
mod hints;
pub mod history;
pub mod key;
pub mod keymap;
pub mod keys;
pub mod limit;
pub mod list;
mod marking;
pub mod menu;
mod mouse;
mod moving;
mod msg;
pub mod notes;
mod opening;
mod palette;
pub mod panes;
mod presets;
pub mod prompt;
pub mod reach;
pub mod reader;
pub mod remember;
pub mod rows;
pub mod select;
pub mod sheet;
pub mod start;
mod stories;
pub mod strip;
#[cfg(test)]
mod tests;
mod verbs;

use std::sync::Arc;

use jiff::civil::Date;

use crate::config::Settings;
use crate::library::{Event, Position, Progress, Statistics, Trouble};
use crate::marks::Marks;
use action::{Action, Scope};
use ahead::Ahead;
use asking::Typing;
pub(crate) use commands::secure;
use finding::Found;
use history::{Trail, Visit};
use keymap::Keymap;
use keys::Keys;
use limit::{Limited, Values};
use list::List;
use menu::Menu;
use mouse::Drag;
pub use msg::{Effect, Msg, Outcome, Seen, Timer};
use notes::Note;
use panes::Panes;
use prompt::Prompt;
use reader::Reader;
use remember::{Lost, Returning};
use rows::Rows;
use select::Selection;
use start::Start;
use strip::Strip;
use verbs::Job;

/// Columns before a hit in context.
pub const HIT_INDENT: usize = 3;
/// From this height on, in rows, the list shows hits in context.
const HITS_FROM: u16 = 6;

/// Which pane the keys go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// The list.
    List,
    /// The reader.
    Reader,
}

/// What lies over the panes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overlay {
    /// The help, scrolled by so many rows.
    Help(usize),
    /// The files that could not be read, scrolled by so many rows.
    Problems(usize),
    /// Letters on the story links, and what was typed of them.
    Hints(Vec<Hint>, String),
    /// A choice by one letter.
    Menu(Menu),
    /// What the view holds, once it was counted, scrolled by so many rows.
    Statistics(Option<Arc<Statistics>>, usize),
    /// Articles that a story link may mean: their letters, and their rows.
    Stories(Menu, Vec<Position>),
}

/// The letters on one story link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// What to type.
    pub letters: String,
    /// The link, by section and item.
    pub link: (usize, usize),
}

/// An article that is on its way to the reader.
#[derive(Debug)]
struct Coming {
    token: u64,
    position: Position,
    visit: Option<Visit>,
}

/// Marks that could not be written yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsaved {
    /// Of how many articles.
    pub count: usize,
    /// Why.
    pub reason: String,
    /// Whether the last key was told that it would lose them.
    pub warned: bool,
}

/// Everything that the screen shows.
pub struct State {
    /// What the user settled.
    pub settings: Settings,
    /// The bindings in force.
    pub keymap: Keymap,
    /// The rows near the window of the list.
    pub rows: Rows,
    /// How many articles the library has.
    pub articles: u64,
    /// How far reading the folders has come.
    pub progress: Progress,
    /// Files that could not be read.
    pub troubles: Vec<Trouble>,
    /// How many articles there were when the limit in force was answered; `None` before.
    known: Option<u64>,
    /// The list.
    pub list: List,
    /// Bodies searched so far, of how many, while a search runs.
    pub searching: Option<(u64, u64)>,
    /// The reader, once it has an article.
    pub reader: Option<Reader>,
    /// Why the article under the cursor cannot be shown.
    pub unreadable: Option<String>,
    /// Which pane the keys go to.
    pub focus: Focus,
    /// What lies over the panes.
    pub overlay: Option<Overlay>,
    /// The input line, while something is typed.
    pub prompt: Option<Prompt>,
    /// The note that is being written.
    pub note: Option<Note>,
    /// The last thing worth saying.
    pub status: Option<String>,
    /// What the user did to the articles, as far as it is on disk.
    pub marks: Marks,
    /// Marks that could not be written.
    pub unsaved: Option<Unsaved>,
    /// What the list is limited to.
    pub limited: Limited,
    /// What completes a query.
    pub values: Values,
    /// The day of today.
    pub today: Date,
    /// The keys pressed, as far as they have done nothing yet.
    pub keys: Keys,
    /// What is selected in the list.
    pub selection: Selection,
    /// What was searched in the list.
    pub found: Option<Found>,
    /// The exit code, once the program is to end.
    pub quit: Option<u8>,
    /// Whether nothing but the text is shown.
    pub zen: bool,
    /// What was typed before.
    typing: Typing,
    /// What is still to be done first.
    start: Start,
    /// What the mouse has done to the divider.
    drag: Drag,
    /// What was picked, once the program is to end so.
    pub picked: Option<Vec<Position>>,
    strip: Strip,
    sheet: Option<sheet::Sheet>,
    /// Where the article that is on its way is opened.
    aim: Option<sheet::Aim>,
    /// The token of the comparison that was asked for, and the number of the copy.
    comparing: Option<(u64, usize)>,
    /// The token of the question for what is like an article.
    asked_alike: u64,
    size: (u16, u16),
    /// The token of the search for an unread row.
    seeking: u64,
    /// What waits for an answer, by its token.
    jobs: Vec<(u64, Job)>,
    paused: bool,
    coming: Option<Coming>,
    reading: u64,
    settled: Option<u64>,
    token: u64,
    view: u64,
    trail: Trail,
    returning: Option<Returning>,
    lost: Option<Lost>,
    ahead: Ahead,
    bookmarks: Vec<(char, Position)>,
    last_search: String,
    changed: bool,
}

impl State {
    /// The state before anything has happened.
    #[must_use]
    pub fn new(settings: Settings, marks: Marks, size: (u16, u16)) -> Self {
        let (keymap, _) = Keymap::new(&settings);
        let mut state = Self {
            keymap,
            rows: Rows::default(),
            articles: 0,
            progress: Progress::default(),
            troubles: Vec::new(),
            known: None,
            list: List::default(),
            searching: None,
            reader: None,
            unreadable: None,
            focus: Focus::List,
            overlay: None,
            prompt: None,
            note: None,
            status: None,
            marks,
            unsaved: None,
            limited: Limited::new(&settings),
            values: Values::default(),
            today: Date::default(),
            keys: Keys::default(),
            selection: Selection::default(),
            found: None,
            quit: None,
            zen: false,
            typing: Typing::default(),
            start: Start::default(),
            drag: Drag::default(),
            picked: None,
            comparing: None,
            strip: Strip::default(),
            sheet: None,
            aim: None,
            asked_alike: 0,
            size,
            seeking: 0,
            jobs: Vec::new(),
            paused: false,
            coming: None,
            reading: 0,
            settled: None,
            token: 0,
            view: 0,
            trail: Trail::default(),
            returning: None,
            lost: None,
            ahead: Ahead::default(),
            bookmarks: Vec::new(),
            last_search: String::new(),
            changed: true,
            settings,
        };
        state.fit();
        state
    }

    /// The program was started to have articles picked: a key in the list ends it with those that were.
    pub fn picks(&mut self) {
        self.keymap.pick();
    }

    /// How many articles have come since the limit in force was answered.
    #[must_use]
    pub fn arrived(&self) -> u64 {
        self.known.map_or(0, |known| self.articles.saturating_sub(known))
    }

    /// The terminal's columns and rows.
    #[must_use]
    pub fn size(&self) -> (u16, u16) {
        self.size
    }

    /// Where things are on the screen.
    #[must_use]
    pub fn panes(&self) -> Panes {
        let strip = self.strip_shown();
        Panes::new(self.size, self.focus, self.settings.preview, self.zen, self.drag.split).with_strip(strip)
    }

    /// Whether anything on the screen may have changed since [`take_changed`](Self::take_changed).
    #[must_use]
    pub fn has_changed(&self) -> bool {
        self.changed
    }

    /// Whether anything on the screen may have changed since the last call.
    pub fn take_changed(&mut self) -> bool {
        std::mem::take(&mut self.changed)
    }

    /// Answers one message.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        let mut effects = Vec::new();
        let mut next = self.or_later(msg, &mut effects);
        while let Some(msg) = next {
            self.await_no_more(&msg);
            let mut follow = self.take(msg);
            self.await_answers(&follow);
            effects.append(&mut follow);
            next = self.next_typed(&mut effects);
        }
        effects
    }

    fn take(&mut self, msg: Msg) -> Vec<Effect> {
        let mut effects = Vec::new();
        self.changed |= !self.is_unseen(&msg);
        match msg {
            Msg::Start(today) => {
                self.today = today;
                self.limit(&mut effects);
            }
            Msg::Key(key) => self.key(key, &mut effects),
            Msg::Mouse(event) => self.mouse(event, &mut effects),
            Msg::Paste(text) if self.note.is_some() => self.paste_note(&text),
            Msg::Paste(text) => self.paste(&text, &mut effects),
            Msg::Resize(columns, rows) => self.size = (columns, rows),
            Msg::Timer(timer) => self.timer(timer, &mut effects),
            Msg::Library(event) => self.library(event, &mut effects),
            Msg::Marks(answer) => self.answer(answer, &mut effects),
            Msg::Gathered(gathered) => self.gathered(gathered, &mut effects),
            Msg::Outside(Outcome::Done(said) | Outcome::Failed(said)) => self.status = Some(said),
            Msg::Edited { token, text } => self.edited(token, &text, &mut effects),
            Msg::Drawn => {}
            Msg::Suspend => effects.push(Effect::Suspend),
            Msg::Quit(code) => {
                // Whoever writes a note when the line is cut has not said that it is to go.
                self.keep_note(&mut effects);
                self.leave(code, &mut effects);
            }
        }
        self.fit();
        self.ask_rows(&mut effects);
        self.await_timeline(&mut effects);
        effects
    }

    /// Whether nothing on the screen changes with a message, as with rows that were fetched ahead and are out of sight.
    fn is_unseen(&self, msg: &Msg) -> bool {
        match msg {
            Msg::Library(Event::Rows(rows)) => {
                let came = |position| rows.iter().any(|(other, _)| *other == position);
                !self.list.visible().any(|shown| came(shown.position))
            }
            Msg::Timer(Timer::Counting | Timer::Ahead) => true,
            _ => false,
        }
    }

    /// Asks for the rows near the window of the list that have not come yet.
    fn ask_rows(&mut self, effects: &mut Vec<Effect>) {
        let columns = self.panes().list.map_or(0, |area| usize::from(area.width).saturating_sub(HIT_INDENT));
        self.rows.fit(columns);
        let missing = self.rows.ask(&self.list.near());
        // Those in sight come first, and the others while they are drawn.
        let is_in_sight = |position: &Position| self.list.visible().any(|shown| shown.position == *position);
        let (in_sight, ahead): (Vec<Position>, Vec<Position>) = missing.into_iter().partition(is_in_sight);
        let context = self.limited.matcher.clone().map(|matcher| (matcher, columns));
        for rows in [in_sight, ahead].into_iter().filter(|rows| !rows.is_empty()) {
            effects.push(Effect::Rows(rows, context.clone()));
        }
    }

    /// Whether a row of the window has been asked for and has not come: it will in a moment.
    #[must_use]
    pub fn awaits_rows(&self) -> bool {
        self.list.visible().any(|shown| self.rows.get(shown.position).is_none())
    }

    /// Whether an article is on its way to the reader.
    #[must_use]
    pub fn awaits_article(&self) -> bool {
        self.coming.is_some()
    }

    /// Fits list and reader to their panes.
    fn fit(&mut self) {
        let panes = self.panes();
        if let Some(area) = panes.list {
            let lines = if self.shows_hits() { 2 } else { 1 };
            self.list.resize(usize::from(area.height), lines);
        }
        let window = self.window();
        if let Some(reader) = &mut self.reader {
            reader.resize(window.0, window.1);
        }
    }

    /// Whether the list shows under each headline where the article has what the limit looks for.
    #[must_use]
    pub fn shows_hits(&self) -> bool {
        let room = self.panes().list.is_some_and(|area| area.height >= HITS_FROM);
        room && self.limited.matcher.is_some()
    }

    /// The reader's columns and rows.
    fn window(&self) -> (usize, usize) {
        let area = self.panes().reader.unwrap_or_default();
        let columns = usize::from(area.width.saturating_sub(2)).min(self.settings.measure);
        (columns.max(1), usize::from(area.height))
    }

    /// The scope that the keys are looked up in.
    #[must_use]
    pub fn scope(&self) -> Scope {
        match self.focus {
            Focus::List => Scope::List,
            Focus::Reader => Scope::Reader,
        }
    }

    /// The key that does `action` here, for a message; where it has none, what the palette calls it.
    fn key_of(&self, action: Action) -> String {
        let name = action::entry(action).map_or("", |entry| entry.name);
        self.keymap.label(action, self.scope()).map_or_else(|| format!(":{name}"), str::to_owned)
    }

    /// The next token: answers that carry an older one are no longer wanted.
    fn next_token(&mut self) -> u64 {
        self.token += 1;
        self.token
    }

    /// Ends the program as the user asked. Where marks are not saved, it has to be asked twice.
    fn quit(&mut self, effects: &mut Vec<Effect>) {
        match &mut self.unsaved {
            Some(unsaved) if !unsaved.warned => unsaved.warned = true,
            _ => self.leave(0, effects),
        }
    }

    /// Ends the program with `code`, once the reading position is on its way to the journal.
    fn leave(&mut self, code: u8, effects: &mut Vec<Effect>) {
        self.stop_reading(effects);
        self.quit = Some(code);
    }
}
