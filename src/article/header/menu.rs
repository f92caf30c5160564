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
const PROSE_BYTES: usize = 140;
const PROSE: usize = 2;
/// Letters of a headline that tells itself from an item of a menu.
const LETTERS: usize = 18;
const DENSE_LETTERS: usize = 8;

/// The line of the headline below the menus of a page that begins with its title, or whose container told its headline.
pub(super) fn end(lines: &[Line], told: Option<&str>) -> Option<usize> {
    let title = headline::folded(told.unwrap_or(&lines.first()?.text));
    let is_prose = |line: &Line| line.text.len() >= PROSE_BYTES;
    let is_headline = |line: &Line| {
        let line = headline::folded(&line.text);
        let long = if line.chars().any(is_dense) { DENSE_LETTERS } else { LETTERS };
        // The name of the site stands behind it in the title.
        line.chars().count() >= long && title.starts_with(&line)
    };
    let places = || lines.iter().enumerate().take(LINES).skip(FEW);
    let first = places().find(|(_, line)| line.form == Form::Plain && is_headline(line)).map(|(at, _)| at)?;
    let behind = lines.get(first..)?.iter().take(BEFORE_PROSE).position(is_prose)?;
    let menu = lines.get(1..first)?.iter().filter(|line| is_prose(line)).count();
    // It may stand in a trail of links, too.
    let last = places().take_while(|(at, _)| *at < first + behind).filter(|(_, line)| is_headline(line)).last();
    last.map(|(at, _)| at).filter(|_| menu <= PROSE)
}
