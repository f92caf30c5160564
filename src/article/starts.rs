//! Tables of how lines start, and of what whole lines say, asked of every line: nearly all answers are no, and come soon.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

/// Starts in lower case, each with what the table says of it, by their first two characters.
pub(super) struct Starts<T> {
    /// By two letters of ASCII; behind each first letter come the starts of no more characters.
    letters: Vec<Vec<Start<T>>>,
    others: FxHashMap<Key, Vec<Start<T>>>,
}

type Key = (char, Option<char>);

struct Start<T> {
    text: &'static str,
    /// See [`third`].
    third: Option<u8>,
    what: T,
}

/// Letters of ASCII.
const LETTERS: usize = 26;

impl<T: Copy> Starts<T> {
    pub(super) fn new(table: impl Iterator<Item = (&'static str, T)>) -> Self {
        let mut letters = Vec::new();
        letters.resize_with(LETTERS * (LETTERS + 1), Vec::new);
        let mut starts = Self { letters, others: FxHashMap::default() };
        for (text, what) in table {
            let mut chars = text.chars();
            let key = (chars.next().unwrap_or_default(), chars.next());
            let bucket = match place(key).and_then(|place| starts.letters.get_mut(place)) {
                Some(bucket) => bucket,
                None => starts.others.entry(key).or_default(),
            };
            bucket.push(Start { text, third: third(text), what });
        }
        starts
    }

    /// The starts that `text` has, whatever its case, each with what stands behind it.
    pub(super) fn of<'a>(&self, text: &'a str) -> impl Iterator<Item = (&'a str, T)> {
        let (first, second) = match *text.as_bytes() {
            [first, second, ..] if first.is_ascii() && second.is_ascii() => {
                (char::from(first.to_ascii_lowercase()), Some(char::from(second.to_ascii_lowercase())))
            }
            _ => {
                let mut chars = text.chars().map(small);
                (chars.next().unwrap_or_default(), chars.next())
            }
        };
        let longer = if second.is_some() { self.bucket((first, second)) } else { &[] };
        let third = third(text);
        let may = move |start: &&Start<T>| third.is_none() || start.third.is_none() || start.third == third;
        let candidates = longer.iter().chain(self.bucket((first, None))).filter(may);
        candidates.filter_map(move |start| Some((strip(text, start.text)?, start.what)))
    }

    fn bucket(&self, key: Key) -> &[Start<T>] {
        let bucket = match place(key) {
            Some(place) => self.letters.get(place),
            None => self.others.get(&key),
        };
        bucket.map_or(&[], Vec::as_slice)
    }
}

/// The place of two letters of ASCII, or of one alone.
fn place((first, second): Key) -> Option<usize> {
    let letter = |c: char| c.is_ascii_lowercase().then(|| c as usize - 'a' as usize);
    Some(letter(first)? * (LETTERS + 1) + second.map_or(Some(LETTERS), letter)?)
}

/// The third character where all three are in ASCII: most candidates differ in what stands behind the two that they are found by.
fn third(text: &str) -> Option<u8> {
    text.as_bytes().first_chunk().filter(|head: &&[u8; 3]| head.is_ascii()).map(|head| head[2].to_ascii_lowercase())
}

/// Whole lines in lower case, each with what the table says of it.
pub(super) struct Phrases<T> {
    all: FxHashMap<&'static str, T>,
    /// The letters and digits of ASCII that they start with.
    heads: FxHashSet<&'static str>,
}

impl<T: Copy> Phrases<T> {
    pub(super) fn new(phrases: impl Iterator<Item = (&'static str, T)>) -> Self {
        let all: FxHashMap<&str, T> = phrases.collect();
        let heads = all.keys().map(|phrase| head(phrase)).collect();
        Self { all, heads }
    }

    /// Whether one of them may start with the word that a text starts with, whatever its case: else the text is none of them.
    pub(super) fn may_be(&self, text: &str) -> bool {
        let word = head(text);
        // A letter beyond ASCII goes on with the word.
        let is_whole = text.as_bytes().get(word.len()).is_none_or(u8::is_ascii);
        !is_whole || word.is_empty() || with_lower(word, |word| self.heads.contains(word))
    }

    /// What the table says of a text in lower case.
    pub(super) fn get(&self, text: &str) -> Option<T> {
        self.all.get(text).copied()
    }
}

/// The letters and digits of ASCII that a text starts with.
fn head(text: &str) -> &str {
    let end = text.bytes().position(|byte| !byte.is_ascii_alphanumeric());
    end.and_then(|end| text.get(..end)).unwrap_or(text)
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
    if let Some(small) = buffer.get_mut(..word.len()).filter(|_| word.is_ascii()) {
        small.copy_from_slice(word.as_bytes());
        small.make_ascii_lowercase();
        return look(std::str::from_utf8(small).unwrap_or_default());
    }
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
