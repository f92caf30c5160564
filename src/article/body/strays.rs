//! Lines that stand in a body without being part of it: share counts, advertisements, promos, the foot of the page.
//!
//! They are recognised by tables of words, and kept. A sentence of the article is none of them: what goes on freely behind
//! its first words is bounded in length.

use std::sync::LazyLock;

use regex::Regex;
use rustc_hash::FxHashSet;

use super::words::{MEDIA, PROMOS, STARTS, WHOLE};
use crate::article::clean::head;
use crate::article::letters::is_dense;
use crate::article::sections::{self, Heading};
use crate::article::starts::{Phrases, Starts, folded};

/// The longest stray line, the longest one that is known whole, and the longest promo, in bytes.
const BYTES: usize = 500;
const WHOLE_BYTES: usize = 90;
const PROMO_BYTES: usize = 260;
/// What stands before the mark of a promo is at most this long, in bytes.
const PROMO_HEAD_BYTES: usize = 60;
/// What stands before the title of a promo, with no mark between.
const UNMARKED: [&str; 8] = [
    "READ MORE ",
    "ALSO READ ",
    "SEE ALSO ",
    "READ ALSO ",
    "MORE: ",
    "Related article ",
    "Related Article ",
    "RELATED ARTICLE ",
];
/// The title of a story that is promoted has so many words at least, or more than so many letters of a script without spaces.
const TITLE_WORDS: usize = 3;
const DENSE_LETTERS: usize = 7;
/// From this many bytes on a promo that ends with a full stop is a sentence.
const SENTENCE_BYTES: usize = 110;

static WHOLE_PHRASES: LazyLock<Phrases<()>> = LazyLock::new(|| Phrases::new(WHOLE.iter().map(|phrase| (*phrase, ()))));
static PROMO_SET: LazyLock<FxHashSet<&str>> = LazyLock::new(|| PROMOS.iter().copied().collect());
static MEDIA_SET: LazyLock<FxHashSet<&str>> = LazyLock::new(|| MEDIA.iter().copied().collect());
static START_TABLE: LazyLock<Starts<usize>> = LazyLock::new(|| Starts::new(STARTS.iter().copied()));
/// Counts: "1.2K Shares", "(12) comments", "Comments (12)", "5 min read".
static COUNT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let what = r"(?:total\s+)?(?:shares?|comments?|views?|likes?|retweets?|reactions?|replies|followers?|reads|votes?|photos?|kommentare?|commentaires?|comentarios?|comentários?|commenti|reacties|комментари[а-я]*|min(?:ute)?s?\.?\s+read|min(?:uten)?\s+lesezeit|min\s+de\s+lecture|read(?:ing)?\s+time)";
    Regex::new(&format!(r"(?i)^(?:[(+]?[0-9.,\u{{a0}}]+\s?[km]?\)?\+?\s*{what}?|{what}\s*[(:]?\s*[0-9.,]+\s?[km]?(?:\s*min(?:utes?|s)?)?\)?)(?:\s*[|\u{{b7}}]?\s*[0-9.,]+\s?k?\s*{what})*$")).ok()
});

/// Whether a line is no part of the article.
pub(in crate::article) fn is_stray(line: &str) -> bool {
    is_noise(line) || line.len() <= PROMO_BYTES && is_promo(undecorated(line))
}

/// Whether a line is no part of the article, nor the title of another story.
pub(in crate::article) fn is_noise(line: &str) -> bool {
    if line.len() > BYTES {
        return false;
    }
    let bare = undecorated(line);
    is_mark(line) || bare.len() <= WHOLE_BYTES && is_whole(bare) || starts(bare)
}

fn undecorated(line: &str) -> &str {
    let is_plain = |end: Option<&u8>| end.is_some_and(u8::is_ascii_alphanumeric);
    if is_plain(line.as_bytes().first()) && is_plain(line.as_bytes().last()) {
        return line;
    }
    line.trim_matches(['*', '#', ' ', '|', '>', '<', '[', ']', '\u{2022}', '\u{b7}', '-', '\u{2013}'])
}

