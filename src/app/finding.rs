//! Search in the list: the rows that a query finds, without taking the others away.

use std::sync::Arc;

use super::prompt::Purpose;
use super::verbs::Job;
use super::{Effect, Focus, State};
use crate::layout::grouped;
use crate::library::bits::Bits;
use crate::library::query::{Matcher, Query};
use crate::library::{Position, View};

/// What a search found.
#[derive(Debug)]
pub struct Found {
    /// What was typed.
    pub text: String,
    /// What the query looks for in the articles.
    pub matcher: Arc<Matcher>,
    /// The rows.
    pub rows: Bits,
    /// How many of them the view has.
    pub count: usize,
    /// The answer that is awaited.
    token: u64,
    /// The row from which the search began.
    from: usize,
    /// The cursor has gone to the first one.
    arrived: bool,
}

impl Found {
    /// The row from which the search began.
    pub(super) fn from(&self) -> usize {
        self.from
    }
}

impl State {
    /// Asks what a query finds, for a job or, without one, for the search of the list.
    pub(super) fn find(&mut self, text: &str, job: Option<Job>, effects: &mut Vec<Effect>) {
        let query = match Query::parse(text, self.today) {
            Ok(query) => query,
            Err(error) => {
                self.status = Some(error.to_string());
                return;
            }
        };
        let matcher = Arc::new(Matcher::new(&query.filter));
        let token = if let Some(job) = job {
            self.wait_for(job)
        } else {
            let token = self.next_token();
            let begun = self.found.as_ref().filter(|found| !found.arrived).map(|found| found.from);
            let from = begun.unwrap_or(self.list.cursor());
            let text = text.to_owned();
            self.found = Some(Found { text, matcher, rows: Bits::default(), count: 0, token, from, arrived: false });
            token
        };
        effects.push(Effect::Find(query, self.marks.clone(), token));
    }

    /// What a query found has come, or a part of it.
    pub(super) fn found(&mut self, view: &View, effects: &mut Vec<Effect>) {
        let order = self.list.order();
        let most = order.iter().chain(view.order.iter()).max().map_or(0, |most| *most as usize + 1);
        let mut rows = Bits::new(most);
        for position in view.order.iter() {
            rows.set(*position as usize);
        }
        if let Some(found) = self.found.as_mut().filter(|found| found.token == view.token) {
            found.count = order.iter().filter(|position| rows.get(**position as usize)).count();
            found.rows = rows;
            let (from, arrived) = (found.from, found.arrived);
            if !arrived && self.focus == Focus::List {
                self.list.go(from);
                let here = self.list.selected().is_some_and(|position| self.is_found(position));
                let arrived = (here || self.go_to_found(1)) && self.prompt.is_none();
                if let Some(found) = &mut self.found {
                    found.arrived = arrived;
                }
                self.preview(effects);
            }
            return;
        }
        if view.searching.is_some() {
            return;
        }
        let here: Vec<Position> = order.iter().copied().filter(|position| rows.get(*position as usize)).collect();
        match self.job(view.token) {
            Some(Job::Select) => self.select_these(&here),
            Some(Job::Reach) if here.is_empty() => self.status = Some("no article of the view is like this".to_owned()),
            Some(Job::Reach) => self.reach(super::reach::Reach::These(here.into())),
            _ => {}
        }
    }

    /// Whether the search found the row at a position.
    #[must_use]
    pub fn is_found(&self, position: Position) -> bool {
        self.found.as_ref().is_some_and(|found| found.rows.get(position as usize))
    }

    /// Puts the cursor on the next row that was found, forwards or backwards and round the end; `false` where there is none.
    fn go_to_found(&mut self, by: isize) -> bool {
        let (len, cursor) = (self.list.len(), self.list.cursor());
        let order = Arc::clone(self.list.order());
        let is = |row: &usize| order.get(*row).is_some_and(|position| self.is_found(*position));
        let next = if by > 0 {
            (cursor + 1..len).chain(0..cursor.min(len)).find(is)
        } else {
            (0..cursor.min(len)).rev().chain((cursor + 1..len).rev()).find(is)
        };
        next.is_some_and(|row| self.list.go(row))
    }

    /// The next row that was found.
    pub(super) fn found_hit(&mut self, by: isize, effects: &mut Vec<Effect>) {
        let Some(found) = &self.found else {
            let key = self.keymap.label(super::action::Action::Search, self.scope()).unwrap_or("/");
            self.status = Some(format!("nothing was searched: {key} searches"));
            return;
        };
        self.status = Some(match found.count {
            0 => format!("no article of the list is like {}", found.text),
            count => format!("{} found for {}", grouped(count as u64), found.text),
        });
        // Around the end once is as far as it goes.
        let times = by.unsigned_abs().min(self.list.len());
        let moves = (0..times).take_while(|_| self.go_to_found(by)).count();
        if moves > 0 {
            self.preview(effects);
        }
    }

    /// Begins a search of the list.
    pub(super) fn search_list(&mut self, effects: &mut Vec<Effect>) {
        self.found = None;
        self.ask(Purpose::Find, "", effects);
    }
}
