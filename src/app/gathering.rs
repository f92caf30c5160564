//! Articles that leave the program: copied, piped, opened elsewhere, written to a file.

use std::path::PathBuf;

use super::action::Action;
use super::reach::Targets;
use super::verbs::Job;
use super::{Effect, State};
use crate::article::quotation;
use crate::layout::grouped;

/// Addresses that are opened at most at once: each is a tab of the browser.
const TABS: usize = 20;

/// What is taken of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// All that it says.
    Text,
    /// Headline, authors, publication, date and address on a line.
    Citation,
    /// The address; nothing where there is none.
    Url,
    /// The path of its file.
    Path,
}

/// Where it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum To {
    /// Into the clipboard.
    Clipboard,
    /// Into a command.
    Command(String),
    /// Into the browser.
    Browser,
}

/// Articles as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gathered {
    /// The token of the request.
    pub token: u64,
    /// The text and of how many articles it is, or of an export what to say; or why there is none.
    pub result: Result<(String, usize), String>,
}

impl State {
    pub(super) fn take_text(&mut self, form: Form, to: To, targets: Targets, effects: &mut Vec<Effect>) {
        let positions = targets.positions();
        let token = self.wait_for(Job::Take(form, to, positions.len()));
        self.status = Some("reading\u{2026}".to_owned());
        effects.push(Effect::Gather(positions, form, token));
    }

    pub(super) fn export(&mut self, name: &str, targets: Targets, effects: &mut Vec<Effect>) {
        let positions = targets.positions();
        self.status = Some(format!("writing {} articles\u{2026}", grouped(positions.len() as u64)));
        let token = self.wait_for(Job::Export);
        effects.push(Effect::Export(positions, PathBuf::from(name), token));
    }

    pub(super) fn gathered(&mut self, gathered: Gathered, effects: &mut Vec<Effect>) {
        let Some(job) = self.job(gathered.token) else { return };
        let (text, count) = match gathered.result {
            Ok(gathered) => gathered,
            Err(reason) => {
                self.status = Some(reason);
                return;
            }
        };
        let Job::Take(form, to, of) = job else {
            self.status = Some(text);
            return;
        };
        match to {
            To::Command(command) => effects.push(Effect::Pipe { command, text }),
            _ if text.trim().is_empty() => self.status = Some(lacking(form, of).to_owned()),
            To::Clipboard => {
                self.status = Some(match count {
                    1 => format!("copied: {}", first_line(&text)),
                    count => format!("copied from {} articles", grouped(count as u64)),
                });
                effects.push(Effect::Copy(text));
            }
            To::Browser => {
                let addresses: Vec<&str> = text.lines().collect();
                if addresses.len() > TABS {
                    self.status = Some(format!("{} addresses are too many to open at once", addresses.len()));
                    return;
                }
                effects.extend(addresses.into_iter().map(|address| Effect::Browse(address.to_owned())));
            }
        }
    }

    /// Copies the lines that are chosen, else the paragraph singled out or at the top.
    pub(super) fn copy_text(&mut self, effects: &mut Vec<Effect>) {
        let Some(reader) = &mut self.reader else { return };
        let chosen = reader.chosen();
        reader.lines = None;
        let paragraph = || reader.paragraph().and_then(|number| reader.article.paragraphs.get(number));
        match chosen.or_else(|| paragraph().map(|paragraph| paragraph.text.to_string())) {
            Some(text) => self.copy(text, effects),
            None => self.status = Some("there is no paragraph here".to_owned()),
        }
    }

    /// Copies the quote that is singled out, else the first one in the window, with who said it and where.
    pub(super) fn copy_quote(&mut self, effects: &mut Vec<Effect>) {
        let Some(reader) = &self.reader else { return };
        match reader.quote().and_then(|quote| quotation(&reader.article, quote)) {
            Some(text) => self.copy(text, effects),
            None => {
                self.status = Some(format!("there is no quote here; {} goes to one", self.key_of(Action::NextQuote)));
            }
        }
    }

    fn copy(&mut self, text: String, effects: &mut Vec<Effect>) {
        self.status = Some(format!("copied: {}", first_line(&text)));
        effects.push(Effect::Copy(text));
    }
}

/// What to say where so many articles have nothing of a form.
fn lacking(form: Form, articles: usize) -> &'static str {
    match (form, articles) {
        (Form::Url, 1) => "this article has no address",
        (Form::Url, _) => "none of these articles has an address",
        (_, 1) => "there is no text in this article",
        _ => "there is no text in these articles",
    }
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}
