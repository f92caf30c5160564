//! What the container knew about its article, cleaned.

use super::Header;
use super::byline;
use super::headline;
use super::line::{self, Dated, Kind, Said};
use super::site;
use super::words;
use crate::article::clean;
use crate::article::dates::{self, Evidence};
use crate::article::starts::lower;
use crate::article::{Article, Fields, Text};

/// Names that are nobody's.
const NOBODY: &[&str] = &[
    "admin",
    "administrator",
    "staff",
    "editor",
    "webmaster",
    "unknown",
    "none",
    "null",
    "nan",
    "user",
    "guest",
    "author",
    "redaktion",
    "redacción",
    "redazione",
    "web desk",
    "news desk",
    "please enter your name",
    "see full bio",
    "follow",
];

/// Labels that extractors take for authors.
const LABELS: &[&str] = &[
    "see full bio",
    "follow",
    "lesedauer",
    "lesezeit",
    "read more",
    "share",
    "xxx",
    "view profile",
    "copy",
    "著者",
    "作者",
    "記者",
    "n/a",
    "updated",
];

/// A field names at most so many authors in so many bytes: it may hold anything, and each name is compared with the others.
const AUTHORS: usize = 300;
const AUTHOR_BYTES: usize = 5000;

/// Takes what the fields say into the article, and gives what only the text can decide, such as "05/06/2024".
pub(super) fn read(fields: &Fields, article: &mut Article) -> Header {
    let text = |field: &Option<String>| {
        let text = Text::new(field.as_deref()?);
        let trimmed = text.trim();
        (!trimmed.is_empty() && !matches!(trimmed, "null" | "None" | "nan" | "NaN" | "undefined"))
            .then(|| Text::new(trimmed))
    };
    article.url = text(&fields.url);
    article.site = text(&fields.site).map(|site| Text::new(host(&site)));
    article.source = text(&fields.source);
    article.language = text(&fields.language).and_then(|name| language(&name));
    article.headline = text(&fields.headline);
    swap(article);
    if let Some(headline) = article.headline.clone()
        && let Some((title, site)) = site::split(&headline, &sites(article))
    {
        if article.site.is_none() {
            article.site = Some(Text::new(site));
        }
        article.headline = Some(Text::new(title));
    }
    let mut evidence = Evidence::default();
    let url = article.url.as_deref();
    let (day, month) = url.map_or((None, None), dates::in_url);
    if let Some(date) = day {
        evidence.add(date);
    }
    let stamp = |field: &Option<String>| dates::value(field.as_deref()?, &evidence);
    article.published = stamp(&fields.published);
    article.updated = stamp(&fields.updated);
    let signed = authors(&fields.authors, article);
    let open = |field: &Option<String>, changed: bool| {
        let mention = dates::first(clean::head(field.as_deref()?, 100))?;
        Some(Dated { mention, changed, labelled: true })
    };
    let published = article.published.is_none().then(|| open(&fields.published, false)).flatten();
    let updated = article.updated.is_none().then(|| open(&fields.updated, true)).flatten();
    let beside = signed.iter().flat_map(|(_, said)| said.dates.iter().cloned());
    let dates = published.into_iter().chain(updated).chain(beside).collect();
    Header { dates, signed, is_below_text: false, url: (day, month), filed: fields.filed }
}

/// Drops a headline that is only the site's name, and a site that is the headline: extractors mix them up.
fn swap(article: &mut Article) {
    let (Some(title), site) = (article.headline.clone(), article.site.clone()) else { return };
    let host = article.url.as_deref().map(host).unwrap_or_default();
    let of_host = |name: &str| {
        headline::folded(name).len() >= 4 && host.split('.').any(|label| headline::fold_alike(label, name))
    };
    let words = |name: &str| name.split_whitespace().count();
    match site {
        Some(site) if site == title => article.site = None,
        Some(site) if words(&site) >= 4 && of_host(&title) => {
            (article.headline, article.site) = (Some(site), Some(title));
        }
        site if words(&title) <= 3 && (of_host(&title) || site.as_ref().is_some_and(|site| *site == title)) => {
            article.headline = None;
        }
        _ => {}
    }
}

/// The names that the site goes by, as far as they are known.
pub(super) fn sites(article: &Article) -> Vec<String> {
    let mut names: Vec<String> = article.site.iter().map(|site| site.as_str().to_owned()).collect();
    for host in article
        .url
        .as_deref()
        .map(host)
        .into_iter()
        .chain(article.site.as_deref().filter(|site| site.contains('.')).map(host))
    {
        let mut labels: Vec<&str> = host.split('.').collect();
        labels.pop();
        names.extend(
            labels
                .into_iter()
                .filter(|label| label.len() > 2 && !matches!(*label, "www" | "com" | "news"))
                .map(str::to_owned),
        );
        names.push(host.to_owned());
    }
    names
}

/// The host of an address, or the text as it is.
pub(super) fn host(text: &str) -> &str {
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
    if rest.len() == text.len() && text.contains([' ', '/']) {
        return text;
    }
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or(rest);
    host.strip_prefix("www.").unwrap_or(host)
}

