//! What a verb is done to.

use std::sync::Arc;

use super::{Effect, Focus, State};
use crate::article::ArticleId;
use crate::layout::{counted, grouped};
use crate::library::Position;

/// What to say where a verb finds nothing to be done to.
pub(super) const NOTHING: &str = "there is no article here";

/// What a verb is done to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The article under the cursor or in the reader.
    This,
    /// So many articles from the cursor down.
    Next(usize),
    /// What is selected, as far as the view has it.
    Selected,
    /// The article under the cursor and all above it.
    Above,
    /// The article under the cursor and all below it.
    Below,
    /// The whole view.
    All,
    /// These rows of the view.
    These(Arc<[Position]>),
}

/// The articles that a verb is done to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Targets {
    /// One, with its key where that is known.
    One(Position, Option<ArticleId>),
    /// So many, by their positions.
    Many(Vec<Position>),
}

impl Targets {
    pub(super) fn positions(self) -> Vec<Position> {
        match self {
            Self::One(position, _) => vec![position],
            Self::Many(positions) => positions,
        }
    }
}

impl State {
    /// The row under the cursor, or that of the article in the reader.
    pub(super) fn current_position(&self) -> Option<Position> {
        match self.focus {
            Focus::Reader => self.reader.as_ref().map(|reader| reader.position),
            Focus::List => self.list.selected(),
        }
    }

    /// What the next verb is done to: what was said before it, or the count, or the selection of the list, or this one.
    pub(super) fn take_reach(&mut self, count: Option<usize>) -> Reach {
        if let Some(reach) = self.keys.reach.take() {
            return reach;
        }
        match count {
            Some(count) if count > 1 => Reach::Next(count),
            None if self.focus == Focus::List && !self.selection.is_empty() => Reach::Selected,
            _ => Reach::This,
        }
    }

    /// The articles that are meant; `None` where there are none, or not yet all, which the status line then says.
    pub(super) fn targets(&mut self, reach: &Reach) -> Option<Targets> {
        if let (Some((done, all)), Reach::Above | Reach::Below | Reach::All) = (self.searching, reach) {
            let (done, all) = (grouped(done), grouped(all));
            self.status = Some(format!("{done} of {all} articles are searched so far: nothing was done yet"));
            return None;
        }
        let cursor = self.list.cursor();
        let order = self.list.order();
        let part = |from: usize, to: usize| order.get(from..to.min(order.len())).unwrap_or_default().to_vec();
        let many = match reach {
            Reach::This => {
                let Some(position) = self.current_position() else {
                    self.status = Some(NOTHING.to_owned());
                    return None;
                };
                return Some(Targets::One(position, self.current()));
            }
            Reach::Next(count) => part(cursor, cursor.saturating_add(*count)),
            Reach::Selected => self.selection.within(order, cursor),
            Reach::Above => part(0, cursor + 1),
            Reach::Below => part(cursor, order.len()),
            Reach::All => order.to_vec(),
            Reach::These(positions) => positions.to_vec(),
        };
        if many.is_empty() {
            let why = match reach {
                Reach::Selected if self.selection.is_empty() => "nothing is selected",
                Reach::Selected => "no selected article is in the list",
                _ => NOTHING,
            };
            self.status = Some(why.to_owned());
            return None;
        }
        Some(Targets::Many(many))
    }

    /// The next verb is to be done to `reach`.
    pub(super) fn reach(&mut self, reach: Reach) {
        self.keys.reach = Some(reach);
    }

    /// In words, with the number of articles: what the next verb is done to.
    #[must_use]
    pub fn reached(&self, reach: &Reach) -> String {
        let (len, cursor) = (self.list.len(), self.list.cursor());
        let (what, count) = match reach {
            Reach::This => return "this article".to_owned(),
            Reach::Next(count) => ("the next", (*count).min(len.saturating_sub(cursor))),
            Reach::Selected => ("the selected", self.selection.len(cursor)),
            Reach::Above => ("this and all above", (cursor + 1).min(len)),
            Reach::Below => ("this and all below", len.saturating_sub(cursor)),
            Reach::All => ("all", len),
            Reach::These(positions) => ("found", positions.len()),
        };
        format!("{what}: {}", counted(count as u64, "article", "articles"))
    }

    /// Has the next verb done to what a query finds: asks for the query.
    pub(super) fn reach_by_query(&mut self, effects: &mut Vec<Effect>) {
        self.ask(super::prompt::Purpose::ForQuery, "", effects);
    }
}
