//! Characters that were lost or misread on the way, as far as they could not be repaired.

use super::{Defect, DefectKind, REPAIRED};
use crate::article::Article;

/// So many characters that stand for lost ones, and so many of a thousand, are no accident.
const LOST: usize = 3;
const LOST_PER_MILLE: usize = 1;
/// Question marks within words of the same kind: an apostrophe or a letter was lost there.
const ASKED: usize = 3;

pub(super) fn find(article: &Article) -> Option<Defect> {
    if article.warnings.iter().any(|warning| warning.contains(REPAIRED)) {
        return Some(Defect::new(
            DefectKind::Mojibake,
            "UTF-8 that was read as Windows-1252; repaired when it is read",
        ));
    }
    let (mut lost, mut asked, mut letters) = (0, 0, 0);
    let mut example = None;
    for text in article.headline.iter().chain(article.paragraphs.iter().map(|paragraph| &paragraph.text)) {
        letters += text.len();
        if !text.is_ascii() {
            lost += text.matches('\u{fffd}').count();
        }
        for at in memchr::memchr_iter(b'?', text.as_bytes()) {
            if let Some(word) = asked_within(text, at) {
                asked += 1;
                example.get_or_insert(word);
            }
        }
    }
    if lost >= LOST && lost * 1000 >= letters * LOST_PER_MILLE {
        return Some(Defect::new(DefectKind::Mojibake, &format!("{lost} characters are lost (\u{fffd})")));
    }
    let example = example.filter(|_| asked >= ASKED)?;
    Some(Defect::says(DefectKind::Mojibake, &format!("{asked} letters are lost, as in"), example))
}

/// The word in which a question mark stands between letters, where that is neither an address nor two sentences.
fn asked_within(text: &str, at: usize) -> Option<&str> {
    let (before, behind) = (text.get(..at)?, text.get(at + 1..)?);
    let small = |c: Option<char>| c.is_some_and(char::is_lowercase);
    if !small(before.chars().next_back()) || !small(behind.chars().next()) {
        return None;
    }
    let start = before.rfind(char::is_whitespace).map_or(0, |space| space + 1);
    let end = behind.find(char::is_whitespace).map_or(text.len(), |space| at + 1 + space);
    // The white space of clean text is one byte long.
    let word = text.get(start..end)?;
    let address = word.contains(['/', '=', '&', '@']) || word.contains("www.");
    (!address && word.matches('?').count() == 1).then_some(word)
}
