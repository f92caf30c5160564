//! The threads that fetch: rows for the screen, what only their articles tell, and articles for the reader.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;
use std::thread;

use crossbeam_channel::{Receiver, Sender};

use super::bits::Bits;
use super::catalogue::{Catalogue, Entry, Segment};
use super::keeper::{NICE, Published, Shared};
use super::links::Page;
use super::query::{Matcher, snippet};
use super::standing::{self, is_known};
use super::{
    Answer, Event, Position, Row, Spot, Standing, boilerplate, prints, spot, statistics, timeline, unreadable,
};
use crate::article::{Article, ArticleId};
use crate::formats::{Problem, guarded};
use crate::marks::Marks;

/// What the rows' thread is asked for.
pub(super) enum Fetch {
    /// Rows, and where they have the hits of a query, in so many columns.
    Rows(Vec<Position>, Context, Marks),
    /// The articles with the text of one.
    Copies(Position, u64),
    /// The ids of many rows.
    Ids(Vec<Position>, u64),
    /// The names of the sites, and the tags of these marks.
    Values(Marks),
    /// Where articles stand.
    Locate(Vec<Spot>, u64),
    /// What rows hold, by these marks.
    Statistics(Arc<[Position]>, Marks, u64),
    /// Of which days the rows of a view are.
    Timeline(Arc<[Position]>, u64),
    /// The first row that is not read, behind this one, or else before it.
    Unread { order: Arc<[Position]>, from: usize, marks: Marks, token: u64 },
}

/// An article that is asked for.
pub(super) struct Wanted {
    pub(super) position: Position,
    pub(super) marks: Marks,
    pub(super) token: u64,
}

/// Articles that are read before it is looked what else is wanted.
const TOGETHER: usize = 8;
/// Rows that wait for their articles to be read; of more, the first ones are out of sight by then.
const WAITING: usize = 512;

/// A query whose hits are wanted, and in how many columns.
type Context = Option<(Arc<Matcher>, usize)>;

/// Rows that were sent, but of which the articles tell more, and what is looked for in these.
type Looks = (Vec<(Position, Row)>, Context);

/// What the thread that looks into articles is told.
struct Looking {
    to: Sender<Looks>,
    context: Context,
}

impl Looking {
    /// What it is to be told of rows: nothing where they tell all themselves.
    fn of(&mut self, rows: &[(Position, Row)], context: Context) -> Option<Looks> {
        let context = context.filter(|(matcher, _)| matcher.has_hits());
        let all = context.is_some();
        let rows: Vec<_> = rows.iter().filter(|(_, row)| all || !row.traits.is_understood()).cloned().collect();
        if rows.is_empty() && is_same(&self.context, &context) {
            return None;
        }
        self.context.clone_from(&context);
        Some((rows, context))
    }
}

fn is_same(one: &Context, other: &Context) -> bool {
    match (one, other) {
        (Some((one, _)), Some((other, _))) => Arc::ptr_eq(one, other),
        (one, other) => one.is_none() && other.is_none(),
    }
}

/// Rows whose articles are to be looked into.
#[derive(Default)]
struct Later {
    waiting: VecDeque<(Position, Row)>,
    context: Context,
}

impl Later {
    fn add(&mut self, (rows, context): Looks) {
        if !is_same(&self.context, &context) {
            self.waiting.clear();
        }
        self.context = context;
        self.waiting.extend(rows);
        self.waiting.drain(..self.waiting.len().saturating_sub(WAITING));
    }
}

