//! Headlines that end as sentences do, told from first sentences.

use super::{CLOSED_CHARS, is_title_case};

/// A headline that is closed as a sentence is has at most so many words, and one of the lines below so many bytes.
const CLOSED_WORDS: usize = 14;
const LONGER_BYTES: usize = 110;

/// Whether a first line that ends as a sentence does is a headline all the same, by its words and by how much longer the
/// lines below are: some corpora close every headline with a full stop.
pub(in crate::article::header) fn is_closed<'a>(line: &str, mut below: impl Iterator<Item = &'a str>) -> bool {
    let chars = line.chars().count();
    if !(12..=CLOSED_CHARS).contains(&chars) || !line.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
        return false;
    }
    let Some(title) = line.strip_suffix([';', '.']).filter(|title| !title.ends_with('.')) else { return false };
    if line.ends_with(';') {
        // No sentence ends so; a deck follows.
        return below.any(|text| text.len() > line.len());
    }
    // The words that tell a sentence are those of English, so nothing is known of other languages.
    below.any(|text| text.len() >= LONGER_BYTES && text.len() * 2 >= line.len() * 3 && text.contains(" the "))
        && (is_title_case(title) || reads_as_headline(title))
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
        // "Norvik is opening its port": headlines leave out the verb.
        if matches!(before.as_str(), "is" | "are") && (folded.ends_with("ing") || folded == "about") {
            return false;
        }
        articles += usize::from(matches!(folded.as_str(), "the" | "a" | "an"));
        words += 1;
        before = folded;
    }
    let two = title.contains(". ") || title.contains("? ") || title.contains("! ");
    (4..=CLOSED_WORDS).contains(&words) && articles <= 1 && !two && !title.starts_with(['"', '“', '‘', '\''])
}

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
                "The harbour of Norvik opened on Sunday after a long winter without a single ship, and most of the town had come to see it.",
            ];
            assert_eq!(is_closed(line, below.into_iter()), expected, "{line}");
            assert!(!is_closed(line, std::iter::once("Norvik.")), "{line}");
        };
        check("Norvik Harbour Opens After a Long Winter.", true);
        check("Norvik harbour opens after long winter.", true);
        check("Ferry talks: Norvik is ready to wait.", true);
        check("Norvik harbour opens after long winter;", true);
        for sentence in [
            "The harbour of Norvik is open again.",
            "Norvik was asleep until Sunday morning.",
            "Norvik is opening its harbour again.",
            "Norvik is open. The ships are back.",
            "It took a long winter to get there.",
            "Norvik had a long and quiet winter.",
            "Open again.",
            "Norvik harbour opens after long winter",
        ] {
            check(sentence, false);
        }
        let german = "Der Hafen von Norvik ist nach einem langen Winter am Sonntag wieder geöffnet worden, und die halbe Stadt war gekommen.";
        assert!(!is_closed("Hafen von Norvik öffnet wieder.", std::iter::once(german)));
    }
}
