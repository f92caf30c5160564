//! The words of a paragraph, with each quote as one token, so that what stands around quotes can be read as sentences.

use super::lexicon::{Entry, Kinds, Lexicon};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Comma,
    Colon,
    /// Dashes, brackets, and other marks within a sentence.
    Other,
    /// The end of a sentence or of its half before a semicolon.
    Stop,
    /// A quote, by its number among the spans of the article.
    Quote(usize),
}

/// A word or a mark of a paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind,
    pub(super) text: &'a str,
    pub(super) start: usize,
    /// What is known of a word.
    pub(super) entry: Entry,
}

impl Token<'_> {
    pub(super) fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    /// Whether it is a word with a capital, or of a script that has none.
    pub(super) fn is_capital(&self) -> bool {
        self.is_word() && self.text.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
    }

    /// Whether it is a word of one of these kinds.
    pub(super) fn is(&self, kinds: Kinds) -> bool {
        self.entry.kinds & kinds != 0
    }

    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// Abbreviations whose full stop ends no sentence.
const ABBREVIATIONS: &[&str] = &[
    "Mr", "Mrs", "Ms", "Dr", "Prof", "Sen", "Sens", "Rep", "Reps", "Gov", "Gen", "Lt", "Col", "Sgt", "Capt", "Maj",
    "Adm", "Rev", "Hon", "St", "Jr", "Sr", "Pres", "Supt", "Insp", "Cmdr", "Cpl", "Pvt", "Atty", "Mt", "Messrs", "Mme",
    "Mlle", "Sra", "Sr", "Dra", "Hr", "Fr", "Nr", "Jan", "Feb", "Aug", "Sept", "Oct", "Nov", "Dec", "Inc", "Corp",
    "Co", "Ltd", "vs", "bzw", "ca", "No",
];

/// The tokens of `text`; `quotes` are its stretches that are quoted, in order, with their numbers.
pub(super) fn read<'a>(text: &'a str, quotes: &[(usize, usize, usize)], lexicon: Lexicon, tokens: &mut Vec<Token<'a>>) {
    tokens.clear();
    let mut at = 0;
    for &(start, end, number) in quotes {
        outside(text, at, start, lexicon, tokens);
        let words = text.get(start..end).unwrap_or_default();
        tokens.push(Token { kind: Kind::Quote(number), text: words, start, entry: Entry::default() });
        at = end;
    }
    outside(text, at, text.len(), lexicon, tokens);
}

fn outside<'a>(text: &'a str, from: usize, to: usize, lexicon: Lexicon, tokens: &mut Vec<Token<'a>>) {
    let mut at = from;
    while let Some(&byte) = text.as_bytes().get(at).filter(|_| at < to) {
        let (kind, end) = match byte {
            b' ' => {
                at += 1;
                continue;
            }
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => (Some(Kind::Word), word_end(text, at, to)),
            ..0x80 => (mark(char::from(byte)), at + 1),
            _ => {
                let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { return };
                let word = c.is_alphanumeric();
                if word { (Some(Kind::Word), word_end(text, at, to)) } else { (mark(c), at + c.len_utf8()) }
            }
        };
        if let Some(kind) = kind {
            let word = text.get(at..end).unwrap_or_default();
            let known = kind == Kind::Word;
            let entry = if known { lexicon.look_up(word.trim_end_matches('.')) } else { Entry::default() };
            tokens.push(Token { kind, text: word, start: at, entry });
            if let [.., before, last] = tokens.as_mut_slice()
                && before.is_word()
                && known
                && before.end() + 1 == at
                && let Some(entry) = lexicon.look_up_pair(before.text, last.text)
            {
                let start = before.start;
                *before = Token { kind, text: text.get(start..end).unwrap_or_default(), start, entry };
                tokens.pop();
            }
        }
        at = end;
    }
}

/// What a character outside of words is; nothing for white space.
fn mark(c: char) -> Option<Kind> {
    match c {
        ',' | '،' | '、' | '，' => Some(Kind::Comma),
        ':' | '：' => Some(Kind::Colon),
        '.' | '!' | '?' | ';' | '。' | '！' | '？' | '؟' | '۔' => Some(Kind::Stop),
        c if c.is_whitespace() => None,
        _ => Some(Kind::Other),
    }
}

/// Where the word that starts at `start` ends: apostrophes and hyphens between letters are within it, and so is the full stop
/// of an abbreviation.
fn word_end(text: &str, start: usize, to: usize) -> usize {
    let plain = |from: usize| {
        let rest = text.as_bytes().get(from..to).unwrap_or_default();
        from + rest.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(rest.len())
    };
    let mut end = plain(start);
    while let Some(c) = text.get(end..to).and_then(|rest| rest.chars().next()) {
        if c == ' ' {
            break;
        }
        let next = end + c.len_utf8();
        let letter_behind =
            || text.get(next..to).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphanumeric);
        let within = match c {
            '\'' | '\u{2019}' | '-' | '\u{2010}' | '\u{2011}' | '&' => letter_behind(),
            '.' => {
                let word = text.get(start..end).unwrap_or_default();
                letter_behind() && !is_glued(word, text.get(next..to).unwrap_or_default()) || is_abbreviation(word)
            }
            // "Zyniker:innen", "Leiter*in".
            ':' | '*' | '_' => text.get(next..to).is_some_and(|rest| rest.starts_with("in")) && letter_behind(),
            c => c.is_alphanumeric() || is_combining(c),
        };
        if !within {
            break;
        }
        end = plain(next);
    }
    end
}

/// Whether a sentence ends with a word though no space says so: "sagte Holm.Als".
fn is_glued(word: &str, next: &str) -> bool {
    word.ends_with(char::is_lowercase) && next.starts_with(char::is_uppercase)
}

fn is_combining(c: char) -> bool {
    !c.is_ascii() && unicode_normalization::char::is_combining_mark(c)
}

/// Whether the full stop behind a word belongs to it: "Mr.", "J.", "U.S."
fn is_abbreviation(word: &str) -> bool {
    let last = word.rsplit('.').next().unwrap_or(word);
    let single = last.chars().count() == 1 && last.starts_with(char::is_uppercase);
    single || ABBREVIATIONS.contains(&word)
}
