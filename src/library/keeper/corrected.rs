//! Articles that were corrected where they stand: the marks of the text before are those of the new one.

use super::super::catalogue::Catalogue;
use super::super::scan::FoundFile;
use super::super::{Event, Position, sweep};
use super::Keeper;
use crate::article::ArticleId;
use crate::marks::Correction;

/// A row, and the one that its file had before.
pub(super) struct Rewritten {
    before: Position,
    now: Position,
}

impl Keeper {
    /// Takes the rows that a file had before out of the list, once those that were found are shown.
    pub(super) fn replace(&mut self, found: &FoundFile) {
        let key = sweep::key(&found.folder, &found.file.name);
        let rows = self.outdated.remove(&key).unwrap_or_default();
        // In a file of many articles, nothing tells which one became which.
        let before = match rows.as_slice() {
            [before] => Some(*before),
            _ => self.emptied.remove(&key),
        };
        if let Some(before) = before.filter(|_| !found.continued) {
            match (found.rows.as_slice(), Position::try_from(self.growth.next())) {
                // Whoever writes a file empties it first.
                ([], _) => drop(self.emptied.insert(key, before)),
                ([_], Ok(now)) => self.rewritten.push(Rewritten { before, now }),
                _ => {}
            }
        }
        self.replaced.extend(rows);
    }

    /// Tells which articles have another text now. Under another headline it is another article.
    pub(super) fn tell_corrected(&mut self, catalogue: &Catalogue) {
        let rewritten = std::mem::take(&mut self.rewritten);
        let corrected: Vec<Correction> = rewritten
            .into_iter()
            .filter_map(|Rewritten { before, now }| {
                let (id, headline) = catalogue.id_and_headline(before).ok()?;
                let (new_id, new_headline) = catalogue.id_and_headline(now).ok()?;
                let is_known = id != ArticleId::default() && new_id != ArticleId::default() && headline != 0;
                let is_corrected = is_known && id != new_id && headline == new_headline;
                is_corrected.then_some(Correction { before: id, now: new_id })
            })
            .collect();
        if !corrected.is_empty() {
            (self.send)(Event::Corrected(corrected));
        }
    }
}
