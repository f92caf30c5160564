//! Tables: CSV and what is called so, with a column that is the text.

use std::borrow::Cow;
use std::collections::HashSet;
use std::io::{self, Read};
use std::ops::ControlFlow;

use csv::{ByteRecord, Reader, ReaderBuilder};
use serde_json::{Map, Value};

use super::json::Meaning;
use super::source::{Input, LIMIT, Stream};
use super::{Document, Each, Problem, Reading, Record, dates, decode, json};

/// Rows of a sample that are looked at.
const ROWS: usize = 60;
/// A heading is at most this long, in bytes.
const HEADING: usize = 48;
/// The bytes of a headline, taking all of a column together.
const HEADLINE: usize = 200;
/// What parts fields, and what quotes them, the most common ones first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
const QUOTES: [u8; 2] = [b'"', b'\''];

/// The columns that trafilatura writes, without a heading.
const TRAFILATURA: [&str; 11] =
    ["url", "id", "fingerprint", "hostname", "title", "image", "date", "text", "comments", "license", "pagetype"];

/// How a table is written, and what its columns are called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dialect {
    delimiter: u8,
    quote: u8,
    headed: bool,
    columns: Vec<String>,
}

impl Dialect {
    /// The first column that is the text.
    fn text(&self) -> Option<usize> {
        self.columns.iter().position(|name| json::meaning(name) == Some(Meaning::Text))
    }
}

/// How a table is written, if the sample is one. One that is not `named` so must have a heading that says where the text is.
pub(super) fn dialect(sample: &[u8], cut: bool, named: bool) -> Option<Dialect> {
    // Most files are prose, and their first line tells it.
    if !named && !first_line_names_text(sample) {
        return None;
    }
    let pairs = DELIMITERS.iter().flat_map(|delimiter| QUOTES.iter().map(move |quote| (*delimiter, *quote)));
    let mut best: Option<(usize, Dialect)> = None;
    for (delimiter, quote) in pairs {
        let mut rows: Vec<ByteRecord> =
            builder(delimiter, quote).from_reader(sample).into_byte_records().take(ROWS).flatten().collect();
        if cut && rows.len() > 1 && rows.len() < ROWS {
            rows.pop();
        }
        let Some(columns) = rows.first().map(ByteRecord::len) else { continue };
        let even = rows.iter().filter(|row| row.len() == columns).count() * 100 / rows.len();
        let enough = if named { 80 } else { 95 };
        if !named && (columns < 2 || rows.len() < 2 || even < enough) {
            continue;
        }
        let Some(found) = headings(&rows, named).map(|(headed, columns)| Dialect { delimiter, quote, headed, columns })
        else {
            continue;
        };
        if even < enough && !has_short_rows(&rows, &found) {
            continue;
        }
        // More columns that agree are better evidence than one.
        let score = even * 2 + usize::from(columns > 1) * 100;
        if best.as_ref().is_none_or(|(known, _)| score > *known) {
            best = Some((score, found));
        }
    }
    best.map(|(_, dialect)| dialect)
}

/// Whether rows are uneven only because some are short, below headings that say where the text is: of a small table one such row is
/// a large share, and a table all the same.
fn has_short_rows(rows: &[ByteRecord], dialect: &Dialect) -> bool {
    let columns = dialect.columns.len();
    let below = rows.get(1..).unwrap_or_default();
    dialect.headed
        && columns > 1
        && dialect.text().is_some()
        && below.iter().all(|row| row.len() <= columns)
        && below.iter().any(|row| row.len() == columns)
}

fn first_line_names_text(sample: &[u8]) -> bool {
    let line = sample.get(..memchr::memchr(b'\n', sample).unwrap_or(sample.len())).unwrap_or_default();
    let mut fields =
        line.split(|byte| matches!(byte, b',' | b';' | b'\t' | b'|')).filter(|field| field.len() <= HEADING);
    fields.any(|field| {
        let field = String::from_utf8_lossy(field);
        json::meaning(field.trim_matches(['"', '\'', ' ', '\r', '\u{feff}'])) == Some(Meaning::Text)
    })
}

