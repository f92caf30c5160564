//! How many articles have what: by site, month, language and so on.
//!
//! What stands in the columns of the catalogue is counted from there; authors and sources from the rows; speakers from the full
//! text, which keeps the names of each article.

#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::io;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::bits::Bits;
use super::catalogue::{Catalogue, Traits, stamp, unpack};
use super::query::{Expr, Flag, Leaf, Pattern, Query, TextField};
use super::{Position, Row, fulltext};
use crate::article::defects::DefectKind;
use crate::article::voices;
use crate::article::{Article, Text};

/// What articles are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Facet {
    /// The site, else the source, else the folder, as the list has it.
    Site,
    /// The agency or desk.
    Source,
    /// The year of publication.
    Year,
    /// The month of publication.
    Month,
    /// The day of publication.
    Day,
    /// The people of the byline, each by themselves.
    Author,
    /// The people who are quoted, each by themselves.
    Speaker,
    /// The language.
    Language,
    /// The length of the body, in words.
    Length,
    /// What is wrong with the text, and whether it was understood in full.
    Defect,
}

impl Facet {
    /// All of them, each with its name on the command line.
    pub const ALL: [(Self, &str); 10] = [
        (Self::Site, "site"),
        (Self::Source, "source"),
        (Self::Year, "year"),
        (Self::Month, "month"),
        (Self::Day, "day"),
        (Self::Author, "author"),
        (Self::Speaker, "speaker"),
        (Self::Language, "lang"),
        (Self::Length, "length"),
        (Self::Defect, "defect"),
    ];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(facet, _)| *facet == self).map_or("", |(_, name)| name)
    }

    /// Whether its values have an order of their own: days, lengths.
    #[must_use]
    pub fn is_ordered(self) -> bool {
        matches!(self, Self::Year | Self::Month | Self::Day | Self::Length)
    }
}

/// A value, and how many articles have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The value, as it is shown; empty for articles that have none.
    pub value: Text,
    /// The query that leaves these articles; none where no query says so.
    pub query: Option<String>,
    /// How many.
    pub articles: u64,
}

/// The counts of a facet: those with an order in that, the newest first; others the most frequent first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// The counts.
    pub counts: Vec<Count>,
    /// Articles that were not read as a whole yet, so that it is not known what they have.
    pub open: u64,
}

/// Bounds of the lengths.
const LENGTHS: [u32; 4] = [200, 500, 1000, 2000];
/// Rows between two looks at whether the answer is still wanted.
const LOOK: usize = 4096;

/// What is counted, as it is on its way.
#[derive(Debug)]
pub(super) struct Tally {
    facet: Facet,
    counts: FxHashMap<Key, u64>,
    open: u64,
}

/// A value before it is written out.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    None,
    Text(String),
    Site(String),
    /// Year, month and day; 0 where the facet does not tell them apart.
    Days(i16, i8, i8),
    Language(u16),
    /// The number of the first length that is too long.
    Length(usize),
    Defect(DefectKind),
    Problem,
}

impl Tally {
    pub(super) fn new(facet: Facet) -> Self {
        Self { facet, counts: FxHashMap::default(), open: 0 }
    }

    fn add(&mut self, key: Key, articles: u64) {
        *self.counts.entry(key).or_default() += articles;
    }

    /// Counts a row of an article that was read as a whole; its speakers are in the article only.
    pub(super) fn row(&mut self, row: &Row) {
        match self.facet {
            Facet::Site => self.add(Key::Site(row.site.to_string()), 1),
            Facet::Source => self.texts(row.details.source.iter().map(Text::as_str)),
            Facet::Author => self.texts(row.details.authors.iter().map(Text::as_str)),
            Facet::Year | Facet::Month | Facet::Day => {
                let key = self.days(row.published.map(|stamp| stamp.date));
                self.add(key, 1);
            }
            Facet::Language => self
                .add(row.language.as_deref().map_or(Key::None, |code| Key::Language(super::catalogue::pack(code))), 1),
            Facet::Length => self.add(length(row.words), 1),
            Facet::Defect => self.traits(row.traits),
            Facet::Speaker => self.open += 1,
        }
    }

    /// Counts the speakers of an article.
    pub(super) fn speakers(&mut self, article: &Article) {
        self.texts(speakers(article).iter().map(Text::as_str));
    }

