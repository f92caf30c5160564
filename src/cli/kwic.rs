//! `dateline kwic`: hits in context, a line each.

use std::io::{self, BufWriter, Write};

use clap::ValueEnum;
use serde::Serialize;

use super::opened::{self, Opened, Source};
use super::{complain, ended, record_of};
use crate::article::{ArticleId, Stamp, Text, clean};
use crate::library::kwic::{self, By};
use crate::library::query::Matcher;
use crate::library::script::Selection;

/// Columns where there is no terminal, and of the date before a line.
const COLUMNS: usize = 120;
const DATE: usize = 12;
/// The narrowest line that can be asked for.
const LEAST: usize = 40;

/// `dateline kwic`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Each place where a word of the query stands in a headline or a body is a line, with what was found in one column. In the JSON form, \
`paragraph` is null for the headline, and `start` and `end` are bytes of its text.

Examples:
  dateline kwic 'climate date:2024'
  dateline kwic --sort before climate
  dateline kwic -f jsonl '\"press release\"' | jq -r .after")]
pub(super) struct Kwic {
    /// The form in which hits are printed
    #[arg(short, long, value_enum, default_value_t = Form::Table)]
    format: Form,
    /// The order: by the word before the hit or the one behind it (none: article by article)
    #[arg(long, value_enum, value_name = "SIDE")]
    sort: Option<Side>,
    /// At most so many hits
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// The width of a line, in columns, 40 at least (none: that of the terminal, else 120)
    #[arg(long, value_name = "N", value_parser = opened::width::<LEAST>)]
    width: Option<usize>,
    /// What is looked for; `dateline man` explains the language
    #[arg(value_name = "QUERY", allow_hyphen_values = true)]
    query: String,
    #[command(flatten)]
    source: Source,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Form {
    /// Date and hit in context
    Table,
    /// A JSON object a hit, a line each
    Jsonl,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Side {
    /// By the word before the hit
    Before,
    /// By the hit and the word behind it
    After,
}

/// A hit, in the form that scripts rely on.
#[derive(Serialize)]
struct Found {
    before: Text,
    hit: Text,
    after: Text,
    paragraph: Option<usize>,
    start: usize,
    end: usize,
    article: ArticleId,
    path: Text,
    record: Option<Text>,
    title: Option<Text>,
    published: Option<Stamp>,
    #[serde(skip)]
    line: kwic::Line,
}

pub(super) fn run(kwic: &Kwic) -> u8 {
    printed(kwic).unwrap_or_else(|code| code)
}

fn printed(kwic: &Kwic) -> Result<u8, u8> {
    let query = opened::query(Some(&kwic.query), None)?;
    let matcher = Matcher::new(&query.filter);
    if !matcher.has_hits() {
        complain("the query looks for no word of a headline or a body");
        return Err(super::WRONG_USE);
    }
    let mut opened = Opened::open(&kwic.source.paths, kwic.source.rescan)?;
    let selection = opened.select_typed(query, Some(&kwic.query), opened::marks())?;
    let mut out = BufWriter::new(io::stdout().lock());
    let written = print(&mut out, kwic, &matcher, &selection, &mut opened);
    Ok(ended(written.and_then(|()| out.flush()), opened.failed))
}

fn print(
    out: &mut impl Write,
    kwic: &Kwic,
    matcher: &Matcher,
    selection: &Selection,
    opened: &mut Opened,
) -> io::Result<()> {
    let most = kwic.limit.unwrap_or(usize::MAX);
    let columns = kwic.width.or_else(opened::columns).unwrap_or(COLUMNS);
    let mut kept: Vec<Found> = Vec::new();
    let mut printed = 0;
    for read in selection.articles() {
        let Some((place, article)) = opened.told(read) else { continue };
        let path = clean::name(opened.path(&place.path));
        for line in kwic::lines(&article, matcher) {
            let kwic::Line { paragraph, range, before, hit, after } = line.clone();
            let found = Found {
                before,
                hit,
                after,
                paragraph,
                start: range.start,
                end: range.end,
                article: article.id,
                path: path.clone(),
                record: record_of(&place.record),
                title: article.headline.clone(),
                published: article.published,
                line,
            };
            match kwic.sort {
                Some(_) => kept.push(found),
                None if printed == most => return Ok(()),
                None => {
                    printed += 1;
                    write(out, kwic.format, &found, columns)?;
                }
            }
        }
    }
    let by = if matches!(kwic.sort, Some(Side::Before)) { By::Before } else { By::After };
    kwic::sort(&mut kept, by, |hit| &hit.line);
    kept.iter().take(most).try_for_each(|hit| write(out, kwic.format, hit, columns))
}

fn write(out: &mut impl Write, form: Form, hit: &Found, columns: usize) -> io::Result<()> {
    match form {
        Form::Jsonl => serde_json::to_writer(&mut *out, hit)?,
        Form::Table => {
            let date = hit.published.map_or_else(String::new, |stamp| stamp.date.to_string());
            let room = columns.saturating_sub(DATE);
            let (line, _) = hit.line.aligned(room * 2 / 5, room);
            write!(out, "{date:DATE$}{}", line.trim_end())?;
        }
    }
    writeln!(out)
}
