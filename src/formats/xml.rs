//! XML: what trafilatura writes, TEI, and others as far as they are alike.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{Parts, dates, fenced, html, names, with_dateline};
use crate::article::{Fields, Text};

/// Elements nest at most this deep; what is deeper counts as one level.
const DEPTH: usize = 200;
/// Elements that are a paragraph, and that end one.
const BLOCKS: [&str; 21] = [
    "p",
    "ab",
    "head",
    "item",
    "quote",
    "row",
    "lb",
    "div",
    "body",
    "list",
    "table",
    "text",
    "main",
    "para",
    "block",
    "hl1",
    "hl2",
    "li",
    "paragraph",
    "figure",
    "br",
];
/// Stands before each cell of a row; the text of a document can have none of it (XML 1.0, §2.2).
const CELL: char = '\u{1f}';
const HEADINGS: [&str; 8] = ["head", "hl2", "h2", "h3", "h4", "h5", "h6", "subtitle"];
/// Elements that are not part of the text.
const APART: [&str; 9] =
    ["comments", "teiHeader", "script", "style", "metadata", "docdata", "codes", "itemMeta", "contentMeta"];

/// Reads a document. Returns what it is, too.
pub(super) fn read(text: &str) -> (&'static str, Parts) {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut walk = Walk::default();
    let mut broken = None;
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => walk.start(&start),
            Ok(Event::Empty(start)) => {
                walk.start(&start);
                walk.end();
            }
            Ok(Event::End(_)) => walk.end(),
            Ok(Event::Text(text)) => walk.push(&text),
            Ok(Event::CData(text)) => walk.push(&text),
            Ok(Event::GeneralRef(name)) => walk.push(&html_escape::decode_html_entities(&format!("&{};", &*name))),
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => {
                // The message may quote the text.
                broken = Some(Text::new(&format!("not valid XML: {error}")).to_string());
                break;
            }
        }
    }
    walk.line_end();
    let (format, mut parts) = walk.parts();
    if let Some(broken) = broken {
        // What cannot be read as XML is still text.
        if parts.text.len() < text.len() / 4 {
            parts.text = html::fragment(text);
        }
        parts.warnings.push(broken);
    }
    (format, parts)
}

#[derive(Default)]
struct Walk {
    /// The elements that are open.
    open: Vec<String>,
    /// How many more are, too deep to be told apart.
    deeper: usize,
    root: String,
    fields: Fields,
    dateline: String,
    text: String,
    line: String,
    mark: &'static str,
    /// Whether there were paragraphs: without any the whole text is one.
    paragraphs: bool,
}

impl Walk {
    fn start(&mut self, start: &BytesStart) {
        if self.open.len() >= DEPTH {
            self.deeper += 1;
            return;
        }
        let name = start.local_name().into_inner().to_owned();
        if self.root.is_empty() {
            self.root.clone_from(&name);
            self.attributes(start);
        }
        if self.is_block(&name) || self.field().is_some() {
            self.line_end();
        }
        let attribute = |name: &str| {
            let found = start.try_get_attribute(name).ok()??;
            Some(html_escape::decode_html_entities(&*found.value).into_owned())
        };
        match name.as_str() {
            "cell" | "td" => self.line.push(CELL),
            "item" | "li" => self.mark = "- ",
            "ptr" if attribute("type").is_some_and(|kind| kind == "URL") => {
                self.fields.url = attribute("target").or(self.fields.url.take());
            }
            "date" if attribute("type").is_some_and(|kind| kind == "download") => {
                self.open.push("teiHeader".to_owned());
                return;
            }
            "div" if attribute("type").is_some_and(|kind| kind == "comments") => {
                self.open.push("comments".to_owned());
                return;
            }
            "date.issue" | "pubdate" | "pubdata" => {
                let date = attribute("norm").or_else(|| attribute("date.publication"));
                self.fields.published = date.map(|date| dates::plain(&date)).or(self.fields.published.take());
                self.fields.site = self.fields.site.take().or_else(|| attribute("name"));
            }
            // Some archives have the first paragraphs once more before the whole text.
            "block" if attribute("class").is_some_and(|class| class == "full_text") => self.text.clear(),
            _ => {}
        }
        let heading =
            HEADINGS.contains(&name.as_str()) || name == "ab" && attribute("type").is_some_and(|kind| kind == "header");
        if heading && !self.is_apart() {
            self.mark = "## ";
        }
        self.open.push(name);
    }

