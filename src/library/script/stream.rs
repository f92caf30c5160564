//! Rows as they are found: while the folders are read for the first time, or before all known files were looked at.

use std::sync::{Arc, Mutex, PoisonError};

use crate::library::bits::Bits;
use crate::library::query::Query;
use crate::library::{Phase, Position};
use crate::marks::{Correction, Marks};

use super::{Script, Selection};

/// What a query leaves, some of it at a time.
#[derive(Debug)]
pub struct Stream {
    query: Query,
    marks: Marks,
    /// Also what is found while there is no index yet, in the order in which it is found.
    any_order: bool,
    given: Bits,
    /// What was given and then left out, as its file had changed.
    left_out: Arc<Mutex<Vec<Position>>>,
    began: bool,
    ended: bool,
}

impl Script {
    /// Begins to ask what a query leaves, without waiting for the library.
    ///
    /// Where there is an index, all that it knows comes first, in the order of the query: with the files that came since, without
    /// those that changed or went. What changed comes at the end. Where there is none, everything comes at the end, in order; but
    /// with `any_order`, as it is found.
    pub fn stream(&mut self, query: Query, marks: Marks, any_order: bool) -> Stream {
        self.ask(query.clone(), marks.clone());
        Stream { query, marks, any_order, given: Bits::default(), left_out: Arc::default(), began: false, ended: false }
    }

    /// The rows that were found since the last call; waits until there are some. `None` once there are no more. What changed is
    /// selected by the marks that `corrected` gives, which lets corrected articles have those that they had.
    pub fn more(
        &mut self,
        stream: &mut Stream,
        corrected: &mut dyn FnMut(&[Correction]) -> Marks,
    ) -> Option<Selection> {
        while !stream.ended {
            if self.is_current() {
                stream.ended = true;
                let corrections = self.corrections();
                if !corrections.is_empty() {
                    stream.marks = corrected(&corrections);
                }
                let last = self.select(stream.query.clone(), stream.marks.clone())?;
                return Some(stream.new_of(last));
            }
            if self.progress.arrived && !stream.began {
                stream.began = true;
                let mut known = self.select(stream.query.clone(), stream.marks.clone())?;
                known.left_out = Some(Arc::clone(&stream.left_out));
                return Some(stream.new_of(known));
            }
            let view = self.view();
            // Before anything was told, a view may be of an index.
            let is_first = self.progress.phase == Phase::Reading && !self.progress.done && self.progress.files > 0;
            if let Some(view) = view.filter(|_| is_first && stream.any_order) {
                let new = stream.new_of(self.selection(&view));
                if !new.is_empty() {
                    return Some(new);
                }
            }
            if !self.hear() {
                stream.ended = true;
            }
        }
        None
    }
}

impl Stream {
    /// The marks by which rows are selected.
    #[must_use]
    pub fn marks(&self) -> &Marks {
        &self.marks
    }

    /// The rows of a selection that were not given yet; now they are.
    fn new_of(&mut self, selection: Selection) -> Selection {
        let most = selection.order.iter().max().map_or(0, |most| *most as usize + 1);
        self.given.grow(most);
        // Those that are there now are as their files are now.
        for position in self.left_out.lock().unwrap_or_else(PoisonError::into_inner).drain(..) {
            self.given.clear(position as usize);
        }
        let new: Vec<Position> =
            selection.order.iter().copied().filter(|position| !self.given.get(*position as usize)).collect();
        for position in &new {
            self.given.set(*position as usize);
        }
        Selection { order: new.into(), ..selection }
    }
}
