//! Headlines: which line can be one, and which repeats it.

mod closed;

pub(super) use closed::is_closed;

use super::site::split;
use crate::article::starts::lower;

/// A headline is at most this long, in characters.
const CHARS: usize = 200;
/// Up to this many characters a line that ends with a point can be a headline.
const SENTENCE_CHARS: usize = 90;
/// The same, where its words show that it is one.
const CLOSED_CHARS: usize = 110;
/// Words of two lines that are compared.
const WORDS: usize = 60;

/// Letters and digits in lower case: what two writings of a headline have in common.
pub(super) fn folded(text: &str) -> String {
    if !text.is_ascii() {
        return letters(text).collect();
    }
    let mut folded = text.to_ascii_lowercase();
    folded.retain(|c| c.is_ascii_alphanumeric());
    folded
}

/// The characters of [`folded`].
fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// Whether two texts fold to the same.
pub(super) fn fold_alike(a: &str, b: &str) -> bool {
    if a.is_ascii() && b.is_ascii() {
        let letters = |text| str::bytes(text).filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase());
        return letters(a).eq(letters(b));
    }
    letters(a).eq(letters(b))
}

/// Whether two lines, one behind the other, fold to the same as a text.
pub(super) fn fold_together(first: &str, second: &str, text: &str) -> bool {
    letters(first).chain(letters(second)).eq(letters(text))
}

/// Whether two lines end with the same letter: a cheap look before they are folded.
pub(super) fn end_alike(a: &str, b: &str) -> bool {
    let last = |text: &str| text.chars().rev().find(|c| c.is_alphanumeric()).and_then(|c| c.to_lowercase().last());
    last(a) == last(b)
}

/// Whether a line can be a headline: short, and no sentence of running text. `beside` tells that a date or a byline is next to it.
pub(super) fn is_possible(line: &str, beside: bool) -> bool {
    let line = line.trim_start_matches(['#', ' ', '*']);
    let chars = line.chars().count();
    if chars > CHARS || line.starts_with(['•', '|', '-', '–', '—', '(', '©', '>', '<', '·']) || line.starts_with("http")
    {
        return false;
    }
    if line.ends_with(['。', '।', '۔', ':', '：', ';', ',']) {
        return false;
    }
    // "… of the U.S." ends with a point that ends no sentence.
    let last =
        line.split_whitespace().next_back().unwrap_or_default().trim_end_matches(['"', '”', '»', '’', '\'', ')']);
    let sentence = last.ends_with('.')
        && !last.ends_with("..")
        && last.trim_end_matches('.').chars().filter(|c| *c == '.').count() == 0;
    if sentence {
        return chars <= SENTENCE_CHARS && beside || chars <= CLOSED_CHARS && is_title_case(line);
    }
    // Two sentences and no end: a paragraph that was cut.
    if chars > 120 && line.matches(". ").nth(1).is_some() {
        return false;
    }
    let words = || line.split_whitespace().nth(1).is_some();
    let ideographs = || line.chars().filter(|c| ('\u{3040}'..='\u{9fff}').contains(c)).nth(4).is_some();
    chars >= 3 && (beside || words() || ideographs()) && line.chars().any(char::is_alphabetic)
}

/// Whether nearly all longer words begin with a capital, as in headlines of American papers.
fn is_title_case(line: &str) -> bool {
    let long = || line.split_whitespace().filter(|word| word.chars().count() > 3);
    let capitals = long().filter(|word| word.starts_with(char::is_uppercase)).count();
    capitals >= 4 && capitals * 5 >= long().count() * 4
}

/// Whether a line is a standing head above a headline: a word or two.
pub(super) fn is_kicker(line: &str) -> bool {
    line.chars().nth(30).is_none()
        && line.split_whitespace().nth(3).is_none()
        && !line.ends_with(['.', '?', '!', '"', '”', ':'])
        && !line.chars().any(|c| ('\u{3040}'..='\u{9fff}').contains(&c))
}

/// Whether `next` goes on with the headline that `line` began.
pub(super) fn goes_on(line: &str, next: &str) -> bool {
    let open = line.ends_with([',', ':', '-', '–', '—', '/', '&'])
        || line.split_whitespace().next_back().is_some_and(|word| LINKS.contains(&&*lower(word)));
    let lower = next.trim_start_matches(['"', '“', '‘', '\'', '«', '„']).starts_with(char::is_lowercase)
        && !next.starts_with("http");
    let (a, b) = (line.chars().count(), next.chars().count());
    // A line that quotes somebody is text: "Holm said: “…”".
    let quotes = next.contains([':', ',']) && next.ends_with(['"', '”', '“', '»']);
    if next.split_whitespace().count() < 2 || next.contains('_') || quotes {
        return false;
    }
    let closed = next.ends_with(['.', ':', ';']) && !next.ends_with("..");
    a >= 12 && b <= 90 && a + b <= CHARS && !closed && !line.ends_with(['.', '!', '?']) && (open || lower)
}

