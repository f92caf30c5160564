//! The stories of a list: titles, and the ages, teasers, names and links that stand with them.

use std::borrow::Cow;

use super::ages;
use super::kinds::{Kind, ends_sentence, strip_bullet};
use crate::article::{StoryLink, Text};

/// A category above or below a title has at most these words and bytes.
const LABEL_WORDS: usize = 2;
const LABEL_BYTES: usize = 24;
/// A line of so many words can be a title by itself.
const TITLE_WORDS: usize = 4;
/// Hardly any title is longer, in letters.
const TITLE_LETTERS: usize = 120;
/// The end of a date, in bytes, in which a digit stands.
const DATE_BYTES: usize = 24;
/// A title that is followed by its teaser on one line is at least this long with it, in bytes.
const TEASED_BYTES: usize = 120;

/// The stories of the lines of a list, and what stood among them without being of any.
pub(super) fn read(lines: &[(&str, Kind)]) -> (Vec<StoryLink>, Vec<String>) {
    let first = lines.iter().find(|(_, kind)| kind.is_title() || matches!(kind, Kind::Age | Kind::Date));
    let mut list =
        List { ages_first: first.is_some_and(|(_, kind)| !kind.is_title()), labels: labels(lines), ..List::default() };
    list.items.reserve(lines.iter().filter(|(_, kind)| kind.is_title()).count());
    let titles = lines.iter().filter(|(_, kind)| *kind == Kind::Title);
    list.widest = titles.map(|(line, _)| line.chars().count()).max().unwrap_or_default();
    for &(line, kind) in lines {
        list.read(line, kind);
    }
    // What waited for a title that never came belongs to the last one.
    let (age, more) = (list.next_age.take(), std::mem::take(&mut list.next_more));
    match list.items.last_mut() {
        Some(story) => {
            story.more.extend(more);
            if let Some(age) = &age {
                story.age_or_teaser(age);
            }
        }
        None => list.noise.extend(more.into_iter().chain(age)),
    }
    let items = list.items.into_iter().map(Item::done).collect();
    (items, list.noise)
}

/// Where the labels of a list stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Labels {
    #[default]
    None,
    Above,
    Below,
}

/// A list that is being read.
#[derive(Default)]
struct List<'a> {
    items: Vec<Item<'a>>,
    noise: Vec<String>,
    ages_first: bool,
    labels: Labels,
    /// What stands above the title that it belongs to.
    next_age: Option<String>,
    next_more: Vec<String>,
    /// The line before, if it was a title: a line in lower case may belong to it.
    before: Option<&'a str>,
    /// Letters of the longest title line.
    widest: usize,
}

/// A story that is being read.
#[derive(Default)]
struct Item<'a> {
    title: Cow<'a, str>,
    age: Option<Cow<'a, str>>,
    url: Option<String>,
    more: Vec<String>,
}

impl Item<'_> {
    fn age_or_teaser(&mut self, age: &str) {
        if self.age.is_none() {
            self.age = Some(age.to_owned().into());
        } else {
            self.more.push(age.to_owned());
        }
    }

    fn done(self) -> StoryLink {
        StoryLink {
            title: Text::new(&self.title),
            age: self.age.as_deref().map(Text::new),
            url: self.url.as_deref().map(Text::new),
            teaser: (!self.more.is_empty()).then(|| Text::new(&self.more.join(" \u{b7} "))),
            article: None,
        }
    }
}

impl<'a> List<'a> {
    fn read(&mut self, line: &'a str, kind: Kind) {
        let bare = strip_bullet(line);
        let before = self.before.take();
        match kind {
            Kind::Title | Kind::Bulleted => self.title(bare, kind, before),
            Kind::AgeRest => self.rest(bare),
            Kind::Age if self.ages_first => self.next_more.extend(self.next_age.replace(bare.to_owned())),
            Kind::Age => match self.items.last_mut() {
                Some(last) => last.age_or_teaser(bare),
                None => self.noise.push(bare.to_owned()),
            },
            Kind::Date if self.ages_first => self.next_more.push(bare.to_owned()),
            Kind::Url => match self.items.last_mut() {
                Some(last) if last.url.is_none() => last.url = Some(bare.to_owned()),
                _ => self.noise.push(bare.to_owned()),
            },
            Kind::Prose | Kind::By | Kind::Date => match self.items.last_mut() {
                Some(last) => last.more.push(bare.to_owned()),
                None => self.next_more.push(bare.to_owned()),
            },
            Kind::Bullet => {}
            Kind::Noise | Kind::Long | Kind::Heading | Kind::SignOff => self.noise.push(bare.to_owned()),
        }
    }

    fn title(&mut self, text: &'a str, kind: Kind, before: Option<&str>) {
        if self.labels != Labels::None && kind == Kind::Title && is_label(text) {
            match self.items.last_mut() {
                Some(last) if self.labels == Labels::Below => last.more.push(text.to_owned()),
                _ => self.next_more.push(text.to_owned()),
            }
            return;
        }
        let mut chars = text.chars();
        let goes_on = kind == Kind::Title
            && chars.next().is_some_and(char::is_lowercase)
            && !chars.next().is_some_and(char::is_uppercase)
            && before.is_some_and(|before| self.is_broken(before, text));
        if goes_on && let Some(last) = self.items.last_mut().filter(|last| last.age.is_none()) {
            let joined = format!("{} {text}", last.title);
            let (title, age) = ages::split(&joined);
            last.age = age.map(|age| age.to_owned().into());
            last.title = title.to_owned().into();
            self.before = Some(text);
            return;
        }
        let mut item = item(without_rank(text, self.items.len() + 1));
        item.more.append(&mut self.next_more);
        if let Some(age) = self.next_age.take() {
            item.age_or_teaser(&age);
        }
        self.items.push(item);
        self.before = Some(text);
    }

