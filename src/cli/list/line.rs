//! An article as a line of JSON.

use serde::Serialize;

use crate::article::defects::Defect;
use crate::article::{ArticleId, Dateline, Stamp, Text};
use crate::cli::record_of;
use crate::library::Row;
use crate::marks::Marks;

/// The line of an article, in the form that scripts rely on: that of `show`, with counts in the place of its lists.
#[derive(Serialize)]
pub(in crate::cli) struct Listed<'a> {
    id: ArticleId,
    path: &'a Text,
    record: Option<Text>,
    format: &'a str,
    encoding: &'a str,
    url: Option<&'a Text>,
    site: Option<&'a Text>,
    language: Option<&'a Text>,
    title: Option<&'a Text>,
    authors: &'a [Text],
    published: Option<Stamp>,
    updated: Option<Stamp>,
    source: Option<&'a Text>,
    dateline: Option<Dateline>,
    counts: Counts,
    sign_off: Option<&'a Text>,
    words: u32,
    minutes: u32,
    warnings: &'a [Text],
    defects: &'a [Defect],
    marks: Marked,
    #[serde(flatten)]
    pub(super) standing: Standing,
}

/// How an article stands to the others; nulls until `dateline index` has worked it out.
#[derive(Default, Serialize)]
pub(super) struct Standing {
    /// How many articles carry it in their sections.
    promoted: Option<u32>,
    /// The other articles with its text.
    copies: Option<Vec<ArticleId>>,
    new: Option<New>,
    /// How many of its lines recur over the articles of its site.
    boilerplate: Option<u32>,
}

/// Paragraphs that stood in no article that was read, of those that are long enough to be known again.
#[derive(Serialize)]
struct New {
    paragraphs: u32,
    of: u32,
}

impl Standing {
    pub(super) fn new(known: Option<(crate::library::Standing, Vec<ArticleId>)>) -> Self {
        let Some((standing, copies)) = known else { return Self::default() };
        let of = standing.paragraphs;
        let new = New { paragraphs: of.saturating_sub(standing.known), of };
        Self {
            promoted: Some(standing.promoted),
            copies: Some(copies),
            new: Some(new),
            boilerplate: Some(standing.boilerplate),
        }
    }
}

#[derive(Serialize)]
struct Counts {
    paragraphs: u32,
    quotes: u32,
    sections: u32,
    links: u32,
}

/// What the reader did to an article.
#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a mark of its own")]
struct Marked {
    read: bool,
    starred: bool,
    kept: bool,
    dropped: bool,
    seen_copy: bool,
    tags: Vec<Text>,
    note: Option<String>,
}

impl<'a> Listed<'a> {
    pub(in crate::cli) fn new(row: &'a Row, path: &'a Text, marks: &Marks) -> Self {
        let details = &row.details;
        let [paragraphs, quotes, sections, links] = details.counts;
        let mark = marks.get(row.id);
        Self {
            id: row.id,
            path,
            record: record_of(&row.place.record),
            format: &details.format,
            encoding: &details.encoding,
            url: details.url.as_ref(),
            site: details.site.as_ref(),
            language: row.language.as_ref(),
            title: Some(&details.headline).filter(|_| details.titled),
            authors: &details.authors,
            published: row.published,
            updated: details.updated(),
            source: details.source.as_ref(),
            dateline: details.dateline(),
            counts: Counts { paragraphs, quotes, sections, links },
            sign_off: details.sign_off.as_ref(),
            words: row.words,
            minutes: details.minutes,
            warnings: &details.warnings,
            defects: &details.defects,
            marks: Marked {
                read: mark.read,
                starred: mark.starred,
                kept: mark.kept,
                dropped: mark.dropped,
                seen_copy: mark.seen_copy,
                tags: mark.tags.iter().map(|tag| Text::clone(tag)).collect(),
                note: mark.note.as_deref().map(str::to_owned),
            },
            standing: Standing::default(),
        }
    }
}
