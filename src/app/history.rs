//! The way back through the articles.

use crate::library::Position;

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

    /// Lets an article that has another row now have its places in it.
    pub fn rewrite(&mut self, before: Position, now: Position) {
        for visit in self.back.iter_mut().chain(&mut self.forward).filter(|visit| visit.article == before) {
            visit.article = now;
        }
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
