//! The full names of an article, by surname.

use std::collections::HashMap;

use super::phrase::ROLE_AND_NAME;
use crate::article::Paragraph;
use crate::article::quotes::lexicon::{BREAK, Lexicon, OPENER, PARTICLE, PRONOUN, TITLE};

/// Names that are kept of one article; a text with more of them is a directory.
const NAMES: usize = 4096;
/// Words of the longest name, particles included.
const LONGEST: usize = 5;

/// Full names by the one word that stands for them later, read when the first one is asked for.
#[derive(Default)]
pub(super) struct Names {
    read: bool,
    /// By last word; `None` where several people share it.
    last: HashMap<String, Option<String>>,
    /// By first word, as in names that put the surname first.
    first: HashMap<String, Option<String>>,
}

impl Names {
    /// The full name behind `name`, where the article gives one and only one.
    pub(super) fn full(&mut self, paragraphs: &[Paragraph], lexicon: Lexicon, name: &str) -> String {
        let single = !name.contains(' ') && name.chars().count() > 1 && name.starts_with(char::is_uppercase);
        if !single || lexicon.look_up(name).kinds & PRONOUN != 0 {
            return name.to_owned();
        }
        if !self.read {
            self.read = true;
            for paragraph in paragraphs {
                self.learn(&paragraph.text, lexicon);
            }
        }
        let full = self.last.get(name).or_else(|| self.first.get(name));
        full.cloned().flatten().unwrap_or_else(|| name.to_owned())
    }

    fn learn(&mut self, text: &str, lexicon: Lexicon) {
        let is = |word: &str, kinds| lexicon.look_up(word).kinds & kinds != 0;
        let mut run: Vec<&str> = Vec::new();
        for word in text.split_ascii_whitespace() {
            if run.is_empty() && word.starts_with(|c: char| c.is_ascii_lowercase()) {
                continue;
            }
            let open = word.trim_start_matches(|c: char| !c.is_alphanumeric());
            let bare = open.trim_end_matches(|c: char| !c.is_alphanumeric());
            let capital = bare.starts_with(char::is_uppercase);
            let joins = capital || !run.is_empty() && is(bare, PARTICLE);
            if !joins || open.len() < word.len() {
                self.keep(&run, lexicon);
                run.clear();
            }
            if !joins || bare.is_empty() || run.is_empty() && !capital {
                continue;
            }
            let named = bare.strip_suffix("'s").or_else(|| bare.strip_suffix("\u{2019}s")).unwrap_or(bare);
            run.push(named);
            // A comma ends the name, and so does a possessive; the full stop of an initial does not.
            let closed =
                open.len() > bare.len() && !(open.ends_with('.') && (bare.chars().count() == 1 || is(bare, TITLE)));
            if closed || named.len() < bare.len() {
                self.keep(&run, lexicon);
                run.clear();
            }
        }
        self.keep(&run, lexicon);
    }

    fn keep(&mut self, run: &[&str], lexicon: Lexicon) {
        if run.len() < 2 {
            return;
        }
        let is = |word: &str, kinds| lexicon.look_up(word).kinds & kinds != 0;
        let titles = run.iter().rposition(|word| is(word, TITLE)).map_or(0, |at| at + 1);
        let run = run.get(titles..).unwrap_or_default();
        let opener = run.first().is_some_and(|word| is(word, OPENER | BREAK));
        let run = run.get(usize::from(opener)..).unwrap_or_default();
        let run = if run.len() == ROLE_AND_NAME && !run.iter().any(|word| is(word, PARTICLE)) {
            run.get(2..).unwrap_or_default()
        } else {
            run
        };
        let ([first, .., last], true) = (run, run.len() <= LONGEST && self.last.len() < NAMES) else { return };
        if !last.starts_with(char::is_uppercase) {
            return;
        }
        let full = run.join(" ");
        for (names, word) in [(&mut self.last, last), (&mut self.first, first)] {
            let known = names.entry((*word).to_owned()).or_insert_with(|| Some(full.clone()));
            let same = known.as_ref().is_some_and(|known| known.contains(&full) || full.contains(known.as_str()));
            if !same {
                *known = None;
            }
        }
    }
}
