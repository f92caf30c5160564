//! Hits in context, a line each, with what was looked for in one column (KWIC: key word in context).

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::analysis;
use super::query::{Matcher, TextField};
use crate::article::{Article, Text};

/// Bytes of context that are kept on each side: more than the widest terminal shows.
const AROUND: usize = 400;

/// A hit and what stands around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The paragraph that has it; `None` for the headline.
    pub paragraph: Option<usize>,
    /// Where it stands there, in bytes.
    pub range: Range<usize>,
    /// What stands before it.
    pub before: Text,
    /// The hit as it is written.
    pub hit: Text,
    /// What stands behind it.
    pub after: Text,
}

/// What lines are put in order by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The word before the hit, then those before that one.
    Before,
    /// The hit, then the words behind it.
    After,
}

/// The hits of an article, in its order.
#[must_use]
pub fn lines(article: &Article, matcher: &Matcher) -> Vec<Line> {
    let language = article.language.as_deref();
    let headline = article.headline.iter().map(|headline| (None, TextField::Title, headline));
    let body = article.paragraphs.iter().enumerate();
    let body = body.map(|(number, paragraph)| (Some(number), TextField::Body, &paragraph.text));
    let mut lines = Vec::new();
    for (paragraph, field, text) in headline.chain(body) {
        for range in matcher.hits_in(field, text, language) {
            let (before, behind) = (text.get(..range.start), text.get(range.end..));
            let (before, behind) = (before.unwrap_or_default(), behind.unwrap_or_default());
            lines.push(Line {
                paragraph,
                before: Text::new(crate::article::clean::tail(before, AROUND)),
                hit: text.slice(range.clone()).unwrap_or_default(),
                after: Text::new(crate::article::clean::head(behind, AROUND)),
                range,
            });
        }
    }
    lines
}

impl Line {
    /// What it is put in order by: words without case and accents, the nearest to the hit first.
    #[must_use]
    pub fn key(&self, by: By) -> Vec<String> {
        let words = |text: &str| -> Vec<String> { text.unicode_words().map(analysis::folded).collect() };
        match by {
            By::Before => {
                let mut words = words(&self.before);
                words.reverse();
                words.truncate(KEY_WORDS);
                words
            }
            By::After => {
                let mut key = words(&self.hit);
                key.extend(words(&self.after).into_iter().take(KEY_WORDS));
                key
            }
        }
    }

    /// The line in so many columns, with the hit behind `left` of them: the hit's place in it, in bytes, comes along.
    #[must_use]
    pub fn aligned(&self, left: usize, columns: usize) -> (String, Range<usize>) {
        let before = last_columns(&self.before, left);
        let gap = left.saturating_sub(before.width());
        let mut line = " ".repeat(gap);
        line.push_str(before);
        let start = line.len();
        let room = columns.saturating_sub(left);
        line.push_str(first_columns(&self.hit, room));
        let end = line.len();
        line.push_str(first_columns(&self.after, room.saturating_sub(self.hit.width())));
        (line, start..end)
    }
}

/// Words that an order looks at.
const KEY_WORDS: usize = 4;

/// Puts lines in order; those that are alike keep the order that they have.
pub fn sort<T>(lines: &mut [T], by: By, line: impl Fn(&T) -> &Line) {
    lines.sort_by_cached_key(|one| line(one).key(by));
}

/// As much of the end of a text as fits.
fn last_columns(text: &str, columns: usize) -> &str {
    let mut taken = 0;
    let mut start = text.len();
    for (at, cluster) in text.grapheme_indices(true).rev() {
        taken += cluster.width();
        if taken > columns {
            break;
        }
        start = at;
    }
    text.get(start..).unwrap_or_default()
}

/// As much of the start of a text as fits.
fn first_columns(text: &str, columns: usize) -> &str {
    let mut taken = 0;
    let mut end = 0;
    for (at, cluster) in text.grapheme_indices(true) {
        taken += cluster.width();
        if taken > columns {
            break;
        }
        end = at + cluster.len();
    }
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::article::{self, Fields};
    use crate::library::query::Query;

    fn found(query: &str) -> Vec<Line> {
        let text = "Council Settles Who Pays\n\n2024-02-03\n\nThe old harbour of Norvik was quiet on Tuesday, and the harbours \
            around it were not.\n\nNobody at the Ålesund harbour expected more than that of the day, or of the week.";
        let query = Query::parse(query, date(2024, 3, 1)).unwrap();
        lines(&article::parse(text, &Fields::default()), &Matcher::new(&query.filter))
    }

    fn words(lines: &[Line]) -> Vec<String> {
        let last = |line: &Line| line.before.split_whitespace().next_back().unwrap_or_default().to_owned();
        lines
            .iter()
            .map(|line| format!("{} {}{}", last(line), line.hit, line.after.get(..3).unwrap_or_default()))
            .collect()
    }

    #[test]
    fn each_hit_is_a_line() {
        let mut lines = found("harbour");
        assert_eq!(words(&lines), ["old harbour of", "the harbours ar", "Ålesund harbour ex"]);
        assert_eq!(lines.iter().map(|line| line.paragraph).collect::<Vec<_>>(), [Some(0), Some(0), Some(1)]);
        sort(&mut lines, By::Before, |line| line);
        assert_eq!(words(&lines), ["Ålesund harbour ex", "old harbour of", "the harbours ar"]);
        sort(&mut lines, By::After, |line| line);
        assert_eq!(words(&lines), ["Ålesund harbour ex", "old harbour of", "the harbours ar"]);
        assert_eq!(found("pays").first().and_then(|line| line.paragraph), None);
    }

    #[test]
    fn hits_stand_in_one_column() {
        for line in found("harbour") {
            for (left, columns) in [(30, 80), (4, 12), (0, 5), (10, 0)] {
                let (text, hit) = line.aligned(left, columns);
                assert!(text.width() <= columns.max(left), "{text:?}");
                assert_eq!(text.get(..hit.start).unwrap().width(), left, "{text:?}");
                assert!(line.hit.starts_with(text.get(hit).unwrap()));
            }
        }
    }
}
