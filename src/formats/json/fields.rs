//! From the members of an object to what they mean.

use std::sync::LazyLock;

use regex::Regex;
use serde_json::{Map, Value};

use super::super::{Parts, dates, html, names};
use super::aliases::{CRAWL, Ranks, Role, VISIT, is_about, text_name};
use crate::article::{Fields, age_day};

static HTML: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)</(?:p|div|a|em|strong|b|i|span|[uo]l|li|h[1-6]|blockquote|article|section|figure)>|<br\s*/?>|<p[ >]",
    )
    .ok()
});

/// What is known of a value by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Meaning {
    Text,
    /// What stands in for the text.
    About,
    Headline,
    /// Something else about the article.
    Other,
}

/// What a name is known for.
pub(in super::super) fn meaning(name: &str) -> Option<Meaning> {
    let ranks = Ranks::of(&folded(name));
    match ranks.get(Role::Text) {
        Some(rank) => Some(if is_about(rank) { Meaning::About } else { Meaning::Text }),
        None if ranks.get(Role::Headline).is_some() => Some(Meaning::Headline),
        None => (!ranks.is_none()).then_some(Meaning::Other),
    }
}

/// A name as it is compared.
fn folded(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    folded.extend(name.chars().filter(|c| !matches!(c, '_' | '-' | ' ' | '.' | ':')).flat_map(char::to_lowercase));
    folded
}

/// Whether a text is HTML.
fn looks_like_html(text: &str) -> bool {
    memchr::memchr(b'<', text.as_bytes()).is_some() && HTML.as_ref().is_some_and(|html| html.is_match(text))
}

/// Whether an object says that it is something else than an article: schema.org's `@type`.
pub(super) fn is_other(object: &Map<String, Value>) -> bool {
    let kinds = match object.get("@type") {
        Some(Value::String(kind)) => vec![kind.as_str()],
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => return false,
    };
    !kinds.iter().any(|kind| is_article_kind(kind))
}

/// Whether a type of schema.org's is an article.
pub(in super::super) fn is_article_kind(kind: &str) -> bool {
    kind.ends_with("Article") || kind.ends_with("BlogPosting") || kind == "Report"
}

/// An object with its names as they are compared.
struct Members<'a> {
    all: Vec<(String, Ranks, &'a Value)>,
}

impl<'a> Members<'a> {
    fn new(object: &'a Map<String, Value>) -> Self {
        let member = |(name, value): (&String, &'a Value)| {
            let name = folded(name);
            let ranks = Ranks::of(&name);
            (name, ranks, value)
        };
        let mut all: Vec<_> = object.iter().map(member).collect();
        // Webhose keeps the page's part of what it knows one level down.
        for inner in ["thread", "article", "metadata", "meta", "attributes", "_source", "fields"] {
            if let Some(Value::Object(inner)) = object.get(inner) {
                all.extend(inner.iter().map(member));
            }
        }
        Self { all }
    }

    /// The members that have a role, those with the best names first.
    fn of(&self, role: Role) -> impl Iterator<Item = (u8, &'a Value)> {
        let members = self.all.iter().filter_map(|(_, ranks, value)| Some((ranks.get(role)?, *value)));
        let mut members: Vec<(u8, &Value)> = members.collect();
        members.sort_by_key(|(rank, _)| *rank);
        members.into_iter()
    }

    fn all(&self, name: &str) -> impl Iterator<Item = &'a Value> {
        self.all.iter().filter(move |(member, ..)| member == name).map(|(.., value)| *value)
    }

    /// The first member with a role that has something to say.
    fn first(&self, role: Role) -> Option<String> {
        self.of(role).find_map(|(_, value)| string(value))
    }

    fn has(&self, name: &str) -> bool {
        self.all(name).next().is_some()
    }
}

