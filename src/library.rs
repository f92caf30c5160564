//! The articles under the paths that the reader was opened on.
//!
//! The one interface through which the screen and the command line reach a library. [`Library::open`] opens the index and brings
//! it up to date; [`limit`](Library::limit) asks for the rows that a [`Query`] leaves; rows are
//! [fetched](Library::rows) by their [`Position`] when they are to be shown, and articles when they are [read](Library::load). All
//! answers are [`Event`]s. Nothing here waits, but for [`script`].
//!
//! # The threads
//!
//! - `keeper` owns the index: it has folders walked and files read (`scan`), compares them with what it knows (`sweep`), is told
//!   of changes (`watch`), and publishes a catalogue whenever that has changed.
//! - `text` reads the articles as a whole, behind everything else, and builds the full text, and the `prints` of which the `ties`
//!   between articles are worked out: what story links mean, copies, paragraphs that stand in several; with them the order of all
//!   `headlines`.
//! - `views` answers the limit in force for each catalogue that is published.
//! - `rows` and `articles` fetch; `looks` reads the articles of rows that do not tell all yet.
//!
//! Everything on the disk (`store`) is in the cache directory and can be made again.

mod ahead;
pub mod alike;
pub mod analysis;
pub mod asks;
pub mod bits;
mod boilerplate;
mod catalogue;
mod eval;
mod event;
pub mod facets;
mod fetch;
pub mod fulltext;
pub mod globs;
mod grown;
mod headlines;
mod keeper;
pub mod kwic;
mod links;
mod parallel;
mod prints;
pub mod query;
mod scan;
pub mod script;
mod spot;
mod standing;
mod statistics;
mod store;
mod sweep;
#[cfg(test)]
mod tests;
mod ties;
pub mod timeline;
mod views;
pub mod voices;
mod walk;
mod watch;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crossbeam_channel::{Sender, bounded, unbounded};

use crate::article::{self, Article};
use crate::formats::{self, Document, Problem};
use crate::limits;
use crate::marks::Marks;
use asks::{Ask, Asks};
use bits::Bits;
pub(crate) use catalogue::unreadable;
pub use catalogue::{Details, Place, Position, Row, Traits};
pub use event::{Event, GroupBy, GroupStart, Phase, Progress, Rewritten, Trouble, View};
use fetch::{Fetch, Fetcher};
use globs::Globs;
use keeper::Shared;
pub use links::{Confidence, Link, Links, Target};
use query::{Matcher, Query};
pub use spot::Spot;
pub use standing::Standing;
pub use statistics::{Statistics, Tally};

/// Where the answers go.
type Answer = Arc<dyn Fn(Event) + Send + Sync>;

/// What a library is opened on, and how.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The files and folders.
    pub paths: Vec<PathBuf>,
    /// Which files below each of the paths belong to the library, in their order; none: all.
    pub globs: Vec<Globs>,
    /// An article from standard input, instead.
    pub stdin: Option<Vec<u8>>,
    /// The cache directory; without one the index is kept in memory.
    pub cache: Option<PathBuf>,
    /// Whether the contents of files are compared, not only their times and sizes.
    pub rescan: bool,
    /// Whether changes are followed as long as the library is open.
    pub watch: bool,
    /// Whether the full text is built.
    pub full_text: bool,
}

/// A library that is open. Dropping it ends its threads.
#[derive(Debug)]
pub struct Library {
    limits: Sender<views::Limit>,
    newest: Arc<AtomicU64>,
    finds: Sender<views::Limit>,
    newest_find: Arc<AtomicU64>,
    fetcher: Fetcher,
    rows: Sender<Fetch>,
    articles: Sender<fetch::Wanted>,
    asks: Asks,
    shared: Arc<Shared>,
    /// The thread that makes views must not take the end of the keeper for its own.
    _changed: Sender<()>,
}

impl Library {
    /// Opens a library. `send` is called on its threads.
    pub fn open(options: Options, send: impl Fn(Event) + Send + Sync + 'static) -> Self {
        limits::fail_beyond_file_size();
        let send: Answer = Arc::new(send);
        let shared = Arc::new(Shared::default());
        let stdin: Option<Arc<[u8]>> = options.stdin.map(Into::into);
        let roots = if stdin.is_some() { vec![PathBuf::from("-")] } else { options.paths };
        let ((limits, asked), (changed, change)) = (unbounded(), bounded(1));
        let ((rows, wanted), (articles, requested)) = (unbounded(), unbounded());
        let newest = Arc::new(AtomicU64::new(0));
        views::start(asked, change, Arc::clone(&newest), Arc::clone(&shared), stdin.clone(), Arc::clone(&send));
        let ((finds, sought), newest_find) = (unbounded(), Arc::<AtomicU64>::default());
        // What is found once need not follow the catalogue.
        let never = crossbeam_channel::never();
        views::start(sought, never, Arc::clone(&newest_find), Arc::clone(&shared), stdin.clone(), Arc::clone(&send));
        let fetcher = Fetcher { shared: Arc::clone(&shared), stdin: stdin.clone(), send: Arc::clone(&send) };
        fetcher.clone().rows(wanted);
        fetcher.clone().articles(requested);
        let asks = Asks::start(fetcher.clone());
        let start = keeper::Start {
            roots,
            globs: options.globs.into(),
            watch: options.watch && stdin.is_none(),
            stdin,
            cache: options.cache,
            rescan: options.rescan,
            full_text: options.full_text,
        };
        keeper::start(start, Arc::clone(&shared), send, changed.clone());
        Self { limits, newest, finds, newest_find, fetcher, rows, articles, asks, shared, _changed: changed }
    }

