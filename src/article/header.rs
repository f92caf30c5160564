//! The lines above the body: headline, byline, dates; and the dateline that opens the body.
//!
//! Only the first lines are looked at. Each is a line of the header by its own words (dates, a byline behind its cue,
//! buttons), a headline by its place, or it stays in the body: when unsure, it stays.

mod agencies;
mod byline;
mod dateline;
mod fields;
mod headline;
mod line;
#[cfg(test)]
mod tests;
mod words;

use super::dates::{self, Evidence};
use super::lines::Line;
use super::{Article, Dateline, Fields, ParagraphKind, Stamp, Text};
use line::{Dated, Kind, Said};

/// Lines that may belong to the header.
const LINES: usize = 14;
/// Lines of the body that may stand among those of the header: a standfirst, a caption, a first paragraph.
const BETWEEN: usize = 3;
/// The short lines that one date may be spread over, and the length of such a line in bytes.
const SPREAD: usize = 4;
const SPREAD_BYTES: usize = 40;
/// The headline may be repeated within so many lines.
const REPEATS: usize = 8;
/// Text of the body that is searched for dates when the order of a day and a month is open, in bytes.
const SEARCHED: usize = 50_000;

/// What the header said, until the body is known and can decide what its dates mean.
#[derive(Debug, Default)]
pub(super) struct Header {
    dates: Vec<Dated>,
}

/// A line of the top of the text, or several that belong together.
struct Unit {
    /// Its first line.
    line: usize,
    /// How many lines it has.
    count: usize,
    text: String,
    kind: Kind,
    /// Whether it is taken out of the body.
    taken: bool,
}

/// Takes the header off the start of `lines`, and out of it what it says into `article`.
pub(super) fn read(lines: &mut Vec<Line>, fields: &Fields, article: &mut Article) -> Header {
    fields::read(fields, article);
    let mut header = Header::default();
    let mut units = units(lines, &mut header, article);
    let named = match article.headline.clone() {
        Some(known) => repeats(&mut units, &known, article),
        None => find_headline(&mut units, article),
    };
    gather(&mut units, named, &mut header, article);
    let mut taken = [false; LINES];
    for unit in units.iter().filter(|unit| unit.taken) {
        taken.iter_mut().skip(unit.line).take(unit.count).for_each(|line| *line = true);
    }
    let mut at = 0;
    lines.retain(|_| {
        at += 1;
        !taken.get(at - 1).is_some_and(|taken| *taken)
    });
    header
}

/// The first lines, each with what it is. Short lines that only together make a date or a byline are one unit.
fn units(lines: &mut [Line], header: &mut Header, article: &mut Article) -> Vec<Unit> {
    if let Some(first) = lines.first_mut()
        && let Some(rest) = unglue(&first.text, header, article)
    {
        first.text = rest;
    }
    let texts: Vec<&str> = lines.iter().take(LINES).map(|line| line.text.as_str()).collect();
    let mut units: Vec<Unit> = Vec::new();
    let (mut at, mut prose) = (0, 0);
    while at < texts.len() && prose <= BETWEEN {
        let (count, text, kind) = unit(texts.get(at..).unwrap_or_default());
        prose += usize::from(matches!(kind, Kind::Other) && text.len() > 160);
        units.push(Unit { line: at, count, text, kind, taken: false });
        at += count;
    }
    units
}

