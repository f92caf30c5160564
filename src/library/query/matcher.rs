//! Whether a query holds for an article, told by reading it.
//!
//! It answers for what no index has yet, for regular expressions, and it is what the index is tested against.

use std::sync::Arc;

use globset::{Candidate, GlobSet};
use regex::Regex;

use super::{Expr, Flag, Has, Leaf, TextField};
use crate::article::{Article, Text, defects};
use crate::library::analysis::Needle;

/// An article, and what is known about it elsewhere.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// What it says.
    pub article: &'a Article,
    /// Its path within the library.
    pub path: &'a [u8],
    /// What the list names as its publication: the site, else the source, else the folder.
    pub site: &'a str,
    /// What the reader did to it.
    pub marks: MarkFacts<'a>,
}

/// What the reader did to an article, as far as queries ask for it.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a mark of its own")]
pub struct MarkFacts<'a> {
    /// Read.
    pub read: bool,
    /// Starred.
    pub starred: bool,
    /// Kept in triage.
    pub kept: bool,
    /// Dropped in triage.
    pub dropped: bool,
    /// What the note says.
    pub note: Option<&'a str>,
    /// A copy of it was read.
    pub seen_copy: bool,
    /// The tags.
    pub tags: &'a [Arc<Text>],
}

/// An expression made ready to be asked of many articles.
#[derive(Clone, Debug)]
pub struct Matcher {
    root: Node,
    /// What is looked for in texts and not excluded: its places are the hits.
    pub(super) sought: Vec<Sought>,
}

#[derive(Clone, Debug)]
enum Node {
    All,
    Not(Box<Node>),
    And(Vec<Node>),
    Or(Vec<Node>),
    /// A leaf that looks at no text.
    Fact(Leaf),
    Path(GlobSet),
    Sought(Sought),
}

/// What is looked for in the texts of an article.
#[derive(Clone, Debug)]
pub(super) enum Sought {
    Words(TextField, Needle),
    Regex(Regex),
}

impl Matcher {
    /// Makes `expr` ready.
    #[must_use]
    pub fn new(expr: &Expr) -> Self {
        let mut sought = Vec::new();
        let root = node(expr, true, &mut sought);
        Self { root, sought }
    }

    /// Whether the expression holds for an article.
    #[must_use]
    pub fn matches(&self, subject: &Subject<'_>) -> bool {
        self.root.holds(subject)
    }
}

/// `shown` while what is found is wanted, not excluded.
fn node(expr: &Expr, shown: bool, sought: &mut Vec<Sought>) -> Node {
    let mut parts = |parts: &[Expr]| {
        let mut nodes: Vec<Node> = parts.iter().map(|part| node(part, shown, sought)).collect();
        // What is known without reading the text decides first.
        nodes.sort_by_key(Node::cost);
        nodes
    };
    let found = match expr {
        Expr::All => return Node::All,
        Expr::Not(inner) => return Node::Not(Box::new(node(inner, !shown, sought))),
        Expr::And(list) => return Node::And(parts(list)),
        Expr::Or(list) => return Node::Or(parts(list)),
        Expr::Leaf(Leaf::Text(field, pattern)) => Sought::Words(*field, Needle::new(pattern)),
        Expr::Leaf(Leaf::Regex(regex)) => Sought::Regex(regex.clone()),
        // The parser let no glob through that cannot be compiled; one from elsewhere matches nothing.
        Expr::Leaf(Leaf::Path(glob)) => return Node::Path(glob.compiled().unwrap_or_default()),
        Expr::Leaf(leaf) => return Node::Fact(leaf.clone()),
    };
    if shown {
        sought.push(found.clone());
    }
    Node::Sought(found)
}

impl Node {
    fn holds(&self, subject: &Subject<'_>) -> bool {
        match self {
            Self::All => true,
            Self::Not(inner) => !inner.holds(subject),
            Self::And(parts) => parts.iter().all(|part| part.holds(subject)),
            Self::Or(parts) => parts.iter().any(|part| part.holds(subject)),
            Self::Fact(leaf) => is_fact(leaf, subject),
            Self::Path(glob) => glob.is_match_candidate(&Candidate::from_bytes(subject.path)),
            Self::Sought(Sought::Words(TextField::Site, needle)) => needle.find(subject.site, None).is_some(),
            Self::Sought(sought) => sought.is_in(subject.article),
        }
    }

    /// How much of the article is read to answer.
    fn cost(&self) -> u8 {
        match self {
            Self::All | Self::Fact(_) => 0,
            Self::Path(_) => 1,
            Self::Sought(Sought::Words(TextField::Any | TextField::Body, _)) => 3,
            Self::Sought(Sought::Words(..)) => 2,
            Self::Sought(Sought::Regex(_)) => 4,
            Self::Not(inner) => inner.cost(),
            Self::And(parts) | Self::Or(parts) => parts.iter().map(Self::cost).max().unwrap_or_default(),
        }
    }
}

impl Sought {
    fn is_in(&self, article: &Article) -> bool {
        match self {
            Self::Words(field, needle) => needle.is_in(article, *field),
            Self::Regex(regex) => {
                let mut texts =
                    article.headline.iter().chain(article.paragraphs.iter().map(|paragraph| &paragraph.text));
                texts.any(|text| regex.is_match(text))
            }
        }
    }
}

