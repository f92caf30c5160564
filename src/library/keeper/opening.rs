//! Opening the index of an earlier run.

use std::io;
use std::sync::Arc;
use std::time::Instant;

use rustc_hash::FxHashMap;

use super::super::bits::Bits;
use super::super::catalogue::{Catalogue, Segment};
use super::super::prints::Prints;
use super::super::store::{Manifest, Store};
use super::super::ties::Ties;
use super::super::{Position, Progress};
use super::growth::Growth;
use super::{Keeper, Published, text};

/// Rows that an opening shows before it reads the order of all.
const FIRST: usize = 1 << 10;

impl Keeper {
    /// Opens the index. One that is damaged or of another version is taken away, and that is said.
    pub(super) fn open(&mut self) {
        match self.load() {
            Ok(true) => {}
            // Where nothing was open either, there is nothing to forget.
            Ok(false) => self.reset(),
            Err(error) => self.rebuild(&error),
        }
        if !self.segments.is_empty() {
            self.publish();
        }
    }

    /// Reads the index as a whole, behind the list that it gave: what is damaged where nothing else would notice is built anew.
    pub(super) fn check(&mut self) {
        let stop = || self.shared.is_stopped();
        let segments = self.segments.iter().filter(|(number, _)| *number > 0);
        let damaged =
            |checked: io::Result<()>| checked.err().filter(|error| error.kind() != io::ErrorKind::Interrupted);
        if let Some(error) = segments.map(|(_, segment)| segment.check(&stop)).find_map(damaged) {
            self.rebuild(&error);
            (self.progress, self.began) = (Progress::default(), Instant::now());
            self.sweep();
        } else if let Some(error) = self.ties.as_ref().and_then(|ties| damaged(ties.check(&stop))) {
            self.say(&format!("{error}; it is made anew"));
            self.ties = None;
        }
    }

    /// Takes away an index that cannot be read, and says so.
    fn rebuild(&mut self, error: &io::Error) {
        // What was written otherwise than it is read says itself what it is.
        let what = if error.kind() == io::ErrorKind::InvalidData { "" } else { "the index cannot be read: " };
        self.say(&format!("{what}{error}; it is built anew"));
        self.reset();
        if self.lock()
            && let Some(Err(error)) = self.store.as_ref().map(Store::wipe)
        {
            self.forget(&error);
        }
    }

    /// Forgets what the index said.
    fn reset(&mut self) {
        self.segments.clear();
        self.growth = Growth::default();
        self.dead = Bits::default();
        self.spread = Arc::default();
        (self.manifest, self.saved) = (Manifest::new(), Manifest::default());
        (self.prints, self.ties) = (Prints::default(), None);
        (self.indexed, self.opened) = (0, 0);
        (self.emptied, self.parted) = (FxHashMap::default(), FxHashMap::default());
    }

    /// Reads the index; `false` when there is none.
    pub(super) fn load(&mut self) -> io::Result<bool> {
        let Some(store) = &self.store else { return Ok(false) };
        let Some(manifest) = store.manifest()? else { return Ok(false) };
        let mut segments = Vec::new();
        let mut rows = 0;
        for &(number, count) in &manifest.segments {
            let segment = store.open(number)?;
            if segment.len() != count {
                return Err(io::Error::new(io::ErrorKind::InvalidData, "the index is damaged"));
            }
            rows += count as usize;
            segments.push((number, segment));
        }
        let dead = manifest.dead(rows);
        if self.segments.is_empty() && rows > FIRST {
            self.show_first(&segments, &dead, &store.order(&manifest, rows, FIRST)?);
        }
        let order = store.order(&manifest, rows, usize::MAX)?;
        if !is_order(&order, rows, &dead) {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "the order of the index is damaged"));
        }
        self.growth = Growth::after(order, rows);
        self.dead = dead;
        self.spread =
            Arc::new(manifest.spread.iter().map(|(key, modified, size)| (*key, (*modified, *size))).collect());
        self.indexed =
            text::indexed(&store.text(), manifest.name).min(Position::try_from(rows).unwrap_or(Position::MAX));
        self.opened = Position::try_from(rows).unwrap_or(Position::MAX);
        self.progress.done = manifest.complete;
        let prints = Prints::open(&store.prints(), manifest.name)?;
        self.prints = if prints.len() as usize <= rows { prints } else { Prints::default() };
        // What is damaged or of another version is made anew.
        self.ties = Ties::open(&store.ties(), manifest.name).ok().flatten().filter(|ties| ties.rows() as usize <= rows);
        self.saved = manifest.clone();
        (self.segments, self.manifest) = (segments, manifest);
        Ok(true)
    }

    /// Shows the rows of the first screens, which need not wait until the order of a million is read.
    fn show_first(&self, segments: &[(u64, Segment)], dead: &Bits, order: &[Position]) {
        let segments = segments.iter().map(|(_, segment)| segment.clone()).collect();
        let catalogue = Catalogue::new(Arc::clone(&self.shown), segments, dead.clone());
        self.show(Published { catalogue, order: order.into(), is_part: true, ..Published::default() });
    }
}

/// Whether all living rows are in an order, each once: a machine that went down may have left any bytes in the file.
fn is_order(order: &[Position], rows: usize, dead: &Bits) -> bool {
    let mut seen = dead.clone();
    seen.grow(rows);
    order.len() + dead.count() == rows && order.iter().all(|position| seen.set(*position as usize))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_has_each_living_row_once() {
        let mut dead = Bits::new(4);
        dead.set(1);
        assert!(is_order(&[3, 0, 2], 4, &dead));
        for broken in [&[][..], &[3, 0], &[3, 0, 0], &[3, 0, 1], &[0, 0, 0, 0], &[3, 0, 2, 1]] {
            assert!(!is_order(broken, 4, &dead), "{broken:?}");
        }
    }
}
