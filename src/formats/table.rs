//! Tables: CSV and what is called so, with a column that is the text.

use std::io::{self, Read};
use std::ops::ControlFlow;

use csv::{ByteRecord, Reader, ReaderBuilder};
use serde_json::{Map, Value};

use super::source::{Input, LIMIT, Stream};
use super::{Document, Each, Problem, Record, decode, json};

/// Rows of a sample that are looked at.
const ROWS: usize = 60;
/// A heading is at most this long, in bytes.
const HEADING: usize = 48;
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
        if !named && (columns < 2 || rows.len() < 2) || even < enough {
            continue;
        }
        let Some(found) = headings(&rows, named).map(|(headed, columns)| Dialect { delimiter, quote, headed, columns })
        else {
            continue;
        };
        // More columns that agree are better evidence than one.
        let score = even * 2 + usize::from(columns > 1) * 100;
        if best.as_ref().is_none_or(|(known, _)| score > *known) {
            best = Some((score, found));
        }
    }
    best.map(|(_, dialect)| dialect)
}

fn first_line_names_text(sample: &[u8]) -> bool {
    let line = sample.get(..memchr::memchr(b'\n', sample).unwrap_or(sample.len())).unwrap_or_default();
    let mut fields =
        line.split(|byte| matches!(byte, b',' | b';' | b'\t' | b'|')).filter(|field| field.len() <= HEADING);
    fields.any(|field| {
        let field = String::from_utf8_lossy(field);
        json::is_text_name(field.trim_matches(['"', '\'', ' ', '\r', '\u{feff}']))
    })
}

/// Whether the first row is a heading, and what the columns are called.
fn headings(rows: &[ByteRecord], named: bool) -> Option<(bool, Vec<String>)> {
    let first = rows.first()?;
    let mut columns: Vec<String> = first
        .iter()
        .map(|field| String::from_utf8_lossy(field).trim_start_matches('\u{feff}').trim().to_owned())
        .collect();
    if columns.iter().any(|name| json::is_text_name(name)) {
        return Some((true, columns));
    }
    if !named {
        return None;
    }
    let known = columns.iter().any(|name| json::is_headline_name(name));
    let short = columns.iter().all(|name| !name.is_empty() && name.len() <= HEADING && name.parse::<f64>().is_err());
    let longest = |row: &ByteRecord| row.iter().map(<[u8]>::len).max().unwrap_or_default();
    let headed = known
        || short && rows.get(1..).is_some_and(|rows| !rows.is_empty() && rows.iter().all(|row| longest(row) > HEADING));
    if !headed && columns.len() == TRAFILATURA.len() && columns.first().is_some_and(|url| url.starts_with("http")) {
        return Some((false, TRAFILATURA.map(str::to_owned).to_vec()));
    }
    if !headed {
        columns = (1..=columns.len()).map(|number| format!("column {number}")).collect();
    }
    let mean = |column: &usize| {
        rows.iter().skip(usize::from(headed)).filter_map(|row| row.get(*column)).map(<[u8]>::len).sum::<usize>()
    };
    let text = (0..columns.len()).max_by_key(mean)?;
    "text".clone_into(columns.get_mut(text)?);
    Some((headed, columns))
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
pub(super) fn rows(stream: &mut Stream, dialect: &Dialect, each: &mut Each) -> Result<(), Problem> {
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
        let (from, offset) = reader.get_mut().stream.anchor(start);
        let record = Record::Numbered { number, from, offset, length: reader.position().byte() - start };
        let found = article(&row, dialect).map(|document| Document { record, ..document });
        let told = match found {
            // A row with nothing in it is no row.
            Err(problem) if problem.reason == "empty" => ControlFlow::Continue(()),
            found => each(found.map_err(|problem| problem.at(&format!("row {number}")))),
        };
        if told.is_break() {
            return Ok(());
        }
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
    let mut object = Map::new();
    for (name, field) in dialect.columns.iter().zip(decoded.text.split('\u{c}')) {
        object.entry(name.clone()).or_insert_with(|| Value::String(field.to_owned()));
    }
    let found = json::article(&object).ok_or_else(|| Problem::new("no article in it"))?;
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
    fn fields_are_decoded_and_bad_rows_named() {
        check(b"title,text\nCaf\xe9,\x93So\x94\n", "x.csv", &[("Caf\u{e9}", "\u{201c}So\u{201d}")]);
        let places: Vec<String> =
            problems(b"n,title,text\n1,A,a\n2,,\n3,B,b\n", "x.csv").into_iter().map(|p| p.place).collect();
        assert_eq!(places, ["row 2"]);
    }

    #[test]
    fn prose_is_no_table() {
        let prose = b"A headline, with a comma\n\nText, which goes on.\nMore text, here.\n";
        assert_eq!(all(prose, "x.txt")[0].format, "text");
    }
}
