//! What a line above the body says: dates with their labels, bylines, or nothing but furniture.

mod credit;
mod signed;

use super::agencies;
use super::byline::{self, People};
use super::site;
use super::words::{self, Kinds, kinds};
use crate::article::dates::{self, Mention};
use crate::article::find;
use crate::article::starts::{lower, with_lower};
use credit::{is_credit, is_role};
use signed::{after_label, is_short_ideographs, japanese_name, labelled};

/// A line of a header is at most this long, in characters.
const CHARS: usize = 180;

/// A line that is longer than so many bytes and ends as a sentence does is none of a header.
const PROSE_BYTES: usize = 110;
/// Names without a mark among them are at most so many words.
const NAMES: usize = 8;
/// Labels of the agency or paper that a story comes from.
const SOURCES: &[&str] = &["来源", "來源", "Source:", "Quelle:", "Fuente:", "Fonte:", "Источник:", "المصدر:", "출처"];
/// What a line of a header says.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    pub(super) people: People,
    pub(super) dates: Vec<Dated>,
    /// A time of day that stands without its date.
    pub(super) time: bool,
    /// What stands behind "Source:".
    pub(super) source: Option<String>,
    /// The name of the paper, on a line of its own.
    pub(super) site: Option<String>,
    /// Names that stand in it without a cue.
    pub(super) bare: bool,
}

impl Said {
    /// Whether it has a date, and only one, perhaps doubled.
    pub(super) fn is_one_day(&self) -> bool {
        let mut days = self.dates.iter().map(|dated| dated.mention.day);
        days.next().is_some_and(|first| days.all(|day| day == first))
    }

    /// Whether it has a date with its year and its time, and needs nothing of the next line.
    pub(super) fn is_whole(&self) -> bool {
        self.dates.iter().any(|dated| !dated.mention.is_yearless() && dated.mention.minute.is_some())
    }
}

/// A date of a header.
#[derive(Clone, Debug)]
pub(super) struct Dated {
    pub(super) mention: Mention,
    /// Whether its label says that the article was changed then.
    pub(super) changed: bool,
    /// Whether it has a label at all.
    pub(super) labelled: bool,
}

/// What a line is.
#[derive(Clone, Debug)]
pub(super) enum Kind {
    /// Dates, or a byline with its cue: a line of the header wherever it stands.
    Header(Said),
    /// A name, which is a byline beside a date or behind the headline.
    Name(Said),
    /// Buttons, counts, reading times, bare labels: a line of the header if it stands among others.
    Furniture,
    /// The credit of a picture.
    Credit,
    /// Anything else.
    Other,
}

/// Understands one line, or short lines that belong together, joined by spaces.
pub(super) fn read(line: &str) -> Kind {
    if line.len() > CHARS * 4 || line.len() > CHARS && line.chars().nth(CHARS).is_some() {
        return Kind::Other;
    }
    let line = line.trim_start_matches(['#', '*', '_', ' ']).trim_end_matches(['*', '_', ' ']);
    // Running text: no need to look closer.
    if line.len() > PROSE_BYTES && line.ends_with(['.', '。', '"', '”']) {
        return Kind::Other;
    }
    if is_furniture(line) {
        return Kind::Furniture;
    }
    if line.starts_with("http") && !line.contains(' ') {
        return Kind::Furniture;
    }
    if is_role(line) {
        return Kind::Furniture;
    }
    if is_credit(line) {
        return Kind::Credit;
    }
    let mentions = dates::scan(line);
    if mentions.is_empty() {
        return undated(line);
    }
    match dated(line, &mentions) {
        Some(said) => Kind::Header(said),
        None => Kind::Other,
    }
}

