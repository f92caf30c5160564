//! `dateline show`: one file, printed.

mod compare;
mod text;

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use serde::Serialize;

use self::compare::{Compared, Other};
use super::opened::Opened;
use super::paint::When;
use super::{Form, Show, WRONG_USE, complain, ended, name_of, record_of};
use crate::article::defects::{self, Defect};
use crate::article::{self, Article, ArticleId, Text, clean};
use crate::formats::{self, Document, Problem};
use crate::library::Place;
use crate::library::script::Script;

/// What to say of a folder where a file is wanted, if it is one.
pub(super) fn folder(path: &Path, instead: &str) -> Option<Text> {
    path.is_dir().then(|| Text::new(&format!("{}: this is a folder; {instead}", clean::name(path))))
}

/// The fewest digits of an id that are taken for one.
const SHORTEST: usize = 6;

pub(super) fn run(show: &Show, color: When) -> u8 {
    if let Some(digits) = id(&show.file) {
        return by_id(show, color, &digits).unwrap_or_else(|code| code);
    }
    if let Some(wrong) = folder(&show.file, "show takes a file, and dateline list -f markdown PATH prints all of it") {
        complain(&wrong);
        return WRONG_USE;
    }
    let name = clean::name(&show.file);
    // Story links lead into a library that was named.
    let opened = if show.paths.is_empty() { None } else { Opened::quietly(&show.paths, false).ok() };
    let other = match &show.compare {
        Some(other) => match Other::find(other, &show.paths, opened.as_ref()) {
            Ok(other) => Some(other),
            Err(code) => return code,
        },
        None => None,
    };
    let beside = Beside { library: opened.as_ref().map(|opened| &opened.script), other: other.as_ref() };
    let mut failed = false;
    let mut written = Ok(());
    let mut each = |document: Result<Document, Problem>| {
        match document {
            Ok(document) => {
                written = print(show, color, &name, &show.file, &document, &beside);
            }
            Err(problem) => {
                failed = true;
                complain(&problem.of(&name));
            }
        }
        if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    };
    if let Err(problem) = documents(&show.file, &mut each) {
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

/// The article with these digits, and where it is.
///
/// # Errors
///
/// With the exit code, when there is not one and only one.
pub(super) fn with_id(opened: &Opened, digits: &str) -> Result<(ArticleId, Place), u8> {
    let found = opened.script.with_id(digits);
    match found.as_slice() {
        [(id, place)] => Ok((*id, place.clone())),
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

fn by_id(show: &Show, color: When, digits: &str) -> Result<u8, u8> {
    let opened = Opened::quietly(&show.paths, false)?;
    let (_, place) = with_id(&opened, digits)?;
    let name = clean::name(opened.path(&place.path));
    let document = formats::document(&place.path, &place.record).map_err(|problem| {
        complain(&problem.of(&name));
        1
    })?;
    let other = show.compare.as_deref().map(|other| Other::find(other, &show.paths, Some(&opened))).transpose()?;
    let beside = Beside { library: Some(&opened.script), other: other.as_ref() };
    let written = print(show, color, &name, &place.path, &document, &beside);
    Ok(ended(written, false))
}

/// Hands out the documents of a file, or of what is piped in under its name.
fn documents(file: &Path, each: &mut dyn FnMut(Result<Document, Problem>) -> ControlFlow<()>) -> Result<(), Problem> {
    if !formats::is_piped(file) {
        return formats::documents(file, each);
    }
    let failed = |error: io::Error| Problem { place: String::new(), reason: error.to_string() };
    formats::documents_in(&formats::piped(file).map_err(failed)?, each)
}

/// What is piped in as text: what the reader is where it cannot be one.
pub(super) fn piped(file: PathBuf, color: When) -> u8 {
    run(&Show { format: Form::Text, width: 72, paths: Vec::new(), compare: None, file }, color)
}

fn print(
    show: &Show,
    color: When,
    name: &Text,
    path: &Path,
    document: &Document,
    beside: &Beside<'_>,
) -> io::Result<()> {
    let mut article = article::parse(&document.text, &document.fields);
    let mut boilerplate = Vec::new();
    let comparison = beside.compare(&article, path);
    if let Some(library) = beside.library {
        let recurring = library.boilerplate(&article, path).into_iter().enumerate();
        let recurring = recurring.filter(|(_, articles)| *articles > 0);
        boilerplate.extend(recurring.map(|(paragraph, articles)| Recurring { paragraph, articles }));
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
        Form::Text => text::print(&mut out, &article, show.width, comparison, color)?,
        Form::Json => {
            serde_json::to_writer_pretty(
                &mut out,
                &Shown { comparison, ..Shown::new(name, document, article, boilerplate) },
            )?;
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
    /// Empty where no library was asked.
    boilerplate: Vec<Recurring>,
    /// With the copy that it was compared with.
    comparison: Option<Compared>,
}

/// A paragraph that is boilerplate.
#[derive(Serialize)]
struct Recurring {
    paragraph: usize,
    /// In how many articles of the site it stands.
    articles: u32,
}

impl<'a> Shown<'a> {
    fn new(path: &'a Text, document: &'a Document, mut article: Article, boilerplate: Vec<Recurring>) -> Self {
        article.warnings.extend(document.warnings.iter().cloned());
        let (record, defects) = (record_of(&document.record), defects::find(&article));
        let (id, format, encoding) = (article.id, document.format, document.encoding);
        Self { id, path, record, format, encoding, article, defects, boilerplate, comparison: None }
    }
}

/// What an article is printed beside.
struct Beside<'a> {
    library: Option<&'a Script>,
    other: Option<&'a Other>,
}

impl Beside<'_> {
    fn compare(&self, article: &Article, path: &Path) -> Option<Compared> {
        Some(self.other?.compare(article, path, self.library))
    }
}
