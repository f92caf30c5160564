//! What a library tells: its answers, and how far its work is.

use std::sync::Arc;

use super::asks::Told;
use super::links::Links;
use super::query::{Query, Snippet};
use super::timeline::Timeline;
use super::{Position, Row, Spot, Standing, Statistics};
use crate::article::{Article, ArticleId, Text};
use crate::formats::Problem;
use crate::marks::Correction;

/// A file, or a record of one, that gives no article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The file.
    pub path: Text,
    /// What is wrong.
    pub problem: Problem,
}

/// The rows of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// The token of the limit that it answers.
    pub token: u64,
    /// The rows.
    pub order: Arc<[Position]>,
    /// Where groups begin, in order; empty where groups were not asked for.
    pub starts: Arc<[GroupStart]>,
    /// How many articles the library has.
    pub articles: u64,
    /// Articles that were read to answer, of how many; `None` once the view is complete.
    pub searching: Option<(u64, u64)>,
}

/// What puts rows of a view together.
#[derive(Clone, Debug)]
pub enum GroupBy {
    /// The day of publication, the newest first.
    Day,
    /// The site, A to Z.
    Site,
    /// The source, A to Z; what has none comes last.
    Source,
    /// The first of these queries that finds the article as far as the index knows, in their order; what none of them finds comes
    /// last.
    Queries(Arc<[Query]>),
}

/// Where a group of a view begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupStart {
    /// The number of its first row in the view.
    pub row: u32,
    /// Of [`GroupBy::Queries`], the number of the query; `None` for what none of them finds, and for other groups.
    pub query: Option<u32>,
}

/// What the library is busy with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    /// The folders are read for the first time.
    #[default]
    Reading,
    /// It is looked for what changed since the last opening.
    Sweeping,
    /// The full text is built.
    Indexing {
        /// Articles that it has.
        done: Position,
        /// Of how many.
        all: Position,
    },
    /// Nothing: everything is up to date.
    Current,
    /// Nothing: another reader keeps the index.
    Following,
}

/// How far bringing the index up to date has come.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Progress {
    /// What is being done.
    pub phase: Phase,
    /// The full text is not worked on for now, because the reader said so.
    pub paused: bool,
    /// Files read since the opening.
    pub files: u64,
    /// Bytes of these files, as far as they were read; of one that is compressed, those that it was unpacked to.
    pub bytes: u64,
    /// Articles in the library.
    pub articles: u64,
    /// Seconds since the opening.
    pub seconds: f64,
    /// Seconds that the first reading, or the full text, will take, as far as that can be told.
    pub left: Option<u64>,
    /// Whether the list has every article.
    pub done: bool,
    /// Whether an index of before has been told of the files that came since; what else became of known ones may be open still.
    pub arrived: bool,
}

/// A row whose file was read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rewritten {
    /// The row.
    pub before: Position,
    /// The one that its article has now.
    pub now: Position,
    /// The id of what the file says now; the default one where only its head was read.
    pub id: ArticleId,
}

/// What the library has to say.
#[derive(Clone, Debug)]
pub enum Event {
    /// Something was found.
    Grown {
        /// Files that could not be read.
        troubles: Vec<Trouble>,
        /// How far it has come.
        progress: Progress,
    },
    /// All files that could not be read, in the place of those told before.
    Troubles(Vec<Trouble>),
    /// Rows whose files were read again.
    Rewritten(Vec<Rewritten>),
    /// Articles that were corrected since their files were read last.
    Corrected(Vec<Correction>),
    /// The rows that the limit in force leaves.
    View(View),
    /// Rows that were asked for. Some come again once the whole articles were read.
    Rows(Vec<(Position, Row)>),
    /// Where rows have what the limit looks for.
    Hits(Vec<(Position, Snippet)>),
    /// An article that was asked for.
    Loaded {
        /// The token of the request.
        token: u64,
        /// The article's row.
        position: Position,
        /// The article, or why it cannot be read.
        article: Result<Arc<Article>, Problem>,
        /// What its story links mean, by section and item.
        links: Links,
        /// How it stands to the other articles; `None` where that is not known yet.
        standing: Option<Standing>,
        /// For each paragraph, whether it stood in another article that was read.
        known: Vec<bool>,
        /// For each paragraph, in how many articles of the site it stands, where it is boilerplate; else 0.
        boilerplate: Vec<u32>,
        /// The other articles with its text, the earliest first.
        copies: Vec<(Position, ArticleId)>,
    },
    /// All articles with the text of one that was asked for, it among them, the earliest first; none where it is alone.
    Copies {
        /// The token of the request.
        token: u64,
        /// Their rows and their ids.
        copies: Vec<(Position, ArticleId)>,
    },
    /// The ids that were asked for; those of articles that cannot be read are missing.
    Ids {
        /// The token of the request.
        token: u64,
        /// The ids, in the order of the rows.
        ids: Vec<ArticleId>,
        /// The ids of the articles with the text of one of these that are not among them.
        copies: Vec<ArticleId>,
    },
    /// The unread row that was asked for.
    Unread {
        /// The token of the request.
        token: u64,
        /// Its number in the view; `None` where all others are read.
        row: Option<usize>,
    },
    /// Where articles stand; those that the library does not have are missing.
    Located {
        /// The token of the request.
        token: u64,
        /// The articles, each with its position.
        found: Vec<(Spot, Position)>,
    },
    /// What rows hold.
    Statistics {
        /// The token of the request.
        token: u64,
        /// The numbers.
        statistics: Arc<Statistics>,
    },
    /// Of which days rows are.
    Timeline {
        /// The token of the request.
        token: u64,
        /// The days.
        timeline: Arc<Timeline>,
    },
    /// What completes a query: the names of the sites, and the tags that were given.
    Values {
        /// The sites, in order.
        sites: Vec<String>,
        /// The tags, in order.
        tags: Vec<String>,
    },
    /// What was asked beside the list.
    Told {
        /// The token of the question.
        token: u64,
        /// The answer, as far as it has come.
        told: Arc<Told>,
        /// Articles that were read to answer, of how many; `None` once the answer is complete.
        reading: Option<(u64, u64)>,
    },
    /// Something that people should know.
    Notice(Text),
}
