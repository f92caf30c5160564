//! The menus above an article, in the text of a whole page: its title comes first, and again as the headline where the article
//! begins. Web archives keep pages so.

use super::headline;
use crate::article::letters::is_dense;
use crate::article::lines::{Form, Line};

/// Lines within which the headline is looked for.
const LINES: usize = 600;
/// So many lines before it need no menu: the header may have them.
const FEW: usize = 8;
/// Lines between the headline and the first prose of the article, at most.
const BEFORE_PROSE: usize = 30;
/// From this many bytes on a line is prose; a menu has as many such lines at most, of cookies and the like.
const PROSE_BYTES: usize = 110;
const PROSE: usize = 2;
/// Words of a headline that is told by its words, and words of a title that are looked at.
const WORDS: usize = 4;
const TITLE_WORDS: usize = 30;
/// A longer line is no headline.
const HEADLINE_BYTES: usize = 400;
/// Letters of a headline that tells itself from an item of a menu.
const LETTERS: usize = 18;
const DENSE_LETTERS: usize = 8;

/// The line of the headline below the menus of a page that begins with its title, or whose container told its headline.
pub(super) fn end(lines: &[Line], told: Option<&str>) -> Option<usize> {
    let is_prose = |line: &Line| line.text.len() >= PROSE_BYTES;
    // Nearly all texts are their article, and are looked at no further.
    if lines.len() <= FEW || lines.iter().skip(1).take(FEW).filter(|line| is_prose(line)).count() > 1 {
        return None;
    }
    let title = told.unwrap_or(&lines.first()?.text);
    let (folded, words) = (headline::folded(title), words(title));
    let is_headline = |line: &Line| {
        if line.text.len() < LETTERS || line.text.len() > HEADLINE_BYTES {
            return false;
        }
        let letters = headline::folded(&line.text);
        let long = if letters.chars().any(is_dense) { DENSE_LETTERS } else { LETTERS };
        // The name of the site stands behind it in the title, or some of its words are others.
        letters.chars().count() >= long && (folded.starts_with(&letters) || agrees(&self::words(&line.text), &words))
    };
    // The header of the article may be all that stands above it.
    if lines.iter().take(FEW).skip(1).any(is_headline) {
        return None;
    }
    let places = || lines.iter().enumerate().take(LINES).skip(FEW);
    let first = places().find(|(_, line)| line.form == Form::Plain && is_headline(line)).map(|(at, _)| at)?;
    let behind = lines.get(first..)?.iter().take(BEFORE_PROSE).position(is_prose)?;
    let menu = lines.get(1..first)?.iter().filter(|line| is_prose(line)).count();
    // It may stand in a trail of links, too.
    let last = places().take_while(|(at, _)| *at < first + behind).filter(|(_, line)| is_headline(line)).last();
    last.map(|(at, _)| at).filter(|_| menu <= PROSE)
}

/// Whether most words of a line are those of the title, and of the title those of the line.
fn agrees(line: &[String], title: &[String]) -> bool {
    let common = line.iter().filter(|word| title.contains(word)).count();
    line.len() >= WORDS && title.len() < line.len() * 3 && common * 3 >= line.len() * 2 && common * 2 >= title.len()
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2);
    words.take(TITLE_WORDS).map(str::to_lowercase).collect()
}
