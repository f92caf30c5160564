//! What the reader did to the articles: read, starred, how far.
//!
//! Marks are precious. They live in the config directory, in journals that are only ever added to:
//!
//! ```text
//! marks/.gitattributes                                     *.journal merge=union
//! marks/<device>/<start-millis>-<pid>-<random>.journal     one a run of the program
//! ```
//!
//! A journal is made at the first mark of a run and is written by no other process. The device is the host's name and
//! eight hex digits of a hash of `/etc/machine-id`, so that a directory may be shared between machines by any means
//! that copies files: two machines never write the same file, and the order in which journals arrive does not matter.
//!
//! # The record
//!
//! One line of UTF-8 text for each change of a field, with these parts between tabs, ended by a line feed:
//!
//! | part | form |
//! |---|---|
//! | version | `1` |
//! | [clock](Clock) | Unix time in milliseconds as 13 digits, a full stop, a counter: `1706630400000.0` |
//! | device | the name of the directory |
//! | article | 32 hex digits |
//! | field | `read`, `starred` or `position` |
//! | value | `1` or `0`; for a position the paragraph and the byte offset: `12:345` |
//! | checksum | the first 8 hex digits of the BLAKE3 hash of everything before, its tab included |
//!
//! # Reading
//!
//! [`load()`] reads every journal of every device. Lines end in LF or CRLF. A line whose checksum is wrong was cut or
//! damaged: it is skipped and counted. A line with a right checksum but another version, field or value comes from
//! another version of the program: it is left alone and not counted.
//!
//! # Merging
//!
//! For each article and field the greatest (clock, device, value) wins, so journals may be read in any order and more
//! than once. A new mark's clock is at least the time of day, and exceeds both the clock of the value that it replaces
//! and every earlier clock of its process: what the reader did last wins, also after the machine's clock was set back.
//!
//! # Writing
//!
//! [`Writer`] is a thread. A record is one `write`; many changes at once are written in pieces of up to 64 KiB. After a
//! short or failed write the journal is given up and the lines that are not wholly in it go to a new one: a torn line is
//! never continued. A journal is synced to the disk within a second. After a failed sync, which the system does not
//! report twice, everything since the last good one is written again to a new journal.

mod base;
mod change;
mod chores;
mod clock;
mod compact;
mod device;
mod export;
mod folder;
mod journals;
mod load;
mod queue;
mod record;
mod snapshot;
mod stamp;
mod state;
mod undo;
mod writer;

#[cfg(test)]
mod tests;

use std::sync::Arc;

pub use change::{Change, Mark, Place, Position, Step, StepKind};
pub use clock::{Clock, NoClock};
pub use export::{Imported, export, import};
pub use load::{Loaded, load};
pub use state::Marks;
pub use writer::{Answer, Writer};

use crate::article::ArticleId;

/// A record of a journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The article.
    pub article: ArticleId,
    /// What changed.
    pub change: Change,
    /// What it was before, where that is needed to take the change back.
    pub old: Option<Change>,
    /// When.
    pub clock: Clock,
    /// On which device.
    pub device: Arc<str>,
}

impl Entry {
    /// A line that this version of the program does not understand, as it stands.
    fn foreign(line: &str) -> Self {
        let change = Change::Foreign(line.into());
        Self { article: ArticleId(0), change, old: None, clock: Clock::default(), device: "".into() }
    }
}
