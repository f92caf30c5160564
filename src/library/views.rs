//! The thread that makes views: it answers queries, and goes on answering while the catalogue changes.
//!
//! What the index can tell comes first and at once. Articles of which it cannot are then read, newest first, and join the view.

mod group;
mod sort;

use std::cmp::Reverse;
use std::collections::HashMap;
use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, never};

use super::bits::Bits;
use super::catalogue::{self, Traits};
use super::eval::{self, Answered, Asked};
use super::fulltext::{self, Failure};
use super::keeper::{Published, Shared};
use super::parallel::workers;
use super::query::{Count, Expr, Leaf, Matcher, Pattern, Query, Sort, SortKey, Subject, TextField};
use super::standing::Columns;
use super::{Answer, Event, GroupBy, Position, View, headlines, parallel, unreadable};
use crate::marks::Marks;
use group::Groups;

/// Articles that are read between two looks at what else there is to do.
const SLICE: usize = 64;
/// How often a search that reads articles says how far it is.
const REPORT: Duration = Duration::from_millis(60);
/// How many times as long as an answer took, a catalogue that changes must wait for the next one.
const REST: u32 = 8;

/// A query, and by which marks it is answered.
pub(super) struct Limit {
    pub(super) query: Query,
    pub(super) group: Option<GroupBy>,
    pub(super) marks: Marks,
    pub(super) token: u64,
}

struct Views {
    shared: Arc<Shared>,
    stdin: Option<Arc<[u8]>>,
    send: Answer,
    /// The token of the newest limit: an older one need not be answered any more.
    newest: Arc<AtomicU64>,
    index: Option<(Arc<PathBuf>, fulltext::Index)>,
    current: Option<Current>,
    due: Option<Instant>,
}

/// The limit in force.
struct Current {
    limit: Limit,
    /// Made for the first article that has to be read.
    matcher: OnceLock<Matcher>,
    published: Arc<Published>,
    yes: Bits,
    /// Still to be read.
    maybe: Bits,
    /// Read, and of these what the query holds for.
    read: Bits,
    hits: Bits,
    /// What is to be read, in the order of reading, and how far that has come.
    queue: Vec<Position>,
    at: usize,
    /// How relevant the rows are, where that is asked for.
    scores: HashMap<Position, f32>,
    /// The group of each row, where groups are asked for.
    groups: Option<Groups>,
    said: Instant,
    cost: Duration,
}

/// Starts the thread. It ends when nobody can ask it anything any more.
pub(super) fn start(
    limits: Receiver<Limit>,
    changed: Receiver<()>,
    newest: Arc<AtomicU64>,
    shared: Arc<Shared>,
    stdin: Option<Arc<[u8]>>,
    send: Answer,
) {
    let views = Views { shared, stdin, send, newest, index: None, current: None, due: None };
    drop(thread::Builder::new().name("views".to_owned()).spawn(move || views.run(&limits, &changed)));
}

impl Views {
    fn run(mut self, limits: &Receiver<Limit>, changed: &Receiver<()>) {
        loop {
            let busy = self.current.as_ref().is_some_and(|current| current.at < current.queue.len());
            let wait = if busy { Some(Instant::now()) } else { self.due };
            let timeout = wait.map_or_else(never, crossbeam_channel::at);
            crossbeam_channel::select_biased! {
                recv(limits) -> limit => match limit {
                    Ok(limit) => self.limit(limits.try_iter().last().unwrap_or(limit)),
                    Err(_) => return,
                },
                recv(changed) -> _ => {
                    let rest = self.current.as_ref().map_or(Duration::ZERO, |current| current.cost * REST);
                    self.due.get_or_insert_with(|| Instant::now() + rest);
                },
                recv(timeout) -> _ => {}
            }
            if self.due.is_some_and(|due| due <= Instant::now()) {
                self.due = None;
                self.again();
            }
            self.read_some();
        }
    }

