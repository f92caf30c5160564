//! The lines above the body: headline, byline, dates; and the dateline that opens the body.

mod agencies;
mod byline;
mod dateline;
mod words;

use std::sync::LazyLock;

use regex::Regex;

use super::dates::{self, Evidence, Mention};
use super::lines::Line;
use super::{Article, Dateline, Fields, Stamp, Text};

/// Lines that may belong to the header.
const LINES: usize = 8;
/// A headline is at most this long, in characters.
const HEADLINE_CHARS: usize = 200;
/// Words of a byline or a date line that mean nothing by themselves.
const FILLERS: &[&str] = &[
    "published",
    "updated",
    "last",
    "modified",
    "posted",
    "date",
    "on",
    "at",
    "the",
    "uhr",
    "um",
    "le",
    "à",
    "publié",
    "mis",
    "jour",
    "stand",
    "veröffentlicht",
    "aktualisiert",
    "am",
    "pm",
    "gmt",
    "est",
    "ist",
    "edt",
    "pst",
    "bst",
    "cet",
    "utc",
    "pkt",
    "time",
    "el",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "lunes",
    "martes",
    "miércoles",
    "jueves",
    "viernes",
    "sábado",
    "domingo",
    "first",
    "actualizado",
    "publicado",
    "pubblicato",
];
/// Small words within names.
const PARTICLES: &[&str] = &[
    "de", "van", "von", "der", "den", "al", "el", "bin", "ibn", "la", "le", "du", "da", "dos", "di", "del", "zu", "y",
    "ter",
];

static PATTERNS: LazyLock<Option<Patterns>> = LazyLock::new(Patterns::new);

struct Patterns {
    glued_date: Regex,
    by: Regex,
    named: Regex,
    site: Regex,
    datelines: Vec<Regex>,
}

impl Patterns {
    fn new() -> Option<Self> {
        let place = r"(?P<place>\p{Lu}[\p{L}.'’\- ]{1,38}?(?:,\s+\p{Lu}[\p{L}.]{1,14})?)";
        let agency = r"(?P<agency>[\p{Lu}\p{L}][^()]{1,80}?)";
        let caps = r"(?P<place>\p{Lu}[\p{Lu}.'’\- ]{2,38}(?:,\s+\p{Lu}[\p{L}.]{0,14})?)";
        let datelines = [
            format!(r"^{place},?\s*\({agency}\)\s*(?:[-–—:]+\s*)?"),
            format!(
                r"^{place},\s+(?P<date>\p{{L}}{{3,9}}\.?\s+\d{{1,2}}|\d{{1,2}}\.?\s+\p{{L}}{{3,9}})\s*\({agency}\)\s*[-–—:]*\s*"
            ),
            format!(r"^\({agency}\)\s*[-–—]?\s*{caps}\s*[-–—:]+\s*"),
            format!(r"^(?P<agency>[\p{{Lu}}]{{2,6}}),\s+{place},\s+"),
            format!(r"^{caps}(?:,\s+(?P<date>\p{{L}}{{3,9}}\.?\s+\d{{1,2}}))?\s*(?:[–—]|--?)\s+"),
            r"^【(?P<date>\d{1,2}月\d{1,2}日)\s*(?P<agency>[^】]{1,30})】\s*".to_owned(),
        ];
        Some(Self {
            glued_date: Regex::new(r"^\s*date\s+(?P<date>\d{4}-\d\d-\d\d)\s+").ok()?,
            by: Regex::new(r"(?i)^(?:by|von|par|por|di|door|text)[:\s]\s*(?P<rest>\S.*)$").ok()?,
            named: Regex::new(r"(?i)^(?P<name>[^|]+?)[\s,|\u{b7}-]+(?:published|updated|posted|correspondent|reporter|staff writer)\b").ok()?,
            site: Regex::new(r"^(?P<title>.+?)(?:\s+\|\s+(?P<bar>[^|]{2,40})|\s+[-–—*]\s+(?P<dash>[^-–—|]{0,30}(?:News|Times|Post|Herald|Tribune|Journal|Gazette|Telegraph|Courier|Wire|Online|\.\w{2,4})))$").ok()?,
            datelines: datelines.iter().filter_map(|pattern| Regex::new(pattern).ok()).collect(),
        })
    }
}

/// Reads the header off the start of `lines` into `article`, and gives the lines that it took.
pub(super) fn read(lines: &[Line], fields: &Fields, article: &mut Article) -> usize {
    from_fields(fields, article);
    let mut taken = 0;
    let mut headline_seen = false;
    for line in lines.iter().take(LINES) {
        let text = &line.text;
        let unglued = unglue(text, article);
        if !headline_seen && is_headline(&unglued, article) {
            headline(&unglued, article);
            headline_seen = true;
        } else if byline(text, article) || date_line(text, article) {
            article.header.push(text.clone());
        } else {
            break;
        }
        taken += 1;
    }
    taken
}

