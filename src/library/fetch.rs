//! The threads that fetch: rows for the screen, and articles for the reader.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;
use std::thread;

use crossbeam_channel::Receiver;

use super::catalogue::{Catalogue, Entry, Segment, headline_hash};
use super::keeper::Shared;
use super::query::{Matcher, snippet};
use super::{Answer, Event, Position, Row, Spot, spot, statistics};
use crate::article::{Article, ArticleId, Text};
use crate::formats::Problem;
use crate::marks::Marks;

/// What the rows' thread is asked for.
pub(super) enum Fetch {
    /// Rows, and where they have the hits of a query, in so many columns.
    Rows(Vec<Position>, Option<(Arc<Matcher>, usize)>),
    /// The ids of many rows.
    Ids(Vec<Position>, u64),
    /// The names of the sites, and the tags of these marks.
    Values(Marks),
    /// Where articles stand.
    Locate(Vec<Spot>, u64),
    /// What rows hold, by these marks.
    Statistics(Arc<[Position]>, Marks, u64),
    /// The first row that is not read, behind this one, or else before it.
    Unread { order: Arc<[Position]>, from: usize, marks: Marks, token: u64 },
}

/// Articles that are read before it is looked what else is wanted.
const TOGETHER: usize = 8;
/// Rows that wait for their articles to be read; of more, the first ones are out of sight by then.
const WAITING: usize = 512;

/// Rows that were sent, but of which the articles tell more.
#[derive(Default)]
struct Later {
    waiting: VecDeque<(Position, Row)>,
    context: Option<(Arc<Matcher>, usize)>,
}

impl Later {
    fn add(&mut self, rows: &[(Position, Row)], context: Option<(Arc<Matcher>, usize)>) {
        let same = match (&self.context, &context) {
            (Some((one, _)), Some((other, _))) => Arc::ptr_eq(one, other),
            (one, other) => one.is_none() && other.is_none(),
        };
        if !same {
            self.waiting.clear();
        }
        self.context = context.filter(|(matcher, _)| matcher.has_hits());
        let all = self.context.is_some();
        self.waiting.extend(rows.iter().filter(|(_, row)| all || !row.traits.is_understood()).cloned());
        self.waiting.drain(..self.waiting.len().saturating_sub(WAITING));
    }
}

/// What both threads need.
#[derive(Clone)]
pub(super) struct Fetcher {
    pub(super) shared: Arc<Shared>,
    pub(super) stdin: Option<Arc<[u8]>>,
    pub(super) send: Answer,
}

impl std::fmt::Debug for Fetcher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Fetcher").finish_non_exhaustive()
    }
}

impl Fetcher {
    /// Starts the thread that fetches rows.
    pub(super) fn rows(self, wanted: Receiver<Fetch>) {
        drop(thread::Builder::new().name("rows".to_owned()).spawn(move || {
            let mut later = Later::default();
            loop {
                // What is asked for comes before what needs articles to be read.
                let fetch = if later.waiting.is_empty() { wanted.recv().ok() } else { wanted.try_recv().ok() };
                match fetch {
                    Some(fetch) => self.fetch(fetch, &mut later),
                    None if later.waiting.is_empty() => return,
                    None => self.look_into(&mut later),
                }
            }
        }));
    }

    fn fetch(&self, fetch: Fetch, later: &mut Later) {
        let catalogue = self.shared.published().catalogue.clone();
        match fetch {
            Fetch::Rows(positions, context) => {
                let row = |&position: &Position| Some((position, catalogue.row(position).ok()?));
                let rows: Vec<(Position, Row)> = positions.iter().filter_map(row).collect();
                later.add(&rows, context);
                (self.send)(Event::Rows(rows));
            }
            Fetch::Ids(positions, token) => {
                let ids = positions.iter().filter_map(|&position| self.id(&catalogue, position)).collect();
                (self.send)(Event::Ids { token, ids });
            }
            Fetch::Values(marks) => {
                // Without them there is only less to complete.
                let sites = catalogue.sites().unwrap_or_default();
                let tagged = marks.iter_where(|mark| !mark.tags.is_empty());
                let tags: BTreeSet<String> =
                    tagged.flat_map(|id| marks.get(id).tags).map(|tag| tag.to_string()).collect();
                (self.send)(Event::Values { sites, tags: tags.into_iter().collect() });
            }
            Fetch::Locate(spots, token) => {
                // An index that cannot be read has none of them.
                (self.send)(Event::Located { token, found: spot::locate(&catalogue, spots).unwrap_or_default() });
            }
            Fetch::Statistics(rows, marks, token) => match statistics::count(&catalogue, &rows, &marks) {
                Ok(statistics) => (self.send)(Event::Statistics { token, statistics: Arc::new(statistics) }),
                Err(error) => (self.send)(Event::Notice(Text::new(&format!("the index cannot be read: {error}")))),
            },
            Fetch::Unread { order, from, marks, token } => {
                let row = self.unread(&order, from, &marks);
                (self.send)(Event::Unread { token, row });
            }
        }
    }

