//! The input line: whatever is typed is typed here.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use tui_textarea::{CursorMove, TextArea};

use crate::article::Text;

/// What the line is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To limit the list as one types.
    Limit,
    /// To find rows of the list as one types.
    Find,
    /// To search in the article.
    Search,
    /// To find a command.
    Palette,
    /// To say which articles are selected.
    SelectBy,
    /// To say what the next verb is done to.
    ForQuery,
    /// Tags.
    Tags,
    /// The file that articles are written to.
    File,
    /// The command that text is piped to.
    Pipe,
    /// A command to be run.
    Shell,
}

impl Purpose {
    /// Whether a query is typed.
    #[must_use]
    pub fn is_query(self) -> bool {
        matches!(self, Self::Limit | Self::Find | Self::SelectBy | Self::ForQuery)
    }
}

/// The input line.
#[derive(Debug)]
pub struct Prompt {
    /// What it is for.
    pub purpose: Purpose,
    /// The entry of the palette that is chosen, counted from 0.
    pub chosen: usize,
    /// How many lines of the history back the line was taken from; 0: it was typed.
    pub(super) recalled: usize,
    area: TextArea<'static>,
}

/// What a key did to the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    /// The text changed.
    Changed,
    /// Only the cursor moved, or nothing happened.
    Moved,
    /// Enter.
    Accepted,
    /// Esc.
    Cancelled,
    /// The next (1) or previous (-1) choice.
    Choose(isize),
    /// The next (1) or previous (-1) line of the history.
    Recall(isize),
    /// Tab, or the other way round.
    Complete(bool),
}

impl Prompt {
    /// A line for `purpose` that starts with `text`.
    #[must_use]
    pub fn new(purpose: Purpose, text: &str) -> Self {
        let mut area = TextArea::new(vec![text.to_owned()]);
        area.move_cursor(CursorMove::End);
        area.set_cursor_line_style(ratatui::style::Style::default());
        Self { purpose, chosen: 0, recalled: 0, area }
    }

    /// What was typed.
    #[must_use]
    pub fn text(&self) -> &str {
        self.area.lines().first().map_or("", String::as_str)
    }

    /// The widget.
    #[must_use]
    pub fn area(&self) -> &TextArea<'static> {
        &self.area
    }

    /// The sign before the line.
    #[must_use]
    pub fn sign(&self) -> &'static str {
        match self.purpose {
            Purpose::Limit => "limit: ",
            Purpose::Find | Purpose::Search => "/",
            Purpose::Palette => ":",
            Purpose::SelectBy => "select: ",
            Purpose::ForQuery => "to: ",
            Purpose::Tags => "tags: ",
            Purpose::File => "write to: ",
            Purpose::Pipe => "|",
            Purpose::Shell => "!",
        }
    }

    /// Answers a key.
    pub fn key(&mut self, key: KeyEvent) -> Typed {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Enter => Typed::Accepted,
            KeyCode::Esc => Typed::Cancelled,
            KeyCode::Char('c' | 'g') if control => Typed::Cancelled,
            // One line only: what would make another is taken for Enter.
            KeyCode::Char('m' | 'j') if control => Typed::Accepted,
            KeyCode::Tab => Typed::Complete(true),
            KeyCode::BackTab => Typed::Complete(false),
            KeyCode::Down => Typed::Recall(1),
            KeyCode::Up => Typed::Recall(-1),
            KeyCode::Char('n') if control => Typed::Choose(1),
            KeyCode::Char('p') if control => Typed::Choose(-1),
            KeyCode::Char('u') if control => self.changed(TextArea::delete_line_by_head),
            KeyCode::Char('w') if control => self.changed(TextArea::delete_word),
            _ => self.changed(|area| area.input(key)),
        }
    }

    /// Puts `text` in the place of what was typed.
    pub fn set(&mut self, text: &str) {
        let chosen = self.chosen;
        *self = Self { chosen, recalled: self.recalled, ..Self::new(self.purpose, text) };
    }

    /// Inserts pasted text: its lines become one, without what is no text in them.
    pub fn paste(&mut self, text: &str) {
        let lines = text.split(['\n', '\r']).map(|line| Text::new(line).to_string());
        self.area.insert_str(lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" "));
    }

    fn changed(&mut self, edit: impl FnOnce(&mut TextArea<'static>) -> bool) -> Typed {
        if edit(&mut self.area) {
            self.chosen = 0;
            Typed::Changed
        } else {
            Typed::Moved
        }
    }
}
