//! Key scripts: keys in, the screen out. The library and the journal are the real ones.

use std::path::Path;
use std::time::{Duration, SystemTime};

use crossbeam_channel::{Receiver, unbounded};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::{Effect, Msg, State, Timer};
use crate::config::Settings;
use crate::library::{Library, Options};
use crate::marks::{self, Writer};
use crate::view::{self, theme::Theme};

/// How long an answer of a worker may take.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long nothing must come in for the work to be done.
const QUIET: Duration = Duration::from_millis(150);

struct Reader {
    state: State,
    library: Library,
    writer: Writer,
    receive: Receiver<Msg>,
    timers: Vec<Timer>,
}

impl Reader {
    fn open(folder: &Path, config: &Path, size: (u16, u16)) -> Self {
        let (send, receive) = unbounded();
        let loaded = marks::load(&config.join("marks"), None);
        let answers = send.clone();
        let answer = Box::new(move |answer| drop(answers.send(Msg::Marks(answer))));
        let options = Options { paths: vec![folder.to_owned()], ..Options::default() };
        let library = Library::open(options, move |event| drop(send.send(Msg::Library(event))));
        let state = State::new(Settings::default(), loaded.marks.clone(), size);
        let writer = Writer::start(loaded, answer);
        let mut reader = Self { state, library, writer, receive, timers: Vec::new() };
        reader.update(Msg::Start(jiff::civil::date(2024, 3, 1)));
        reader.settle();
        reader
    }

    fn settle(&mut self) {
        let mut wait = if self.state.progress.done { QUIET } else { PATIENCE };
        while let Ok(msg) = self.receive.recv_timeout(wait) {
            self.update(msg);
            wait = if self.state.progress.done { QUIET } else { PATIENCE };
        }
    }

    fn update(&mut self, msg: Msg) {
        for effect in self.state.update(msg) {
            match effect {
                Effect::Load(position, token) => self.library.load(position, token),
                Effect::Limit(query, marks, token) => self.library.limit(query, marks, token),
                Effect::Rows(positions, context) => self.library.rows(positions, context),
                Effect::Ids(positions, token) => self.library.ids(positions, token),
                Effect::Unread(order, from, token) => {
                    self.library.unread(order, from, self.state.marks.clone(), token);
                }
                Effect::Seen(_) => {}
                Effect::Sites => self.library.sites(),
                Effect::Pause(paused) => self.library.pause(paused),
                Effect::Mark(changes, token) => self.writer.append(changes, token, SystemTime::now()),
                Effect::Step(what, changes, token) => self.writer.step(what, changes, token, SystemTime::now()),
                Effect::Undo(token) => self.writer.undo(token, SystemTime::now()),
                Effect::Redo(token) => self.writer.redo(token, SystemTime::now()),
                Effect::Timer(_, timer) => self.timers.push(timer),
                Effect::Suspend | Effect::Redraw => {}
                Effect::Copy(_) | Effect::Browse(_) | Effect::Pipe { .. } | Effect::Edit { .. } => {}
            }
        }
    }

    /// Presses keys: letters as they are, others as `<enter>` or `<ctrl-o>`.
    fn press(&mut self, keys: &str) -> String {
        let mut rest = keys;
        while let Some(first) = rest.chars().next() {
            let named = rest.strip_prefix('<').and_then(|rest| rest.split_once('>'));
            let event = if let Some((name, behind)) = named {
                rest = behind;
                match name {
                    "enter" => KeyEvent::from(KeyCode::Enter),
                    "esc" => KeyEvent::from(KeyCode::Esc),
                    "tab" => KeyEvent::from(KeyCode::Tab),
                    "ctrl-o" => KeyEvent::new(KeyCode::Char('o'), KeyModifiers::CONTROL),
                    "ctrl-i" => KeyEvent::new(KeyCode::Char('i'), KeyModifiers::CONTROL),
                    "ctrl-r" => KeyEvent::new(KeyCode::Char('r'), KeyModifiers::CONTROL),
                    other => panic!("no key is called {other}"),
                }
            } else {
                rest = rest.get(first.len_utf8()..).unwrap();
                KeyEvent::from(KeyCode::Char(first))
            };
            self.update(Msg::Key(event));
            self.settle();
        }
        self.screen()
    }