/// Codes of languages, each before the names that metadata give it.
const LANGUAGES: &str = "en english eng; de german deutsch deu ger; fr french français fra fre; es spanish español spa; \
    it italian italiano ita; pt portuguese português por; ru russian русский rus; ar arabic العربية ara; \
    ur urdu اردو urd; zh chinese 中文 zho chi; ja japanese 日本語 jpn; ko korean 한국어 kor; nl dutch; \
    sv swedish; da danish; no norwegian; pl polish; tr turkish; id indonesian; uk ukrainian; \
    fa persian farsi; hi hindi; el greek; he hebrew";

/// The code of a language that is given as a name or a locale: "English", "en-US", "`en_GB`".
fn language(name: &str) -> Option<Text> {
    let folded = name.to_lowercase();
    let known = LANGUAGES.split("; ").find(|names| names.split(' ').skip(1).any(|name| name == folded));
    if let Some(code) = known.and_then(|names| names.split(' ').next()) {
        return Some(Text::new(code));
    }
    let code = folded.split(['-', '_']).next().unwrap_or_default();
    let code = match code {
        "nb" | "nn" => "no",
        "iw" => "he",
        "in" => "id",
        code => code,
    };
    (code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase())).then(|| Text::new(code))
}

/// Cleans the names of the authors: cues, addresses, roles and the site's own name go; duplicates too. Gives the values
/// that are whole lines of the page, with what they say.
fn authors(values: &[String], article: &mut Article) -> Vec<(String, Said)> {
    let sites: Vec<String> = article.site.iter().map(|site| headline::folded(site)).collect();
    let mut kept = Vec::new();
    let mut nobody = Vec::new();
    let mut agency = None;
    let mut signed = Vec::new();
    for value in joined(values).iter().take(AUTHORS) {
        let value = Text::new(clean::head(value, AUTHOR_BYTES));
        let people = one_value(&value, &mut signed);
        for name in people.names {
            let folded = headline::folded(&name);
            if LABELS.contains(&&*lower(&name)) {
                continue;
            }
            let outlet = !kept.is_empty() && name.split_whitespace().any(words::is_outlet);
            if outlet || sites.contains(&folded) || NOBODY.contains(&&*lower(&name)) {
                nobody.push(name);
            } else if !kept.iter().any(|known: &String| headline::folded(known) == folded) {
                kept.push(name);
            }
        }
        agency = agency.or(people.agency);
    }
    if article.source.is_none() {
        article.source = agency.as_deref().map(Text::new);
    }
    if kept.is_empty() {
        kept = agency.into_iter().collect();
    }
    if kept.is_empty() {
        kept = nobody.into_iter().take(1).collect();
    }
    article.authors = kept.iter().map(|name| Text::new(name)).collect();
    signed
}

/// Joins what was cut within brackets: "Jane Doe (Paris", "bureau)".
fn joined(values: &[String]) -> Vec<String> {
    let mut whole: Vec<String> = Vec::new();
    for value in values {
        match whole.last_mut() {
            Some(last) if last.matches('(').count() > last.matches(')').count() => {
                last.push_str(", ");
                last.push_str(value);
            }
            _ => whole.push(value.clone()),
        }
    }
    whole
}

fn one_value(value: &str, signed: &mut Vec<(String, Said)>) -> byline::People {
    let value = value.trim();
    // "Jane Doe Published February 08, 2015 | 02:33 AM": a whole line of the page.
    if value.bytes().any(|byte| byte.is_ascii_digit())
        && let Kind::Header(said) = line::read(value)
        && !said.dates.is_empty()
        && !said.people.names.is_empty()
    {
        let people = said.people.clone();
        signed.push((value.to_owned(), said));
        return people;
    }
    let bare = byline::after_cue(value).filter(|rest| byline::people(rest).is_some()).unwrap_or(value);
    if let Some(people) = byline::people(bare) {
        // "MND Staff", "Guardian staff reporter": without what says what they are these name nobody.
        let cut = matches!(people.names.as_slice(), [only] if only.is_ascii() && !only.contains(' ') && people.told);
        if cut && !bare.contains([',', ';', '|', '(', '/']) {
            return byline::People { names: vec![bare.to_owned()], ..people };
        }
        return people;
    }
    // Names without capitals, or more than a name: as they are, but for addresses and labels.
    let is_label = |part: &str| {
        let first = part.split_whitespace().next().unwrap_or_default().to_lowercase();
        words::is_role(&first) || dates::is_month(&first)
    };
    let address = |part: &str| part.contains("://") || part.contains('@') || part.starts_with("www.");
    let parts = bare.split([';', '|', ',']).map(str::trim);
    let names = parts.filter(|part| !part.is_empty() && !address(part) && !is_label(part)).map(str::to_owned).collect();
    byline::People { names, ..byline::People::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_by_name_and_by_locale() {
        let check = |name: &str, code: &str| assert_eq!(language(name).as_deref().unwrap_or(""), code, "{name}");
        check("English", "en");
        check("en-US", "en");
        check("en_GB", "en");
        check("deutsch", "de");
        check("nb-NO", "no");
        check("a language", "");
    }

    #[test]
    fn a_role_that_leaves_one_word_is_part_of_the_name() {
        let check = |value: &str, names: &[&str]| assert_eq!(one_value(value, &mut Vec::new()).names, names, "{value}");
        check("Herald staff reporter", &["Herald staff reporter"]);
        check("Mira Halvorsen, staff reporter", &["Mira Halvorsen"]);
        check("Mira Halvorsen Staff Writer", &["Mira Halvorsen"]);
        check("홍길동 기자", &["홍길동"]);
    }
}
