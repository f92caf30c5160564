//! Who speaks in an article: the speakers of its quotes, with the variants of a name joined.
//!
//! A [quote's speaker](super::Quote::speaker) is what its sentence says. Here "Daskal", "Ms Daskal" and "J. Daskal" become
//! the Jen Daskal of the same article, and "she" becomes who spoke last before it. The first is sure, the second a guess, and
//! told apart; a pronoun for which nobody has spoken stays as it is.

mod name;
#[cfg(test)]
mod tests;

use super::{Article, Quote, Text};
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
}

/// Who says each quote of an article, in the order of the quotes; `None` where nobody is said to.
#[must_use]
pub fn find(article: &Article) -> Vec<Option<Voice>> {
    let people = people(article);
    let full = |speaker: &Text| {
        let name = Name::new(speaker);
        let one = people.iter().find(|(person, _)| *person == name);
        let full = one.or_else(|| people.iter().find(|(person, _)| name.is_proper() && person.is_same_here(&name)));
        full.map_or_else(|| speaker.clone(), |(_, full)| full.clone())
    };
    let mut found: Vec<Option<Voice>> = Vec::with_capacity(article.quotes.len());
    // Who spoke last, where, and as whom the text spoke of them.
    let mut last: Option<(usize, Voice, Option<Gender>)> = None;
    for quote in &article.quotes {
        let Some(speaker) = &quote.speaker else {
            found.push(None);
            continue;
        };
        let voice = match pronoun(speaker) {
            None => {
                let voice = Voice { name: full(speaker), sure: true };
                if Name::new(&voice.name).is_proper() {
                    let gender =
                        last.take().filter(|(_, before, _)| before.name == voice.name).and_then(|(.., gender)| gender);
                    last = Some((quote.end_paragraph, voice.clone(), gender.or_else(|| titled(article, quote))));
                }
                voice
            }
            Some(gender) => match &mut last {
                Some((at, voice, known))
                    if *at + REACH >= quote.paragraph && known.is_none_or(|known| known == gender) =>
                {
                    (*at, *known) = (quote.end_paragraph, Some(gender));
                    Voice { sure: false, ..voice.clone() }
                }
                _ => Voice { name: speaker.clone(), sure: true },
            },
        };
        found.push(Some(voice));
    }
    found
}

/// The people who speak, each with the fullest form of the name.
fn people(article: &Article) -> Vec<(Name, Text)> {
    let mut people: Vec<(Name, Text)> = Vec::new();
    let named =
        article.quotes.iter().filter_map(|quote| quote.speaker.as_ref()).map(|speaker| (Name::new(speaker), speaker));
    let mut named: Vec<_> = named.filter(|(name, speaker)| name.is_proper() && pronoun(speaker).is_none()).collect();
    // The full ones first, so that the short ones find them.
    named.sort_by_key(|(name, speaker)| std::cmp::Reverse((name.words(), speaker.len())));
    for (name, speaker) in named {
        let mut same = people.iter().filter(|(person, _)| person.is_same_here(&name));
        // One that two people may be stays apart.
        if same.next().is_none() || same.next().is_some() {
            people.push((name, speaker.clone()));
        }
    }
    people
}

/// What a pronoun says of whom it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gender {
    She,
    He,
}

#[rustfmt::skip]
const HE: &[&str] = &["he", "er", "il", "él", "lui", "egli", "ele", "hij", "han", "on", "он", "він", "وہ", "هو"];
#[rustfmt::skip]
const SHE: &[&str] = &["she", "sie", "elle", "ella", "lei", "ela", "zij", "ze", "hon", "hun", "ona", "она", "вона", "هي"];

/// Whether a speaker is nothing but a pronoun for one person.
fn pronoun(speaker: &str) -> Option<Gender> {
    let small = speaker.to_lowercase();
    let is = |list: &[&str]| list.contains(&small.as_str());
    if is(HE) { Some(Gender::He) } else { is(SHE).then_some(Gender::She) }
}

/// What the title before the last name says, in the paragraph of the quote: "Ms Daskal".
fn titled(article: &Article, quote: &Quote) -> Option<Gender> {
    let last = quote.speaker.as_deref()?.split_whitespace().next_back()?;
    let text = &article.paragraphs.get(quote.paragraph)?.text;
    let titles = text.match_indices(last).filter_map(|(at, _)| text.get(..at)?.split_whitespace().next_back());
    titles
        .filter_map(|title| match title.trim_end_matches('.') {
            "Mr" | "Herr" | "Herrn" | "M" | "Sr" | "Señor" | "Sir" | "Lord" => Some(Gender::He),
            "Mrs" | "Ms" | "Miss" | "Frau" | "Mme" | "Mlle" | "Sra" | "Señora" | "Lady" | "Dame" => Some(Gender::She),
            _ => None,
        })
        .next()
}
