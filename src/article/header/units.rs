//! The top of a text, cut into units: a line each, or short lines that belong together.

use std::borrow::Cow;

use super::Header;
use super::line::{self, Dated, Kind, Said};
use super::{byline, dateline};
use crate::article::clean;
use crate::article::dates;
use crate::article::lines::{Form, Line};
use crate::article::sections;
use crate::article::starts::lower;
use crate::article::{Article, Text};

/// Lines that may belong to the header.
pub(super) const LINES: usize = 14;
/// Behind more paragraphs of running text no line is looked at.
const PROSE: usize = 1;
/// Sentences behind which the heading of a list ends the header.
const SENTENCES: usize = 2;
/// From this many bytes on a line is running text.
const PROSE_BYTES: usize = 160;
/// The short lines that one date may be spread over, and the length of such a line in bytes.
const SPREAD: usize = 4;
const SPREAD_BYTES: usize = 40;

/// A line of the top of the text, or several that belong together.
pub(super) struct Unit<'a> {
    /// Its first line.
    pub(super) line: usize,
    /// How many lines it has.
    pub(super) count: usize,
    pub(super) text: Cow<'a, str>,
    pub(super) kind: Kind,
    /// Whether it is taken out of the body.
    pub(super) taken: bool,
}

/// Whether a line that ends as a sentence does is the body: a standfirst is one sentence, and no dateline opens it.
fn is_body(text: &str) -> bool {
    text.contains(". ") || dateline::read(text).is_some()
}

/// The first lines, each with what it is. Short lines that only together make a date or a byline are one unit.
///
/// What some lines say is `known`.
pub(super) fn read<'a>(lines: &'a [Line], known: &[(String, Said)]) -> Vec<Unit<'a>> {
    let texts: Vec<&str> =
        lines.iter().take(LINES).take_while(|line| line.form != Form::Code).map(|line| line.text.as_str()).collect();
    let mut units: Vec<Unit> = Vec::with_capacity(texts.len());
    let (mut at, mut prose) = (0, 0);
    // The units that are text of the article.
    let mut told: Vec<usize> = Vec::new();
    while at < texts.len() && prose <= PROSE {
        let is_body = |unit: &usize| units.get(*unit).is_some_and(|unit| is_body(&unit.text));
        // Behind text of the article a list of other stories is no header, though it has dates and names.
        let lists = !told.is_empty()
            && texts.get(at).is_some_and(|text| sections::heading(text).is_some())
            && (told.len() >= SENTENCES || told.iter().any(is_body));
        if lists {
            break;
        }
        let rest = texts.get(at..).unwrap_or_default();
        let is_apart = |line: &Line| matches!(line.form, Form::Row | Form::Caption);
        let (count, text, kind) = match lines.iter().take(texts.len()).skip(at).position(is_apart) {
            // The names and dates of a table or a caption are none of the article's.
            Some(0) => {
                let is_row = lines.get(at).is_some_and(|line| line.form == Form::Row);
                let kind = if is_row { Kind::Other } else { Kind::Credit };
                (1, rest.first().copied().unwrap_or_default().into(), kind)
            }
            apart => unit(rest.get(..apart.unwrap_or(rest.len())).unwrap_or_default(), known),
        };
        if matches!(kind, Kind::Other) && sections::ends_sentence(&text) {
            told.push(units.len());
        }
        prose += usize::from(matches!(kind, Kind::Other) && text.len() > PROSE_BYTES);
        units.push(Unit { line: at, count, text, kind, taken: false });
        at += count;
    }
    units
}

fn unit<'a>(texts: &[&'a str], known: &[(String, Said)]) -> (usize, Cow<'a, str>, Kind) {
    let first = texts.first().copied().unwrap_or_default();
    let said = known.iter().find(|(line, _)| line == first).map(|(_, said)| said.clone());
    let kind = said.map_or_else(|| line::read(first), Kind::Header);
    let short = texts.iter().take(SPREAD).take_while(|text| text.len() <= SPREAD_BYTES).count();
    let join = |count: usize| texts.get(..count).unwrap_or_default().join(" ");
    if first.len() <= SPREAD_BYTES
        && byline::after_cue(first.trim_start_matches(['*', '-', '•', ' '])).is_some_and(str::is_empty)
    {
        // "By" on a line of its own: the names are on the next.
        for count in 2..=short {
            let whole = join(count);
            let kind = line::read(&whole);
            if matches!(&kind, Kind::Header(said) if !said.people.is_empty() && !said.bare) {
                return (count, whole.into(), kind);
            }
        }
    }
    let open = match &kind {
        Kind::Header(said) => said.people.is_empty() && !said.is_whole(),
        Kind::Furniture => true,
        _ if first.len() > SPREAD_BYTES => false,
        _ => first.bytes().any(|byte| byte.is_ascii_digit()) || dates::is_month(&lower(first)),
    };
    if open && short > 1 {
        for count in (2..=short).rev() {
            let whole = join(count);
            match line::read(&whole) {
                Kind::Header(said) if said.people.is_empty() && said.is_one_day() => {
                    return (count, whole.into(), Kind::Header(said));
                }
                _ => {}
            }
        }
    }
    (1, first.into(), kind)
}

/// Takes the ` date 2024-01-30 ` off that some extractors glue before the headline.
pub(super) fn unglue(text: &str, header: &mut Header, article: &mut Article) -> Option<Text> {
    let rest = text.strip_prefix("date ").or_else(|| text.strip_prefix("Date "))?;
    let mention = dates::first(clean::head(rest, 40)).filter(|mention| mention.range.start == 0)?;
    let (date, title) = rest.split_at_checked(mention.range.end)?;
    article.header.push(Text::new(&format!("date {date}")));
    header.dates.push(Dated { mention, changed: false, labelled: true });
    Some(Text::new(title.trim()))
}
