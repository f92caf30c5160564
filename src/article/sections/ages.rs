//! How old a story was when its page was kept: "20 minutes ago", "vor 3 Stunden", "3時間前", behind a title or alone.

use std::sync::LazyLock;

use jiff::Span;
use jiff::civil::{Date, DateTime};
use regex::RegexSet;
use rustc_hash::FxHashMap;

use crate::article::starts::{small, with_lower};

use super::units::{ABOUT, AFTER, ALONE, BEFORE, ONE, SHORT, UNITS, Unit};

/// The longest line that ends with an age, in bytes, and the longest age.
const LINE_BYTES: usize = 400;
const AGE_BYTES: usize = 60;
/// The longest word of a unit, in bytes.
const UNIT_BYTES: usize = 24;
/// An age that is known only where nothing stands beside it is shorter, and a line that ends with a full stop and is longer
/// than this has none.
const ALONE_BYTES: usize = 32;
const SENTENCE_BYTES: usize = 80;

static DATES: LazyLock<Option<RegexSet>> = LazyLock::new(dates);

fn dates() -> Option<RegexSet> {
    let time = r"(?:[0-9]{1,2}[:.][0-9][0-9](?:[:.][0-9][0-9])?\s*(?:[ap]\.?m\.?|uhr|h)?)";
    let zone = r"(?:\s*\(?(?:gmt|utc|est|edt|pst|pdt|bst|cet|ist|et|pkt)\)?)?";
    let tail = format!(r"(?:,?\s*(?:at|um|à|a\s+las|,|\||-|\u{{2022}}|\u{{b7}})?\s*{time}{zone})?");
    // Any letter: the class of what words do not have is far smaller than that of letters, and is built as much faster.
    let word = r"[^\s0-9.,:;/|()\[\]-]";
    let head = format!(r"^(?:(?:on|le|am|published|posted|updated)?:?\s*{word}{{2,12}}\.?,\s*)?");
    let year = "(?:19|20)[0-9][0-9]";
    let days = "yesterday|today|gestern|heute|hier|ayer|ieri|ontem|вчера|сегодня";
    let dates = [
        format!(r"{head}[0-9]{{1,2}}(?:st|nd|rd|th)?\.?\s+(?:de\s+)?{word}{{3,10}}\.?,?\s+(?:de\s+)?{year}{tail}$"),
        format!(r"{head}{word}{{3,10}}\.?\s+[0-9]{{1,2}}(?:st|nd|rd|th)?,?\s*{year}{tail}$"),
        format!(r"{head}[0-9]{{1,2}}[./-][0-9]{{1,2}}[./-](?:[0-9]{{4}}|[0-9][0-9]){tail}$"),
        format!(r"{head}{year}[./-][0-9]{{1,2}}[./-][0-9]{{1,2}}(?:t?{tail})$"),
        format!(r"^(?:{year}\s*年\s*)?[0-9]{{1,2}}\s*月\s*[0-9]{{1,2}}\s*日(?:\s*[0-9]{{1,2}}:[0-9][0-9])?$"),
        format!(r"^{time}{zone}$"),
        format!(r"^(?:{days})(?:,?\s+(?:at|um|à)?\s*{time}{zone})$"),
    ];
    RegexSet::new(dates.map(|date| format!("(?i){date}"))).ok()
}

/// Parts a title and the age that stands behind it, perhaps glued to it.
///
/// Of the digits before the unit only as many belong to the age as make a plausible one: "202150 minutes ago" is 2021 and
/// 50 minutes.
pub(super) fn split(text: &str) -> (&str, Option<&str>) {
    let start = if text.len() > LINE_BYTES { None } else { start(text) };
    let Some(start) = start else { return (text, None) };
    let title = text.get(..start).unwrap_or(text).trim_end();
    let title = title.trim_end_matches(['\u{b7}', '|', '\u{2014}', '\u{2022}', '(', '[']).trim_end();
    let title = title.strip_suffix(" -").or_else(|| title.strip_suffix(" \u{2013}")).unwrap_or(title).trim_end();
    (title, text.get(start..).map(str::trim).filter(|age| !age.is_empty()))
}

/// Where the age at the end of `text` starts.
fn start(text: &str) -> Option<usize> {
    if is_sentence(text) {
        return None;
    }
    if text.len() <= ALONE_BYTES && is_alone(text) {
        return Some(0);
    }
    // The bracket that closes behind an age is taken off by the caller with the age.
    let bare = text.trim_end_matches([')', ']', '.', ' ']);
    counted_before(bare).or_else(|| counted_behind(bare))
}

