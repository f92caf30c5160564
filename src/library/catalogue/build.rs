//! Making a segment.

use rustc_hash::FxHashMap;

use super::segment::{HEADER, SECTIONS};
use super::{Checksum, Entry, Folder, ListedFile, paths};

/// Takes rows one by one, and makes a segment of them.
#[derive(Debug, Default)]
pub(crate) struct Builder {
    entries: Vec<Entry>,
    files: Vec<ListedFile>,
    folders: Vec<Folder>,
    folder_numbers: FxHashMap<(u32, Vec<u8>), u32>,
}

/// Things of any length, one behind the other, and where each starts.
#[derive(Default)]
struct Items {
    starts: Vec<u8>,
    bytes: Vec<u8>,
}

impl Items {
    /// Adds one thing, which is these parts.
    fn push(&mut self, parts: &[&[u8]]) {
        self.start();
        for part in parts {
            self.bytes.extend_from_slice(part);
        }
    }

    fn start(&mut self) {
        // Builders are asked how large they are before four gigabytes could come together.
        let at = u32::try_from(self.bytes.len()).unwrap_or(u32::MAX);
        self.starts.extend_from_slice(&at.to_le_bytes());
    }

    fn finish(mut self) -> [Vec<u8>; 2] {
        self.start();
        [self.starts, self.bytes]
    }
}

impl Builder {
    /// How many rows it has.
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it has neither rows nor files.
    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.files.is_empty()
    }

    /// The number of a folder. Asked again, it is the same.
    pub(crate) fn folder(&mut self, folder: &Folder) -> u32 {
        let next = u32::try_from(self.folders.len()).unwrap_or(u32::MAX);
        // Files of a folder come together.
        if self.folders.last() == Some(folder) {
            return next - 1;
        }
        let number = *self.folder_numbers.entry((folder.root, folder.path.clone())).or_insert(next);
        if number == next {
            self.folders.push(folder.clone());
        }
        number
    }

    /// Adds a file, whose folder has a number, and gives its number.
    pub(crate) fn file(&mut self, file: ListedFile) -> u32 {
        self.files.push(file);
        u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX)
    }

    /// Adds a row, whose file has a number.
    pub(crate) fn push(&mut self, entry: Entry) {
        self.entries.push(entry);
    }

    /// Takes over all that another one has.
    pub(crate) fn absorb(&mut self, other: Self) {
        let folders: Vec<u32> = other.folders.iter().map(|folder| self.folder(folder)).collect();
        let before = u32::try_from(self.files.len()).unwrap_or(u32::MAX);
        let moved = |file: ListedFile| ListedFile {
            folder: folders.get(file.folder as usize).copied().unwrap_or_default(),
            ..file
        };
        self.files.extend(other.files.into_iter().map(moved));
        let moved = |entry: Entry| Entry { file: entry.file.saturating_add(before), ..entry };
        self.entries.extend(other.entries.into_iter().map(moved));
    }

    /// The bytes of the segment.
    pub(crate) fn finish(&self) -> Vec<u8> {
        let entries = &self.entries;
        let understood = entries.iter().all(|entry| entry.traits.is_understood());
        let mut columns: [Vec<u8>; 8] = Default::default();
        let [mut rows, mut sites, mut files, mut folders]: [Items; 4] = Default::default();
        let mut site_numbers: FxHashMap<&str, u32> = FxHashMap::default();
        for entry in entries {
            let next = u32::try_from(site_numbers.len()).unwrap_or(u32::MAX);
            let site = *site_numbers.entry(entry.site.as_str()).or_insert(next);
            if site == next {
                sites.push(&[&encode(entry.site.as_str())]);
            }
            let cells: [&[u8]; 8] = [
                &entry.date.to_le_bytes(),
                &entry.words.to_le_bytes(),
                &entry.id.0.to_le_bytes(),
                &entry.file.to_le_bytes(),
                &entry.traits.0.to_le_bytes(),
                &entry.language.to_le_bytes(),
                &site.to_le_bytes(),
                &entry.headline_hash.to_le_bytes(),
            ];
            for (column, cell) in columns.iter_mut().zip(cells) {
                column.extend_from_slice(cell);
            }
            let [date, words, id, file, traits, language, site, ..] = cells;
            rows.push(&[date, words, id, file, traits, language, site, &entry.details]);
        }
        let mut troubled = Vec::new();
        for (file, number) in self.files.iter().zip(0_u32..) {
            files.push(&[&encode(file)]);
            if !file.problems.is_empty() {
                troubled.extend_from_slice(&number.to_le_bytes());
            }
        }
        for folder in &self.folders {
            folders.push(&[&encode(folder)]);
        }
        let by_id = order(entries, |entry| entry.id.0);
        let by_headline = order(entries, |entry| entry.headline_hash);
        let by_letters = order(entries, |entry| entry.headline_key);
        let mut keys: Vec<[u128; 2]> = entries.iter().map(|entry| entry.headline_key).collect();
        keys.sort_unstable();
        let keys = [0, 1].map(|half| keys.iter().flat_map(|key| key[half].to_le_bytes()).collect());
        let items = [rows, sites, files, folders].into_iter().flat_map(Items::finish);
        let orders = [by_id, by_headline, by_letters];
        let sections: Vec<Vec<u8>> =
            columns.into_iter().chain(keys).chain(orders).chain(items).chain([self.by_path(), troubled]).collect();
        assemble(entries.len(), understood, &sections)
    }

    /// The files in the order of their paths.
    fn by_path(&self) -> Vec<u8> {
        let none = Folder::default();
        let path = |file: u32| {
            let file = self.files.get(file as usize);
            let folder = file.and_then(|file| self.folders.get(file.folder as usize)).unwrap_or(&none);
            (folder, file.map_or(&[][..], |file| &file.name))
        };
        let mut order: Vec<u32> = (0..).take(self.files.len()).collect();
        order.sort_by(|one, other| paths::compare(path(*one), path(*other)));
        order.into_iter().flat_map(u32::to_le_bytes).collect()
    }
}

/// Nothing that a segment holds fails to be written down.
fn encode<T: serde::Serialize + ?Sized>(value: &T) -> Vec<u8> {
    postcard::to_allocvec(value).unwrap_or_default()
}

fn order<T: Ord>(entries: &[Entry], key: impl Fn(&Entry) -> T) -> Vec<u8> {
    let mut order: Vec<(T, u32)> = entries.iter().map(key).zip(0..).collect();
    order.sort_unstable();
    order.iter().flat_map(|(_, row)| row.to_le_bytes()).collect()
}

fn assemble(rows: usize, understood: bool, sections: &[Vec<u8>]) -> Vec<u8> {
    let size: usize = sections.iter().map(Vec::len).sum();
    let mut bytes = Vec::with_capacity(HEADER + size);
    bytes.extend_from_slice(super::segment::MAGIC);
    bytes.extend_from_slice(&u32::try_from(rows).unwrap_or(u32::MAX).to_le_bytes());
    bytes.extend_from_slice(&u32::from(understood).to_le_bytes());
    let mut offset = HEADER as u64;
    let mut sum = Checksum::default();
    for section in sections.iter().take(SECTIONS) {
        bytes.extend_from_slice(&offset.to_le_bytes());
        bytes.extend_from_slice(&(section.len() as u64).to_le_bytes());
        offset += section.len() as u64;
        sum.add(section);
    }
    bytes.extend_from_slice(&sum.finish().to_le_bytes());
    let sum = super::checksum(&bytes);
    bytes.extend_from_slice(&sum.to_le_bytes());
    for section in sections {
        bytes.extend_from_slice(section);
    }
    bytes
}
