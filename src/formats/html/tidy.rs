//! Makes a page harmless for a parser of HTML.
//!
//! Parsers are quadratic, or worse, in how deep elements nest, in formatting elements that are left open and in the attributes
//! of a tag. So scripts, styles and comments go, every tag gets its end, what nests too deep loses its tags, and all text stays.

use memchr::{memchr, memchr3, memmem};

/// Elements nest at most this deep: real pages stay below 60.
const DEPTH: usize = 150;
/// Attributes that a tag may have.
const ATTRIBUTES: usize = 200;

/// A page that is fit for the parser, and the JSON-LD that its scripts held.
#[derive(Debug, Default)]
pub(super) struct Tidy<'a> {
    pub(super) html: String,
    pub(super) linked: Vec<&'a str>,
}

/// Elements whose content is not part of the page's text.
const DROPPED: [&str; 8] = ["script", "style", "svg", "math", "template", "object", "canvas", "iframe"];
/// Tags that switch a parser to another way of reading: they go, their content is read as HTML.
const UNWRAPPED: [&str; 8] = ["noscript", "textarea", "xmp", "plaintext", "noembed", "noframes", "frameset", "listing"];
const VOID: [&str; 16] = [
    "area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link", "meta", "param", "source",
    "track", "wbr",
];
const FORMATTING: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
/// Elements within which an end tag does not reach what is around them.
const SCOPES: [&str; 8] = ["applet", "caption", "html", "marquee", "table", "td", "th", "button"];
/// Elements that end an open paragraph.
const BLOCKS: [&str; 37] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "ul",
];

/// Elements that end their like where their end tag was left out, and where the search for it stops.
fn implied(name: &str) -> Option<(&'static [&'static str], &'static [&'static str])> {
    Some(match name {
        "li" => (&["li"], &["ul", "ol", "menu", "dir"]),
        "dt" | "dd" => (&["dt", "dd"], &["dl"]),
        "tr" => (&["tr"], &["table"]),
        "td" | "th" => (&["td", "th"], &["tr", "table"]),
        "tbody" | "thead" | "tfoot" => (&["tbody", "thead", "tfoot"], &["table"]),
        "option" | "optgroup" => (&["option"], &["select", "datalist"]),
        "body" => (&["head"], &["html"]),
        _ => return None,
    })
}

/// Tidies a page.
pub(super) fn tidy(page: &str) -> Tidy<'_> {
    let mut tidier = Tidier { page, tidy: Tidy::default(), open: Vec::new(), missing: Vec::new() };
    tidier.tidy.html.reserve(page.len());
    let mut at = 0;
    while let Some(next) = memchr(b'<', tidier.rest(at)).map(|found| at + found) {
        tidier.copy(at, next);
        at = tidier.tag(next);
    }
    tidier.copy(at, page.len());
    while tidier.close_last() {}
    tidier.tidy
}

struct Tidier<'a> {
    page: &'a str,
    tidy: Tidy<'a>,
    /// The elements that are open, in lower case.
    open: Vec<String>,
    /// Elements of which the page has no end tag any more: a search for it is not done twice.
    missing: Vec<String>,
}

