//! Rows as they are found, while the folders are still being read for the first time.

use crate::library::bits::Bits;
use crate::library::query::Query;
use crate::library::{Phase, Position};
use crate::marks::Marks;

use super::{Script, Selection};

/// What a query leaves, some of it at a time, in the order in which it is found.
#[derive(Debug)]
pub struct Stream {
    query: Query,
    marks: Marks,
    given: Bits,
    ended: bool,
}

impl Script {
    /// Begins to ask what a query leaves, without waiting for the library.
    pub fn stream(&mut self, query: Query, marks: Marks) -> Stream {
        self.ask(query.clone(), marks.clone());
        Stream { query, marks, given: Bits::default(), ended: false }
    }

    /// The rows that were found since the last call; waits until there are some. `None` once there are no more.
    ///
    /// Of a library that was read before, nothing is handed over until it was compared with what is there.
    pub fn more(&mut self, stream: &mut Stream) -> Option<Selection> {
        while !stream.ended {
            if self.is_current() {
                stream.ended = true;
                let last = self.select(stream.query.clone(), stream.marks.clone())?;
                return Some(stream.new_of(last));
            }
            let view = self.view();
            let is_first = self.progress.phase == Phase::Reading && !self.progress.done;
            if let Some(view) = view.filter(|_| is_first) {
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
    /// The rows of a selection that were not given yet; now they are.
    fn new_of(&mut self, selection: Selection) -> Selection {
        let most = selection.order.iter().max().map_or(0, |most| *most as usize + 1);
        self.given.grow(most);
        let new: Vec<Position> =
            selection.order.iter().copied().filter(|position| !self.given.get(*position as usize)).collect();
        for position in &new {
            self.given.set(*position as usize);
        }
        Selection { order: new.into(), ..selection }
    }
}
