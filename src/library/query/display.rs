//! A query as text again: the canonical one, which parses to the same query on any day.

use std::fmt::{self, Formatter};
use std::ops::RangeInclusive;

use super::fields::{FLAGS, Field, HAS, Known, SORT_KEYS, name_of};
use super::parse::{Keyword, ends_word, printed};
use super::{Count, Expr, Leaf, Pattern, Query, Sort};

impl fmt::Display for Query {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let filter = self.filter.clone().simplified();
        let is_limited = !matches!(filter, Expr::All);
        if is_limited {
            either(&filter, f)?;
        }
        let between = if is_limited && !self.sort.is_empty() { " " } else { "" };
        f.write_str(between)?;
        for (number, Sort { key, reversed }) in self.sort.iter().enumerate() {
            f.write_str(if number == 0 { "sort:" } else { "," })?;
            f.write_str(if *reversed { "-" } else { "" })?;
            f.write_str(known(*key, SORT_KEYS))?;
        }
        match self.fold {
            true if is_limited || !self.sort.is_empty() => f.write_str(" fold:copies"),
            true => f.write_str("fold:copies"),
            false => Ok(()),
        }
    }
}

/// An expression where `OR` needs no parentheses.
fn either(expr: &Expr, f: &mut Formatter<'_>) -> fmt::Result {
    match expr {
        Expr::Or(parts) => joined(parts, " OR ", all, f),
        expr => all(expr, f),
    }
}

/// An expression where a list of conditions needs none.
fn all(expr: &Expr, f: &mut Formatter<'_>) -> fmt::Result {
    match expr {
        Expr::And(parts) => joined(parts, " ", one, f),
        expr => one(expr, f),
    }
}

fn one(expr: &Expr, f: &mut Formatter<'_>) -> fmt::Result {
    match expr {
        Expr::All => f.write_str("*"),
        Expr::Leaf(condition) => leaf(condition, f),
        Expr::Not(inner) => {
            f.write_str("-")?;
            one(inner, f)
        }
        list => {
            f.write_str("(")?;
            either(list, f)?;
            f.write_str(")")
        }
    }
}

type Write = fn(&Expr, &mut Formatter<'_>) -> fmt::Result;

fn joined(parts: &[Expr], between: &str, write: Write, f: &mut Formatter<'_>) -> fmt::Result {
    for (number, part) in parts.iter().enumerate() {
        f.write_str(if number == 0 { "" } else { between })?;
        write(part, f)?;
    }
    Ok(())
}

fn leaf(leaf: &Leaf, f: &mut Formatter<'_>) -> fmt::Result {
    let field = match leaf {
        Leaf::Text(field, _) => Field::Text(*field),
        Leaf::Regex(regex) => return f.write_str(&slashed(regex.as_str())),
        Leaf::Path(_) => Field::Path,
        Leaf::Language(_) => Field::Language,
        Leaf::Published(..) => Field::Published,
        Leaf::Words(_) => Field::Words,
        Leaf::Quotes(_) => Field::Quotes,
        Leaf::Is(_) => Field::Is,
        Leaf::Has(_) => Field::Has,
        Leaf::Tag(_) => Field::Tag,
        Leaf::Note(_) => Field::Note,
        Leaf::Count(Count::Links, _) => Field::Links,
        Leaf::Count(Count::Copies, _) => Field::Copies,
        Leaf::Count(Count::Boilerplate, _) => Field::Boilerplate,
        Leaf::Count(Count::New | Count::NewShare, _) => Field::New,
        Leaf::Tied(tie, _) => Field::Tied(*tie),
    };
    if let Some(name) = name_of(field) {
        write!(f, "{name}:")?;
    }
    match leaf {
        Leaf::Text(_, Pattern::Word(word)) => f.write_str(&plain_word(word)),
        Leaf::Text(_, Pattern::Prefix(word)) => write!(f, "{}*", plain_word(word)),
        Leaf::Text(_, Pattern::Phrase(words)) => f.write_str(&quoted(&words.join(" "))),
        Leaf::Regex(_) => Ok(()),
        Leaf::Path(glob) => f.write_str(&value(&glob.pattern)),
        Leaf::Language(text) | Leaf::Tag(text) | Leaf::Note(text) => f.write_str(&value(text)),
        Leaf::Published(Some(first), Some(last)) if first == last => write!(f, "{first}"),
        Leaf::Published(first, last) => {
            let end = |end: &Option<jiff::civil::Date>| end.map(|date| date.to_string()).unwrap_or_default();
            write!(f, "{}..{}", end(first), end(last))
        }
        Leaf::Words(range) | Leaf::Quotes(range) => numbers(range, "", f),
        Leaf::Count(Count::NewShare, range) => numbers(range, "%", f),
        Leaf::Count(_, range) => numbers(range, "", f),
        Leaf::Tied(_, digits) => f.write_str(digits),
        Leaf::Is(flag) => f.write_str(known(*flag, FLAGS)),
        Leaf::Has(has) => f.write_str(known(*has, HAS)),
    }
}

fn numbers(range: &RangeInclusive<u32>, unit: &str, f: &mut Formatter<'_>) -> fmt::Result {
    if range.start() == range.end() {
        return write!(f, "{}{unit}", range.start());
    }
    let end = |end: u32, open: u32| if end == open { String::new() } else { format!("{end}{unit}") };
    // A range without ends is no share any more.
    let start = if unit.is_empty() { 0 } else { u32::MAX };
    write!(f, "{}..{}", end(*range.start(), start), end(*range.end(), u32::MAX))
}

fn known<T: PartialEq + Copy>(value: T, table: &[Known<T>]) -> &'static str {
    table.iter().find(|(_, known, _)| *known == value).map_or("", |(name, ..)| *name)
}

/// A regular expression between slashes.
fn slashed(source: &str) -> String {
    let (source, flag) = match source.strip_prefix("(?i)") {
        Some(rest) if !rest.is_empty() && !rest.starts_with(char::is_whitespace) => (rest, ""),
        _ => (source, "c"),
    };
    let mut text = String::from("/");
    let mut escaped = false;
    for c in source.chars() {
        if c == '/' && !escaped {
            text.push('\\');
        }
        escaped = c == '\\' && !escaped;
        text.push(c);
    }
    text + "/" + flag
}

/// A word to look for: without quotation marks where it cannot be taken for anything else.
pub(super) fn plain_word(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '.' | '_');
    let plain = word.starts_with(char::is_alphanumeric) && word.chars().all(is_plain) && Keyword::of(word).is_none();
    if plain { word.to_owned() } else { quoted(word) }
}

/// A value that is taken as it stands.
pub(super) fn value(text: &str) -> String {
    if text.is_empty() || text.contains(ends_word) || printed(text).is_some() { quoted(text) } else { text.to_owned() }
}

/// A text between quotation marks.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
