//! The terminal's cursor: where it stands, what it wears, and the shortest way to change either.

use std::cmp::Ordering;

use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};

use super::glyph::{Glyph, Look};
use super::moves::{Move, number};
use super::scroll::Scroll;

/// Each attribute with the SGR parameters (ECMA-48, 8.3.117) that begin and end it.
const ATTRIBUTES: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// Writes to memory as if to a terminal.
#[derive(Clone, Debug)]
pub(super) struct Pen {
    out: Vec<u8>,
    /// Where the cursor stands, as far as that is sure. Behind the last column it is not.
    x: Option<usize>,
    y: Option<usize>,
    look: Look,
    ecma48: bool,
}

impl Pen {
    /// One that stands nobody knows where.
    pub(super) fn new(ecma48: bool) -> Self {
        Self { out: Vec::new(), x: None, y: None, look: Look::default(), ecma48 }
    }

    /// The same pen without anything written.
    pub(super) fn fresh(&self) -> Self {
        Self { out: Vec::new(), ..*self }
    }

    /// What was written.
    pub(super) fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.out)
    }

    pub(super) fn len(&self) -> usize {
        self.out.len()
    }

    fn put(&mut self, bytes: &str) {
        self.out.extend_from_slice(bytes.as_bytes());
    }

    /// Begins with an empty screen, whatever was there before.
    pub(super) fn clear(&mut self) {
        self.put("\x1b[r\x1b[m\x1b[H\x1b[2J\x1b[?25l");
        self.look = Look::default();
        (self.x, self.y) = (Some(0), Some(0));
    }

    /// Goes to a column of a row, which shows `row` where it has been written or not changed.
    pub(super) fn go(&mut self, x: usize, y: usize, row: &[Glyph]) {
        if (self.x, self.y) == (Some(x), Some(y)) {
            return;
        }
        let mut best = (Move::To(x, y), Move::Stay);
        let length = |(one, other): (Move, Move)| one.len() + other.len();
        if let Some(travelled) = self.down(y).map(|down| (self.across(x), down))
            && length(travelled) < length(best)
        {
            best = travelled;
        }
        match self.over(x, y, row) {
            Some(over) if over.iter().map(|glyph| glyph.symbol.len()).sum::<usize>() < length(best) => {
                for glyph in over {
                    self.put(glyph.symbol);
                }
            }
            _ => {
                best.0.put(&mut self.out);
                best.1.put(&mut self.out);
            }
        }
        (self.x, self.y) = (Some(x), Some(y));
    }

    /// What lies between here and there on the same row, where it can be written again.
    fn over<'g, 'c>(&self, x: usize, y: usize, row: &'g [Glyph<'c>]) -> Option<&'g [Glyph<'c>]> {
        let from = self.x.filter(|from| *from < x && self.y == Some(y))?;
        let between = row.get(from..x).filter(|between| between.len() < 8)?;
        let same = between.iter().all(|glyph| glyph.columns == 0 || glyph.is_sure() && glyph.suits(self.look));
        Some(between).filter(|between| same && between.first().is_some_and(|first| first.columns > 0))
    }

    /// The shortest way to a column, in any row.
    fn across(&self, x: usize) -> Move {
        let column = if self.ecma48 { Move::Column(x) } else { Move::FromStart(x) };
        let here = match self.x {
            Some(here) if here == x => Move::Stay,
            Some(here) if here < x => Move::By(x - here, b'C'),
            Some(here) if here - x < 4 => Move::Backspaces(here - x),
            Some(here) => Move::By(here - x, b'D'),
            None => column,
        };
        shortest([Move::FromStart(x), column, here])
    }

    /// The shortest way to a row, in any column.
    fn down(&self, y: usize) -> Option<Move> {
        let here = self.y?;
        let way = match here.cmp(&y) {
            Ordering::Equal => Move::Stay,
            Ordering::Less if y - here < 8 => Move::Feeds(y - here),
            Ordering::Less => Move::By(y - here, b'B'),
            Ordering::Greater => Move::By(here - y, b'A'),
        };
        Some(shortest([if self.ecma48 { Move::Row(y) } else { way }, way]))
    }

    /// Prints a glyph where the pen stands; `more` says whether there are columns behind it.
    pub(super) fn print(&mut self, glyph: &Glyph, more: bool) {
        if !glyph.suits(self.look) {
            self.wear(glyph.look);
        }
        self.put(glyph.symbol);
        let sure = more && (glyph.is_sure());
        self.x = self.x.filter(|_| sure).map(|x| x + usize::from(glyph.columns));
    }

    /// Erases to the end of the line.
    pub(super) fn erase_line(&mut self) {
        self.wear_for_erasing();
        self.put("\x1b[K");
    }

    /// Erases so many columns where the terminal can; the cursor stays.
    pub(super) fn erase(&mut self, columns: usize) -> bool {
        if self.ecma48 {
            self.wear_for_erasing();
            self.put(&format!("\x1b[{columns}X"));
        }
        self.ecma48
    }

    /// Some terminals erase with the background that the pen wears.
    fn wear_for_erasing(&mut self) {
        let shown = Modifier::REVERSED | Modifier::UNDERLINED | Modifier::CROSSED_OUT;
        if self.look.bg != Color::Reset || self.look.attributes.intersects(shown) {
            self.wear(Look::default());
        }
    }

    /// Has the terminal move rows.
    pub(super) fn scroll(&mut self, scroll: &Scroll, rows: usize) {
        self.wear_for_erasing();
        let whole = scroll.top == 0 && scroll.bottom == rows;
        if !whole {
            self.put(&format!("\x1b[{};{}r", scroll.top + 1, scroll.bottom));
        }
        // A line feed on the last row of a region scrolls it up, a reverse index (RI) on the first one down.
        let (row, step) = if scroll.up { (scroll.bottom - 1, "\n") } else { (scroll.top, "\x1bM") };
        Move::To(0, row).put(&mut self.out);
        self.put(&step.repeat(scroll.by));
        (self.x, self.y) = (Some(0), Some(row));
        if !whole {
            // DECSTBM sends the cursor home, but not in every emulator.
            self.put("\x1b[r");
            (self.x, self.y) = (None, None);
        }
    }

    /// Shows, moves or hides the cursor.
    pub(super) fn show_cursor(&mut self, before: Option<Position>, now: Option<Position>) {
        if let Some(at) = now {
            self.go(usize::from(at.x), usize::from(at.y), &[]);
        }
        match (before.is_some(), now.is_some()) {
            (false, true) => self.put("\x1b[?25h"),
            (true, false) => self.put("\x1b[?25l"),
            _ => {}
        }
    }

    /// Puts a look on by the shorter of two ways: what changes, or everything anew.
    fn wear(&mut self, look: Look) {
        let anew = parameters(Look::default(), look);
        let change = parameters(self.look, look);
        let ends = self.look.attributes.difference(look.attributes);
        let ends_colour = [(self.look.fg, look.fg), (self.look.bg, look.bg)]
            .iter()
            .any(|(old, new)| old != new && *new == Color::Reset);
        let needs_ecma48 = !ends.is_empty() || ends_colour;
        // Everything anew begins with an empty parameter, which ends all.
        let changes = (self.ecma48 || !needs_ecma48) && change.len() <= anew.len() + usize::from(!anew.is_empty());
        self.put("\x1b[");
        if changes {
            self.out.extend_from_slice(&change);
        } else if !anew.is_empty() {
            self.out.push(b';');
            self.out.extend_from_slice(&anew);
        }
        self.put("m");
        self.look = look;
    }
}

