//! The language of a text, from its script or from its most frequent words.

use super::{Paragraph, Text};

/// Frequent words of languages in the Latin script that are rare in the others.
const WORDS: &[(&str, &[&str])] = &[
    ("en", &["the", "and", "of", "that", "was", "with", "for", "said"]),
    ("de", &["der", "die", "und", "das", "nicht", "ist", "den", "mit"]),
    ("fr", &["les", "des", "est", "une", "dans", "qui", "pour", "et"]),
    ("es", &["los", "las", "del", "una", "por", "con", "el", "y"]),
    ("it", &["il", "che", "di", "della", "per", "sono", "gli", "non"]),
    ("pt", &["os", "uma", "não", "do", "da", "em", "ao", "dos"]),
    ("nl", &["het", "een", "van", "zijn", "niet", "voor", "op", "dat"]),
];
/// Words that are looked at.
const LOOKED_AT: usize = 400;
/// Frequent words that tell a language.
const ENOUGH: usize = 3;

/// The language of a body as an ISO 639-1 code, where it can be told.
pub(super) fn detect(paragraphs: &[Paragraph]) -> Option<Text> {
    let sample = || paragraphs.iter().flat_map(|paragraph| paragraph.text.chars()).take(2000);
    let count = |from: char, to: char| sample().filter(|c| (from..=to).contains(c)).count();
    let letters = sample().filter(|c| c.is_alphabetic()).count();
    if count('\u{3040}', '\u{30ff}') * 10 > letters {
        return Some(Text::new("ja")).filter(|_| letters > 0);
    }
    let scripts = [("zh", '\u{4e00}', '\u{9fff}'), ("ko", '\u{ac00}', '\u{d7af}'), ("ru", '\u{400}', '\u{4ff}')];
    if let Some((code, ..)) = scripts.iter().find(|(_, from, to)| count(*from, *to) * 2 > letters) {
        return Some(Text::new(code)).filter(|_| letters > 0);
    }
    if count('\u{600}', '\u{6ff}') * 2 > letters && letters > 0 {
        // Letters that Urdu has and Arabic has not.
        let urdu = sample()
            .any(|c| matches!(c, '\u{679}' | '\u{688}' | '\u{691}' | '\u{6ba}' | '\u{6be}' | '\u{6c1}' | '\u{6d2}'));
        return Some(Text::new(if urdu { "ur" } else { "ar" }));
    }
    let words: Vec<String> = paragraphs
        .iter()
        .flat_map(|paragraph| paragraph.text.split_whitespace())
        .take(LOOKED_AT)
        .map(str::to_lowercase)
        .collect();
    let score = |list: &[&str]| words.iter().filter(|word| list.contains(&word.as_str())).count();
    let best = WORDS.iter().map(|(code, list)| (score(list), *code)).max_by_key(|(score, _)| *score)?;
    (best.0 >= ENOUGH).then(|| Text::new(best.1))
}
