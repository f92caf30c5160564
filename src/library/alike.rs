//! What sets an article apart: the words by which others like it are found.
//!
//! A word counts by how often the article has it, and the more the fewer articles of the library do (tf-idf). The words make a
//! query, which is shown and can be changed before it is asked.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::analysis::tokens;
use super::fulltext::{self, Failure};
use super::query::{Expr, Leaf, Pattern, Query, Sort, SortKey, TextField};
use crate::article::Article;

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
    let mut words: FxHashMap<String, (u32, String)> = FxHashMap::default();
    let mut count = |text: &str, times: u32| {
        tokens(text, article.language.as_deref(), &mut |token| {
            let word = text.get(token.range).unwrap_or_default();
            if word.chars().count() >= SHORTEST && word.chars().all(char::is_alphabetic) {
                words.entry(token.term.to_owned()).or_insert_with(|| (0, word.to_lowercase())).0 += times;
            }
        });
    };
    article.headline.iter().for_each(|headline| count(headline, HEADLINE));
    article.paragraphs.iter().for_each(|paragraph| count(&paragraph.text, 1));
    let mut words: Vec<(String, (u32, String))> = words.into_iter().collect();
    words.sort_unstable_by(|(one, (times, _)), (other, (others, _))| others.cmp(times).then_with(|| one.cmp(other)));
    words.truncate(CANDIDATES);
    let all = index.len() as u64;
    let mut found = Vec::new();
    for (term, (times, word)) in words {
        let articles = index.having(&term)?;
        // One that only this article has finds no other.
        if articles < 2 || articles * COMMON > all.max(2 * COMMON) {
            continue;
        }
        #[expect(clippy::cast_precision_loss, reason = "a logarithm need not be exact")]
        let rarity = (all as f64 / articles as f64).ln();
        found.push(Telling { word, times, articles, weight: f64::from(times) * rarity });
    }
    found.sort_by(|one, other| other.weight.total_cmp(&one.weight));
    found.truncate(WORDS);
    Ok(found)
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