    /// Limits the view; the answers carry `token`, which must be greater than those before. A limit ends the search of the one
    /// before. Marks count as they are now: a row that the view has stays in it, whatever is done to it, until the next limit.
    pub fn limit(&self, query: Query, group: Option<GroupBy>, marks: Marks, token: u64) {
        self.newest.store(token, Ordering::Relaxed);
        drop(self.limits.send(views::Limit { query, group, marks, token }));
    }

    /// Finds the rows that a query leaves, beside the limit in force. The answer is a [`View`] that carries `token`; it is not made
    /// anew when the library changes, and the next search ends this one.
    pub fn find(&self, query: Query, marks: Marks, token: u64) {
        self.newest_find.store(token, Ordering::Relaxed);
        drop(self.finds.send(views::Limit { query, group: None, marks, token }));
    }

    /// Reads the articles in `positions` one after another on a thread of their own, and hands each to `each` with its row, until
    /// that says no. Then `done` is called with the number of those that could not be read.
    pub fn gather(
        &self,
        positions: Vec<Position>,
        mut each: impl FnMut(&Row, &Article) -> bool + Send + 'static,
        done: impl FnOnce(usize) + Send + 'static,
    ) {
        let fetcher = self.fetcher.clone();
        drop(std::thread::Builder::new().name("gather".to_owned()).spawn(move || {
            let mut unreadable = 0;
            for position in positions {
                match fetcher.whole(position) {
                    Some((row, article)) if !each(&row, &article) => break,
                    Some(_) => {}
                    None => unreadable += 1,
                }
            }
            done(unreadable);
        }));
    }

    /// Fetches rows; with a matcher also where they have its hits, in so many columns. What is known of them is what stood in
    /// articles that the marks say are read.
    pub fn rows(&self, positions: Vec<Position>, context: Option<(Arc<Matcher>, usize)>, marks: Marks) {
        drop(self.rows.send(Fetch::Rows(positions, context, marks)));
    }

    /// Fetches the articles with the text of the one in a row.
    pub fn copies(&self, position: Position, token: u64) {
        drop(self.rows.send(Fetch::Copies(position, token)));
    }

    /// Fetches the ids of rows, and of their copies.
    pub fn ids(&self, positions: Vec<Position>, token: u64) {
        drop(self.rows.send(Fetch::Ids(positions, token)));
    }

    /// Fetches what completes a query: the names of the sites, and the tags of these marks.
    pub fn values(&self, marks: Marks) {
        drop(self.rows.send(Fetch::Values(marks)));
    }

    /// Finds where articles stand.
    pub fn locate(&self, spots: Vec<Spot>, token: u64) {
        drop(self.rows.send(Fetch::Locate(spots, token)));
    }

    /// Counts what rows hold, by these marks.
    pub fn statistics(&self, rows: Arc<[Position]>, marks: Marks, token: u64) {
        drop(self.rows.send(Fetch::Statistics(rows, marks, token)));
    }

    /// Counts of which days the rows of a view are.
    pub fn timeline(&self, rows: Arc<[Position]>, token: u64) {
        drop(self.rows.send(Fetch::Timeline(rows, token)));
    }

    /// Looks for the first unread row of a view behind row `from`, or else before it.
    pub fn unread(&self, order: Arc<[Position]>, from: usize, marks: Marks, token: u64) {
        drop(self.rows.send(Fetch::Unread { order, from, marks, token }));
    }

    /// Asks something beside the list. The answers carry `token`, which must be greater than those before; a question ends the one
    /// before.
    pub fn ask(&self, ask: Ask, token: u64) {
        self.asks.ask(ask, token);
    }

    /// Reads and understands the article in a row. Of requests that wait, only the last one is answered.
    pub fn load(&self, position: Position, marks: Marks, token: u64) {
        // Where the thread is gone, the library is being closed.
        let _ = self.articles.send(fetch::Wanted { position, marks, token });
    }

    /// Has the building of the full text pause, or go on.
    pub fn pause(&self, paused: bool) {
        self.shared.paused.store(paused, Ordering::Relaxed);
    }
}

impl Drop for Library {
    fn drop(&mut self) {
        self.shared.stop.store(true, Ordering::Relaxed);
    }
}

/// The document at a place.
fn document(place: &Place, stdin: Option<&Arc<[u8]>>) -> Result<Document, Problem> {
    match stdin.filter(|_| place.path.as_os_str() == "-") {
        Some(bytes) => formats::document_in(bytes, &place.record),
        None => formats::document(&place.path, &place.record),
    }
}

/// The article of a document, with the warnings of both.
fn parse(document: &Document) -> Article {
    let mut article = article::parse(&document.text, &document.fields);
    article.warnings.extend(document.warnings.iter().cloned());
    article
}

/// Reads the article at a place.
fn read(place: &Place, stdin: Option<&Arc<[u8]>>) -> Result<Article, Problem> {
    formats::guarded(|| document(place, stdin).map(|document| parse(&document)))
}
