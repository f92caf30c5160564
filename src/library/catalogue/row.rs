//! What the catalogue knows of an article and of its file.

use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHasher;
use serde::{Deserialize, Serialize};
use twox_hash::XxHash64;
use unicode_normalization::UnicodeNormalization;

use super::super::standing::Standing;
use super::stamp;
use crate::article::defects::{self, Defect, DefectKind};
use crate::article::{Article, ArticleId, Dateline, Stamp, Text, clean};
use crate::formats::{Document, Problem, Record};

/// Bytes of the letters of a headline by which segments order their rows.
const HEADLINE_KEY: usize = 32;
/// Bytes that the details of a row mostly take.
const DETAILS: usize = 192;

/// What the list shows of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The article's key; the default one while only its head was read.
    pub id: ArticleId,
    /// Where it was found.
    pub place: Place,
    /// When it was published.
    pub published: Option<Stamp>,
    /// Words of the body; an estimate while only the head was read.
    pub words: u32,
    /// What it has.
    pub traits: Traits,
    /// The site, else the source, else the name of the folder.
    pub site: Text,
    /// The language, as an ISO 639-1 code; `None` where it is not known.
    pub language: Option<Text>,
    /// All else.
    pub details: Details,
    /// The article is not there any more, or cannot be read.
    pub unreadable: bool,
    /// How it stands to the other articles; `None` where that is not known yet, or was not asked for.
    pub standing: Option<Standing>,
}

/// Where an article was found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file; `-` is standard input.
    pub path: Arc<Path>,
    /// Which of its documents.
    pub record: Record,
}

impl Default for Place {
    fn default() -> Self {
        Self { path: Path::new("").into(), record: Record::Whole }
    }
}

/// What a row knows beyond the columns that lists are sorted and limited by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// The headline or, where there is none, the first words of the body.
    pub headline: Text,
    /// Whether the headline is the article's own.
    pub titled: bool,
    /// Which document of the file it is.
    pub record: Record,
    /// The people that the byline names.
    pub authors: Vec<Text>,
    /// The name of the publication.
    pub site: Option<Text>,
    /// The agency or desk.
    pub source: Option<Text>,
    /// Where it was published.
    pub url: Option<Text>,
    /// Place and agency of the dateline, and its day as the column of dates has it.
    pub dateline: Option<(Option<Text>, Option<Text>, i64)>,
    /// When it was last changed, as the column of dates has it.
    pub updated: Option<i64>,
    /// The line that closes it.
    pub sign_off: Option<Text>,
    /// Reading time in minutes.
    pub minutes: u32,
    /// How many paragraphs, quotes, sections and story links it has.
    pub counts: [u32; 4],
    /// What could not be understood.
    pub warnings: Vec<Text>,
    /// What is wrong with it as a text.
    pub defects: Vec<Defect>,
    /// What the document is: "text", "json".
    pub format: String,
    /// The encoding of its bytes.
    pub encoding: String,
}

impl Details {
    /// The dateline that opens the story. Where it stands, only the article knows.
    #[must_use]
    pub fn dateline(&self) -> Option<Dateline> {
        let (place, agency, date) = self.dateline.clone()?;
        Some(Dateline { place, agency, date: stamp::decode(date), paragraph: 0, end: 0 })
    }

    /// When it was last changed.
    #[must_use]
    pub fn updated(&self) -> Option<Stamp> {
        stamp::decode(self.updated?)
    }
}

/// The first fields of [`Details`], in their order: what is counted over many rows is read without the rest.
#[derive(Debug, Deserialize)]
pub(crate) struct Head<'a> {
    pub(crate) headline: &'a str,
    _titled: bool,
    _record: Record,
    #[serde(borrow)]
    pub(crate) authors: Vec<&'a str>,
    _site: Option<&'a str>,
    pub(crate) source: Option<&'a str>,
}

/// What an article has, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traits(pub(crate) u16);

impl Traits {
    pub(crate) const UNDERSTOOD: u16 = 1;
    pub(crate) const QUOTES: u16 = 1 << 1;
    pub(crate) const SECTIONS: u16 = 1 << 2;
    pub(crate) const PROBLEM: u16 = 1 << 3;
    /// The bit of the first kind of defect; the others follow on it.
    const DEFECT: u16 = 1 << 4;
    /// The bits above those of the defects count the quotes, as far as they can.
    const COUNT: u32 = 10;
    const MOST: u16 = u16::MAX >> Self::COUNT;
    /// So many quotes, or more.
    pub const MOST_QUOTES: u32 = Self::MOST as u32;

    /// Whether the row comes from the whole article, not from its head only.
    #[must_use]
    pub fn is_understood(self) -> bool {
        self.has(Self::UNDERSTOOD)
    }

    /// The bit of a kind of defect.
    pub(crate) const fn of(kind: DefectKind) -> u16 {
        Self::DEFECT << kind as u16
    }

    /// Whether the article has a defect of a kind.
    #[must_use]
    pub fn is(self, kind: DefectKind) -> bool {
        self.has(Self::of(kind))
    }

