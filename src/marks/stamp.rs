//! Gives changes their clocks.

use std::sync::Arc;
use std::time::SystemTime;

use super::change::Step;
use super::{Change, Clock, Entry, Marks};
use crate::article::ArticleId;

/// Stamps the changes of one process: each gets a clock beyond the one before and beyond what it replaces.
pub(super) struct Stamper {
    device: Arc<str>,
    last: Clock,
}

impl Stamper {
    pub(super) fn new(device: &str) -> Self {
        Self { device: device.into(), last: Clock::default() }
    }

    pub(super) fn device(&self) -> &str {
        &self.device
    }

    /// The records of changes; those of a step begin with its own, and say what they replace.
    pub(super) fn stamp(
        &mut self,
        marks: &Marks,
        changes: Vec<(ArticleId, Change)>,
        step: Option<Step>,
        now: SystemTime,
    ) -> Vec<Entry> {
        let now = Clock::at(now);
        let is_step = step.is_some();
        let mut entries = Vec::with_capacity(changes.len() + 1);
        if let Some(step) = step {
            let clock = now.max(self.last.next());
            self.last = clock;
            let change = Change::Step(Arc::new(step));
            entries.push(Entry { article: ArticleId(0), change, old: None, clock, device: Arc::clone(&self.device) });
        }
        for (article, change) in changes {
            let (replaced, old) = match marks.register(article, &change) {
                Some((clock, old)) => (clock, old.filter(|_| is_step)),
                None => (Clock::default(), None),
            };
            let clock = now.max(replaced.max(self.last).next());
            self.last = clock;
            entries.push(Entry { article, change, old, clock, device: Arc::clone(&self.device) });
        }
        entries
    }
}
