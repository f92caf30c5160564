//! What a pattern looks for, and whether a text has it.

use std::collections::VecDeque;
use std::ops::Range;

use super::stem::Cache;
use super::{Language, fields, folded, forms, terms};
use crate::article::Article;
use crate::library::query::{Pattern, TextField};

/// Words of a pattern that are looked for; what follows them is not.
const LONGEST: usize = 128;

/// A pattern, understood: words in a row.
///
/// One without any (`"…"`) asks for nothing, and every article has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needle {
    steps: Vec<Step>,
}

/// One word of a [`Needle`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A word in any of its forms: one of these terms.
    Word(Vec<String>),
    /// A word whose form starts so.
    Prefix(String),
}

impl Needle {
    /// What `pattern` looks for.
    #[must_use]
    pub fn new(pattern: &Pattern) -> Self {
        let mut steps = Vec::new();
        let words = match pattern {
            Pattern::Word(word) | Pattern::Prefix(word) => std::slice::from_ref(word),
            Pattern::Phrase(words) => words,
        };
        for word in words {
            forms(word, |form, _, _| steps.push(Step::Word(terms(form))));
        }
        if let Pattern::Prefix(word) = pattern {
            let mut last = None;
            forms(word, |_, _, range| last = word.get(range));
            if let (Some(step), Some(last)) = (steps.last_mut(), last) {
                *step = Step::Prefix(folded(last));
            }
        }
        steps.truncate(LONGEST);
        Self { steps }
    }

    /// Its words.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Whether an article has it in a field.
    #[must_use]
    pub fn is_in(&self, article: &Article, field: TextField) -> bool {
        let mut has = self.steps.is_empty();
        fields::texts(article, field, &mut |text| has = has || self.find(text, article.language.as_deref()).is_some());
        has
    }

    /// Where it is first in a text of a language.
    #[must_use]
    pub fn find(&self, text: &str, language: Option<&str>) -> Option<Range<usize>> {
        let mut first = None;
        self.each(text, language, &mut |range| {
            first.get_or_insert(range);
        });
        first
    }

    /// Hands out all places, in bytes, where it is in a text of a language.
    pub fn each(&self, text: &str, language: Option<&str>, hit: &mut dyn FnMut(Range<usize>)) {
        if self.steps.is_empty() {
            return;
        }
        let language = language.and_then(Language::of);
        let mut stems = Cache::take();
        // Bit `n` is set while the last `n + 1` words of the text are the first of the needle.
        let mut under_way = 0_u128;
        let mut starts = VecDeque::with_capacity(self.steps.len());
        forms(text, |form, _, range| {
            let term = match language.filter(|language| language.stems(form)) {
                Some(language) => stems.term(language, form),
                None => form,
            };
            let reached = under_way << 1 | 1;
            under_way = 0;
            for (number, step) in self.steps.iter().enumerate() {
                if reached >> number & 1 == 1 && step.is(form, term) {
                    under_way |= 1 << number;
                }
            }
            if starts.len() == self.steps.len() {
                starts.pop_front();
            }
            starts.push_back(range.start);
            if under_way >> (self.steps.len() - 1) == 1 {
                hit(starts.front().copied().unwrap_or_default()..range.end);
            }
        });
        stems.put_back();
    }
}

impl Step {
    /// Whether a word of a text is meant: its form and its term.
    fn is(&self, form: &str, term: &str) -> bool {
        match self {
            Self::Word(terms) => terms.iter().any(|wanted| wanted == term),
            Self::Prefix(start) => form.starts_with(start.as_str()),
        }
    }
}