fn from_fields(fields: &Fields, article: &mut Article) {
    let text = |field: &Option<String>| {
        let text = Text::new(field.as_deref()?.trim());
        (!text.is_empty()).then_some(text)
    };
    let stamp = |field: &Option<String>| dates::value(field.as_deref()?, &Evidence::default());
    article.headline = text(&fields.headline);
    article.authors =
        fields.authors.iter().map(|author| Text::new(author.trim())).filter(|author| !author.is_empty()).collect();
    article.published = stamp(&fields.published);
    article.updated = stamp(&fields.updated);
    article.url = text(&fields.url);
    article.site = text(&fields.site);
    article.source = text(&fields.source);
    article.language = text(&fields.language);
}

/// Takes the ` date 2024-01-30 ` off that some extractors glue before the headline.
fn unglue(text: &Text, article: &mut Article) -> Text {
    let found = PATTERNS.as_ref().and_then(|patterns| patterns.glued_date.captures(text));
    let Some(all) = found.as_ref().and_then(|captures| captures.get(0)) else {
        return text.clone();
    };
    let glued = Text::new(all.as_str().trim());
    date_line(&glued, article);
    article.header.push(glued);
    Text::new(text.get(all.end()..).unwrap_or_default())
}

/// Whether a line can be the headline: the one that the container names, or a short line that is no sentence.
fn is_headline(line: &str, article: &Article) -> bool {
    if let Some(known) = &article.headline {
        return folded(known) == folded(line.trim_start_matches(['#', ' ']));
    }
    let chars = line.chars().count();
    let sentences = line.ends_with('.') && !line.ends_with("..") && chars > 60;
    let only_dates = !find(line, None).is_empty() && is_filler(line, &find(line, None));
    let by =
        PATTERNS.as_ref().is_some_and(|patterns| patterns.by.is_match(line)) && chars < 60 && line.starts_with("By ");
    chars <= HEADLINE_CHARS && !sentences && !only_dates && !by && dateline_of(line).is_none()
}

fn find(line: &str, year: Option<i16>) -> Vec<Mention> {
    let mut evidence = Evidence::default();
    if let Some(date) = year.and_then(|year| jiff::civil::Date::new(year, 7, 1).ok()) {
        evidence.add(date);
    }
    dates::scan(line).into_iter().filter(|mention| evidence.resolve(mention).is_some()).collect()
}

fn folded(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Keeps the headline; the name of the site behind it is not part of it.
fn headline(line: &str, article: &mut Article) {
    let line = line.trim_start_matches(['#', ' ']);
    let captures = PATTERNS.as_ref().and_then(|patterns| patterns.site.captures(line));
    let parts = captures.as_ref().and_then(|captures| {
        let site = captures.name("bar").or_else(|| captures.name("dash"))?;
        Some((captures.name("title")?.as_str(), site.as_str()))
    });
    match parts {
        Some((title, site)) if article.headline.is_none() => {
            article.headline = Some(Text::new(title));
            article.header.push(Text::new(site));
            article.site.get_or_insert_with(|| Text::new(site));
        }
        _ => {
            article.headline.get_or_insert_with(|| Text::new(line));
        }
    }
}

/// Reads a byline, perhaps with dates; `false` when the line is none.
fn byline(line: &str, article: &mut Article) -> bool {
    let Some(patterns) = &*PATTERNS else { return false };
    if line.chars().count() > 160 {
        return false;
    }
    let dates = find(line, None);
    let behind_by = patterns.by.captures(line).and_then(|captures| captures.name("rest"));
    let before = patterns.named.captures(line).and_then(|captures| captures.name("name"));
    let Some(names) = behind_by.or(before) else { return false };
    let cut = dates.first().map_or(line.len(), |found| found.range.start);
    let names = line.get(names.start()..names.end().min(cut.max(names.start()))).unwrap_or_default();
    let authors = authors(names);
    if authors.is_empty() {
        return false;
    }
    if article.authors.is_empty() {
        article.authors = authors;
    }
    keep(line, &dates, article);
    true
}

/// The people in "A and B, Correspondent | …".
fn authors(names: &str) -> Vec<Text> {
    let names = names.split(['|', '\u{b7}', '(', '\u{2022}']).next().unwrap_or_default();
    let parts = names
        .split([',', '&', ';'])
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" und "))
        .flat_map(|part| part.split(" et "));
    let mut found = Vec::new();
    for part in parts {
        let part = part.split(" in ").next().unwrap_or_default();
        let words: Vec<&str> =
            part.split_whitespace().filter(|word| !FILLERS.contains(&word.to_lowercase().as_str())).collect();
        let role = ["correspondent", "reporter", "editor", "writer", "staff"]
            .iter()
            .any(|role| part.to_lowercase().contains(role));
        let name = (1..=5).contains(&words.len())
            && words.iter().all(|word| {
                let first = word.chars().next();
                first.is_some_and(|c| c.is_uppercase() || !c.is_lowercase() && c.is_alphabetic())
                    || PARTICLES.contains(word)
            });
        if !name || role {
            break;
        }
        found.push(Text::new(&words.join(" ")));
    }
    found
}

