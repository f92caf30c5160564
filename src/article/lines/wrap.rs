//! Hard wrapping: whether a text has it, at which column, and the paragraphs that it cut.
//!
//! A wrapped line is full: the first word of the next one would not have fitted. Titles, verse and short paragraphs are
//! not, so they stay apart. Where the script has cases, the next line mostly goes on in lower case.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar;

/// The columns at which people and programs wrap.
const COLUMNS: std::ops::RangeInclusive<usize> = 40..=100;
/// No line of so many bytes is within [`COLUMNS`].
const BYTES: usize = 400;
/// Lines that must show the wrapping, if not all do.
const EVIDENCE: usize = 3;
/// How far the text is searched for a word that a hyphen may have broken.
const SEARCHED: usize = 256 * 1024;
/// Words that follow a hyphen which stands for a word left out: "Ein- und Ausfuhr".
const AFTER_ELLIPSIS: &[&str] = &["und", "oder", "bis", "and", "or", "to", "en", "of", "et", "ou", "y", "e", "och"];

/// The column at which `lines` are wrapped; `None` where they are not.
pub(super) fn column(lines: &[&str]) -> Option<usize> {
    let pairs = || lines.iter().zip(lines.iter().skip(1));
    // Most texts have no sentence that goes on in the next line, and need no closer look.
    if !pairs().any(|(line, next)| goes_on_within(line.trim_end(), next.trim_start())) {
        return None;
    }
    let pairs = pairs().filter_map(|(line, next)| Pair::new(line, next));
    let pairs: Vec<Pair> = pairs.filter(|pair| COLUMNS.contains(&pair.width)).collect();
    let mut widths: Vec<usize> = pairs.iter().filter(|pair| pair.goes_on).map(|pair| pair.width).collect();
    widths.sort_unstable();
    // The widest ones may be lines that were never wrapped.
    let column = *widths.get((widths.len() * 49 / 50).min(widths.len().saturating_sub(1)))?;
    let shown = pairs.iter().filter(|pair| pair.goes_on && pair.is_full(column)).count();
    let enough = shown >= EVIDENCE || shown >= 2 && shown == pairs.len();
    (enough && shown * 4 >= pairs.len() && shown * 10 >= widths.len() * 7).then_some(column)
}

/// Joins the lines that wrapping at `column` has parted. `text` is the whole text.
pub(super) fn join<'a>(lines: &[&'a str], column: usize, text: &str) -> Vec<Cow<'a, str>> {
    let known = text.get(..SEARCHED).unwrap_or(text);
    let filled = lines.iter().filter(|line| !line.trim_ascii().is_empty());
    let margin = filled.map(|line| indent(line)).min().unwrap_or(0);
    let mut joined: Vec<Cow<'a, str>> = Vec::new();
    let mut before: Option<&str> = None;
    let mut in_item = false;
    for &line in lines {
        let bare = line.trim();
        if bare.is_empty() {
            before = None;
            continue;
        }
        let goes_on = before.is_some_and(|before| goes_on(before, line, column, margin, in_item));
        match joined.last_mut() {
            Some(last) if goes_on => append(last.to_mut(), bare, known),
            _ => {
                in_item = is_item(bare) || is_dash(bare) || is_numbered(bare);
                joined.push(Cow::Borrowed(bare));
            }
        }
        before = Some(line);
    }
    joined
}

/// Two lines that follow one another, the first of a width that wrapping could have given it.
struct Pair {
    width: usize,
    /// The width of the word that did not fit.
    word: usize,
    /// Whether a sentence goes on from one to the other.
    goes_on: bool,
}

impl Pair {
    fn new(line: &str, next: &str) -> Option<Self> {
        if line.len() > BYTES || next.len() > BYTES {
            return None;
        }
        let (line, next) = (line.trim_end(), next.trim());
        if line.is_empty() || next.is_empty() {
            return None;
        }
        let goes_on = goes_on_within(line, next) && !is_item(line.trim_start()) && !is_table(line);
        Some(Self { width: width(line), word: first_word(next), goes_on })
    }

    /// Whether the line could not take the next word.
    fn is_full(&self, column: usize) -> bool {
        self.width + 1 + self.word > column
    }
}

/// Whether no sentence ends with a line, and none starts with the next.
fn goes_on_within(line: &str, next: &str) -> bool {
    let starts_within = |first: char| first.is_lowercase() || first.is_alphabetic() && !first.is_uppercase();
    next.chars().next().is_some_and(starts_within) && line.chars().next_back().is_some_and(|last| !ends_sentence(last))
}

