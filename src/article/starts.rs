//! Tables of how lines start, found by their first character.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

/// Starts in lower case, each with what the table says of it, by their first two characters.
pub(super) struct Starts<T>(FxHashMap<Key, Vec<(&'static str, T)>>);

type Key = (char, Option<char>);

impl<T: Copy> Starts<T> {
    pub(super) fn new(table: impl Iterator<Item = (&'static str, T)>) -> Self {
        let mut map: FxHashMap<Key, Vec<(&'static str, T)>> = FxHashMap::default();
        for (start, what) in table {
            let mut chars = start.chars();
            map.entry((chars.next().unwrap_or_default(), chars.next())).or_default().push((start, what));
        }
        Self(map)
    }

    /// The starts that `text` has, whatever its case, each with what stands behind it.
    pub(super) fn of<'a>(&self, text: &'a str) -> impl Iterator<Item = (&'a str, T)> {
        let mut chars = text.chars().map(small);
        let (first, second) = (chars.next().unwrap_or_default(), chars.next());
        let of = |key| self.0.get(&key).map_or(&[][..], Vec::as_slice);
        let longer = if second.is_some() { of((first, second)) } else { &[] };
        let candidates = longer.iter().chain(of((first, None)));
        candidates.filter_map(move |&(start, what)| Some((strip(text, start)?, what)))
    }
}

/// A word in lower case. One that is so already, as most are, costs nothing.
pub(super) fn lower(word: &str) -> Cow<'_, str> {
    if !word.is_ascii() {
        Cow::Owned(word.to_lowercase())
    } else if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(word.to_ascii_lowercase())
    } else {
        Cow::Borrowed(word)
    }
}

/// Looks for a word in lower case: [`lower`] without the allocation, where the word is short, as most are.
pub(super) fn with_lower<T>(word: &str, look: impl FnOnce(&str) -> T) -> T {
    if word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return look(word);
    }
    let mut buffer = [0; 64];
    match lower_into(word, &mut buffer) {
        Some(length) => {
            look(buffer.get(..length).and_then(|folded| std::str::from_utf8(folded).ok()).unwrap_or_default())
        }
        None => look(&lower(word)),
    }
}

/// Writes a word in lower case, and gives its length; `None` where that needs more room or a look at the letters around.
fn lower_into(word: &str, buffer: &mut [u8]) -> Option<usize> {
    let mut at = 0;
    for c in word.chars() {
        if c.is_ascii() {
            *buffer.get_mut(at)? = u8::try_from(c).ok()?.to_ascii_lowercase();
            at += 1;
        } else if c == 'Σ' {
            return None;
        } else {
            for small in c.to_lowercase() {
                at += small.encode_utf8(buffer.get_mut(at..at + small.len_utf8())?).len();
            }
        }
    }
    Some(at)
}

/// A text in lower case, with plain apostrophes.
pub(super) fn folded(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_lowercase() } else { text.chars().map(small).collect() }
}

/// A character in lower case, the plain apostrophe for the typographic ones, and a space for one that does not break.
pub(super) fn small(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' => '\'',
        '\u{a0}' => ' ',
        c if c.is_ascii() => c.to_ascii_lowercase(),
        c => c.to_lowercase().next().unwrap_or(c),
    }
}

/// What stands behind `start`, which is in lower case.
fn strip<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    // Most candidates differ in what stands behind the two characters that they are found by.
    let third = |text: &str| {
        text.as_bytes().first_chunk().filter(|head: &&[u8; 3]| head.is_ascii()).map(|head| head[2].to_ascii_lowercase())
    };
    if third(text).zip(third(start)).is_some_and(|(one, other)| one != other) {
        return None;
    }
    if start.is_ascii() {
        // Most starts are: they need no look at the case of other scripts, only at typographic apostrophes.
        if text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start)) {
            return text.get(start.len()..);
        }
        if !start.contains('\'') {
            return None;
        }
    }
    let mut rest = text.chars();
    for wanted in start.chars() {
        if small(rest.next()?) != wanted {
            return None;
        }
    }
    Some(rest.as_str())
}
