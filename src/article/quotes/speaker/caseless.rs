//! Who said it, in languages whose names have no capitals.
//!
//! What tells a name there is where it stands: beside a verb of speech or a particle, in the sentence of the quote, and within
//! a few words of it. Each language reads the words before its quote and behind it; what is not plain stays without a speaker.

mod arabic;
mod chinese;
mod japanese;
mod korean;
#[cfg(test)]
mod tests;
mod urdu;

use super::Voice;
use crate::article::quotes::spans::Span;
use crate::article::{Paragraph, Text};

/// Characters beside a quote that are looked at.
const REACH: usize = 80;
/// Characters that may hold the neighbouring sentence, too.
const NEIGHBOURS: usize = 200;

/// What stands around a quote.
#[derive(Clone, Copy, Debug, Default)]
struct Place<'a> {
    /// The words of its sentence before it, from the quote before on.
    before: &'a str,
    /// The words of its sentence before the first quote of it.
    lead: &'a str,
    /// The words of its sentence behind it, up to the next quote.
    behind: &'a str,
    /// The sentence before, where the quote opens its own.
    previous: &'a str,
    /// The sentence behind, where the quote ends its own.
    next: &'a str,
    /// The last character within its marks.
    last: Option<char>,
    /// Whether a quote stands right before `before`.
    after_quote: bool,
    /// Whether a quote stands right behind `behind`.
    before_quote: bool,
}

/// What a language makes of a place; a cue alone says that somebody spoke.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Found {
    speaker: Option<String>,
    cue: Option<String>,
}

impl Found {
    fn new(speaker: &str, cue: &str) -> Self {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Self { speaker: some(speaker), cue: some(cue) }
    }
}

/// The voices of `spans`, one each; none at all in a language that is not known here.
pub(super) fn attribute(paragraphs: &[Paragraph], spans: &[Span], language: &str) -> Vec<Option<Voice>> {
    let read: fn(&Place) -> Option<Found> = match language {
        "ar" => arabic::read,
        "fa" | "ur" => urdu::read,
        "hi" => urdu::read_hindi,
        "zh" => chinese::read,
        "ja" => japanese::read,
        "ko" => korean::read,
        _ => return vec![None; spans.len()],
    };
    let mut voices: Vec<Option<Voice>> = Vec::with_capacity(spans.len());
    let mut lead = "";
    for (at, span) in spans.iter().enumerate() {
        let place = place(paragraphs, spans, at, lead);
        lead = place.lead;
        let mut found = read(&place);
        let before = voices.last().and_then(Option::as_ref).and_then(|voice| voice.speaker.as_deref());
        let follows =
            at.checked_sub(1).and_then(|at| spans.get(at)).is_some_and(|last| follows(paragraphs, last, span));
        if let Some(speaker) = before.filter(|_| follows) {
            // Nothing but marks stands between: the one before goes on, unless this one says otherwise.
            found.get_or_insert_default().speaker.get_or_insert_with(|| speaker.to_owned());
        }
        voices.push(found.map(|found| Voice {
            speaker: found.speaker.as_deref().map(Text::new),
            cue: found.cue.as_deref().map(Text::new),
        }));
    }
    voices
}

/// Whether a quote stands right behind another one of its paragraph.
fn follows(paragraphs: &[Paragraph], last: &Span, span: &Span) -> bool {
    let text = paragraphs.get(span.paragraph).map_or("", |paragraph| &*paragraph.text);
    let gap = text.get(last.end..span.start).filter(|_| last.end_paragraph == span.paragraph);
    gap.is_some_and(|gap| gap.len() < REACH && !gap.contains(char::is_alphanumeric))
}