fn unit(texts: &[&str]) -> (usize, String, Kind) {
    let first = texts.first().copied().unwrap_or_default();
    let kind = line::read(first);
    let short = texts.iter().take(SPREAD).take_while(|text| text.len() <= SPREAD_BYTES).count();
    let join = |count: usize| texts.get(..count).unwrap_or_default().join(" ");
    if byline::after_cue(first).is_some_and(str::is_empty) {
        // "By" on a line of its own: the names are on the next.
        for count in 2..=short {
            let whole = join(count);
            let kind = line::read(&whole);
            if matches!(&kind, Kind::Header(said) if !said.people.is_empty() && !said.bare) {
                return (count, whole, kind);
            }
        }
    }
    let open = match &kind {
        Kind::Header(said) => said.people.is_empty() && !said.is_whole(),
        Kind::Furniture => true,
        _ => first.bytes().any(|byte| byte.is_ascii_digit()) || dates::is_month(&first.to_lowercase()),
    };
    if open && short > 1 {
        for count in (2..=short).rev() {
            let whole = join(count);
            match line::read(&whole) {
                Kind::Header(said) if said.people.is_empty() && said.dates.len() == 1 => {
                    return (count, whole, Kind::Header(said));
                }
                _ => {}
            }
        }
    }
    (1, first.to_owned(), kind)
}

/// Takes the ` date 2024-01-30 ` off that some extractors glue before the headline.
fn unglue(text: &str, header: &mut Header, article: &mut Article) -> Option<Text> {
    let rest = text.strip_prefix("date ").or_else(|| text.strip_prefix("Date "))?;
    let mention = dates::scan(dates::head(rest, 40)).into_iter().next().filter(|mention| mention.range.start == 0)?;
    let (date, title) = rest.split_at_checked(mention.range.end)?;
    article.header.push(Text::new(&format!("date {date}")));
    header.dates.push(Dated { mention, changed: false, labelled: true });
    Some(Text::new(title.trim()))
}

/// Takes the lines that repeat a headline which the container named, and gives the last of them.
fn repeats(units: &mut [Unit], known: &str, article: &mut Article) -> Option<usize> {
    let mut last = None;
    for at in 0..units.len().min(REPEATS) {
        let Some(unit) = units.get(at) else { break };
        let joined = units.get(at + 1).map(|next| format!("{} {}", unit.text, next.text));
        let prose = units.get(..at).unwrap_or_default().iter().filter(|unit| unit.text.len() > 200).count();
        if prose > 1 {
            break;
        }
        if headline::is_same(known, &unit.text) {
            shorten(known, &unit.text, article);
            take(units, last.map_or(0, |last| last + 1), at..=at);
            last = Some(at);
        } else if joined.is_some_and(|joined| headline::folded(&joined) == headline::folded(known)) {
            take(units, last.map_or(0, |last| last + 1), at..=at + 1);
            last = Some(at + 1);
        }
    }
    last
}

/// Drops the site from the container's headline where the text shows that it is one: "Title - Site" above "Title".
fn shorten(known: &str, line: &str, article: &mut Article) {
    let line = line.trim_start_matches(['#', ' ', '*']);
    let parts = [" - ", " | ", " – ", " — ", " : ", " · ", " • ", " « ", " » "];
    if let Some(rest) = known.strip_prefix(line)
        && parts.iter().any(|part| rest.starts_with(part))
    {
        article.headline = Some(Text::new(line));
    }
}

/// Marks a headline as taken, and the standing heads and buttons above it.
fn take(units: &mut [Unit], above: usize, headline: std::ops::RangeInclusive<usize>) {
    for (at, unit) in units.iter_mut().enumerate().take(headline.end() + 1).skip(above) {
        unit.taken |= headline.contains(&at)
            || match unit.kind {
                Kind::Furniture => true,
                Kind::Name(_) | Kind::Other => headline::is_kicker(&unit.text),
                // Dates and bylines are read by `gather`.
                Kind::Header(_) | Kind::Credit => false,
            };
    }
}

