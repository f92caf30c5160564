//! What the story links of an article mean.

use std::io;
use std::sync::Arc;

use super::Position;
use super::catalogue::headline_hash;
use super::keeper::Published;
use super::prints::title;
use super::ties::{Nearness, is_rival};
use crate::article::{Article, ArticleId, Stamp, Text};

/// Articles that a link may mean besides the likeliest one.
const OTHERS: usize = 8;
/// Articles whose headlines are compared with one title, the nearest ones.
const COMPARED: usize = 48;
/// How alike a title and a headline must be that are not the same.
const ALIKE: f64 = 0.7;
/// How much less alike another one may be that is meant as well.
const AS_ALIKE: f64 = 0.1;

/// What the story links of an article mean, by section and item.
pub type Links = Vec<Vec<Option<Link>>>;

/// What a story link means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The likeliest article.
    pub target: Target,
    /// How sure that is.
    pub confidence: Confidence,
    /// Others that it may mean as well, the likeliest first. Copies of the target are not among them.
    pub others: Vec<Target>,
}

/// How a story link's title was found to be an article's headline, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// It is the same, case, punctuation and the name of the site aside.
    Exact,
    /// It was cut off, and what is there is the same.
    Cut,
    /// Most of its words are the same, and its numbers.
    Alike,
}

/// An article that a story link may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Its row.
    pub position: Position,
    /// Its id; the default one while only its head was read.
    pub id: ArticleId,
    /// Its headline.
    pub headline: Text,
    /// Its site.
    pub site: Text,
    /// When it was published.
    pub published: Option<Stamp>,
    /// Days between it and the page with the link, where both are dated.
    pub days: Option<u32>,
}

/// An article that may be meant, and how near it is.
type Candidate = (Nearness, Position);

/// The page whose links are looked at.
pub(super) struct Page<'a> {
    published: &'a Arc<Published>,
    /// Its row, where it is in the library.
    position: Option<Position>,
    day: Option<i32>,
    site: String,
}

impl<'a> Page<'a> {
    /// The page with this article, which stands at a position of the library or outside of it.
    pub(super) fn new(published: &'a Arc<Published>, article: &Article, position: Option<Position>) -> Self {
        let known = position.and_then(|position| published.catalogue.day_and_site(position).ok());
        let (day, site) = known.unwrap_or_else(|| {
            let day = super::catalogue::stamp::day(super::catalogue::stamp::encode(article.published));
            (day, article.site.as_ref().or(article.source.as_ref()).map(Text::to_string).unwrap_or_default())
        });
        Self { published, position, day, site }
    }

    /// What the story links of the article mean, by section and item.
    pub(super) fn links(&self, article: &Article) -> Links {
        let sections = article.sections.iter();
        // What cannot be read leads nowhere.
        let link = |title: &Text| self.link(title).ok().flatten();
        sections.map(|section| section.items.iter().map(|item| link(&item.title)).collect()).collect()
    }

