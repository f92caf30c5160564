//! Marks in short texts: found by their bytes, which is faster than what `str` has for any pattern.

/// Where two ASCII characters first stand side by side.
pub(super) fn pair(text: &str, pair: [u8; 2]) -> Option<usize> {
    let [first, second] = pair;
    let bytes = text.as_bytes();
    memchr::memchr_iter(first, bytes).find(|at| bytes.get(at + 1) == Some(&second))
}

/// Parts a text at the first place where two ASCII characters stand side by side.
pub(super) fn split_at_pair(text: &str, marks: [u8; 2]) -> Option<(&str, &str)> {
    let at = pair(text, marks)?;
    Some((text.get(..at)?, text.get(at + 2..)?))
}

/// Whether a text has any of some characters.
pub(super) fn any(text: &str, is: impl Fn(char) -> bool) -> bool {
    if text.is_ascii() { text.bytes().any(|byte| is(char::from(byte))) } else { text.contains(is) }
}

/// Where one of some characters first stands: the one in ASCII, or `others`, which all start with the byte `lead`.
pub(super) fn mark(text: &str, plain: u8, lead: u8, others: &[char]) -> Option<usize> {
    memchr::memchr2_iter(plain, lead, text.as_bytes()).find(|at| {
        let rest = text.get(*at..).unwrap_or_default();
        rest.as_bytes().first() == Some(&plain) || rest.starts_with(others)
    })
}