/// Marks, ids, addresses and tags, which are no words.
fn is_mark(line: &str) -> bool {
    if !line.contains(char::is_whitespace) {
        let address = ["http://", "https://", "www.", "pic.twitter.com/"].iter().any(|start| line.starts_with(start));
        let digits = line.bytes().filter(u8::is_ascii_digit).count();
        // "8842913", "a91-4c"; but "regex2fat" is a name.
        let id = line.is_ascii()
            && digits > 0
            && digits * 2 >= line.bytes().filter(u8::is_ascii_alphabetic).count()
            && !line.contains(['$', '%', '?', '!'])
            && line.len() <= 64;
        let handle = line.len() > 1 && line.starts_with('@');
        return address
            || id
            || handle
            || !line.contains(char::is_alphanumeric)
            || line.contains('@') && line.contains('.') && line.is_ascii();
    }
    let tag = line.starts_with('<') && line.ends_with('>') && line.bytes().filter(|&byte| byte == b'<').count() == 1;
    tag || !line.contains(char::is_alphanumeric)
        || line.starts_with('#')
            && line.split_whitespace().all(|word| word.len() > 1 && word.starts_with('#') && !word.starts_with("##"))
}

fn is_whole(bare: &str) -> bool {
    WHOLE_PHRASES.may_be(bare) && is_known(bare)
        || bare.bytes().any(|byte| byte.is_ascii_digit()) && COUNT.as_ref().is_some_and(|count| count.is_match(bare))
        || bare.len() <= 60 && (sections::is_age(bare) || sections::is_date(bare))
}

fn is_known(bare: &str) -> bool {
    let folded = folded(bare.trim_end_matches([':', ' ', '\u{2026}', '!']));
    WHOLE_PHRASES.get(&folded).is_some() || is_repeated(&folded)
}

/// "Share Tweet Email", "Facebook Twitter WhatsApp": such words one behind the other.
fn is_repeated(folded: &str) -> bool {
    let words = folded.split([' ', '|', '/', '\u{b7}', ',', '\u{2022}']).filter(|word| !word.is_empty());
    let mut several = 0;
    for word in words {
        if WHOLE_PHRASES.get(word).is_none() {
            return false;
        }
        several += 1;
    }
    several > 1
}

fn starts(bare: &str) -> bool {
    START_TABLE.of(bare).any(|(_, most)| bare.len() <= most)
}

/// A line that promotes another story: what stands before its title, and the title, where the line is one of a story to read.
pub(in crate::article) fn story(line: &str) -> Option<(&str, &str)> {
    let (head, title) = promo(undecorated(line)).filter(|_| line.len() <= PROMO_BYTES)?;
    let title = title.trim_matches(['*', ' ']);
    let is_dense = title.chars().filter(|c| is_dense(*c)).nth(DENSE_LETTERS).is_some();
    let is_title = is_dense || title.split_whitespace().nth(TITLE_WORDS - 1).is_some();
    let is_story = is_title
        && !title.ends_with('.')
        && (title.starts_with('[') || !title.contains("http"))
        && !MEDIA_SET.contains(fold(head).as_str());
    is_story.then_some((head, title))
}

fn is_promo(bare: &str) -> bool {
    // "More skiing: https://…", as agencies close their stories.
    (bare.starts_with("More ") || bare.starts_with("MORE ")) && bare.contains(": http") || promo(bare).is_some()
}

/// "Read more: Title", "SEE ALSO Title", "Also on the Courier: Title", "Related articleTitle": the head and the title.
fn promo(bare: &str) -> Option<(&str, &str)> {
    if bare.len() >= SENTENCE_BYTES && sections::ends_sentence(bare) {
        return None;
    }
    let bare = bare.strip_prefix('(').and_then(|bare| bare.strip_suffix(')')).unwrap_or(bare);
    if let Some(title) = UNMARKED.iter().find_map(|start| bare.strip_prefix(start)) {
        let head = bare.get(..bare.len() - title.len())?;
        return Some((head.trim_end_matches([' ', ':']), title.trim_start_matches([':', '|', ' '])));
    }
    if let Some(title) = sections::glued(bare) {
        return bare.split_at_checked(bare.len() - title.len());
    }
    let marks = [':', '\u{ff1a}', '|', '\u{bb}', '>', '\u{2014}'];
    let (head, title) = head(bare, PROMO_HEAD_BYTES).find(marks).and_then(|at| bare.split_at_checked(at))?;
    let (head, title) = (head.trim_matches([' ', '*', '[']), title.trim_start_matches(marks));
    if title.trim_matches(['*', ' ']).is_empty() {
        return None;
    }
    let folded = fold(head);
    let also_on = ["also on ", "more on ", "more from ", "read more on ", "related to "]
        .iter()
        .any(|start| folded.starts_with(start));
    let is_known = PROMO_SET.contains(folded.as_str())
        || MEDIA_SET.contains(folded.as_str())
        || also_on && folded.split_whitespace().count() <= 6
        || sections::heading(head) == Some(Heading::Sure);
    is_known.then_some((head, title))
}

