//! From text to [`Query`].
//!
//! ```text
//! either = all { ("OR" | "|") all }
//! all    = one { ["AND"] one }
//! one    = { "-" | "NOT" } ( "(" either ")" | /re/ | field ":" value | value )
//! value  = word | word* | "words" | "words"* | "(" either ")"
//! ```
//!
//! Between parentheses behind a field, what has no field of its own is looked for in that one.
//!
//! Text that is pasted should be found rather than be told off: punctuation that stands alone is skipped, and a word with a colon
//! in it is a word (`http://…`, `12:30`, `Re: this`) unless the letters before the colon are a field, or nearly one, and
//! something stands right behind it.

mod atoms;

use std::ops::Range;

use jiff::civil::Date;

use super::error::{Fault, QueryError};
use super::{Expr, Field, Query, Sort, TextField};

/// Bytes of a query. Nobody types so much; it bounds what parsing and searching can cost.
const LONGEST: usize = 8192;
/// How deep parentheses and negations may stand in each other.
const DEEPEST: usize = 64;

impl Query {
    /// Understands `text`. `today` is what `date:7d..`, `date:today` and the like count from.
    ///
    /// # Errors
    ///
    /// With what is wrong with it, and where; [`QueryError::incomplete`] tells what is only typed by half.
    pub fn parse(text: &str, today: Date) -> Result<Self, QueryError> {
        if text.len() > LONGEST {
            let fault = Fault::new(format!("a query has {LONGEST} bytes at most"));
            return Err(fault.at(text, 0..text.len()));
        }
        let mut parser = Parser::new(text, today);
        let filter = parser.either(None)?;
        if parser.peek().is_some() {
            return Err(Fault::new("no parenthesis is open here").at(text, parser.at..parser.at + 1));
        }
        let is_empty = text.trim().is_empty() || parser.orders() > 0;
        match filter {
            None if !is_empty => Err(parser.no_word(0..text.len())),
            filter => {
                Ok(Self { filter: filter.unwrap_or_default().simplified(), sort: parser.sort, fold: parser.fold })
            }
        }
    }
}

/// What looks like a field of a query and is none: it is looked for as a word, which is to be told where nothing is found.
#[must_use]
pub fn strange_field(text: &str) -> Option<String> {
    let mut parser = Parser::new(text, Date::default());
    parser.either(None).ok()?;
    parser.strange
}

/// The words that are no words to look for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keyword {
    Or,
    And,
    Not,
}

impl Keyword {
    pub(super) fn of(word: &str) -> Option<Self> {
        match word {
            "OR" | "|" | "||" => Some(Self::Or),
            "AND" => Some(Self::And),
            "NOT" => Some(Self::Not),
            _ => None,
        }
    }
}

/// Whether a character ends a word.
pub(super) fn ends_word(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')' | '"')
}

/// Whether a slash at the start of `rest` opens a regular expression; one that stands alone is punctuation.
pub(super) fn opens_regex(rest: &str) -> bool {
    rest.strip_prefix('/').is_some_and(|rest| !rest.starts_with(char::is_whitespace))
}

/// Where the text that `rest` starts with ends: between two `mark`s, those behind a backslash left alone.
pub(super) fn delimited(rest: &str, mark: char) -> Option<usize> {
    let mut escaped = false;
    let inner = rest.strip_prefix(mark)?;
    let close = inner.find(|c| {
        let closes = c == mark && !escaped;
        escaped = c == '\\' && !escaped;
        closes
    })?;
    Some(close + 2)
}

/// The marks of print and of other languages between which a phrase may stand, each with those that close it.
const MARKS: [(char, &[char]); 4] =
    [('\u{201c}', &['\u{201d}', '\u{201c}']), ('\u{201e}', &['\u{201c}', '\u{201d}']), ('«', &['»']), ('»', &['«'])];

/// The phrase at the start of `rest` between marks of print, and how much it is with them. A mark that is not closed is punctuation.
pub(super) fn printed(rest: &str) -> Option<(&str, usize)> {
    let mark = rest.chars().next()?;
    let (_, closing) = MARKS.iter().find(|(open, _)| *open == mark)?;
    let inner = rest.get(mark.len_utf8()..)?;
    let phrase = inner.get(..inner.find(*closing)?)?;
    // A mark is as long as the one that closes it.
    Some((phrase, phrase.len() + 2 * mark.len_utf8()))
}

struct Parser<'a> {
    text: &'a str,
    today: Date,
    /// Up to where it is understood, in bytes.
    at: usize,
    depth: usize,
    sort: Vec<Sort>,
    fold: bool,
    /// The first name before a colon that is no field, nor nearly one.
    strange: Option<String>,
}

/// An expression; none where the text asks for nothing, as punctuation and an order do.
type Parsed = Result<Option<Expr>, QueryError>;

impl<'a> Parser<'a> {
    fn new(text: &'a str, today: Date) -> Self {
        Self { text, today, at: 0, depth: 0, sort: Vec::new(), fold: false, strange: None }
    }

    fn either(&mut self, field: Option<Field>) -> Parsed {
        let mut any = Vec::new();
        let mut last_or: Option<Range<usize>> = None;
        loop {
            let operand = self.all(field)?;
            let next_or = self.keyword().filter(|(keyword, _)| *keyword == Keyword::Or).map(|(_, span)| span);
            match (operand, &last_or, &next_or) {
                (Some(operand), ..) => any.push(operand),
                (None, Some(span), _) => return Err(self.dangling(span.clone(), "behind")),
                (None, None, Some(span)) => return Err(self.dangling(span.clone(), "before")),
                (None, None, None) => return Ok(None),
            }
            let Some(span) = next_or else { return Ok(Some(Expr::Or(any))) };
            self.at = span.end;
            last_or = Some(span);
        }
    }

