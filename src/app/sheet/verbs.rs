//! What is done with the sheet.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::{About, Aim, DETAIL, Row, Sheet};
use crate::app::action::Action;
use crate::app::prompt::Purpose;
use crate::app::{Effect, Focus, State};
use crate::article::voices;
use crate::library::asks::{Ask, Told};
use crate::library::facets::Facet;
use crate::library::kwic::By;

impl State {
    /// The sheet, unless it has stepped aside.
    #[must_use]
    pub fn sheet(&self) -> Option<&Sheet> {
        self.sheet.as_ref().filter(|sheet| !sheet.is_aside)
    }

    /// Where the sheet is: counts stand beside the list where there is room, and are counted anew as it changes.
    #[must_use]
    pub fn sheet_area(&self) -> Rect {
        let (columns, rows) = self.size;
        let panes = self.panes();
        let is_beside = panes.divider.is_some_and(|area| area.width == 1) && self.focus == Focus::List;
        match panes.reader.filter(|_| is_beside && self.counted_facet().is_some()) {
            Some(reader) => reader,
            None => Rect::new(0, 0, columns, rows.saturating_sub(1)),
        }
    }

    /// The facet of the sheet, if counts are what it shows.
    fn counted_facet(&self) -> Option<Facet> {
        match self.sheet.as_ref()?.about {
            About::Facet(facet) => Some(facet),
            _ => None,
        }
    }

    /// Whether the list can be seen beside the sheet.
    fn is_sheet_beside(&self) -> bool {
        self.sheet_area().x > 0
    }

    /// Counts a view that has changed anew, where its counts are on the screen.
    pub(in crate::app) fn count_again(&mut self, effects: &mut Vec<Effect>) {
        if let Some(facet) = self.counted_facet() {
            let token = self.next_token();
            if let Some(sheet) = &mut self.sheet {
                sheet.token = token;
            }
            effects.push(Effect::Ask(Ask::Facet(facet, Arc::clone(self.list.order())), token));
        }
    }

    /// Rows of the sheet that the screen has room for.
    #[must_use]
    pub fn sheet_height(&self) -> usize {
        let rows = usize::from(self.sheet_area().height).saturating_sub(1);
        let has_detail = self.sheet.is_some() && self.counted_facet().is_none();
        rows.saturating_sub(if has_detail && rows > 2 * DETAIL { DETAIL } else { 0 }).max(1)
    }

    fn show_sheet(&mut self, about: About, ask: Ask, effects: &mut Vec<Effect>) {
        let token = self.next_token();
        self.sheet = Some(Sheet::new(about, token));
        effects.push(Effect::Ask(ask, token));
    }

    pub(in crate::app) fn facet(&mut self, facet: Facet, effects: &mut Vec<Effect>) {
        if self.focus == Focus::Reader {
            self.show_list(effects);
        }
        self.show_sheet(About::Facet(facet), Ask::Facet(facet, Arc::clone(self.list.order())), effects);
    }

    /// What the speaker of the quote that is singled out said elsewhere.
    pub(in crate::app) fn voices(&mut self, effects: &mut Vec<Effect>) {
        let speaker = self.reader.as_ref().and_then(|reader| {
            let quote = reader.quote()?;
            voices::find(&reader.article).into_iter().nth(quote)?
        });
        match speaker {
            Some(voice) => self.voices_of(voice.name.to_string(), effects),
            None => {
                self.status = Some(format!(
                    "no quote with a speaker here: {} goes to the next one",
                    self.key_of(Action::NextQuote)
                ));
            }
        }
    }

    fn voices_of(&mut self, name: String, effects: &mut Vec<Effect>) {
        self.show_sheet(About::Voices(name.clone()), Ask::Voices(name), effects);
    }

    pub(in crate::app) fn kwic(&mut self, effects: &mut Vec<Effect>) {
        match self.limited.matcher.clone() {
            Some(matcher) => self.show_sheet(About::Kwic, Ask::Kwic(matcher, Arc::clone(self.list.order())), effects),
            None => self.status = Some("hits in context need words to look for: limit the list first".to_owned()),
        }
    }

    /// Looks for what is like the article at hand.
    pub(in crate::app) fn alike(&mut self, effects: &mut Vec<Effect>) {
        let Some(position) = self.current_position() else { return };
        let token = self.next_token();
        self.asked_alike = token;
        effects.push(Effect::Ask(Ask::Alike(position), token));
    }

    /// Takes an answer.
    pub(in crate::app) fn told(
        &mut self,
        token: u64,
        told: &Arc<Told>,
        reading: Option<(u64, u64)>,
        effects: &mut Vec<Effect>,
    ) {
        match &**told {
            Told::Alike(_, query) if token == self.asked_alike => {
                if self.focus == Focus::Reader {
                    self.show_list(effects);
                }
                self.limited.aside = std::mem::take(&mut self.limited.layers);
                self.ask(Purpose::Limit, query, effects);
                // What it finds is there at once, and stays when nothing is edited.
                self.as_typed(Purpose::Limit, query.clone(), effects);
            }
            Told::Compared(compared) => self.compared(token, compared),
            Told::Nothing(why) => self.status = Some(why.to_string()),
            _ => {
                let height = self.sheet_height();
                if let Some(sheet) = self.sheet.as_mut().filter(|sheet| sheet.token == token) {
                    sheet.take(told, reading);
                    // There may be fewer rows than were scrolled by.
                    sheet.go(sheet.at, height);
                }
            }
        }
    }

