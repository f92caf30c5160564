//! Undoes what was done to text on its way, where it is certain: entities that were never decoded, and UTF-8 that was read as
//! Windows-1252.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;

/// How often a text may have been damaged in the same way.
const TIMES: usize = 3;
/// The longest name of an entity, and the longest number that stands for a character.
const ENTITY: usize = 33;

/// Repairs `text`, and says what was done.
pub(super) fn text(text: String) -> (String, Vec<&'static str>) {
    let mut done = Vec::new();
    let mut text = text;
    for _ in 0..TIMES {
        let Cow::Owned(repaired) = entities(&text) else { break };
        text = repaired;
        done = vec!["entities decoded"];
    }
    for time in 0..TIMES {
        let Some(repaired) = mojibake(&text) else { break };
        text = repaired;
        if time == 0 {
            done.push(crate::article::defects::REPAIRED);
        }
    }
    (text, done)
}

/// Decodes entities that are written out in full: `&#8217;`, `&quot;`, and `&amp;` before another one.
fn entities(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut copied = 0;
    for at in memchr::memchr_iter(b'&', text.as_bytes()) {
        let Some((decoded, length)) = text.get(at..).and_then(entity) else { continue };
        out.push_str(text.get(copied..at).unwrap_or_default());
        out.push_str(&decoded);
        copied = at + length;
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    Cow::Owned(out)
}

/// The entity that `text` starts with, and its length.
fn entity(text: &str) -> Option<(String, usize)> {
    let window = text.as_bytes().get(..ENTITY).unwrap_or(text.as_bytes());
    let end = memchr::memchr(b';', window)?;
    let (name, length) = (text.get(1..end)?, end + 1);
    let Some(number) = name.strip_prefix('#') else {
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return None;
        }
        let whole = text.get(..length)?;
        let decoded = html_escape::decode_html_entities(whole);
        return (decoded != whole).then(|| (decoded.into_owned(), length));
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    let c = match code {
        // Numbers of Windows-1252: the HTML Standard reads them so.
        0x80..=0x9f => windows_1252(u8::try_from(code).ok()?),
        0..=8 | 11..=31 | 127 => return None,
        _ => char::from_u32(code)?,
    };
    Some((c.to_string(), length))
}

fn windows_1252(byte: u8) -> char {
    WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next().unwrap_or('\u{fffd}')
}

/// C1 controls in text are Windows-1252 that was read as Latin-1: the WHATWG Encoding Standard maps them so.
pub(super) fn controls(text: String) -> String {
    if !has_c1(text.as_bytes()) {
        return text;
    }
    let mapped = |c: char| match u8::try_from(u32::from(c)) {
        Ok(byte @ 0x80..=0x9f) => windows_1252(byte),
        _ => c,
    };
    text.chars().map(mapped).collect()
}

/// Whether UTF-8 has C1 controls.
pub(super) fn has_c1(bytes: &[u8]) -> bool {
    memchr::memchr_iter(0xc2, bytes).any(|at| matches!(bytes.get(at + 1), Some(0x80..=0x9f)))
}

/// The byte that Windows-1252, or Latin-1 where that has none, reads as `c`.
fn byte(c: char) -> Option<u8> {
    if let Ok(byte) = u8::try_from(u32::from(c)) {
        return Some(byte);
    }
    Some(match c {
        '\u{20ac}' => 0x80,
        '\u{201a}' => 0x82,
        '\u{0192}' => 0x83,
        '\u{201e}' => 0x84,
        '\u{2026}' => 0x85,
        '\u{2020}' => 0x86,
        '\u{2021}' => 0x87,
        '\u{02c6}' => 0x88,
        '\u{2030}' => 0x89,
        '\u{0160}' => 0x8a,
        '\u{2039}' => 0x8b,
        '\u{0152}' => 0x8c,
        '\u{017d}' => 0x8e,
        '\u{2018}' => 0x91,
        '\u{2019}' => 0x92,
        '\u{201c}' => 0x93,
        '\u{201d}' => 0x94,
        '\u{2022}' => 0x95,
        '\u{2013}' => 0x96,
        '\u{2014}' => 0x97,
        '\u{02dc}' => 0x98,
        '\u{2122}' => 0x99,
        '\u{0161}' => 0x9a,
        '\u{203a}' => 0x9b,
        '\u{0153}' => 0x9c,
        '\u{017e}' => 0x9e,
        '\u{0178}' => 0x9f,
        _ => return None,
    })
}

/// A character that was read as several.
struct Misread {
    c: char,
    /// Bytes of the text that it takes.
    length: usize,
    certain: bool,
}

/// Reads again what was UTF-8; `None` where nothing was. What could be meant as it stands is only taken for damage in a text
/// that certainly has some.
fn mojibake(text: &str) -> Option<String> {
    let mut found: Vec<(usize, Misread)> = Vec::new();
    let mut behind = 0;
    // The lead byte of the letters from U+00C0 to U+00FF, among which are those that bytes of UTF-8 are misread as.
    for at in memchr::memchr_iter(0xc3, text.as_bytes()) {
        let Some((head, rest)) = text.split_at_checked(at).filter(|_| at >= behind) else { continue };
        if rest.starts_with(|c| matches!(c, '\u{c2}'..='\u{f4}')) {
            let adjacent = at > 0 && at == behind && !found.is_empty();
            if let Some(misread) = misread(rest, head.chars().next_back().unwrap_or(' '), adjacent) {
                behind = at + misread.length;
                found.push((at, misread));
            }
        }
    }
    if !found.iter().any(|(_, misread)| misread.certain) {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    for (at, misread) in found {
        out.push_str(text.get(copied..at).unwrap_or_default());
        out.push(misread.c);
        copied = at + misread.length;
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    Some(out)
}

fn misread(text: &str, before: char, adjacent: bool) -> Option<Misread> {
    let mut bytes = [0; 4];
    let mut length = 0;
    let mut chars = text.chars();
    let lead = byte(chars.next()?)?;
    let count = match lead {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    for (slot, c) in bytes.iter_mut().take(count).zip(text.chars()) {
        *slot = byte(c)?;
        length += c.len_utf8();
    }
    let c = std::str::from_utf8(bytes.get(..count)?).ok()?.chars().next()?;
    // "MANHÃ”", "«TÂ»" and "liberté’”" may be meant: a letter, and the marks behind it.
    let marks = text.chars().take(count).skip(1).all(is_mark);
    let common = matches!(c, '\u{80}'..='\u{17f}' | '\u{2b0}'..='\u{2ff}');
    let certain = adjacent || !marks && count > 2 || common && count == 2 && (!marks || before.is_lowercase());
    // Pairs for other scripts than Latin come in rows, or not at all.
    let row = text.chars().nth(2).is_some_and(|next| matches!(next, '\u{c2}'..='\u{df}'));
    (certain || row || marks && count == 2).then_some(Misread { c, length, certain: certain || row && !common })
}

/// Marks that stand behind letters in text that is whole.
fn is_mark(c: char) -> bool {
    let quote = matches!(c, '\u{2018}'..='\u{201e}' | '\u{ab}' | '\u{bb}' | '\u{2039}' | '\u{203a}');
    quote || matches!(c, '\u{2013}' | '\u{2014}' | '\u{2026}' | '\u{2022}' | '\u{ba}' | '\u{aa}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(damaged: &str, expected: &str) {
        assert_eq!(text(damaged.to_owned()).0, expected, "{damaged}");
    }

    #[test]
    fn entities_are_decoded_where_they_are_certain() {
        check(
            "It&amp;#8217;s &quot;so&quot; &#233;t&eacute; &amp;amp; AT&amp;T",
            "It\u{2019}s \"so\" \u{e9}t\u{e9} & AT&T",
        );
        check("R&D; AT&T; a & b; &#x2014; &#146;", "R&D; AT&T; a & b; \u{2014} \u{2019}");
        check("a?b=1&copy=2 &#0; &#27; &unknown;", "a?b=1&copy=2 &#0; &#27; &unknown;");
    }

    #[test]
    fn mojibake_is_repaired() {
        check(
            "Itâ€™s â€œsoâ€\u{9d} \u{2013} CafÃ© SÃ£o Ã‰tat",
            "It\u{2019}s \u{201c}so\u{201d} \u{2013} Caf\u{e9} S\u{e3}o \u{c9}tat",
        );
        check("Ã¢â‚¬Å“soÃ¢â‚¬Â\u{9d}", "\u{201c}so\u{201d}");
        check("ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Привет");
        check("Â£5 and 20Â°C", "\u{a3}5 and 20\u{b0}C");
    }

    #[test]
    fn what_may_be_meant_stays() {
        for text in [
            "«AMANHÃ»",
            "la liberté’”, dit-il",
            "“AMANHÔ",
            "Ântrég, Ã, São Paulo, ÇA Ñandú",
            "Garçon «à l’été»",
            "naïve café",
            "Ðà",
        ] {
            check(text, text);
        }
    }

    proptest! {
        #[test]
        fn text_in_latin_letters_survives_damage(words in "[a-zéèüñçãö ’“”–]{1,40}") {
            let damaged: String = words.bytes().map(|byte| if byte < 0x80 { char::from(byte) } else { windows_1252(byte) }).collect();
            let again = text(damaged.clone()).0;
            let certain = words.contains(['\u{2019}', '\u{201c}', '\u{2013}', 'é', 'ü']);
            prop_assert!(!certain || again == words, "{damaged:?} {again:?}");
        }
    }
}