    /// The attributes of trafilatura's root.
    fn attributes(&mut self, root: &BytesStart) {
        let mut site = None;
        for attribute in root.attributes().flatten() {
            let value = html_escape::decode_html_entities(&*attribute.value).trim().to_owned();
            if value.is_empty() || value == "None" {
                continue;
            }
            match attribute.key.local_name().into_inner() {
                "title" => self.fields.headline = Some(value),
                "author" => self.fields.authors = names::split(&value),
                "date" => self.fields.published = Some(dates::plain(&value)),
                "url" | "source" if value.contains("://") => self.fields.url = Some(value),
                "sitename" => site = Some(value),
                "hostname" if site.is_none() => site = Some(value),
                "language" | "lang" => self.fields.language = Some(value),
                _ => {}
            }
        }
        self.fields.site = site;
    }

    fn end(&mut self) {
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        let Some(name) = self.open.last().cloned() else { return };
        if let Some(field) = self.field() {
            let value = std::mem::take(&mut self.line).split_whitespace().collect::<Vec<_>>().join(" ");
            self.open.pop();
            self.set(field, &value);
            return;
        }
        // Code within a line has none of its own.
        if name == "code" && self.line.trim_end().contains('\n') && !self.is_in_line() {
            let code = fenced(&std::mem::take(&mut self.line));
            self.block(&code);
        }
        if self.is_block(&name) {
            self.paragraphs |= matches!(name.as_str(), "p" | "ab" | "para");
            self.line_end();
        }
        if name != "lb" {
            self.mark = "";
        }
        self.open.pop();
    }

    fn is_block(&self, name: &str) -> bool {
        BLOCKS.contains(&name) || HEADINGS.contains(&name) || self.open.len() < 2
    }

    /// Whether a paragraph, an item or a cell is open.
    fn is_in_line(&self) -> bool {
        self.open.iter().any(|open| matches!(open.as_str(), "p" | "item" | "li" | "cell" | "td" | "head"))
    }

    fn is_apart(&self) -> bool {
        self.open.iter().any(|open| APART.contains(&open.as_str()))
    }

