//! The parts of a query that have no parts: fields, words, phrases, regular expressions.

use std::ops::Range;

use regex::RegexBuilder;
use unicode_normalization::char::is_combining_mark;

use super::super::error::{Fault, QueryError, shown};
use super::super::fields::{self, FLAGS, FOLDS, Field, HAS};
use super::super::{Count, Expr, Leaf, Pattern, TextField, values};
use super::{Parsed, Parser, delimited, printed};
use crate::library::analysis::tokens;

/// Bytes that a compiled regular expression may take.
const REGEX_SIZE: usize = 1 << 20;

impl Parser<'_> {
    /// The field whose name and colon stand here, which it steps over.
    pub(super) fn field(&mut self) -> Result<Option<Field>, QueryError> {
        let word = self.word();
        let Some((name, behind)) = word.split_once(':') else { return Ok(None) };
        if let Some(field) = fields::named(name) {
            self.at += name.len() + 1;
            return Ok(Some(field));
        }
        let is_name = !name.is_empty() && name.chars().all(char::is_alphabetic) && !behind.starts_with("//");
        let has_value = self.after(name.len() + 1).starts_with(|c: char| !c.is_whitespace() && c != ')');
        if !is_name || !has_value {
            return Ok(None);
        }
        let Some(meant) = fields::meant(name) else {
            self.strange.get_or_insert_with(|| shown(name));
            return Ok(None);
        };
        let fault = Fault::new(format!("there is no field \"{}\"", shown(name))).suggest(Some(meant));
        Err(fault.at(self.text, self.at..self.at + name.len()))
    }

    /// What stands behind the colon of a field whose name starts at `start`.
    pub(super) fn field_value(&mut self, field: Field, start: usize) -> Parsed {
        match self.peek() {
            Some('(') if matches!(field, Field::Sort | Field::Fold) => {
                Err(Fault::new("the keys of an order stand behind each other: sort:unread,-date")
                    .at(self.text, start..self.at))
            }
            Some('(') => self.group(Some(field)),
            Some('/') if matches!(field, Field::Text(_)) => Err(self.regex_in_field(self.at)),
            Some('-') if matches!(field, Field::Text(_)) => {
                let value = self.word();
                let span = start..self.at + value.len();
                let positive = self.text.get(start..self.at).unwrap_or_default();
                let meant = value.strip_prefix('-').filter(|value| bare(value).is_some());
                let fault = Fault::new("a minus stands before the field");
                Err(fault
                    .suggest(meant.map(|value| format!("-{positive}{value}")))
                    .half_typed(meant.is_none())
                    .at(self.text, span))
            }
            Some(c) if !c.is_whitespace() && c != ')' => self.value(field),
            _ => {
                let name = self.text.get(start..self.at).unwrap_or_default();
                let fault = Fault::new(format!("{name} has its value right behind the colon")).half_typed(true);
                Err(fault.at(self.text, start..self.at))
            }
        }
    }

    /// A value: one word, or what stands between quotation marks.
    pub(super) fn value(&mut self, field: Field) -> Parsed {
        let start = self.at;
        let printed = printed(self.after(0));
        let quoted = self.peek() == Some('"') || printed.is_some();
        let value = match printed {
            Some((phrase, length)) => {
                self.at += length;
                phrase.to_owned()
            }
            None if quoted => self.quoted()?,
            None => {
                let word = self.word();
                self.at += word.len();
                word.to_owned()
            }
        };
        let star_behind = quoted && self.after(0).starts_with('*');
        self.at += usize::from(star_behind);
        let span = start..self.at;
        let fault = |fault: Fault| fault.at(self.text, span.clone());
        let leaf = match field {
            Field::Text(text) if quoted => {
                let words: Vec<String> = value.split_whitespace().filter_map(bare).map(str::to_owned).collect();
                // A star means the same before the closing mark as behind it, where it stands behind a letter.
                let start = value.trim_end().strip_suffix('*');
                let has_star = star_behind || start.is_some_and(|start| start.ends_with(char::is_alphanumeric));
                let pattern = match (words.len(), has_star) {
                    (0, _) => return Err(self.no_word(span)),
                    (_, true) => Pattern::Prefix(words.join(" ")),
                    (1, _) => Pattern::Word(words.concat()),
                    _ => Pattern::Phrase(words),
                };
                Leaf::Text(text, pattern)
            }
            Field::Text(text) => return self.bare_word(text, &value, span),
            Field::Path if value.is_empty() => return Err(self.no_word(span)),
            Field::Path => Leaf::Path(values::glob(&value).map_err(fault)?),
            Field::Language => Leaf::Language(values::language(&value).map_err(fault)?),
            Field::Published => {
                let (first, last) = values::period(&value, self.today).map_err(fault)?;
                Leaf::Published(first, last)
            }
            Field::Words => Leaf::Words(values::numbers(&value).map_err(fault)?),
            Field::Quotes => Leaf::Quotes(values::numbers(&value).map_err(fault)?),
            Field::Is => Leaf::Is(values::known("is", &value, FLAGS).map_err(fault)?),
            Field::Has => Leaf::Has(values::known("has", &value, HAS).map_err(fault)?),
            Field::Tag if value.is_empty() => return Err(self.no_word(span)),
            Field::Tag => Leaf::Tag(value),
            Field::Note if value.is_empty() => return Err(self.no_word(span)),
            Field::Note => Leaf::Note(value),
            Field::Links => Leaf::Count(Count::Links, values::numbers(&value).map_err(fault)?),
            Field::Boilerplate => Leaf::Count(Count::Boilerplate, values::numbers(&value).map_err(fault)?),
            Field::Copies => Leaf::Count(Count::Copies, values::numbers(&value).map_err(fault)?),
            Field::New => {
                let (count, range) = values::share(&value).map_err(fault)?;
                Leaf::Count(count, range)
            }
            Field::Tied(tie) => Leaf::Tied(tie, values::id(&value).map_err(fault)?),
            Field::Fold => {
                values::known("fold", &value, FOLDS).map_err(fault)?;
                self.fold = true;
                return Ok(None);
            }
            Field::Sort => {
                self.sort.extend(values::sort(&value).map_err(fault)?);
                return Ok(None);
            }
        };
        Ok(Some(Expr::Leaf(leaf)))
    }

    /// A word that stands at `span`, perhaps with a star.
    fn bare_word(&self, field: TextField, word: &str, span: Range<usize>) -> Parsed {
        let start = word.trim_end_matches('*');
        if start.is_empty() && !word.is_empty() && field == TextField::Any {
            return Ok(Some(Expr::All));
        }
        let has_star = start.len() < word.len();
        let Some(text) = bare(start) else {
            return if field == TextField::Any && !has_star { Ok(None) } else { Err(self.no_word(span)) };
        };
        if start.contains('*') || has_star && !start.ends_with(text) {
            let fault = Fault::new("a star stands only behind the beginning of a word");
            return Err(fault.at(self.text, span));
        }
        if let Some(either) = either(text) {
            // Alone it needs no parentheses.
            let meant = if span == (0..self.text.len()) { either } else { format!("({either})") };
            let fault = Fault::new("other words are joined by OR").suggest(Some(meant));
            return Err(fault.at(self.text, span));
        }
        let text = text.to_owned();
        let pattern = if has_star { Pattern::Prefix(text) } else { Pattern::Word(text) };
        Ok(Some(Expr::Leaf(Leaf::Text(field, pattern))))
    }

    /// What stands between the quotation marks here, without the backslashes before a mark or a backslash.
    fn quoted(&mut self) -> Result<String, QueryError> {
        let Some(length) = delimited(self.after(0), '"') else {
            let fault = Fault::new("this quotation mark is not closed").half_typed(true);
            return Err(fault.at(self.text, self.at..self.text.len()));
        };
        let mut value = String::new();
        let mut chars = self.after(1).get(..length - 2).unwrap_or_default().chars().peekable();
        while let Some(c) = chars.next() {
            let escaped = if c == '\\' { chars.next_if(|c| matches!(c, '"' | '\\')) } else { None };
            value.push(escaped.unwrap_or(c));
        }
        self.at += length;
        Ok(value)
    }

    /// A regular expression: `/re/`, then its flags. `i` is the default, as words are found in any case; with `c`, case counts.
    pub(super) fn regex(&mut self) -> Parsed {
        let start = self.at;
        let Some(length) = delimited(self.after(0), '/') else {
            let fault = Fault::new("this regular expression is not closed: /…/").half_typed(true);
            return Err(fault.at(self.text, start..self.text.len()));
        };
        let source = self.after(1).get(..length - 2).unwrap_or_default();
        self.at += length;
        let flags = self.word();
        self.at += flags.len();
        let span = start..self.at;
        if source.is_empty() {
            return Err(Fault::new("this regular expression is empty").half_typed(true).at(self.text, span));
        }
        if !flags.chars().all(|flag| matches!(flag, 'i' | 'c')) {
            let message =
                format!("\"{}\" is no flag of a regular expression: i, c; paths are found with path:", shown(flags));
            return Err(Fault::new(message).at(self.text, span));
        }
        let ignore_case = if flags.contains('c') { "" } else { "(?i)" };
        let mut builder = RegexBuilder::new(&format!("{ignore_case}{source}"));
        match builder.size_limit(REGEX_SIZE).dfa_size_limit(REGEX_SIZE).build() {
            Ok(regex) => Ok(Some(Expr::Leaf(Leaf::Regex(regex)))),
            Err(regex::Error::CompiledTooBig(_)) => {
                Err(Fault::new("this regular expression is too large").at(self.text, span))
            }
            Err(error) => {
                // The last line says what is wrong; those before point at it in the source.
                let reason = error.to_string();
                let reason = reason.lines().next_back().unwrap_or_default().trim_start_matches("error: ").to_owned();
                Err(Fault::new(format!("this is no regular expression: {reason}")).at(self.text, span))
            }
        }
    }

    /// A field with a regular expression at `start`.
    pub(super) fn regex_in_field(&self, start: usize) -> QueryError {
        let fault = Fault::new("a regular expression looks at headline and body, without a field");
        fault.at(self.text, start..start + 1)
    }

    /// Nothing but punctuation at `span`.
    pub(super) fn no_word(&self, span: Range<usize>) -> QueryError {
        Fault::new("there is no word in this to look for").half_typed(true).at(self.text, span)
    }
}

/// What is meant by words with a bar between them, as in a regular expression.
fn either(word: &str) -> Option<String> {
    let words: Vec<&str> = word.split('|').filter_map(bare).collect();
    (words.len() > 1).then(|| words.join(" OR "))
}

/// A word without the punctuation around it; `None` where nothing is left to look for.
fn bare(word: &str) -> Option<&str> {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && !is_combining_mark(c));
    let mut has_word = false;
    tokens(bare, None, |_| has_word = true);
    has_word.then_some(bare)
}
