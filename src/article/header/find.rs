//! Which of the first lines is the headline.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use super::headline::Known;
use super::line::Kind;
use super::units::Unit;
use super::{dateline, fields, headline, site};
use crate::article::{Article, Text};

/// The headline may be repeated within so many lines.
const REPEATS: usize = 8;
/// A headline that the text names itself is repeated within so many lines behind it.
const AGAIN: usize = 3;
/// Lines below a closed headline of which one must be running text.
const BELOW: usize = 4;
/// From this many characters on a sentence is running text below the lines of a header.
const SENTENCE: usize = 60;
/// From this many bytes on a line is running text.
const PROSE_BYTES: usize = 200;

/// Finds the headline among the first lines, or its repeats where the container named it, and gives the place of the last.
pub(super) fn headline(units: &mut [Unit], article: &mut Article) -> Option<usize> {
    drop_breadcrumbs(units);
    match article.headline.clone() {
        Some(known) => repeats(units, &known, article),
        None => find_headline(units, article),
    }
}

/// Marks lines that end with the next one, or are the end of it: "Home › World › Title" above "Title".
fn drop_breadcrumbs(units: &mut [Unit]) {
    for at in 0..units.len().min(3) {
        let text = |at: usize| units.get(at).map(|unit| &*unit.text).filter(|text| text.len() <= PROSE_BYTES);
        let Some((this, next)) = text(at).zip(text(at + 1)).filter(|(this, next)| headline::end_alike(this, next))
        else {
            continue;
        };
        let (this, next) = (headline::folded(this), headline::folded(next));
        let (short, long) = if this.len() < next.len() { (&this, &next) } else { (&next, &this) };
        if this != next
            && short.chars().count() >= 12
            && long.ends_with(short.as_str())
            && let Some(unit) = units.get_mut(at).filter(|unit| matches!(unit.kind, Kind::Other | Kind::Name(_)))
        {
            unit.kind = Kind::Furniture;
        }
    }
}

/// Takes the lines that repeat a headline which the container named, and gives the last of them.
fn repeats(units: &mut [Unit], known: &str, article: &mut Article) -> Option<usize> {
    let headline = Known::new(known);
    let mut last = None;
    for at in 0..units.len().min(REPEATS) {
        let Some(unit) = units.get(at) else { break };
        let next = units.get(at + 1);
        let prose = units.get(..at).unwrap_or_default().iter().filter(|unit| unit.text.len() > PROSE_BYTES).count();
        if prose > 1 {
            break;
        }
        if headline.is_same(&unit.text) {
            shorten(known, &unit.text, article);
            take(units, last.map_or(0, |last| last + 1), at..=at);
            last = Some(at);
        } else if next.is_some_and(|next| headline::fold_together(&unit.text, &next.text, known)) {
            take(units, last.map_or(0, |last| last + 1), at..=at + 1);
            last = Some(at + 1);
        }
    }
    last
}

/// Drops the site from the container's headline where the text shows that it is one: "Title - Site" above "Title".
fn shorten(known: &str, line: &str, article: &mut Article) {
    let line = line.trim_start_matches(['#', ' ', '*']);
    let parts = [" - ", " | ", " – ", " — ", " : ", " · ", " • ", " « ", " » ", " \\ "];
    if let Some(rest) = known.strip_prefix(line)
        && parts.iter().any(|part| rest.starts_with(part))
    {
        article.headline = Some(Text::new(line));
    }
}

/// Marks a headline as taken, and the standing heads and buttons above it.
fn take(units: &mut [Unit], above: usize, headline: RangeInclusive<usize>) {
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
    let text = |at: usize| units.get(at).map_or("", |unit| &*unit.text);
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
    let mut title = text(at).trim_start_matches(['#', ' ', '*']).trim_end_matches(['*', ' ', ';']).to_owned();
    let mut last = at;
    if other(at + 1) && headline::goes_on(&title, text(at + 1)) {
        last = at + 1;
        title = format!("{title} {}", text(last));
    }
    let sites = fields::sites(article);
    let mut repeats = units.get(last + 1..).unwrap_or_default().iter().take(AGAIN);
    let parted = repeats.find_map(|unit| site::behind_repeat(&title, &unit.text));
    let name = match parted.or_else(|| site::split(&title, &sites)) {
        Some((name, site)) => {
            article.site.get_or_insert_with(|| Text::new(site));
            article.header.push(Text::new(site));
            name
        }
        None => title.as_str(),
    };
    article.headline = Some(Text::new(name));
    for unit in units.iter_mut().take(last + 1).skip(at) {
        // Its words are in the headline; only what stands beside it goes to the header.
        unit.taken = true;
        unit.text = Cow::default();
    }
    take(units, 0, at..=at);
    // The headline again, with its site or without, behind a standing head or at once.
    let same = |unit: &Unit, title: &str| headline::fold_alike(&unit.text, title);
    let again = (last + 1..units.len().min(last + 1 + AGAIN))
        .rev()
        .find(|at| units.get(*at).is_some_and(|unit| same(unit, &title) || same(unit, name)));
    if let Some(again) = again {
        take(units, last + 1, again..=again);
        return Some(again);
    }
    Some(last)
}

