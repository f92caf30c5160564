//! Looking for words in the article as they are typed: case, accents, and signs that keyboards do not have, aside.

use std::ops::Range;

use regex::Regex;
use unicode_segmentation::UnicodeSegmentation;

use super::{Reader, Search};
use crate::article::Text;
use crate::layout::plain;
use crate::library::analysis::folded;

impl Reader {
    /// Searches for `text`, and goes to the first hit at or below the top of the window if `jump` says so.
    pub fn search_for(&mut self, text: &str, jump: bool) {
        let Some(pattern) = pattern(text) else {
            self.search = None;
            return;
        };
        let mut hits = Vec::new();
        for (number, block) in self.page.blocks.iter().enumerate() {
            hits.extend(Bare::of(&block.text).places(&pattern).into_iter().map(|hit| (number, hit)));
        }
        let current = hits.iter().position(|&(block, _)| block >= self.top.0).unwrap_or(0);
        self.search = Some(Search { text: text.to_owned(), hits, current });
        if jump {
            self.show_hit();
        }
    }
}

/// What to look for in bare texts; `None` where there is nothing in it.
fn pattern(text: &str) -> Option<Regex> {
    // The same signs are taken out of it as out of articles.
    let text = Text::new(text);
    // A blank stands for any: some are there to keep words on one line.
    let words: Vec<String> = text.split(char::is_whitespace).map(|word| regex::escape(&Bare::of(word).text)).collect();
    Regex::new(&words.join(r"\s")).ok().filter(|pattern| !pattern.is_match(""))
}

/// A text as searches see it, with the way back.
struct Bare {
    text: String,
    pieces: Vec<Piece>,
    /// The length of the text that it is made of.
    whole: usize,
}

/// Where a stretch of ASCII, or a letter with its accents, stands in the bare text and in its own.
#[derive(Clone, Copy)]
struct Piece {
    at: usize,
    from: usize,
    is_ascii: bool,
}

impl Bare {
    fn of(text: &str) -> Self {
        let mut bare = Self { text: String::with_capacity(text.len()), pieces: Vec::new(), whole: text.len() };
        let mut rest = text;
        while !rest.is_empty() {
            let (ascii, behind) = plain(rest);
            let letters = rest.get(..ascii).unwrap_or_default();
            let cluster = behind.graphemes(true).next().unwrap_or_default();
            let from = text.len() - rest.len();
            if !letters.is_empty() {
                bare.pieces.push(Piece { at: bare.text.len(), from, is_ascii: true });
                bare.text.push_str(&letters.to_ascii_lowercase());
            }
            if !cluster.is_empty() {
                bare.pieces.push(Piece { at: bare.text.len(), from: from + ascii, is_ascii: false });
                bare.push(cluster);
            }
            rest = behind.get(cluster.len()..).unwrap_or_default();
        }
        bare
    }

    fn push(&mut self, cluster: &str) {
        match cluster {
            "\u{2018}" | "\u{2019}" | "\u{2bc}" => self.text.push('\''),
            "\u{201c}" | "\u{201d}" | "\u{201e}" | "\u{ab}" | "\u{bb}" => self.text.push('"'),
            "\u{2010}" | "\u{2011}" | "\u{2013}" | "\u{2014}" | "\u{2212}" => self.text.push('-'),
            _ => self.text.push_str(&folded(cluster)),
        }
    }

    /// Where a pattern, which is of something, is found in the text that this one is made of: whole letters.
    fn places(&self, pattern: &Regex) -> Vec<Range<usize>> {
        let found = pattern.find_iter(&self.text).map(|found| found.range());
        found.filter_map(|found| Some(self.start(found.start)?..self.end(found.end)?)).collect()
    }

    /// The number of the piece that a byte of the bare text is of.
    fn piece(&self, byte: usize) -> Option<usize> {
        self.pieces.partition_point(|piece| piece.at <= byte).checked_sub(1)
    }

    fn start(&self, byte: usize) -> Option<usize> {
        let piece = self.pieces.get(self.piece(byte)?)?;
        Some(if piece.is_ascii { piece.from + byte - piece.at } else { piece.from })
    }

    fn end(&self, byte: usize) -> Option<usize> {
        let number = self.piece(byte.checked_sub(1)?)?;
        let piece = self.pieces.get(number)?;
        let next = self.pieces.get(number + 1).map_or(self.whole, |next| next.from);
        Some(if piece.is_ascii { piece.from + byte - piece.at } else { next })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, text: &str, found: &[&str]) {
        let bare = Bare::of(text);
        let places = pattern(typed).map(|pattern| bare.places(&pattern)).unwrap_or_default();
        let places: Vec<&str> = places.into_iter().map(|range| text.get(range).unwrap()).collect();
        assert_eq!(places, found, "{typed}");
    }

    #[test]
    fn what_keyboards_have_finds_what_articles_have() {
        check("cafe", "The caf\u{e9}, the CAFE\u{301} and a cafeteria.", &["caf\u{e9}", "CAFE\u{301}", "cafe"]);
        check("Caf\u{e9}", "cafe, caf\u{e9}s", &["cafe", "caf\u{e9}"]);
        check("zurich", "Z\u{fc}rich, Zu\u{308}rich", &["Z\u{fc}rich", "Zu\u{308}rich"]);
        check("stras", "In der Stra\u{df}e", &["Stra\u{df}"]);
        check("he didn't", "He\u{a0}didn\u{2019}t go", &["He\u{a0}didn\u{2019}t"]);
        check("\"no\"", "\u{201c}No\u{201d}, she said", &["\u{201c}No\u{201d}"]);
        check("2-1", "won 2\u{2013}1", &["2\u{2013}1"]);
        check("full", "\u{ff26}\u{ff35}\u{ff2c}\u{ff2c} width", &["\u{ff26}\u{ff35}\u{ff2c}\u{ff2c}"]);
        check("a.b", "axb a.b", &["a.b"]);
    }

    #[test]
    fn letters_that_only_look_alike_are_not_found() {
        check("\u{304b}", "\u{304c}\u{304b}", &["\u{304b}"]);
        check("\u{d558}", "\u{d55c}\u{d558}", &["\u{d558}"]);
        check("\u{6771}", "\u{6771}\u{4eac}", &["\u{6771}"]);
        check("", "text", &[]);
        check("\u{301}", "cafe\u{301}", &[]);
    }
}
