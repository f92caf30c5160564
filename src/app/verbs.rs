//! Verbs: what is done to articles, to one or to many.

use super::gathering::{Form, To};
use super::prompt::Purpose;
use super::reach::{Reach, Targets};
use super::{Effect, Focus, State};
use crate::article::ArticleId;
use crate::layout::grouped;
use crate::library::Position;
use crate::marks::{Change, Mark};

/// Articles from which a verb moved on that are remembered: undo comes back to them.
const REMEMBERED: usize = 256;

/// What is done to articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verb {
    /// They are marked.
    Mark(MarkVerb),
    /// Their text, or something that stands for them, goes somewhere.
    Take(Form, To),
    /// They are written to a file of this name.
    Export(String),
}

/// How articles are marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum MarkVerb {
    /// Read, and a single one that is read unread.
    ToggleRead,
    Read,
    Unread,
    /// Starred, and a single one that is starred not.
    ToggleStar,
    Unstar,
    /// Kept, and a single one that is kept undecided.
    Keep,
    /// Dropped, and a single one that is dropped undecided.
    Drop,
    Undecide,
    /// Tags as they were typed: `+name`, `-name`.
    Tag(String),
}

impl MarkVerb {
    /// What changes, and what it is called. Only a single article has its mark looked at: of many, all are to be alike.
    fn changes(&self, single: Option<&Mark>) -> (String, Vec<Change>) {
        let is = |flag: fn(&Mark) -> bool| single.is_some_and(flag);
        let (label, changes) = match self {
            Self::ToggleRead if is(|mark| mark.read && !mark.changed) => return Self::Unread.changes(single),
            Self::ToggleRead | Self::Read => ("marked read", vec![Change::Read(true)]),
            Self::Unread => ("marked unread", vec![Change::Read(false)]),
            Self::ToggleStar if is(|mark| mark.starred) => return Self::Unstar.changes(single),
            Self::ToggleStar => ("starred", vec![Change::Starred(true)]),
            Self::Unstar => ("star taken away", vec![Change::Starred(false)]),
            Self::Keep if is(|mark| mark.kept) => return Self::Undecide.changes(single),
            Self::Keep => ("kept", vec![Change::Kept(true), Change::Dropped(false)]),
            Self::Drop if is(|mark| mark.dropped) => return Self::Undecide.changes(single),
            Self::Drop => ("dropped", vec![Change::Dropped(true), Change::Kept(false)]),
            Self::Undecide => ("undecided", vec![Change::Kept(false), Change::Dropped(false)]),
            Self::Tag(typed) => {
                let tags = typed.split_whitespace().map(|word| match word.strip_prefix('-') {
                    Some(name) => (name, false),
                    None => (word.strip_prefix('+').unwrap_or(word), true),
                });
                let changes = tags.filter(|(name, _)| !name.is_empty()).map(|(name, on)| Change::tag(name, on));
                return (format!("tagged {}", typed.trim()), changes.collect());
            }
        };
        (label.to_owned(), changes)
    }

    /// Whether it is about what was read.
    fn is_reading(&self) -> bool {
        matches!(self, Self::ToggleRead | Self::Read | Self::Unread)
    }

    /// Whether the cursor goes on to the next article: what was decided need not be looked at any more.
    fn moves_on(&self, single: &Mark) -> bool {
        match self {
            Self::Keep => !single.kept,
            Self::Drop => !single.dropped,
            _ => false,
        }
    }
}

/// What waits for an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Job {
    /// Marks, once the keys of the articles have come; of a single article if so.
    Mark(MarkVerb, bool),
    /// What a query finds is what the next verb is done to, or what is selected.
    Reach,
    Select,
    /// What the view holds, in numbers.
    Statistics,
    /// Text of so many articles that goes somewhere.
    Take(Form, To, usize),
    /// Articles that are written to a file; the answer says how that went.
    Export,
    /// The note of the article, from an editor.
    Edited(ArticleId),
}

impl State {
    /// Does a verb to what was said, counted or selected.
    pub(super) fn verb(&mut self, verb: Verb, count: Option<usize>, effects: &mut Vec<Effect>) {
        let reach = self.take_reach(count);
        self.do_to(verb, reach, effects);
    }

    /// Does a verb to `reach`, and remembers both.
    pub(super) fn do_to(&mut self, verb: Verb, reach: Reach, effects: &mut Vec<Effect>) {
        if reach == Reach::Selected && self.selection.is_ranging() {
            // A range is selected by the verb, so that it can be had again.
            self.select_range();
        }
        let Some(targets) = self.targets(&reach) else { return };
        match verb.clone() {
            Verb::Mark(how) => self.mark_targets(how, targets, effects),
            Verb::Take(form, to) => self.take_text(form, to, targets, effects),
            Verb::Export(name) => self.export(&name, targets, effects),
        }
        if reach == Reach::Selected {
            self.selection.clear();
        }
        self.keys.last = Some((verb, reach));
    }