/// Whether the first row is a heading, and what the columns are called.
fn headings(rows: &[ByteRecord], named: bool) -> Option<(bool, Vec<String>)> {
    let first = rows.first()?;
    let mut columns: Vec<String> = first
        .iter()
        .map(|field| String::from_utf8_lossy(field).trim_start_matches('\u{feff}').trim().to_owned())
        .collect();
    let meanings: Vec<Option<Meaning>> = columns.iter().map(|name| json::meaning(name)).collect();
    if meanings.contains(&Some(Meaning::Text)) {
        return Some((true, columns));
    }
    if !named {
        return None;
    }
    let known = meanings.contains(&Some(Meaning::Headline)) || meanings.iter().flatten().count() > 1;
    let short = columns.iter().all(|name| !name.is_empty() && name.len() <= HEADING && name.parse::<f64>().is_err());
    let longest = |row: &ByteRecord| row.iter().map(<[u8]>::len).max().unwrap_or_default();
    let below = rows.get(1..).unwrap_or_default();
    let stands_out = |column: usize| {
        let (first, others) = (Content::of(rows.get(..1).unwrap_or_default(), column), Content::of(below, column));
        others.kind != Kind::Prose && first.kind != others.kind
    };
    let headed = known
        || short
            && !below.is_empty()
            && (below.iter().all(|row| longest(row) > HEADING) || (0..columns.len()).any(stands_out));
    if !headed && columns.len() == TRAFILATURA.len() && columns.first().is_some_and(|url| url.starts_with("http")) {
        return Some((false, TRAFILATURA.map(str::to_owned).to_vec()));
    }
    if !headed {
        columns = (1..=columns.len()).map(|number| format!("column {number}")).collect();
    }
    call(&mut columns, rows.get(usize::from(headed)..).unwrap_or_default());
    Some((headed, columns))
}

/// Calls columns, of whose names nothing is known, what they hold.
fn call(columns: &mut [String], rows: &[ByteRecord]) {
    let meanings: Vec<Option<Meaning>> = columns.iter().map(|name| json::meaning(name)).collect();
    let contents: Vec<Content> = (0..columns.len()).map(|column| Content::of(rows, column)).collect();
    let mut call = |column: usize, name: &str| {
        if let Some(column) = columns.get_mut(column) {
            name.clone_into(column);
        }
    };
    let unknown = |kind: Kind| {
        let all = meanings.iter().zip(&contents).enumerate();
        all.filter(move |(_, (meaning, content))| meaning.is_none() && content.kind == kind)
            .map(|(column, (_, content))| (column, content))
    };
    let known = |meaning: Meaning| {
        meanings.iter().zip(&contents).filter(move |(known, _)| **known == Some(meaning)).map(|(_, content)| content)
    };
    for (kind, name) in [(Kind::Date, "date"), (Kind::Url, "url")] {
        if known(Meaning::Other).all(|content| content.kind != kind)
            && let Some((column, _)) = unknown(kind).next()
        {
            call(column, name);
        }
    }
    let about = known(Meaning::About).map(|content| content.bytes).max().unwrap_or_default();
    let longest = unknown(Kind::Prose).max_by_key(|(_, content)| content.bytes);
    // What is hardly longer than a summary is no text beside one.
    let Some((mut text, content)) = longest.filter(|(_, content)| content.bytes / 2 > about) else { return };
    let beside = |(column, other): &(usize, &Content)| *column != text && other.may_be_headline();
    if known(Meaning::Headline).next().is_none()
        && let Some((mut headline, other)) = unknown(Kind::Prose).find(beside)
    {
        if headline > text && other.bytes > content.bytes / 2 {
            // Both are short, and headlines stand before what is told of them.
            (headline, text) = (text, headline);
        }
        call(headline, "title");
    }
    call(text, "text");
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Date,
    Url,
    Prose,
    /// Addresses of pictures, which no article is.
    Picture,
}

