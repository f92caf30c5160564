//! The limit of the list: what was typed, what it means, and what completes it.

use std::sync::Arc;

use jiff::civil::Date;

use super::{Effect, State};
use crate::library::query::{Completion, Expr, Field, Flag, Leaf, Matcher, Query, QueryError, TextField, complete};

/// What the list is limited to.
#[derive(Debug, Default)]
pub struct Limited {
    /// The query, as it was typed.
    pub text: String,
    /// Only unread articles.
    pub unread: bool,
    /// Only starred articles.
    pub starred: bool,
    /// What is wrong with what is being typed; the limit before stays in force.
    pub error: Option<QueryError>,
    /// What the query in force looks for in the articles.
    pub matcher: Option<Arc<Matcher>>,
    /// What Tab has offered for the text as it was.
    completing: Option<Completing>,
}

/// A completion that Tab goes through.
#[derive(Debug)]
struct Completing {
    before: String,
    completion: Completion,
    chosen: usize,
}

impl Limited {
    /// Whether all articles are listed.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.text.trim().is_empty() && !self.unread && !self.starred
    }

    /// The query in force.
    ///
    /// # Errors
    ///
    /// When what was typed is none.
    fn query(&self, today: Date) -> Result<Query, QueryError> {
        let query = Query::parse(&self.text, today)?;
        let flag = |flag| Expr::Leaf(Leaf::Is(flag));
        let flags = [self.unread.then(|| flag(Flag::Unread)), self.starred.then(|| flag(Flag::Starred))];
        let mut parts: Vec<Expr> = flags.into_iter().flatten().collect();
        if parts.is_empty() {
            return Ok(query);
        }
        if !matches!(query.filter, Expr::All) {
            parts.push(query.filter);
        }
        Ok(Query { filter: Expr::And(parts), ..query })
    }

    /// The text with the next completion in it, forwards or backwards.
    pub(super) fn complete(&mut self, text: &str, forwards: bool, values: &Values) -> Option<String> {
        let again = self.completing.as_mut().filter(|completing| completing.text() == text);
        if let Some(completing) = again {
            let count = completing.completion.candidates.len();
            completing.chosen = (completing.chosen + if forwards { 1 } else { count - 1 }) % count;
            return Some(completing.text());
        }
        let completion = complete(text, text.len(), &|field, typed| values.of(field, typed))?;
        let completing = Completing { before: text.to_owned(), completion, chosen: 0 };
        let text = completing.text();
        self.completing = Some(completing);
        Some(text)
    }

    /// The candidates of the completion at hand, and which is chosen.
    #[must_use]
    pub fn candidates(&self, text: &str) -> Option<(Vec<&str>, usize)> {
        let completing = self.completing.as_ref().filter(|completing| completing.text() == text)?;
        let names = completing.completion.candidates.iter().map(|candidate| candidate.text.as_str()).collect();
        Some((names, completing.chosen))
    }
}

impl Completing {
    fn text(&self) -> String {
        let range = self.completion.range.clone();
        let chosen = self.completion.candidates.get(self.chosen).map_or("", |candidate| candidate.text.as_str());
        let before = self.before.get(..range.start).unwrap_or_default();
        let behind = self.before.get(range.end..).unwrap_or_default();
        format!("{before}{chosen}{behind}")
    }
}

/// What the library has for the fields of a query.
#[derive(Debug, Default)]
pub struct Values {
    /// The names of its sites.
    pub sites: Vec<String>,
    /// The tags that were given.
    pub tags: Vec<String>,
}

impl Values {
    fn of(&self, field: Field, typed: &str) -> Vec<String> {
        let values = match field {
            Field::Text(TextField::Site | TextField::Source) => &self.sites,
            Field::Tag => &self.tags,
            _ => return Vec::new(),
        };
        let typed = typed.to_lowercase();
        values.iter().filter(|value| value.to_lowercase().starts_with(&typed)).take(20).cloned().collect()
    }
}

impl State {
    /// Limits the list anew, by the marks as they are now. What is no query leaves the list as it was.
    pub(super) fn limit(&mut self, effects: &mut Vec<Effect>) {
        match self.limited.query(self.today) {
            Ok(query) => {
                self.limited.error = None;
                let matcher = Matcher::new(&query.filter);
                self.limited.matcher = matcher.has_hits().then(|| Arc::new(matcher));
                self.rows.forget_hits();
                self.view = self.next_token();
                effects.push(Effect::Limit(query, self.marks.clone(), self.view));
            }
            Err(error) => self.limited.error = Some(error),
        }
    }
}
