//! How a document reaches tantivy: as text that is cut already, so that all that is left to do here is to find the cuts.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager};

/// The name of the tokenizer of forms.
pub(super) const FORMS: &str = "forms";

/// The name of the tokenizer of bounds.
pub(super) const BOUNDS: &str = "bounds";

/// What stands behind each form. Two of them in a row leave a position empty, so that no phrase goes across.
pub(super) const CUT: char = '\0';

/// The one term of the field of quotes.
pub(super) const QUOTE: &str = "\"";

pub(super) fn register(tokenizers: &TokenizerManager) {
    tokenizers.register(FORMS, Forms::default());
    tokenizers.register(BOUNDS, Bounds::default());
}

/// Forms with a [`CUT`] behind each.
#[derive(Clone, Default)]
struct Forms(Token);

struct FormStream<'a> {
    token: &'a mut Token,
    rest: &'a str,
}

impl Tokenizer for Forms {
    type TokenStream<'a> = FormStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        self.0.reset();
        FormStream { token: &mut self.0, rest: text }
    }
}

impl TokenStream for FormStream<'_> {
    fn advance(&mut self) -> bool {
        while let Some(end) = cut(self.rest.as_bytes()) {
            let text = self.rest;
            self.rest = text.get(end + 1..).unwrap_or_default();
            self.token.position = self.token.position.wrapping_add(1);
            if end > 0 {
                self.token.text.clear();
                // The form is read again at once. A processor waits for that less where it was written in one piece.
                match text.get(..PIECE).filter(|_| end <= PIECE) {
                    Some(piece) => self.token.text.push_str(piece),
                    None => self.token.text.push_str(text.get(..end).unwrap_or_default()),
                }
                self.token.text.truncate(end);
                return true;
            }
        }
        false
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

/// Bytes that are copied in one piece: most forms have fewer.
const PIECE: usize = 16;

/// Where the first [`CUT`] is. Forms are short: to look at eight bytes at a time is quicker than what is made for long texts.
fn cut(text: &[u8]) -> Option<usize> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let mut rest = text;
    while let Some((eight, behind)) = rest.split_first_chunk() {
        let eight = u64::from_le_bytes(*eight);
        // The lowest of these bits is that of the first byte that is zero.
        let zeros = eight.wrapping_sub(ONES) & !eight & (ONES << 7);
        if zeros != 0 {
            return Some(text.len() - rest.len() + zeros.trailing_zeros() as usize / 8);
        }
        rest = behind;
    }
    rest.iter().position(|byte| *byte == CUT as u8).map(|at| text.len() - rest.len() + at)
}

/// Positions, written as numbers.
#[derive(Clone, Default)]
struct Bounds(Token);

struct BoundStream<'a> {
    token: &'a mut Token,
    numbers: std::str::SplitAsciiWhitespace<'a>,
}

impl Tokenizer for Bounds {
    type TokenStream<'a> = BoundStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        self.0.reset();
        self.0.text.push_str(QUOTE);
        BoundStream { token: &mut self.0, numbers: text.split_ascii_whitespace() }
    }
}

impl TokenStream for BoundStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(position) = self.numbers.next().and_then(|number| number.parse().ok()) else { return false };
        self.token.position = position;
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}
