//! One reading session: the loop that takes messages, and the effects that follow.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, unbounded};

use super::gather;
use super::memory::Memory;
use super::outside::{Outside, is_secure};
use super::{Input, Modes, Screen};
use crate::app::start::Start;
use crate::app::{Effect, Msg, Seen, State, Timer};
use crate::article::ArticleId;
use crate::config::{Bidi, Settings};
use crate::library::globs::Globs;
use crate::library::script::Selection;
use crate::library::{Library, Options};
use crate::marks::{self, Change, Marks, Writer};
use crate::view::{self, theme::Environment, theme::Theme};

/// What a session needs to start.
#[derive(Debug, Default)]
pub struct Session {
    /// The files and folders to read.
    pub paths: Vec<PathBuf>,
    /// Which files below each of them belong to the library; none: all.
    pub globs: Vec<Globs>,
    /// An article from standard input, instead.
    pub stdin: Option<Vec<u8>>,
    /// The config directory; `None` where there is none: then marks last as long as the session only.
    pub config: Option<PathBuf>,
    /// Where derived data is kept; `None` where there is no such place.
    pub cache: Option<PathBuf>,
    /// What the user settled.
    pub settings: Settings,
    /// Whether the contents of files are compared with the index, not only their times and sizes.
    pub rescan: bool,
    /// Where the place in the library is kept between sessions; `None`: nowhere.
    pub state: Option<PathBuf>,
    /// What to say first.
    pub notice: Option<String>,
    /// Whether the full text is built.
    pub full_text: bool,
    /// What is done first.
    pub start: Start,
    /// Whether articles are to be picked.
    pub pick: bool,
}

/// How long a frame may be held back for rows that are on their way.
const FRAME: Duration = Duration::from_millis(16);
/// How long for an article, which shows in a part of the screen only.
const MOMENT: Duration = Duration::from_millis(6);

pub(super) enum Happened {
    Input(Input),
    Msg(Msg),
    /// Something for the terminal that is no part of a frame.
    Say(Vec<u8>),
}

/// How a session ended.
pub struct Ended {
    /// The exit code that the user's key, or a signal, asks for.
    pub code: u8,
    /// What was picked, if it ended so.
    pub picked: Option<Selection>,
    /// The marks as they are then.
    pub marks: Marks,
    /// Of how many articles marks could not be saved, and why.
    pub unsaved: Option<(usize, String)>,
}

struct Running {
    state: State,
    screen: Screen,
    library: Library,
    marks: Writer,
    outside: Outside,
    send: Sender<Happened>,
    theme: Theme,
    timers: Vec<(Instant, Timer)>,
    /// The article that was shown last, and where it stands.
    shown: Option<(ArticleId, Arc<marks::Place>)>,
}

impl Session {
    /// Reads until the user quits.
    ///
    /// # Errors
    ///
    /// When the terminal cannot be set up, or breaks.
    pub fn run(self) -> io::Result<Ended> {
        let (send, receive) = unbounded();
        let (theme, _) = Theme::new(&self.settings, &Environment::read());
        let explicit = theme.bidi == Bidi::App;
        let screen = Screen::enter(Modes { mouse: self.settings.mouse, explicit }, input_to(send.clone()))?;
        let folder = self.config.as_ref().map(|dir| dir.join("marks"));
        let loaded = folder.map(|folder| marks::load(&folder, self.cache.as_deref())).unwrap_or_default();
        let settings = Settings { secure: self.settings.secure || is_secure(), ..self.settings };
        let outside = Outside::new(send.clone(), &settings);
        let mut state = State::new(settings, loaded.marks.clone(), screen.size());
        // That marks cannot be saved is worse than any mistake in the configuration.
        let (worst, other) = if loaded.problems.is_empty() { (None, loaded.notice()) } else { (loaded.notice(), None) };
        state.status = worst.or(self.notice).or(other);
        // A pager has no place to come back to.
        let memory = self.state.filter(|_| self.stdin.is_none() && self.start == Start::default());
        let memory = memory.map(|dir| Memory::new(&dir, &self.paths));
        if let Some(before) = memory.as_ref().and_then(Memory::read) {
            state.take_up(before);
        }
        state.begin_with(self.start);
        if self.pick {
            state.picks();
        }
        let answers = send.clone();
        let answer = Box::new(move |answer| drop(answers.send(Happened::Msg(Msg::Marks(answer)))));
        let writer = Writer::start(loaded, answer);
        let options = Options {
            paths: self.paths,
            globs: self.globs,
            stdin: self.stdin,
            cache: self.cache,
            rescan: self.rescan,
            watch: true,
            full_text: self.full_text,
        };
        let answers = send.clone();
        let library = Library::open(options, move |event| {
            drop(send.send(Happened::Msg(Msg::Library(event))));
        });
        let mut running = Running {
            state,
            screen,
            library,
            marks: writer,
            outside,
            send: answers,
            theme,
            timers: Vec::new(),
            shown: None,
        };
        let started = running.update(Msg::Start(jiff::ZonedDateTime::now().date()));
        let ended = started.and_then(|()| running.run(&receive));
        let Running { screen, marks, state, library, .. } = running;
        screen.leave();
        let unsaved = marks.close();
        ended?;
        if let Some(memory) = memory {
            // The place is worth no complaint.
            let _ = memory.write(&state.remembered());
        }
        let code = state.quit.unwrap_or(0);
        let picked = state.picked.map(|positions| library.chosen(positions));
        let unsaved = (unsaved > 0).then(|| (unsaved, state.unsaved.map(|unsaved| unsaved.reason).unwrap_or_default()));
        Ok(Ended { code, picked, marks: state.marks, unsaved })
    }
}

