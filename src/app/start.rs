//! What the reader does first.

use super::limit::Layer;
use super::{Effect, State};
use crate::library::Position;

/// Where the library has the article that it was opened for: the first of its paths is read first.
const FIRST: Position = 0;

/// What the reader does first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Start {
    /// The first article of the library is opened at once.
    pub open: bool,
    /// Words to look for: in the article that is opened, else in the library.
    pub search: Option<String>,
    /// The line of the article to go to, from 1.
    pub line: Option<usize>,
}

impl State {
    /// Sets what is done first.
    pub fn begin_with(&mut self, mut start: Start) {
        if !start.open {
            self.limited.layers.extend(start.search.take().map(|query| Layer::Query(query, None)));
        }
        self.start = start;
    }

    /// Opens the first article once the list has it.
    pub(super) fn open_first(&mut self, effects: &mut Vec<Effect>) {
        if self.start.open && self.list.select(FIRST) {
            self.start.open = false;
            self.open(effects);
        }
    }

    /// Goes to where the first article is wanted to be read.
    pub(super) fn arrive(&mut self, effects: &mut Vec<Effect>) {
        if let Some(line) = self.start.line.take() {
            self.to(line.saturating_sub(1), effects);
        }
        if let (Some(words), Some(reader)) = (self.start.search.take(), &mut self.reader) {
            reader.search_for(&words, true);
            if reader.search.as_ref().is_none_or(|search| search.hits.is_empty()) {
                self.status = Some(format!("not found: {}", crate::article::Text::new(&words)));
            }
            self.last_search = words;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Focus, Msg};
    use super::*;
    use crate::config::Settings;
    use crate::library::{Event, View};
    use crate::marks::Marks;

    /// What follows when these rows come after a start.
    fn check(start: Start, order: &[Position]) -> (State, Vec<Position>) {
        let mut state = State::new(Settings::default(), Marks::default(), (80, 24));
        state.begin_with(start);
        let limited = state.update(Msg::Start(jiff::civil::date(2024, 3, 1)));
        let token = limited.iter().find_map(|effect| match effect {
            Effect::Limit(.., token) => Some(*token),
            _ => None,
        });
        let starts = std::sync::Arc::default();
        let view =
            View { token: token.unwrap(), order: order.into(), starts, articles: order.len() as u64, searching: None };
        let effects = state.update(Msg::Library(Event::View(view)));
        let loads = effects.iter().filter_map(|effect| match effect {
            Effect::Load(position, _) => Some(*position),
            _ => None,
        });
        let loads = loads.collect();
        (state, loads)
    }

    #[test]
    fn the_article_that_was_named_is_opened_wherever_it_stands() {
        let start = Start { open: true, ..Start::default() };
        let (state, loads) = check(start.clone(), &[4, 0, 2]);
        assert_eq!((loads, state.focus, state.list.cursor()), (vec![0], Focus::Reader, 1));
        let (state, _) = check(start, &[]);
        assert_eq!(state.focus, Focus::List);
    }

    #[test]
    fn without_an_article_a_search_limits_the_list() {
        let (state, _) = check(Start { search: Some("site:x".to_owned()), ..Start::default() }, &[1, 2]);
        assert_eq!((state.limited.layers.len(), state.focus), (1, Focus::List));
    }
}
