//! Notes: what the reader writes on an article.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use tui_textarea::{CursorMove, TextArea};

use super::reach::NOTHING;
use super::reader::{Focus as Singled, Reader};
use super::verbs::Job;
use super::{Effect, State};
use crate::article::ArticleId;
use crate::marks::Change;

/// A note that is being written.
#[derive(Debug)]
pub struct Note {
    article: ArticleId,
    /// What it is about, for its title.
    pub headline: String,
    /// What it said before.
    before: String,
    area: TextArea<'static>,
}

impl Note {
    fn new(article: ArticleId, headline: String, before: &str, anchor: Option<String>) -> Self {
        let mut lines: Vec<String> = before.lines().map(str::to_owned).collect();
        if let Some(anchor) = anchor.filter(|anchor| !before.contains(anchor.as_str())) {
            if !lines.is_empty() {
                lines.push(String::new());
            }
            lines.extend(anchor.lines().map(str::to_owned));
            lines.push(String::new());
        }
        let mut area = TextArea::new(lines);
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        area.set_cursor_line_style(ratatui::style::Style::default());
        area.set_wrap_mode(tui_textarea::WrapMode::WordOrGlyph);
        Self { article, headline, before: before.to_owned(), area }
    }

    /// The widget.
    #[must_use]
    pub fn area(&self) -> &TextArea<'static> {
        &self.area
    }

    fn text(&self) -> String {
        self.area.lines().join("\n").trim_end().to_owned()
    }
}

impl State {
    /// Opens the note of the article; what is singled out or chosen in the reader is quoted in it.
    pub(super) fn note(&mut self, effects: &mut Vec<Effect>) {
        let Some((id, headline)) = self.noted() else { return };
        let anchor = self.reader.as_ref().filter(|_| self.focus == super::Focus::Reader).and_then(anchor);
        if let Some(reader) = &mut self.reader {
            reader.lines = None;
        }
        let before = self.marks.get(id).note.unwrap_or_default();
        self.note = Some(Note::new(id, headline, &before, anchor));
        self.stop_reading(effects);
    }

    /// Has the note edited outside.
    pub(super) fn edit_note(&mut self, effects: &mut Vec<Effect>) {
        let (id, text) = if let Some(note) = self.note.take() {
            (note.article, note.text())
        } else {
            let Some((id, _)) = self.noted() else { return };
            (id, self.marks.get(id).note.unwrap_or_default().to_string())
        };
        let token = self.wait_for(Job::Edited(id));
        effects.push(Effect::Edit { text, token });
    }

    /// The article that a note is for, and its headline.
    fn noted(&mut self) -> Option<(ArticleId, String)> {
        let id = self.current();
        if id.is_none() {
            let is_there = self.current_position().is_some();
            self.status = Some(if is_there { "the article is still being read" } else { NOTHING }.to_owned());
        }
        let id = id?;
        let open =
            self.reader.as_ref().filter(|reader| reader.id() == id).map(|reader| reader.article.title().to_string());
        let row = || self.list.selected().and_then(|position| self.rows.get(position));
        Some((id, open.or_else(|| row().map(|row| row.details.headline.to_string())).unwrap_or_default()))
    }

    pub(super) fn note_key(&mut self, event: KeyEvent, effects: &mut Vec<Effect>) {
        let Some(note) = &mut self.note else { return };
        let control = event.modifiers.contains(KeyModifiers::CONTROL);
        match event.code {
            KeyCode::Esc => self.keep_note(effects),
            KeyCode::Char('s') if control => self.keep_note(effects),
            KeyCode::Char('c' | 'g') if control => {
                self.note = None;
                self.status = Some("the note is as it was".to_owned());
            }
            KeyCode::Char('e') if control => self.edit_note(effects),
            _ => drop(note.area.input(event)),
        }
    }

    /// Inserts pasted text line by line. Most terminals send the ends of its lines as the key Enter does.
    pub(super) fn paste_note(&mut self, text: &str) {
        if let Some(note) = &mut self.note {
            let text = text.replace("\r\n", "\n").replace('\r', "\n");
            let lines: Vec<String> = text.lines().map(|line| crate::article::Text::new(line).to_string()).collect();
            note.area.insert_str(lines.join("\n"));
        }
    }

    /// Saves the note that is being written, if there is one.
    pub(super) fn keep_note(&mut self, effects: &mut Vec<Effect>) {
        let Some(note) = self.note.take() else { return };
        self.save_note(note.article, &note.text(), &note.before, effects);
    }

    /// The note has come back from the editor.
    pub(super) fn edited(&mut self, token: u64, text: &str, effects: &mut Vec<Effect>) {
        if let Some(Job::Edited(id)) = self.job(token) {
            let before = self.marks.get(id).note.unwrap_or_default();
            self.save_note(id, text.trim_end(), &before, effects);
        }
    }

    fn save_note(&mut self, id: ArticleId, text: &str, before: &str, effects: &mut Vec<Effect>) {
        if text == before.trim_end() {
            return;
        }
        let label = if text.is_empty() { "note taken away" } else { "noted" };
        self.mark(label.to_owned(), id, vec![Change::note(text)], effects);
    }
}

/// What is chosen or singled out, as it is quoted in a note.
fn anchor(reader: &Reader) -> Option<String> {
    let quoted = |text: &str| text.lines().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n");
    if let Some(chosen) = reader.chosen() {
        return Some(quoted(&chosen));
    }
    match reader.focus? {
        Singled::Quote(number) => {
            let quote = reader.article.quotes.get(number)?;
            let speaker = quote.speaker.as_ref().map(|speaker| format!("\n> \u{2014} {speaker}")).unwrap_or_default();
            Some(quoted(&quote.text) + &speaker)
        }
        Singled::Paragraph(number) => Some(quoted(&reader.article.paragraphs.get(number)?.text)),
        Singled::Link(section, item) => Some(quoted(&reader.article.sections.get(section)?.items.get(item)?.title)),
    }
}
