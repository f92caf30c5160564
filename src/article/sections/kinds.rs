//! What a line of a list of stories is.

use super::{ages, headings};
use crate::article::body::{captions, sign_off, strays};
use crate::article::lines::{Form, Line};

/// From these many characters on a line is no title, and from these on it is no teaser either.
const TITLE_CHARS: usize = 170;
const TEASER_CHARS: usize = 260;
/// Two sentences in a line this long are prose.
const SENTENCES_CHARS: usize = 110;
/// What is clicked on says no more than this, in bytes.
const BUTTON_BYTES: usize = 40;
/// A name behind "By" is at most this long, in bytes.
const BY_BYTES: usize = 60;

/// What a line of a list is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The title of a story.
    Title,
    /// A title behind a bullet on its line.
    Bulleted,
    /// Sentences: a teaser, or the article that goes on.
    Prose,
    /// The article that goes on.
    Long,
    Age,
    /// "hours ago", whose number stands on the line before.
    AgeRest,
    Date,
    /// "By Name".
    By,
    Url,
    /// A bullet alone.
    Bullet,
    /// Ranks, buttons, advertisements.
    Noise,
    Heading,
    /// The sign-off of the article.
    SignOff,
}

impl Kind {
    pub(super) fn is_title(self) -> bool {
        matches!(self, Self::Title | Self::Bulleted)
    }

    /// Whether no list goes on behind such a line.
    pub(super) fn ends_list(self) -> bool {
        matches!(self, Self::Long | Self::Heading | Self::SignOff)
    }
}

/// What a line of a text is in a list: tables and code are of the article.
pub(super) fn of_line(line: &Line) -> Kind {
    if line.form == Form::Plain { of(&line.text) } else { Kind::Long }
}

/// What a line in a list is.
pub(super) fn of(line: &str) -> Kind {
    let bare = strip_bullet(line);
    let bulleted = bare.len() < line.len();
    if !bare.contains(char::is_alphanumeric) {
        return Kind::Bullet;
    }
    if is_rank(bare) || matches!(bare, "false" | "true" | "null" | "undefined") {
        return Kind::Noise;
    }
    if line.len() > TEASER_CHARS && line.chars().count() > TEASER_CHARS {
        return if bulleted && line.chars().count() < TEASER_CHARS * 2 { Kind::Bulleted } else { Kind::Long };
    }
    if ages::is_age(bare) {
        return Kind::Age;
    }
    if ages::is_rest(bare) {
        return Kind::AgeRest;
    }
    if ages::is_date(bare) {
        return Kind::Date;
    }
    if is_url(bare) {
        return Kind::Url;
    }
    if is_button(bare) {
        return Kind::Noise;
    }
    if headings::find(line).is_some() {
        return Kind::Heading;
    }
    if sign_off::is_sign_off(line) {
        return Kind::SignOff;
    }
    if strays::is_noise(bare) {
        return Kind::Noise;
    }
    if is_by(bare) || captions::is_caption(bare) {
        return Kind::By;
    }
    if is_tags(bare) {
        return Kind::Noise;
    }
    match (bulleted, is_prose(bare)) {
        (true, _) => Kind::Bulleted,
        (false, true) => Kind::Prose,
        (false, false) => Kind::Title,
    }
}

/// The line without the bullet that opens it.
pub(super) fn strip_bullet(line: &str) -> &str {
    if line.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return line;
    }
    // Markdown makes headings of titles.
    let hashes = line.trim_start_matches('#');
    let line = if hashes.len() < line.len() && hashes.starts_with(' ') { hashes.trim_start() } else { line };
    let bullets = [
        '\u{2022}', '\u{25aa}', '\u{25cf}', '\u{25a0}', '\u{25ba}', '\u{25b6}', '\u{25b8}', '\u{203a}', '\u{bb}',
        '\u{b7}', '>', '\u{2023}', '\u{25e6}', '■', '▼', '●', '・', '→',
    ];
    let bare = line.trim_start_matches(bullets);
    if bare.len() < line.len() {
        return bare.trim_start();
    }
    // A dash and an asterisk are also parts of words.
    let bare = line.trim_start_matches(['-', '*', '\u{2013}', '\u{2014}', '+']);
    if bare.len() < line.len() && (bare.is_empty() || bare.starts_with([' ', '\u{a0}', '['])) {
        bare.trim_start()
    } else {
        line
    }
}

