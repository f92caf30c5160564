//! What the threads of a library share: the catalogue as it is, and what one tells the others.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::super::Position;
use super::super::catalogue::Catalogue;
use super::super::fulltext;
use super::super::prints::Prints;
use super::super::ties::Ties;

/// How often a pause looks whether it is over.
pub(super) const PAUSED: Duration = Duration::from_millis(100);

/// The catalogue as it is, for whoever looks at it.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Published {
    pub(in super::super) catalogue: Catalogue,
    /// The living rows, newest first.
    pub(in super::super) order: Arc<[Position]>,
    /// An opening has only begun: these are the rows of the first screens.
    pub(in super::super) is_part: bool,
    /// Rows below this one are in the full text.
    pub(in super::super) indexed: Position,
    /// Rows below this one were in the index at the opening.
    pub(in super::super) opened: Position,
    /// The directory of the full text, once there is one.
    pub(in super::super) text: Option<Arc<PathBuf>>,
    pub(in super::super) prints: Prints,
    /// What is known of links, copies and paragraphs, once something is.
    pub(in super::super) ties: Option<Ties>,
}

impl Published {
    /// The full text, where there is one that can be read.
    pub(in super::super) fn full_text(&self) -> Option<fulltext::Index> {
        let folder = self.text.as_ref().filter(|_| self.indexed > 0)?;
        fulltext::Index::open(folder).ok()
    }
}

/// What the threads of a library share.
#[derive(Debug, Default)]
pub(in super::super) struct Shared {
    published: Mutex<Arc<Published>>,
    /// The library is being closed.
    pub(in super::super) stop: Arc<AtomicBool>,
    /// The full text is not to be worked on for now.
    pub(in super::super) paused: AtomicBool,
    /// A search or a step found the full text damaged.
    pub(in super::super) damaged: AtomicBool,
}

impl Shared {
    /// How things stand.
    pub(in super::super) fn published(&self) -> Arc<Published> {
        Arc::clone(&self.published.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) fn publish(&self, published: Published) {
        *self.published.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(published);
    }

    pub(in super::super) fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// Waits until work on the full text may go on.
    pub(super) fn wait_while_paused(&self) {
        while self.paused.load(Ordering::Relaxed) && !self.is_stopped() {
            thread::sleep(PAUSED);
        }
    }
}
