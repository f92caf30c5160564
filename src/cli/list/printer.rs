//! How articles are printed.

use std::io::{self, IsTerminal, Write};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::sync::Arc;

use anstyle::Style;
use rustc_hash::FxHashSet;

use super::line::{Listed, Standing};
use super::{Form, List};
use crate::article::{self, clean};
use crate::cli::opened::{self, Opened};
use crate::cli::paint::{Paint, painted};
use crate::formats::Record;
use crate::layout::{fit, width};
use crate::library::Row;
use crate::library::script::Selection;
use crate::marks::Marks;

/// Columns for the name of the site.
const SITE: usize = 16;
/// Terminals with fewer columns show no site.
const NARROW: usize = 60;

/// Prints articles in one form, also some of them at a time.
pub(super) struct Printer {
    form: Form,
    print0: bool,
    marks: Marks,
    paint: Paint,
    columns: Option<usize>,
    /// Files of many records that were printed.
    seen: FxHashSet<Arc<Path>>,
}

impl Printer {
    pub(super) fn new(list: &List, marks: Marks, paint: Paint) -> Self {
        let (form, print0, columns) = (list.format, list.print0, opened::columns());
        Self { form, print0, marks, paint, columns, seen: FxHashSet::default() }
    }

    pub(super) fn set_marks(&mut self, marks: &Marks) {
        self.marks = marks.clone();
    }

    pub(super) fn print(&mut self, out: &mut impl Write, opened: &mut Opened, selection: &Selection) -> io::Result<()> {
        match self.form {
            Form::Paths => self.paths(out, opened, selection),
            Form::Markdown => selection.articles().try_for_each(|article| {
                let Some((_, article)) = opened.told(article) else { return Ok(()) };
                let mark = self.marks.get(article.id);
                out.write_all(article::markdown_with_note(&article, mark.note.as_deref()).as_bytes())
            }),
            Form::Table => selection.rows().try_for_each(|row| match opened.told(row) {
                Some(row) => self.row(out, &row, opened.settings.ascii),
                None => Ok(()),
            }),
            Form::Jsonl => {
                let standings = selection.standings(&self.marks)?;
                selection.placed_rows().try_for_each(|(position, row)| {
                    let Some(row) = opened.told(row) else { return Ok(()) };
                    let path = clean::name(opened.path(&row.place.path));
                    let mut listed = Listed::new(&row, &path, &self.marks);
                    listed.standing = Standing::new(standings.get(position));
                    serde_json::to_writer(&mut *out, &listed)?;
                    writeln!(out)
                })
            }
        }
    }

    fn row(&self, out: &mut impl Write, row: &Row, ascii: bool) -> io::Result<()> {
        let room = if self.columns.is_some_and(|columns| columns < NARROW) { 0 } else { SITE };
        let mark = self.marks.get(row.id);
        let (unread, headline) = match (mark.read, ascii) {
            (true, _) => (' ', Style::new()),
            (false, true) => ('N', self.paint.strong),
            (false, false) => ('\u{25cf}', self.paint.strong),
        };
        let star = if mark.starred { '*' } else { ' ' };
        let date = row.published.map_or_else(String::new, |stamp| stamp.date.to_string());
        let site = fit(&row.site, room);
        let gap = " ".repeat(room.saturating_sub(width(&site)));
        let about = format!("{date:10} {:>6}w  {site}{gap}", row.words);
        // What stands before the headline is never cut: terminals that narrow wrap it.
        let left = self.columns.map_or(usize::MAX, |columns| columns.saturating_sub(width(&about) + 5));
        let title = fit(&row.details.headline, left);
        let marks = painted(self.paint.mark, format!("{unread}{star}"));
        writeln!(out, "{marks} {}  {}", painted(self.paint.faint, about), painted(headline, title))
    }

    /// A file is printed once, as grep does: with the first of its articles.
    fn paths(&mut self, out: &mut impl Write, opened: &mut Opened, selection: &Selection) -> io::Result<()> {
        let is_shown = io::stdout().is_terminal() && !self.print0;
        for place in selection.places() {
            let Some(place) = opened.told(place) else { continue };
            // Only files of many records can come again, so that others need not be remembered.
            if place.record != Record::Whole && !self.seen.insert(place.path.clone()) {
                continue;
            }
            let path = opened.path(&place.path);
            if is_shown {
                out.write_all(clean::name(path).as_bytes())?;
            } else {
                out.write_all(path.as_os_str().as_bytes())?;
            }
            out.write_all(if self.print0 { b"\0" } else { b"\n" })?;
        }
        Ok(())
    }
}
