//! From bytes to text.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::Problem;

/// Bytes that are looked at to tell text from other data.
const SAMPLE: usize = 8 * 1024;

/// Decoded text.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: &'static str,
    pub(super) warnings: Vec<String>,
}

/// Decodes by the byte order mark, else as strict UTF-8, else as Windows-1252. A file that is UTF-8 up to a cut at its end is
/// UTF-8.
///
/// # Errors
///
/// When there is nothing, or when it is no text.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, Problem> {
    let decoded = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => foreign(bytes, encoding),
        None if is_binary(bytes) => return Err(Problem::new("binary")),
        None => match std::str::from_utf8(bytes) {
            Ok(text) => Decoded { text: text.to_owned(), encoding: "utf-8", warnings: Vec::new() },
            Err(error) if error.error_len().is_none() => {
                let whole = bytes.get(..error.valid_up_to()).unwrap_or_default();
                let warnings = vec!["the file is cut within its last character".to_owned()];
                Decoded { text: String::from_utf8_lossy(whole).into_owned(), encoding: "utf-8", warnings }
            }
            Err(_) => foreign(bytes, WINDOWS_1252),
        },
    };
    if decoded.text.trim().is_empty() {
        return Err(Problem::new("empty"));
    }
    Ok(Decoded { text: controls_from_1252(decoded.text), ..decoded })
}

fn foreign(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, encoding, malformed) = encoding.decode(bytes);
    let name = match encoding {
        other if other == UTF_16LE => "utf-16le",
        other if other == UTF_16BE => "utf-16be",
        other if other == WINDOWS_1252 => "windows-1252",
        _ => "utf-8",
    };
    let warnings = malformed.then(|| format!("some bytes are not {name}")).into_iter().collect();
    Decoded { text: text.into_owned(), encoding: name, warnings }
}

/// Text holds no NUL bytes to speak of, and few controls.
fn is_binary(bytes: &[u8]) -> bool {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let odd = |byte: &&u8| **byte < 0x20 && !matches!(**byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b);
    let nuls = sample.iter().filter(|byte| **byte == 0).count();
    nuls * 50 > sample.len() || sample.iter().filter(odd).count() * 10 > sample.len()
}

/// C1 controls in text are Windows-1252 that was read as Latin-1: the WHATWG Encoding Standard maps them so.
fn controls_from_1252(text: String) -> String {
    let is_c1 = |c: char| ('\u{80}'..='\u{9f}').contains(&c);
    if !text.contains(is_c1) {
        return text;
    }
    let mapped = |c: char| match u8::try_from(u32::from(c)) {
        Ok(byte @ 0x80..=0x9f) => WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next().unwrap_or(c),
        _ => c,
    };
    text.chars().map(mapped).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(bytes: &[u8], text: &str, encoding: &str) {
        let decoded = decode(bytes).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.encoding), (text, encoding));
    }

    #[test]
    fn encodings_are_told_apart() {
        check("Caf\u{e9}".as_bytes(), "Caf\u{e9}", "utf-8");
        check(b"\xef\xbb\xbfCaf\xc3\xa9", "Caf\u{e9}", "utf-8");
        check(b"\x93Caf\xe9\x94", "\u{201c}Caf\u{e9}\u{201d}", "windows-1252");
        check(b"\xff\xfeh\0i\0", "hi", "utf-16le");
        check(b"\xfe\xff\0h\0i", "hi", "utf-16be");
        check(b"cut \xe6\x9d", "cut ", "utf-8");
        check("\u{93}so\u{94}".as_bytes(), "\u{201c}so\u{201d}", "utf-8");
    }

    #[test]
    fn what_is_no_text_is_named() {
        assert_eq!(decode(b"").unwrap_err().reason, "empty");
        assert_eq!(decode(b" \n").unwrap_err().reason, "empty");
        assert_eq!(decode(&[0, 1, 2, 3, 0, 0, 255]).unwrap_err().reason, "binary");
    }

    proptest! {
        #[test]
        fn any_bytes_decode_or_are_named(bytes in any::<Vec<u8>>()) {
            match decode(&bytes) {
                Ok(decoded) => prop_assert!(!decoded.text.is_empty()),
                Err(problem) => prop_assert!(!problem.reason.is_empty()),
            }
        }
    }
}
