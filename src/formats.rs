//! What a file is, and how to get documents out of it.
//!
//! A [`Document`] is decoded text with what its container knew about it. A file may hold one or many. What it is, is told by its
//! content; its name only decides where the content leaves it open.
//!
//! A file is a stream of bytes (`source`), and `sniff` says what stands in it. Formats with many records hand out each one with its
//! [`Record`], by which it is found again without reading the others. Large files of many are skimmed by several threads together
//! ([`Records`]).

mod archive;
mod copies;
mod dates;
mod decode;
mod html;
mod json;
mod known;
mod markdown;
mod names;
mod packed;
mod piped;
mod place;
mod record;
mod records;
mod repair;
mod sgml;
mod skim;
mod sniff;
mod source;
mod table;
mod tagged;
#[cfg(test)]
mod tests;
mod warc;
mod xml;

use std::io::{BufReader, Cursor};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use encoding_rs::Encoding;

use self::place::Place;
use self::sniff::Kind;
use self::source::{BUFFER, Input, LIMIT, Stream};
use crate::article::{Fields, Text, Unread};
use crate::panics;
pub use piped::{is_piped, piped};
pub use place::is_behind_others;
pub use record::{Member, Record};
pub use records::Records;
pub use skim::{File, Skimmed, skim};
pub use source::Stat;

/// One document of a file, decoded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Which document of the file it is.
    pub record: Record,
    /// What the document is, whatever it was packed in: "text", "markdown", "json", "jsonl", "html", "xml", "tei", "csv", "wet",
    /// "warc".
    pub format: &'static str,
    /// The encoding that its bytes were in: "utf-8", "windows-1252".
    pub encoding: &'static str,
    /// The text, as found but decoded.
    pub text: String,
    /// What the container knew.
    pub fields: Fields,
    /// What went wrong on the way, in words for people.
    pub warnings: Vec<String>,
    /// What was left unread of the text, where only its head was wanted.
    unread: Unread,
}

/// Why a file, or a record of it, gives no article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where in the file: "line 17", or empty for the whole file.
    pub place: String,
    /// What is wrong, in words for people: "binary", "empty", "not valid JSON: …".
    pub reason: String,
}

/// What is said of a document that was there before.
const GONE: &str = "not there any more";

/// Takes documents, and says whether it wants more.
type Each<'a> = dyn FnMut(Result<Document, Problem>) -> ControlFlow<()> + 'a;

/// What a container held: a text and what it knew of it.
#[derive(Debug, Default, PartialEq, Eq)]
struct Parts {
    text: String,
    fields: Fields,
    warnings: Vec<String>,
}

/// Where a stream comes from: a zip that is a file is read from its end.
#[derive(Clone, Copy)]
enum Origin<'a> {
    File(&'a Path),
    Elsewhere,
}

/// How much of each text is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extent {
    Whole,
    /// The start of a long text is enough, where it comes cheaper.
    Head,
}

/// How a stream is read.
#[derive(Clone, Copy)]
struct Reading<'a> {
    origin: Origin<'a>,
    /// How many archives it lies in.
    depth: usize,
    extent: Extent,
    /// How many records of it are passed over.
    behind: u64,
}

impl<'a> Reading<'a> {
    fn whole(origin: Origin<'a>) -> Self {
        Self { origin, depth: 0, extent: Extent::Whole, behind: 0 }
    }
}

/// Hands every document of the file at `path` to `each`, in order, until that breaks off.
///
/// # Errors
///
/// When the file cannot be read, is no regular file, or holds no text. What was found before stays found.
pub fn documents(
    path: &Path,
    each: &mut dyn FnMut(Result<Document, Problem>) -> ControlFlow<()>,
) -> Result<(), Problem> {
    File::open(path)?.documents(each)
}

/// [`documents`] behind so many records of a file of many, which are passed over.
///
/// # Errors
///
/// When the file cannot be read, or there is no document behind them.
pub fn documents_behind(
    path: &Path,
    records: u64,
    each: &mut dyn FnMut(Result<Document, Problem>) -> ControlFlow<()>,
) -> Result<(), Problem> {
    File::open(path)?.read(Extent::Whole, records, each)
}

/// Reads what a parser may panic at. What it was told of before stays.
pub(crate) fn guarded<T>(read: impl FnOnce() -> Result<T, Problem>) -> Result<T, Problem> {
    panics::caught(read).unwrap_or_else(|_| Err(Problem::new("the parser failed on it")))
}

/// The document at a place that [`documents`] gave.
///
/// # Errors
///
/// When the file cannot be read any more, or no longer has the document.
pub fn document(path: &Path, record: &Record) -> Result<Document, Problem> {
    let found = Place::open(path)?.find(record)?;
    Ok(Document { record: record.clone(), ..found })
}

