//! The styles: colours where the terminal has them, attributes always.

use ratatui::style::{Color, Modifier, Style};

/// What each part of the screen looks like. Every state is told by a glyph or an attribute too, never by colour alone.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    /// Title and key lines.
    pub bar: Style,
    /// Headlines, messages.
    pub strong: Style,
    /// Byline, ages, what is read.
    pub faint: Style,
    /// Direct quotes.
    pub quote: Style,
    /// The quote that was jumped to, the story link in focus.
    pub singled: Style,
    /// The dateline.
    pub dateline: Style,
    /// Story links that lead to an article of the library.
    pub link: Style,
    /// Hits of a search.
    pub hit: Style,
    /// The row under the cursor.
    pub cursor: Style,
    /// Letters on story links.
    pub hint: Style,
    /// What must not be overlooked.
    pub alarm: Style,
}

impl Theme {
    /// The 16 colours that every colour terminal has, so that the user's own palette rules.
    #[must_use]
    pub fn colour() -> Self {
        let plain = Style::new();
        Self {
            bar: plain.add_modifier(Modifier::REVERSED),
            strong: plain.add_modifier(Modifier::BOLD),
            faint: plain.fg(Color::DarkGray),
            quote: plain.fg(Color::Cyan),
            singled: plain.fg(Color::Cyan).add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            dateline: plain.add_modifier(Modifier::BOLD),
            link: plain.fg(Color::Blue).add_modifier(Modifier::UNDERLINED),
            hit: plain.fg(Color::Black).bg(Color::Yellow),
            cursor: plain.add_modifier(Modifier::REVERSED),
            hint: plain.fg(Color::Black).bg(Color::Yellow).add_modifier(Modifier::BOLD),
            alarm: plain.fg(Color::White).bg(Color::Red).add_modifier(Modifier::BOLD),
        }
    }

    /// Attributes only.
    #[must_use]
    pub fn mono() -> Self {
        let plain = Style::new();
        let reversed = plain.add_modifier(Modifier::REVERSED);
        Self {
            bar: reversed,
            strong: plain.add_modifier(Modifier::BOLD),
            faint: plain.add_modifier(Modifier::DIM),
            quote: plain.add_modifier(Modifier::BOLD),
            singled: plain.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            dateline: plain.add_modifier(Modifier::DIM),
            link: plain.add_modifier(Modifier::UNDERLINED),
            hit: reversed,
            cursor: reversed,
            hint: reversed.add_modifier(Modifier::BOLD),
            alarm: reversed.add_modifier(Modifier::BOLD),
        }
    }

    /// The theme for this environment: no colours under `NO_COLOR` (no-color.org) or on a terminal that has none.
    #[must_use]
    pub fn detect() -> Self {
        let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let term = std::env::var("TERM").unwrap_or_default();
        if no_color || term.is_empty() || term == "dumb" || term.starts_with("vt") || term.ends_with("-m") {
            Self::mono()
        } else {
            Self::colour()
        }
    }
}
