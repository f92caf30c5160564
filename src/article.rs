//! What a document says, once it is parsed: the nouns of the press.
//!
//! [`parse`] turns the text of a document and what its container knew about it ([`Fields`]) into an [`Article`].
//! It is pure and it never fails: any text gives an article and a list of warnings, and no text of the input is lost.
//! Every word of the input, but for the bullets and ranks of lists, is in the headline, the [`header`](Article::header), a
//! paragraph, a stray line, a section or the sign-off.
//!
//! Everything an article says is [`Text`]: untrusted text that has been through [`clean`].

mod body;
mod citation;
pub mod clean;
pub mod compare;
mod dates;
pub mod defects;
mod find;
mod header;
mod language;
pub(crate) mod letters;
mod lines;
mod markdown;
mod quotes;
mod sections;
mod skim;
mod starts;
mod table;
#[cfg(test)]
mod tests;
mod untold;
pub mod voices;

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use citation::{citation, quotation};
pub use clean::Text;
pub use language::is_frequent;
pub(crate) use lines::CAPTION;
pub use markdown::{markdown, markdown_with_note};
pub(crate) use sections::day as age_day;
pub use skim::{HEAD, Unread, skim};
pub use untold::untold;

/// What a document says.
///
/// Serialised, it is the article of `dateline show -f json`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Article {
    /// The key of the article's marks, made from its normalised text. It is printed with the place of the article.
    #[serde(skip)]
    pub id: ArticleId,
    /// Where the article was published, as an absolute URL.
    pub url: Option<Text>,
    /// The name of the publication: "`UrduPoint`".
    pub site: Option<Text>,
    /// The language as an ISO 639-1 code: "en".
    pub language: Option<Text>,
    /// The headline; `None` where the document has none.
    #[serde(rename = "title")]
    pub headline: Option<Text>,
    /// The people that the byline names, in its order.
    pub authors: Vec<Text>,
    /// When the article was published.
    pub published: Option<Stamp>,
    /// When it was last changed, where it says so.
    pub updated: Option<Stamp>,
    /// The agency or desk that the story comes from: "AFP".
    pub source: Option<Text>,
    /// The dateline that opens the story.
    pub dateline: Option<Dateline>,
    /// The lines above the body, other than the headline, as they stood: byline, dates, standing heads.
    pub header: Vec<Text>,
    /// The paragraph that sums the story up between headline and body.
    pub standfirst: Option<usize>,
    /// The body, in order.
    pub paragraphs: Vec<Paragraph>,
    /// The direct quotations of the body, in order.
    pub quotes: Vec<Quote>,
    /// Lines that stand in the body without being part of it: share counts, "Advertisement", bare ids, promos.
    pub strays: Vec<Stray>,
    /// The lists of other stories, in order.
    pub sections: Vec<Section>,
    /// The line that closes the story: a code such as `bur-oho/aha`, "(Reporting by …)".
    pub sign_off: Option<Text>,
    /// Words of the body.
    pub words: usize,
    /// Reading time in minutes, at least 1 for an article with a body.
    pub minutes: usize,
    /// What could not be understood, in words for people.
    pub warnings: Vec<String>,
}

/// What a container knew about its article: the fields of a JSON object, the attributes of an element, front matter.
///
/// All of it is raw and untrusted; [`parse`] cleans what it takes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    /// The headline.
    pub headline: Option<String>,
    /// The authors, one a person where the container told them apart.
    pub authors: Vec<String>,
    /// The date of publication, in any form.
    pub published: Option<String>,
    /// The date of the last change, in any form.
    pub updated: Option<String>,
    /// The URL of the page.
    pub url: Option<String>,
    /// The name or the host of the publication.
    pub site: Option<String>,
    /// The agency.
    pub source: Option<String>,
    /// The language, as a name or a code.
    pub language: Option<String>,
    /// The day in the name of the file, which counts where nothing else tells when the article was published.
    pub filed: Option<jiff::civil::Date>,
}

/// The key of an article: 128 bits of a hash of its normalised text, written as 32 hex digits.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub u128);

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl fmt::Debug for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ArticleId({self})")
    }
}

impl std::str::FromStr for ArticleId {
    type Err = std::num::ParseIntError;

    /// Reads the 32 hex digits that [`Display`](fmt::Display) writes.
    fn from_str(digits: &str) -> Result<Self, Self::Err> {
        u128::from_str_radix(digits, 16).map(Self)
    }
}

impl Serialize for ArticleId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ArticleId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// A moment, as precise as the text gave it: a date, a date and a time, or these with an offset from UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// The calendar date.
    pub date: jiff::civil::Date,
    /// The time of day, in minutes after midnight, where the text gave one.
    pub minute: Option<u16>,
    /// The offset from UTC in minutes, where the text gave one.
    pub offset: Option<i16>,
}

impl fmt::Display for Stamp {
    /// Writes `2024-01-30`, `2024-01-30T15:50` or `2024-01-30T15:50+05:00`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.date;
        write!(f, "{:04}-{:02}-{:02}", date.year(), date.month(), date.day())?;
        if let Some(minute) = self.minute {
            write!(f, "T{:02}:{:02}", minute / 60, minute % 60)?;
            if let Some(offset) = self.offset {
                let (sign, size) = if offset < 0 { ('-', -offset) } else { ('+', offset) };
                write!(f, "{sign}{:02}:{:02}", size / 60, size % 60)?;
            }
        }
        Ok(())
    }
}

