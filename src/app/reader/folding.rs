//! What is folded away.

use super::Reader;
use crate::layout::{Page, Part};

impl Reader {
    /// Folds the prose between the quotes away, or unfolds it. The paragraph at the top stays.
    pub fn toggle_prose(&mut self) {
        self.folds.prose = !self.folds.prose;
        self.fold_anew();
    }

    /// Folds the stray lines or the section at hand, or unfolds them; `false` where there is neither.
    pub fn toggle_fold(&mut self) -> bool {
        let link = match self.focus {
            Some(super::Focus::Link(section, _)) => Some(Part::SectionHeading(section)),
            _ => None,
        };
        let rows = self.rows();
        let parts = rows.iter().map(|row| row.part);
        let foldable = |part: &Part| {
            matches!(part, Part::Stray(_) | Part::StraysFolded(_) | Part::SectionHeading(_) | Part::Story { .. })
        };
        match link.or_else(|| parts.into_iter().find(foldable)) {
            Some(Part::Stray(_) | Part::StraysFolded(_)) => self.folds.strays = !self.folds.strays,
            Some(Part::SectionHeading(section) | Part::Story { section, .. }) => {
                let before = self.folds.sections.len();
                self.folds.sections.retain(|other| *other != section);
                if self.folds.sections.len() == before {
                    self.folds.sections.push(section);
                    self.focus = None;
                }
            }
            _ => return false,
        }
        self.fold_anew();
        true
    }

    /// Folds stray lines and sections, or unfolds everything.
    pub fn fold_all(&mut self, folded: bool) {
        self.folds.prose &= folded;
        self.folds.strays = folded;
        self.folds.sections = if folded { (0..self.article.sections.len()).collect() } else { Vec::new() };
        self.focus = self.focus.filter(|focus| !folded || !matches!(focus, super::Focus::Link(..)));
        self.fold_anew();
    }

    /// Shows another note.
    pub fn set_note(&mut self, note: Option<std::sync::Arc<str>>) {
        if self.note != note {
            self.note = note;
            self.fold_anew();
        }
    }

    fn fold_anew(&mut self) {
        let at_top = self.top == (0, 0);
        let place = self.place();
        self.page = Page::new(&self.article, &self.folds, self.note.as_deref());
        self.laid_out.borrow_mut().clear();
        self.lines = None;
        self.top = (0, 0);
        match place {
            _ if at_top => {}
            Some(place) => self.resume(place),
            None => self.to_bottom(),
        }
        if let Some(search) = self.search.take() {
            self.search_for(&search.text, false);
        }
        self.stop_at_the_end();
    }
}
