//! An article as a document of the index.

use std::hash::{BuildHasher, BuildHasherDefault};
use std::ops::Range;

use rustc_hash::FxHasher;
use tantivy::TantivyDocument;

use super::{schema, tokenizer};
use crate::article::Article;
use crate::library::analysis::{Language, forms, texts};
use crate::library::query::TextField;

/// What parts stem and form of a spelling. It stands behind the mark of a language, and above all of them.
pub(super) const SPELLING: char = '/';

/// The forms whose spelling was entered lately: their hashes, each in the place that its lower bits name.
///
/// A form that was driven out of its place is entered again, which does no harm.
pub(super) struct Spellings(Vec<u64>);

/// Places; most forms of a thousand articles find one.
const PLACES: usize = 1 << 16;

impl Spellings {
    pub(super) fn new() -> Self {
        Self(vec![0; PLACES])
    }

    /// Whether a form has to be entered.
    fn is_new(&mut self, language: Language, form: &str) -> bool {
        let hash = BuildHasherDefault::<FxHasher>::default().hash_one((language.mark(), form)) | 1;
        let place = usize::try_from((hash >> 1) % PLACES as u64).unwrap_or_default();
        let Some(known) = self.0.get_mut(place) else { return true };
        std::mem::replace(known, hash) != hash
    }
}

/// Makes documents.
pub(super) struct Writer<'a> {
    language: Option<Language>,
    spellings: &'a mut Spellings,
    /// The field under way.
    text: String,
    /// The spellings of the article.
    entries: String,
    /// The position of the next form of the field.
    position: u32,
}

/// The document of an article.
pub(super) fn document(position: u32, article: &Article, spellings: &mut Spellings) -> TantivyDocument {
    let language = article.language.as_deref().and_then(Language::of);
    let mut writer =
        Writer { language, spellings, text: String::with_capacity(1 << 13), entries: String::new(), position: 0 };
    let mut document = TantivyDocument::default();
    document.add_u64(schema::POSITION.0, position.into());
    if let Some(language) = language.filter(|&language| writer.spellings.is_new(language, "")) {
        writer.entries.extend([language.mark(), SPELLING, tokenizer::CUT]);
    }
    for (of, _) in schema::TEXTS {
        let Some(field) = schema::field(of) else { continue };
        writer.begin();
        if of == TextField::Body {
            let bounds = writer.body(article);
            if !bounds.is_empty() {
                document.add_text(schema::QUOTES, bounds);
            }
        } else {
            texts(article, of, &mut |text| writer.text(text));
        }
        if !writer.text.is_empty() {
            document.add_text(field, &writer.text);
        }
    }
    if !writer.entries.is_empty() {
        document.add_text(schema::SPELLINGS, &writer.entries);
    }
    document
}

impl Writer<'_> {
    fn begin(&mut self) {
        self.text.clear();
        self.position = 0;
    }

    /// Writes one text of a field, and leaves a position empty behind it.
    fn text(&mut self, text: &str) {
        self.words(text, &mut |_, _| ());
        self.text.push(tokenizer::CUT);
        self.position += 1;
    }

    /// Writes the body, and gives the positions in which its quotes begin and end.
    fn body(&mut self, article: &Article) -> String {
        let mut quotes = article.quotes.iter().peekable();
        let mut open: Option<u32> = None;
        let mut bounds = String::new();
        for (number, paragraph) in article.paragraphs.iter().enumerate() {
            let mut words = Vec::new();
            let has_quotes = open.is_some() || quotes.peek().is_some_and(|quote| quote.paragraph == number);
            let first = self.position;
            self.words(&paragraph.text, &mut |position, range| {
                if has_quotes {
                    words.push((position, range.start));
                }
            });
            // The position of the first word that starts at a byte or behind it.
            let behind = self.position;
            let position_at = |byte: usize| {
                let at = words.partition_point(|(_, start)| *start < byte);
                words.get(at).map_or(behind, |(position, _)| *position)
            };
            while let Some(quote) = quotes.peek() {
                let begin = match open {
                    Some(begin) => begin,
                    None if quote.paragraph == number => position_at(quote.start),
                    None => break,
                };
                if quote.end_paragraph > number {
                    open = Some(begin);
                    break;
                }
                open = None;
                let end = position_at(quote.end);
                if end > begin {
                    bounds.push_str(&format!("{begin} {end} "));
                }
                quotes.next();
            }
            debug_assert!(first <= behind);
            self.text.push(tokenizer::CUT);
            self.position += 1;
        }
        bounds
    }

    /// Writes the forms of a text, and hands out their positions and places.
    fn words(&mut self, text: &str, each: &mut dyn FnMut(u32, Range<usize>)) {
        forms(text, &mut |form, _, range| {
            self.text.push_str(form);
            if let Some(language) = self.language.filter(|language| language.stems(form)) {
                self.text.push(language.mark());
                if self.spellings.is_new(language, form) {
                    self.spelling(language, form);
                }
            }
            self.text.push(tokenizer::CUT);
            each(self.position, range);
            self.position += 1;
        });
    }

    /// Enters the spelling of a form; one that is its own stem is found without.
    fn spelling(&mut self, language: Language, form: &str) {
        let mut term = language.term(form);
        term.pop();
        if term != form {
            self.entries.push(language.mark());
            self.entries.push_str(&term);
            self.entries.push(SPELLING);
            self.entries.push_str(form);
            self.entries.push(tokenizer::CUT);
        }
    }
}
