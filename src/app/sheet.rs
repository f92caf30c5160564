//! The sheet: what was asked beside the list, over the panes, a row each: counts, quotes, hits in context.
//!
//! Where a row opens an article the sheet steps aside, and is there again when the reader goes back.

mod verbs;

use std::sync::Arc;

use crate::library::Position;
use crate::library::asks::Told;
use crate::library::facets::{Count, Facet};
use crate::library::kwic::{self, By};
use crate::library::voices::{Entry, Said};

/// Rows below the list of rows, for what the one at the cursor says.
pub const DETAIL: usize = 7;

/// What a sheet is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// How many articles of the view have what.
    Facet(Facet),
    /// What somebody said.
    Voices(String),
    /// The hits of the limit in force.
    Kwic,
}

/// A place in an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aim {
    position: Position,
    paragraph: Option<usize>,
    start: usize,
}

/// What was asked, as far as it has come.
#[derive(Debug)]
pub struct Sheet {
    /// What it is about.
    pub about: About,
    /// The answer.
    pub told: Option<Arc<Told>>,
    /// Articles that were read to answer, of how many, while that goes on.
    pub reading: Option<(u64, u64)>,
    /// The row at the cursor.
    pub at: usize,
    /// The first row on the screen.
    pub top: usize,
    /// Where a range of rows was begun.
    pub anchor: Option<usize>,
    /// By what hits are in order.
    pub by: Option<By>,
    /// The hits in that order, by their number.
    pub order: Vec<usize>,
    /// Whether an article of it is being read.
    pub is_aside: bool,
    token: u64,
}

/// One row.
#[derive(Clone, Copy, Debug)]
pub enum Row<'a> {
    /// A count, and the greatest of all.
    Count(&'a Count, u64),
    /// A quote.
    Entry(&'a Entry),
    /// Another article that carries the quote above, and whether it cut it.
    Also(&'a Said, bool),
    /// A hit.
    Line(&'a kwic::Line, Option<crate::article::Stamp>),
}

impl Sheet {
    fn new(about: About, token: u64) -> Self {
        Self {
            about,
            told: None,
            reading: None,
            at: 0,
            top: 0,
            anchor: None,
            by: None,
            order: Vec::new(),
            is_aside: false,
            token,
        }
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        match self.told.as_deref() {
            Some(Told::Facet(_, counted)) => counted.counts.len(),
            Some(Told::Voices(entries)) => entries.iter().map(|entry| 1 + entry.also.len()).sum(),
            Some(Told::Kwic(lines)) => lines.len(),
            _ => 0,
        }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Some rows from one on.
    #[must_use]
    pub fn rows(&self, from: usize, rows: usize) -> Vec<Row<'_>> {
        match self.told.as_deref() {
            Some(Told::Facet(_, counted)) => {
                let most = counted.counts.iter().map(|count| count.articles).max().unwrap_or_default();
                counted.counts.iter().skip(from).take(rows).map(|count| Row::Count(count, most)).collect()
            }
            Some(Told::Voices(entries)) => {
                let all = entries.iter().flat_map(|entry| {
                    let also = entry.also.iter().map(|also| Row::Also(&also.said, also.cut));
                    std::iter::once(Row::Entry(entry)).chain(also)
                });
                all.skip(from).take(rows).collect()
            }
            Some(Told::Kwic(lines)) => {
                let line = |at: &usize| lines.get(*at).map(|(_, published, line)| Row::Line(line, *published));
                self.order.iter().skip(from).take(rows).filter_map(line).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The row at the cursor.
    #[must_use]
    pub fn row(&self) -> Option<Row<'_>> {
        self.rows(self.at, 1).first().copied()
    }

    fn take(&mut self, told: &Arc<Told>, reading: Option<(u64, u64)>) {
        let value = match self.row() {
            Some(Row::Count(count, _)) => Some(count.value.clone()),
            _ => None,
        };
        self.told = Some(Arc::clone(told));
        self.reading = reading;
        self.put_in_order();
        // Counted anew, the cursor stays on its value.
        if let (Some(value), Some(Told::Facet(_, counted))) = (value, self.told.as_deref()) {
            self.at = counted.counts.iter().position(|count| count.value == value).unwrap_or_default();
        }
    }

    fn put_in_order(&mut self) {
        if let Some(Told::Kwic(lines)) = self.told.as_deref() {
            self.order = (0..lines.len()).collect();
            if let Some(by) = self.by {
                self.order.sort_by_cached_key(|at| lines.get(*at).map(|(.., line)| line.key(by)));
            }
        }
        self.at = self.at.min(self.len().saturating_sub(1));
    }

    /// Moves the cursor, and the window with it.
    fn go(&mut self, to: usize, height: usize) {
        self.at = to.min(self.len().saturating_sub(1));
        self.top = self.top.clamp((self.at + 1).saturating_sub(height.max(1)), self.at);
    }

    /// Where the row at the cursor stands.
    fn aim(&self) -> Option<Aim> {
        let said = |said: &Said| Aim {
            position: said.position,
            paragraph: Some(said.quote.paragraph),
            start: said.quote.start,
        };
        match self.row()? {
            Row::Count(..) => None,
            Row::Entry(entry) => Some(said(&entry.said)),
            Row::Also(other, _) => Some(said(other)),
            Row::Line(line, _) => {
                let Some(Told::Kwic(lines)) = self.told.as_deref() else { return None };
                let (position, ..) = lines.get(*self.order.get(self.at)?)?;
                Some(Aim { position: *position, paragraph: line.paragraph, start: line.range.start })
            }
        }
    }

    /// The query that leaves only the rows that are chosen: the one at the cursor, or a range of days.
    fn query(&self) -> Option<String> {
        let Row::Count(count, _) = self.row()? else { return None };
        let Some(anchor) =
            self.anchor.filter(|_| matches!(self.about, About::Facet(Facet::Year | Facet::Month | Facet::Day)))
        else {
            return count.query.clone();
        };
        // The newest stand first.
        let (newest, oldest) = (anchor.min(self.at), anchor.max(self.at));
        let value = |at: usize| match self.rows(at, 1).first() {
            Some(Row::Count(count, _)) if !count.value.is_empty() => Some(count.value.to_string()),
            _ => None,
        };
        Some(format!("date:{}..{}", value(oldest)?, value(newest)?))
    }
}
