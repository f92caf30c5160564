//! The name of somebody, compared as people compare names.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words that stand before a name or behind it, and are no part of it.
#[rustfmt::skip]
const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "miss", "dr", "prof", "sir", "lord", "lady", "dame", "sen", "rep", "gov", "gen", "col", "sgt", "lt", "rev", "herr", "frau", "m", "mme", "mlle", "sr", "sra", "jr", "ii", "iii", "iv", "phd", "md", "president", "minister", "senator", "professor", "judge", "king", "queen", "pope", "prince", "princess",
];
/// A first name may be cut to so many letters: "Jen" for "Jennifer".
const SHORT: usize = 3;

/// A name, in words without case, accents and titles.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Name {
    given: Vec<String>,
    last: String,
    proper: bool,
}

impl Name {
    /// Reads a name: its last word is the last name.
    #[must_use]
    pub fn new(name: &str) -> Self {
        let bare = |word| str::trim_matches(word, |c: char| !c.is_alphanumeric());
        let all = name.split_whitespace().map(bare).filter(|word| !word.is_empty());
        let proper = all.clone().all(|word| !word.starts_with(char::is_lowercase) || word.chars().count() <= 3)
            && all.clone().next_back().is_some_and(|last| !last.starts_with(char::is_lowercase));
        let mut words: Vec<String> = all.map(folded).collect();
        let is_title = |word: &String| TITLES.contains(&word.as_str());
        while words.len() > 1 && words.first().is_some_and(is_title) {
            words.remove(0);
        }
        while words.len() > 1 && words.last().is_some_and(is_title) {
            words.pop();
        }
        let last = words.pop().unwrap_or_default();
        Self { given: words, last, proper }
    }

    /// Whether it is a name, not a description: "the official".
    #[must_use]
    pub fn is_proper(&self) -> bool {
        self.proper && !self.last.is_empty()
    }

    /// How many words it has.
    #[must_use]
    pub fn words(&self) -> usize {
        self.given.len() + usize::from(!self.last.is_empty())
    }

    /// Its last word, folded.
    #[must_use]
    pub fn last(&self) -> &str {
        &self.last
    }

    /// Its first word, folded, where that is not the last one.
    #[must_use]
    pub fn first(&self) -> Option<&str> {
        self.given.first().map(String::as_str)
    }

    /// Whether the first name is an initial only.
    #[must_use]
    pub fn is_initial(&self) -> bool {
        self.first().is_some_and(|first| first.chars().nth(1).is_none())
    }

    /// Whether two names mean the same person, where both stand in one article: the last name is the same, and the first name
    /// is missing, an initial, or short for the other.
    #[must_use]
    pub fn is_same_here(&self, other: &Self) -> bool {
        self.last == other.last
            && match (self.first(), other.first()) {
                (Some(one), Some(two)) => {
                    let (short, long) = if one.len() < two.len() { (one, two) } else { (two, one) };
                    let letters = short.chars().count();
                    one == two || (letters == 1 || letters >= SHORT) && long.starts_with(short)
                }
                _ => true,
            }
    }

    /// Whether two names mean the same person in any articles: first and last name are the same; what stands between them does
    /// not count.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.last == other.last && self.first() == other.first()
    }

    /// Whether the name answers to what somebody typed: all words typed are in it, or all that is known is the last name.
    #[must_use]
    pub fn answers(&self, typed: &Self) -> bool {
        let has = |word: &String| self.last == *word || self.given.contains(word);
        typed.words() > 0
            && (typed.given.iter().all(has) && has(&typed.last) || self.given.is_empty() && self.last == typed.last)
    }
}

/// A word in lower case, without accents.
fn folded(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if c == '\u{2019}' { '\'' } else { c })
        .collect()
}
