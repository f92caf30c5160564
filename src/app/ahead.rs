//! What is typed ahead: each key acts on what the one before it leads to, however fast they come.
//!
//! A limit, a search or a mark is answered by a worker. Keys that come before that wait for it, as they mean the screen that will
//! be there then: of `&ferry`, Enter and `r` typed at once, `r` is for a ferry.

use std::collections::VecDeque;
use std::time::Duration;

use crossterm::event::KeyEvent;

use super::action::Action;
use super::key::Key;
use super::keymap::Lookup;
use super::msg::Question;
use super::{Effect, Focus, Msg, State, Timer};
use crate::library::asks::Ask;
use crate::library::{Event, Position};

/// How long a key waits for one answer: longer than they take, and short enough for a way out where one takes longer.
const WAIT: Duration = Duration::from_millis(250);
/// Marks of so many articles are made within a frame; for those of more no key waits.
const FEW: usize = 1_000;

/// What was typed ahead, and what it waits for.
#[derive(Default)]
pub(super) struct Ahead {
    typed: VecDeque<Msg>,
    awaited: Vec<Question>,
    /// What is no longer waited for.
    given_up: Option<Coming>,
    /// The last key that has done something.
    last: Option<KeyEvent>,
}

/// What the next key is about, and what is still on its way: the article that is opened, or the row under the cursor.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Coming {
    Article(u64),
    Row(Position),
}

impl State {
    /// Keeps what the user did for later, where it has to wait; `None` where it did.
    pub(super) fn or_later(&mut self, msg: Msg, effects: &mut Vec<Effect>) -> Option<Msg> {
        if !is_input(&msg) || self.ahead.typed.is_empty() && !self.must_wait(&msg) {
            return Some(msg);
        }
        if self.ahead.typed.is_empty() {
            effects.push(Effect::Timer(WAIT, Timer::Ahead));
        }
        self.ahead.typed.push_back(msg);
        None
    }

    /// What was typed ahead, once it need not wait any more.
    pub(super) fn next_typed(&mut self, effects: &mut Vec<Effect>) -> Option<Msg> {
        let next = self.ahead.typed.front().filter(|_| self.quit.is_none())?;
        if self.must_wait(next) {
            effects.push(Effect::Timer(WAIT, Timer::Ahead));
            return None;
        }
        self.ahead.typed.pop_front()
    }

    /// Whether the next key means something that is not there yet. What is typed into a line or a note is there at once.
    fn must_wait(&self, next: &Msg) -> bool {
        let is_typing = self.prompt.is_some() || self.note.is_some();
        // A key that is held down passes articles by.
        let repeats = matches!(next, Msg::Key(key) if Some(*key) == self.ahead.last);
        let coming = self.coming(next).filter(|_| !repeats);
        !is_typing && (coming.is_some() && coming != self.ahead.given_up || !self.ahead.awaited.is_empty())
    }

    /// In the list only the row counts, but for a note: what else is done there needs no article, and one may take long to be read.
    fn coming(&self, next: &Msg) -> Option<Coming> {
        let article = self.coming.as_ref().map(|coming| Coming::Article(coming.token));
        if self.focus == Focus::Reader {
            return article;
        }
        let article = article.filter(|_| self.is_for_a_note(next));
        let position = self.list.selected().filter(|_| self.current().is_none());
        let row = position.filter(|position| self.rows.get(*position).is_none());
        article.or(row.map(Coming::Row))
    }

    fn is_for_a_note(&self, next: &Msg) -> bool {
        let Msg::Key(key) = next else { return false };
        let pressed: Vec<Key> = self.keys.pressed.iter().copied().chain([Key::of(*key)]).collect();
        matches!(self.keymap.lookup(self.scope(), &pressed), Lookup::Action(Action::Note | Action::EditNote))
    }

    /// Remembers what is asked.
    pub(super) fn await_answers(&mut self, effects: &[Effect]) {
        for asked in effects.iter().filter_map(asked) {
            self.ahead.awaited.retain(|other| asked.newest.is_none() || other.newest != asked.newest);
            self.ahead.awaited.push(asked);
        }
    }

    /// Forgets what `msg` answers, or what takes too long.
    pub(super) fn await_no_more(&mut self, msg: &Msg) {
        if let Msg::Key(key) = msg {
            self.ahead.last = Some(*key);
        }
        if matches!(msg, Msg::Timer(Timer::Ahead)) {
            self.ahead.awaited.clear();
            self.ahead.given_up = self.ahead.typed.front().and_then(|next| self.coming(next));
        } else if let Some(token) = answered(msg) {
            self.ahead.awaited.retain(|awaited| awaited.token != token);
        }
    }
}

fn is_input(msg: &Msg) -> bool {
    matches!(msg, Msg::Key(_) | Msg::Mouse(_) | Msg::Paste(_))
}

/// What an effect asks, if keys wait for its answer.
fn asked(effect: &Effect) -> Option<Question> {
    let is_awaited = match effect {
        Effect::Limit(..)
        | Effect::Find(..)
        | Effect::Ids(..)
        | Effect::Unread { .. }
        | Effect::Undo(_)
        | Effect::Redo(_) => true,
        Effect::Ask(ask, _) => !matches!(ask, Ask::Nothing),
        Effect::Step(_, articles, _) => articles.iter().map(|(ids, _)| ids.len()).sum::<usize>() <= FEW,
        _ => false,
    };
    effect.question().filter(|_| is_awaited)
}

/// The token of the question that a message answers. Of a search that goes on the first rows are enough.
fn answered(msg: &Msg) -> Option<u64> {
    match msg {
        Msg::Library(Event::View(view)) if view.searching.is_some() && view.order.is_empty() => None,
        msg => msg.answer(),
    }
}
