//! Pages that are menus and lists of links.

use super::{Defect, DefectKind, PROSE, lines};
use crate::article::{Article, letters};

/// A menu has so many lines at least, and half of them are of so many words at most.
const LINES: usize = 12;
const WORDS: usize = 5;
/// Links that stand in for a body that is not there.
const LINKS: usize = 5;
/// A line of so many words is told, not named; a page that tells so many words is no menu.
const TELLING: usize = 12;
const TOLD: usize = 40;

pub(super) fn find(article: &Article) -> Option<Defect> {
    let links: usize = article.sections.iter().map(|section| section.items.len()).sum();
    if article.words == 0 && links >= LINKS {
        return Some(Defect::new(DefectKind::NavOnly, &format!("{links} story links and no body")));
    }
    let prose = |text: &str| letters::words(text) >= PROSE;
    // Most articles are known by their first paragraphs.
    if article.paragraphs.iter().take(4).filter(|paragraph| prose(&paragraph.text)).count() >= 2 {
        return None;
    }
    let mut counts: Vec<usize> = lines(article).map(|(_, line)| letters::words(line)).collect();
    let told: usize = counts.iter().filter(|words| **words >= TELLING).sum();
    // Verse, programmes and results have lines that are as short, but digits or full stops in them.
    let plain = article.paragraphs.iter().filter(|paragraph| is_label(&paragraph.text)).count();
    counts.sort_unstable();
    let middle = counts.get(counts.len() / 2).copied().unwrap_or_default();
    let is_menu = counts.len() >= LINES && middle <= WORDS && told < TOLD && plain * 3 >= article.paragraphs.len() * 2;
    is_menu.then(|| Defect::new(DefectKind::NavOnly, &format!("{} lines of {middle} words, no prose", counts.len())))
}

/// Whether a line is a label: some words without a figure and without the end of a sentence.
fn is_label(line: &str) -> bool {
    !line.contains(|c: char| c.is_ascii_digit())
        && !line.ends_with(['.', ',', '?', '!', ';', '…', '。', '"', '\u{201d}'])
}
