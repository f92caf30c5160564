//! The query language: one for the limit of the list, for search, saved views, scopes and `list -q`.
//!
//! A [`Query`] is what was typed, understood: an expression over [`Leaf`]s, and an order. It is pure: what a leaf means for an
//! article is told by the full text, the catalogue and the marks.
//!
//! [`Query::parse`] reads one, [`FIELDS`] is the table of what may stand before a colon, [`complete()`] says what
//! can be typed next. A [`Matcher`] answers by reading an
//! article, and says where its hits are; [`snippet`](snippet()) shows them in context.

mod complete;
mod display;
mod error;
mod expr;
mod fields;
mod glob;
mod hits;
mod matcher;
mod parse;
mod simplify;
mod snippet;
#[cfg(test)]
mod tests;
mod values;

pub use complete::{Candidate, Completion, complete};
pub use error::QueryError;
pub use expr::{Count, Expr, Flag, Glob, Has, Leaf, Pattern, Query, Sort, SortKey, TextField, Tie};
pub(crate) use fields::nearest;
pub use fields::{FIELDS, FORMS, Field, FieldSpec};
pub(crate) use matcher::says;
pub use matcher::{MarkFacts, Matcher, Subject};
pub use parse::strange_field;
pub use snippet::{Snippet, snippet};
