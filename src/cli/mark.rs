//! `dateline mark`: sets marks from a script.

use std::io::{self, Read};
use std::ops::ControlFlow;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::opened::{self, Opened};
use super::saving::Saving;
use super::{WRONG_USE, complain, show};
use crate::article::{self, ArticleId, Text, clean};
use crate::formats::{self, Document, Problem};
use crate::library::Row;
use crate::library::script::Selection;
use crate::marks::{Change, Place};

/// `dateline mark`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  dateline mark +read -q 'date:..2024-01'
  dateline list -f paths --print0 -q 'has:quotes' | dateline mark +star +later -")]
pub(super) struct Mark {
    /// Marks, then ids and paths, or -q QUERY and paths
    ///
    /// Marks are +read -read +star -star +keep -keep +drop -drop +TAG -TAG; +unread is -read. Behind them stand the articles:
    /// ids, files, or the first digits of an id, 6 at least, that no other article of the library has; - reads them from standard input, one a line, or ended by NUL where there is one. -q QUERY takes all that a
    /// query leaves of the paths behind it: files, folders, @NAME; without a path of the library that the configuration names,
    /// else of the current folder.
    #[arg(required = true, allow_hyphen_values = true, trailing_var_arg = true, value_name = "MARK|ARTICLE")]
    words: Vec<std::ffi::OsString>,
}

/// So many articles are saved at once: as many are one step of the undo history.
const AT_ONCE: usize = 1 << 20;

/// An article that is to be marked, and where it is, when that is known.
struct Wanted {
    article: ArticleId,
    place: Option<Place>,
    /// It is marked only as one of which a copy was read, or is unread again.
    is_copy: bool,
}

