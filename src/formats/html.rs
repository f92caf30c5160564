//! HTML: saved pages, and the pieces of them that other formats carry.

mod authors;
mod linked;
mod metadata;
mod rows;
mod spread;
mod text;
mod tidy;

use dom_query::Document as Dom;
use dom_smoothie::{Config, Readability};
use encoding_rs::Encoding;

use super::{Parts, names};
use crate::article::letters::is_dense;

/// What pages and the services for it call a question for consent.
const CONSENT: &str = "[id*=onetrust], [class*=onetrust], [id*=consent], [class*=consent], [id*=cookie], [class*=cookie], [id*=didomi], \
     [id*=usercentrics], [id*=gdpr], [class*=gdpr], [id*=sp_message], [id*=qc-cmp]";
/// Lines among which the headline may stand again.
const OPENING: usize = 7;
/// How pages start, and pieces of them.
const STARTS: [&str; 15] = [
    "<!doctype html",
    "<html",
    "<head>",
    "<body",
    "<meta",
    "<title",
    "<article",
    "<main",
    "<section",
    "<div",
    "<p>",
    "<p ",
    "<h1",
    "<link",
    "<script",
];
/// Bytes within which a page names its encoding.
const HEAD: usize = 4096;
/// A page with more elements than this is not searched for its body.
const ELEMENTS: usize = 50_000;
/// A body is worth less than the text of the page where it has fewer characters.
const BODY: usize = 140;
/// A page with more characters than this of scripts that put a word into one or two has an article in them, and how long that is at
/// least, where other scripts take 500 characters for it.
const DENSE: usize = 300;
const SHORTEST: usize = 200;

/// Reads a page: its article, or all of its text where no article is found in it.
pub(super) fn page(html: &str) -> Parts {
    let tidy = tidy::tidy(html);
    let dom = Dom::from(tidy.html.as_str());
    let told = metadata::read(&dom, &tidy.linked);
    let mut warnings = Vec::new();
    let found = body(&tidy.html, dom.clone()).filter(|text| text.chars().count() >= BODY);
    let found =
        spread::find(&dom, found.as_deref().unwrap_or_default()).filter(|text| text.chars().count() >= BODY).or(found);
    // JSON-LD has the whole text, mostly without its paragraphs: better than a body that was missed.
    let told_more = |text: &String| told.text.chars().count() > text.chars().count() * 2;
    let text = match found {
        Some(text) if !told_more(&text) => text,
        _ if told.text.chars().count() >= BODY => told.text,
        found => found.unwrap_or_else(|| {
            warnings.push("no article was found in the page: this is its text".to_owned());
            text::of(&dom.root())
        }),
    };
    Parts { text: without_headline(text, told.fields.headline.as_deref()), fields: told.fields, warnings }
}

/// The text of the page's article, if one is found. It is taken out of `dom`, which is the page.
fn body(html: &str, dom: Dom) -> Option<String> {
    let dense = html.chars().filter(|c| is_dense(*c)).count();
    let char_threshold = if dense > DENSE { SHORTEST } else { Config::default().char_threshold };
    let config = Config { max_elements_to_parse: ELEMENTS, disable_json_ld: true, char_threshold, ..Config::default() };
    take_out_consent(&dom);
    let mut readability = Readability::with_document(dom, None, Some(config)).ok()?;
    let article = readability.parse().ok()?;
    Some(text::of(&Dom::fragment(article.content).root()))
}

/// Takes out what asks for consent to cookies: its paragraphs are longer than those of many an article.
fn take_out_consent(dom: &Dom) {
    let all = dom.root().text().len();
    for node in dom.select(CONSENT).nodes() {
        // Some pages note on all that they have whether there is consent.
        let is_page = matches!(node.node_name().as_deref(), Some("html" | "body" | "main" | "article"));
        if !is_page && node.text().len() * 2 < all {
            node.remove_from_parent();
        }
    }
}

/// A text without the headline that opens it, perhaps behind a standing head.
fn without_headline(text: String, headline: Option<&str>) -> String {
    let Some(headline) = headline else { return text };
    let is_headline = |line: &&str| names::same(line.trim_start_matches("## "), headline);
    let Some(found) = text.lines().take(OPENING).find(is_headline) else { return text };
    let (before, after) = text.split_once(found).unwrap_or_default();
    format!("{before}{}", after.trim_start()).trim().to_owned()
}

/// Whether a text starts like a page.
pub(super) fn is_page(text: &str) -> bool {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    while let Some(comment) = rest.strip_prefix("<!--") {
        rest = comment.split_once("-->").map_or("", |(_, rest)| rest.trim_start());
    }
    let start: String = rest.chars().take(20).collect::<String>().to_lowercase();
    STARTS.iter().any(|tag| start.starts_with(tag)) || start.starts_with("<?xml") && rest.contains("<html")
}

/// The encoding that a page, or an XML declaration, names in its first bytes.
pub(super) fn charset(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..HEAD).unwrap_or(bytes)).to_lowercase();
    let names = head.match_indices("charset=").chain(head.match_indices("encoding="));
    names.into_iter().find_map(|(at, word)| {
        let rest = head.get(at + word.len()..)?.trim_start_matches(['"', '\'', ' ']);
        Encoding::for_label(
            rest.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | ':')).next()?.as_bytes(),
        )
    })
}

/// The text of a piece of HTML: a line a paragraph.
pub(super) fn fragment(html: &str) -> String {
    text::of(&Dom::fragment(tidy::tidy(html).html).root())
}

/// The text of a piece of HTML, in one line.
pub(super) fn line(html: &str) -> String {
    fragment(html).split_whitespace().collect::<Vec<_>>().join(" ")
}
