//! The rows that a query leaves, for scripts: fetched as they are taken, each as the whole article has it.

use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::article::{Article, ArticleId, Text, clean};
use crate::formats::Problem;
use crate::library::bits::Bits;
use crate::library::facets::{self, Counted, Facet, Tally};
use crate::library::keeper::Published;
use crate::library::links::{Links, Page};
use crate::library::parallel::workers;
use crate::library::{Library, Place, Position, Row, Standing, Traits, Trouble, fetch, read, standing, sweep};
use crate::marks::Marks;

/// Rows that are fetched at once.
const BLOCK: usize = 256;

/// The rows that a query leaves, as they were at one moment.
#[derive(Debug)]
pub struct Selection {
    pub(super) published: Arc<Published>,
    pub(super) order: Arc<[Position]>,
    /// Where files may have changed since the index was written: the rows that were left out, as theirs did.
    pub(super) left_out: Option<Arc<Mutex<Vec<Position>>>>,
}

/// How the articles of a selection stand to the others.
#[derive(Debug)]
pub struct Standings<'a> {
    selection: &'a Selection,
    read: Bits,
}

impl Standings<'_> {
    /// How the article at a position stands to the others, and the ids of its copies; `None` where the index does not
    /// know it yet.
    #[must_use]
    pub fn get(&self, position: Position) -> Option<(Standing, Vec<ArticleId>)> {
        let published = &self.selection.published;
        let standing = Standing::of(published, position, &self.read)?;
        let cluster = published.ties.as_ref()?.cluster(position).ok()?;
        let others = cluster.into_iter().filter(|other| *other != position);
        Some((standing, others.filter_map(|other| self.selection.id(other)).collect()))
    }
}

impl Library {
    /// The rows at these positions.
    #[must_use]
    pub fn chosen(&self, positions: Vec<Position>) -> Selection {
        Selection { published: self.shared.published(), order: positions.into(), left_out: None }
    }
}

impl Selection {
    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// Leaves the first rows only.
    pub fn truncate(&mut self, len: usize) {
        if let Some(first) = self.order.get(..len) {
            self.order = first.into();
        }
    }

    /// The rows, each as the whole article has it. They are fetched as they are taken, some at a time.
    pub fn rows(&self) -> impl Iterator<Item = Result<Row, Trouble>> {
        self.rows_at(&self.order).map(|(_, row)| row)
    }

    /// The same, each row with its position.
    pub fn placed_rows(&self) -> impl Iterator<Item = (Position, Result<Row, Trouble>)> {
        self.rows_at(&self.order)
    }

    /// Some of the rows, as far as they are there.
    pub fn range(&self, range: std::ops::Range<usize>) -> impl Iterator<Item = Result<Row, Trouble>> {
        let end = range.end.min(self.len());
        self.rows_at(self.order.get(range.start.min(end)..end).unwrap_or_default()).map(|(_, row)| row)
    }

    /// Reads the article of a row.
    ///
    /// # Errors
    ///
    /// When it is not there any more, or cannot be read.
    pub fn article(&self, row: &Row) -> Result<Article, Trouble> {
        read(&row.place, None).map_err(|problem| Trouble { path: clean::name(&row.place.path), problem })
    }

