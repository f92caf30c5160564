//! Stems: what the forms of a word have in common.

use std::borrow::Cow;
use std::cell::Cell;
use std::hash::{BuildHasher, BuildHasherDefault};

use frostem::{Algorithm, Stemmer};
use rustc_hash::FxHasher;

/// The script whose words a stemmer knows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
    /// Serbian is written in both.
    LatinOrCyrillic,
    Armenian,
    Hebrew,
    Arabic,
    Devanagari,
    Tamil,
}

/// The languages that have a stemmer. The index keeps their numbers: new ones go to the end.
const LANGUAGES: [(&str, Algorithm, Script); 34] = [
    ("en", Algorithm::English, Script::Latin),
    ("de", Algorithm::German, Script::Latin),
    ("fr", Algorithm::French, Script::Latin),
    ("es", Algorithm::Spanish, Script::Latin),
    ("it", Algorithm::Italian, Script::Latin),
    ("pt", Algorithm::Portuguese, Script::Latin),
    ("nl", Algorithm::Dutch, Script::Latin),
    ("sv", Algorithm::Swedish, Script::Latin),
    ("da", Algorithm::Danish, Script::Latin),
    ("no", Algorithm::Norwegian, Script::Latin),
    ("pl", Algorithm::Polish, Script::Latin),
    ("tr", Algorithm::Turkish, Script::Latin),
    ("id", Algorithm::Indonesian, Script::Latin),
    ("fi", Algorithm::Finnish, Script::Latin),
    ("cs", Algorithm::Czech, Script::Latin),
    ("ro", Algorithm::Romanian, Script::Latin),
    ("hu", Algorithm::Hungarian, Script::Latin),
    ("ca", Algorithm::Catalan, Script::Latin),
    ("eu", Algorithm::Basque, Script::Latin),
    ("et", Algorithm::Estonian, Script::Latin),
    ("eo", Algorithm::Esperanto, Script::Latin),
    ("ga", Algorithm::Irish, Script::Latin),
    ("lt", Algorithm::Lithuanian, Script::Latin),
    ("ru", Algorithm::Russian, Script::Cyrillic),
    ("uk", Algorithm::Ukrainian, Script::Cyrillic),
    ("sr", Algorithm::Serbian, Script::LatinOrCyrillic),
    ("el", Algorithm::Greek, Script::Greek),
    ("ar", Algorithm::Arabic, Script::Arabic),
    ("fa", Algorithm::Persian, Script::Arabic),
    ("hi", Algorithm::Hindi, Script::Devanagari),
    ("ne", Algorithm::Nepali, Script::Devanagari),
    ("ta", Algorithm::Tamil, Script::Tamil),
    ("hy", Algorithm::Armenian, Script::Armenian),
    ("yi", Algorithm::Yiddish, Script::Hebrew),
];

/// A language that has a stemmer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Language(u8);

impl Language {
    /// The language of an ISO 639-1 code.
    pub(crate) fn of(code: &str) -> Option<Self> {
        // The two written forms of Norwegian are stemmed alike.
        let code = if matches!(code, "nb" | "nn") { "no" } else { code };
        Self::all().find(|language| language.entry().0 == code)
    }

    /// All of them.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        (0u8..).zip(LANGUAGES).map(|(number, _)| Self(number))
    }

    /// The mark that stands behind its terms: below every character of a form, so that a form and its marked terms stand
    /// together in the order of bytes.
    pub(crate) fn mark(self) -> char {
        char::from(self.0 + 1)
    }

    /// The language of a mark.
    pub(crate) fn of_mark(mark: char) -> Option<Self> {
        Self::all().find(|language| language.mark() == mark)
    }

    /// Whether it has stems for words like `form`: a form of another script is the same in every language.
    pub(crate) fn stems(self, form: &str) -> bool {
        let Some(first) = form.chars().next() else { return false };
        let script = match first {
            'a'..='z' => Script::Latin,
            '\0'..='\u{bf}' => return false,
            '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Script::Latin,
            '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Script::Greek,
            '\u{400}'..='\u{52f}' => Script::Cyrillic,
            '\u{530}'..='\u{58f}' => Script::Armenian,
            '\u{590}'..='\u{5ff}' => Script::Hebrew,
            '\u{600}'..='\u{6ff}' => Script::Arabic,
            '\u{900}'..='\u{97f}' => Script::Devanagari,
            '\u{b80}'..='\u{bff}' => Script::Tamil,
            _ => return false,
        };
        let own = self.entry().2;
        own == script || own == Script::LatinOrCyrillic && matches!(script, Script::Latin | Script::Cyrillic)
    }

    /// The term of a form: its stem and the mark.
    pub(crate) fn term(self, form: &str) -> String {
        let algorithm = self.entry().1;
        let spelled = if matches!(algorithm, Algorithm::Arabic) { arabic(form) } else { Cow::Borrowed(form) };
        let mut term = Stemmer::new(algorithm).stem(&spelled).into_owned();
        term.push(self.mark());
        term
    }

    fn entry(self) -> (&'static str, Algorithm, Script) {
        LANGUAGES.get(usize::from(self.0)).copied().unwrap_or(LANGUAGES[0])
    }
}

/// A folded form with the endings that the Arabic stemmer knows. A form has ه for ة, and ي for ى, which at the end of a word it
/// takes for "his" and "my", and that only where the word has no article: سوري and السوري would have nothing in common.
fn arabic(form: &str) -> Cow<'_, str> {
    let restored = [('ه', "ة"), ('ي', "ى")].iter().find_map(|(last, ending)| Some((form.strip_suffix(*last)?, ending)));
    restored.map_or(Cow::Borrowed(form), |(start, ending)| Cow::Owned(format!("{start}{ending}")))
}

/// Terms that a thread keeps. A form of the same place takes it over: the frequent ones come back at once.
const SLOTS: usize = 1 << 13;

/// The terms of the forms that were met lately.
#[derive(Default)]
pub(super) struct Cache(Vec<(u8, String, String)>);

thread_local! {
    static CACHE: Cell<Cache> = const { Cell::new(Cache(Vec::new())) };
}

impl Cache {
    /// The cache of this thread. One that is asked for while it is out is empty.
    pub(super) fn take() -> Self {
        CACHE.take()
    }

    pub(super) fn put_back(self) {
        CACHE.set(self);
    }

    /// The term of a form that the language stems.
    pub(super) fn term(&mut self, language: Language, form: &str) -> &str {
        if self.0.is_empty() {
            self.0.resize_with(SLOTS, Default::default);
        }
        let hash = BuildHasherDefault::<FxHasher>::default().hash_one((language.0, form));
        let slot = usize::try_from(hash % SLOTS as u64).unwrap_or_default();
        let Some((owner, known, term)) = self.0.get_mut(slot) else { return "" };
        if term.is_empty() || *owner != language.0 || known != form {
            *owner = language.0;
            form.clone_into(known);
            *term = language.term(form);
        }
        term
    }
}
