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

mod device;
mod folder;
mod load;
mod queue;
mod record;
mod state;
mod writer;

#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

pub use load::{Loaded, load};
pub use state::Marks;
pub use writer::{Answer, Writer};

use crate::article::ArticleId;

/// What the reader did to one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// The reader is done with it.
    pub read: bool,
    /// The reader wants to find it again.
    pub starred: bool,
    /// Where the reader left off.
    pub position: Option<Position>,
}

/// A reading position.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The paragraph, from 0.
    pub paragraph: u32,
    /// The offset in the paragraph's text, in bytes. It may lie outside it or inside a character where the text has
    /// changed since.
    pub offset: u32,
}

/// A change of one field of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// Read or unread.
    Read(bool),
    /// Starred or not.
    Starred(bool),
    /// The reader left off here.
    Position(Position),
}

/// When a change was made: a hybrid logical clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clock {
    /// Unix time in milliseconds, at most [`Clock::MAX_MILLIS`].
    pub millis: u64,
    /// Tells changes of the same millisecond apart.
    pub counter: u32,
}

impl Clock {
    /// The greatest time that 13 digits can hold, in the year 2286.
    pub const MAX_MILLIS: u64 = 9_999_999_999_999;

    /// The clock of a time of day.
    #[must_use]
    pub fn at(now: SystemTime) -> Self {
        let since = now.duration_since(UNIX_EPOCH).unwrap_or_default();
        let millis = u64::try_from(since.as_millis()).unwrap_or(Self::MAX_MILLIS);
        Self { millis: millis.min(Self::MAX_MILLIS), counter: 0 }
    }

    /// The next clock; the same one at the very end of the range.
    #[must_use]
    pub fn next(self) -> Self {
        match self.counter.checked_add(1) {
            Some(counter) => Self { counter, ..self },
            None if self.millis < Self::MAX_MILLIS => Self { millis: self.millis + 1, counter: 0 },
            None => self,
        }
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:013}.{}", self.millis, self.counter)
    }
}

/// A record of a journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The article.
    pub article: ArticleId,
    /// What changed.
    pub change: Change,
    /// When.
    pub clock: Clock,
    /// On which device.
    pub device: Arc<str>,
}
