//! Quotation marks in a paragraph, and which way each of them faces.

/// Marks that open and close one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    /// Straight and curly double marks, low ones, and two single ones in a row.
    Double,
    /// « »
    Guillemets,
    /// ‹ ›
    SingleGuillemets,
    /// 「 」
    Corner,
    /// 『 』
    WhiteCorner,
    /// ' ' and ‘ ’
    Single,
}

/// What a mark can do where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Facing {
    Opens,
    Closes,
    /// It closes what is open, and opens where nothing is.
    Either,
    /// It closes what is open, and is nothing else.
    ClosesOnly,
    /// It is a plural's apostrophe where another mark closes what is open.
    MayClose,
}

/// A mark in a paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub(super) family: Family,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) facing: Facing,
}

/// The marks of a paragraph, in order; single ones only where `singles` says so.
pub(super) fn find(text: &str, singles: bool, marks: &mut Vec<Mark>) {
    marks.clear();
    let bytes = text.as_bytes();
    let is_ascii = text.is_ascii();
    let next = |rest: &[u8]| {
        if is_ascii {
            memchr::memchr3(b'"', b'\'', b'`', rest)
        } else {
            rest.iter().position(|&byte| STARTS[usize::from(byte)])
        }
    };
    let mut at = 0;
    while let Some(skip) = bytes.get(at..).and_then(next) {
        let start = at + skip;
        let (Some(c), Some(before)) = (text.get(start..).and_then(first), text.get(..start).map(last)) else {
            at = start + 1;
            continue;
        };
        let mut end = start + c.len_utf8();
        at = end;
        let mut after = text.get(end..).and_then(first);
        let mut glyph = c;
        // Two single marks in a row are a double one, as typewriters and agencies write it.
        if matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '`') && after == Some(c) {
            end += c.len_utf8();
            at = end;
            after = text.get(end..).and_then(first);
            glyph = '"';
        }
        let Some(family) = family(glyph) else { continue };
        let around = Around { before, after };
        let facing = match family {
            Family::Double => double(glyph, around),
            Family::Guillemets => Some(guillemet(glyph == '«', around)),
            Family::SingleGuillemets => Some(guillemet(glyph == '\u{2039}', around)),
            Family::Corner => Some(if glyph == '「' { Facing::Opens } else { Facing::Closes }),
            Family::WhiteCorner => Some(if glyph == '『' { Facing::Opens } else { Facing::Closes }),
            Family::Single if singles => single(glyph, around, text.get(end..).unwrap_or_default()),
            Family::Single => None,
        };
        if let Some(facing) = facing {
            marks.push(Mark { family, start, end, facing });
        }
    }
}

/// Whether a paragraph opens with a mark of the family, as one does that goes on with a quote.
pub(super) fn reopens(text: &str, with: Family) -> bool {
    let second = || text.chars().nth(1);
    text.chars().next().is_some_and(|c| match c {
        '\'' | '`' | '\u{2018}' | '\u{2019}' if second() == Some(c) => with == Family::Double,
        '\u{2019}' => false,
        _ => family(c) == Some(with),
    })
}

/// The bytes that the marks start with in UTF-8.
const STARTS: [bool; 256] = {
    let mut starts = [false; 256];
    let mut bytes: &[u8] = b"\"'`\xe2\xc2\xe3\xef";
    while let [first, rest @ ..] = bytes {
        starts[*first as usize] = true;
        bytes = rest;
    }
    starts
};

fn first(text: &str) -> Option<char> {
    text.chars().next()
}

fn last(text: &str) -> Option<char> {
    text.chars().next_back()
}

fn family(c: char) -> Option<Family> {
    Some(match c {
        '"' | '\u{201c}'..='\u{201f}' | '\u{ff02}' | '\u{301d}'..='\u{301f}' => Family::Double,
        '«' | '»' => Family::Guillemets,
        '\u{2039}' | '\u{203a}' => Family::SingleGuillemets,
        '「' | '」' => Family::Corner,
        '『' | '』' => Family::WhiteCorner,
        '\'' | '\u{2018}' | '\u{2019}' => Family::Single,
        _ => return None,
    })
}

/// The characters beside a mark.
#[derive(Clone, Copy)]
struct Around {
    before: Option<char>,
    after: Option<char>,
}

impl Around {
    /// Whether an opening mark can stand behind what is before it.
    fn free_before(self) -> bool {
        self.before.is_none_or(|c| {
            c.is_whitespace()
                || matches!(
                    c,
                    '(' | '['
                        | '{'
                        | '\u{2014}'
                        | '\u{2013}'
                        | '-'
                        | '/'
                        | '\u{bf}'
                        | '\u{a1}'
                        | '\''
                        | '\u{2018}'
                        | '（'
                        | '：'
                )
        })
    }

