//! Encodings that nothing names.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::SAMPLE;

/// Bytes from which the encoding is guessed.
const GUESS: usize = 256 * 1024;
/// Bytes above ASCII that a guess needs.
const EVIDENCE: usize = 12;

/// The order of UTF-16 without a mark: NUL bytes, which stand beside Latin letters, spaces and line ends, all on one side, and
/// text when it is read so.
pub(super) fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    memchr::memchr(0, sample)?;
    let nuls = |side: usize| sample.iter().skip(side).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (nuls(0), nuls(1));
    let enough = |nuls: usize| nuls > 1 && nuls * 20 > sample.len() / 2;
    // Of Latin letters every other byte is NUL, and what is left of other scripts without the NULs is no text.
    if (even + odd) * 4 < sample.len() / 2
        && is_text(&sample.iter().copied().filter(|byte| *byte > 0).collect::<Vec<_>>())
    {
        return None;
    }
    let encoding = match (even, odd) {
        (0, odd) if enough(odd) => UTF_16LE,
        (even, 0) if enough(even) => UTF_16BE,
        _ => return None,
    };
    let (text, malformed) = encoding.decode_without_bom_handling(sample.get(..sample.len() & !1).unwrap_or_default());
    let odd = |c: char| is_control(c) || matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{fffe}'..);
    let cut = bytes.len() > sample.len() && text.ends_with('\u{fffd}');
    ((!malformed || cut) && !text.contains(odd)).then_some(encoding)
}

/// Whether bytes are UTF-8, perhaps cut at the end, and nothing that controls a terminal.
fn is_text(bytes: &[u8]) -> bool {
    let whole = match std::str::from_utf8(bytes) {
        Err(error) if error.error_len().is_some() => return false,
        Err(error) => bytes.get(..error.valid_up_to()).unwrap_or_default(),
        Ok(_) => bytes,
    };
    !String::from_utf8_lossy(whole).contains(is_control)
}

fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r')
}

/// The encoding that the bytes look like, where that is certain.
pub(super) fn legacy(bytes: &[u8]) -> &'static Encoding {
    let sample = bytes.get(..GUESS).unwrap_or(bytes);
    if sample.iter().filter(|byte| !byte.is_ascii()).count() < EVIDENCE {
        return WINDOWS_1252;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    let (text, malformed) = guess.decode_without_bom_handling(sample);
    if malformed && sample.len() == bytes.len() || guess == WINDOWS_1252 {
        return WINDOWS_1252;
    }
    // Marks alone are no evidence: letters must be many among what is not ASCII.
    let (mut letters, mut wide) = (0usize, 0usize);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        wide += 1;
        letters += usize::from(c.is_alphabetic());
    }
    if letters * 3 >= wide * 2 { guess } else { WINDOWS_1252 }
}
