//! What the tags of an article say of its parts.

use super::super::{Parts, dates, fenced, names, with_dateline};
use crate::article::Fields;

/// What an element holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Headline,
    Dateline,
    Date,
    Byline,
    Site,
    Url,
    Id,
    Text,
    /// What is no part of an article: topics, codes, pages.
    Apart,
}

/// The elements that are known, in the words of the collections.
const ROLES: [(Role, &[&str]); 8] = [
    (Role::Headline, &["HEADLINE", "HEAD", "TITLE", "HL", "TI"]),
    (Role::Dateline, &["DATELINE"]),
    (Role::Date, &["DATE", "DATE_TIME", "DATETIME", "DD", "PUBDATE"]),
    (Role::Byline, &["BYLINE", "AUTHOR", "AUTHORS"]),
    (Role::Site, &["PUB", "SO", "SOURCE", "PUBLISHER"]),
    (Role::Url, &["URL", "LINK"]),
    (Role::Id, &["DOCNO", "DOCID"]),
    (Role::Text, &["TEXT", "BODY", "LP", "CONTENT"]),
];
/// Elements that part paragraphs.
const BREAKS: [&str; 3] = ["P", "LP", "BR"];
/// Stands where a paragraph ends: controls are no part of any text.
const BREAK: char = '\u{1f}';
/// Elements nest at most this deep; what is deeper counts as one level.
const DEPTH: usize = 64;
/// A tag has at most so many bytes; a longer one is text.
const TAG: usize = 1_000;
/// From so many spaces on a line opens a paragraph.
const INDENT: usize = 3;
/// Who signs the articles of a collection, by how their ids start, and whether that is an agency.
const SOURCES: [(&str, &str, bool); 11] = [
    ("AFP", "AFP", true),
    ("AP", "AP", true),
    ("APW", "AP", true),
    ("CNA", "CNA", true),
    ("XIN", "Xinhua", true),
    ("FT", "Financial Times", false),
    ("LA", "Los Angeles Times", false),
    ("LTW", "Los Angeles Times/The Washington Post", false),
    ("NYT", "The New York Times", false),
    ("SJMN", "San Jose Mercury News", false),
    ("WSJ", "The Wall Street Journal", false),
];

/// The parts of an article in an element.
pub(super) fn read(text: &str) -> Parts {
    let mut walk = Walk::default();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('<') {
        walk.push(before);
        if let Some(tag) = tag(behind) {
            walk.tag(tag);
            rest = behind.get(tag.len() + 1..).unwrap_or_default();
        } else {
            walk.push("<");
            rest = behind;
        }
    }
    walk.push(rest);
    walk.parts()
}

/// The tag that starts behind a `<`: all before its `>`.
fn tag(behind: &str) -> Option<&str> {
    let name = behind.strip_prefix('/').unwrap_or(behind);
    if !name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!') {
        return None;
    }
    // A text may have a million of these marks, and nothing that ends a tag.
    let near = behind.as_bytes().get(..TAG).unwrap_or(behind.as_bytes());
    let tag = behind.get(..memchr::memchr(b'>', near)?)?;
    (!tag.contains('<')).then_some(tag)
}

#[derive(Default)]
struct Walk {
    /// The elements that are open, each with what it holds.
    open: Vec<(String, Role)>,
    fields: Fields,
    dateline: String,
    /// The number that the collection gave the article.
    id: String,
    date: String,
    headline: String,
    text: String,
    /// What stands in no element that is known, for articles that are nothing else.
    loose: String,
    /// What stands in the field under way.
    value: String,
}

impl Walk {
    fn role(&self) -> Option<Role> {
        self.open.last().map(|(_, role)| *role)
    }

    fn tag(&mut self, tag: &str) {
        if let Some(name) = tag.strip_prefix('/') {
            self.end(name.trim());
            return;
        }
        let name = tag.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default();
        self.start(name, tag);
    }