    /// What a title means.
    fn link(&self, title: &str) -> io::Result<Option<Link>> {
        for find in [Self::exact, Self::cut, Self::alike] {
            let found = find(self, title)?;
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }

    fn exact(&self, title: &str) -> io::Result<Option<Link>> {
        let whole = title::folded(title);
        let rest = title::split_name(title).map(|(rest, _)| title::folded(rest));
        let mut found = Vec::new();
        for wanted in std::iter::once(&whole).chain(&rest) {
            if let Some(key) = title::key(wanted) {
                found.extend(self.titled(key)?);
            }
        }
        // The ties do not know of rows that came since.
        let from = self.published.ties.as_ref().map_or(0, super::ties::Ties::rows);
        if from < self.published.catalogue.len()
            && let Some(hash) = headline_hash(title)
        {
            found.extend(self.published.catalogue.with_headline(hash, from)?);
        }
        let same = |one: &str, other: &str| one.chars().filter(|c| *c != ' ').eq(other.chars().filter(|c| *c != ' '));
        let fits = |headline: &str| {
            if headline == title {
                return true;
            }
            let theirs = title::folded(headline);
            let bare = || title::split_name(headline).map(|(rest, _)| title::folded(rest));
            same(&whole, &theirs)
                || rest.as_ref().is_some_and(|rest| same(rest, &theirs))
                || bare().is_some_and(|bare| same(&whole, &bare) || rest.as_ref().is_some_and(|rest| same(rest, &bare)))
        };
        self.nearest(found, Confidence::Exact, &|headline| if fits(headline) { 1.0 } else { 0.0 })
    }

    fn cut(&self, title: &str) -> io::Result<Option<Link>> {
        let Some(start) = title::cut(title).map(title::folded) else { return Ok(None) };
        let Some(key) = title::start_key(&start) else { return Ok(None) };
        let start: String = start.chars().filter(|c| *c != ' ').collect();
        self.nearest(self.titled(key)?, Confidence::Cut, &|headline| {
            let theirs: String = title::folded(headline).chars().filter(|c| *c != ' ').collect();
            if theirs.starts_with(&start) { 1.0 } else { 0.0 }
        })
    }

    fn alike(&self, title: &str) -> io::Result<Option<Link>> {
        let whole = title::folded(title::split_name(title).map_or(title, |(rest, _)| rest));
        let mut keys = Vec::new();
        title::word_keys(&whole, &mut |key| keys.push(key));
        let mut found = Vec::new();
        for key in keys {
            found.extend(self.titled(key)?);
        }
        self.nearest(found, Confidence::Alike, &|headline| {
            let theirs = title::folded(title::split_name(headline).map_or(headline, |(rest, _)| rest));
            title::likeness(&whole, &theirs)
        })
    }

    fn titled(&self, key: u64) -> io::Result<Vec<Position>> {
        self.published.ties.as_ref().map_or(Ok(Vec::new()), |ties| ties.titled(key))
    }

    fn nearness(&self, position: Position) -> io::Result<Nearness> {
        let (day, site) = self.published.catalogue.day_and_site(position)?;
        Ok(Nearness::new((self.day, 0), (day, u32::from(site != self.site))))
    }

    /// The likeliest of these articles, and others that are as likely. `likeness` tells how well a headline fits, from 0 to 1.
    fn nearest(
        &self,
        mut found: Vec<Position>,
        confidence: Confidence,
        likeness: &dyn Fn(&str) -> f64,
    ) -> io::Result<Option<Link>> {
        found.sort_unstable();
        found.dedup();
        let dead = &self.published.catalogue.dead;
        found.retain(|position| Some(*position) != self.position && !dead.get(*position as usize));
        let ranked = found.into_iter().map(|position| Ok((self.nearness(position)?, position)));
        let mut ranked: Vec<Candidate> = ranked.collect::<io::Result<_>>()?;
        ranked.sort_unstable();
        ranked.truncate(COMPARED);
        let mut fitting: Vec<(Candidate, f64, Target)> = Vec::new();
        for candidate in ranked {
            let target = self.target(candidate)?;
            let fit = likeness(&target.headline);
            // Beyond the window, only the same headline is the same story.
            if fit >= ALIKE && (confidence != Confidence::Alike || !candidate.0.is_far) {
                fitting.push((candidate, fit, target));
            }
        }
        // The sort keeps the nearest of those that are as alike first.
        fitting.sort_by(|one, other| other.1.total_cmp(&one.1));
        let mut fitting = fitting.into_iter();
        let Some(((best, _), fit, target)) = fitting.next() else { return Ok(None) };
        let ties = self.published.ties.as_ref();
        let copies = ties.map_or(Ok(Vec::new()), |ties| ties.cluster(target.position))?;
        let as_likely = fitting.filter(|((other, position), other_fit, _)| {
            is_rival(best, *other) && other_fit + AS_ALIKE >= fit && !copies.contains(position)
        });
        let others: Vec<Target> = as_likely.map(|(.., target)| target).take(OTHERS).collect();
        Ok(Some(Link { target, confidence, others }))
    }

    fn target(&self, (nearness, position): Candidate) -> io::Result<Target> {
        let catalogue = &self.published.catalogue;
        let (segment, row) = catalogue.locate(position)?;
        let (_, site) = catalogue.day_and_site(position)?;
        Ok(Target {
            position,
            id: segment.id(row)?,
            headline: segment.headline(row)?,
            site: Text::new(&site),
            published: catalogue.published(position),
            days: Some(nearness.days).filter(|days| *days != u32::MAX),
        })
    }
}