/// Sentences, rather than a title: long, or closed by a full stop, or two in a line.
pub(super) fn is_prose(text: &str) -> bool {
    // Most titles are short and end with a word, or with the one of an age.
    if text.len() < SENTENCES_CHARS && text.ends_with(char::is_alphanumeric) {
        return false;
    }
    let (text, age) = ages::split(text);
    let chars = if text.is_ascii() { text.len() } else { text.chars().count() };
    if age.is_some() && chars < TITLE_CHARS {
        return false;
    }
    chars >= TITLE_CHARS
        || ends_sentence(text)
        || text.ends_with([':', ',', ';'])
        || chars >= SENTENCES_CHARS && has_two_sentences(text)
}

/// Whether a full stop ends a text, and not an abbreviation.
pub(in crate::article) fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '\u{201d}', '\'', '\u{2019}', ')', '»', '」', '\u{201c}', '*', ' ']);
    if bare.ends_with(['。', '۔', '।']) {
        return true;
    }
    let Some(before) = bare.strip_suffix('.') else { return false };
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let abbreviation = word.contains('.')
        || word.ends_with('.')
        || ["Inc", "Jr", "Sr", "Co", "Corp", "Ltd", "St", "Dr", "Mr", "No", "vs"].contains(&word)
        || word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    !before.is_empty() && !abbreviation
}

/// Whether a sentence ends within the text and another one starts.
fn has_two_sentences(text: &str) -> bool {
    text.match_indices(['.', '!', '?', '。']).any(|(at, mark)| {
        let (before, behind) = (text.get(..=at).unwrap_or_default(), text.get(at + mark.len()..).unwrap_or_default());
        mark == "。" && behind.chars().count() > 10
            || mark == "."
                && ends_sentence(before)
                && behind.trim_start_matches(['"', '\u{201d}']).starts_with(' ')
                && before.rsplit(char::is_whitespace).next().is_some_and(|word| word.len() > 4)
                && behind.trim_start_matches(['"', '\u{201d}', ' ']).starts_with(char::is_uppercase)
    })
}

fn is_rank(text: &str) -> bool {
    let digits = text.trim_start_matches('#').trim_end_matches(['.', ')']);
    (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_url(text: &str) -> bool {
    (text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www."))
        && !text.contains(char::is_whitespace)
}

/// "By Name", and in other languages.
fn is_by(text: &str) -> bool {
    let name = ["By ", "by ", "Von ", "Par ", "Por ", "Di ", "Door ", "Av ", "Af ", "BY "]
        .iter()
        .find_map(|by| text.strip_prefix(by));
    text.len() <= BY_BYTES
        && name.is_some_and(|name| {
            name.split_whitespace().count() <= 6 && name.starts_with(char::is_uppercase) && !ends_sentence(name)
        })
}

/// "Harbour, Fares, Mira Halvorsen, Olm": the topics of a story, and no title.
fn is_tags(text: &str) -> bool {
    if memchr::memchr_iter(b',', text.as_bytes()).nth(2).is_none() {
        return false;
    }
    let parts = text.split(", ");
    parts.clone().count() >= 4 && parts.into_iter().all(|part| part.split(' ').count() <= 2 && !part.contains(" and "))
}

/// Whether a title says as much as the title of a story does, rather than the name of a page.
pub(super) fn is_telling(text: &str) -> bool {
    if text.len() >= 24 && text.is_ascii() {
        return true;
    }
    let chars = text.chars().count();
    chars >= 24
        || text.split_whitespace().nth(3).is_some()
        || !text.is_ascii() && chars >= 6 && text.chars().any(|c| c >= '\u{2e80}')
}

/// What a list carries to be clicked on.
fn is_button(text: &str) -> bool {
    if text.len() > BUTTON_BYTES {
        return false;
    }
    let text = text.trim_end_matches(['.', '\u{2026}', '>', '»', ' ', '\u{2192}']).to_lowercase();
    [
        "continue reading",
        "load more",
        "more",
        "read full story",
        "read more",
        "read story",
        "read the full story",
        "see all",
        "see more",
        "show more",
        "show less",
        "view all",
        "view more",
        "learn more",
        "watch now",
        "listen now",
        "full story",
        "details",
        "expand",
        "now playing",
        "video",
        "gallery",
        "photos",
        "mehr",
        "mehr lesen",
        "weiterlesen",
        "lire la suite",
        "leer más",
        "ver más",
        "leggi tutto",
        "leia mais",
        "lees meer",
        "подробнее",
        "続きを読む",
        "もっと見る",
        "더보기",
        "更多",
        "المزيد",
    ]
    .contains(&text.as_str())
}
