//! `dateline mark`: sets marks from a script.

use std::io::{self, Read};
use std::ops::ControlFlow;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::saving::Saving;
use super::{WRONG_USE, complain};
use crate::article::{self, ArticleId, Text, clean};
use crate::formats::{self, Document, Problem};
use crate::marks::{Change, Place};

/// `dateline mark`.
#[derive(Debug, clap::Args)]
pub(super) struct Mark {
    /// MARK... and then ID|PATH...: +read -read +star -star +keep -keep +drop -drop +TAG -TAG, and the articles that get
    /// them. - reads ids and paths from standard input, one a line, or ended by NUL where there is one
    #[arg(required = true, allow_hyphen_values = true, trailing_var_arg = true, value_name = "MARK|ARTICLE")]
    words: Vec<std::ffi::OsString>,
}

/// So many articles are saved at once: as many are one step of the undo history.
const AT_ONCE: usize = 1 << 20;

/// An article that is to be marked, and where it is, when that is known.
struct Wanted {
    article: ArticleId,
    place: Option<Place>,
}

pub(super) fn run(mark: &Mark) -> u8 {
    let is_mark =
        |word: &&std::ffi::OsString| word.as_bytes().len() > 1 && matches!(word.as_bytes(), [b'+' | b'-', ..]);
    let words: Vec<&std::ffi::OsString> =
        mark.words.iter().take_while(is_mark).take_while(|word| *word != "--").collect();
    let articles = mark.words.iter().skip(words.len()).filter(|word| *word != "--");
    let changes: Option<Vec<Change>> = words.iter().map(|word| word.to_str().and_then(change)).collect();
    let (Some(changes), true) = (changes.filter(|changes| !changes.is_empty()), mark.words.len() > words.len()) else {
        complain("mark takes marks such as +read, -star or +TAG, and then ids or paths");
        return WRONG_USE;
    };
    let label: Vec<String> = words.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let mut failed = false;
    let mut given = Vec::new();
    for word in articles {
        match word.as_bytes() {
            b"-" => match from_stdin() {
                Ok(words) => given.extend(words),
                Err(error) => {
                    failed = true;
                    complain(&format!("standard input: {error}"));
                }
            },
            word => given.push(word.to_vec()),
        }
    }
    let wanted = given.iter().flat_map(|word| articles_of(word)).filter_map(|found| {
        found
            .map_err(|problem| {
                failed = true;
                complain(&problem);
            })
            .ok()
    });
    let saved = save(&changes, &label.join(" "), wanted);
    u8::from(failed || !saved)
}

/// Sets the changes on every article; gives whether all are saved.
fn save(changes: &[Change], label: &str, articles: impl Iterator<Item = Wanted>) -> bool {
    let Some(mut saving) = Saving::start() else { return false };
    let mut articles = articles.peekable();
    while articles.peek().is_some() {
        let mut batch = Vec::new();
        let mut count = 0;
        for Wanted { article, place } in articles.by_ref().take(AT_ONCE) {
            count += 1;
            batch.extend(changes.iter().map(|change| (article, change.clone())));
            let news = place.filter(|place| saving.marks.at_place(&place.path) != Some(article));
            batch.extend(news.map(|place| (article, Change::Place(Arc::new(place)))));
        }
        let label = if count == 1 { label.to_owned() } else { format!("{label} on {count} articles") };
        if !saving.step(&label, batch) {
            return false;
        }
    }
    saving.close()
}

/// What a word such as `+read` asks for.
fn change(word: &str) -> Option<Change> {
    let (on, name) = match word.strip_prefix('+') {
        Some(name) => (true, name),
        None => (false, word.strip_prefix('-')?),
    };
    Some(match name {
        "read" => Change::Read(on),
        "star" => Change::Starred(on),
        "keep" => Change::Kept(on),
        "drop" => Change::Dropped(on),
        _ => Change::tag(name, on),
    })
}

/// The ids and paths on standard input.
fn from_stdin() -> io::Result<Vec<Vec<u8>>> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    let end = if bytes.contains(&0) { 0 } else { b'\n' };
    let words =
        bytes.split(|byte| *byte == end).map(|word| word.strip_suffix(b"\r").filter(|_| end != 0).unwrap_or(word));
    Ok(words.filter(|word| !word.is_empty()).map(<[u8]>::to_vec).collect())
}

/// The articles that an id or a path means: a file may hold many.
fn articles_of(word: &[u8]) -> Vec<Result<Wanted, Text>> {
    let id = std::str::from_utf8(word).ok().filter(|id| id.len() == 32 && id.bytes().all(|b| b.is_ascii_hexdigit()));
    if let Some(article) = id.and_then(|id| id.parse().ok()) {
        return vec![Ok(Wanted { article, place: None })];
    }
    let path = PathBuf::from(std::ffi::OsStr::from_bytes(word));
    let name = clean::name(&path);
    let mut found = Vec::new();
    let read = formats::documents(&path, &mut |document| {
        found.push(document.map(|document| wanted(&path, &document)).map_err(|problem| problem.of(&name)));
        ControlFlow::Continue(())
    });
    found.extend(read.err().map(|problem: Problem| Err(problem.of(&name))));
    found
}

fn wanted(path: &Path, document: &Document) -> Wanted {
    let article = article::parse(&document.text, &document.fields);
    let likeness = article::likeness(&article);
    let place = Place::new(path, &document.record.to_string(), article.headline.unwrap_or_default(), likeness);
    Wanted { article: article.id, place: Some(place) }
}
