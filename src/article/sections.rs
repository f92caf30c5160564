//! Lists of other stories that the page carried.
//!
//! They stand anywhere in a text. A list starts at its heading, and ends where the article goes on: at prose that is no
//! teaser. Where that is in doubt a line is left to the body: a story link less is a smaller loss than a paragraph.

mod ages;
mod headings;
mod items;
mod kinds;
#[cfg(test)]
mod tests;
mod units;
mod words;

use super::lines::Line;
use super::{Section, Text};
pub(crate) use ages::day;
pub(super) use ages::{is_age, is_date};
pub(super) use headings::{Heading, find as heading, glued};
pub(super) use items::story;
use kinds::Kind;
pub(super) use kinds::ends_sentence;

/// A list without a heading has at least so many stories, each with its age.
const AGED: usize = 3;

/// The longest title in a list without a heading, in bytes.
const TITLE_BYTES: usize = 250;
/// A teaser that stands where the article may go on is at most so long, in bytes.
const TEASER_BYTES: usize = 180;

/// So many names of pages in a row are a menu.
const MENU: usize = 4;

/// A list that was found.
pub(super) struct Found {
    pub(super) section: Section,
    /// What stood in it without being of any story.
    pub(super) stray: Option<Text>,
    /// The lines that it takes.
    pub(super) taken: usize,
}

/// The list under the heading `lines[at]`; `None` when no story follows.
pub(super) fn read(lines: &[Line], at: usize, heading: Heading) -> Option<Found> {
    let text = &lines.get(at)?.text;
    let list = List::new(lines, at + 1);
    let end = list.end();
    let accepted = list.lines.get(..end).unwrap_or_default();
    let titles = accepted.iter().filter(|(_, kind)| kind.is_title()).map(|(text, _)| kinds::strip_bullet(text));
    let stories = titles.clone().count();
    let are_telling = || titles.clone().filter(|title| kinds::is_telling(title)).count() * 5 >= stories * 2;
    let is_aged = || {
        accepted.iter().any(|(_, kind)| matches!(kind, Kind::Age | Kind::AgeRest))
            || titles.clone().any(|title| ages::split(title).1.is_some())
    };
    // Names of pages stand below the headings of menus.
    let enough = match heading {
        Heading::Sure => stories > 0,
        Heading::Unsure => (stories > 1 || is_aged()) && are_telling(),
    };
    if !enough {
        return None;
    }
    Some(found(Some(text.clone()), accepted, end + 1))
}

/// A list without a heading at `lines[at]`: titles that all have their ages.
pub(super) fn read_bare(lines: &[Line], at: usize) -> Option<Found> {
    // A list starts with a title or a bullet.
    if lines.get(at).is_none_or(|line| ages::is_sentence(&line.text)) {
        return None;
    }
    let kind = |at: usize| lines.get(at).map(kinds::of_line);
    // How many lines a story takes, with its bullet and its age.
    let story = |at: usize| {
        let title = at + usize::from(kind(at)? == Kind::Bullet);
        if !kind(title)?.is_title() {
            return None;
        }
        if lines.get(title).is_some_and(|line| ages::split(&line.text).1.is_some()) {
            return Some(title + 1 - at);
        }
        (kind(title + 1)? == Kind::Age).then_some(title + 2 - at)
    };
    if lines.get(at)?.text.len() > TITLE_BYTES {
        return None;
    }
    let near = lines.get(at..lines.len().min(at + 3))?;
    if !near.iter().any(|line| ages::may_end(&line.text)) {
        return None;
    }
    let (mut next, mut stories) = (at, 0);
    while let Some(taken) = story(next) {
        stories += 1;
        next += taken;
    }
    if stories < AGED {
        return None;
    }
    let list: Vec<(&str, Kind)> =
        lines.get(at..next)?.iter().map(|line| (line.text.as_str(), kinds::of(&line.text))).collect();
    Some(found(None, &list, next - at))
}

fn found(heading: Option<Text>, lines: &[(&str, Kind)], taken: usize) -> Found {
    let (items, noise) = items::read(lines);
    let stray = (!noise.is_empty()).then(|| Text::new(&noise.join(" ")));
    Found { section: Section { heading, before: 0, items }, stray, taken }
}

