//! Who speaks in an article: the speakers of its quotes, with the variants of a name joined.
//!
//! A [quote's speaker](super::Quote::speaker) is what its sentence says. Here "Daskal", "Ms Daskal" and "J. Daskal" become
//! the Jen Daskal of the same article, and "she" becomes who spoke last before it. The first is sure, the second a guess, and
//! told apart; a pronoun for which nobody has spoken stays as it is.

mod name;
#[cfg(test)]
mod tests;

use rustc_hash::FxHashMap;

use super::starts::lower;
use super::{Article, Quote, Text, clean};
pub use name::Name;

/// A pronoun does not reach farther back, in paragraphs.
const REACH: usize = 2;

/// Who says a quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    /// The fullest form of the name that the article has.
    pub name: Text,
    /// Whether the text names them with the quote; else it says "she", and they are who spoke last.
    pub sure: bool,
    /// Whether that is the name of somebody, rather than a description, or a pronoun that was left open.
    pub named: bool,
}

/// What a quote says of who speaks.
struct Heard<'a> {
    speaker: &'a Text,
    name: Name,
    pronoun: Option<Pronoun>,
}

impl<'a> Heard<'a> {
    fn new(speaker: &'a Text, pronouns: Option<Pronouns>) -> Self {
        let pronoun = pronouns.and_then(|pronouns| pronouns.read(speaker));
        Self { speaker, name: Name::new(speaker), pronoun }
    }

    fn is_named(&self) -> bool {
        self.name.is_proper() && self.pronoun.is_none()
    }
}

/// Who says each quote of an article, in the order of the quotes; `None` where nobody is said to.
#[must_use]
pub fn find(article: &Article) -> Vec<Option<Voice>> {
    let pronouns = Pronouns::of(article);
    // Hardly anybody is quoted once.
    let mut speakers: Vec<Heard<'_>> = Vec::new();
    let mut numbers: FxHashMap<&Text, usize> = FxHashMap::default();
    for speaker in article.quotes.iter().filter_map(|quote| quote.speaker.as_ref()) {
        numbers.entry(speaker).or_insert_with(|| {
            speakers.push(Heard::new(speaker, pronouns));
            speakers.len() - 1
        });
    }
    let heard = |quote: &Quote| speakers.get(*numbers.get(quote.speaker.as_ref()?)?);
    let people = People::of(&speakers);
    let mut found: Vec<Option<Voice>> = Vec::with_capacity(article.quotes.len());
    let mut last: Option<Spoke> = None;
    for quote in &article.quotes {
        let Some(heard) = heard(quote) else {
            found.push(None);
            continue;
        };
        let end = (quote.end_paragraph, quote.end);
        let voice = if let Some(Pronoun::One(gender)) = heard.pronoun {
            let near = last.take().filter(|spoke| spoke.end.0 + REACH >= quote.paragraph);
            match near.and_then(|spoke| meant(article, &people, spoke, quote, gender)) {
                Some(name) => {
                    last = Some(Spoke { name: name.clone(), end, gender: Some(gender) });
                    Voice { name, sure: false, named: true }
                }
                None => Voice { name: heard.speaker.clone(), sure: true, named: false },
            }
        } else {
            let full = people.full(&heard.name).cloned();
            let (is_proper, named) = (full.is_some() || heard.name.is_proper(), full.is_some() || heard.is_named());
            let name = full.unwrap_or_else(|| heard.speaker.clone());
            if is_proper {
                let known = last.take().filter(|spoke| spoke.name == name).and_then(|spoke| spoke.gender);
                last = Some(Spoke { name: name.clone(), end, gender: known.or_else(|| titled(article, quote)) });
            }
            Voice { name, sure: true, named }
        };
        found.push(Some(voice));
    }
    found
}

/// Who spoke last.
struct Spoke {
    name: Text,
    /// The end of their words: a paragraph, and a byte of it.
    end: (usize, usize),
    /// As whom the text spoke of them.
    gender: Option<Gender>,
}

