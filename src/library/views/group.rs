//! The groups of a view.

use std::io;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::library::catalogue::{Catalogue, stamp};
use crate::library::eval::Asked;
use crate::library::{GroupBy, GroupStart, Position};

/// The key of what belongs to no group: it comes last.
const NONE: i64 = i64::MAX;

/// Rows that are read between two looks at whether anybody still wants to know.
const LOOK: u32 = 4096;

/// The group of each row, by position: groups come in the order of their keys.
pub(super) struct Groups {
    keys: Vec<i64>,
    /// The keys are numbers of queries.
    by_query: bool,
}

impl Groups {
    /// Finds out to which group each row of a catalogue belongs.
    ///
    /// # Errors
    ///
    /// When the catalogue cannot be read.
    pub(super) fn new(by: &GroupBy, asked: &Asked<'_>) -> io::Result<Self> {
        let catalogue = asked.catalogue;
        let keys = match by {
            // The newest day first, and what has none last.
            GroupBy::Day => catalogue.dates()?.into_iter().map(|date| -stamp::day_number(date)).collect(),
            GroupBy::Site => catalogue.site_ranks()?.into_iter().map(i64::from).collect(),
            GroupBy::Source => sources(catalogue, asked.cancel)?,
            GroupBy::Queries(queries) => {
                let mut keys = vec![NONE; catalogue.len() as usize];
                for (query, number) in queries.iter().zip(0..) {
                    // Of what only reading could tell, the index will know more once it is complete.
                    let found = asked.answer(&query.filter)?.yes;
                    let rows = keys.iter_mut().enumerate();
                    let new = rows.filter(|(position, key)| **key == NONE && found.get(*position));
                    new.for_each(|(_, key)| *key = number);
                }
                keys
            }
        };
        Ok(Self { keys, by_query: matches!(by, GroupBy::Queries(_)) })
    }

    /// Puts the rows of a group together, in the order that they have, and tells where each group begins.
    pub(super) fn gather(&self, order: &mut Arc<[Position]>) -> Vec<GroupStart> {
        let key = |position: Position| self.keys.get(position as usize).copied().unwrap_or(NONE);
        if !order.is_sorted_by_key(|position| key(*position)) {
            let mut rows = order.to_vec();
            rows.sort_by_key(|position| key(*position));
            *order = rows.into();
        }
        let mut before = None;
        let numbered = (0..).zip(order.iter().map(|position| key(*position)));
        let starts = numbered.filter(|(_, key)| before.replace(*key) != Some(*key));
        let start = |(row, key)| {
            let query = if self.by_query { u32::try_from(key).ok() } else { None };
            GroupStart { row, query }
        };
        starts.map(start).collect()
    }
}

/// The rank of each row's source among the names of all sources.
fn sources(catalogue: &Catalogue, cancel: &dyn Fn() -> bool) -> io::Result<Vec<i64>> {
    let mut numbers: FxHashMap<String, usize> = FxHashMap::default();
    let mut all: Vec<Option<usize>> = Vec::with_capacity(catalogue.len() as usize);
    for (first, segment) in catalogue.segments() {
        all.resize(*first as usize, None);
        segment.each_head(&mut |row, head| {
            all.resize((first + row) as usize, None);
            all.push(head.source.map(|name| {
                let next = numbers.len();
                // Most names are known: they are looked up without a copy.
                numbers.get(name).copied().unwrap_or_else(|| *numbers.entry(name.to_owned()).or_insert(next))
            }));
            row % LOOK == 0 && cancel()
        })?;
    }
    all.resize(catalogue.len() as usize, None);
    let mut names: Vec<(&String, &usize)> = numbers.iter().collect();
    names.sort_by_cached_key(|(name, _)| (name.to_lowercase(), (*name).clone()));
    let mut ranks = vec![NONE; names.len()];
    for ((_, number), rank) in names.into_iter().zip(0..) {
        if let Some(slot) = ranks.get_mut(*number) {
            *slot = rank;
        }
    }
    Ok(all.into_iter().map(|number| number.and_then(|number| ranks.get(number)).copied().unwrap_or(NONE)).collect())
}
