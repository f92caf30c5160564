//! What is wrong with a query.

use std::fmt;
use std::ops::Range;

use crate::article::Text;

/// Characters of the query that a message repeats at most.
const SHOWN: usize = 40;

/// Why a text is no query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    /// Where it is wrong: the column of the first character, counted from 1 in characters.
    pub column: usize,
    /// What is wrong, in bytes of the text.
    pub span: Range<usize>,
    /// What is wrong with it.
    pub message: String,
    /// What could stand in the place of the span instead.
    pub suggestion: Option<String>,
    /// Whether typing on can make a query of it, so that it is no mistake yet: an open quotation mark, `title:`, `a OR`.
    pub incomplete: bool,
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "column {}: {}", self.column, self.message)?;
        match &self.suggestion {
            Some(suggestion) => write!(f, "; did you mean \"{}\"?", Text::new(suggestion)),
            None => Ok(()),
        }
    }
}

impl std::error::Error for QueryError {}

/// What is wrong with a part of a query, wherever that stands.
#[derive(Debug)]
pub(super) struct Fault {
    message: String,
    suggestion: Option<String>,
    half_typed: bool,
}

impl Fault {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), suggestion: None, half_typed: false }
    }

    pub(super) fn suggest(self, suggestion: Option<impl Into<String>>) -> Self {
        Self { suggestion: suggestion.map(Into::into), ..self }
    }

    /// The part stands between these, which are to stay.
    pub(super) fn within(self, before: &str, behind: &str) -> Self {
        let suggestion = self.suggestion.map(|suggestion| format!("{before}{suggestion}{behind}"));
        Self { suggestion, ..self }
    }

    /// More typed behind the part may mend it.
    pub(super) fn half_typed(self, half_typed: bool) -> Self {
        Self { half_typed: self.half_typed || half_typed, ..self }
    }

    /// The error at `span` of `text`.
    pub(super) fn at(self, text: &str, span: Range<usize>) -> QueryError {
        QueryError {
            column: 1 + text.get(..span.start).unwrap_or_default().chars().count(),
            incomplete: self.half_typed && span.end == text.len(),
            span,
            message: self.message,
            suggestion: self.suggestion,
        }
    }
}

/// A part of the query as a message may repeat it.
pub(super) fn shown(typed: &str) -> String {
    let text = Text::new(typed);
    let mut shown: String = text.chars().take(SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}
