//! The table of fields: what may stand before a colon, and the values that are known beforehand.
//!
//! It is the only list of them: the parser, the completion, the errors, the help, the manual and the README read it.

use super::{Flag, Has, SortKey, TextField, Tie};
use crate::article::defects::DefectKind;

/// What stands before a colon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// Words in a part of the article.
    Text(TextField),
    /// `path:`
    Path,
    /// `lang:`
    Language,
    /// `date:`
    Published,
    /// `words:`
    Words,
    /// `quotes:`
    Quotes,
    /// `is:`
    Is,
    /// `has:`
    Has,
    /// `tag:`
    Tag,
    /// `note:`
    Note,
    /// `links:`
    Links,
    /// `copies:`
    Copies,
    /// `new:`
    New,
    /// `boilerplate:`
    Boilerplate,
    /// `links-to:`, `copy-of:`
    Tied(Tie),
    /// `sort:`, which is no condition but the order.
    Sort,
    /// `fold:`, which is no condition either.
    Fold,
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct FieldSpec {
    /// What it stands for.
    pub field: Field,
    /// Its name, without the colon.
    pub name: &'static str,
    /// How its values are written.
    pub form: &'static str,
    /// What it means, in a few words.
    pub meaning: &'static str,
    /// A query that uses it.
    pub example: &'static str,
    /// Names that other programs have for it: they are no fields here, but the error leads from them to it.
    also: &'static [&'static str],
}

impl FieldSpec {
    const fn new(
        field: Field,
        name: &'static str,
        form: &'static str,
        meaning: &'static str,
        example: &'static str,
        also: &'static [&'static str],
    ) -> Self {
        Self { field, name, form, meaning, example, also }
    }

    const fn text(
        field: TextField,
        name: &'static str,
        meaning: &'static str,
        example: &'static str,
        also: &'static [&'static str],
    ) -> Self {
        Self::new(Field::Text(field), name, r#"word, word*, "phrase", (a OR b)"#, meaning, example, also)
    }
}

/// The fields of the query language, in the order of the help.
pub const FIELDS: &[FieldSpec] = &[
    FieldSpec::text(TextField::Title, "title", "words of the headline", "title:fentanyl", &["headline", "subject"]),
    FieldSpec::text(TextField::Body, "body", "words of the body", "body:\"press release\"", &["text", "content"]),
    FieldSpec::text(TextField::Author, "author", "a name in the byline", "author:jamshaid", &["from", "by", "byline"]),
    FieldSpec::text(
        TextField::Site,
        "site",
        "the publication, as the list names it",
        "site:urdupoint",
        &["domain", "feed", "publisher"],
    ),
    FieldSpec::text(TextField::Source, "source", "the agency or desk", "source:AFP", &["agency"]),
    FieldSpec::text(TextField::Place, "place", "the place of the dateline", "place:beijing", &["dateline", "city"]),
    FieldSpec::text(TextField::Speaker, "speaker", "who is quoted", "speaker:\"Jen Daskal\"", &["said"]),
    FieldSpec::text(TextField::Quote, "quote", "words of a quotation", "quote:\"killing so many\"", &["quotation"]),
    FieldSpec::text(
        TextField::Section,
        "section",
        "titles of story links and their headings",
        "section:recent",
        &["link"],
    ),
    FieldSpec::new(
        Field::Path,
        "path",
        "name, folder/, *.txt, a/**/b",
        "the path, as a glob",
        "path:world/2024*",
        &["file", "folder", "dir", "name", "filename"],
    ),
    FieldSpec::new(Field::Language, "lang", "en, ur, zh", "the language", "lang:en", &["language"]),
    FieldSpec::new(
        Field::Published,
        "date",
        "2024, 2024-01, 2024-01-30, A..B, A.., ..B, >A, 7d, 2w, 3m, 1y, today, yesterday",
        "the day of publication",
        "date:2024-01..2024-02-15",
        &["published", "day", "since", "after", "before", "created", "newer", "older"],
    ),
    FieldSpec::new(
        Field::Words,
        "words",
        ">800, <100, >=800, <=100, 300..800, 500",
        "the length of the body",
        "words:>800",
        &["length", "size"],
    ),
    FieldSpec::new(
        Field::Quotes,
        "quotes",
        ">3, 0, 1..5",
        "how many direct quotations it has",
        "quotes:>3",
        &["quotations"],
    ),
    FieldSpec::new(
        Field::Is,
        "is",
        "unread, read, starred, kept, dropped, noted, seen-copy, problem, stub, paywall, cookie-wall, mojibake, truncated, nav-only",
        "what you did to the article, or what is wrong with it",
        "is:unread",
        &["status", "state", "flag"],
    ),
    FieldSpec::new(
        Field::Has,
        "has",
        "quotes, sections, note, defect",
        "what the article has",
        "has:quotes",
        &["with"],
    ),
    FieldSpec::new(Field::Tag, "tag", "name", "a tag that you gave it", "tag:later", &["label", "keyword"]),
    FieldSpec::new(Field::Note, "note", "text", "what you wrote on it", "note:\"ask her\"", &["comment"]),
    FieldSpec::new(
        Field::Links,
        "links",
        ">10, <3, 2..5, 0",
        "how many pages carry it in their lists of stories",
        "links:>10",
        &["promoted", "backlinks"],
    ),
    FieldSpec::new(
        Field::Copies,
        "copies",
        ">3, 0, 1..5",
        "how many other articles have its text",
        "copies:>3",
        &["copy", "duplicates", "dupes"],
    ),
    FieldSpec::new(
        Field::New,
        "new",
        ">50%, <10%, >3, 0",
        "paragraphs that stood in nothing that you read, or their share",
        "new:>50%",
        &["fresh", "novel"],
    ),
    FieldSpec::new(
        Field::Boilerplate,
        "boilerplate",
        ">3, 0, 1..5",
        "lines that recur over the articles of its site",
        "boilerplate:>3",
        &["recurring"],
    ),
    FieldSpec::new(
        Field::Tied(Tie::LinksTo),
        "links-to",
        "an id, or its first digits, 6 at least",
        "the pages that carry that article",
        "links-to:0a1b2c",
        &["linked", "promotes"],
    ),
    FieldSpec::new(
        Field::Tied(Tie::CopyOf),
        "copy-of",
        "an id, or its first digits, 6 at least",
        "the other articles with its text",
        "copy-of:0a1b2c",
        &["copyof", "duplicate"],
    ),
    FieldSpec::new(
        Field::Sort,
        "sort",
        "date, unread, words, headline, site, path, relevance, links, copies, new, boilerplate, quotes, defects; - before it turns it round",
        "the order of the list",
        "sort:unread,-date",
        &["order", "orderby"],
    ),
    FieldSpec::new(Field::Fold, "fold", "copies", "one row for all copies, the earliest", "fold:copies", &["collapse"]),
];

