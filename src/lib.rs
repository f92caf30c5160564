//! dateline reads news articles that are already on your disk.

pub mod article;
pub mod formats;
pub mod marks;
pub mod terminal;
