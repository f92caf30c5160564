//! Gold of our own: an article a line, as JSON with its text and what it says.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use dateline::article::{self, Article, Fields};
use dateline::formats;
use serde::Deserialize;

use crate::voices::{agrees, ratio};

/// An article with the truth about it. What is left out is not scored.
#[derive(Deserialize)]
struct Gold {
    /// The text, or else the file that it stands in, from the folder of the gold.
    #[serde(default)]
    text: String,
    file: Option<PathBuf>,
    title: Option<String>,
    published: Option<String>,
    authors: Option<Vec<String>>,
    paragraphs: Option<usize>,
    quotes: Option<Vec<Quote>>,
    links: Option<Vec<Link>>,
}

#[derive(Deserialize)]
struct Quote {
    text: String,
    speaker: Option<String>,
}

#[derive(Deserialize)]
struct Link {
    title: String,
    age: Option<String>,
}

/// What was right, of how many.
#[derive(Default)]
struct Count(usize, usize);

impl Count {
    fn add(&mut self, right: bool) {
        self.0 += usize::from(right);
        self.1 += 1;
    }
}

#[derive(Default)]
struct Scores {
    headline: Count,
    published: Count,
    authors: Count,
    paragraphs: Count,
    near: Count,
    quote_recall: Count,
    quote_precision: Count,
    speakers: Count,
    link_recall: Count,
    link_precision: Count,
    ages: Count,
}

pub(crate) fn score(files: &[PathBuf], misses: bool, out: &mut impl Write) -> io::Result<()> {
    let mut scores = Scores::default();
    for file in files {
        for (number, line) in fs::read_to_string(file)?.lines().enumerate().filter(|(_, line)| !line.is_empty()) {
            let place = format!("{}:{}", file.display(), number + 1);
            let gold: Gold =
                serde_json::from_str(line).map_err(|error| io::Error::other(format!("{place}: {error}")))?;
            let article = match &gold.file {
                Some(name) => in_file(&file.with_file_name(name))?,
                None => article::parse(&gold.text, &Fields::default()),
            };
            let wrong = scores.add(&gold, &article);
            if misses && !wrong.is_empty() {
                writeln!(out, "{place}: {}", wrong.join(", "))?;
            }
        }
    }
    scores.print(out)
}

/// The first article of a file.
fn in_file(path: &Path) -> io::Result<Article> {
    let document = formats::document(path, &formats::Record::Whole);
    let document = document.map_err(|problem| io::Error::other(format!("{}: {}", path.display(), problem.reason)))?;
    Ok(article::parse(&document.text, &document.fields))
}

impl Scores {
    fn add(&mut self, gold: &Gold, article: &Article) -> Vec<&'static str> {
        let mut wrong = Vec::new();
        let mut note = |count: &mut Count, what: &'static str, right: bool| {
            count.add(right);
            if !right {
                wrong.push(what);
            }
        };
        if let Some(title) = &gold.title {
            note(&mut self.headline, "headline", article.headline.as_deref() == Some(title));
        }
        if let Some(published) = &gold.published {
            let found = article.published.map(|stamp| stamp.to_string());
            note(&mut self.published, "published", found.as_ref() == Some(published));
        }
        if let Some(authors) = &gold.authors {
            note(&mut self.authors, "byline", article.authors.iter().map(|name| &**name).eq(authors.iter()));
        }
        if let Some(paragraphs) = gold.paragraphs {
            let found = article.paragraphs.len();
            note(&mut self.paragraphs, "paragraphs", found == paragraphs);
            self.near.add(found.abs_diff(paragraphs) <= 1);
        }
        for quote in gold.quotes.iter().flatten() {
            let found = article.quotes.iter().find(|found| *found.text == *quote.text);
            note(&mut self.quote_recall, "quote", found.is_some());
            if let (Some(found), Some(speaker)) = (found, &quote.speaker) {
                let known = std::slice::from_ref(speaker);
                note(&mut self.speakers, "speaker", found.speaker.as_deref().is_some_and(|name| agrees(name, known)));
            }
        }
        if let Some(quotes) = &gold.quotes {
            for found in &article.quotes {
                note(&mut self.quote_precision, "extra quote", quotes.iter().any(|quote| *quote.text == *found.text));
            }
        }
        let items = || article.sections.iter().flat_map(|section| &section.items);
        for link in gold.links.iter().flatten() {
            let found = items().find(|found| *found.title == *link.title);
            note(&mut self.link_recall, "story link", found.is_some());
            if let (Some(found), Some(age)) = (found, &link.age) {
                note(&mut self.ages, "age", found.age.as_deref() == Some(age));
            }
        }
        if let Some(links) = &gold.links {
            for found in items() {
                note(&mut self.link_precision, "extra link", links.iter().any(|link| *link.title == *found.title));
            }
        }
        wrong
    }

    fn print(&self, out: &mut impl Write) -> io::Result<()> {
        let rows = [
            ("headline exact", &self.headline),
            ("published", &self.published),
            ("byline", &self.authors),
            ("paragraphs exact", &self.paragraphs),
            ("paragraphs within one", &self.near),
            ("quote recall", &self.quote_recall),
            ("quote precision", &self.quote_precision),
            ("speakers", &self.speakers),
            ("story link recall", &self.link_recall),
            ("story link precision", &self.link_precision),
            ("ages", &self.ages),
        ];
        rows.iter().filter(|(_, count)| count.1 > 0).try_for_each(|(what, count)| ratio(out, what, count.0, count.1))
    }
}
