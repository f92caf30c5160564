//! Reading the folders: a walk, and workers that understand what it finds.

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crossbeam_channel::{Receiver, Sender, bounded};
use ignore::{WalkBuilder, WalkState};

use super::engine::Command;
use super::{Place, Row, Trouble};
use crate::article::{self, Article, Text, clean};
use crate::formats::{self, Document, Problem};

/// Threads that read and parse.
const WORKERS: usize = 2;
/// Files that the walk may be ahead of the workers.
const AHEAD: usize = 4096;
/// Words of the body that stand in for a headline.
const HEADLINE_WORDS: usize = 14;

/// What a worker found.
pub(super) enum Found {
    Row(Row),
    Trouble(Trouble),
    /// A file is done.
    File,
}

/// Starts the threads. The last one that ends says so.
pub(super) fn start(paths: Vec<PathBuf>, stdin: Option<Arc<[u8]>>, commands: Sender<Command>, stop: Arc<AtomicBool>) {
    let (files, receive) = bounded::<Arc<Path>>(AHEAD);
    let done = Arc::new(Done(commands.clone()));
    for _ in 0..WORKERS {
        let (receive, commands, stop) = (receive.clone(), commands.clone(), Arc::clone(&stop));
        let done = Arc::clone(&done);
        thread::spawn(move || {
            work(&receive, &commands, &stop);
            drop(done);
        });
    }
    thread::spawn(move || {
        if let Some(bytes) = stdin {
            let path: Arc<Path> = Path::new("-").into();
            understand(&path, &commands, &stop, |each| formats::documents_in(&bytes, each));
        }
        walk(&paths, &files, &commands, &stop);
        drop(done);
    });
}

/// Says that everything is read when the last thread lets go of it.
struct Done(Sender<Command>);

impl Drop for Done {
    fn drop(&mut self) {
        drop(self.0.send(Command::Scanned));
    }
}

fn walk(paths: &[PathBuf], files: &Sender<Arc<Path>>, commands: &Sender<Command>, stop: &Arc<AtomicBool>) {
    let Some((first, rest)) = paths.split_first() else { return };
    let mut builder = WalkBuilder::new(first);
    for path in rest {
        builder.add(path);
    }
    // Articles are data: what a repository ignores may well be an article.
    builder.standard_filters(false).hidden(true).follow_links(true).threads(1);
    builder.build_parallel().run(|| {
        Box::new(|entry| {
            if stop.load(Ordering::Relaxed) {
                return WalkState::Quit;
            }
            match entry {
                Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_dir()) => {}
                // Pictures and the like of saved pages are no problem, unless somebody asks for one of them.
                Ok(entry)
                    if entry.depth() > 0 && !formats::is_named_like_text(&entry.file_name().to_string_lossy()) => {}
                Ok(entry) => {
                    if files.send(entry.into_path().into()).is_err() {
                        return WalkState::Quit;
                    }
                }
                Err(error) => {
                    let path = Text::new("");
                    let problem = Problem { place: String::new(), reason: Text::new(&error.to_string()).to_string() };
                    drop(commands.send(Command::Found(Found::Trouble(Trouble { path, problem }))));
                }
            }
            WalkState::Continue
        })
    });
}

fn work(files: &Receiver<Arc<Path>>, commands: &Sender<Command>, stop: &AtomicBool) {
    while let Ok(path) = files.recv() {
        if stop.load(Ordering::Relaxed) {
            return;
        }
        understand(&path, commands, stop, |each| formats::documents(&path, each));
    }
}

type Each<'a> = &'a mut dyn FnMut(Result<Document, Problem>) -> ControlFlow<()>;

/// Sends a row for each document of a file, and what is wrong with the others.
fn understand(
    path: &Arc<Path>,
    commands: &Sender<Command>,
    stop: &AtomicBool,
    read: impl FnOnce(Each) -> Result<(), Problem>,
) {
    let trouble = |problem| Found::Trouble(Trouble { path: clean::name(path), problem });
    let mut each = |document: Result<Document, Problem>| {
        let found = match document {
            Ok(document) => Found::Row(row(path, &document)),
            Err(problem) => trouble(problem),
        };
        let sent = commands.send(Command::Found(found));
        if sent.is_err() || stop.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    // A parser that panics on one file must not end the reading of the others.
    let problem = match catch_unwind(AssertUnwindSafe(|| read(&mut each))) {
        Ok(Ok(())) => None,
        Ok(Err(problem)) => Some(problem),
        Err(_) => Some(Problem { place: String::new(), reason: "the parser failed on it".to_owned() }),
    };
    if let Some(problem) = problem {
        drop(commands.send(Command::Found(trouble(problem))));
    }
    drop(commands.send(Command::Found(Found::File)));
}

fn row(path: &Arc<Path>, document: &Document) -> Row {
    let article = article::parse(&document.text, &document.fields);
    Row {
        id: article.id,
        place: Place { path: Arc::clone(path), record: document.record.clone() },
        headline: headline(&article),
        source: source(&article, path),
        published: article.published,
        words: u32::try_from(article.words).unwrap_or(u32::MAX),
    }
}

fn headline(article: &Article) -> Text {
    article.headline.clone().unwrap_or_else(|| {
        let body = article.paragraphs.first().map_or("", |paragraph| &paragraph.text);
        let words: Vec<&str> = body.split_whitespace().take(HEADLINE_WORDS).collect();
        Text::new(&words.join(" "))
    })
}

fn source(article: &Article, path: &Path) -> Text {
    let named = article.site.clone().or_else(|| article.source.clone());
    named.unwrap_or_else(|| {
        let folder = path.parent().and_then(Path::file_name);
        folder.map_or_else(Text::default, |folder| clean::name(Path::new(folder)))
    })
}
