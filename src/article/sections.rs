//! Lists of other stories that the page carried.

use std::sync::LazyLock;

use regex::Regex;

use super::lines::Line;
use super::{Section, StoryLink, Text};

/// Headings as they stand alone on a line, in lower case.
const HEADINGS: &[&str] = &[
    "read more",
    "most popular",
    "related articles",
    "trending",
    "trending now",
    "related",
    "popular",
    "top stories",
    "latest",
    "related stories",
    "latest news",
    "most read",
    "breaking news",
    "you may also like",
    "more stories",
    "don't miss",
    "related topics",
    "around the web",
    "recommended for you",
    "recommended",
    "recent stories",
    "recent posts",
    "also read",
    "read also",
    "see also",
    "more news",
    "more from this section",
    "related news",
    "related content",
    "editor's picks",
    "ähnliche beiträge",
    "mehr zum thema",
    "meistgelesen",
    "lesen sie auch",
    "auch interessant",
    "weitere artikel",
    "leggi anche",
    "articoli correlati",
    "te puede interesar",
    "lea también",
    "noticias relacionadas",
    "lo más leído",
    "à lire aussi",
    "lire aussi",
    "sur le même sujet",
    "les plus lus",
    "leia também",
    "mais lidas",
    "lees ook",
    "meest gelezen",
    "читайте также",
    "関連記事",
    "相关新闻",
    "相关阅读",
    "관련기사",
    "اقرأ أيضا",
    "متعلقہ خبریں",
];
/// Starts of headings that go on with a place, a topic or a name.
const HEADING_STARTS: &[&str] =
    &["more stories from ", "more from ", "more stories in ", "latest from ", "more on ", "mehr aus "];
/// A heading is short.
const HEADING_CHARS: usize = 50;
/// From this many characters on a line is prose, not a title.
const PROSE_CHARS: usize = 170;

static AGE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let pattern = r"(?xi)
        (?:~\s*)?(?P<n>\d+|an?|one)\s*
        (?P<unit>seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)\s+ago\s*$
        | (?:vor|hace|il\s+y\s+a|há)\s+\d+\s+\p{L}+\s*$ | \d+\s*(?:分|時間|小时|分钟|시간|분)[前전]\s*$";
    Regex::new(pattern).ok()
});

/// Whether a line is the heading of a section.
pub(super) fn is_heading(line: &str) -> bool {
    if line.chars().count() > HEADING_CHARS {
        return false;
    }
    let bare = line.trim_start_matches(['#', ' ', '*']).trim_end_matches([':', ' ', '*', '\u{2026}', '»', '>']);
    let folded = bare.to_lowercase().replace('\u{2019}', "'");
    let starts = |start: &&str| folded.starts_with(*start) && folded.len() > start.len();
    HEADINGS.contains(&folded.as_str()) || HEADING_STARTS.iter().any(starts) && !bare.ends_with('.')
}

/// The section that starts at `lines[at]`, a heading, and how many lines it takes; `None` when no story follows.
pub(super) fn read(lines: &[Line], at: usize) -> Option<(Section, usize)> {
    let heading = lines.get(at)?;
    let mut items: Vec<StoryLink> = Vec::new();
    let mut next = at + 1;
    while let Some(line) = lines.get(next) {
        let text = line.text.trim_start_matches(['-', '*', '\u{2022}', '\u{2013}', '\u{b7}', '>', '\u{25aa}']).trim();
        if is_heading(&line.text) {
            break;
        }
        if is_prose(text) && !titles_resume(lines, next, &items) {
            break;
        }
        next += 1;
        if text.is_empty() || text == "false" {
            continue;
        }
        let (title, age) = split_age(text);
        match items.last_mut() {
            Some(last) if title.is_empty() && last.age.is_none() => last.age = age.map(Text::new),
            Some(last) if is_prose(text) && last.teaser.is_none() => last.teaser = Some(Text::new(text)),
            _ => items.push(StoryLink { title: Text::new(title), age: age.map(Text::new), ..StoryLink::default() }),
        }
    }
    let section = Section { heading: Some(heading.text.clone()), before: 0, items };
    (!section.items.is_empty()).then_some((section, next - at))
}

