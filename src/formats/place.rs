//! The document at a place that was given before: a file is read from there, as far as it can be.
//!
//! What is compressed can only be read from its start. So of a file, or of a member of a zip, in which a place far from the start is
//! asked for again, a copy without the compression is made: who lists an archive by date would unpack it once for each
//! article otherwise.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::record::Member;
use super::source::{self, Part, Stat, Stream};
use super::{
    Document, GONE, Kind, Opened, Origin, Problem, Reading, Record, What, archive, copies, in_record, known, one,
    opened, packed, sniff,
};

/// How far from the start, in bytes, reading from there takes next to no time.
const NEAR: u64 = 1 << 20;

/// Stands in a [`Key`] for what is compressed.
const UNPACKED: u64 = u64::MAX;

/// What is read of: a file as it is now, or a member of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Key {
    path: PathBuf,
    stat: Stat,
    /// The members that it lies in, from the outermost on.
    members: Vec<u64>,
}

/// Bytes that can be read from anywhere.
pub(super) struct Place {
    pub(super) part: Part,
    pub(super) key: Key,
    name: String,
}

impl Place {
    /// A file.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    pub(super) fn open(path: &Path) -> Result<Self, Problem> {
        let (file, stat) = source::open(path)?;
        let key = Key { path: path.to_owned(), stat, members: Vec::new() };
        Ok(Self { part: Part::new(file, stat.size), key, name: path.to_string_lossy().into_owned() })
    }

    /// Bytes in memory. Of these there is one stream in a program.
    pub(super) fn within(bytes: &Arc<[u8]>) -> Self {
        let stat = Stat { modified_ns: 0, size: bytes.len() as u64 };
        let key = Key { path: PathBuf::new(), stat, members: Vec::new() };
        Self { part: Part::within_memory(bytes), key, name: String::new() }
    }

    /// What is in a member of it.
    pub(super) fn member(&self, member: &Member, part: Part) -> Self {
        let mut key = self.key.clone();
        key.members.push(member.at);
        Self { part, key, name: member.name.clone() }
    }

    /// How deep in archives it lies.
    fn depth(&self) -> usize {
        self.key.members.iter().filter(|member| **member != UNPACKED).count()
    }

    /// How a stream is read of it.
    pub(super) fn reading(&self) -> Reading<'static> {
        Reading { depth: self.depth(), ..Reading::whole(Origin::Elsewhere) }
    }

    /// The document at a place in it.
    ///
    /// # Errors
    ///
    /// When it cannot be read any more, or there is none.
    pub(super) fn find(self, record: &Record) -> Result<Document, Problem> {
        match record {
            Record::Whole => one(self.part.stream(), &self.name, &self.reading(), record),
            Record::Numbered { from: 0, offset, length, .. } => {
                let place = self.unpacked(*offset);
                if let Some(what) = known::get(&place.key).filter(What::is_plain) {
                    return in_record(place.part.within(*offset, *length).stream(), what, 0, *length);
                }
                let opened = place.opened()?;
                in_record(opened.stream, opened.what, *offset, *length)
            }
            Record::Numbered { from, offset, length, .. } => {
                let what = self.what()?;
                let stream = Stream::new(packed::Unpacked::new(self.part.behind(*from).stream()));
                in_record(stream, what, *offset, *length)
            }
            Record::Member(member) => self.unpacked(reach(record)).in_member(member, record),
        }
    }

    fn in_member(self, member: &Member, record: &Record) -> Result<Document, Problem> {
        let what = self.what()?;
        match what.kind {
            _ if what.packed => one(self.part.stream(), &self.name, &self.reading(), record),
            Kind::Tar if self.depth() < archive::DEPTH => {
                self.member(member, self.part.within(member.at, member.length)).find(&member.inside)
            }
            Kind::Zip => archive::in_file(&self, member),
            _ => Err(Problem::new(GONE)),
        }
    }

    fn opened(&self) -> Result<Opened<'static>, Problem> {
        let opened = opened(self.part.stream(), &self.name, known::get(&self.key))?;
        known::set(&self.key, &opened.what);
        Ok(opened)
    }

    fn what(&self) -> Result<What, Problem> {
        known::get(&self.key).map_or_else(|| Ok(self.opened()?.what), Ok)
    }

    fn is_packed(&self) -> bool {
        let mut head = [0; 4];
        let read = self.part.clone().read(&mut head).unwrap_or_default();
        packed::method(head.get(..read).unwrap_or_default()).is_some()
    }

    /// The place without its compression, where that can be had and `offset` is worth it.
    fn unpacked(self, offset: u64) -> Self {
        if offset < NEAR || !self.is_packed() {
            return self;
        }
        let mut key = self.key.clone();
        key.members.push(UNPACKED);
        match copies::of(&key, || Some(packed::Unpacked::new(self.part.stream()))) {
            Some(part) => Self { part, key, name: sniff::without_packing(&self.name) },
            None => self,
        }
    }
}

/// Whether a document is reached only through those before it, as the file's name tells. What starts a compressed part of its own is
/// not, nor a member of a zip.
#[must_use]
pub fn is_behind_others(path: &Path, record: &Record) -> bool {
    let name = path.to_string_lossy();
    let is_packed = sniff::without_packing(&name) != *name;
    match record {
        Record::Whole | Record::Numbered { from: 1.., offset: ..NEAR, .. } => false,
        Record::Member(member) if member.inside == Record::Whole => is_packed,
        _ => is_packed || sniff::extension(&name) == "zip",
    }
}

