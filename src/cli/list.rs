//! `dateline list`: the articles that a query leaves.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;

use anstyle::Style;
use clap::ValueEnum;
use rustc_hash::{FxBuildHasher, FxHashSet};
use serde::Serialize;

use super::opened::{self, Opened, Which};
use super::paint::{Paint, When, painted};
use super::{complain, ended, record_of};
use crate::article::{self, ArticleId, Dateline, Stamp, Text, clean};
use crate::formats::Record;
use crate::layout::{fit, width};
use crate::library::Row;
use crate::library::script::Selection;
use crate::marks::Marks;

/// Columns for the name of the site.
const SITE: usize = 16;

/// `dateline list`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  dateline list -q 'is:unread date:2024-01 has:quotes'
  dateline list -f jsonl -q 'site:daypoint' --limit 5
  dateline list -f paths --print0 -q 'words:>800' | xargs -0 wc -w
  dateline list --sort site,-date --count
  dateline list -f markdown -q 'is:starred date:2024-01' > ~/starred.md")]
pub(super) struct List {
    /// The form in which articles are printed
    #[arg(short, long, value_enum, value_name = "FORM", default_value_t = Form::Table)]
    format: Form,
    /// The order: date, unread, words, headline, site, path; -KEY: turned round
    ///
    /// date puts the newest first; relevance is of a query. Without it the newest come first, or what the query says with sort:.
    #[arg(long, value_name = "KEY[,KEY]", allow_hyphen_values = true)]
    sort: Option<String>,
    /// At most so many articles
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
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
    /// A JSON object an article, a line each
    Jsonl,
    /// The path of each file, once
    Paths,
    /// The whole articles, each with its note and where it is from
    Markdown,
}

pub(super) fn run(list: &List, color: When) -> u8 {
    printed(list, Paint::new(color)).unwrap_or_else(|code| code)
}

/// The list as plain text: what the reader is where it cannot be one.
pub(super) fn plain(paths: Vec<PathBuf>, rescan: bool, color: When) -> u8 {
    let which = Which { query: None, rescan, paths };
    run(&List { format: Form::Table, sort: None, limit: None, count: false, print0: false, which }, color)
}

fn printed(list: &List, paint: Paint) -> Result<u8, u8> {
    let query = opened::query(list.which.query.as_deref(), list.sort.as_deref())?;
    if list.print0 && !matches!(list.format, Form::Paths) {
        complain("--print0 goes with -f paths");
        return Err(super::WRONG_USE);
    }
    let mut opened = Opened::open(&list.which.paths, list.which.rescan)?;
    let marks = opened::marks();
    let mut selection = opened.select(query, marks.clone())?;
    selection.truncate(list.limit.unwrap_or(usize::MAX));
    let mut out = BufWriter::new(io::stdout().lock());
    let written = match list.format {
        _ if list.count => writeln!(out, "{}", selection.len()),
        Form::Table => table(&mut out, &mut opened, &selection, &marks, paint),
        Form::Jsonl => jsonl(&mut out, &mut opened, &selection, &marks),
        Form::Paths => paths(&mut out, &mut opened, &selection, list.print0),
        Form::Markdown => markdown(&mut out, &mut opened, &selection, &marks),
    };
    Ok(ended(written.and_then(|()| out.flush()), opened.failed))
}

fn table(
    out: &mut impl Write,
    opened: &mut Opened,
    selection: &Selection,
    marks: &Marks,
    paint: Paint,
) -> io::Result<()> {
    let columns = opened::columns();
    let room = if columns.is_some_and(|columns| columns < 60) { 0 } else { SITE };
    let unread_sign = if opened.settings.ascii { 'N' } else { '\u{25cf}' };
    for row in selection.rows() {
        let Some(row) = opened.told(row) else { continue };
        let mark = marks.get(row.id);
        let (unread, headline) = if mark.read { (' ', Style::new()) } else { (unread_sign, paint.strong) };
        let star = if mark.starred { '*' } else { ' ' };
        let date = row.published.map_or_else(String::new, |stamp| stamp.date.to_string());
        let site = fit(&row.site, room);
        let gap = " ".repeat(room.saturating_sub(width(&site)));
        let about = format!("{date:10} {:>6}w  {site}{gap}", row.words);
        // What stands before the headline is never cut: terminals that narrow wrap it.
        let left = columns.map(|columns| columns.saturating_sub(width(&about) + 5));
        let title =
            left.map_or_else(|| row.details.headline.to_string(), |left| fit(&row.details.headline, left).into_owned());
        let marks = painted(paint.mark, format!("{unread}{star}"));
        writeln!(out, "{marks} {}  {}", painted(paint.faint, about), painted(headline, title))?;
    }
    Ok(())
}

