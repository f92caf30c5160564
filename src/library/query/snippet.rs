//! Hits in context: the place of an article that shows best why it was found, on one line.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::TextField;
use super::hits::merged;
use super::matcher::Matcher;
use crate::article::{Article, Text};

/// Cells below which nothing sensible is left of a text.
const NARROWEST: usize = 4;

/// A stretch of an article with hits in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// The paragraph that it is from; `None` for the headline.
    pub paragraph: Option<usize>,
    /// What it says, with "…" where it was cut.
    pub text: Text,
    /// The hits in `text`, in bytes.
    pub hits: Vec<Range<usize>>,
}

/// The place of an article where most of what was looked for stands together, `width` cells wide at most.
///
/// Of places that are as good, the first one of the body is taken: the headline is on the screen anyway.
#[must_use]
pub fn snippet(article: &Article, matcher: &Matcher, width: usize) -> Option<Snippet> {
    if width < NARROWEST || !matcher.has_hits() {
        return None;
    }
    let language = article.language.as_deref();
    let paragraphs = article.paragraphs.iter().enumerate();
    let body = paragraphs.map(|(number, paragraph)| (Some(number), TextField::Body, &paragraph.text));
    let headline = article.headline.iter().map(|headline| (None, TextField::Title, headline));
    let mut best = None;
    let mut best_score = 0;
    for (paragraph, field, text) in body.chain(headline) {
        let places = matcher.places(field, text, language);
        let Some((score, together)) = closest(&places, text, width) else { continue };
        if score > best_score {
            let hits = merged(places.into_iter().map(|(_, range)| range));
            best = Some((paragraph, text, hits, together));
            best_score = score;
        }
        if best_score == matcher.sought.len() {
            break;
        }
    }
    let (paragraph, text, hits, together) = best?;
    let (text, hits) = cut(text, &hits, &together, width);
    Some(Snippet { paragraph, text, hits })
}

/// Where in a text the most different things that were looked for stand within `width` cells, and how many they are.
fn closest(places: &[(usize, Range<usize>)], text: &str, width: usize) -> Option<(usize, Range<usize>)> {
    let mut best: Option<(usize, Range<usize>)> = None;
    for (at, (_, first)) in places.iter().enumerate() {
        let mut seen = Vec::new();
        let mut end = first.end;
        let mut cells = 0;
        let mut measured = first.start;
        for (number, range) in places.get(at..).unwrap_or_default() {
            cells += text.get(measured..range.end).map_or(0, UnicodeWidthStr::width);
            measured = measured.max(range.end);
            if cells + 2 > width && !seen.is_empty() {
                break;
            }
            if !seen.contains(number) {
                seen.push(*number);
                end = end.max(range.end);
            }
        }
        if best.as_ref().is_none_or(|(score, _)| seen.len() > *score) {
            best = Some((seen.len(), first.start..end));
        }
    }
    best
}

/// Cuts `text` to `width` cells around `core`, at the bounds of words where there are some, and the hits with it.
fn cut(text: &Text, hits: &[Range<usize>], core: &Range<usize>, width: usize) -> (Text, Vec<Range<usize>>) {
    let bounds = bounds(text, width);
    let total = bounds.last().map_or(0, |bound| bound.cells);
    if total <= width {
        return (text.clone(), hits.to_vec());
    }
    let cells_at =
        |byte: usize| bounds.iter().take_while(|bound| bound.byte <= byte).last().map_or(0, |bound| bound.cells);
    let core_cells = cells_at(core.start)..cells_at(core.end);
    // A third of what is left goes before the hits, more where the text ends soon behind them.
    let before = width.saturating_sub(core_cells.len() + 2) / 3;
    let from = core_cells.start.saturating_sub(before).min(total - (width - 1));
    let is_start = |bound: &&Bound| bound.cells >= from && !bound.is_space && bound.byte <= core.start;
    let start = bounds.iter().find(is_start).copied().unwrap_or_default();
    let lead = if start.byte > 0 { "…" } else { "" };
    let room = start.cells + width - lead.chars().count();
    let is_end = |bound: &&Bound| bound.cells <= if bound.byte == text.len() { room } else { room - 1 };
    let end = bounds.iter().rev().find(is_end).map_or(text.len(), |bound| bound.byte);
    let kept = text.get(start.byte..end).unwrap_or_default().trim_end();
    let end = start.byte + kept.len();
    let tail = if text.get(end..).is_some_and(|rest| rest.trim().is_empty()) { "" } else { "…" };
    let moved = |hit: &Range<usize>| {
        let inside = hit.start.max(start.byte)..hit.end.min(end);
        (!inside.is_empty()).then(|| inside.start - start.byte + lead.len()..inside.end - start.byte + lead.len())
    };
    (Text::new(&format!("{lead}{kept}{tail}")), hits.iter().filter_map(moved).collect())
}