/// The first one of those that take fewest bytes.
fn shortest<const N: usize>(ways: [Move; N]) -> Move {
    ways.into_iter().min_by_key(|way| way.len()).unwrap_or(Move::Stay)
}

/// The SGR parameters from one look to another.
fn parameters(from: Look, to: Look) -> Vec<u8> {
    let mut parameters = Parameters(Vec::with_capacity(48));
    let mut begin = to.attributes.difference(from.attributes);
    let mut last = 0;
    for (attribute, _, end) in ATTRIBUTES {
        if from.attributes.contains(attribute) && !to.attributes.contains(attribute) && end != last {
            parameters.add(end);
            last = end;
            // One parameter ends both bold and dim, and both kinds of blinking.
            let pair = ATTRIBUTES.iter().filter(|(_, _, other)| *other == end);
            begin |= pair.fold(Modifier::empty(), |all, (attribute, ..)| all | *attribute) & to.attributes;
        }
    }
    for (_, parameter, _) in ATTRIBUTES.iter().filter(|(attribute, ..)| begin.contains(*attribute)) {
        parameters.add(*parameter);
    }
    if from.fg != to.fg {
        parameters.colour(30, to.fg);
    }
    if from.bg != to.bg {
        parameters.colour(40, to.bg);
    }
    parameters.0
}

/// Numbers with semicolons between them.
struct Parameters(Vec<u8>);

impl Parameters {
    fn add(&mut self, parameter: u8) {
        if !self.0.is_empty() {
            self.0.push(b';');
        }
        number(&mut self.0, usize::from(parameter));
    }

    /// Those for a colour; `base` is 30 for the foreground and 40 for the background.
    fn colour(&mut self, base: u8, colour: Color) {
        let number = match colour {
            Color::Reset => return self.add(base + 9),
            Color::Rgb(r, g, b) => return [base + 8, 2, r, g, b].into_iter().for_each(|number| self.add(number)),
            Color::Indexed(number) => number,
            Color::Black => 0,
            Color::Red => 1,
            Color::Green => 2,
            Color::Yellow => 3,
            Color::Blue => 4,
            Color::Magenta => 5,
            Color::Cyan => 6,
            Color::Gray => 7,
            Color::DarkGray => 8,
            Color::LightRed => 9,
            Color::LightGreen => 10,
            Color::LightYellow => 11,
            Color::LightBlue => 12,
            Color::LightMagenta => 13,
            Color::LightCyan => 14,
            Color::White => 15,
        };
        match number {
            0..8 => self.add(base + number),
            8..16 => self.add(base + 60 + number - 8),
            _ => [base + 8, 5, number].into_iter().for_each(|number| self.add(number)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attribute_that_shares_its_end_with_another_is_begun_again() {
        let look = |attributes| Look { attributes, ..Look::default() };
        assert_eq!(parameters(look(Modifier::BOLD | Modifier::DIM), look(Modifier::DIM)), b"22;2");
        assert_eq!(parameters(look(Modifier::BOLD), look(Modifier::DIM)), b"22;2");
        assert_eq!(parameters(look(Modifier::BOLD | Modifier::REVERSED), look(Modifier::empty())), b"22;27");
    }

    #[test]
    fn colours_take_the_shortest_parameters() {
        let colour = |base, colour| {
            let mut parameters = Parameters(Vec::new());
            parameters.colour(base, colour);
            String::from_utf8(parameters.0).unwrap()
        };
        assert_eq!(colour(30, Color::Indexed(9)), "91");
        assert_eq!(colour(40, Color::Indexed(208)), "48;5;208");
        assert_eq!(colour(40, Color::DarkGray), "100");
        assert_eq!(colour(30, Color::Rgb(255, 136, 0)), "38;2;255;136;0");
    }
}
