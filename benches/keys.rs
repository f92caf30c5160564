//! Measures how long the main thread is busy with a key, and with each answer to it, on a library of any size.
//!
//! `cargo bench --bench keys -- FOLDER [CACHE]`. The frame that follows is drawn into memory, and counts. Marks are made in a
//! directory of their own.

#![expect(clippy::print_stdout, reason = "what a benchmark prints is its result")]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use crossbeam_channel::{Receiver, unbounded};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use dateline::app::{Effect, Msg, State, Timer};
use dateline::config::Settings;
use dateline::library::{Library, Options};
use dateline::marks::{self, Writer};
use dateline::view::{self, theme::Theme};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

/// How long nothing must come in for a key to be done with.
const QUIET: Duration = Duration::from_millis(1_500);
const SIZE: (u16, u16) = (120, 40);

/// Keys, each with what it does. What stands in `<>` is a key by its name.
const SCRIPT: &[(&str, &str)] = &[
    ("j", "the next row"),
    ("G", "the last row"),
    ("<pgup>", "a page up"),
    ("gg", "the first row"),
    ("A", "all marked read"),
    ("u", "undone"),
    ("<ctrl-r>", "done again"),
    ("G;kgu", "this and all above unread"),
    ("ggvG", "a range over all"),
    ("s", "which is starred"),
    ("*is:starred<enter>", "all selected by a query"),
    ("gS", "their stars taken away"),
    ("/is:unread<enter>", "rows found"),
    ("nN", "from one to the other"),
    ("<esc>;/is:unread<enter>r", "what a query finds marked read"),
    ("U", "only the unread"),
    ("U", "all again"),
    ("Sh", "by headline"),
    ("SD", "in groups by day"),
    ("SN", "without groups"),
    ("gthhh<enter>", "a year by the bars"),
];

struct Running {
    state: State,
    library: Library,
    writer: Writer,
    receive: Receiver<Msg>,
    theme: Theme,
    screen: Terminal<TestBackend>,
}

/// The longest that the main thread was busy with one message: with the message, and with the frame behind it.
#[derive(Clone, Copy, Default)]
struct Busy {
    message: Duration,
    frame: Duration,
}

impl Running {
    fn open(folder: &Path, cache: &Path, marks: &Path) -> Self {
        let (send, receive) = unbounded();
        let answers = send.clone();
        let loaded = marks::load(marks, None);
        let paths = vec![folder.to_owned()];
        let options = Options { paths, cache: Some(cache.to_owned()), ..Options::default() };
        let library = Library::open(options, move |event| drop(send.send(Msg::Library(event))));
        let state = State::new(Settings::default(), loaded.marks.clone(), SIZE);
        let writer = Writer::start(loaded, Box::new(move |answer| drop(answers.send(Msg::Marks(answer)))));
        let screen = Terminal::new(TestBackend::new(SIZE.0, SIZE.1));
        let Ok(screen) = screen;
        Self { state, library, writer, receive, theme: Theme::mono(), screen }
    }

    /// Takes a message and draws.
    fn take(&mut self, msg: Msg, busy: &mut Busy) {
        let began = Instant::now();
        let effects = self.state.update(msg);
        for effect in effects {
            self.carry_out(effect);
        }
        let message = began.elapsed();
        let Ok(_) = self.screen.draw(|frame| view::draw(frame, &self.state, &self.theme));
        let frame = began.elapsed().saturating_sub(message);
        if message + frame > busy.message + busy.frame {
            *busy = Busy { message, frame };
        }
    }

    /// What is wanted of the library and the marks; work outside is left.
    fn carry_out(&mut self, effect: Effect) {
        let (library, writer, now) = (&self.library, &self.writer, SystemTime::now());
        match effect {
            Effect::Load(position, token) => library.load(position, self.state.marks.clone(), token),
            Effect::Limit(query, group, marks, token) => library.limit(query, group, marks, token),
            Effect::Rows(positions, context) => library.rows(positions, context, self.state.marks.clone()),
            Effect::Ids(positions, token) => library.ids(positions, token),
            Effect::Find(query, marks, token) => library.find(query, marks, token),
            Effect::Timer(_, Timer::Counting) => {
                let effects = self.state.update(Msg::Timer(Timer::Counting));
                for effect in effects {
                    self.carry_out(effect);
                }
            }
            Effect::Timeline(rows, token) => library.timeline(rows, token),
            Effect::Unread(order, from, token) => library.unread(order, from, self.state.marks.clone(), token),
            Effect::Mark(changes, token) => writer.append(changes, token, now),
            Effect::Step(label, articles, token) => writer.each(&label, articles, token, now),
            Effect::Undo(token) => writer.undo(token, now),
            Effect::Redo(token) => writer.redo(token, now),
            _ => {}
        }
    }

    /// Takes what comes in until nothing has come for a while, and says when the last message came.
    fn settle(&mut self, busy: &mut Busy) -> Instant {
        let mut last = Instant::now();
        let mut done = self.state.progress.done;
        loop {
            match self.receive.recv_timeout(QUIET) {
                Ok(msg) => {
                    self.take(msg, busy);
                    last = Instant::now();
                    done = self.state.progress.done;
                }
                Err(_) if done => return last,
                Err(_) => {}
            }
        }
    }
}

/// The events of keys.
fn keys(text: &str) -> Vec<KeyEvent> {
    let mut events = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|rest| rest.split_once('>'));
        let (code, modifiers, behind) = match named {
            Some(("enter", behind)) => (KeyCode::Enter, KeyModifiers::NONE, behind),
            Some(("esc", behind)) => (KeyCode::Esc, KeyModifiers::NONE, behind),
            Some(("pgup", behind)) => (KeyCode::PageUp, KeyModifiers::NONE, behind),
            Some((name, behind)) => (KeyCode::Char(name.chars().last().unwrap_or('?')), KeyModifiers::CONTROL, behind),
            None => (KeyCode::Char(first), KeyModifiers::NONE, rest.get(first.len_utf8()..).unwrap_or_default()),
        };
        events.push(KeyEvent::new(code, modifiers));
        rest = behind;
    }
    events
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let folder = PathBuf::from(arguments.next().ok_or("a folder is wanted")?);
    let own = std::env::temp_dir().join(format!("dateline-keys-{}", std::process::id()));
    let cache = arguments.next().map_or_else(|| own.join("cache"), PathBuf::from);
    std::fs::create_dir_all(&cache)?;
    let mut running = Running::open(&folder, &cache, &own.join("marks"));
    let mut busy = Busy::default();
    running.take(Msg::Start(jiff::civil::date(2024, 3, 1)), &mut busy);
    running.settle(&mut busy);
    let milliseconds = |duration: Duration| duration.as_secs_f64() * 1_000.0;
    println!("{} rows; opening: busy at most {:.1} ms at once", running.state.list.len(), milliseconds(busy.message));
    println!("{:>28}  {:>10}  {:>10}  {:>10}", "keys", "busy, ms", "frame, ms", "all, ms");
    for (text, what) in SCRIPT {
        let began = Instant::now();
        let mut busy = Busy::default();
        let mut last = began;
        for event in keys(text) {
            running.take(Msg::Key(event), &mut busy);
            last = running.settle(&mut busy);
        }
        let all = milliseconds(last.duration_since(began));
        let said = running.state.status.clone().unwrap_or_default();
        println!(
            "{text:>28}  {:>10.2}  {:>10.2}  {all:>10.0}  {what}: {said}",
            milliseconds(busy.message),
            milliseconds(busy.frame)
        );
    }
    std::fs::remove_dir_all(&own)?;
    Ok(())
}