/// What a query can be made of besides fields: an example, and what it means.
pub const FORMS: &[(&str, &str)] = &[
    ("talks", "a word of the headline or the body, in any of its forms, accents and case aside"),
    ("\"press release\"", "words in a row"),
    ("covid-19", "the same: words in a row"),
    ("fentan*", "words that start so; \"press rel\"* works too"),
    ("peace talks", "both (AND may stand between them)"),
    ("peace OR talks", "one of them, or both (| for short)"),
    ("-talks", "without it (or NOT talks)"),
    ("(peace OR war) talks", "parentheses, also behind a field: title:(peace OR war)"),
    ("/covid-[0-9]+/", "a regular expression over headline and paragraphs; /…/c minds the case"),
    ("*", "every article"),
];

/// A value that is known beforehand: its name, what it stands for, and a few words of help.
pub(super) type Known<T> = (&'static str, T, &'static str);

pub(super) const FLAGS: &[Known<Flag>] = &[
    ("unread", Flag::Unread, "not read yet"),
    ("read", Flag::Read, "read"),
    ("starred", Flag::Starred, "with a star"),
    ("kept", Flag::Kept, "kept in triage"),
    ("dropped", Flag::Dropped, "dropped in triage"),
    ("noted", Flag::Noted, "with a note of yours"),
    ("seen-copy", Flag::SeenCopy, "a copy of it was read"),
    ("problem", Flag::Problem, "not understood in full"),
    ("stub", Flag::Defect(DefectKind::Stub), "without a body, or next to it"),
    ("paywall", Flag::Defect(DefectKind::Paywall), "ends where a subscription is asked for"),
    ("cookie-wall", Flag::Defect(DefectKind::CookieWall), "asks for consent in place of the story"),
    ("mojibake", Flag::Defect(DefectKind::Mojibake), "characters lost or misread"),
    ("truncated", Flag::Defect(DefectKind::Truncated), "ends within a sentence"),
    ("nav-only", Flag::Defect(DefectKind::NavOnly), "a menu or a list of links"),
];

