//! From the title of a story link to the article that it means.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use super::{Catalogue, Position};
use crate::article::Article;

/// The headlines of the library.
#[derive(Debug, Default)]
pub(super) struct Headlines {
    by_key: HashMap<u64, Vec<Position>>,
}

impl Headlines {
    pub(super) fn insert(&mut self, headline: &str, position: Position) {
        if let Some(key) = key(headline) {
            self.by_key.entry(key).or_default().push(position);
        }
    }

    /// The rows that the story links of the article at `position` mean, by section and item. Of several with the same
    /// headline, the one nearest in time is meant.
    pub(super) fn resolve(
        &self,
        article: &Article,
        position: Position,
        catalogue: &Catalogue,
    ) -> Vec<Vec<Option<Position>>> {
        let one = |title: &str| {
            let candidates = self.by_key.get(&key(title)?)?;
            let others = candidates.iter().copied().filter(|&other| other != position);
            others.min_by_key(|&other| {
                let there = catalogue.row(other).and_then(|row| row.published);
                match (article.published, there) {
                    (Some(here), Some(there)) => (there.date - here.date).get_days().abs(),
                    _ => i32::MAX,
                }
            })
        };
        let sections = article.sections.iter();
        sections.map(|section| section.items.iter().map(|item| one(&item.title)).collect()).collect()
    }
}

/// A headline without case, punctuation, compatibility forms (Unicode NFKC) and spacing, as a hash.
fn key(headline: &str) -> Option<u64> {
    let mut hasher = blake3::Hasher::new();
    let mut any = false;
    for word in headline.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let folded: String = word.nfkc().flat_map(char::to_lowercase).collect();
        hasher.update(folded.as_bytes());
        any = true;
    }
    let hash = hasher.finalize();
    let (head, _) = hash.as_bytes().split_first_chunk::<8>()?;
    any.then(|| u64::from_le_bytes(*head))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_punctuation_and_quotes_do_not_matter() {
        let same = |one, other| key(one) == key(other);
        assert!(same("Port strike \u{2018}over\u{2019}: union", "PORT STRIKE 'over' - Union"));
        assert!(same("A  B", "a b"));
        assert!(!same("Port strike over", "Port strike on"));
        assert_eq!(key("..."), None);
    }
}
