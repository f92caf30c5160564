//! Colours and attributes of what commands print.

use std::fmt::Display;
use std::io::{self, IsTerminal};

use anstyle::{Ansi256Color, AnsiColor, Effects, RgbColor, Style};
use clap::ValueEnum;
use ratatui::style::{Color, Modifier};

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

impl When {
    /// Whether colours are used on standard output.
    pub(super) fn is_wanted(self) -> bool {
        match self {
            Self::Auto => config::has_colours(io::stdout().is_terminal()),
            Self::Always => true,
            Self::Never => false,
        }
    }
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
        if !when.is_wanted() {
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
    let text = text.to_string();
    if text.is_empty() { text } else { format!("{style}{text}{style:#}") }
}

/// A style of a theme, for what is printed.
pub(super) fn shell(style: ratatui::style::Style) -> Style {
    const EFFECTS: [(Modifier, Effects); 6] = [
        (Modifier::BOLD, Effects::BOLD),
        (Modifier::DIM, Effects::DIMMED),
        (Modifier::ITALIC, Effects::ITALIC),
        (Modifier::UNDERLINED, Effects::UNDERLINE),
        (Modifier::REVERSED, Effects::INVERT),
        (Modifier::CROSSED_OUT, Effects::STRIKETHROUGH),
    ];
    let has = |(modifier, _): &&(Modifier, Effects)| style.add_modifier.contains(*modifier);
    let effects = EFFECTS.iter().filter(has).fold(Effects::new(), |effects, (_, effect)| effects | *effect);
    Style::new().fg_color(style.fg.and_then(colour)).bg_color(style.bg.and_then(colour)).effects(effects)
}

/// A colour of a theme; `None` is that of the terminal.
fn colour(colour: Color) -> Option<anstyle::Color> {
    match colour {
        // Also where a terminal has no more than these.
        Color::Indexed(number) => {
            let colour = Ansi256Color(number);
            Some(colour.into_ansi().map_or(colour.into(), anstyle::Color::from))
        }
        Color::Rgb(red, green, blue) => Some(RgbColor(red, green, blue).into()),
        _ => None,
    }
}
