//! The people of a byline, in a line of the text or in a value of metadata.

#[cfg(test)]
mod tests;

use super::agencies;
use super::words::{self, ANDS, Kinds, PARTICLES, kinds};
use crate::article::clean;
use crate::article::letters::{is_dense, is_ideographic};
use crate::article::starts::{lower, with_lower};

/// Words that a name has at most.
const NAME_WORDS: usize = 6;
/// A word of a name has at most so many characters.
const WORD_CHARS: usize = 24;
/// No word between two names has more bytes, in any case.
const AND_BYTES: usize = 8;
/// What may stand behind the last name of a byline without being one: "in New York for the Daily Post".
const REST_CHARS: usize = 90;

/// Who a byline names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct People {
    pub(super) names: Vec<String>,
    /// The agency or publication that stands with them, or in their place.
    pub(super) agency: Option<String>,
    /// Whether it says what they are: "Staff Writer", "Bay Herald".
    pub(super) told: bool,
}

/// What stands behind the words that introduce a byline: "By", "Text:", "记者".
pub(super) fn after_cue(line: &str) -> Option<&str> {
    let rest = behind_cue(line)?;
    // "By by Jane Doe", as pages have it that label their bylines.
    Some(behind_cue(rest).unwrap_or(rest))
}

fn behind_cue(line: &str) -> Option<&str> {
    let start = clean::head(line, 60);
    let first = start.chars().next()?.to_lowercase().next()?;
    let found = words::cues(first).iter().find_map(|cue| {
        let end = starts_with_folded(start, cue)?;
        let rest = line.get(end..)?;
        let ends_a_word = cue.ends_with([':', '：', '/', '／', '●', ','])
            || rest.starts_with([' ', ':', '：', '\u{a0}', '\t', '=', '＝'])
            || rest.is_empty()
            || cue.chars().all(is_dense);
        ends_a_word.then_some(rest)
    })?;
    Some(found.trim_start_matches([' ', ':', '：', '\u{a0}', '\t', '/', '／', '=', '＝', '|', '-', '–', '—']))
}

/// Where `prefix`, which is in lower case, ends in `text`.
fn starts_with_folded(text: &str, prefix: &str) -> Option<usize> {
    let mut chars = text.char_indices();
    for expected in prefix.chars() {
        let (_, found) = chars.next()?;
        if !found.to_lowercase().eq(std::iter::once(expected)) {
            return None;
        }
    }
    Some(chars.next().map_or(text.len(), |(at, _)| at))
}

impl People {
    pub(super) fn is_empty(&self) -> bool {
        self.names.is_empty() && self.agency.is_none()
    }
}

/// The people of "A and B, Staff Writer" behind a cue; `None` when it is no list of names.
pub(super) fn people(text: &str) -> Option<People> {
    read(text, true)
}

/// The people of a line that has no cue. All of it must be names, and what says what these people are.
pub(super) fn bare(text: &str) -> Option<People> {
    read(text, false).filter(|people| people.names.iter().all(|name| is_bare_name(name)))
}

/// The name in "By Jane doe", which is no name by its letters: a short line with nothing else in it.
pub(super) fn loose(text: &str) -> Option<People> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let day = |word: &str| kinds(word).are(Kinds::DAY);
    let letters =
        |word: &&str| word.chars().all(char::is_alphabetic) && !is_common(word) && !ends_name(word) && !day(word);
    let name = (2..=3).contains(&words.len()) && words.iter().all(letters) && text.starts_with(char::is_uppercase);
    name.then(|| People { names: vec![words.join(" ")], ..People::default() })
}

fn read(text: &str, cue: bool) -> Option<People> {
    let mut found = People::default();
    let text = text.trim().trim_end_matches(['.', ',', ':', '-', '–', '—', '|', '/', '；']);
    // "Jane Doe@janedoe" is a name and a handle; an address has a point behind the sign.
    let handle =
        text.split_once('@').filter(|(_, rest)| !rest.split_whitespace().next().is_some_and(|word| word.contains('.')));
    let text = handle.map_or(text, |(name, _)| name.trim_end());
    let parts = |c: char| {
        matches!(
            c,
            ',' | ';' | '&' | '|' | '·' | '•' | '、' | '，' | '；' | '\t' | '(' | ')' | '（' | '）' | '/' | '／'
        )
    };
    for part in split(text, parts) {
        let words: Vec<&str> = part.split_whitespace().collect();
        for words in words.split(|word| is_and(word) && (cue || !word.starts_with(char::is_uppercase))) {
            add(words, cue, &mut found)?;
        }
    }
    (!found.is_empty()).then_some(found)
}