/// The first line that can be a headline; none behind running text.
fn first_candidate(units: &[Unit]) -> Option<usize> {
    for (at, unit) in units.iter().enumerate().take(REPEATS) {
        // A dateline opens the story, so what stands above it is its headline.
        let opened = || {
            units
                .get(at + 1)
                .is_some_and(|next| next.text.len() > unit.text.len() && dateline::read(&next.text).is_some())
        };
        let credited = units.get(at + 1).is_some_and(|next| matches!(next.kind, Kind::Credit));
        let beside = credited
            || is_header(units, at + 1)
            || unit.text.trim_end_matches(['\'', '’', '"', '”']).ends_with('.') && opened()
            || at.checked_sub(1).is_some_and(|before| is_header(units, before));
        let possible = headline::is_possible(&unit.text, beside)
            && dateline::read(&unit.text).is_none_or(|found| found.end * 3 < unit.text.len() && found.agency.is_none());
        match unit.kind {
            Kind::Header(_) | Kind::Furniture | Kind::Credit => {}
            Kind::Name(_) => {
                // A name above a headline is a byline or a standing head; with nothing but text behind, it is the headline.
                let next = units.get(at + 1).is_some_and(|next| {
                    matches!(next.kind, Kind::Other) && headline::is_possible(&next.text, is_header(units, at + 2))
                });
                if possible && !next && (!is_header(units, at + 1) || at == 0 && heads_text(units)) {
                    return Some(at);
                }
            }
            // A line with a point may be a motto above the headline.
            Kind::Other if possible => return Some(behind_motto(units, at).unwrap_or(at)),
            // A word alone stands above something.
            Kind::Other if headline::is_kicker(&unit.text) => {}
            Kind::Other if next_goes_on(units, at) => return Some(at),
            Kind::Other if at == 0 && headline::is_closed(&unit.text, below(units, at)) => return Some(at),
            Kind::Other => return None,
        }
    }
    None
}

/// Whether the first line, which may be a name, heads the text: nothing behind the lines of the header can be the headline.
fn heads_text(units: &[Unit]) -> bool {
    let is_name = units.first().is_some_and(|first| matches!(&first.kind, Kind::Name(said) if said.site.is_none()));
    let first = units.iter().position(|unit| matches!(unit.kind, Kind::Other));
    let Some(unit) = first.and_then(|at| units.get(at)) else { return false };
    // Of two names that a date parts the second one is it.
    let above = units.iter().take(first.unwrap_or_default());
    let mut dated = above.skip_while(|unit| !matches!(unit.kind, Kind::Header(_)));
    if dated.any(|unit| matches!(unit.kind, Kind::Name(_))) {
        return false;
    }
    let ends = unit.text.trim_end_matches(['"', '”', '»', '“', ')']).ends_with(['.', '!', '?', '…', '。', '।', '۔']);
    // A short sentence may be a headline, if there is more.
    let is_text = unit.text.chars().count() > SENTENCE || first.is_some_and(|at| at + 1 == units.len());
    is_name && ends && is_text
}

/// The lines right below a line.
fn below<'a>(units: &'a [Unit], at: usize) -> impl Iterator<Item = &'a str> + Clone {
    units.get(at + 1..).unwrap_or_default().iter().take(BELOW).map(|unit| &*unit.text)
}

/// The line behind a sentence and a date that can be a headline, where the sentence is none.
fn behind_motto(units: &[Unit], at: usize) -> Option<usize> {
    let sentence = units.get(at)?.text.ends_with('.');
    let next = units.get(at + 2).filter(|next| matches!(next.kind, Kind::Other) && !next.text.ends_with('.'))?;
    (sentence && is_header(units, at + 1) && headline::is_possible(&next.text, true)).then_some(at + 2)
}

/// Whether a line that ends with a comma or a dash goes on in the next one.
fn next_goes_on(units: &[Unit], at: usize) -> bool {
    let (Some(unit), Some(next)) = (units.get(at), units.get(at + 1)) else { return false };
    unit.text.ends_with([',', '-', '–', '—', ':'])
        && matches!(next.kind, Kind::Other)
        && is_header(units, at + 2)
        && headline::goes_on(&unit.text, &next.text)
}

fn is_header(units: &[Unit], at: usize) -> bool {
    units.get(at).is_some_and(|unit| matches!(unit.kind, Kind::Header(_) | Kind::Name(_)))
}