fn input_to(send: Sender<Happened>) -> impl Fn(Input) -> bool + Clone + Send + 'static {
    move |input| send.send(Happened::Input(input)).is_ok()
}

impl Running {
    fn run(&mut self, receive: &Receiver<Happened>) -> io::Result<()> {
        // Since when there is something to draw.
        let mut since: Option<Instant> = None;
        while self.state.quit.is_none() {
            let mut until = None;
            if self.state.has_changed() {
                let due = *since.get_or_insert_with(Instant::now) + self.hold();
                if due <= Instant::now() {
                    self.state.take_changed();
                    self.draw()?;
                    since = None;
                } else {
                    until = Some(due);
                }
            }
            match self.wait(receive, until) {
                Ok(happened) => self.take(happened)?,
                Err(RecvTimeoutError::Timeout) => self.ring()?,
                Err(RecvTimeoutError::Disconnected) => break,
            }
            // Everything that is there is taken before a frame is drawn.
            while self.state.quit.is_none() {
                let Ok(happened) = receive.try_recv() else { break };
                self.take(happened)?;
            }
        }
        Ok(())
    }

    /// How long a frame waits for what comes within a moment, as without it another one would follow at once.
    fn hold(&self) -> Duration {
        match (self.state.awaits_rows(), self.state.awaits_article()) {
            (true, _) => FRAME,
            (false, true) => MOMENT,
            (false, false) => Duration::ZERO,
        }
    }

    fn draw(&mut self) -> io::Result<()> {
        let (state, theme) = (&self.state, &self.theme);
        // A busy terminal answers with `Drawn`, and the frame is drawn then.
        self.screen.draw(|frame| view::draw(frame, state, theme)).map(drop)
    }

    /// The next message; without timers the thread sleeps until there is one.
    fn wait(&self, receive: &Receiver<Happened>, hold: Option<Instant>) -> Result<Happened, RecvTimeoutError> {
        match self.timers.iter().map(|(at, _)| *at).chain(hold).min() {
            Some(at) => receive.recv_deadline(at),
            None => receive.recv().map_err(|_| RecvTimeoutError::Disconnected),
        }
    }

    fn ring(&mut self) -> io::Result<()> {
        let now = Instant::now();
        let due: Vec<Timer> = self.timers.extract_if(.., |(at, _)| *at <= now).map(|(_, timer)| timer).collect();
        due.into_iter().try_for_each(|timer| self.update(Msg::Timer(timer)))
    }

    fn take(&mut self, happened: Happened) -> io::Result<()> {
        match happened {
            Happened::Msg(msg) => self.update(msg),
            Happened::Say(bytes) => {
                self.screen.say(&bytes);
                Ok(())
            }
            Happened::Input(input) => match input {
                Input::Key(key) => self.update(Msg::Key(key)),
                Input::Paste(text) => self.update(Msg::Paste(text)),
                Input::Resize(columns, rows) => self.update(Msg::Resize(columns, rows)),
                Input::Suspend => self.update(Msg::Suspend),
                Input::Drawn => self.update(Msg::Drawn),
                Input::Quit(signal) => self.update(Msg::Quit(u8::try_from(128 + signal).unwrap_or(1))),
                Input::Hangup => self.update(Msg::Quit(129)),
                Input::Mouse(mouse) => self.update(Msg::Mouse(mouse)),
            },
        }
    }

