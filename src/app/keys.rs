//! From key presses to actions: counts, sequences, and letters that name something.

use crossterm::event::KeyEvent;

use super::action::Action;
use super::key::Key;
use super::keymap::Lookup;
use super::reach::Reach;
use super::verbs::Verb;
use super::{Effect, Overlay, State, commands};
use crate::article::ArticleId;
use crate::config::Complaint;
use crate::library::Position;

/// The greatest count: more rows than any library has.
const MOST: usize = 9_999_999;

/// What was pressed and has done nothing yet.
#[derive(Debug, Default)]
pub struct Keys {
    /// The keys of a sequence that is not complete.
    pub pressed: Vec<Key>,
    /// The number before a key.
    pub count: Option<usize>,
    /// An action that waits for a letter.
    pub letter: Option<Action>,
    /// What the next verb is done to.
    pub reach: Option<Reach>,
    /// The articles from which a verb moved on, and where they stand.
    pub(super) moved_on: Vec<(ArticleId, Position)>,
    /// The verb done last, and to what.
    pub(super) last: Option<(Verb, Reach)>,
}

impl State {
    pub(super) fn key(&mut self, event: KeyEvent, effects: &mut Vec<Effect>) {
        self.status = None;
        if self.note.is_some() {
            self.note_key(event, effects);
            return;
        }
        if self.prompt.is_some() {
            self.prompt_key(event, effects);
            return;
        }
        let key = Key::of(event);
        // Menus and hints take each letter for themselves, but not the keys that stop the program and draw it anew.
        if self.overlay.is_some()
            && key.letter().is_none()
            && let Lookup::Action(action) = self.keymap.lookup(self.scope(), &[key])
            && action.is_of_terminal()
        {
            return commands::act(self, action, None, effects);
        }
        match &self.overlay {
            Some(Overlay::Hints(..)) => return self.hint_key(key, effects),
            Some(Overlay::Menu(_)) => return self.menu_key(key, effects),
            Some(Overlay::Stories(..)) => {
                self.story_key(key, effects);
                return;
            }
            _ => {}
        }
        if let Some(action) = self.keys.letter.take() {
            self.bookmark(action, key, effects);
            return;
        }
        let digit = key.letter().and_then(|letter| letter.to_digit(10));
        if let Some(digit) = digit.filter(|digit| *digit > 0 || self.keys.count.is_some())
            && self.keys.pressed.is_empty()
        {
            let count = self.keys.count.unwrap_or(0).saturating_mul(10).saturating_add(digit as usize);
            self.keys.count = Some(count.min(MOST));
            return;
        }
        if self.brush_key(key, effects) {
            return;
        }
        self.keys.pressed.push(key);
        match self.keymap.lookup(self.scope(), &self.keys.pressed) {
            Lookup::Action(action) => {
                self.keys.pressed.clear();
                let count = self.keys.count.take();
                if let Some(unsaved) = &mut self.unsaved {
                    unsaved.warned &= matches!(action, Action::Quit | Action::BackOrQuit | Action::Pick);
                }
                commands::act(self, action, count, effects);
            }
            Lookup::Prefix => {}
            Lookup::Nothing => {
                self.keys.pressed.clear();
                self.keys.count = None;
                self.keys.reach = None;
            }
        }
    }

    /// Remembers the article under the cursor by a letter, or goes to the one remembered so.
    fn bookmark(&mut self, action: Action, key: Key, effects: &mut Vec<Effect>) {
        let Some(letter) = key.letter().filter(|letter| !letter.is_control()) else {
            return;
        };
        if action == Action::SetBookmark {
            let Some(position) = self.current_position() else { return };
            self.bookmarks.retain(|(other, _)| *other != letter);
            self.bookmarks.push((letter, position));
            let key = self.keymap.label(Action::GoToBookmark, self.scope()).unwrap_or("'");
            self.status = Some(format!("{key}{letter} comes back to this article"));
            return;
        }
        let known = self.bookmarks.iter().find(|(other, _)| *other == letter);
        match known.map(|(_, position)| *position) {
            Some(position) => self.jump(position, effects),
            None => self.status = Some(format!("no article is remembered as {letter}")),
        }
    }
}

/// What to say of a configuration that is wrong: the first complaint, and how many there are.
#[must_use]
pub fn complaint(complaints: &[Complaint]) -> Option<String> {
    let first = complaints.first()?.brief();
    Some(match complaints.len() {
        1 => first,
        count => format!("{first} (and {} more: dateline config)", count - 1),
    })
}
