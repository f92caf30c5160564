//! Whether a line is the heading of a list of other stories.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::words::{STARTS, SURE, UNSURE};
use crate::article::starts::{Starts, folded};

/// A heading is at most this long, in bytes; what may go on freely, in words.
const BYTES: usize = 90;
const WORDS: usize = 7;

static SURE_SET: LazyLock<FxHashSet<&str>> = LazyLock::new(|| SURE.iter().copied().collect());
static UNSURE_SET: LazyLock<FxHashSet<&str>> = LazyLock::new(|| UNSURE.iter().copied().collect());

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
    let folded = fold(line)?;
    // A heading that goes on freely, or that is a common word, has a capital: wrapped text has lines that start so.
    let capital = !line.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_lowercase);
    if SURE_SET.contains(folded.as_str()) {
        return Some(Heading::Sure);
    }
    let started = START_TABLE.of(&folded).any(|(rest, ())| !rest.is_empty())
        && folded.split_whitespace().count() <= WORDS
        && !line.ends_with(['.', '!', '?', ',', ';', '"', '\u{201d}']);
    (capital && (started || UNSURE_SET.contains(folded.as_str()))).then_some(Heading::Unsure)
}

/// What stands right behind the words of a heading, without a space between: "Related articleStorm closes three ports".
pub(in crate::article) fn glued(line: &str) -> Option<&str> {
    let opens = |title: &&str| title.starts_with(|c: char| c.is_uppercase() || "\"'\u{201c}\u{2018}\u{ab}".contains(c));
    GLUED_TABLE.of(line).map(|(title, ())| title).filter(opens).min_by_key(|title| title.len())
}

/// A heading in lower case, without decoration: marks of Markdown, a colon, arrows, a count in brackets.
fn fold(line: &str) -> Option<String> {
    let decoration = |c: char| !c.is_alphanumeric() && c != ')' && c != '\'' && !is_mark(c);
    let mut bare = line.trim_matches(decoration);
    if let Some((before, count)) = bare.strip_suffix(')').and_then(|bare| bare.rsplit_once('('))
        && count.bytes().all(|byte| byte.is_ascii_digit())
    {
        bare = before.trim_end_matches(decoration);
    }
    let folded = folded(bare.trim_end_matches(')'));
    (!folded.is_empty()).then_some(folded)
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
