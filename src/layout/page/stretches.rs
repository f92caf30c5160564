//! Paragraphs of which nobody could find the line again.
//!
//! Some extractors leave an article on one line. So a paragraph that is longer than any that a paper prints is shown in stretches
//! of some sentences; and where they left nothing between its paragraphs, "the harbour.The ferry", it is shown in these. Its text
//! is the same: only empty rows come in.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use crate::article::clean;

/// A paragraph is cut from so many columns on: some 250 words.
const LONG: usize = 1_500;
/// A stretch has at least so many columns, and the last one this many.
const STRETCH: usize = 500;
const REST: usize = 200;
/// A word of fewer letters with a full stop may be an abbreviation.
const WORD: usize = 5;
/// The full stops of scripts that may have no spaces.
const STOPS: [char; 3] = ['\u{3002}', '\u{ff01}', '\u{ff1f}'];
/// What may stand behind the mark that ends a sentence.
const CLOSING: [char; 9] = ['"', '\u{201d}', '\'', '\u{2019}', ')', '\u{bb}', '\u{300d}', '\u{300f}', '\u{ff09}'];

/// So many sentences that begin right behind another one are no slip of the pen: line ends were lost.
const JOINTS: usize = 2;
/// Letters of a word, and of one with a capital, that ends a sentence before a lost line end; fewer are an abbreviation. And the
/// bytes of such a word at most.
const LAST_WORD: usize = 2;
const LAST_NAME: usize = 5;
const WORD_BYTES: usize = 64;
/// The marks that open a quote, and close none.
const OPENING: [char; 3] = ['\u{201c}', '\u{201e}', '\u{ab}'];

/// The stretches of a paragraph: all of it, if it is not long and was not joined of several. None ends within one of `whole`, which
/// are in order.
pub(super) fn of(text: &str, whole: &[Range<usize>]) -> Vec<Range<usize>> {
    let all = 0..text.len();
    let joints = joints(text, whole);
    // No character takes more columns than bytes.
    let may_be_long = text.len() >= LONG;
    if !may_be_long && joints.is_empty() {
        return vec![all];
    }
    let mut columns = 0;
    let is_long = may_be_long
        && text.chars().any(|c| {
            columns += columns_of(c);
            columns >= LONG
        });
    let mut joints = joints.into_iter().peekable();
    let mut parted = 0;
    let mut stretches = Vec::new();
    let (mut start, mut columns) = (0, 0);
    let mut whole = whole.iter().peekable();
    let mut last = '\0';
    for (at, c) in text.char_indices() {
        let is_joint = joints.next_if(|joint| *joint <= at).is_some();
        // Most characters stand within a word: a text may be of 20 MB.
        let may_start =
            is_long && columns >= STRETCH && (last.is_whitespace() || STOPS.contains(&last) || CLOSING.contains(&last));
        if is_joint || may_start && starts_sentence(text.get(..at).unwrap_or_default(), c) {
            while whole.next_if(|range| range.end <= at).is_some() {}
            if whole.peek().is_none_or(|range| at <= range.start) {
                stretches.push(start..at);
                (start, columns) = (at, 0);
                parted = if is_joint { at } else { parted };
            }
        }
        columns += columns_of(c);
        last = c;
    }
    // A short last one goes with the one before.
    if columns < REST
        && parted < start
        && let Some(last) = stretches.pop()
    {
        start = last.start;
    }
    stretches.push(start..text.len());
    stretches
}

fn columns_of(c: char) -> usize {
    if c.is_ascii() { 1 } else { c.width().unwrap_or_default() }
}

/// Where sentences begin right behind another one; none where that is a single one. A straight mark before one of them opens the
/// quote that it is of, and else closes the one before.
fn joints(text: &str, whole: &[Range<usize>]) -> Vec<usize> {
    let opens = |at: usize| whole.binary_search_by_key(&at, |range| range.start).is_ok();
    let begins = |stop: usize| {
        let rest = text.get(stop + 1..)?.trim_start_matches(CLOSING);
        let mut chars = rest.chars();
        let (first, second) = (chars.next()?, chars.next()?);
        let is_word =
            first.is_uppercase() && second.is_lowercase() || OPENING.contains(&first) && second.is_uppercase();
        let start = text.len() - rest.len();
        (is_word && ends_word(text.get(..stop)?)).then_some(start - usize::from(opens(start - 1)))
    };
    let found: Vec<usize> = memchr::memchr3_iter(b'.', b'!', b'?', text.as_bytes()).filter_map(begins).collect();
    if found.len() < JOINTS { Vec::new() } else { found }
}

