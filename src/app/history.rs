//! Undo of marks, and the way back through the articles.

use crate::article::ArticleId;
use crate::library::Position;
use crate::marks;

/// One step of the undo history: what was done, and what takes it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The changes.
    pub done: Vec<(ArticleId, marks::Change)>,
    /// What takes them back.
    pub undone: Vec<(ArticleId, marks::Change)>,
    /// What it was, in words: "marked read".
    pub what: &'static str,
}

/// The undo history.
#[derive(Debug, Default)]
pub struct Undo {
    done: Vec<Step>,
    undone: Vec<Step>,
}

impl Undo {
    /// Remembers a new step; what was undone before cannot be redone any more.
    pub fn push(&mut self, step: Step) {
        self.done.push(step);
        self.undone.clear();
    }

    /// Takes the last step back.
    pub fn undo(&mut self) -> Option<&Step> {
        let step = self.done.pop()?;
        self.undone.push(step);
        self.undone.last()
    }

    /// Does the step again that was taken back last.
    pub fn redo(&mut self) -> Option<&Step> {
        let step = self.undone.pop()?;
        self.done.push(step);
        self.done.last()
    }
}

/// A place in the history of articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visit {
    /// The article.
    pub article: Position,
    /// The block and the byte of it that stood at the top.
    pub top: (usize, usize),
    /// The story link that had the focus, by section and item.
    pub link: Option<(usize, usize)>,
}

/// The way back and forth, as in a browser.
#[derive(Debug, Default)]
pub struct Trail {
    back: Vec<Visit>,
    forward: Vec<Visit>,
}

impl Trail {
    /// Leaves `from` for a new place.
    pub fn leave(&mut self, from: Visit) {
        self.back.push(from);
        self.forward.clear();
    }

    /// Goes back from `from`.
    pub fn back(&mut self, from: Option<Visit>) -> Option<Visit> {
        let to = self.back.pop()?;
        self.forward.extend(from);
        Some(to)
    }

    /// Goes forward from `from`.
    pub fn forward(&mut self, from: Option<Visit>) -> Option<Visit> {
        let to = self.forward.pop()?;
        self.back.extend(from);
        Some(to)
    }
}
