//! An article beside a copy of it.

use std::sync::Arc;

use super::{Focus, Reader};
use crate::layout::grouped;
use crate::library::asks::Compared;

impl Reader {
    /// The number of the copy that is compared next; `None` behind the last one.
    #[must_use]
    pub fn next_copy(&self) -> Option<usize> {
        let next = self.compared.as_ref().map_or(0, |(_, number)| number + 1);
        (next < self.copies.len()).then_some(next)
    }

    /// Shows how the article differs from a copy, or no longer.
    pub fn compare(&mut self, compared: Option<(Arc<Compared>, usize)>) {
        self.folds.comparison = compared.as_ref().map(|(compared, _)| Arc::clone(&compared.comparison));
        self.folds.left_out = true;
        self.compared = compared;
        self.fold_anew();
    }

    /// What it is compared with, and what came of it, in words.
    pub(in crate::app) fn compares(&self) -> Option<String> {
        let (compared, number) = self.compared.as_ref()?;
        let day = compared.published.map_or_else(|| "undated".to_owned(), |stamp| stamp.date.to_string());
        let mut said =
            format!("beside copy {} of {} \u{b7} {} \u{b7} {day}", number + 1, self.copies.len(), compared.site);
        if self.article.headline.as_deref() != Some(compared.headline.as_str()) {
            said.push_str(&format!(" \u{b7} \u{201c}{}\u{201d}", compared.headline));
        }
        let comparison = &compared.comparison;
        let counts = [
            (comparison.added.len(), "added (+)"),
            (comparison.left_out.len(), "left out (-)"),
            (comparison.changed.len(), "changed (~)"),
        ];
        let counts = counts.iter().filter(|(count, _)| *count > 0);
        let counts: Vec<String> = counts.map(|(count, what)| format!("{} {what}", grouped(*count as u64))).collect();
        let counts = if counts.is_empty() { "the same paragraphs".to_owned() } else { counts.join(", ") };
        Some(format!("{said} \u{b7} {counts}"))
    }

    /// Goes `by` places on or back that differ from the copy; `false` where there is none.
    pub fn step_difference(&mut self, by: isize) -> bool {
        let Some((compared, _)) = &self.compared else { return false };
        let last = self.article.paragraphs.len().saturating_sub(1);
        let comparison = &compared.comparison;
        let added = comparison.added.iter().copied();
        let changed = comparison.changed.iter().map(|changed| changed.paragraph);
        let left_out = comparison.left_out.iter().map(|left_out| left_out.before.min(last));
        let mut places: Vec<usize> = added.chain(changed).chain(left_out).collect();
        places.sort_unstable();
        places.dedup();
        let at = match self.focus {
            Some(Focus::Paragraph(paragraph)) => Some(paragraph),
            _ => self.paragraph().and_then(|first| first.checked_sub(1)),
        };
        let found = if by > 0 {
            places.iter().find(|place| at.is_none_or(|at| **place > at))
        } else {
            places.iter().rev().find(|place| at.is_some_and(|at| **place < at))
        };
        let Some(&paragraph) = found else { return false };
        self.show_place(paragraph, 0);
        self.focus = Some(Focus::Paragraph(paragraph));
        true
    }
}
