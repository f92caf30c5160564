//! The thread that owns the rows: it takes what the workers find, keeps the view, and answers.

use std::cmp::Reverse;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, unbounded};

use super::links::Headlines;
use super::scan::Found;
use super::search::{self, Hits, Words};
use super::{Answer, Catalogue, Chunk, Event, Limit, Position, Progress, Row, Trouble, View};

/// How often new rows are shown. The first ones are shown sooner.
const SHOW: Duration = Duration::from_millis(60);
const SHOW_FIRST: Duration = Duration::from_millis(15);

pub(super) enum Command {
    Found(Found),
    Scanned,
    Limit(Limit, u64),
    Load(Position, u64),
    Hits(Hits),
}

/// A request for an article.
struct Request {
    position: Position,
    token: u64,
}

struct Engine {
    commands: Sender<Command>,
    send: Answer,
    stdin: Option<Arc<[u8]>>,
    catalogue: Catalogue,
    headlines: Headlines,
    rows: Vec<Row>,
    troubles: Vec<Trouble>,
    progress: Progress,
    due: Option<Instant>,
    limit: Limit,
    words: Words,
    token: u64,
    order: Vec<Position>,
    generation: Arc<AtomicU64>,
    searching: Option<(u64, u64)>,
}

/// Starts the engine. It ends when nobody can send it anything any more, or when `stop` says so.
pub(super) fn start(receive: Receiver<Command>, stdin: Option<Arc<[u8]>>, send: Answer, stop: Arc<AtomicBool>) {
    thread::spawn(move || {
        let (commands, own) = unbounded();
        let mut engine = Engine::new(commands, send, stdin);
        while !stop.load(Ordering::Relaxed) {
            let mut load = None;
            let received = engine.wait(&receive, &own);
            match received {
                Ok(command) => engine.take(command, &mut load),
                Err(RecvTimeoutError::Timeout) => engine.show(),
                Err(RecvTimeoutError::Disconnected) => return,
            }
            // Loads that were overtaken by a later one are not done.
            while let Ok(command) = receive.try_recv() {
                engine.take(command, &mut load);
                if engine.due.is_some_and(|due| due <= Instant::now()) {
                    break;
                }
            }
            if engine.due.is_some_and(|due| due <= Instant::now()) {
                engine.show();
            }
            if let Some(request) = load {
                engine.load(&request);
            }
        }
    });
}

impl Engine {
    fn new(commands: Sender<Command>, send: Answer, stdin: Option<Arc<[u8]>>) -> Self {
        Self {
            commands,
            send,
            stdin,
            catalogue: Catalogue::default(),
            headlines: Headlines::default(),
            rows: Vec::new(),
            troubles: Vec::new(),
            progress: Progress::default(),
            due: None,
            limit: Limit::default(),
            words: Words::default(),
            token: 0,
            order: Vec::new(),
            generation: Arc::default(),
            searching: None,
        }
    }

    /// The next command, from outside or from a search; without rows to show the thread sleeps until there is one.
    fn wait(&self, receive: &Receiver<Command>, own: &Receiver<Command>) -> Result<Command, RecvTimeoutError> {
        let timeout = self.due.map_or_else(crossbeam_channel::never, crossbeam_channel::at);
        crossbeam_channel::select! {
            recv(receive) -> command => command.map_err(|_| RecvTimeoutError::Disconnected),
            recv(own) -> command => command.map_err(|_| RecvTimeoutError::Disconnected),
            recv(timeout) -> _ => Err(RecvTimeoutError::Timeout),
        }
    }

    fn take(&mut self, command: Command, load: &mut Option<Request>) {
        match command {
            Command::Found(found) => self.found(found),
            Command::Scanned => {
                self.progress.done = true;
                self.due = Some(Instant::now());
            }
            Command::Limit(limit, token) => self.limit(limit, token),
            Command::Load(position, token) => *load = Some(Request { position, token }),
            Command::Hits(hits) => self.hits(hits),
        }
    }

    fn found(&mut self, found: Found) {
        match found {
            Found::Row(row) => self.rows.push(row),
            Found::Trouble(trouble) => self.troubles.push(trouble),
            Found::File => self.progress.files += 1,
        }
        let wait = if self.catalogue.is_empty() { SHOW_FIRST } else { SHOW };
        self.due.get_or_insert_with(|| Instant::now() + wait);
    }

