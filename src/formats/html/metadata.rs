//! What a page says of its article: in its head, and in the marks of its elements.

use dom_query::{Document as Dom, NodeRef};

use super::super::{Parts, dates, names};
use super::{linked, text};
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
const AUTHORS: [&str; 13] = [
    "author",
    "byl",
    "byline",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "dcsext.author",
    "article:author",
    "article:author_name",
    "og:article:author",
    "twitter:creator_name",
    "citation_author",
];
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
struct Metas(Vec<(String, String)>);

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
    let authors = if known.authors.is_empty() {
        authors(dom, &metas, site.as_deref())
    } else {
        names::cleaned(known.authors, site.as_deref())
    };
    let fields = Fields {
        headline: headline(dom, &metas, known.headline, site.as_deref()),
        published: known.published.or_else(|| published(dom, &metas, url.as_deref())),
        updated: known.updated.or_else(|| metas.first(&UPDATED).map(dates::plain)),
        language: language(dom, &metas).or(known.language),
        authors,
        url,
        site,
        source: None,
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
    let found = agreed.or(only).or(told.first()).or(shown.first());
    found.map(|headline| headline.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Whether a headline that is shown is the one that is told: one of them within the other, or most words the same.
fn agree(shown: &str, told: &str) -> bool {
    let letters = |text: &str| text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let (one, other) = (letters(shown), letters(told));
    if one.is_empty() || other.is_empty() {
        return false;
    }
    if one == other || one.len() > 12 && other.len() > 12 && (one.contains(&other) || other.contains(&one)) {
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

/// The authors that the page shows, else those that its head names.
fn authors(dom: &Dom, metas: &Metas, site: Option<&str>) -> Vec<String> {
    let shown = shown_authors(dom, &BYLINES, site);
    let told = told_authors(metas, site);
    let agreed = shown.iter().any(|shown| told.iter().any(|told| names::same(shown, told)));
    if !told.is_empty() && (agreed || shown.is_empty()) {
        return told;
    }
    if shown.is_empty() { shown_authors(dom, &WEAK_BYLINES, site) } else { shown }
}

fn told_authors(metas: &Metas, site: Option<&str>) -> Vec<String> {
    for name in AUTHORS {
        let found =
            metas.0.iter().filter(|(meta, _)| meta == name).flat_map(|(_, content)| names::split(content)).collect();
        let found = names::cleaned(found, site);
        if !found.is_empty() && !found.iter().all(|name| names::is_machine(name)) {
            return found;
        }
    }
    Vec::new()
}

/// Places of a byline, the best first.
const BYLINES: [&str; 7] = [
    "[itemprop=author] [itemprop=name]",
    "[itemprop=author]",
    "a[rel~=author]",
    "[class*=byline] a, [class*=Byline] a",
    "[class*=byline], [class*=Byline]",
    "a[href*='/author/'], a[href*='/authors/'], a[href*='/staff/'], a[href*='/contributors/'], a[href*='/contributor/'], a[href*='/editors/'], a[href*='/people/'], a[href*='/profile/'], a[href*='/reporters/'], a[href*='/journalist']",
    ".author-name, .article-author, .author a, .author",
];
const WEAK_BYLINES: [&str; 2] = [
    "[class*=author-name], [class*=authorName], [class*=authorname], [class*=author__name], [class*=meta__author], [class*=meta-author], [class*=post-author]",
    ".writer, .contributor, .provider-name, [class*=writer-name], [class*=author]",
];

fn shown_authors(dom: &Dom, places: &[&str], site: Option<&str>) -> Vec<String> {
    for place in places {
        let nodes = dom.select(place);
        let mut first: Option<(NodeRef, Vec<String>)> = None;
        for node in nodes.nodes().iter().take(12) {
            // Where only an author can stand, one word is a name, too.
            let one_word = place.starts_with("a[") || place.contains("itemprop");
            let found = names::cleaned(people(node, one_word), site);
            match &mut first {
                None if !found.is_empty() => first = Some((*node, found)),
                // Further authors stand beside the first one; others are those of other stories.
                Some((one, known)) if beside(one, node) => known.extend(found),
                Some(_) => break,
                None => {}
            }
        }
        if let Some((_, found)) = first {
            return names::cleaned(found, site);
        }
    }
    Vec::new()
}

fn beside(one: &NodeRef, other: &NodeRef) -> bool {
    let up = |node: &NodeRef| {
        [node.parent(), node.parent().and_then(|node| node.parent())].map(|node| node.map(|node| node.id))
    };
    up(one).iter().flatten().any(|id| up(other).contains(&Some(*id)))
}

/// The names of people at the start of an element.
fn people(node: &NodeRef, one_word: bool) -> Vec<String> {
    let mut found = Vec::new();
    for piece in node.descendants_it().filter(NodeRef::is_text).take(40) {
        let piece = piece.text();
        let line = names::byline(&piece.split_whitespace().collect::<Vec<_>>().join(" "));
        if !line.contains(char::is_alphabetic) || names::is_joint(&line) {
            continue;
        }
        let is_name = |name: &String| names::is_person(name) || one_word && found.is_empty() && names::is_account(name);
        let people: Vec<String> = names::split(&line).into_iter().filter(is_name).collect();
        if people.is_empty() {
            break;
        }
        found.extend(people);
    }
    found
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
