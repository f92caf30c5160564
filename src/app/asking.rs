//! The input line: what is done as one types, and with what was typed.

use crossterm::event::KeyEvent;

use super::gathering::{Form, To};
use super::limit::Layer;
use super::palette::matching;
use super::prompt::{Prompt, Purpose, Typed};
use super::reach::Reach;
use super::verbs::{Job, MarkVerb, Verb};
use super::{Effect, State, commands};

/// Lines of the history that are kept.
const REMEMBERED: usize = 200;

/// What was typed before.
#[derive(Debug, Default)]
pub struct Typing {
    lines: Vec<(Purpose, String)>,
}

impl Typing {
    fn remember(&mut self, purpose: Purpose, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        self.lines.retain(|(other, line)| *other != purpose || line != text);
        self.lines.push((purpose, text.to_owned()));
        self.lines.drain(..self.lines.len().saturating_sub(REMEMBERED));
    }

    /// The line so many before the end. Queries share their history.
    fn recall(&self, purpose: Purpose, back: usize) -> Option<&str> {
        let same = |other: Purpose| other == purpose || other.is_query() && purpose.is_query();
        let mut lines = self.lines.iter().rev().filter(|(other, _)| same(*other));
        lines.nth(back.checked_sub(1)?).map(|(_, line)| line.as_str())
    }
}

impl State {
    /// Opens the input line.
    pub(super) fn ask(&mut self, purpose: Purpose, text: &str, effects: &mut Vec<Effect>) {
        if purpose.is_query() || purpose == Purpose::Tags {
            effects.push(Effect::Values);
        }
        self.prompt = Some(Prompt::new(purpose, text));
    }

    pub(super) fn paste(&mut self, text: &str, effects: &mut Vec<Effect>) {
        if let Some(prompt) = &mut self.prompt {
            prompt.paste(text);
            self.typed(Typed::Changed, effects);
        }
    }

    pub(super) fn prompt_key(&mut self, event: KeyEvent, effects: &mut Vec<Effect>) {
        if let Some(prompt) = &mut self.prompt {
            let typed = prompt.key(event);
            self.typed(typed, effects);
        }
    }

    fn typed(&mut self, typed: Typed, effects: &mut Vec<Effect>) {
        let Some(prompt) = &self.prompt else { return };
        let (purpose, text) = (prompt.purpose, prompt.text().to_owned());
        match (purpose, typed) {
            (_, Typed::Moved) => {}
            (Purpose::Palette, Typed::Complete(forwards)) => self.choose(&text, if forwards { 1 } else { -1 }),
            (Purpose::Palette, Typed::Choose(by) | Typed::Recall(by)) => self.choose(&text, by),
            (_, Typed::Choose(by)) => {
                if self.list.step(by) {
                    self.preview(effects);
                }
            }
            (_, Typed::Recall(by)) => self.recall(purpose, by, effects),
            (_, Typed::Complete(forwards)) if purpose.is_query() => self.complete(&text, forwards, effects),
            (Purpose::Tags, Typed::Complete(_)) => self.complete_tag(&text),
            (_, Typed::Complete(_)) => {}
            (_, Typed::Changed) => self.as_typed(purpose, text, effects),
            (_, Typed::Cancelled) => self.cancelled(purpose, effects),
            (_, Typed::Accepted) => {
                let chosen = prompt.chosen;
                self.prompt = None;
                self.typing.remember(purpose, &text);
                self.accepted(purpose, text, chosen, effects);
            }
        }
    }

    /// What happens while one types.
    pub(super) fn as_typed(&mut self, purpose: Purpose, text: String, effects: &mut Vec<Effect>) {
        match purpose {
            Purpose::Limit => {
                self.limited.typing = Some(text);
                self.list.reset();
                self.limit(effects);
            }
            Purpose::Find if text.trim().is_empty() => self.found = None,
            Purpose::Find => self.find(&text, None, effects),
            Purpose::Search => {
                if let Some(reader) = &mut self.reader {
                    reader.search_for(&text, true);
                }
            }
            _ => {}
        }
    }

    fn cancelled(&mut self, purpose: Purpose, effects: &mut Vec<Effect>) {
        self.prompt = None;
        self.keys.reach = None;
        match purpose {
            Purpose::Limit if self.limited.typing.take().is_some() => {
                self.limited.layers.append(&mut self.limited.aside);
                self.limit(effects);
            }
            Purpose::Find => self.found = None,
            _ => {}
        }
    }

