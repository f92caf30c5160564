//! Paragraphs of which nobody could find the line again.
//!
//! Some extractors leave an article on one line. So a paragraph that is longer than any that a paper prints is shown in stretches
//! of some sentences. Its text is the same: only empty rows come in.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

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

/// The stretches of a paragraph: all of it, if it is not long. None ends within one of `whole`, which are in order.
pub(super) fn of(text: &str, whole: &[Range<usize>]) -> Vec<Range<usize>> {
    let all = 0..text.len();
    // No character takes more columns than bytes.
    if text.len() < LONG {
        return vec![all];
    }
    let mut stretches = Vec::new();
    let (mut start, mut columns, mut before) = (0, 0, 0);
    let mut whole = whole.iter().peekable();
    let mut last = '\0';
    for (at, c) in text.char_indices() {
        // Most characters stand within a word: a text may be of 20 MB.
        let may_start =
            columns >= STRETCH && (last.is_whitespace() || STOPS.contains(&last) || CLOSING.contains(&last));
        if may_start && starts_sentence(text.get(..at).unwrap_or_default(), c) {
            while whole.next_if(|range| range.end <= at).is_some() {}
            if whole.peek().is_none_or(|range| at <= range.start) {
                stretches.push(start..at);
                (before, start, columns) = (before + columns, at, 0);
            }
        }
        columns += if c.is_ascii() { 1 } else { c.width().unwrap_or_default() };
        last = c;
    }
    if before + columns < LONG {
        return vec![all];
    }
    // A short last one goes with the one before.
    if columns < REST
        && let Some(last) = stretches.pop()
    {
        start = last.start;
    }
    stretches.push(start..text.len());
    stretches
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

    proptest! {
        #[test]
        fn nothing_is_lost(text in "([a-zé東]{1,9}[.!?。” ]{0,2} ?){0,900}") {
            let stretches = of(&text, &[]);
            let joined: String = stretches.iter().map(|range| text.get(range.clone()).unwrap()).collect();
            prop_assert_eq!(joined, text);
        }
    }
}