    fn screen(&self) -> String {
        let (columns, rows) = self.state.size();
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        terminal.draw(|frame| view::draw(frame, &self.state, &Theme::mono())).unwrap();
        terminal.backend().to_string()
    }
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

#[test]
fn the_whole_way() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    assert!(reader.screen().contains("3 articles") && reader.screen().contains("1 problems"));

    let screen = reader.press("/council votes<enter>");
    assert!(screen.contains("council votes"), "{screen}");
    assert_eq!(reader.state.list.len(), 1, "in two others it stands in a story link only");
    let screen = reader.press("<enter>");
    assert!(screen.contains("By Ada Holm"), "{screen}");
    let screen = reader.press("G");
    assert!(screen.contains("100 %") && screen.contains("marked read"), "{screen}");

    let screen = reader.press("<tab><enter>");
    assert!(screen.contains("Ferry line 'to reopen'") && screen.contains("2024-02-02"), "{screen}");
    let screen = reader.press("<ctrl-o>");
    assert!(screen.contains("100 %") && screen.contains("nobody has kept"), "{screen}");
    let screen = reader.press("<tab><enter>");
    assert!(screen.contains("not in the library"), "{screen}");
    let screen = reader.press("<ctrl-i>");
    assert!(screen.contains("2024-02-02"), "{screen}");
    reader.press("qqq");
    assert_eq!(reader.state.quit, Some(0));
    assert_eq!(reader.writer.close(), 0);

    // A renamed file keeps its marks, because they belong to the text.
    std::fs::rename(folder.path().join("one.txt"), folder.path().join("renamed.txt")).unwrap();
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    assert_eq!(reader.screen().matches('\u{25cf}').count(), 2, "{}", reader.screen());
    reader.press("U");
    assert_eq!(reader.state.list.len(), 2);
}

#[test]
fn marks_are_undone_and_redone_and_a_row_just_read_stays() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (120, 30));
    reader.press("U");
    let screen = reader.press("r");
    assert!(screen.contains("marked read; u undoes"), "{screen}");
    assert_eq!(reader.state.list.len(), 3);
    assert!(reader.press("u").contains("undone: marked read"));
    assert!(reader.press("<ctrl-r>").contains("again: marked read"));
    reader.press("R");
    assert_eq!(reader.state.list.len(), 2);
    assert!(reader.press("s").contains("starred; u undoes"));
    assert!(reader.press("A").contains("2 marked read; u undoes"));
    assert!(reader.press("u").contains("undone: 2 marked read"));
}

#[test]
fn moving_over_an_article_does_not_make_it_read_but_time_does() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (120, 30));
    reader.press("jjk");
    assert!(reader.timers.is_empty());
    reader.press("<enter>");
    let timer = *reader.timers.last().unwrap();
    reader.update(Msg::Timer(timer));
    reader.settle();
    assert!(reader.screen().contains("marked read"));
}

#[test]
fn quotes_hits_and_folds_are_reached_by_keys() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    reader.press("<enter>");
    assert!(reader.press("]q]q").contains("quote 2 of 8: Ada Holm"));
    assert!(reader.press("[q").contains("quote 1 of 8"));
    assert!(reader.press("T").contains("\u{b7}\u{b7}\u{b7} 1 paragraph \u{b7}\u{b7}\u{b7}"));
    assert!(reader.press("T/doors<enter>").contains("hit 1 of 32"));
    assert!(reader.press("n").contains("hit 2 of 32"));
}

#[test]
fn help_and_palette_come_from_the_table() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    assert!(reader.press("?").contains("one page down"));
    reader.press("<esc>");
    assert!(reader.press(":tgstar").contains("toggle-star"));
    assert!(reader.press("<enter>").contains("starred; u undoes"));
    assert!(reader.press("!").contains("broken.txt: empty"));
}

#[test]
fn any_size_is_drawn() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    for keys in ["", "<enter>", "G", "f", "<esc>?", "<esc>:", "<esc>/"] {
        reader.press(keys);
        for size in [(1, 1), (2, 2), (20, 5), (40, 12), (99, 16), (100, 3), (300, 90)] {
            reader.update(Msg::Resize(size.0, size.1));
            reader.screen();
        }
    }
    reader.press("<esc>");
    reader.update(Msg::Resize(20, 5));
    assert!(reader.screen().contains("Rec") || reader.screen().contains('\u{25cf}') || reader.screen().contains('%'));
}