/// Parts a text at marks. A middle dot between ideographs or kana is within a name: "米拉·哈尔沃森".
pub(super) fn split(text: &str, is_mark: impl Fn(char) -> bool) -> impl Iterator<Item = &str> {
    let within_name = |at: usize, mark: char| {
        matches!(mark, '·' | '•')
            && text.get(..at).and_then(|before| before.chars().next_back()).is_some_and(is_ideographic)
            && text.get(at + mark.len_utf8()..).and_then(|behind| behind.chars().next()).is_some_and(is_ideographic)
    };
    let mut cuts = text.char_indices().filter(move |(at, c)| is_mark(*c) && !within_name(*at, *c));
    let mut from = Some(0);
    std::iter::from_fn(move || {
        let start = from?;
        let cut = cuts.next();
        from = cut.map(|(at, mark)| at + mark.len_utf8());
        text.get(start..cut.map_or(text.len(), |(at, _)| at))
    })
}

fn is_and(word: &str) -> bool {
    // A single letter in upper case is an initial, and these are first names.
    !matches!(word, "Dan" | "Con")
        && word.len() <= AND_BYTES
        && (ANDS.contains(&word) || word.len() > 2 && with_lower(word, |word| ANDS.contains(&word)))
}

/// Adds what one part of a byline names; `None` when it is something else.
fn add(words: &[&str], cue: bool, found: &mut People) -> Option<()> {
    let Some(first) = words.first() else { return Some(()) };
    if words.len() <= NAME_WORDS && agencies::are_agency(words) {
        found.agency.get_or_insert_with(|| words.join(" "));
        return Some(());
    }
    if is_handle(first) {
        return Some(());
    }
    let later = !found.names.is_empty();
    let outlet = later && words.iter().any(|word| words::is_outlet(word));
    if outlet && words.len() <= NAME_WORDS && words.iter().all(|word| word.starts_with(char::is_uppercase)) {
        // "Jane Doe, The Daily Post": where she writes.
        found.told = true;
        return Some(());
    }
    let end = words.iter().enumerate().position(|(at, word)| {
        ends_name(word) && !opens_surname(words, at) || is_dated(words, at) || at >= 2 && words::is_outlet(word)
    });
    let end = end.unwrap_or(words.len());
    let (name, rest) = words.split_at_checked(end)?;
    if rest.iter().map(|word| word.chars().count() + 1).sum::<usize>() > REST_CHARS {
        return None;
    }
    let name = if rest.is_empty() { name } else { without_place(name) };
    if !cue && !says_what(rest) {
        return None;
    }
    found.told |= rest.iter().any(|word| kinds(word).are(Kinds::ROLE | Kinds::OUTLET));
    if name.is_empty() {
        return Some(());
    }
    let said = name.join(" ");
    if agencies::are_agency(name) {
        found.agency.get_or_insert(said);
        return Some(());
    }
    if later && (outlet || name.len() == 1 && !is_uncased(&said) || agencies::is_place(&said)) {
        // "Jane Doe, Daily Post", "Jane Doe, London": where, not who.
        return is_name(name).then_some(());
    }
    if !is_name(name) {
        // What follows a name may be anything short that is written as a name is.
        return (cue && later && said.chars().count() < 40 && said.chars().next().is_some_and(char::is_uppercase))
            .then_some(());
    }
    let said = once(name).unwrap_or(said);
    let said = said.trim_matches(['"', '“', '”', ' ', '[', ']']).to_owned();
    if !found.names.iter().any(|known| lower(known) == lower(&said)) {
        found.names.push(said);
    }
    Some(())
}

/// Whether what follows a name says what or where its bearer is, and no more.
fn says_what(rest: &[&str]) -> bool {
    let told = |word: &&str| {
        let word = word.trim_matches(['.', ':', '@']);
        kinds(word).are(Kinds::ROLE | Kinds::OUTLET | Kinds::COMMON) || agencies::is_place(word)
    };
    let placed = matches!(rest.first(), Some(&("in" | "at" | "aus" | "en" | "à" | "from")))
        && rest.iter().skip(1).all(|word| word.starts_with(char::is_uppercase));
    placed || rest.iter().all(told)
}

/// "Jane Doe" of "Jane Doe Jane Doe", and of "Jane `DoeTwitter`", as the links beside names leave them.
fn once(name: &[&str]) -> Option<String> {
    let (first, second) = name.split_at_checked(name.len() / 2)?;
    if first.len() >= 2 && first == second {
        return Some(first.join(" "));
    }
    let (last, before) = name.split_last()?;
    let bare = ["Twitter", "Facebook", "Email", "Follow"]
        .iter()
        .find_map(|label| last.strip_suffix(label))
        .filter(|bare| bare.len() > 1)?;
    Some(before.iter().copied().chain([bare]).collect::<Vec<_>>().join(" "))
}

/// "Jane Doe New York" of "Jane Doe New York Daily News", without the city.
fn without_place<'a, 'b>(name: &'a [&'b str]) -> &'a [&'b str] {
    let cities = (3..=name.len()).rev().filter_map(|end| name.get(..end - 1).zip(name.get(end - 1..)));
    let two = name.len().checked_sub(2).filter(|at| *at >= 2).and_then(|at| name.split_at_checked(at));
    two.into_iter()
        .chain(cities.take(1))
        .find(|(_, city)| agencies::is_place(&city.join(" ")))
        .map_or(name, |(name, _)| name)
}

