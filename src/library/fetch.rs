//! The threads that fetch: rows for the screen, and articles for the reader.

use std::sync::Arc;
use std::thread;

use crossbeam_channel::Receiver;

use super::catalogue::{Catalogue, Entry, Segment, headline_hash};
use super::keeper::Shared;
use super::query::{Matcher, snippet};
use super::{Answer, Event, Position, Row};
use crate::article::{Article, ArticleId};
use crate::formats::Problem;
use crate::marks::Marks;

/// What the rows' thread is asked for.
pub(super) enum Fetch {
    /// Rows, and where they have the hits of a query, in so many columns.
    Rows(Vec<Position>, Option<(Arc<Matcher>, usize)>),
    /// The ids of many rows.
    Ids(Vec<Position>, u64),
    /// The names of the sites.
    Sites,
    /// The first row that is not read, behind this one, or else before it.
    Unread { order: Arc<[Position]>, from: usize, marks: Marks, token: u64 },
}

/// What both threads need.
#[derive(Clone)]
pub(super) struct Fetcher {
    pub(super) shared: Arc<Shared>,
    pub(super) stdin: Option<Arc<[u8]>>,
    pub(super) send: Answer,
}

impl Fetcher {
    /// Starts the thread that fetches rows.
    pub(super) fn rows(self, wanted: Receiver<Fetch>) {
        drop(thread::Builder::new().name("rows".to_owned()).spawn(move || {
            while let Ok(fetch) = wanted.recv() {
                match fetch {
                    Fetch::Rows(positions, context) => self.send_rows(&positions, context.as_ref(), &wanted),
                    Fetch::Ids(positions, token) => {
                        let catalogue = self.shared.published().catalogue.clone();
                        let ids = positions.iter().filter_map(|&position| self.id(&catalogue, position)).collect();
                        (self.send)(Event::Ids { token, ids });
                    }
                    Fetch::Sites => {
                        // Without them there is only less to complete.
                        let sites = self.shared.published().catalogue.sites().unwrap_or_default();
                        (self.send)(Event::Sites(sites));
                    }
                    Fetch::Unread { order, from, marks, token } => {
                        let row = self.unread(&order, from, &marks);
                        (self.send)(Event::Unread { token, row });
                    }
                }
            }
        }));
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

    /// Sends rows; then again those of which only the head was known, and the hits in context, unless others are wanted by then.
    fn send_rows(&self, positions: &[Position], context: Option<&(Arc<Matcher>, usize)>, wanted: &Receiver<Fetch>) {
        let catalogue = self.shared.published().catalogue.clone();
        let rows: Vec<(Position, Row)> =
            positions.iter().filter_map(|&position| Some((position, catalogue.row(position).ok()?))).collect();
        let skimmed: Vec<(Position, Row)> =
            rows.iter().filter(|(_, row)| !row.traits.is_understood()).cloned().collect();
        (self.send)(Event::Rows(rows));
        let mut understood = Vec::new();
        for (position, row) in skimmed {
            if !wanted.is_empty() {
                break;
            }
            understood.push((position, self.understand(row)));
        }
        if !understood.is_empty() {
            (self.send)(Event::Rows(understood));
        }
        let Some((matcher, columns)) = context.filter(|(matcher, _)| matcher.has_hits()) else { return };
        let mut hits = Vec::new();
        for &position in positions {
            if !wanted.is_empty() {
                break;
            }
            let Ok(article) = self.article(&catalogue, position) else { continue };
            hits.extend(snippet(&article, matcher, *columns).map(|snippet| (position, snippet)));
        }
        if !hits.is_empty() {
            (self.send)(Event::Hits(hits));
        }
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
        Catalogue::new(Arc::default(), vec![segment], super::Bits::default(), 0).row_at(0, &row.place)
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
