//! A library for scripts: every call waits for its answer.
//!
//! The screen shows what there is and corrects itself; a script reads once, so it waits until the list is complete, and rows of
//! which only the head is known are read as a whole before it sees them. The answers do not depend on how far the index is; but what
//! articles have to do with one another is only known to an index that was built with its full text.

mod selection;
mod stream;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, unbounded};

use super::alike::{self, Telling};
use super::globs::Globs;
use super::links::{Links, Page};
use super::query::Query;
pub use super::store::Health;
use super::store::Store;
use super::{Event, Library, Options, Phase, Place, Position, Progress, Trouble, View, boilerplate, catalogue};
use crate::article::{Article, ArticleId, Text};
use crate::marks::{Correction, Marks};
pub use selection::{Selection, Standings};
pub use stream::Stream;

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
        boilerplate::of(&self.library.shared.published(), article, &catalogue::site(article, path))
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
