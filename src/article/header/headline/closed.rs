//! Headlines that end as sentences do, told from first sentences.

use super::{CLOSED_CHARS, is_title_case};
use crate::article::clean;
use crate::article::starts::lower;

/// A headline that is closed as a sentence is has at most so many words, and one of the lines below so many bytes.
const CLOSED_WORDS: usize = 14;
const LONGER_BYTES: usize = 110;
/// Who says a headline is named within so many bytes.
const SAID_BYTES: usize = 40;

/// Whether a first line that ends as a sentence does is a headline all the same, by its words and by how much longer the
/// lines below are: some corpora close every headline with a full stop.
pub(in crate::article::header) fn is_closed<'a>(line: &str, below: impl Iterator<Item = &'a str> + Clone) -> bool {
    let chars = line.chars().count();
    let opens = |c: char| c.is_uppercase() || c.is_ascii_digit();
    if !(12..=CLOSED_CHARS).contains(&chars) || !line.trim_start_matches(SINGLE).starts_with(opens) {
        return false;
    }
    let core = line.trim_end_matches(SINGLE).trim_end_matches(['"', '”', '»', ')']);
    if core.ends_with(';') {
        // No sentence ends so; a deck follows.
        return below.clone().any(|text| text.len() > line.len());
    }
    let Some(title) = core.strip_suffix('.').filter(|title| !title.ends_with('.')) else { return false };
    if below.clone().next().is_some_and(is_standing_head) {
        return true;
    }
    // The words that tell a sentence are those of English, so nothing is known of other languages.
    let longer = |text: &str| text.len() >= LONGER_BYTES && text.len() * 2 >= line.len() * 3 && text.contains(" the ");
    below.clone().any(longer)
        && (is_title_case(title)
            || is_title(title)
            || reads_as_headline(title)
            || !is_two_sentences(title) && (tells_who_said(line, below.clone()) || quotes_singly(line, below)))
}

/// Marks of a quote within a headline, and of none in the text of most papers.
const SINGLE: [char; 3] = ['\'', '‘', '’'];

/// Whether a line is a word or two in capitals, closed as the headline above it: "ABSTRACT."
fn is_standing_head(line: &str) -> bool {
    let Some(words) = line.strip_suffix('.') else { return false };
    let letters = words.chars().filter(|c| c.is_uppercase()).count();
    letters >= 4 && words.split(' ').count() <= 2 && words.chars().all(|c| c.is_uppercase() || c == ' ')
}

/// Whether all words but the smallest begin with a capital, and these are some: no sentence has no verb in small letters.
fn is_title(title: &str) -> bool {
    let mut capitals = 0;
    let words = title.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    for word in words.filter(|word| !word.is_empty() && !SMALL.contains(&&*lower(word))) {
        if word.starts_with(char::is_lowercase) {
            return false;
        }
        capitals += 1;
    }
    capitals >= 3
}

/// Whether a line names who says the rest of it: "Halvorsen: My ferry isn't for sale." In an interview the turns below do, too.
fn tells_who_said<'a>(line: &str, mut below: impl Iterator<Item = &'a str>) -> bool {
    let names = |line: &str| {
        let (name, said) = clean::head(line, SAID_BYTES).split_once(": ")?;
        let is_name = name.split(' ').count() <= 3 && name.split(' ').all(|word| word.starts_with(char::is_uppercase));
        Some(is_name && !said.is_empty())
    };
    names(line) == Some(true) && !below.any(|text| names(text) == Some(true))
}

