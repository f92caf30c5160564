//! A library for scripts: every call waits for its answer.
//!
//! The screen shows what there is and corrects itself; a script reads once, so it waits until the list is complete, and rows of
//! which only the head is known are read as a whole before it sees them. The answers do not depend on how far the index is; but what
//! articles have to do with one another is only known to an index that was built with its full text.

mod stream;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, unbounded};

use super::alike::{self, Telling};
use super::bits::Bits;
use super::facets::{self, Counted, Facet, Tally};
use super::globs::Globs;
use super::keeper::Published;
use super::links::{Links, Page};
use super::parallel::workers;
use super::query::Query;
pub use super::store::Health;
use super::store::Store;
use super::sweep;
use super::{
    Event, Library, Options, Phase, Place, Position, Progress, Row, Standing, Traits, Trouble, View, boilerplate,
    catalogue, fetch, standing,
};
use crate::article::{Article, ArticleId, Text, clean};
use crate::formats::Problem;
use crate::marks::{Correction, Marks};
pub use stream::Stream;

/// Rows that are fetched at once.
const BLOCK: usize = 256;
/// How long the index is given to be written when the script ends early.
const GRACE: Duration = Duration::from_secs(10);
/// How often a wait looks at what else there is to do.
const LOOK: Duration = Duration::from_millis(100);

/// A library that a script reads.
#[derive(Debug)]
pub struct Script {
    library: Library,
    /// What was told; `None` for a view.
    events: Receiver<Option<Event>>,
    /// The newest view: one that was not taken in time is of no use, and would take room.
    view: Arc<Mutex<Option<View>>>,
    token: u64,
    progress: Progress,
    troubles: Vec<Trouble>,
    notices: Vec<Text>,
    corrections: Vec<Correction>,
}

/// The rows that a query leaves, as they were at one moment.
#[derive(Debug)]
pub struct Selection {
    published: Arc<Published>,
    order: Arc<[Position]>,
    /// Where files may have changed since the index was written: the rows that were left out, as theirs did.
    left_out: Option<Arc<Mutex<Vec<Position>>>>,
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

impl Script {
    /// Opens a library.
    #[must_use]
    pub fn open(options: Options) -> Self {
        let (send, events) = unbounded();
        let view = Arc::<Mutex<Option<View>>>::default();
        let newest = Arc::clone(&view);
        let library = Library::open(options, move |event| {
            let event = match event {
                Event::View(view) => {
                    let before = newest.lock().unwrap_or_else(PoisonError::into_inner).replace(view);
                    if before.is_some() {
                        return;
                    }
                    None
                }
                event => Some(event),
            };
            drop(send.send(event));
        });
        let (progress, troubles, notices) = (Progress::default(), Vec::new(), Vec::new());
        Self { library, events, view, token: 0, progress, troubles, notices, corrections: Vec::new() }
    }

    /// Waits until the index is up to date, with its full text where that was asked for. `each` is told now and then how far
    /// that has come, and says whether to go on. Gives whether it is up to date.
    pub fn wait(&mut self, mut each: impl FnMut(&Progress) -> bool) -> bool {
        while !self.is_current() {
            let event = match self.events.recv_timeout(LOOK) {
                Ok(event) => event,
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return false,
            };
            if let Some(event) = event {
                self.take(event);
            }
            if !each(&self.progress) {
                return false;
            }
        }
        true
    }

    fn is_current(&self) -> bool {
        self.progress.done && matches!(self.progress.phase, Phase::Current | Phase::Following)
    }

    fn take(&mut self, event: Event) {
        match event {
            Event::Grown { troubles, progress } => {
                self.troubles.extend(troubles);
                self.progress = progress;
            }
            Event::Troubles(troubles) => self.troubles = troubles,
            Event::Notice(notice) => self.notices.push(notice),
            Event::Corrected(corrections) => self.corrections.extend(corrections),
            _ => {}
        }
    }

    /// The rows that a query leaves. `None` where the library's threads have ended.
    pub fn select(&mut self, query: Query, marks: Marks) -> Option<Selection> {
        self.ask(query, marks);
        loop {
            match self.view() {
                Some(view) if view.searching.is_none() => return Some(self.selection(&view)),
                _ if self.hear() => {}
                _ => return None,
            }
        }
    }

    fn ask(&mut self, query: Query, marks: Marks) {
        self.token += 1;
        self.library.limit(query, None, marks, self.token);
    }

    /// The newest view of what was asked last, if it has not been taken yet.
    fn view(&self) -> Option<View> {
        let view = self.view.lock().unwrap_or_else(PoisonError::into_inner).take();
        view.filter(|view| view.token == self.token)
    }

    fn selection(&self, view: &View) -> Selection {
        Selection { published: self.library.shared.published(), order: Arc::clone(&view.order), left_out: None }
    }

    /// Waits for what the library has to say next; `false` where its threads have ended.
    fn hear(&mut self) -> bool {
        let Ok(event) = self.events.recv() else { return false };
        if let Some(event) = event {
            self.take(event);
        }
        true
    }

