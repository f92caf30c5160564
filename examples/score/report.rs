//! What the scores have in common: when a name is the right one, and how a ratio is printed.

use std::io::{self, Write};

pub(crate) fn ratio(out: &mut impl Write, what: &str, part: usize, whole: usize) -> io::Result<()> {
    #[expect(clippy::cast_precision_loss, reason = "counts of annotations are small")]
    let share = if whole == 0 { 0.0 } else { part as f64 / whole as f64 };
    writeln!(out, "{what:40} {share:.3}  ({part} of {whole})")
}

/// Whether a speaker is one of those: the same words, or the same last name.
pub(crate) fn agrees(speaker: &str, known: &[String]) -> bool {
    let last = |name: &str| fold(name).split(' ').next_back().map(str::to_owned);
    known.iter().any(|known| {
        let (known, speaker) = (fold(known), fold(speaker));
        known == speaker
            || last(&speaker).is_some_and(|name| known.split(' ').any(|word| word == name))
            || last(&known).is_some_and(|name| speaker.split(' ').any(|word| word == name))
    })
}

fn fold(name: &str) -> String {
    let name = name.to_lowercase().replace("'s", "").replace("\u{2019}s", "");
    let words = name.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty());
    words.filter(|word| !["the", "a", "an", "der", "die", "das"].contains(word)).collect::<Vec<_>>().join(" ")
}
