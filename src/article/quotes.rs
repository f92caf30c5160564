//! Direct quotations of the body.
//!
//! The direction of a mark is taken from its neighbours before its glyph, because opening and closing marks are mixed in the
//! wild. One outer level is kept; marks of another family inside are part of the words. A paragraph that ends within a quote
//! goes on with the next one only if that opens with a mark; else the quote is closed with a warning.

mod speaker;

use super::{Paragraph, ParagraphKind, Quote, QuoteKind, Text};
use speaker::Speakers;

/// From these many words on a quote is speech: by itself, with a verb of speech, or as a whole sentence.
const SPEECH_WORDS: usize = 8;
const ATTRIBUTED_WORDS: usize = 2;
const SENTENCE_WORDS: usize = 4;

/// Marks that open and close one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Double,
    Guillemets,
    Corner,
    WhiteCorner,
    Single,
}

/// A mark in a paragraph.
#[derive(Clone, Copy, Debug)]
struct Mark {
    family: Family,
    start: usize,
    end: usize,
    opens: bool,
    closes: bool,
}

/// A quote that is open.
struct Open {
    family: Family,
    paragraph: usize,
    start: usize,
}

/// Finds the quotes of a body, in order, and what is odd about them.
pub(super) fn find(paragraphs: &[Paragraph]) -> (Vec<Quote>, Vec<String>) {
    let mut spans = Vec::new();
    let mut warnings = Vec::new();
    let has_doubles = paragraphs.iter().any(|paragraph| marks(&paragraph.text, false).any(|mark| mark.opens));
    let mut open: Option<Open> = None;
    for (number, paragraph) in paragraphs.iter().enumerate() {
        if !is_prose(paragraph) {
            continue;
        }
        let text: &str = &paragraph.text;
        for mark in marks(text, !has_doubles) {
            match &open {
                None if mark.opens => open = Some(Open { family: mark.family, paragraph: number, start: mark.start }),
                None => {}
                // A quote that runs over paragraphs opens each of them anew.
                Some(within) if within.paragraph < number && mark.start == 0 && mark.opens => {}
                Some(within) if within.family == mark.family && mark.closes => {
                    spans.push((within.paragraph, within.start, number, mark.end));
                    open = None;
                }
                Some(_) => {}
            }
        }
        if let Some(within) = &open {
            let next = paragraphs.iter().skip(number + 1).find(|next| is_prose(next));
            let goes_on = next
                .is_some_and(|next| marks(&next.text, false).next().is_some_and(|mark| mark.start == 0 && mark.opens));
            if within.family == Family::Single {
                // An apostrophe that opened nothing.
                open = None;
            } else if !goes_on {
                spans.push((within.paragraph, within.start, number, text.len()));
                warnings.push(format!("a quote in paragraph {} is not closed", within.paragraph + 1));
                open = None;
            }
        }
    }
    (spans_to_quotes(paragraphs, &spans), warnings)
}

fn is_prose(paragraph: &Paragraph) -> bool {
    matches!(paragraph.kind, ParagraphKind::Text | ParagraphKind::List)
}

type Span = (usize, usize, usize, usize);

fn spans_to_quotes(paragraphs: &[Paragraph], spans: &[Span]) -> Vec<Quote> {
    let mut speakers = Speakers::new(paragraphs);
    let bound = |at: usize, paragraph: usize| spans.get(at).filter(|span| span.0 == paragraph).map(|span| span.1);
    let mut quotes: Vec<Quote> = Vec::with_capacity(spans.len());
    for (number, &(paragraph, start, end_paragraph, end)) in spans.iter().enumerate() {
        let text = words_of(paragraphs, (paragraph, start, end_paragraph, end));
        let next = bound(number + 1, end_paragraph);
        let voice = speakers.of((paragraph, start), (end_paragraph, end, next));
        let kind = kind(&text, paragraph != end_paragraph, voice.is_some());
        let (speaker, cue) = voice.unzip();
        quotes.push(Quote { text, kind, paragraph, end_paragraph, start, end, speaker: speaker.flatten(), cue });
    }
    quotes
}

fn words_of(paragraphs: &[Paragraph], (paragraph, start, end_paragraph, end): Span) -> Text {
    let piece = |number: usize| {
        let text: &str = paragraphs.get(number).map_or("", |paragraph| &paragraph.text);
        let from = if number == paragraph { start } else { 0 };
        let to = if number == end_paragraph { end } else { text.len() };
        text.get(from..to).unwrap_or_default()
    };
    let pieces: Vec<&str> = (paragraph..=end_paragraph).map(piece).collect();
    Text::new(&pieces.join(" "))
}