/// What all of them need.
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
    /// Starts the thread that fetches rows, and the one that looks into their articles: a page takes some time to be read, for
    /// which rows must not wait.
    pub(super) fn rows(self, wanted: Receiver<Fetch>) {
        let (to, looks) = crossbeam_channel::unbounded();
        let looker = self.clone();
        drop(thread::Builder::new().name("looks".to_owned()).spawn(move || looker.looks(&looks)));
        drop(thread::Builder::new().name("rows".to_owned()).spawn(move || {
            let mut looking = Looking { to, context: None };
            let mut reads = Reads::default();
            for fetch in wanted {
                self.fetch(fetch, &mut looking, &mut reads);
            }
        }));
    }

    fn looks(&self, looks: &Receiver<Looks>) {
        // The rows can be read already, and while a list grows the next ones take their places. Where that is not allowed it takes
        // as much time as others.
        let _ = rustix::process::nice(NICE);
        let mut later = Later::default();
        while !self.shared.is_stopped() {
            // What came last may be about another query.
            let more = if later.waiting.is_empty() { looks.recv().ok() } else { looks.try_recv().ok() };
            match more {
                Some(more) => later.add(more),
                None if later.waiting.is_empty() => return,
                None => self.look_into(&mut later),
            }
        }
    }

    fn fetch(&self, fetch: Fetch, looking: &mut Looking, reads: &mut Reads) {
        let published = self.shared.published();
        let catalogue = published.catalogue.clone();
        match fetch {
            Fetch::Copies(position, token) => {
                (self.send)(Event::Copies { token, copies: self.copies(&published, position) });
            }
            Fetch::Rows(positions, context, marks) => {
                let read = reads.of(&published, &marks);
                let row = |&position: &Position| {
                    let standing = Standing::of(&published, position, &read);
                    Some((position, Row { standing, ..catalogue.row(position).ok()? }))
                };
                let rows: Vec<(Position, Row)> = positions.iter().filter_map(row).collect();
                let looks = looking.of(&rows, context);
                (self.send)(Event::Rows(rows));
                // What the articles tell must come behind it. Without the thread the rows stay as they are.
                if let Some(looks) = looks {
                    drop(looking.to.send(looks));
                }
            }
            Fetch::Ids(positions, token) => {
                let ids = |positions: &[Position]| -> Vec<ArticleId> {
                    positions.iter().filter_map(|&position| self.id(&catalogue, position)).collect()
                };
                // Without what the index knows of copies there are none.
                let copies = standing::copies(&published, &positions).unwrap_or_default();
                (self.send)(Event::Ids { token, ids: ids(&positions), copies: ids(&copies) });
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
                Err(error) => (self.send)(Event::Notice(unreadable(&error))),
            },
            Fetch::Timeline(rows, token) => {
                // An index that cannot be read has no days.
                let timeline = Arc::new(timeline::count(&catalogue, &rows).unwrap_or_default());
                (self.send)(Event::Timeline { token, timeline });
            }
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
    pub(super) fn articles(self, wanted: Receiver<Wanted>) {
        drop(thread::Builder::new().name("articles".to_owned()).spawn(move || {
            let mut reads = Reads::default();
            while let Ok(first) = wanted.recv() {
                let Wanted { position, marks, token } = wanted.try_iter().last().unwrap_or(first);
                let published = self.shared.published();
                let article = self.article(&published.catalogue, position).map(Arc::new);
                let read = reads.of(&published, &marks);
                let (links, known, boilerplate) = article.as_ref().map_or_else(
                    |_| Default::default(),
                    |article| {
                        let links = Page::new(&published, article, Some(position)).links(article);
                        let site = published.catalogue.day_and_site(position).map(|(_, site)| site).unwrap_or_default();
                        let boilerplate = boilerplate::of(&published, article, &site);
                        (links, known(&published, article, position, &read), boilerplate)
                    },
                );
                let standing = Standing::of(&published, position, &read);
                let mut copies = self.copies(&published, position);
                copies.retain(|(other, _)| *other != position);
                (self.send)(Event::Loaded { token, position, article, links, standing, known, boilerplate, copies });
            }
        }));
    }

    /// All articles with the text of the one at a position, and their ids.
    fn copies(&self, published: &Published, position: Position) -> Vec<(Position, ArticleId)> {
        let cluster = published.ties.as_ref().and_then(|ties| ties.cluster(position).ok()).unwrap_or_default();
        let dead = &published.catalogue.dead;
        let alive = cluster.into_iter().filter(|other| !dead.get(*other as usize));
        alive.filter_map(|other| Some((other, self.id(&published.catalogue, other)?))).collect()
    }

    fn article(&self, catalogue: &Catalogue, position: Position) -> Result<Article, Problem> {
        let place = catalogue.place(position);
        let place = place.map_err(|error| Problem { place: String::new(), reason: error.to_string() })?;
        super::read(&place, self.stdin.as_ref())
    }

    /// A row and its article; `None` where that cannot be read.
    pub(super) fn whole(&self, position: Position) -> Option<(Row, Article)> {
        let catalogue = self.shared.published().catalogue.clone();
        Some((catalogue.row(position).ok()?, self.article(&catalogue, position).ok()?))
    }

    /// The row of the whole article; one that cannot be read says so.
    fn understand(&self, row: Row) -> Row {
        understood(&row, self.stdin.as_ref()).unwrap_or(Row { unreadable: true, ..row })
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
pub(super) fn understood(row: &Row, stdin: Option<&Arc<[u8]>>) -> Result<Row, Problem> {
    let folder = super::catalogue::folder_name(&row.place.path);
    let entry = guarded(|| {
        let document = super::document(&row.place, stdin)?;
        Ok(Entry::of(&super::parse(&document), &document, &folder))
    })?;
    let mut made = super::catalogue::Builder::default();
    made.push(entry);
    let made = Segment::of(made.finish()).and_then(|segment| {
        Catalogue::new(Arc::default(), vec![segment], super::Bits::default()).row_at(0, &row.place)
    });
    made.map_err(|error| Problem { place: String::new(), reason: error.to_string() })
}

/// For each paragraph of the article at a position, whether it stood in another one that was read. Of one that is read itself
/// nothing is: who opens it wants to read it again.
fn known(published: &Published, article: &Article, position: Position, read: &Bits) -> Vec<bool> {
    let is_read = read.get(position as usize);
    let paragraphs = article.paragraphs.iter().map(|paragraph| {
        let hash = prints::paragraph(&paragraph.text).filter(|_| !is_read && prints::is_running(paragraph.kind));
        hash.is_some_and(|hash| is_known(published, hash, position, read))
    });
    paragraphs.collect()
}

/// The positions that were read, as of the marks and the rows that they were asked for last.
#[derive(Default)]
struct Reads {
    of: Option<(u64, Position)>,
    read: Arc<Bits>,
}

impl Reads {
    fn of(&mut self, published: &Published, marks: &Marks) -> Arc<Bits> {
        let now = Some((marks.generation(), published.catalogue.len()));
        if self.of != now {
            // Nothing is known of an index that cannot be read.
            self.read = Arc::new(standing::read(published, marks).unwrap_or_default());
            self.of = now;
        }
        Arc::clone(&self.read)
    }
}