    fn accepted(&mut self, purpose: Purpose, text: String, chosen: usize, effects: &mut Vec<Effect>) {
        let nothing = text.trim().is_empty();
        match purpose {
            Purpose::Palette => match matching(&text, self.scope()).get(chosen) {
                Some(entry) => commands::act(self, entry.action, None, effects),
                None => self.status = Some(format!("no command is like \u{201c}{text}\u{201d}")),
            },
            Purpose::Limit => self.accept_limit(text, effects),
            Purpose::Find => {
                // What was found for a part of what was typed is not what was asked for.
                match self.found.take_if(|found| found.text != text) {
                    _ if nothing => {}
                    Some(part) => {
                        self.list.go(part.from());
                        self.preview(effects);
                        self.find(&text, None, effects);
                    }
                    None if self.found.is_none() => self.find(&text, None, effects),
                    None => self.found_hit(0, effects),
                }
            }
            Purpose::Search => {
                if !nothing {
                    self.last_search = text;
                }
                self.hit(0, effects);
            }
            _ if nothing => self.keys.reach = None,
            Purpose::SelectBy => self.find(&text, Some(Job::Select), effects),
            Purpose::ForQuery => self.find(&text, Some(Job::Reach), effects),
            Purpose::Shell => effects.push(Effect::Pipe { command: text, text: String::new() }),
            Purpose::Tags => self.asked_verb(Verb::Mark(MarkVerb::Tag(text)), effects),
            Purpose::File => self.asked_verb(Verb::Export(text), effects),
            Purpose::Pipe => self.asked_verb(Verb::Take(Form::Text, To::Command(text)), effects),
        }
    }

    /// Does the verb for which something was typed to what was settled before.
    fn asked_verb(&mut self, verb: Verb, effects: &mut Vec<Effect>) {
        let reach = self.keys.reach.take().unwrap_or(Reach::This);
        self.do_to(verb, reach, effects);
    }

    fn accept_limit(&mut self, text: String, effects: &mut Vec<Effect>) {
        let typed = self.limited.typing.take().is_some();
        self.limited.aside.clear();
        if let Some(error) = self.limited.error.take() {
            self.status = Some(error.to_string());
            self.limit(effects);
        } else if typed && !text.trim().is_empty() {
            // It is in force already.
            self.limited.layers.push(Layer::Query(text, None));
        }
    }

    fn choose(&mut self, typed: &str, by: isize) {
        let count = matching(typed, self.scope()).len().max(1);
        if let Some(prompt) = &mut self.prompt {
            prompt.chosen = (prompt.chosen + count).checked_add_signed(by).unwrap_or(0) % count;
        }
    }

    /// The line before (-1) or behind (1) in the history.
    fn recall(&mut self, purpose: Purpose, by: isize, effects: &mut Vec<Effect>) {
        let Some(prompt) = &mut self.prompt else { return };
        let back = prompt.recalled.saturating_add_signed(-by);
        let line = match back {
            0 => Some(""),
            back => self.typing.recall(purpose, back),
        };
        if let Some(line) = line.map(str::to_owned) {
            prompt.recalled = back;
            prompt.set(&line);
            self.as_typed(purpose, line, effects);
        }
    }

    fn complete(&mut self, text: &str, forwards: bool, effects: &mut Vec<Effect>) {
        if let Some(completed) = self.limited.complete(text, forwards, &self.values)
            && let Some(prompt) = &mut self.prompt
        {
            prompt.set(&completed);
            let purpose = prompt.purpose;
            self.as_typed(purpose, completed, effects);
        }
    }

    /// Completes the last word by the tags that were given before.
    fn complete_tag(&mut self, text: &str) {
        let start = text.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        let (before, word) = text.split_at(start);
        let (sign, name) = match word.strip_prefix(['+', '-']) {
            Some(name) => (word.get(..1).unwrap_or_default(), name),
            None => ("+", word),
        };
        let known = self.values.tags.iter().find(|tag| tag.starts_with(name) && tag.as_str() != name);
        if let (Some(known), Some(prompt)) = (known, &mut self.prompt) {
            prompt.set(&format!("{before}{sign}{known}"));
        }
    }
}
