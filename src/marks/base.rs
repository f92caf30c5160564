//! A million marks in little memory: a table sorted by article, of columns that are read from a snapshot as they are.
//!
//! A register is the winner so far for one field of one article. Those that are on or off are bits of a column, and
//! their clocks stand in another; positions have a column of their own; the rest, of which there are few, are decoded.

use std::collections::HashMap;
use std::sync::Arc;

use super::change::FLAGS;
use super::{Change, Clock, Entry, Mark, Position};
use crate::article::ArticleId;

/// The winner so far for a field of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Register {
    pub(super) change: Change,
    pub(super) clock: Clock,
    pub(super) device: Arc<str>,
}

impl Register {
    pub(super) fn of(entry: &Entry) -> Self {
        Self { change: entry.change.clone(), clock: entry.clock, device: Arc::clone(&entry.device) }
    }

    /// The rule of merging: the greatest (clock, device, value) wins.
    pub(super) fn loses_to(&self, entry: &Entry) -> bool {
        (self.clock, &self.device, &self.change) < (entry.clock, &entry.device, &entry.change)
    }
}

/// The article that was last marked at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) article: ArticleId,
    pub(super) clock: Clock,
    pub(super) device: Arc<str>,
}

impl Placed {
    pub(super) fn loses_to(&self, other: &Self) -> bool {
        (self.clock, &self.device, self.article) < (other.clock, &other.device, other.article)
    }
}

/// A clock as a number, and the number of a device.
pub(super) const STAMP: usize = 8 + 2;
/// The number of the article's row, paragraph, offset, stamp.
pub(super) const POSITION: usize = 4 + 4 + 4 + STAMP;
/// The hash of the path, article, stamp.
pub(super) const PLACE: usize = 8 + 16 + STAMP;
/// A rank is kept for every so many articles.
const BLOCK: usize = 64;
/// In the second byte of an article's bits: it has registers in other columns too.
const MORE: u8 = 0x80;

/// The table. All numbers in it are big-endian, so that their order is that of their bytes.
#[derive(Debug, Default)]
pub(super) struct Base {
    pub(super) devices: Vec<Arc<str>>,
    /// 16 bytes an article, ascending.
    pub(super) ids: Vec<u8>,
    /// 2 bytes an article: which flags are on, and which were ever set.
    pub(super) bits: Vec<u8>,
    /// [`STAMP`] bytes for each flag that was ever set.
    pub(super) stamps: Vec<u8>,
    /// [`POSITION`] bytes each, by row.
    pub(super) positions: Vec<u8>,
    /// Notes, tags and predecessors, by row.
    pub(super) rest: Vec<(u32, Register)>,
    /// [`PLACE`] bytes each, by hash.
    pub(super) places: Vec<u8>,
    /// The number of flags ever set before every [`BLOCK`]th article.
    pub(super) ranks: Vec<u32>,
}

impl Base {
    pub(super) fn len(&self) -> usize {
        self.ids.len() / 16
    }

    pub(super) fn id(&self, row: usize) -> Option<ArticleId> {
        self.ids.get(row * 16..).and_then(<[u8]>::first_chunk).map(|id| ArticleId(u128::from_be_bytes(*id)))
    }

    pub(super) fn find(&self, article: ArticleId) -> Option<usize> {
        let is_before = |row: usize| self.id(row).is_some_and(|id| id < article);
        let (low, high) = self.around(self.guess(article), is_before);
        let row = low + partition(high - low, |at| is_before(low + at));
        (self.id(row) == Some(article)).then_some(row)
    }

    /// About where an article is. Ids are hashes, so they lie evenly: a guess by the id alone, mended by what was found there.
    fn guess(&self, article: ArticleId) -> usize {
        let len = self.len();
        let start = |id: ArticleId| i128::try_from(id.0 >> 64).unwrap_or_default();
        let rows = |distance: i128| (distance * i128::try_from(len).unwrap_or_default()) >> 64;
        let clamped = |row: i128| usize::try_from(row).unwrap_or_default().min(len.saturating_sub(1));
        let first = rows(start(article));
        let found = self.id(clamped(first)).map_or(0, start);
        clamped(first + rows(start(article) - found))
    }

