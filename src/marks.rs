//! What the reader did to the articles: read, starred, kept or dropped, tagged, noted, how far.
//!
//! Marks are precious. They live in the config directory, in journals that are only ever added to:
//!
//! ```text
//! marks/.gitattributes                                        *.journal merge=union
//! marks/<device>/<start-millis>-<pid>-<random>.journal        one a run of the program
//! marks/<device>/<start-millis>-<pid>-<random>-<n>.journal    the next ones of the same run, after a failure
//! ```
//!
//! A journal is made at the first mark of a run and is written by no other process. The device is the host's name and
//! eight hex digits of a hash of `/etc/machine-id`, so that a directory may be shared between machines by any means
//! that copies files (Syncthing, rsync, git, NFS): two machines never write the same file, and the order in which
//! journals arrive does not matter. Any file of a device's folder whose name ends in `.journal` is read, so that a
//! conflict copy (`….sync-conflict-….journal`) is one journal more; nothing ever removes it.
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
//! | field | see below |
//! | value | see below |
//! | old value | what it replaces, in the records of a step of the undo history where there was a value; else the part is missing |
//! | checksum | the first 8 hex digits of the BLAKE3 hash of everything before, its last tab included |
//!
//! | field | value |
//! |---|---|
//! | `read`, `starred`, `kept`, `dropped`, `seen-copy` | `1` or `0` |
//! | `position` | the paragraph and the byte offset: `12:345` |
//! | `tag` | `+name` or `-name`; each tag is a field of its own |
//! | `note` | the text, with `\n`, `\t`, `\r` and `\\` for what would end the part; empty for none |
//! | `was` | the article that this one's text was before: 32 hex digits, zeros for none |
//! | `place` | the path, `\t`, the headline |
//! | `step` | `do`, `undo` or `redo`, how many of the following records are the step, and what it is called; article 0 |
//!
//! So all of it can be looked through without the program:
//!
//! ```text
//! grep -rh $'\ttag\t+china\t' marks           who put what under "china", and when
//! grep -rhF 'world/fentanyl.txt' marks         the ids of what was marked at a path
//! cat marks/*/*.journal | sort -k2 | tail      the latest marks
//! ```
//!
//! # Reading
//!
//! [`load()`] reads every journal of every device. Lines end in LF or CRLF. A line whose checksum is wrong was cut or
//! damaged: it is skipped and counted. A line with a right checksum but another version, field or value comes from
//! another version of the program: it is not understood and not counted, and compaction and [`export()`] keep it.
//!
//! # Merging
//!
//! For each article and field the greatest (clock, device, value) wins, so journals may be read in any order and more
//! than once. A new mark's clock is at least the time of day, and exceeds both the clock of the value that it replaces
//! and every earlier clock of its process: what the reader did last wins, also after the machine's clock was set back.
//!
//! # Identity
//!
//! An article's key comes from its normalised text, so a moved or renamed file has the same one. When the text changes,
//! so does the key, and [`Change::Was`] lets the new one have the marks of the article that it was. Under the same headline
//! and in the same file that is known when the file is read again ([`Marks::carried`]); else [`Marks::at_place`] finds it when
//! the new one is opened. It then shows as [changed](Mark::changed), until it is marked read itself.
//!
//! # Writing
//!
//! [`Writer`] is a thread. A record is one `write`; many changes at once are written in pieces of up to 64 KiB. After a
//! short or failed write the journal is given up and the lines that are not wholly in it go to a new one: a torn line is
//! never continued. A journal is synced to the disk within a second. After a failed sync, which the system does not
//! report twice, everything since the last good one is written again to a new journal. A journal keeps some room
//! allocated beyond its end, so that a full disk still takes a thousand marks.
//!
//! # Following
//!
//! Once a second the thread lists the journals and reads what has been added to those of others ([`Answer::Arrived`]). On
//! a network file system that is as soon as its cache of attributes allows.
//!
//! # Undo
//!
//! The records of a step hold what they replace, so the journals are the undo history. When a run has no steps left,
//! [`Writer::undo`] goes on with those of the last run on this device that had any and has ended, unless its journal was
//! compacted. What another machine changed in between is taken back with it.
//!
//! # Compaction and snapshot
//!
//! When more than 16 journals of a device lie about, a run on it puts those together whose processes have ended: they hold
//! no lock (`flock`) and nothing was written for a minute; where there are no locks, for a week. The last four stay, for
//! undo. Only what lost against a later record goes, and only after the new journal was synced, renamed and read back.
//!
//! The cache directory may hold a snapshot of all marks, with a list of the journals in it and how far each was read. A
//! journal that grew is read from there on, one that is not what it was anew, and when one is missing, all are. It has a
//! checksum. To delete it loses nothing but time.

mod base;
mod change;
mod chores;
mod clock;
mod compact;
mod device;
mod export;
mod folder;
mod health;
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

pub use change::{Before, Change, Correction, Mark, Place, Position, Step, StepKind};
pub use clock::{Clock, NoClock};
pub use export::{Imported, export, import};
pub use health::{Device, Health, health};
pub use load::{Loaded, load};
pub use state::Marks;
pub use writer::{Alike, Answer, Writer};

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
