//! How an article comes to the reader, and the way back.

use std::sync::Arc;

use super::action::Action;
use super::history::Visit;
use super::reader::{Focus as Singled, Reader};
use super::{Coming, Effect, Focus, Seen, State};
use crate::article::ArticleId;
use crate::library::{Links, Position};

impl State {
    pub(super) fn loaded(
        &mut self,
        position: Position,
        article: Arc<crate::article::Article>,
        links: Links,
        visit: Option<Visit>,
        effects: &mut Vec<Effect>,
    ) {
        self.unreadable = None;
        if let Some(reader) = self
            .reader
            .as_mut()
            .filter(|reader| visit.is_none() && reader.position == position && reader.article == article)
        {
            reader.links = links;
            return;
        }
        let mut reader = Reader::new(position, article, links, self.window());
        reader.set_note(self.marks.get(reader.id()).note);
        match visit {
            Some(visit) => {
                reader.restore(visit);
                // It may have been opened while its file was read again.
                if self.focus == Focus::Reader {
                    self.tell_change(reader.id());
                }
            }
            None if self.focus == Focus::Reader => self.resume(&mut reader),
            None => {}
        }
        if visit.is_none() {
            self.go_to_hits(&mut reader);
        }
        if let Some(aim) = self.aim.take() {
            reader.aim(&aim);
        }
        self.seen(position, reader.id(), effects);
        self.reader = Some(reader);
        if self.focus == Focus::Reader {
            self.start_reading(effects);
            self.arrive(effects);
        }
    }

    /// Tells where an article stands.
    pub(super) fn seen(&self, position: Position, id: ArticleId, effects: &mut Vec<Effect>) {
        if let Some(row) = self.rows.get(position) {
            let headline = row.details.headline.clone();
            effects.push(Effect::Seen(Box::new(Seen { id, place: row.place.clone(), headline })));
        }
    }

    /// Goes to what the limit or the search of the list looks for.
    fn go_to_hits(&self, reader: &mut Reader) {
        if let Some(found) = self.found.as_ref().filter(|found| found.matcher.has_hits()) {
            reader.search_by(&found.matcher, &found.text);
        } else if let Some(matcher) = &self.limited.matcher {
            reader.search_by(matcher, &self.limited.sought());
        }
    }

    /// Goes to where the article was left.
    pub(super) fn resume(&mut self, reader: &mut Reader) {
        let mark = self.marks.get(reader.id());
        if let Some(position) = mark.position.filter(|position| position.paragraph > 0 || position.offset > 0) {
            reader.resume(position);
            self.status = Some(format!("back where you left it; {} goes to the start", self.key_of(Action::Top)));
        }
        self.tell_change(reader.id());
    }

    fn tell_change(&mut self, id: ArticleId) {
        if self.marks.get(id).changed {
            self.status = Some("changed since you read it".to_owned());
        }
    }

    /// Asks for the article at `position`.
    pub(super) fn load(&mut self, position: Position, visit: Option<Visit>, effects: &mut Vec<Effect>) {
        let token = self.next_token();
        self.coming = Some(Coming { token, position, visit });
        effects.push(Effect::Load(position, token));
    }

    pub(super) fn reload(&mut self, effects: &mut Vec<Effect>) {
        if let Some(position) = self.reader.as_ref().map(|reader| reader.position)
            && self.coming.is_none()
        {
            self.load(position, None, effects);
        }
    }

    /// Shows the article under the cursor beside the list.
    pub(super) fn preview(&mut self, effects: &mut Vec<Effect>) {
        if self.focus != Focus::List {
            return;
        }
        let Some(position) = self.list.selected() else {
            self.reader = None;
            self.coming = None;
            return;
        };
        let coming = self.coming.as_ref().map(|coming| coming.position);
        let shown = self.reader.as_ref().map(|reader| reader.position);
        if coming.or(shown) != Some(position) {
            self.load(position, None, effects);
        }
    }