impl<'a> Tidier<'a> {
    fn rest(&self, at: usize) -> &'a [u8] {
        self.page.as_bytes().get(at..).unwrap_or_default()
    }

    fn copy(&mut self, from: usize, to: usize) {
        self.tidy.html.push_str(self.page.get(from..to).unwrap_or_default());
    }

    /// Takes the tag at `at`, and returns where it ends.
    fn tag(&mut self, at: usize) -> usize {
        let rest = self.rest(at);
        match rest.get(1) {
            Some(b'!') if rest.starts_with(b"<!--") => self.behind(at, b"-->"),
            Some(b'!' | b'?') => memchr(b'>', rest).map_or(self.page.len(), |end| at + end + 1),
            Some(b'/') if rest.get(2).is_some_and(u8::is_ascii_alphabetic) => {
                let Some(end) = memchr(b'>', rest) else { return self.page.len() };
                let name = name(rest.get(2..end).unwrap_or_default());
                self.end_tag(&name);
                at + end + 1
            }
            Some(byte) if byte.is_ascii_alphabetic() => {
                let name = name(rest.get(1..).unwrap_or_default());
                let (length, attributes) = measure(rest);
                if rest.get(length - 1) != Some(&b'>') {
                    // The page is cut within a tag.
                    return self.page.len();
                }
                self.start_tag(at, at + length, &name, attributes)
            }
            _ => {
                self.tidy.html.push_str("&lt;");
                at + 1
            }
        }
    }

    /// The place behind `end`, or the next byte where it is missing.
    fn behind(&self, at: usize, end: &[u8]) -> usize {
        memmem::find(self.rest(at), end).map_or(self.page.len(), |found| at + found + end.len())
    }

    fn start_tag(&mut self, at: usize, end: usize, name: &str, attributes: usize) -> usize {
        if DROPPED.contains(&name) {
            return self.dropped(at, end, name);
        }
        if UNWRAPPED.contains(&name) || attributes > ATTRIBUTES {
            return end;
        }
        if BLOCKS.contains(&name) {
            self.close_paragraph();
        }
        if let Some((like, until)) = implied(name)
            && let Some(found) =
                self.open.iter().rposition(|open| until.contains(&open.as_str()) || like.contains(&open.as_str()))
            && self.open.get(found).is_some_and(|open| like.contains(&open.as_str()))
        {
            self.close_to(found);
        }
        // A link within a link is none: its parsers shuffle what is around it.
        let link_in_link = name == "a"
            && self.open.iter().rev().take_while(|open| FORMATTING.contains(&open.as_str())).any(|open| open == "a");
        if VOID.contains(&name) {
            self.copy(at, end);
        } else if self.open.len() < DEPTH && !link_in_link {
            self.copy(at, end);
            self.open.push(name.to_owned());
        } else if BLOCKS.contains(&name) {
            self.tidy.html.push_str("<br>");
        }
        end
    }

    fn dropped(&mut self, at: usize, end: usize, name: &str) -> usize {
        if self.missing.iter().any(|missing| missing == name) {
            return end;
        }
        let Some((start, after)) = closing(self.rest(end), name) else {
            self.missing.push(name.to_owned());
            return end;
        };
        let tag = self.page.get(at..end).unwrap_or_default();
        if name == "script" && tag.contains("ld+json") {
            self.tidy.linked.push(self.page.get(end..end + start).unwrap_or_default());
        }
        end + after
    }

    fn end_tag(&mut self, name: &str) {
        let formatting = FORMATTING.contains(&name);
        let found = self.open.iter().rposition(|open| {
            open == name
                || if formatting { !FORMATTING.contains(&open.as_str()) } else { SCOPES.contains(&open.as_str()) }
        });
        if let Some(found) = found
            && self.open.get(found).is_some_and(|open| open == name)
        {
            self.close_to(found);
        }
    }

    fn close_paragraph(&mut self) {
        let found = self.open.iter().rposition(|open| !FORMATTING.contains(&open.as_str()) && open != "span");
        if let Some(found) = found
            && self.open.get(found).is_some_and(|open| open == "p")
        {
            self.close_to(found);
        }
    }

    /// Closes the element at `index` of the open ones and all within.
    fn close_to(&mut self, index: usize) {
        while self.open.len() > index && self.close_last() {}
    }

    fn close_last(&mut self) -> bool {
        let Some(name) = self.open.pop() else { return false };
        self.tidy.html.push_str("</");
        self.tidy.html.push_str(&name);
        self.tidy.html.push('>');
        true
    }
}

/// The name that a tag starts with, in lower case. Very long ones are none.
fn name(bytes: &[u8]) -> String {
    let length =
        bytes.iter().take(32).take_while(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'>' | b'/')).count();
    String::from_utf8_lossy(bytes.get(..length).unwrap_or_default()).to_lowercase()
}

