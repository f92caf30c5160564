//! `dateline quotes`: who said what.

use std::io::{self, BufWriter, Write};

use clap::ValueEnum;
use serde::Serialize;

use super::opened::{self, Opened, Which};
use super::paint::{Paint, When, painted};
use super::{ended, record_of};
use crate::article::{Article, ArticleId, Quote, QuoteKind, Stamp, Text, clean};
use crate::layout::wrap;
use crate::library::query::{Expr, Leaf, Pattern, Query, Sort, SortKey, TextField};
use crate::library::script::Selection;
use crate::library::{Place, analysis};

/// Columns of the quotes where there is no terminal.
const COLUMNS: usize = 80;

/// `dateline quotes`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  dateline quotes --speaker Lindqvane -q 'date:2024-03'
  dateline quotes -f jsonl --limit 10 -q 'site:daypoint'")]
pub(super) struct Quotes {
    /// The form in which quotes are printed
    #[arg(short, long, value_enum, value_name = "FORM", default_value_t = Form::Table)]
    format: Form,
    /// Only what somebody of this name said
    ///
    /// The last word of it is the last name: "Lindqvane" finds Oskar Lindqvane, and "Oskar Lindqvane" also where only the last
    /// name stands, but no other Lindqvane.
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,
    /// At most so many quotes
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Also what is nobody's words: titles, nicknames, words used so
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    which: Which,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Form {
    /// Date, speaker and words, and below them the article
    Table,
    /// A JSON object a quote, a line each
    Jsonl,
}

pub(super) fn run(quotes: &Quotes, color: When) -> u8 {
    printed(quotes, Paint::new(color)).unwrap_or_else(|code| code)
}

fn printed(quotes: &Quotes, paint: Paint) -> Result<u8, u8> {
    let mut query = opened::query(quotes.which.query.as_deref(), None)?;
    if query.sort.is_empty() {
        query.sort = vec![Sort { key: SortKey::Date, reversed: true }];
    }
    let speaker = quotes.speaker.as_deref().map(Speaker::new);
    let query = match &speaker {
        Some(speaker) => speaker.within(query),
        None => query,
    };
    let mut opened = Opened::open(&quotes.which.paths, quotes.which.rescan)?;
    let selection = opened.select(query, opened::marks())?;
    let mut out = BufWriter::new(io::stdout().lock());
    let printer = Printer { quotes, speaker, paint, columns: opened::columns().unwrap_or(COLUMNS) };
    let written = printer.print(&mut out, &mut opened, &selection);
    Ok(ended(written.and_then(|()| out.flush()), opened.failed))
}

/// How quotes are printed, and which.
struct Printer<'a> {
    quotes: &'a Quotes,
    speaker: Option<Speaker>,
    paint: Paint,
    columns: usize,
}

impl Printer<'_> {
    fn print(&self, out: &mut impl Write, opened: &mut Opened, selection: &Selection) -> io::Result<()> {
        let mut left = self.quotes.limit.unwrap_or(usize::MAX);
        for read in selection.quoting() {
            let Some((place, article)) = opened.told(read) else { continue };
            let path = clean::name(opened.path(&place.path));
            for quote in article.quotes.iter().filter(|quote| self.is_wanted(quote)) {
                if left == 0 {
                    return Ok(());
                }
                left -= 1;
                match self.quotes.format {
                    Form::Table => self.table(out, quote, &article, &path)?,
                    Form::Jsonl => {
                        serde_json::to_writer(&mut *out, &Said::new(quote, &article, &place, &path))?;
                        writeln!(out)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn is_wanted(&self, quote: &Quote) -> bool {
        let is_said = self.quotes.all || quote.kind != QuoteKind::Other;
        let is_theirs = |speaker: &Speaker| quote.speaker.as_deref().is_some_and(|name| speaker.is(name));
        is_said && self.speaker.as_ref().is_none_or(is_theirs)
    }

    fn table(&self, out: &mut impl Write, quote: &Quote, article: &Article, path: &Text) -> io::Result<()> {
        let date = article.published.map_or_else(|| "undated".to_owned(), |stamp| stamp.date.to_string());
        let speaker = quote.speaker.as_deref().unwrap_or("(nobody is named)");
        writeln!(out, "{}  {}", painted(self.paint.faint, date), painted(self.paint.name, speaker))?;
        for row in wrap(&quote.text, self.columns.saturating_sub(4).max(16)) {
            writeln!(out, "    {}", quote.text.get(row).unwrap_or_default().trim_end())?;
        }
        writeln!(out, "    {}\n", painted(self.paint.faint, format!("{}, {path}", article.title())))
    }
}

/// The line of a quote, in the form that scripts rely on: the quote as `show` has it, and where it was said.
#[derive(Serialize)]
struct Said<'a> {
    #[serde(flatten)]
    quote: &'a Quote,
    article: ArticleId,
    path: &'a Text,
    record: Option<Text>,
    title: Option<&'a Text>,
    published: Option<Stamp>,
}

impl<'a> Said<'a> {
    fn new(quote: &'a Quote, article: &'a Article, place: &Place, path: &'a Text) -> Self {
        let (title, published) = (article.headline.as_ref(), article.published);
        Self { quote, article: article.id, path, record: record_of(&place.record), title, published }
    }
}

/// A name to look for.
struct Speaker {
    /// Its words, without case and accents.
    words: Vec<String>,
    last: String,
}

impl Speaker {
    fn new(name: &str) -> Self {
        let words = words(name);
        Self { last: name.split_whitespace().last().unwrap_or_default().to_owned(), words }
    }

    /// The articles in which they may speak.
    fn within(&self, query: Query) -> Query {
        let speaks = Expr::Leaf(Leaf::Text(TextField::Speaker, Pattern::Word(self.last.clone())));
        Query { filter: Expr::And(vec![speaks, query.filter]), ..query }
    }

    /// Whether a speaker is called so: all words are the same, or only the last name is known.
    fn is(&self, speaker: &str) -> bool {
        let theirs = words(speaker);
        let is_whole = !self.words.is_empty() && self.words.iter().all(|word| theirs.contains(word));
        is_whole || (theirs.len() == 1 && theirs.first() == self.words.last())
    }
}

fn words(name: &str) -> Vec<String> {
    let words = name.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '\u{2019}');
    words.filter(|word| !word.is_empty()).map(analysis::folded).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_known_by_their_last_name() {
        let daskal = Speaker::new("daskal");
        assert!(daskal.is("Jen Daskal") && daskal.is("DASKAL") && !daskal.is("Jen Dask"));
        let jen = Speaker::new("Jen Daskal");
        assert!(jen.is("Jen Daskal") && jen.is("Daskal") && !jen.is("John Daskal") && !jen.is("Jen"));
        assert!(Speaker::new("muller").is("Jörg Müller"));
        assert!(!Speaker::new(" ").is("Jen Daskal"));
    }
}
