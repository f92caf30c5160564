//! Key scripts: keys in, the screen out. The library and the journal are the real ones.

mod listing;
mod marking;
mod reading;
mod screens;
mod shown;

use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

use crossbeam_channel::{Receiver, unbounded};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::gathering::{Form, Gathered};
use super::remember::Remembered;
use super::{Effect, Msg, State, Timer};
use crate::config::Settings;
use crate::library::asks::Ask;
use crate::library::{Event, Library, Options, Phase, Position};
use crate::marks::{self, Answer, Writer};
use crate::view::{self, theme::Theme};

/// How long an answer of a worker may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long nothing must come in for the work to be done that nobody waits for.
const QUIET: Duration = Duration::from_millis(20);

struct Reader {
    state: State,
    library: Library,
    writer: Writer,
    receive: Receiver<Msg>,
    /// What was asked and has no answer yet.
    awaited: Vec<super::msg::Question>,
    timers: Vec<Timer>,
    asked: Vec<(Vec<Position>, Form, u64)>,
    copied: Vec<String>,
}

impl Reader {
    fn open(folder: &Path, config: &Path, size: (u16, u16)) -> Self {
        Self::open_with(Settings::default(), options(folder), config, size, None)
    }

    fn open_again(folder: &Path, config: &Path, before: Remembered) -> Self {
        Self::open_with(Settings::default(), options(folder), config, (80, 24), Some(before))
    }

    fn open_with(
        settings: Settings,
        options: Options,
        config: &Path,
        size: (u16, u16),
        before: Option<Remembered>,
    ) -> Self {
        let (send, receive) = unbounded();
        let loaded = marks::load(&config.join("marks"), None);
        let answers = send.clone();
        let answer = Box::new(move |answer| drop(answers.send(Msg::Marks(answer))));
        let library = Library::open(options, move |event| drop(send.send(Msg::Library(event))));
        let mut state = State::new(settings, loaded.marks.clone(), size);
        if let Some(before) = before {
            state.take_up(before);
        }
        let writer = Writer::start(loaded, answer);
        let mut reader = Self {
            state,
            library,
            writer,
            receive,
            awaited: Vec::new(),
            timers: Vec::new(),
            asked: Vec::new(),
            copied: Vec::new(),
        };
        reader.update(Msg::Start(jiff::civil::date(2024, 3, 1)));
        reader.settle();
        reader
    }

    /// Takes what comes in until nothing is awaited any more.
    fn settle(&mut self) {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            match self.receive.recv_timeout(QUIET) {
                Ok(msg) => drop(self.update(msg)),
                Err(_) if self.is_settled() => return,
                Err(_) => {}
            }
        }
        let kinds: Vec<_> = self.awaited.iter().map(|awaited| awaited.newest).collect();
        panic!("no answer to {kinds:?}");
    }

    fn is_settled(&self) -> bool {
        let state = &self.state;
        // The view of what was read last may still be on its way.
        let is_complete = state.progress.done
            && state.articles == state.progress.articles
            && state.searching.is_none()
            && matches!(state.progress.phase, Phase::Current | Phase::Following);
        // A row is drawn from the head of its article until that was read as a whole.
        let is_read = |position| state.rows.get(position).is_some_and(|row| row.traits.is_understood());
        is_complete && self.awaited.is_empty() && state.list.visible().all(|shown| is_read(shown.position))
    }

    /// Takes a message, and says whether anything came of it that will be answered.
    fn update(&mut self, msg: Msg) -> bool {
        if let Some(answered) = answered(&msg) {
            self.awaited.retain(|awaited| awaited.token != answered);
        }
        let effects = self.state.update(msg);
        let busy = !effects.is_empty();
        for effect in effects {
            if let Some(asked) = effect.question() {
                self.awaited.retain(|other| asked.newest.is_none() || other.newest != asked.newest);
                // What is not wanted any more has no answer.
                if !matches!(effect, Effect::Ask(Ask::Nothing, _)) {
                    self.awaited.push(asked);
                }
            }
            self.carry_out(effect);
        }
        busy
    }

    fn carry_out(&mut self, effect: Effect) {
        let marks = self.state.marks.clone();
        match effect {
            Effect::Load(position, token) => self.library.load(position, marks, token),
            Effect::Limit(query, group, marks, token) => self.library.limit(query, group, marks, token),
            Effect::Rows(positions, context) => self.library.rows(positions, context, marks),
            Effect::Ids(positions, token) => self.library.ids(positions, token),
            Effect::Locate(spots, token) => self.library.locate(spots, token),
            Effect::Statistics(rows, marks, token) => self.library.statistics(rows, marks, token),
            Effect::Timeline(rows, token) => self.library.timeline(rows, token),
            Effect::Unread(order, from, token) => self.library.unread(order, from, marks, token),
            Effect::Seen(_) => {}
            Effect::Values => self.library.values(marks),
            Effect::Pause(paused) => self.library.pause(paused),
            Effect::Mark(changes, token) => self.writer.append(changes, token, SystemTime::now()),
            Effect::Step(label, articles, token) => self.writer.each(&label, articles, token, SystemTime::now()),
            Effect::Ask(ask, token) => self.library.ask(ask, token),
            Effect::Find(query, marks, token) => self.library.find(query, marks, token),
            Effect::Gather(positions, form, token) => self.asked.push((positions, form, token)),
            Effect::Export(..) => {}
            Effect::Undo(token) => self.writer.undo(token, SystemTime::now()),
            Effect::Redo(token) => self.writer.redo(token, SystemTime::now()),
            Effect::Timer(_, Timer::Counting) => drop(self.update(Msg::Timer(Timer::Counting))),
            Effect::Timer(_, timer) => self.timers.push(timer),
            Effect::Suspend | Effect::Redraw => {}
            Effect::Copy(text) => self.copied.push(text),
            Effect::Browse(_) | Effect::Pipe { .. } | Effect::Edit { .. } => {}
        }
    }

    /// Presses keys, and waits for what each of them leads to.
    fn press(&mut self, keys: &str) -> String {
        for event in events(keys) {
            if self.update(Msg::Key(event)) {
                self.settle();
            }
        }
        self.screen()
    }

    /// Presses keys before anything that they lead to is there.
    fn press_at_once(&mut self, keys: &str) -> String {
        for event in events(keys) {
            self.update(Msg::Key(event));
        }
        self.settle();
        self.screen()
    }

    fn draw(&self, theme: &Theme) -> Terminal<TestBackend> {
        let (columns, rows) = self.state.size();
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        terminal.draw(|frame| view::draw(frame, &self.state, theme)).unwrap();
        terminal
    }

    fn screen(&self) -> String {
        self.draw(&Theme::mono()).backend().to_string()
    }
}