    fn limit(&mut self, limit: Limit) {
        self.current = Some(Current {
            limit,
            matcher: OnceLock::new(),
            published: Arc::default(),
            yes: Bits::default(),
            maybe: Bits::default(),
            read: Bits::default(),
            hits: Bits::default(),
            queue: Vec::new(),
            at: 0,
            scores: HashMap::new(),
            groups: None,
            said: Instant::now(),
            cost: Duration::ZERO,
        });
        self.again();
    }

    /// Answers the limit in force by the catalogue as it is now.
    fn again(&mut self) {
        let published = self.shared.published();
        let Some(mut current) = self.current.take() else { return };
        let began = Instant::now();
        if current.is_plain() {
            current.take(Answered::default(), published);
            current.cost = began.elapsed();
            current.show(&self.send);
            self.current = Some(current);
            return;
        }
        if published.is_part {
            self.current = Some(current);
            return;
        }
        self.reload(&published);
        let newest = Arc::clone(&self.newest);
        let token = current.limit.token;
        let cancel = move || newest.load(Ordering::Relaxed) > token;
        let asked = self.asked(&current, &published, &cancel);
        let answered = asked.answer(&current.limit.query.filter);
        let is_damaged = self.index.as_ref().is_some_and(|(_, index)| index.is_damaged());
        self.shared.damaged.fetch_or(is_damaged, Ordering::Relaxed);
        // Columns that cannot be read leave the rows without groups.
        let groups = current.limit.group.as_ref().and_then(|by| Groups::new(by, &asked).ok());
        if !cancel() {
            match answered {
                Ok(answered) => {
                    current.groups = groups;
                    current.take(answered, published);
                    current.score(self.index.as_ref().map(|(_, index)| index), &cancel);
                    current.cost = began.elapsed();
                    current.show(&self.send);
                }
                Err(error) => {
                    (self.send)(Event::Notice(unreadable(&error)));
                }
            }
        }
        self.current = Some(current);
    }

    fn asked<'a>(&'a self, current: &'a Current, published: &'a Published, cancel: &'a dyn Fn() -> bool) -> Asked<'a> {
        Asked {
            catalogue: &published.catalogue,
            marks: &current.limit.marks,
            index: self.index.as_ref().map(|(_, index)| index),
            indexed: published.indexed as usize,
            skimmed: eval::skimmed(&published.catalogue),
            standing: Columns { published, marks: &current.limit.marks },
            cancel,
        }
    }

    /// Goes to the full text as it was written last. One that cannot be read is left out: then articles are read.
    fn reload(&mut self, published: &Published) {
        let Some(folder) = published.text.as_ref().filter(|_| published.indexed > 0) else {
            self.index = None;
            return;
        };
        let same = self.index.as_mut().filter(|(known, _)| known == folder);
        let reloaded = same.is_some_and(|(_, index)| index.reload().is_ok());
        if !reloaded {
            let opened = fulltext::Index::open(folder);
            if let Err(Failure::Damaged(_)) = opened {
                self.shared.damaged.store(true, Ordering::Relaxed);
            }
            self.index = opened.ok().map(|index| (Arc::clone(folder), index));
        }
    }

    /// Reads some of the articles of which the index could not tell.
    fn read_some(&mut self) {
        let Some(current) = &mut self.current else { return };
        if current.at >= current.queue.len() {
            return;
        }
        let to = (current.at + SLICE).min(current.queue.len());
        let slice = current.queue.get(current.at..to).unwrap_or_default();
        let each = slice.len().div_ceil(workers()).max(1);
        let (published, limit) = (&current.published, &current.limit);
        let matcher = current.matcher.get_or_init(|| Matcher::new(&limit.query.filter));
        let stdin = self.stdin.as_ref();
        let mut found: Vec<(Position, bool)> = Vec::with_capacity(slice.len());
        thread::scope(|scope| {
            let parts: Vec<_> = slice
                .chunks(each)
                .map(|part| {
                    scope.spawn(move || {
                        part.iter().map(|&row| (row, holds(row, published, limit, matcher, stdin))).collect::<Vec<_>>()
                    })
                })
                .collect();
            for part in parts {
                found.extend(part.join().unwrap_or_default());
            }
        });
        for (position, holds) in found {
            current.read.set(position as usize);
            if holds {
                current.hits.set(position as usize);
            }
        }
        current.at = to;
        if current.at == current.queue.len() || current.said.elapsed() >= REPORT {
            current.show(&self.send);
        }
    }
}

