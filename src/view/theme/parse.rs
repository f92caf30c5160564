//! Styles as text: attributes, a colour, `on` and the colour of the ground.

use ratatui::style::{Color, Modifier, Style};

/// The colours that every colour terminal has (ECMA-48, 8.3.117), in their order; `bright-` before a name is the one 8 further.
const NAMES: [&str; 8] = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];
const ATTRIBUTES: [(&str, Modifier); 6] = [
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underlined", Modifier::UNDERLINED),
    ("reversed", Modifier::REVERSED),
    ("crossed-out", Modifier::CROSSED_OUT),
];

/// Reads `bold underlined #ff8800 on black`; the words in any order, but `on` before the ground. An error says what is wrong.
pub(super) fn style(text: &str) -> Result<Style, String> {
    let mut style = Style::new();
    let mut words = text.split_whitespace();
    while let Some(word) = words.next() {
        if let Some((_, attribute)) = ATTRIBUTES.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)) {
            style = style.add_modifier(*attribute);
        } else if word.eq_ignore_ascii_case("on") {
            let ground = words.next().ok_or("a colour must follow \u{201c}on\u{201d}")?;
            style.bg = Some(colour(ground).ok_or_else(|| unknown(ground, "no colour"))?);
        } else if style.fg.is_some() {
            return Err(format!(
                "\u{201c}{word}\u{201d} is one word too many: a second colour follows \u{201c}on\u{201d}"
            ));
        } else {
            style.fg = Some(colour(word).ok_or_else(|| unknown(word, "neither a colour nor an attribute"))?);
        }
    }
    Ok(style)
}

fn unknown(word: &str, what: &str) -> String {
    let attributes: Vec<&str> = ATTRIBUTES.iter().map(|(name, _)| *name).collect();
    format!(
        "\u{201c}{word}\u{201d} is {what}; colours are #rrggbb, 0 to 255, default, {}, and bright- before these; attributes are {}",
        NAMES.join(", "),
        attributes.join(", ")
    )
}

fn colour(word: &str) -> Option<Color> {
    let word = word.to_ascii_lowercase();
    if let Some(digits) = word.strip_prefix('#') {
        return hexadecimal(digits);
    }
    if let Ok(number) = word.parse() {
        return Some(Color::Indexed(number));
    }
    let (name, first) = word.strip_prefix("bright-").map_or((word.as_str(), 0), |name| (name, 8));
    match name {
        "default" if first == 0 => Some(Color::Reset),
        "grey" | "gray" if first == 0 => Some(Color::Indexed(8)),
        _ => NAMES.iter().zip(first..).find(|(known, _)| **known == name).map(|(_, number)| Color::Indexed(number)),
    }
}

fn hexadecimal(digits: &str) -> Option<Color> {
    let number =
        u32::from_str_radix(digits, 16).ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    match digits.len() {
        6 => Some(Color::from_u32(number)),
        3 => {
            let double = |shift: u32| u8::try_from((number >> shift & 0xf) * 0x11).ok();
            Some(Color::Rgb(double(8)?, double(4)?, double(0)?))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_and_colours_in_any_order() {
        let orange = Style::new().fg(Color::Rgb(0xff, 0x88, 0));
        assert_eq!(style("bold #ff8800 on black").unwrap(), orange.bg(Color::Indexed(0)).add_modifier(Modifier::BOLD));
        assert_eq!(style("#F80  Underlined").unwrap(), orange.add_modifier(Modifier::UNDERLINED));
        assert_eq!(style("208 on bright-white").unwrap(), Style::new().fg(Color::Indexed(208)).bg(Color::Indexed(15)));
        assert_eq!(style("on default grey").unwrap(), Style::new().fg(Color::Indexed(8)).bg(Color::Reset));
        assert_eq!(style("").unwrap(), Style::new());
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (text, word) in [
            ("blod", "\u{201c}blod\u{201d} is neither a colour nor"),
            ("red on bule", "\u{201c}bule\u{201d} is no colour"),
            ("256", "\u{201c}256\u{201d}"),
            ("#ff88", "\u{201c}#ff88\u{201d}"),
            ("#+12345", "\u{201c}#+12345\u{201d}"),
            ("red blue", "one word too many"),
            ("bold on", "must follow"),
        ] {
            let said = style(text).unwrap_err();
            assert!(said.contains(word), "{text}: {said}");
        }
    }
}