    /// What the story links of an article mean that need not be in the library.
    #[must_use]
    pub fn links(&self, article: &Article) -> Links {
        Page::new(&self.library.shared.published(), article, None).links(article)
    }

    /// For each paragraph of an article with this path, in how many articles of its site it stands, where it is boilerplate;
    /// else 0. Empty where the index does not know.
    #[must_use]
    pub fn boilerplate(&self, article: &Article, path: &Path) -> Vec<u32> {
        let folder = catalogue::folder_name(path);
        let site = article.site.as_ref().or(article.source.as_ref()).unwrap_or(&folder);
        boilerplate::of(&self.library.shared.published(), article, site)
    }

    /// The articles whose ids start with these hex digits, as far as they differ in their ids.
    #[must_use]
    pub fn with_id(&self, digits: &str) -> Vec<(ArticleId, Place)> {
        let published = self.library.shared.published();
        let selection = Selection { order: Arc::clone(&published.order), published, left_out: None };
        let mut found: Vec<(ArticleId, Place)> = Vec::new();
        let fits = |id: ArticleId| id != ArticleId::default() && id.to_string().starts_with(digits);
        // What the index knows is looked through first: a whole id that it has needs no article to be read.
        let known = selection.order.iter().filter(|position| selection.id(**position).is_some_and(fits)).copied();
        let known: Vec<Position> = known.collect();
        let open = |position: &&Position| selection.id(**position) == Some(ArticleId::default());
        let skimmed: Vec<Position> = selection.order.iter().filter(open).copied().collect();
        for row in selection.rows_at(&known).chain(selection.rows_at(&skimmed)).filter_map(|(_, row)| row.ok()) {
            if fits(row.id) && !found.iter().any(|(id, _)| *id == row.id) {
                found.push((row.id, row.place));
                if digits.len() == 32 {
                    break;
                }
            }
        }
        found
    }

    /// The words that set an article apart from the others of the library.
    ///
    /// # Errors
    ///
    /// Why they cannot be told, in words for people.
    pub fn alike(&self, article: &Article) -> Result<Vec<Telling>, String> {
        let index = self.library.shared.published().full_text();
        let index = index.ok_or("the full text is not there yet: dateline index builds it")?;
        alike::telling(article, &index).map_err(|failure| failure.to_string())
    }

    /// How far bringing the index up to date has come.
    #[must_use]
    pub fn progress(&self) -> &Progress {
        &self.progress
    }

    /// Files that could not be read.
    #[must_use]
    pub fn troubles(&self) -> &[Trouble] {
        &self.troubles
    }

    /// What people should know, and have not been told yet.
    pub fn notices(&mut self) -> Vec<Text> {
        std::mem::take(&mut self.notices)
    }

    /// Articles that were corrected, and have not been told yet.
    pub fn corrections(&mut self) -> Vec<Correction> {
        std::mem::take(&mut self.corrections)
    }

    /// Ends the work, so that what was done stays in the index.
    pub fn close(self) {
        let Self { library, events, .. } = self;
        drop(library);
        let end = Instant::now() + GRACE;
        // The last thread that ends closes the channel.
        while events.recv_deadline(end).is_ok() {}
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
        super::read(&row.place, None).map_err(|problem| Trouble { path: clean::name(&row.place.path), problem })
    }

    fn rows_at<'a>(&'a self, positions: &'a [Position]) -> impl Iterator<Item = (Position, Result<Row, Trouble>)> + 'a {
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
        let article = super::read(&place, None).map_err(|problem| Trouble { path, problem })?;
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
            let article = super::read(&place, None).map_err(|problem| Trouble { path, problem })?;
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

    fn id(&self, position: Position) -> Option<ArticleId> {
        let (segment, row) = self.published.catalogue.locate(position).ok()?;
        segment.id(row).ok()
    }
}

/// Takes away the index of the library of these paths and globs. It is made again at the next opening.
///
/// # Errors
///
/// When another reader writes it, or it cannot be taken away.
pub fn wipe(paths: &[PathBuf], globs: &[Globs], cache: &Path) -> io::Result<()> {
    let mut store = Store::of(paths, globs, cache);
    if store.lock()? { store.wipe() } else { Err(io::Error::other("another dateline has this library open")) }
}

/// How the index of the library of these paths and globs is; all of it is read. `None` where there is none.
#[must_use]
pub fn health(paths: &[PathBuf], globs: &[Globs], cache: &Path) -> Option<Health> {
    Store::of(paths, globs, cache).health()
}

/// The size of the index of the library of these paths, in bytes.
#[must_use]
pub fn size(paths: &[PathBuf], globs: &[Globs], cache: &Path) -> u64 {
    Store::of(paths, globs, cache).size()
}

fn broken(error: &io::Error) -> Trouble {
    Trouble { path: Text::new("the index"), problem: Problem { place: String::new(), reason: error.to_string() } }
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
