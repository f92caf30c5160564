//! Marks that a command makes: each is waited for, so that the exit code tells whether they are saved.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::SystemTime;

use super::complain;
use crate::article::{ArticleId, Text};
use crate::config;
use crate::layout::counted;
use crate::marks::{self, Answer, Change, Correction, Entry, Marks, Writer};

/// The writer of marks, and what is known of them.
pub(super) struct Saving {
    writer: Writer,
    answers: Receiver<Answer>,
    pub(super) marks: Marks,
    token: u64,
}

/// The directory of marks; complains where there is none.
pub(super) fn dir() -> Option<PathBuf> {
    let dir = config::dir().map(|dir| dir.join("marks"));
    if dir.is_none() {
        complain("there is no config directory");
    }
    dir
}

/// Lets corrected articles have the marks that they had before. Where that cannot be saved the reader's own marks are no less safe.
pub(super) fn carry(corrections: &[Correction]) {
    if corrections.is_empty() || config::dir().is_none() {
        return;
    }
    let Some(mut saving) = Saving::start() else { return };
    let carried = saving.marks.carried(corrections);
    if !carried.is_empty() {
        saving.token += 1;
        saving.writer.append(carried, saving.token, SystemTime::now());
        saving.wait();
        saving.close();
    }
}

impl Saving {
    /// Loads the marks. What cannot be read is told.
    pub(super) fn start() -> Option<Self> {
        let loaded = marks::load(&dir()?, config::cache().as_deref());
        loaded.problems.iter().for_each(|problem| complain(problem));
        let marks = loaded.marks.clone();
        let (send, answers) = channel();
        let writer = Writer::start(loaded, Box::new(move |answer| drop(send.send(answer))));
        Some(Self { writer, answers, marks, token: 0 })
    }

    /// Saves one step; gives whether it is in the journal.
    pub(super) fn step(&mut self, label: &str, changes: Vec<(ArticleId, Change)>) -> bool {
        self.token += 1;
        self.writer.step(label, changes, self.token, SystemTime::now());
        self.wait()
    }

    /// Takes the last step back; gives what it was, or nothing where there is none.
    pub(super) fn undo(&mut self) -> Option<Text> {
        self.token += 1;
        self.writer.undo(self.token, SystemTime::now());
        self.step_done()
    }

    /// Does the step again that was taken back last; gives what it was.
    pub(super) fn redo(&mut self) -> Option<Text> {
        self.token += 1;
        self.writer.redo(self.token, SystemTime::now());
        self.step_done()
    }

    /// Saves records that have their clocks; gives whether they are in the journal.
    pub(super) fn import(&mut self, entries: Vec<Entry>) -> bool {
        self.token += 1;
        self.writer.import(entries, self.token);
        self.wait()
    }

    /// Waits until all is on the disk; gives whether it is.
    pub(super) fn close(self) -> bool {
        let unsaved = self.writer.close();
        if unsaved > 0 {
            complain("the disk did not confirm the marks in time");
        }
        unsaved == 0
    }

    fn wait(&mut self) -> bool {
        self.saved().is_some()
    }

    fn step_done(&mut self) -> Option<Text> {
        self.saved()?.iter().find_map(|entry| match &entry.change {
            Change::Step(step) => Some(step.label.clone()),
            _ => None,
        })
    }

    /// The records that the last request gave; `None` where it failed, or there was nothing to do.
    fn saved(&mut self) -> Option<Arc<[Entry]>> {
        for answer in &self.answers {
            match answer {
                Answer::Saved { token, marks, entries } => {
                    self.marks = marks;
                    if token == self.token {
                        return Some(entries);
                    }
                }
                Answer::Failed { unsaved, reason, .. } => {
                    let articles = counted(unsaved as u64, "article", "articles");
                    complain(&format!("the marks of {articles} were not saved: {reason}"));
                    return None;
                }
                Answer::Arrived { marks } => self.marks = marks,
                Answer::Nothing { .. } | Answer::Unchanged { .. } => return None,
                Answer::Synced => {}
            }
        }
        None
    }
}
