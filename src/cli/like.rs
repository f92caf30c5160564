//! `dateline like`: the query that finds articles like one.

use std::io::{self, BufWriter, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde::Serialize;

use super::opened::Opened;
use super::{complain, ended, show};
use crate::article::{self, Article, clean};
use crate::formats::{self, Problem, Record};
use crate::library::alike::{self, Telling};

/// `dateline like`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
It takes the words that set the article apart from the others of the library: it has them often, and few others do. That needs the \
full text, which `dateline index` builds.

Examples:
  dateline like article.txt
  dateline list -q \"$(dateline like article.txt) date:2024\" --limit 10
  dateline like -f jsonl article.txt | jq -r .word")]
pub(super) struct Like {
    /// What is printed
    #[arg(short, long, value_enum, default_value_t = Form::Query)]
    format: Form,
    /// The file; or an article's id, or its first digits, 6 at least
    #[arg(value_name = "FILE|ID")]
    file: PathBuf,
    /// Files and folders with articles (none: the current folder)
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Form {
    /// The query
    Query,
    /// A JSON object a word, a line each, with what it counts
    Jsonl,
}

/// A word, in the form that scripts rely on.
#[derive(Serialize)]
struct Line<'a> {
    word: &'a str,
    times: u32,
    articles: u64,
    weight: f64,
}

pub(super) fn run(like: &Like) -> u8 {
    printed(like).unwrap_or_else(|code| code)
}

fn printed(like: &Like) -> Result<u8, u8> {
    if let Some(wrong) = show::folder(&like.file, "like takes a file or an id, and the folders behind it") {
        complain(&wrong);
        return Err(super::WRONG_USE);
    }
    let opened = Opened::quietly(&like.paths, false)?;
    let (path, record) = match show::id(&like.file) {
        Some(digits) => {
            let (_, place) = show::with_id(&opened, &digits)?;
            (place.path.to_path_buf(), place.record)
        }
        None => (like.file.clone(), Record::Whole),
    };
    let article = read(&path, &record).map_err(|problem| {
        complain(&problem.of(&clean::name(&path)));
        1
    })?;
    let words = opened.script.alike(&article).map_err(|failure| {
        complain(&failure);
        1
    })?;
    let mut out = BufWriter::new(io::stdout().lock());
    let written = print(&mut out, like.format, &words);
    Ok(ended(written.and_then(|()| out.flush()), false))
}

/// The article at a place; of a file that holds many, the first one.
fn read(path: &Path, record: &Record) -> Result<Article, Problem> {
    let mut found = Err(Problem { place: String::new(), reason: "there is no article in it".to_owned() });
    if *record == Record::Whole {
        formats::documents(path, &mut |document| {
            found = document;
            ControlFlow::Break(())
        })?;
    } else {
        found = formats::document(path, record);
    }
    found.map(|document| article::parse(&document.text, &document.fields))
}

fn print(out: &mut impl Write, form: Form, words: &[Telling]) -> io::Result<()> {
    match form {
        Form::Query => writeln!(out, "{}", alike::query(words)),
        Form::Jsonl => words.iter().try_for_each(|Telling { word, times, articles, weight }| {
            serde_json::to_writer(&mut *out, &Line { word, times: *times, articles: *articles, weight: *weight })?;
            writeln!(out)
        }),
    }
}