    fn start(&mut self, name: &str, tag: &str) {
        self.part(name);
        if self.open.is_empty() {
            self.root(name, tag);
            return;
        }
        let known = ROLES.iter().find(|(_, names)| names.contains(&name)).map(|(role, _)| *role);
        let role = match (self.role(), known) {
            // Within a text that has begun tags mark words: names, days, places.
            (Some(Role::Text), Some(Role::Text)) => Role::Text,
            (Some(Role::Text), _) if self.text.contains(|c: char| !c.is_whitespace() && c != BREAK) => Role::Text,
            (_, Some(known)) => known,
            // A paragraph of a headline is the headline.
            (Some(role), None) if self.open.len() > 1 => role,
            _ => Role::Apart,
        };
        if self.open.len() < DEPTH && !BREAKS.contains(&name) {
            self.open.push((name.to_owned(), role));
        }
    }

    /// Ends a paragraph of the text where such an element starts or ends.
    fn part(&mut self, name: &str) {
        if BREAKS.contains(&name) && self.role() == Some(Role::Text) {
            self.text.push(BREAK);
        }
    }

    /// The element of the article.
    fn root(&mut self, name: &str, tag: &str) {
        self.open.push((name.to_owned(), Role::Apart));
        if name == "REUTERS" {
            self.fields.source = Some("Reuters".to_owned());
        } else if let Some((_, id)) = tag.split_once("id=\"") {
            id.split('"').next().unwrap_or_default().clone_into(&mut self.id);
        }
    }

    fn end(&mut self, name: &str) {
        self.part(name);
        let Some(at) = self.open.iter().rposition(|(open, _)| open == name) else { return };
        let role = self.role();
        self.open.truncate(at);
        if role != self.role() {
            self.field(role);
        }
    }

    fn push(&mut self, raw: &str) {
        let to = match self.role() {
            Some(Role::Text) => &mut self.text,
            Some(Role::Apart) if self.open.len() == 1 => &mut self.loose,
            Some(Role::Apart) | None => return,
            Some(_) => &mut self.value,
        };
        to.push_str(&decoded(raw));
    }

    /// Keeps the field that ends.
    fn field(&mut self, role: Option<Role>) {
        let value = words(&std::mem::take(&mut self.value));
        if value.is_empty() {
            return;
        }
        match role {
            Some(Role::Headline) if self.headline.is_empty() => self.headline = value,
            // The wires had "NORVIK (BC-FERRY-NRD)": a place, and the name of the story.
            Some(Role::Dateline) if self.dateline.is_empty() => {
                self.dateline = value.split("(BC-").next().unwrap_or_default().trim_end().to_owned();
            }
            Some(Role::Date) if self.date.is_empty() => self.date = value,
            Some(Role::Byline) => self.fields.authors.extend(names::split(&value)),
            Some(Role::Site) if self.fields.site.is_none() => self.fields.site = Some(value),
            Some(Role::Url) if value.contains("://") => self.fields.url = Some(value),
            Some(Role::Id) if self.id.is_empty() => self.id = value,
            _ => {}
        }
    }

    fn parts(mut self) -> Parts {
        self.field(self.role());
        let text = if self.text.trim().is_empty() { &self.loose } else { &self.text };
        let text = with_dateline(&self.dateline, paragraphs(text));
        let start = self.id.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
        let source = SOURCES.iter().find(|(known, ..)| *known == start);
        let mut fields = self.fields;
        if let Some((_, name, is_agency)) = source {
            let field = if *is_agency { &mut fields.source } else { &mut fields.site };
            field.get_or_insert_with(|| (*name).to_owned());
        }
        fields.published = day(&self.date).or_else(|| Some(dates::plain(&self.date))).filter(|date| !date.is_empty());
        fields.published = fields.published.or_else(|| in_id(&self.id));
        fields.headline = Some(self.headline).filter(|headline| !headline.is_empty());
        fields.authors = names::cleaned(fields.authors, fields.site.as_deref());
        Parts { text, fields, warnings: Vec::new() }
    }
}

/// A text with its references resolved. Those to controls, which the wires had for their machines, go.
fn decoded(raw: &str) -> String {
    let mut pieces = raw.split("&#");
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let number = piece.split_once(';').and_then(|(number, rest)| Some((number.parse::<u32>().ok()?, rest)));
        match number {
            Some((0..32, rest)) => text.push_str(rest),
            _ => text.extend(["&#", piece]),
        }
    }
    html_escape::decode_html_entities(&text).into_owned()
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text with a line a paragraph, where its tags or its indents tell paragraphs.
fn paragraphs(text: &str) -> String {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let indents = lines.iter().filter(|line| is_indented(line)).count();
    if text.contains(BREAK) {
        text.split(BREAK).map(words).filter(|paragraph| !paragraph.is_empty()).collect::<Vec<_>>().join("\n\n")
    } else if indents > 0 && indents < lines.len() {
        indented(&lines)
    } else {
        text.trim().to_owned()
    }
}