/// What stands around the quote at `at`; `lead` is that of the quote before.
fn place<'a>(paragraphs: &'a [Paragraph], spans: &[Span], at: usize, lead: &'a str) -> Place<'a> {
    let Some(span) = spans.get(at) else { return Place::default() };
    let text = |number: usize| paragraphs.get(number).map_or("", |paragraph| &*paragraph.text);
    let last = at.checked_sub(1).and_then(|at| spans.get(at)).filter(|last| last.end_paragraph == span.paragraph);
    let next = spans.get(at + 1).filter(|next| next.paragraph == span.end_paragraph);
    let (opening, closing) = (text(span.paragraph), text(span.end_paragraph));
    let gap = opening.get(last.map_or(0, |last| last.end)..span.start).unwrap_or_default();
    let near = tail(gap, NEIGHBOURS);
    let (mut start, mut previous) = (0, 0);
    for (_, end) in stops(near) {
        (previous, start) = (start, end);
    }
    let own = near.get(start..).unwrap_or_default();
    let before = whole(tail(own, REACH), own);
    let after_quote = last.is_some() && start == 0;
    let behind = closing.get(span.end..next.map_or(closing.len(), |next| next.start)).unwrap_or_default();
    let near_behind = head(behind, NEIGHBOURS);
    let mut ends = stops(near_behind);
    let (end, resumes) = ends.next().unwrap_or((near_behind.len(), near_behind.len()));
    let next_end = ends.next().map_or(near_behind.len(), |(end, _)| end);
    let inner = tail(closing.get(..span.end).unwrap_or_default(), REACH).trim_end_matches(is_mark);
    Place {
        before,
        lead: if after_quote { lead } else { before },
        behind: head(near_behind.get(..end).unwrap_or_default(), REACH),
        previous: if before.trim().is_empty() { near.get(previous..start).unwrap_or_default() } else { "" },
        next: near_behind.get(resumes..next_end).unwrap_or_default(),
        last: inner.chars().next_back(),
        after_quote,
        before_quote: next.is_some() && end == behind.len(),
    }
}

/// Where the stops of a text start, and where what follows them does.
fn stops(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    text.char_indices().filter_map(move |(at, c)| {
        let end = at + c.len_utf8();
        let ends = match c {
            '。' | '！' | '？' | '؟' | '۔' | '।' | '!' | '?' => true,
            '.' => {
                // The letter of a title or an initial, "د.", ends no sentence, and neither does the point of a number.
                let word = text.get(..at).and_then(|before| before.split_whitespace().next_back()).unwrap_or_default();
                let initial = word.chars().nth(1).is_none() && !word.is_empty() && at > 0;
                let free = text.get(end..).is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace));
                free && (!initial || text.get(end..).is_some_and(|rest| rest.trim().is_empty()))
            }
            _ => false,
        };
        ends.then_some((at, end))
    })
}

/// The last characters of a text.
fn tail(text: &str, count: usize) -> &str {
    text.char_indices().rev().nth(count - 1).and_then(|(at, _)| text.get(at..)).unwrap_or(text)
}

/// The first characters of a text.
fn head(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}

/// A stretch that was cut from a longer text, without the word at its start that may be cut, too.
fn whole<'a>(cut: &'a str, of: &str) -> &'a str {
    if cut.len() == of.len() {
        return cut;
    }
    let space = |c: char| c.is_whitespace() || matches!(c, '，' | '、' | '،');
    cut.split_once(space).map_or("", |(_, rest)| rest)
}

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '\'' | '`' | '«' | '»' | '「' | '」' | '『' | '』' | '\u{2018}'..='\u{201f}' | '‹' | '›' | ' ')
}

/// A text without the age in brackets at its end.
fn without_age(text: &str) -> &str {
    let text = text.trim_end();
    match text.strip_suffix([')', '）']).and_then(|open| open.rfind(['(', '（'])) {
        Some(at) => text.get(..at).unwrap_or_default().trim_end(),
        None => text,
    }
}

/// The first of `words` that the text starts with, and the rest.
fn strip_any<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    words.split_ascii_whitespace().find_map(|word| text.strip_prefix(word))
}

/// Whether a list of words has this one.
fn lists(words: &str, word: &str) -> bool {
    let (list, bytes) = (words.as_bytes(), word.as_bytes());
    let is_edge = |at: Option<usize>| at.and_then(|at| list.get(at)).is_none_or(u8::is_ascii_whitespace);
    // A list is searched as one text: that is much faster than word by word.
    !word.is_empty()
        && memchr::memmem::find_iter(list, bytes)
            .any(|at| is_edge(at.checked_sub(1)) && is_edge(Some(at + bytes.len())))
}
