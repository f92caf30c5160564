//! The library that a command reads.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use super::chosen::{self, Chosen};
use super::progress::Meter;
use super::{WRONG_USE, complain, saving};
use crate::config::{self, Settings};
use crate::library::query::{Query, QueryError, strange_field};
use crate::library::script::{Script, Selection};
use crate::library::{Options, Trouble};
use crate::marks::{self, Marks};

/// Which articles a command is about.
#[derive(Debug, clap::Args)]
pub(super) struct Which {
    /// Only articles that this query holds for
    ///
    /// The language: words, "words in a row", field:value, OR, -, (). dateline man has all of it.
    #[arg(short, long, value_name = "QUERY", allow_hyphen_values = true)]
    pub(super) query: Option<String>,
    /// At most so many
    #[arg(long, value_name = "N")]
    pub(super) limit: Option<usize>,
    #[command(flatten)]
    pub(super) source: Source,
}

impl Which {
    /// How many are printed at most.
    pub(super) fn most(&self) -> usize {
        self.limit.unwrap_or(usize::MAX)
    }
}

/// Where a command finds articles.
#[derive(Debug, clap::Args)]
pub(super) struct Source {
    /// Compare contents, not only times and sizes
    ///
    /// A file that was changed without another time and size is noticed then.
    #[arg(long)]
    pub(super) rescan: bool,
    /// Files, folders, or @NAME of the configuration
    ///
    /// Without a path it is the library that the configuration names, else the current folder.
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
}

/// An open library that has all its articles, and what went wrong so far.
pub(super) struct Opened {
    pub(super) script: Script,
    pub(super) settings: Settings,
    /// No path was given: the paths of files are shown without the `./` of the current folder.
    bare: bool,
    pub(super) failed: bool,
}

impl Opened {
    /// Opens the library and waits for it; what cannot be read is told.
    ///
    /// # Errors
    ///
    /// With the exit code, when there is nothing to open.
    pub(super) fn open(paths: &[PathBuf], rescan: bool) -> Result<Self, u8> {
        let mut opened = Self::quietly(paths, rescan)?;
        opened.tell();
        Ok(opened)
    }

    /// Opens it, and where the query asks what only an index knows that has read all, has all read first.
    ///
    /// # Errors
    ///
    /// With the exit code, when there is nothing to open.
    pub(super) fn knowing(paths: &[PathBuf], rescan: bool, query: &Query) -> Result<Self, u8> {
        let mut opened = Self::waiting(paths, rescan, query.needs_all_read())?;
        opened.tell();
        Ok(opened)
    }

    /// Opens it with an index that knows what articles have to do with one another.
    ///
    /// # Errors
    ///
    /// With the exit code, when there is nothing to open.
    pub(super) fn tied(paths: &[PathBuf], rescan: bool) -> Result<Self, u8> {
        let mut opened = Self::waiting(paths, rescan, true)?;
        opened.tell();
        Ok(opened)
    }

    /// Opens it for a command that is about one article only.
    ///
    /// # Errors
    ///
    /// With the exit code, when there is nothing to open.
    pub(super) fn quietly(paths: &[PathBuf], rescan: bool) -> Result<Self, u8> {
        Self::waiting(paths, rescan, false)
    }

    fn waiting(paths: &[PathBuf], rescan: bool, full_text: bool) -> Result<Self, u8> {
        let mut opened = Self::begun(paths, rescan, full_text)?;
        let mut meter = Meter::for_waiting();
        opened.script.wait(|progress| {
            meter.show(progress);
            true
        });
        meter.clear();
        opened.carry();
        Ok(opened)
    }

    /// Opens it without waiting for it.
    ///
    /// # Errors
    ///
    /// With the exit code, when there is nothing to open.
    pub(super) fn at_once(paths: &[PathBuf], rescan: bool) -> Result<Self, u8> {
        Self::begun(paths, rescan, false)
    }

    fn begun(paths: &[PathBuf], rescan: bool, full_text: bool) -> Result<Self, u8> {
        let Chosen { paths, globs, bare, settings } = Chosen::new(paths, chosen::settings())?;
        let options = Options { paths, globs, cache: config::cache(), rescan, full_text, ..Options::default() };
        let script = Script::open(options);
        Ok(Self { script, settings, bare, failed: false })
    }

