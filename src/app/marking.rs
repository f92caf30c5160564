//! Marks: what makes an article read, and how marks are set, saved and undone.

use std::time::Duration;

use super::verbs::Job;
use super::{Effect, Focus, State, Timer, Unsaved};
use crate::layout::grouped;
use crate::marks::{Answer, Change, Entry, Marks, StepKind};

/// How long the end of an article must be in view when it was there from the start.
const END_IN_VIEW: Duration = Duration::from_secs(2);

impl State {
    /// A reading starts: from now on time counts.
    pub(super) fn start_reading(&mut self, effects: &mut Vec<Effect>) {
        self.reading += 1;
        if self.settings.read_after > Duration::ZERO {
            effects.push(Effect::Timer(self.settings.read_after, Timer::InView(self.reading)));
        }
        if self.reader.as_ref().is_some_and(super::reader::Reader::at_end) {
            effects.push(Effect::Timer(END_IN_VIEW, Timer::EndSeen(self.reading)));
        }
    }

    /// A reading ends: where it stood is kept.
    pub(super) fn stop_reading(&mut self, effects: &mut Vec<Effect>) {
        if self.focus != Focus::Reader {
            return;
        }
        self.reading += 1;
        if let Some(reader) = &self.reader {
            let position = reader.reading_position();
            let before = self.marks.get(reader.id()).position.unwrap_or_default();
            if position != before {
                let changes = vec![(reader.id(), Change::Position(position))];
                let token = self.next_token();
                effects.push(Effect::Mark(changes, token));
            }
        }
    }

    /// The reader scrolled: when that brought the end into view, the article is read.
    pub(super) fn end_seen(&mut self, effects: &mut Vec<Effect>) {
        if self.reader.as_ref().is_some_and(super::reader::Reader::at_end) {
            self.read_by_reading(effects);
        }
    }

    pub(super) fn timer(&mut self, timer: Timer, effects: &mut Vec<Effect>) {
        let (reading, seen) = match timer {
            Timer::InView(reading) => (reading, true),
            Timer::EndSeen(reading) => (reading, self.reader.as_ref().is_some_and(super::reader::Reader::at_end)),
            Timer::Counting => return self.ask_timeline(effects),
            Timer::Ahead => return,
        };
        let still = reading == self.reading && self.focus == Focus::Reader;
        if still && seen {
            self.read_by_reading(effects);
        }
    }

    /// Marks the article read, once a reading: what the user then takes back stays so.
    fn read_by_reading(&mut self, effects: &mut Vec<Effect>) {
        if self.settled == Some(self.reading) {
            return;
        }
        self.settled = Some(self.reading);
        if let Some(id) = self.current().filter(|&id| !self.marks.get(id).read) {
            self.mark("marked read".to_owned(), id, vec![Change::Read(true)], effects);
        }
    }

    /// Takes the last step back. Marks of which it is still being found out what they are for are called off instead.
    pub(super) fn undo_mark(&mut self, effects: &mut Vec<Effect>) {
        let open = self.jobs.iter().filter(|(_, job)| matches!(job, Job::Mark(..))).map(|(token, _)| *token).max();
        if let Some(token) = open {
            self.jobs.retain(|(other, _)| *other != token);
            self.status = Some("called off before anything was marked".to_owned());
            return;
        }
        let token = self.next_token();
        effects.push(Effect::Undo(token));
    }

    pub(super) fn redo_mark(&mut self, effects: &mut Vec<Effect>) {
        let token = self.next_token();
        effects.push(Effect::Redo(token));
    }

    pub(super) fn answer(&mut self, answer: Answer, effects: &mut Vec<Effect>) {
        match answer {
            Answer::Saved { entries, marks, .. } => {
                self.unsaved = None;
                self.take_marks(marks);
                let kind = match entries.first().map(|entry| &entry.change) {
                    Some(Change::Step(step)) => step.kind,
                    _ => StepKind::Do,
                };
                if kind != StepKind::Do {
                    self.go_to_undone(&entries, effects);
                }
                if kind == StepKind::Undo {
                    self.limit_undone(&entries, effects);
                }
                self.status = self.said(&entries).or(self.status.take());
            }
            Answer::Arrived { marks } => self.take_marks(marks),
            Answer::Nothing { .. } => self.status = Some("nothing to undo or redo".to_owned()),
            Answer::Failed { unsaved: count, reason, .. } => {
                let warned = self.unsaved.as_ref().is_some_and(|unsaved| unsaved.warned);
                self.unsaved = Some(Unsaved { count, reason, warned });
            }
            Answer::Unchanged { .. } => self.status = Some("that is so already".to_owned()),
            Answer::Synced => {}
        }
    }

    /// Puts the cursor on the article of which a step was taken back, or done again, where it had moved on from it.
    fn go_to_undone(&mut self, entries: &[Entry], effects: &mut Vec<Effect>) {
        let Some(entry) = entries.get(1).filter(|_| self.focus == Focus::List) else { return };
        let moved_on = self.keys.moved_on.iter().rfind(|(article, _)| *article == entry.article);
        let is_single = entries.iter().skip(1).all(|other| other.article == entry.article);
        if let Some((_, position)) = moved_on.copied().filter(|_| is_single)
            && self.list.select(position)
        {
            self.preview(effects);
        }
    }

    fn take_marks(&mut self, marks: Marks) {
        self.marks = marks;
        self.rows.ask_again();
        if let Some(reader) = &mut self.reader {
            let note = self.marks.get(reader.id()).note;
            reader.set_note(note);
        }
    }

    /// What to say of records that are saved now: only of a step.
    fn said(&self, entries: &[Entry]) -> Option<String> {
        let Some(Change::Step(step)) = entries.first().map(|entry| &entry.change) else {
            return None;
        };
        // The records of an article stand together.
        let own = entries.iter().skip(1).filter(|entry| !matches!(entry.change, Change::SeenCopy(_)));
        let articles = own.map(|entry| entry.article);
        let mut count = 0_u64;
        articles.fold(None, |before, article| {
            count += u64::from(before != Some(article));
            Some(article)
        });
        let what = match count {
            0 | 1 => step.label.to_string(),
            count => format!("{} {}", grouped(count), step.label),
        };
        Some(match step.kind {
            StepKind::Do => {
                let key = self.keymap.labels(super::action::Action::Undo).next().unwrap_or("undo");
                format!("{what}; {key} undoes")
            }
            StepKind::Undo => format!("undone: {what}"),
            StepKind::Redo => format!("again: {what}"),
        })
    }
}
