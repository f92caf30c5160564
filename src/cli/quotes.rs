//! `dateline quotes`: who said what.

use std::io::{self, BufWriter, Write};

use clap::ValueEnum;
use serde::Serialize;

use super::opened::{self, Opened, Which};
use super::paint::{Paint, When, painted};
use super::{ended, record_of};
use crate::article::{ArticleId, Quote, QuoteKind, Stamp, Text, clean, voices};
use crate::layout::wrap;
use crate::library::script::Selection;
use crate::library::voices::{Carried, Entry, Gathering, Said};

/// Columns of the quotes where there is no terminal.
const COLUMNS: usize = 80;
/// Articles that the table names of those that carry the same words.
const NAMED: usize = 4;

/// `dateline quotes`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Those of the newest articles come first, unless the query says otherwise with sort:; within an article they stand in their order.

With --speaker, the names of a person are joined: \"Daskal\", \"Ms Daskal\" and \"J. Daskal\" are the Jen Daskal of the same article, \
and of another one where no other Daskal speaks; and the same words in several articles are one entry that names them all.

In the JSON form, `speaker` is what the sentence says, `person` the fullest form of the name; `sure` is false where the text says \
\"she\" and the person is who spoke before, or where several people bear the name. `context` is the paragraph. `also` has the other \
articles that carry the words, each with `text` and `cut`: whether words were left out.

Examples:
  dateline quotes --speaker Brandauer -q 'date:2024-03'
  dateline quotes -f jsonl --limit 10 -q 'site:daypoint'")]
pub(super) struct Quotes {
    /// The form in which quotes are printed
    #[arg(short, long, value_enum, value_name = "FORM", default_value_t = Form::Table)]
    format: Form,
    /// Only what somebody of this name said
    ///
    /// The last word of it is the last name: "Brandauer" finds Ilse Brandauer, and "Ilse Brandauer" also where only the last
    /// name stands, but no other Brandauer.
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,
    /// Also what is nobody's words: titles, nicknames, words used so
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    which: Which,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Form {
    /// Date, speaker and words, and below them the articles
    Table,
    /// A JSON object a quote, a line each
    Jsonl,
}

pub(super) fn run(quotes: &Quotes, color: When) -> u8 {
    printed(quotes, Paint::new(color)).unwrap_or_else(|code| code)
}

fn printed(quotes: &Quotes, paint: Paint) -> Result<u8, u8> {
    let query = opened::query(quotes.which.query.as_deref(), None)?;
    let gathering = quotes.speaker.as_deref().map(|name| Gathering::new(name, quotes.all));
    let query = match &gathering {
        Some(gathering) => gathering.within(query),
        None => query,
    };
    let mut opened = Opened::open(&quotes.which.source.paths, quotes.which.source.rescan)?;
    let selection = opened.select_typed(query, quotes.which.query.as_deref(), opened::marks())?;
    let mut out =
        Printer { out: BufWriter::new(io::stdout().lock()), format: quotes.format, paint, opened: &mut opened };
    let written = match gathering {
        Some(gathering) => out.gathered(gathering, &selection, quotes.which.most()),
        None => out.each(&selection, quotes),
    };
    let written = written.and_then(|()| out.out.flush());
    Ok(ended(written, opened.failed))
}

struct Printer<'a, W> {
    out: W,
    format: Form,
    paint: Paint,
    opened: &'a mut Opened,
}