    /// Reads some of the articles whose rows were sent: for the rows of which only the head was known, and for the hits.
    fn look_into(&self, later: &mut Later) {
        let (mut rows, mut hits) = (Vec::new(), Vec::new());
        let catalogue = self.shared.published().catalogue.clone();
        let some = later.waiting.len().min(TOGETHER);
        for (position, row) in later.waiting.drain(..some) {
            if !row.traits.is_understood() {
                rows.push((position, self.understand(row)));
            }
            if let Some((matcher, columns)) = &later.context
                && let Ok(article) = self.article(&catalogue, position)
            {
                hits.extend(snippet(&article, matcher, *columns).map(|snippet| (position, snippet)));
            }
        }
        if !rows.is_empty() {
            (self.send)(Event::Rows(rows));
        }
        if !hits.is_empty() {
            (self.send)(Event::Hits(hits));
        }
    }

    /// Starts the thread that reads articles. Of requests that wait, only the last one is answered.
    pub(super) fn articles(self, wanted: Receiver<(Position, u64)>) {
        drop(thread::Builder::new().name("articles".to_owned()).spawn(move || {
            while let Ok(first) = wanted.recv() {
                let (position, token) = wanted.try_iter().last().unwrap_or(first);
                let catalogue = self.shared.published().catalogue.clone();
                let article = self.article(&catalogue, position).map(Arc::new);
                let links =
                    article.as_ref().map_or_else(|_| Vec::new(), |article| links(article, position, &catalogue));
                (self.send)(Event::Loaded { token, position, article, links });
            }
        }));
    }

    fn article(&self, catalogue: &Catalogue, position: Position) -> Result<Article, Problem> {
        let place = catalogue.place(position);
        let place = place.map_err(|error| Problem { place: String::new(), reason: error.to_string() })?;
        super::read(&place, self.stdin.as_deref())
    }

    /// A row and its article; `None` where that cannot be read.
    pub(super) fn whole(&self, position: Position) -> Option<(Row, Article)> {
        let catalogue = self.shared.published().catalogue.clone();
        Some((catalogue.row(position).ok()?, self.article(&catalogue, position).ok()?))
    }

    /// The row of the whole article; one that cannot be read says so.
    fn understand(&self, row: Row) -> Row {
        understood(&row, self.stdin.as_deref()).unwrap_or(Row { unreadable: true, ..row })
    }

    fn id(&self, catalogue: &Catalogue, position: Position) -> Option<ArticleId> {
        let (segment, row) = catalogue.locate(position).ok()?;
        let known = segment.id(row).ok().filter(|id| *id != ArticleId::default());
        known.or_else(|| Some(self.article(catalogue, position).ok()?.id))
    }

    fn unread(&self, order: &[Position], from: usize, marks: &Marks) -> Option<usize> {
        let catalogue = self.shared.published().catalogue.clone();
        let after = from + 1..order.len();
        after.chain(0..from.min(order.len())).find(|&row| {
            let id = order.get(row).and_then(|&position| self.id(&catalogue, position));
            id.is_some_and(|id| !marks.get(id).read)
        })
    }
}

/// The row of the whole article.
pub(super) fn understood(row: &Row, stdin: Option<&[u8]>) -> Result<Row, Problem> {
    let document = super::document(&row.place, stdin)?;
    let folder = super::catalogue::folder_name(&row.place.path);
    let mut made = super::catalogue::Builder::default();
    made.push(Entry::of(&super::parse(&document), &document, &folder));
    let made = Segment::of(made.finish()).and_then(|segment| {
        Catalogue::new(Arc::default(), vec![segment], super::Bits::default()).row_at(0, &row.place)
    });
    made.map_err(|error| Problem { place: String::new(), reason: error.to_string() })
}

/// The rows that the story links of the article at `position` mean, by section and item. Of several with the same headline, the
/// one nearest in time is meant.
fn links(article: &Article, position: Position, catalogue: &Catalogue) -> Vec<Vec<Option<Position>>> {
    let one = |title: &str| {
        let candidates = catalogue.with_headline(headline_hash(title)?).ok()?;
        let others = candidates.into_iter().filter(|&other| other != position);
        others.min_by_key(|&other| {
            let there = catalogue.published(other);
            match (article.published, there) {
                (Some(here), Some(there)) => (there.date - here.date).get_days().abs(),
                _ => i32::MAX,
            }
        })
    };
    let sections = article.sections.iter();
    sections.map(|section| section.items.iter().map(|item| one(&item.title)).collect()).collect()
}