/// A place where a text may be cut.
#[derive(Clone, Copy, Default)]
struct Bound {
    byte: usize,
    /// Cells before it.
    cells: usize,
    /// White space follows.
    is_space: bool,
}

/// The places where `text` may be cut: before each word, within words that are too long for a line, and its end.
fn bounds(text: &str, width: usize) -> Vec<Bound> {
    let mut bounds = Vec::new();
    let mut cells = 0;
    let mut add = |byte: usize, piece: &str| {
        bounds.push(Bound { byte, cells, is_space: piece.trim().is_empty() });
        cells += piece.width();
    };
    for (byte, word) in text.split_word_bound_indices() {
        if word.width() * 2 > width {
            word.grapheme_indices(true).for_each(|(at, piece)| add(byte + at, piece));
        } else {
            add(byte, word);
        }
    }
    add(text.len(), "");
    bounds
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::article::{Paragraph, ParagraphKind};
    use crate::library::query::Query;

    fn article(texts: &[&str]) -> Article {
        let paragraph = |text: &&str| Paragraph { kind: ParagraphKind::Text, text: Text::new(text) };
        let mut texts = texts.iter();
        let headline = texts.next().map(|text| Text::new(text));
        Article {
            headline,
            paragraphs: texts.map(paragraph).collect(),
            language: Some(Text::new("en")),
            ..Article::default()
        }
    }

    fn found(query: &str, width: usize, article: &Article) -> Option<Snippet> {
        let query = Query::parse(query, date(2024, 2, 1)).unwrap();
        snippet(article, &Matcher::new(&query.filter), width)
    }

    /// The snippet with its hits between brackets.
    fn check(query: &str, width: usize, texts: &[&str], expected: Option<(Option<usize>, &str)>) {
        let found = found(query, width, &article(texts)).map(|Snippet { paragraph, text, hits }| {
            let mut marked = text.to_string();
            for hit in hits.iter().rev() {
                marked.insert(hit.end, ']');
                marked.insert(hit.start, '[');
            }
            (paragraph, marked)
        });
        assert_eq!(found.as_ref().map(|(paragraph, text)| (*paragraph, text.as_str())), expected, "{query} {width}");
    }

    #[test]
    fn the_best_place_is_where_the_words_stand_together() {
        let texts = [
            "Talks in Beijing",
            "The talks were long, and the weather was so good that nobody minded",
            "Nobody in Beijing had hoped that the talks would help at all in this matter",
        ];
        check(
            "talks",
            80,
            &texts,
            Some((Some(0), "The [talks] were long, and the weather was so good that nobody minded")),
        );
        check("talks", 30, &texts, Some((Some(0), "The [talks] were long, and the…")));
        check("beijing talks", 30, &texts, Some((None, "[Talks] in [Beijing]")));
        check("talks nobody hoped", 44, &texts, Some((Some(1), "[Nobody] in Beijing had [hoped] that the [talks]…")));
        check("matter", 30, &texts, Some((Some(1), "…help at all in this [matter]")));
        check("help", 30, &texts, Some((Some(1), "…would [help] at all in this…")));
        check("title:talks", 30, &texts, Some((None, "[Talks] in Beijing")));
        check("-talks beij*", 16, &texts, Some((Some(1), "…[Beijing] had…")));
        check("war", 30, &texts, None);
        check("is:unread", 30, &texts, None);
    }

    #[test]
    fn wide_scripts_are_cut_between_characters() {
        let texts = ["", "中国和美国在北京重新开始会谈讨论芬太尼问题这是两国之间的重要会议"];
        check("会谈", 20, &texts, Some((Some(0), "…开始[会谈]讨论芬太尼…")));
    }

    #[test]
    fn a_hit_that_is_too_wide_is_cut() {
        check("/x+y/", 10, &["", "aaa xxxxxxxxxxxxxxxxxxxxxxxxxxy b"], Some((Some(0), "…[xxxxxxxx]…")));
    }

    proptest! {
        #[test]
        fn a_snippet_fits_and_shows_a_hit(
            pieces in prop::collection::vec(prop::sample::select(vec!["peace ", "talks", " ", "中文", "é", "👩‍🌾", "ภาษา", ", ", "loooooooooong"]), 0..60),
            width in 0..50_usize,
        ) {
            let text = pieces.concat();
            let Some(Snippet { text, hits, .. }) = found("peace OR talks OR 中 OR long*", width, &article(&["", &text])) else {
                return Ok(());
            };
            prop_assert!(text.width() <= width, "{text:?}");
            prop_assert!(!hits.is_empty(), "{text:?}");
            for hit in hits {
                prop_assert!(text.get(hit.clone()).is_some_and(|hit| !hit.is_empty() && !hit.contains('…')), "{text:?} {hit:?}");
            }
        }
    }
}
