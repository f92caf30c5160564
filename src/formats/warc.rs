//! Web archives: WET, which holds the text of pages, and WARC, which holds the pages.

use std::io::{BufRead, Read};

use encoding_rs::Encoding;

use super::source::{Input, LIMIT, Stream};
use super::{Document, Each, Parts, Problem, Reading, Record, decode, html, packed};
use crate::article::Fields;

/// The head of a record is at most this long, in bytes.
const HEAD: usize = 64 * 1024;
/// How a record opens.
const OPENING: &[u8] = b"WARC/";
/// Bytes behind a record that show whether another one follows: two ends of lines and its opening, with some to spare.
const BEHIND: usize = 16;

/// What a record says of itself.
#[derive(Debug, Default)]
struct Head {
    fields: Vec<(String, String)>,
}

impl Head {
    /// Reads lines of names and values up to a blank one.
    fn read(stream: &mut Stream) -> Result<Self, Problem> {
        let mut head = Self::default();
        let mut line = Vec::new();
        let mut length = 0;
        while stream.read_line(&mut line).map_err(|error| Problem::io(&error))? > 0 && !line.trim_ascii().is_empty() {
            length += line.len();
            if length > HEAD {
                return Err(Problem::new("its head has no end"));
            }
            let text = String::from_utf8_lossy(&line);
            if let Some((name, value)) = text.split_once(':') {
                head.fields.push((name.trim().to_lowercase(), value.trim().to_owned()));
            }
        }
        Ok(head)
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    fn is(&self, name: &str, value: &str) -> bool {
        self.get(name).is_some_and(|found| found.to_lowercase().contains(value))
    }

    /// Whether the record may be a page or the text of one.
    fn is_article(&self) -> bool {
        ["conversion", "response", "resource"].iter().any(|kind| self.is("warc-type", kind))
    }
}

/// Reads the bytes up to the end of the next record, and gives where that starts; `None` where there is no other. Of one that is
/// longer than a record may be, the rest is passed over.
pub(super) fn copy(stream: &mut Stream, bytes: &mut Vec<u8>) -> Result<Option<u64>, Problem> {
    bytes.clear();
    let mut line = Vec::new();
    let mut read_line = |stream: &mut Stream, bytes: &mut Vec<u8>| {
        stream.read_line(&mut line).map_err(|error| Problem::io(&error))?;
        bytes.extend_from_slice(&line);
        if bytes.len() as u64 > LIMIT { Err(Problem::too_long()) } else { Ok(line.len()) }
    };
    let start = loop {
        let (start, length) = (stream.offset(), bytes.len());
        if read_line(stream, bytes)? == 0 {
            return Ok(None);
        }
        if bytes.get(length..).is_some_and(|line| line.starts_with(OPENING)) {
            break start;
        }
    };
    let head = bytes.len();
    loop {
        let length = bytes.len();
        let is_whole = read_line(stream, bytes)? == 0 || bytes.len() - head > HEAD;
        if is_whole || bytes.get(length..).is_some_and(|line| line.trim_ascii().is_empty()) {
            break;
        }
    }
    let head = Head::read(&mut Stream::new(bytes.get(head..).unwrap_or_default()));
    match head.ok().and_then(|head| head.get("content-length")?.parse().ok()) {
        Some(length) if length <= LIMIT => bytes.append(&mut body(stream, length)?),
        Some(length) => stream.skip(length).map_err(|error| Problem::io(&error))?,
        None => {}
    }
    Ok(Some(start))
}

/// Hands out each record that is a page or the text of one, behind so many that were before it.
pub(super) fn records(stream: &mut Stream, mut number: u64, reading: &Reading, each: &mut Each) -> Result<(), Problem> {
    let mut has_end = number > 0;
    loop {
        let (start, stray) = next_record(stream)?;
        if stray > 0 && has_end && number > reading.behind {
            let reason = format!("{stray} bytes behind it belong to no record: the length that it names is wrong");
            if each(Err(Problem::new(&reason).at(&format!("record {number}")))).is_break() {
                return Ok(());
            }
        }
        let Some(start) = start else { return Ok(()) };
        number += 1;
        let is_new = number > reading.behind;
        let place = format!("record {number}");
        let head = Head::read(stream).map_err(|problem| problem.at(&place))?;
        let length = head.get("content-length").and_then(|length| length.parse::<u64>().ok());
        has_end = length.is_some();
        let Some(length) = length else {
            let problem = Problem::new("it does not say how long it is").at(&place);
            if is_new && each(Err(problem)).is_break() {
                return Ok(());
            }
            continue;
        };
        let wanted = is_new && head.is_article();
        let mut cut = None;
        let found = if length <= LIMIT {
            body(stream, length).and_then(|body| {
                cut = is_new.then(|| shortness(&body, length)).flatten();
                if wanted { article(&head, &body, length) } else { Ok(None) }
            })
        } else {
            stream.skip(length).map_err(|error| Problem::io(&error))?;
            if wanted { Err(Problem::too_long()) } else { Ok(None) }
        };
        let (from, offset) = stream.anchor(start);
        let record = Record::Numbered { number, from, offset, length: stream.offset() - start };
        let told = match found {
            Ok(document) => document.map(|document| Ok(Document { record, ..document })),
            Err(problem) => Some(Err(problem.at(&place))),
        };
        let cut = cut.map(|problem| Err(problem.at(&place)));
        for told in [told, cut].into_iter().flatten() {
            if each(told).is_break() {
                return Ok(());
            }
        }
    }
}

/// Reads what a record holds. Where it names a length that reaches into other records, they are left to be read.
fn body(stream: &mut Stream, length: u64) -> Result<Vec<u8>, Problem> {
    let mut body = stream.read_part(length)?;
    let behind = stream.peek(BEHIND).trim_ascii_start();
    let goes_on = behind.is_empty() || behind.starts_with(OPENING);
    if ((body.len() as u64) < length || !goes_on)
        && let Some(end) = other_record(&body)
    {
        stream.put_back(body.get(end..).unwrap_or_default());
        body.truncate(end);
    }
    Ok(body)
}

/// Where in a body another record starts: a line that opens one, and below it a line of a head.
fn other_record(body: &[u8]) -> Option<usize> {
    memchr::memmem::find_iter(body, OPENING).find(|at| {
        let before = body.get(..*at).unwrap_or_default();
        let mut lines = body.get(*at..).unwrap_or_default().split(|byte| *byte == b'\n').skip(1);
        before.ends_with(b"\n")
            && lines.next().is_some_and(|line| {
                let name = line.split(|byte| *byte == b':').next().unwrap_or_default().to_ascii_lowercase();
                name.starts_with(b"warc-") || name == b"content-length"
            })
    })
}

/// What to tell of a body that has less bytes than its head says.
fn shortness(body: &[u8], length: u64) -> Option<Problem> {
    let has = body.strip_suffix(b"\r\n\r\n").unwrap_or(body).len();
    let is_short = (body.len() as u64) < length;
    is_short.then(|| Problem::new(&format!("cut: it has {has} bytes of the {length} that it names")))
}

/// Goes on to the start of the next record, and behind its first line. Also how many bytes before it say something.
fn next_record(stream: &mut Stream) -> Result<(Option<u64>, u64), Problem> {
    let (mut line, mut stray) = (Vec::new(), 0);
    loop {
        let start = stream.offset();
        let read = stream.read_line(&mut line).map_err(|error| Problem::io(&error))?;
        if read == 0 {
            return Ok((None, stray));
        }
        if line.starts_with(OPENING) {
            return Ok((Some(start), stray));
        }
        if !line.trim_ascii().is_empty() {
            stray += read;
        }
    }
}

/// The article in the bytes of one record.
pub(super) fn record(bytes: &[u8]) -> Result<Option<Document>, Problem> {
    let mut stream = Stream::new(bytes);
    if next_record(&mut stream)?.0.is_none() {
        return Ok(None);
    }
    let head = Head::read(&mut stream)?;
    let length = head.get("content-length").and_then(|length| length.parse().ok()).unwrap_or_default();
    article(&head, &stream.read_part(length)?, length)
}

fn article(head: &Head, body: &[u8], length: u64) -> Result<Option<Document>, Problem> {
    let url = head.get("warc-target-uri").map(|url| url.trim_matches(['<', '>']).to_owned());
    let url = url.filter(|url| url.starts_with("http"));
    let mut found = if head.is("warc-type", "conversion") {
        let language =
            head.get("warc-identified-content-language").and_then(|list| list.split(',').next()).map(str::to_owned);
        let mut decoded = decode::decode(body, None)?;
        let fields = Fields { url, language, ..Fields::default() };
        let text = std::mem::take(&mut decoded.text);
        decoded.document("wet", Parts { text, fields, warnings: Vec::new() })
    } else {
        let found = if head.is("warc-type", "resource") {
            page(head.get("content-type").unwrap_or_default(), body)?
        } else {
            response(body)?
        };
        let Some(mut found) = found else { return Ok(None) };
        found.fields.url = found.fields.url.or(url);
        found
    };
    if (body.len() as u64) < length {
        found.warnings.push("the record is cut".to_owned());
    }
    Ok(Some(found))
}

/// The page that a server answered with, if it did with one.
fn response(bytes: &[u8]) -> Result<Option<Document>, Problem> {
    let mut stream = Stream::new(bytes);
    let mut status = Vec::new();
    stream.read_line(&mut status).map_err(|error| Problem::io(&error))?;
    if status.split(|byte| *byte == b' ').nth(1).is_none_or(|code| !code.starts_with(b"2")) {
        return Ok(None);
    }
    let head = Head::read(&mut stream)?;
    let (mut body, _) = stream.read_all(LIMIT)?;
    if head.is("transfer-encoding", "chunked") {
        body = joined(&body).unwrap_or(body);
    }
    if packed::method(&body).is_some() {
        let unpacked = packed::Unpacked::new(Stream::new(body.as_slice()));
        let (plain, _) = Stream::new(unpacked).read_all(LIMIT)?;
        body = plain;
    }
    page(head.get("content-type").unwrap_or_default(), &body)
}

/// The chunks of a body that was sent in chunks; `None` where they are none, as in archives that joined them.
fn joined(body: &[u8]) -> Option<Vec<u8>> {
    let mut stream = Stream::new(body);
    let (mut out, mut line) = (Vec::new(), Vec::new());
    while stream.read_line(&mut line).ok()? > 0 {
        let size = String::from_utf8_lossy(&line);
        let size = u64::from_str_radix(size.split(';').next()?.trim(), 16).ok()?;
        if size == 0 {
            return Some(out);
        }
        stream.by_ref().take(size).read_to_end(&mut out).ok()?;
        while stream.fill_buf().ok()?.starts_with(b"\r") || stream.fill_buf().ok()?.starts_with(b"\n") {
            stream.consume(1);
        }
    }
    Some(out)
}

fn page(kind: &str, body: &[u8]) -> Result<Option<Document>, Problem> {
    let kind = kind.to_lowercase();
    let declared = kind
        .split("charset=")
        .nth(1)
        .and_then(|name| Encoding::for_label(name.trim_matches(['"', '\'', ' ']).as_bytes()));
    let is_html = kind.contains("html")
        || kind.is_empty() && html::is_page(&String::from_utf8_lossy(body.get(..HEAD).unwrap_or(body)));
    if !is_html && !kind.starts_with("text/plain") {
        return Ok(None);
    }
    let mut decoded = decode::decode(body, declared.or_else(|| html::charset(body)))?;
    let text = std::mem::take(&mut decoded.text);
    let parts = if is_html { html::page(&text) } else { Parts { text, ..Parts::default() } };
    Ok(Some(decoded.document("warc", parts)))
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use crate::formats::Records;
    use crate::formats::tests::{all, problems};

    pub(super) fn wet(kind: &str, url: &str, body: &str) -> String {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Length: {}\r\n\r\n{body}\r\n\r\n",
            body.len()
        )
    }

