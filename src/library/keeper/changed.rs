//! Files that changed: their rows go, unless they only grew, and the marks of articles that were corrected go on to the new texts.

use std::sync::Arc;

use super::super::catalogue::{Catalogue, Folder, ListedFile, Place};
use super::super::grown::Known;
use super::super::scan::FoundFile;
use super::super::sweep::Compared;
use super::super::{Event, Position, Rewritten};
use super::Keeper;
use crate::article::{ArticleId, Text};
use crate::marks::{self, Before, Correction};

/// A file that changed: its folder, its name, and what is known of it.
type Changed = (Folder, Vec<u8>, Option<Known>);

impl Keeper {
    /// What is known of the files that changed.
    pub(super) fn known(catalogue: &Catalogue, compared: &Compared) -> Vec<Changed> {
        let changed = compared.changed.iter().map(|(folder, file)| {
            let rows = compared.outdated.get(&folder.key(&file.name));
            let known = rows.and_then(|rows| Known::new(catalogue, file, rows));
            (folder.clone(), file.name.clone(), known)
        });
        changed.collect()
    }

    /// Takes the rows that a file had before out of the list, once those that were found are shown; but not where it grew. Of a
    /// file that comes in parts as many go as come, until its last part, so that the list does not shrink meanwhile.
    pub(super) fn replace(&mut self, found: &FoundFile) {
        let key = found.folder.key(&found.file.name);
        let mut rows = self.outdated.remove(&key).unwrap_or_default();
        // In a file of many articles, nothing tells which one became which.
        let only = if let [only] = rows.as_slice() { Some(*only) } else { None };
        if found.file.modified == ListedFile::UNFINISHED && !found.grown {
            let left = rows.split_off(found.rows.len().min(rows.len()));
            if !left.is_empty() {
                self.outdated.insert(key, left);
            }
        }
        if found.many {
            Arc::make_mut(&mut self.spread).insert(key, (found.file.modified, found.file.size));
        } else if self.spread.contains_key(&key) {
            Arc::make_mut(&mut self.spread).remove(&key);
        }
        if found.grown {
            return;
        }
        let before = only.or_else(|| self.emptied.remove(&key));
        if let Some(before) = before.filter(|_| !found.continued) {
            match (found.rows.as_slice(), Position::try_from(self.growth.next())) {
                // Whoever writes a file empties it first.
                ([], _) => drop(self.emptied.insert(key, before)),
                ([_], Ok(now)) => self.rewritten.push((before, now)),
                _ => {}
            }
        }
        self.replaced.extend(rows);
    }

    /// The last listing of a file tells the problems of all its parts.
    pub(super) fn gather_problems(&mut self, found: &mut FoundFile) {
        let key = found.folder.key(&found.file.name);
        if found.file.modified == ListedFile::UNFINISHED {
            self.parted.entry(key).or_default().append(&mut found.file.problems);
        } else if let Some(mut problems) = self.parted.remove(&key) {
            problems.append(&mut found.file.problems);
            found.file.problems = problems;
        }
    }

    /// What a row has become.
    pub(super) fn became(catalogue: &Catalogue, before: Position, now: Position) -> Rewritten {
        let id = catalogue.id_and_headline(now).map_or(ArticleId::default(), |(id, _)| id);
        Rewritten { before, now, id }
    }

    /// Tells which articles have other rows now, and which have another text. Under another headline it is another article.
    pub(super) fn tell_rewritten(&mut self, catalogue: &Catalogue) {
        let rewritten = std::mem::take(&mut self.rewritten);
        if !rewritten.is_empty() {
            let rows = rewritten.iter().map(|(before, now)| Self::became(catalogue, *before, *now)).collect();
            (self.send)(Event::Rewritten(rows));
        }
        let corrected: Vec<Correction> = rewritten
            .into_iter()
            .filter_map(|(before, now)| {
                let (id, headline) = catalogue.id_and_headline(before).ok()?;
                let (new_id, new_headline) = catalogue.id_and_headline(now).ok()?;
                let is_known = new_id != ArticleId::default() && headline != 0;
                if !is_known || id == new_id || headline != new_headline {
                    return None;
                }
                let before = if id == ArticleId::default() {
                    let Place { path, record } = catalogue.place(now).ok()?;
                    Before::At(marks::Place::new(&path, &record.to_string(), Text::default()).path)
                } else {
                    Before::Known(id)
                };
                Some(Correction { before, now: new_id })
            })
            .collect();
        if !corrected.is_empty() {
            (self.send)(Event::Corrected(corrected));
        }
    }
}
