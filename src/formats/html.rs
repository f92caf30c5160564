//! HTML: saved pages, and the pieces of them that other formats carry.

mod text;
mod tidy;

use dom_query::Document as Dom;

/// The text of a piece of HTML: a line a paragraph.
pub(super) fn fragment(html: &str) -> String {
    text::of(&Dom::fragment(tidy::tidy(html).html).root())
}

/// The text of a piece of HTML, in one line.
pub(super) fn line(html: &str) -> String {
    fragment(html).split_whitespace().collect::<Vec<_>>().join(" ")
}
