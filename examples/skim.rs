//! Lists the articles of files as a library does at first sight: `cargo run --release --example skim -- FILE…`
//!
//! With `--parse` in front every article is understood as a whole, so that the two can be compared, in what they say and in
//! what they cost.

use std::env;
use std::io::{self, BufWriter, Write};
use std::ops::ControlFlow;
use std::path::Path;

use dateline::article::{self, Stamp, Text};
use dateline::formats::{self, Record};

fn main() -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut parse = false;
    for argument in env::args().skip(1) {
        if argument == "--parse" {
            parse = true;
            continue;
        }
        let mut lines = Vec::new();
        let path = Path::new(&argument);
        let mut each = |line: Result<String, formats::Problem>| {
            lines.push(line.unwrap_or_else(|problem| problem.of(&Text::new(&argument)).to_string()));
            ControlFlow::Continue(())
        };
        let read = if parse {
            formats::documents(path, &mut |found| {
                each(found.map(|document| {
                    let article = article::parse(&document.text, &document.fields);
                    let site = [&article.site, &article.source];
                    line(&document.record, &article.title(), site, &article.authors, article.published, article.words)
                }))
            })
        } else {
            formats::skim(path, &mut |found| {
                each(found.map(|row| {
                    let site = [&row.site, &row.source];
                    line(&row.record, &row.headline, site, &row.authors, row.published, row.words as usize)
                }))
            })
        };
        lines.extend(read.err().map(|problem| problem.of(&Text::new(&argument)).to_string()));
        for line in lines {
            writeln!(out, "{line}")?;
        }
    }
    out.flush()
}

fn line(
    record: &Record,
    headline: &Text,
    [site, source]: [&Option<Text>; 2],
    authors: &[Text],
    published: Option<Stamp>,
    words: usize,
) -> String {
    let text = |text: &Option<Text>| text.as_deref().unwrap_or("-").to_owned();
    let authors: Vec<&str> = authors.iter().map(Text::as_str).collect();
    let published = published.map_or_else(|| "-".to_owned(), |stamp| stamp.to_string());
    [
        Text::new(&record.to_string()).to_string(),
        published,
        headline.to_string(),
        text(site),
        text(source),
        authors.join(", "),
    ]
    .join("\t")
        + &format!("\t{words}")
}
