//! The language of a text, from its script or from its most frequent words.

mod script;
#[cfg(test)]
mod tests;
mod trigrams;
mod words;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{Article, Paragraph, Text};
use script::{Script, Scripts};
use words::WORDS;

/// Words that are looked at for the language, and characters for the script.
const LOOKED_AT: usize = 150;
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
    let mut scores = [0_usize; WORDS.len()];
    let mut all = 0;
    let mut folded = String::new();
    let words = paragraphs.iter().flat_map(|paragraph| paragraph.text.split(|c: char| !c.is_alphabetic() && c != '-'));
    for word in words.filter(|word| !word.is_empty()).take(LOOKED_AT) {
        all += 1;
        if word.len() <= 12 {
            folded.clear();
            if word.is_ascii() {
                folded.push_str(word);
                folded.make_ascii_lowercase();
            } else {
                folded.extend(word.chars().flat_map(char::to_lowercase));
            }
            let mut languages = TABLE.get(folded.as_str()).copied().unwrap_or_default();
            while languages != 0 {
                if let Some(score) = scores.get_mut(languages.trailing_zeros() as usize) {
                    *score += 1;
                }
                languages &= languages - 1;
            }
        }
        if all % STEP == 0
            && let Some((code, true)) = leader(&scores, all)
        {
            return Some(code);
        }
    }
    leader(&scores, all).map(|(code, _)| code)
}

/// The language that leads by a margin, and whether the margin is so wide that more words would not change it.
fn leader(scores: &[usize; WORDS.len()], all: usize) -> Option<(&'static str, bool)> {
    let (best, score) = scores.iter().enumerate().max_by_key(|(_, score)| **score)?;
    let second = scores.iter().enumerate().filter(|(number, _)| *number != best).map(|(_, score)| *score).max()?;
    let clear = score * 100 >= all * PART && *score >= ENOUGH && score * 10 >= second * 11 && *score > second;
    let wide = *score >= ENOUGH * 2 && *score >= second * 2;
    clear.then(|| WORDS.get(best).map(|(code, _)| (*code, wide)))?
}