impl<W: Write> Printer<'_, W> {
    /// Prints what one person said: that is put together before.
    fn gathered(&mut self, mut gathering: Gathering, selection: &Selection, most: usize) -> io::Result<()> {
        for read in selection.quoting() {
            let Some((position, place, article)) = self.opened.told(read) else { continue };
            gathering.take(position, &place, &article);
        }
        gathering.finish().iter().take(most).try_for_each(|entry| self.entry(entry))
    }

    /// Prints all quotes, article by article, as they are read.
    fn each(&mut self, selection: &Selection, quotes: &Quotes) -> io::Result<()> {
        let mut left = quotes.which.most();
        for read in selection.quoting() {
            let Some((position, place, article)) = self.opened.told(read) else { continue };
            for (quote, voice) in article.quotes.iter().zip(voices::find(&article)) {
                if !quotes.all && quote.kind == QuoteKind::Other {
                    continue;
                }
                if left == 0 {
                    return Ok(());
                }
                left -= 1;
                let said = Said::new(position, &place, &article, quote, voice);
                self.entry(&Entry { person: said.name.clone(), sure: said.sure, said, also: Vec::new() })?;
            }
        }
        Ok(())
    }

    fn entry(&mut self, entry: &Entry) -> io::Result<()> {
        match self.format {
            Form::Table => self.table(entry),
            Form::Jsonl => {
                serde_json::to_writer(&mut self.out, &Line::new(entry, self.opened))?;
                writeln!(self.out)
            }
        }
    }

    fn table(&mut self, Entry { person, sure, said, also }: &Entry) -> io::Result<()> {
        let date = said.published.map_or_else(|| "undated".to_owned(), |stamp| stamp.date.to_string());
        let why = match (said.quote.speaker.as_deref(), sure) {
            (None, _) | (_, true) => String::new(),
            (Some(speaker), _) if !said.sure => format!(" (it says \"{speaker}\")"),
            _ => " (several people are called so)".to_owned(),
        };
        let person = match person.as_str() {
            "" => "(nobody is named)".to_owned(),
            person if *sure => person.to_owned(),
            person => format!("{person}?"),
        };
        writeln!(self.out, "{}  {}{why}", painted(self.paint.faint, date), painted(self.paint.name, person))?;
        let text = &said.quote.text;
        for row in wrap(text, opened::columns().unwrap_or(COLUMNS).saturating_sub(4).max(16)) {
            writeln!(self.out, "    {}", text.get(row).unwrap_or_default().trim_end())?;
        }
        let at = format!("{}, {}", said.headline, self.path(said));
        writeln!(self.out, "    {}", painted(self.paint.faint, at))?;
        if !also.is_empty() {
            let named = also.iter().take(NAMED).map(|Carried { said, cut }| {
                let cut = if *cut { " (cut)" } else { "" };
                format!("{}{cut}", self.path(said))
            });
            let named = named.collect::<Vec<_>>().join(", ");
            let more = if also.len() > NAMED { ", \u{2026}" } else { "" };
            let articles = if also.len() == 1 { "article" } else { "articles" };
            writeln!(self.out, "    also in {} {articles}: {named}{more}", also.len())?;
        }
        writeln!(self.out)
    }

    fn path(&self, said: &Said) -> Text {
        clean::name(self.opened.path(&said.place.path))
    }
}

/// The line of a quote, in the form that scripts rely on: the quote as `show` has it, where it was said, and where else.
#[derive(Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    quote: &'a Quote,
    #[serde(flatten)]
    of: Of<'a>,
    person: Option<&'a Text>,
    sure: bool,
    context: &'a Text,
    also: Vec<Also<'a>>,
}

/// The article of a quote.
#[derive(Serialize)]
struct Of<'a> {
    article: ArticleId,
    path: Text,
    record: Option<Text>,
    title: Option<&'a Text>,
    published: Option<Stamp>,
}

/// The same words elsewhere.
#[derive(Serialize)]
struct Also<'a> {
    #[serde(flatten)]
    of: Of<'a>,
    text: &'a Text,
    speaker: Option<&'a Text>,
    paragraph: usize,
    cut: bool,
}

impl<'a> Of<'a> {
    fn new(said: &'a Said, opened: &Opened) -> Self {
        let path = clean::name(opened.path(&said.place.path));
        let title = Some(&said.headline).filter(|_| said.titled);
        Self { article: said.article, path, record: record_of(&said.place.record), title, published: said.published }
    }
}

impl<'a> Line<'a> {
    fn new(entry: &'a Entry, opened: &Opened) -> Self {
        let said = &entry.said;
        let also = entry.also.iter().map(|Carried { said, cut }| Also {
            of: Of::new(said, opened),
            text: &said.quote.text,
            speaker: said.quote.speaker.as_ref(),
            paragraph: said.quote.paragraph,
            cut: *cut,
        });
        Self {
            quote: &said.quote,
            of: Of::new(said, opened),
            person: Some(&entry.person).filter(|person| !person.is_empty()),
            sure: entry.sure,
            context: &said.context,
            also: also.collect(),
        }
    }
}