    fn texts(archive: &[u8]) -> Vec<String> {
        all(archive, "").into_iter().map(|document| document.text.trim().to_owned()).collect()
    }

    fn told(archive: &[u8]) -> Vec<String> {
        problems(archive, "").iter().map(|problem| format!("{}: {}", problem.place, problem.reason)).collect()
    }

    #[test]
    fn records_are_read_by_their_length() {
        let archive = wet("warcinfo", "x", "software: x")
            + &wet("conversion", "https://a.example/1", "Caf\u{e9}\n\nWARC/1.0 is text here.")
            + &wet("conversion", "https://a.example/2", "Two.");
        let documents = all(archive.as_bytes(), "");
        let found: Vec<(&str, &str)> =
            documents.iter().map(|d| (d.fields.url.as_deref().unwrap_or(""), d.text.as_str())).collect();
        assert_eq!(
            found,
            [("https://a.example/1", "Caf\u{e9}\n\nWARC/1.0 is text here."), ("https://a.example/2", "Two.")]
        );
        assert_eq!(documents[0].format, "wet");
    }

    #[test]
    fn responses_are_pages() {
        let html = "<html><head><title>A headline | Day</title></head><body><p>Text.</p></body></html>";
        let chunked = format!("{:x}\r\n{html}\r\n0\r\n\r\n", html.len());
        let http = |head: &str, body: &str| format!("HTTP/1.1 {head}\r\nContent-Type: text/html\r\n\r\n{body}");
        let archive = wet("request", "https://a.example/", "GET /")
            + &wet("response", "https://a.example/", &http("200 OK", html))
            + &wet("response", "https://a.example/", &http("404 Not Found", html))
            + &wet("response", "https://a.example/", &http("200 OK\r\nTransfer-Encoding: chunked", &chunked));
        let documents = all(archive.as_bytes(), "");
        assert_eq!(documents.len(), 2);
        assert!(documents.iter().all(|document| document.format == "warc" && document.text == "Text."));
        assert_eq!(documents[0].fields.url.as_deref(), Some("https://a.example/"));
    }

