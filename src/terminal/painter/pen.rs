//! The terminal's cursor: where it stands, what it wears, and the shortest way to change either.

use std::cmp::Ordering;

use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};

use super::glyph::{Glyph, Look};
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
        let mut best = absolute(x, y);
        let travelled = self.across(x).zip(self.down(y)).map(|(across, down)| across + &down);
        best = travelled
            .into_iter()
            .chain(self.over(x, y, row))
            .fold(best, |best, way| if way.len() < best.len() { way } else { best });
        self.put(&best);
        (self.x, self.y) = (Some(x), Some(y));
    }

    /// The way over what lies between here and there on the same row, written again.
    fn over(&self, x: usize, y: usize, row: &[Glyph]) -> Option<String> {
        let from = self.x.filter(|from| *from < x && self.y == Some(y))?;
        let between = row.get(from..x).filter(|between| between.len() < 8)?;
        let same = between.iter().all(|glyph| glyph.columns == 0 || glyph.is_sure() && glyph.suits(self.look));
        (same && between.first()?.columns > 0).then(|| between.iter().map(|glyph| glyph.symbol).collect())
    }

    /// The shortest way to a column, in any row.
    fn across(&self, x: usize) -> Option<String> {
        let mut ways = Vec::new();
        if x == 0 {
            ways.push("\r".to_owned());
        } else {
            ways.push(format!("\r{}", relative(x, 'C')));
        }
        if self.ecma48 {
            ways.push(format!("\x1b[{}G", x + 1));
        }
        match self.x {
            Some(here) if here == x => ways.push(String::new()),
            Some(here) if here < x => ways.push(relative(x - here, 'C')),
            Some(here) if here - x < 4 => ways.push("\x08".repeat(here - x)),
            Some(here) => ways.push(relative(here - x, 'D')),
            None => {}
        }
        ways.into_iter().min_by_key(String::len)
    }

    /// The shortest way to a row, in any column.
    fn down(&self, y: usize) -> Option<String> {
        let here = self.y?;
        let mut ways = Vec::new();
        if self.ecma48 {
            ways.push(format!("\x1b[{}d", y + 1));
        }
        ways.push(match here.cmp(&y) {
            Ordering::Equal => String::new(),
            // In raw mode a line feed keeps the column, and above the last row it does not scroll.
            Ordering::Less if y - here < 8 => "\n".repeat(y - here),
            Ordering::Less => relative(y - here, 'B'),
            Ordering::Greater => relative(here - y, 'A'),
        });
        ways.into_iter().min_by_key(String::len)
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
        self.put(&absolute(0, row));
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
        let anew = if anew.is_empty() { String::new() } else { format!(";{anew}") };
        let change = parameters(self.look, look);
        let ends = self.look.attributes.difference(look.attributes);
        let ends_colour = [(self.look.fg, look.fg), (self.look.bg, look.bg)]
            .iter()
            .any(|(old, new)| old != new && *new == Color::Reset);
        let needs_ecma48 = !ends.is_empty() || ends_colour;
        let shorter = if (self.ecma48 || !needs_ecma48) && change.len() <= anew.len() { change } else { anew };
        self.put(&format!("\x1b[{shorter}m"));
        self.look = look;
    }
}

/// The SGR parameters from one look to another.
fn parameters(from: Look, to: Look) -> String {
    let mut parameters: Vec<String> = Vec::new();
    let mut begin = to.attributes.difference(from.attributes);
    let mut last = 0;
    for (attribute, _, end) in ATTRIBUTES {
        if from.attributes.contains(attribute) && !to.attributes.contains(attribute) && end != last {
            parameters.push(end.to_string());
            last = end;
            // One parameter ends both bold and dim, and both kinds of blinking.
            let pair = ATTRIBUTES.iter().filter(|(_, _, other)| *other == end);
            begin |= pair.fold(Modifier::empty(), |all, (attribute, ..)| all | *attribute) & to.attributes;
        }
    }
    let anew = ATTRIBUTES.iter().filter(|(attribute, ..)| begin.contains(*attribute));
    parameters.extend(anew.map(|(_, parameter, _)| parameter.to_string()));
    if from.fg != to.fg {
        parameters.push(colour(30, to.fg));
    }
    if from.bg != to.bg {
        parameters.push(colour(40, to.bg));
    }
    parameters.join(";")
}

/// The parameter for a colour; `base` is 30 for the foreground and 40 for the background.
fn colour(base: u8, colour: Color) -> String {
    let number = match colour {
        Color::Reset => return (base + 9).to_string(),
        Color::Rgb(r, g, b) => return format!("{};2;{r};{g};{b}", base + 8),
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
        0..8 => (base + number).to_string(),
        8..16 => (base + 60 + number - 8).to_string(),
        _ => format!("{};5;{number}", base + 8),
    }
}

/// CUP (ECMA-48, 8.3.21).
fn absolute(x: usize, y: usize) -> String {
    match (x, y) {
        (0, 0) => "\x1b[H".to_owned(),
        (0, y) => format!("\x1b[{}H", y + 1),
        (x, y) => format!("\x1b[{};{}H", y + 1, x + 1),
    }
}

/// CUU, CUD, CUF or CUB by so many.
fn relative(by: usize, direction: char) -> String {
    if by == 1 { format!("\x1b[{direction}") } else { format!("\x1b[{by}{direction}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attribute_that_shares_its_end_with_another_is_begun_again() {
        let look = |attributes| Look { attributes, ..Look::default() };
        assert_eq!(parameters(look(Modifier::BOLD | Modifier::DIM), look(Modifier::DIM)), "22;2");
        assert_eq!(parameters(look(Modifier::BOLD), look(Modifier::DIM)), "22;2");
        assert_eq!(parameters(look(Modifier::BOLD | Modifier::REVERSED), look(Modifier::empty())), "22;27");
    }

    #[test]
    fn colours_take_the_shortest_parameters() {
        assert_eq!(colour(30, Color::Indexed(9)), "91");
        assert_eq!(colour(40, Color::Indexed(208)), "48;5;208");
        assert_eq!(colour(40, Color::DarkGray), "100");
        assert_eq!(colour(30, Color::Rgb(255, 136, 0)), "38;2;255;136;0");
    }
}
