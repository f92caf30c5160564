//! How many colours a terminal has, and the nearest of fewer.

use ratatui::style::{Color, Modifier, Style};

use super::Environment;
use crate::config::Colours;

/// How many colours a terminal has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// None: attributes only.
    None,
    /// The 16 of its own palette.
    Ansi,
    /// Also the colour cube and the greys of xterm.
    Indexed,
    /// 24 bits each.
    Truecolor,
}

/// Names in `$TERM` of terminals that have 24 bits, whatever else they say.
const TRUECOLOR: [&str; 7] = ["xterm-kitty", "xterm-ghostty", "alacritty", "foot", "wezterm", "contour", "iterm2"];

impl Depth {
    /// What is settled, else what the terminal tells. A setting is for this program, so it goes before the environment.
    pub(super) fn of(setting: Colours, environment: &Environment) -> Self {
        match setting {
            Colours::Truecolor => Self::Truecolor,
            Colours::Indexed => Self::Indexed,
            Colours::Ansi => Self::Ansi,
            Colours::None => Self::None,
            Colours::Auto if !environment.colours => Self::None,
            Colours::Auto => Self::detect(&environment.term, &environment.colorterm),
        }
    }

    fn detect(term: &str, colorterm: &str) -> Self {
        let starts = |names: &[&str]| names.iter().any(|name| term.starts_with(name));
        if term.is_empty() || term == "dumb" || starts(&["vt"]) || ["-m", "-mono"].iter().any(|end| term.ends_with(end))
        {
            return Self::None;
        }
        // GNU screen hands `COLORTERM` down from the terminal that it stands in, and has 256 colours at most; tmux translates.
        let told = matches!(colorterm, "truecolor" | "24bit") && !starts(&["screen"]);
        if told || term.ends_with("-direct") || starts(&TRUECOLOR) {
            Self::Truecolor
        } else if term.contains("256color") {
            Self::Indexed
        } else {
            Self::Ansi
        }
    }

    /// `style` in the colours that there are; without any, attributes say what it said: those of `mono`, if it had none.
    pub(super) fn style(self, style: Style, mono: Style) -> Style {
        if self != Self::None {
            return Style { fg: style.fg.map(|fg| self.colour(fg)), bg: style.bg.map(|bg| self.colour(bg)), ..style };
        }
        let plain = Style { fg: None, bg: None, ..style };
        let coloured = |colour: Option<Color>| colour.is_some_and(|colour| colour != Color::Reset);
        if coloured(style.bg) && mono.add_modifier.contains(Modifier::REVERSED) {
            return plain.add_modifier(Modifier::REVERSED);
        }
        if coloured(style.fg) && style.add_modifier.is_empty() { mono } else { plain }
    }

    /// The nearest colour that there is.
    fn colour(self, colour: Color) -> Color {
        match (self, colour) {
            (Self::Truecolor, _) | (_, Color::Reset) => colour,
            (Self::Indexed, Color::Rgb(r, g, b)) => nearest([r, g, b], 16..=255),
            (Self::Ansi, Color::Rgb(r, g, b)) => nearest([r, g, b], 0..=15),
            (Self::Ansi, Color::Indexed(number @ 16..)) => nearest(rgb(number), 0..=15),
            _ => colour,
        }
    }
}

fn nearest(wanted: [u8; 3], among: std::ops::RangeInclusive<u8>) -> Color {
    among.min_by_key(|number| distance(wanted, rgb(*number))).map_or(Color::Reset, Color::Indexed)
}

/// The square of the distance between two colours, weighted as the eye sees ("redmean", Riemersma).
fn distance(a: [u8; 3], b: [u8; 3]) -> i64 {
    let [r, g, b_] = [0, 1, 2].map(|i| i64::from(a[i]) - i64::from(b[i]));
    let mean = i64::midpoint(i64::from(a[0]), i64::from(b[0]));
    (512 + mean) * r * r + 1024 * g * g + (767 - mean) * b_ * b_
}

/// The colour of this number in the palette of xterm.
pub(super) fn rgb(number: u8) -> [u8; 3] {
    const ANSI: [[u8; 3]; 16] = [
        [0, 0, 0],
        [205, 0, 0],
        [0, 205, 0],
        [205, 205, 0],
        [0, 0, 238],
        [205, 0, 205],
        [0, 205, 205],
        [229, 229, 229],
        [127, 127, 127],
        [255, 0, 0],
        [0, 255, 0],
        [255, 255, 0],
        [92, 92, 255],
        [255, 0, 255],
        [0, 255, 255],
        [255, 255, 255],
    ];
    match number {
        0..16 => ANSI.get(usize::from(number)).copied().unwrap_or_default(),
        16..232 => {
            let step = |index: u8| if index == 0 { 0 } else { 55 + 40 * index };
            let cube = number - 16;
            [step(cube / 36), step(cube / 6 % 6), step(cube % 6)]
        }
        232.. => [8 + 10 * (number - 232); 3],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_tells_the_depth() {
        for (term, colorterm, depth) in [
            ("xterm-256color", "truecolor", Depth::Truecolor),
            ("xterm-256color", "", Depth::Indexed),
            ("tmux-256color", "", Depth::Indexed),
            ("tmux-256color", "24bit", Depth::Truecolor),
            ("screen-256color", "truecolor", Depth::Indexed),
            ("xterm-direct", "", Depth::Truecolor),
            ("xterm-kitty", "", Depth::Truecolor),
            ("xterm-16color", "", Depth::Ansi),
            ("linux", "", Depth::Ansi),
            ("screen", "truecolor", Depth::Ansi),
            ("vt100", "", Depth::None),
            ("xterm-mono", "", Depth::None),
            ("dumb", "truecolor", Depth::None),
            ("", "", Depth::None),
        ] {
            assert_eq!(Depth::detect(term, colorterm), depth, "{term} {colorterm}");
        }
    }

    #[test]
    fn the_environment_can_forbid_colours_and_a_setting_goes_before_it() {
        let environment = Environment { term: "xterm-kitty".into(), colours: false, ..Environment::default() };
        assert_eq!(Depth::of(Colours::Auto, &environment), Depth::None);
        assert_eq!(Depth::of(Colours::Ansi, &environment), Depth::Ansi);
    }

    #[test]
    fn colours_become_the_nearest_that_there_are() {
        for (colour, indexed, ansi) in [
            (Color::Rgb(0xff, 0x87, 0x00), 208, 3),
            (Color::Rgb(0xfe, 0x01, 0x02), 196, 9),
            (Color::Rgb(0x80, 0x80, 0x80), 244, 8),
            (Color::Rgb(0x00, 0x00, 0xe0), 20, 4),
            (Color::Indexed(255), 255, 7),
            (Color::Indexed(6), 6, 6),
        ] {
            assert_eq!(Depth::Indexed.colour(colour), Color::Indexed(indexed), "{colour}");
            assert_eq!(Depth::Ansi.colour(colour), Color::Indexed(ansi), "{colour}");
            assert_eq!(Depth::Truecolor.colour(colour), colour);
        }
    }
}
