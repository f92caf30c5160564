//! Themes: what each part of the screen looks like, in the colours and signs that the terminal has.
//!
//! A style is written as `bold #ff8800 on black` (`parse`), in the tables of the themes that the program brings (`builtin`) as
//! in the user's. Colours that a terminal has not become the nearest that it has ([`Depth`]); where it has none, attributes tell
//! what colours told. Every state is told by a sign or an attribute too, never by colour alone.

mod ascii;
mod bidi;
mod builtin;
mod depth;
mod parse;

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Style};

use crate::config::{self, Bidi, Complaint, CustomTheme, Settings, ThemePart};
pub use ascii::Charset;
pub use bidi::Emulator;
pub use depth::Depth;

/// Defines the theme and the names of its parts from one list.
macro_rules! parts {
    ($($(#[$doc:meta])* $part:ident,)*) => {
        /// What each part of the screen looks like.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct Theme {
            $($(#[$doc])* pub $part: Style,)*
            /// Which characters are drawn.
            pub charset: Charset,
            /// Who brings right-to-left text into its order; [`Bidi::Auto`] is nobody.
            pub bidi: Bidi,
        }

        /// The names of the parts, as the configuration has them.
        pub const PARTS: &[&str] = &[$(stringify!($part)),*];

        impl Theme {
            /// Without any style.
            const PLAIN: Self = Self { $($part: Style::new(),)* charset: Charset::Unicode, bidi: Bidi::App };

            fn part(&mut self, name: &str) -> Option<&mut Style> {
                match name {
                    $(stringify!($part) => Some(&mut self.$part),)*
                    _ => None,
                }
            }
        }
    };
}

parts! {
    /// Where nothing else is said: the colours of the text and of the ground.
    text,
    /// Title and key lines.
    bar,
    /// Headlines, messages, what is unread.
    strong,
    /// Byline, ages, what is read, lines between panes.
    faint,
    /// Direct quotes.
    quote,
    /// The quote that was jumped to, words that a copy does not have.
    singled,
    /// The dateline.
    dateline,
    /// Story links that lead to an article of the library.
    link,
    /// Hits of a search.
    hit,
    /// The row under the cursor.
    cursor,
    /// Selected rows.
    selected,
    /// Letters on story links.
    hint,
    /// Bars of the statistics.
    graph,
    /// What must not be overlooked.
    alarm,
}

/// What the environment tells of the terminal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Environment {
    /// `$TERM`.
    pub term: String,
    /// `$COLORTERM`.
    pub colorterm: String,
    /// Whether nothing forbids colours, as `$NO_COLOR` does.
    pub colours: bool,
    /// Whether the locale writes UTF-8.
    pub utf8: bool,
    /// The emulator, as far as its order of right-to-left text goes.
    pub emulator: Emulator,
    /// Whether tmux or GNU screen stands between.
    pub multiplexer: bool,
}

impl Environment {
    /// Of this process.
    #[must_use]
    pub fn read() -> Self {
        let of = |name: &str| std::env::var(name).unwrap_or_default();
        let term = of("TERM");
        Self {
            colorterm: of("COLORTERM"),
            colours: config::has_colours(true),
            utf8: config::is_utf8(),
            emulator: Emulator::tell(&term, of),
            multiplexer: !of("TMUX").is_empty()
                || !of("STY").is_empty()
                || ["tmux", "screen"].iter().any(|name| term.starts_with(name)),
            term,
        }
    }
}

impl Theme {
    /// The theme of the settings for a terminal, and what is wrong with it; parts that are not understood look as by default.
    #[must_use]
    pub fn new(settings: &Settings, environment: &Environment) -> (Self, Vec<Complaint>) {
        let depth = Depth::of(settings.colours, environment);
        let own = settings.themes.iter().find(|theme| theme.name == settings.theme);
        let base = if own.is_some() { "default" } else { &settings.theme };
        let mut theme = Self::builtin(base);
        for (part, style) in builtin::with_sixteen(base).iter().filter(|_| depth == Depth::Ansi) {
            let set = theme.set(part, style);
            debug_assert!(set.is_ok(), "{base}: {part}: {set:?}");
        }
        let complaints = own.map(|own| theme.put_on(own, settings)).unwrap_or_default();
        let mono = Self::mono();
        let (charset, bidi) = (Charset::of(settings.ascii, environment), bidi::resolve(settings.bidi, environment));
        let mut poorer = Self { charset, bidi, ..mono };
        for part in PARTS {
            if let (Some(style), Some(target)) = (theme.part(part).copied(), poorer.part(part)) {
                *target = depth.style(style, *target);
            }
        }
        (poorer, complaints)
    }

    /// What is wrong with the themes of the user's own, whichever is in force.
    #[must_use]
    pub fn complaints(settings: &Settings) -> Vec<Complaint> {
        let mut tried = Self::PLAIN;
        settings.themes.iter().flat_map(|own| tried.put_on(own, settings)).collect()
    }

    /// Takes the parts of a theme of the user's own.
    fn put_on(&mut self, own: &CustomTheme, settings: &Settings) -> Vec<Complaint> {
        let complaint = |part: &ThemePart, reason| Complaint {
            file: settings.file.clone(),
            line: Some(part.line),
            message: format!("themes.{}.{}: {reason}", own.name, part.part),
        };
        let parts = own.parts.iter();
        parts.filter_map(|part| Some(complaint(part, self.set(&part.part, &part.style).err()?))).collect()
    }

    /// Attributes only.
    #[must_use]
    pub fn mono() -> Self {
        Self::builtin("mono")
    }

    /// A theme that the program brings; the default one for a name that is none of theirs.
    fn builtin(name: &str) -> Self {
        let mut theme = Self::PLAIN;
        for (part, style) in builtin::parts(name) {
            let set = theme.set(part, style);
            debug_assert!(set.is_ok(), "{name}: {part}: {set:?}");
        }
        theme
    }

    fn set(&mut self, part: &str, style: &str) -> Result<(), String> {
        let Some(target) = self.part(part) else {
            return Err(format!("there is no such part; the parts are {}", PARTS.join(", ")));
        };
        *target = parse::style(style)?;
        Ok(())
    }

    /// The last layer of a frame: the colours of text and ground where no other were drawn, and the characters that there are.
    pub fn finish(&self, buffer: &mut Buffer) {
        for cell in &mut buffer.content {
            if let Some(colour) = self.text.fg.filter(|_| cell.fg == Color::Reset) {
                cell.fg = colour;
            }
            if let Some(colour) = self.text.bg.filter(|_| cell.bg == Color::Reset) {
                cell.bg = colour;
            }
            self.charset.fold(cell);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use ratatui::style::Modifier;

    use super::*;
    use crate::config::{Colours, THEMES};

    fn named(name: &str, colours: Colours) -> Theme {
        let settings = Settings { theme: name.to_owned(), colours, ..Settings::default() };
        Theme::new(&settings, &Environment::default()).0
    }

    #[test]
    fn a_theme_of_the_user_is_laid_over_the_default_one_and_mistakes_are_named() {
        let part = |part: &str, style: &str, line| ThemePart { part: part.to_owned(), style: style.to_owned(), line };
        let parts = vec![part("quote", "bold #ffd787", 3), part("link", "blod blue", 4), part("qoute", "red", 5)];
        let settings = Settings {
            file: PathBuf::from("config.toml"),
            theme: "night".to_owned(),
            themes: vec![CustomTheme { name: "night".to_owned(), parts, line: 2 }],
            colours: Colours::Truecolor,
            ..Settings::default()
        };
        let (theme, complaints) = Theme::new(&settings, &Environment::default());
        assert_eq!(theme.quote, Style::new().fg(Color::Rgb(0xff, 0xd7, 0x87)).add_modifier(Modifier::BOLD));
        assert_eq!(theme.link, named("default", Colours::Truecolor).link);
        assert_eq!(Theme::complaints(&Settings { theme: "light".to_owned(), ..settings }), complaints);
        let said: Vec<String> = complaints.iter().map(ToString::to_string).collect();
        assert_eq!(said.len(), 2);
        let first = "config.toml: line 4: themes.night.link: \u{201c}blod\u{201d} is neither a colour nor an attribute";
        assert!(said[0].starts_with(first), "{said:?}");
        assert!(said[1].starts_with("config.toml: line 5: themes.night.qoute: there is no such part"), "{said:?}");
    }

    #[test]
    fn the_default_configuration_names_all_parts() {
        let text = crate::config::DEFAULT.split_once("# The parts are ").unwrap().1.split_once(';').unwrap().0;
        let named: Vec<&str> = text.split([',', ' ']).filter(|word| !word.is_empty() && *word != "and").collect();
        assert_eq!(named, PARTS);
    }

    #[test]
    fn without_colours_every_part_still_shows() {
        for name in THEMES {
            let theme = named(name, Colours::None);
            for (part, plain) in PARTS.iter().zip([theme.text].iter().cycle()) {
                let style = *theme.clone().part(part).unwrap();
                assert_eq!((style.fg, style.bg), (None, None), "{name}: {part}");
                assert!(style != *plain || matches!(*part, "text"), "{name}: {part}");
            }
        }
    }

    #[test]
    fn text_and_ground_fill_what_was_not_drawn() {
        let mut buffer = Buffer::with_lines(["ab"]);
        buffer.content[1].fg = Color::Red;
        named("high-contrast", Colours::Ansi).finish(&mut buffer);
        let colours: Vec<_> = buffer.content.iter().map(|cell| (cell.fg, cell.bg)).collect();
        assert_eq!(colours, [(Color::Indexed(15), Color::Indexed(0)), (Color::Red, Color::Indexed(0))]);
    }
}
