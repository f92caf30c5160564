//! Where in its file a document is.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// The place of a document within its file.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Record {
    /// The whole file.
    #[default]
    Whole,
    /// A line or element of the file: its number from 1, and where its bytes start and how many they are.
    Numbered {
        /// The line (or element, or row), from 1.
        number: u64,
        /// Where reading starts, in bytes of the file: 0, or the compressed part that the record lies in.
        from: u64,
        /// Offset of its first byte behind `from`, in bytes of the (uncompressed) file.
        offset: u64,
        /// Its length in bytes.
        length: u64,
    },
    /// A member of an archive, or a record of one.
    Member(Arc<Member>),
}

/// The place of a document within an archive.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Member {
    /// The name that the archive gives it. It is untrusted.
    pub name: String,
    /// Where it is: the offset of its bytes in a tar, in bytes, or its number in the directory of a zip, from 0.
    pub at: u64,
    /// Its length in bytes.
    pub length: u64,
    /// Which document of the member it is.
    pub inside: Record,
}

impl fmt::Display for Record {
    /// Writes the line number, or the member's name with the line number in it: `17`, `a/b.txt`, `b.jsonl:17`; nothing for a
    /// whole file. Names are untrusted.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole => Ok(()),
            Self::Numbered { number, .. } => write!(f, "{number}"),
            Self::Member(member) if member.inside == Self::Whole => f.write_str(&member.name),
            Self::Member(member) => write!(f, "{}:{}", member.name, member.inside),
        }
    }
}