/// Whether a query holds for the article at a position; not for one that cannot be read.
fn holds(
    position: Position,
    published: &Published,
    limit: &Limit,
    matcher: &Matcher,
    stdin: Option<&Arc<[u8]>>,
) -> bool {
    let catalogue = &published.catalogue;
    let (Ok(place), Ok(path)) = (catalogue.place(position), catalogue.path_within(position)) else { return false };
    let Ok(article) = super::read(&place, stdin) else { return false };
    let mark = limit.marks.get(article.id);
    let site = catalogue::site(&article, &place.path);
    matcher.matches(&Subject { article: &article, path: &path, site: &site, marks: eval::facts(&mark) })
}

impl Current {
    /// Takes what the index told of a catalogue. What was read before stays known.
    fn take(&mut self, answered: Answered, published: Arc<Published>) {
        let Answered { yes, mut maybe } = answered;
        maybe.and_not(&self.read);
        self.hits.grow(yes.len());
        self.read.grow(yes.len());
        let open = !maybe.is_empty();
        self.queue = if open {
            published.order.iter().copied().filter(|position| maybe.get(*position as usize)).collect()
        } else {
            Vec::new()
        };
        (self.yes, self.maybe, self.published, self.at) = (yes, maybe, published, 0);
    }

    /// Asks how relevant the rows are.
    fn score(&mut self, index: Option<&fulltext::Index>, cancel: &dyn Fn() -> bool) {
        let wanted = self.limit.query.sort.iter().any(|sort| sort.key == SortKey::Relevance);
        let Some(index) = index.filter(|_| wanted) else { return };
        let mut leaves = Vec::new();
        words(&self.limit.query.filter, &mut leaves);
        // Without scores the order is that of the dates.
        let scores = index.scores(&leaves, &self.yes, cancel).unwrap_or_default();
        self.scores = scores.into_iter().collect();
    }

    /// Sends the view.
    fn show(&mut self, send: &Answer) {
        self.said = Instant::now();
        let mut order = self.order();
        let starts = self.groups.as_ref().map(|groups| groups.gather(&mut order)).unwrap_or_default().into();
        let articles = self.published.catalogue.articles();
        let searching = if self.published.is_part {
            Some((order.len() as u64, articles))
        } else {
            (self.at < self.queue.len()).then_some((self.at as u64, self.queue.len() as u64))
        };
        send(Event::View(View { token: self.limit.token, order, starts, articles, searching }));
    }

    /// Whether all rows are wanted, in the order that they have and without groups.
    fn is_plain(&self) -> bool {
        let newest_first = [Sort { key: SortKey::Date, reversed: false }];
        let sort = &self.limit.query.sort;
        let is_all = matches!(self.limit.query.filter, Expr::All);
        is_all && !self.limit.query.fold && self.limit.group.is_none() && (sort.is_empty() || **sort == newest_first)
    }

    /// The rows of the view, in order.
    fn order(&self) -> Arc<[Position]> {
        if self.is_plain() {
            return Arc::clone(&self.published.order);
        }
        let sort = &self.limit.query.sort;
        let mut shown = self.yes.clone();
        shown.or(&self.hits);
        let mut rows = self.in_order(&shown);
        // The last key counts least: each sort keeps the order of those that it takes for equal.
        for key in sort.iter().rev() {
            // A column that cannot be read leaves the order as it is.
            drop(self.sort(&mut rows, *key));
        }
        if self.limit.query.fold {
            // Unfolded is what cannot be told.
            drop(self.columns().fold(&mut rows));
        }
        rows.into()
    }