/// What the rows of a sample have in a column.
struct Content {
    kind: Kind,
    /// The bytes of all rows.
    bytes: usize,
    /// How many rows have something, how many have three words at least, and how many differ.
    rows: usize,
    lines: usize,
    different: usize,
}

impl Content {
    fn of(rows: &[ByteRecord], column: usize) -> Self {
        let fields = rows.iter().filter_map(|row| row.get(column).map(String::from_utf8_lossy));
        let fields: Vec<_> = fields.filter(|field| !json::is_nothing(field.trim())).collect();
        let all = |is: fn(&str) -> bool| !fields.is_empty() && fields.iter().all(|field| is(field.trim()));
        let is_url = |field: &str| field.starts_with("http") && field.contains("://") && !field.contains(' ');
        let is_picture = |field: &str| {
            let path = field.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
            [".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg"].iter().any(|end| path.ends_with(end))
        };
        let kind = match () {
            () if all(is_url) && fields.iter().any(|field| is_picture(field)) => Kind::Picture,
            () if all(is_url) => Kind::Url,
            () if all(dates::is_dated) && fields.iter().all(|field| field.len() <= HEADING) => Kind::Date,
            () => Kind::Prose,
        };
        // Some scripts put no spaces between words.
        let is_line = |field: &&Cow<str>| field.split_whitespace().count() > 2 || !field.is_ascii() && field.len() > 24;
        Self {
            kind,
            bytes: fields.iter().map(|field| field.len()).sum(),
            rows: fields.len(),
            lines: fields.iter().filter(is_line).count(),
            different: fields.iter().collect::<HashSet<_>>().len(),
        }
    }

    fn may_be_headline(&self) -> bool {
        self.lines * 10 > self.rows * 8 && self.different * 10 > self.rows * 8 && self.bytes <= self.rows * HEADLINE
    }
}

fn builder(delimiter: u8, quote: u8) -> ReaderBuilder {
    let mut builder = ReaderBuilder::new();
    builder.delimiter(delimiter).quote(quote).has_headers(false).flexible(true);
    builder
}

/// A reader that gives up on a row without an end.
struct Bounded<'s, 'a> {
    stream: &'s mut Stream<'a>,
    left: u64,
}

impl Read for Bounded<'_, '_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "a row is larger than a record may be"));
        }
        let count = self.stream.read(buffer)?;
        self.left = self.left.saturating_sub(count as u64);
        Ok(count)
    }
}

/// Hands out each row.
pub(super) fn rows(stream: &mut Stream, dialect: &Dialect, reading: &Reading, each: &mut Each) -> Result<(), Problem> {
    cut(stream, dialect, reading.behind, &mut |place, row| hand(&row, place, dialect, each))
}

/// Cuts a table into rows, and hands out the fields of those behind the first ones.
pub(super) fn cut(
    stream: &mut Stream,
    dialect: &Dialect,
    behind: u64,
    each: &mut dyn FnMut(Record, ByteRecord) -> ControlFlow<()>,
) -> Result<(), Problem> {
    let mut reader = builder(dialect.delimiter, dialect.quote).from_reader(Bounded { stream, left: LIMIT });
    let mut row = ByteRecord::new();
    let mut number = 0;
    let mut heading = dialect.headed;
    loop {
        reader.get_mut().left = LIMIT;
        let start = reader.position().byte();
        if !read(&mut reader, &mut row)? {
            return Ok(());
        }
        if std::mem::take(&mut heading) {
            continue;
        }
        number += 1;
        if number <= behind {
            continue;
        }
        let (from, offset) = reader.get_mut().stream.anchor(start);
        let place = Record::Numbered { number, from, offset, length: reader.position().byte() - start };
        if each(place, std::mem::take(&mut row)).is_break() {
            return Ok(());
        }
    }
}

