//! The full names of an article, by the one word that stands for them later.

use rustc_hash::FxHashMap;

use memchr::memmem::Finder;

use super::person::ROLE_AND_NAME;
use crate::article::quotes::lexicon::{BREAK, HANGS, Kinds, Lexicon, OPENER, PARTICLE, PRONOUN, SOURCE, TITLE};
use crate::article::{Paragraph, clean};

/// Names that are looked for in one article; a text that quotes more people is no article.
const NAMES: usize = 128;
/// Places of a name that are looked at.
const PLACES: usize = 24;
/// Bytes around a place: names are shorter.
const AROUND: usize = 64;
/// Letters of initials: "JK", "MBS".
const INITIALS: usize = 3;
/// Words of the longest name, particles included.
const LONGEST: usize = 5;

/// Letters of a name before the ending of its case, and those that two forms of a first name share.
const STEM: usize = 3;
const SHARED: usize = 2;

/// What the cases of a language set behind a surname, the longest first.
fn endings(language: &str) -> &'static [&'static str] {
    match language {
        "fi" => &["in", "n"],
        "cs" | "sk" | "pl" | "hr" | "sr" | "bs" | "sl" => {
            &["ovi", "owi", "em", "om", "ou", "a", "e", "u", "y", "i", "ом", "ем", "а", "у", "и", "е"]
        }
        "ru" | "uk" => &["ові", "ом", "ем", "ым", "ой", "ою", "а", "у", "я", "ю", "е", "и", "і"],
        _ => &[],
    }
}

/// What is known of the names that were asked for.
pub(super) struct Names {
    endings: &'static [&'static str],
    full: FxHashMap<String, String>,
    known: FxHashMap<String, bool>,
}

impl Names {
    pub(super) fn of(language: &str) -> Self {
        Self { endings: endings(language), full: FxHashMap::default(), known: FxHashMap::default() }
    }

    /// Whether a word that opens a sentence is a name.
    pub(super) fn is_known(&mut self, paragraphs: &[Paragraph], word: &str) -> bool {
        if let Some(known) = self.known.get(word) {
            return *known;
        }
        let known = self.known.len() < NAMES && is_name(paragraphs, word);
        self.known.insert(word.to_owned(), known);
        known
    }

    /// The full name behind `name`, where the article gives one and only one.
    pub(super) fn full(&mut self, paragraphs: &[Paragraph], lexicon: Lexicon, name: String) -> String {
        let single = !name.contains(' ') && name.chars().nth(1).is_some() && name.starts_with(char::is_uppercase);
        if !single && self.endings.is_empty() || is(lexicon, &name, PRONOUN) {
            return name;
        }
        if let Some(full) = self.full.get(&name) {
            return full.clone();
        }
        if self.full.len() == NAMES {
            return name;
        }
        let found = if single { find(paragraphs, lexicon, &name) } else { None };
        let full = found.or_else(|| self.inflected(paragraphs, lexicon, &name)).unwrap_or_else(|| name.clone());
        self.full.insert(name, full.clone());
        full
    }

    /// The full name behind one in a case that its sentence asks for, where the article has that in its first form, too: "podle
    /// Larse Berga", "Holmin mukaan".
    fn inflected(&self, paragraphs: &[Paragraph], lexicon: Lexicon, name: &str) -> Option<String> {
        let (first, last) = name.rsplit_once(' ').unwrap_or(("", name));
        let stems = self.endings.iter().filter_map(|ending| last.strip_suffix(ending));
        let stems = stems.filter(|stem| stem.starts_with(char::is_uppercase) && stem.chars().nth(STEM - 1).is_some());
        let is_same = |full: &String| {
            let shared = full.chars().zip(first.chars()).take_while(|(one, other)| one == other).count();
            first.is_empty() || shared >= SHARED
        };
        stems.filter_map(|stem| find(paragraphs, lexicon, stem).filter(|full| full.ends_with(stem))).find(is_same)
    }
}

/// Whether a word stands within a sentence with its capital, or else several times and never without it.
fn is_name(paragraphs: &[Paragraph], word: &str) -> bool {
    let mut count = 0;
    for text in paragraphs.iter().map(|paragraph| &*paragraph.text) {
        for at in whole(text, word) {
            let before = text.get(..at).and_then(|before| before.strip_suffix([' ', '\u{2019}', '\'']));
            if before.is_some_and(|before| before.ends_with(|c: char| c.is_alphanumeric() || c == ',')) {
                return true;
            }
            count += 1;
            if count == PLACES {
                break;
            }
        }
    }
    let small = word.to_lowercase();
    count > 1 && !paragraphs.iter().any(|paragraph| whole(&paragraph.text, &small).next().is_some())
}

/// Where a word stands in a text and is no part of another.
fn whole<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = usize> + 't {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    memchr::memmem::find_iter(text.as_bytes(), word).filter(move |at| {
        let before = text.get(..*at).and_then(|before| before.chars().next_back());
        let behind = text.get(at + word.len()..).and_then(|behind| behind.chars().next());
        !is_letter(before) && !is_letter(behind)
    })
}

fn is(lexicon: Lexicon, word: &str, kinds: Kinds) -> bool {
    lexicon.look_up(word.trim_end_matches('.')).kinds & kinds != 0
}

/// The names that end with the word, or else those that start with it, as names do that put the surname first.
#[derive(Default)]
struct Known {
    last: Option<String>,
    first: Option<String>,
    /// Whether several people bear it.
    last_shared: bool,
    first_shared: bool,
}

