//! Direct quotations of the body.
//!
//! The direction of a mark is taken from its neighbours before its glyph, because opening and closing marks are mixed in the
//! wild. One outer level is kept; marks of another family inside are part of the words. A paragraph that ends within a quote
//! goes on with the next one only if that opens with a mark; else the quote is closed with a warning.

mod marks;
mod spans;
mod speaker;

use super::{Paragraph, Quote, QuoteKind, Text};
use spans::Span;
use speaker::Speakers;

/// From these many words on a quote is speech: by itself, with a verb of speech, or as a whole sentence.
const SPEECH_WORDS: usize = 8;
const ATTRIBUTED_WORDS: usize = 2;
const SENTENCE_WORDS: usize = 4;

/// Finds the quotes of a body, in order, and what is odd about them.
pub(super) fn find(paragraphs: &[Paragraph]) -> (Vec<Quote>, Vec<String>) {
    let (spans, warnings) = spans::find(paragraphs);
    (spans_to_quotes(paragraphs, &spans), warnings)
}

fn spans_to_quotes(paragraphs: &[Paragraph], spans: &[Span]) -> Vec<Quote> {
    let mut speakers = Speakers::new(paragraphs);
    let bound = |at: usize, paragraph: usize| spans.get(at).filter(|span| span.paragraph == paragraph).map(|span| span.start);
    let mut quotes: Vec<Quote> = Vec::with_capacity(spans.len());
    for (number, &Span { paragraph, start, end_paragraph, end }) in spans.iter().enumerate() {
        let text = words_of(paragraphs, Span { paragraph, start, end_paragraph, end });
        let next = bound(number + 1, end_paragraph);
        let voice = speakers.of((paragraph, start), (end_paragraph, end, next));
        let kind = kind(&text, paragraph != end_paragraph, voice.is_some());
        let (speaker, cue) = voice.unzip();
        quotes.push(Quote { text, kind, paragraph, end_paragraph, start, end, speaker: speaker.flatten(), cue });
    }
    quotes
}

fn words_of(paragraphs: &[Paragraph], Span { paragraph, start, end_paragraph, end }: Span) -> Text {
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

