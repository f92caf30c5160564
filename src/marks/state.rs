//! The merged marks.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Change, Clock, Entry, Mark};
use crate::article::ArticleId;

/// Marks are split by article so that a change, while a clone is alive, copies a part of them instead of all.
const SHARDS: u128 = 256;

/// The merged marks. Clones are cheap: they share what neither has changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Empty, or [`SHARDS`] maps.
    shards: Arc<Vec<Arc<Shard>>>,
    len: usize,
}

type Shard = HashMap<ArticleId, Registers>;

/// The winner so far for each field of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Registers {
    read: Option<Winner>,
    starred: Option<Winner>,
    position: Option<Winner>,
}

/// The order of the fields is the rule of merging.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Winner {
    clock: Clock,
    device: Arc<str>,
    change: Change,
}

impl Registers {
    fn of(&self, change: Change) -> Option<&Winner> {
        match change {
            Change::Read(_) => self.read.as_ref(),
            Change::Starred(_) => self.starred.as_ref(),
            Change::Position(_) => self.position.as_ref(),
        }
    }

    fn of_mut(&mut self, change: Change) -> &mut Option<Winner> {
        match change {
            Change::Read(_) => &mut self.read,
            Change::Starred(_) => &mut self.starred,
            Change::Position(_) => &mut self.position,
        }
    }

    fn mark(&self) -> Mark {
        let mut mark = Mark::default();
        for winner in [&self.read, &self.starred, &self.position].into_iter().flatten() {
            match winner.change {
                Change::Read(value) => mark.read = value,
                Change::Starred(value) => mark.starred = value,
                Change::Position(value) => mark.position = Some(value),
            }
        }
        mark
    }
}

impl Marks {
    /// What the reader did to an article; nothing, for one without marks.
    #[must_use]
    pub fn get(&self, article: ArticleId) -> Mark {
        self.registers(article).map(Registers::mark).unwrap_or_default()
    }

    /// How many articles have been marked, whatever their marks say now.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether no article was ever marked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Merges an entry; gives whether it won.
    ///
    /// The greatest (clock, device, value) wins for each article and field, so the order of calls does not matter.
    pub fn apply(&mut self, entry: &Entry) -> bool {
        let Entry { article, change, clock, ref device } = *entry;
        let new = Winner { clock, device: Arc::clone(device), change };
        let old = self.registers(article);
        if old.and_then(|old| old.of(change)).is_some_and(|old| *old >= new) {
            return false;
        }
        let shards = Arc::make_mut(&mut self.shards);
        if shards.is_empty() {
            shards.resize_with(shard_of(ArticleId(SHARDS - 1)) + 1, Arc::default);
        }
        let Some(shard) = shards.get_mut(shard_of(article)) else {
            return false;
        };
        let shard = Arc::make_mut(shard);
        let before = shard.len();
        *shard.entry(article).or_default().of_mut(change) = Some(new);
        self.len += shard.len() - before;
        true
    }

    /// The clock of the value that a change would replace.
    pub(super) fn clock(&self, article: ArticleId, change: Change) -> Option<Clock> {
        self.registers(article)?.of(change).map(|winner| winner.clock)
    }

    fn registers(&self, article: ArticleId) -> Option<&Registers> {
        self.shards.get(shard_of(article))?.get(&article)
    }
}

fn shard_of(article: ArticleId) -> usize {
    usize::try_from(article.0 % SHARDS).unwrap_or_default()
}
