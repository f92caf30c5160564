//! What one cell shows, without what cannot be seen of it.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use crate::layout::width;

/// Attributes that show on a blank.
const SHOWN: Modifier = Modifier::REVERSED.union(Modifier::UNDERLINED).union(Modifier::CROSSED_OUT);

/// Colours and attributes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) fg: Color,
    pub(super) bg: Color,
    pub(super) attributes: Modifier,
}

/// What a cell shows. Of two cells that look the same the glyphs are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Glyph<'a> {
    /// The character; empty for the second half of a wide one.
    pub(super) symbol: &'a str,
    /// How many columns it takes; zero for the second half of a wide one.
    pub(super) columns: u8,
    pub(super) look: Look,
}

impl Glyph<'_> {
    /// Whether erasing would leave it.
    pub(super) fn is_blank(&self) -> bool {
        self.symbol == " " && self.look == Look::default()
    }

    /// Whether every terminal moves its cursor by as many columns: one character, of a width that is not disputed.
    pub(super) fn is_sure(&self) -> bool {
        let mut characters = self.symbol.chars();
        match (characters.next(), characters.next()) {
            (Some(c), None) => {
                c.is_ascii()
                    || matches!(u32::from(c), 0xa0..0x300 | 0x370..0x590 | 0x1e00..0x2000 | 0x2010..0x2028 | 0x2500..0x2580 | 0x3041..0x3100 | 0x4e00..0xa000 | 0xac00..0xd7a4)
            }
            _ => false,
        }
    }

    /// Whether a pen with this look would show it as it is.
    pub(super) fn suits(&self, look: Look) -> bool {
        if self.symbol != " " {
            return self.look == look;
        }
        !self.look.attributes.intersects(SHOWN) && !look.attributes.intersects(SHOWN) && self.look.bg == look.bg
            || self.look == look
    }
}

/// Whether it is a character of the blocks that make up nearly all of a screen: these take one column and combine with nothing.
fn is_narrow(symbol: &str) -> bool {
    if let [byte] = symbol.as_bytes() {
        return matches!(byte, b' '..=b'~');
    }
    let mut characters = symbol.chars();
    let first = characters.next();
    characters.next().is_none() && first.is_some_and(|c| matches!(c, '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{2010}'..='\u{2027}' | '\u{2500}'..='\u{257f}'))
}

/// The glyphs of a row of cells.
pub(super) fn glyphs(row: &[Cell]) -> Vec<Glyph<'_>> {
    let mut glyphs = Vec::with_capacity(row.len());
    let mut cells = row.iter();
    while let Some(cell) = cells.next() {
        let mut look = Look { fg: cell.fg, bg: cell.bg, attributes: cell.modifier };
        // A character that would reach over the edge is none.
        let symbol = cell.symbol();
        let columns = if is_narrow(symbol) { 1 } else { width(symbol).clamp(1, 2) };
        let symbol = if columns > 1 + cells.len() { " " } else { symbol };
        if symbol == " " && !look.attributes.intersects(SHOWN) {
            look = Look { bg: look.bg, ..Look::default() };
        }
        if columns == 2 && symbol != " " {
            cells.next();
            glyphs.push(Glyph { symbol, columns: 2, look });
            glyphs.push(Glyph { symbol: "", columns: 0, look });
        } else {
            glyphs.push(Glyph { symbol, columns: 1, look });
        }
    }
    glyphs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn narrow_characters_take_one_column() {
        let narrow: Vec<String> = ('\0'..char::MAX).map(String::from).filter(|symbol| is_narrow(symbol)).collect();
        assert!(narrow.iter().all(|symbol| width(symbol) == 1));
        assert_eq!(
            ["a", "\u{e9}", "\u{201c}", "\u{2502}", "e\u{301}", "\u{ad}", "\u{65e5}", ""].map(is_narrow),
            [true, true, true, true, false, false, false, false]
        );
    }
}