/// Whether a short line has a quote in single marks, which the text below has in double ones.
fn quotes_singly<'a>(line: &str, mut below: impl Iterator<Item = &'a str>) -> bool {
    let is_outside = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let marks = || line.char_indices().filter(|(_, c)| SINGLE.contains(c));
    let before = |at: usize| line.get(..at).and_then(|text| text.chars().next_back());
    let behind = |at: usize, mark: char| line.get(at + mark.len_utf8()..).and_then(|text| text.chars().next());
    let opens = marks()
        .find(|(at, mark)| is_outside(before(*at)) && behind(*at, *mark).is_some_and(char::is_alphanumeric))
        .map(|(at, _)| at);
    let closes =
        marks().filter(|(at, mark)| is_outside(behind(*at, *mark)) && !before(*at).is_none_or(char::is_whitespace));
    opens.is_some_and(|open| closes.into_iter().any(|(at, _)| at > open + 1))
        && line.split_whitespace().count() <= CLOSED_WORDS
        && below.any(|text| text.contains(['"', '“', '”']))
}

/// Whether a line has none of the small words that sentences have and headlines save: it tells in the present tense, and
/// leaves out articles.
fn reads_as_headline(title: &str) -> bool {
    let (mut words, mut articles, mut before) = (0, 0, String::new());
    for word in title.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':')).filter(|word| !word.is_empty())
    {
        let folded = word.to_ascii_lowercase();
        if SENTENCE_WORDS.contains(&folded.as_str()) || words == 0 && SENTENCE_STARTS.contains(&folded.as_str()) {
            return false;
        }
        // "Norvik is opening its port", "Norvik has opened its port": headlines leave out the verb.
        let saved = match before.as_str() {
            "is" | "are" => folded.ends_with("ing") || folded == "about",
            "has" => folded.ends_with("ed") || folded.ends_with("en") || PARTICIPLES.contains(&folded.as_str()),
            _ => false,
        };
        if saved {
            return false;
        }
        articles += usize::from(matches!(folded.as_str(), "the" | "a" | "an"));
        words += 1;
        before = folded;
    }
    (4..=CLOSED_WORDS).contains(&words)
        && articles <= 1
        && !is_two_sentences(title)
        && !title.starts_with(['"', '“', '‘', '\''])
}

/// Whether a sentence ends within a line. The point of "Rep. Halvorsen" and of "the U.S. ferry" ends none.
fn is_two_sentences(title: &str) -> bool {
    let mut words = title.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let closed = word.strip_suffix('.').map(|word| word.trim_start_matches(|c: char| !c.is_alphanumeric()));
        let short = closed.is_some_and(|word| {
            word.contains('.') || word.chars().count() == 1 || ABBREVIATIONS.contains(&&*lower(word))
        });
        if words.peek().is_some() && word.ends_with(['.', '?', '!']) && !short {
            return true;
        }
    }
    false
}