/// Finds the headline among the first lines, and gives its place.
fn find_headline(units: &mut [Unit], article: &mut Article) -> Option<usize> {
    let mut at = first_candidate(units)?;
    // A word or two above a longer line is a standing head.
    let text = |at: usize| units.get(at).map_or("", |unit| unit.text.as_str());
    let other = |at: usize| units.get(at).is_some_and(|unit| matches!(unit.kind, Kind::Other));
    if headline::is_kicker(text(at))
        && other(at + 1)
        && headline::is_possible(text(at + 1), is_header(units, at + 2))
        && text(at + 1).len() >= 25
        && text(at + 1).len() > text(at).len()
        && !headline::goes_on(text(at), text(at + 1))
    {
        at += 1;
    }
    let mut title = text(at).trim_start_matches(['#', ' ', '*']).trim_end_matches(['*', ' ']).to_owned();
    let mut last = at;
    if other(at + 1) && headline::goes_on(&title, text(at + 1)) {
        last = at + 1;
        title = format!("{title} {}", text(last));
    }
    let whole = headline::folded(&title);
    let sites = fields::sites(article);
    if let Some((name, site)) = headline::split(&title, &sites) {
        article.site.get_or_insert_with(|| Text::new(site));
        article.header.push(Text::new(site));
        article.headline = Some(Text::new(name));
    } else {
        article.headline = Some(Text::new(&title));
    }
    for unit in units.iter_mut().take(last + 1).skip(at) {
        // Its words are in the headline; only what stands beside it goes to the header.
        unit.taken = true;
        unit.text.clear();
    }
    take(units, 0, at..=at);
    // The headline again, behind a standing head or at once.
    let again = (last + 1..units.len().min(last + 4))
        .rev()
        .find(|at| units.get(*at).is_some_and(|unit| headline::folded(&unit.text) == whole));
    if let Some(again) = again {
        take(units, last + 1, again..=again);
        return Some(again);
    }
    Some(last)
}

/// The first line that can be a headline; none behind running text.
fn first_candidate(units: &[Unit]) -> Option<usize> {
    for (at, unit) in units.iter().enumerate().take(REPEATS) {
        let beside = is_header(units, at + 1) || at.checked_sub(1).is_some_and(|before| is_header(units, before));
        let possible = headline::is_possible(&unit.text, beside)
            && dateline::read(&unit.text).is_none_or(|found| found.end * 3 < unit.text.len() && found.agency.is_none());
        match unit.kind {
            Kind::Header(_) | Kind::Furniture | Kind::Credit => {}
            Kind::Name(_) => {
                // A name above a headline is a byline or a standing head; with nothing but text behind, it is the headline.
                let next = units.get(at + 1).is_some_and(|next| {
                    matches!(next.kind, Kind::Other) && headline::is_possible(&next.text, is_header(units, at + 2))
                });
                if possible && !next && !is_header(units, at + 1) {
                    return Some(at);
                }
            }
            Kind::Other if possible => return Some(at),
            // A word alone stands above something.
            Kind::Other if headline::is_kicker(&unit.text) => {}
            Kind::Other => return None,
        }
    }
    None
}

fn is_header(units: &[Unit], at: usize) -> bool {
    units.get(at).is_some_and(|unit| matches!(unit.kind, Kind::Header(_) | Kind::Name(_)))
}

