//! `dateline facets`: how many articles have what.

use std::io::{self, BufWriter, Write};

use clap::ValueEnum;
use serde::Serialize;

use super::opened::{self, Opened, Which};
use super::{complain, ended};
use crate::article::Text;
use crate::layout::width;
use crate::library::facets::{Count, Counted, Facet};
use crate::library::unreadable;

/// `dateline facets`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
What can be counted: site, source, year, month, day, author, speaker, lang, length, defect. An article with several authors or \
speakers counts for each of them. In the JSON form, `value` is null for articles that have none, and `query` is what leaves only \
the articles counted.

Examples:
  dateline facets site
  dateline facets -q 'speaker:daskal' month
  dateline facets -f jsonl defect | jq -r '[.value, .articles] | @tsv'")]
pub(super) struct Facets {
    /// The form in which counts are printed
    #[arg(short, long, value_enum, default_value_t = Form::Table)]
    format: Form,
    /// What is counted
    #[arg(value_enum, value_name = "FIELD")]
    facet: Facet,
    #[command(flatten)]
    which: Which,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Form {
    /// The number of articles and the value
    Table,
    /// A JSON object a value, a line each
    Jsonl,
}

impl ValueEnum for Facet {
    fn value_variants<'a>() -> &'a [Self] {
        const VARIANTS: [Facet; Facet::ALL.len()] = {
            let mut variants = [Facet::Site; Facet::ALL.len()];
            let mut at = 0;
            while at < variants.len() {
                variants[at] = Facet::ALL[at].0;
                at += 1;
            }
            variants
        };
        &VARIANTS
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.name()))
    }
}

pub(super) fn run(facets: &Facets) -> u8 {
    printed(facets).unwrap_or_else(|code| code)
}

fn printed(facets: &Facets) -> Result<u8, u8> {
    let query = opened::query(facets.which.query.as_deref(), None)?;
    let mut opened = Opened::open(&facets.which.source.paths, facets.which.source.rescan)?;
    let selection = opened.select_typed(query, facets.which.query.as_deref(), opened::marks())?;
    let counted = selection.count(facets.facet, &mut |trouble| {
        opened.failed = true;
        complain(&trouble.problem.of(&trouble.path));
    });
    let counted = counted.map_err(|error| {
        complain(&unreadable(&error));
        1
    })?;
    let mut out = BufWriter::new(io::stdout().lock());
    let written = print(&mut out, facets, &counted);
    Ok(ended(written.and_then(|()| out.flush()), opened.failed))
}

/// The line of a value, in the form that scripts rely on.
#[derive(Serialize)]
struct Line<'a> {
    value: Option<&'a Text>,
    articles: u64,
    query: Option<&'a str>,
}

fn print(out: &mut impl Write, facets: &Facets, counted: &Counted) -> io::Result<()> {
    let counts = counted.counts.iter().take(facets.which.most());
    let wide = counted.counts.iter().map(|count| width(&count.articles.to_string())).max().unwrap_or_default();
    for Count { value, query, articles } in counts {
        match facets.format {
            Form::Table if value.is_empty() => writeln!(out, "{articles:>wide$}  (none)")?,
            Form::Table => writeln!(out, "{articles:>wide$}  {value}")?,
            Form::Jsonl => {
                let value = Some(value).filter(|value| !value.is_empty());
                serde_json::to_writer(&mut *out, &Line { value, articles: *articles, query: query.as_deref() })?;
                writeln!(out)?;
            }
        }
    }
    Ok(())
}
