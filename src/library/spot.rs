//! Finding articles of another session again.

use std::io;
use std::path::Path;

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use super::bits::Bits;
use super::catalogue::{Catalogue, headline_hash};
use super::{Position, Row};
use crate::article::ArticleId;
use crate::formats::Record;

/// What an article is found again by: its key or, where that is not known yet or its text has changed, its headline in its file, or
/// its place there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot {
    id: ArticleId,
    /// The path of its file; nothing where that is no Unicode.
    path: String,
    record: Record,
    #[serde(default)]
    headline: String,
}

impl Spot {
    /// The spot of a row.
    #[must_use]
    pub fn of(row: &Row) -> Self {
        let path = row.place.path.to_str().unwrap_or_default().to_owned();
        Self { id: row.id, path, record: row.place.record.clone(), headline: row.details.headline.to_string() }
    }
}

/// Where articles stand; those that are not there are missing.
///
/// # Errors
///
/// When the index cannot be read.
pub(super) fn locate(catalogue: &Catalogue, spots: Vec<Spot>) -> io::Result<Vec<(Spot, Position)>> {
    let mut found = Vec::new();
    let mut open = Vec::new();
    for spot in spots {
        let mut rows = Bits::new(catalogue.len() as usize);
        if spot.id != ArticleId::default() {
            catalogue.with_ids(&[spot.id.0], &mut rows)?;
            rows.and_not(&catalogue.dead);
        }
        let first = rows.iter().find_map(|row| Position::try_from(row).ok());
        match first {
            Some(position) => found.push((spot, position)),
            None => open.push(spot),
        }
    }
    if open.is_empty() {
        return Ok(found);
    }
    // The numbers of each one's file, which has one for every time that it was read.
    let mut inside: Vec<(usize, FxHashSet<u32>)> = vec![Default::default(); open.len()];
    let mut number: u32 = 0;
    catalogue.each_path(&mut |path| {
        for (spot, (length, numbers)) in open.iter().zip(&mut inside).filter(|(spot, _)| !spot.path.is_empty()) {
            let is_end = std::str::from_utf8(path).is_ok_and(|path| Path::new(&spot.path).ends_with(path));
            if is_end && path.len() >= *length {
                // `world/a.txt` is nearer to it than the `a.txt` of another folder.
                if path.len() > std::mem::replace(length, path.len()) {
                    numbers.clear();
                }
                numbers.insert(number);
            }
        }
        number += 1;
    })?;
    let files = catalogue.files()?;
    for (spot, (_, numbers)) in open.into_iter().zip(inside) {
        let is_in = |position: &Position| {
            let at = *position as usize;
            files.get(at).is_some_and(|file| numbers.contains(file)) && !catalogue.dead.get(at)
        };
        let record = |position: &Position| catalogue.place(*position).is_ok_and(|place| place.record == spot.record);
        let hash = headline_hash(&spot.headline);
        let titled = hash.map_or(Ok(Vec::new()), |hash| catalogue.with_headline(hash, 0))?;
        let titled: Vec<Position> = titled.into_iter().filter(is_in).collect();
        // Of several with this headline the one in the same place, else any; without one, what is in the place now.
        let row = titled.iter().copied().find(record).or(titled.first().copied());
        let row = row.or_else(|| (0..catalogue.len()).filter(is_in).find(record));
        found.extend(row.map(|position| (spot, position)));
    }
    Ok(found)
}