    /// Does the last verb again.
    pub(super) fn repeat(&mut self, count: Option<usize>, effects: &mut Vec<Effect>) {
        let Some((verb, before)) = self.keys.last.clone() else {
            self.status = Some("nothing was done yet that could be done again".to_owned());
            return;
        };
        let reach = match self.take_reach(count) {
            Reach::This if matches!(before, Reach::Next(_)) => before,
            reach => reach,
        };
        self.do_to(verb, reach, effects);
    }

    /// Asks for what a verb needs; what it is to be done to is settled now.
    pub(super) fn ask_for(&mut self, purpose: Purpose, count: Option<usize>, effects: &mut Vec<Effect>) {
        let reach = self.take_reach(count);
        if self.targets(&reach).is_some() {
            self.ask(purpose, "", effects);
            self.keys.reach = Some(reach);
        }
    }

    fn mark_targets(&mut self, how: MarkVerb, targets: Targets, effects: &mut Vec<Effect>) {
        match targets {
            Targets::One(position, Some(id)) if !how.is_reading() || !self.has_copies(position, id) => {
                self.mark_one(&how, id, None, effects);
            }
            Targets::One(position, _) => self.ask_ids(Job::Mark(how, true), vec![position], effects),
            Targets::Many(positions) => {
                self.status = Some(format!("marking {} articles\u{2026}", grouped(positions.len() as u64)));
                self.ask_ids(Job::Mark(how, false), positions, effects);
            }
        }
    }

    /// Marks an article; its copies are those of the reader, where no others are given.
    fn mark_one(&mut self, how: &MarkVerb, id: ArticleId, copies: Option<Vec<ArticleId>>, effects: &mut Vec<Effect>) {
        let mark = self.marks.get(id);
        let (label, changes) = how.changes(Some(&mark));
        self.settled = Some(self.reading);
        self.mark_with(label, id, changes, copies, effects);
        if how.moves_on(&mark) {
            if let Some(position) = self.current_position() {
                self.keys.moved_on.drain(..self.keys.moved_on.len().saturating_sub(REMEMBERED));
                self.keys.moved_on.push((id, position));
            }
            match self.focus {
                Focus::List if self.list.step(1) => self.preview(effects),
                Focus::List => {}
                Focus::Reader => self.neighbour(1, effects),
            }
        }
    }

    /// Saves changes of one article as a step of the undo history.
    pub(super) fn mark(&mut self, label: String, id: ArticleId, changes: Vec<Change>, effects: &mut Vec<Effect>) {
        self.mark_with(label, id, changes, None, effects);
    }

    fn mark_with(
        &mut self,
        label: String,
        id: ArticleId,
        changes: Vec<Change>,
        copies: Option<Vec<ArticleId>>,
        effects: &mut Vec<Effect>,
    ) {
        let token = self.next_token();
        let copies = copies.or_else(|| self.copies_of(id)).unwrap_or_default();
        let seen = Self::seen_with(copies, &changes);
        effects.push(Effect::Step(label, std::iter::once((vec![id], changes)).chain(seen).collect(), token));
        if let Some(position) = self.reader.as_ref().filter(|reader| reader.id() == id).map(|reader| reader.position) {
            self.seen(position, id, effects);
        }
    }

    /// Remembers `job` until its answer comes.
    pub(super) fn wait_for(&mut self, job: Job) -> u64 {
        let token = self.next_token();
        // Of a kind, the newest counts; what was asked before is not wanted any more, but marks are always made.
        self.jobs.retain(|(_, other)| {
            matches!(other, Job::Mark(..)) || std::mem::discriminant(other) != std::mem::discriminant(&job)
        });
        self.jobs.push((token, job));
        token
    }

    /// The job that an answer is for; once.
    pub(super) fn job(&mut self, token: u64) -> Option<Job> {
        let at = self.jobs.iter().position(|(other, _)| *other == token)?;
        Some(self.jobs.swap_remove(at).1)
    }

    fn ask_ids(&mut self, job: Job, positions: Vec<Position>, effects: &mut Vec<Effect>) {
        let token = self.wait_for(job);
        effects.push(Effect::Ids(positions, token));
    }

    /// The keys of the articles that a verb is done to have come.
    pub(super) fn ids_came(
        &mut self,
        token: u64,
        ids: Vec<ArticleId>,
        copies: Vec<ArticleId>,
        effects: &mut Vec<Effect>,
    ) {
        let Some(Job::Mark(how, single)) = self.job(token) else { return };
        match ids.as_slice() {
            [] => self.status = Some("that article cannot be read".to_owned()),
            [id] if single => self.mark_one(&how, *id, Some(copies), effects),
            _ => {
                let (label, changes) = how.changes(None);
                let token = self.next_token();
                let seen = Self::seen_with(copies, &changes);
                effects.push(Effect::Step(label, std::iter::once((ids, changes)).chain(seen).collect(), token));
            }
        }
    }
}
