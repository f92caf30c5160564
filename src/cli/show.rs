//! `dateline show`: one file, printed.

use std::io::{self, Read, Write};
use std::ops::ControlFlow;
use std::path::Path;

use serde::Serialize;

use super::opened::Opened;
use super::{Form, Show, complain, ended, name_of, record_of};
use crate::article::defects::{self, Defect};
use crate::article::{self, Article, ArticleId, Text, clean};
use crate::formats::{self, Document, Problem};
use crate::layout::{Folds, Page};
use crate::library::Place;
use crate::library::script::Script;

/// The fewest digits of an id that are taken for one.
const SHORTEST: usize = 6;

pub(super) fn run(show: &Show) -> u8 {
    if let Some(digits) = id(&show.file) {
        return by_id(show, &digits).unwrap_or_else(|code| code);
    }
    let name = clean::name(&show.file);
    // Story links lead into a library that was named.
    let opened = if show.paths.is_empty() { None } else { Opened::quietly(&show.paths, false).ok() };
    let mut failed = false;
    let mut written = Ok(());
    let mut each = |document: Result<Document, Problem>| {
        match document {
            Ok(document) => written = print(show, &name, &document, opened.as_ref().map(|opened| &opened.script)),
            Err(problem) => {
                failed = true;
                complain(&problem.of(&name));
            }
        }
        if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    };
    let read = if show.file.as_os_str() == "-" {
        let mut bytes = Vec::new();
        match io::stdin().lock().read_to_end(&mut bytes) {
            Ok(_) => formats::documents_in(&bytes, &mut each),
            Err(error) => Err(Problem { place: String::new(), reason: error.to_string() }),
        }
    } else {
        formats::documents(&show.file, &mut each)
    };
    if let Err(problem) = read {
        failed = true;
        complain(&problem.of(&name));
    }
    ended(written, failed)
}

/// The digits of an id; a file that is called so goes first.
pub(super) fn id(file: &Path) -> Option<String> {
    let digits = file.to_str()?;
    let is_id = (SHORTEST..=32).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    (is_id && file.symlink_metadata().is_err()).then(|| digits.to_ascii_lowercase())
}

/// Where the article with these digits is.
///
/// # Errors
///
/// With the exit code, when there is not one and only one.
pub(super) fn with_id(opened: &Opened, digits: &str) -> Result<Place, u8> {
    let found = opened.script.with_id(digits);
    match found.as_slice() {
        [(_, place)] => Ok(place.clone()),
        [] => {
            complain(&format!("{digits}: no such file, and no article here has this id"));
            Err(1)
        }
        several => {
            complain(&format!("{digits}: the ids of {} articles start so:", several.len()));
            for (id, place) in several {
                complain(&format!("{id} {}", name_of(&place.path)));
            }
            Err(1)
        }
    }
}

fn by_id(show: &Show, digits: &str) -> Result<u8, u8> {
    let opened = Opened::quietly(&show.paths, false)?;
    let place = with_id(&opened, digits)?;
    let name = clean::name(opened.path(&place.path));
    let document = formats::document(&place.path, &place.record).map_err(|problem| {
        complain(&problem.of(&name));
        1
    })?;
    let written = print(show, &name, &document, Some(&opened.script));
    Ok(ended(written, false))
}

/// Standard input as text: what the reader is where it cannot be one.
pub(super) fn stdin() -> u8 {
    run(&Show { format: Form::Text, width: 72, paths: Vec::new(), file: "-".into() })
}

fn print(show: &Show, name: &Text, document: &Document, library: Option<&Script>) -> io::Result<()> {
    let mut article = article::parse(&document.text, &document.fields);
    if let Some(library) = library {
        let links = library.links(&article);
        for (section, links) in article.sections.iter_mut().zip(links) {
            for (item, link) in section.items.iter_mut().zip(links) {
                // Of an article of which only the head was read the id is not known yet.
                item.article = link.map(|link| link.target.id).filter(|id| *id != ArticleId::default());
            }
        }
    }
    let mut out = io::BufWriter::new(io::stdout().lock());
    match show.format {
        Form::Text => text(&mut out, &article, show.width.max(2))?,
        Form::Json => {
            serde_json::to_writer_pretty(&mut out, &Shown::new(name, document, article))?;
            writeln!(out)?;
        }
        Form::Markdown => out.write_all(article::markdown(&article).as_bytes())?,
    }
    out.flush()
}

/// An article with the place where it was found, in the form that scripts rely on.
#[derive(Serialize)]
struct Shown<'a> {
    id: ArticleId,
    path: &'a Text,
    record: Option<Text>,
    format: &'a str,
    encoding: &'a str,
    #[serde(flatten)]
    article: Article,
    defects: Vec<Defect>,
}

impl<'a> Shown<'a> {
    fn new(path: &'a Text, document: &'a Document, mut article: Article) -> Self {
        article.warnings.extend(document.warnings.iter().cloned());
        let (record, defects) = (record_of(&document.record), defects::find(&article));
        Self { id: article.id, path, record, format: document.format, encoding: document.encoding, article, defects }
    }
}

fn text(out: &mut impl Write, article: &Article, columns: usize) -> io::Result<()> {
    let page = Page::new(article, &Folds::default(), None);
    for block in 0..page.blocks.len() {
        for row in page.rows(block, columns) {
            writeln!(out, "{}{}", " ".repeat(row.indent), row.text)?;
        }
    }
    Ok(())
}