    #[test]
    fn a_bad_record_is_named_and_the_rest_is_read() {
        let archive = wet("conversion", "x", "One.")
            + "WARC/1.0\r\nWARC-Type: conversion\r\n\r\nlost\r\n\r\n"
            + &wet("conversion", "x", "Two.");
        assert_eq!(all(archive.as_bytes(), "").len(), 2);
        assert_eq!(problems(archive.as_bytes(), "")[0].place, "record 2");
    }

    #[test]
    fn what_is_cut_off_is_told() {
        let archive = wet("conversion", "x", "One.") + &wet("conversion", "x", "Two and three and four.");
        let cut = &archive.as_bytes()[..archive.len() - 12];
        assert_eq!(texts(cut), ["One.", "Two and three a"]);
        assert_eq!(told(cut), ["record 2: cut: it has 15 bytes of the 23 that it names"]);
        let page = archive.replace("conversion", "request");
        assert_eq!(told(&page.as_bytes()[..page.len() - 12]).len(), 1, "also of what is no article");
        assert!(told(archive.as_bytes()).is_empty());
    }

    #[test]
    fn a_wrong_length_is_told_and_costs_no_other_record() {
        let archive = |length: &str| {
            let wrong = wet("conversion", "x", "Two.").replace("Length: 4", length);
            wet("conversion", "x", "One.") + &wrong + &wet("conversion", "x", "Three.") + &wet("request", "x", "GET /")
        };
        for length in ["Length: 60", "Length: 9000"] {
            let archive = archive(length);
            assert_eq!(texts(archive.as_bytes()), ["One.", "Two.", "Three."], "{length}");
            let names = length.trim_start_matches("Length: ");
            assert_eq!(
                told(archive.as_bytes()),
                [format!("record 2: cut: it has 4 bytes of the {names} that it names")]
            );
        }
        let short = archive("Length: 2");
        assert_eq!(texts(short.as_bytes()), ["One.", "Tw", "Three."]);
        assert_eq!(
            told(short.as_bytes()),
            ["record 2: 4 bytes behind it belong to no record: the length that it names is wrong"]
        );
    }

    #[test]
    fn threads_that_share_an_archive_tell_what_one_does() {
        // Each of them is a share by itself.
        let text = format!("{} ", "It rained on the pier. ".repeat(30_000));
        let wrong = |length: &str| wet("conversion", "x", &text).replace(&format!("Length: {}", text.len()), length);
        let archive = wet("conversion", "x", &text)
            + &wrong("Length: 900000")
            + &wrong("Length: 600000")
            + &wet("conversion", "x", &text)
            + &wet("conversion", "x", &text)
                .get(..650_000)
                .unwrap()
                .replace(&format!("Length: {}", text.len()), "Length: 600000");
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.warc");
        std::fs::write(&path, &archive).unwrap();
        let (mut articles, mut said) = (0, Vec::new());
        let shared = Records::open(&path).unwrap().unwrap().skim(&mut |found| {
            match found {
                Ok(_) => articles += 1,
                Err(problem) => said.push(format!("{}: {}", problem.place, problem.reason)),
            }
            ControlFlow::Continue(())
        });
        assert!(shared.is_ok());
        assert_eq!((articles, said.len()), (5, 3), "{said:?}");
        assert_eq!(said, told(archive.as_bytes()));
    }
}
