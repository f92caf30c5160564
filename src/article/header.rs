//! The lines above the body: headline, byline, dates; and the dateline that opens the body.
//!
//! Only the first lines are looked at. Each is a line of the header by its own words (dates, a byline behind its cue,
//! buttons), a headline by its place, or it stays in the body: when unsure, it stays.

mod agencies;
mod byline;
mod dateline;
mod fields;
mod find;
mod gather;
mod headline;
mod line;
mod menu;
mod site;
#[cfg(test)]
mod tests;
mod units;
mod words;

use super::dates::{self, Evidence};
use super::lines::{Form, Line};
use super::{Article, Dateline, Fields, ParagraphKind, Stamp, Text};
use crate::article::clean;
use line::{Dated, Said};

/// Text of the body that is searched for dates when the order of a day and a month is open, in bytes.
const SEARCHED: usize = 50_000;
/// The name of a site behind a headline is at most this long, in characters.
const SITE: usize = 40;
/// The paragraphs that are searched for the weekday of the news then, and how far, in bytes.
const LEAD: usize = 3;
const LEAD_BYTES: usize = 1_000;

/// What the header said, until the body is known and can decide what its dates mean.
#[derive(Debug, Default)]
pub(super) struct Header {
    /// The dates, in the order of the lines.
    dates: Vec<Dated>,
    /// Fields that are whole lines of the page, with what they say: the text may have them, too.
    signed: Vec<(String, Said)>,
    /// Whether a line that it left to the body stood above its last one.
    pub(super) is_below_text: bool,
    /// The day that the address names, and else the month.
    url: (Option<jiff::civil::Date>, Option<(i16, i8)>),
    /// The day that the name of the file names.
    filed: Option<jiff::civil::Date>,
}

/// Takes the header off the start of `lines`, and out of it what it says into `article`.
pub(super) fn read(lines: &mut Vec<Line>, fields: &Fields, article: &mut Article) -> Header {
    let mut header = fields::read(fields, article);
    if let Some(first) = lines.first_mut()
        && let Some(rest) = units::unglue(&first.text, &mut header, article)
    {
        first.text = rest;
    }
    let menu = menu::end(lines, article.headline.as_deref());
    let start = menu.map_or(0, |end| leave_menu(lines, end, article));
    let mut units = units::read(lines.get(start..).unwrap_or_default(), &header.signed);
    let headline = find::headline(&mut units, article);
    gather::gather(&mut units, headline, &mut header, article);
    let mut taken = [false; units::LINES];
    for unit in units.iter().filter(|unit| unit.taken) {
        taken.iter_mut().skip(unit.line).take(unit.count).for_each(|line| *line = true);
    }
    let left = taken.iter().position(|taken| !taken).unwrap_or(taken.len());
    header.is_below_text = taken.iter().skip(left).any(|taken| *taken);
    let mut at = 0;
    lines.retain(|_| {
        at += 1;
        !(at - 1usize).checked_sub(start).and_then(|line| taken.get(line)).is_some_and(|taken| *taken)
    });
    header
}

/// Marks the lines above the headline as what they are, and takes the title of the page off, which names the site behind the
/// headline. Gives the line of the headline then.
fn leave_menu(lines: &mut Vec<Line>, end: usize, article: &mut Article) -> usize {
    lines.iter_mut().take(end).for_each(|line| line.form = Form::Menu);
    let Some(headline) = lines.get(end).map(|line| line.text.clone()) else { return end };
    let Some(first) =
        lines.first().filter(|first| headline::folded(&first.text).starts_with(&headline::folded(&headline)))
    else {
        return end;
    };
    let name = first.text.strip_prefix(headline.as_str()).map(|rest| rest.trim_matches(|c: char| !c.is_alphanumeric()));
    if let Some(name) = name.filter(|name| article.site.is_none() && (1..=SITE).contains(&name.chars().count())) {
        article.site = Some(Text::new(name));
    }
    article.header.push(lines.remove(0).text);
    end - 1
}