/// A line without a date: a byline by its cue, a time of day, a name.
fn undated(line: &str) -> Kind {
    if let Some(rest) = byline::after_cue(line) {
        let sentence = rest.ends_with(['.', '。']) && rest.chars().count() > 60;
        if let Some(people) = byline::people(rest).or_else(|| byline::loose(rest)).filter(|_| !sentence) {
            return Kind::Header(Said { people, ..Said::default() });
        }
    }
    if only_fillers(line) {
        let time = line.chars().any(|c| c.is_ascii_digit()) && line.contains([':', 'h']);
        return if time { Kind::Header(Said { time: true, ..Said::default() }) } else { Kind::Furniture };
    }
    if find::any(line, |c| matches!(c, '·' | '|' | '•')) {
        let mut said = Said::default();
        if pieces(line, &mut said) == 0 && !said.people.names.is_empty() {
            return Kind::Name(said);
        }
    }
    if line.len() <= 45 && site::is_paper(line) {
        return Kind::Name(Said { site: Some(line.to_owned()), bare: true, ..Said::default() });
    }
    match name(line) {
        Some(people) => Kind::Name(Said { people, bare: true, ..Said::default() }),
        None => Kind::Other,
    }
}

/// The people of a line without a cue: "Jane Doe", "Jane Doe, Correspondent", "Jane Doe and John Roe", "Jane Doe | Reuters".
fn name(line: &str) -> Option<People> {
    if line.chars().nth(100).is_some()
        || line.ends_with(['.', '!', '?', ':', ';', '…', ',', '-', '–', '—']) && !line.ends_with("Jr.")
    {
        return None;
    }
    if let Some((name, rest)) = line.split_once(['[', '［']).filter(|_| line.ends_with([']', '］'])) {
        // "[田中宏昌，ITmedia]"
        let inside = rest.trim_end_matches([']', '］']);
        return byline::people(inside)
            .filter(|people| name.is_empty() && !people.names.is_empty() && inside.contains('，'));
    }
    // "Jane Doe and John Roe in London" is as long as names alone get.
    let marks = |c| matches!(c, ',' | '|' | '(' | '/' | '@' | '&' | ';' | '、' | '，' | '·' | '•');
    if !find::any(line, marks) && line.split_whitespace().nth(NAMES).is_some() {
        return None;
    }
    let people = byline::bare(line)?;
    let bare = people.names.iter().all(|name| byline::is_bare_name(name));
    bare.then_some(people)
}

/// What a line with dates says; `None` when it says more than dates, labels and names.
fn dated(line: &str, mentions: &[Mention]) -> Option<Said> {
    let mut said = Said::default();
    let (mut from, mut unknown) = (0, 0);
    if let Some(name) = mentions.first().and_then(|first| japanese_name(line, first)) {
        from = line.find(name)? + name.len();
        said.people.names.push(name.to_owned());
    }
    for mention in mentions {
        let before = line.get(from..mention.range.start)?;
        let label = before.to_lowercase();
        let changed = words::is_changed(&label);
        // "Published and updated on" is both.
        let labelled = label.chars().filter(|c| c.is_alphabetic()).count() > 3;
        said.dates.push(Dated { mention: mention.clone(), changed, labelled });
        unknown += pieces(before, &mut said);
        from = mention.range.end;
    }
    unknown += pieces(line.get(from..)?, &mut said);
    // "Published in FrontBurner December 14": a strong label stands for one piece that is not understood.
    let first = lower(line.split_whitespace().next().unwrap_or_default());
    let strong = matches!(
        first.trim_end_matches([':', ',']),
        "published" | "posted" | "updated" | "publié" | "publicado" | "pubblicato"
    );
    let sentence = line.ends_with(['.', '。']) && line.chars().count() > 70;
    (unknown == 0 || strong && unknown == 1 && !sentence && line.chars().count() <= 110).then_some(said)
}

