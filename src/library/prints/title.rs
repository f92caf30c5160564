//! Titles as they are compared: those of story links with headlines.
//!
//! A page repeats a headline with other capitals, other dashes and quotation marks, cut off with `..`, or with the name of the
//! site behind it. A title's key is a hash of its letters and digits alone. A headline has keys for what a page may have made of
//! it ([`headline_keys`]), a story link for what it may have been ([`link_keys`]); the two that meet say how sure that is.

use unicode_normalization::UnicodeNormalization;

use super::{BASIS, add, mix};

/// Letters of a title that are enough to know it by.
const FEWEST: usize = 8;
/// How many letters of a headline each key of a start has. A title that is cut off is looked for by the longest that it has.
const STARTS: [usize; 6] = [16, 24, 36, 54, 80, 120];
/// What stands, with spaces around it, between a headline and the name of a site.
const DASHES: [&str; 8] = ["-", "\u{2013}", "\u{2014}", "|", "::", "\u{b7}", "\u{bb}", "\u{2022}"];
/// Words of the longest name of a site.
const NAME: usize = 5;
/// Words, and letters, of a headline that is still one without what stands behind its last dash.
const REST: (usize, usize) = (4, 18);

/// What a key is of: the two lowest bits of it.
const WHOLE: u64 = 0;
const START: u64 = 1;
const WORDS: u64 = 2;

/// Whether a key is that of the start of a title, which several titles may have.
pub(crate) fn is_start(key: u64) -> bool {
    key & 3 == START
}

fn tagged(hash: u64, kind: u64) -> u64 {
    mix(hash) & !3 | kind
}

/// The letters and digits of a text in small letters (Unicode NFKC), with a space between words.
pub(crate) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    if text.is_ascii() {
        for word in text.as_bytes().split(|byte| !byte.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
            if !folded.is_empty() {
                folded.push(' ');
            }
            folded.push_str(std::str::from_utf8(word).unwrap_or_default());
        }
        folded.make_ascii_lowercase();
        return folded;
    }
    let mut gap = false;
    for c in text.nfkc() {
        if !c.is_alphanumeric() {
            gap = true;
            continue;
        }
        if gap && !folded.is_empty() {
            folded.push(' ');
        }
        gap = false;
        folded.extend(c.to_lowercase());
    }
    folded
}

/// A title without the name of a site behind it, and that name.
pub(crate) fn split_name(title: &str) -> Option<(&str, &str)> {
    let (rest, name) = title.rmatch_indices(' ').find_map(|(at, _)| {
        let (before, name) = (title.get(..at)?, title.get(at + 1..)?);
        // Most words end with a letter, and are no dash.
        if before.ends_with(|c: char| c.is_ascii_alphanumeric()) {
            return None;
        }
        let mut rests = DASHES.iter().filter_map(|dash| before.strip_suffix(dash)?.strip_suffix(' '));
        Some((rests.next()?, name))
    })?;
    let words = |text: &str| text.split_whitespace().count();
    let is_name = (1..=NAME).contains(&words(name)) && words(rest) >= REST.0 && letters(rest) >= REST.1;
    is_name.then_some((rest, name))
}

