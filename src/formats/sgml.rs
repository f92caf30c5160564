//! SGML as the collections of agencies and papers have it that research works with: Reuters-21578, TIPSTER and TREC, the LDC's
//! Gigaword. A file has many articles, each in a `DOC` or `REUTERS` element of its own, whose tags name its parts.
//!
//! These files are not valid by any definition: tags are not closed, and a `<` may be one. So tags are looked for, not parsed.

mod parts;

use std::ops::Range;

use super::source::{Input, LIMIT, Stream};
use super::{Document, Each, Parts, Problem, Reading, Record, decode, xml};

/// The elements that are an article.
const ROOTS: [&str; 3] = ["DOC", "REUTERS", PAGE];
/// One of a web corpus, with what is known of the page in its attributes. A file of only one is XML.
const PAGE: &str = "doc";
/// What may stand before the first one: a declaration.
const DECLARATION: &str = "<!DOCTYPE";

/// Whether a text is a collection of articles.
pub(super) fn is_collection(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let declared = text.get(..DECLARATION.len()).is_some_and(|start| start.eq_ignore_ascii_case(DECLARATION));
    let behind = if declared { text.split_once('>').map_or("", |(_, rest)| rest).trim_start() } else { text };
    // Some have an element around all articles.
    let root = behind.lines().take(2).find_map(|line| opened(line.as_bytes()));
    behind.starts_with('<') && root.is_some_and(|root| root != PAGE || has_pages(behind))
}

/// Whether another page follows on the first one.
fn has_pages(text: &str) -> bool {
    let rest = text.split_once("</doc>").map_or("", |(_, rest)| rest).trim_start();
    opened(rest.lines().next().unwrap_or_default().as_bytes()) == Some(PAGE)
}

/// The element that a line opens. Behind its tag there is nothing, or another tag.
fn opened(line: &[u8]) -> Option<&'static str> {
    let rest = line.trim_ascii_start().strip_prefix(b"<")?;
    let behind = rest.get(memchr::memchr(b'>', rest)? + 1..)?.trim_ascii_start();
    ROOTS.into_iter().find(|root| is_named(rest, root) && matches!(behind.first(), None | Some(b'<')))
}

/// Whether a line ends an element.
fn closes(line: &[u8], root: &str) -> bool {
    let ends = |rest: &[u8]| rest.strip_prefix(b"/").is_some_and(|name| is_named(name, root));
    memchr::memchr_iter(b'<', line).any(|at| line.get(at + 1..).is_some_and(ends))
}

/// Whether a tag has a name.
fn is_named(tag: &[u8], name: &str) -> bool {
    let behind = tag.strip_prefix(name.as_bytes()).and_then(|behind| behind.first());
    behind.is_some_and(|byte| *byte == b'>' || byte.is_ascii_whitespace())
}

/// Hands out each article.
pub(super) fn records(stream: &mut Stream, reading: &Reading, each: &mut Each) -> Result<(), Problem> {
    let mut elements = Elements { stream, line: Vec::new(), at: 0 };
    let (mut element, mut number) = (Vec::new(), 0);
    while let Some(place) = elements.next(&mut element)? {
        number += 1;
        if number <= reading.behind {
            continue;
        }
        let (from, offset) = elements.stream.anchor(place.start);
        let place = Record::Numbered { number, from, offset, length: place.end - place.start };
        let found = if element.len() as u64 > LIMIT { Err(Problem::too_long()) } else { record(&element) };
        let found = found.map(|document| Document { record: place, ..document });
        if each(found.map_err(|problem| problem.at(&format!("article {number}")))).is_break() {
            break;
        }
    }
    Ok(())
}

/// The elements of a stream.
struct Elements<'s, 'a> {
    stream: &'s mut Stream<'a>,
    /// The line that was read last, if it is not taken, and where it starts.
    line: Vec<u8>,
    at: u64,
}

impl Elements<'_, '_> {
    /// Goes on to the next line, and says whether there was one.
    fn read_line(&mut self) -> Result<bool, Problem> {
        self.at = self.stream.offset();
        let read = self.stream.read_line(&mut self.line).map_err(|error| Problem::io(&error))?;
        Ok(read > 0)
    }

    /// Reads the next one into `element`, and gives its bytes in the stream. One that is not closed ends where the next one starts.
    fn next(&mut self, element: &mut Vec<u8>) -> Result<Option<Range<u64>>, Problem> {
        element.clear();
        let root = loop {
            match opened(&self.line) {
                Some(root) => break root,
                None if !self.read_line()? => return Ok(None),
                None => {}
            }
        };
        let start = self.at;
        loop {
            let is_last = closes(&self.line, root);
            if element.len() as u64 <= LIMIT {
                element.append(&mut self.line);
            }
            self.line.clear();
            if is_last {
                return Ok(Some(start..self.stream.offset()));
            }
            if !self.read_line()? || opened(&self.line).is_some() {
                return Ok(Some(start..self.at));
            }
        }
    }
}

/// The article in the bytes of one element.
pub(super) fn record(bytes: &[u8]) -> Result<Document, Problem> {
    let decoded = decode::decode(bytes, None)?;
    if opened(decoded.text.lines().next().unwrap_or_default().as_bytes()) == Some(PAGE) {
        let parts = page(&decoded.text);
        return Ok(decoded.document("xml", parts));
    }
    let parts = parts::read(&decoded.text);
    if parts.text.is_empty() && parts.fields.headline.is_none() {
        return Err(Problem::new("no article in it"));
    }
    Ok(decoded.document("sgml", parts))
}

