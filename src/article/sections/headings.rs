//! Whether a line is the heading of a list of other stories.

use std::sync::LazyLock;

use super::words::{STARTS, SURE, UNSURE};
use crate::article::starts::{Phrases, Starts, folded};

/// A heading is at most this long, in bytes; what may go on freely, in words.
const BYTES: usize = 90;
const WORDS: usize = 7;

static PHRASES: LazyLock<Phrases<Heading>> = LazyLock::new(|| {
    let unsure = UNSURE.iter().map(|heading| (*heading, Heading::Unsure));
    Phrases::new(unsure.chain(SURE.iter().map(|heading| (*heading, Heading::Sure))))
});

/// Headings of several words: a single one may start a longer word.
static GLUED_TABLE: LazyLock<Starts<()>> =
    LazyLock::new(|| Starts::new(SURE.iter().filter(|heading| heading.contains(' ')).map(|heading| (*heading, ()))));

static START_TABLE: LazyLock<Starts<()>> = LazyLock::new(|| Starts::new(STARTS.iter().map(|start| (*start, ()))));

/// How sure it is that a line heads a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::article) enum Heading {
    /// An article may use these words for a part of itself.
    Unsure,
    /// No article uses them so.
    Sure,
}

/// Whether a line is a heading, decorated or not.
pub(in crate::article) fn find(line: &str) -> Option<Heading> {
    if line.len() > BYTES {
        return None;
    }
    let bare = undecorated(line);
    let known = if PHRASES.may_be(bare) { PHRASES.get(&folded(bare)) } else { None };
    if known == Some(Heading::Sure) {
        return known;
    }
    let is_started = || {
        START_TABLE.of(bare).any(|(rest, ())| !rest.is_empty())
            && bare.split_whitespace().count() <= WORDS
            && !line.ends_with(['.', '!', '?', ',', ';', '"', '\u{201d}'])
    };
    // A heading that goes on freely, or that is a common word, has a capital: wrapped text has lines that start so.
    let has_capital = || !line.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_lowercase);
    ((known.is_some() || is_started()) && has_capital()).then_some(Heading::Unsure)
}

/// What stands right behind the words of a heading, without a space between: "Related articleStorm closes three ports".
pub(in crate::article) fn glued(line: &str) -> Option<&str> {
    let opens = |title: &&str| title.starts_with(|c: char| c.is_uppercase() || "\"'\u{201c}\u{2018}\u{ab}".contains(c));
    GLUED_TABLE.of(line).map(|(title, ())| title).filter(opens).min_by_key(|title| title.len())
}

/// A heading without decoration: marks of Markdown, a colon, arrows, a count in brackets.
fn undecorated(line: &str) -> &str {
    let decoration = |c: char| !c.is_alphanumeric() && c != ')' && c != '\'' && !is_mark(c);
    let mut bare = line.trim_matches(decoration);
    if let Some((before, count)) = bare.strip_suffix(')').and_then(|bare| bare.rsplit_once('('))
        && count.bytes().all(|byte| byte.is_ascii_digit())
    {
        bare = before.trim_end_matches(decoration);
    }
    bare.trim_end_matches(')')
}

/// Vowel signs at the ends of words are not decoration, though they are no letters: "पढ़ें".
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{610}'..='\u{65f}' | '\u{900}'..='\u{dff}' | '\u{e00}'..='\u{e7f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_with_and_without_decoration() {
        let sure = [
            "Recent Stories",
            "RELATED ARTICLES:",
            "## Read Next",
            "**Most Popular**",
            "Mehr zum Thema",
            "関連記事",
            "【関連記事】",
            "Editors\u{2019} Picks",
            "Related Stories (5)",
            "À lire aussi :",
            "اقرأ أيضا",
            "यह भी पढ़ें",
            "Most read »",
            "▼ Top Stories",
        ];
        for heading in sure {
            assert_eq!(find(heading), Some(Heading::Sure), "{heading}");
        }
        for heading in
            ["More Stories From World", "Latest", "MORE ON EDUCATION", "Popular on the Courier", "Mehr aus Politik"]
        {
            assert_eq!(find(heading), Some(Heading::Unsure), "{heading}");
        }
        for other in [
            "Related party transactions rose",
            "The latest from the port, where nobody had slept for two nights in a row",
            "More from the minister came later in the day, when he spoke.",
            "Background",
            "What You Say",
            "",
            "***",
        ] {
            assert_eq!(find(other), None, "{other}");
        }
    }
}
