//! Words in headlines and bodies.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::Sender;
use regex::{Regex, RegexBuilder};

use super::engine::Command;
use super::{Catalogue, Position, Row};
use crate::formats;

/// How often a search says how far it is.
const REPORT: Duration = Duration::from_millis(50);

/// Words that must all occur.
#[derive(Clone, Debug, Default)]
pub(super) struct Words(Vec<Regex>);

impl Words {
    pub(super) fn new(typed: &str) -> Self {
        let word = |word: &str| RegexBuilder::new(&regex::escape(word)).case_insensitive(true).build().ok();
        Self(typed.split_whitespace().filter_map(word).collect())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The words that headline and source leave to be found.
    fn missing(&self, row: &Row) -> Vec<&Regex> {
        self.0.iter().filter(|word| !word.is_match(&row.headline) && !word.is_match(&row.source)).collect()
    }

    pub(super) fn in_row(&self, row: &Row) -> bool {
        self.missing(row).is_empty()
    }
}

/// What a search found since it last said so.
pub(super) struct Hits {
    pub(super) generation: u64,
    pub(super) rows: Vec<Position>,
    /// Bodies searched since the last report.
    pub(super) searched: u64,
}

/// Searches the bodies of `rows` on a thread of its own, until `current` is another generation.
pub(super) fn bodies(
    words: Words,
    rows: Vec<Position>,
    catalogue: Catalogue,
    stdin: Option<Arc<[u8]>>,
    (current, generation): (Arc<AtomicU64>, u64),
    commands: Sender<Command>,
) {
    thread::spawn(move || {
        let mut hits = Vec::new();
        let mut said = Instant::now();
        let mut searched = 0u64;
        for position in rows {
            if current.load(Ordering::Relaxed) != generation {
                return;
            }
            if catalogue.row(position).is_some_and(|row| in_body(&words, row, stdin.as_deref())) {
                hits.push(position);
            }
            searched += 1;
            if said.elapsed() >= REPORT {
                let rows = std::mem::take(&mut hits);
                if commands.send(Command::Hits(Hits { generation, rows, searched })).is_err() {
                    return;
                }
                said = Instant::now();
                searched = 0;
            }
        }
        drop(commands.send(Command::Hits(Hits { generation, rows: hits, searched })));
    });
}

/// Whether the words that the row's headline and source lack are in the body. A file that is gone has none.
fn in_body(words: &Words, row: &Row, stdin: Option<&[u8]>) -> bool {
    let missing = words.missing(row);
    let place = &row.place;
    if place.path.as_os_str() == "-" {
        return super::read(place, stdin).is_ok_and(|article| {
            let has = |word: &&Regex| article.paragraphs.iter().any(|paragraph| word.is_match(&paragraph.text));
            missing.iter().all(has)
        });
    }
    let document = formats::document(&place.path, &place.record);
    document.is_ok_and(|document| missing.iter().all(|word| word.is_match(&document.text)))
}