/// Whether a line is running text: long, or whole sentences.
fn is_prose(text: &str) -> bool {
    let chars = text.chars().count();
    let closed = text.trim_end_matches(['"', '\u{201d}', '\'', '\u{2019}', ')', '»']).ends_with(['.', '。']);
    chars >= PROSE_CHARS || chars >= 60 && closed && !text.ends_with("..")
}

/// Whether a line of prose is a teaser: the lines behind it are titles again.
fn titles_resume(lines: &[Line], at: usize, items: &[StoryLink]) -> bool {
    let behind = lines.iter().skip(at + 1).map(|line| line.text.as_str());
    let mut titles = behind.take(3).take_while(|text| !is_prose(text) && !is_heading(text));
    let long = lines.get(at).is_some_and(|line| line.text.chars().count() >= PROSE_CHARS);
    !items.is_empty()
        && !long
        && items.last().is_some_and(|item| item.teaser.is_none())
        && titles.by_ref().count() >= 1
        && lines.get(at + 2).is_some_and(|line| is_prose(&line.text))
}

/// Parts a title and the age that stands behind it, perhaps glued to it.
///
/// Of the digits before the unit only as many belong to the age as make a plausible one: "202150 minutes ago" is 2021 and
/// 50 minutes.
fn split_age(text: &str) -> (&str, Option<&str>) {
    let Some(captures) = AGE.as_ref().and_then(|age| age.captures(text)) else {
        return (text, None);
    };
    let start = captures.get(0).map_or(text.len(), |all| all.start());
    let split = match (captures.name("n"), captures.name("unit")) {
        (Some(number), Some(unit)) if number.as_str().starts_with(|c: char| c.is_ascii_digit()) => {
            start + digits_of_title(number.as_str(), unit.as_str())
        }
        (Some(number), _)
            if number.start() > 0
                && text.get(..start).is_some_and(|before| before.ends_with(char::is_alphanumeric)) =>
        {
            // "an hour ago" glued to a word cannot be told from the word's end.
            return (text, None);
        }
        _ => start,
    };
    let title = text.get(..split).unwrap_or(text).trim_end();
    let title = title.trim_end_matches(['\u{b7}', '|', '\u{2014}']).trim_end();
    (title, text.get(split..).map(str::trim).filter(|age| !age.is_empty()))
}

/// How many of the digits belong to the title.
fn digits_of_title(digits: &str, unit: &str) -> usize {
    let unit = unit.to_lowercase();
    let most = match unit.get(..1) {
        Some("s") => 60,
        Some("m") if unit.starts_with("mo") => 12,
        Some("m") => 60,
        Some("h") => 24,
        Some("d") => 31,
        Some("w") => 52,
        _ => 99,
    };
    let plausible = |split: usize| {
        let (title, age) = (digits.get(..split)?, digits.get(split..)?);
        let number: u32 = age.parse().ok()?;
        let fits = number >= 1 && number <= most && !age.starts_with('0');
        let year = title.len() == 4 && (title.starts_with("19") || title.starts_with("20"));
        // The best rest is none, then a year, then as few digits as possible.
        fits.then_some((
            if title.is_empty() {
                0
            } else if year {
                1
            } else {
                2
            },
            split,
        ))
    };
    (0..digits.len()).filter_map(plausible).min().map_or(0, |(_, split)| split)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_told_from_the_ends_of_titles() {
        let check = |text, title, age| assert_eq!(split_age(text), (title, age), "{text}");
        check("record high in 202150 minutes ago", "record high in 2021", Some("50 minutes ago"));
        check("Nikkei ends higher60 minutes ago", "Nikkei ends higher", Some("60 minutes ago"));
        check("Port reopens in Gene ..1 hour ago", "Port reopens in Gene ..", Some("1 hour ago"));
        check("Fares up 201820 hours ago", "Fares up 2018", Some("20 hours ago"));
        check("Fares up 20242 hours ago", "Fares up 2024", Some("2 hours ago"));
        check("~6 hours ago", "", Some("~6 hours ago"));
        check("No age here", "No age here", None);
    }

    #[test]
    fn headings_are_known_with_and_without_decoration() {
        for heading in ["Recent Stories", "More Stories From World", "RELATED ARTICLES:", "Mehr zum Thema", "関連記事"]
        {
            assert!(is_heading(heading), "{heading}");
        }
        for other in [
            "Related party transactions rose",
            "The latest",
            "More from the minister came later in the day, when he spoke.",
        ] {
            assert!(!is_heading(other), "{other}");
        }
    }
}