    /// How many kinds of defects the article has.
    #[must_use]
    pub fn defects(self) -> u32 {
        (self.0 & ((1 << Self::COUNT) - Self::DEFECT)).count_ones()
    }

    /// How many quotes the article has, up to [`MOST_QUOTES`](Self::MOST_QUOTES).
    #[must_use]
    pub fn quotes(self) -> u32 {
        u32::from(self.0 >> Self::COUNT)
    }

    /// The bits of so many quotes.
    fn counting(quotes: usize) -> u16 {
        u16::try_from(quotes).unwrap_or(Self::MOST).min(Self::MOST) << Self::COUNT
    }

    /// Whether it has all of these bits.
    pub(crate) fn has(self, bits: u16) -> bool {
        self.0 & bits == bits
    }
}

/// A file that was read, and what was wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ListedFile {
    /// The number of its folder in the segment.
    pub(crate) folder: u32,
    /// Its name, in the bytes of the system; empty where the root is the file.
    #[serde(with = "serde_bytes_vec")]
    pub(crate) name: Vec<u8>,
    /// When it was last changed, in nanoseconds since 1970; [`UNFINISHED`](Self::UNFINISHED) where the rest of it is still to come.
    pub(crate) modified: i64,
    /// Its size in bytes.
    pub(crate) size: u64,
    /// Where in it, and what.
    pub(crate) problems: Vec<(String, String)>,
}

impl ListedFile {
    /// No file has this time: one that was not read to its end is read again.
    pub(crate) const UNFINISHED: i64 = i64::MIN;

    pub(crate) fn problems(&self) -> impl Iterator<Item = Problem> {
        let problem = |(place, reason): &(String, String)| Problem { place: place.clone(), reason: reason.clone() };
        self.problems.iter().map(problem)
    }
}

/// A folder that was listed.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) struct Folder {
    /// Which of the library's paths it is under.
    pub(crate) root: u32,
    /// The path from there, in the bytes of the system.
    #[serde(with = "serde_bytes_vec")]
    pub(crate) path: Vec<u8>,
}

impl Folder {
    /// The hash of the place of a file in it.
    pub(crate) fn key(&self, name: &[u8]) -> u64 {
        let mut hasher = FxHasher::default();
        (self.root, &self.path, name).hash(&mut hasher);
        hasher.finish()
    }

    /// The path of a file in it, for a root that is called so.
    pub(crate) fn join(&self, root: &Path, name: &[u8]) -> PathBuf {
        use std::os::unix::ffi::OsStrExt;
        let mut path = PathBuf::with_capacity(root.as_os_str().len() + self.path.len() + name.len() + 2);
        path.push(root);
        for part in [self.path.as_slice(), name] {
            if !part.is_empty() {
                path.push(std::ffi::OsStr::from_bytes(part));
            }
        }
        path
    }
}

/// Bytes as postcard writes them best.
mod serde_bytes_vec {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        bytes.serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        Vec::deserialize(deserializer)
    }
}

/// A row on its way into a segment.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entry {
    pub(crate) id: ArticleId,
    pub(crate) date: i64,
    pub(crate) words: u32,
    pub(crate) traits: Traits,
    pub(crate) language: u16,
    pub(crate) site: Text,
    pub(crate) headline_key: [u128; 2],
    pub(crate) headline_hash: u64,
    /// The number of its file in the segment.
    pub(crate) file: u32,
    /// The [`Details`], written down.
    pub(crate) details: Vec<u8>,
}

impl Entry {
    /// A row of which the columns are known, but for the site of an article that names none: that is `folder`'s name.
    pub(crate) fn new(details: &Details, language: Option<&str>, published: Option<Stamp>, folder: &str) -> Self {
        let site = details.site.clone().or_else(|| details.source.clone()).unwrap_or_else(|| Text::new(folder));
        Self {
            date: stamp::encode(published),
            language: language.map_or(0, pack),
            site,
            headline_key: headline_key(&details.headline),
            headline_hash: headline_hash(&details.headline).unwrap_or_default(),
            details: postcard::to_extend(details, Vec::with_capacity(DETAILS)).unwrap_or_default(),
            ..Self::default()
        }
    }

