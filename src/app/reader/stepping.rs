//! From quote to quote, link to link, paragraph to paragraph, hit to hit.

use super::{Focus, Reader, Search};
use crate::layout::Part;
use crate::library::query::{Matcher, TextField};

impl Reader {
    /// Goes `by` quotes on or back, as far as there are some; `None` when there is no other.
    pub fn step_quote(&mut self, by: isize) -> Option<usize> {
        let quotes = &self.article.quotes;
        let first = if let Some(Focus::Quote(quote)) = self.focus {
            quote.checked_add_signed(by.signum())
        } else {
            let (block, start) = self.anchor();
            let behind = quotes.iter().position(|quote| {
                let at = self.page.block_at(quote.paragraph, quote.start);
                at.is_some_and(|at| at > block || at == block && quote.start >= start)
            });
            if by > 0 { behind } else { behind.unwrap_or(quotes.len()).checked_sub(1) }
        };
        let first = first.filter(|&first| first < quotes.len())?;
        let next = first.saturating_add_signed(by - by.signum()).min(quotes.len() - 1);
        let quote = quotes.get(next)?;
        let (paragraph, start) = (quote.paragraph, quote.start);
        self.focus = Some(Focus::Quote(next));
        if let Some(block) = self.page.block_at(paragraph, start) {
            self.show(block, start);
        }
        Some(next)
    }

    /// Goes `by` story links on or back, around the ends; `false` when there is none.
    pub fn step_link(&mut self, by: isize) -> bool {
        let all = self.story_blocks();
        let current = match self.focus {
            Some(Focus::Link(section, item)) => all.iter().position(|&(_, s, i)| (s, i) == (section, item)),
            _ => None,
        };
        let (from, by) = match current {
            Some(current) => (current, by),
            None if by > 0 => (all.iter().position(|&(block, ..)| block >= self.top.0).unwrap_or(0), by - 1),
            None => (0, by),
        };
        let around = isize::try_from(all.len()).ok().and_then(|len| by.checked_rem_euclid(len));
        let next = around.and_then(|by| from.checked_add_signed(by)).map(|next| next % all.len());
        let Some(&(block, section, item)) = next.and_then(|next| all.get(next)) else {
            return false;
        };
        self.focus = Some(Focus::Link(section, item));
        self.show(block, 0);
        true
    }

    /// The story links in the window, by section and item; scrolls to the first ones when there is none.
    pub fn links_in_window(&mut self) -> Vec<(usize, usize)> {
        let mut found = self.links_visible();
        if found.is_empty()
            && let Some(&(block, ..)) = self.story_blocks().first()
        {
            self.top = (block.saturating_sub(1), 0);
            self.stop_at_the_end();
            found = self.links_visible();
        }
        found
    }

    /// Goes `by` hits on or back, around the ends; `false` when there is none.
    pub fn step_hit(&mut self, by: isize) -> bool {
        let Some(search) = self.search.as_mut().filter(|search| !search.hits.is_empty()) else {
            return false;
        };
        let count = search.hits.len();
        search.current = (search.current + count).checked_add_signed(by).unwrap_or(0) % count;
        self.show_hit();
        true
    }

    pub(super) fn show_hit(&mut self) {
        let hit = self.search.as_ref().and_then(|search| search.hits.get(search.current));
        if let Some((block, range)) = hit {
            let (block, start) = (*block, range.start);
            self.show(block, self.offset(block) + start);
        }
    }

    /// Singles out the quote that starts at a place in the body, or the paragraph, and scrolls there.
    pub(in crate::app) fn show_place(&mut self, paragraph: usize, start: usize) {
        let quote = self.article.quotes.iter().position(|quote| (quote.paragraph, quote.start) == (paragraph, start));
        self.focus = Some(quote.map_or(Focus::Paragraph(paragraph), Focus::Quote));
        if let Some(block) = self.page.block_at(paragraph, start) {
            self.show(block, start);
        }
    }