/// A title without the dots that say it was cut off.
pub(crate) fn cut(title: &str) -> Option<&str> {
    let title = title.trim_end();
    let rest = title.trim_end_matches(['.', '\u{2026}', ' ']);
    let dots = title.get(rest.len()..).unwrap_or_default();
    (dots.contains("..") || dots.contains('\u{2026}')).then_some(rest).filter(|rest| !rest.is_empty())
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// The key of a folded title; `None` for one that is too short to tell anything.
pub(crate) fn key(folded: &str) -> Option<u64> {
    let letters = folded.chars().filter(|c| *c != ' ').count();
    // One letter of a script of ideographs tells more than one of an alphabet.
    let weight = if folded.is_ascii() { letters } else { folded.len() - folded.matches(' ').count() };
    let hash = folded.bytes().filter(|byte| *byte != b' ').fold(BASIS, add);
    (weight >= FEWEST).then_some(tagged(hash, WHOLE))
}

/// Hands out the keys of the first letters of a folded title, shortest first.
fn starts(folded: &str, each: &mut dyn FnMut(u64)) {
    let mut hash = BASIS;
    let mut wanted = STARTS.iter().peekable();
    for (count, c) in folded.chars().filter(|c| *c != ' ').zip(1..).map(|(c, count)| (count, c)) {
        hash = c.encode_utf8(&mut [0; 4]).bytes().fold(hash, add);
        if wanted.next_if(|start| **start == count).is_some() {
            each(tagged(!hash, START));
        }
    }
}

/// The key that a folded title that was cut off is looked for by; `None` for one that is too short.
pub(crate) fn start_key(folded: &str) -> Option<u64> {
    let mut longest = None;
    starts(folded, &mut |key| longest = Some(key));
    longest
}

/// Hands out the keys that the title of a story link is looked for by, the surest first.
pub(super) fn link_keys(title: &str, each: &mut dyn FnMut(u64)) {
    if let Some(rest) = cut(title) {
        start_key(&folded(rest)).into_iter().for_each(&mut *each);
    }
    key(&folded(title)).into_iter().for_each(&mut *each);
    if let Some((rest, _)) = split_name(title) {
        key(&folded(rest)).into_iter().for_each(&mut *each);
    }
}

/// Hands out the keys that a headline is found by: as a whole, without the name of a site, cut off, or in other words.
pub(super) fn headline_keys(headline: &str, each: &mut dyn FnMut(u64)) {
    let whole = folded(headline);
    key(&whole).into_iter().for_each(&mut *each);
    if let Some((rest, _)) = split_name(headline) {
        key(&folded(rest)).into_iter().for_each(&mut *each);
    }
    starts(&whole, each);
    word_keys(&whole, each);
}

/// Hands out the keys that titles are found by of which most words are the same: pairs of the longest ones.
pub(crate) fn word_keys(folded: &str, each: &mut dyn FnMut(u64)) {
    let mut words: Vec<&str> = folded.split(' ').filter(|word| word.len() > 3).collect();
    words.sort_unstable_by_key(|word| (std::cmp::Reverse(word.len()), *word));
    words.dedup();
    words.truncate(3);
    words.sort_unstable();
    for (at, one) in words.iter().enumerate() {
        for other in words.iter().skip(at + 1) {
            let hash = one.bytes().chain([b' ']).chain(other.bytes()).fold(BASIS, add);
            each(tagged(hash.rotate_left(1), WORDS));
        }
    }
}

/// How much two folded titles have in common, from 0 to 1: the letters of the words that both have, of those that one has.
///
/// Titles that each give numbers must give the same ones: what differs only in its date is another story.
pub(crate) fn likeness(one: &str, other: &str) -> f64 {
    let words = |title: &'_ str| -> Vec<String> {
        let mut words: Vec<String> = title.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
        words.sort_unstable();
        words
    };
    let numbers = |words: &[String]| -> Vec<String> {
        words.iter().filter(|word| word.starts_with(char::is_numeric)).cloned().collect()
    };
    let (one, other) = (words(one), words(other));
    let given = (numbers(&one), numbers(&other));
    if !given.0.is_empty() && !given.1.is_empty() && given.0 != given.1 {
        return 0.0;
    }
    let size = |words: &[String]| words.iter().map(|word| word.chars().count()).sum::<usize>();
    let mut rest = other.iter().peekable();
    let mut common = 0;
    for word in &one {
        while rest.next_if(|other| *other < word).is_some() {}
        if rest.next_if(|other| *other == word).is_some() {
            common += word.chars().count();
        }
    }
    let all = size(&one) + size(&other) - common;
    // Titles are short: no count is so great that it loses digits.
    f64::from(u32::try_from(common).unwrap_or(0)) / f64::from(u32::try_from(all.max(1)).unwrap_or(u32::MAX))
}