    pub(super) fn rows_at<'a>(
        &'a self,
        positions: &'a [Position],
    ) -> impl Iterator<Item = (Position, Result<Row, Trouble>)> + 'a {
        let row = |position| {
            let row = self.published.catalogue.row(position).map_err(|error| broken(&error))?;
            if row.traits.is_understood() {
                return Ok(row);
            }
            let path = clean::name(&row.place.path);
            fetch::understood(&row, None).map_err(|problem| Trouble { path, problem })
        };
        let placed = move |position| self.is_there(position).then(|| (position, row(position)));
        positions.chunks(BLOCK).flat_map(move |block| parallel(block, &placed)).flatten()
    }

    /// Whether the file of a row is as the row says, where that is in doubt.
    fn is_there(&self, position: Position) -> bool {
        let Some(left_out) = &self.left_out else { return true };
        let is_same = |(path, file): (PathBuf, _)| sweep::is_same(&path, &file);
        // What the index cannot tell is told by who asks for the row.
        let there = position >= self.published.opened || self.published.catalogue.file(position).map_or(true, is_same);
        if !there {
            left_out.lock().unwrap_or_else(PoisonError::into_inner).push(position);
        }
        there
    }

    /// Where the articles are.
    pub fn places(&self) -> impl Iterator<Item = Result<Place, Trouble>> {
        let there = self.order.iter().copied().filter(|position| self.is_there(*position));
        there.map(|position| self.published.catalogue.place(position).map_err(|error| broken(&error)))
    }

    /// The articles, read as they are taken.
    pub fn articles(&self) -> impl Iterator<Item = Result<(Place, Article), Trouble>> {
        let article = |position| self.is_there(position).then(|| self.whole(position));
        self.order.chunks(BLOCK).flat_map(move |block| parallel(block, &article)).flatten()
    }

    fn whole(&self, position: Position) -> Result<(Place, Article), Trouble> {
        let place = self.published.catalogue.place(position).map_err(|error| broken(&error))?;
        let path = clean::name(&place.path);
        let article = read(&place, None).map_err(|problem| Trouble { path, problem })?;
        Ok((place, article))
    }

    /// How each article stands to the others, and the ids of its copies, when those that these marks say are read.
    ///
    /// # Errors
    ///
    /// When the index cannot be read.
    pub fn standings(&self, marks: &Marks) -> io::Result<Standings<'_>> {
        let read = standing::read(&self.published, marks)?;
        Ok(Standings { selection: self, read })
    }

    /// The articles with the text of one of these that are not among them.
    ///
    /// # Errors
    ///
    /// When the index cannot be read.
    pub fn copies(&self) -> io::Result<Self> {
        let copies = standing::copies(&self.published, &self.order)?;
        Ok(Self { published: Arc::clone(&self.published), order: copies.into(), left_out: None })
    }

    /// What the story links of each article mean, read as they are taken, with the articles.
    pub fn linking(&self) -> impl Iterator<Item = Result<(Place, Article, Links), Trouble>> {
        let links = |position| {
            let place = self.published.catalogue.place(position).map_err(|error| broken(&error))?;
            let path = clean::name(&place.path);
            let article = read(&place, None).map_err(|problem| Trouble { path, problem })?;
            let links = Page::new(&self.published, &article, Some(position)).links(&article);
            Ok((place, article, links))
        };
        let has_links = |position: &&Position| self.may_have(**position, Traits::SECTIONS);
        self.order.chunks(BLOCK).flat_map(move |block| {
            let linking: Vec<Position> = block.iter().filter(has_links).copied().collect();
            parallel(&linking, &links)
        })
    }

    /// The articles that have quotes, read as they are taken. Others may be among them.
    pub fn quoting(&self) -> impl Iterator<Item = Result<(Position, Place, Article), Trouble>> {
        let article = |position| self.whole(position).map(|(place, article)| (position, place, article));
        self.order.chunks(BLOCK).flat_map(move |block| {
            let quoting: Vec<Position> =
                block.iter().copied().filter(|at| self.may_have(*at, Traits::QUOTES)).collect();
            parallel(&quoting, &article)
        })
    }

    /// How many of the articles have what. Those that the index does not know as a whole are read; what cannot be is told.
    ///
    /// # Errors
    ///
    /// When the index cannot be read.
    pub fn count(&self, facet: Facet, told: &mut dyn FnMut(Trouble)) -> io::Result<Counted> {
        let traits = self.published.catalogue.traits()?;
        let index = if facet == Facet::Speaker { self.published.full_text() } else { None };
        let is_known = |position: &Position| match (facet, &index) {
            (Facet::Speaker, Some(_)) => *position < self.published.indexed,
            (Facet::Speaker, None) => false,
            // As `date:` has it, the day of the head is the day.
            (Facet::Year | Facet::Month | Facet::Day, _) => true,
            _ => traits.get(*position as usize).is_some_and(|traits| traits.is_understood()),
        };
        let (known, open): (Vec<Position>, Vec<Position>) = self.order.iter().copied().partition(is_known);
        let mut tally = Tally::new(facet);
        facets::count(&self.published.catalogue, index.as_ref(), &known, &mut tally, &|| false)?;
        let open = Self { published: Arc::clone(&self.published), order: open.into(), left_out: self.left_out.clone() };
        if facet == Facet::Speaker {
            open.articles().for_each(|read| match read {
                Ok((_, article)) => tally.speakers(&article),
                Err(trouble) => told(trouble),
            });
        } else {
            open.rows().for_each(|read| match read {
                Ok(row) => tally.row(&row),
                Err(trouble) => told(trouble),
            });
        }
        Ok(tally.finish())
    }

    fn may_have(&self, position: Position, bits: u16) -> bool {
        let located = self.published.catalogue.locate(position);
        let traits = located.and_then(|(segment, row)| segment.traits(row)).unwrap_or_default();
        !traits.is_understood() || traits.has(bits)
    }

    pub(super) fn id(&self, position: Position) -> Option<ArticleId> {
        let (segment, row) = self.published.catalogue.locate(position).ok()?;
        segment.id(row).ok()
    }
}

fn broken(error: &io::Error) -> Trouble {
    let reason = format!("{error}; dateline index --rebuild builds it anew");
    Trouble { path: Text::new("the index"), problem: Problem { place: String::new(), reason } }
}

/// Does the same for each position, on several threads.
fn parallel<T: Send>(positions: &[Position], work: &(impl Fn(Position) -> T + Sync)) -> Vec<T> {
    let each = positions.len().div_ceil(workers()).max(1);
    let mut done = Vec::with_capacity(positions.len());
    thread::scope(|scope| {
        let parts: Vec<_> = positions
            .chunks(each)
            .map(|part| scope.spawn(move || part.iter().map(|position| work(*position)).collect::<Vec<T>>()))
            .collect();
        for part in parts {
            done.extend(part.join().unwrap_or_default());
        }
    });
    done
}