/// Whether a line is an age because it says nothing else: "Yesterday", "3d".
fn is_alone(text: &str) -> bool {
    let folded = text.to_lowercase();
    let unit = folded.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = folded.len() - unit.len();
    ALONE.contains(&folded.as_str()) || (1..=2).contains(&digits) && SHORT.contains(&unit.trim_start())
}

/// "3 hours ago", "3 часа назад", "3小时前": where it starts in a line that ends with it.
fn counted_before(bare: &str) -> Option<usize> {
    let counted = strip_after(bare)?.trim_end();
    let (rest, unit, word) = strip_unit(counted)?;
    let number = rest.trim_end();
    let digits = number.len() - number.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    if digits == 0 {
        return strip_one(number).map(|rest| before_about(rest).len());
    }
    let (title, digits) = number.split_at_checked(number.len() - digits)?;
    match digits_of_title(title, digits, unit, word) {
        0 => Some(before_about(title).len()),
        taken => Some(title.len() + taken),
    }
}

/// What stands before "ago" at the end of a text.
fn strip_after(text: &str) -> Option<&str> {
    static ENDS: LazyLock<Ends> = LazyLock::new(|| Ends::new(AFTER));
    ENDS.of(text).next().map(|(_, before)| before)
}

/// "vor 3 Stunden", "il y a 2 heures": where it starts in a line that ends with it.
fn counted_behind(bare: &str) -> Option<usize> {
    static ENDS: LazyLock<Ends> = LazyLock::new(|| Ends::new(BEFORE));
    let (rest, ..) = strip_unit(bare)?;
    let rest = rest.trim_end();
    let number = rest.trim_end_matches(|c: char| c.is_ascii_digit());
    let numbered = number.len() < rest.len();
    let one = strip_one(rest).filter(|_| !numbered);
    let before = before_about(one.unwrap_or(number)).trim_end();
    let (word, title) = ENDS.of(before).next()?;
    let parted = title.chars().next_back().is_none_or(|c| !c.is_alphanumeric());
    // A preposition glued to a word is its end, unless a number follows; Arabic has units that count by themselves.
    let counts = numbered || one.is_some() || !word.is_ascii();
    (counts && (parted || numbered)).then_some(title.len())
}

/// Words in lower case that a text may end with, by their last characters: most texts end with none of them.
struct Ends(FxHashMap<char, Vec<&'static str>>);

impl Ends {
    fn new(words: &[&'static str]) -> Self {
        let mut ends: FxHashMap<char, Vec<&str>> = FxHashMap::default();
        for word in words {
            ends.entry(word.chars().next_back().unwrap_or_default()).or_default().push(word);
        }
        Self(ends)
    }

    /// Those that a text ends with, whatever its case, in their order, each with what stands before it.
    fn of<'a>(&self, text: &'a str) -> impl Iterator<Item = (&'static str, &'a str)> {
        let last = text.chars().next_back().map(small);
        let words = last.and_then(|last| self.0.get(&last)).map_or(&[][..], Vec::as_slice);
        words.iter().filter_map(|word| Some((*word, strip_end(text, word)?)))
    }

    /// What stands before the first one that is a word of its own.
    fn parted<'a>(&self, text: &'a str) -> Option<&'a str> {
        let parted = |rest: &&str| rest.chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        self.of(text).map(|(_, rest)| rest).find(parted)
    }
}

/// What stands before `end`, which is in lower case, at the end of a text.
fn strip_end<'a>(text: &'a str, end: &str) -> Option<&'a str> {
    let mut rest = text.chars();
    end.chars().rev().all(|wanted| rest.next_back().is_some_and(|c| small(c) == wanted)).then_some(rest.as_str())
}

/// What stands before the unit at the end of a text, the unit, and its word.
fn strip_unit(text: &str) -> Option<(&str, Unit, &str)> {
    static TABLE: LazyLock<FxHashMap<&str, Unit>> = LazyLock::new(|| {
        UNITS.iter().flat_map(|(unit, words)| words.split_whitespace().map(|word| (word, *unit))).collect()
    });
    let text = text.trim_end_matches(['.', ' ', '\u{a0}']);
    let (rest, word) = text.split_at_checked(last_word(text)).filter(|(_, word)| word.len() <= UNIT_BYTES)?;
    let unit = with_lower(word, |word| TABLE.get(word).copied())?;
    Some((rest, unit, word))
}

/// Where the last word of a text starts: behind white space, a digit or an apostrophe.
fn last_word(text: &str) -> usize {
    let parts = |c: char| c.is_whitespace() || c.is_ascii_digit() || matches!(c, '\'' | '\u{2019}');
    // Most words are in ASCII, and need no look at whole characters.
    let letters = text.bytes().rev().take_while(|byte| byte.is_ascii() && !parts(char::from(*byte))).count();
    let start = text.len() - letters;
    if text.as_bytes().get(..start).and_then(<[u8]>::last).is_none_or(u8::is_ascii) {
        return start;
    }
    text.char_indices().rev().find(|(_, c)| parts(*c)).map_or(0, |(at, c)| at + c.len_utf8())
}

