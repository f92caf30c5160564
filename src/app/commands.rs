//! What each action does.

use std::sync::Arc;

use super::action::Action;
use super::gathering::{Form, To};
use super::limit::Layer;
use super::prompt::{Prompt, Purpose};
use super::reach::Reach;
use super::verbs::{Job, MarkVerb, Verb};
use super::{Effect, Focus, Overlay, State};
use crate::library::Statistics;
use crate::library::facets::Facet;

/// The measure's bounds in columns, and the step by which it changes.
const MEASURES: std::ops::RangeInclusive<usize> = 24..=200;
const MEASURE_STEP: usize = 4;

/// Rows of the statistics before and between the days and the sites.
const STATISTICS_HEAD: usize = 6;

/// Steps that are undone or redone at a time: what is asked of the writer cannot be called off.
const STEPS: usize = 1_000;

fn steps(count: Option<usize>) -> usize {
    count.unwrap_or(1).min(STEPS)
}

/// Does `action`, `count` times where that makes sense.
pub(super) fn act(state: &mut State, action: Action, count: Option<usize>, effects: &mut Vec<Effect>) {
    if state.overlay.is_some() && !action.is_of_terminal() {
        state.in_overlay(action, count);
    } else if state.sheet().is_some() && !matches!(action, Action::Help | Action::Palette) {
        state.in_sheet(action, count, effects);
    } else if let Some(what) = outside(action).filter(|_| state.settings.secure) {
        state.status = Some(secure(what));
    } else if !state.in_strip(action, effects)
        && !state.go(action, count, effects)
        && !state.choose_by(action, count, effects)
    {
        state.do_verb(action, count, effects);
    }
}

/// What starts another program, in words; nothing is asked first where that is switched off.
fn outside(action: Action) -> Option<&'static str> {
    match action {
        Action::Pipe => Some("piping"),
        Action::Shell => Some("running commands"),
        Action::EditNote => Some("the editor"),
        Action::Browse => Some("opening a URL"),
        Action::CopyText | Action::CopyArticle | Action::CopyQuote => Some("copying"),
        Action::CopyCitation | Action::CopyUrl | Action::CopyPath => Some("copying"),
        _ => None,
    }
}

/// What is said of something that secure mode switches off.
pub(crate) fn secure(what: &str) -> String {
    format!("secure mode: {what} is switched off")
}

impl State {
    /// Gets about, and changes what is listed; `false` if `action` is something else.
    fn go(&mut self, action: Action, count: Option<usize>, effects: &mut Vec<Effect>) -> bool {
        let times = isize::try_from(count.unwrap_or(1)).unwrap_or(1);
        match action {
            Action::Down => self.step(times, effects),
            Action::Up => self.step(-times, effects),
            Action::PageDown => self.page(times, 1, effects),
            Action::PageUp => self.page(-times, 1, effects),
            Action::HalfPageDown => self.page(times, 2, effects),
            Action::HalfPageUp => self.page(-times, 2, effects),
            Action::Top => self.to(count.map_or(0, |row| row.saturating_sub(1)), effects),
            Action::Bottom => self.to(count.map_or(usize::MAX, |row| row.saturating_sub(1)), effects),
            Action::Open => self.open(effects),
            Action::Back => drop(self.back(effects)),
            Action::BackOrQuit => {
                if !self.back(effects) {
                    self.quit(effects);
                }
            }
            Action::NextArticle => self.neighbour(times, effects),
            Action::PreviousArticle => self.neighbour(-times, effects),
            Action::NextUnread => self.next_unread(effects),
            Action::NextParagraph => self.paragraph(times, effects),
            Action::PreviousParagraph => self.paragraph(-times, effects),
            Action::NextQuote => self.quote(times, effects),
            Action::PreviousQuote => self.quote(-times, effects),
            Action::NextLink => self.link(times, effects),
            Action::PreviousLink => self.link(-times, effects),
            Action::Hints => self.hints(),
            Action::HistoryBack => self.travel(-times, effects),
            Action::HistoryForward => self.travel(times, effects),
            Action::SetBookmark | Action::GoToBookmark => self.keys.letter = Some(action),
            Action::FoldToQuotes => self.fold(),
            Action::ToggleFold => self.toggle_fold(),
            Action::FoldAll => self.fold_all(true),
            Action::UnfoldAll => self.fold_all(false),
            Action::FoldKnown => self.fold_known(),
            Action::Compare => self.compare(effects),
            Action::NextDifference => self.difference(times),
            Action::PreviousDifference => self.difference(-times),
            Action::FoldCopies => self.toggle_copies(effects),
            Action::Copies => self.list_tied("copy-of", "copies", effects),
            Action::Linkers => self.list_tied("links-to", "pages that carry it", effects),
            Action::Limit => self.begin_limit(effects),
            Action::Search => match self.focus {
                Focus::List => self.search_list(effects),
                Focus::Reader => self.ask(Purpose::Search, "", effects),
            },
            Action::NextHit => self.next_hit(times, effects),
            Action::PreviousHit => self.next_hit(-times, effects),
            Action::UnreadOnly => self.toggle_limit(&Layer::Unread, effects),
            Action::StarredOnly => self.toggle_limit(&Layer::Starred, effects),
            Action::NotedOnly => self.toggle_limit(&Layer::Noted, effects),
            Action::Saved(number) => self.saved(number, effects),
            Action::SortMenu => self.sort_menu(),
            Action::Refresh => self.refresh(effects),
            Action::Facets => self.facet(Facet::Site, effects),
            Action::Timeline => self.brush(effects),
            Action::Voices => self.voices(effects),
            Action::Kwic => self.kwic(effects),
            Action::Alike => self.alike(effects),
            _ => return false,
        }
        true
    }

