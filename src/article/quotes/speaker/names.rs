//! The full names of an article, by the one word that stands for them later.

use rustc_hash::FxHashMap;

use memchr::memmem::Finder;

use super::person::ROLE_AND_NAME;
use crate::article::quotes::lexicon::{BREAK, Kinds, Lexicon, OPENER, PARTICLE, PRONOUN, TITLE};
use crate::article::{Paragraph, clean};

/// Names that are looked for in one article; a text that quotes more people is no article.
const NAMES: usize = 128;
/// Places of a name that are looked at.
const PLACES: usize = 24;
/// Bytes around a place: names are shorter.
const AROUND: usize = 64;
/// Words of the longest name, particles included.
const LONGEST: usize = 5;

/// What is known of the names that were asked for.
#[derive(Default)]
pub(super) struct Names {
    full: FxHashMap<String, String>,
}

impl Names {
    /// The full name behind `name`, where the article gives one and only one.
    pub(super) fn full(&mut self, paragraphs: &[Paragraph], lexicon: Lexicon, name: String) -> String {
        let single = !name.contains(' ') && name.chars().nth(1).is_some() && name.starts_with(char::is_uppercase);
        if !single || is(lexicon, &name, PRONOUN) {
            return name;
        }
        if let Some(full) = self.full.get(&name) {
            return full.clone();
        }
        if self.full.len() == NAMES {
            return name;
        }
        let full = find(paragraphs, lexicon, &name).unwrap_or_else(|| name.clone());
        self.full.insert(name, full.clone());
        full
    }
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
        let opener = run.first().is_some_and(|word| is(lexicon, word, OPENER | BREAK));
        let run = run.get(usize::from(opener)..).unwrap_or_default();
        let role = run.len() == ROLE_AND_NAME && !run.iter().any(|word| is(lexicon, word, PARTICLE));
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
