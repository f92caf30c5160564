//! Values of the file, one by one: each is right, or complained of.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use clap::ValueEnum;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::choices::words;
use super::{Complaint, Settings};
use crate::article::Text;
use crate::library::query::nearest;

/// A key, with where it stands.
pub(super) type Key<'t> = Spanned<Cow<'t, str>>;
/// A value, with where it stands.
pub(super) type Value<'t> = Spanned<DeValue<'t>>;

/// A file that is being read.
pub(super) struct Reading<'t> {
    text: &'t str,
    settings: Settings,
    complaints: Vec<Complaint>,
    /// The keys that lead to the value that is read.
    pub(super) path: Vec<String>,
}

impl<'t> Reading<'t> {
    pub(super) fn new(text: &'t str, settings: &Settings) -> Self {
        Self { text, settings: settings.clone(), complaints: Vec::new(), path: Vec::new() }
    }

    /// What was wrong, in the order of the lines.
    pub(super) fn complaints(mut self) -> Vec<Complaint> {
        self.complaints.sort_by_key(|complaint| complaint.line);
        self.complaints
    }

    /// The line of a byte, counted from 1.
    pub(super) fn line(&self, at: usize) -> usize {
        self.text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count() + 1
    }

    /// The line of a key.
    pub(super) fn line_of(&self, key: &Key) -> usize {
        self.line(key.span().start)
    }

    /// Complains of what stands at a byte.
    pub(super) fn complain(&mut self, at: usize, message: impl Into<String>) {
        let line = self.line(at);
        self.complaints.push(self.settings.complaint(line, message));
    }

    /// Complains of a value: "measure: 500 is not 24 to 200".
    pub(super) fn reject(&mut self, value: &Value, what: &str) {
        let span = value.span();
        let shown: String = self.text.get(span.clone()).unwrap_or_default().chars().take(40).collect();
        let name = self.path.join(".");
        self.complain(span.start, format!("{name}: {}: {what}", Text::new(&shown)));
    }

    /// Complains of the key at the end of the path, that there is not: "measur: unknown; did you mean measure?".
    pub(super) fn unknown<'n>(&mut self, key: &Key, names: impl IntoIterator<Item = &'n str>) {
        let above = self.path.split_last().map_or(&[][..], |(_, above)| above);
        let near = did_you_mean(key.get_ref(), names.into_iter());
        let near = near.map(|name| [above, &[name.to_owned()]].concat().join("."));
        let hint = near.map(|name| format!("; did you mean {name}?")).unwrap_or_default();
        self.complain(key.span().start, format!("{}: unknown{hint}", self.path.join(".")));
    }

    /// Reads each member of a table. `each` finds its name at the end of the path.
    pub(super) fn members(&mut self, table: &DeTable<'t>, mut each: impl FnMut(&mut Self, &Key<'t>, &Value<'t>)) {
        let mut members: Vec<_> = table.iter().collect();
        // What stands first in the file comes first.
        members.sort_by_key(|(key, _)| key.span().start);
        for (key, value) in members {
            self.path.push(Text::new(key.get_ref()).to_string());
            each(self, key, value);
            self.path.pop();
        }
    }

    /// A table, or a complaint.
    pub(super) fn table<'v>(&mut self, value: &'v Value<'t>) -> Option<&'v DeTable<'t>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.reject(value, "a table is wanted");
        }
        table
    }

    pub(super) fn number(&mut self, value: &Value, range: RangeInclusive<u64>) -> Option<u64> {
        let number = value.get_ref().as_integer().filter(|number| number.radix() == 10);
        let number = number.and_then(|number| number.as_str().trim_start_matches('+').parse().ok());
        let number = number.filter(|number| range.contains(number));
        if number.is_none() {
            self.reject(value, &format!("a number from {} to {} is wanted", range.start(), range.end()));
        }
        number
    }

    pub(super) fn flag(&mut self, value: &Value) -> Option<bool> {
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.reject(value, "true or false is wanted");
        }
        flag
    }

    pub(super) fn string(&mut self, value: &Value) -> Option<String> {
        let text = value.get_ref().as_str().filter(|text| !text.chars().any(char::is_control));
        if text.is_none() {
            self.reject(value, "a string without control characters is wanted");
        }
        text.map(str::to_owned)
    }

    pub(super) fn strings(&mut self, value: &Value<'t>) -> Option<Vec<String>> {
        self.list(value, Self::string)
    }

    /// A list; members that are wrong are left out. One value stands for a list of it.
    pub(super) fn list<T>(
        &mut self,
        value: &Value<'t>,
        mut each: impl FnMut(&mut Self, &Value<'t>) -> Option<T>,
    ) -> Option<Vec<T>> {
        match value.get_ref().as_array() {
            Some(array) => Some(array.iter().filter_map(|value| each(self, value)).collect()),
            None => each(self, value).map(|one| vec![one]),
        }
    }

    pub(super) fn choice<T: ValueEnum>(&mut self, value: &Value) -> Option<T> {
        let words = words::<T>();
        let word = self.word(value, &words)?;
        T::from_str(&word, false).ok()
    }

    /// One of several words. A number or a flag that is written without quotation marks is taken for its word.
    pub(super) fn word(&mut self, value: &Value, words: &[String]) -> Option<String> {
        let word = match value.get_ref() {
            DeValue::String(word) => word.to_string(),
            DeValue::Integer(number) => number.to_string(),
            _ => String::new(),
        };
        if words.contains(&word) {
            return Some(word);
        }
        let hint = did_you_mean(&word, words.iter().map(String::as_str));
        let hint = hint.map(|near| format!("; did you mean \"{near}\"?")).unwrap_or_default();
        self.reject(value, &format!("one of {} is wanted{hint}", words.join(", ")));
        None
    }
}

/// The name that was meant, where one is near.
fn did_you_mean<'n>(typed: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    nearest(&typed.to_lowercase().replace('_', "-"), names)
}