fn kind(text: &str, several: bool, attributed: bool) -> QuoteKind {
    let inner = text.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '!' | '?' | '…' | ','));
    let ideographs = inner.chars().filter(|c| ('\u{3040}'..='\u{9fff}').contains(c)).count();
    let words = inner.split_whitespace().count().max(ideographs / 2);
    let sentence = inner.starts_with(char::is_uppercase) && inner.ends_with(['.', '!', '?', '…', ',']);
    let speech = several
        || words >= SPEECH_WORDS
        || attributed && words >= ATTRIBUTED_WORDS
        || sentence && words >= SENTENCE_WORDS;
    match (speech, attributed) {
        (true, _) => QuoteKind::Speech,
        (false, true) => QuoteKind::Fragment,
        (false, false) => QuoteKind::Other,
    }
}

/// The marks of a paragraph; single ones only where `singles` says that they are the primary ones.
fn marks(text: &str, singles: bool) -> impl Iterator<Item = Mark> {
    let mut chars = text.char_indices().peekable();
    let mut before: Option<char> = None;
    std::iter::from_fn(move || {
        loop {
            let (start, c) = chars.next()?;
            let mut end = start + c.len_utf8();
            let mut family = family(c, singles);
            // Two single marks in a row are a double one, as typewriters and agencies write it.
            if matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '`') && chars.peek().is_some_and(|&(_, next)| next == c) {
                chars.next();
                end += c.len_utf8();
                family = Some(Family::Double);
            }
            let after = chars.peek().map(|&(_, next)| next);
            let previous = before.replace(c);
            let Some(family) = family else { continue };
            let (opens, closes) = direction(family, c, previous, after, text.get(end..).unwrap_or_default());
            return Some(Mark { family, start, end, opens, closes });
        }
    })
}

fn family(c: char, singles: bool) -> Option<Family> {
    match c {
        '"' | '\u{201c}'..='\u{201f}' | '\u{ff02}' | '\u{301d}'..='\u{301f}' => Some(Family::Double),
        '«' | '»' => Some(Family::Guillemets),
        '「' | '」' => Some(Family::Corner),
        '『' | '』' => Some(Family::WhiteCorner),
        '\'' | '\u{2018}' | '\u{2019}' if singles => Some(Family::Single),
        _ => None,
    }
}

/// Whether a mark can open and whether it can close a quote here.
fn direction(family: Family, c: char, before: Option<char>, after: Option<char>, rest: &str) -> (bool, bool) {
    let free_before = before.is_none_or(|c| {
        c.is_whitespace() || matches!(c, '(' | '[' | '\u{2014}' | '\u{2013}' | '-' | '/' | ':' | '\u{bf}' | '\u{a1}')
    });
    let free_after = after.is_none_or(char::is_whitespace);
    let stop_after = after.is_none_or(|c| !c.is_alphanumeric());
    match family {
        Family::Corner => (c == '「', c == '」'),
        Family::WhiteCorner => (c == '『', c == '』'),
        Family::Guillemets => {
            // »German« and «French» marks both occur, the latter with spaces inside.
            let spaced = free_before && free_after;
            (
                if spaced { c == '«' } else { free_before || c == '«' && !free_after },
                if spaced {
                    c == '»'
                } else {
                    free_after || stop_after && !free_before || c == '»' && before.is_some_and(char::is_whitespace)
                },
            )
        }
        Family::Double => {
            let measure = c == '"' && before.is_some_and(|c| c.is_ascii_digit());
            let typed = matches!(c, '\u{201c}' | '\u{201e}' | '\u{201f}');
            let opens = !free_after && (free_before && !measure || typed && !stop_after);
            (opens, !free_before || free_after && !opens)
        }
        Family::Single => {
            let elided = ["tis", "twas", "em ", "til", "n'"].iter().any(|word| rest.to_ascii_lowercase_prefix(word))
                || after.is_some_and(|c| c.is_ascii_digit());
            let opens = free_before && after.is_some_and(char::is_alphanumeric) && !elided && c != '\u{2019}';
            // A plural's apostrophe stands between a letter and a space; a quote mostly ends at punctuation.
            let possessive = before == Some('s') && after == Some(' ') && c != '\u{2018}';
            (opens, !free_before && stop_after && !possessive)
        }
    }
}

trait Prefix {
    fn to_ascii_lowercase_prefix(&self, prefix: &str) -> bool;
}

impl Prefix for str {
    fn to_ascii_lowercase_prefix(&self, prefix: &str) -> bool {
        self.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix))
    }
}