    /// Scrolls so that a byte of a block is in the window, with a third of it above when it was not.
    pub(super) fn show(&mut self, block: usize, start: usize) {
        let visible = self
            .rows()
            .iter()
            .any(|row| row.block == block && row.start <= start && start < row.end.max(row.start + 1));
        if !visible {
            let row = self.block(block).iter().rposition(|row| row.start <= start);
            self.top = (block, row.unwrap_or(0));
            self.up(self.height / 3);
            self.stop_at_the_end();
        }
    }

    fn links_visible(&self) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        for row in self.rows() {
            if let Part::Story { section, item } = row.part
                && found.last() != Some(&(section, item))
            {
                found.push((section, item));
            }
        }
        found
    }

    fn story_blocks(&self) -> Vec<(usize, usize, usize)> {
        let blocks = self.page.blocks.iter().enumerate();
        blocks
            .filter_map(|(number, block)| match block.part {
                Part::Story { section, item } => Some((number, section, item)),
                _ => None,
            })
            .collect()
    }

    /// Singles out the paragraph `by` further on; the first time the one at the top of the window.
    pub fn step_paragraph(&mut self, by: isize) {
        let last = self.article.paragraphs.len().saturating_sub(1);
        let next = match self.paragraph() {
            Some(current) if matches!(self.focus, Some(Focus::Paragraph(_) | Focus::Quote(_))) => {
                current.saturating_add_signed(by).min(last)
            }
            current => current.unwrap_or(if by > 0 { 0 } else { last }),
        };
        self.focus = Some(Focus::Paragraph(next));
        if let Some(block) = self.page.block_at(next, 0) {
            self.show(block, 0);
        }
    }

    /// The paragraph that is singled out, or holds the quote that is; else the first one in the window.
    #[must_use]
    pub fn paragraph(&self) -> Option<usize> {
        match self.focus {
            Some(Focus::Paragraph(paragraph)) => Some(paragraph),
            Some(Focus::Quote(quote)) => self.article.quotes.get(quote).map(|quote| quote.paragraph),
            _ => self.rows().iter().find_map(|row| match row.part {
                Part::Paragraph(paragraph) => Some(paragraph),
                _ => None,
            }),
        }
    }

    /// The quote that is singled out, else the first one in the window.
    #[must_use]
    pub fn quote(&self) -> Option<usize> {
        if let Some(Focus::Quote(quote)) = self.focus {
            return Some(quote);
        }
        let rows = self.rows();
        let visible = |paragraph: usize, start: usize| {
            rows.iter().any(|row| row.part == Part::Paragraph(paragraph) && row.start <= start && start < row.end)
        };
        self.article.quotes.iter().position(|quote| visible(quote.paragraph, quote.start))
    }

    /// Searches for what a query looks for, and goes to the first hit.
    pub fn search_by(&mut self, matcher: &Matcher, text: &str) {
        let language = self.article.language.as_deref();
        let mut hits = Vec::new();
        for (number, block) in self.page.blocks.iter().enumerate() {
            let field = match block.part {
                Part::Headline => TextField::Title,
                Part::Paragraph(_) => TextField::Body,
                _ => continue,
            };
            let mut places: Vec<_> =
                matcher.places(field, &block.text, language).into_iter().map(|(_, range)| range).collect();
            places.sort_by_key(|range| (range.start, range.end));
            hits.extend(places.into_iter().map(|range| (number, range)));
        }
        if hits.is_empty() {
            return;
        }
        // The headline is in view anyway: the first hit of the body tells more.
        let body = |(block, _): &(usize, _)| self.page.blocks.get(*block).is_some_and(|it| it.part != Part::Headline);
        let current = hits.iter().position(body).unwrap_or(0);
        self.search = Some(Search { text: text.to_owned(), hits, current });
        self.show_hit();
    }
}
