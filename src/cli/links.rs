//! `dateline links`: what the story links of articles mean, and the stories that the library does not have.

use std::cmp::Reverse;
use std::io::{self, BufWriter, Write};

use clap::ValueEnum;
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::opened::{self, Opened, Which};
use super::{ended, record_of};
use crate::article::{Article, ArticleId, Stamp, StoryLink, Text, clean};
use crate::layout::fit;
use crate::library::script::Selection;
use crate::library::{Confidence, Link, Place};

/// `dateline links`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  dateline links -q 'site:daypoint date:2024-01'
  dateline links --unresolved --limit 50
  dateline links --unresolved -f jsonl | jq -r '.url // .title'")]
pub(super) struct Links {
    /// The form in which links are printed
    #[arg(short, long, value_enum, default_value_t = Form::Table)]
    format: Form,
    /// Only stories that no article here is: each once, those that most pages carry first
    #[arg(long)]
    unresolved: bool,
    #[command(flatten)]
    which: Which,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Form {
    /// A line for the page, below it a line a link: how sure it is, its title, the date of its article
    Table,
    /// A JSON object a link, a line each
    Jsonl,
}

pub(super) fn run(links: &Links) -> u8 {
    printed(links).unwrap_or_else(|code| code)
}

fn printed(links: &Links) -> Result<u8, u8> {
    let query = opened::query(links.which.query.as_deref(), None)?;
    let mut opened = Opened::tied(&links.which.source.paths, links.which.source.rescan)?;
    let marks = opened::marks();
    let selection = opened.select_typed(query, links.which.query.as_deref(), marks)?;
    let mut out = BufWriter::new(io::stdout().lock());
    let written = if links.unresolved {
        let missing = missing(&mut opened, &selection);
        missing.iter().take(links.which.most()).try_for_each(|story| story.print(links.format, &mut out))
    } else {
        all(&mut out, links, &mut opened, &selection)
    };
    Ok(ended(written.and_then(|()| out.flush()), opened.failed))
}

fn all(out: &mut impl Write, links: &Links, opened: &mut Opened, selection: &Selection) -> io::Result<()> {
    let columns = opened::columns().unwrap_or(usize::MAX);
    let mut left = links.which.most();
    for read in selection.linking() {
        let Some((place, article, found)) = opened.told(read) else { continue };
        let path = clean::name(opened.path(&place.path));
        if matches!(links.format, Form::Table) && left > 0 {
            writeln!(out, "{}", fit(&format!("{}  {}", day(article.published), article.title()), columns))?;
        }
        for (section, found) in article.sections.iter().zip(&found) {
            for (item, link) in section.items.iter().zip(found) {
                if left == 0 {
                    return Ok(());
                }
                left -= 1;
                match links.format {
                    Form::Table => writeln!(out, "{}", fit(&line(item, link.as_ref()), columns))?,
                    Form::Jsonl => {
                        let heading = section.heading.as_ref();
                        let linked = Linked::new(item, link.as_ref(), heading, &article, &place, &path);
                        serde_json::to_writer(&mut *out, &linked)?;
                        writeln!(out)?;
                    }
                }
            }
        }
    }
    Ok(())
}

fn day(published: Option<Stamp>) -> String {
    published.map_or_else(|| " ".repeat(10), |stamp| stamp.date.to_string())
}

fn line(item: &StoryLink, link: Option<&Link>) -> String {
    let (sure, date) = match link {
        None => ("", " ".repeat(10)),
        Some(Link { confidence, target, others }) => {
            let sure = match confidence {
                _ if !others.is_empty() => "unsure",
                Confidence::Exact => "exact",
                Confidence::Cut => "cut",
                Confidence::Alike => "alike",
            };
            (sure, day(target.published))
        }
    };
    format!("    {sure:6}  {date}  {}", item.title)
}

/// The line of a link, in the form that scripts rely on.
#[derive(Serialize)]
struct Linked<'a> {
    title: &'a Text,
    age: Option<&'a Text>,
    url: Option<&'a Text>,
    section: Option<&'a Text>,
    article: Option<ArticleId>,
    confidence: Option<Confidence>,
    others: Vec<ArticleId>,
    page: ArticleId,
    path: &'a Text,
    record: Option<Text>,
    published: Option<Stamp>,
}

impl<'a> Linked<'a> {
    fn new(
        item: &'a StoryLink,
        link: Option<&Link>,
        section: Option<&'a Text>,
        page: &Article,
        place: &Place,
        path: &'a Text,
    ) -> Self {
        Self {
            title: &item.title,
            age: item.age.as_ref(),
            url: item.url.as_ref(),
            section,
            article: link.map(|link| link.target.id),
            confidence: link.map(|link| link.confidence),
            others: link.map(|link| link.others.iter().map(|other| other.id).collect()).unwrap_or_default(),
            page: page.id,
            path,
            record: record_of(&place.record),
            published: page.published,
        }
    }
}

/// A story that pages carry and the library does not have.
#[derive(Serialize)]
struct Missing {
    title: Text,
    url: Option<Text>,
    /// How many pages carry it.
    pages: usize,
    /// The days of the first and the last of them.
    first: Option<Stamp>,
    last: Option<Stamp>,
    site: Option<Text>,
    /// One of the pages.
    page: ArticleId,
    path: Text,
}

impl Missing {
    fn print(&self, form: Form, out: &mut impl Write) -> io::Result<()> {
        match form {
            Form::Table => {
                let line = format!("{:>5}  {}  {}", self.pages, day(self.first), self.title);
                writeln!(out, "{}", fit(&line, opened::columns().unwrap_or(usize::MAX)))
            }
            Form::Jsonl => {
                serde_json::to_writer(&mut *out, self)?;
                writeln!(out)
            }
        }
    }
}

/// The stories that are missing, those that most pages carry first, then the latest.
fn missing(opened: &mut Opened, selection: &Selection) -> Vec<Missing> {
    let mut stories: FxHashMap<String, Missing> = FxHashMap::default();
    for read in selection.linking() {
        let Some((place, article, found)) = opened.told(read) else { continue };
        let path = clean::name(opened.path(&place.path));
        let links = article.sections.iter().zip(&found).flat_map(|(section, found)| section.items.iter().zip(found));
        for (item, _) in links.filter(|(_, link)| link.is_none()) {
            let letters: String =
                item.title.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
            let story = stories.entry(letters).or_insert_with(|| Missing {
                title: item.title.clone(),
                url: None,
                pages: 0,
                first: article.published,
                last: article.published,
                site: article.site.clone(),
                page: article.id,
                path: path.clone(),
            });
            story.pages += 1;
            story.url = story.url.take().or_else(|| item.url.clone());
            story.first = [story.first, article.published].into_iter().flatten().min();
            story.last = story.last.max(article.published);
        }
    }
    let mut stories: Vec<Missing> = stories.into_values().collect();
    stories.sort_by(|one, other| {
        let key = |story: &Missing| (Reverse(story.pages), Reverse(story.last));
        key(one).cmp(&key(other)).then_with(|| one.title.cmp(&other.title))
    });
    stories
}
