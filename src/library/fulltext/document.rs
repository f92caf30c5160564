//! An article as a document of the index.

use std::fmt::Write;
use std::hash::{BuildHasher, BuildHasherDefault};
use std::ops::Range;

use rustc_hash::FxHasher;
use tantivy::TantivyDocument;

use super::{schema, tokenizer};
use crate::article::Article;
use crate::library::analysis::{Cutter, Language, texts};
use crate::library::facets;
use crate::library::query::TextField;

/// What parts stem and form of a spelling. It stands behind the mark of a language, and above all of them.
pub(super) const SPELLING: char = '/';

/// The forms whose spelling was entered lately: a part of their hash each, in the set that the rest of it names. The one that
/// was met last stands first.
///
/// A form that was driven out of its set is entered again, which does no harm but takes its time.
struct Spellings(Vec<[u32; WAYS]>);

/// Forms of a set, which stand together in a cache of the processor.
const WAYS: usize = 4;

/// Sets: the forms of a million articles are some hundred thousand, and most of them are rare.
const SETS: usize = 1 << 17;

impl Default for Spellings {
    fn default() -> Self {
        Self(vec![[0; WAYS]; SETS])
    }
}

impl Spellings {
    fn hash(language: Language, form: &str) -> u64 {
        BuildHasherDefault::<FxHasher>::default().hash_one((language.mark(), form))
    }

    /// Whether a form with this hash has to be entered.
    fn is_new(&mut self, hash: u64) -> bool {
        // 50 bits of it tell forms apart.
        let tag = u32::try_from(hash >> 32).unwrap_or_default() | 1;
        let Some(set) = self.0.get_mut(usize::try_from(hash % SETS as u64).unwrap_or_default()) else { return true };
        let known = set.iter().position(|known| *known == tag);
        set.copy_within(..known.unwrap_or(WAYS - 1), 1);
        set[0] = tag;
        known.is_none()
    }
}

/// An article as the index takes it.
#[derive(Debug)]
pub struct Document(pub(super) TantivyDocument);

/// Makes documents of articles. Several can do so side by side: what each of them enters for itself does no harm.
#[derive(Default)]
pub struct Documents {
    spellings: Spellings,
    language: Option<Language>,
    /// Whether the language has stems for words in the letters of ASCII.
    stems_latin: bool,
    cutter: Cutter,
    /// The field under way.
    text: String,
    /// The forms whose spelling may have to be entered: their hashes, and where they stand in the field. Their places are anywhere
    /// in a table that no near cache of a processor holds, and are fetched several at once where they are asked for in a row.
    forms: Vec<(u64, Range<usize>)>,
    /// The spellings of the article.
    entries: String,
    /// The position of the next form of the field.
    position: u32,
    /// The forms of the field, and what they start with: bits of [`schema::initial`].
    words: u32,
    initials: u64,
}

impl Documents {
    /// The document of the article at a position of the catalogue.
    pub fn of(&mut self, position: u32, article: &Article) -> Document {
        self.language = article.language.as_deref().and_then(Language::of);
        self.stems_latin = self.language.is_some_and(|language| language.stems("a"));
        self.entries.clear();
        self.forms.clear();
        let mut document = TantivyDocument::default();
        document.add_u64(schema::POSITION.0, position.into());
        if let Some(language) = self.language.filter(|&language| self.spellings.is_new(Spellings::hash(language, ""))) {
            self.entries.extend([language.mark(), SPELLING, tokenizer::CUT]);
        }
        for (of, _) in schema::TEXTS {
            let Some(field) = schema::field(of) else { continue };
            self.begin();
            if of == TextField::Body {
                let bounds = self.body(article);
                if !bounds.is_empty() {
                    document.add_text(schema::QUOTES, bounds);
                }
            } else {
                texts(article, of, &mut |text| self.text(text, |_, _| ()));
            }
            if !self.text.is_empty() {
                document.add_text(field, &self.text);
            }
            if let Some((_, digest, _)) = schema::DIGESTS.iter().find(|(with, ..)| *with == of) {
                document.add_u64(*digest, schema::digest(self.initials, self.words));
            }
        }
        for name in facets::speakers(article) {
            document.add_text(schema::SPEAKERS.0, name.as_str());
        }
        if !self.entries.is_empty() {
            document.add_text(schema::SPELLINGS, &self.entries);
        }
        Document(document)
    }

    fn begin(&mut self) {
        self.text.clear();
        self.position = 0;
        self.words = 0;
        self.initials = 0;
    }

    /// Writes one text of a field, and leaves a position empty behind it.
    fn text(&mut self, text: &str, mut each: impl FnMut(usize, u32)) {
        let mut cutter = std::mem::take(&mut self.cutter);
        cutter.forms(text, |form, _, range| {
            let start = self.text.len();
            self.text.push_str(form);
            let first = form.bytes().next().unwrap_or_default();
            self.initials |= schema::initial(first);
            self.words += 1;
            if let Some(language) = self.language
                && (if first.is_ascii_lowercase() { self.stems_latin } else { language.stems(form) })
            {
                self.forms.push((Spellings::hash(language, form), start..self.text.len()));
                self.text.push(language.mark());
            }
            self.text.push(tokenizer::CUT);
            each(range.start, self.position);
            self.position += 1;
        });
        self.cutter = cutter;
        self.text.push(tokenizer::CUT);
        self.position += 1;
        if let Some(language) = self.language {
            self.forms.retain(|(hash, _)| self.spellings.is_new(*hash));
            for (_, form) in self.forms.drain(..) {
                spelling(language, self.text.get(form).unwrap_or_default(), &mut self.entries);
            }
        }
    }

    /// Writes the body, and gives the positions in which its quotes begin and end.
    fn body(&mut self, article: &Article) -> String {
        let mut words = Vec::with_capacity(article.words);
        for (number, paragraph) in article.paragraphs.iter().enumerate() {
            self.text(&paragraph.text, |start, position| words.push((number, start, position)));
        }
        // The position of the first word from a byte of a paragraph on.
        let position_at = |paragraph: usize, byte: usize| {
            let before = words.partition_point(|&(number, start, _)| (number, start) < (paragraph, byte));
            words.get(before).map_or(self.position, |&(_, _, position)| position)
        };
        let mut bounds = String::new();
        let mut last = 0;
        for quote in &article.quotes {
            let begin = position_at(quote.paragraph, quote.start).max(last);
            let end = position_at(quote.end_paragraph, quote.end);
            if begin < end {
                let _ = write!(bounds, "{begin} {end} ");
                last = end;
            }
        }
        bounds
    }
}

/// Enters the spelling of a form; one that is its own stem is found without.
fn spelling(language: Language, form: &str, entries: &mut String) {
    let mut term = language.term(form);
    term.pop();
    if term != form {
        entries.push(language.mark());
        entries.push_str(&term);
        entries.push(SPELLING);
        entries.push_str(form);
        entries.push(tokenizer::CUT);
    }
}