/// Hands out the article in a row.
pub(super) fn hand(row: &ByteRecord, place: Record, dialect: &Dialect, each: &mut Each) -> ControlFlow<()> {
    match article(row, dialect) {
        Ok(document) => each(Ok(Document { record: place, ..document })),
        // A row with nothing in it is no row.
        Err(problem) if problem.reason == "empty" => ControlFlow::Continue(()),
        Err(problem) => each(Err(problem.at(&format!("row {place}")))),
    }
}

fn read<R: Read>(reader: &mut Reader<R>, row: &mut ByteRecord) -> Result<bool, Problem> {
    reader.read_byte_record(row).map_err(|error| Problem::new(&error.to_string()))
}

/// The article in the bytes of one row.
pub(super) fn record(bytes: &[u8], dialect: &Dialect) -> Result<Document, Problem> {
    let mut row = ByteRecord::new();
    read(&mut builder(dialect.delimiter, dialect.quote).from_reader(bytes), &mut row)?;
    article(&row, dialect)
}

fn article(row: &ByteRecord, dialect: &Dialect) -> Result<Document, Problem> {
    // The fields are decoded together: all of them tell more of the encoding than each one.
    let bytes = row.iter().collect::<Vec<_>>().join(&b"\x0c"[..]);
    let decoded = decode::decode(&bytes, None)?;
    if dialect.headed && dialect.text().is_some_and(|text| row.len() <= text) {
        let line = row.position().map_or_else(|| "it".to_owned(), |at| format!("line {}", at.line()));
        let fields = dialect.columns.len();
        return Err(Problem::new(&format!("{line} has {} of {fields} fields, and no text", row.len())));
    }
    let mut object = Map::new();
    for (name, field) in dialect.columns.iter().zip(decoded.text.split('\u{c}')) {
        object.entry(name.clone()).or_insert_with(|| Value::String(field.to_owned()));
    }
    let found = json::row(&object).ok_or_else(|| Problem::new("no article in it"))?;
    Ok(decoded.document("csv", found))
}

#[cfg(test)]
mod tests {
    use crate::formats::tests::{all, problems};

    fn check(table: &[u8], name: &str, expected: &[(&str, &str)]) {
        let documents = all(table, name);
        let found: Vec<(&str, &str)> =
            documents.iter().map(|d| (d.fields.headline.as_deref().unwrap_or(""), d.text.as_str())).collect();
        assert_eq!(found, expected, "{name}");
    }

    #[test]
    fn headings_say_what_columns_are() {
        check(
            b"id,TITLE,DOCUMENT\n1,A,\"One,\n\"\"two\"\".\"\n2,B,Three.\n",
            "x.csv",
            &[("A", "One,\n\"two\"."), ("B", "Three.")],
        );
        check(b"title\ttext\nA\tOne.\nB\tTwo.\n", "", &[("A", "One."), ("B", "Two.")]);
        check(b"\xef\xbb\xbftext;title\r\nOne.;A\r\n", "x.csv", &[("A", "One.")]);
    }

    #[test]
    fn tables_without_a_heading_have_their_longest_column_as_text() {
        let table = "Etat;'Die ARD-Tochter; die \"Degeto\" hat sich verpflichtet, ab August Quoten einzuhalten, sagt sie.'\n\
                     Web;Ein Satz, der lang genug ist, um als Text eines Artikels zu gelten, und mehr sagt.\n";
        let texts: Vec<String> = all(table.as_bytes(), "train.csv").into_iter().map(|document| document.text).collect();
        assert_eq!(texts.len(), 2);
        assert!(texts[0].starts_with("Die ARD-Tochter; die \"Degeto\""), "{texts:?}");
        assert!(texts[1].ends_with("mehr sagt."));
    }