    fn update(&mut self, msg: Msg) -> io::Result<()> {
        let effects = self.state.update(msg);
        effects.into_iter().try_for_each(|effect| self.effect(effect))
    }

    fn effect(&mut self, effect: Effect) -> io::Result<()> {
        match effect {
            Effect::Load(position, token) => self.library.load(position, self.state.marks.clone(), token),
            Effect::Limit(query, group, marks, token) => self.library.limit(query, group, marks, token),
            Effect::Rows(positions, context) => self.library.rows(positions, context, self.state.marks.clone()),
            Effect::Ids(positions, token) => self.library.ids(positions, token),
            Effect::Locate(spots, token) => self.library.locate(spots, token),
            Effect::Statistics(rows, marks, token) => self.library.statistics(rows, marks, token),
            Effect::Timeline(rows, token) => self.library.timeline(rows, token),
            Effect::Unread(order, from, token) => {
                self.library.unread(order, from, self.state.marks.clone(), token);
            }
            Effect::Seen(seen) => self.seen(*seen),
            Effect::Values => self.library.values(self.state.marks.clone()),
            Effect::Pause(paused) => self.library.pause(paused),
            Effect::Mark(changes, token) => self.marks.append(changes, token, SystemTime::now()),
            Effect::Step(label, articles, token) => {
                // With an article come its copies.
                let first = articles.first().and_then(|(ids, _)| ids.first());
                let is_shown = first == self.shown.as_ref().map(|(id, _)| id);
                self.marks.each(&label, articles, token, SystemTime::now());
                self.place(is_shown);
            }
            Effect::Ask(ask, token) => self.library.ask(ask, token),
            Effect::Find(query, marks, token) => self.library.find(query, marks, token),
            Effect::Gather(positions, form, token) => {
                gather::text(&self.library, positions, form, token, self.send.clone());
            }
            Effect::Export(positions, path, token) => {
                let marks = self.state.marks.clone();
                gather::export(&self.library, positions, marks, path, token, self.send.clone());
            }
            Effect::Undo(token) => self.marks.undo(token, SystemTime::now()),
            Effect::Redo(token) => self.marks.redo(token, SystemTime::now()),
            Effect::Timer(after, timer) => self.set(after, timer),
            Effect::Suspend => {
                self.screen.suspend()?;
                let (columns, rows) = self.screen.size();
                return self.update(Msg::Resize(columns, rows));
            }
            Effect::Redraw => self.screen.redraw(),
            Effect::Copy(text) => self.outside.copy(&text),
            Effect::Browse(url) => self.outside.browse(&url, &mut self.screen)?,
            Effect::Pipe { command, text } => self.outside.pipe(&command, &text, &mut self.screen)?,
            Effect::Edit { text, token } => self.outside.edit(&text, token, &mut self.screen)?,
        }
        Ok(())
    }

    /// Remembers where an article with marks stands. One without marks that stands where another one stood is what became of that.
    fn seen(&mut self, seen: Seen) {
        let place = Arc::new(marks::Place::new(&seen.place.path, &seen.place.record.to_string(), seen.headline));
        self.shown = Some((seen.id, Arc::clone(&place)));
        let marks = &self.state.marks;
        let is_unmarked = marks.get(seen.id) == marks::Mark::default();
        match marks.at_place(&place.path).filter(|known| *known != seen.id) {
            Some(before) if is_unmarked => {
                self.marks.append(vec![(seen.id, Change::Was(before))], 0, SystemTime::now());
            }
            _ => self.place(!is_unmarked),
        }
    }

    /// Remembers where the article stands that is shown, so that a corrected text finds its marks; but not where it has none.
    fn place(&self, is_marked: bool) {
        let Some((id, place)) = self.shown.as_ref().filter(|_| is_marked) else { return };
        if self.state.marks.at_place(&place.path) != Some(*id) {
            self.marks.append(vec![(*id, Change::Place(Arc::clone(place)))], 0, SystemTime::now());
        }
    }

    fn set(&mut self, after: Duration, timer: Timer) {
        // One timer of a kind is enough: a new reading ends the one before.
        self.timers.retain(|(_, other)| std::mem::discriminant(other) != std::mem::discriminant(&timer));
        self.timers.push((Instant::now() + after, timer));
    }
}
