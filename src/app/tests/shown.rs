//! A screen as text: each line as it is read, and below it the style of each of its cells as a letter.

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use crate::layout::width;

/// Writes a screen down. `.` is a cell without a style; a line that has none but such has no line of styles. What the other
/// letters are stands at the end.
pub(super) fn shown(buffer: &Buffer, cursor: Option<(u16, u16)>) -> String {
    let mut styles: Vec<String> = Vec::new();
    let mut out = String::new();
    for line in buffer.content.chunks(usize::from(buffer.area.width)) {
        let (mut text, mut letters, mut covered) = (String::new(), String::new(), 0);
        for cell in line {
            if covered == 0 {
                text.push_str(cell.symbol());
                covered = width(cell.symbol()).max(1);
            }
            covered -= 1;
            letters.push(letter(cell, &mut styles));
        }
        writeln!(out, "|{text}|").unwrap();
        if letters.contains(|letter| letter != '.') {
            writeln!(out, " {}", letters.trim_end_matches('.')).unwrap();
        }
    }
    for (letter, style) in ('a'..).zip(&styles) {
        writeln!(out, "{letter} = {style}").unwrap();
    }
    match cursor {
        Some((column, row)) => writeln!(out, "cursor: column {column}, row {row}").unwrap(),
        None => out.push_str("no cursor\n"),
    }
    out
}

fn letter(cell: &Cell, styles: &mut Vec<String>) -> char {
    let style = style(cell);
    if style.is_empty() {
        return '.';
    }
    let known = styles.iter().position(|other| *other == style);
    let number = known.unwrap_or_else(|| {
        styles.push(style);
        styles.len() - 1
    });
    ('a'..='z').chain('A'..='Z').nth(number).unwrap_or('?')
}

/// A style as the configuration writes it.
fn style(cell: &Cell) -> String {
    let attributes = [
        (Modifier::BOLD, "bold"),
        (Modifier::DIM, "dim"),
        (Modifier::ITALIC, "italic"),
        (Modifier::UNDERLINED, "underlined"),
        (Modifier::REVERSED, "reversed"),
    ];
    let mut words: Vec<String> = attributes
        .iter()
        .filter(|(attribute, _)| cell.modifier.contains(*attribute))
        .map(|(_, name)| (*name).to_owned())
        .collect();
    let colour = |colour: Color| match colour {
        Color::Reset => None,
        Color::Indexed(number) => Some(number.to_string()),
        other => Some(other.to_string()),
    };
    words.extend(colour(cell.fg));
    words.extend(colour(cell.bg).map(|ground| format!("on {ground}")));
    words.join(" ")
}
