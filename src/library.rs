//! The articles under the paths that the reader was opened on.
//!
//! The one interface through which the screen reaches a library: [`Library::open`] starts reading the folders, and
//! everything else comes back as an [`Event`]: rows as they are found, the [`View`] that a [`Limit`] leaves of them, and
//! articles with their story links resolved. Rows are reached by their [`Position`] in the [`Catalogue`].

pub mod analysis;
pub mod bits;
mod catalogue;
mod engine;
pub mod fulltext;
mod links;
pub mod query;
mod scan;
mod search;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crossbeam_channel::{Sender, unbounded};

use crate::article::{self, Article, ArticleId, Stamp, Text};
use crate::formats::{self, Problem, Record};
pub use catalogue::{Catalogue, Chunk, Position};

/// What the list shows of one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The article's key.
    pub id: ArticleId,
    /// Where it was found.
    pub place: Place,
    /// The headline or, where there is none, the first words of the body.
    pub headline: Text,
    /// The site, else the source, else the name of the folder.
    pub source: Text,
    /// When it was published.
    pub published: Option<Stamp>,
    /// Words of the body.
    pub words: u32,
}

/// Where an article was found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file; `-` is standard input.
    pub path: Arc<Path>,
    /// Which of its documents.
    pub record: Record,
}

/// A file, or a record of one, that gives no article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The file.
    pub path: Text,
    /// What is wrong.
    pub problem: Problem,
}

/// A predicate over articles, made from the marks as they were.
pub type Wanted = Arc<dyn Fn(ArticleId) -> bool + Send + Sync>;

/// What the list is limited to.
#[derive(Clone, Default)]
pub struct Limit {
    /// Words as typed: each must occur in the headline, the source or the body, in any case.
    pub words: String,
    /// Only articles that are unread. A row that the view has stays in it until the next limit.
    pub unread: Option<Wanted>,
    /// Only articles that are starred.
    pub starred: Option<Wanted>,
}

/// The rows of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// The token of the limit that it answers.
    pub token: u64,
    /// The rows: newest first, undated ones last, then by place.
    pub order: Arc<[Position]>,
    /// Bodies searched, of how many; `None` once the view is complete.
    pub searching: Option<(u64, u64)>,
}

/// How far reading the folders has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Files read.
    pub files: u64,
    /// Whether all are read.
    pub done: bool,
}

/// What the library has to say.
#[derive(Clone, Debug)]
pub enum Event {
    /// Something was found.
    Grown {
        /// New rows, behind those of the chunks before.
        chunk: Option<Arc<Chunk>>,
        /// Files that could not be read.
        troubles: Vec<Trouble>,
        /// How far it has come.
        progress: Progress,
    },
    /// The rows that the limit in force leaves.
    View(View),
    /// An article that was asked for.
    Loaded {
        /// The token of the request.
        token: u64,
        /// The article's row.
        position: Position,
        /// The article, or why it cannot be read.
        article: Result<Arc<Article>, Problem>,
        /// The rows that its story links mean, by section and item.
        links: Vec<Vec<Option<Position>>>,
    },
}

/// Where the answers go.
type Answer = Arc<dyn Fn(Event) + Send + Sync>;

/// A library that is open. Dropping it ends its threads.
#[derive(Debug)]
pub struct Library {
    commands: Sender<engine::Command>,
    stop: Arc<AtomicBool>,
}

impl Library {
    /// Starts reading files and folders, or the article from standard input.
    pub fn open(paths: Vec<PathBuf>, stdin: Option<Vec<u8>>, send: impl Fn(Event) + Send + Sync + 'static) -> Self {
        let (commands, receive) = unbounded();
        let stop = Arc::new(AtomicBool::new(false));
        let send: Answer = Arc::new(send);
        let stdin: Option<Arc<[u8]>> = stdin.map(Into::into);
        scan::start(paths, stdin.clone(), commands.clone(), Arc::clone(&stop));
        engine::start(receive, stdin, send, Arc::clone(&stop));
        Self { commands, stop }
    }

    /// Limits the view; the answers carry `token`. A limit ends the search of the one before.
    pub fn limit(&self, limit: Limit, token: u64) {
        drop(self.commands.send(engine::Command::Limit(limit, token)));
    }

    /// Reads and understands the article in a row. Of requests that wait, only the last one is answered.
    pub fn load(&self, position: Position, token: u64) {
        drop(self.commands.send(engine::Command::Load(position, token)));
    }
}

impl Drop for Library {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

/// Reads the article at a place.
fn read(place: &Place, stdin: Option<&[u8]>) -> Result<Article, Problem> {
    let document = match stdin.filter(|_| place.path.as_os_str() == "-") {
        Some(bytes) => {
            let mut found = Err(Problem { place: String::new(), reason: "not there any more".to_owned() });
            formats::documents_in(bytes, &mut |document| match document {
                Ok(document) if document.record == place.record => {
                    found = Ok(document);
                    std::ops::ControlFlow::Break(())
                }
                _ => std::ops::ControlFlow::Continue(()),
            })?;
            found?
        }
        None => formats::document(&place.path, &place.record)?,
    };
    let mut article = article::parse(&document.text, &document.fields);
    article.warnings.extend(document.warnings);
    Ok(article)
}
