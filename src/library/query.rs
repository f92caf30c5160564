//! The query language: one for the limit of the list, for search, saved views, scopes and `list -q`.
//!
//! A [`Query`] is what was typed, understood: an expression over [`Leaf`]s, and an order. It is pure: what a leaf means for an
//! article is told by the full text, the catalogue and the marks.

mod expr;

pub use expr::{Expr, Flag, Glob, Has, Leaf, Pattern, Query, Sort, SortKey, TextField};