/// [`document`] of bytes that are in memory.
///
/// # Errors
///
/// When they do not have the document.
pub fn document_in(bytes: &Arc<[u8]>, record: &Record) -> Result<Document, Problem> {
    let found = Place::within(bytes).find(record)?;
    Ok(Document { record: record.clone(), ..found })
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
    some(each, |each| all(Stream::new(bytes), "", &Reading::whole(Origin::Elsewhere), each))
}

/// Sees to it that there is something: a document, or a problem.
fn some(each: &mut Each, read: impl FnOnce(&mut Each) -> Result<(), Problem>) -> Result<(), Problem> {
    let mut any = false;
    read(&mut |found| {
        any = true;
        each(found)
    })?;
    if any { Ok(()) } else { Err(Problem::new("no article in it")) }
}

/// Whether a file's name does not say that it is something else than text: a picture, a sound, a program. A folder of pages has
/// many of these, and none is a problem.
#[must_use]
pub fn is_named_like_text(name: &str) -> bool {
    sniff::is_named_like_text(name)
}

/// Whether a file's name says that it is compressed: its size is not that of what stands in it.
pub(crate) fn is_named_like_packed(name: &str) -> bool {
    sniff::is_named_like_packed(name)
}

fn all(stream: Stream, name: &str, reading: &Reading, each: &mut Each) -> Result<(), Problem> {
    let Opened { mut stream, name, what } = opened(stream, name, None)?;
    match what.kind {
        Kind::Zip | Kind::Tar if reading.depth >= archive::DEPTH => Err(Problem::new("archives within archives")),
        Kind::Zip => match reading.origin {
            Origin::File(path) if !what.packed => {
                archive::zip(BufReader::new(source::open(path)?.0), &mut archive::documents(reading, each))
            }
            _ => archive::zip(Cursor::new(stream.read_all(LIMIT)?.0), &mut archive::documents(reading, each)),
        },
        Kind::Tar => archive::tar(&mut stream, &mut archive::documents(reading, each)),
        Kind::Warc => warc::records(&mut stream, 0, reading, each),
        Kind::Sgml => sgml::records(&mut stream, reading, each),
        Kind::Lines => json::lines(&mut stream, 0, reading, each),
        Kind::Elements(level) => json::elements(&mut stream, level, reading, each),
        Kind::Table(dialect) => table::rows(&mut stream, &dialect, reading, each),
        Kind::Object => json::whole(&stream.read_all(LIMIT)?.0, reading, each),
        kind @ (Kind::Html | Kind::Xml | Kind::Tagged | Kind::Markdown | Kind::Text) => {
            // There is one document; whether `each` wants another does not matter.
            let _: ControlFlow<()> = each(Ok(whole(&mut stream, &kind, &name, reading.extent)?));
            Ok(())
        }
    }
}

/// A stream without compression and UTF-16.
struct Opened<'a> {
    stream: Stream<'a>,
    /// The name, which lost its last part with the compression.
    name: String,
    what: What,
}

/// What a stream is.
#[derive(Clone)]
struct What {
    kind: Kind,
    /// How it is encoded, if that is in UTF-16 and it has many documents.
    wide: Option<&'static Encoding>,
    /// Whether it was compressed.
    packed: bool,
}

impl What {
    fn of(stream: &mut Stream, name: &str, packed: bool) -> Result<Self, Problem> {
        let kind = sniff::kind(stream, name)?;
        let many = matches!(kind, Kind::Lines | Kind::Elements(_) | Kind::Table(_) | Kind::Sgml);
        let wide = if many { decode::wide(stream.peek(BUFFER)) } else { None };
        Ok(Self { kind, wide, packed })
    }

    /// Whether offsets of documents are those of its bytes as they stand.
    fn is_plain(&self) -> bool {
        !self.packed && self.wide.is_none()
    }
}

/// Looks what a stream is, if that is not `known`.
fn opened<'a>(mut stream: Stream<'a>, name: &str, known: Option<What>) -> Result<Opened<'a>, Problem> {
    let mut name = name.to_owned();
    let mut packed = false;
    for _ in 0..archive::DEPTH {
        if packed::method(stream.peek(4)).is_none() {
            break;
        }
        stream = Stream::new(packed::Unpacked::new(stream));
        name = sniff::without_packing(&name);
        packed = true;
    }
    let what = known.map_or_else(|| What::of(&mut stream, &name, packed), Ok)?;
    if let Some(encoding) = what.wide {
        stream = Stream::new(packed::Recoded::new(stream, encoding));
    }
    Ok(Opened { stream, name, what })
}

/// A text behind the dateline that its container kept apart.
fn with_dateline(dateline: &str, text: String) -> String {
    if dateline.is_empty() {
        return text;
    }
    let dash = if dateline.ends_with(['-', '\u{2014}', ')', ':']) { " " } else { " - " };
    format!("{dateline}{dash}{text}")
}