/// Whom a pronoun with a quote means: who spoke before it or, where others are named since, the last one of these. Where that is
/// nobody who speaks in the article, it is left open.
fn meant(article: &Article, people: &People<'_>, spoke: Spoke, quote: &Quote, gender: Gender) -> Option<Text> {
    let (mut name, mut known) = (spoke.name, spoke.gender);
    for number in spoke.end.0..=quote.paragraph {
        let text = article.paragraphs.get(number).map_or("", |paragraph| &paragraph.text);
        let from = if number == spoke.end.0 { spoke.end.1 } else { 0 };
        let to = if number == quote.paragraph { quote.start } else { text.len() };
        let mut title = false;
        for word in text.get(from..to).unwrap_or_default().split_whitespace() {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            // "Holm's" is what somebody has, and seldom who goes on to speak.
            let is_name = bare.starts_with(char::is_uppercase) && !bare.ends_with("'s") && !bare.ends_with("\u{2019}s");
            match is_name.then(|| people.of_last(Name::new(bare).last())).flatten() {
                Some(full) if *full != name => (name, known) = (full.clone(), None),
                Some(_) => {}
                None if title && is_name => return None,
                None => {}
            }
            title = TITLES.contains(&word);
        }
    }
    known.is_none_or(|known| known == gender).then_some(name)
}

/// What stands before the name of somebody who is spoken of.
const TITLES: &[&str] =
    &["Mr.", "Mrs.", "Ms.", "Mr", "Mrs", "Ms", "Dr.", "Sen.", "Rep.", "Gov.", "Senator", "Herr", "Frau", "Mme", "M."];

/// The people who speak, each with the fullest form of the name, by their last names.
struct People<'a>(FxHashMap<&'a str, Vec<(&'a Name, &'a Text)>>);

/// So many people of one last name are told apart. A text that quotes more of them is no article.
const NAMESAKES: usize = 64;

impl<'a> People<'a> {
    fn of(heard: &'a [Heard<'a>]) -> Self {
        let mut people: FxHashMap<&str, Vec<(&Name, &Text)>> = FxHashMap::default();
        let mut named: Vec<_> =
            heard.iter().filter(|heard| heard.is_named()).map(|heard| (&heard.name, heard.speaker)).collect();
        // The full ones first, so that the short ones find them.
        named.sort_by_key(|(name, speaker)| std::cmp::Reverse((name.words(), speaker.len())));
        for (name, speaker) in named {
            let namesakes = people.entry(name.last()).or_default();
            let mut same = namesakes.iter().filter(|(person, _)| person.is_same_here(name));
            // One that two people may be stays apart.
            let is_new = same.next().is_none() || same.next().is_some();
            if is_new && namesakes.len() < NAMESAKES {
                namesakes.push((name, speaker));
            }
        }
        Self(people)
    }

    /// The fullest form of a name.
    fn full(&self, name: &Name) -> Option<&'a Text> {
        let namesakes = self.0.get(name.last())?;
        let one = namesakes.iter().find(|(person, _)| *person == name);
        let same = |person: &Name| name.is_proper() && person.is_same_here(name);
        one.or_else(|| namesakes.iter().find(|(person, _)| same(person))).map(|(_, full)| *full)
    }

    /// The one with a last name who comes first.
    fn of_last(&self, last: &str) -> Option<&'a Text> {
        self.0.get(last)?.first().map(|(_, full)| *full)
    }
}

/// What a pronoun says of whom it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gender {
    She,
    He,
}

