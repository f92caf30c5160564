//! Who said it: the noun phrase at the verb of speech behind a quote, or before it in its sentence.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use crate::article::{Paragraph, Text};

/// Bytes around a quote that are looked at: sentences of news are shorter.
const CONTEXT: usize = 400;
/// Names that are looked up in one article; an article that quotes more is no article.
const NAMES: usize = 128;

const VERBS: &str = "said|says|say|told|tells|added|adds|noted|notes|stressed|underscored|underlined|emphasi[sz]ed|stated|states|explained|\
explains|warned|warns|argued|argues|insisted|insists|claimed|claims|asked|asks|replied|wrote|writes|tweeted|posted|announced|declared|\
recalled|remarked|commented|concluded|continued|acknowledged|admitted|conceded|denied|confirmed|suggested|described|called|vowed|pledged|\
promised|urged|predicted|complained|joked|quipped|shouted|testified|observed|reiterated|maintained|cautioned|\
sagte|sagt|erklärte|erklärt|betonte|betont|meinte|meint|schrieb|schreibt|warnte|warnt|teilte|kritisierte|forderte|fügte|ergänzte|berichtete|\
a déclaré|a dit|a affirmé|a expliqué|a ajouté|a estimé|a indiqué|affirme|explique|ajoute|estime|déclare|dit|indique|souligne|a souligné|\
dijo|afirmó|señaló|explicó|añadió|aseguró|declaró|indicó|manifestó|sostuvo|advirtió|ha dicho|ha afirmado";

/// A name, a pronoun, or an article with a noun.
const NAME: &str = r"(?:\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]e|I|er|Er|sie|Sie|il|Il|elle|Elle)\b|\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Dd]er|[Dd]ie|[Ll][ea]|[Ee]l|[Ll]a)\s+(?:\p{Lu}[\p{L}'’.-]*\s+){0,3}(?:\p{Lu}[\p{L}'’-]+|\p{Ll}{3,}(?:\s\p{Ll}{3,}){0,2}?)|\p{Lu}[\p{L}'’-]+\.?(?:\s+(?:(?:de|van|von|der|al|el|bin|la|le|du|da|di)\s+)?\p{Lu}[\p{L}'’.-]*){0,4})";

const ADVERBS: &str = r"(?:(?:also|then|later|has|had|have|once|again|\p{Ll}+ly)\s+)?";

/// Titles before a name, which are not a part of it.
const TITLES: &[&str] = &[
    "minister",
    "president",
    "prime",
    "mr",
    "mrs",
    "ms",
    "dr",
    "prof",
    "professor",
    "sir",
    "secretary",
    "senator",
    "chancellor",
    "mayor",
    "governor",
    "general",
    "advisor",
    "adviser",
    "chief",
    "director",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "judge",
    "king",
    "queen",
    "captain",
    "coach",
    "deputy",
    "herr",
    "frau",
    "ministerin",
    "präsident",
    "the",
    "a",
];

static PATTERNS: LazyLock<Option<Patterns>> = LazyLock::new(|| {
    let aside = r"(?:,[^,.!?]{1,80},)?";
    Some(Patterns {
        name_verb_after: Regex::new(&format!(
            r"^[\s,;.!?\u{{2014}}\u{{2013}}-]{{0,3}}(?P<name>{NAME}){aside}\s+{ADVERBS}(?P<cue>{VERBS})\b"
        ))
        .ok()?,
        verb_name_after: Regex::new(&format!(
            r"^[\s,;\u{{2014}}\u{{2013}}-]{{0,3}}(?P<cue>{VERBS})\s+(?P<name>{NAME})"
        ))
        .ok()?,
        according: Regex::new(&format!(r"(?P<cue>[Aa]ccording to|[Ll]aut|[Ss]elon|[Ss]egún)\s+(?P<name>{NAME})"))
            .ok()?,
        before: Regex::new(&format!(r"(?P<name>{NAME}){aside}\s+{ADVERBS}(?P<cue>{VERBS})\b")).ok()?,
        colon: Regex::new(&format!(r"^\s*(?P<name>{NAME}):\s*$")).ok()?,
    })
});

struct Patterns {
    name_verb_after: Regex,
    verb_name_after: Regex,
    according: Regex,
    before: Regex,
    colon: Regex,
}

/// The people of an article.
pub(super) struct Speakers<'a> {
    paragraphs: &'a [Paragraph],
    full_names: HashMap<String, Option<String>>,
}

/// A speaker, where one is named, and the cue.
type Voice = (Option<Text>, Text);

