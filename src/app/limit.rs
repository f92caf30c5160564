//! The limit of the list: what was typed, what it means, and what completes it.

use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Effect, State};
use crate::config::{Group, Search, Settings};
use crate::library::GroupBy;
use crate::library::query::{
    Completion, Expr, Field, Flag, Has, Leaf, Matcher, Query, QueryError, Sort, TextField, Tie, complete,
};
use crate::marks::{Entry, Marks};

/// What the list is limited to.
#[derive(Debug, Default)]
pub struct Limited {
    /// The limits in force, each within those before.
    pub layers: Vec<Layer>,
    /// A limit that is being typed, within all others.
    pub typing: Option<String>,
    /// Limits that what is being typed is to take the place of.
    pub(super) aside: Vec<Layer>,
    /// The order, where no query says another one.
    pub sort: Vec<Sort>,
    /// By what the list is grouped.
    pub group: Group,
    /// What is wrong with what is being typed; the limit before stays in force.
    pub error: Option<QueryError>,
    /// What the queries in force look for in the articles.
    pub matcher: Option<Arc<Matcher>>,
    /// The marks by which articles are in the list: one that is marked stays in it until the list is asked for again.
    marks: Marks,
    /// What Tab has offered for the text as it was.
    completing: Option<Completing>,
}

/// Records of a step that are looked at one by one when it is undone.
const UNDONE: usize = 1_000;

/// The fields of queries that list what has to do with one article.
const TIES: [&str; 2] = ["links-to", "copy-of"];

/// One limit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Layer {
    /// What a query finds; the second is its name, if it is a saved one.
    Query(String, Option<String>),
    /// Only unread articles.
    Unread,
    /// Only starred articles.
    Starred,
    /// Only articles with a note.
    Noted,
}

impl Layer {
    /// What it is called on the screen.
    #[must_use]
    pub fn label(&self) -> &str {
        match self {
            Self::Query(_, Some(name)) => name,
            Self::Query(text, None) => text,
            Self::Unread => "unread",
            Self::Starred => "starred",
            Self::Noted => "noted",
        }
    }

    /// Whether it lists what has to do with one article, whatever the limits before.
    fn is_apart(&self) -> bool {
        let Self::Query(text, Some(_)) = self else { return false };
        TIES.iter().any(|field| text.strip_prefix(field).is_some_and(|rest| rest.starts_with(':')))
    }

    fn query(&self, today: Date) -> Result<Query, QueryError> {
        let leaf = match self {
            Self::Query(text, _) => return Query::parse(text, today),
            Self::Unread => Leaf::Is(Flag::Unread),
            Self::Starred => Leaf::Is(Flag::Starred),
            Self::Noted => Leaf::Has(Has::Note),
        };
        Ok(Query { filter: Expr::Leaf(leaf), ..Query::default() })
    }
}

/// A completion that Tab goes through.
#[derive(Debug)]
struct Completing {
    before: String,
    completion: Completion,
    chosen: usize,
}

impl Limited {
    /// The order and the groups that `settings` ask for, and no limit.
    #[must_use]
    pub fn new(settings: &Settings) -> Self {
        Self { sort: settings.sort.clone(), group: settings.group, ..Self::default() }
    }

    /// The limits in force: those before one that lists what has to do with an article come back when that is left.
    #[must_use]
    pub fn in_force(&self) -> &[Layer] {
        let from = self.layers.iter().rposition(Layer::is_apart).unwrap_or(0);
        self.layers.get(from..).unwrap_or_default()
    }

    /// The query in force.
    ///
    /// # Errors
    ///
    /// When what was typed is none.
    fn query(&self, today: Date) -> Result<Query, QueryError> {
        let typing = self.typing.iter().map(|text| Layer::Query(text.clone(), None));
        let mut parts = Vec::new();
        let (mut sort, mut fold) = (self.sort.clone(), false);
        for layer in self.in_force().iter().cloned().chain(typing) {
            let query = layer.query(today)?;
            // Who asks for copies wants to see them.
            fold = (fold || query.fold) && !matches!(query.filter, Expr::Leaf(Leaf::Tied(Tie::CopyOf, _)));
            if !query.sort.is_empty() {
                sort = query.sort;
            }
            if !matches!(query.filter, Expr::All) {
                parts.push(query.filter);
            }
        }
        let filter = match parts.len() {
            0 => Expr::All,
            1 => parts.remove(0),
            _ => Expr::And(parts),
        };
        Ok(Query { filter, sort, fold })
    }