    /// Chooses articles, and changes the screen; `false` if `action` is something else.
    fn choose_by(&mut self, action: Action, count: Option<usize>, effects: &mut Vec<Effect>) -> bool {
        match action {
            Action::Select => self.select(count.unwrap_or(1), effects),
            Action::SelectRange => match self.focus {
                Focus::List => self.select_range(),
                Focus::Reader => self.choose_lines(),
            },
            Action::SelectBy => self.ask(Purpose::SelectBy, "", effects),
            Action::Reselect => self.reselect(),
            Action::ForThis => self.reach(Reach::This),
            Action::ForSelected => self.reach(Reach::Selected),
            Action::ForAbove => self.reach(Reach::Above),
            Action::ForBelow => self.reach(Reach::Below),
            Action::ForAll => self.reach(Reach::All),
            Action::ForQuery => self.reach_by_query(effects),
            Action::Preview => self.next_preview(effects),
            Action::Strip => self.toggle_strip(),
            Action::Zen => self.zen = !self.zen,
            Action::Wider => self.measure(true),
            Action::Narrower => self.measure(false),
            Action::Pause => self.pause(effects),
            Action::Statistics => self.ask_statistics(effects),
            Action::Problems => self.overlay = Some(Overlay::Problems(0)),
            Action::Help => self.overlay = Some(Overlay::Help(0)),
            Action::Palette => self.prompt = Some(Prompt::new(Purpose::Palette, "")),
            Action::Shell => self.ask(Purpose::Shell, "", effects),
            Action::Redraw => effects.push(Effect::Redraw),
            Action::Suspend => effects.push(Effect::Suspend),
            Action::Quit => self.quit(effects),
            _ => return false,
        }
        true
    }

    /// Does a verb.
    fn do_verb(&mut self, action: Action, count: Option<usize>, effects: &mut Vec<Effect>) {
        let mark = |how| Verb::Mark(how);
        let copy = |form| Verb::Take(form, To::Clipboard);
        let verb = match action {
            Action::ToggleRead => mark(MarkVerb::ToggleRead),
            Action::Read => mark(MarkVerb::Read),
            Action::Unread => mark(MarkVerb::Unread),
            Action::ToggleStar => mark(MarkVerb::ToggleStar),
            Action::Unstar => mark(MarkVerb::Unstar),
            Action::Keep => mark(MarkVerb::Keep),
            Action::Drop => mark(MarkVerb::Drop),
            Action::Undecide => mark(MarkVerb::Undecide),
            Action::CopyText if self.focus == Focus::Reader => return self.copy_text(effects),
            Action::CopyText | Action::CopyCitation => copy(Form::Citation),
            Action::CopyArticle => copy(Form::Text),
            Action::CopyUrl => copy(Form::Url),
            Action::CopyPath => copy(Form::Path),
            Action::Browse => Verb::Take(Form::Url, To::Browser),
            Action::ReadAll => return self.do_to(mark(MarkVerb::Read), Reach::All, effects),
            Action::CopyQuote => return self.copy_quote(effects),
            Action::Note => return self.note(effects),
            Action::EditNote => return self.edit_note(effects),
            Action::Tag => return self.ask_for(Purpose::Tags, count, effects),
            Action::Export => return self.ask_for(Purpose::File, count, effects),
            Action::Pipe => return self.ask_for(Purpose::Pipe, count, effects),
            Action::Repeat => return self.repeat(count, effects),
            Action::Undo => return (0..steps(count)).for_each(|_| self.undo_mark(effects)),
            Action::Redo => return (0..steps(count)).for_each(|_| self.redo_mark(effects)),
            Action::Pick => return self.pick(count, effects),
            _ => return,
        };
        self.verb(verb, count, effects);
    }

    /// The keys that move scroll an overlay; any other action closes it.
    pub(super) fn in_overlay(&mut self, action: Action, count: Option<usize>) {
        let page = usize::from(self.size.1).saturating_sub(4).max(1);
        let times = count.unwrap_or(1);
        let Some(Overlay::Help(top) | Overlay::Problems(top) | Overlay::Statistics(_, top)) = &mut self.overlay else {
            return;
        };
        match action {
            Action::Down => *top = top.saturating_add(times),
            Action::Up => *top = top.saturating_sub(times),
            // The key that selects in the list pages elsewhere.
            Action::PageDown | Action::HalfPageDown | Action::Select => *top = top.saturating_add(page),
            Action::PageUp | Action::HalfPageUp => *top = top.saturating_sub(page),
            Action::Top => *top = 0,
            Action::Bottom => *top = usize::MAX,
            _ => self.overlay = None,
        }
        self.stop_overlay();
    }