fn is_indented(line: &str) -> bool {
    line.len() - line.trim_start_matches(' ').len() >= INDENT
}

/// Lines of which the indented ones start paragraphs. Those of a table keep their spaces.
fn indented(lines: &[&str]) -> String {
    let is_cells = |line: &&str| line.trim().contains(&" ".repeat(INDENT));
    let mut told: Vec<String> = Vec::new();
    let mut rest = lines;
    let mut is_open = false;
    while let Some((line, behind)) = rest.split_first() {
        let cells = rest.iter().take_while(|line| is_cells(line)).count();
        if cells > 1 {
            let (table, behind) = rest.split_at_checked(cells).unwrap_or_default();
            told.push(fenced(&table.join("\n")));
            (rest, is_open) = (behind, false);
            continue;
        }
        // "Reuter" closes an article on a line of its own.
        let closes = behind.is_empty() && !line.trim().contains(' ');
        match told.last_mut().filter(|_| is_open && !closes && !is_indented(line)) {
            Some(last) => *last = format!("{last} {}", words(line)),
            None => told.push(words(line)),
        }
        (rest, is_open) = (behind, true);
    }
    told.join("\n\n")
}

/// The day in six or eight digits: `930406`, `20100101`.
fn day(digits: &str) -> Option<String> {
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let century = match digits.len() {
        8 => "",
        6 if digits.starts_with(['7', '8', '9']) => "19",
        6 => "20",
        _ => return None,
    };
    let whole = format!("{century}{digits}");
    let part = |range: std::ops::Range<usize>| whole.get(range)?.parse().ok();
    let date = jiff::civil::Date::new(part(0..4)?, i8::try_from(part(4..6)?).ok()?, i8::try_from(part(6..8)?).ok()?);
    date.ok().filter(|date| date.year() >= 1800).map(|date| date.to_string())
}