/// The record of a file of many that is so far from here, and so long.
fn in_record(mut stream: Stream, what: What, offset: u64, length: u64) -> Result<Document, Problem> {
    stream.skip(offset).map_err(|error| Problem::io(&error))?;
    let bytes = stream.read_part(length)?;
    let found = match what.kind {
        Kind::Lines => json::record(&bytes, "jsonl")?,
        Kind::Elements(_) | Kind::Object => json::record(&bytes, "json")?,
        Kind::Table(dialect) => Some(table::record(&bytes, &dialect)?),
        Kind::Warc => warc::record(&bytes)?,
        Kind::Sgml => Some(sgml::record(&bytes)?),
        _ => None,
    };
    found.ok_or_else(|| Problem::new(GONE))
}

/// The document at a place in a stream.
fn one(stream: Stream, name: &str, reading: &Reading, record: &Record) -> Result<Document, Problem> {
    let gone = || Problem::new(GONE);
    match record {
        // Where compressed parts start is only of use where reading can start there.
        Record::Numbered { from: 1.., .. } => Err(gone()),
        Record::Numbered { offset, length, .. } => {
            let Opened { stream, what, .. } = opened(stream, name, None)?;
            in_record(stream, what, *offset, *length)
        }
        Record::Member(member) => {
            let Opened { mut stream, what, .. } = opened(stream, name, None)?;
            match what.kind {
                Kind::Tar => archive::in_tar(&mut stream, member, reading),
                Kind::Zip => archive::in_zip(Cursor::new(stream.read_all(LIMIT)?.0), member, reading),
                _ => Err(gone()),
            }
        }
        Record::Whole => {
            let mut found = Err(gone());
            all(stream, name, reading, &mut |document| {
                found = document;
                ControlFlow::Break(())
            })?;
            found.and_then(|document| if document.record == Record::Whole { Ok(document) } else { Err(gone()) })
        }
    }
}

/// Code between the fences by which the article is told that it is some. A fence within stands apart from them by a space.
fn fenced(code: &str) -> String {
    format!("```\n{}\n```", code.trim_matches('\n').trim_end().replace("\n```", "\n ```"))
}

/// Reads a file that is one document, and what its name tells.
fn whole(stream: &mut Stream, kind: &Kind, name: &str, extent: Extent) -> Result<Document, Problem> {
    let mut document = single(stream, kind, name, extent)?;
    document.fields.filed = dates::in_file_name(name);
    Ok(document)
}

fn single(stream: &mut Stream, kind: &Kind, name: &str, extent: Extent) -> Result<Document, Problem> {
    if extent == Extent::Head
        && let Some(document) = skim::head(stream, kind)?
    {
        return Ok(document);
    }
    let (bytes, cut) = stream.read_all(LIMIT)?;
    let declared = if matches!(kind, Kind::Html | Kind::Xml) { html::charset(&bytes) } else { None };
    let mut decoded = decode::decode(&bytes, declared)?;
    let (format, parts) = match kind {
        Kind::Html => ("html", html::page(&decoded.text)),
        Kind::Xml => xml::read(&decoded.text),
        Kind::Tagged => ("tagged", tagged::read(&decoded.text)),
        Kind::Markdown => ("markdown", markdown::read(&decoded.text)),
        _ => ("text", Parts { text: std::mem::take(&mut decoded.text), ..Parts::default() }),
    };
    if parts.text.trim().is_empty() && parts.fields.headline.is_none() && !name.is_empty() {
        return Err(Problem::new("no text in it"));
    }
    let mut document = decoded.document(format, parts);
    document.warnings.extend(cut);
    Ok(document)
}

impl Document {
    /// The document with its record's bytes `by` bytes further on.
    fn moved(mut self, by: u64) -> Self {
        if let Record::Numbered { offset, .. } = &mut self.record {
            *offset += by;
        }
        self
    }
}

impl Problem {
    /// The problem of the file that is called `name`, as a line for people: "a.zip, b.txt: empty". Names of members come from
    /// the archive, so the line is cleaned.
    #[must_use]
    pub fn of(&self, name: &Text) -> Text {
        let comma = if self.place.is_empty() { "" } else { ", " };
        Text::new(&format!("{name}{comma}{}: {}", self.place, self.reason))
    }

    fn new(reason: &str) -> Self {
        Self { place: String::new(), reason: reason.to_owned() }
    }

    fn too_long() -> Self {
        Self::new(&format!("larger than {LIMIT} bytes"))
    }

    pub(crate) fn io(error: &std::io::Error) -> Self {
        let reason = match error.kind() {
            std::io::ErrorKind::NotFound => "no such file",
            std::io::ErrorKind::PermissionDenied => "permission denied",
            _ => return Self::new(&error.to_string()),
        };
        Self::new(reason)
    }

    /// The problem at a place, which stands before the one that it has.
    fn at(mut self, place: &str) -> Self {
        self.place = if self.place.is_empty() { place.to_owned() } else { format!("{place}, {}", self.place) };
        self
    }
}
