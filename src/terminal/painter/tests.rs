//! Frames against a terminal emulator: what it shows after the bytes is what ratatui drew.

use std::num::NonZeroU16;

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};

use super::*;

const SIZE: (u16, u16) = (24, 7);

/// A terminal with a painter before it.
struct Shown {
    painter: Painter,
    emulator: vt100::Parser,
}

impl Shown {
    fn new(term: &str) -> Self {
        let (columns, rows) = (NonZeroU16::new(SIZE.0).unwrap(), NonZeroU16::new(SIZE.1).unwrap());
        let painter = Painter::new(SIZE, Abilities::of(term)).unwrap();
        Self { painter, emulator: vt100::Parser::new(rows, columns, 0) }
    }

    /// Paints rows, each a text with a style, and gives the bytes.
    fn paint(&mut self, rows: &[Vec<(String, Style)>], cursor: Option<(u16, u16)>) -> Vec<u8> {
        let mut drawn = Buffer::default();
        let bytes = self.painter.paint(SIZE, |frame| {
            for (y, row) in (0..).zip(rows) {
                let mut x = 0;
                for (text, style) in row {
                    (x, _) = frame.buffer_mut().set_stringn(x, y, text, usize::from(SIZE.0 - x.min(SIZE.0)), *style);
                }
            }
            if let Some(cursor) = cursor {
                frame.set_cursor_position(cursor);
            }
            drawn = frame.buffer_mut().clone();
        });
        let bytes = bytes.unwrap();
        self.emulator.process(&bytes);
        self.compare(&drawn, cursor);
        bytes
    }

    fn compare(&self, drawn: &Buffer, cursor: Option<(u16, u16)>) {
        let screen = self.emulator.screen();
        for y in 0..SIZE.1 {
            let from = usize::from(y) * usize::from(SIZE.0);
            let row = glyphs(&drawn.content[from..from + usize::from(SIZE.0)]);
            for (x, glyph) in (0..).zip(&row) {
                let cell = screen.cell(y, x).unwrap();
                let symbol = if cell.has_contents() || glyph.columns == 0 { cell.contents() } else { " " };
                assert_eq!(symbol, glyph.symbol, "at {x}, {y}");
                if glyph.columns == 0 {
                    continue;
                }
                let has = |modifier| glyph.look.attributes.contains(modifier);
                assert_eq!(cell.inverse(), has(Modifier::REVERSED), "reversed at {x}, {y}");
                assert_eq!(cell.underline(), has(Modifier::UNDERLINED), "underlined at {x}, {y}");
                assert_eq!(cell.bgcolor(), colour(glyph.look.bg), "background at {x}, {y}");
                if glyph.symbol != " " {
                    assert_eq!(cell.bold(), has(Modifier::BOLD), "bold at {x}, {y}");
                    assert_eq!(cell.dim(), has(Modifier::DIM), "dim at {x}, {y}");
                    assert_eq!(cell.fgcolor(), colour(glyph.look.fg), "foreground at {x}, {y}");
                }
            }
        }
        assert_eq!(screen.hide_cursor(), cursor.is_none());
        if let Some((x, y)) = cursor {
            assert_eq!(screen.cursor_position(), (y, x));
        }
    }
}

fn colour(colour: Color) -> vt100::Color {
    match colour {
        Color::Reset => vt100::Color::Default,
        Color::Cyan => vt100::Color::Idx(6),
        Color::DarkGray => vt100::Color::Idx(8),
        Color::Indexed(number) => vt100::Color::Idx(number),
        Color::Rgb(r, g, b) => vt100::Color::Rgb(r, g, b),
        other => panic!("{other} is in no test"),
    }
}

fn plain(rows: &[&str]) -> Vec<Vec<(String, Style)>> {
    rows.iter().map(|row| vec![((*row).to_owned(), Style::new())]).collect()
}

#[test]
fn only_changes_are_written() {
    let mut shown = Shown::new("xterm");
    assert!(shown.paint(&plain(&["one two"]), None).ends_with(b"one two"));
    assert_eq!(shown.paint(&plain(&["one two"]), None), b"");
    assert_eq!(shown.paint(&plain(&["one twa"]), None), b"\x08a");
    assert_eq!(shown.paint(&plain(&["one twa", "", "three"]), None), b"\r\n\nthree");
    assert_eq!(shown.paint(&plain(&["one twa"]), None), b"\r\x1b[K");
    shown.painter.repaint();
    assert!(shown.paint(&plain(&["one twa"]), None).ends_with(b"one twa"));
}

#[test]
fn a_cursor_that_moves_is_a_change() {
    let mut shown = Shown::new("xterm");
    shown.paint(&plain(&["one"]), Some((1, 0)));
    assert_eq!(shown.paint(&plain(&["one"]), Some((1, 0))), b"");
    assert_eq!(shown.paint(&plain(&["one"]), Some((2, 0))), b"\x1b[C");
    assert_eq!(shown.paint(&plain(&["one"]), None), b"\x1b[?25l");
}