    fn texts<'a>(&mut self, texts: impl Iterator<Item = &'a str>) {
        let mut none = true;
        for text in texts {
            none = false;
            self.add(Key::Text(text.to_owned()), 1);
        }
        if none {
            self.add(Key::None, 1);
        }
    }

    fn days(&self, date: Option<Date>) -> Key {
        date.map_or(Key::None, |date| match self.facet {
            Facet::Year => Key::Days(date.year(), 0, 0),
            Facet::Month => Key::Days(date.year(), date.month(), 0),
            _ => Key::Days(date.year(), date.month(), date.day()),
        })
    }

    fn traits(&mut self, traits: Traits) {
        let mut none = true;
        for kind in DefectKind::ALL.into_iter().filter(|kind| traits.is(*kind)) {
            self.add(Key::Defect(kind), 1);
            none = false;
        }
        if traits.has(Traits::PROBLEM) {
            self.add(Key::Problem, 1);
        } else if none {
            self.add(Key::None, 1);
        }
    }

    /// The counts, in order.
    pub(super) fn finish(self) -> Counted {
        let mut counted: Vec<(Key, u64)> = self.counts.into_iter().collect();
        let rank = |key: &Key| match key {
            Key::Days(year, month, day) => -(i64::from(*year) * 10_000 + i64::from(*month) * 100 + i64::from(*day)),
            Key::Length(number) => i64::try_from(*number).unwrap_or_default(),
            _ => i64::MAX,
        };
        if self.facet.is_ordered() {
            counted.sort_by_key(|(key, _)| rank(key));
        } else {
            // What has no value comes last, however frequent it is.
            counted.sort_by_cached_key(|(key, articles)| (*key == Key::None, Reverse(*articles), shown(key)));
        }
        let count = |(key, articles): (Key, u64)| Count {
            value: Text::new(&shown(&key)),
            query: query(self.facet, &key),
            articles,
        };
        Counted { counts: counted.into_iter().map(count).collect(), open: self.open }
    }
}

