//! What a page says of its article: in its head, and in the marks of its elements.

use dom_query::{Document as Dom, NodeRef};

use super::super::{Parts, dates, names};
use super::{authors, linked, text};
use crate::article::Fields;

/// A headline is at most this long, in characters.
const HEADLINE: usize = 300;
/// Pieces of text behind the headline that may hold its date.
const NEAR: usize = 80;
/// What stands between a headline and the name of the site.
const BARS: [&str; 13] =
    [" | ", " - ", " \u{2013} ", " \u{2014} ", " \u{b7} ", " :: ", " » ", " \u{2022} ", "｜", " : ", "_", "|", ":"];
/// The only headline that a page shows is at least this long, in letters; a wide one counts as four.
const ONLY: usize = 20;

const TITLES: [&str; 6] = ["og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title", "title"];
const PUBLISHED: [&str; 24] = [
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "date_published",
    "published_time",
    "publication_date",
    "publish-date",
    "publish_date",
    "pubdate",
    "pub_date",
    "parsely-pub-date",
    "sailthru.date",
    "ptime",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.created",
    "dc.date",
    "date",
    "displaydate",
    "originalpublicationdate",
    "citation_publication_date",
    "article.published",
];
const UPDATED: [&str; 7] = [
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "dcterms.modified",
    "utime",
    "article.updated",
];
const SITES: [&str; 5] = ["og:site_name", "application-name", "publisher", "dc.publisher", "cre"];

/// The page's `<meta>` elements, with names in lower case.
pub(super) struct Metas(pub(super) Vec<(String, String)>);

impl Metas {
    fn new(dom: &Dom) -> Self {
        let mut metas = Vec::new();
        for meta in dom.select("meta").nodes() {
            let content = meta.attr("content").or_else(|| meta.attr("value"));
            let Some(content) = content.map(|content| content.trim().to_owned()).filter(|content| !content.is_empty())
            else {
                continue;
            };
            for key in ["property", "name", "itemprop"] {
                if let Some(name) = meta.attr(key) {
                    metas.push((name.to_lowercase(), content.clone()));
                }
            }
        }
        Self(metas)
    }

    fn all(&self, names: &'static [&'static str]) -> impl Iterator<Item = &str> {
        names
            .iter()
            .flat_map(|name| self.0.iter().filter(move |(meta, _)| meta == name).map(|(_, content)| content.as_str()))
    }

    fn first(&self, names: &'static [&'static str]) -> Option<&str> {
        self.all(names).next()
    }
}

/// What the page says of its article, and the text that its JSON-LD gives.
pub(super) fn read(dom: &Dom, scripts: &[&str]) -> Parts {
    let metas = Metas::new(dom);
    let linked = linked::article(scripts).unwrap_or_default();
    let known = linked.fields;
    let url = first_attr(dom, "link[rel=canonical]", "href")
        .filter(|url| url.starts_with("http"))
        .or_else(|| metas.all(&["og:url"]).find(|url| url.starts_with("http")).map(str::to_owned))
        .or(known.url);
    let site = metas.first(&SITES).map(str::to_owned).or(known.site).or_else(|| host(url.as_deref()?));
    let mut authors = names::cleaned(known.authors, site.as_deref());
    if authors.is_empty() {
        authors = authors::find(dom, &metas, site.as_deref());
    }
    let fields = Fields {
        headline: headline(dom, &metas, known.headline, site.as_deref()),
        published: known.published.or_else(|| published(dom, &metas, url.as_deref())),
        updated: known.updated.or_else(|| metas.first(&UPDATED).map(dates::plain)),
        language: language(dom, &metas).or(known.language),
        authors,
        url,
        site,
        source: None,
        filed: None,
    };
    Parts { text: linked.text, fields, warnings: Vec::new() }
}

fn host(url: &str) -> Option<String> {
    let host = url.split("://").nth(1)?.split(['/', '?', '#', ':']).next()?;
    Some(host.trim_start_matches("www.").to_owned()).filter(|host| host.contains('.'))
}

fn language(dom: &Dom, metas: &Metas) -> Option<String> {
    let said = first_attr(dom, "html", "lang").or_else(|| first_attr(dom, "html", "xml:lang"));
    said.or_else(|| metas.first(&["og:locale", "content-language", "language", "dc.language"]).map(str::to_owned))
}

