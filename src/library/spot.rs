//! Finding articles of another session again.

use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::bits::Bits;
use super::catalogue::Catalogue;
use super::{Position, Row};
use crate::article::ArticleId;
use crate::formats::Record;

/// What an article is found again by: its key or, where that is not known yet or its text has changed, its place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot {
    id: ArticleId,
    /// The path of its file; nothing where that is no Unicode.
    path: String,
    record: Record,
}

impl Spot {
    /// The spot of a row.
    #[must_use]
    pub fn of(row: &Row) -> Self {
        let path = row.place.path.to_str().unwrap_or_default().to_owned();
        Self { id: row.id, path, record: row.place.record.clone() }
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
    let mut inside = vec![None; open.len()];
    let mut number: u32 = 0;
    catalogue.each_path(&mut |path| {
        let Ok(path) = std::str::from_utf8(path) else { return number += 1 };
        for (spot, file) in open.iter().zip(&mut inside).filter(|(spot, _)| !spot.path.is_empty()) {
            if file.is_none() && Path::new(&spot.path).ends_with(path) {
                *file = Some(number);
            }
        }
        number += 1;
    })?;
    let files = catalogue.files()?;
    for (spot, file) in open.into_iter().zip(inside) {
        let Some(file) = file else { continue };
        let rows = (0..).zip(&files).filter(|(_, other)| **other == file);
        let row = rows
            .map(|(position, _)| position)
            .find(|&position| catalogue.place(position).is_ok_and(|place| place.record == spot.record));
        found.extend(row.map(|position| (spot, position)));
    }
    Ok(found)
}
