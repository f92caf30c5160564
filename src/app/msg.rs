//! What happens, and what is to be done about it: the messages that come in, and the effects that go out.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crossterm::event::{KeyEvent, MouseEvent};
use jiff::civil::Date;

use super::gathering::{Form, Gathered};
use crate::article::{ArticleId, Text};
use crate::library::asks::Ask;
use crate::library::query::{Matcher, Query};
use crate::library::{Event, GroupBy, Place, Position, Spot};
use crate::marks::{self, Answer, Marks};

/// What happened.
pub enum Msg {
    /// The program has started, on this day.
    Start(Date),
    /// A key was pressed.
    Key(KeyEvent),
    /// The mouse did something.
    Mouse(MouseEvent),
    /// Text was pasted.
    Paste(String),
    /// The terminal has this many columns and rows.
    Resize(u16, u16),
    /// A timer ran out.
    Timer(Timer),
    /// The library has something new.
    Library(Event),
    /// The journal answered.
    Marks(Answer),
    /// Articles that were asked for as text.
    Gathered(Gathered),
    /// What became of work outside: copying, opening a URL, piping, editing.
    Outside(Outcome),
    /// The text of [`Effect::Edit`] as the editor left it.
    Edited {
        /// The token of the effect.
        token: u64,
        /// The text, cleaned line by line.
        text: String,
    },
    /// The terminal has taken the frame that kept it busy.
    Drawn,
    /// A signal asks to stop for a while.
    Suspend,
    /// The program is to end with this exit code.
    Quit(u8),
}

/// Work that follows from a message.
pub enum Effect {
    /// Load the article in this row.
    Load(Position, u64),
    /// Show the rows that this query leaves, by these marks.
    Limit(Query, Option<GroupBy>, Marks, u64),
    /// Fetch these rows; with a matcher also where they have its hits, in so many columns.
    Rows(Vec<Position>, Option<(Arc<Matcher>, usize)>),
    /// Fetch the ids of these rows.
    Ids(Vec<Position>, u64),
    /// Find the rows that this query leaves, by these marks, beside the limit in force.
    Find(Query, Marks, u64),
    /// Put these articles together as text.
    Gather(Vec<Position>, Form, u64),
    /// Write these articles to a file.
    Export(Vec<Position>, PathBuf, u64),
    /// Find where these articles stand.
    Locate(Vec<Spot>, u64),
    /// Count what these rows hold, by these marks.
    Statistics(Arc<[Position]>, Marks, u64),
    /// Count of which days the rows of the view are.
    Timeline(Arc<[Position]>, u64),
    /// Look for the first unread row of a view behind this one.
    Unread(Arc<[Position]>, usize, u64),
    /// This article stands at this place: one that has marks is found there again when its text changes, and one that has none may
    /// be what became of another.
    Seen(Box<Seen>),
    /// Ask something beside the list.
    Ask(Ask, u64),
    /// Fetch what completes a query.
    Values,
    /// Have the building of the full text pause, or go on.
    Pause(bool),
    /// Append these changes to the journal.
    Mark(Vec<(ArticleId, marks::Change)>, u64),
    /// Append these changes as a step that can be undone, and that is called so.
    Step(String, Vec<marks::Alike>, u64),
    /// Undo the last step.
    Undo(u64),
    /// Redo the step undone last.
    Redo(u64),
    /// Send [`Msg::Timer`] after this time.
    Timer(Duration, Timer),
    /// Stop the process, as Ctrl-Z does.
    Suspend,
    /// Draw everything anew.
    Redraw,
    /// Copy this text to the clipboard of the terminal. Answered by [`Msg::Outside`], as the following are.
    Copy(String),
    /// Open this URL in the browser.
    Browse(String),
    /// Run a command that the user typed, with this text as its standard input.
    Pipe {
        /// For the shell.
        command: String,
        /// What the command reads.
        text: String,
    },
    /// Open this text in the user's editor. Answered by [`Msg::Edited`], or by [`Msg::Outside`] when that failed.
    Edit {
        /// What the editor starts with.
        text: String,
        /// Comes back with the answer.
        token: u64,
    },
}

/// A question without an answer. Of some kinds only the newest is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Question {
    pub(super) newest: Option<&'static str>,
    pub(super) token: u64,
}

impl Effect {
    /// What it asks of the library or the journal, if it is answered.
    pub(super) fn question(&self) -> Option<Question> {
        let (newest, token) = match self {
            Self::Load(_, token) => (Some("article"), token),
            Self::Limit(.., token) => (Some("view"), token),
            Self::Find(.., token) => (Some("finding"), token),
            Self::Ask(_, token) => (Some("sheet"), token),
            Self::Ids(_, token)
            | Self::Locate(_, token)
            | Self::Statistics(.., token)
            | Self::Timeline(_, token)
            | Self::Unread(.., token)
            | Self::Mark(_, token)
            | Self::Step(.., token)
            | Self::Undo(token)
            | Self::Redo(token) => (None, token),
            _ => return None,
        };
        Some(Question { newest, token: *token })
    }
}

impl Msg {
    /// The token of the question that it answers, perhaps in part.
    pub(super) fn answer(&self) -> Option<u64> {
        match self {
            Self::Library(Event::View(view)) => Some(view.token),
            Self::Library(
                Event::Loaded { token, .. }
                | Event::Told { token, .. }
                | Event::Ids { token, .. }
                | Event::Located { token, .. }
                | Event::Statistics { token, .. }
                | Event::Timeline { token, .. }
                | Event::Unread { token, .. },
            )
            | Self::Marks(
                Answer::Saved { token, .. }
                | Answer::Unchanged { token }
                | Answer::Nothing { token }
                | Answer::Failed { token, .. },
            ) => Some(*token),
            _ => None,
        }
    }
}

/// What became of work outside, in words for the status line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was done.
    Done(String),
    /// It was not, and why.
    Failed(String),
}

/// An article, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The article.
    pub id: ArticleId,
    /// Its place in the library.
    pub place: Place,
    /// Its headline.
    pub headline: Text,
}

/// What a timer is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timer {
    /// The article of this reading was in view for the time that makes it read.
    InView(u64),
    /// The article of this reading was seen to its end for a moment.
    EndSeen(u64),
    /// The view has stood for a moment: its days can be counted.
    Counting,
    /// What was typed ahead has waited long enough.
    Ahead,
}
