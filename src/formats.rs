//! What a file is, and how to get documents out of it.
//!
//! A [`Document`] is decoded text with what its container knew about it. A file may hold one or many.

use std::sync::Arc;

use crate::article::Fields;

/// One document of a file, decoded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Which document of the file it is.
    pub record: Record,
    /// What the file is: "text", "json", "jsonl.gz".
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
/// STUB
pub fn documents(path: &std::path::Path, each: &mut dyn FnMut(Result<Document, Problem>) -> std::ops::ControlFlow<()>) -> Result<(), Problem> {
    let bytes = std::fs::read(path).map_err(|e| Problem { place: String::new(), reason: e.to_string() })?;
    documents_in(&bytes, each)
}
/// STUB
pub fn document(path: &std::path::Path, _record: &Record) -> Result<Document, Problem> {
    let mut out = Err(Problem { place: String::new(), reason: "gone".into() });
    documents(path, &mut |d| { out = d; std::ops::ControlFlow::Break(()) })?;
    out
}
/// STUB
pub fn documents_in(bytes: &[u8], each: &mut dyn FnMut(Result<Document, Problem>) -> std::ops::ControlFlow<()>) -> Result<(), Problem> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let _ = each(Ok(Document { text, format: "text", encoding: "utf-8", ..Document::default() }));
    Ok(())
}
