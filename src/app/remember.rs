//! What comes back at the next start on the same library.

use serde::{Deserialize, Serialize};

use super::limit::Layer;
use super::{Effect, Focus, State};
use crate::config::{Group, Preview, Strip};
use crate::library::query::{Query, Sort};
use crate::library::{Position, Spot};

/// Selected articles that are remembered at most.
const SELECTED: usize = 1_000;

/// Where the reader was. Articles are remembered by their keys, as a file may have moved, and by their files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Remembered {
    layers: Vec<Layer>,
    /// The order, as the query language writes it.
    sort: String,
    group: Option<Group>,
    preview: Option<Preview>,
    strip: Option<Strip>,
    measure: Option<usize>,
    /// The article under the cursor, and whether it was open.
    cursor: Option<Spot>,
    open: bool,
    bookmarks: Vec<(char, Spot)>,
    selected: Vec<Spot>,
}

/// Articles of a session before that are looked for.
#[derive(Debug, Default)]
pub(super) struct Returning {
    cursor: Option<Spot>,
    open: bool,
    bookmarks: Vec<(char, Spot)>,
    selected: Vec<Spot>,
    /// The token of the question where they stand.
    token: Option<u64>,
}

/// The article under the cursor, whose file was read again, and the row that the cursor stays in until it is found.
#[derive(Debug)]
pub(super) struct Lost {
    spot: Spot,
    row: usize,
    token: u64,
}

impl State {
    /// Asks where the article is that the cursor was on, where a view has not got its row any more.
    pub(super) fn look_for_lost(&mut self, before: Option<Position>, effects: &mut Vec<Effect>) {
        let lost = before.filter(|before| self.list.selected() != Some(*before));
        let Some(spot) = lost.and_then(|position| self.rows.get(position)).map(Spot::of) else { return };
        let token = self.next_token();
        self.lost = Some(Lost { spot: spot.clone(), row: self.list.cursor(), token });
        effects.push(Effect::Locate(vec![spot], token));
    }

    /// Takes up where a session before left off. To be called before anything else has happened.
    pub fn take_up(&mut self, before: Remembered) {
        self.limited.layers = before.layers;
        if let Ok(query) = Query::parse(&before.sort, self.today) {
            self.limited.sort = query.sort;
        }
        self.limited.group = before.group.unwrap_or(self.limited.group);
        self.settings.preview = before.preview.unwrap_or(self.settings.preview);
        self.settings.strip = before.strip.unwrap_or(self.settings.strip);
        self.settings.measure = before.measure.unwrap_or(self.settings.measure);
        let Remembered { cursor, open, bookmarks, selected, .. } = before;
        self.returning = Some(Returning { cursor, open, bookmarks, selected, token: None });
    }

    /// What is to come back at the next start.
    #[must_use]
    pub fn remembered(&self) -> Remembered {
        let spot = |position: Position| self.rows.get(position).map(Spot::of);
        let selected = self.selection.within(self.list.order(), self.list.cursor());
        Remembered {
            layers: self.limited.layers.clone(),
            sort: written(&self.limited.sort),
            group: Some(self.limited.group),
            preview: Some(self.settings.preview),
            strip: Some(self.settings.strip),
            measure: Some(self.settings.measure),
            cursor: self.current_position().and_then(spot),
            open: self.focus == Focus::Reader,
            bookmarks: self
                .bookmarks
                .iter()
                .filter_map(|(letter, position)| Some((*letter, spot(*position)?)))
                .collect(),
            selected: selected.into_iter().take(SELECTED).filter_map(spot).collect(),
        }
    }

    /// Asks where the articles stand, once there is a view of all of them, as long as the user has not gone anywhere.
    pub(super) fn look_for_returning(&mut self, effects: &mut Vec<Effect>) {
        if self.articles == 0 || !self.progress.done || self.searching.is_some() {
            return;
        }
        let token = self.token + 1;
        let Some(returning) = self.returning.as_mut().filter(|returning| returning.token.is_none()) else { return };
        let bookmarks = returning.bookmarks.iter().map(|(_, spot)| spot);
        let spots: Vec<Spot> =
            returning.cursor.iter().chain(bookmarks).chain(returning.selected.iter()).cloned().collect();
        returning.token = Some(token);
        self.token = token;
        effects.push(Effect::Locate(spots, token));
    }

    /// The articles of a session before were found, or some of them.
    pub(super) fn located(&mut self, token: u64, found: &[(Spot, Position)], effects: &mut Vec<Effect>) {
        if let Some(lost) = self.lost.take_if(|lost| lost.token == token) {
            let found = found.iter().find(|(spot, _)| *spot == lost.spot).map(|(_, position)| *position);
            if found.is_some_and(|position| self.list.cursor() == lost.row && self.list.select(position)) {
                self.preview(effects);
            }
            return;
        }
        let Some(returning) = self.returning.take_if(|returning| returning.token == Some(token)) else { return };
        let position = |spot: &Spot| found.iter().find(|(other, _)| other == spot).map(|(_, position)| *position);
        for (letter, spot) in &returning.bookmarks {
            self.bookmarks.extend(position(spot).map(|position| (*letter, position)));
        }
        let selected: Vec<Position> = returning.selected.iter().filter_map(position).collect();
        self.selection.extend(&selected);
        if self.list.is_touched() || self.focus == Focus::Reader {
            return;
        }
        if let Some(position) = returning.cursor.as_ref().and_then(position) {
            if self.list.select(position) {
                self.preview(effects);
            }
            if returning.open {
                self.jump(position, effects);
            }
        }
    }
}

/// The order as the query language writes it.
fn written(sort: &[Sort]) -> String {
    Query { filter: crate::library::query::Expr::All, sort: sort.to_vec(), fold: false }.to_string()
}
