//! The thread that answers what is asked about a view, or about the library, beside the list: counts, voices, hits in context,
//! and what sets an article apart. A new question ends the one before.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, unbounded};

use super::alike::{self, Telling};
use super::bits::Bits;
use super::eval::{self, Asked};
use super::facets::{self, Counted, Facet, Tally};
use super::fetch::Fetcher;
use super::keeper::Published;
use super::query::{Matcher, Query};
use super::standing::Columns;
use super::voices::{Entry, Gathering};
use super::{Event, Position, boilerplate, kwic, unreadable};
use crate::article::compare::{Body, Comparison, compare};
use crate::article::{Stamp, Text};
use crate::marks::Marks;

/// Hits in context that are put on the screen.
const LINES: usize = 20_000;
/// How often an answer that reads articles says what it has.
const REPORT: Duration = Duration::from_millis(250);

/// What is asked.
#[derive(Clone, Debug)]
pub enum Ask {
    /// How many of these rows have what.
    Facet(Facet, Arc<[Position]>),
    /// What somebody of this name said, in all articles.
    Voices(String),
    /// Where these rows have the hits of a query.
    Kwic(Arc<Matcher>, Arc<[Position]>),
    /// What sets the article in this row apart.
    Alike(Position),
    /// How the article in the first row differs from its copy in the second.
    Compare(Position, Position),
    /// Nothing any more: what was asked before is not wanted.
    Nothing,
}

/// The answer.
#[derive(Clone, Debug)]
pub enum Told {
    /// The counts.
    Facet(Facet, Counted),
    /// What they said, the newest first.
    Voices(Vec<Entry>),
    /// The hits, each with its row and the date of that.
    Kwic(Vec<(Position, Option<Stamp>, kwic::Line)>),
    /// The words, and the query that they make.
    Alike(Vec<Telling>, String),
    /// How an article differs from a copy.
    Compared(Arc<Compared>),
    /// Why there is none.
    Nothing(Text),
}

/// An article and a copy of it, side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// The article's row.
    pub position: Position,
    /// The copy's headline.
    pub headline: Text,
    /// The copy's site.
    pub site: Text,
    /// When the copy was published.
    pub published: Option<Stamp>,
    /// How the article differs from it.
    pub comparison: Arc<Comparison>,
}

/// The end of the thread that questions are put to.
#[derive(Debug)]
pub(super) struct Asks {
    send: Sender<(Ask, u64)>,
    newest: Arc<AtomicU64>,
}

impl Asks {
    /// Starts the thread. It ends when nobody can ask it anything any more.
    pub(super) fn start(fetcher: Fetcher) -> Self {
        let (send, asked) = unbounded();
        let newest = Arc::new(AtomicU64::new(0));
        let thread = Thread { fetcher, newest: Arc::clone(&newest) };
        drop(thread::Builder::new().name("asks".to_owned()).spawn(move || thread.run(&asked)));
        Self { send, newest }
    }

    pub(super) fn ask(&self, ask: Ask, token: u64) {
        self.newest.store(token, Ordering::Relaxed);
        drop(self.send.send((ask, token)));
    }
}

struct Thread {
    fetcher: Fetcher,
    newest: Arc<AtomicU64>,
}

/// A question that is being answered.
struct Answering<'a> {
    thread: &'a Thread,
    published: Arc<Published>,
    token: u64,
    said: Instant,
}

impl Thread {
    fn run(&self, asked: &Receiver<(Ask, u64)>) {
        while let Ok(first) = asked.recv() {
            let (ask, token) = asked.try_iter().last().unwrap_or(first);
            let mut answering =
                Answering { thread: self, published: self.fetcher.shared.published(), token, said: Instant::now() };
            if let Err(error) = answering.answer(ask) {
                answering.tell(Told::Nothing(unreadable(&error)), None);
            }
        }
    }
}