/// Small words that have no capital in a title.
const SMALL: &[&str] = &[
    "a", "an", "the", "of", "on", "in", "to", "for", "and", "or", "with", "at", "by", "from", "as", "is", "but", "vs",
    "v", "nor", "so", "up", "its", "it", "be", "into", "over",
];
/// Participles in other forms than "-ed" and "-en".
const PARTICIPLES: &[&str] = &[
    "cut", "put", "set", "won", "made", "told", "hit", "led", "lost", "sold", "left", "begun", "become", "come", "gone",
];
/// Titles and places that papers cut short.
const ABBREVIATIONS: &[&str] = &[
    "rep", "reps", "sen", "sens", "gov", "dr", "st", "gen", "lt", "col", "sgt", "jr", "sr", "vs", "no", "mr", "mrs",
    "ms", "prof", "rev", "hon", "calif", "ariz", "tex", "fla", "wyo", "ga", "wash", "mass", "mich", "minn", "wis",
    "ill", "pa", "va", "conn", "colo", "ore", "nev", "ind", "tenn", "ala", "ark", "del", "md", "mo", "neb", "okla",
    "vt", "penn", "kan", "ky", "la", "miss", "mont", "jan", "feb", "aug", "sept", "oct", "nov", "dec",
];
/// Words of sentences that headlines leave out: auxiliaries, pronouns of the first person, days.
const SENTENCE_WORDS: &[&str] = &[
    "was",
    "were",
    "had",
    "been",
    "said",
    "did",
    "isn't",
    "isn’t",
    "aren't",
    "aren’t",
    "didn't",
    "didn’t",
    "wasn't",
    "wasn’t",
    "would",
    "could",
    "am",
    "i",
    "i'm",
    "i’m",
    "my",
    "me",
    "we",
    "our",
    "us",
    "it's",
    "it’s",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "yesterday",
    "today",
    "according",
    "told",
    "announced",
    "have",
    "which",
    "there",
    "mr",
    "mr.",
    "ms.",
    "mrs.",
];
/// Words that sentences start with, and headlines without their articles do not.
const SENTENCE_STARTS: &[&str] = &[
    "the",
    "a",
    "an",
    "it",
    "he",
    "she",
    "they",
    "this",
    "that",
    "these",
    "those",
    "but",
    "and",
    "so",
    "or",
    "if",
    "when",
    "as",
    "after",
    "before",
    "while",
    "his",
    "her",
    "their",
    "in",
    "on",
    "at",
    "for",
    "with",
    "once",
    "since",
    "here",
    "just",
    "not",
    "no",
    "yes",
    "you",
    "your",
    "maybe",
    "perhaps",
    "imagine",
    "welcome",
    "more",
    "by",
    "from",
    "such",
    "another",
    "far",
    "each",
    "every",
    "some",
    "many",
    "most",
    "there's",
    "there’s",
    "let's",
    "let’s",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closed_headlines_are_told_from_sentences() {
        let check = |line: &str, expected: bool| {
            let below = [
                "The harbour of Norvik opened on Sunday after a long winter without a single ship, and most of the town had come to see \"it.\"",
            ];
            assert_eq!(is_closed(line, below.into_iter()), expected, "{line}");
            assert!(!is_closed(line, std::iter::once("Norvik.")), "{line}");
        };
        check("Norvik Harbour Opens After a Long Winter.", true);
        check("Norvik harbour opens after long winter.", true);
        check("Ferry talks: Norvik is ready to wait.", true);
        check("Norvik harbour opens after long winter;", true);
        check("Norvik harbour opens in N.H.;", true);
        check("Halvorsen: My harbour isn't for sale.", true);
        check("Sen. Halvorsen to back harbour in N.Y. this winter.", true);
        check("The Rise of the Norvik Harbour.", true);
        check("A Long Winter in Norvik.", true);
        check("Was Norvik harbour 'asleep' all winter long, or 'only tired.'", true);
        check("We had 'a long winter,' says harbour master.", true);
        for sentence in [
            "The harbour of Norvik is open again.",
            "Norvik was asleep until Sunday morning.",
            "Norvik is opening its harbour again.",
            "Norvik has opened its harbour again.",
            "Norvik wasn't open, and the harbour's master had 'flu.",
            "Rain fell. Norvik harbour opens after winter.",
            "Norvik is open. The ships are back.",
            "It took a long winter to get there.",
            "Norvik had a long and quiet winter.",
            "Open again.",
            "Norvik harbour opens after long winter",
        ] {
            check(sentence, false);
        }
        let turns = [
            "Halvorsen: The harbour of Norvik is open again, and most of the town had come to see it happen on the first day of spring.",
        ];
        assert!(!is_closed("Holm: Was it a long winter for you.", turns.into_iter()));
        assert!(is_closed("It was a long winter for Norvik.", ["ABSTRACT.", "The harbour opened."].into_iter()));
        assert!(!is_closed("It was a long winter for Norvik.", ["ABSTRACT", "The harbour opened."].into_iter()));
        let german = "Der Hafen von Norvik ist nach einem langen Winter am Sonntag wieder geöffnet worden, und die halbe Stadt war gekommen.";
        assert!(!is_closed("Hafen von Norvik öffnet wieder.", std::iter::once(german)));
    }
}