/// The day that an id has in it: that of `AFP_ENG_20100101.0001` and of `AP890101-0001`.
fn in_id(id: &str) -> Option<String> {
    id.split(|c: char| !c.is_ascii_digit()).find_map(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(sgml: &str, headline: &str, date: &str, by: &str, from: &str, text: &str) {
        let parts = read(sgml);
        let fields = &parts.fields;
        let field = |field: &Option<String>| field.clone().unwrap_or_default();
        let from_found = fields.site.as_ref().or(fields.source.as_ref()).cloned();
        assert_eq!(
            (field(&fields.headline), field(&fields.published), fields.authors.join("; "), field(&from_found)),
            (headline.to_owned(), date.to_owned(), by.to_owned(), from.to_owned()),
            "{sgml}"
        );
        assert_eq!(parts.text, text, "{sgml}");
    }

    #[test]
    fn reuters() {
        check(
            "<REUTERS TOPICS=\"YES\" NEWID=\"1\">\n<DATE>26-FEB-1987 15:01:01.79</DATE>\n<TOPICS><D>cocoa</D></TOPICS>\n<UNKNOWN>\n\
             &#5;C T\n</UNKNOWN>\n<TEXT>&#2;\n<TITLE>NORVIK COCOA &lt;NRC> REVIEW</TITLE>\n<AUTHOR>    By Mira Halvorsen</AUTHOR>\n\
             <DATELINE>    NORVIK, Feb 26 - </DATELINE><BODY>Showers went on in the cocoa\nzone, and <\nprices fell.\n    \
             The dry period is over.\n Reuter\n&#3;</BODY></TEXT>\n</REUTERS>",
            "NORVIK COCOA <NRC> REVIEW",
            "26-FEB-1987 15:01:01.79",
            "Mira Halvorsen",
            "Reuters",
            "NORVIK, Feb 26 - Showers went on in the cocoa zone, and < prices fell.\n\nThe dry period is over.\n\nReuter",
        );
    }

    #[test]
    fn tipster() {
        check(
            "<DOC>\n<DOCNO> AP890101-0001 </DOCNO>\n<FILEID>AP-NR-01-01-89 2358EST</FILEID>\n<HEAD>Ferry Sails Again</HEAD>\n\
             <BYLINE>By MIRA HALVORSEN</BYLINE>\n<DATELINE>NORVIK (AP) </DATELINE>\n<TEXT>\n   The ferry left\nat dawn.\n   It came back.\n</TEXT>\n</DOC>",
            "Ferry Sails Again",
            "1989-01-01",
            "MIRA HALVORSEN",
            "AP",
            "NORVIK (AP) The ferry left at dawn.\n\nIt came back.",
        );
        check(
            "<DOC>\n<DOCNO> LA010189-0001 </DOCNO>\n<DATE>\n<P>\nJanuary 1, 1989, Sunday, Home Edition \n</P>\n</DATE>\n<SECTION>\n<P>\nBook Review\n</P>\n\
             </SECTION>\n<HEADLINE>\n<P>\nFERRY SAILS AGAIN\n</P>\n</HEADLINE>\n<TEXT>\n<P>\nThe ferry left on <DATE>Monday</DATE>.\n</P>\n</TEXT>\n</DOC>",
            "FERRY SAILS AGAIN",
            "January 1, 1989, Sunday, Home Edition",
            "",
            "Los Angeles Times",
            "The ferry left on Monday.",
        );
        check(
            "<DOC>\n<DOCNO>NT941-1</DOCNO>\n<DATE>930406\n</DATE>\n<PUB>The Norvik Times\n</PUB>\n<PAGE>\nPage 1\n</PAGE>\n<TEXT>\nOne.\n</TEXT></DOC>",
            "",
            "1993-04-06",
            "",
            "The Norvik Times",
            "One.",
        );
    }

    #[test]
    fn tables_keep_their_spaces() {
        let text = "<DOC>\n<TEXT>\n    Prices were as follows in\nthe harbour -\n         Natl   Loan\n Wheat   2.55   2.40\n Corn    1.35   1.92\n    \
                    It was said.\n</TEXT>\n</DOC>";
        let parts = read(text);
        assert_eq!(
            parts.text,
            "Prices were as follows in the harbour -\n\n```\n         Natl   Loan\n Wheat   2.55   2.40\n Corn    1.35   1.92\n```\n\nIt was said."
        );
    }

    #[test]
    fn gigaword() {
        check(
            "<DOC id=\"NYT_ENG_19990401.0002\" type=\"story\" >\n<HEADLINE>\nFERRY SAILS\nAGAIN\n</HEADLINE>\n<DATELINE>\nNORVIK (BC-FERRY-NRD)\n\
             </DATELINE>\n<TEXT>\n<P>\n``We waited,'' said Mira\nHalvorsen.\n</P>\n<P>\nIt left.\n</P>\n</TEXT>\n</DOC>",
            "FERRY SAILS AGAIN",
            "1999-04-01",
            "",
            "The New York Times",
            "NORVIK - ``We waited,'' said Mira Halvorsen.\n\nIt left.",
        );
        check(
            "<DOC id=\"XIN_ENG_19950101.0083\" type=\"multi\" >\n<TEXT>\n   A chronology of events\n    NORVIK, Jan 1 (Xinhua) - The ferry left\n\
             at dawn.\n</TEXT>\n</DOC>",
            "",
            "1995-01-01",
            "",
            "Xinhua",
            "A chronology of events\n\nNORVIK, Jan 1 (Xinhua) - The ferry left at dawn.",
        );
    }

    #[test]
    fn marks_that_open_nothing_are_text() {
        let marks = "<a".repeat(1 << 18);
        let parts = read(&format!("<DOC>\n<TEXT>\n{marks}\n</TEXT>\n</DOC>"));
        assert!(parts.text.starts_with("<a<a") && parts.text.len() >= marks.len() - TAG);
    }

    #[test]
    fn what_is_in_no_element_is_the_text_where_there_is_no_other() {
        check("<DOC>\n<DOCNO>1</DOCNO>\nOne line.\nAnother.\n</DOC>", "", "", "", "", "One line.\nAnother.");
    }
}