fn is_fact(leaf: &Leaf, Subject { article, marks, .. }: &Subject<'_>) -> bool {
    match leaf {
        Leaf::Language(code) => article.language.as_ref().is_some_and(|language| language.as_str() == code),
        Leaf::Published(first, last) => article.published.is_some_and(|stamp| {
            first.is_none_or(|first| first <= stamp.date) && last.is_none_or(|last| stamp.date <= last)
        }),
        Leaf::Words(range) => range.contains(&u32::try_from(article.words).unwrap_or(u32::MAX)),
        Leaf::Quotes(range) => range.contains(&u32::try_from(article.quotes.len()).unwrap_or(u32::MAX)),
        Leaf::Is(flag) => match flag {
            Flag::Unread => !marks.read,
            Flag::Read => marks.read,
            Flag::Starred => marks.starred,
            Flag::Kept => marks.kept,
            Flag::Dropped => marks.dropped,
            Flag::Noted => marks.note.is_some(),
            Flag::SeenCopy => marks.seen_copy,
            Flag::Problem => !article.warnings.is_empty(),
            Flag::Defect(kind) => defects::find(article).iter().any(|defect| defect.kind == *kind),
        },
        Leaf::Has(Has::Quotes) => !article.quotes.is_empty(),
        Leaf::Has(Has::Sections) => !article.sections.is_empty(),
        Leaf::Has(Has::Note) => marks.note.is_some(),
        Leaf::Has(Has::Defect) => !defects::find(article).is_empty(),
        Leaf::Tag(name) => marks.tags.iter().any(|tag| tag.as_str() == name),
        Leaf::Note(text) => marks.note.is_some_and(|note| says(note, text)),
        // What an article has to do with others, it does not say itself.
        Leaf::Count(..) | Leaf::Tied(..) => false,
        // They have nodes of their own.
        Leaf::Text(..) | Leaf::Regex(_) | Leaf::Path(_) => false,
    }
}

/// Whether a note says `text` somewhere, without regard to case.
pub(crate) fn says(note: &str, text: &str) -> bool {
    note.to_lowercase().contains(&text.to_lowercase())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::article::{self, Fields};
    use crate::library::query::Query;

    const STORY: &str = "China, US Restart Stalled Talks In Beijing For Fentanyl\n\nUmer Jamshaid Published January 30, 2024 | 03:50 PM\n\n\
        Beijing, (APP - UrduPoint / Pakistan Point News - 30th Jan, 2024) The two countries restarted talks on Tuesday to stop \
        the flow of the synthetic drug, officials in Beijing said.\n\nThe studies of covid-19 were a different matter, they \
        added.\n\n\"Synthetic drugs are killing so many people,\" said Jen Daskal, a deputy adviser of the White House.\n\n\
        Recent Stories\n\nThief gang busted, three held\n\n20 minutes ago\n";

    fn check(text: &str, expected: bool) {
        let article = article::parse(STORY, &Fields { language: Some("en".into()), ..Fields::default() });
        let tags = [Arc::new(Text::new("to do"))];
        let marks = MarkFacts { starred: true, note: Some("Ask HER"), tags: &tags, ..MarkFacts::default() };
        let subject = Subject { article: &article, path: b"world/fentanyl.txt", site: "UrduPoint", marks };
        let query = Query::parse(text, date(2024, 2, 1)).unwrap();
        assert_eq!(Matcher::new(&query.filter).matches(&subject), expected, "{text}: {article:#?}");
    }

    #[test]
    fn words_are_found_in_their_fields() {
        for text in [
            "",
            "fentanyl",
            "study",
            "covid-19",
            "COVID",
            "\"stalled talk\"",
            "countr*",
            "\"covid 1\"*",
            "title:beijing",
            "body:beijing",
            "author:jamshaid",
            "place:beijing",
            "speaker:daskal",
            "quote:\"killing so many\"",
            "section:thief",
            "section:recent",
            "note:ask",
            "note:\"ask her\"",
            "title:(beijing fentanyl)",
        ] {
            check(text, true);
            check(&format!("-({text} *)"), false);
        }
        for text in [
            "heroin",
            "studiex*",
            "\"talks stalled\"",
            "title:officials",
            "author:daskal",
            "quote:officials",
            "body:thief",
            "place:china",
            "\"added synthetic\"",
        ] {
            check(text, false);
            check(&format!("-{text}"), true);
        }
    }

    #[test]
    fn facts_decide() {
        for text in [
            "lang:en",
            "date:2024-01",
            "date:3d",
            "-date:..2023",
            "date:..",
            "words:>20",
            "words:..100",
            "-words:5",
            "is:unread",
            "is:starred",
            "is:noted",
            "has:note",
            "has:quotes",
            "has:sections",
            "tag:\"to do\"",
            "path:world",
            "path:*.txt",
            "-path:sport/",
            "-is:kept",
            "-is:read",
            "-tag:todo",
            "-lang:ur",
        ] {
            check(text, true);
        }
    }

    #[test]
    fn operators_combine() {
        check("heroin OR fentanyl", true);
        check("heroin OR fentanyl is:read", false);
        check("(heroin OR fentanyl) -tag:x is:unread", true);
        check("-(heroin OR fentanyl)", false);
        check("-*", false);
    }

    #[test]
    fn a_regular_expression_looks_at_each_paragraph() {
        check("/covid-[0-9]{2}/", true);
        check("/^\"SYNTHETIC.*daskal/", true);
        check("/SYNTHETIC/c", false);
        check("/added.*synthetic/", false);
        check("/Stalled Talks/", true);
    }
}
