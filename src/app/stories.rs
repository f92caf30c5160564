//! What an article has to do with others: which one a story link means, its copies, the pages that carry it.

use std::sync::Arc;

use super::action::Action;
use super::key::Key;
use super::limit::Layer;
use super::menu::Menu;
use super::reader::Reader;
use super::{Effect, Focus, Overlay, State};
use crate::article::ArticleId;
use crate::library::asks::{Ask, Compared};
use crate::library::{Link, Position};
use crate::marks::{Alike, Change};

/// The limit that leaves one row for all copies.
const FOLDED: &str = "fold:copies";

impl State {
    /// Offers the articles that a story link may mean.
    pub(super) fn offer(&mut self, link: Link) {
        let targets: Vec<_> = std::iter::once(link.target).chain(link.others).collect();
        let label = |target: &crate::library::Target| {
            let day = target.published.map_or_else(|| "undated".to_owned(), |stamp| stamp.date.to_string());
            format!("{day}  {}  {}", target.site, target.headline)
        };
        let items = ('a'..='z').zip(&targets).map(|(letter, target)| (letter, label(target), false)).collect();
        let menu = Menu::new("which of these", items);
        self.overlay = Some(Overlay::Stories(menu, targets.into_iter().map(|target| target.position).collect()));
    }

    /// Opens the article that a letter stands for.
    pub(super) fn story_key(&mut self, key: Key, effects: &mut Vec<Effect>) {
        let Some(Overlay::Stories(menu, positions)) = &mut self.overlay else { return };
        let taken = menu.key(key);
        let chosen: Option<Position> = taken.ok().and_then(|at| positions.get(at).copied());
        if taken != Err(true) {
            self.overlay = None;
        }
        if let Some(position) = chosen {
            self.jump(position, effects);
        }
    }

    /// One row for all copies, or a row for each.
    pub(super) fn toggle_copies(&mut self, effects: &mut Vec<Effect>) {
        self.toggle_limit(&Layer::Query(FOLDED.to_owned(), Some("copies folded".to_owned())), effects);
    }

    /// Whether copies are folded into one row.
    #[must_use]
    pub fn folds_copies(&self) -> bool {
        let says = |what: &str| {
            self.limited.in_force().iter().any(|layer| matches!(layer, Layer::Query(text, _) if text.contains(what)))
        };
        says(FOLDED) && !says("copy-of:")
    }

    /// Lists the articles that have to do with this one.
    pub(super) fn list_tied(&mut self, field: &str, name: &str, effects: &mut Vec<Effect>) {
        let Some(id) = self.current() else { return };
        self.limited.layers.push(Layer::Query(format!("{field}:{id}"), Some(name.to_owned())));
        self.list.reset();
        self.limit(effects);
        if self.focus == Focus::Reader {
            self.show_list(effects);
        }
    }

    /// Folds the paragraphs away that stood in what was read.
    pub(super) fn fold_known(&mut self) {
        if !self.reader.as_mut().is_some_and(Reader::toggle_known) {
            self.status = Some("no paragraph here stood in another article that you read".to_owned());
        }
    }

    /// Compares the article with its next copy; behind the last one with none any more.
    pub(super) fn compare(&mut self, effects: &mut Vec<Effect>) {
        let Some(reader) = &mut self.reader else { return };
        match reader.next_copy().and_then(|next| Some((next, reader.copies.get(next)?.0))) {
            Some((number, copy)) => {
                let here = reader.position;
                let token = self.next_token();
                self.comparing = Some((token, number));
                effects.push(Effect::Ask(Ask::Compare(here, copy), token));
            }
            None if reader.compared.is_some() => reader.compare(None),
            None => self.status = Some("no copy of this article is known".to_owned()),
        }
    }

    /// The copy has been compared.
    pub(super) fn compared(&mut self, token: u64, compared: &Arc<Compared>) {
        let Some((_, number)) = self.comparing.take_if(|(asked, _)| *asked == token) else { return };
        if let Some(reader) = self.reader.as_mut().filter(|reader| reader.position == compared.position) {
            reader.compare(Some((Arc::clone(compared), number)));
            if reader.at_top() {
                return;
            }
            self.status = reader.compares();
        }
    }

    /// Goes to a place that differs from the copy, `by` on or back, as far as there are some.
    pub(super) fn difference(&mut self, by: isize) {
        let Some(reader) = &mut self.reader else { return };
        if reader.compared.is_none() {
            self.status = Some(format!("compared with nothing: {} compares with a copy", self.key_of(Action::Compare)));
        } else if !reader.step_difference(by.signum()) {
            self.status = Some("no other difference".to_owned());
        } else {
            let others = 1..by.unsigned_abs();
            others.take_while(|_| reader.step_difference(by.signum())).for_each(drop);
        }
    }

    /// What is changed on the copies of articles that are changed so: who has read one has seen them all.
    pub(super) fn seen_with(copies: Vec<ArticleId>, changes: &[Change]) -> Option<Alike> {
        let read = changes.iter().find_map(|change| match change {
            Change::Read(on) => Some(*on),
            _ => None,
        })?;
        (!copies.is_empty()).then(|| (copies, vec![Change::SeenCopy(read)]))
    }

    /// The copies of the article in the reader.
    pub(super) fn copies_of(&self, id: ArticleId) -> Option<Vec<ArticleId>> {
        let reader = self.reader.as_ref().filter(|reader| reader.id() == id)?;
        // What stands there twice has one id.
        Some(reader.copies.iter().map(|(_, copy)| *copy).filter(|copy| *copy != id).collect())
    }

    /// Whether the article in a row has copies that only the library can name.
    pub(super) fn has_copies(&self, position: Position, id: ArticleId) -> bool {
        let standing = self.rows.get(position).and_then(|row| row.standing);
        standing.is_some_and(|standing| standing.copies > 0) && self.copies_of(id).is_none()
    }
}