impl<'a> Speakers<'a> {
    pub(super) fn new(paragraphs: &'a [Paragraph]) -> Self {
        Self { paragraphs, full_names: HashMap::new() }
    }

    /// Who said the quote that starts and ends there; the next quote in its last paragraph starts at `next`.
    pub(super) fn of(
        &mut self,
        (paragraph, start): (usize, usize),
        (end_paragraph, end, next): (usize, usize, Option<usize>),
    ) -> Option<Voice> {
        let patterns = PATTERNS.as_ref()?;
        let text = |number: usize| self.paragraphs.get(number).map_or("", |paragraph| paragraph.text.as_str());
        let after =
            text(end_paragraph).get(end..next.unwrap_or(usize::MAX).min(text(end_paragraph).len())).unwrap_or_default();
        let after = sentence_start(after);
        let before = sentence_end(text(paragraph).get(..start).unwrap_or_default());
        let found = patterns
            .name_verb_after
            .captures(after)
            .or_else(|| patterns.verb_name_after.captures(after))
            .or_else(|| patterns.colon.captures(before))
            .or_else(|| patterns.before.captures_iter(before).last())
            .or_else(|| patterns.according.captures(after))
            .or_else(|| patterns.according.captures(before))?;
        let name = found.name("name").map(|name| name.as_str());
        let cue = Text::new(found.name("cue").map_or("", |cue| cue.as_str()));
        let name = name.map(without_title).filter(|name| !name.is_empty());
        Some((name.map(|name| Text::new(&self.full_name(name))), cue))
    }

    /// The full name behind a surname, as it stood where the person was first named.
    fn full_name(&mut self, name: &str) -> String {
        if name.contains(' ') || !name.starts_with(char::is_uppercase) || is_pronoun(name) {
            return name.to_owned();
        }
        if !self.full_names.contains_key(name) && self.full_names.len() < NAMES {
            let full = self.paragraphs.iter().find_map(|paragraph| full_name_in(&paragraph.text, name));
            self.full_names.insert(name.to_owned(), full);
        }
        self.full_names.get(name).cloned().flatten().unwrap_or_else(|| name.to_owned())
    }
}

fn is_pronoun(name: &str) -> bool {
    ["he", "she", "they", "we", "i", "it", "er", "sie", "il", "elle"].contains(&name.to_lowercase().as_str())
}

/// "President Ada Holm" without the title.
fn without_title(name: &str) -> &str {
    let mut rest = name.trim();
    if rest.starts_with(|c: char| c.is_lowercase()) || rest.starts_with("The ") || rest.starts_with("A ") {
        return rest;
    }
    while let Some((first, more)) = rest.split_once(' ') {
        if !TITLES.contains(&first.trim_end_matches('.').to_lowercase().as_str()) {
            break;
        }
        rest = more;
    }
    rest
}

/// The words around the first mention of `name`: "Jen Daskal" for Daskal, "Wang Xiaohong" for Wang.
fn full_name_in(text: &str, name: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let plain = |word: &str| word.starts_with(char::is_uppercase) && word.ends_with(char::is_alphanumeric);
    for (at, word) in words.iter().enumerate() {
        if bare(word).trim_end_matches("'s").trim_end_matches("\u{2019}s") != name {
            continue;
        }
        let next = words
            .get(at + 1)
            .filter(|next| word.ends_with(char::is_alphanumeric) && next.starts_with(char::is_uppercase));
        if let Some(next) = next {
            return Some(format!("{name} {}", bare(next)));
        }
        let previous = at.checked_sub(1).and_then(|at| words.get(at)).filter(|word| plain(word));
        let previous = previous.filter(|word| !TITLES.contains(&word.to_lowercase().as_str()))?;
        return (at > 1 || previous.len() > 3).then(|| format!("{previous} {name}"));
    }
    None
}

/// The start of `text`, up to the end of its first sentence.
fn sentence_start(text: &str) -> &str {
    let limit = (0..=CONTEXT.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let text = text.get(..limit).unwrap_or_default();
    let end = text.match_indices(". ").map(|(at, _)| at).find(|&at| at > 3);
    text.get(..end.unwrap_or(text.len())).unwrap_or(text)
}

/// The end of `text`, from the start of its last sentence.
fn sentence_end(text: &str) -> &str {
    let from = text.len().saturating_sub(CONTEXT);
    let from = (from..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    let text = text.get(from..).unwrap_or_default();
    let start = [". ", "! ", "? ", ".\" ", ".\u{201d} "]
        .iter()
        .filter_map(|end| text.rfind(end).map(|at| at + end.len()))
        .max();
    text.get(start.unwrap_or(0)..).unwrap_or(text)
}