/// Words that no headline ends with.
const LINKS: &[&str] = &[
    "a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "with", "by", "from", "as", "is", "are",
    "into", "over", "but", "his", "her", "their", "its", "der", "die", "das", "und", "von", "mit", "für", "auf", "im",
    "zu", "zum", "zur", "den", "dem", "ein", "eine", "le", "la", "les", "des", "du", "de", "et", "en", "à", "au",
    "aux", "un", "une", "sur", "pour", "dans", "el", "los", "las", "del", "y", "con", "por", "para", "il", "lo", "gli",
    "di", "della", "e", "per", "o", "os", "da", "do", "em", "no", "na", "com", "het", "een", "van", "в", "на", "и",
    "с", "по", "для", "من", "في", "على", "إلى", "کے", "کی", "میں",
];

/// A headline that is known, ready to be compared with many lines.
pub(super) struct Known<'a> {
    text: &'a str,
    folded: String,
    chars: usize,
    words: Vec<&'a str>,
}

impl<'a> Known<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let folded = folded(text);
        Self { text, chars: folded.chars().count(), folded, words: words(text).collect() }
    }

    /// Whether a line repeats the headline, perhaps in another case, with its site, or cut short.
    pub(super) fn is_same(&self, line: &str) -> bool {
        let line = line.trim_start_matches(['#', ' ', '*']).trim();
        if line.len() > self.text.len() * 2 + 120 || line.is_empty() {
            return false;
        }
        // Most lines of a text neither begin nor end as the headline does: they are not folded.
        let begins = letters(line).next() == self.folded.chars().next();
        if !begins && !end_alike(line, self.text) {
            return self.is_alike(line);
        }
        let (whole, read) = (&self.folded, folded(line));
        if read.is_empty() || *whole == read {
            return !read.is_empty();
        }
        let chars = || read.chars().count();
        let cut = line.ends_with(['…']) || line.ends_with("...");
        let starts = || chars() >= 15 && (cut || chars() * 10 >= self.chars * 6);
        let more = |by: usize| self.chars >= 15 && chars() <= self.chars + by;
        let holds = || more(45) && split(line, &[]).is_some_and(|(title, _)| fold_alike(title, self.text));
        whole.starts_with(&read) && starts()
            || read.starts_with(whole) && holds()
            || read.ends_with(whole) && more(60)
            || self.is_alike(line)
    }

    /// Whether a word is one of the headline's, in any case.
    fn has(&self, word: &str) -> bool {
        let plain = word.is_ascii();
        let same = |known: &&str| {
            known.eq_ignore_ascii_case(word) || !(plain && known.is_ascii()) && lower(known) == lower(word)
        };
        self.words.iter().any(same)
    }

    /// Whether a line shares nearly all words of the headline.
    fn is_alike(&self, line: &str) -> bool {
        let known = self.words.len();
        if known < 5 {
            return false;
        }
        let (mut count, mut others) = (0, 0);
        for word in words(line) {
            count += 1;
            others += usize::from(!self.has(word));
            // However many words there are, these are too many, or too many others.
            if count > known * 4 / 3 || others > known / 3 {
                return false;
            }
        }
        known.min(count) * 4 >= known.max(count) * 3 && (count - others) * 4 >= known.max(count) * 3
    }
}

/// The words of a line that are compared.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| if c.is_ascii() { !c.is_ascii_alphanumeric() } else { !c.is_alphanumeric() })
        .filter(|word| word.len() > 1)
        .take(WORDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeats_are_known() {
        let known = Known::new("Ferry talks reopen in Tallinn after a long winter");
        for line in [
            "FERRY TALKS REOPEN IN TALLINN AFTER A LONG WINTER",
            "# Ferry talks reopen in Tallinn, after a long winter",
            "Ferry talks reopen in Tallinn…",
            "Ferry talks reopen in Tallinn after a long winter | Port Times",
            "Home › World › Ferry talks reopen in Tallinn after a long winter",
            "Ferry talks re-open in Tallinn after long winter",
        ] {
            assert!(known.is_same(line), "{line}");
        }
        for line in [
            "Ferry talks",
            "The talks in Tallinn reopened after a winter of silence and storms, said the minister.",
            "",
        ] {
            assert!(!known.is_same(line), "{line}");
        }
    }
}