/// What a value says, in a line.
fn string(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => said(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(list) => list.first().and_then(string),
        Value::Object(object) => [
            "name",
            "rendered",
            "main",
            "@value",
            "value",
            "text",
            "title",
            "#text",
            "site_full",
            "site",
            "@id",
            "$date",
        ]
        .iter()
        .find_map(|name| object.get(*name).and_then(string)),
        _ => None,
    }
}

fn said(text: &str) -> Option<String> {
    let text = text.trim();
    (!is_nothing(text)).then(|| text.to_owned())
}

/// Whether a text says nothing, as the `None` or `nan` of a table that was written as it lay in memory.
pub(in super::super) fn is_nothing(text: &str) -> bool {
    let nothing = ["", "none", "null", "nan", "n/a", "undefined", "[]", "nat"];
    nothing.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// The text that a value holds, a line a paragraph.
fn prose(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => said(text),
        Value::Array(list) => {
            let paragraphs: Vec<String> = list.iter().filter_map(prose).collect();
            (!paragraphs.is_empty()).then(|| paragraphs.join("\n\n"))
        }
        Value::Object(object) => {
            ["text", "rendered", "content", "html", "value", "#text"].iter().find_map(|name| prose(object.get(*name)?))
        }
        _ => None,
    }
}

/// The article that an object is, if it has a text or at least says of which page it is.
pub(in super::super) fn article(object: &Map<String, Value>) -> Option<Parts> {
    parts(object, true)
}

/// The article of a row of a table: one among many that are articles, so that a headline alone will do.
pub(in super::super) fn row(object: &Map<String, Value>) -> Option<Parts> {
    parts(object, false)
}

fn parts(object: &Map<String, Value>, needs_page: bool) -> Option<Parts> {
    let members = Members::new(object);
    let fields = members.fields();
    let mut warnings = Vec::new();
    let text = text(&members, &mut warnings);
    if text.is_none() && (fields.headline.is_none() || needs_page && fields.url.is_none()) {
        return None;
    }
    Some(Parts { text: text.unwrap_or_default(), fields, warnings })
}

/// What is known of an article, out of the names and values that a container keeps of it.
pub(in super::super) fn fields(object: &Map<String, Value>) -> Fields {
    Members::new(object).fields()
}

impl Members<'_> {
    fn fields(&self) -> Fields {
        let headline = self.first(Role::Headline);
        let site = self.site();
        let authors = self.of(Role::Authors).map(|(_, value)| names::of(value)).find(|names| !names.is_empty());
        let crawled = CRAWL.iter().any(|name| self.has(name)) || self.all.len() == 3 && self.has("timestamp");
        let published = self.published().filter(|_| !crawled);
        Fields {
            headline: headline
                .map(|headline| if looks_like_html(&headline) { html::line(&headline) } else { headline }),
            authors: names::cleaned(authors.unwrap_or_default(), site.as_deref()),
            published: published.map(|date| dates::plain(&date)),
            updated: self.first(Role::Updated).map(|date| dates::plain(&date)),
            url: self.first_url(),
            site,
            source: None,
            language: self.first(Role::Language),
            filed: None,
        }
    }

    fn first_url(&self) -> Option<String> {
        self.of(Role::Url)
            .filter_map(|(_, value)| string(value))
            .find(|url| url.starts_with("http://") || url.starts_with("https://"))
    }

    /// When it was published. In some languages that is what `data` means, which most others keep something else in.
    fn published(&self) -> Option<String> {
        let date = |value: &Value| value.as_str().filter(|date| dates::is_dated(date)).map(str::to_owned);
        let published = self.first(Role::Published).or_else(|| self.all("data").find_map(date))?;
        // A date has more digits than an age.
        let is_age = published.bytes().filter(u8::is_ascii_digit).count() < 4;
        let seen = VISIT.iter().filter(|_| is_age).find_map(|name| self.all(name).find_map(string));
        let day = seen.and_then(|seen| age_day(&published, dates::time(&dates::plain(&seen))?));
        Some(day.map_or(published, |day| day.to_string()))
    }

    /// The name of the site. `source` is trafilatura's name for the URL, and everybody else's for the site.
    fn site(&self) -> Option<String> {
        self.of(Role::Site)
            .filter_map(|(_, value)| string(value))
            .find(|site| !site.contains("://") && site.parse::<f64>().is_err())
    }
}