    /// The row of an article that was read as a whole.
    pub(crate) fn of(article: &Article, document: &Document, folder: &str) -> Self {
        let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let links = article.sections.iter().map(|section| section.items.len()).sum();
        let counts = [article.paragraphs.len(), article.quotes.len(), article.sections.len(), links].map(count);
        let warnings: Vec<Text> = article.warnings.iter().map(|warning| Text::new(warning)).collect();
        let mut traits = Traits::UNDERSTOOD | Traits::counting(article.quotes.len());
        let [_, quotes, sections, _] = counts;
        for (is, bit) in
            [(quotes > 0, Traits::QUOTES), (sections > 0, Traits::SECTIONS), (!warnings.is_empty(), Traits::PROBLEM)]
        {
            traits |= if is { bit } else { 0 };
        }
        let defects = defects::find(article);
        traits |= defects.iter().fold(0, |bits, defect| bits | Traits::of(defect.kind));
        let dateline = article.dateline.as_ref();
        let details = Details {
            headline: article.title(),
            titled: article.headline.is_some(),
            record: document.record.clone(),
            authors: article.authors.clone(),
            site: article.site.clone(),
            source: article.source.clone(),
            url: article.url.clone(),
            dateline: dateline.map(|line| (line.place.clone(), line.agency.clone(), stamp::encode(line.date))),
            updated: article.updated.map(|updated| stamp::encode(Some(updated))),
            sign_off: article.sign_off.clone(),
            minutes: count(article.minutes),
            counts,
            warnings,
            defects,
            format: document.format.to_owned(),
            encoding: document.encoding.to_owned(),
        };
        let entry = Self::new(&details, article.language.as_deref(), article.published, folder);
        Self { id: article.id, words: count(article.words), traits: Traits(traits), ..entry }
    }
}

/// A language's code as a number; 0 for what is no code of two letters.
pub(crate) fn pack(code: &str) -> u16 {
    <[u8; 2]>::try_from(code.as_bytes()).map(u16::from_le_bytes).unwrap_or_default()
}

/// The code of a number.
pub(crate) fn unpack(number: u16) -> Option<Text> {
    let bytes = number.to_le_bytes();
    std::str::from_utf8(&bytes).ok().filter(|_| number > 0).map(Text::new)
}

/// A headline from its first letter or digit on, in small letters, as numbers that order as it does.
pub(super) fn headline_key(headline: &str) -> [u128; 2] {
    let mut key = [0; HEADLINE_KEY];
    let mut at = 0;
    for c in headline_letters(headline) {
        let Some(slot) = key.get_mut(at..at + c.len_utf8()) else { break };
        c.encode_utf8(slot);
        at += c.len_utf8();
    }
    let (first, rest) = key.split_at(HEADLINE_KEY / 2);
    [first, rest].map(|part| part.try_into().map(u128::from_be_bytes).unwrap_or_default())
}

/// What headlines are ordered by: their characters from the first letter or digit on, in small letters.
pub(crate) fn headline_letters(headline: &str) -> impl Iterator<Item = char> {
    headline.trim_start_matches(|c: char| !c.is_alphanumeric()).chars().flat_map(char::to_lowercase)
}

/// A headline without case, punctuation, compatibility forms (Unicode NFKC) and spacing, as a hash; `None` for one without
/// letters. Story links find their articles by it.
pub(crate) fn headline_hash(headline: &str) -> Option<u64> {
    let folded = if headline.is_ascii() {
        let mut folded = headline.to_ascii_lowercase().into_bytes();
        folded.retain(u8::is_ascii_alphanumeric);
        folded
    } else {
        let letters = headline.nfkc().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
        letters.collect::<String>().into_bytes()
    };
    (!folded.is_empty()).then(|| XxHash64::oneshot(0, &folded))
}

/// What the list names as the publication of an article: the site, else the source, else the folder of its file.
pub(crate) fn site(article: &Article, path: &Path) -> Text {
    article.site.clone().or_else(|| article.source.clone()).unwrap_or_else(|| folder_name(path))
}

/// The name of the folder that stands for the site of an article that names none.
pub(crate) fn folder_name(path: &Path) -> Text {
    let folder = path.parent().and_then(Path::file_name);
    folder.map_or_else(Text::default, |folder| clean::name(Path::new(folder)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traits_count_beside_each_other() {
        let defects = DefectKind::ALL.into_iter().fold(0, |bits, kind| bits | Traits::of(kind));
        for (quotes, counted) in [(0, 0), (1, 1), (63, 63), (64, 63), (1 << 20, 63)] {
            let traits = Traits(Traits::UNDERSTOOD | Traits::PROBLEM | Traits::counting(quotes));
            assert_eq!((traits.quotes(), traits.defects()), (counted, 0));
            let traits = Traits(traits.0 | defects);
            assert_eq!((traits.quotes(), traits.defects()), (counted, 6));
        }
    }

    #[test]
    fn case_punctuation_and_quotes_do_not_matter_for_links() {
        let same = |one, other| headline_hash(one) == headline_hash(other);
        assert!(same("Port strike \u{2018}over\u{2019}: union", "PORT STRIKE 'over' - Union"));
        assert!(same("A  B", "a b"));
        assert!(!same("Port strike over", "Port strike on"));
        assert_eq!(headline_hash("..."), None);
    }

    #[test]
    fn headlines_order_by_their_letters() {
        let ordered = ["", "\"Apple\"", "apples and pears", "Äpfel", "中文"];
        assert!(ordered.iter().map(|headline| headline_key(headline)).is_sorted());
    }

    #[test]
    fn languages_fit_a_number() {
        assert_eq!(unpack(pack("en")).as_deref(), Some("en"));
        assert_eq!(unpack(pack("")), None);
    }
}