    #[test]
    fn headings_in_other_languages_and_of_no_known_meaning_are_understood() {
        let table = |heading: &str| {
            let row = |n: usize| {
                format!(
                    "2024-01-0{n}T08:00:00Z,\"Hamnen i byn öppnar igen, säger rådet {n}\",Rådet röstade om {n} saker.,\
                     {},F{n}2A,https://dag.example/{n}\n",
                    if n == 1 { "NULL".to_owned() } else { format!("https://bild.example/{n}/a.jpg?w=1") }
                )
            };
            format!("{heading}\n{}{}{}", row(1), row(2), row(3))
        };
        for heading in
            ["paivamaara,otsikko,tiivistelma,kuva,id,linkki", "a,b,c,d,e,f", "Publicerad,Rubrik,Ingress,Bild,Nr,Webb"]
        {
            let found = &all(table(heading).as_bytes(), "shard.csv")[1];
            assert_eq!(found.fields.headline.as_deref(), Some("Hamnen i byn öppnar igen, säger rådet 2"), "{heading}");
            assert_eq!(found.text, "Rådet röstade om 2 saker.", "{heading}");
            assert_eq!(found.fields.published.as_deref(), Some("2024-01-02T08:00:00Z"), "{heading}");
            assert_eq!(found.fields.url.as_deref(), Some("https://dag.example/2"), "{heading}");
        }
    }

    #[test]
    fn the_longest_column_is_the_text_and_short_lines_beside_it_are_headlines() {
        let row = |n: usize| {
            let text = format!("Number {n} of the ferries sank near the harbour on a day of storms. ").repeat(4);
            format!("{text}\tWorld News\tFerry number {n} sinks\t{n}\n")
        };
        let table = format!("x\ty\tz\tn\n{}{}{}", row(1), row(2), row(3));
        let found = &all(table.as_bytes(), "x.tsv")[0];
        assert_eq!(found.fields.headline.as_deref(), Some("Ferry number 1 sinks"));
        assert!(found.text.starts_with("Number 1 of the ferries"), "{}", found.text);
    }

    #[test]
    fn notes_beside_a_summary_are_not_the_text() {
        let table = b"title,summary,reason\nHarbour Opens,The harbour was open again on Monday.,\"Strong candidate, good source, fresh today.\"\nBread Falls,The price of bread fell again.,\"No candidate, weak source, stale by now.\"\n";
        check(
            table,
            "x.csv",
            &[
                ("Harbour Opens", "The harbour was open again on Monday."),
                ("Bread Falls", "The price of bread fell again."),
            ],
        );
    }

    #[test]
    fn fields_are_decoded_and_bad_rows_named() {
        check(b"title,text\nCaf\xe9,\x93So\x94\n", "x.csv", &[("Caf\u{e9}", "\u{201c}So\u{201d}")]);
        let places: Vec<String> =
            problems(b"n,title,text\n1,A,a\n2,,\n3,B,\n", "x.csv").into_iter().map(|p| p.place).collect();
        assert_eq!(places, ["row 2"]);
    }

    #[test]
    fn a_short_row_of_a_small_table_is_named() {
        let table = b"title,date,text\nA,2024-01-02,\"One.\nMore.\"\nshort row\nB,2024-01-03,Two.\n";
        check(table, "x.csv", &[("A", "One.\nMore."), ("B", "Two.")]);
        let told: Vec<String> = problems(table, "x.csv").iter().map(|p| format!("{}: {}", p.place, p.reason)).collect();
        assert_eq!(told, ["row 2: line 4 has 1 of 3 fields, and no text"]);
        let most = b"title,date,text\nshort row\nanother\nB,2024-01-03,Two.\n";
        check(most, "x.csv", &[("B", "Two.")]);
        assert_eq!(problems(most, "x.csv").len(), 2);
    }

    #[test]
    fn prose_is_no_table() {
        let prose = b"A headline, with a comma\n\nText, which goes on.\nMore text, here.\n";
        assert_eq!(all(prose, "x.txt")[0].format, "text");
    }
}