/// The lines behind a heading, up to the first that surely is of no list.
struct List<'a> {
    lines: Vec<(&'a str, Kind)>,
    /// Whether the article goes on behind them, rather than another list or nothing.
    resumes: bool,
}

impl<'a> List<'a> {
    fn new(lines: &'a [Line], start: usize) -> Self {
        let mut list = Self { lines: Vec::with_capacity(lines.len().saturating_sub(start)), resumes: false };
        let mut titles_marked = None;
        for line in lines.iter().skip(start) {
            let kind = kinds::of_line(line);
            // A heading of Markdown behind titles that are none is the article's.
            let marked = line.text.starts_with('#');
            if marked && titles_marked == Some(false) {
                list.resumes = true;
                break;
            }
            if kind.is_title() {
                titles_marked.get_or_insert(marked);
            }
            if kind.ends_list() {
                list.resumes = kind == Kind::Long;
                break;
            }
            list.lines.push((line.text.as_str(), kind));
        }
        list
    }

    /// How many of the lines belong to the list: up to the first prose that is no teaser.
    fn end(&self) -> usize {
        let mut teasers = 0;
        for (at, &(_, kind)) in self.lines.iter().enumerate() {
            if kind == Kind::Prose {
                if !self.is_teaser(at, teasers) {
                    return at;
                }
                teasers += 1;
            }
            if self.is_menu(at) {
                return at;
            }
        }
        self.lines.len()
    }

    /// Whether titles and short teasers take turns up to `at` and on: behind the second teaser no shorter prose follows,
    /// behind the first a title with a teaser of its own.
    fn alternates(&self, at: usize) -> bool {
        let weighty = |line: &&(&str, Kind)| line.1.is_title() || line.1 == Kind::Prose;
        let Some((text, _)) = self.lines.get(at) else { return false };
        if text.len() > TEASER_BYTES {
            return false;
        }
        let before: Vec<bool> =
            self.lines.iter().take(at).rev().filter(weighty).take(4).map(|line| line.1.is_title()).collect();
        let mut behind = self.lines.iter().skip(at + 1).filter(weighty);
        match (before.as_slice(), behind.next()) {
            ([true, false, true, ..], Some((next, Kind::Prose))) => next.len() > text.len(),
            ([true, false, true, ..], _) => true,
            ([true], Some((_, kind))) => {
                kind.is_title()
                    && behind.next().is_some_and(|(next, kind)| *kind == Kind::Prose && next.len() <= TEASER_BYTES)
            }
            _ => false,
        }
    }

    /// Whether a menu of the page starts at `at`, behind the stories: names of pages, one behind the other.
    fn is_menu(&self, at: usize) -> bool {
        let Some(row) = self.lines.get(at..at + MENU) else { return false };
        let is_name = |(text, kind): &(&str, Kind)| {
            *kind == Kind::Title && !kinds::is_telling(text) && ages::split(text).1.is_none()
        };
        row.iter().all(is_name)
            && self.lines.iter().take(at).any(|(text, kind)| kind.is_title() && kinds::is_telling(text))
    }

    /// Whether the prose at `at` belongs to the title before it: titles resume behind it.
    fn is_teaser(&self, at: usize, teasers: usize) -> bool {
        let before = self.lines.get(..at).unwrap_or_default();
        let weighty = |kind: Kind| kind.is_title() || kind == Kind::Prose;
        if !before.iter().rev().find(|(_, kind)| weighty(*kind)).is_some_and(|(_, kind)| kind.is_title()) {
            return false;
        }
        let kind = |at: usize| self.lines.get(at).map(|line| line.1);
        if kind(at + 1) == Some(Kind::Age)
            || kind(at.wrapping_sub(1)) == Some(Kind::Age) && kind(at + 1).is_some_and(Kind::is_title)
        {
            return true;
        }
        if self.alternates(at) {
            return true;
        }
        let mut behind = self.lines.iter().skip(at + 1).map(|line| line.1).filter(|&kind| weighty(kind));
        match (behind.next(), behind.next(), behind.next()) {
            (None, _, _) => teasers > 0 && !self.resumes,
            (Some(Kind::Prose), _, _) => false,
            (Some(_), None, _) => !self.resumes,
            (Some(_), Some(Kind::Prose), None) => !self.resumes,
            (Some(_), Some(Kind::Prose), Some(third)) => third.is_title(),
            (Some(_), Some(_), _) => true,
        }
    }
}