    /// Sends what was found since the last time, and the view with it.
    fn show(&mut self) {
        self.due = None;
        let rows = std::mem::take(&mut self.rows);
        let first = self.catalogue.len();
        let chunk = (!rows.is_empty()).then(|| Arc::new(Chunk { rows }));
        if let Some(chunk) = &chunk {
            self.catalogue.push(Arc::clone(chunk));
        }
        let new = positions(first, self.catalogue.len());
        for &position in &new {
            if let Some(row) = self.catalogue.row(position) {
                self.headlines.insert(&row.headline, position);
            }
        }
        let troubles = std::mem::take(&mut self.troubles);
        (self.send)(Event::Grown { chunk, troubles, progress: self.progress });
        let (shown, unsure) = self.sift(new);
        self.merge(shown);
        self.search(unsure);
        self.send_view();
    }

    fn limit(&mut self, limit: Limit, token: u64) {
        self.generation.fetch_add(1, Ordering::Relaxed);
        self.searching = None;
        self.words = Words::new(&limit.words);
        self.limit = limit;
        self.token = token;
        self.order.clear();
        let (shown, unsure) = self.sift(positions(0, self.catalogue.len()));
        self.merge(shown);
        self.search(unsure);
        self.send_view();
    }

    /// Parts rows into those that belong to the view, and those of which only the body can tell.
    fn sift(&self, rows: Vec<Position>) -> (Vec<Position>, Vec<Position>) {
        let marked = |row: &Row| {
            let wanted = [&self.limit.unread, &self.limit.starred];
            wanted.into_iter().flatten().all(|wanted| wanted(row.id))
        };
        let candidates = rows.into_iter().filter(|&position| self.catalogue.row(position).is_some_and(marked));
        candidates.partition(|&position| self.catalogue.row(position).is_some_and(|row| self.words.in_row(row)))
    }

    fn search(&mut self, unsure: Vec<Position>) {
        if self.words.is_empty() || unsure.is_empty() {
            return;
        }
        let (done, all) = self.searching.unwrap_or((0, 0));
        self.searching = Some((done, all + unsure.len() as u64));
        let generation = self.generation.load(Ordering::Relaxed);
        search::bodies(
            self.words.clone(),
            unsure,
            self.catalogue.clone(),
            self.stdin.clone(),
            (Arc::clone(&self.generation), generation),
            self.commands.clone(),
        );
    }

    fn hits(&mut self, hits: Hits) {
        if hits.generation != self.generation.load(Ordering::Relaxed) {
            return;
        }
        self.merge(hits.rows);
        if let Some((done, all)) = &mut self.searching {
            *done += hits.searched;
            if done >= all {
                self.searching = None;
            }
        }
        self.send_view();
    }

    /// Merges rows into the order.
    fn merge(&mut self, mut rows: Vec<Position>) {
        if rows.is_empty() {
            return;
        }
        let catalogue = &self.catalogue;
        let key = |position: Position| {
            let row = catalogue.row(position);
            (Reverse(row.and_then(|row| row.published)), row.map(|row| &row.place))
        };
        rows.sort_by(|&one, &other| key(one).cmp(&key(other)));
        let mut merged = Vec::with_capacity(self.order.len() + rows.len());
        let mut old = self.order.iter().copied().peekable();
        for row in rows {
            while let Some(before) = old.next_if(|&before| key(before) <= key(row)) {
                merged.push(before);
            }
            merged.push(row);
        }
        merged.extend(old);
        self.order = merged;
    }

    fn send_view(&self) {
        let order = self.order.as_slice().into();
        (self.send)(Event::View(View { token: self.token, order, searching: self.searching }));
    }

    fn load(&self, request: &Request) {
        let &Request { position, token } = request;
        let Some(row) = self.catalogue.row(position) else { return };
        let article = super::read(&row.place, self.stdin.as_deref()).map(Arc::new);
        let links = article
            .as_ref()
            .map_or_else(|_| Vec::new(), |article| self.headlines.resolve(article, position, &self.catalogue));
        (self.send)(Event::Loaded { token, position, article, links });
    }
}

fn positions(from: usize, to: usize) -> Vec<Position> {
    (from..to).filter_map(|position| Position::try_from(position).ok()).collect()
}