pub(super) fn run(mark: &Mark) -> u8 {
    let is_mark = |word: &&std::ffi::OsString| {
        let bytes = word.as_bytes();
        bytes.len() > 1 && matches!(bytes, [b'+' | b'-', ..]) && !matches!(bytes, b"--" | b"-q" | b"--query")
    };
    let words: Vec<&std::ffi::OsString> = mark.words.iter().take_while(is_mark).collect();
    let rest = mark.words.get(words.len()..).unwrap_or_default();
    let changes: Option<Vec<Change>> = words.iter().map(|word| word.to_str().and_then(change)).collect();
    let (Some(changes), false) = (changes.filter(|changes| !changes.is_empty()), rest.is_empty()) else {
        complain("mark takes marks such as +read, -star or +TAG, and then ids, paths or -q QUERY");
        return WRONG_USE;
    };
    let label: Vec<String> = words.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    if let [option, rest @ ..] = rest
        && matches!(option.as_bytes(), b"-q" | b"--query")
    {
        return queried(&changes, &label.join(" "), rest).unwrap_or_else(|code| code);
    }
    let mut failed = false;
    let mut given = Vec::new();
    for word in rest.iter().filter(|word| *word != "--") {
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
    let mut library = None;
    let wanted = given.iter().flat_map(|word| articles_of(word, &mut library)).filter_map(|found| {
        found
            .map_err(|problem| {
                failed = true;
                if let Some(problem) = problem {
                    complain(&problem);
                }
            })
            .ok()
    });
    let saved = save(&changes, &label.join(" "), wanted);
    u8::from(failed || !saved)
}

/// Sets the changes on the articles that a query leaves. `words` are the query and the paths of the library.
fn queried(changes: &[Change], label: &str, words: &[std::ffi::OsString]) -> Result<u8, u8> {
    let Some((query, paths)) = words.split_first() else {
        complain("-q takes a query");
        return Err(WRONG_USE);
    };
    let text = query.to_string_lossy();
    let query = opened::query(Some(&text), None)?;
    let paths: Vec<PathBuf> = paths.iter().filter(|word| *word != "--").map(PathBuf::from).collect();
    let mut opened = Opened::open(&paths, false)?;
    let selection = opened.select_typed(query, Some(&text), opened::marks())?;
    let rows = selection.rows().filter_map(|row| opened.told(row));
    let rows = rows.map(|row| Wanted { article: row.id, place: Some(place(&row)), is_copy: false });
    let reads = changes.iter().any(|change| matches!(change, Change::Read(_)));
    let copies = if reads { selection.copies().ok() } else { None };
    let copies = copies.iter().flat_map(Selection::rows).flatten();
    let copies = copies.map(|row| Wanted { article: row.id, place: None, is_copy: true });
    let saved = save(changes, label, rows.chain(copies));
    Ok(u8::from(opened.failed || !saved))
}

/// Where an article of a list stands.
pub(super) fn place(row: &Row) -> Place {
    Place::new(&row.place.path, &row.place.record.to_string(), row.details.headline.clone())
}

/// Sets the changes on every article; gives whether all are saved.
fn save(changes: &[Change], label: &str, articles: impl Iterator<Item = Wanted>) -> bool {
    let Some(mut saving) = Saving::start() else { return false };
    let mut articles = articles.peekable();
    while articles.peek().is_some() {
        let mut batch = Vec::new();
        let mut count = 0;
        for Wanted { article, place, is_copy } in articles.by_ref().take(AT_ONCE) {
            if is_copy {
                let seen = changes.iter().find_map(|change| match change {
                    Change::Read(on) => Some(Change::SeenCopy(*on)),
                    _ => None,
                });
                batch.extend(seen.filter(|seen| !saving.marks.get(article).says(seen)).map(|seen| (article, seen)));
                continue;
            }
            count += 1;
            batch.extend(changes.iter().map(|change| (article, change.clone())));
            let news = place.filter(|place| saving.marks.at_place(&place.path) != Some(article));
            batch.extend(news.map(|place| (article, Change::Place(Arc::new(place)))));
        }
        let label = if count <= 1 { label.to_owned() } else { format!("{label} on {count} articles") };
        if !saving.step(&label, batch) {
            return false;
        }
    }
    saving.close()
}

/// What a word such as `+read` asks for.
pub(super) fn change(word: &str) -> Option<Change> {
    let (on, name) = match word.strip_prefix('+') {
        Some(name) => (true, name),
        None => (false, word.strip_prefix('-')?),
    };
    Some(match name {
        "read" => Change::Read(on),
        "unread" => Change::Read(!on),
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

/// The articles that an id or a path means: a file may hold many. Only the first digits of an id need the `library`, which is opened
/// for the first of them.
fn articles_of(word: &[u8], library: &mut Option<Result<Opened, u8>>) -> Vec<Result<Wanted, Option<Text>>> {
    let path = PathBuf::from(std::ffi::OsStr::from_bytes(word));
    let whole = std::str::from_utf8(word).ok().filter(|id| id.len() == 32 && id.bytes().all(|b| b.is_ascii_hexdigit()));
    if let Some(article) = whole.and_then(|id| id.parse().ok()) {
        return vec![Ok(Wanted { article, place: None, is_copy: false })];
    }
    if let Some(digits) = show::id(&path) {
        let opened = library.get_or_insert_with(|| Opened::quietly(&[], false)).as_ref().map_err(|code| *code);
        // What is wrong was said where the digits were looked for.
        let found = opened.and_then(|opened| show::with_id(opened, &digits)).map_err(|_| None);
        return vec![found.map(|(article, _)| Wanted { article, place: None, is_copy: false })];
    }
    if let Some(wrong) = show::folder(&path, "-q QUERY marks what a query leaves of it: mark MARK... -q '*' PATH") {
        return vec![Err(Some(wrong))];
    }
    let name = clean::name(&path);
    let mut found = Vec::new();
    let read = formats::documents(&path, &mut |document| {
        found.push(document.map(|document| wanted(&path, &document)).map_err(|problem| Some(problem.of(&name))));
        ControlFlow::Continue(())
    });
    found.extend(read.err().map(|problem: Problem| Err(Some(problem.of(&name)))));
    found
}

fn wanted(path: &Path, document: &Document) -> Wanted {
    let article = article::parse(&document.text, &document.fields);
    let place = Place::new(path, &document.record.to_string(), article.headline.unwrap_or_default());
    Wanted { article: article.id, place: Some(place), is_copy: false }
}
