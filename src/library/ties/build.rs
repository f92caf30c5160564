//! Working ties out of prints.

use std::fs::{self, File};
use std::io::{self, Cursor, Seek, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use super::super::Position;
use super::super::bits::Bits;
use super::super::catalogue::stamp::NO_DAY;
use super::super::catalogue::{Bytes, Catalogue};
use super::super::headlines;
use super::super::prints::{Kind, Prints};
use super::file::{Counts, Out, Part, Ties};
use super::{copies, links, pairs, recurring, shared};

/// Bytes of entries that are sorted at once.
pub(super) const TOGETHER: usize = 16 << 20;

/// What ties are worked out of.
pub(crate) struct Sources<'a> {
    pub(crate) prints: &'a Prints,
    pub(crate) catalogue: &'a Catalogue,
    /// Gives up when it is set.
    pub(crate) stop: &'a AtomicBool,
    /// The day of each article, by position, counted from 1970; [`NO_DAY`] of an undated one.
    days: Vec<i32>,
}

impl<'a> Sources<'a> {
    /// Ties of these prints, of a catalogue that has their rows at least.
    ///
    /// # Errors
    ///
    /// When the index cannot be read.
    pub(crate) fn new(prints: &'a Prints, catalogue: &'a Catalogue, stop: &'a AtomicBool) -> io::Result<Self> {
        Ok(Self { prints, catalogue, stop, days: catalogue.days()? })
    }

    pub(super) fn rows(&self) -> Position {
        self.prints.len().min(self.catalogue.len())
    }

    pub(super) fn day(&self, position: Position) -> Option<i32> {
        self.days.get(position as usize).copied().filter(|day| *day != NO_DAY)
    }

    pub(super) fn dead(&self) -> &Bits {
        &self.catalogue.dead
    }

    pub(super) fn is_alive(&self, position: Position) -> bool {
        position < self.rows() && !self.catalogue.dead.get(position as usize)
    }

    pub(super) fn check(&self) -> io::Result<()> {
        if self.stop.load(Ordering::Relaxed) { Err(io::ErrorKind::Interrupted.into()) } else { Ok(()) }
    }

    /// How many numbers of a kind there are.
    pub(super) fn count(&self, kind: Kind) -> u64 {
        self.prints.blocks().iter().map(|block| block.count(kind)).sum()
    }
}

/// How many parts so many entries are gone through in, and room for those of one.
pub(super) fn parts<T>(entries: u64) -> (u64, Vec<T>) {
    let together = TOGETHER / size_of::<T>().max(1);
    let parts = entries.div_ceil(together as u64).max(1);
    // Keys are hashes, but the parts are not quite the same.
    let room = usize::try_from(entries / parts).unwrap_or(together);
    (parts, Vec::with_capacity(room + room / 16))
}

/// Works out the ties, of the index of this name, into a file or into memory. `Interrupted` when it was told to stop.
///
/// # Errors
///
/// When prints cannot be read, or the file cannot be written.
pub(crate) fn build(sources: &Sources<'_>, name: u64, path: Option<&Path>) -> io::Result<Ties> {
    let Some(path) = path else {
        let mut bytes = Cursor::new(Vec::new());
        write(sources, name, None, &mut bytes)?;
        let bytes = bytes.into_inner();
        let length = bytes.len() as u64;
        return Ties::of(Bytes::Memory(bytes.into()), name, length);
    };
    let new = path.with_extension("new");
    let mut file = File::create(&new)?;
    let written = pairs::scratch(path)
        .and_then(|scratch| write(sources, name, Some(scratch), &mut file))
        .and_then(|()| file.sync_data())
        .and_then(|()| fs::rename(&new, path));
    if let Err(error) = written {
        // What is left of a file on a full disk only takes room.
        drop(fs::remove_file(new));
        return Err(error);
    }
    Ties::open(path, name)?.ok_or_else(super::super::prints::damaged)
}

fn write(sources: &Sources<'_>, name: u64, scratch: Option<File>, to: &mut (impl Write + Seek)) -> io::Result<()> {
    let mut out = Out::new(to)?;
    let mut counts = vec![Counts::default(); sources.rows() as usize];
    out.numbers(Part::Headlines, headlines::order(sources.catalogue, sources.rows())?.into_iter())?;
    links::write(sources, scratch, &mut out, &mut counts)?;
    let boilerplate = shared::write(sources, &mut out, &mut counts)?;
    copies::write(sources, &boilerplate, &mut out, &mut counts)?;
    recurring::write(sources, &mut out, &mut counts)?;
    for counts in counts {
        out.add(Part::Counts, &counts.bytes())?;
    }
    out.finish(name, sources.rows(), sources.dead().count())
}