pub(super) const HAS: &[Known<Has>] = &[
    ("quotes", Has::Quotes, "direct quotations"),
    ("sections", Has::Sections, "lists of other stories"),
    ("note", Has::Note, "a note of yours"),
    ("defect", Has::Defect, "something wrong with the text"),
];

pub(super) const SORT_KEYS: &[Known<SortKey>] = &[
    ("date", SortKey::Date, "newest first"),
    ("unread", SortKey::Unread, "unread first"),
    ("words", SortKey::Words, "longest first"),
    ("headline", SortKey::Headline, "by headline"),
    ("site", SortKey::Site, "by site"),
    ("path", SortKey::Path, "by path"),
    ("relevance", SortKey::Relevance, "best match first"),
    ("links", SortKey::Links, "what most pages carry first"),
    ("copies", SortKey::Copies, "most copies first"),
    ("new", SortKey::New, "most new paragraphs first"),
    ("boilerplate", SortKey::Boilerplate, "most boilerplate first"),
    ("quotes", SortKey::Quotes, "most quotes first"),
    ("defects", SortKey::Defects, "most defects first"),
];

pub(super) const FOLDS: &[Known<()>] = &[("copies", (), "one row for all copies")];

/// Languages that articles are known to be written in, for completion and for those who type the name.
pub(super) const LANGUAGES: &[(&str, &str)] = &[
    ("ar", "Arabic"),
    ("bn", "Bengali"),
    ("ca", "Catalan"),
    ("cs", "Czech"),
    ("da", "Danish"),
    ("de", "German"),
    ("el", "Greek"),
    ("en", "English"),
    ("es", "Spanish"),
    ("fa", "Persian"),
    ("fi", "Finnish"),
    ("fr", "French"),
    ("he", "Hebrew"),
    ("hi", "Hindi"),
    ("hu", "Hungarian"),
    ("id", "Indonesian"),
    ("it", "Italian"),
    ("ja", "Japanese"),
    ("ko", "Korean"),
    ("nl", "Dutch"),
    ("no", "Norwegian"),
    ("pl", "Polish"),
    ("pt", "Portuguese"),
    ("ro", "Romanian"),
    ("ru", "Russian"),
    ("sv", "Swedish"),
    ("th", "Thai"),
    ("tr", "Turkish"),
    ("uk", "Ukrainian"),
    ("ur", "Urdu"),
    ("vi", "Vietnamese"),
    ("zh", "Chinese"),
];

/// The field of this name.
pub(super) fn named(name: &str) -> Option<Field> {
    FIELDS.iter().find(|spec| spec.name == name).map(|spec| spec.field)
}

/// The name of a field; none for [`TextField::Any`], which is written without one.
pub(super) fn name_of(field: Field) -> Option<&'static str> {
    FIELDS.iter().find(|spec| spec.field == field).map(|spec| spec.name)
}

/// The field that was meant by a name that is none.
pub(super) fn meant(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    let elsewhere = FIELDS.iter().find(|spec| spec.also.contains(&name.as_str()));
    elsewhere.map(|spec| spec.name).or_else(|| nearest(&name, FIELDS.iter().map(|spec| spec.name)))
}

/// Which of `names` was meant by a name that is mistyped: from three letters on one mistake is forgiven, from seven on two.
pub(crate) fn nearest<'n>(typed: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let typed: Vec<char> = typed.chars().take(33).collect();
    let forgiven = match typed.len() {
        0..=2 => 0,
        3..=6 => 1,
        7..=32 => 2,
        _ => return None,
    };
    let measured = names.map(|name| (distance(&typed, name), name));
    measured.filter(|(distance, _)| *distance <= forgiven).min_by_key(|(distance, _)| *distance).map(|(_, name)| name)
}

/// How many letters must be changed, added, left out or swapped with their neighbour.
fn distance(typed: &[char], name: &str) -> usize {
    let name: Vec<char> = name.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=name.len()).collect();
    for (i, letter) in typed.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, other) in name.iter().enumerate() {
            let cell = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX - 1);
            let mut best =
                (cell(&row, j) + usize::from(letter != other)).min(cell(&row, j + 1) + 1).min(cell(&next, j) + 1);
            let swapped = i > 0 && j > 0 && typed.get(i - 1) == Some(other) && name.get(j - 1) == Some(letter);
            if swapped {
                best = best.min(cell(&before, j - 1) + 1);
            }
            next.push(best);
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().unwrap_or_default()
}
