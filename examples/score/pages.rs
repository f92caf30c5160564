//! Saved pages of papers, beside what a scraper that was written for each of these papers takes from them: the tests of fundus.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use dateline::article::Article;
use serde::Deserialize;

use crate::gold;
use crate::report::ratio;

/// How pages are called: `TheBayHerald_2024_01_30.html.gz`, beside a `TheBayHerald.json`.
const ENDING: &str = ".html.gz";
/// A line with fewer letters may be anywhere.
const LINE: usize = 30;

/// What a page has, as one version of its scraper sees it.
#[derive(Deserialize)]
struct Truth {
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    authors: Vec<String>,
    #[serde(default)]
    publishing_date: Option<String>,
    #[serde(default)]
    body: Option<Body>,
}

#[derive(Deserialize)]
struct Body {
    #[serde(default)]
    summary: Vec<String>,
    #[serde(default)]
    sections: Vec<Section>,
}

#[derive(Deserialize)]
struct Section {
    #[serde(default)]
    headline: Vec<String>,
    #[serde(default)]
    paragraphs: Vec<String>,
}

impl Truth {
    fn lines(&self) -> Vec<String> {
        let sections = self.body.iter().flat_map(|body| &body.sections);
        let sections = sections.flat_map(|section| section.headline.iter().chain(&section.paragraphs));
        self.body.iter().flat_map(|body| &body.summary).chain(sections).map(|line| letters(line)).collect()
    }
}

/// What a page shows for the truth of one: letters of its lines that are found, of how many, and of the lines found that are its.
struct Found {
    headline: bool,
    lines: (usize, usize),
    own: (usize, usize),
}

/// Papers of `dir` are in folders by country.
pub(crate) fn score(dir: &Path, misses: bool, out: &mut impl Write) -> io::Result<()> {
    let mut pages = Vec::new();
    for country in fs::read_dir(dir)?.flatten().filter(|entry| entry.path().is_dir()) {
        pages.extend(fs::read_dir(country.path())?.flatten().map(|entry| entry.path()));
    }
    pages.retain(|page| page.to_str().is_some_and(|name| name.ends_with(ENDING)));
    pages.sort();
    let (mut headlines, mut days, mut authors, mut lines, mut own) = ((0, 0), (0, 0), (0, 0), (0, 0), (0, 0));
    for page in &pages {
        let Some(truths) = truths(page)? else { continue };
        let article = gold::in_file(page)?;
        let seen = truths.values().map(|truth| (truth, found(truth, &article)));
        let Some((truth, found)) = seen.max_by_key(|(_, found)| (found.headline, found.lines.0)) else { continue };
        let mut count = |counts: &mut (usize, usize), what: &str, right: bool| {
            counts.0 += usize::from(right);
            counts.1 += 1;
            if misses && !right { writeln!(out, "{}: {what}", page.display()) } else { Ok(()) }
        };
        count(&mut headlines, "headline", found.headline)?;
        if let Some(day) = truth.publishing_date.as_deref().and_then(|date| date.get(..10)) {
            count(&mut days, "day", article.published.is_some_and(|stamp| stamp.date.to_string() == day))?;
        }
        if !truth.authors.is_empty() {
            let mut known: Vec<String> = truth.authors.iter().map(|name| letters(name)).collect();
            let mut names: Vec<String> = article.authors.iter().map(|name| letters(name)).collect();
            known.sort();
            names.sort();
            count(&mut authors, "authors", known == names)?;
        }
        if misses && found.lines.0 * 5 < found.lines.1 * 4 {
            writeln!(out, "{}: {} of {} letters of its text", page.display(), found.lines.0, found.lines.1)?;
        }
        for (sum, part) in [(&mut lines, found.lines), (&mut own, found.own)] {
            *sum = (sum.0 + part.0, sum.1 + part.1);
        }
    }
    ratio(out, "headline as the paper's scraper has it", headlines.0, headlines.1)?;
    ratio(out, "day of publication", days.0, days.1)?;
    ratio(out, "authors, all and no others", authors.0, authors.1)?;
    ratio(out, "letters of the articles that are shown", lines.0, lines.1)?;
    ratio(out, "letters shown that are the articles'", own.0, own.1)
}

/// What stands beside a page, by the version of the scraper.
fn truths(page: &Path) -> io::Result<Option<BTreeMap<String, Truth>>> {
    let name = page.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    // The paper, and the day with its three numbers.
    let Some(paper) = name.trim_end_matches(ENDING).rsplitn(4, '_').nth(3) else { return Ok(None) };
    let beside: PathBuf = page.with_file_name(format!("{paper}.json"));
    let Ok(bytes) = fs::read(&beside) else { return Ok(None) };
    serde_json::from_slice(&bytes).map(Some).map_err(|error| io::Error::other(format!("{}: {error}", beside.display())))
}

fn found(truth: &Truth, article: &Article) -> Found {
    let headline = article.headline.as_deref().map(letters).unwrap_or_default();
    let known = truth.lines();
    let shown: Vec<String> = article.paragraphs.iter().map(|paragraph| letters(&paragraph.text)).collect();
    let (all_known, all_shown) = (known.concat(), shown.concat());
    let share = |lines: &[String], of: &str| {
        let long = lines.iter().filter(|line| line.chars().count() >= LINE);
        long.fold((0, 0), |(part, whole), line| {
            (part + if of.contains(line.as_str()) { line.len() } else { 0 }, whole + line.len())
        })
    };
    Found {
        headline: truth.title.as_deref().is_some_and(|title| letters(title) == headline),
        lines: share(&known, &all_shown),
        own: share(&shown, &all_known),
    }
}

/// The letters and digits of a text.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
