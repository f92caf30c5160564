//! The lines above the body that say more than the head of the page tells.

use std::collections::HashSet;

use unicode_segmentation::UnicodeSegmentation;

use super::{Article, Text, dates};

/// Words beside what is known from which on a line tells something; beside a date the words that say what it is of have none of
/// these capitals.
const WORDS: usize = 2;
/// Letters of a small word.
const SMALL: usize = 3;
/// Letters of an abbreviation such as "GMT", "PM", "CEST".
const ABBREVIATION: usize = 4;

/// The lines of the header that say something which headline, byline, dates, publication and source do not.
///
/// A line that was taken for part of the header by mistake, or that has a place or a role beside the name, is lost to the reader
/// where it is not shown.
pub fn untold(article: &Article) -> impl Iterator<Item = &Text> {
    let dateline = article.dateline.as_ref();
    let names = [&article.headline, &article.site, &article.source, &article.url].into_iter().flatten();
    let agency = dateline.and_then(|dateline| dateline.agency.as_ref());
    let known: HashSet<String> = names
        .chain(&article.authors)
        .chain(agency)
        .flat_map(|name| name.unicode_words().map(str::to_lowercase).collect::<Vec<_>>())
        .collect();
    // Of an article without a date or a time, days and times are those of something else.
    let stamps = [article.published, article.updated];
    let is_undated = stamps.iter().all(Option::is_none);
    let is_untimed = stamps.iter().flatten().all(|stamp| stamp.minute.is_none());
    let has_digit = |line: &str| line.bytes().any(|byte| byte.is_ascii_digit());
    let has_clock = |line: &str| line.as_bytes().windows(3).any(|w| matches!(w, [b'0'..=b'9', b':', b'0'..=b'9']));
    let is_other = move |line: &str| is_undated && has_digit(line) || is_untimed && has_clock(line);
    article.header.iter().filter(move |line| is_other(line) || tells(line, &known))
}

fn tells(line: &str, known: &HashSet<String>) -> bool {
    let dates = dates::scan(line);
    let is_dated = |at: usize| dates.iter().any(|mention| mention.range.contains(&at));
    let left = line.unicode_word_indices().filter(|(at, word)| {
        let is_number = word.starts_with(char::is_numeric);
        !is_number && !is_dated(*at) && !known.contains(&word.to_lowercase())
    });
    if dates.is_empty() {
        // "By", "and", "von" tell nothing.
        return left.filter(|(_, word)| word.chars().count() > SMALL).count() >= WORDS;
    }
    let is_name = |word: &str| {
        let is_abbreviation = word.chars().count() <= ABBREVIATION && word.chars().all(char::is_uppercase);
        word.starts_with(char::is_uppercase) && !is_abbreviation
    };
    left.filter(|(at, word)| *at > 0 && is_name(word)).count() >= WORDS
}

#[cfg(test)]
mod tests {
    use super::super::{Fields, parse};
    use super::*;

    fn check(header: &str, lines: &[&str]) {
        let body =
            "The harbour opened again on Monday after the long winter, the council said in a statement.\n".repeat(4);
        let article = parse(&format!("Harbour opens after a long winter\n{header}\n{body}"), &Fields::default());
        assert_eq!(untold(&article).map(Text::as_str).collect::<Vec<_>>(), lines, "{:?}", article.header);
    }

    #[test]
    fn lines_that_are_told_are_not_told_again() {
        check("By Ada Holm and Jo Li\n30 January 2024, 10:12 GMT", &[]);
        check("date 2024-01-30\nAda Holm Published January 30, 2024 | 03:50 PM", &[]);
        check("Updated 5 March 2024, 10:12 CEST", &[]);
        check("30 January 2024\n12:05 a.m.", &[]);
        check("Publié le 6 mars 2024 à 07h15, mis à jour le 6 mars 2024 à 11h40", &[]);
    }

    #[test]
    fn what_stands_beside_names_and_dates_is() {
        check("12:05 a.m.", &["12:05 a.m."]);
        check("Saltmarsh Lane\nTuesday, 1 March\n1945 GMT", &["Tuesday, 1 March 1945 GMT"]);
        check("By Ada Holm\nSouth Harbour correspondent", &["South Harbour correspondent"]);
        check("Ada Holm at Saltmarsh Lane\nSun 3 Mar 2024 17.52 GMT", &["Ada Holm at Saltmarsh Lane"]);
    }
}