    /// Whether a closing mark can stand before what is after it.
    fn free_after(self) -> bool {
        self.after.is_none_or(|c| {
            c.is_whitespace()
                || matches!(
                    c,
                    ',' | '.'
                        | ';'
                        | ':'
                        | '!'
                        | '?'
                        | ')'
                        | ']'
                        | '}'
                        | '\u{2026}'
                        | '\u{2014}'
                        | '\u{2013}'
                        | '-'
                        | '/'
                        | '\''
                        | '\u{2019}'
                        | '،'
                        | '۔'
                        | '؛'
                        | '؟'
                        | '。'
                        | '，'
                        | '、'
                        | '）'
                        | '；'
                        | '：'
                        | '！'
                        | '？'
                )
        })
    }

    fn stop_after(self) -> bool {
        self.after.is_some_and(|c| matches!(c, ',' | ';' | ':' | '!' | '?' | ')'))
    }
}

/// The way a double mark faces. Its neighbours decide; its glyph only where they do not.
fn double(glyph: char, around: Around) -> Option<Facing> {
    let (free_before, free_after) = (around.free_before(), around.free_after());
    if matches!(glyph, '\u{201e}' | '\u{301d}' | '\u{201f}') && (free_before || !free_after) {
        return Some(Facing::Opens);
    }
    match (free_before, free_after) {
        (true, false) => Some(Facing::Opens),
        (false, true) if glyph == '"' && around.before.is_some_and(|c| c.is_ascii_digit()) => {
            // Inches where nothing is open.
            Some(Facing::ClosesOnly)
        }
        (false, true) => Some(Facing::Closes),
        (true, true) if around.before.is_none() => Some(Facing::Opens),
        (true, true) if around.stop_after() => Some(Facing::ClosesOnly),
        (true, true) => Some(match glyph {
            '\u{201c}' => Facing::Opens,
            _ => Facing::Either,
        }),
        (false, false) => {
            // The acronyms of Hebrew carry one before their last letter.
            let hebrew = |c: Option<char>| c.is_some_and(|c| ('\u{5d0}'..='\u{5ea}').contains(&c));
            if glyph == '"' && hebrew(around.before) && hebrew(around.after) {
                return None;
            }
            let digit = around.before.is_some_and(|c| c.is_ascii_digit());
            Some(match glyph {
                '\u{201c}' => Facing::Either,
                '\u{201d}' => Facing::ClosesOnly,
                '"' if digit => Facing::ClosesOnly,
                _ => Facing::Either,
            })
        }
    }
}

/// «French» marks, often with spaces inside, and »German« ones.
fn guillemet(left: bool, around: Around) -> Facing {
    let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let (space_before, space_after) = (space(around.before), space(around.after));
    let facing = match (space_before, space_after) {
        // A word stands on one side only.
        (true, false) if !around.stop_after() && around.after != Some('.') => Facing::Opens,
        (false, true) => Facing::Closes,
        // « Words », and text without spaces around the marks: the glyph decides.
        _ if left => Facing::Opens,
        (false, false) if around.free_before() && !around.free_after() => Facing::Opens,
        _ => Facing::Closes,
    };
    // German »words« before a comma.
    let turned = left && facing == Facing::Opens && !space_before && around.free_after();
    if turned { Facing::Closes } else { facing }
}

/// Words that start with an apostrophe.
const ELISIONS: &[&str] = &[
    "tis", "twas", "em", "til", "till", "cause", "bout", "round", "n", "neath", "cept", "s", "t", "d", "ll", "re", "ve",
];

/// A single mark, where single ones are the primary ones.
fn single(glyph: char, around: Around, rest: &str) -> Option<Facing> {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    if letter(around.before) && letter(around.after) {
        return None;
    }
    let free_before = around
        .before
        .is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '\u{2014}' | '\u{2013}' | '"' | '\u{201c}'));
    let word: String = rest.chars().take_while(|c| c.is_alphabetic()).take(8).collect();
    let elided = ELISIONS.contains(&word.to_lowercase().as_str()) || around.after.is_some_and(|c| c.is_ascii_digit());
    let starts = letter(around.after) || matches!(around.after, Some('[' | '\u{2026}' | '.' | '$' | '\u{a3}'));
    if free_before && starts && glyph != '\u{2019}' && !elided {
        return Some(Facing::Opens);
    }
    let closes = !around.before.is_none_or(char::is_whitespace) && !letter(around.after);
    // Behind an s it may be a plural's apostrophe.
    let possessive = around.before.is_some_and(|c| c == 's' || c == 'S') && around.after == Some(' ');
    match (closes, possessive) {
        (true, true) => Some(Facing::MayClose),
        (true, false) => Some(Facing::ClosesOnly),
        _ => None,
    }
}
