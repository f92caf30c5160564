//! What the library has to say.

use super::action::{Action, Scope};
use super::limit::Values;
use super::reader::Reader;
use super::{Effect, Focus, State};
use crate::article::Text;
use crate::library::{Event, Rewritten};

impl State {
    /// Lets articles whose files were read again stay selected, bookmarked, in the history, and on the screen.
    fn rewritten(&mut self, rows: &[Rewritten], effects: &mut Vec<Effect>) {
        for &Rewritten { before, now, id } in rows {
            if let Some(reader) = self.reader.as_mut().filter(|reader| reader.position == before) {
                reader.position = now;
                if self.focus == Focus::Reader {
                    // Whoever reads is not to lose the place. A file that was only touched says what is on the screen.
                    if reader.id() != id {
                        let key = self.keymap.label(Action::Refresh, Scope::Reader).unwrap_or("refresh");
                        self.status = Some(format!("the file has changed; {key} reads it again"));
                    }
                } else {
                    let visit = reader.visit();
                    self.load(now, Some(visit), effects);
                }
            }
            self.selection.rewrite(before, now);
            self.trail.rewrite(before, now);
            for (_, place) in self.bookmarks.iter_mut().filter(|(_, place)| *place == before) {
                *place = now;
            }
        }
    }

    pub(super) fn library(&mut self, event: Event, effects: &mut Vec<Effect>) {
        match event {
            Event::Grown { troubles, progress } => {
                // What is read again later, which is little, may have its old problem still.
                let is_later = self.progress.done;
                let new = troubles.into_iter().filter(|trouble| !is_later || !self.troubles.contains(trouble));
                let new: Vec<_> = new.collect();
                self.troubles.extend(new);
                let ended = progress.done && !self.progress.done;
                if ended {
                    // What is found while the folders are read for the first time is not new.
                    self.known = Some(progress.articles);
                }
                self.progress = progress;
                self.look_for_returning(effects);
                let has_links =
                    |reader: &Reader| reader.article.sections.iter().any(|section| !section.items.is_empty());
                if ended && self.reader.as_ref().is_some_and(has_links) {
                    // Story links may mean articles that arrived after theirs was opened.
                    self.reload(effects);
                }
            }
            Event::Troubles(troubles) => self.troubles = troubles,
            Event::Rewritten(rows) => self.rewritten(&rows, effects),
            Event::Corrected(corrections) => {
                let carried = self.marks.carried(&corrections);
                if !carried.is_empty() {
                    let token = self.next_token();
                    effects.push(Effect::Mark(carried, token));
                }
            }
            Event::View(view) if view.token == self.view => {
                let before = self.list.selected().filter(|_| self.list.is_touched());
                self.list.show(&view);
                self.look_for_lost(before, effects);
                self.articles = view.articles;
                if self.known.is_none() && self.progress.done && view.articles > 0 {
                    self.known = Some(view.articles);
                }
                self.searching = view.searching;
                // What is known of rows may have changed with the library.
                self.rows.ask_again();
                self.open_first(effects);
                self.preview(effects);
                self.count_again(effects);
                self.look_for_returning(effects);
            }
            Event::Located { token, found } => self.located(token, &found, effects),
            Event::Statistics { token, statistics } => self.counted(token, statistics),
            Event::Timeline { token, timeline } => self.timeline(token, timeline),
            Event::View(view) => self.found(&view, effects),
            Event::Rows(rows) => {
                let shown = self.reader.as_ref().map(|reader| (reader.position, reader.id()));
                let shown = shown.filter(|(at, _)| rows.iter().any(|(position, _)| position == at));
                self.rows.take(rows);
                if let Some((position, id)) = shown {
                    // The article may have come before its row did.
                    self.seen(position, id, effects);
                }
            }
            Event::Hits(hits) => self.rows.take_hits(hits),
            Event::Ids { token, ids, copies } => self.ids_came(token, ids, copies, effects),
            Event::Unread { token, row } => self.go_to_unread(token, row, effects),
            Event::Values { sites, tags } => self.values = Values { sites, tags },
            Event::Told { token, told, reading } => self.told(token, &told, reading, effects),
            Event::Notice(notice) => self.status = Some(notice.to_string()),
            Event::Copies { .. } => {}
            Event::Loaded { token, position, article, links, standing, known, boilerplate, copies } => {
                let Some(coming) = self.coming.take_if(|coming| coming.token == token) else {
                    return;
                };
                match article {
                    Ok(article) => {
                        self.loaded(position, article, links, coming.visit, effects);
                        if let Some(reader) = &mut self.reader {
                            reader.set_ties(standing, known, boilerplate, copies);
                        }
                    }
                    Err(problem) => {
                        self.rows.lose(position);
                        self.reader = None;
                        self.unreadable =
                            Some(Text::new(format!("{} {}", problem.place, problem.reason).trim()).to_string());
                    }
                }
            }
        }
    }
}
