//! Articles that end within a sentence.

use super::words::{GOES_ON, OPEN};
use super::{Defect, DefectKind, SHORT, folded};
use crate::article::{Article, Paragraph, ParagraphKind, clean};

/// Bytes at the end of a paragraph in which it is looked for the end of a sentence.
const TAIL: usize = 600;
/// Words of what stands behind the last whole sentence, so that it is a sentence that was cut, not the name of an agency.
const CUT: usize = 4;
/// A paragraph of fewer bytes is no running text.
const RUNNING: usize = 80;
/// Paragraphs of running text from which it can be told how they end.
const OTHERS: usize = 2;

pub(super) fn find(article: &Article) -> Option<Defect> {
    let last = article.paragraphs.last().filter(|last| last.kind == ParagraphKind::Text)?;
    let text = last.text.trim_end();
    if let Some(mark) = said(text) {
        return Some(Defect::says(DefectKind::Truncated, "ends with", mark));
    }
    if let Some(words) = text.strip_suffix('\u{2026}').or_else(|| text.strip_suffix("..")) {
        let is_word = words.trim_end_matches('.').ends_with(char::is_alphanumeric);
        return (is_word && article.words < SHORT).then(|| ends(text));
    }
    // What was taken off behind it closed the article.
    if article.sign_off.is_some() || !closes_elsewhere(&article.paragraphs) {
        return None;
    }
    is_cut(text).then(|| ends(text))
}

fn ends(text: &str) -> Defect {
    let tail = clean::tail(text, 40);
    let whole = tail.split_once(' ').map_or(tail, |(_, whole)| whole);
    Defect::says(DefectKind::Truncated, "ends with", whole)
}

/// What says that there is more: "[+1234 chars]", "[…]", "... Read more".
fn said(text: &str) -> Option<&str> {
    for mark in ["[\u{2026}]", "[...]", "(\u{2026})", "[&hellip;]"] {
        if text.ends_with(mark) {
            return text.get(text.len() - mark.len()..);
        }
    }
    if let Some(open) = text.rfind("[+").filter(|_| text.ends_with(" chars]")) {
        return text.get(open..);
    }
    // The lower case of a letter may have another length, but not of those that are looked for.
    let tail = clean::tail(text, 48);
    let bare = tail.trim_end_matches([' ', '.', '\u{2026}', '\u{bb}', '>', '\u{2192}', ']']);
    let small = folded(bare);
    let phrase = GOES_ON.iter().find(|phrase| small.ends_with(**phrase))?;
    let before = small.get(..small.len() - phrase.len())?.trim_end_matches([' ', '[', '(', '\u{ab}']);
    (before.ends_with('\u{2026}') || before.ends_with("...")).then_some(bare)
}

/// Whether paragraphs of running text end as sentences do: then the last one should, too.
fn closes_elsewhere(paragraphs: &[Paragraph]) -> bool {
    let (mut running, mut closed) = (0, 0);
    let others = paragraphs.split_last().map_or(&[][..], |(_, others)| others);
    for paragraph in others.iter().filter(|one| one.kind == ParagraphKind::Text && one.text.len() >= RUNNING) {
        running += 1;
        closed += usize::from(is_closed(&paragraph.text));
    }
    running >= OTHERS && closed * 5 >= running * 4
}

/// Whether a text ends as a sentence does, or with what may stand behind one.
fn is_closed(text: &str) -> bool {
    text.trim_end()
        .ends_with(|c: char| !c.is_alphanumeric() && !matches!(c, ',' | '-' | '\u{2013}' | '(' | '[' | '\u{201c}'))
}

fn is_cut(text: &str) -> bool {
    if is_closed(text) || text.len() < RUNNING {
        return false;
    }
    let tail = clean::tail(text, TAIL);
    let mut ends = tail.match_indices(['.', '!', '?', '。', '۔', '।']).filter(|(at, mark)| {
        let behind = tail.get(at + mark.len()..).unwrap_or_default();
        let before = tail.get(..*at).unwrap_or_default();
        let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
        // "U.S. officials", "J. Holm" and "3.5" end no sentence.
        let whole = word.chars().count() > 2 && !word.contains('.');
        let next = behind.trim_start_matches(['"', '\'', '\u{201d}', '\u{2019}', '»', ')']);
        whole && (*mark != "." || next.starts_with(' '))
    });
    let Some((last, mark)) = ends.next_back() else { return is_open(text) };
    let rest = tail.get(last + mark.len()..).unwrap_or_default();
    if is_open(rest) {
        return true;
    }
    // Promos, addresses and credits stand behind the last sentence without a full stop of their own.
    let words: Vec<&str> = rest.split_whitespace().collect();
    let small = words.iter().filter(|word| word.starts_with(char::is_lowercase)).count();
    let agency = words.last().is_some_and(|last| last.len() > 1 && last.chars().all(char::is_uppercase));
    words.len() >= CUT
        && !agency
        && small * 2 > words.len()
        && !rest.contains(['@', '/', '|', ':', '#'])
        && !rest.contains("www.")
}

/// Whether a text ends with a word that needs another one behind it, or with the mark of one that was parted.
fn is_open(text: &str) -> bool {
    let Some(word) = text.split_whitespace().next_back() else { return false };
    let is_part = text.ends_with(',') || word.len() > 1 && word.ends_with('-');
    // "Vitamin A", "Grade A" and "World War II" end sentences: an open word is written small.
    is_part || OPEN.contains(&word)
}
