//! Getting about in the list and in the article.

use std::sync::Arc;

use super::action::Action;
use super::{Effect, Focus, State};

impl State {
    pub(super) fn step(&mut self, rows: isize, effects: &mut Vec<Effect>) {
        match self.focus {
            Focus::List => {
                if self.list.step(rows) {
                    self.preview(effects);
                }
            }
            Focus::Reader => self.scroll(rows, effects),
        }
    }

    pub(super) fn page(&mut self, pages: isize, part: usize, effects: &mut Vec<Effect>) {
        let height = match self.focus {
            Focus::List => self.list.height(),
            // Two rows of the old page stay, so that the eye finds its line.
            Focus::Reader => self.reader.as_ref().map_or(1, |reader| reader.height().saturating_sub(2)),
        };
        let rows = isize::try_from((height / part).max(1)).unwrap_or(1);
        self.step(rows.saturating_mul(pages), effects);
    }

    pub(super) fn to(&mut self, row: usize, effects: &mut Vec<Effect>) {
        match (self.focus, &mut self.reader) {
            (Focus::List, _) => {
                self.list.go(row);
                self.preview(effects);
            }
            (Focus::Reader, Some(reader)) => {
                reader.focus = None;
                if row == usize::MAX {
                    reader.to_bottom();
                } else {
                    reader.to_top();
                    reader.scroll(isize::try_from(row).unwrap_or(isize::MAX));
                }
                self.end_seen(effects);
            }
            (Focus::Reader, None) => {}
        }
    }

    pub(super) fn scroll(&mut self, rows: isize, effects: &mut Vec<Effect>) {
        let Some(reader) = &mut self.reader else { return };
        if reader.lines.is_some() {
            reader.move_lines(rows);
            return;
        }
        let moved = reader.scroll(rows);
        if rows > 0 {
            // A key that asks for more where there is none has seen the end, too.
            self.end_seen(effects);
        }
        if moved && let Some(reader) = &mut self.reader {
            reader.focus = None;
        }
    }

    pub(super) fn neighbour(&mut self, by: isize, effects: &mut Vec<Effect>) {
        if self.list.step(by)
            && let Some(position) = self.list.selected()
        {
            self.jump(position, effects);
        } else {
            let end = if by > 0 { "last" } else { "first" };
            self.status = Some(format!("this is the {end} article of the list"));
        }
    }

    pub(super) fn next_unread(&mut self, effects: &mut Vec<Effect>) {
        let token = self.next_token();
        self.seeking = token;
        effects.push(Effect::Unread(Arc::clone(self.list.order()), self.list.cursor(), token));
    }

    pub(super) fn go_to_unread(&mut self, token: u64, row: Option<usize>, effects: &mut Vec<Effect>) {
        if token != self.seeking {
            return;
        }
        let Some(row) = row else {
            self.status = Some("no other unread article in the list".to_owned());
            return;
        };
        self.list.go(row);
        match self.list.selected() {
            Some(position) if self.focus == Focus::Reader => self.jump(position, effects),
            _ => self.preview(effects),
        }
    }

    pub(super) fn quote(&mut self, by: isize, effects: &mut Vec<Effect>) {
        let Some(reader) = &mut self.reader else { return };
        let count = reader.article.quotes.len();
        self.status = Some(match reader.step_quote(by) {
            Some(quote) => {
                let speaker = reader.article.quotes.get(quote).and_then(|quote| quote.speaker.as_deref());
                let speaker = speaker.map(|speaker| format!(": {speaker}")).unwrap_or_default();
                format!("quote {} of {count}{speaker}", quote + 1)
            }
            None if count == 0 => "no quotes in this article".to_owned(),
            None if by > 0 => "this was the last quote".to_owned(),
            None => "this was the first quote".to_owned(),
        });
        self.end_seen(effects);
    }

    pub(super) fn fold(&mut self) {
        let Some(reader) = &mut self.reader else { return };
        reader.toggle_prose();
        self.status = Some(if reader.folds.prose {
            format!("quotes only; {} shows the prose again", self.key_of(Action::FoldToQuotes))
        } else {
            "the whole text".to_owned()
        });
    }

    pub(super) fn toggle_fold(&mut self) {
        let Some(reader) = &mut self.reader else { return };
        if !reader.toggle_fold() {
            self.status = Some("no stray line, boilerplate or section in sight".to_owned());
        }
    }

    pub(super) fn fold_all(&mut self, folded: bool) {
        if let Some(reader) = &mut self.reader {
            reader.fold_all(folded);
        }
    }

    /// Begins to choose lines, or stops it.
    pub(super) fn choose_lines(&mut self) {
        let Some(reader) = &mut self.reader else { return };
        reader.choose_lines();
        if reader.lines.is_some() {
            let [down, up, copy, note] =
                [Action::Down, Action::Up, Action::CopyText, Action::Note].map(|action| self.key_of(action));
            self.status = Some(format!("{down} and {up} choose more lines, {copy} copies them, {note} notes them"));
        }
    }

    pub(super) fn link(&mut self, by: isize, effects: &mut Vec<Effect>) {
        let Some(reader) = &mut self.reader else { return };
        if reader.step_link(by) {
            self.end_seen(effects);
        } else {
            self.status = Some("no story links in this article".to_owned());
        }
    }

    /// The next or previous hit: in the article of the search there, in the list of its own.
    pub(super) fn next_hit(&mut self, by: isize, effects: &mut Vec<Effect>) {
        let searched = match (self.focus, &self.reader) {
            (Focus::List, _) => self.found.is_some(),
            (Focus::Reader, Some(reader)) => reader.search.is_some() || !self.last_search.is_empty(),
            (Focus::Reader, None) => return,
        };
        match self.focus {
            _ if !searched && by < 0 => self.note(effects),
            _ if !searched => self.next_unread(effects),
            Focus::List => self.found_hit(by, effects),
            Focus::Reader => self.hit(by, effects),
        }
    }

    pub(super) fn hit(&mut self, by: isize, effects: &mut Vec<Effect>) {
        let Some(reader) = &mut self.reader else { return };
        if reader.search.is_none() {
            let last = self.last_search.clone();
            reader.search_for(&last, false);
        }
        let found = reader.step_hit(by);
        self.status = Some(match &reader.search {
            Some(search) if found => format!("hit {} of {} for {}", search.current + 1, search.hits.len(), search.text),
            Some(search) => format!("not found: {}", search.text),
            None => format!("nothing searched yet: {} searches", self.key_of(Action::Search)),
        });
        self.end_seen(effects);
    }

    /// The next or previous paragraph.
    pub(super) fn paragraph(&mut self, by: isize, effects: &mut Vec<Effect>) {
        let Some(reader) = &mut self.reader else { return };
        reader.step_paragraph(by);
        self.end_seen(effects);
    }
}