/// Reads what stands between dates, and gives how many pieces of it are not understood.
fn pieces(text: &str, said: &mut Said) -> usize {
    let mut unknown = 0;
    let parts = |c: char| {
        matches!(c, '|' | '•' | '·' | '\t' | '—' | '–' | '»' | '›' | '>' | '[' | ']' | '(' | ')' | '（' | '）')
    };
    let ends =
        |c: char| matches!(c, ' ' | ',' | ':' | ';' | '.' | '-' | '/' | '\u{3000}' | '*' | '，' | '：' | '"' | '_');
    for piece in byline::split(text, parts).flat_map(at_hyphens) {
        let piece = piece.trim_matches(ends);
        if piece.is_empty() || only_fillers(piece) || is_furniture(piece) {
            continue;
        }
        if let Some(source) = SOURCES.iter().find_map(|label| piece.strip_prefix(label)) {
            let source = source.trim_start_matches([':', '：', ' ']);
            // "来源:海港网 作者:王小明": the next label ends it.
            let next = source.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, c)| (at, at + c.len_utf8()));
            let cut = next.into_iter().find(|(_, to)| source.get(*to..).and_then(byline::after_cue).is_some());
            let (source, rest) =
                cut.and_then(|(at, to)| Some((source.get(..at)?, source.get(to..)?))).unwrap_or((source, ""));
            said.source.get_or_insert_with(|| source.to_owned());
            unknown += pieces(rest, said);
            continue;
        }
        let (cut, cue) = match byline::after_cue(piece).or_else(|| after_label(piece)) {
            Some(rest) => (rest, true),
            None => (piece, false),
        };
        let people = if cue {
            byline::people(cut).or_else(|| byline::loose(cut))
        } else {
            byline::bare(cut).or_else(|| labelled(cut))
        };
        match people {
            Some(people) => {
                said.bare |= !cue;
                said.people.names.extend(people.names);
                said.people.agency = said.people.agency.take().or(people.agency);
            }
            _ if is_head(piece) => {}
            _ if is_short_ideographs(piece) => {
                // "王小明 2024-01-30": three characters are a name, fewer or more a standing head or a paper.
                if piece.chars().count() == 3 && !agencies::is_agency(piece) {
                    said.people.names.push(piece.to_owned());
                }
            }
            _ => unknown += 1,
        }
    }
    unknown
}

/// Parts a text at its " - ".
fn at_hyphens(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest.take()?;
        let hyphens = memchr::memchr_iter(b'-', text.as_bytes());
        let mut cuts =
            hyphens.filter_map(|at| Some((text.get(..at)?.strip_suffix(' ')?, text.get(at + 1..)?.strip_prefix(' ')?)));
        match cuts.next() {
            Some((before, behind)) => {
                rest = Some(behind);
                Some(before)
            }
            None => Some(text),
        }
    })
}

/// A standing head among dates: "World", "Business", "Bay Herald", "Northwire".
fn is_head(piece: &str) -> bool {
    let words: Vec<&str> = piece.split_whitespace().collect();
    let outlet = words.iter().any(|word| words::is_outlet(word)) || agencies::is_agency(piece);
    let place = agencies::is_place(piece);
    let capital = words
        .iter()
        .all(|word| word.starts_with(char::is_uppercase) || matches!(*word, "of" | "the" | "&" | "de" | "and"));
    capital && (outlet && words.len() <= 5 || place || words.len() == 1)
}

/// Whether a text has no words but labels of dates, and numbers.
fn only_fillers(text: &str) -> bool {
    text.split(|c: char| !c.is_alphabetic() && (c.is_ascii() || !unicode_normalization::char::is_combining_mark(c)))
        .filter(|word| !word.is_empty())
        .all(|word| {
            kinds(word).are(Kinds::FILLER | Kinds::WEEKDAY)
                || with_lower(word, |word| word.chars().all(|c| words::is_filler(c.encode_utf8(&mut [0; 4]))))
        })
}

/// Whether a line is made of the words of buttons, and numbers: "Share", "Comments (27)", "5 minute read", "0".
fn is_furniture(line: &str) -> bool {
    if line.len() > 60 {
        return false;
    }
    let mut words = line
        .split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | ':' | '|' | '·' | '•' | '.' | '/' | '>'));
    let count = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_digit())
            && word.trim_end_matches(['k', 'K', 'm', 'M']).chars().all(|c| !c.is_alphabetic())
    };
    let known =
        |word: &str| count(word) || word.chars().all(|c| !c.is_alphabetic()) || kinds(word).are(Kinds::FURNITURE);
    let texts = line.chars().any(char::is_alphabetic) || line.chars().count() <= 6 && !line.chars().any(|c| c == '年');
    texts && words.by_ref().all(|word| word.is_empty() || known(word)) && dates::first(line).is_none()
}
