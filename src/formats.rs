//! What a file is, and how to get documents out of it.
//!
//! A [`Document`] is decoded text with what its container knew about it. A file may hold one or many.

mod decode;
mod markdown;

use std::fs::File;
use std::io::Read;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use rustix::fs::{Mode, OFlags};

use crate::article::Fields;

/// One document of a file, decoded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Which document of the file it is.
    pub record: Record,
    /// What the file is: "text", "markdown".
    pub format: &'static str,
    /// The encoding that its bytes were in: "utf-8", "windows-1252".
    pub encoding: &'static str,
    /// The text, as found but decoded.
    pub text: String,
    /// What the container knew.
    pub fields: Fields,
    /// What went wrong on the way, in words for people.
    pub warnings: Vec<String>,
}

/// The place of a document within its file.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Record {
    /// The whole file.
    #[default]
    Whole,
    /// A line or element of the file: its number from 1, and where its bytes start and how many they are.
    Numbered {
        /// The line (or element, or row), from 1.
        number: u64,
        /// Offset of its first byte, in bytes of the (uncompressed) file.
        offset: u64,
        /// Its length in bytes.
        length: u64,
    },
    /// A member of an archive, by its name there.
    Member(Arc<str>),
}

/// Why a file, or a record of it, gives no article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where in the file: "line 17", or empty for the whole file.
    pub place: String,
    /// What is wrong, in words for people: "binary", "empty", "not valid JSON: …".
    pub reason: String,
}
/// A whole-file document is at most this long, in bytes.
const LIMIT: u64 = 1 << 30;

/// Hands every document of the file at `path` to `each`, in order, until that breaks off.
///
/// # Errors
///
/// When the file cannot be read, is no regular file, or holds no text.
pub fn documents(
    path: &Path,
    each: &mut dyn FnMut(Result<Document, Problem>) -> ControlFlow<()>,
) -> Result<(), Problem> {
    documents_in(&read(path)?, each)
}

/// The document at a place that [`documents`] gave.
///
/// # Errors
///
/// When the file cannot be read any more, or no longer has the document.
pub fn document(path: &Path, record: &Record) -> Result<Document, Problem> {
    let mut found = Err(Problem::new("not there any more"));
    documents(path, &mut |document| match document {
        Ok(document) if document.record == *record => {
            found = Ok(document);
            ControlFlow::Break(())
        }
        _ => ControlFlow::Continue(()),
    })?;
    found
}

/// [`documents`] of bytes that are in memory.
///
/// # Errors
///
/// When they hold no text.
pub fn documents_in(
    bytes: &[u8],
    each: &mut dyn FnMut(Result<Document, Problem>) -> ControlFlow<()>,
) -> Result<(), Problem> {
    let decoded = decode::decode(bytes)?;
    let (text, fields) = match markdown::front_matter(&decoded.text) {
        Some((fields, body)) => (body.to_owned(), Some(fields)),
        None => (decoded.text, None),
    };
    let format = if fields.is_some() { "markdown" } else { "text" };
    let fields = fields.unwrap_or_default();
    let document = Document {
        record: Record::Whole,
        format,
        encoding: decoded.encoding,
        text,
        fields,
        warnings: decoded.warnings,
    };
    // There is one document; whether `each` wants another does not matter.
    let _: ControlFlow<()> = each(Ok(document));
    Ok(())
}

/// Reads a regular file. A FIFO or a device is not waited for: it is opened without blocking, and then refused.
fn read(path: &Path) -> Result<Vec<u8>, Problem> {
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let opened = rustix::fs::open(path, flags, Mode::empty()).map_err(|error| Problem::io(&error.into()))?;
    let file = File::from(opened);
    let metadata = file.metadata().map_err(|error| Problem::io(&error))?;
    if !metadata.is_file() {
        return Err(Problem::new("not a regular file"));
    }
    if metadata.len() > LIMIT {
        return Err(Problem::new(&format!("larger than {LIMIT} bytes")));
    }
    let mut bytes = Vec::new();
    file.take(LIMIT).read_to_end(&mut bytes).map_err(|error| Problem::io(&error))?;
    Ok(bytes)
}

impl Problem {
    fn new(reason: &str) -> Self {
        Self { place: String::new(), reason: reason.to_owned() }
    }

    fn io(error: &std::io::Error) -> Self {
        let reason = match error.kind() {
            std::io::ErrorKind::NotFound => "no such file",
            std::io::ErrorKind::PermissionDenied => "permission denied",
            _ => return Self::new(&error.to_string()),
        };
        Self::new(reason)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fifo_is_refused_without_waiting() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("fifo.txt");
        let made = std::process::Command::new("mkfifo").arg(&path).status().unwrap();
        assert!(made.success());
        assert_eq!(documents(&path, &mut |_| ControlFlow::Continue(())), Err(Problem::new("not a regular file")));
    }

    #[test]
    fn a_file_that_is_gone_is_named_so() {
        let path = Path::new("no/such/file.txt");
        assert_eq!(document(path, &Record::Whole), Err(Problem::new("no such file")));
    }

    #[test]
    fn front_matter_becomes_fields() {
        let text = "---\ntitle: Ferry talks: a new start\nauthor: Mira Halvorsen\ndate: 2024-02-14\n---\nThe body.\n";
        let mut found = None;
        documents_in(text.as_bytes(), &mut |document| {
            found = document.ok();
            ControlFlow::Continue(())
        })
        .unwrap();
        let document = found.unwrap();
        assert_eq!(document.format, "markdown");
        assert_eq!(document.fields.headline.as_deref(), Some("Ferry talks: a new start"));
        assert_eq!(document.text.trim(), "The body.");
    }
}
