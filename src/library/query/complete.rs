//! What can be typed next: names of fields, and their values.

use std::ops::Range;

use super::display::{plain_word, quoted, value};
use super::fields::{self, FIELDS, FLAGS, FOLDS, Field, HAS, LANGUAGES, SORT_KEYS};
use super::parse::{delimited, ends_word, opens_regex};

/// What can stand at the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What a candidate takes the place of, in bytes of the text.
    pub range: Range<usize>,
    /// The candidates, the likeliest first; never none.
    pub candidates: Vec<Candidate>,
}

/// One thing that can stand at the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The text, with the colon of a field, with quotation marks where it needs them.
    pub text: String,
    /// What it means, in a few words; empty for values of the library.
    pub help: &'static str,
}

/// What can be typed at `cursor`, a byte of `text`.
///
/// `values` gives the values that the library knows for a field and that start as the given text does, the likeliest first:
/// sites, authors, sources, places, speakers, tags, paths; nothing for a field whose values it does not list.
#[must_use]
pub fn complete(text: &str, cursor: usize, values: &dyn Fn(Field, &str) -> Vec<String>) -> Option<Completion> {
    let Fragment { field, start, end, is_quoted } = fragment(text, cursor)?;
    let typed = text.get(start..cursor)?;
    let (start, candidates) = match field {
        None if is_quoted => return None,
        None => (start, names(typed)),
        Some(Field::Sort) => {
            let key = typed.rfind([',', '-']).map_or(0, |at| at + 1);
            (start + key, known(SORT_KEYS.iter().map(|(name, _, help)| (*name, *help)), typed.get(key..)?))
        }
        Some(Field::Is) => (start, known(FLAGS.iter().map(|(name, _, help)| (*name, *help)), typed)),
        Some(Field::Fold) => (start, known(FOLDS.iter().map(|(name, (), help)| (*name, *help)), typed)),
        Some(Field::Has) => (start, known(HAS.iter().map(|(name, _, help)| (*name, *help)), typed)),
        Some(Field::Language) => (start, languages(typed)),
        Some(Field::Published) => (start, known(DATES.iter().copied(), typed)),
        Some(Field::Words) => (start, known(LENGTHS.iter().copied(), typed)),
        Some(field) => {
            let written = |found: String| match field {
                _ if is_quoted => quoted(&found),
                Field::Text(_) => plain_word(&found),
                Field::Path => value(&globset::escape(&found)),
                _ => value(&found),
            };
            let typed = if is_quoted { typed.get(1..)? } else { typed };
            let found = values(field, typed).into_iter();
            (start, found.map(|found| Candidate { text: written(found), help: "" }).collect())
        }
    };
    (!candidates.is_empty()).then_some(Completion { range: start..end, candidates })
}

const DATES: [(&str, &str); 7] = [
    ("today", "today"),
    ("yesterday", "yesterday"),
    ("1d..", "since yesterday"),
    ("7d..", "the last 7 days"),
    ("2w..", "the last two weeks"),
    ("1m..", "the last month"),
    ("1y..", "the last year"),
];

const LENGTHS: [(&str, &str); 3] = [("<200", "short"), ("200..800", "neither short nor long"), (">800", "long")];

fn names(typed: &str) -> Vec<Candidate> {
    let found = FIELDS.iter().filter(|spec| spec.name.starts_with(typed));
    found.map(|spec| Candidate { text: format!("{}:", spec.name), help: spec.meaning }).collect()
}

fn known(values: impl Iterator<Item = (&'static str, &'static str)>, typed: &str) -> Vec<Candidate> {
    let found = values.filter(|(name, _)| name.starts_with(typed));
    found.map(|(name, help)| Candidate { text: name.to_owned(), help }).collect()
}

/// Languages by their code or their name.
fn languages(typed: &str) -> Vec<Candidate> {
    let typed = typed.to_lowercase();
    let found =
        LANGUAGES.iter().filter(|(code, name)| code.starts_with(&typed) || name.to_lowercase().starts_with(&typed));
    found.map(|(code, name)| Candidate { text: (*code).to_owned(), help: name }).collect()
}

/// The part of a query that the cursor is in.
struct Fragment {
    /// The field that it is a value of.
    field: Option<Field>,
    start: usize,
    /// Where what is replaced ends: behind the cursor, when that stands within a value.
    end: usize,
    /// It starts with a quotation mark.
    is_quoted: bool,
}