    /// Whether a title may be broken between two lines: where the next word had no room, or where one of them is too short for a
    /// title. Else a site that writes its headlines in lower case has two of them here.
    fn is_broken(&self, before: &str, text: &str) -> bool {
        let next = text.split(' ').next().unwrap_or_default();
        let letters = |text: &str| text.chars().count();
        let is_full = letters(before) + 1 + letters(next) > self.widest;
        let is_long = letters(before) + 1 + letters(text) > TITLE_LETTERS;
        let is_cut = before.ends_with("..") || before.ends_with('\u{2026}');
        let is_short = |line: &&str| line.split_whitespace().count() < TITLE_WORDS;
        [before, text].iter().any(is_short) || is_full && !is_long && !is_cut
    }

    /// Puts the end of an age to the title on whose end its number stands: "tie16", "hours ago".
    fn rest(&mut self, text: &str) {
        let Some(last) = self.items.last_mut() else {
            self.noise.push(text.to_owned());
            return;
        };
        let joined = format!("{} {text}", last.title);
        match ages::split(&joined) {
            (title, Some(age)) if last.age.is_none() && !title.is_empty() => {
                (last.age, last.title) = (Some(age.to_owned().into()), title.to_owned().into());
            }
            _ => last.more.push(text.to_owned()),
        }
    }
}

/// The story of a title that stands alone.
pub(in crate::article) fn story(title: &str) -> StoryLink {
    item(title).done()
}

/// A title without the number before it, where that counts the stories: "1. Storm closes three ports".
fn without_rank(text: &str, rank: usize) -> &str {
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return text;
    }
    let rest = text.strip_prefix(rank.to_string().as_str()).and_then(|rest| rest.strip_prefix(['.', ')']));
    rest.and_then(|rest| rest.strip_prefix(' ')).map_or(text, str::trim_start)
}

/// A story from the line of its title: perhaps a link of Markdown, an age, a teaser.
fn item(text: &str) -> Item<'_> {
    if let Some((title, url, rest)) = link(text) {
        let rest = rest.trim_matches([' ', '-', '\u{2013}', '\u{2014}', '|', '\u{b7}', '(', ')']);
        let mut item = Item { title: title.into(), url: Some(url.to_owned()), ..Item::default() };
        if ages::is_age(rest) {
            item.age = Some(rest.into());
        } else if !rest.is_empty() {
            item.more.push(rest.to_owned());
        }
        return item;
    }
    if let Some((age, title)) = ages::split_before(text) {
        return Item { title: title.into(), age: Some(age.into()), ..Item::default() };
    }
    let (title, age) = ages::split(text);
    let age = age.map(|age| age.trim_end_matches([')', ']']).into());
    let (title, more) = part(title);
    Item { title: title.into(), age, more: more.map(str::to_owned).into_iter().collect(), ..Item::default() }
}

/// Parts a title from a date behind a bar or a dash, or from the sentences of its teaser.
fn part(title: &str) -> (&str, Option<&str>) {
    if let Some((before, date)) = dated(title) {
        return (before, Some(date));
    }
    if title.len() >= TEASED_BYTES && ends_sentence(title) {
        let end = title.match_indices(['.', '!', '?']).find_map(|(at, _)| {
            let (head, tail) = title.split_at_checked(at + 1)?;
            let more = tail.strip_prefix(' ')?;
            (head.len() > 24 && more.starts_with(char::is_uppercase)).then_some((head, more))
        });
        if let Some((head, more)) = end {
            return (head, Some(more));
        }
    }
    (title, None)
}

/// Parts a title from the date that stands behind it.
fn dated(title: &str) -> Option<(&str, &str)> {
    // No date is without a digit near its end.
    let may = title.bytes().rev().take(DATE_BYTES).any(|byte| byte.is_ascii_digit());
    let marks: &[&str] = if may { &[" | ", " \u{b7} ", " \u{2022} ", " ("] } else { &[] };
    marks.iter().find_map(|mark| {
        let (before, date) = title.rsplit_once(mark)?;
        let date = date.trim_end_matches(')');
        ages::is_date(date).then_some((before.trim_end(), date))
    })
}

/// A link of Markdown that opens a line: its text, its target, and what stands behind it.
fn link(text: &str) -> Option<(&str, &str, &str)> {
    let (title, rest) = text.strip_prefix('[')?.split_once("](")?;
    let (url, rest) = rest.split_once(')')?;
    let plain = !title.is_empty() && !title.contains('[') && !url.contains(char::is_whitespace);
    plain.then_some((title.trim(), url, rest.trim()))
}

/// Whether a list has the category of each story on a line of its own, and where.
fn labels(lines: &[(&str, Kind)]) -> Labels {
    let titles: Vec<bool> =
        lines.iter().filter(|(_, kind)| *kind == Kind::Title).map(|(text, _)| is_label(text)).collect();
    let labels = titles.iter().filter(|&&label| label).count();
    if labels < 2 || labels * 5 < titles.len() * 2 || labels * 4 > titles.len() * 3 {
        Labels::None
    } else if titles.first() == Some(&true) {
        Labels::Above
    } else {
        Labels::Below
    }
}

fn is_label(text: &str) -> bool {
    let spaced = text.is_ascii() || text.chars().all(|c| c < '\u{2e80}');
    text.len() <= LABEL_BYTES
        && spaced
        && text.split_whitespace().count() <= LABEL_WORDS
        && ages::split(text).1.is_none()
}
