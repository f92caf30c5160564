//! Gold of our own: an article a line, as JSON with its text and what it says.

use std::fs;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use dateline::article::{self, Article, Fields, ParagraphKind};
use dateline::formats;
use serde::Deserialize;

use crate::report::{agrees, ratio};

/// An article with the truth about it. What is left out is not scored; an empty title, date
/// or speaker says that there is none.
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
    /// The texts of the sub-headings, and of the captions.
    headings: Option<Vec<String>>,
    captions: Option<Vec<String>>,
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
    kind_recall: Count,
    kind_precision: Count,
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
                let name = gold.file.as_deref().map_or_else(|| short(&gold.text), |name| name.display().to_string());
                writeln!(out, "{place}: {name}")?;
                wrong.iter().try_for_each(|wrong| writeln!(out, "    {wrong}"))?;
            }
        }
    }
    scores.print(out)
}

/// The first article of a file.
pub(crate) fn in_file(path: &Path) -> io::Result<Article> {
    let mut first = None;
    let read = formats::documents(path, &mut |document| {
        first = Some(document);
        ControlFlow::Break(())
    });
    let failed = |reason: &dyn std::fmt::Display| io::Error::other(format!("{}: {reason}", path.display()));
    read.map_err(|problem| failed(&problem.reason))?;
    let document = first.ok_or_else(|| failed(&"no article"))?.map_err(|problem| failed(&problem.reason))?;
    Ok(article::parse(&document.text, &document.fields))
}

impl Scores {
    /// Counts an article, and says what is wrong with it.
    fn add(&mut self, gold: &Gold, article: &Article) -> Vec<String> {
        let mut wrong = Vec::new();
        let mut note = |count: &mut Count, what: &str, expected: &str, found: &str, right: bool| {
            count.add(right);
            if !right {
                wrong.push(format!("{what}: expected {}, found {}", short(expected), short(found)));
            }
        };
        if let Some(title) = &gold.title {
            let found = article.headline.as_deref().unwrap_or_default();
            note(&mut self.headline, "headline", title, found, found == title);
        }
        if let Some(published) = &gold.published {
            let found = article.published.map(|stamp| stamp.to_string()).unwrap_or_default();
            note(&mut self.published, "published", published, &found, found == *published);
        }
        if let Some(authors) = &gold.authors {
            let found: Vec<_> = article.authors.iter().map(|name| &**name).collect();
            note(&mut self.authors, "byline", &authors.join(", "), &found.join(", "), found == *authors);
        }
        if let Some(paragraphs) = gold.paragraphs {
            let found = article.paragraphs.len();
            let (expected, seen) = (paragraphs.to_string(), found.to_string());
            note(&mut self.paragraphs, "paragraphs", &expected, &seen, found == paragraphs);
            self.near.add(found.abs_diff(paragraphs) <= 1);
        }
        let kinds = [
            ("sub-heading", ParagraphKind::Heading, &gold.headings),
            ("caption", ParagraphKind::Caption, &gold.captions),
        ];
        for (what, kind, gold) in kinds {
            let Some(texts) = gold else { continue };
            let marked = || article.paragraphs.iter().filter(|paragraph| paragraph.kind == kind);
            for text in texts {
                let right = marked().any(|paragraph| *paragraph.text == **text);
                note(&mut self.kind_recall, what, text, "", right);
            }
            for found in marked() {
                let right = texts.iter().any(|text| *found.text == **text);
                note(&mut self.kind_precision, &format!("extra {what}"), "", &found.text, right);
            }
        }
        for quote in gold.quotes.iter().flatten() {
            let found = article.quotes.iter().find(|found| *found.text == *quote.text);
            note(&mut self.quote_recall, "quote", &quote.text, "", found.is_some());
            if let (Some(found), Some(speaker)) = (found, &quote.speaker) {
                let name = found.speaker.as_deref().unwrap_or_default();
                let right = name == speaker || agrees(name, std::slice::from_ref(speaker));
                note(&mut self.speakers, &format!("speaker of {}", short(&quote.text)), speaker, name, right);
            }
        }
        if let Some(quotes) = &gold.quotes {
            for found in &article.quotes {
                let right = quotes.iter().any(|quote| *quote.text == *found.text);
                note(&mut self.quote_precision, "extra quote", "", &found.text, right);
            }
        }
        let items = || article.sections.iter().flat_map(|section| &section.items);
        for link in gold.links.iter().flatten() {
            let aged = items().find(|found| *found.title == *link.title && found.age.as_deref() == link.age.as_deref());
            let found = aged.or_else(|| items().find(|found| *found.title == *link.title));
            note(&mut self.link_recall, "story link", &link.title, "", found.is_some());
            if let (Some(found), Some(age)) = (found, &link.age) {
                let seen = found.age.as_deref().unwrap_or_default();
                note(&mut self.ages, &format!("age of {}", short(&link.title)), age, seen, seen == age);
            }
        }
        if let Some(links) = &gold.links {
            for found in items() {
                let right = links.iter().any(|link| *link.title == *found.title);
                note(&mut self.link_precision, "extra link", "", &found.title, right);
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
            ("sub-headings and captions recall", &self.kind_recall),
            ("sub-headings and captions precision", &self.kind_precision),
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

/// The first line of a text, cut in its middle where it is long.
fn short(text: &str) -> String {
    let line = text.trim().lines().next().unwrap_or("nothing");
    let size = line.chars().count();
    if size <= 60 {
        return line.to_owned();
    }
    let (head, tail): (String, String) = (line.chars().take(40).collect(), line.chars().skip(size - 16).collect());
    format!("{head} … {tail}")
}