/// Whether a text ends with a word of running text, rather than with an abbreviation or a part of an address.
fn ends_word(text: &str) -> bool {
    let is_before = |c: char| c.is_whitespace() || c == '"' || OPENING.contains(&c);
    let word = clean::tail(text, WORD_BYTES).rsplit(is_before).next().unwrap_or_default();
    let least = if word.starts_with(char::is_uppercase) { LAST_NAME } else { LAST_WORD };
    word.ends_with(char::is_lowercase) && word.chars().count() >= least && !word.contains('.')
}

/// Whether a sentence starts with `c` behind `before`: when unsure, none does.
fn starts_sentence(before: &str, c: char) -> bool {
    if c.is_whitespace() || c.is_lowercase() || CLOSING.contains(&c) {
        return false;
    }
    let ended = before.trim_end();
    let bare = ended.trim_end_matches(CLOSING);
    if bare.ends_with(STOPS) {
        return true;
    }
    if ended.len() == before.len() {
        return false;
    }
    let Some(sentence) = bare.strip_suffix('.') else {
        return bare.ends_with(['!', '?', '\u{61f}', '\u{6d4}', '\u{964}']);
    };
    let word = sentence.rsplit(char::is_whitespace).next().unwrap_or_default();
    word.chars().count() >= WORD && word.chars().all(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The stretches of a text, as what each starts with.
    fn starts(text: &str, whole: &[Range<usize>]) -> Vec<String> {
        let start = |range: Range<usize>| text.get(range).unwrap().chars().take(12).collect();
        of(text, whole).into_iter().map(start).collect()
    }

    #[test]
    fn only_what_is_long_is_cut() {
        let sentence = "The ferry to Norvik left the harbour at dawn and came back at night. ";
        assert_eq!(of(&sentence.repeat(20), &[]).len(), 1);
        let long = sentence.repeat(40);
        let stretches = of(&long, &[]);
        assert!(stretches.len() > 3, "{stretches:?}");
        assert!(starts(&long, &[]).iter().all(|start| start == "The ferry to"));
        assert!(stretches.iter().all(|range| range.len() >= STRETCH), "{stretches:?}");
    }

    #[test]
    fn abbreviations_and_quotes_are_not_cut() {
        let text = "The ferry of Gen. Holm and the U.S. Navy left with J. Daskal in Sept. Nobody knew ".repeat(40);
        assert_eq!(of(&text, &[]).len(), 1);
        let text =
            "It left at dawn today. \u{201c}Nobody knows why. Nobody ever asked us.\u{201d} That was all of it. "
                .repeat(30);
        let quotes: Vec<Range<usize>> = text
            .match_indices('\u{201c}')
            .zip(text.match_indices('\u{201d}'))
            .map(|((from, _), (to, _))| from..to + 3)
            .collect();
        let starts = starts(&text, &quotes);
        assert!(starts.len() > 3 && !starts.iter().any(|start| start.starts_with("Nobody")), "{starts:?}");
    }

    #[test]
    fn scripts_without_spaces_are_cut() {
        let text = "港口在长冬之后重新开放，渔民们说他们等了很久。".repeat(60);
        assert!(starts(&text, &[]).len() > 3 && starts(&text, &[]).iter().all(|start| start.starts_with("港口")));
    }

    #[test]
    fn line_ends_that_were_lost_are_shown() {
        let text = "The ferry left the harbour.The captain knew.\u{201c}It was late. It is always late.Always,\u{201d} he said.\u{201c}Never.\u{201d}Nobody knew.";
        let quotes: Vec<Range<usize>> = text
            .match_indices('\u{201c}')
            .zip(text.match_indices('\u{201d}'))
            .map(|((from, _), (to, _))| from..to + 3)
            .collect();
        let found = starts(text, &quotes);
        assert_eq!(
            found,
            ["The ferry le", "The captain ", "\u{201c}It was late", "\u{201c}Never.\u{201d}", "Nobody knew."]
        );
        let text = "The ferry left.\"It was late,\" he said.\"Always.\"Nobody knew.";
        let quotes = [15..29, 38..47];
        assert_eq!(starts(text, &quotes), ["The ferry le", "\"It was late", "\"Always.\"", "Nobody knew."]);
        for text in [
            "He works for Yahoo.Com, and for Node.js.",
            "The U.S.Navy and Gen.Holm, Mr.Lund, z.B.Der, met www.Norvik.Com.",
        ] {
            assert_eq!(of(text, &[]).len(), 1, "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost(text in "([a-zé東]{1,9}[.!?。” ]{0,2} ?){0,900}") {
            let stretches = of(&text, &[]);
            let joined: String = stretches.iter().map(|range| text.get(range.clone()).unwrap()).collect();
            prop_assert_eq!(joined, text);
        }
    }
}
