//! A library of invented articles, with its index, for a moment.

use std::collections::HashMap;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use dateline::article::ArticleId;
use dateline::library::Options;
use dateline::library::query::Query;
use dateline::library::script::{Script, Selection};
use dateline::marks::Marks;
use serde_json::json;

/// An article to be written.
#[derive(Clone, Default)]
pub(super) struct Invented {
    pub(super) headline: String,
    pub(super) site: String,
    pub(super) day: usize,
    pub(super) paragraphs: Vec<String>,
    pub(super) links: Vec<String>,
}

/// A folder that is taken away in the end.
pub(super) struct Library {
    folder: PathBuf,
    pub(super) script: Script,
}

impl Library {
    /// Writes the articles and indexes them. An article's number is in its URL.
    pub(super) fn new(name: &str, articles: &[Invented]) -> io::Result<Self> {
        let folder = std::env::temp_dir().join(format!("dateline-score-{name}-{}", std::process::id()));
        fs::create_dir_all(folder.join("articles"))?;
        let mut file = BufWriter::new(fs::File::create(folder.join("articles/all.jsonl"))?);
        for (number, article) in articles.iter().enumerate() {
            let mut text = article.paragraphs.join("\n");
            if !article.links.is_empty() {
                text += &format!("\nRecent Stories\n{}", article.links.join("\n"));
            }
            let line = json!({
                "title": article.headline, "text": text, "date": super::invent::date(article.day), "sitename": article.site,
                "url": format!("https://example.org/{number}"),
            });
            writeln!(file, "{line}")?;
        }
        file.flush()?;
        let paths = vec![folder.join("articles")];
        let options = Options { paths, cache: Some(folder.join("cache")), full_text: true, ..Options::default() };
        let mut script = Script::open(options);
        script.wait(|_| true);
        Ok(Self { folder, script })
    }

    /// The articles that a query leaves, and the number of each by its id.
    pub(super) fn select(&mut self, query: &str) -> io::Result<(Selection, HashMap<ArticleId, usize>)> {
        let query = Query::parse(query, jiff::civil::date(2024, 1, 1)).map_err(io::Error::other)?;
        let selection = self.script.select(query, Marks::default()).ok_or_else(|| io::Error::other("no library"))?;
        let mut numbers = HashMap::new();
        for row in selection.rows().flatten() {
            let number = row.details.url.as_ref().and_then(|url| url.rsplit('/').next()?.parse().ok());
            numbers.extend(number.map(|number: usize| (row.id, number)));
        }
        Ok((selection, numbers))
    }

    pub(super) fn close(self) -> io::Result<()> {
        self.script.close();
        fs::remove_dir_all(self.folder)
    }
}

/// Prints precision, recall and their harmonic mean, of so many that are right, found, and wanted.
pub(super) fn line(out: &mut impl Write, what: &str, right: usize, found: usize, wanted: usize) -> io::Result<()> {
    super::report::ratio(out, &format!("{what}: precision"), right, found)?;
    super::report::ratio(out, &format!("{what}: recall"), right, wanted)?;
    super::report::ratio(out, &format!("{what}: F1"), 2 * right, found + wanted)
}