    /// The queries in force, as they were typed.
    #[must_use]
    pub fn sought(&self) -> String {
        let layers = self.in_force().iter().filter_map(|layer| match layer {
            Layer::Query(text, _) => Some(text.as_str()),
            _ => None,
        });
        layers.chain(self.typing.as_deref()).collect::<Vec<_>>().join(" ")
    }

    /// Takes a limit away if it is in force, else adds it.
    fn toggle(&mut self, layer: &Layer) {
        let before = self.layers.len();
        self.layers.retain(|other| other != layer);
        if self.layers.len() == before {
            self.layers.push(layer.clone());
        }
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
    /// Limits the list within the limits in force; one that is in force already changes nothing.
    pub(super) fn add_limit(&mut self, query: String, effects: &mut Vec<Effect>) {
        let layer = Layer::Query(query, None);
        if !self.limited.layers.contains(&layer) {
            self.toggle_limit(&layer, effects);
        }
    }

    /// Takes a limit away, or adds it.
    pub(super) fn toggle_limit(&mut self, layer: &Layer, effects: &mut Vec<Effect>) {
        self.limited.toggle(layer);
        self.list.reset();
        self.limit(effects);
    }

    /// Limits the list anew, by the marks as they are now. What is no query leaves the list as it was.
    pub(super) fn limit(&mut self, effects: &mut Vec<Effect>) {
        self.limited.marks = self.marks.clone();
        self.limit_again(effects);
    }

    /// Puts the articles of which marks were taken back into the list, or out of it, and leaves those that were marked since.
    pub(super) fn limit_undone(&mut self, entries: &[Entry], effects: &mut Vec<Effect>) {
        if self.limited.layers.is_empty() {
            return;
        }
        if entries.len() > UNDONE {
            return self.limit(effects);
        }
        for entry in entries {
            self.limited.marks.apply(entry);
        }
        self.limit_again(effects);
    }

    fn limit_again(&mut self, effects: &mut Vec<Effect>) {
        match self.limited.query(self.today) {
            Ok(query) => {
                self.limited.error = None;
                let matcher = Matcher::new(&query.filter);
                self.limited.matcher = matcher.has_hits().then(|| Arc::new(matcher));
                self.rows.forget_hits();
                self.view = self.next_token();
                self.known = None;
                let group = self.group_by();
                effects.push(Effect::Limit(query, group, self.limited.marks.clone(), self.view));
            }
            Err(error) => self.limited.error = Some(error),
        }
    }

    fn group_by(&self) -> Option<GroupBy> {
        Some(match self.limited.group {
            Group::None => return None,
            Group::Day => GroupBy::Day,
            Group::Site => GroupBy::Site,
            Group::Source => GroupBy::Source,
            Group::Search => {
                let searches = self.settings.searches.iter();
                // What is no query finds nothing; its mistake is told where it is asked.
                let nothing = || Query { filter: Expr::Or(Vec::new()), ..Query::default() };
                let query = |search: &Search| Query::parse(&search.query, self.today).unwrap_or_else(|_| nothing());
                GroupBy::Queries(searches.map(query).collect())
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_to_do_with_an_article_is_listed_whatever_the_limits_before() {
        let query = |text: &str, name: Option<&str>| Layer::Query(text.to_owned(), name.map(str::to_owned));
        let tied = query("links-to:0123456789abcdef0123456789abcdef", Some("pages that carry it"));
        let check = |layers: &[&Layer], text: &str| {
            let limited =
                Limited { layers: layers.iter().map(|layer| (*layer).clone()).collect(), ..Limited::default() };
            let filter = |query: Result<Query, QueryError>| query.unwrap().to_string();
            assert_eq!(filter(limited.query(Date::ZERO)), filter(Query::parse(text, Date::ZERO)), "{text}");
        };
        let (quay, unread) = (query("quay", None), Layer::Unread);
        check(&[&quay, &unread], "quay is:unread");
        check(&[&quay, &tied], "links-to:0123456789abcdef0123456789abcdef");
        check(&[&quay, &tied, &unread], "links-to:0123456789abcdef0123456789abcdef is:unread");
        // Who types it within a limit means so.
        let typed = query("links-to:0123456789abcdef0123456789abcdef", None);
        check(&[&quay, &typed], "quay links-to:0123456789abcdef0123456789abcdef");
    }
}