/// Whether `next` goes on with the paragraph of the line before it.
fn goes_on(before: &str, next: &str, column: usize, margin: usize, in_item: bool) -> bool {
    let Some(pair) = Pair::new(before, next) else { return false };
    let (bare, next_bare) = (before.trim(), next.trim());
    if pair.width > column + 4 || is_item(next_bare) || [bare, next_bare].iter().any(|line| line.starts_with('#')) {
        return false;
    }
    if is_table(bare) || is_table(next_bare) {
        return false;
    }
    let full = pair.is_full(column);
    let closed = bare.chars().next_back().is_some_and(ends_sentence) || bare.ends_with(':');
    if (is_numbered(next_bare) || is_dash(next_bare)) && (in_item || closed || !full) {
        return false;
    }
    // An indent opens a paragraph; in an item it is the text that hangs below its bullet.
    let (left, next_left) = (indent(before), indent(next));
    if next_left > margin && !in_item && (next_left != left || !pair.goes_on) {
        return false;
    }
    if in_item && next_left <= margin && next_left < left {
        return false;
    }
    full || pair.goes_on
}

/// Appends a wrapped line to its paragraph.
fn append(paragraph: &mut String, next: &str, known: &str) {
    let ends_wide = paragraph.chars().next_back().is_some_and(is_unspaced);
    if ends_wide && next.starts_with(is_unspaced) {
        paragraph.push_str(next);
    } else if paragraph.ends_with('\u{ad}') {
        paragraph.pop();
        paragraph.push_str(next);
    } else if is_hyphenated(paragraph, next) {
        if is_broken(paragraph, next, known) {
            paragraph.pop();
        }
        paragraph.push_str(next);
    } else {
        paragraph.push(' ');
        paragraph.push_str(next);
    }
}

/// Whether a hyphen at the end of a line joins its word to the next line's first one.
fn is_hyphenated(paragraph: &str, next: &str) -> bool {
    let mut back = paragraph.chars().rev();
    let hyphen = matches!(back.next(), Some('-' | '\u{2010}')) && back.next().is_some_and(char::is_alphanumeric);
    let word = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    hyphen && !word.is_empty() && !AFTER_ELLIPSIS.contains(&word)
}

/// Whether the hyphen is only the wrapping's: the text has the whole word elsewhere, and not with its hyphen.
fn is_broken(paragraph: &str, next: &str, known: &str) -> bool {
    let start = paragraph.rfind(char::is_whitespace).map_or(0, |space| space + 1);
    let head = paragraph.get(start..).unwrap_or_default().trim_start_matches(|c: char| !c.is_alphanumeric());
    let tail = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let hyphened = format!("{head}{tail}");
    let whole = format!("{}{tail}", head.trim_end_matches(['-', '\u{2010}']));
    let has = |word: &str| memchr::memmem::find(known.as_bytes(), word.as_bytes()).is_some();
    tail.starts_with(char::is_lowercase) && has(&whole) && !has(&hyphened)
}

fn width(line: &str) -> usize {
    if line.is_ascii() { line.len() } else { line.chars().filter_map(UnicodeWidthChar::width).sum() }
}

/// The width of what the line before would have had to take: a word, or a single character where words are not parted.
fn first_word(line: &str) -> usize {
    if line.starts_with(is_unspaced) {
        return 2;
    }
    line.split(char::is_whitespace).next().map_or(0, width)
}

fn indent(line: &str) -> usize {
    let bare = line.trim_start_matches([' ', '\t', '\u{a0}', '\u{3000}']);
    line.len() - bare.len()
}

fn ends_sentence(last: char) -> bool {
    matches!(last, '.' | '!' | '?' | '"' | '\u{201d}' | '»' | '\u{2026}' | '。' | '！' | '？' | '」' | '』' | '؟' | '۔')
}

/// Scripts that part no words: kana and ideographs with their punctuation.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{312f}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}')
}

/// Whether a line opens with a bullet.
fn is_item(line: &str) -> bool {
    line.starts_with(['\u{2022}', '\u{25aa}', '\u{25cf}', '\u{2023}', '\u{b7}', '>']) || line.starts_with("* ")
}

/// A dash opens an item or goes on with a sentence.
fn is_dash(line: &str) -> bool {
    ["- ", "\u{2013} ", "\u{2014} "].iter().any(|dash| line.starts_with(dash))
}

/// "1. ", "12) ", "a) ".
fn is_numbered(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - rest.len();
    let letter = line.get(..1).is_some_and(|first| first.bytes().all(|byte| byte.is_ascii_lowercase()));
    (1..=2).contains(&digits) && [". ", ") "].iter().any(|end| rest.starts_with(end))
        || letter && line.get(1..3) == Some(") ")
}

