//! Which of the first lines are dates and bylines, and what they say.

use super::Header;
use super::line::{Dated, Kind, Said};
use super::units::Unit;
use super::{dateline, headline};
use crate::article::dates;
use crate::article::{Article, Text};

/// Lines of the body that may stand above a date of the header: a standfirst, a caption, a first paragraph.
const BETWEEN: usize = 4;
/// Those that may stand above a byline with its cue, which is nothing else wherever it stands.
const ABOVE_BYLINE: usize = 6;

/// Takes the lines of dates and bylines, those above the headline and those behind it.
pub(super) fn gather(units: &mut [Unit], headline: Option<usize>, header: &mut Header, article: &mut Article) {
    let given = !article.authors.is_empty();
    let (mut passed, mut begun, mut signed) = (0, false, false);
    let fixture = is_fixture(units);
    for at in 0..units.len() {
        let near = Near { passed, begun, signed, headline, fixture };
        let taken = units.get(at).is_some_and(|unit| unit.taken);
        if taken || belongs(units, at, near, article) {
            (passed, begun) = (0, true);
        } else if units.get(at).is_some_and(|unit| !matches!(unit.kind, Kind::Furniture)) {
            passed += 1;
        }
        let Some(unit) = units.get_mut(at).filter(|_| begun && passed == 0 && !taken) else { continue };
        if let Kind::Header(said) | Kind::Name(said) = &unit.kind {
            // A bare name beside a byline with its cue is something else: a tag, a link.
            if !(said.bare && signed) {
                say(said, given, fixture, header, article);
            }
            signed |= !said.people.is_empty() && !said.bare;
        }
        unit.taken = true;
    }
    // Buttons between lines of the header belong to it.
    let last = units.iter().rposition(|unit| unit.taken).unwrap_or_default();
    for unit in units.iter_mut().take(last) {
        unit.taken |= matches!(unit.kind, Kind::Furniture);
    }
    let texts = units.iter().filter(|unit| unit.taken && !unit.text.is_empty()).map(|unit| Text::new(&unit.text));
    article.header.extend(texts);
}

/// What stands around a line.
#[derive(Clone, Copy)]
struct Near {
    /// Lines of the body since the last line of the header.
    passed: usize,
    /// Whether a line of the header was seen.
    begun: bool,
    /// Whether a byline with its cue was seen.
    signed: bool,
    /// Which line ends the headline, where the text has it.
    headline: Option<usize>,
    /// Whether the lines announce a fixture.
    fixture: bool,
}

/// Whether the lines announce a fixture, as "Griffin Park / Tuesday, 1 March / 1945 GMT" above the preview of a match: its day
/// has no year and its time four digits. No byline stands beside these, but a venue and a referee.
fn is_fixture(units: &[Unit]) -> bool {
    let days = || {
        units.iter().flat_map(|unit| match &unit.kind {
            Kind::Header(said) => said.dates.as_slice(),
            _ => &[],
        })
    };
    let timed =
        |unit: &Unit| matches!(unit.kind, Kind::Header(_) | Kind::Furniture) && dates::is_timetabled(&unit.text);
    days().next().is_some() && days().all(is_occasions) && units.iter().any(timed)
}

/// Whether a date can be that of an occasion: it has no year, and no label but a weekday.
fn is_occasions(dated: &Dated) -> bool {
    dated.mention.is_yearless() && (!dated.labelled || dated.mention.weekday.is_some())
}

/// Whether a line is one of the header, by what it says and where it stands.
fn belongs(units: &[Unit], at: usize, near: Near, article: &Article) -> bool {
    match units.get(at).map(|unit| &unit.kind) {
        Some(Kind::Header(said)) => {
            // Behind the byline of the story other bylines are those of other stories.
            let byline = !said.people.is_empty() && near.passed <= ABOVE_BYLINE && !near.signed;
            // A date alone may stand among text too: in a list, below a post.
            let labelled = said.dates.iter().any(|dated| dated.labelled);
            near.passed == 0
                || byline
                || said.people.is_empty()
                    && near.passed <= BETWEEN
                    && (labelled || near.headline.is_some() || is_below_opening(units, at, said))
        }
        Some(Kind::Name(said)) => {
            let first = near.headline.is_some_and(|headline| at == headline + 1);
            // A shouted line is a heading more often than a name.
            let shouted = !units.get(at).is_some_and(|unit| unit.text.chars().any(char::is_lowercase));
            let above_text = !shouted
                && !said.people.is_empty()
                && units.get(at + 1).is_some_and(|next| next.text.chars().count() > 80);
            near.passed <= BETWEEN
                && (!near.fixture && is_beside_date(units, at)
                    || is_known(said, article)
                    || said.people.told && near.headline.is_some())
                || first && above_text
                || said.site.is_some() && near.passed == 0 && near.headline.is_some_and(|headline| at < headline)
        }
        Some(Kind::Furniture) => near.begun && near.passed == 0,
        _ => false,
    }
}

/// Whether a line is one whole date below the first paragraph, which a dateline opens: it is that of the story.
fn is_below_opening(units: &[Unit], at: usize, said: &Said) -> bool {
    let whole = said.is_one_day() && said.dates.iter().all(|dated| !dated.mention.is_yearless());
    let opened = at == 1 && units.first().is_some_and(|first| dateline::read(&first.text).is_some());
    whole && opened
}

/// Whether the next line above or below is a date; buttons and credits do not part them.
fn is_beside_date(units: &[Unit], at: usize) -> bool {
    let parts = |unit: &&Unit| !matches!(unit.kind, Kind::Furniture | Kind::Credit);
    let dated = |unit: &Unit| matches!(&unit.kind, Kind::Header(said) if !said.dates.is_empty() || said.time);
    let (above, below) = units.split_at_checked(at).unwrap_or_default();
    above.iter().rev().find(parts).is_some_and(dated) || below.iter().skip(1).find(parts).is_some_and(dated)
}

/// Whether a line names an author whom the container named.
fn is_known(said: &Said, article: &Article) -> bool {
    said.people.names.iter().any(|name| is_author(name, article))
}

fn is_author(name: &str, article: &Article) -> bool {
    article.authors.iter().any(|author| headline::fold_alike(author, name))
}

/// Keeps what a line of the header says. Authors whom the container named stay, unless the text's byline names them and more.
fn say(said: &Said, given: bool, fixture: bool, header: &mut Header, article: &mut Article) {
    let names = &said.people.names;
    let more = names.len() > article.authors.len()
        && article.authors.iter().all(|author| names.iter().any(|name| headline::fold_alike(author, name)));
    if given && more && !said.bare {
        article.authors.clear();
    }
    if !given || article.authors.is_empty() {
        for name in names {
            if !is_author(name, article) {
                article.authors.push(Text::new(name));
            }
        }
    }
    if let Some(agency) = &said.people.agency {
        article.source.get_or_insert_with(|| Text::new(agency));
        if article.authors.is_empty() && !said.bare {
            article.authors.push(Text::new(agency));
        }
    }
    if let Some(source) = &said.source {
        article.source.get_or_insert_with(|| Text::new(source));
    }
    if let Some(site) = &said.site {
        article.site.get_or_insert_with(|| Text::new(site));
    }
    // The day of a fixture is not that of its preview.
    header.dates.extend(said.dates.iter().filter(|dated| !(fixture && is_occasions(dated))).cloned());
}
