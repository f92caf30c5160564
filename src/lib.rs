//! dateline reads news articles that are already on your disk.
pub mod app;
pub mod article;
pub mod cli;
pub mod config;
pub mod formats;
pub mod layout;
pub mod library;
pub mod marks;
pub mod terminal;
pub mod view;
