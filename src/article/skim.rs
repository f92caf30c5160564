//! The head of a text: what the list shows of an article, without understanding the rest of it.

use super::{Article, Fields, Text, body, header, language, letters, lines};

/// Bytes of a text that are enough for a skim: a headline, a header, and the first paragraphs.
pub const HEAD: usize = 2 * 1024;
/// A cut at a line end may drop so much of the head; a longer line is cut within.
const DROPPED: usize = HEAD / 2;
/// Words of the body that stand in for a headline.
const HEADLINE_WORDS: usize = 14;
/// Bytes that a word takes with its space, where the head has no body.
const WORD_BYTES: u64 = 6;

/// Understands the head of a text, as [`parse`](super::parse) understands all of it: headline, site, authors, source and the date.
///
/// Of the body there are only the first paragraphs, without quotes. The language is what the fields say. `unread` are the bytes of
/// the text that follow on `text`; where there are any, or `text` is long, the words are an estimate.
#[must_use]
pub fn skim(text: &str, fields: &Fields, unread: u64) -> Article {
    let mut article = Article::default();
    let head = head(text);
    let mut lines = lines::read(head);
    let header = header::read(&mut lines, fields, &mut article);
    let above_body: usize = article.header.iter().chain(&article.headline).map(|text| text.len() + 1).sum();
    body::read(&mut lines, &mut article);
    let told = article.language.clone();
    if header.is_open() {
        article.language = article.language.take().or_else(|| language::detect(&article.paragraphs));
    }
    header.finish(&mut article);
    article.language = told;
    let words: usize = article.paragraphs.iter().map(|paragraph| letters::words(&paragraph.text)).sum();
    let left = unread.saturating_add((text.len() - head.len()) as u64);
    let read = head.len().saturating_sub(above_body);
    article.words = if left == 0 { words } else { words.saturating_add(estimate(left, words, read)) };
    article
}

/// The words in `left` bytes, where `read` bytes have `words`.
fn estimate(left: u64, words: usize, read: usize) -> usize {
    let (words, read) = if words == 0 || read == 0 { (1, WORD_BYTES) } else { (words as u64, read as u64) };
    usize::try_from(left.saturating_mul(words) / read).unwrap_or(usize::MAX)
}

/// The start of a text, cut at the end of a line.
fn head(text: &str) -> &str {
    if text.len() <= HEAD {
        return text;
    }
    let head = super::clean::head(text, HEAD);
    match memchr::memrchr2(b'\n', b'\r', head.as_bytes()) {
        Some(end) if end >= DROPPED => head.get(..end).unwrap_or(head),
        _ => head,
    }
}

impl Article {
    /// The headline or, where there is none, the first words of the body.
    #[must_use]
    pub fn title(&self) -> Text {
        self.headline.clone().unwrap_or_else(|| {
            let body = self.paragraphs.first().map_or("", |paragraph| &paragraph.text);
            let words: Vec<&str> = body.split_whitespace().take(HEADLINE_WORDS).collect();
            Text::new(&words.join(" "))
        })
    }
}