fn fold(head: &str) -> String {
    head.replace('\u{2019}', "'").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn promos_of_stories_have_a_head_and_a_title() {
        let check = |line: &str, expected: Option<(&str, &str)>| assert_eq!(story(line), expected, "{line}");
        check("Read more: Storm closes three ports", Some(("Read more", "Storm closes three ports")));
        check("**READ ALSO: Fares to rise**", Some(("READ ALSO", "Fares to rise")));
        check("READ MORE Storm closes three ports", Some(("READ MORE", "Storm closes three ports")));
        check("Also on Point News | Fares to rise", Some(("Also on Point News", "Fares to rise")));
        check("Related articleStorm closes three ports", Some(("Related article", "Storm closes three ports")));
        check(
            "Related article \u{2018}Storm\u{2019} closes ports",
            Some(("Related article", "\u{2018}Storm\u{2019} closes ports")),
        );
        check(
            "READ: [Storm closes ports](https://a.example/1)",
            Some(("READ", "[Storm closes ports](https://a.example/1)")),
        );
        check(
            "(Le puede interesar: Los animales de la hacienda)",
            Some(("Le puede interesar", "Los animales de la hacienda")),
        );
        check("相关阅读：风暴关闭了三个港口", Some(("相关阅读", "风暴关闭了三个港口")));
        check("WATCH: Storm closes three ports", None);
        check("Read more: here", None);
        check("Read more: https://a.example/1/storm closes ports", None);
        check("Also: the council will meet on Tuesday.", None);
        check("Related articles were found in the harbour", None);
        check("Storm closes three ports", None);
    }

    #[test]
    fn strays_are_known() {
        for line in [
            "Advertisement",
            "ADVERTISEMENT - CONTINUE READING BELOW",
            "Advertise | AdChoices",
            "Anzeige",
            "Publicité",
            "Реклама",
            "広告",
            "إعلان",
            "1.2K Shares",
            "0",
            "12 Comments",
            "Comments (12)",
            "Share on Facebook",
            "Share",
            "Share Tweet Email",
            "Facebook | Twitter",
            "<tweet id=\"12\">",
            "https://example.org/a",
            "Read more: Storm closes three ports",
            "READ ALSO: Fares to rise in spring",
            "Also on Point News: Fares to rise",
            "Lesen Sie auch: Sturm schlie\u{df}t drei H\u{e4}fen",
            "À lire aussi : la tempête",
            "Leggi anche: la tempesta",
            "Читайте также: шторм",
            "اقرأ أيضا: العاصفة",
            "相关阅读：风暴",
            "Click here to see the pictures",
            "Sign up for our newsletter and get the news every day.",
            "Follow us on Facebook and Twitter",
            "Copyright \u{a9} 2024 Point News. All rights reserved.",
            "\u{a9} 2024 Point News",
            "This material may not be published, broadcast, rewritten or redistributed.",
            "Please enable JavaScript to view the comments.",
            "Loading\u{2026}",
            "Enlarge this image",
            "toggle caption",
            "Play video",
            "Print",
            "#ports #storm",
            "***",
            "3 min read",
            "20 minutes ago",
            "@pointnews",
            "8842913",
            "desk@example.org",
        ] {
            assert!(is_stray(line), "{line}");
        }
    }

    #[test]
    fn every_phrase_is_known_in_any_case() {
        for phrase in WHOLE {
            assert!(is_noise(phrase) && is_noise(&phrase.to_ascii_uppercase()), "{phrase}");
        }
    }

    #[test]
    fn sentences_are_none() {
        for line in [
            "Print runs rose.",
            "Share prices fell in Oslo.",
            "Related party transactions: the auditors found none, and said so in their report to the council on Monday.",
            "Comment is free, said the minister.",
            "Read the letter, he said.",
            "Follow the money, she told them.",
            "More than 12 people were hurt.",
            "Watch makers rejoice",
            "2024 was a good year",
            "$12,000",
            "Yes.",
            "Why?",
            "Video shows the pier breaking",
            "1,200 people fled",
            "The port.",
        ] {
            assert!(!is_stray(line), "{line}");
        }
    }
}
