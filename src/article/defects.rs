//! What is wrong with an article as a text: what the page or the program that saved it left of the story.
//!
//! A defect is flagged only with the words or the measure that decided, so that it can be judged at a glance. Where it is in
//! doubt there is none: a flag that is wrong costs more trust than one that is missing.

mod cut;
mod garbled;
mod menu;
#[cfg(test)]
mod tests;
mod words;

use serde::{Deserialize, Serialize};

use super::clean::{self, Text};
use super::{Article, ParagraphKind, letters};
use words::{CONSENT, CONSENTED, ERRORED, WALLED, WEAK};

/// What a document is said to have been before it was repaired: see [`DefectKind::Mojibake`].
pub(crate) const REPAIRED: &str = "mojibake repaired";

/// A body of fewer words is a stub: the shortest reports of agencies have more.
const STUB: usize = 25;
/// An error page, and an article that ends at a wall that is only hinted at, have fewer words.
const SHORT: usize = 150;
/// From so many words on a paragraph is prose.
const PROSE: usize = 25;
/// The longest line that asks for something, in bytes.
const REQUEST: usize = 400;
/// Paragraphs that are read for a request to consent, the bytes of the longest one, and the words of a page of such.
const CONSENT_LINES: usize = 16;
const CONSENT_BYTES: usize = 1500;
const CONSENT_WORDS: usize = 600;
/// Bytes of a reason that are the article's own words.
const QUOTED: usize = 72;

/// What is wrong with an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DefectKind {
    /// There is no body, or next to none; or the page was an error.
    Stub,
    /// It ends where a subscription is asked for.
    Paywall,
    /// It is what asks for consent to cookies, in place of the story.
    CookieWall,
    /// Characters were lost or misread on the way.
    Mojibake,
    /// It ends within a sentence.
    Truncated,
    /// It is a menu or a list of links: no paragraph of it tells a story.
    NavOnly,
}

impl DefectKind {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Stub, Self::Paywall, Self::CookieWall, Self::Mojibake, Self::Truncated, Self::NavOnly];

    /// Its name, as queries and JSON have it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Stub => "stub",
            Self::Paywall => "paywall",
            Self::CookieWall => "cookie-wall",
            Self::Mojibake => "mojibake",
            Self::Truncated => "truncated",
            Self::NavOnly => "nav-only",
        }
    }
}

/// A defect, and what decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Defect {
    /// What is wrong.
    pub kind: DefectKind,
    /// The words or the measure that decided, for people: `12 words`, `ends with "said the"`.
    pub reason: Text,
}

impl Defect {
    fn new(kind: DefectKind, reason: &str) -> Self {
        Self { kind, reason: Text::new(reason) }
    }

    /// One that words of the article decided.
    fn says(kind: DefectKind, what: &str, words: &str) -> Self {
        let head = clean::head(words, QUOTED);
        let more = if head.len() < words.len() { "\u{2026}" } else { "" };
        Self::new(kind, &format!("{what} \"{head}{more}\""))
    }
}

/// What is wrong with an article, one of a kind at most, in the order of [`DefectKind::ALL`].
///
/// It looks at the warnings too, so those of the document have to be among them.
#[must_use]
pub fn find(article: &Article) -> Vec<Defect> {
    let wall = cookie_wall(article);
    let menu = if wall.is_none() { menu::find(article) } else { None };
    let replaced = wall.is_some() || menu.is_some();
    let paywall = if replaced { None } else { paywall(article) };
    let stub = if replaced { None } else { stub(article) };
    let cut = if replaced || paywall.is_some() { None } else { cut::find(article) };
    [stub, paywall, wall, garbled::find(article), cut, menu].into_iter().flatten().collect()
}

fn stub(article: &Article) -> Option<Defect> {
    if article.words < SHORT
        && let Some(line) = lines(article).map(|(_, line)| line).find(|line| ERRORED.is_in(&folded(line)))
    {
        return Some(Defect::says(DefectKind::Stub, "says", line));
    }
    match article.words {
        0 => Some(Defect::new(DefectKind::Stub, "no body")),
        1 => Some(Defect::new(DefectKind::Stub, "1 word")),
        words if words < STUB => Some(Defect::new(DefectKind::Stub, &format!("{words} words"))),
        _ => None,
    }
}

/// A line that asks for a subscription, with next to nothing of the story behind it.
fn paywall(article: &Article) -> Option<Defect> {
    let prose = |paragraph: &super::Paragraph| {
        paragraph.kind == ParagraphKind::Text && letters::words(&paragraph.text) >= PROSE
    };
    let last = article.paragraphs.iter().rposition(prose).unwrap_or_default();
    let before_last = article.paragraphs.iter().take(last).rposition(prose).unwrap_or_default();
    let asks = |(at, line): &(usize, &str)| {
        *at >= before_last && line.len() <= REQUEST && {
            let folded = folded(line);
            WALLED.is_in(&folded) || article.words < SHORT && WEAK.is_in(&folded)
        }
    };
    lines(article).find(asks).map(|(_, line)| Defect::says(DefectKind::Paywall, "says", line))
}

/// Requests to consent that are a good part of the text.
fn cookie_wall(article: &Article) -> Option<Defect> {
    if article.words > CONSENT_WORDS {
        return None;
    }
    let (mut first, mut kinds, mut words, mut all) = (None, 0_u64, 0, 0);
    for (_, line) in lines(article).take(CONSENT_LINES) {
        let here = letters::words(line);
        all += here;
        if line.len() > CONSENT_BYTES {
            continue;
        }
        let folded = folded(line);
        let mut asks = false;
        CONSENT.each(&folded, &mut |phrase| {
            kinds |= 1 << (phrase % 64);
            asks = true;
        });
        words += if asks { here } else { 0 };
        if asks && first.is_none() && CONSENTED.is_in(&folded) {
            first = Some(line);
        }
    }
    let most = words * 2 >= all.max(article.words.min(SHORT)) && kinds.count_ones() >= 2;
    first.filter(|_| most).map(|line| Defect::says(DefectKind::CookieWall, "says", line))
}

/// The lines of the page, each with the number of paragraphs before it: paragraphs, then strays and the titles of story links.
fn lines(article: &Article) -> impl Iterator<Item = (usize, &str)> {
    let paragraphs = article.paragraphs.iter().enumerate().map(|(at, paragraph)| (at, paragraph.text.as_str()));
    let strays = article.strays.iter().map(|stray| (stray.before, stray.text.as_str()));
    let links = article.sections.iter().flat_map(|section| {
        let titles = section.items.iter().map(|item| &item.title);
        section.heading.iter().chain(titles).map(|text| (section.before, text.as_str()))
    });
    paragraphs.chain(strays).chain(links)
}

/// A line in lower case, with straight apostrophes.
fn folded(line: &str) -> String {
    if line.is_ascii() {
        return line.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(line.len());
    for c in line.chars() {
        match c {
            '\u{2019}' => folded.push('\''),
            c if c.is_ascii() => folded.push(c.to_ascii_lowercase()),
            c => folded.extend(c.to_lowercase()),
        }
    }
    folded
}
