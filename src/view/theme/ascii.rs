//! Signs in ASCII, for terminals and fonts that have no others.

use ratatui::buffer::Cell;
use unicode_normalization::UnicodeNormalization;

use super::Environment;
use crate::layout::width;

/// Which characters are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Charset {
    /// All.
    #[default]
    Unicode,
    /// ASCII for the signs of the program, also where a text uses the same.
    AsciiSigns,
    /// ASCII for everything: in a locale without UTF-8 a terminal could even take the bytes of a letter for controls (C1).
    Ascii,
}

/// The signs of the program, and what stands for each in ASCII.
const SIGNS: [(char, char); 44] = [
    ('\u{25cf}', 'o'), // ● unread
    ('\u{25cb}', '.'), // ○
    ('\u{2605}', '*'), // ★
    ('\u{2606}', '*'), // ☆
    ('\u{2713}', 'x'), // ✓
    ('\u{2022}', '*'), // •
    ('\u{b7}', '-'),   // ·
    ('\u{2026}', '~'), // … where something is cut off
    ('\u{2502}', '|'), // │
    ('\u{2503}', '|'), // ┃
    ('\u{2500}', '-'), // ─
    ('\u{2501}', '='), // ━
    ('\u{2550}', '='), // ═
    ('\u{253c}', '+'), // ┼
    ('\u{251c}', '+'), // ├
    ('\u{2524}', '+'), // ┤
    ('\u{252c}', '+'), // ┬
    ('\u{2534}', '+'), // ┴
    ('\u{250c}', '+'), // ┌
    ('\u{2510}', '+'), // ┐
    ('\u{2514}', '+'), // └
    ('\u{2518}', '+'), // ┘
    ('\u{258c}', '|'), // ▌
    ('\u{258e}', '|'), // ▎
    ('\u{2590}', '|'), // ▐
    ('\u{2588}', '#'), // █
    ('\u{2589}', '#'), // ▉
    ('\u{258a}', '#'), // ▊
    ('\u{258b}', '#'), // ▋
    ('\u{258d}', '|'), // ▍
    ('\u{258f}', '|'), // ▏
    ('\u{2581}', '_'), // ▁
    ('\u{2582}', '_'), // ▂
    ('\u{2583}', '-'), // ▃
    ('\u{2584}', '='), // ▄
    ('\u{2585}', '='), // ▅
    ('\u{2586}', '#'), // ▆
    ('\u{2587}', '#'), // ▇
    ('\u{25b8}', '>'), // ▸
    ('\u{25be}', 'v'), // ▾
    ('\u{2190}', '<'), // ←
    ('\u{2191}', '^'), // ↑
    ('\u{2192}', '>'), // →
    ('\u{2193}', 'v'), // ↓
];

impl Charset {
    /// What is settled, else what the locale can say.
    pub(super) fn of(ascii: bool, environment: &Environment) -> Self {
        match (environment.utf8, ascii) {
            (false, _) => Self::Ascii,
            (true, true) => Self::AsciiSigns,
            (true, false) => Self::Unicode,
        }
    }

    /// What `cell` shows, in the characters that there are.
    pub(super) fn fold(self, cell: &mut Cell) {
        if self == Self::Unicode || cell.symbol().is_ascii() {
            return;
        }
        let sign = cell.symbol().chars().next().and_then(sign);
        match (self, sign) {
            (_, Some(sign)) => cell.set_char(sign),
            (Self::Ascii, None) => {
                let letters = plain(cell.symbol());
                cell.set_symbol(&letters)
            }
            _ => cell,
        };
    }
}

fn sign(c: char) -> Option<char> {
    SIGNS.iter().find(|(sign, _)| *sign == c).map(|(_, ascii)| *ascii)
}

/// What is nearest to a character in ASCII, in as many columns.
fn plain(symbol: &str) -> String {
    let letter = symbol.chars().next().unwrap_or(' ');
    let ascii = match letter {
        '\u{2018}'..='\u{201b}' | '\u{2039}' | '\u{203a}' | '\u{2032}' => '\'',
        '\u{201c}'..='\u{201f}' | '\u{ab}' | '\u{bb}' | '\u{2033}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        'ß' => 's',
        'æ' | 'Æ' => 'a',
        'ø' => 'o',
        'Ø' => 'O',
        'ł' => 'l',
        'Ł' => 'L',
        'đ' | 'ð' => 'd',
        'ı' => 'i',
        '€' => 'E',
        '£' => 'L',
        other => std::iter::once(other).nfkd().next().filter(char::is_ascii).unwrap_or('?'),
    };
    let mut plain = ascii.to_string();
    while plain.len() < width(symbol) {
        plain.push(ascii);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(charset: Charset, symbol: &str) -> String {
        let mut cell = Cell::default();
        cell.set_symbol(symbol);
        charset.fold(&mut cell);
        cell.symbol().to_owned()
    }

    #[test]
    fn signs_have_ascii_and_letters_stay_unless_the_locale_has_none() {
        for (symbol, signs, all) in [
            ("\u{25cf}", "o", "o"),
            ("\u{2026}", "~", "~"),
            ("é", "é", "e"),
            ("e\u{301}", "e\u{301}", "e"),
            ("\u{201c}", "\u{201c}", "\""),
            ("東", "東", "??"),
            ("Ａ", "Ａ", "AA"),
            ("x", "x", "x"),
        ] {
            assert_eq!(folded(Charset::Unicode, symbol), symbol);
            assert_eq!(folded(Charset::AsciiSigns, symbol), signs);
            assert_eq!(folded(Charset::Ascii, symbol), all);
        }
    }
}