    fn all(&mut self, field: Option<Field>) -> Parsed {
        let mut all = Vec::new();
        let mut open_and: Option<Range<usize>> = None;
        while !matches!(self.next(), None | Some(')')) {
            match self.keyword() {
                Some((Keyword::Or, _)) => break,
                Some((Keyword::And, span)) if all.is_empty() => return Err(self.dangling(span, "before")),
                Some((Keyword::And, span)) => {
                    self.at = span.end;
                    open_and = Some(span);
                }
                _ => {
                    if let Some(one) = self.one(field)? {
                        all.push(one);
                        open_and = None;
                    }
                }
            }
        }
        match open_and {
            Some(span) => Err(self.dangling(span, "behind")),
            None => Ok((!all.is_empty()).then_some(Expr::And(all))),
        }
    }

    fn one(&mut self, field: Option<Field>) -> Parsed {
        let start = self.at;
        if let Some((Keyword::Not, span)) = self.keyword() {
            self.at = span.end;
            let ends = matches!(self.next(), None | Some(')'))
                || matches!(self.keyword(), Some((Keyword::Or | Keyword::And, _)));
            let operand = if ends { None } else { self.negated(start, field)? };
            return operand.map(Some).ok_or_else(|| self.dangling(span, "behind"));
        }
        if self.peek() == Some('-') {
            match self.after(1).chars().next() {
                // A dash between words, as in a headline.
                Some(c) if c.is_whitespace() => {}
                None => return Err(self.dangling(start..start + 1, "behind")),
                Some(_) => {
                    self.at += 1;
                    return self.negated(start, field);
                }
            }
        }
        self.atom(field)
    }

    /// What stands behind a negation that starts at `start`.
    fn negated(&mut self, start: usize, field: Option<Field>) -> Parsed {
        let orders = self.orders();
        let operand = self.nested(|parser| parser.one(field))?;
        if self.orders() > orders {
            let fault = Fault::new("an order is turned round behind the colon: sort:-date");
            return Err(fault.at(self.text, start..self.at));
        }
        Ok(operand.map(|operand| Expr::Not(Box::new(operand))))
    }

    fn atom(&mut self, field: Option<Field>) -> Parsed {
        let start = self.at;
        match self.peek() {
            Some('(') => self.group(field),
            Some('"') => self.value(field.unwrap_or(Field::Text(TextField::Any))),
            Some(_) if printed(self.after(0)).is_some() => self.value(field.unwrap_or(Field::Text(TextField::Any))),
            Some('/') if opens_regex(self.after(0)) && field.is_none() => self.regex(),
            Some('/') if opens_regex(self.after(0)) && matches!(field, Some(Field::Text(_))) => {
                Err(self.regex_in_field(start))
            }
            _ => match self.field()? {
                Some(own) => self.field_value(own, start),
                None => self.value(field.unwrap_or(Field::Text(TextField::Any))),
            },
        }
    }

    fn group(&mut self, field: Option<Field>) -> Parsed {
        let open = self.at;
        let orders = self.orders();
        self.at += 1;
        let inner = self.nested(|parser| parser.either(field))?;
        if self.next() != Some(')') {
            // It is shown where it opens, but mended at the end of the text.
            let fault = Fault::new("this parenthesis is not closed");
            return Err(QueryError { incomplete: true, ..fault.at(self.text, open..open + 1) });
        }
        self.at += 1;
        let fault = if self.orders() > orders {
            Fault::new("an order stands outside of parentheses")
        } else if inner.is_none() {
            Fault::new("there is nothing between these parentheses").half_typed(true)
        } else {
            return Ok(inner);
        };
        Err(fault.at(self.text, open..self.at))
    }

    /// How much was said of the order and the folding.
    fn orders(&self) -> usize {
        self.sort.len() + usize::from(self.fold)
    }

    fn dangling(&self, operator: Range<usize>, side: &str) -> QueryError {
        let word = self.text.get(operator.clone()).unwrap_or_default();
        let is_word = word.starts_with(char::is_alphabetic);
        let hint = if is_word { "; in quotation marks it is a word" } else { "" };
        let fault = Fault::new(format!("{word} has nothing {side} it{hint}"));
        let ends = side == "behind" && self.text.get(operator.end..).is_none_or(|rest| rest.trim().is_empty());
        QueryError { incomplete: ends, ..fault.at(self.text, operator) }
    }

    fn nested(&mut self, parse: impl FnOnce(&mut Self) -> Parsed) -> Parsed {
        if self.depth == DEEPEST {
            let span = self.at..self.text.len();
            return Err(Fault::new(format!("more than {DEEPEST} parentheses or negations stand in each other"))
                .at(self.text, span));
        }
        self.depth += 1;
        let parsed = parse(self);
        self.depth -= 1;
        parsed
    }

    fn after(&self, bytes: usize) -> &'a str {
        self.text.get(self.at + bytes..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.after(0).chars().next()
    }

    /// The next character that is no white space, which it steps over.
    fn next(&mut self) -> Option<char> {
        self.at = self.text.len() - self.after(0).trim_start().len();
        self.peek()
    }

    /// The word that stands here.
    fn word(&self) -> &'a str {
        let rest = self.after(0);
        rest.split(ends_word).next().unwrap_or_default()
    }

    fn keyword(&self) -> Option<(Keyword, Range<usize>)> {
        let word = self.word();
        Keyword::of(word).map(|keyword| (keyword, self.at..self.at + word.len()))
    }
}