/// The length of a start tag, and how many attributes it has.
fn measure(tag: &[u8]) -> (usize, usize) {
    let mut at =
        1 + tag.iter().skip(1).take_while(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'>' | b'/')).count();
    let mut attributes = 0;
    let get = |at: usize| tag.get(at).copied();
    let skip = |mut at: usize, slash: bool| {
        while get(at).is_some_and(|byte| byte.is_ascii_whitespace() || slash && byte == b'/') {
            at += 1;
        }
        at
    };
    let blank = |at| skip(at, false);
    loop {
        at = skip(at, true);
        match get(at) {
            None => return (tag.len(), attributes),
            Some(b'>') => return (at + 1, attributes),
            Some(_) => attributes += 1,
        }
        at += 1;
        while get(at).is_some_and(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'>' | b'/' | b'=')) {
            at += 1;
        }
        let equals = blank(at);
        if get(equals) != Some(b'=') {
            continue;
        }
        at = blank(equals + 1);
        at = if let Some(quote @ (b'"' | b'\'')) = get(at) {
            let value = tag.get(at + 1..).unwrap_or_default();
            memchr(quote, value).map_or(tag.len(), |end| at + end + 2)
        } else {
            let value = tag.get(at..).unwrap_or_default();
            at + value.iter().take_while(|byte| !byte.is_ascii_whitespace() && **byte != b'>').count()
        };
    }
}

/// Where the end tag of `name` starts in `rest`, and where it ends.
fn closing(rest: &[u8], name: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    loop {
        at += memmem::find(rest.get(at..)?, b"</")?;
        let found = rest.get(at + 2..at + 2 + name.len())?;
        let after = rest.get(at + 2 + name.len());
        if found.eq_ignore_ascii_case(name.as_bytes()) && after.is_none_or(|byte| !byte.is_ascii_alphanumeric()) {
            let end = memchr3(b'>', b'<', b'>', rest.get(at + 2..)?).map_or(rest.len(), |end| at + 2 + end + 1);
            return Some((at, end));
        }
        at += 2;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(page: &str, html: &str) {
        assert_eq!(tidy(page).html, html, "{page}");
    }

    #[test]
    fn every_tag_gets_its_end() {
        check("<p>a<p>b", "<p>a</p><p>b</p>");
        check("<ul><li>a<li><b>b</ul>c", "<ul><li>a</li><li><b>b</b></li></ul>c");
        check("<div><p>a</span></div>b</div>", "<div><p>a</p></div>b");
        check("<a><div></a>x</div>y</a>", "<a><div>x</div>y</a>");
        check("a < b <3 <p title=\"x>y\" q='>'>c", "a &lt; b &lt;3 <p title=\"x>y\" q='>'>c</p>");
        check(
            "<table><tr><td>a<td>b<tr><td>c</table>",
            "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
        );
        check("<P CLASS=x>a<BR>b</P>", "<P CLASS=x>a<BR>b</p>");
    }

    #[test]
    fn what_is_no_text_goes() {
        check("a<!-- <p> -->b<script>\"<p>\"</SCRIPT >c<style>p{}</style><!doctype html>d", "abcd");
        check("a<script>open", "aopen");
        let tidy = tidy("<script type=\"application/ld+json\">{\"a\": 1}</script>x");
        assert_eq!((tidy.html.as_str(), tidy.linked.as_slice()), ("x", ["{\"a\": 1}"].as_slice()));
    }

    #[test]
    fn hostile_pages_take_linear_time() {
        for unit in [
            "<div>",
            "<p><font size=1>",
            "<script>",
            "<!--",
            "</div>",
            "<a href=",
            "<svg><",
            "<table><td>",
            "</",
            "<b x='",
        ] {
            assert!(tidy(&unit.repeat(200_000)).html.len() < 8_000_000, "{unit}");
        }
    }

    proptest! {
        #[test]
        fn any_page_becomes_tidy(page in "([<>/!a-c \"'=-]|<div>|</div>|<p>|<li>|<b>|</b>|<!--|-->|text ){0,60}") {
            let once = tidy(&page).html;
            prop_assert_eq!(&tidy(&once).html, &once);
        }
    }
}