/// The people who speak in an article, each once.
pub(super) fn speakers(article: &Article) -> Vec<Text> {
    let voices = voices::find(article).into_iter().flatten();
    let mut names: Vec<Text> = voices.filter(|voice| voice.sure && voice.named).map(|voice| voice.name).collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn length(words: u32) -> Key {
    Key::Length(LENGTHS.iter().position(|bound| words < *bound).unwrap_or(LENGTHS.len()))
}

/// A value in words.
fn shown(key: &Key) -> String {
    match key {
        Key::None => String::new(),
        Key::Text(text) | Key::Site(text) => text.clone(),
        Key::Days(year, 0, _) => format!("{year:04}"),
        Key::Days(year, month, 0) => format!("{year:04}-{month:02}"),
        Key::Days(year, month, day) => format!("{year:04}-{month:02}-{day:02}"),
        Key::Language(code) => unpack(*code).map(|code| code.to_string()).unwrap_or_default(),
        Key::Length(number) => lengths(*number),
        Key::Defect(kind) => kind.name().to_owned(),
        Key::Problem => "problem".to_owned(),
    }
}

/// A length as `words:` has it.
fn lengths(number: usize) -> String {
    match (number.checked_sub(1).and_then(|before| LENGTHS.get(before)), LENGTHS.get(number)) {
        (None, Some(to)) => format!("<{to}"),
        (Some(from), Some(to)) => format!("{from}..{}", to - 1),
        (Some(from), None) => format!(">={from}"),
        (None, None) => String::new(),
    }
}

/// The query that leaves only the articles with a value.
fn query(facet: Facet, key: &Key) -> Option<String> {
    let text = |field, text: &str| {
        let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        let pattern = if let [word] = words.as_slice() { Pattern::Word(word.clone()) } else { Pattern::Phrase(words) };
        let filter = Expr::Leaf(Leaf::Text(field, pattern));
        let query = Query { filter, ..Query::default() }.to_string();
        // A text of nothing but punctuation is no query.
        Query::parse(&query, Date::ZERO).is_ok().then_some(query)
    };
    match key {
        Key::None => match facet {
            Facet::Year | Facet::Month | Facet::Day => Some("-date:..".to_owned()),
            Facet::Defect => Some("-has:defect -is:problem".to_owned()),
            _ => None,
        },
        Key::Text(name) => match facet {
            Facet::Source => text(TextField::Source, name),
            Facet::Author => text(TextField::Author, name),
            _ => text(TextField::Speaker, name),
        },
        Key::Site(name) => text(TextField::Site, name),
        Key::Days(..) => Some(format!("date:{}", shown(key))),
        Key::Language(_) => Some(format!("lang:{}", shown(key))),
        Key::Length(_) => Some(format!("words:{}", shown(key))),
        Key::Defect(_) => Some(format!("is:{}", shown(key))),
        Key::Problem => Some(Query { filter: Expr::Leaf(Leaf::Is(Flag::Problem)), ..Query::default() }.to_string()),
    }
}

/// Counts rows by what the index knows of them.
///
/// When `cancel` says so it ends early, and counts are missing.
///
/// # Errors
///
/// When the index cannot be read.
pub(super) fn count(
    catalogue: &Catalogue,
    index: Option<&fulltext::Index>,
    rows: &[Position],
    tally: &mut Tally,
    cancel: &dyn Fn() -> bool,
) -> io::Result<()> {
    match tally.facet {
        Facet::Site => sites(catalogue, rows, tally)?,
        Facet::Year | Facet::Month | Facet::Day => {
            let dates = catalogue.dates()?;
            // Neighbours are of one day, mostly.
            let mut days: FxHashMap<i64, u64> = FxHashMap::default();
            for &position in rows {
                *days
                    .entry(stamp::day_number(dates.get(position as usize).copied().unwrap_or(stamp::UNDATED)))
                    .or_default() += 1;
            }
            for (day, articles) in days {
                let key = tally.days(stamp::date(day).filter(|_| day != stamp::day_number(stamp::UNDATED)));
                tally.add(key, articles);
            }
        }
        Facet::Source | Facet::Author => from_rows(catalogue, rows, tally, cancel)?,
        Facet::Speaker => from_text(catalogue, index, rows, tally, cancel)?,
        Facet::Language | Facet::Length | Facet::Defect => from_columns(catalogue, rows, tally)?,
    }
    Ok(())
}

/// The speakers, whom the full text knows.
fn from_text(
    catalogue: &Catalogue,
    index: Option<&fulltext::Index>,
    rows: &[Position],
    tally: &mut Tally,
    cancel: &dyn Fn() -> bool,
) -> io::Result<()> {
    let mut known = 0;
    if let Some(index) = index {
        let found = index.speakers(&set(catalogue, rows), cancel).map_err(io::Error::other)?;
        known = found.articles;
        if found.silent > 0 {
            tally.add(Key::None, found.silent);
        }
        found.names.into_iter().for_each(|(name, articles)| tally.add(Key::Text(name), articles));
    }
    tally.open += (rows.len() as u64).saturating_sub(known);
    Ok(())
}

/// Rows as a set.
fn set(catalogue: &Catalogue, rows: &[Position]) -> Bits {
    let mut set = Bits::new(catalogue.len() as usize);
    for &position in rows {
        set.set(position as usize);
    }
    set
}

/// What only whole articles tell: of those that were only skimmed it is open.
fn from_columns(catalogue: &Catalogue, rows: &[Position], tally: &mut Tally) -> io::Result<()> {
    let traits = catalogue.traits()?;
    let languages = if tally.facet == Facet::Language { catalogue.languages()? } else { Vec::new() };
    let words = if tally.facet == Facet::Length { catalogue.words()? } else { Vec::new() };
    for &position in rows {
        let at = position as usize;
        let traits = traits.get(at).copied().unwrap_or_default();
        match tally.facet {
            _ if !traits.is_understood() => tally.open += 1,
            Facet::Language => {
                let code = languages.get(at).copied().unwrap_or_default();
                tally.add(if code == 0 { Key::None } else { Key::Language(code) }, 1);
            }
            Facet::Length => tally.add(length(words.get(at).copied().unwrap_or_default()), 1),
            _ => tally.traits(traits),
        }
    }
    Ok(())
}

/// The sites, as the list names them.
fn sites(catalogue: &Catalogue, rows: &[Position], tally: &mut Tally) -> io::Result<()> {
    let (site_of, names) = catalogue.sites_by_row()?;
    let mut counts = vec![0; names.len()];
    for &position in rows {
        if let Some(articles) = site_of.get(position as usize).and_then(|site| counts.get_mut(*site as usize)) {
            *articles += 1;
        }
    }
    for (name, articles) in names.into_iter().zip(counts).filter(|(_, articles)| *articles > 0) {
        tally.add(Key::Site(name), articles);
    }
    Ok(())
}

/// Authors and sources, which stand in the rows.
fn from_rows(catalogue: &Catalogue, rows: &[Position], tally: &mut Tally, cancel: &dyn Fn() -> bool) -> io::Result<()> {
    let within = set(catalogue, rows);
    let mut counts: FxHashMap<String, u64> = FxHashMap::default();
    let mut none = 0;
    for (first, segment) in catalogue.segments() {
        let mut seen = 0_usize;
        let stop = segment.each_head(&mut |row, head| {
            seen += 1;
            if within.get((first + row) as usize) {
                let mut add = |name: &str| match counts.get_mut(name) {
                    Some(count) => *count += 1,
                    None => drop(counts.insert(name.to_owned(), 1)),
                };
                match tally.facet {
                    Facet::Author => head.authors.iter().for_each(|author| add(author)),
                    _ => head.source.iter().for_each(|source| add(source)),
                }
                let has = if tally.facet == Facet::Author { !head.authors.is_empty() } else { head.source.is_some() };
                none += u64::from(!has);
            }
            seen.is_multiple_of(LOOK) && cancel()
        })?;
        if stop {
            return Ok(());
        }
    }
    for (name, articles) in counts {
        tally.add(Key::Text(name), articles);
    }
    if none > 0 {
        tally.add(Key::None, none);
    }
    Ok(())
}
