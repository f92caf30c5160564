//! Moves of the cursor: what each one takes, and writing it.

/// A control sequence that moves the cursor, or what does the same in fewer bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Move {
    /// None is needed.
    Stay,
    /// To a column and a row, counted from 0: CUP (ECMA-48, 8.3.21).
    To(usize, usize),
    /// To the first column, and right from there by so many.
    FromStart(usize),
    /// To a column: CHA (8.3.9).
    Column(usize),
    /// To a row: VPA (8.3.158).
    Row(usize),
    /// CUU, CUD, CUF or CUB (8.3.22, 8.3.19, 8.3.20 and 8.3.18) by so many, with their final byte.
    By(usize, u8),
    /// So many line feeds. In raw mode they keep the column, and above the last row they do not scroll.
    Feeds(usize),
    /// So many backspaces.
    Backspaces(usize),
}

impl Move {
    /// Its bytes.
    pub(super) fn len(self) -> usize {
        match self {
            Self::Stay => 0,
            Self::To(0, 0) => 3,
            Self::To(0, y) => 3 + digits(y + 1),
            Self::To(x, y) => 4 + digits(y + 1) + digits(x + 1),
            Self::FromStart(0) => 1,
            Self::FromStart(x) => 1 + Self::By(x, b'C').len(),
            Self::Column(to) | Self::Row(to) => 3 + digits(to + 1),
            Self::By(1, _) => 3,
            Self::By(by, _) => 3 + digits(by),
            Self::Feeds(count) | Self::Backspaces(count) => count,
        }
    }

    /// Writes it.
    pub(super) fn put(self, out: &mut Vec<u8>) {
        match self {
            Self::Stay => {}
            Self::To(0, 0) => out.extend_from_slice(b"\x1b[H"),
            Self::To(0, y) => sequence(out, y + 1, b'H'),
            Self::To(x, y) => {
                out.extend_from_slice(b"\x1b[");
                number(out, y + 1);
                out.push(b';');
                number(out, x + 1);
                out.push(b'H');
            }
            Self::FromStart(x) => {
                out.push(b'\r');
                if x > 0 {
                    Self::By(x, b'C').put(out);
                }
            }
            Self::Column(x) => sequence(out, x + 1, b'G'),
            Self::Row(y) => sequence(out, y + 1, b'd'),
            Self::By(1, direction) => out.extend_from_slice(&[0x1b, b'[', direction]),
            Self::By(by, direction) => sequence(out, by, direction),
            Self::Feeds(count) => out.extend(std::iter::repeat_n(b'\n', count)),
            Self::Backspaces(count) => out.extend(std::iter::repeat_n(0x08, count)),
        }
    }
}

fn sequence(out: &mut Vec<u8>, parameter: usize, end: u8) {
    out.extend_from_slice(b"\x1b[");
    number(out, parameter);
    out.push(end);
}

fn digits(number: usize) -> usize {
    number.checked_ilog10().map_or(1, |log| log as usize + 1)
}

/// Writes a number. Every frame has hundreds of them, for which formatting takes longer than all else of a move.
pub(super) fn number(out: &mut Vec<u8>, number: usize) {
    let from = out.len();
    let mut rest = number;
    loop {
        // A digit is less than 256.
        out.push(b'0' + u8::try_from(rest % 10).unwrap_or_default());
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if let Some(written) = out.get_mut(from..) {
        written.reverse();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_move_takes_the_bytes_that_it_says() {
        let numbers = [0, 1, 2, 8, 9, 10, 98, 99, 100, 65_534];
        for x in numbers {
            for way in [
                Move::Stay,
                Move::FromStart(x),
                Move::Column(x),
                Move::Row(x),
                Move::By(x, b'A'),
                Move::Feeds(x),
                Move::Backspaces(x),
            ]
            .into_iter()
            .chain(numbers.map(|y| Move::To(x, y)))
            {
                let mut out = Vec::new();
                way.put(&mut out);
                assert_eq!(way.len(), out.len(), "{way:?}");
            }
        }
    }

    #[test]
    fn moves_are_written_as_the_standard_has_them() {
        for (way, bytes) in [
            (Move::To(0, 0), "\x1b[H"),
            (Move::To(0, 11), "\x1b[12H"),
            (Move::To(119, 9), "\x1b[10;120H"),
            (Move::FromStart(0), "\r"),
            (Move::FromStart(1), "\r\x1b[C"),
            (Move::Column(9), "\x1b[10G"),
            (Move::Row(104), "\x1b[105d"),
            (Move::By(30, b'D'), "\x1b[30D"),
            (Move::Feeds(2), "\n\n"),
            (Move::Backspaces(1), "\x08"),
        ] {
            let mut out = Vec::new();
            way.put(&mut out);
            assert_eq!(String::from_utf8(out).unwrap(), bytes);
        }
    }
}