impl Serialize for Stamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The "BEIJING, Jan 30 (AFP) -" that opens a story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Dateline {
    /// Where the story was filed.
    pub place: Option<Text>,
    /// The agency that filed it.
    pub agency: Option<Text>,
    /// The day that the dateline names.
    pub date: Option<Stamp>,
    /// The paragraph that it opens.
    #[serde(skip)]
    pub paragraph: usize,
    /// Where it ends in that paragraph's text, in bytes.
    #[serde(skip)]
    pub end: usize,
}

/// One block of body text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Paragraph {
    /// What it is.
    pub kind: ParagraphKind,
    /// What it says, on one line.
    pub text: Text,
}

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ParagraphKind {
    /// Running text.
    Text,
    /// A sub-heading.
    Heading,
    /// The caption of a picture.
    Caption,
    /// An item of a list.
    List,
    /// A row of a table, its cells between bars: "| Year | Passengers |". To scripts it is text.
    #[serde(rename = "text")]
    Row,
    /// A line of code, or of what else was set off to keep its spaces. To scripts it is text.
    #[serde(rename = "text")]
    Code,
}

/// A direct quotation in the body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Quote {
    /// The words with their marks; paragraphs are joined by a line feed.
    pub text: Text,
    /// What the marks are for.
    pub kind: QuoteKind,
    /// The paragraph in which it starts, from 0.
    pub paragraph: usize,
    /// The paragraph in which it ends.
    pub end_paragraph: usize,
    /// Byte offset of the opening mark in `paragraph`.
    pub start: usize,
    /// Byte offset behind the closing mark in `end_paragraph`.
    pub end: usize,
    /// Who said it, as far as the text names them.
    pub speaker: Option<Text>,
    /// The verb or phrase that attributes it: "said", "according to".
    pub cue: Option<Text>,
}

/// What a pair of quotation marks is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum QuoteKind {
    /// Somebody's speech.
    Speech,
    /// A few words of somebody's within the reporter's sentence.
    Fragment,
    /// A title, a nickname, a word used so.
    Other,
}

/// A line that stands in the body without being part of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stray {
    /// The paragraph before which it stood; the number of paragraphs for one behind the last.
    pub before: usize,
    /// What it says.
    pub text: Text,
}

/// A list of other stories that the page carried.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Section {
    /// Its heading: "Recent Stories".
    pub heading: Option<Text>,
    /// The paragraph before which it stood; the number of paragraphs for one behind the body.
    pub before: usize,
    /// The stories.
    pub items: Vec<StoryLink>,
}

/// One item of a section.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct StoryLink {
    /// The headline that the page gave it.
    pub title: Text,
    /// How old it was: "20 minutes ago".
    pub age: Option<Text>,
    /// Where it led.
    pub url: Option<Text>,
    /// A teaser or a date that stood with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub teaser: Option<Text>,
    /// The article of the library that it means. The parser leaves this empty; the library fills it.
    pub article: Option<ArticleId>,
}

/// The language that a page is said to be in where nobody has said it.
const TEMPLATE: &str = "en";
/// Words that a reader of news reads in a minute (Brysbaert 2019, for English non-fiction).
const WORDS_A_MINUTE: usize = 238;

/// The language of an article: what its container says, but for English, which templates say of every page.
fn language(article: &mut Article) -> Option<Text> {
    let told = article.language.take();
    if told.as_deref().is_some_and(|code| code != TEMPLATE) {
        return told;
    }
    language::detect(article).or(told)
}

/// Whether a text opens as a diff: what stands in it is nothing that marks are read in.
pub(crate) fn is_diff(text: &str) -> bool {
    lines::is_diff(text)
}

/// Understands the text of a document.
///
/// `text` is decoded but otherwise as it was found; line ends may be LF, CRLF or CR.
#[must_use]
pub fn parse(text: &str, fields: &Fields) -> Article {
    let mut article = Article::default();
    let mut lines = lines::read(text);
    let header = header::read(&mut lines, fields, &mut article);
    let dashed = body::read(&mut lines, &mut article);
    article.language = language(&mut article);
    quotes::dialogue::restore(&mut article.paragraphs, &dashed, article.language.as_deref().unwrap_or_default());
    let above_header = header.is_below_text;
    header.finish(&mut article);
    article.standfirst = body::standfirst::find(&article, above_header);
    let (quotes, warnings) = quotes::find(&article.paragraphs, article.language.as_deref(), article.dateline.as_ref());
    article.quotes = quotes;
    article.warnings.extend(warnings);
    if article.paragraphs.is_empty() {
        article.warnings.push("no body was found".to_owned());
    }
    article.words = article.paragraphs.iter().map(|paragraph| letters::words(&paragraph.text)).sum();
    article.minutes = article.words.div_ceil(WORDS_A_MINUTE);
    article.id = letters::id(&article);
    article
}
