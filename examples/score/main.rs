//! Scores what the parser understands against people's annotations.
//!
//! ```text
//! cargo run --release --example score -- polnear DIR     DIR/text/*.txt with DIR/attributions/*.ann (PolNeAR)
//! cargo run --release --example score -- wikinews DIR    DIR/*.json (German news quotation attribution dataset)
//! cargo run --release --example score -- gold FILE...    gold of our own, see `gold.rs`; examples/gold.jsonl is one
//! cargo run --release --example score -- pages DIR       DIR/COUNTRY/PAPER_Y_M_D.html.gz with PAPER.json (tests of fundus)
//! cargo run --release --example score -- links N         story links of N invented pages
//! cargo run --release --example score -- copies N        copies of N invented stories, among reports, follow-ups, round-ups
//! cargo run --release --example score -- boilerplate N   lines that recur over the articles of N invented sites
//! ```
//!
//! With `--misses` each difference is printed.

mod align;
mod boilerplate;
mod copies;
mod gold;
mod invent;
mod library;
mod links;
mod pages;
mod polnear;
mod report;
mod voices;
mod wikinews;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut words: Vec<String> = std::env::args().skip(1).collect();
    let misses = words.iter().any(|word| word == "--misses");
    words.retain(|word| word != "--misses");
    let paths: Vec<PathBuf> = words.iter().skip(1).map(PathBuf::from).collect();
    let mut out = io::BufWriter::new(io::stdout().lock());
    let count = || words.get(1).and_then(|word| word.parse().ok());
    let scored = match (words.first().map(String::as_str), paths.first()) {
        (Some("polnear"), Some(dir)) => polnear::score(dir, misses, &mut out),
        (Some("wikinews"), Some(dir)) => wikinews::score(dir, misses, &mut out),
        (Some("pages"), Some(dir)) => pages::score(dir, misses, &mut out),
        (Some("gold"), Some(_)) => gold::score(&paths, misses, &mut out),
        (Some("links"), Some(_)) => links::score(count().unwrap_or(1_000), misses, &mut out),
        (Some("copies"), Some(_)) => copies::score(count().unwrap_or(300), misses, &mut out),
        (Some("boilerplate"), Some(_)) => boilerplate::score(count().unwrap_or(30), misses, &mut out),
        _ => Err(io::Error::other(
            "score polnear DIR | wikinews DIR | pages DIR | gold FILE... | links N | copies N | boilerplate N  [--misses]",
        )),
    };
    match scored.and_then(|()| out.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nobody is left to tell when even this cannot be written.
            let _ = writeln!(io::stderr(), "{error}");
            ExitCode::FAILURE
        }
    }
}