/// Reads a line that says nothing but dates; `false` when it says more.
fn date_line(line: &str, article: &mut Article) -> bool {
    let dates = find(line, None);
    let only = !dates.is_empty() && is_filler(line, &dates);
    if only {
        keep(line, &dates, article);
    }
    only
}

fn is_filler(line: &str, dates: &[Mention]) -> bool {
    let mut end = 0;
    let mut rest = String::new();
    for found in dates {
        rest.push_str(line.get(end..found.range.start).unwrap_or_default());
        rest.push(' ');
        end = found.range.end;
    }
    rest.push_str(line.get(end..).unwrap_or_default());
    rest.split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .all(|word| FILLERS.contains(&word.to_lowercase().as_str()))
}

/// Keeps the dates of a header line: the words before each say which it is. Of two that agree the more precise one counts.
fn keep(line: &str, dates: &[Mention], article: &mut Article) {
    let mut from = 0;
    for found in dates {
        let Some(stamp) = Evidence::default().resolve(found) else { continue };
        let label = line.get(from..found.range.start).unwrap_or_default().to_lowercase();
        from = found.range.end;
        let changed = ["updated", "modified", "aktualisiert", "mis à jour", "actualizado", "stand"];
        let field = if changed.iter().any(|word| label.contains(word)) && article.published.is_some() {
            &mut article.updated
        } else {
            &mut article.published
        };
        let better = |old: &Stamp| old.date == stamp.date && old.minute.is_none() && stamp.minute.is_some();
        if field.as_ref().is_none_or(better) {
            *field = Some(stamp);
        }
    }
}

struct Opening<'a> {
    place: Option<&'a str>,
    agency: Option<&'a str>,
    date: Option<&'a str>,
    end: usize,
}

fn dateline_of(text: &str) -> Option<Opening<'_>> {
    let patterns = PATTERNS.as_ref()?;
    let captures = patterns.datelines.iter().find_map(|pattern| pattern.captures(text))?;
    let part = |name| captures.name(name).map(|part| part.as_str());
    let opening =
        Opening { place: part("place"), agency: part("agency"), date: part("date"), end: captures.get(0)?.end() };
    // "The minister (right) said": an agency is a name, and a place is a few words.
    let named = opening.agency.is_none_or(|agency| agency.starts_with(|c: char| c.is_uppercase()));
    let placed = opening.place.is_none_or(|place| place.split_whitespace().count() <= 4);
    (named && placed).then_some(opening)
}

/// Reads the dateline off the first paragraphs.
pub(super) fn dateline(article: &mut Article) {
    let year = article.published.map(|stamp| stamp.date.year());
    for (number, paragraph) in article.paragraphs.iter().enumerate().take(2) {
        let Some(opening) = dateline_of(&paragraph.text) else { continue };
        let mut agency = opening.agency.unwrap_or_default();
        let mut date = opening.date.and_then(|date| dates::value(date, &Evidence::default()));
        if date.is_none() {
            date = opening.date.and_then(|date| month_and_day(date, year?));
        }
        if let Some((before, last)) = agency.rsplit_once(" - ")
            && let Some(found) = find(last, year).first()
        {
            date = Evidence::default().resolve(found);
            agency = before.trim();
        }
        let agency = Some(agency).filter(|agency| !agency.is_empty()).map(Text::new);
        if article.source.is_none() {
            article.source.clone_from(&agency);
        }
        if article.site.is_none() {
            article.site = agency.as_deref().and_then(site_of);
        }
        let place = opening.place.map(|place| Text::new(place.trim_end_matches(',')));
        article.dateline = Some(Dateline { place, agency, date, paragraph: number, end: opening.end });
        return;
    }
}

/// The day of "6月18日", which names no year.
fn month_and_day(date: &str, year: i16) -> Option<Stamp> {
    let mut numbers = date.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse::<i8>().ok());
    let date = jiff::civil::Date::new(year, numbers.next()?, numbers.next()?).ok()?;
    Some(Stamp { date, minute: None, offset: None })
}

/// The publication in "AGENCY - Publication / Imprint", as sites write it that carry an agency's story.
fn site_of(agency: &str) -> Option<Text> {
    let (_, publication) = agency.split_once(" - ")?;
    let site = publication.split('/').next()?.trim();
    (!site.is_empty()).then(|| Text::new(site))
}
