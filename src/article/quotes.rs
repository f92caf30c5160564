//! Direct quotations of the body.
//!
//! The direction of a mark is taken from its neighbours before its glyph, because opening and closing marks are mixed in the
//! wild. One outer level is kept; marks of another family inside are part of the words. A paragraph that ends within a quote
//! goes on with the next one only if that opens with a mark; else the quote is closed with a warning.

pub(super) mod dialogue;
mod lexicon;
mod marks;
mod spans;
mod speaker;
#[cfg(test)]
mod tests;
mod tokens;

use super::{Dateline, Paragraph, Quote, QuoteKind, Text, letters};
use spans::Span;

/// From these many words on a quote is speech: by itself, with a verb of speech, or as a whole sentence.
const SPEECH_WORDS: usize = 8;
const ATTRIBUTED_WORDS: usize = 2;
const SENTENCE_WORDS: usize = 4;
/// The name of a work or a ship is at most this long.
const TITLE_WORDS: usize = 9;

/// Finds the quotes of a body, in order, and what is odd about them. `language` is an ISO 639-1 code.
pub(super) fn find(
    paragraphs: &[Paragraph],
    language: Option<&str>,
    dateline: Option<&Dateline>,
) -> (Vec<Quote>, Vec<String>) {
    let (mut spans, warnings) = spans::find(paragraphs);
    dialogue::add(paragraphs, language.unwrap_or_default(), &mut spans);
    let voices = speaker::attribute(paragraphs, &spans, language.unwrap_or("en"), dateline);
    let quotes = spans.iter().zip(voices).map(|(&span, voice)| {
        let text = words_of(paragraphs, span);
        let kind = kind(&text, span.paragraph != span.end_paragraph, voice.is_some());
        let (speaker, cue) = voice.map_or((None, None), |voice| (voice.speaker, voice.cue));
        let Span { paragraph, start, end_paragraph, end } = span;
        Quote { text, kind, paragraph, end_paragraph, start, end, speaker, cue }
    });
    (quotes.collect(), warnings)
}

fn words_of(paragraphs: &[Paragraph], span: Span) -> Text {
    let of = |number: usize| paragraphs.get(number).map(|paragraph| &paragraph.text);
    if span.paragraph == span.end_paragraph {
        return of(span.paragraph).and_then(|text| text.slice(span.start..span.end)).unwrap_or_default();
    }
    let piece = |number: usize| {
        let text = of(number).map_or("", |text| &**text);
        let from = if number == span.paragraph { span.start } else { 0 };
        let to = if number == span.end_paragraph { span.end } else { text.len() };
        text.get(from..to).unwrap_or_default()
    };
    let pieces: Vec<&str> = (span.paragraph..=span.end_paragraph).map(piece).collect();
    Text::new(&pieces.join(" "))
}

/// What a quote is for, from its words and whether somebody is said to have said it.
fn kind(text: &str, several: bool, attributed: bool) -> QuoteKind {
    let inner = text.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '!' | '?' | '…' | ','));
    let words = letters::words(inner);
    let sentence = || inner.starts_with(char::is_uppercase) && inner.ends_with(['.', '!', '?', '…', ',']);
    let speech = several
        || words >= SPEECH_WORDS
        || attributed && words >= ATTRIBUTED_WORDS
        || words >= SENTENCE_WORDS && sentence();
    match (speech && (several || words > TITLE_WORDS || !is_title(inner)), attributed) {
        (true, _) => QuoteKind::Speech,
        (false, true) => QuoteKind::Fragment,
        (false, false) => QuoteKind::Other,
    }
}

/// Whether words look like the name of a book, a broadcast or a ship: each that matters has a capital.
fn is_title(inner: &str) -> bool {
    let bare = inner.trim_end_matches(['.', ',']);
    let (mut capitals, mut small) = (0, 0);
    for word in bare.split_whitespace() {
        let Some(first) = word.chars().next() else { continue };
        if first.is_lowercase() {
            let word = word.trim_end_matches(',');
            if !lexicon::JOINTS.split_ascii_whitespace().any(|joint| joint == word) {
                return false;
            }
            small += 1;
        } else if first.is_uppercase() || first.is_ascii_digit() {
            capitals += 1;
        }
    }
    capitals >= 2 && capitals > small && !bare.ends_with(['!', '?', '…'])
}