impl Header {
    /// Whether a date leaves open which of its numbers is the month.
    pub(super) fn is_open(&self) -> bool {
        self.dates.iter().any(|dated| dated.mention.is_open())
    }

    /// Reads the dateline off the first paragraphs, and decides what the dates mean.
    pub(super) fn finish(self, article: &mut Article) {
        let (day, _) = self.url;
        let opening = opening(article);
        let evidence = self.evidence(opening.as_ref().and_then(|(_, opening)| opening.date.as_ref()), article);
        self.settle(&evidence, article);
        if let Some((paragraph, opening)) = opening {
            let date = opening.date.as_ref().and_then(|date| evidence.resolve(date));
            set_dateline(&opening, date, paragraph, article);
        }
        if article.source.is_none() {
            article.source = signed(article);
        }
        if article.site.is_none() {
            article.site =
                article.url.as_deref().map(|url| Text::new(fields::host(url))).filter(|host| !host.is_empty());
        }
        let dateline = article.dateline.as_ref().and_then(|dateline| dateline.date);
        let on = |date| Stamp { date, minute: None, offset: None };
        article.published = article.published.or(day.map(on)).or(dateline).or(self.filed.map(on));
    }

    fn evidence(&self, dateline: Option<&dates::Mention>, article: &Article) -> Evidence {
        let mut evidence = Evidence::default();
        let (day, month) = self.url;
        evidence.expect_month(month);
        for date in day.into_iter().chain(article.published.map(|stamp| stamp.date)) {
            evidence.add(date);
        }
        for mention in self.dates.iter().map(|dated| &dated.mention).chain(dateline) {
            evidence.learn(std::slice::from_ref(mention));
        }
        // Files may be named by the day on which they were saved, so other days come first.
        if let Some(date) = self.filed {
            evidence.add(date);
        }
        if self.is_open() {
            let mut left = SEARCHED;
            for paragraph in
                article.paragraphs.iter().filter(|paragraph| paragraph.text.bytes().any(|byte| byte.is_ascii_digit()))
            {
                let text = clean::head(&paragraph.text, left);
                evidence.learn(&dates::scan(text));
                left -= text.len();
            }
            evidence.expect_day_first(day_first(article));
            // A story tells the day of its news early on.
            for paragraph in article.paragraphs.iter().take(LEAD) {
                evidence.learn_weekdays(clean::head(&paragraph.text, LEAD_BYTES));
            }
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
                // Of two dates without labels the later one is that of a change.
                Some(old)
                    if !given && !dated.labelled && stamp != old && stamp.minute.is_some() == old.minute.is_some() =>
                {
                    article.published = Some(old.min(stamp));
                    article.updated.get_or_insert(old.max(stamp));
                }
                Some(_) => {}
            }
        }
        if article.published.is_none() && !self.dates.is_empty() {
            article.published = article.updated;
        }
    }
}

/// The dateline of the first paragraphs, and the number of the one that it opens.
fn opening(article: &Article) -> Option<(usize, dateline::Opening)> {
    let texts = article.paragraphs.iter().enumerate().filter(|(_, paragraph)| paragraph.kind == ParagraphKind::Text);
    let (number, opening) =
        texts.take(3).find_map(|(number, paragraph)| Some((number, dateline::read(&paragraph.text)?)))?;
    // "SHAPIRO: …", "CHANG: …" are the turns of an interview.
    let turns = article.paragraphs.iter().take(12).filter(|paragraph| dateline::is_turn(&paragraph.text)).count();
    (turns < 2).then_some((number, opening))
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

fn set_dateline(opening: &dateline::Opening, date: Option<Stamp>, paragraph: usize, article: &mut Article) {
    let agency = opening.agency.as_deref().map(Text::new);
    if let Some(name) = &agency {
        article.source.get_or_insert_with(|| name.clone());
        if article.site.is_none() {
            article.site = site_of(name);
        }
    }
    if article.authors.is_empty() {
        article.authors = opening.reporters.iter().map(|name| Text::new(name)).collect();
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
        let tail = clean::tail(text, 60).trim_end_matches(['.', ' ', '*', '۔', '。']);
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
