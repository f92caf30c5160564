//! What is folded away.

use super::Reader;
use crate::article::ArticleId;
use crate::layout::{Page, Part, grouped};
use crate::library::{Position, Standing};

impl Reader {
    /// Folds the prose between the quotes away, or unfolds it. The paragraph at the top stays.
    pub fn toggle_prose(&mut self) {
        self.folds.prose = !self.folds.prose;
        self.fold_anew();
    }

    /// Folds the stray lines, the boilerplate or the section at hand, or unfolds them; `false` where there is none.
    pub fn toggle_fold(&mut self) -> bool {
        let link = match self.focus {
            Some(super::Focus::Link(section, _)) => Some(Part::SectionHeading(section)),
            _ => None,
        };
        let rows = self.rows();
        let parts = rows.iter().map(|row| row.part);
        let foldable = |part: &Part| {
            let is_boilerplate = matches!(part, Part::Paragraph(number) if self.folds.recurs(*number).is_some());
            is_boilerplate
                || matches!(
                    part,
                    Part::Stray(_)
                        | Part::StraysFolded(_)
                        | Part::Boilerplate(_)
                        | Part::LeftOut(_)
                        | Part::LeftOutFolded(_)
                        | Part::SectionHeading(_)
                        | Part::Story { .. }
                )
        };
        match link.or_else(|| parts.into_iter().find(foldable)) {
            Some(Part::Stray(_) | Part::StraysFolded(_)) => self.folds.strays = !self.folds.strays,
            Some(Part::Boilerplate(_) | Part::Paragraph(_)) => self.folds.boilerplate = !self.folds.boilerplate,
            Some(Part::LeftOut(_) | Part::LeftOutFolded(_)) => self.folds.left_out = !self.folds.left_out,
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

    /// Folds the paragraphs away that stood in what was read, or unfolds them; `false` where there are none.
    pub fn toggle_known(&mut self) -> bool {
        let known: Vec<usize> = self.known.iter().enumerate().filter(|(_, known)| **known).map(|(at, _)| at).collect();
        if known.is_empty() {
            return false;
        }
        self.folds.paragraphs = if self.folds.paragraphs.is_empty() { known } else { Vec::new() };
        self.fold_anew();
        true
    }

    /// Takes what the library knows of the article beyond what it says.
    pub fn set_ties(
        &mut self,
        standing: Option<Standing>,
        known: Vec<bool>,
        boilerplate: Vec<u32>,
        copies: Vec<(Position, ArticleId)>,
    ) {
        self.known = known;
        self.copies = copies;
        let changed = self.standing != standing || self.folds.recurring != boilerplate;
        if self.folds.recurring != boilerplate {
            // An article that is nothing else is what there is to read.
            self.folds.boilerplate = boilerplate.contains(&0);
            self.folds.recurring = boilerplate;
        }
        if changed {
            self.standing = standing;
            self.fold_anew();
        }
    }

    /// How the article stands to the others, in words; `None` where there is nothing to say.
    fn stands(&self) -> Option<String> {
        let standing = self.standing?;
        let count = |count: u32, one: &str, many: &str| match count {
            0 => None,
            1 => Some(format!("1 {one}")),
            count => Some(format!("{} {many}", grouped(u64::from(count)))),
        };
        let promoted = count(standing.promoted, "page", "pages").map(|pages| format!("promoted by {pages}"));
        let known = self.known.iter().any(|known| *known).then(|| {
            let new = standing.paragraphs.saturating_sub(standing.known);
            format!("new: {new} of {} paragraphs", standing.paragraphs)
        });
        let parts = [promoted, count(standing.copies, "copy", "copies"), known];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(" \u{b7} "))
    }

    /// Folds stray lines, boilerplate and sections, or unfolds everything.
    pub fn fold_all(&mut self, folded: bool) {
        self.folds.prose &= folded;
        if !folded {
            self.folds.paragraphs.clear();
        }
        self.folds.strays = folded;
        self.folds.boilerplate = folded;
        self.folds.left_out = folded;
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

    pub(super) fn fold_anew(&mut self) {
        let at_top = self.top == (0, 0);
        let place = self.place();
        self.page = Page::new(&self.article, &self.folds, self.note.as_deref());
        for line in self.stands().into_iter().chain(self.compares()) {
            self.page.add_to_head(&line);
        }
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