#[test]
fn a_long_frame_is_synchronized() {
    let mut shown = Shown::new("xterm");
    let row = Style::new().add_modifier(Modifier::BOLD);
    let words = |n: usize| (0..12).map(|i| ("x".to_owned(), if i % 2 == n % 2 { row } else { Style::new() })).collect();
    let bytes = shown.paint(&(0..7).map(words).collect::<Vec<_>>(), None);
    assert!(bytes.starts_with(BEGIN) && bytes.ends_with(END));
}

#[test]
fn rows_that_move_are_moved_by_the_terminal() {
    let letters = ["a", "b", "c", "d", "e", "f", "g", "h", "i"];
    let rows: Vec<String> = letters.iter().map(|letter| letter.repeat(20)).collect();
    let window = |from: usize| -> Vec<Vec<(String, Style)>> {
        let title = ["the title stays".to_owned()];
        let rows = title.iter().chain(&rows[from..from + 5]).chain(&title);
        rows.map(|row| vec![(row.clone(), Style::new())]).collect()
    };
    for (term, moved) in [("xterm", true), ("vt100", true), ("ansi", false)] {
        let mut shown = Shown::new(term);
        shown.paint(&window(1), None);
        let up = shown.paint(&window(2), None);
        assert_eq!(up.windows(6).any(|bytes| bytes == b"\x1b[2;6r"), moved, "{term}");
        let down = shown.paint(&window(0), None);
        assert_eq!(down.windows(4).any(|bytes| bytes == b"\x1bM\x1bM"), moved, "{term}");
        assert!(!moved || up.len() < 48 && down.len() < 80, "{} {}", up.len(), down.len());
    }
}

#[test]
fn a_vt100_gets_nothing_that_it_does_not_know() {
    let mut shown = Shown::new("vt100");
    let bold = Style::new().add_modifier(Modifier::BOLD);
    let mut all =
        shown.paint(&[vec![("a long bold row".to_owned(), bold)], vec![("x".to_owned(), Style::new())]], None);
    all.extend(
        shown.paint(&[vec![], vec![("a".to_owned(), bold), ("              b".to_owned(), Style::new())]], None),
    );
    let text = String::from_utf8(all).unwrap();
    let finals: Vec<char> =
        text.split("\x1b[").skip(1).filter_map(|csi| csi.chars().find(char::is_ascii_alphabetic)).collect();
    assert!(finals.iter().all(|last| "HJKABCDmrlh".contains(*last)), "{text:?}");
    assert!(!text.contains("22m"), "{text:?}");
}

fn styles() -> impl Strategy<Value = Style> {
    let colour = prop_oneof![
        4 => Just(Color::Reset),
        1 => Just(Color::Cyan),
        1 => Just(Color::DarkGray),
        1 => Just(Color::Indexed(208)),
        1 => Just(Color::Rgb(1, 20, 255)),
    ];
    let modifier = prop_oneof![
        4 => Just(Modifier::empty()),
        1 => Just(Modifier::BOLD),
        1 => Just(Modifier::DIM),
        1 => Just(Modifier::REVERSED),
        1 => Just(Modifier::UNDERLINED | Modifier::BOLD),
    ];
    (colour.clone(), colour, modifier).prop_map(|(fg, bg, modifier)| Style::new().fg(fg).bg(bg).add_modifier(modifier))
}

type Rows = Vec<Vec<(String, Style)>>;

fn frames() -> impl Strategy<Value = Vec<(Rows, Option<(u16, u16)>)>> {
    let span = ("[a-c é東京 \u{5d0}]{0,14}|e\u{301}x| {3,20}", styles());
    // Few rows to choose from, so that rows move and stay.
    let row = prop_oneof![3 => proptest::collection::vec(span, 0..4), 1 => Just(Vec::new())];
    let cursor = proptest::option::of((0..SIZE.0, 0..SIZE.1));
    let pool = proptest::collection::vec(row, 6);
    let picks = proptest::collection::vec((proptest::collection::vec(0..6usize, 7), 0..4usize, cursor), 1..8);
    (pool, picks).prop_map(|(pool, picks)| {
        let mut last: Vec<usize> = vec![0; 7];
        let mut frames = Vec::new();
        for (pick, shift, cursor) in picks {
            // Shifted rows now and then, with the rest drawn anew.
            let rows: Vec<usize> =
                if shift == 0 { pick } else { last[shift..].iter().chain(&pick[..shift]).copied().collect() };
            frames.push((rows.iter().map(|row| pool[*row].clone()).collect(), cursor));
            last = rows;
        }
        frames
    })
}

proptest! {
    #[test]
    fn the_terminal_shows_what_was_drawn(frames in frames(), term in prop_oneof![Just("xterm"), Just("vt100"), Just("ansi")]) {
        let mut shown = Shown::new(term);
        for (rows, cursor) in frames {
            shown.paint(&rows, cursor);
        }
    }
}
