//! Names beside dates: with the label of the date, or with nothing.

use super::only_fillers;
use crate::article::dates::Mention;
use crate::article::header::byline::{self, People};
use crate::article::header::words;
use crate::article::starts::lower;

pub(super) fn is_short_ideographs(piece: &str) -> bool {
    (2..=6).contains(&piece.chars().count()) && piece.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

/// The name in "山田太郎 2024年1月30日 15時50分", as Japanese papers sign.
pub(super) fn japanese_name<'a>(line: &'a str, first: &Mention) -> Option<&'a str> {
    let behind = line.get(first.range.clone()).filter(|date| date.contains('時'))?;
    let name = line.get(..first.range.start)?.trim();
    let desks = ["社", "部", "版", "面", "局", "新聞", "通信", "記事", "速報", "国際", "特集", "取材班"];
    let letters = name.chars().all(|c| matches!(c, '\u{4e00}'..='\u{9fff}' | '々' | '\u{3041}'..='\u{30ff}'));
    (behind.contains('年')
        && (4..=6).contains(&name.chars().count())
        && letters
        && name.starts_with(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c))
        && !desks.iter().any(|desk| name.ends_with(desk))
        && !only_fillers(name))
    .then_some(name)
}

/// The people of "Jane Doe Published", where the label of the date shows that what stands before it is a byline.
pub(super) fn labelled(piece: &str) -> Option<People> {
    let name = piece.trim_end_matches(|c: char| c.is_alphabetic() || c == ':');
    let label = piece.get(name.len()..)?.trim_end_matches(':').to_lowercase();
    let name = name.trim_end_matches([' ', ',', '-']);
    let known = label.len() > 4 && words::is_filler(&label) && name.split_whitespace().count() >= 2;
    byline::people(name).or_else(|| byline::loose(name)).filter(|_| known)
}

/// What stands behind the label in "Published by Jane Doe", "All Norvik Edited by Jane Doe".
pub(super) fn after_label(piece: &str) -> Option<&str> {
    let folded = lower(piece);
    let cues = [" by ", " von ", " par ", " por ", " di "];
    let spaces = memchr::memchr_iter(b' ', folded.as_bytes());
    let found = spaces.filter_map(|at| {
        let cue = cues.iter().position(|cue| folded.get(at..).is_some_and(|rest| rest.starts_with(cue)))?;
        Some((cue, at))
    });
    // The first of the cues counts, not the first in the line.
    let (cue, at) = found.min()?;
    let length = cues.get(cue)?.len();
    let label = piece.get(..at)?;
    let short = label.split_whitespace().count() <= 4
        && label.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
    (only_fillers(label) || short).then(|| piece.get(at + length..))?
}
