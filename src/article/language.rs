//! The language of a text, from its script or from its most frequent words.

mod script;
#[cfg(test)]
mod tests;
mod trigrams;
mod words;

use std::ops::ControlFlow;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::starts::with_lower;
use super::{Article, Paragraph, Text};
use script::{Script, Scripts};
use words::WORDS;

/// Words that are looked at for the language, and characters for the script.
const LOOKED_AT: usize = 150;
/// No frequent word is longer, in bytes.
const WORD_BYTES: usize = 12;
const SAMPLE: usize = 300;
/// After every so many words it is seen whether the language is plain already: most texts need no more.
const STEP: usize = 50;
/// Frequent words that tell a language, and their part of all words at least, in per cent.
const ENOUGH: usize = 6;
const PART: usize = 15;

static TABLE: LazyLock<FxHashMap<&str, u32>> = LazyLock::new(|| {
    let mut table = FxHashMap::default();
    for (number, (_, words)) in WORDS.iter().enumerate() {
        for word in words.split_whitespace() {
            *table.entry(word).or_default() |= 1 << number;
        }
    }
    table
});

/// Whether a word, in small letters, is one of the most frequent of a language.
#[must_use]
pub fn is_frequent(word: &str) -> bool {
    TABLE.contains_key(word)
}

/// The language of an article's text as an ISO 639-1 code, where it can be told.
pub(super) fn detect(article: &Article) -> Option<Text> {
    let paragraphs = &article.paragraphs;
    let mut scripts = Scripts::default();
    paragraphs.iter().flat_map(|paragraph| paragraph.text.chars()).take(SAMPLE).for_each(|c| scripts.count(c));
    let code = match scripts.main()? {
        Script::Latin if scripts.is_vietnamese() => "vi",
        Script::Latin => latin(paragraphs).or_else(|| {
            let headline = article.headline.as_deref();
            trigrams::tell(headline.into_iter().chain(paragraphs.iter().map(|paragraph| paragraph.text.as_str())))
        })?,
        Script::Cyrillic => scripts.cyrillic(),
        Script::Arabic => scripts.arabic(),
        Script::Ideographs => scripts.ideographs(),
        Script::Alone(number) => Script::language(number)?,
    };
    Some(Text::new(code))
}

/// The language in the Latin script that has most of its frequent words in the text, by a clear margin.
fn latin(paragraphs: &[Paragraph]) -> Option<&'static str> {
    let mut count = Count::default();
    for paragraph in paragraphs {
        if let ControlFlow::Break(code) = count.words(&paragraph.text) {
            return code;
        }
    }
    leader(&count.scores, count.all).map(|(code, _)| code)
}

/// The words that were looked at, and how many of them are frequent ones of each language.
#[derive(Default)]
struct Count {
    all: usize,
    scores: [usize; WORDS.len()],
}

impl Count {
    /// Counts the words of a text. It ends with the language that is plain, or with the one that leads once enough is looked at.
    fn words(&mut self, text: &str) -> ControlFlow<Option<&'static str>> {
        let is_cut = |byte: u8| byte.is_ascii() && !byte.is_ascii_alphabetic() && byte != b'-';
        let mut rest = text;
        loop {
            let end = rest.bytes().position(is_cut).unwrap_or(rest.len());
            let stretch = rest.get(..end).unwrap_or_default();
            // What stands between marks of ASCII is nearly always one word.
            if stretch.is_ascii() {
                self.word(stretch)?;
            } else {
                stretch.split(|c: char| !c.is_alphabetic() && c != '-').try_for_each(|word| self.word(word))?;
            }
            match rest.get(end + 1..) {
                Some(behind) => rest = behind,
                None => return ControlFlow::Continue(()),
            }
        }
    }

    fn word(&mut self, word: &str) -> ControlFlow<Option<&'static str>> {
        if word.is_empty() {
            return ControlFlow::Continue(());
        }
        self.all += 1;
        if word.len() <= WORD_BYTES {
            let mut languages = with_lower(word, |word| TABLE.get(word).copied().unwrap_or_default());
            while languages != 0 {
                if let Some(score) = self.scores.get_mut(languages.trailing_zeros() as usize) {
                    *score += 1;
                }
                languages &= languages - 1;
            }
        }
        if !self.all.is_multiple_of(STEP) {
            return ControlFlow::Continue(());
        }
        match leader(&self.scores, self.all) {
            Some((code, true)) => ControlFlow::Break(Some(code)),
            leader if self.all >= LOOKED_AT => ControlFlow::Break(leader.map(|(code, _)| code)),
            _ => ControlFlow::Continue(()),
        }
    }
}

/// The language that leads by a margin, and whether the margin is so wide that more words would not change it.
fn leader(scores: &[usize; WORDS.len()], all: usize) -> Option<(&'static str, bool)> {
    let (best, score) = scores.iter().enumerate().max_by_key(|(_, score)| **score)?;
    let second = scores.iter().enumerate().filter(|(number, _)| *number != best).map(|(_, score)| *score).max()?;
    let clear = score * 100 >= all * PART && *score >= ENOUGH && score * 10 >= second * 11 && *score > second;
    let wide = *score >= ENOUGH * 2 && *score >= second * 2;
    clear.then(|| WORDS.get(best).map(|(code, _)| (*code, wide)))?
}
