//! `dateline list`: the articles that a query leaves.

mod line;
mod printer;

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::ValueEnum;

pub(super) use self::line::Listed;
use self::printer::Printer;
use super::opened::{self, Opened, Source, Which};
use super::paint::{Paint, When};
use super::{complain, ended, saving};
use crate::library::query::Query;
use crate::marks::Correction;

/// The order of articles that are printed as they are found.
const FOUND: &str = "found";

/// `dateline list`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  dateline list -q 'is:unread date:2024-01 has:quotes'
  dateline list -f jsonl -q 'site:daypoint' --limit 5
  dateline list -f paths --print0 -q 'words:>800' | xargs -0 wc -w
  dateline list --sort site,-date --count
  dateline list -f jsonl -q 'has:defect' | jq -r '[.path, .defects[].kind] | @tsv'
  dateline list -f markdown -q 'is:starred date:2024-01' > ~/starred.md")]
pub(super) struct List {
    /// The form in which articles are printed
    #[arg(short, long, value_enum, value_name = "FORM", default_value_t = Form::Table)]
    format: Form,
    /// The order: date, unread, words, headline, site, path, links, copies, new, quotes, defects; -KEY: turned round
    ///
    /// date puts the newest first; relevance is of a query. Without it the newest come first, or what the query says with sort:;
    /// but where there is an index, jsonl and paths begin before all files were looked at, and print what was changed in its place
    /// at the end. found prints at once what is found, in no order, also while folders are read for the first time.
    #[arg(long, value_name = "KEY[,KEY]", allow_hyphen_values = true)]
    sort: Option<String>,
    /// Print only how many there are
    #[arg(long)]
    count: bool,
    /// With -f paths: end each path with a NUL, for xargs -0
    #[arg(long)]
    print0: bool,
    #[command(flatten)]
    which: Which,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Form {
    /// Unread (●) and starred (*), date, words, site, headline; cut to the width of a terminal
    Table,
    /// A JSON object an article, a line each; `promoted`, `copies` and `new` are null until `dateline index` has run
    Jsonl,
    /// The path of each file, once
    Paths,
    /// The whole articles, each with its note and where it is from
    Markdown,
}

impl List {
    /// Whether articles come in the order in which they are found.
    fn is_unordered(&self) -> bool {
        self.sort.as_deref() == Some(FOUND)
    }

    /// Whether printing begins before everything is known. To find the first of some, all must be.
    fn is_streamed(&self, query: &Query) -> bool {
        let is_long = matches!(self.format, Form::Jsonl | Form::Paths) && self.which.limit.is_none();
        let is_plain = self.sort.is_none() && query.sort.is_empty() && !query.needs_all_read();
        !self.count && (self.is_unordered() || is_long && is_plain)
    }
}

pub(super) fn run(list: &List, color: When) -> u8 {
    printed(list, Paint::new(color)).unwrap_or_else(|code| code)
}

/// The list as plain text: what the reader is where it cannot be one.
pub(super) fn plain(paths: Vec<PathBuf>, rescan: bool, color: When) -> u8 {
    let which = Which { query: None, limit: None, source: Source { rescan, paths } };
    run(&List { format: Form::Table, sort: None, count: false, print0: false, which }, color)
}

fn printed(list: &List, paint: Paint) -> Result<u8, u8> {
    let sort = list.sort.as_deref().filter(|sort| *sort != FOUND);
    let query = opened::query(list.which.query.as_deref(), sort)?;
    if list.print0 && !matches!(list.format, Form::Paths) {
        complain("--print0 goes with -f paths");
        return Err(super::WRONG_USE);
    }
    let mut out = BufWriter::new(io::stdout().lock());
    if list.is_streamed(&query) {
        let mut opened = Opened::at_once(&list.which.source.paths, list.which.source.rescan)?;
        let written = streamed(&mut out, list, query, &mut opened, paint);
        opened.carry();
        opened.tell();
        return Ok(ended(written, opened.failed));
    }
    let mut opened = Opened::knowing(&list.which.source.paths, list.which.source.rescan, &query)?;
    let marks = opened::marks();
    let mut selection = opened.select_typed(query, list.which.query.as_deref(), marks.clone())?;
    selection.truncate(list.which.most());
    let written = if list.count {
        writeln!(out, "{}", selection.len())
    } else {
        Printer::new(list, marks, paint).print(&mut out, &mut opened, &selection)
    };
    Ok(ended(written.and_then(|()| out.flush()), opened.failed))
}

/// Prints articles as they are found.
fn streamed(out: &mut impl Write, list: &List, query: Query, opened: &mut Opened, paint: Paint) -> io::Result<()> {
    let marks = opened::marks();
    let (mut left, mut any) = (list.which.most(), false);
    let mut stream = opened.script.stream(query, marks.clone(), list.is_unordered());
    let mut printer = Printer::new(list, marks, paint);
    let mut corrected = |corrections: &[Correction]| {
        saving::carry(corrections);
        opened::marks()
    };
    while let Some(mut selection) = opened.script.more(&mut stream, &mut corrected).filter(|_| left > 0) {
        printer.set_marks(stream.marks());
        any |= !selection.is_empty();
        selection.truncate(left);
        left -= selection.len();
        printer.print(out, opened, &selection)?;
        out.flush()?;
    }
    if !any {
        opened::doubt(list.which.query.as_deref());
    }
    Ok(())
}