    /// Rows between which is the first one that `is_before` does not hold for, looked for in steps that double from a guess.
    fn around(&self, guess: usize, is_before: impl Fn(usize) -> bool) -> (usize, usize) {
        let (len, mut step) = (self.len(), 4);
        let (mut low, mut high) = (guess, guess);
        if is_before(guess) {
            while high < len && is_before(high) {
                low = high + 1;
                high = high.saturating_add(step).min(len);
                step *= 2;
            }
        } else {
            while low > 0 && !is_before(low - 1) {
                high = low - 1;
                low = low.saturating_sub(step);
                step *= 2;
            }
        }
        (low.min(high), high)
    }

    /// The mark of a row, when its flags are all that it has.
    pub(super) fn plain(&self, row: usize) -> Option<Mark> {
        let [on, set] = self.bits_of(row);
        (set & MORE == 0).then(|| Mark {
            read: on & 1 != 0,
            starred: on & 2 != 0,
            kept: on & 4 != 0,
            dropped: on & 8 != 0,
            seen_copy: on & 16 != 0,
            ..Mark::default()
        })
    }

    /// Adds the registers of a row, by field.
    pub(super) fn registers(&self, row: usize, found: &mut Vec<Register>) {
        let [on, set] = self.bits_of(row);
        let fields = (0..FLAGS).filter(|field| set & 1 << field != 0);
        for (rank, field) in (self.rank(row)..).zip(fields) {
            let (clock, device) = self.stamp(&self.stamps, rank * STAMP);
            found.extend(Change::from_flag(field, on & 1 << field != 0).map(|change| Register {
                change,
                clock,
                device,
            }));
        }
        if set & MORE == 0 {
            return;
        }
        let wanted = number(row);
        let count = self.positions.len() / POSITION;
        let at = partition(count, |at| u32_at(&self.positions, at * POSITION) < wanted) * POSITION;
        if at < self.positions.len() && u32_at(&self.positions, at) == wanted {
            let (paragraph, offset) = (u32_at(&self.positions, at + 4), u32_at(&self.positions, at + 8));
            let (clock, device) = self.stamp(&self.positions, at + 12);
            found.push(Register { change: Change::Position(Position { paragraph, offset }), clock, device });
        }
        let start = self.rest.partition_point(|(row, _)| *row < wanted);
        let rest = self.rest.iter().skip(start).take_while(|(row, _)| *row == wanted);
        found.extend(rest.map(|(_, register)| register.clone()));
    }

    /// The clock and the value of a flag of a row, if it was ever set.
    pub(super) fn flag(&self, row: usize, field: u8) -> Option<(Clock, bool)> {
        let [on, set] = self.bits_of(row);
        let before = (set & !(u8::MAX << field)).count_ones();
        let rank = self.rank(row) + usize::try_from(before).unwrap_or_default();
        (set & 1 << field != 0).then(|| (Clock::unpack(u64_at(&self.stamps, rank * STAMP)), on & 1 << field != 0))
    }

    pub(super) fn place(&self, hash: u64) -> Option<Placed> {
        let at = partition(self.places.len() / PLACE, |at| u64_at(&self.places, at * PLACE) < hash);
        self.place_at(at).filter(|(found, _)| *found == hash).map(|(_, placed)| placed)
    }

    pub(super) fn place_at(&self, index: usize) -> Option<(u64, Placed)> {
        let at = index * PLACE;
        let id = self.places.get(at + 8..)?.first_chunk()?;
        let (clock, device) = self.stamp(&self.places, at + 24);
        let article = ArticleId(u128::from_be_bytes(*id));
        Some((u64_at(&self.places, at), Placed { article, clock, device }))
    }

