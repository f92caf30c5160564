//! From text to the terms that the full text is searched by.
//!
//! A text is cut into words, a word is folded to its *form* (lower case, without accents, one letter for each of its
//! variants), and a form is stemmed for the language of the text. A *term* is what words are compared by: the stem with a
//! mark of the language behind it, so that the English "new" is not found by "news", which French would shorten to it. A form
//! that the language has no stemmer for (a number, a word of another script) is its own term, without a mark.
//!
//! Folding comes before stemming: "cafe" must find "café" in any language, so both have to give the same stem.
//!
//! Characters of scripts that are written without spaces, and of Hangul with its particles, are words of their own: any
//! stretch of such text is found as a phrase. So what is typed as one word may be several: "中文", "O'Brien", "U.S.".
//! [`Needle`] takes care of that, and is the one meaning of a pattern: the index and the scan both answer by it.
//!
//! A prefix is compared with forms, never with stems: the index holds forms, and a list of the forms of each stem.

mod fields;
mod fold;
mod needle;
mod stem;
#[cfg(test)]
mod tests;
mod words;

use std::ops::Range;

pub use fields::texts;
pub use needle::{Needle, Step};
pub(crate) use stem::Language;

/// A word of a text with its place in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// What it is compared by: one of the [`terms`] of the word.
    pub term: &'a str,
    /// Its number among the words of the text.
    pub position: u32,
    /// Where it stands in the text, in bytes.
    pub range: Range<usize>,
}

/// Hands out the tokens of `text`, in its language: an ISO 639-1 code; none or an unknown one: not stemmed.
///
/// An apostrophe parts words ("l'eau" is two), and the "s" of "Xi's" is none.
pub fn tokens(text: &str, language: Option<&str>, mut each: impl FnMut(Token<'_>)) {
    let language = language.and_then(Language::of);
    let mut stems = stem::Cache::take();
    forms(text, |form, position, range| {
        let term = match language.filter(|language| language.stems(form)) {
            Some(language) => stems.term(language, form),
            None => form,
        };
        each(Token { term, position, range });
    });
    stems.put_back();
}

/// The terms that a typed word may stand as in an article of any language: itself folded, and each supported language's stem
/// of it with the mark of the language, without doubles.
#[must_use]
pub fn terms(word: &str) -> Vec<String> {
    let form = folded(word);
    let stems = Language::all().filter(|language| language.stems(&form)).map(|language| language.term(&form));
    let mut terms: Vec<String> = stems.collect();
    terms.push(form);
    terms
}

/// A word folded but not stemmed, its form: what a prefix `word*` is compared with.
#[must_use]
pub fn folded(word: &str) -> String {
    let mut form = String::with_capacity(word.len());
    fold::fold(word, &mut form);
    form
}

/// Hands out the forms of the words of `text`, with their number and their place.
pub(crate) fn forms(text: &str, each: impl FnMut(&str, u32, Range<usize>)) {
    Cutter::default().forms(text, each);
}

/// What cuts texts into forms, with the memory that this takes.
#[derive(Default)]
pub(crate) struct Cutter {
    small: String,
    other: String,
}

impl Cutter {
    /// As [`forms`].
    pub(crate) fn forms(&mut self, text: &str, mut each: impl FnMut(&str, u32, Range<usize>)) {
        let Self { small, other } = self;
        // Most words are in ASCII, and all that there is to fold of those is folded at once.
        small.clear();
        small.push_str(text);
        small.make_ascii_lowercase();
        let mut position = 0;
        words::each(small, |word, range, is_ascii| {
            let form = if is_ascii {
                fold::shortened(word)
            } else {
                fold::fold(word, other);
                &*other
            };
            if !form.is_empty() {
                each(form, position, range);
                position += 1;
            }
        });
    }
}