/// Takes the lines of dates and bylines, those above the headline and those behind it.
fn gather(units: &mut [Unit], headline: Option<usize>, header: &mut Header, article: &mut Article) {
    let given = !article.authors.is_empty();
    let (mut passed, mut begun) = (0, false);
    let mut furniture = Vec::new();
    for at in 0..units.len() {
        let dated = |at: usize| {
            units
                .get(at)
                .is_some_and(|unit| matches!(&unit.kind, Kind::Header(said) if !said.dates.is_empty() || said.time))
        };
        let beside = dated(at + 1)
            || at.checked_sub(1).is_some_and(dated)
            || units.get(at + 1).is_some_and(|unit| matches!(unit.kind, Kind::Furniture)) && dated(at + 2);
        let behind = headline.is_some_and(|headline| at == headline + 1)
            && units.get(at + 1).is_some_and(|next| next.text.chars().count() > 80);
        let Some(unit) = units.get_mut(at) else { break };
        if unit.taken {
            (passed, begun) = (0, true);
            continue;
        }
        let known = |said: &Said, article: &Article| {
            said.people
                .names
                .iter()
                .any(|name| article.authors.iter().any(|author| headline::folded(author) == headline::folded(name)))
        };
        let taken = match &unit.kind {
            Kind::Header(said) => {
                // A date alone may stand among text too: in a list, below a post.
                Some(said).filter(|said| {
                    passed == 0 || passed <= BETWEEN && (!said.people.names.is_empty() || headline.is_some())
                })
            }
            Kind::Name(said) => {
                Some(said).filter(|said| passed == 0 && (beside || behind) || known(said, article) && passed <= BETWEEN)
            }
            Kind::Furniture => {
                unit.taken = passed == 0 && begun;
                furniture.push(at);
                continue;
            }
            Kind::Credit | Kind::Other => None,
        };
        match taken {
            Some(said) => {
                unit.taken = true;
                begun = true;
                say(&said.clone(), given, header, article);
            }
            None => passed += 1,
        }
    }
    for at in furniture {
        let last = units.iter().rposition(|unit| unit.taken);
        if let Some(unit) = units.get_mut(at) {
            unit.taken |= last.is_some_and(|last| at < last);
        }
    }
    article
        .header
        .extend(units.iter().filter(|unit| unit.taken && !unit.text.is_empty()).map(|unit| Text::new(&unit.text)));
}

/// Keeps what a line of the header says.
fn say(said: &Said, given: bool, header: &mut Header, article: &mut Article) {
    if !given {
        for name in &said.people.names {
            if !article.authors.iter().any(|author| headline::folded(author) == headline::folded(name)) {
                article.authors.push(Text::new(name));
            }
        }
    }
    if let Some(agency) = &said.people.agency {
        article.source.get_or_insert_with(|| Text::new(agency));
    }
    header.dates.extend(said.dates.iter().cloned());
}

impl Header {
    /// Reads the dateline off the first paragraphs, and decides what the dates mean.
    pub(super) fn finish(self, article: &mut Article) {
        let opening = article.paragraphs.iter().enumerate().take(3).find_map(|(number, paragraph)| {
            let text = matches!(paragraph.kind, ParagraphKind::Text);
            Some((number, dateline::read(&paragraph.text).filter(|_| text)?))
        });
        let evidence = self.evidence(opening.as_ref().and_then(|(_, opening)| opening.date.as_ref()), article);
        self.settle(&evidence, article);
        if let Some((paragraph, opening)) = opening {
            let date = opening.date.as_ref().and_then(|date| evidence.resolve(date));
            set_dateline(opening, date, paragraph, article);
        }
        if article.source.is_none() {
            article.source = signed(article);
        }
        if article.site.is_none() {
            article.site =
                article.url.as_deref().map(|url| Text::new(fields::host(url))).filter(|host| !host.is_empty());
        }
        let url = article.url.as_deref().and_then(dates::in_url);
        let dateline = article.dateline.as_ref().and_then(|dateline| dateline.date);
        article.published =
            article.published.or(url.map(|date| Stamp { date, minute: None, offset: None })).or(dateline);
    }

    fn evidence(&self, dateline: Option<&dates::Mention>, article: &Article) -> Evidence {
        let mut evidence = Evidence::default();
        let url = article.url.as_deref().and_then(dates::in_url);
        for date in url.into_iter().chain(article.published.map(|stamp| stamp.date)) {
            evidence.add(date);
        }
        for mention in self.dates.iter().map(|dated| &dated.mention).chain(dateline) {
            evidence.learn(std::slice::from_ref(mention));
        }
        if self.dates.iter().any(|dated| dated.mention.is_open()) {
            let mut left = SEARCHED;
            for paragraph in
                article.paragraphs.iter().filter(|paragraph| paragraph.text.bytes().any(|byte| byte.is_ascii_digit()))
            {
                let text = dates::head(&paragraph.text, left);
                evidence.learn(&dates::scan(text));
                left -= text.len();
            }
            evidence.expect_day_first(day_first(article));
        }
        evidence
    }

