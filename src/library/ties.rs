//! What the articles of a library have to do with one another: which ones promote which by their story links, which are copies,
//! which paragraphs stand in several, and what recurs over the articles of a site; and the order of all their headlines.
//!
//! [`build()`] works it out of the [`prints`](super::prints) of all articles, in passes over them that take a part of the keys at a
//! time, so that the memory is bounded. [`Ties`] is what came of it: a file of the index whose parts are read when they are asked
//! for. It is made anew as a whole when enough has changed, and replaced.
//!
//! ```text
//! header    magic, name of the index, rows, offset and length of each part, a checksum of the parts, and one of itself
//! headlines the positions in the order of their headlines, each with a mark where its headline is that of the one before
//! titles    (high half of a key of a headline, position), sorted: where to look for what a story link means
//! links     for each position where its linkers start (rows + 1 times); the linkers: positions of articles that promote it
//! shared    (hash of a paragraph that stands in several articles, position), sorted
//! copies    for each position the number of its cluster, where each cluster starts (clusters + 1 times), and their members
//! recurring (name of a site and a line that recurs there, hashed; in how many articles), sorted
//! counts    for each position how many linkers and copies it has, how many paragraphs that are long enough to be known again, and
//!           how many lines that recur
//! ```

mod build;
mod copies;
mod file;
mod links;
mod pairs;
mod recurring;
mod shared;
#[cfg(test)]
mod tests;

pub(crate) use build::{Sources, build};
pub(crate) use file::Ties;
pub(crate) use links::{Nearness, is_rival};
