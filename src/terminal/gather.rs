//! Articles put together as text, on a thread of their own.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crossbeam_channel::Sender;
use serde::Serialize;

use super::session::Happened;
use crate::app::Msg;
use crate::app::gathering::{Form, Gathered};
use crate::article::{self, Article, Text, clean};
use crate::layout::{Folds, Page, grouped};
use crate::library::{Library, Position, Row};
use crate::marks::{Mark, Marks};

/// Bytes of text that are put together at most: all of it is in memory.
const MOST: usize = 256 << 20;
/// The width of articles as text.
const COLUMNS: usize = 72;

fn answer(send: &Sender<Happened>, token: u64, result: Result<(String, usize), String>) {
    drop(send.send(Happened::Msg(Msg::Gathered(Gathered { token, result }))));
}

/// Puts articles together for the clipboard, a command or the browser.
pub(super) fn text(library: &Library, positions: Vec<Position>, form: Form, token: u64, send: Sender<Happened>) {
    let gathered = std::sync::Arc::new(std::sync::Mutex::new((String::new(), 0_usize)));
    let filled = std::sync::Arc::clone(&gathered);
    let each = move |row: &Row, article: &Article| {
        let Ok(mut gathered) = filled.lock() else { return false };
        let (text, count) = &mut *gathered;
        let piece = match form {
            Form::Text => plain(article),
            Form::Citation => article::citation(article),
            Form::Url => article.url.as_ref().map(Text::to_string).unwrap_or_default(),
            Form::Path => clean::name(&row.place.path).to_string(),
        };
        if !piece.is_empty() {
            let between = match (text.is_empty(), form) {
                (true, _) => "",
                (false, Form::Text) => "\n\n",
                (false, _) => "\n",
            };
            text.push_str(between);
            text.push_str(piece.trim_end());
            *count += 1;
        }
        text.len() < MOST
    };
    library.gather(positions, each, move |unreadable| {
        let result = match gathered.lock() {
            Ok(gathered) if gathered.0.len() >= MOST => Err("this is more than 256 MB of text: choose less".to_owned()),
            Ok(gathered) if gathered.1 == 0 && unreadable > 0 => Err("the article cannot be read".to_owned()),
            Ok(mut gathered) => Ok(std::mem::take(&mut *gathered)),
            Err(_) => Err("the text could not be put together".to_owned()),
        };
        answer(&send, token, result);
    });
}

/// Writes articles to a file: Markdown, JSON lines, or the paths, by its ending. A file that is there is left alone.
pub(super) fn export(
    library: &Library,
    positions: Vec<Position>,
    marks: Marks,
    path: PathBuf,
    token: u64,
    send: Sender<Happened>,
) {
    let path = at_home(path);
    let name = clean::name(&path);
    let Some(form) = Written::of(&path) else {
        return answer(
            &send,
            token,
            Err(format!("{name}: not written; the forms are .md, .jsonl, and .txt for the paths")),
        );
    };
    let mut out = match File::options().write(true).create_new(true).open(&path) {
        Ok(file) => BufWriter::new(file),
        Err(error) => return answer(&send, token, Err(format!("{name}: {error}"))),
    };
    let written = std::sync::Arc::new(std::sync::Mutex::new((0_usize, None::<io::Error>)));
    let counted = std::sync::Arc::clone(&written);
    let each = move |row: &Row, article: &Article| {
        let Ok(mut counted) = counted.lock() else { return false };
        let result = one(&mut out, form, row, article, &marks.get(article.id)).and_then(|()| out.flush());
        match result {
            Ok(()) => counted.0 += 1,
            Err(error) => counted.1 = Some(error),
        }
        counted.1.is_none()
    };
    library.gather(positions, each, move |unreadable| {
        let result = match written.lock() {
            Ok(mut written) => written.1.take().map_or_else(
                || Ok((said(written.0, &name, form, unreadable), written.0)),
                |error| Err(format!("{name}: {error}")),
            ),
            Err(_) => Err(format!("{name}: not written as a whole")),
        };
        answer(&send, token, result);
    });
}

fn said(written: usize, name: &str, form: Written, unreadable: usize) -> String {
    let form = match form {
        Written::Markdown => "Markdown",
        Written::Lines => "JSON lines",
        Written::Paths => "paths",
    };
    let said = format!("{} written to {name} as {form}", grouped(written as u64));
    if unreadable == 0 { said } else { format!("{said}; {} could not be read", grouped(unreadable as u64)) }
}

/// A path that starts with `~/` is in the home directory.
fn at_home(path: PathBuf) -> PathBuf {
    match (path.strip_prefix("~"), std::env::var_os("HOME")) {
        (Ok(inside), Some(home)) => Path::new(&home).join(inside),
        _ => path,
    }
}

#[derive(Serialize)]
struct Line<'a> {
    path: Text,
    #[serde(flatten)]
    article: &'a Article,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

/// What is written to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Written {
    Markdown,
    Lines,
    Paths,
}

impl Written {
    /// The form that the ending of a file names; Markdown without one.
    fn of(path: &Path) -> Option<Self> {
        let Some(ending) = path.extension() else { return Some(Self::Markdown) };
        match ending.to_str()?.to_ascii_lowercase().as_str() {
            "md" | "markdown" => Some(Self::Markdown),
            "jsonl" | "json" => Some(Self::Lines),
            "txt" => Some(Self::Paths),
            _ => None,
        }
    }
}

fn one(out: &mut impl Write, form: Written, row: &Row, article: &Article, mark: &Mark) -> io::Result<()> {
    let note = mark.note.as_deref();
    match form {
        Written::Paths => writeln!(out, "{}", clean::name(&row.place.path)),
        Written::Lines => {
            serde_json::to_writer(&mut *out, &Line { path: clean::name(&row.place.path), article, note })?;
            out.write_all(b"\n")
        }
        Written::Markdown => out.write_all(article::markdown_with_note(article, note).as_bytes()),
    }
}

/// The article as plain text.
fn plain(article: &Article) -> String {
    let page = Page::new(article, &Folds::default(), None);
    let mut text = String::new();
    for block in 0..page.blocks.len() {
        for row in page.rows(block, COLUMNS) {
            text.push_str(&" ".repeat(row.indent));
            text.push_str(&row.text);
            text.push('\n');
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_names_the_form_of_an_export() {
        let forms = [
            ("out.md", Some(Written::Markdown)),
            ("out", Some(Written::Markdown)),
            ("a.b/out.JSONL", Some(Written::Lines)),
            ("out.txt", Some(Written::Paths)),
            ("out.pdf", None),
            ("out.md.gz", None),
        ];
        for (name, form) in forms {
            assert_eq!(Written::of(Path::new(name)), form, "{name}");
        }
        assert_eq!(said(2, "out", Written::Markdown, 1), "2 written to out as Markdown; 1 could not be read");
    }
}
