//! Uses the crate as a library: prints who is quoted in the files that are named, and what they said.
//!
//! `cargo run --example voices -- examples/articles/world/*.txt`

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::Path;

use dateline::{article, formats};

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for file in std::env::args_os().skip(1) {
        let mut written = Ok(());
        let read = formats::documents(Path::new(&file), &mut |document| {
            if let Ok(document) = document {
                let article = article::parse(&document.text, &document.fields);
                for quote in &article.quotes {
                    let speaker = quote.speaker.as_deref().unwrap_or("(not named)");
                    written = writeln!(out, "{speaker}: {}", quote.text);
                }
            }
            if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        if let Err(problem) = read {
            writeln!(out, "{}: {}", article::clean::name(Path::new(&file)), problem.reason)?;
        }
        written?;
    }
    Ok(())
}
