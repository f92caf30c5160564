//! Tables of how lines start, found by their first character.

use std::collections::HashMap;

/// Starts in lower case, each with what the table says of it.
pub(super) struct Starts<T>(HashMap<char, Vec<(&'static str, T)>>);

impl<T: Copy> Starts<T> {
    pub(super) fn new(table: impl Iterator<Item = (&'static str, T)>) -> Self {
        let mut map: HashMap<char, Vec<(&'static str, T)>> = HashMap::new();
        for (start, what) in table {
            map.entry(start.chars().next().unwrap_or_default()).or_default().push((start, what));
        }
        Self(map)
    }

    /// The starts that `text` has, whatever its case, each with what stands behind it.
    pub(super) fn of<'a>(&self, text: &'a str) -> impl Iterator<Item = (&'a str, T)> {
        let first = text.chars().next().and_then(|c| c.to_lowercase().next());
        let candidates = first.and_then(|c| self.0.get(&c)).map_or(&[][..], Vec::as_slice);
        candidates.iter().filter_map(move |&(start, what)| Some((strip(text, start)?, what)))
    }
}

/// What stands behind `start`, which is in lower case.
fn strip<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    let mut rest = text.chars();
    for wanted in start.chars() {
        let c = rest.next()?;
        let c = if c == '\u{2019}' { '\'' } else { c };
        if c != wanted && !c.to_lowercase().eq([wanted]) {
            return None;
        }
    }
    Some(rest.as_str())
}