fn text(members: &Members, warnings: &mut Vec<String>) -> Option<String> {
    let (rank, text) = members.of(Role::Text).find_map(|(rank, value)| Some((rank, prose(value)?)))?;
    if is_about(rank) {
        warnings.push(format!("there is no text but the {}", text_name(rank)));
    }
    let text = if memchr::memmem::find(text.as_bytes(), b"&lt;p&gt;").is_some() {
        html_escape::decode_html_entities(&text).into_owned()
    } else {
        text
    };
    if looks_like_html(&text) {
        return Some(html::fragment(&text));
    }
    // Line ends that were escaped twice.
    let escaped = memchr::memchr(b'\n', text.as_bytes()).is_none() && text.matches("\\n").count() > 1;
    Some(if escaped { text.replace("\\r", "").replace("\\n", "\n") } else { text })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(json: Value, expected: &Fields, text: &str) {
        let Value::Object(object) = json else { unreachable!() };
        let parts = article(&object).unwrap();
        assert_eq!((&parts.fields, parts.text.as_str()), (expected, text), "{object:?}");
    }

    fn fields(headline: &str, authors: &[&str], published: &str, url: &str, site: &str) -> Fields {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Fields {
            headline: some(headline),
            authors: authors.iter().map(|author| (*author).to_owned()).collect(),
            published: some(published),
            url: some(url),
            site: some(site),
            ..Fields::default()
        }
    }

    const URL: &str = "https://day.example/swifts";

    #[test]
    fn names_in_other_languages_are_understood() {
        check(
            serde_json::json!({"título": "A", "autor": "Mira Halvorsen", "data": "14/02/2024", "conteudo": "One.", "fonte": "Dia",
                "resumo": "x", "url": URL}),
            &fields("A", &["Mira Halvorsen"], "14/02/2024", URL, "Dia"),
            "One.",
        );
        check(
            serde_json::json!({"标题": "A", "作者": "Mira Halvorsen", "发布时间": "2024-02-14", "正文": "One.", "来源": "Day", "链接": URL}),
            &fields("A", &["Mira Halvorsen"], "2024-02-14", URL, "Day"),
            "One.",
        );
    }

    #[test]
    fn extractors_are_understood() {
        check(
            serde_json::json!({"title": "A", "author": "Mira Halvorsen; Jon Aldersey", "hostname": "day.example", "date": "2024-02-14",
                "text": "One.\nTwo.", "raw_text": "One. Two.", "source": URL, "source-hostname": "DayPoint", "excerpt": "x"}),
            &fields("A", &["Mira Halvorsen", "Jon Aldersey"], "2024-02-14", URL, "DayPoint"),
            "One.\nTwo.",
        );
        check(
            serde_json::json!({"url": URL, "title": "A", "text": "One.", "authors": ["Mira Halvorsen"],
                "publish_date": "2024-02-14T08:30:00+00:00", "meta_site_name": "DayPoint"}),
            &fields("A", &["Mira Halvorsen"], "2024-02-14T08:30:00+00:00", URL, "DayPoint"),
            "One.",
        );
        check(
            serde_json::json!({"title": "A", "text": "One.", "authors": "['Mira Halvorsen', \"Dara O'Neil\"]",
                "publish_date": 1_707_898_200_000_i64, "source": "day.example"}),
            &fields("A", &["Mira Halvorsen", "Dara O'Neil"], "2024-02-14T08:10:00Z", "", "day.example"),
            "One.",
        );
        check(
            serde_json::json!({"title": "A", "maintext": "One.", "date_publish": "2024-02-14 08:30:00", "source_domain": "day.example",
                "date_download": "2025-01-01", "description": "x"}),
            &fields("A", &[], "2024-02-14 08:30:00", "", "day.example"),
            "One.",
        );
        check(
            serde_json::json!({"title": "A", "byline": "By Mira Halvorsen", "content": "<div><p>One.</p><h2>Sub</h2><p>Two.</p></div>",
                "textContent": "One.SubTwo.", "siteName": "DayPoint", "publishedTime": "2024-02-14"}),
            &fields("A", &["Mira Halvorsen"], "2024-02-14", "", "DayPoint"),
            "One.\n\n## Sub\n\nTwo.",
        );
    }

    #[test]
    fn other_producers_are_understood() {
        check(
            serde_json::json!({"@type": "NewsArticle", "headline": "A", "articleBody": "One.", "datePublished": "2024-02-14",
                "author": [{"@type": "Person", "name": "Mira Halvorsen"}], "publisher": {"name": "DayPoint"},
                "mainEntityOfPage": {"@id": URL}}),
            &fields("A", &["Mira Halvorsen"], "2024-02-14", URL, "DayPoint"),
            "One.",
        );
        check(
            serde_json::json!({"source": {"id": null, "name": "DayPoint"}, "author": null, "title": "A", "url": URL,
                "publishedAt": "2024-02-14T08:30:00Z", "content": "One."}),
            &fields("A", &[], "2024-02-14T08:30:00Z", URL, "DayPoint"),
            "One.",
        );
        check(
            serde_json::json!({"thread": {"site_full": "www.day.example", "published": "2024-02-14T08:30:00.000+02:00"},
                "author": "Mira Halvorsen", "title": "A", "text": "One.", "url": URL}),
            &fields("A", &["Mira Halvorsen"], "2024-02-14T08:30:00.000+02:00", URL, "www.day.example"),
            "One.",
        );
        check(
            serde_json::json!({"abstract": "Short.", "lead_paragraph": "One.", "headline": {"main": "A", "kicker": null},
                "byline": {"original": "By Mira Halvorsen and Jon Aldersey", "person": [], "organization": null},
                "source": "DayPoint", "pub_date": "2024-02-14T08:30:00+0000", "web_url": URL}),
            &fields("A", &["Mira Halvorsen", "Jon Aldersey"], "2024-02-14T08:30:00+0000", URL, "DayPoint"),
            "One.",
        );
        check(
            serde_json::json!({"text": "One.", "id": "x", "dump": "CC", "url": URL, "date": "2020-01-01", "language": "en"}),
            &Fields { language: Some("en".to_owned()), ..fields("", &[], "", URL, "") },
            "One.",
        );
        check(
            serde_json::json!({"text": "One.", "timestamp": "2020-01-01", "url": URL}),
            &fields("", &[], "", URL, ""),
            "One.",
        );
    }

    #[test]
    fn an_age_is_counted_from_the_visit() {
        let published = |date: &str, name: &str, visit: &str| {
            let json = serde_json::json!({"title": "A", "text": "One.", "date": date, name: visit});
            let Value::Object(object) = json else { unreachable!() };
            article(&object).unwrap().fields.published.unwrap()
        };
        assert_eq!(published("5 days ago", "Timestamp", "2024-10-14 18:26:02.982345"), "2024-10-09");
        assert_eq!(published("21 hours ago", "scraped_at", "2024-10-15T13:35:50Z"), "2024-10-14");
        assert_eq!(published("2 hours ago", "crawl_date", "1728916000"), "2024-10-14");
        assert_eq!(published("1 day ago", "fetched_at", "20241015"), "2024-10-14");
        assert_eq!(published("1 day ago", "fetched_at", "soon"), "1 day ago");
        assert_eq!(published("6 Oct 2024", "timestamp", "2024-10-14"), "6 Oct 2024");
    }

    #[test]
    fn a_summary_stands_in_and_says_so() {
        let Value::Object(object) = serde_json::json!({"title": "A", "text": "", "summary": "Short."}) else {
            unreachable!()
        };
        assert_eq!(article(&object).unwrap().warnings, ["there is no text but the summary"]);
    }
}