fn first_attr(dom: &Dom, selector: &str, attribute: &str) -> Option<String> {
    let nodes = dom.select(selector);
    let found = nodes.nodes().iter().filter_map(|node| node.attr(attribute)).map(|value| value.trim().to_owned());
    found.into_iter().find(|value| !value.is_empty())
}

/// What an element says, in a line.
fn said(node: &NodeRef) -> String {
    text::of(node).replace("\n\n", " ").trim_start_matches("## ").to_owned()
}

/// The headline as the page shows it, where that is what the page's head says too or where it shows no other; else what its
/// head says.
fn headline(dom: &Dom, metas: &Metas, linked: Option<String>, site: Option<&str>) -> Option<String> {
    let bare = |title: &str| without_site(title, site);
    let short = |title: &String| !title.is_empty() && title.chars().count() <= HEADLINE;
    let title = dom.select_single("head title, title").nodes().first().map(said);
    let is_site = |shown: &String| {
        let named = site.is_some_and(|site| names::same(shown, site) || names::within(shown, site));
        let behind = |title: &String| BARS.iter().any(|bar| title.ends_with(&format!("{bar}{shown}")));
        named || title.as_ref().is_some_and(behind)
    };
    let mut shown: Vec<String> = Vec::new();
    for node in dom.select("h1, [itemprop=headline]").nodes().iter().take(20) {
        let headline = said(node);
        if short(&headline) && !is_site(&headline) && !shown.contains(&headline) {
            shown.push(headline);
        }
    }
    let metas = metas.all(&TITLES).map(bare);
    let told: Vec<String> = linked.into_iter().chain(metas).chain(title.as_deref().map(bare)).filter(short).collect();
    let agreed = shown.iter().find(|shown| told.iter().any(|told| agree(shown, told)));
    let only = shown.first().filter(|only| {
        shown.len() == 1 && only.chars().filter(|c| !c.is_ascii()).count() * 3 + only.chars().count() >= ONLY
    });
    // "Premier League Setback in the title race": a kicker is in it, and nothing parts it from the headline.
    let bare_told = agreed.and_then(|shown| {
        told.iter().find(|told| {
            let kicker = shown.strip_suffix(told.as_str());
            kicker.is_some_and(|kicker| kicker.trim_end().ends_with(char::is_alphanumeric))
        })
    });
    let found = bare_told.or(agreed).or(only).or(told.first()).or(shown.first());
    found.map(|headline| headline.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Whether a headline that is shown is the one that is told: one of them within the other, or most words the same.
fn agree(shown: &str, told: &str) -> bool {
    let letters = |text: &str| text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let (one, other) = (letters(shown), letters(told));
    if one.is_empty() || other.is_empty() {
        return false;
    }
    // "津波注意報" is a part of many a headline.
    let near = one.len().min(other.len()) * 3 > one.len().max(other.len());
    if one == other || near && one.len() > 12 && other.len() > 12 && (one.contains(&other) || other.contains(&one)) {
        return true;
    }
    let words = |text: &str| {
        text.to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| w.chars().count() > 2)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let (one, other) = (words(shown), words(told));
    let common = one.iter().filter(|word| other.contains(word)).count();
    let shorter = one.len().min(other.len());
    shorter > 2 && common * 2 > shorter
}

/// A title without the name of the site behind it, or before it.
pub(super) fn without_site(title: &str, site: Option<&str>) -> String {
    let title = title.trim();
    let parts = |bar: &&str| title.rsplit_once(*bar).into_iter().chain(title.split_once(*bar)).collect::<Vec<_>>();
    let is_site = |part: &str| site.is_some_and(|site| names::same(part, site) || names::within(part, site));
    for (left, right) in BARS.iter().flat_map(parts) {
        if is_site(right) {
            return without_site(left, site);
        }
        if is_site(left) {
            return without_site(right, site);
        }
    }
    title.to_owned()
}

fn published(dom: &Dom, metas: &Metas, url: Option<&str>) -> Option<String> {
    if let Some(date) = metas.all(&PUBLISHED).find(|date| dates::is_dated(date)) {
        return Some(dates::plain(date));
    }
    let places = [
        "[itemprop=datePublished]",
        "time[pubdate], time.published, time.entry-date, time.dateline",
        "article time, header time, main time",
        "time[datetime], relative-time[datetime]",
        "abbr.published, .published, .dateline, .pubdate, .publish-date, .published-date, .post-date, .article-date, .entry-date, .timestamp",
        "[class*=publish], [class*=dateline], [class*=pubdate], [class*=article-date], [class*=articleDate], [class*=timestamp], [id*=date]",
        ".date, [class*=date]",
    ];
    for place in places {
        for node in dom.select(place).nodes().iter().take(10) {
            let attributes = ["datetime", "content", "title", "data-datetime", "data-time"];
            let marked = attributes.iter().find_map(|name| node.attr(name).map(|value| value.to_string()));
            let found = [marked, Some(said(node))].into_iter().flatten().find(|text| dates::is_dated(text));
            if let Some(date) = found {
                return Some(dates::plain(&date));
            }
        }
    }
    near_headline(dom).or_else(|| dates::in_url(url?))
}

/// The first date in a short piece of text behind the headline, or else before it.
fn near_headline(dom: &Dom) -> Option<String> {
    let headline = dom.select_single("h1").nodes().first().map(|node| node.id);
    let mut behind = headline.is_none();
    let mut before = None;
    let mut seen = 0;
    for node in dom.root().descendants_it() {
        behind |= Some(node.id) == headline;
        if !node.is_text() {
            continue;
        }
        seen += usize::from(behind);
        let text = node.text();
        if dates::is_dated(text.trim()) {
            if behind {
                return Some(dates::plain(&text));
            }
            before.get_or_insert_with(|| dates::plain(&text));
        }
        if seen > NEAR {
            break;
        }
    }
    before
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, script: &str, headline: &str, authors: &[&str]) {
        let fields = read(&Dom::from(html), &[script]).fields;
        assert_eq!(
            (fields.headline.unwrap_or_default().as_str(), fields.authors),
            (headline, authors.iter().map(|name| (*name).to_owned()).collect()),
            "{html} {script}"
        );
    }

    #[test]
    fn authors_are_looked_up_where_they_are_named() {
        let graph = |author: &str| {
            format!(
                r##"{{"@graph": [{{"@type": "NewsArticle", "headline": "Norvik opens its pier", "author": {author}}},
                {{"@type": "Person", "@id": "#mira", "name": "Mira Halvorsen"}}]}}"##
            )
        };
        let page = "<title>Norvik opens its pier</title>";
        check(page, &graph(r##"{"@id": "#mira"}"##), "Norvik opens its pier", &["Mira Halvorsen"]);
        check(
            page,
            &graph(r##"[{"@id": "#mira"}, {"name": "Aki Lehtonen"}]"##),
            "Norvik opens its pier",
            &["Mira Halvorsen", "Aki Lehtonen"],
        );
        // The site is no author, and a card has another name.
        let card = "<title>Norvik opens its pier</title><meta property=og:site_name content=\"Bay Herald\">\
                    <meta name=twitter:label1 content=\"Written by\"><meta name=twitter:data1 content=\"Mira Halvorsen\">\
                    <meta name=twitter:label2 content=\"Time\"><meta name=twitter:data2 content=\"3 minutes\">";
        check(card, &graph(r#"{"name": "Bay Herald"}"#), "Norvik opens its pier", &["Mira Halvorsen"]);
        let picture = "<title>Norvik opens its pier</title><meta name=author content=\"Mira Halvorsen\">\
                       <meta itemprop=author content=\"(Image: Bay Pictures)\">";
        check(picture, "", "Norvik opens its pier", &["Mira Halvorsen"]);
    }

    #[test]
    fn the_headline_is_what_the_page_shows_of_what_it_tells() {
        let page = |told: &str, shown: &str| format!("<title>{told}</title>{shown}");
        let kicker = page("Norvik opens its pier again", "<h1><span>Winter</span> Norvik opens its pier again</h1>");
        check(&kicker, "", "Norvik opens its pier again", &[]);
        let told = page(
            "Tsunami warning for Norvik and Lund after an earthquake",
            "<h1>Tsunami warning</h1><h1>Weather and the sea</h1>",
        );
        check(&told, "", "Tsunami warning for Norvik and Lund after an earthquake", &[]);
        let longer = page("Norvik opens pier", "<h1>Norvik opens pier for all ships on Sunday</h1>");
        check(&longer, "", "Norvik opens pier for all ships on Sunday", &[]);
    }
}