    /// An overlay does not scroll past its last row.
    fn stop_overlay(&mut self) {
        let rows = match &self.overlay {
            Some(Overlay::Help(_)) => super::help::rows(self, usize::from(self.size.0)).len(),
            Some(Overlay::Statistics(Some(statistics), _)) => {
                statistics.days.len() + statistics.sites.len() + STATISTICS_HEAD
            }
            _ => self.troubles.len(),
        };
        // The title and the last line of the screen are not the overlay's.
        let last = rows.saturating_sub(usize::from(self.size.1).saturating_sub(2));
        if let Some(Overlay::Help(top) | Overlay::Problems(top) | Overlay::Statistics(_, top)) = &mut self.overlay {
            *top = (*top).min(last);
        }
    }

    /// Has it counted what the view holds.
    fn ask_statistics(&mut self, effects: &mut Vec<Effect>) {
        let token = self.wait_for(Job::Statistics);
        self.overlay = Some(Overlay::Statistics(None, 0));
        effects.push(Effect::Statistics(Arc::clone(self.list.order()), self.marks.clone(), token));
    }

    pub(super) fn counted(&mut self, token: u64, statistics: Arc<Statistics>) {
        if self.job(token).is_some()
            && let Some(Overlay::Statistics(counted, _)) = &mut self.overlay
        {
            *counted = Some(statistics);
        }
    }

    /// Back one level; `false` at the top.
    fn back(&mut self, effects: &mut Vec<Effect>) -> bool {
        if self.keys.reach.take().is_some() {
            return true;
        }
        if self.focus == Focus::Reader {
            if self.reader.as_mut().is_some_and(super::reader::Reader::let_go) {
                return true;
            }
            // Behind the only article, as of a pager, there is no list worth going back to.
            let others = self.articles != 1;
            if others {
                self.show_list(effects);
                self.back_to_sheet();
            }
            return others;
        }
        if self.leave_brush() {
        } else if !self.selection.is_empty() {
            self.selection.clear();
        } else if self.found.take().is_some() {
        } else if self.limited.layers.pop().is_some() {
            self.limit(effects);
        } else {
            return false;
        }
        true
    }

    fn begin_limit(&mut self, effects: &mut Vec<Effect>) {
        if self.focus == Focus::Reader {
            self.show_list(effects);
        }
        self.ask(Purpose::Limit, "", effects);
    }

    fn saved(&mut self, number: usize, effects: &mut Vec<Effect>) {
        let Some(search) = self.settings.searches.get(number) else { return };
        let layer = Layer::Query(search.query.clone(), Some(search.name.clone()));
        if self.focus == Focus::Reader {
            self.show_list(effects);
        }
        self.toggle_limit(&layer, effects);
    }

    /// The view is made anew with the marks as they are now, or the article with its file.
    fn refresh(&mut self, effects: &mut Vec<Effect>) {
        match self.reader.as_ref().filter(|_| self.focus == Focus::Reader) {
            Some(reader) => {
                let visit = reader.visit();
                self.load(visit.article, Some(visit), effects);
            }
            None => self.limit(effects),
        }
        self.status = Some("refreshed".to_owned());
    }

    fn measure(&mut self, wider: bool) {
        let measure = self.settings.measure;
        let next = if wider { measure + MEASURE_STEP } else { measure.saturating_sub(MEASURE_STEP) };
        self.settings.measure = next.clamp(*MEASURES.start(), *MEASURES.end());
        self.status = Some(format!("measure: {} columns", self.settings.measure));
    }

    fn next_preview(&mut self, effects: &mut Vec<Effect>) {
        use crate::config::Preview;
        let (preview, said) = match self.settings.preview {
            Preview::Auto => (Preview::Beside, "beside"),
            Preview::Beside => (Preview::Below, "below"),
            Preview::Below => (Preview::None, "none"),
            Preview::None => (Preview::Auto, "where there is room"),
        };
        self.settings.preview = preview;
        self.status = Some(format!("preview: {said}"));
        self.preview(effects);
    }

    fn pause(&mut self, effects: &mut Vec<Effect>) {
        self.paused = !self.paused;
        effects.push(Effect::Pause(self.paused));
        self.status = Some(if self.paused {
            format!("the full text waits; {} goes on", self.key_of(Action::Pause))
        } else {
            "the full text goes on".to_owned()
        });
    }

    /// Ends the program; what was chosen is printed then.
    fn pick(&mut self, count: Option<usize>, effects: &mut Vec<Effect>) {
        let reach = self.take_reach(count);
        let Some(targets) = self.targets(&reach) else { return };
        self.quit(effects);
        self.picked = self.quit.map(|_| targets.positions());
    }
}
