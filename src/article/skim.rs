//! The head of a text: what the list shows of an article, without understanding the rest of it.

use super::sections::ends_sentence;
use super::{Article, Fields, Text, body, clean, header, language, letters, lines};

/// Bytes of a text that are enough for a skim: a headline, a header, and the first paragraphs.
pub const HEAD: usize = 2 * 1024;
/// A cut at a line end may drop so much of the head; a longer line is cut within.
const DROPPED: usize = HEAD / 2;
/// Paragraphs that are read of a long text, and the bytes that a line of it has which can only be one: a dateline opens one of
/// the first three, and no header goes on behind two.
const PARAGRAPHS: usize = 3;
const PARAGRAPH_BYTES: usize = 200;
/// A line of so many bytes is running text, even where no sentence ends with it.
const PROSE_BYTES: usize = 140;
/// Words of the body that stand in for a headline, and their bytes at most.
const HEADLINE_WORDS: usize = 14;
const HEADLINE_BYTES: usize = 300;
/// A sentence of fewer words or bytes goes on with the next one, in the place of a headline.
const SENTENCE_WORDS: usize = 4;
const STOP_BYTES: usize = 24;
/// A word of so many bytes with a full stop may be an abbreviation.
const ABBREVIATION: usize = 5;
/// Bytes that a word takes with its space, where nothing is known of the words.
const WORD_BYTES: u64 = 6;

/// How much of a text was left unread.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unread {
    /// Bytes of the lines that read as running text, as far as they were looked at.
    pub prose: u64,
    /// All bytes.
    pub bytes: u64,
}

impl Unread {
    /// What is unread where nobody reads `bytes`, in which `end` parts lines.
    #[must_use]
    pub fn of(bytes: &[u8], end: &[u8]) -> Self {
        let mut unread = Self { prose: 0, bytes: bytes.len() as u64 };
        let mut start = 0;
        let first = end.first().copied().unwrap_or_default();
        let ends =
            memchr::memchr_iter(first, bytes).filter(|at| bytes.get(*at..).is_some_and(|rest| rest.starts_with(end)));
        for at in ends.chain([bytes.len()]) {
            unread.prose += prose(bytes.get(start..at).unwrap_or_default());
            start = at + end.len();
        }
        unread
    }

    /// With so many bytes more, of which nothing is known.
    #[must_use]
    pub fn and(self, bytes: u64) -> Self {
        Self { prose: self.prose.saturating_add(bytes), bytes: self.bytes.saturating_add(bytes) }
    }
}

/// The bytes of a line of running text; 0 for a title, a name, an item of a list.
fn prose(line: &[u8]) -> u64 {
    // What is not ASCII may close a sentence in some script.
    let closed = line.trim_ascii_end().last().is_some_and(|last| matches!(last, b'.' | b'!' | b'?' | b'"' | 0x80..));
    if closed || line.len() >= PROSE_BYTES { line.len() as u64 } else { 0 }
}

/// Understands the head of a text, as [`parse`](super::parse) understands all of it: headline, site, authors, source and the date.
///
/// Of the body there are only the first paragraphs, without quotes. The language is what the fields say. `unread` is what follows
/// on `text`; where there is any, or `text` is long, the words are an estimate.
#[must_use]
pub fn skim(text: &str, fields: &Fields, unread: Unread) -> Article {
    let mut article = Article::default();
    let text = text.trim_start();
    let whole = unread.bytes == 0 && text.len() <= HEAD;
    let head = if whole { text } else { head(text) };
    let (mut lines, wrapped) = lines::unwrapped(head);
    let header = header::read(&mut lines, fields, &mut article);
    let (read, _) = body::read_first(&mut lines, if whole { usize::MAX } else { PARAGRAPHS }, &mut article);
    let told = article.language.clone();
    if header.is_open() {
        article.language = article.language.take().or_else(|| language::detect(&article));
    }
    header.finish(&mut article);
    article.language = told;
    article.words = article.paragraphs.iter().map(|paragraph| letters::words(&paragraph.text)).sum();
    if !whole {
        let behind = Unread::of(text.as_bytes().get(head.len()..).unwrap_or_default(), b"\n");
        let ahead = lines
            .iter()
            .skip(read)
            .map(|line| if wrapped { line.text.len() as u64 } else { prose(line.text.as_bytes()) });
        let left = if wrapped { behind.bytes + unread.bytes } else { behind.prose + unread.prose };
        article.words += estimate(left + ahead.sum::<u64>(), &article);
    }
    article
}