fn is_handle(word: &str) -> bool {
    word.starts_with('@')
        || word.bytes().any(|byte| byte == b'@') && word.contains('.')
        || word.starts_with("http")
        || word.starts_with("www.")
}

/// Whether a word cannot be part of a name, but may follow one: a role, a month, a handle, a number.
fn ends_name(word: &str) -> bool {
    let bare = word.trim_matches(|c| matches!(c, '.' | ':' | '(' | ')' | '-' | '–' | '—'));
    let kinds = kinds(bare);
    bare.is_empty()
        || is_handle(word)
        || word.bytes().any(|byte| byte.is_ascii_digit())
        || kinds.are(Kinds::ROLE) && !PARTICLES.contains(&word)
}

/// Whether a date begins at `at`. Many a name has a month or a weekday in it: "Marco", "August", "Julio", "Domingo", "Freitag".
fn is_dated(words: &[&str], at: usize) -> bool {
    let is_day =
        |at: usize| words.get(at).is_some_and(|word| kinds(word.trim_matches(['.', ',', ':'])).are(Kinds::DAY));
    let is_number = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
    // "Jane Doe Monday", "Jane Doe Monday, August 5": who has two names already has no third one of these.
    let weekday = || words.get(at).is_some_and(|word| kinds(word).are(Kinds::WEEKDAY));
    let behind_name = at >= 2 && (is_day(at + 1) || words.len() == at + 1 && weekday());
    is_day(at) && (words.get(at + 1).is_some_and(is_number) || behind_name)
}

/// Whether the article at `at` belongs to the surname behind it: "Le Guilvinec", but not "Le Monde" or "Le 3 mai".
fn opens_surname(words: &[&str], at: usize) -> bool {
    let article = matches!(words.get(at), Some(&("Le" | "La" | "El" | "Der" | "Den" | "LE" | "LA" | "EL" | "DER")));
    let day = |word: &str| kinds(word).are(Kinds::DAY);
    let surname =
        |word: &&str| word.starts_with(char::is_uppercase) && !ends_name(word) && !day(word) && !words::is_outlet(word);
    article && words.get(at + 1).is_some_and(surname)
}

/// Whether words are a name: a few, each with a capital or of a script that has none.
pub(super) fn is_name(words: &[&str]) -> bool {
    let letters = |word: &str| {
        (word.len() <= WORD_CHARS || word.chars().count() <= WORD_CHARS)
            && word.chars().all(|c| {
                c.is_alphabetic()
                    || matches!(c, '.' | '\'' | '’' | '-' | '‐' | '`' | '"' | '“' | '”' | '[' | ']' | '・' | '·' | '•')
                    || !c.is_ascii() && is_mark(c)
            })
    };
    let capital = |word: &str| {
        let first = word.trim_start_matches(['\'', '’', '"', '“', '[']).chars().next();
        first.is_some_and(|c| c.is_uppercase() || c.is_alphabetic() && !c.is_lowercase())
    };
    let small = |word: &str| {
        PARTICLES.contains(&word)
            || word.starts_with("d'")
            || word.starts_with("d’")
            || word.starts_with("al-")
            || word.starts_with("el-")
    };
    let capitals = words.iter().filter(|word| capital(word)).count();
    (1..=NAME_WORDS).contains(&words.len())
        && capitals >= 1
        && words.iter().all(|word| letters(word) && (capital(word) || small(word)))
        && words.last().is_some_and(|word| capital(word))
        && words.iter().flat_map(|word| word.chars()).filter(|c| c.is_alphabetic()).nth(1).is_some()
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

fn is_uncased(text: &str) -> bool {
    text.chars().find(|c| c.is_alphabetic()).is_some_and(|c| !c.is_uppercase() && !c.is_lowercase())
}

/// Whether a line without any cue reads as a person's name: two to four capitalised words, none of them a common one.
pub(super) fn is_bare_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let common = |word: &&str| {
        let kinds = kinds(word);
        kinds.are(Kinds::OUTLET | Kinds::FURNITURE | Kinds::COMMON)
            || kinds.are(Kinds::ROLE) && !with_lower(word, |word| PARTICLES.contains(&word))
            || kinds.are(Kinds::WEEKDAY) && word.chars().nth(3).is_some()
    };
    // "Record March Two": without a cue months are months, but for the first names among them.
    let dated = words.iter().enumerate().any(|(at, word)| {
        let is_first_name = at == 0 && ["marco", "julio"].contains(&&*lower(word));
        kinds(word).are(Kinds::DAY) && !is_first_name
    });
    (2..=4).contains(&words.len())
        && is_name(&words)
        && !dated
        // Scripts without capitals do not tell names from other words.
        && !text.chars().any(|c| c.is_alphabetic() && !c.is_uppercase() && !c.is_lowercase())
        && !words.iter().any(common)
        && !agencies::is_place(text)
        && !agencies::is_agency(text)
}

fn is_common(word: &str) -> bool {
    kinds(word).are(Kinds::COMMON)
}
