//! What sets an article apart: the words by which others like it are found.
//!
//! A word counts by how often the article has it, and the more the fewer articles of the library do (tf-idf). A small library
//! says little of how rare a word is: what the article has once is by chance more often than not, so that names, and what the
//! article says again or in its headline, go before all else. The words make a query, which is shown and can be changed before it
//! is asked.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::analysis::tokens;
use super::fulltext::{self, Failure};
use super::query::{Expr, Leaf, Pattern, Query, Sort, SortKey, TextField};
use crate::article::{Article, is_frequent};

/// Words of a query at most.
const WORDS: usize = 12;
/// A word of the headline counts as so many of the body.
const HEADLINE: u32 = 3;
/// Words that are looked up in the full text: those that the article has most often.
const CANDIDATES: usize = 400;
/// A word that more than one article in so many has tells nothing.
const COMMON: u64 = 8;
/// The shortest word, in characters.
const SHORTEST: usize = 3;
/// Words that are names, or said again, that are enough to do without the others.
const ENOUGH: usize = 3;

/// A word that sets an article apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Telling {
    /// The word, as the article writes it.
    pub word: String,
    /// How often the article has it; words of the headline count more.
    pub times: u32,
    /// How many articles of the library have it.
    pub articles: u64,
    /// How much it tells: times, by the logarithm of how rare it is.
    pub weight: f64,
}

/// The words that set an article apart from the others of the full text, those that tell most first.
///
/// # Errors
///
/// When the full text cannot be read.
pub fn telling(article: &Article, index: &fulltext::Index) -> Result<Vec<Telling>, Failure> {
    let mut words: FxHashMap<String, Counted> = FxHashMap::default();
    let mut count = |text: &str, times: u32| {
        tokens(text, article.language.as_deref(), |token| {
            let word = text.get(token.range.clone()).unwrap_or_default();
            if word.chars().count() >= SHORTEST && word.chars().all(char::is_alphabetic) {
                let name = is_name(text, token.range.start);
                let counted = words.entry(token.term.to_owned()).or_insert_with(|| Counted::new(word));
                counted.times += times;
                counted.is_name |= name && times == 1;
            }
        });
    };
    article.headline.iter().for_each(|headline| count(headline, HEADLINE));
    article.paragraphs.iter().for_each(|paragraph| count(&paragraph.text, 1));
    let mut words: Vec<(String, Counted)> = words.into_iter().collect();
    words.retain(|(_, word)| !is_frequent(&word.word));
    words.sort_unstable_by(|(one, word), (other, than)| than.times.cmp(&word.times).then_with(|| one.cmp(other)));
    words.truncate(CANDIDATES);
    let all = index.len() as u64;
    let (mut found, mut once) = (Vec::new(), Vec::new());
    for (term, Counted { word, times, is_name }) in words {
        let articles = index.having(&term)?;
        // One that only this article has finds no other.
        if articles < 2 || articles * COMMON > all.max(2 * COMMON) {
            continue;
        }
        #[expect(clippy::cast_precision_loss, reason = "a logarithm need not be exact")]
        let rarity = (all as f64 / articles as f64).ln();
        let telling = Telling { word, times, articles, weight: f64::from(times) * rarity };
        if times > 1 || is_name { found.push(telling) } else { once.push(telling) }
    }
    if found.len() < ENOUGH {
        found.append(&mut once);
    }
    found.sort_by(|one, other| other.weight.total_cmp(&one.weight));
    found.truncate(WORDS);
    Ok(found)
}

/// A word of the article.
struct Counted {
    /// As the article writes it, in small letters.
    word: String,
    times: u32,
    /// It stands with a capital within a sentence.
    is_name: bool,
}

impl Counted {
    fn new(word: &str) -> Self {
        Self { word: word.to_lowercase(), times: 0, is_name: false }
    }
}

/// Whether the word that starts at a byte has a capital that no start of a sentence gives it.
fn is_name(text: &str, start: usize) -> bool {
    let (before, behind) = text.split_at_checked(start).unwrap_or_default();
    let is_within = before.trim_end().ends_with(|c: char| c.is_alphanumeric() || c == ',');
    is_within && behind.starts_with(char::is_uppercase)
}

/// The query that finds articles with these words, the likest first.
#[must_use]
pub fn query(words: &[Telling]) -> String {
    let leaf = |word: &Telling| Expr::Leaf(Leaf::Text(TextField::Any, Pattern::Word(word.word.clone())));
    let filter = Expr::Or(words.iter().map(leaf).collect());
    let query =
        Query { filter, sort: vec![Sort { key: SortKey::Relevance, reversed: false }], fold: false }.to_string();
    // A word that means something to the query language is left out.
    if Query::parse(&query, Date::ZERO).is_ok() { query } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_capital_within_a_sentence_makes_a_name() {
        let text = "Ferries stop in Graz, Kessel said. \u{201c}Nobody came,\u{201d} Ada Holm said.";
        let is_name = |word: &str| is_name(text, text.find(word).unwrap());
        assert!(is_name("Graz") && is_name("Kessel") && is_name("Holm"));
        assert!(!is_name("Ferries") && !is_name("Nobody") && !is_name("stop"));
    }
}