    /// Counts what [`registers`](Self::registers) needs; the columns are complete.
    pub(super) fn index(&mut self) {
        let mut count = 0;
        self.ranks.clear();
        for block in self.bits.chunks(BLOCK * 2) {
            self.ranks.push(count);
            count += flags_set(block);
        }
    }

    /// Whether the columns fit together, as those of a snapshot should.
    pub(super) fn is_sound(&self) -> bool {
        let rows = self.len();
        let flags =
            self.ranks.last().copied().unwrap_or_default() + self.bits.chunks(BLOCK * 2).last().map_or(0, flags_set);
        self.ids.len() == rows * 16
            && self.bits.len() == rows * 2
            && self.stamps.len() == usize::try_from(flags).unwrap_or_default() * STAMP
            && self.positions.len().is_multiple_of(POSITION)
            && self.places.len().is_multiple_of(PLACE)
    }

    fn rank(&self, row: usize) -> usize {
        let block = row / BLOCK;
        let before = self.bits.get(block * BLOCK * 2..row * 2).unwrap_or_default();
        let rank = self.ranks.get(block).copied().unwrap_or_default() + flags_set(before);
        usize::try_from(rank).unwrap_or_default()
    }

    fn bits_of(&self, row: usize) -> [u8; 2] {
        self.bits.get(row * 2..).and_then(<[u8]>::first_chunk).copied().unwrap_or_default()
    }

    fn stamp(&self, column: &[u8], at: usize) -> (Clock, Arc<str>) {
        let device = column.get(at + 8..).and_then(<[u8]>::first_chunk).copied().unwrap_or_default();
        let device = self.devices.get(usize::from(u16::from_be_bytes(device))).cloned();
        (Clock::unpack(u64_at(column, at)), device.unwrap_or_else(|| "".into()))
    }
}

/// How many flags were ever set in a stretch of the column of bits.
fn flags_set(bits: &[u8]) -> u32 {
    // Every second byte, without `MORE`, of four articles at once.
    const SET: u64 = 0x007f_007f_007f_007f;
    let (fours, rest) = bits.as_chunks::<8>();
    let rest: u32 = rest.iter().skip(1).step_by(2).map(|set| (set & !MORE).count_ones()).sum();
    fours.iter().map(|four| (u64::from_be_bytes(*four) & SET).count_ones()).sum::<u32>() + rest
}