/// Finds the part that the cursor is in. It reads any text, since what is being typed is seldom a query.
fn fragment(text: &str, cursor: usize) -> Option<Fragment> {
    text.get(..cursor)?;
    // The fields of the parentheses that are open, and the one whose colon was just read.
    let mut open: Vec<Option<Field>> = Vec::new();
    let mut named = None;
    let mut at = 0;
    loop {
        let field = named.or(open.last().copied().flatten());
        let rest = text.get(at..)?;
        let word = rest.split(ends_word).next().unwrap_or_default();
        let Some(c) = rest.chars().next().filter(|_| at < cursor) else {
            let behind = if field.is_some() { word.len() } else { 0 };
            return Some(Fragment { field, start: cursor, end: cursor + behind, is_quoted: false });
        };
        let length = match c {
            '(' => {
                open.push(field);
                1
            }
            ')' => {
                open.pop();
                1
            }
            '"' => match delimited(rest, '"') {
                Some(length) if at + length <= cursor => length,
                length => {
                    let end = length.map_or(cursor, |length| at + length);
                    return Some(Fragment { field, start: at, end, is_quoted: true });
                }
            },
            // Nothing is known about what a regular expression may say.
            '/' if field.is_none() && opens_regex(rest) => {
                delimited(rest, '/').filter(|length| at + length <= cursor)?
            }
            '-' if named.is_none() => 1,
            c if c.is_whitespace() => c.len_utf8(),
            _ => {
                let own = word.split_once(':').filter(|_| named.is_none());
                if let Some((name, own)) = own.and_then(|(name, _)| Some((name, fields::named(name)?))) {
                    let value = at + name.len() + 1;
                    if cursor < value {
                        return Some(Fragment { field: None, start: at, end: value, is_quoted: false });
                    }
                    named = Some(own);
                    at = value;
                    continue;
                }
                if cursor <= at + word.len() {
                    let end = if field.is_some() { at + word.len() } else { cursor };
                    return Some(Fragment { field, start: at, end, is_quoted: false });
                }
                word.len()
            }
        };
        named = None;
        at += length;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::library::query::TextField;

    fn values(field: Field, typed: &str) -> Vec<String> {
        let all: &[&str] = match field {
            Field::Text(TextField::Site) => &["BBC News", "bbc.co.uk", "Dawn"],
            Field::Tag => &["later", "to do"],
            Field::Path => &["world/a [1].txt"],
            _ => &[],
        };
        let all = all.iter().map(|value| (*value).to_owned());
        all.filter(|value| value.to_lowercase().starts_with(&typed.to_lowercase())).collect()
    }

    /// The text after each candidate was taken; `|` is the cursor.
    fn check(text: &str, expected: &[&str]) {
        let cursor = text.find('|').unwrap();
        let text = text.replacen('|', "", 1);
        let taken: Vec<String> =
            complete(&text, cursor, &values).map_or(Vec::new(), |Completion { range, candidates }| {
                let taken = |candidate: Candidate| {
                    let mut taken = text.clone();
                    taken.replace_range(range.clone(), &candidate.text);
                    taken
                };
                candidates.into_iter().map(taken).collect()
            });
        assert_eq!(taken, expected, "{text:?}");
    }

    #[test]
    fn names_of_fields() {
        check("ti|", &["title:"]);
        check("a -(s|", &["a -(site:", "a -(source:", "a -(speaker:", "a -(section:", "a -(sort:"]);
        check("ti|tle:x b", &["title:x b"]);
        check("da| b", &["date: b"]);
        check("xyz|", &[]);
        check("\"ti|", &[]);
        check("/ti|", &[]);
        check("/a b/ wo|", &["/a b/ words:"]);
        assert_eq!(complete("a ", 2, &values).map(|found| found.candidates.len()), Some(FIELDS.len()));
        assert_eq!(complete("é", 1, &values), None);
    }

    #[test]
    fn known_values() {
        check("is:un|", &["is:unread"]);
        check("is:u|xx a", &["is:unread a"]);
        check(
            "is:|read",
            &[
                "is:unread",
                "is:read",
                "is:starred",
                "is:kept",
                "is:dropped",
                "is:noted",
                "is:seen-copy",
                "is:problem",
                "is:stub",
                "is:paywall",
                "is:cookie-wall",
                "is:mojibake",
                "is:truncated",
                "is:nav-only",
            ],
        );
        check("-is:(kept OR sta|", &["-is:(kept OR starred"]);
        check(
            "has:(quotes) s| a",
            &[
                "has:(quotes) site: a",
                "has:(quotes) source: a",
                "has:(quotes) speaker: a",
                "has:(quotes) section: a",
                "has:(quotes) sort: a",
            ],
        );
        check("sort:-da|", &["sort:-date"]);
        check("sort:unread,-w|", &["sort:unread,-words"]);
        check("lang:ger|", &["lang:de"]);
        check("date:7|", &["date:7d.."]);
        check("words:>|", &["words:>800"]);
    }

    #[test]
    fn values_of_the_library() {
        check("site:b|", &["site:\"BBC News\"", "site:bbc.co.uk"]);
        check("a site:\"bbc n|", &["a site:\"BBC News\""]);
        check("site:\"bbc n|x\" c", &["site:\"BBC News\" c"]);
        check("site:(dawn OR b|", &["site:(dawn OR \"BBC News\"", "site:(dawn OR bbc.co.uk"]);
        check("tag:|", &["tag:later", "tag:\"to do\""]);
        check("path:w|", &["path:\"world/a [[]1[]].txt\""]);
        check("title:b|", &[]);
    }

    proptest! {
        #[test]
        fn any_text_can_be_completed(text in "[a-z:\"()/ \\\\é-]{0,20}|(title|is|tag|sort):.{0,6}", cursor in 0..30_usize) {
            let any = |_: Field, typed: &str| vec![typed.to_owned()];
            if let Some(Completion { range, candidates }) = complete(&text, cursor, &any) {
                prop_assert!(text.get(range.clone()).is_some() && range.start <= cursor && cursor <= range.end);
                prop_assert!(!candidates.is_empty());
            }
        }
    }
}