fn find(paragraphs: &[Paragraph], lexicon: Lexicon, name: &str) -> Option<String> {
    let finder = Finder::new(name);
    let mut known = Known::default();
    let places = paragraphs.iter().flat_map(|paragraph| {
        let text = &*paragraph.text;
        finder.find_iter(text.as_bytes()).map(move |at| (text, at))
    });
    for (text, at) in places.take(PLACES) {
        if !has_neighbour(text, at, at + name.len()) {
            continue;
        }
        // The first word and the last one may be cut.
        let before = clean::tail(text.get(..at)?, AROUND);
        let whole = if before.len() == at { before } else { before.split_once(' ').map_or("", |(_, whole)| whole) };
        let end = at + clean::head(text.get(at..)?, name.len() + AROUND).len();
        runs(text.get(at - whole.len()..end)?, lexicon, &mut |run| known.learn(run, name, lexicon));
    }
    match known {
        Known { last: Some(full), last_shared: false, .. } => Some(full),
        Known { last: None, first: Some(full), first_shared: false, .. } => Some(full),
        _ => None,
    }
}

/// Whether the word before a stretch or the one behind it has a capital, or may be a particle.
fn has_neighbour(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).and_then(|before| before.strip_suffix(' '));
    let before = before.and_then(|before| before.rsplit(' ').next()).unwrap_or_default();
    let behind = text.get(end..).and_then(|behind| behind.strip_prefix(' ')).unwrap_or_default();
    let capital = |word: &str| word.starts_with(|c: char| c.is_uppercase() || !c.is_alphanumeric());
    capital(before) || capital(behind) || (1..4).contains(&before.len())
}

/// Hands over the runs of capitalised words of a text.
fn runs(text: &str, lexicon: Lexicon, each: &mut impl FnMut(&[&str])) {
    let mut run: Vec<&str> = Vec::new();
    for word in text.split_ascii_whitespace() {
        if run.is_empty() && word.starts_with(|c: char| c.is_ascii_lowercase()) {
            continue;
        }
        let open = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        let bare = open.trim_end_matches(|c: char| !c.is_alphanumeric());
        let capital = bare.starts_with(char::is_uppercase);
        let joins = capital || !run.is_empty() && is(lexicon, bare, PARTICLE);
        if !joins || open.len() < word.len() {
            each(&run);
            run.clear();
        }
        if !joins || run.is_empty() && !capital {
            continue;
        }
        let named = bare.strip_suffix("'s").or_else(|| bare.strip_suffix("\u{2019}s")).unwrap_or(bare);
        run.push(named);
        // A comma ends the name, and so does a possessive; the full stop of an initial does not.
        let initial = open.ends_with('.') && (bare.chars().nth(1).is_none() || is(lexicon, bare, TITLE));
        if open.len() > bare.len() && !initial || named.len() < bare.len() {
            each(&run);
            run.clear();
        }
    }
    each(&run);
}

impl Known {
    fn learn(&mut self, run: &[&str], name: &str, lexicon: Lexicon) {
        if run.len() < 2 || !run.contains(&name) {
            return;
        }
        let titles = run.iter().rposition(|word| is(lexicon, word, TITLE)).map_or(0, |at| at + 1);
        let run = run.get(titles..).unwrap_or_default();
        let is_opener = |word: &&str| is(lexicon, word, OPENER | BREAK | SOURCE) || lexicon.look_up(word).cue.is_some();
        let run = run.get(usize::from(run.first().is_some_and(is_opener))..).unwrap_or_default();
        // "Chiosa la Gdf", and a heading that was glued to the name: "NEWS FROM NORVIK Holm".
        let is_heading = |word: &&&str| word.len() > INITIALS && !word.contains(char::is_lowercase);
        let headed = run.last().is_some_and(|last| last.contains(char::is_lowercase));
        let heading = if headed { run.iter().rposition(|word| is_heading(&word)).map_or(0, |at| at + 1) } else { 0 };
        let run = run.get(heading..).unwrap_or_default();
        let small = run.iter().take_while(|word| !word.starts_with(char::is_uppercase)).count();
        let run = run.get(small..).unwrap_or_default();
        // "Câmara dos Deputados Ada Holm".
        let behind = run.iter().rev().take_while(|word| !is(lexicon, word, HANGS)).count();
        let office = if behind < run.len() && behind > 2 { run.len() - 2 } else { 0 };
        let run = run.get(office..).unwrap_or_default();
        let role = run.len() == ROLE_AND_NAME
            && !lexicon.has_long_names()
            && !run.iter().any(|word| is(lexicon, word, PARTICLE));
        let run = if role { run.get(2..).unwrap_or_default() } else { run };
        let ([first, .., last], true) = (run, run.len() <= LONGEST) else { return };
        let full = run.join(" ");
        if *last == name {
            note(&mut self.last, &mut self.last_shared, full);
        } else if *first == name && last.starts_with(char::is_uppercase) {
            note(&mut self.first, &mut self.first_shared, full);
        }
    }
}

/// Keeps the first full name; one that is neither a part of it nor more of it belongs to another person.
fn note(known: &mut Option<String>, shared: &mut bool, full: String) {
    match known {
        Some(known) => *shared |= !known.contains(&full) && !full.contains(known.as_str()),
        None => *known = Some(full),
    }
}
