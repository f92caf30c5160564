//! Direct quotations of the body.
//!
//! The direction of a mark is taken from its neighbours before its glyph, because opening and closing marks are mixed in the
//! wild. One outer level is kept; marks of another family inside are part of the words. A paragraph that ends within a quote
//! goes on with the next one only if that opens with a mark; else the quote is closed with a warning.

mod lexicon;
mod marks;
mod spans;
mod speaker;
mod tokens;

use super::{Paragraph, Quote, QuoteKind, Text};
use spans::Span;

/// From these many words on a quote is speech: by itself, with a verb of speech, or as a whole sentence.
const SPEECH_WORDS: usize = 8;
const ATTRIBUTED_WORDS: usize = 2;
const SENTENCE_WORDS: usize = 4;
/// The name of a work or a ship is at most this long.
const TITLE_WORDS: usize = 9;

/// Finds the quotes of a body, in order, and what is odd about them. `language` is an ISO 639-1 code.
pub(super) fn find(paragraphs: &[Paragraph], language: Option<&str>) -> (Vec<Quote>, Vec<String>) {
    let (spans, warnings) = spans::find(paragraphs);
    let voices = speaker::attribute(paragraphs, &spans, language.unwrap_or("en"));
    let quotes = spans.iter().zip(voices).map(|(&span, voice)| {
        let text = words_of(paragraphs, span);
        let kind = kind(&text, span.paragraph != span.end_paragraph, voice.is_some());
        let (speaker, cue) = voice.map_or((None, None), |voice| (voice.speaker, voice.cue));
        let Span { paragraph, start, end_paragraph, end } = span;
        Quote { text, kind, paragraph, end_paragraph, start, end, speaker, cue }
    });
    (quotes.collect(), warnings)
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

/// What a quote is for, from its words and whether somebody is said to have said it.
fn kind(text: &str, several: bool, attributed: bool) -> QuoteKind {
    let inner = text.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '!' | '?' | '…' | ','));
    let ideographs = inner.chars().filter(|c| ('\u{3040}'..='\u{9fff}').contains(c)).count();
    let words = inner.split_whitespace().count().max(ideographs / 2);
    let sentence = inner.starts_with(char::is_uppercase) && inner.ends_with(['.', '!', '?', '…', ',']);
    let speech = several
        || words >= SPEECH_WORDS
        || attributed && words >= ATTRIBUTED_WORDS
        || sentence && words >= SENTENCE_WORDS;
    match (speech && (several || !is_title(inner)), attributed) {
        (true, _) => QuoteKind::Speech,
        (false, true) => QuoteKind::Fragment,
        (false, false) => QuoteKind::Other,
    }
}

/// Whether words look like the name of a book, a broadcast or a ship: few, and each that matters with a capital.
fn is_title(inner: &str) -> bool {
    let bare = inner.trim_end_matches(['.', ',']);
    let small = |word: &str| word.starts_with(char::is_lowercase);
    let words = || bare.split_whitespace();
    let capitals = words().filter(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())).count();
    let plain = words().filter(|word| small(word)).count();
    words().count() <= TITLE_WORDS
        && capitals >= 2
        && !bare.ends_with(['!', '?', '…'])
        && words()
            .filter(|word| small(word))
            .all(|word| lexicon::JOINTS.split_whitespace().any(|joint| joint == word.trim_end_matches(',')))
        && capitals > plain
}
