//! dateline reads news articles that are already on your disk.
//!
//! # The map of the house
//!
//! From bytes to cells:
//! [`formats`] (bytes to documents, decoded), [`article`] (text to [`Article`](article::Article), pure), [`library`] (index,
//! queries, views, story links), [`app`] (the state), [`layout`] (an article and a width to rows), [`view`] (rows to cells),
//! [`terminal`] (cells to the screen).
//!
//! From a key to a saved mark:
//! [`terminal`] takes the event, [`app::keymap`] finds the action, [`State::update`](app::State::update) gives effects, the
//! session in [`terminal`] runs them, [`marks`] appends to the journal, and its answer comes back as a message.
//!
//! What may be relied on:
//!
//! - [`article`] and [`layout`] know no files, no clock and no terminal, and they never fail.
//! - [`app`] does no I/O and reads no clock: time and answers come in as messages, work goes out as effects.
//! - [`view`] takes the state by reference. Only what is visible is laid out and drawn.
//! - The main thread never waits: reading, searching, saving and writing to the terminal happen on other threads.
//! - What an article says is [`Text`](article::Text), which has been through the one sanitiser, [`article::clean`].
//! - A mark that the screen shows was written to the journal.
//!
//! - The index can be deleted at any time, and nothing of the user's is lost: [`library`] makes it again.
//!
//! Left out for now: positions are never used again, so a library whose articles keep changing grows until its index is built
//! anew (`dateline index --rebuild`); and a query over the marks looks at articles of which only the head was read one by one,
//! as marks belong to whole texts.

#![forbid(unsafe_code)]

pub mod app;
pub mod article;
pub mod cli;
pub mod config;
pub mod formats;
pub mod layout;
pub mod library;
mod limits;
pub mod marks;
mod panics;
pub mod terminal;
pub mod view;
