//! Where in a text the words of a query stand.

use std::ops::Range;

use super::TextField;
use super::matcher::{Matcher, Sought};

impl Matcher {
    /// What of `text` to highlight: in order and apart from each other, in bytes.
    ///
    /// `field` is what the text is: [`TextField::Title`] for a headline, [`TextField::Body`] for a paragraph. The words of a
    /// `quote:` or a `speaker:` are shown wherever they stand in the body.
    #[must_use]
    pub fn hits_in(&self, field: TextField, text: &str, language: Option<&str>) -> Vec<Range<usize>> {
        merged(self.places(field, text, language).into_iter().map(|(_, range)| range))
    }

    /// Whether there is anything to highlight in headlines or bodies.
    #[must_use]
    pub fn has_hits(&self) -> bool {
        self.sought.iter().any(|sought| sought.is_shown_in(TextField::Body) || sought.is_shown_in(TextField::Title))
    }

    /// The hits in a text with the number of what was looked for, in order.
    #[must_use]
    pub fn places(&self, field: TextField, text: &str, language: Option<&str>) -> Vec<(usize, Range<usize>)> {
        let mut places = Vec::new();
        for (number, sought) in self.sought.iter().enumerate().filter(|(_, sought)| sought.is_shown_in(field)) {
            let mut add = |range: Range<usize>| places.push((number, range));
            match sought {
                Sought::Words(_, needle) => needle.each(text, language, &mut add),
                Sought::Regex(regex) => {
                    regex.find_iter(text).map(|found| found.range()).filter(|range| !range.is_empty()).for_each(add);
                }
            }
        }
        places.sort_by_key(|(_, range)| (range.start, range.end));
        places
    }
}

impl Sought {
    /// Whether it is highlighted in texts of a field.
    fn is_shown_in(&self, shown: TextField) -> bool {
        match self {
            Self::Words(TextField::Any, _) | Self::Regex(_) => matches!(shown, TextField::Title | TextField::Body),
            Self::Words(TextField::Quote | TextField::Speaker, _) if shown == TextField::Body => true,
            Self::Words(field, _) => *field == shown,
        }
    }
}

/// Ranges in the order of their starts, those that touch put together.
pub(super) fn merged(ranges: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::library::query::Query;

    fn check(query: &str, field: TextField, text: &str, expected: &[&str]) {
        let query = Query::parse(query, date(2024, 2, 1)).unwrap();
        let hits = Matcher::new(&query.filter).hits_in(field, text, Some("en"));
        let hits: Vec<_> = hits.into_iter().map(|range| text.get(range).unwrap()).collect();
        assert_eq!(hits, expected, "{query} {text}");
    }

    #[test]
    fn hits_are_what_was_asked_for() {
        let text = "Talks about talking: “peace talks” in Xi’an, 北京大学";
        check("talk", TextField::Body, text, &["Talks", "talking", "talks"]);
        check("\"peace talks\" talks", TextField::Title, text, &["Talks", "talking", "peace talks"]);
        check("tal* -peace", TextField::Body, text, &["Talks", "talking", "talks"]);
        check("-(peace -about)", TextField::Body, text, &["about"]);
        check("京大", TextField::Body, text, &["京大"]);
        check("/t.l/ /z*/", TextField::Body, text, &["Tal", "tal", "tal"]);
    }

    #[test]
    fn each_text_shows_the_hits_of_its_fields() {
        check("title:peace", TextField::Body, "peace", &[]);
        check("title:peace", TextField::Title, "peace", &["peace"]);
        check("peace", TextField::Author, "peace", &[]);
        check("quote:peace speaker:xi", TextField::Body, "peace, said Xi", &["peace", "Xi"]);
        check("site:bbc", TextField::Site, "BBC News", &["BBC"]);
    }
}