/// How far into a file a document is, if that is a tar or one of many records.
fn reach(record: &Record) -> u64 {
    match record {
        Record::Whole => 0,
        Record::Numbered { offset, .. } => *offset,
        Record::Member(member) => member.at.saturating_add(reach(&member.inside)),
    }
}

/// The place that a member of a zip is, if a record far into it is asked for again: it is read of a copy.
pub(super) fn far_in_member<R: Read>(
    place: &Place,
    member: &Member,
    read: impl FnOnce() -> Option<R>,
) -> Option<Place> {
    if reach(&member.inside) < NEAR {
        return None;
    }
    let inner = place.member(member, place.part.clone());
    copies::of(&inner.key, read).map(|part| Place { part, ..inner })
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Write;
    use std::ops::ControlFlow;
    use std::path::PathBuf;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;
    use crate::formats::{document, document_in, documents};

    /// Lines of JSON, far more than what is near.
    fn lines() -> String {
        let line = |n: usize| {
            format!("{{\"title\": \"Ferry {n}\", \"text\": \"{}\"}}\n", "The ferry left at dawn. ".repeat(n % 90 + 1))
        };
        let lines: String = (0..2_000).map(line).collect();
        assert!(lines.len() as u64 > NEAR * 2);
        lines
    }

    fn tar(name: &str, bytes: &[u8]) -> Vec<u8> {
        let mut tar = tar::Builder::new(Vec::new());
        for name in ["a.txt", name] {
            let bytes = if name == "a.txt" { b"A ferry sailed on Monday." } else { bytes };
            let mut header = tar::Header::new_gnu();
            header.set_size(bytes.len() as u64);
            tar.append_data(&mut header, name, bytes).unwrap();
        }
        tar.into_inner().unwrap()
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
        gzip.write_all(bytes).unwrap();
        gzip.finish().unwrap()
    }

    fn zip(name: &str, bytes: &[u8]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
        zip.finish().unwrap().into_inner()
    }

    /// Reads a file forward, and its documents again from its end to its start and changed.
    fn check(folder: &std::path::Path, name: &str, bytes: impl Fn(&str) -> Vec<u8>) {
        let path: PathBuf = folder.join(name);
        for lines in [lines(), lines().replace("Ferry", "Boat number")] {
            let bytes = bytes(&lines);
            fs::write(&path, &bytes).unwrap();
            let memory: Arc<[u8]> = bytes.into();
            let mut found = Vec::new();
            documents(&path, &mut |document| {
                found.push(document.unwrap());
                ControlFlow::Continue(())
            })
            .unwrap();
            assert!(found.len() >= 2_000, "{name}: {}", found.len());
            let again = || {
                for expected in found.iter().rev().step_by(97) {
                    assert_eq!(&document(&path, &expected.record).unwrap(), expected, "{name}");
                    assert_eq!(&document_in(&memory, &expected.record).unwrap(), expected, "{name} in memory");
                }
            };
            again();
            // A thread that knows nothing of the file finds a copy.
            std::thread::scope(|scope| scope.spawn(again).join().unwrap());
        }
    }

    #[test]
    fn what_is_read_again_is_what_was_read_first() {
        let folder = tempfile::tempdir().unwrap();
        let check = |name: &str, bytes: &dyn Fn(&str) -> Vec<u8>| check(folder.path(), name, bytes);
        check("a.jsonl", &|lines| lines.as_bytes().to_vec());
        check("a.jsonl.gz", &|lines| gzip(lines.as_bytes()));
        check("b.jsonl.gz", &|lines| {
            let (head, tail) = lines.split_at(lines.find('\n').unwrap() + 1);
            [gzip(head.as_bytes()), gzip(tail.as_bytes())].concat()
        });
        check("a.tar", &|lines| tar("b.jsonl", lines.as_bytes()));
        check("a.tgz", &|lines| gzip(&tar("b.jsonl", lines.as_bytes())));
        check("b.tar", &|lines| tar("b.jsonl.gz", &gzip(lines.as_bytes())));
        check("a.zip", &|lines| zip("b.jsonl", lines.as_bytes()));
        check("b.zip", &|lines| zip("b.tar", &tar("b.jsonl", lines.as_bytes())));
        check("c.zip", &|lines| zip("b.jsonl.gz", &gzip(lines.as_bytes())));
    }

    #[test]
    fn a_member_that_is_gone_is_said_to_be() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.zip");
        fs::write(&path, zip("b.txt", b"The ferry left at dawn.")).unwrap();
        let member = |name: &str, at: u64| {
            Record::Member(Member { name: name.to_owned(), at, length: 9, inside: Record::Whole }.into())
        };
        assert!(document(&path, &member("b.txt", 0)).is_ok());
        for gone in
            [member("c.txt", 0), member("b.txt", 1), Record::Numbered { number: 1, from: 0, offset: 0, length: 5 }]
        {
            assert_eq!(document(&path, &gone).unwrap_err().reason, GONE);
        }
    }
}