/// The pronouns of a language: for him, for her, and for whatever else may speak. A word of one is a name in another: "Han", "On".
const PRONOUNS: &[(&str, &str, &str, &str)] = &[
    ("en", "he", "she", "they we i it you one another both many some others"),
    ("de", "er", "sie", "wir ich es man beide viele andere"),
    ("fr", "il lui", "elle", "ils elles je nous on"),
    ("es", "él", "ella", "ellos ellas yo nosotros"),
    ("it", "egli lui", "lei", "loro io noi"),
    ("pt", "ele", "ela", "eles elas eu nós"),
    ("nl", "hij", "zij ze", "ik wij we"),
    ("sv", "han", "hon", "de vi jag"),
    ("pl", "on", "ona", "oni one my ja"),
    ("ru", "он", "она", "они мы я"),
    ("no", "han", "hun ho", "de dei vi jeg eg"),
    ("da", "han", "hun", "de vi jeg"),
    ("cs", "on", "ona", "oni my já"),
    ("sk", "on", "ona", "oni my ja"),
    ("uk", "він", "вона", "вони ми я"),
    ("bg", "той", "тя", "те ние аз"),
    ("hr", "on", "ona", "oni mi ja"),
    ("ro", "el", "ea", "ei ele"),
    ("el", "αυτός", "αυτή", "εγώ εμείς"),
    ("fi", "", "", "hän he minä me"),
    ("hu", "", "", "ő ők én mi"),
    ("tr", "", "", "o onlar ben biz"),
    ("id", "", "", "dia ia mereka saya kami"),
    ("vi", "ông anh ông_ấy anh_ấy", "bà chị cô bà_ấy chị_ấy cô_ấy", "họ tôi em"),
    ("ar", "هو", "هي", ""),
    ("ur", "وہ", "", ""),
];

/// No pronoun is longer, in bytes.
const PRONOUN_BYTES: usize = 16;

/// A speaker who is nothing but a pronoun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pronoun {
    /// For one person, of whom it says something.
    One(Gender),
    /// For whatever else may speak.
    Other,
}

/// The pronouns of a language.
#[derive(Clone, Copy)]
struct Pronouns {
    he: &'static str,
    she: &'static str,
    others: &'static str,
}

impl Pronouns {
    fn of(article: &Article) -> Option<Self> {
        let language = article.language.as_deref()?;
        PRONOUNS.iter().find(|(of, ..)| *of == language).map(|&(_, he, she, others)| Self { he, she, others })
    }

    fn read(self, speaker: &str) -> Option<Pronoun> {
        if speaker.len() > PRONOUN_BYTES {
            return None;
        }
        let small = lower(speaker);
        let is_among = |words: &str| {
            words.split(' ').any(|word| word.chars().map(|c| if c == '_' { ' ' } else { c }).eq(small.chars()))
        };
        if is_among(self.he) {
            Some(Pronoun::One(Gender::He))
        } else if is_among(self.she) {
            Some(Pronoun::One(Gender::She))
        } else {
            is_among(self.others).then_some(Pronoun::Other)
        }
    }
}

/// Bytes before a quote, and behind its start, in which a title is looked for: hardly any paragraph is longer.
const NEAR: usize = 4096;

/// What the title before the last name says, in the paragraph of the quote: "Ms Daskal".
fn titled(article: &Article, quote: &Quote) -> Option<Gender> {
    let last = quote.speaker.as_deref()?.split_whitespace().next_back()?;
    let text = article.paragraphs.get(quote.paragraph)?.text.as_str();
    let (before, behind) = text.split_at_checked(quote.start)?;
    let from = before.len() - clean::tail(before, NEAR).len();
    let text = text.get(from..before.len() + clean::head(behind, NEAR).len())?;
    let places = memchr::memmem::find_iter(text.as_bytes(), last);
    let mut titles = places.filter_map(|at| text.get(..at)?.split_whitespace().next_back());
    titles.find_map(|title| match title.trim_end_matches('.') {
        "Mr" | "Herr" | "Herrn" | "M" | "Sr" | "Señor" | "Sir" | "Lord" => Some(Gender::He),
        "Mrs" | "Ms" | "Miss" | "Frau" | "Mme" | "Mlle" | "Sra" | "Señora" | "Lady" | "Dame" => Some(Gender::She),
        _ => None,
    })
}
