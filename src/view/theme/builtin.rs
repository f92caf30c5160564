//! The themes that the program brings.

/// The parts of a theme and their styles; of the default one for a name that is none of them.
pub(super) fn parts(name: &str) -> &'static [(&'static str, &'static str)] {
    match name {
        "light" => &LIGHT,
        "high-contrast" => &HIGH_CONTRAST,
        "colour-blind" => &COLOUR_BLIND,
        "mono" => &MONO,
        _ => &DEFAULT,
    }
}

/// What differs where there are 16 colours: among them no ground is only a shade away from that of the text, and the nearest one to a
/// dark blue is the grey of what is faint.
pub(super) fn with_sixteen(name: &str) -> &'static [(&'static str, &'static str)] {
    match name {
        "default" => &[("bar", "reversed"), ("cursor", "reversed")],
        "light" => &[("quote", "blue"), ("singled", "bold underlined blue"), ("graph", "blue")],
        _ => &[],
    }
}

/// The colours of the terminal's own palette; greys that stand out from a dark ground and from a light one, because the palette's
/// own grey is the ground itself in some.
const DEFAULT: [(&str, &str); 14] = [
    ("text", ""),
    ("bar", "252 on 238"),
    ("strong", "bold"),
    ("faint", "245"),
    ("quote", "cyan"),
    ("singled", "bold underlined cyan"),
    ("dateline", "bold"),
    ("link", "underlined bright-cyan"),
    ("hit", "black on yellow"),
    ("cursor", "231 on 25"),
    ("selected", "bold yellow"),
    ("hint", "bold black on yellow"),
    ("graph", "cyan"),
    ("alarm", "bold bright-white on red"),
];

/// Dark colours for a light ground.
const LIGHT: [(&str, &str); 14] = [
    ("text", ""),
    ("bar", "reversed"),
    ("strong", "bold"),
    ("faint", "#5f5f5f"),
    ("quote", "#005f87"),
    ("singled", "bold underlined #005f87"),
    ("dateline", "bold"),
    ("link", "underlined #0000d7"),
    ("hit", "black on #ffd75f"),
    ("cursor", "reversed"),
    ("selected", "bold #af0000"),
    ("hint", "bold black on #ffd75f"),
    ("graph", "#005f87"),
    ("alarm", "bold #ffffff on #af0000"),
];

/// White, yellow and cyan on black, whatever the terminal's own ground is; nothing is faint.
const HIGH_CONTRAST: [(&str, &str); 14] = [
    ("text", "bright-white on black"),
    ("bar", "bold black on bright-white"),
    ("strong", "bold bright-white"),
    ("faint", "white"),
    ("quote", "bright-cyan"),
    ("singled", "bold underlined bright-cyan"),
    ("dateline", "bold"),
    ("link", "underlined bright-yellow"),
    ("hit", "bold black on bright-yellow"),
    ("cursor", "bold black on bright-cyan"),
    ("selected", "bold bright-yellow"),
    ("hint", "bold black on bright-yellow"),
    ("graph", "bright-cyan"),
    ("alarm", "bold underlined black on bright-white"),
];

/// Blue and orange of the palette of Okabe and Ito, which no kind of colour blindness confuses, on a dark ground.
const COLOUR_BLIND: [(&str, &str); 14] = [
    ("text", ""),
    ("bar", "reversed"),
    ("strong", "bold"),
    ("faint", "#8a8a8a"),
    ("quote", "#56b4e9"),
    ("singled", "bold underlined #56b4e9"),
    ("dateline", "bold"),
    ("link", "underlined #e69f00"),
    ("hit", "black on #f0e442"),
    ("cursor", "reversed"),
    ("selected", "bold #e69f00"),
    ("hint", "bold black on #e69f00"),
    ("graph", "#56b4e9"),
    ("alarm", "bold black on #e69f00"),
];

/// Attributes only.
const MONO: [(&str, &str); 14] = [
    ("text", ""),
    ("bar", "reversed"),
    ("strong", "bold"),
    ("faint", "dim"),
    ("quote", "bold"),
    ("singled", "bold underlined"),
    ("dateline", "dim"),
    ("link", "underlined"),
    ("hit", "reversed"),
    ("cursor", "reversed"),
    ("selected", "bold"),
    ("hint", "bold reversed"),
    ("graph", "bold"),
    ("alarm", "bold reversed"),
];