/// The words in so many bytes, as those of the article are long.
fn estimate(bytes: u64, article: &Article) -> usize {
    let read: usize = article.paragraphs.iter().map(|paragraph| paragraph.text.len() + 1).sum();
    let words =
        if article.words == 0 { bytes / WORD_BYTES } else { bytes.saturating_mul(article.words as u64) / read as u64 };
    usize::try_from(words).unwrap_or(usize::MAX)
}

/// The start of a long text: up to the end of its first paragraphs, or of a line.
fn head(text: &str) -> &str {
    let head = clean::head(text, HEAD);
    let (mut start, mut paragraphs) = (0, 0);
    for end in memchr::memchr2_iter(b'\n', b'\r', head.as_bytes()) {
        paragraphs += usize::from(end - start > PARAGRAPH_BYTES);
        start = end;
        if paragraphs == PARAGRAPHS {
            break;
        }
    }
    // A longer line is cut within.
    let end = if start < DROPPED && paragraphs < PARAGRAPHS { head.len() } else { start };
    head.get(..end).unwrap_or(head)
}

impl Article {
    /// The headline or, where there is none, the first words of the body, behind its dateline and up to the end of a sentence.
    #[must_use]
    pub fn title(&self) -> Text {
        self.headline.clone().unwrap_or_else(|| {
            let body = self.paragraphs.first().map_or("", |paragraph| &paragraph.text);
            let start =
                self.dateline.as_ref().filter(|dateline| dateline.paragraph == 0).map_or(0, |dateline| dateline.end);
            Text::new(&first_words(body.get(start..).unwrap_or(body)))
        })
    }
}

/// The first words of a text that stand in for a headline.
fn first_words(text: &str) -> String {
    let head = clean::head(text, HEADLINE_BYTES);
    // Scripts with a full stop of their own may have no spaces.
    let stop = head.match_indices(['。', '۔', '।']).map(|(at, stop)| at + stop.len()).find(|end| *end > STOP_BYTES);
    let mut words =
        head.get(..stop.unwrap_or(head.len())).unwrap_or(head).split_whitespace().take(HEADLINE_WORDS).peekable();
    let mut first = Vec::new();
    while let Some(word) = words.next() {
        first.push(word);
        // Abbreviations are short, and what follows them goes on in small letters.
        let ends = word.ends_with(['!', '?']) || word.len() > ABBREVIATION && ends_sentence(word);
        if first.len() >= SENTENCE_WORDS
            && ends
            && words.peek().is_some_and(|next| !next.starts_with(char::is_lowercase))
        {
            break;
        }
    }
    first.join(" ")
}

#[cfg(test)]
mod tests {
    use super::first_words;

    #[test]
    fn first_words_end_with_a_sentence() {
        let check = |text: &str, words: &str| assert_eq!(first_words(text), words);
        check("Council votes on new fares. The harbour board is not amused.", "Council votes on new fares.");
        check("Who will pay for the ferry? Nobody knows.", "Who will pay for the ferry?");
        check("No. Not now, says the council. It met on Monday.", "No. Not now, says the council.");
        check(
            "The rise was of approx. five per cent in Jan. alone, said",
            "The rise was of approx. five per cent in Jan. alone, said",
        );
        check("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15", "1 2 3 4 5 6 7 8 9 10 11 12 13 14");
        check("港口在长冬之后重新开放。市议会周一开会。", "港口在长冬之后重新开放。");
        check("", "");
    }
}