/// The page of a web corpus: XML, or lines between tags.
fn page(text: &str) -> Parts {
    let (_, parts) = xml::read(text);
    if ["<p", "<main", "<text"].iter().any(|tag| text.contains(tag)) {
        return parts;
    }
    let inside = text.split_once('>').map_or("", |(_, rest)| rest);
    let inside = inside.rsplit_once("</").map_or(inside, |(inside, _)| inside);
    Parts { text: html_escape::decode_html_entities(inside.trim()).into_owned(), ..parts }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use proptest::prelude::*;

    use super::*;
    use crate::formats::tests::{all, problems};
    use crate::formats::{document, documents};

    const PIECES: [&str; 26] = [
        "<DOC>\n",
        "<DOC id=\"AFP_ENG_20100101.1\"",
        ">",
        "</DOC>\n",
        "</DOC",
        "<doc>\n",
        "<REUTERS X=\"\">\n",
        "<TEXT>",
        "</TEXT>",
        "<P>",
        "</P>\n",
        "<",
        "/",
        "&#3;",
        "&#",
        "&AMP;",
        "\n",
        "\r\n",
        "     a   b",
        "é",
        "東",
        "<TITLE>",
        "</TITLE>\n",
        "<DATE>",
        "930406",
        " word",
    ];
    const GIGAWORD: &str = "<DOC id=\"AFP_ENG_20100101.0001\" type=\"story\" >\n<HEADLINE>\nFerry to Norvik sails\nagain\n</HEADLINE>\n\
        <DATELINE>\nNORVIK, Jan 1 (AFP)\n</DATELINE>\n<TEXT>\n<P>\nThe ferry left the harbour on\nFriday.\n</P>\n<P>\n\
        \"We waited,\" said Mira Halvorsen &AMP; others.\n</P>\n</TEXT>\n</DOC>\n";

    #[test]
    fn each_element_is_an_article() {
        let unclosed = "<DOC>\n<DOCNO> NT1 </DOCNO>\n<TEXT>\nOne line.\n";
        let text = format!("\n{unclosed}{GIGAWORD}lost\n{unclosed}</TEXT></DOC>");
        let found = all(text.as_bytes(), "a.txt");
        let texts: Vec<&str> = found.iter().map(|document| document.text.as_str()).collect();
        let story =
            "NORVIK, Jan 1 (AFP) The ferry left the harbour on Friday.\n\n\"We waited,\" said Mira Halvorsen & others.";
        assert_eq!(texts, ["One line.", story, "One line."]);
        assert!(found.iter().all(|document| document.format == "sgml"));
        assert_eq!(problems(b"<DOC>\n<TEXT>\n</TEXT>\n</DOC>\n", "a.sgm").len(), 1, "there is no text");
    }

    #[test]
    fn articles_are_found_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.sgm");
        std::fs::write(&path, format!("<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\r\n{}", GIGAWORD.repeat(5))).unwrap();
        let mut found = Vec::new();
        documents(&path, &mut |document| {
            found.push(document.unwrap());
            ControlFlow::Continue(())
        })
        .unwrap();
        assert_eq!(found.len(), 5);
        for expected in found.iter().rev() {
            assert_eq!(&document(&path, &expected.record).unwrap(), expected);
        }
    }

    #[test]
    fn pages_of_a_web_corpus_are_articles() {
        let text = "<doc id=\"1\" url=\"https://day.example/ferry\" title=\"Ferry sails again\">\n<p class=\"good\">\nThe ferry left\nat dawn.\n</p>\n\
                    <p>\nIt came back.\n</p>\n</doc>\n<doc title=\"Bread\">\nBread is cheaper &amp; better.\nSo is fish.\n</doc>\n";
        let found = all(text.as_bytes(), "a.txt");
        let said: Vec<_> =
            found.iter().map(|it| (it.fields.headline.as_deref().unwrap_or(""), it.text.as_str())).collect();
        assert_eq!(
            said,
            [
                ("Ferry sails again", "The ferry left at dawn.\n\nIt came back."),
                ("Bread", "Bread is cheaper & better.\nSo is fish.")
            ]
        );
        let one = all(text.split_inclusive("</doc>\n").next().unwrap_or_default().as_bytes(), "a.txt");
        assert_eq!(one.first().map(|one| (one.format, &one.record)), Some(("xml", &Record::Whole)));
    }

    proptest! {
        #[test]
        fn anything_between_tags_is_an_article_or_a_problem(pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..60)) {
            let text = format!("<DOC>\n{}", pieces.concat());
            let (found, problems) = (all(text.as_bytes(), "a.sgm"), problems(text.as_bytes(), "a.sgm"));
            prop_assert!(!found.is_empty() || !problems.is_empty());
            for document in found {
                let Record::Numbered { offset, length, .. } = document.record else { return Err(TestCaseError::fail("no record")) };
                let range = usize::try_from(offset).unwrap_or_default()..usize::try_from(offset + length).unwrap_or_default();
                let again = record(text.as_bytes().get(range).unwrap_or_default()).map(|again| again.text);
                prop_assert_eq!(again, Ok(document.text));
            }
        }
    }

    #[test]
    fn other_markup_is_no_collection() {
        for text in
            ["<DOC> is a tag that a text may open with", "<DOCUMENT>\n", "<doc title=\"A\"><main/></doc>", "<html>"]
        {
            assert!(!is_collection(text), "{text}");
        }
        assert!(is_collection("<DOC>\n<DOCNO>") && is_collection("<DOC id=\"A_ENG_20100101.1\" type=\"x\">\n"));
        assert!(is_collection("<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n<REUTERS TOPICS=\"NO\">\n"));
        assert!(is_collection("<DOCS>\n<DOC>\n<DOCNO>"));
    }
}