    /// The row under the cursor, or the article in the reader.
    pub(super) fn current(&self) -> Option<ArticleId> {
        match (&self.reader, self.focus) {
            (Some(reader), Focus::Reader) => Some(reader.id()),
            (reader, Focus::List) => {
                let position = self.list.selected()?;
                let shown = reader.as_ref().filter(|reader| reader.position == position).map(Reader::id);
                shown.or_else(|| self.rows.get(position).map(|row| row.id).filter(|id| *id != ArticleId::default()))
            }
            (None, Focus::Reader) => None,
        }
    }

    pub(super) fn open(&mut self, effects: &mut Vec<Effect>) {
        if self.focus == Focus::Reader {
            if let Some(Singled::Link(section, item)) = self.reader.as_ref().and_then(|reader| reader.focus) {
                self.follow(section, item, effects);
            } else {
                let (next, letters) = (self.key_of(Action::NextLink), self.key_of(Action::Hints));
                self.status =
                    Some(format!("no story link chosen: {next} goes to the next one, {letters} shows letters"));
            }
            return;
        }
        let Some(position) = self.list.selected() else { return };
        self.focus = Focus::Reader;
        match self.reader.take() {
            Some(mut reader) if reader.position == position && self.coming.is_none() => {
                let window = self.window();
                reader.resize(window.0, window.1);
                self.resume(&mut reader);
                self.go_to_hits(&mut reader);
                self.seen(position, reader.id(), effects);
                self.reader = Some(reader);
                self.start_reading(effects);
            }
            _ if self.coming.as_ref().is_some_and(|coming| coming.position == position) => {}
            _ => self.load(position, None, effects),
        }
    }

    pub(super) fn show_list(&mut self, effects: &mut Vec<Effect>) {
        self.stop_reading(effects);
        self.focus = Focus::List;
        if let Some(position) = self.reader.as_ref().map(|reader| reader.position) {
            self.list.select(position);
        }
        self.preview(effects);
    }

    /// Opens the article at `position`; the way back to this one is remembered.
    pub(super) fn jump(&mut self, position: Position, effects: &mut Vec<Effect>) {
        self.stop_reading(effects);
        if let Some(reader) = &self.reader {
            self.trail.leave(reader.visit());
        }
        self.focus = Focus::Reader;
        self.list.select(position);
        self.load(position, None, effects);
    }

    pub(super) fn follow(&mut self, section: usize, item: usize, effects: &mut Vec<Effect>) {
        let Some(reader) = &mut self.reader else { return };
        reader.focus = Some(Singled::Link(section, item));
        match reader.links.get(section).and_then(|items| items.get(item)).cloned().flatten() {
            Some(link) if !link.others.is_empty() => self.offer(link),
            Some(link) => self.jump(link.target.position, effects),
            None if self.progress.done => {
                self.status = Some("not in the library: no article has this headline".to_owned());
            }
            None => self.status = Some("not in the library so far: the folders are still being read".to_owned()),
        }
    }

    /// Goes back (-1) or forward (1) in the history.
    pub(super) fn travel(&mut self, by: isize, effects: &mut Vec<Effect>) {
        let reading = self.reader.as_ref().filter(|_| self.focus == Focus::Reader);
        let mut from = reading.map(super::reader::Reader::visit);
        let mut to = None;
        for _ in 0..by.unsigned_abs() {
            let next = if by < 0 { self.trail.back(from) } else { self.trail.forward(from) };
            if next.is_none() {
                break;
            }
            (from, to) = (next, next);
        }
        let Some(visit) = to else {
            let end = if by < 0 { "start" } else { "end" };
            self.status = Some(format!("this is the {end} of the history"));
            return;
        };
        self.stop_reading(effects);
        self.focus = Focus::Reader;
        self.list.select(visit.article);
        self.load(visit.article, Some(visit), effects);
    }
}
