//! Archives: tar and zip, of which every member is read like a file.

use std::cell::RefCell;
use std::io::{BufRead, BufReader, Read, Seek};
use std::ops::ControlFlow;
use std::sync::Arc;

use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use super::place::{self, Key, Place};
use super::source::{BUFFER, Input, Part, Stream};
use super::{Document, Each, GONE, Member, Origin, Problem, Reading, Record, all, is_named_like_text, one, packed};

/// Archives within archives are opened down to this depth.
pub(super) const DEPTH: usize = 3;

/// The bytes of a member.
struct Inside<R>(BufReader<R>);

impl<R: Read> Read for Inside<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.0.read(buffer)
    }
}

impl<R: Read> BufRead for Inside<R> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        self.0.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.0.consume(count);
    }
}

impl<R: Read> Input for Inside<R> {}

pub(super) fn inside<'a>(reader: impl Read + 'a) -> Stream<'a> {
    Stream::new(Inside(BufReader::with_capacity(BUFFER, reader)))
}

/// A member that unpacks to more than text can ends with an error.
struct Bounded<R> {
    reader: R,
    packed: u64,
    out: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.reader.read(buffer)?;
        self.out += count as u64;
        if packed::is_bomb(self.packed, self.out) { Err(packed::bomb()) } else { Ok(count) }
    }
}

/// Whether a member is worth a look: no file of the system's that made the archive, no picture.
fn is_wanted(name: &str) -> bool {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    !last.is_empty() && !last.starts_with('.') && !name.starts_with("__MACOSX") && is_named_like_text(name)
}

/// How what lies in an archive is read.
fn deeper<'a>(reading: &Reading) -> Reading<'a> {
    Reading { depth: reading.depth + 1, extent: reading.extent, ..Reading::whole(Origin::Elsewhere) }
}

/// Takes the members of an archive that are worth a look, or why one cannot be read, and says whether it wants more.
pub(super) type Visit<'v> = dyn FnMut(Result<(Stream<'_>, Member), Problem>) -> ControlFlow<()> + 'v;

/// Hands out the documents of one member.
pub(super) fn member(stream: Stream, member: &Member, reading: &Reading, each: &mut Each) -> ControlFlow<()> {
    let mut flow = ControlFlow::Continue(());
    let read = all(stream, &member.name, &deeper(reading), &mut |found| {
        let placed = |document: Document| {
            let place = Member { inside: document.record.clone(), ..member.clone() };
            Document { record: Record::Member(Arc::new(place)), ..document }
        };
        flow = each(found.map(placed).map_err(|problem| problem.at(&member.name)));
        flow
    });
    match read {
        Err(problem) if flow.is_continue() => each(Err(problem.at(&member.name))),
        _ => flow,
    }
}

/// Hands the documents of each member to `each`.
pub(super) fn documents<'v>(
    reading: &'v Reading,
    each: &'v mut Each,
) -> impl FnMut(Result<(Stream<'_>, Member), Problem>) -> ControlFlow<()> + 'v {
    |found| match found {
        Ok((stream, place)) => member(stream, &place, reading, each),
        Err(problem) => each(Err(problem)),
    }
}

/// Visits the members of a tar.
pub(super) fn tar(stream: &mut Stream, visit: &mut Visit) -> Result<(), Problem> {
    let mut archive = tar::Archive::new(stream);
    let entries = archive.entries().map_err(|error| Problem::io(&error))?;
    for entry in entries {
        let entry = entry.map_err(|error| Problem::io(&error))?;
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        let kind = entry.header().entry_type();
        // A sparse member has no bytes of its own to come back to.
        if !(kind.is_file() || kind.is_contiguous()) || !is_wanted(&name) {
            continue;
        }
        let place = Member { name, at: entry.raw_file_position(), length: entry.size(), inside: Record::Whole };
        if visit(Ok((inside(entry), place))).is_break() {
            break;
        }
    }
    Ok(())
}

/// The document at a place in a tar.
pub(super) fn in_tar(stream: &mut Stream, place: &Member, reading: &Reading) -> Result<Document, Problem> {
    stream.skip(place.at).map_err(|error| Problem::io(&error))?;
    one(inside(stream.take(place.length)), &place.name, &deeper(reading), &place.inside)
}

fn opened<R: Read + Seek>(reader: R) -> Result<ZipArchive<R>, Problem> {
    let archive = ZipArchive::new(reader).map_err(|error| Problem::new(&format!("not a valid zip: {error}")))?;
    // Documents of offices, books and programs are zips, too.
    let program = ["[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF", "AndroidManifest.xml"];
    if program.iter().any(|name| archive.index_for_name(name).is_some()) {
        return Err(Problem::new("binary"));
    }
    Ok(archive)
}

/// Visits the members of a zip.
pub(super) fn zip<R: Read + Seek>(reader: R, visit: &mut Visit) -> Result<(), Problem> {
    let mut archive = opened(reader)?;
    for index in 0..archive.len() {
        let at = index as u64;
        let name = archive.name_for_index(index).unwrap_or_default().to_owned();
        let told = match archive.by_index(index) {
            Ok(file) if !file.is_file() || !is_wanted(file.name()) => continue,
            Ok(file) => {
                let place = Member { name: file.name().to_owned(), at, length: file.size(), inside: Record::Whole };
                let packed = file.compressed_size();
                visit(Ok((inside(Bounded { reader: file, packed, out: 0 }), place)))
            }
            Err(_) if !is_wanted(&name) => continue,
            Err(error) => visit(Err(unreadable(&error).at(&name))),
        };
        if told.is_break() {
            break;
        }
    }
    Ok(())
}

/// Why a member of a zip cannot be read.
fn unreadable(error: &ZipError) -> Problem {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Problem::new("encrypted"),
        error => Problem::new(&error.to_string()),
    }
}

thread_local! {
    /// The zip that was last read of: its directory may have a million members.
    static LAST: RefCell<Option<(Key, ZipArchive<BufReader<Part>>)>> = const { RefCell::new(None) };
}

/// The document at a place in a file that is a zip.
pub(super) fn in_file(place: &Place, member: &Member) -> Result<Document, Problem> {
    LAST.with_borrow_mut(|last| {
        let archive = match last.take().filter(|(key, _)| *key == place.key) {
            Some((_, archive)) => archive,
            None => opened(BufReader::new(place.part.clone()))?,
        };
        let (_, archive) = last.insert((place.key.clone(), archive));
        match place::far_in_member(place, member, || at(archive, member).ok()) {
            Some(far) => far.find(&member.inside),
            None => one(inside(at(archive, member)?), &member.name, &deeper(&place.reading()), &member.inside),
        }
    })
}

/// The document at a place in a zip.
pub(super) fn in_zip<R: Read + Seek>(reader: R, place: &Member, reading: &Reading) -> Result<Document, Problem> {
    one(inside(at(&mut opened(reader)?, place)?), &place.name, &deeper(reading), &place.inside)
}

/// A member of a zip.
fn at<'a, R: Read + Seek>(archive: &'a mut ZipArchive<R>, place: &Member) -> Result<Bounded<ZipFile<'a, R>>, Problem> {
    let index = usize::try_from(place.at).unwrap_or(usize::MAX);
    let file = archive.by_index(index).map_err(|_| Problem::new(GONE))?;
    if file.name() != place.name {
        return Err(Problem::new(GONE));
    }
    let packed = file.compressed_size();
    Ok(Bounded { reader: file, packed, out: 0 })
}