    /// Does an action in the sheet.
    pub(in crate::app) fn in_sheet(&mut self, action: Action, count: Option<usize>, effects: &mut Vec<Effect>) {
        let height = self.sheet_height();
        let times = count.unwrap_or(1);
        let Some(sheet) = &mut self.sheet else { return };
        let at = sheet.at;
        match action {
            Action::Down => sheet.go(at.saturating_add(times), height),
            Action::Up => sheet.go(at.saturating_sub(times), height),
            Action::PageDown => sheet.go(at.saturating_add(height), height),
            Action::PageUp => sheet.go(at.saturating_sub(height), height),
            Action::HalfPageDown => sheet.go(at.saturating_add(height / 2), height),
            Action::HalfPageUp => sheet.go(at.saturating_sub(height / 2), height),
            Action::Top => sheet.go(count.map_or(0, |row| row.saturating_sub(1)), height),
            Action::Bottom => sheet.go(count.map_or(usize::MAX, |row| row.saturating_sub(1)), height),
            Action::SelectRange => sheet.anchor = if sheet.anchor.is_some() { None } else { Some(at) },
            Action::Open => self.open_row(effects),
            Action::Exclude => self.narrow(true, effects),
            Action::NextUnread | Action::NextLink => self.next_facet(1, effects),
            Action::PreviousLink => self.next_facet(Facet::ALL.len() - 1, effects),
            Action::SortMenu => {
                sheet.by = match sheet.by {
                    None => Some(By::Before),
                    Some(By::Before) => Some(By::After),
                    Some(By::After) => None,
                };
                sheet.put_in_order();
                sheet.go(0, height);
            }
            Action::Voices => {
                if let (About::Facet(Facet::Speaker), Some(Row::Count(count, _))) = (&sheet.about, sheet.row()) {
                    let name = count.value.to_string();
                    self.voices_of(name, effects);
                }
            }
            Action::Quit => self.quit(effects),
            Action::Redraw => effects.push(Effect::Redraw),
            Action::Suspend => effects.push(Effect::Suspend),
            Action::Back | Action::BackOrQuit if sheet.anchor.take().is_none() => self.close_sheet(effects),
            _ => {}
        }
    }

    fn close_sheet(&mut self, effects: &mut Vec<Effect>) {
        self.sheet = None;
        // A new token ends the answer.
        let token = self.next_token();
        effects.push(Effect::Ask(Ask::Nothing, token));
    }

    /// Opens the article of the row, or limits the list to what was counted.
    fn open_row(&mut self, effects: &mut Vec<Effect>) {
        let Some(sheet) = &mut self.sheet else { return };
        match sheet.aim() {
            Some(aim) => {
                sheet.is_aside = true;
                let position = aim.position;
                self.aim = Some(aim);
                self.jump(position, effects);
            }
            None => self.narrow(false, effects),
        }
    }

    fn narrow(&mut self, exclude: bool, effects: &mut Vec<Effect>) {
        let Some(sheet) = &self.sheet else { return };
        if self.counted_facet().is_none() {
            return;
        }
        let Some(query) = sheet.query() else {
            self.status = Some("no query says this".to_owned());
            return;
        };
        let query = match (exclude, query.contains(' ')) {
            (false, _) => query,
            (true, false) => format!("-{query}"),
            (true, true) => format!("-({query})"),
        };
        if self.is_sheet_beside() {
            // What is left is counted, too.
            if let Some(sheet) = &mut self.sheet {
                sheet.anchor = None;
            }
        } else {
            self.close_sheet(effects);
        }
        self.add_limit(query, effects);
    }

    fn next_facet(&mut self, by: usize, effects: &mut Vec<Effect>) {
        let Some(facet) = self.counted_facet() else { return };
        let at = Facet::ALL.iter().position(|(other, _)| *other == facet).unwrap_or_default();
        if let Some((next, _)) = Facet::ALL.get((at + by) % Facet::ALL.len()) {
            self.facet(*next, effects);
        }
    }

    /// A click on the row at the cursor opens it; on another one the cursor goes there.
    pub(in crate::app) fn click_sheet(&mut self, line: usize, effects: &mut Vec<Effect>) {
        let height = self.sheet_height();
        let Some(sheet) = &mut self.sheet else { return };
        // The first line is the title.
        let Some(at) = line.checked_sub(1).filter(|line| *line < height).map(|line| sheet.top + line) else { return };
        if at == sheet.at {
            self.open_row(effects);
        } else if at < sheet.len() {
            sheet.go(at, height);
        }
    }

    /// Whether the reader, going back, shows the sheet again.
    pub(in crate::app) fn back_to_sheet(&mut self) {
        if let Some(sheet) = &mut self.sheet {
            sheet.is_aside = false;
        }
    }
}

impl crate::app::reader::Reader {
    /// Goes to a place, if it is in this article.
    pub(in crate::app) fn aim(&mut self, aim: &Aim) -> bool {
        if aim.position != self.position {
            return false;
        }
        if let Some(paragraph) = aim.paragraph {
            self.show_place(paragraph, aim.start);
        }
        true
    }
}
