//! What somebody said, over all articles of a library.
//!
//! The full text tells in which articles somebody of this name speaks; these are read ([`Gathering::take`]), and at the end what
//! was said is put together ([`Gathering::finish`]): names that are short for others are joined, and the same words in several
//! articles become one [`Entry`].
//!
//! Names are joined across articles with care: first and last name must be the same; an initial or a last name alone joins only
//! the one person of the library that it can mean, and else stays apart, as a guess.

mod same;
#[cfg(test)]
mod tests;

use rustc_hash::{FxHashMap, FxHashSet};

use super::query::{Expr, Leaf, Pattern, Query, TextField};
use super::{Place, Position};
use crate::article::voices::{self, Name, Voice};
use crate::article::{Article, ArticleId, Quote, QuoteKind, Stamp, Text};

/// A quote in one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The article's row.
    pub position: Position,
    /// The article.
    pub article: ArticleId,
    /// Where that was found.
    pub place: Place,
    /// Its headline, or its first words.
    pub headline: Text,
    /// Whether the headline is the article's own.
    pub titled: bool,
    /// When it was published.
    pub published: Option<Stamp>,
    /// The words and where they stand.
    pub quote: Quote,
    /// Who says so, by the fullest name that the article has.
    pub name: Text,
    /// Whether the article says so: see [`voices::Voice::sure`].
    pub sure: bool,
    /// The paragraph in which the words start.
    pub context: Text,
}

/// Words that somebody said, and all articles that carry them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Who said them, by the fullest name that the library has.
    pub person: Text,
    /// Whether that is sure: an article names them with the words, and the name means nobody else.
    pub sure: bool,
    /// The article that carries most of the words, the first of them in the order of the query.
    pub said: Said,
    /// The other articles that carry them, in that order.
    pub also: Vec<Carried>,
}

/// Another article that carries the words of an [`Entry`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// The quote as it stands there.
    pub said: Said,
    /// Whether words were left out.
    pub cut: bool,
}

/// Gathers what somebody said.
#[derive(Clone, Debug)]
pub struct Gathering {
    typed: Name,
    last: String,
    /// Also what is nobody's words: titles, nicknames.
    all: bool,
    found: Vec<Said>,
    /// All people with the last name, by their first name.
    namesakes: FxHashSet<String>,
}

impl Gathering {
    /// Gathers what somebody of this name said: the last word of it is the last name. With `all`, titles and nicknames too.
    #[must_use]
    pub fn new(name: &str, all: bool) -> Self {
        let last = name.split_whitespace().next_back().unwrap_or_default().to_owned();
        Self { typed: Name::new(name), last, all, found: Vec::new(), namesakes: FxHashSet::default() }
    }

    /// The articles of a query in which they may speak.
    #[must_use]
    pub fn within(&self, query: Query) -> Query {
        let speaks = Expr::Leaf(Leaf::Text(TextField::Speaker, Pattern::Word(self.last.clone())));
        Query { filter: Expr::And(vec![speaks, query.filter]), ..query }
    }

    /// How many quotes there are so far.
    #[must_use]
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Whether there are none so far.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Takes what they say in an article.
    pub fn take(&mut self, position: Position, place: &Place, article: &Article) {
        for (quote, voice) in article.quotes.iter().zip(voices::find(article)) {
            let Some(voice) = voice else { continue };
            let name = Name::new(&voice.name);
            if name.last() == self.typed.last() && !name.is_initial() {
                self.namesakes.extend(name.first().map(str::to_owned));
            }
            if name.answers(&self.typed) && (self.all || quote.kind != QuoteKind::Other) {
                self.found.push(Said::new(position, place, article, quote, Some(voice)));
            }
        }
    }

    /// Puts together what was gathered, in the order in which it was taken.
    #[must_use]
    pub fn finish(self) -> Vec<Entry> {
        let people = people(&self.found, &self.namesakes);
        same::join(self.found, &people)
    }
}

impl Said {
    /// A quote of an article, and who says it; nobody is an empty name.
    #[must_use]
    pub fn new(position: Position, place: &Place, article: &Article, quote: &Quote, voice: Option<Voice>) -> Self {
        let voice = voice.unwrap_or(Voice { name: Text::default(), sure: false, named: false });
        let paragraph = article.paragraphs.get(quote.paragraph);
        Self {
            position,
            article: article.id,
            place: place.clone(),
            headline: article.title(),
            titled: article.headline.is_some(),
            published: article.published,
            quote: quote.clone(),
            name: voice.name,
            sure: voice.sure,
            context: paragraph.map(|paragraph| paragraph.text.clone()).unwrap_or_default(),
        }
    }
}

/// Who somebody is: the fullest name, and whether it can mean nobody else.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Person {
    name: Text,
    sure: bool,
}

/// Who says each quote.
fn people(found: &[Said], namesakes: &FxHashSet<String>) -> Vec<Person> {
    let names: Vec<Name> = found.iter().map(|said| Name::new(&said.name)).collect();
    // The fullest form of each first and last name.
    let mut full: FxHashMap<(&str, &str), &Text> = FxHashMap::default();
    for (name, said) in names.iter().zip(found) {
        if let Some(first) = name.first().filter(|_| !name.is_initial()) {
            let known = full.entry((first, name.last())).or_insert(&said.name);
            if known.len() < said.name.len() {
                *known = &said.name;
            }
        }
    }
    let person = |(name, said): (&Name, &Said)| {
        let fits = |first: &str| name.first().is_none_or(|initial| first.starts_with(initial));
        let name_of = |first: &str| full.get(&(first, name.last())).map(|known| (*known).clone());
        if let Some(first) = name.first().filter(|_| !name.is_initial()) {
            return Person { name: name_of(first).unwrap_or_else(|| said.name.clone()), sure: true };
        }
        let mut meant = namesakes.iter().filter(|first| fits(first));
        match (meant.next(), meant.next()) {
            (Some(one), None) => Person { name: name_of(one).unwrap_or_else(|| said.name.clone()), sure: true },
            (one, _) => Person { name: said.name.clone(), sure: one.is_none() },
        }
    };
    names.iter().zip(found).map(person).collect()
}