    /// These rows in the order that the catalogue has.
    fn in_order(&self, shown: &Bits) -> Vec<Position> {
        /// So few are sorted by their dates, and not looked for among all.
        const FEW: usize = 1 << 10;
        let Published { catalogue, order, .. } = &*self.published;
        if order.len() > FEW * 64 && shown.iter().nth(FEW).is_none() {
            let living = shown.iter().filter(|position| !catalogue.dead.get(*position));
            let rows = living.filter_map(|position| Position::try_from(position).ok());
            let dated: io::Result<Vec<_>> = rows.map(|row| Ok((Reverse(catalogue.date(row)?), row))).collect();
            if let Ok(mut dated) = dated {
                dated.sort_unstable();
                return dated.into_iter().map(|(_, row)| row).collect();
            }
        }
        let parts: Vec<&[Position]> = order.chunks(order.len().div_ceil(workers()).max(SLICE)).collect();
        let some = |part: &&[Position]| -> Vec<Position> {
            part.iter().copied().filter(|position| shown.get(*position as usize)).collect()
        };
        parallel::map(&parts, some).concat()
    }

    fn columns(&self) -> Columns<'_> {
        Columns { published: &self.published, marks: &self.limit.marks }
    }

    fn sort(&self, rows: &mut Vec<Position>, sort: Sort) -> io::Result<()> {
        let catalogue = &self.published.catalogue;
        match sort.key {
            // The rows are in the order of their dates to begin with, the undated ones last.
            SortKey::Date => sort::by_date(rows, &catalogue.dates()?, sort.reversed),
            // The longest come first.
            SortKey::Words => by(rows, &catalogue.words()?, !sort.reversed),
            SortKey::Site => by(rows, &catalogue.site_ranks()?, sort.reversed),
            SortKey::Headline => {
                let ties = self.published.ties.as_ref().filter(|ties| ties.rows() == catalogue.len());
                let known = ties.and_then(|ties| ties.headlines().ok()).filter(|known| !known.is_empty());
                headlines::sort(rows, catalogue, known.as_deref())?;
                if sort.reversed {
                    rows.reverse();
                }
            }
            SortKey::Path => sort::by_path(rows, catalogue, sort.reversed)?,
            SortKey::Unread => {
                let mut read = Bits::new(catalogue.len() as usize);
                let ids: Vec<u128> = self.limit.marks.iter_where(|mark| mark.read).map(|id| id.0).collect();
                catalogue.with_ids(&ids, &mut read)?;
                rows.sort_by_key(|position| read.get(*position as usize) != sort.reversed);
            }
            SortKey::Links => by(rows, &self.columns().ranks(Count::Links)?, !sort.reversed),
            SortKey::Copies => by(rows, &self.columns().ranks(Count::Copies)?, !sort.reversed),
            SortKey::Boilerplate => by(rows, &self.columns().ranks(Count::Boilerplate)?, !sort.reversed),
            SortKey::New => by(rows, &self.columns().ranks(Count::New)?, !sort.reversed),
            SortKey::Quotes => by_traits(rows, &catalogue.traits()?, Traits::quotes, !sort.reversed),
            SortKey::Defects => by_traits(rows, &catalogue.traits()?, Traits::defects, !sort.reversed),
            SortKey::Relevance => {
                let score = |position: &Position| self.scores.get(position).copied().unwrap_or(0.0);
                rows.sort_by(|one, other| score(other).total_cmp(&score(one)));
                if sort.reversed {
                    rows.reverse();
                }
            }
        }
        Ok(())
    }
}

/// Sorts by a column; equal ones keep their order.
fn by(rows: &mut [Position], column: &[u32], reversed: bool) {
    sort::by_number(rows, |position| column.get(position as usize).copied().unwrap_or_default(), reversed);
}

/// Sorts by what the traits say; equal ones keep their order.
fn by_traits(rows: &mut [Position], traits: &[Traits], number: impl Fn(Traits) -> u32, reversed: bool) {
    let number = |position: Position| traits.get(position as usize).map_or(0, |traits| number(*traits));
    sort::by_number(rows, number, reversed);
}

/// The words that a query looks for.
fn words(expr: &Expr, found: &mut Vec<(TextField, Pattern)>) {
    match expr {
        Expr::Leaf(Leaf::Text(field, pattern)) => found.push((*field, pattern.clone())),
        Expr::And(parts) | Expr::Or(parts) => parts.iter().for_each(|part| words(part, found)),
        Expr::All | Expr::Leaf(_) | Expr::Not(_) => {}
    }
}