/// What stands before a number that is a word of its own: "an", "eine".
fn strip_one(text: &str) -> Option<&str> {
    static ENDS: LazyLock<Ends> = LazyLock::new(|| Ends::new(ONE));
    ENDS.parted(text.trim_end())
}

/// What stands before "about" and "~", where the text ends with them.
fn before_about(text: &str) -> &str {
    static ENDS: LazyLock<Ends> = LazyLock::new(|| Ends::new(ABOUT));
    let bare = text.trim_end();
    ENDS.parted(bare).or_else(|| bare.strip_suffix('~')).unwrap_or(text)
}

/// How many of the digits before an age's unit belong to the title.
fn digits_of_title(before: &str, digits: &str, unit: Unit, word: &str) -> usize {
    let english = ["second", "minute", "hour", "day", "week", "month", "year"]
        .iter()
        .any(|one| word.get(..one.len()).is_some_and(|head| head.eq_ignore_ascii_case(one)));
    let fraction =
        before.ends_with(['.', ',']) && before.trim_end_matches(['.', ',']).ends_with(|c: char| c.is_ascii_digit());
    let grouped = fraction && before.ends_with(',');
    let plausible = |split: usize| {
        let (title, age) = (digits.get(..split)?, digits.get(split..)?);
        let number: u32 = age.parse().ok()?;
        // "1 hour" but "2 hours" tells a little more.
        let agrees = !english || (number == 1) != word.ends_with(['s', 'S']);
        let most = if title.is_empty() { unit.most().max(99) } else { unit.most() };
        let fits = number >= 1 && number <= most && !age.starts_with('0') && agrees;
        let year = title.len() == 4 && (title.starts_with("19") || title.starts_with("20"));
        // The best rest is none, then the end of a grouped number, then a year, then as few digits as possible.
        let rank = match title.len() {
            0 if !fraction => 0,
            3 if grouped => 1,
            0 => 4,
            _ if year => 2,
            _ => 3,
        };
        fits.then_some((rank, split))
    };
    (0..digits.len()).filter_map(plausible).min().map_or(0, |(_, split)| split)
}

/// Whether a line may end with an age.
pub(super) fn may_end(text: &str) -> bool {
    text.len() <= LINE_BYTES && start(text).is_some()
}

/// Whether a line is a whole sentence: "It was built two years ago." has no age of a story.
pub(super) fn is_sentence(text: &str) -> bool {
    text.len() > SENTENCE_BYTES && text.ends_with(['.', '!', '?', '"', '\u{201d}', '。'])
}

/// Parts an age and the title that follows it behind a bar or a dash: "2 hours ago | Title".
pub(super) fn split_before(text: &str) -> Option<(&str, &str)> {
    if text.is_ascii() && memchr::memchr(b'|', text.as_bytes()).is_none() {
        return None;
    }
    let (age, title) = text.split_once(['|', '\u{b7}', '\u{2022}', '\u{2014}', '\u{2013}'])?;
    let age = age.trim();
    (is_age(age) && !title.trim().is_empty()).then(|| (age, title.trim()))
}

/// Whether a line says nothing but an age.
pub(in crate::article) fn is_age(text: &str) -> bool {
    text.len() <= AGE_BYTES && start(text) == Some(0)
}

/// The day on which a story came out that was so old when it was seen. Weeks and months say no day.
pub(crate) fn day(age: &str, seen: DateTime) -> Option<Date> {
    if !is_age(age) {
        return None;
    }
    let bare = age.trim_end_matches([')', ']', '.', ' ']);
    let (rest, unit, _) = strip_unit(strip_after(bare).unwrap_or(bare).trim_end())?;
    let rest = rest.trim_end();
    let number = rest.trim_start_matches(|c: char| !c.is_ascii_digit());
    let number: i64 = if number.is_empty() { 1 } else { number.parse().ok()? };
    let age = match unit {
        Unit::Second => Span::new().try_seconds(number),
        Unit::Minute => Span::new().try_minutes(number),
        Unit::Hour => Span::new().try_hours(number),
        Unit::Day => Span::new().try_days(number),
        Unit::Week | Unit::Month | Unit::Year => return None,
    };
    seen.checked_sub(age.ok()?).ok().map(DateTime::date)
}

/// Whether a line is the end of an age whose number stands on the line before: "hours ago".
pub(super) fn is_rest(text: &str) -> bool {
    text.len() <= AGE_BYTES && strip_after(text).and_then(strip_unit).is_some_and(|(rest, ..)| rest.trim().is_empty())
}

