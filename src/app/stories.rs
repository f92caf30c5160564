//! What an article has to do with others: which one a story link means, its copies, the pages that carry it.

use super::key::Key;
use super::limit::Layer;
use super::menu::Menu;
use super::reader::Reader;
use super::{Effect, Focus, Overlay, State};
use crate::article::ArticleId;
use crate::library::{Link, Position};
use crate::marks::Change;

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
            self.limited.layers.iter().any(|layer| matches!(layer, Layer::Query(text, _) if text.contains(what)))
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

    /// The changes of an article, with those of its copies: who has read one has seen them all.
    pub(super) fn with_copies(&self, id: ArticleId, changes: &[Change]) -> Option<Vec<(ArticleId, Change)>> {
        let copies = self.reader.as_ref().filter(|reader| reader.id() == id).map(|reader| reader.copies.as_slice())?;
        let read = changes.iter().find_map(|change| match change {
            Change::Read(on) => Some(*on),
            _ => None,
        })?;
        let unlike = |copy: &&ArticleId| **copy != id && self.marks.get(**copy).seen_copy != read;
        let seen: Vec<_> = copies.iter().filter(unlike).map(|copy| (*copy, Change::SeenCopy(read))).collect();
        (!seen.is_empty()).then(|| changes.iter().map(|change| (id, change.clone())).chain(seen).collect())
    }
}
