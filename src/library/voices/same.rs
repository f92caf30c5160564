//! The same words in several articles.

use std::hash::{BuildHasher, BuildHasherDefault};

use rustc_hash::{FxHashMap, FxHasher};

use super::{Carried, Entry, Person, Said};

/// Words in a row by which quotes that may be the same are found.
const GRAM: usize = 3;
/// From so many words on the same words are the same quote, and a part of others a part of that quote, whenever they were said.
const EQUAL: usize = 4;
const PART: usize = 7;
/// Fewer words are the same only within so many days.
const DAYS: i32 = 14;
/// Words of a quote that are looked at.
const WORDS: usize = 600;

/// The words of a quote as hashes, parted where an ellipsis stands.
struct Words {
    all: Vec<u64>,
    /// Where each part ends.
    ends: Vec<usize>,
}

impl Words {
    fn of(text: &str) -> Self {
        let hasher = BuildHasherDefault::<FxHasher>::default();
        let (mut all, mut ends) = (Vec::new(), Vec::new());
        for part in text.split(['\u{2026}']).flat_map(|part| part.split("...")) {
            let words = part.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '\u{2019}'));
            let words = words.map(|word| word.trim_matches(['\'', '\u{2019}'])).filter(|word| !word.is_empty());
            all.extend(words.map(|word| hasher.hash_one(word.to_lowercase().replace('\u{2019}', "'"))));
            all.truncate(WORDS);
            if ends.last().copied().unwrap_or(0) < all.len() {
                ends.push(all.len());
            }
        }
        Self { all, ends }
    }

    fn parts(&self) -> impl Iterator<Item = &[u64]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).filter_map(|(start, end)| self.all.get(start..*end))
    }

    /// Whether all parts of it are parts of another one, in order.
    fn is_within(&self, other: &Self) -> bool {
        let mut rest = other.all.as_slice();
        self.parts().all(|part| {
            let at = rest.windows(part.len()).position(|window| window == part);
            rest = at.and_then(|at| rest.get(at + part.len()..)).unwrap_or_default();
            at.is_some()
        })
    }

    /// By what it is found: its first words.
    fn key(&self) -> Option<&[u64]> {
        self.all.get(..self.all.len().min(GRAM)).filter(|key| !key.is_empty())
    }
}

/// Makes one entry of each quote, for all articles that carry it. The order stays.
pub(super) fn join(found: Vec<Said>, people: &[Person]) -> Vec<Entry> {
    let words: Vec<Words> = found.iter().map(|said| Words::of(&said.quote.text)).collect();
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(words.get(*at).map_or(0, |words| words.all.len())));
    // The quotes that are found by a row of words, and for each one the quote that it is a part of.
    let mut known: FxHashMap<&[u64], Vec<usize>> = FxHashMap::default();
    let mut whole: Vec<usize> = (0..found.len()).collect();
    for at in order {
        let Some((here, key)) = words.get(at).and_then(|here| Some((here, here.key()?))) else { continue };
        let is_same = |other: &&usize| {
            let there = words.get(**other).filter(|_| people.get(at) == people.get(**other));
            let days = found.get(at).zip(found.get(**other)).and_then(|(one, other)| days_between(one, other));
            let near = days.is_some_and(|days| days <= DAYS);
            let least = |there: &Words| if there.all.len() == here.all.len() { EQUAL } else { PART };
            there.is_some_and(|there| here.is_within(there) && (near || here.all.len() >= least(there)))
        };
        let same = known.get(key).and_then(|others| others.iter().find(is_same)).copied();
        if let Some(other) = same {
            if let Some(slot) = whole.get_mut(at) {
                *slot = other;
            }
        } else {
            let grams = here.all.windows(GRAM.min(here.all.len()));
            grams.for_each(|gram| known.entry(gram).or_default().push(at));
        }
    }
    let lengths: Vec<usize> = words.iter().map(|words| words.all.len()).collect();
    entries(found, people, &whole, &lengths)
}

fn days_between(one: &Said, other: &Said) -> Option<i32> {
    Some((one.published?.date - other.published?.date).get_days().abs())
}

fn entries(found: Vec<Said>, people: &[Person], whole: &[usize], lengths: &[usize]) -> Vec<Entry> {
    let length = |at: usize| lengths.get(at).copied().unwrap_or_default();
    let mut groups: FxHashMap<usize, usize> = FxHashMap::default();
    let mut entries: Vec<(usize, Vec<(usize, Said)>)> = Vec::new();
    for (at, said) in found.into_iter().enumerate() {
        let of = whole.get(at).copied().unwrap_or(at);
        let number = *groups.entry(of).or_insert_with(|| {
            entries.push((of, Vec::new()));
            entries.len() - 1
        });
        if let Some((_, group)) = entries.get_mut(number) {
            group.push((at, said));
        }
    }
    let entry = |(of, mut group): (usize, Vec<(usize, Said)>)| {
        let longest = length(of);
        let first = group.iter().position(|(at, _)| length(*at) == longest)?;
        let (_, said) = group.remove(first);
        let person = people.get(of)?;
        let sure = person.sure && (said.sure || group.iter().any(|(_, said)| said.sure));
        let also = group.into_iter().map(|(at, said)| Carried { said, cut: length(at) < longest });
        Some(Entry { person: person.name.clone(), sure, said, also: also.collect() })
    };
    entries.into_iter().filter_map(entry).collect()
}
