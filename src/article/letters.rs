//! What the letters of an article add up to: its words, and the key of its marks.

use super::{Article, ArticleId};

/// Whether a character is of a script of East Asia, in which one or two are a word.
pub(crate) fn is_dense(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

/// Whether a letter is an ideograph or of kana.
pub(super) fn is_ideographic(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

/// The words of a text, as `wc -w` counts them. Scripts that part no words count two characters as one.
pub(super) fn words(text: &str) -> usize {
    let mut spaced = 0;
    let mut ideographs = 0;
    let mut space = true;
    let mut rest = text;
    while !rest.is_empty() {
        let (plain, behind) = rest.split_at(ascii(rest));
        spaced += starts(plain.as_bytes(), space);
        space = plain.as_bytes().last().map_or(space, |last| *last == b' ');
        let mut chars = behind.chars();
        if let Some(c) = chars.next() {
            ideographs += usize::from(('\u{3040}'..='\u{9fff}').contains(&c));
            spaced += usize::from(space && !c.is_whitespace());
            space = c.is_whitespace();
        }
        rest = chars.as_str();
    }
    if ideographs > spaced { ideographs.div_ceil(2) } else { spaced }
}

/// How many words start in ASCII. The clean text has no other white space within it.
fn starts(plain: &[u8], space: bool) -> usize {
    let first = usize::from(space && plain.first().is_some_and(|byte| *byte != b' '));
    let before = plain.chunks(128);
    let behind = plain.get(1..).unwrap_or_default().chunks(128);
    // A chunk has no more words than fit into a byte, so many are counted at a time.
    let count = |before: &[u8], behind: &[u8]| {
        before.iter().zip(behind).fold(0u8, |all, (a, b)| all + u8::from(*a == b' ') * u8::from(*b != b' '))
    };
    first + before.zip(behind).map(|(before, behind)| usize::from(count(before, behind))).sum::<usize>()
}

/// The key of an article: a hash of its headline, its date and its body, without regard to case, punctuation and spacing.
pub(super) fn id(article: &Article) -> ArticleId {
    let size: usize = article.paragraphs.iter().map(|paragraph| paragraph.text.len() + 1).sum();
    let mut folded = Vec::with_capacity(size + 256);
    fold(article.headline.as_deref().unwrap_or_default(), &mut folded);
    fold(&article.published.map(|stamp| stamp.date.to_string()).unwrap_or_default(), &mut folded);
    for paragraph in &article.paragraphs {
        fold(&paragraph.text, &mut folded);
    }
    let hash = blake3::hash(&folded);
    let head = hash.as_bytes().first_chunk::<16>().copied().unwrap_or_default();
    ArticleId(u128::from_be_bytes(head))
}

/// The letters and digits of ASCII in small letters; 0 for all other bytes.
const FOLDED: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0u8;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() {
            table[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    table
};

/// Bytes that are folded together.
const CHUNK: usize = 64;

/// Appends the letters and digits of a text, in small letters, as a line.
fn fold(text: &str, folded: &mut Vec<u8>) {
    let mut rest = text;
    while !rest.is_empty() {
        let (plain, behind) = rest.split_at(ascii(rest));
        // Every byte is written and only what counts is kept, without a branch for the processor to guess.
        for bytes in plain.as_bytes().chunks(CHUNK) {
            let mut letters = [0; CHUNK];
            let mut kept = 0;
            for byte in bytes {
                let small = FOLDED[usize::from(*byte)];
                letters[kept % CHUNK] = small;
                kept += usize::from(small != 0);
            }
            folded.extend_from_slice(letters.get(..kept).unwrap_or_default());
        }
        let mut chars = behind.chars();
        if let Some(c) = chars.next().filter(|c| c.is_alphanumeric()) {
            for c in c.to_lowercase() {
                folded.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            }
        }
        rest = chars.as_str();
    }
    folded.push(b'\n');
}

/// How many bytes of ASCII a text starts with, looked at in chunks.
fn ascii(text: &str) -> usize {
    let bytes = text.as_bytes();
    let whole = bytes.chunks_exact(32).take_while(|chunk| chunk.is_ascii()).count() * 32;
    whole + bytes.get(whole..).map_or(0, |rest| rest.iter().take_while(|byte| byte.is_ascii()).count())
}
