//! A choice by one letter, or by the arrows and Enter: the order of the list, and its groups.

use crossterm::event::KeyCode;

use super::key::Key;
use super::{Effect, Overlay, State};
use crate::config::Group;
use crate::library::query::{Sort, SortKey};

/// What can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Menu {
    /// What it is about.
    pub title: &'static str,
    /// The letters, what they choose, and whether that is in force.
    pub items: Vec<(char, String, bool)>,
    /// The item that Enter takes.
    pub chosen: usize,
}

/// The rows of a choice that are shown, above the last line of the screen. One that is too long scrolls with what is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The first one.
    pub from: usize,
    /// How many there are.
    pub rows: u16,
}

impl Window {
    /// Of `count` rows as many as `room` has, with the one that is `chosen`.
    pub(super) fn new(count: usize, chosen: usize, room: u16) -> Self {
        let rows = u16::try_from(count).unwrap_or(u16::MAX).min(room);
        Self { from: (chosen + 1).saturating_sub(usize::from(rows)), rows }
    }

    /// The number of the row on line `y` of a screen of `height` lines.
    pub(super) fn at(self, height: u16, y: u16) -> Option<usize> {
        let top = height.saturating_sub(1 + self.rows);
        (top..height.saturating_sub(1)).contains(&y).then(|| self.from + usize::from(y - top))
    }
}

impl Menu {
    /// The items that are shown on a screen of `height` lines, below the title.
    #[must_use]
    pub fn window(&self, height: u16) -> Window {
        Window::new(self.items.len(), self.chosen, height.saturating_sub(2))
    }

    /// A menu with the bar on the first item that is in force.
    #[must_use]
    pub fn new(title: &'static str, items: Vec<(char, String, bool)>) -> Self {
        let chosen = items.iter().position(|(.., here)| *here).unwrap_or(0);
        Self { title, items, chosen }
    }

    /// The number of the item that a key takes; `Err` with whether the menu stays where it takes none.
    pub(super) fn key(&mut self, key: Key) -> Result<usize, bool> {
        let last = self.items.len().saturating_sub(1);
        match key.code() {
            KeyCode::Down | KeyCode::Tab => self.chosen = if self.chosen < last { self.chosen + 1 } else { 0 },
            KeyCode::Up | KeyCode::BackTab => self.chosen = self.chosen.checked_sub(1).unwrap_or(last),
            KeyCode::Enter => return Ok(self.chosen),
            _ => return self.items.iter().position(|(letter, ..)| Some(*letter) == key.letter()).ok_or(false),
        }
        Err(true)
    }
}

const ORDERS: [(char, SortKey, &str, &str); 13] = [
    ('d', SortKey::Date, "newest first", "oldest first"),
    ('u', SortKey::Unread, "unread first", "read first"),
    ('l', SortKey::Words, "longest first", "shortest first"),
    ('h', SortKey::Headline, "by headline", "by headline, backwards"),
    ('s', SortKey::Site, "by site", "by site, backwards"),
    ('p', SortKey::Path, "by path", "by path, backwards"),
    ('r', SortKey::Relevance, "what fits the search best first", "what fits the search least first"),
    ('t', SortKey::Links, "what most pages carry first", "what fewest pages carry first"),
    ('c', SortKey::Copies, "most copies first", "fewest copies first"),
    ('b', SortKey::Boilerplate, "most boilerplate first", "least boilerplate first"),
    ('n', SortKey::New, "most new paragraphs first", "fewest new paragraphs first"),
    ('o', SortKey::Quotes, "most quotes first", "fewest quotes first"),
    ('x', SortKey::Defects, "most defects first", "fewest defects first"),
];

const GROUPS: [(char, Group, &str); 5] = [
    ('D', Group::Day, "in groups by day"),
    ('S', Group::Site, "in groups by site"),
    ('A', Group::Source, "in groups by source"),
    ('Q', Group::Search, "in groups by saved search"),
    ('N', Group::None, "without groups"),
];

impl State {
    /// Offers the orders and the groups. The letter of the order in force turns it round.
    pub(super) fn sort_menu(&mut self) {
        let now = self.limited.sort.first().copied().unwrap_or(Sort { key: SortKey::Date, reversed: false });
        let orders = ORDERS.iter().map(|(letter, key, label, backwards)| {
            let here = *key == now.key;
            let (is, would_be) = if now.reversed { (backwards, label) } else { (label, backwards) };
            (*letter, if here { format!("{would_be} (now {is})") } else { (*label).to_owned() }, here)
        });
        let groups =
            GROUPS.iter().map(|(letter, group, label)| (*letter, (*label).to_owned(), *group == self.limited.group));
        self.overlay = Some(Overlay::Menu(Menu::new("order", orders.chain(groups).collect())));
    }

    /// The order in words, where it is not that of the dates.
    #[must_use]
    pub fn order(&self) -> Option<&'static str> {
        let sort = self.limited.sort.first()?;
        let (_, _, label, backwards) = ORDERS.iter().find(|(_, key, ..)| *key == sort.key)?;
        Some(if sort.reversed { backwards } else { label })
    }

    pub(super) fn menu_key(&mut self, key: Key, effects: &mut Vec<Effect>) {
        let Some(Overlay::Menu(menu)) = &mut self.overlay else { return };
        let taken = menu.key(key);
        if taken != Err(true) {
            self.overlay = None;
        }
        let Ok(number) = taken else { return };
        if let Some((_, key, ..)) = ORDERS.get(number) {
            let before = self.limited.sort.first().filter(|sort| sort.key == *key);
            let reversed = match before {
                Some(before) => !before.reversed,
                None => *key == SortKey::Date && self.limited.sort.is_empty(),
            };
            self.limited.sort = vec![Sort { key: *key, reversed }];
        } else if let Some((_, group, _)) = GROUPS.get(number - ORDERS.len()) {
            self.limited.group = *group;
        }
        self.list.reset();
        self.limit(effects);
    }
}