/// A file is printed once, as grep does: with the first of its articles.
fn paths(out: &mut impl Write, opened: &mut Opened, selection: &Selection, print0: bool) -> io::Result<()> {
    // Only files of many records can come again, so that others need not be remembered.
    let mut seen = FxHashSet::with_hasher(FxBuildHasher);
    let is_shown = io::stdout().is_terminal() && !print0;
    for place in selection.places() {
        let Some(place) = opened.told(place) else { continue };
        if place.record != Record::Whole && !seen.insert(place.path.clone()) {
            continue;
        }
        let path = opened.path(&place.path);
        if is_shown {
            out.write_all(clean::name(path).as_bytes())?;
        } else {
            out.write_all(path.as_os_str().as_bytes())?;
        }
        out.write_all(if print0 { b"\0" } else { b"\n" })?;
    }
    Ok(())
}

fn markdown(out: &mut impl Write, opened: &mut Opened, selection: &Selection, marks: &Marks) -> io::Result<()> {
    for article in selection.articles() {
        let Some((_, article)) = opened.told(article) else { continue };
        out.write_all(article::markdown_with_note(&article, marks.get(article.id).note.as_deref()).as_bytes())?;
    }
    Ok(())
}

fn jsonl(out: &mut impl Write, opened: &mut Opened, selection: &Selection, marks: &Marks) -> io::Result<()> {
    for row in selection.rows() {
        let Some(row) = opened.told(row) else { continue };
        let path = clean::name(opened.path(&row.place.path));
        serde_json::to_writer(&mut *out, &Listed::new(&row, &path, marks))?;
        writeln!(out)?;
    }
    Ok(())
}

/// The line of an article, in the form that scripts rely on: that of `show`, with counts in the place of its lists.
#[derive(Serialize)]
pub(super) struct Listed<'a> {
    id: ArticleId,
    path: &'a Text,
    record: Option<Text>,
    format: &'a str,
    encoding: &'a str,
    url: Option<&'a Text>,
    site: Option<&'a Text>,
    language: Option<&'a Text>,
    title: Option<&'a Text>,
    authors: &'a [Text],
    published: Option<Stamp>,
    updated: Option<Stamp>,
    source: Option<&'a Text>,
    dateline: Option<Dateline>,
    counts: Counts,
    sign_off: Option<&'a Text>,
    words: u32,
    minutes: u32,
    warnings: &'a [Text],
    marks: Marked,
}

#[derive(Serialize)]
struct Counts {
    paragraphs: u32,
    quotes: u32,
    sections: u32,
    links: u32,
}

/// What the reader did to an article.
#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a mark of its own")]
struct Marked {
    read: bool,
    starred: bool,
    kept: bool,
    dropped: bool,
    tags: Vec<Text>,
    note: Option<String>,
}

impl<'a> Listed<'a> {
    pub(super) fn new(row: &'a Row, path: &'a Text, marks: &Marks) -> Self {
        let details = &row.details;
        let [paragraphs, quotes, sections, links] = details.counts;
        let mark = marks.get(row.id);
        Self {
            id: row.id,
            path,
            record: record_of(&row.place.record),
            format: &details.format,
            encoding: &details.encoding,
            url: details.url.as_ref(),
            site: details.site.as_ref(),
            language: row.language.as_ref(),
            title: Some(&details.headline).filter(|_| details.titled),
            authors: &details.authors,
            published: row.published,
            updated: details.updated(),
            source: details.source.as_ref(),
            dateline: details.dateline(),
            counts: Counts { paragraphs, quotes, sections, links },
            sign_off: details.sign_off.as_ref(),
            words: row.words,
            minutes: details.minutes,
            warnings: &details.warnings,
            marks: Marked {
                read: mark.read,
                starred: mark.starred,
                kept: mark.kept,
                dropped: mark.dropped,
                tags: mark.tags.iter().map(|tag| Text::clone(tag)).collect(),
                note: mark.note.as_deref().map(str::to_owned),
            },
        }
    }
}