    /// Lets articles that were corrected keep their marks.
    pub(super) fn carry(&mut self) {
        saving::carry(&self.script.corrections());
    }

    /// The articles that a query leaves.
    pub(super) fn select(&mut self, query: Query, marks: Marks) -> Result<Selection, u8> {
        let selection = self.script.select(query, marks);
        for notice in self.script.notices() {
            complain(&notice);
        }
        selection.ok_or(1)
    }

    /// The articles that a query leaves, as [`select`](Self::select) gives them. Where there are none, what in its text may be
    /// meant for a field is told.
    pub(super) fn select_typed(&mut self, query: Query, text: Option<&str>, marks: Marks) -> Result<Selection, u8> {
        let selection = self.select(query, marks)?;
        if selection.is_empty() {
            doubt(text);
        }
        Ok(selection)
    }

    /// Says what the library has to say.
    pub(super) fn tell(&mut self) {
        for notice in self.script.notices() {
            complain(&notice);
        }
        self.failed = !self.script.troubles().is_empty();
        for trouble in self.script.troubles() {
            complain(&trouble.problem.of(&trouble.path));
        }
    }

    /// What could be read; what could not is told.
    pub(super) fn told<T>(&mut self, read: Result<T, Trouble>) -> Option<T> {
        read.map_err(|trouble| {
            self.failed = true;
            complain(&trouble.problem.of(&trouble.path));
        })
        .ok()
    }

    /// The path of a file as it is printed.
    pub(super) fn path<'p>(&self, path: &'p Path) -> &'p Path {
        shortened(path, self.bare)
    }
}

/// Where nothing is found: says what in the text of the query may be meant for a field.
pub(super) fn doubt(text: Option<&str>) {
    if let Some(name) = text.and_then(strange_field) {
        complain(&format!("nothing is found; there is no field \"{name}\", so it was looked for as a word"));
    }
}

/// The path of a file as it is printed: without the `./` of the current folder where nothing else was chosen.
pub(super) fn shortened(path: &Path, bare: bool) -> &Path {
    let short = path.strip_prefix(".").ok().filter(|_| bare);
    // A name that looks like an option keeps its folder.
    short.filter(|short| !short.as_os_str().as_encoded_bytes().starts_with(b"-")).unwrap_or(path)
}

/// Understands the query of a command, with the order that `--sort` gives.
///
/// # Errors
///
/// With the exit code, when it is none.
pub(super) fn query(query: Option<&str>, sort: Option<&str>) -> Result<Query, u8> {
    let today = jiff::ZonedDateTime::now().date();
    let wrong = |name: &str, error: &QueryError| {
        complain(&format!("{name}: {error}"));
        WRONG_USE
    };
    let mut parsed = Query::parse(query.unwrap_or_default(), today).map_err(|error| wrong("the query", &error))?;
    if let Some(keys) = sort {
        const FIELD: &str = "sort:";
        let order = Query::parse(&format!("{FIELD}{keys}"), today).map_err(|mut error| {
            error.column = error.column.saturating_sub(FIELD.len()).max(1);
            error.suggestion = error.suggestion.map(|keys| keys.trim_start_matches(FIELD).to_owned());
            wrong("--sort", &error)
        })?;
        parsed.sort = order.sort;
    }
    Ok(parsed)
}

/// The marks; none where there is no config directory.
pub(super) fn marks() -> Marks {
    let Some(dir) = config::dir() else { return Marks::default() };
    let loaded = marks::load(&dir.join("marks"), config::cache().as_deref());
    loaded.problems.iter().for_each(|problem| complain(problem));
    loaded.marks.clone()
}

/// A width that is given, of so many columns at least: in fewer, nothing can be read.
///
/// # Errors
///
/// With what is wrong with it.
pub(super) fn width<const LEAST: usize>(text: &str) -> Result<usize, String> {
    let width = text.parse().map_err(|_| "a number of columns is wanted".to_owned())?;
    if width < LEAST { Err(format!("{LEAST} columns is the least")) } else { Ok(width) }
}

/// The columns of standard output, where it is a terminal that knows them.
pub(super) fn columns() -> Option<usize> {
    let (columns, _) = crossterm::terminal::size().ok().filter(|_| io::stdout().is_terminal())?;
    Some(usize::from(columns)).filter(|columns| *columns > 0)
}
