//! The nouns of a query.

use std::ops::RangeInclusive;

use jiff::civil::Date;

use crate::article::defects::DefectKind;

/// What was typed, understood.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// Which articles.
    pub filter: Expr,
    /// In which order; empty: newest first.
    pub sort: Vec<Sort>,
    /// Of articles with the same text only the earliest one: `fold:copies`.
    pub fold: bool,
}

impl Query {
    /// Whether the answer depends on what only an index knows that has read all: what articles have to do with one another, or an
    /// order by what is in them.
    #[must_use]
    pub fn needs_all_read(&self) -> bool {
        let key = |sort: &Sort| match sort.key {
            SortKey::Links | SortKey::Copies | SortKey::New | SortKey::Boilerplate => true,
            SortKey::Quotes | SortKey::Defects | SortKey::Words | SortKey::Site => true,
            SortKey::Date | SortKey::Unread | SortKey::Headline | SortKey::Path | SortKey::Relevance => false,
        };
        self.fold || self.sort.iter().any(key) || self.filter.needs_ties()
    }
}

impl Expr {
    fn needs_ties(&self) -> bool {
        match self {
            Self::All => false,
            Self::Leaf(leaf) => matches!(leaf, Leaf::Count(..) | Leaf::Tied(..)),
            Self::Not(inner) => inner.needs_ties(),
            Self::And(parts) | Self::Or(parts) => parts.iter().any(Self::needs_ties),
        }
    }
}

/// Which articles.
#[derive(Clone, Debug, Default)]
pub enum Expr {
    /// All of them.
    #[default]
    All,
    /// Those that a leaf holds for.
    Leaf(Leaf),
    /// Those that an expression does not hold for.
    Not(Box<Expr>),
    /// Those that all of these hold for.
    And(Vec<Expr>),
    /// Those that one of these holds for.
    Or(Vec<Expr>),
}

/// One condition.
#[derive(Clone, Debug)]
pub enum Leaf {
    /// Words in a field: the full text answers.
    Text(TextField, Pattern),
    /// A regular expression over the headline and each paragraph: `/re/`. Only reading the articles answers. That case does
    /// not count is part of it: `(?i)`.
    Regex(regex::Regex),
    /// The path within the library.
    Path(Glob),
    /// The language, as an ISO 639-1 code.
    Language(String),
    /// The day of publication, both ends included; an open end is `None`. An article without a date is never within.
    Published(Option<Date>, Option<Date>),
    /// Words of the body.
    Words(RangeInclusive<u32>),
    /// Direct quotations.
    Quotes(RangeInclusive<u32>),
    /// What the reader did to the article, or what is wrong with it.
    Is(Flag),
    /// What the article has.
    Has(Has),
    /// A tag that the reader gave it.
    Tag(String),
    /// `note:`: what the note says somewhere, without regard to case.
    Note(String),
    /// What it has to do with other articles, as a number.
    Count(Count, RangeInclusive<u32>),
    /// It has to do with the articles whose ids start with these hex digits.
    Tied(Tie, String),
}

/// `links:`, `copies:`, `new:`, `boilerplate:`
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Count {
    /// `links:>10`: articles whose sections carry it.
    Links,
    /// `copies:>3`: other articles with its text.
    Copies,
    /// `new:>5`: paragraphs that stood in no article that was read.
    New,
    /// `new:>50%`: the same, in hundredths of all its paragraphs.
    NewShare,
    /// `boilerplate:>3`: lines that recur over the articles of its site.
    Boilerplate,
}

/// `links-to:`, `copy-of:`
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tie {
    /// `links-to:`: its sections carry one of them.
    LinksTo,
    /// `copy-of:`: it has the text of one of them.
    CopyOf,
}

/// The field that words are looked for in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TextField {
    /// The headline or the body: a bare word.
    Any,
    /// `title:`
    Title,
    /// `body:`
    Body,
    /// `author:`
    Author,
    /// `site:`
    Site,
    /// `source:`
    Source,
    /// `place:`, the place of the dateline.
    Place,
    /// `speaker:`
    Speaker,
    /// `quote:`
    Quote,
    /// `section:`, the titles of its story links and the headings over them.
    Section,
}

/// Words, as they were typed: [`Needle`](crate::library::analysis::Needle) cuts them as texts are cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// One word, in any of its forms; a phrase, where it is cut into several: `covid-19`, `U.S`, `北京`.
    Word(String),
    /// `word*`: every word that starts so, not stemmed. Of several words, those in a row, the last one of which starts so.
    Prefix(String),
    /// `"words in a row"`, each in any of its forms.
    Phrase(Vec<String>),
}

/// A path with `*`, `**` and `?`, matched against the path within the library; without a slash, against any of its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glob {
    /// As it was typed.
    pub pattern: String,
}

/// `is:`
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Flag {
    /// `is:unread`
    Unread,
    /// `is:read`
    Read,
    /// `is:starred`
    Starred,
    /// `is:kept`
    Kept,
    /// `is:dropped`
    Dropped,
    /// `is:noted`
    Noted,
    /// `is:seen-copy`: a copy of it was read.
    SeenCopy,
    /// `is:problem`: the parser had warnings.
    Problem,
    /// `is:stub`, `is:paywall` and so on: the text has this defect.
    Defect(DefectKind),
}

/// `has:`
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Has {
    /// `has:quotes`
    Quotes,
    /// `has:sections`
    Sections,
    /// `has:note`
    Note,
    /// `has:defect`: one of those that `is:` names.
    Defect,
}

/// One key of the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// By what.
    pub key: SortKey,
    /// The other way round than the key's own: `sort:-date` is oldest first.
    pub reversed: bool,
}

/// What the list can be ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SortKey {
    /// Newest first, undated last.
    Date,
    /// Unread first.
    Unread,
    /// Longest first.
    Words,
    /// By headline, A to Z.
    Headline,
    /// By site, A to Z.
    Site,
    /// By path.
    Path,
    /// What matches the words best first.
    Relevance,
    /// What most articles carry in their sections first.
    Links,
    /// What has most copies first.
    Copies,
    /// What has most new paragraphs first.
    New,
    /// What has most boilerplate first.
    Boilerplate,
    /// What has most quotes first.
    Quotes,
    /// What has most kinds of defects first.
    Defects,
}