fn options(folder: &Path) -> Options {
    Options { paths: vec![folder.to_owned()], ..Options::default() }
}

/// The token of the question that a message answers for good.
fn answered(msg: &Msg) -> Option<u64> {
    match msg {
        Msg::Library(Event::View(view)) if view.searching.is_some() => None,
        Msg::Library(Event::Told { reading: Some(_), .. }) => None,
        msg => msg.answer(),
    }
}

/// The events of keys: letters are written as they are, others as `<enter>` or `<ctrl-o>`.
fn events(keys: &str) -> Vec<KeyEvent> {
    let mut events = Vec::new();
    let mut rest = keys;
    while let Some(first) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|rest| rest.split_once('>'));
        if let Some((name, behind)) = named {
            rest = behind;
            events.push(event(name));
        } else {
            rest = rest.get(first.len_utf8()..).unwrap();
            events.push(KeyEvent::from(KeyCode::Char(first)));
        }
    }
    events
}

/// The event of a key that is written as the table writes it.
fn event(name: &str) -> KeyEvent {
    let control = name.strip_prefix("ctrl-");
    let code = match control.unwrap_or(name) {
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "tab" => KeyCode::Tab,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        letter if letter.chars().count() == 1 => KeyCode::Char(letter.chars().next().unwrap()),
        other => panic!("no key is called {other}"),
    };
    KeyEvent::new(code, if control.is_some() { KeyModifiers::CONTROL } else { KeyModifiers::NONE })
}

fn folder() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let prose = "The harbour was quiet on the day, and the council met behind closed doors for most of the afternoon. ";
    let article = |headline: &str, date: &str, link: &str| {
        let body = format!("{}\n\"We are not done with this yet,\" Ada Holm said.\n", prose.repeat(4)).repeat(8);
        format!("{headline}\nBy Ada Holm\n{date}\n{body}Recent Stories\n{link}\nA story that nobody has kept\n")
    };
    let write = |name: &str, text: String| std::fs::write(dir.path().join(name), text).unwrap();
    write("one.txt", article("Council Votes On Fares", "2024-02-03", "FERRY LINE \u{2018}TO REOPEN\u{2019}"));
    write("two.txt", article("Ferry line 'to reopen'", "2024-02-02", "Council votes on fares"));
    write("three.txt", article("Bread prices fall", "2024-02-01", "Council votes on fares"));
    write("broken.txt", String::new());
    dir
}