/// Whether a line is the row of a table: bars, tabs, or wide gaps.
fn is_table(line: &str) -> bool {
    let line = line.trim();
    line.starts_with('|') || line.contains('\t') || line.match_indices("   ").count() >= 2
}

#[cfg(test)]
mod tests {
    use super::super::read;

    fn check(text: &str, lines: &[&str]) {
        let read = read(text);
        let found: Vec<&str> = read.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(found, lines, "{text}");
    }

    const STORM: &str = "A storm that nobody had expected so early in the\nyear kept every ferry at its berth on Monday, \
                         and\nthe town council said that it would take days for\nthe service to come back to what it was.";

    fn whole(wrapped: &str) -> String {
        wrapped.replace('\n', " ")
    }

    #[test]
    fn blank_lines_part_paragraphs() {
        let text = format!(
            "The harbour stayed closed\n\n{STORM}\n\nFishermen had warned of it for most of a week, as\nthe swell grew.\n"
        );
        let last = "Fishermen had warned of it for most of a week, as the swell grew.";
        check(&text, &["The harbour stayed closed", &whole(STORM), last]);
        check(&text.replace('\n', "\r\n"), &["The harbour stayed closed", &whole(STORM), last]);
    }

    #[test]
    fn indents_part_paragraphs() {
        let text = format!("  {STORM}\n  {STORM}\n  The pier is shut.\n  So is the fish market.");
        check(&text, &[&whole(STORM), &whole(STORM), "The pier is shut.", "So is the fish market."]);
    }

    #[test]
    fn short_last_lines_part_paragraphs() {
        let text = format!("{STORM}\n{STORM}\nThe pier is shut.\nSo is the fish market.");
        check(&text, &[&whole(STORM), &whole(STORM), "The pier is shut.", "So is the fish market."]);
    }

    #[test]
    fn lists_tables_and_headings_stay_apart() {
        let text = format!(
            "{STORM}\n\n- the pier\n- the fish market, which stands on the oldest of\n  the quays\n\n## What is next\n{STORM}\n\nTown   Ships   Days\nOlm    12      3\nAkra   7       2"
        );
        let item = "- the fish market, which stands on the oldest of the quays";
        check(
            &text,
            &[
                &whole(STORM),
                "- the pier",
                item,
                "## What is next",
                &whole(STORM),
                "Town   Ships   Days",
                "Olm    12      3",
                "Akra   7       2",
            ],
        );
    }

    #[test]
    fn hyphens_go_only_where_the_word_is_known() {
        let wrapped = |end: &str, start: &str| {
            let text = format!(
                "{STORM}\n\nAnd this is a harbour that the whole coast {end}\n{start} had once, harbourmaster."
            );
            read(&text).last().unwrap().text.to_string()
        };
        assert!(wrapped("self-", "made").contains("self-made had"));
        assert!(wrapped("harbour-", "master").contains("harbourmaster had"));
        assert!(wrapped("un\u{ad}", "done").contains("undone had"));
        assert!(wrapped("fore- ", "and aft").contains("fore- and aft"));
        assert!(wrapped("port \u{2013}", "made").contains("port \u{2013} made"));
    }

    #[test]
    fn unspaced_scripts_are_joined_without_spaces() {
        let text = "港の桟橋は嵐のため閉鎖されたままであり市議会は再開まで数日か\nかると述べたが漁業者はすでに一週間前から波が高くなっていると\n警告していたという話が市場の人々の間では広く知られていたので\nある。\n\n市場も閉まっている。";
        let lines = read(text);
        assert_eq!(lines.len(), 2);
        assert!(lines[0].text.contains("数日かかると"));
    }

    #[test]
    fn titles_verse_and_short_paragraphs_stay_apart() {
        let same = |text: &str| assert_eq!(read(text).len(), text.lines().count(), "{text}");
        same(
            "Storm closes three ports on the northern coast\nBread prices fall for a third month in the towns\nFares to rise in spring\nCouncil votes on the budget for the harbour today\nFerry talks reopen",
        );
        same(
            "the sea came in and took the quay from us\nand left the boats\nalone upon the hill where no one goes to look\nor call\nand all of it was grey",
        );
        same(
            "The pier is shut, and will stay so for a week at least.\nSo is the market, which stands on the oldest of quays.\nA third, somewhat longer sentence says nothing at all here.",
        );
    }

    #[test]
    fn what_is_not_wrapped_in_a_wrapped_text_stays() {
        let long = whole(STORM).repeat(2);
        let text = format!("{long}\n{long}\n{STORM}\n{long}");
        check(&text, &[&long, &long, &whole(STORM), &long]);
    }
}