/// Whether a line says nothing but a date or a time of day.
pub(in crate::article) fn is_date(text: &str) -> bool {
    text.len() <= AGE_BYTES
        && text.bytes().any(|byte| byte.is_ascii_digit())
        && DATES.as_ref().is_some_and(|dates| dates.is_match(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_gives_the_day_where_it_is_fine_enough() {
        let seen = jiff::civil::datetime(2024, 10, 14, 1, 30, 0, 0);
        let check = |age, expected: &str| {
            assert_eq!(day(age, seen).map(|day| day.to_string()).unwrap_or_default(), expected, "{age}");
        };
        check("5 days ago", "2024-10-09");
        check("1 DAY AGO", "2024-10-13");
        check("21 hours ago", "2024-10-13");
        check("an hour ago", "2024-10-14");
        check("vor 3 Stunden", "2024-10-13");
        check("3 часа назад", "2024-10-13");
        for age in ["2 weeks ago", "vor 9999999999999 Tagen", "6 YEARS AGO", "Rates fell 5 days ago", "October 4", ""] {
            check(age, "");
        }
    }

    #[test]
    fn ages_are_told_from_the_ends_of_titles() {
        let check = |text, title, age| {
            assert_eq!(split(text), (title, Some(age).filter(|age: &&str| !age.is_empty())), "{text}");
        };
        check("record high in 202150 minutes ago", "record high in 2021", "50 minutes ago");
        check("Nikkei ends higher60 minutes ago", "Nikkei ends higher", "60 minutes ago");
        check("Port reopens in Gene ..1 hour ago", "Port reopens in Gene ..", "1 hour ago");
        check("Fares up 201820 hours ago", "Fares up 2018", "20 hours ago");
        check("Fares up 20242 hours ago", "Fares up 2024", "2 hours ago");
        check("Fares up 20241 hour ago", "Fares up 2024", "1 hour ago");
        check("Ministers of the G202 hours ago", "Ministers of the G20", "2 hours ago");
        check("Cases of Covid-1920 minutes ago", "Cases of Covid-19", "20 minutes ago");
        check("Shares up 5.35 hours ago", "Shares up 5.3", "5 hours ago");
        check("Price above 60,00020 minutes ago", "Price above 60,000", "20 minutes ago");
        check("A vote on fares 36 hours ago", "A vote on fares", "36 hours ago");
        check("A vote on fares - 3 days ago", "A vote on fares", "3 days ago");
        check("A vote on fares (3 days ago)", "A vote on fares", "3 days ago)");
        check("~6 hours ago", "", "~6 hours ago");
        check("3d", "", "3d");
        check("Yesterday", "", "Yesterday");
        check("A vote on fares an hour ago", "A vote on fares", "an hour ago");
        check("No age here", "No age here", "");
        check("What the town was like long ago", "What the town was like long ago", "");
    }

    #[test]
    fn ages_in_many_languages() {
        let check = |age: &str| {
            assert_eq!(split(age), ("", Some(age)));
            let titled = format!("Harbour \u{b7} {age}");
            assert_eq!(split(&titled), ("Harbour", Some(age)));
        };
        let ages = [
            "vor 3 Stunden",
            "vor einer Stunde",
            "il y a 2 heures",
            "il y a une heure",
            "hace 5 horas",
            "há 2 horas",
            "2 horas atrás",
            "2 ore fa",
            "un'ora fa",
            "3 uur geleden",
            "3 часа назад",
            "5 годин тому",
            "2 godziny temu",
            "3 saat önce",
            "3 jam yang lalu",
            "för 3 timmar sedan",
            "for 2 timer siden",
            "منذ ساعتين",
            "منذ 3 ساعات",
            "2 ساعت پیش",
            "3 گھنٹے پہلے",
            "3 घंटे पहले",
            "3小时前",
            "5時間前",
            "2시간 전",
            "30分钟前",
            "3 giờ trước",
        ];
        for age in ages {
            check(age);
        }
    }

    #[test]
    fn dates_alone_on_a_line() {
        for date in [
            "30 Jan 2024",
            "January 30, 2024",
            "30. Januar 2024",
            "30.01.2024",
            "2024-01-30",
            "12:30",
            "2024年1月30日",
            "Tuesday, January 30, 2024 at 3:50 PM",
            "Yesterday 1:14PM",
            "30/01/24 12:05",
        ] {
            assert!(is_date(date), "{date}");
        }
        for other in ["Agenda 2030", "12 ships and 2 boats", "On 30 January 2024 the port closed"] {
            assert!(!is_date(other), "{other}");
        }
    }
}