impl Answering<'_> {
    fn answer(&mut self, ask: Ask) -> io::Result<()> {
        match ask {
            Ask::Facet(facet, rows) => {
                let mut tally = Tally::new(facet);
                let index = if facet == Facet::Speaker { self.published.full_text() } else { None };
                facets::count(&self.published.catalogue, index.as_ref(), &rows, &mut tally, &|| self.is_over())?;
                if !self.is_over() {
                    self.tell(Told::Facet(facet, tally.finish()), None);
                }
            }
            Ask::Voices(name) => self.voices(&name)?,
            Ask::Kwic(matcher, rows) => self.kwic(&matcher, &rows),
            Ask::Alike(position) => self.alike(position),
            Ask::Compare(here, there) => self.compare(here, there),
            Ask::Nothing => {}
        }
        Ok(())
    }

    /// Whether the answer is no longer wanted.
    fn is_over(&self) -> bool {
        self.thread.newest.load(Ordering::Relaxed) > self.token || self.thread.fetcher.shared.is_stopped()
    }

    /// Tells what there is; `reading` is how many articles were read, of how many, while there is more to come.
    fn tell(&mut self, told: Told, reading: Option<(u64, u64)>) {
        self.said = Instant::now();
        (self.thread.fetcher.send)(Event::Told { token: self.token, told: Arc::new(told), reading });
    }

    fn is_due(&self) -> bool {
        self.said.elapsed() >= REPORT
    }

    /// What somebody said, in the articles of which the index says, or cannot rule out, that they speak there.
    fn voices(&mut self, name: &str) -> io::Result<()> {
        let mut gathering = Gathering::new(name, false);
        let query = gathering.within(Query::default());
        let index = self.published.full_text();
        let published = Arc::clone(&self.published);
        let candidates = {
            let marks = Marks::default();
            let asked = Asked {
                catalogue: &published.catalogue,
                standing: Columns { published: &published, marks: &marks },
                marks: &marks,
                index: index.as_ref(),
                indexed: published.indexed as usize,
                skimmed: eval::skimmed(&published.catalogue),
                cancel: &|| self.is_over(),
            };
            let answered = asked.answer(&query.filter)?;
            let mut all: Bits = answered.yes;
            all.or(&answered.maybe);
            all
        };
        let rows: Vec<Position> =
            published.order.iter().copied().filter(|position| candidates.get(*position as usize)).collect();
        for (read, position) in (0..).zip(&rows) {
            if self.is_over() {
                return Ok(());
            }
            if self.is_due() && !gathering.is_empty() {
                self.tell(Told::Voices(gathering.clone().finish()), Some((read, rows.len() as u64)));
            }
            if let Some((row, article)) = self.thread.fetcher.whole(*position) {
                gathering.take(*position, &row.place, &article);
            }
        }
        self.tell(Told::Voices(gathering.finish()), None);
        Ok(())
    }

    fn kwic(&mut self, matcher: &Matcher, rows: &[Position]) {
        let mut lines = Vec::new();
        for (read, position) in (0..).zip(rows) {
            if self.is_over() {
                return;
            }
            if lines.len() >= LINES {
                lines.truncate(LINES);
                break;
            }
            if self.is_due() {
                self.tell(Told::Kwic(lines.clone()), Some((read, rows.len() as u64)));
            }
            if let Some((_, article)) = self.thread.fetcher.whole(*position) {
                let found = kwic::lines(&article, matcher).into_iter();
                lines.extend(found.map(|line| (*position, article.published, line)));
            }
        }
        self.tell(Told::Kwic(lines), None);
    }

    fn alike(&mut self, position: Position) {
        let Some(index) = self.published.full_text() else {
            let why = "what is like an article is known once the full text is built";
            return self.tell(Told::Nothing(Text::new(why)), None);
        };
        let Some((_, article)) = self.thread.fetcher.whole(position) else {
            return self.tell(Told::Nothing(Text::new("the article cannot be read")), None);
        };
        let told = match alike::telling(&article, &index) {
            Ok(words) if words.is_empty() => Told::Nothing(Text::new("no word sets this article apart")),
            Ok(words) => {
                let query = alike::query(&words);
                Told::Alike(words, query)
            }
            Err(failure) => Told::Nothing(Text::new(&failure.to_string())),
        };
        self.tell(told, None);
    }

    fn compare(&mut self, here: Position, there: Position) {
        let fetcher = &self.thread.fetcher;
        let (Some((ours, article)), Some((row, copy))) = (fetcher.whole(here), fetcher.whole(there)) else {
            return self.tell(Told::Nothing(Text::new("the copy cannot be read")), None);
        };
        let here_aside = boilerplate::of(&self.published, &article, &ours.site);
        let there_aside = boilerplate::of(&self.published, &copy, &row.site);
        let comparison = compare(
            Body { paragraphs: &article.paragraphs, left_aside: &here_aside },
            Body { paragraphs: &copy.paragraphs, left_aside: &there_aside },
        );
        let compared = Compared {
            position: here,
            headline: row.details.headline,
            site: row.site,
            published: row.published,
            comparison: Arc::new(comparison),
        };
        self.tell(Told::Compared(Arc::new(compared)), None);
    }
}