/// The first of `count` places that `before` does not hold for, when it holds for all before that one.
fn partition(count: usize, before: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low + (high - low) / 2;
        if before(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

fn u32_at(column: &[u8], at: usize) -> u32 {
    column.get(at..).and_then(<[u8]>::first_chunk).copied().map(u32::from_be_bytes).unwrap_or_default()
}

fn u64_at(column: &[u8], at: usize) -> u64 {
    column.get(at..).and_then(<[u8]>::first_chunk).copied().map(u64::from_be_bytes).unwrap_or_default()
}

/// Rows are fewer than four thousand million.
fn number(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(u32::MAX)
}

/// Makes a table, article by article.
#[derive(Default)]
pub(super) struct Builder {
    base: Base,
    devices: HashMap<Arc<str>, u16>,
    last: Option<(Arc<str>, u16)>,
}

impl Builder {
    /// A table of about so many rows, most of which come from another.
    pub(super) fn like(other: &Base, rows: usize) -> Self {
        let mut builder = Self::default();
        for device in &other.devices {
            builder.device(device);
        }
        builder.base.ids.reserve_exact(rows * 16);
        builder.base.bits.reserve_exact(rows * 2);
        builder.base.stamps.reserve_exact(rows * STAMP);
        builder
    }

    /// Adds a row of the table that this one is made like, if flags are all that it has; gives whether it did.
    pub(super) fn copy(&mut self, other: &Base, row: usize) -> bool {
        let bits = other.bits_of(row);
        let [_, set] = bits;
        let start = other.rank(row) * STAMP;
        let count = usize::try_from(set.count_ones()).unwrap_or_default();
        let stamps = other.stamps.get(start..start + count * STAMP).filter(|_| set & MORE == 0);
        let (Some(stamps), Some(id)) = (stamps, other.ids.get(row * 16..row * 16 + 16)) else { return false };
        self.base.ids.extend_from_slice(id);
        self.base.bits.extend_from_slice(&bits);
        self.base.stamps.extend_from_slice(stamps);
        true
    }

    /// Adds an article with its registers, by field; each article is greater than the one before.
    pub(super) fn push(&mut self, article: ArticleId, registers: &[Register]) {
        let row = number(self.base.len());
        let (mut on, mut set) = (0u8, 0u8);
        for register in registers {
            let stamp = self.stamp(register.clock, &register.device);
            if let Some((field, value)) = register.change.flag() {
                on |= u8::from(value) << field;
                set |= 1 << field;
                self.base.stamps.extend(stamp);
                continue;
            }
            set |= MORE;
            if let Change::Position(at) = register.change {
                for part in [row, at.paragraph, at.offset] {
                    self.base.positions.extend(part.to_be_bytes());
                }
                self.base.positions.extend(stamp);
            } else {
                self.base.rest.push((row, register.clone()));
            }
        }
        self.base.ids.extend(article.0.to_be_bytes());
        self.base.bits.extend([on, set]);
    }

    /// Adds a place; each hash is greater than the one before.
    pub(super) fn place(&mut self, hash: u64, placed: &Placed) {
        let stamp = self.stamp(placed.clock, &placed.device);
        self.base.places.extend(hash.to_be_bytes());
        self.base.places.extend(placed.article.0.to_be_bytes());
        self.base.places.extend(stamp);
    }

    pub(super) fn finish(mut self) -> Base {
        self.base.index();
        let Base { ids, bits, stamps, positions, rest, places, .. } = &mut self.base;
        for column in [ids, bits, stamps, positions, places] {
            column.shrink_to_fit();
        }
        rest.shrink_to_fit();
        self.base
    }

    fn stamp(&mut self, clock: Clock, device: &Arc<str>) -> [u8; STAMP] {
        let number = match &self.last {
            Some((last, number)) if Arc::ptr_eq(last, device) => *number,
            _ => self.device(device),
        };
        let mut stamp = [0; STAMP];
        let parts = clock.pack().to_be_bytes().into_iter().chain(number.to_be_bytes());
        stamp.iter_mut().zip(parts).for_each(|(slot, byte)| *slot = byte);
        stamp
    }

    /// The number of a device. Only ties are decided by it, so that those beyond the last number may share it.
    fn device(&mut self, device: &Arc<str>) -> u16 {
        let number = if let Some(number) = self.devices.get(device) {
            *number
        } else {
            let number = u16::try_from(self.base.devices.len()).unwrap_or(u16::MAX);
            if usize::from(number) == self.base.devices.len() {
                self.base.devices.push(Arc::clone(device));
            }
            self.devices.insert(Arc::clone(device), number);
            number
        };
        self.last = Some((Arc::clone(device), number));
        number
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn articles_are_found_however_unevenly_they_lie(
            ids in prop::collection::btree_set(prop_oneof![any::<u128>(), 0..40_u128, (u128::MAX - 40)..=u128::MAX], 0..90),
            others in prop::collection::vec(prop_oneof![any::<u128>(), 0..40_u128], 0..20),
        ) {
            let mut builder = Builder::default();
            for id in &ids {
                builder.push(ArticleId(*id), &[]);
            }
            let base = builder.finish();
            let sorted: Vec<u128> = ids.iter().copied().collect();
            let all: BTreeSet<u128> = ids.into_iter().chain(others).collect();
            for id in all {
                prop_assert_eq!(base.find(ArticleId(id)), sorted.binary_search(&id).ok());
            }
        }
    }
}
