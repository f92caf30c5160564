//! The full text: which articles have which words.
//!
//! It is a tantivy index in a folder of its own. A document is an article, known by its position in the catalogue; nothing of
//! its text is stored. One process writes it, through a [`Builder`]; any number read it, through an [`Index`].
//!
//! The index holds the *forms* of words (see [`analysis`](super::analysis)), each with the mark of its article's language, so
//! that a prefix is a range of the term dictionary. What forms a stem has is kept in a dictionary of its own, the field
//! `spellings`: a form is entered with the first article that it is met in, and again after each opening. So an article must
//! never be taken out of the index alone: it would take spellings with it. Positions that are no longer in use are masked by
//! the caller, and one day the index is built anew.
//!
//! Quotes are not indexed a second time: the field `quotes` holds where in the body they begin and end. How many words a headline,
//! a body and the lists of stories have, and with which letters these start, stands in columns: the digests.

mod builder;
mod document;
mod index;
mod phrase;
mod schema;
mod segment;
#[cfg(test)]
mod tests;
mod tokenizer;

use std::fmt;
use std::path::Path;

use tantivy::TantivyError;
use tantivy::directory::error::{LockError, OpenDirectoryError, OpenWriteError};

use crate::panics;

pub use builder::Builder;
pub use document::{Document, Documents};
pub use index::{Index, Speakers};

/// Why the full text cannot be used.
#[derive(Debug)]
pub enum Failure {
    /// Another process writes it.
    Busy,
    /// The files are not what this version writes: they have to be removed, and the text indexed anew.
    Damaged(String),
    /// The folder cannot be read or written.
    Disk(String),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Busy => f.write_str("another process writes the full text"),
            Self::Damaged(reason) => write!(f, "the full text is damaged: {reason}"),
            Self::Disk(reason) => write!(f, "the full text cannot be read or written: {reason}"),
        }
    }
}

impl std::error::Error for Failure {}

impl From<TantivyError> for Failure {
    fn from(error: TantivyError) -> Self {
        match error {
            TantivyError::LockFailure(LockError::LockBusy, _) => Self::Busy,
            TantivyError::LockFailure(LockError::IoError(error), _) | TantivyError::IoError(error) => error.into(),
            TantivyError::OpenDirectoryError(OpenDirectoryError::IoError { io_error: error, .. })
            | TantivyError::OpenWriteError(OpenWriteError::IoError { io_error: error, .. }) => error.into(),
            error @ (TantivyError::OpenDirectoryError(_) | TantivyError::ErrorInThread(_)) => {
                Self::Disk(error.to_string())
            }
            error => Self::Damaged(error.to_string()),
        }
    }
}

impl From<std::sync::Arc<std::io::Error>> for Failure {
    fn from(error: std::sync::Arc<std::io::Error>) -> Self {
        match error.kind() {
            std::io::ErrorKind::InvalidData | std::io::ErrorKind::UnexpectedEof => Self::Damaged(error.to_string()),
            _ => Self::Disk(error.to_string()),
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        std::sync::Arc::new(error).into()
    }
}

/// Reads files whose bytes may be others than those that were written: tantivy panics at some of these.
pub(super) fn guarded<T>(read: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    panics::caught(read).unwrap_or_else(|panic| Err(Failure::Damaged(panic)))
}

/// How many articles the index in `folder` has, and which of its files are damaged. All of it is read.
///
/// # Errors
///
/// When it cannot be opened.
pub fn check(folder: &Path) -> Result<(u64, Vec<std::path::PathBuf>), Failure> {
    guarded(|| {
        let index = open(folder)?;
        let damaged = index.validate_checksum()?.into_iter().collect();
        // A reader of tantivy's takes a lock, which it cannot where nothing can be written.
        let articles = index.searchable_segment_metas()?.iter().map(|segment| u64::from(segment.num_docs())).sum();
        Ok((articles, damaged))
    })
}

/// Opens the index in `folder`, or makes an empty one.
fn open(folder: &Path) -> Result<tantivy::Index, Failure> {
    std::fs::create_dir_all(folder)?;
    let directory = tantivy::directory::MmapDirectory::open(folder).map_err(TantivyError::from)?;
    let settings = tantivy::IndexSettings {
        docstore_compression: tantivy::store::Compressor::None,
        docstore_compress_dedicated_thread: false,
        ..Default::default()
    };
    let builder = tantivy::Index::builder().schema(schema::schema()).settings(settings);
    let index = builder.open_or_create(directory)?;
    tokenizer::register(index.tokenizers());
    Ok(index)
}