    /// The field that the innermost element is, if it is one.
    fn field(&self) -> Option<&'static str> {
        let header = self.open.iter().any(|open| open == "teiHeader");
        let name = self.open.last()?.as_str();
        let found = match name {
            "title" | "headline" | "hl1" | "HeadLine" => "title",
            "author" | "byline" | "byttl" | "creator" | "ByLine" => "author",
            "date" | "pubdate" | "published" | "pubDate" => "date",
            "publisher" | "sitename" => "site",
            "url" | "link" => "url",
            "dateline" => "dateline",
            _ => return None,
        };
        // In TEI these are fields in the header only, elsewhere only above the text.
        let below =
            self.paragraphs || self.open.iter().any(|open| matches!(open.as_str(), "p" | "body" | "main" | "text"));
        let head = self.open.iter().any(|open| matches!(open.as_str(), "hedline" | "byline" | "body.head"));
        (header || !below || head).then_some(found)
    }

    fn set(&mut self, field: &str, value: &str) {
        let value = value.trim();
        if value.is_empty() {
            return;
        }
        let text = Some(value.to_owned());
        match field {
            "title" if self.fields.headline.is_none() => self.fields.headline = text,
            "author" => self.fields.authors.extend(names::split(value)),
            "date" if self.fields.published.is_none() => self.fields.published = Some(dates::plain(value)),
            // "Day (day.example)", as trafilatura writes it.
            "site" if self.fields.site.is_none() => self.fields.site = value.split(" (").next().map(str::to_owned),
            "url" if value.contains("://") => self.fields.url = text,
            "dateline" => value.clone_into(&mut self.dateline),
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        let apart = self.is_apart() && self.field().is_none();
        if !apart {
            self.line.push_str(text);
        }
    }

    fn line_end(&mut self) {
        let line = std::mem::take(&mut self.line);
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let (before, cells) = line.split_once(CELL).unwrap_or_default();
        let cells: Vec<String> = cells.split(CELL).map(words).collect();
        if before.trim().is_empty() && cells.len() > 1 && cells.iter().any(|cell| !cell.is_empty()) {
            self.block(&format!("| {} |", cells.join(" | ")));
            return;
        }
        for line in line.replace(CELL, " ").split("\n\n") {
            self.block(&words(line));
        }
    }

    fn block(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        self.text.push_str(std::mem::take(&mut self.mark));
        self.text.push_str(text);
    }

    fn parts(mut self) -> (&'static str, Parts) {
        let format = if self.root == "TEI" || self.root == "teiCorpus" { "tei" } else { "xml" };
        self.fields.authors = names::cleaned(std::mem::take(&mut self.fields.authors), self.fields.site.as_deref());
        let text = with_dateline(&self.dateline, self.text);
        (format, Parts { text, fields: self.fields, warnings: Vec::new() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(xml: &str, format: &str, headline: &str, author: &str, text: &str) {
        let (found, parts) = read(xml);
        let first = parts.fields.authors.first().map_or("", String::as_str);
        let headline_found = parts.fields.headline.as_deref().unwrap_or("");
        assert_eq!((found, headline_found, first, parts.text.as_str()), (format, headline, author, text), "{xml}");
    }

    #[test]
    fn what_trafilatura_writes_is_read() {
        check(
            "<doc sitename=\"Day\" title=\"A &amp; B\" author=\"Mira Halvorsen\" date=\"2024-02-14\"><main><head rend=\"h2\">Sub</head>\
             <p>One <hi>two</hi>&#8217;s.</p><list><item>a</item><item>b</item></list><quote><p>Said.</p></quote><p>x<lb/>y</p></main>\
             <comments><p>No.</p></comments></doc>",
            "xml",
            "A & B",
            "Mira Halvorsen",
            "## Sub\n\nOne two\u{2019}s.\n\n- a\n\n- b\n\nSaid.\n\nx\n\ny",
        );
        check(
            "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc><titleStmt><title type=\"main\">A</title>\
             <author>Mira Halvorsen</author></titleStmt><sourceDesc><bibl>A, Day</bibl><biblFull><titleStmt><title>A</title></titleStmt>\
             <publicationStmt><publisher>Day (day.example)</publisher><ptr type=\"URL\" target=\"https://day.example/a\"/>\
             <date>2024-02-14</date></publicationStmt></biblFull></sourceDesc></fileDesc><profileDesc><creation>\
             <date type=\"download\">2026-01-01</date></creation></profileDesc></teiHeader><text><body><div type=\"entry\">\
             <ab type=\"header\">Sub</ab><p>One.</p></div><div type=\"comments\"><p>No.</p></div></body></text></TEI>",
            "tei",
            "A",
            "Mira Halvorsen",
            "## Sub\n\nOne.",
        );
    }

    #[test]
    fn other_documents_are_read_as_far_as_they_are_alike() {
        check(
            "<?xml version=\"1.0\"?><newsitem><title>A</title><byline>By Mira Halvorsen</byline><text><p>One.</p><p>Two.</p></text></newsitem>",
            "xml",
            "A",
            "Mira Halvorsen",
            "One.\n\nTwo.",
        );
        check("<a><b>loose</b> <c>text &unknown; & more</c></a>", "xml", "", "", "loose\n\ntext &unknown; & more");
    }

    #[test]
    fn archives_of_papers_are_read() {
        let nitf = "<?xml version=\"1.0\"?><nitf><head><title>A</title><docdata><doc-id id-string=\"1\"/></docdata>\
                    <pubdata date.publication=\"20070101T000000\" name=\"Day\"/></head><body><body.head><hedline><hl1>A</hl1></hedline>\
                    <byline class=\"print_byline\">By Mira Halvorsen</byline><dateline>NORVIK, Jan. 1</dateline></body.head><body.content>\
                    <block class=\"lead_paragraph\"><p>One.</p></block><block class=\"full_text\"><p>One.</p><p>Two.</p></block>\
                    </body.content></body></nitf>";
        check(nitf, "xml", "A", "Mira Halvorsen", "NORVIK, Jan. 1 - One.\n\nTwo.");
        let (_, parts) = read(nitf);
        assert_eq!(
            (parts.fields.published.as_deref(), parts.fields.site.as_deref()),
            (Some("2007-01-01"), Some("Day"))
        );
    }

    #[test]
    fn tables_and_code_keep_their_form() {
        let text = "One.\n\n| Year | Users |\n\n| 2023 |  |\n\nAlone\n\n```\nif a:\n    b()\n```\n\nThe x y .";
        let xml = "<doc><main><p>One.</p><table><row>\n\t<cell role=\"head\">Year</cell>\n\t<cell>Users</cell></row><row><cell>2023</cell><cell/></row>\
                   <row><cell>Alone</cell></row></table><code>if a:\n    b()</code><p>The <code>x\ny</code> .</p></main></doc>";
        check(xml, "xml", "", "", text);
        let loose = "<doc><main><p>One.</p>Loose <cell>a</cell><cell>b</cell></main></doc>";
        check(loose, "xml", "", "", "One.\n\nLoose a b");
    }

    #[test]
    fn what_is_broken_is_still_text() {
        let (_, parts) = read("<doc title=\"A\"><main><p>One.</p><p>Two <");
        assert!(parts.text.contains("One."), "{}", parts.text);
        assert!(read(&"<a>".repeat(100_000)).1.text.is_empty());
    }
}