#[cfg(test)]
mod tests {
    use ratatui::style::Color;

    use super::super::depth::rgb;
    use super::super::{Depth, PARTS, parse};
    use super::*;
    use crate::config::THEMES;

    /// A channel of sRGB without its gamma.
    fn linear(channel: u8) -> f64 {
        let value = f64::from(channel) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    }

    fn components(colour: Option<Color>, default: [u8; 3]) -> [u8; 3] {
        match colour {
            Some(Color::Rgb(r, g, b)) => [r, g, b],
            Some(Color::Indexed(number)) => rgb(number),
            _ => default,
        }
    }

    /// The contrast ratio of WCAG 2.
    fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
        let luminance = |c: [u8; 3]| 0.2126 * linear(c[0]) + 0.7152 * linear(c[1]) + 0.0722 * linear(c[2]);
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_theme_has_every_part() {
        for name in THEMES {
            let named: Vec<&str> = parts(name).iter().map(|(part, _)| *part).collect();
            assert_eq!(named, PARTS, "{name}");
            assert!(name == "default" || parts(name) != parts("default"), "{name} is a theme of its own");
        }
    }

    #[test]
    fn text_stands_out_from_its_ground() {
        // The sixteen belong to the user, so less is asked of them: what xterm has for them stands for all.
        for (depth, usual) in [(Depth::Truecolor, 4.5), (Depth::Indexed, 4.5), (Depth::Ansi, 3.0)] {
            for name in THEMES {
                let light = name == "light";
                let (ink, ground) = if light { ([0; 3], [255; 3]) } else { ([229; 3], [0; 3]) };
                let least = if name == "high-contrast" { 7.0 } else { usual };
                let sixteen = if depth == Depth::Ansi { with_sixteen(name) } else { &[] };
                for (part, text) in parts(name) {
                    let text = sixteen.iter().find(|(other, _)| other == part).map_or(text, |(_, text)| text);
                    let style = depth.style(parse::style(text).unwrap(), ratatui::style::Style::new());
                    let ratio = contrast(components(style.fg, ink), components(style.bg, ground));
                    assert!(ratio >= least, "{name}: {part}: {ratio:.2} at {depth:?}");
                }
            }
        }
    }

    #[test]
    fn quotes_are_not_taken_for_what_is_faint() {
        for depth in [Depth::Truecolor, Depth::Indexed, Depth::Ansi] {
            for name in THEMES {
                let sixteen = if depth == Depth::Ansi { with_sixteen(name) } else { &[] };
                let of = |part: &str| {
                    let text = sixteen.iter().chain(parts(name)).find(|(other, _)| *other == part).unwrap().1;
                    depth.style(parse::style(text).unwrap(), ratatui::style::Style::new())
                };
                assert_ne!(of("quote"), of("faint"), "{name} at {depth:?}");
            }
        }
    }

    #[test]
    fn colour_blind_readers_tell_links_from_quotes_and_text() {
        // Viénot, Brettel and Mollon 1999: what dichromats see, in linear RGB. Protan and deutan readers see red as green.
        let seen = |matrix: [[f64; 3]; 3], colour: [u8; 3]| {
            let from = colour.map(linear);
            matrix.map(|row| row.iter().zip(from).map(|(weight, value)| weight * value).sum::<f64>())
        };
        let protan = [[0.11238, 0.88762, 0.0], [0.11238, 0.88762, 0.0], [0.00401, -0.00401, 1.0]];
        let deutan = [[0.29275, 0.70725, 0.0], [0.29275, 0.70725, 0.0], [-0.02234, 0.02234, 1.0]];
        let of = |part: &str| {
            let text = COLOUR_BLIND.iter().find(|(name, _)| *name == part).unwrap().1;
            components(parse::style(text).unwrap().fg, [229; 3])
        };
        for matrix in [protan, deutan] {
            for (a, b) in [("quote", "link"), ("quote", "text"), ("link", "text"), ("selected", "quote")] {
                let (a, b) = (seen(matrix, of(a)), seen(matrix, of(b)));
                let distance = a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum::<f64>().sqrt();
                assert!(distance > 0.3, "{a:?} {b:?} {distance}");
            }
        }
    }
}
