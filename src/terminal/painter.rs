//! Frames to bytes: what a terminal must be sent to show a frame, and little more than the cells that changed.
//!
//! ratatui gives the cells of a frame. Rows that differ from what the terminal shows are written by [`Pen`], which knows where
//! the cursor stands and what it wears; where rows have moved, the terminal moves them itself ([`scroll`]), if that is shorter.

mod glyph;
mod moves;
mod pen;
mod scroll;
#[cfg(test)]
mod tests;

use std::convert::Infallible;
use std::io;

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Rect, Size};
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};

use glyph::{Glyph, glyphs};
use pen::Pen;
use scroll::{Scroll, Sum};

/// Between these a terminal that knows synchronized output shows nothing half drawn.
const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";
/// A shorter frame arrives whole anyway.
const SYNCHRONIZED_FROM: usize = 256;
/// Up to here blanks are written rather than erased, as the way behind what was erased takes bytes, too.
const BLANKS: usize = 10;

/// What the terminal can do. Taken from the name in `$TERM`: the answer to a question could come too late, or never.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Abilities {
    /// Erasing characters, going to a column or a row, ending one attribute: what the VT220 and ECMA-48 added.
    pub(super) ecma48: bool,
    /// Scrolling a part of the screen (DECSTBM).
    pub(super) regions: bool,
}

impl Abilities {
    /// Of the terminal of this name.
    pub(super) fn of(term: &str) -> Self {
        let is = |names: &[&str]| names.iter().any(|name| term.starts_with(name));
        let ecma48 = !is(&["vt50", "vt52", "vt100", "vt102", "vt125", "vt132", "ansi", "sun", "cons", "dumb"]);
        Self { ecma48, regions: !is(&["vt50", "vt52", "ansi", "sun", "cons", "dumb"]) && !term.is_empty() }
    }
}

/// The screen as the terminal has it, and the way to the next one. Knows nothing of a device.
pub(super) struct Painter {
    terminal: Terminal<Recorder>,
    abilities: Abilities,
    area: Rect,
    /// The cells that the terminal shows, row by row.
    shown: Vec<Cell>,
    /// A sum of each of these rows.
    sums: Vec<Sum>,
    pen: Pen,
    cursor: Option<Position>,
    repaint: bool,
}

impl Painter {
    pub(super) fn new(size: (u16, u16), abilities: Abilities) -> io::Result<Self> {
        let area = Rect::new(0, 0, size.0, size.1);
        // A fixed viewport: the others ask the terminal where its cursor is, which would eat keys and may wait.
        let options = TerminalOptions { viewport: Viewport::Fixed(area) };
        let terminal = Terminal::with_options(Recorder::default(), options).map_err(io::Error::other)?;
        let pen = Pen::new(abilities.ecma48);
        Ok(Self { terminal, abilities, area, shown: Vec::new(), sums: Vec::new(), pen, cursor: None, repaint: true })
    }

    /// The next frame is painted whole.
    pub(super) fn repaint(&mut self) {
        self.repaint = true;
    }

    /// The bytes that bring the terminal to this frame; empty when it shows it already.
    pub(super) fn paint(&mut self, size: (u16, u16), render: impl FnOnce(&mut Frame)) -> io::Result<Vec<u8>> {
        let area = Rect::new(0, 0, size.0, size.1);
        let anew = self.repaint || area != self.area;
        if anew {
            self.terminal.resize(area).map_err(io::Error::other)?;
            self.area = area;
            self.repaint = false;
        }
        let mut pen = self.pen.fresh();
        let columns = usize::from(area.width).max(1);
        if anew {
            pen.clear();
            self.shown = vec![Cell::EMPTY; area.area() as usize];
            self.sums = self.shown.chunks(columns).map(Sum::of).collect();
            self.cursor = None;
        }
        let next = &self.terminal.draw(render).map_err(io::Error::other)?.buffer.content;
        let old: Vec<&[Cell]> = self.shown.chunks(columns).collect();
        let new: Vec<&[Cell]> = next.chunks(columns).collect();
        let differ = differences(&old, &new);
        let sums = new.iter().zip(&differ).zip(&self.sums);
        // What stays has the sum that it had.
        let sums: Vec<Sum> = sums.map(|((row, differs), sum)| if *differs { Sum::of(row) } else { *sum }).collect();
        let scroll = if self.abilities.regions { Scroll::find(&self.sums, &sums) } else { None };
        let mut pen = change(pen, scroll, (&old, &new), &differ);
        self.sums = sums;
        let rows = self.shown.chunks_mut(columns).zip(next.chunks(columns)).zip(differ);
        for ((shown, next), _) in rows.filter(|(_, differs)| *differs) {
            shown.clone_from_slice(next);
        }
        let wanted = self.terminal.backend().cursor;
        pen.show_cursor(self.cursor, wanted);
        self.cursor = wanted;
        let bytes = pen.take();
        self.pen = pen;
        Ok(if bytes.len() < SYNCHRONIZED_FROM { bytes } else { [BEGIN, &bytes, END].concat() })
    }
}

