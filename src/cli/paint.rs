//! Colours and attributes of what commands print.

use std::fmt::Display;
use std::io::{self, IsTerminal};

use anstyle::{AnsiColor, Style};
use clap::ValueEnum;

use crate::config;

/// When colours are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum When {
    /// On a terminal, as `NO_COLOR`, `CLICOLOR_FORCE` and `CLICOLOR` have it
    Auto,
    /// Also in files and pipes
    Always,
    /// Nowhere
    Never,
}

/// The styles of what is printed; all of them nothing where no colours are wanted.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Paint {
    pub(super) strong: Style,
    pub(super) faint: Style,
    pub(super) mark: Style,
    pub(super) name: Style,
}

impl Paint {
    /// The styles for standard output.
    pub(super) fn new(when: When) -> Self {
        let wanted = match when {
            When::Auto => config::has_colours(io::stdout().is_terminal()),
            When::Always => true,
            When::Never => false,
        };
        if !wanted {
            return Self::default();
        }
        Self {
            strong: Style::new().bold(),
            faint: Style::new().dimmed(),
            mark: AnsiColor::Yellow.on_default(),
            name: AnsiColor::Cyan.on_default().bold(),
        }
    }
}

/// Text in a style.
pub(super) fn painted(style: Style, text: impl Display) -> impl Display {
    format!("{style}{text}{style:#}")
}