    /// Sets published and updated. Of two dates that agree the more precise one counts.
    fn settle(&self, evidence: &Evidence, article: &mut Article) {
        let better = |old: Stamp, new: Stamp| old.date == new.date && old.minute.is_none() && new.minute.is_some();
        let given = article.published.is_some();
        for dated in &self.dates {
            let Some(stamp) = evidence.resolve(&dated.mention) else { continue };
            if dated.changed {
                if article.updated.is_none_or(|old| better(old, stamp)) {
                    article.updated = Some(stamp);
                }
                continue;
            }
            match article.published {
                None => article.published = Some(stamp),
                Some(old) if better(old, stamp) => article.published = Some(stamp),
                // A second date without a label is the one of a change.
                Some(old)
                    if !given
                        && !dated.labelled
                        && stamp.date >= old.date
                        && stamp != old
                        && stamp.minute.is_some() == old.minute.is_some() =>
                {
                    article.updated.get_or_insert(stamp);
                }
                Some(_) => {}
            }
        }
        if article.published.is_none() && !self.dates.is_empty() {
            article.published = article.updated;
        }
    }
}

/// Whether the day comes before the month where the article was written; `None` where both are done.
fn day_first(article: &Article) -> Option<bool> {
    let host = article.url.as_deref().map(fields::host).unwrap_or_default();
    let end = host.rsplit('.').next().unwrap_or_default();
    if matches!(end, "uk" | "au" | "nz" | "ie" | "in" | "pk" | "za" | "ng" | "ke" | "my" | "sg") {
        return Some(true);
    }
    match article.language.as_deref() {
        Some(
            "fr" | "es" | "it" | "pt" | "de" | "nl" | "ar" | "ur" | "el" | "he" | "tr" | "id" | "pl" | "ru" | "uk"
            | "hi" | "da" | "no",
        ) => Some(true),
        _ => None,
    }
}

fn set_dateline(opening: dateline::Opening, date: Option<Stamp>, paragraph: usize, article: &mut Article) {
    let agency = opening.agency.as_deref().map(Text::new);
    if let Some(name) = &agency {
        let source = name.split(" - ").next().unwrap_or(name);
        article.source.get_or_insert_with(|| Text::new(source));
        if article.site.is_none() {
            article.site = site_of(name);
        }
    }
    article.dateline =
        Some(Dateline { place: opening.place.as_deref().map(Text::new), agency, date, paragraph, end: opening.end });
}

/// The publication in "AGENCY - Publication / Imprint", as sites write it that carry an agency's story.
fn site_of(agency: &str) -> Option<Text> {
    let (_, publication) = agency.split_once(" - ")?;
    let site = publication.split('/').next()?.trim();
    (!site.is_empty()).then(|| Text::new(site))
}

/// The agency that signs the end of the last paragraph: "(dpa/gem)", "(c)AFP", "… the US. PTI", "Source: Xinhua".
fn signed(article: &Article) -> Option<Text> {
    let last = article.paragraphs.iter().rev().take(2).map(|paragraph| paragraph.text.as_str());
    last.chain(article.sign_off.as_deref()).find_map(|text| {
        let start = text.len().saturating_sub(60);
        let tail = text.get(text.ceil_char_boundary(start)..)?.trim_end_matches(['.', ' ', '*', '۔', '。']);
        let name = if let Some(inside) = tail.strip_suffix([')', '）', ']', '】']) {
            inside.rsplit(['(', '（', '[', '【']).next()?.split(['/', ',', '-']).next()?
        } else {
            let marks = ["(c)", "(C)", "©", ". ", "— ", "– ", "- ", "/", ": ", "! ", "\" ", "” "];
            marks
                .iter()
                .filter_map(|mark| tail.rfind(mark).map(|at| (at + mark.len(), tail)))
                .max()
                .and_then(|(at, tail)| tail.get(at..))?
        };
        let name = name.trim();
        (name.chars().count() >= 2 && agencies::is_agency(name)).then(|| Text::new(name))
    })
}