/// Which rows differ.
fn differences(old: &[&[Cell]], new: &[&[Cell]]) -> Vec<bool> {
    old.iter().zip(new).map(|(old, new)| old != new).collect()
}

/// The pen after it has written what differs, with or without scrolling, whatever is shorter.
fn change(pen: Pen, scroll: Option<Scroll>, (old, new): (&[&[Cell]], &[&[Cell]]), differ: &[bool]) -> Pen {
    let mut wanted = vec![None; new.len()];
    let mut in_place = pen.clone();
    let Some(scroll) = scroll else {
        write(&mut in_place, (old, new), differ, &mut wanted);
        return in_place;
    };
    let mut scrolled = pen;
    scrolled.scroll(&scroll, old.len());
    let blank = vec![Cell::EMPTY; old.first().map_or(0, |row| row.len())];
    let moved = (0..old.len()).map(|row| scroll.source(row).and_then(|row| old.get(row)).map_or(&blank[..], |row| row));
    let moved: Vec<&[Cell]> = moved.collect();
    write(&mut scrolled, (&moved, new), &differences(&moved, new), &mut wanted);
    if scroll.sure {
        return scrolled;
    }
    write(&mut in_place, (old, new), differ, &mut wanted);
    if scrolled.len() < in_place.len() { scrolled } else { in_place }
}

/// Writes the rows that differ. The glyphs of the new ones are kept in `wanted`.
fn write<'c>(
    pen: &mut Pen,
    (old, new): (&[&[Cell]], &[&'c [Cell]]),
    differ: &[bool],
    wanted: &mut [Option<Vec<Glyph<'c>>>],
) {
    for (y, (((old, new), differs), wanted)) in old.iter().zip(new).zip(differ).zip(wanted).enumerate() {
        if *differs {
            write_row(pen, y, &glyphs(old), wanted.get_or_insert_with(|| glyphs(new)));
        }
    }
}

/// How many columns from `x` on are blank, up to the last one of them that is not so yet.
fn blanks(old: &[Glyph], new: &[Glyph], x: usize) -> usize {
    let blanks = new.iter().skip(x).take_while(|glyph| glyph.is_blank()).count();
    old.iter().zip(new).skip(x).take(blanks).rposition(|(old, new)| old != new).map_or(0, |at| at + 1)
}

/// Writes what differs in a row.
fn write_row(pen: &mut Pen, y: usize, old: &[Glyph], new: &[Glyph]) {
    let text = new.iter().rposition(|glyph| !glyph.is_blank()).map_or(0, |last| last + 1);
    let last = old.iter().zip(new).rposition(|(old, new)| old != new).map_or(0, |last| last + 1);
    let mut x = 0;
    while x < last {
        let (Some(was), Some(glyph)) = (old.get(x), new.get(x)) else { break };
        if was == glyph || glyph.columns == 0 {
            x += 1;
            continue;
        }
        pen.go(x, y, new);
        if x >= text && last - x > 3 {
            pen.erase_line();
            break;
        }
        let changed = if glyph.is_blank() { blanks(old, new, x) } else { 0 };
        if changed > BLANKS && pen.erase(changed) {
            x += changed;
            continue;
        }
        pen.print(glyph, x + usize::from(glyph.columns) < new.len());
        x += usize::from(glyph.columns);
    }
}

/// Where ratatui believes to draw: only the cursor is kept.
#[derive(Default)]
struct Recorder {
    cursor: Option<Position>,
}

impl Backend for Recorder {
    type Error = Infallible;

    fn draw<'a, I: Iterator<Item = (u16, u16, &'a Cell)>>(&mut self, _: I) -> Result<(), Infallible> {
        Ok(())
    }

    fn hide_cursor(&mut self) -> Result<(), Infallible> {
        self.cursor = None;
        Ok(())
    }

    fn show_cursor(&mut self) -> Result<(), Infallible> {
        Ok(())
    }

    fn get_cursor_position(&mut self) -> Result<Position, Infallible> {
        Ok(self.cursor.unwrap_or_default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> Result<(), Infallible> {
        self.cursor = Some(position.into());
        Ok(())
    }

    fn clear(&mut self) -> Result<(), Infallible> {
        Ok(())
    }

    fn clear_region(&mut self, _: ClearType) -> Result<(), Infallible> {
        Ok(())
    }

    fn size(&self) -> Result<Size, Infallible> {
        Ok(Size::default())
    }

    fn window_size(&mut self) -> Result<WindowSize, Infallible> {
        Ok(WindowSize { columns_rows: Size::default(), pixels: Size::default() })
    }

    fn flush(&mut self) -> Result<(), Infallible> {
        Ok(())
    }
}
