//! Key scripts: keys in, the screen out. The library and the journal are the real ones.

use std::path::Path;
use std::time::{Duration, SystemTime};

use crossbeam_channel::{Receiver, unbounded};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::gathering::Form;
use super::remember::Remembered;
use super::{Effect, Msg, State, Timer};
use crate::config::Settings;
use crate::library::{Library, Options, Position};
use crate::marks::{self, Writer};
use crate::view::{self, theme::Theme};

/// How long an answer of a worker may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long nothing must come in for the work to be done.
const QUIET: Duration = Duration::from_millis(300);

struct Reader {
    state: State,
    library: Library,
    writer: Writer,
    receive: Receiver<Msg>,
    timers: Vec<Timer>,
    asked: Vec<(Vec<Position>, Form, u64)>,
    copied: Vec<String>,
}

impl Reader {
    fn open(folder: &Path, config: &Path, size: (u16, u16)) -> Self {
        Self::start(folder, config, size, None)
    }

    fn open_again(folder: &Path, config: &Path, before: Remembered) -> Self {
        Self::start(folder, config, (80, 24), Some(before))
    }

    fn start(folder: &Path, config: &Path, size: (u16, u16), before: Option<Remembered>) -> Self {
        let options = Options { paths: vec![folder.to_owned()], ..Options::default() };
        Self::open_with(options, config, size, before)
    }

    fn open_with(options: Options, config: &Path, size: (u16, u16), before: Option<Remembered>) -> Self {
        let (send, receive) = unbounded();
        let loaded = marks::load(&config.join("marks"), None);
        let answers = send.clone();
        let answer = Box::new(move |answer| drop(answers.send(Msg::Marks(answer))));
        let library = Library::open(options, move |event| drop(send.send(Msg::Library(event))));
        let mut state = State::new(Settings::default(), loaded.marks.clone(), size);
        if let Some(before) = before {
            state.take_up(before);
        }
        let writer = Writer::start(loaded, answer);
        let mut reader =
            Self { state, library, writer, receive, timers: Vec::new(), asked: Vec::new(), copied: Vec::new() };
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

    /// Takes a message, and says whether anything came of it that will be answered.
    fn update(&mut self, msg: Msg) -> bool {
        let effects = self.state.update(msg);
        let busy = !effects.is_empty();
        for effect in effects {
            match effect {
                Effect::Load(position, token) => self.library.load(position, self.state.marks.clone(), token),
                Effect::Limit(query, group, marks, token) => self.library.limit(query, group, marks, token),
                Effect::Rows(positions, context) => self.library.rows(positions, context, self.state.marks.clone()),
                Effect::Ids(positions, token) => self.library.ids(positions, token),
                Effect::Locate(spots, token) => self.library.locate(spots, token),
                Effect::Statistics(rows, marks, token) => self.library.statistics(rows, marks, token),
                Effect::Unread(order, from, token) => {
                    self.library.unread(order, from, self.state.marks.clone(), token);
                }
                Effect::Seen(_) => {}
                Effect::Values => self.library.values(self.state.marks.clone()),
                Effect::Pause(paused) => self.library.pause(paused),
                Effect::Mark(changes, token) => self.writer.append(changes, token, SystemTime::now()),
                Effect::Step(label, articles, changes, token) => {
                    self.writer.each(&label, articles, changes, token, SystemTime::now());
                }
                Effect::Ask(ask, token) => self.library.ask(ask, token),
                Effect::StepOf(label, changes, token) => self.writer.step(&label, changes, token, SystemTime::now()),
                Effect::Find(query, marks, token) => self.library.find(query, marks, token),
                Effect::Gather(positions, form, token) => self.asked.push((positions, form, token)),
                Effect::Export(..) => {}
                Effect::Undo(token) => self.writer.undo(token, SystemTime::now()),
                Effect::Redo(token) => self.writer.redo(token, SystemTime::now()),
                Effect::Timer(_, timer) => self.timers.push(timer),
                Effect::Suspend | Effect::Redraw => {}
                Effect::Copy(text) => self.copied.push(text),
                Effect::Browse(_) | Effect::Pipe { .. } | Effect::Edit { .. } => {}
            }
        }
        busy
    }

    /// Presses keys: letters as they are, others as `<enter>` or `<ctrl-o>`.
    fn press(&mut self, keys: &str) -> String {
        let mut rest = keys;
        while let Some(first) = rest.chars().next() {
            let named = rest.strip_prefix('<').and_then(|rest| rest.split_once('>'));
            let event = if let Some((name, behind)) = named {
                rest = behind;
                event(name)
            } else {
                rest = rest.get(first.len_utf8()..).unwrap();
                KeyEvent::from(KeyCode::Char(first))
            };
            if self.update(Msg::Key(event)) {
                self.settle();
            }
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

/// The event of a key that is written as the table writes it.
fn event(name: &str) -> KeyEvent {
    let control = name.strip_prefix("ctrl-");
    let code = match control.unwrap_or(name) {
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "tab" => KeyCode::Tab,
        "up" => KeyCode::Up,
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

#[test]
fn the_whole_way() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    assert!(reader.screen().contains("3 articles") && reader.screen().contains("1 problems"));

    let screen = reader.press("&council votes<enter>");
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
    reader.press("<esc><esc><esc>hhh");
    assert_eq!(reader.state.quit, None, "only q ends the program");
    reader.press("q");
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
    assert!(reader.press("gp").contains("broken.txt: empty"));
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

/// How many articles of the folder are read, starred, kept.
fn marked(reader: &Reader) -> (usize, usize, usize) {
    let marks = &reader.state.marks;
    let count = |wanted: fn(&marks::Mark) -> bool| marks.iter_where(wanted).count();
    (count(|mark| mark.read), count(|mark| mark.starred), count(|mark| mark.kept))
}

#[test]
fn a_verb_is_done_to_what_was_selected_counted_or_said() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    let screen = reader.press("  ");
    assert!(screen.contains("the selected: 2 articles"), "{screen}");
    assert!(reader.press("s").contains("2 starred; u undoes"));
    assert_eq!(marked(&reader), (0, 2, 0));
    assert!(reader.state.selection.is_empty(), "a verb lets go of the selection");
    reader.press("gg2r");
    assert_eq!(marked(&reader), (2, 2, 0));
    let screen = reader.press("gg;j");
    assert!(screen.contains("this and all below: 3 articles"), "{screen}");
    assert!(reader.press("r").contains("marked read; u undoes"), "two of them were read before");
    reader.press("u");
    reader.press("j;kgu");
    assert_eq!(marked(&reader), (0, 2, 0));
    reader.press(";ar");
    assert_eq!(marked(&reader), (3, 2, 0));
    assert!(reader.press("A").contains("that is so already"));
    reader.press("gv;;gS");
    assert_eq!(marked(&reader), (3, 0, 0));
}

#[test]
fn a_range_or_a_query_selects_and_the_last_verb_can_be_repeated() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    reader.press("vjs");
    assert_eq!(marked(&reader).1, 2);
    reader.press("gg*bread<enter>r");
    assert_eq!(marked(&reader).0, 1);
    reader.press("gg.");
    assert_eq!(marked(&reader).0, 2);
    reader.press("u;/council votes<enter>s");
    assert_eq!(marked(&reader), (1, 2, 0), "only the one article that the query finds, which has a star");
    reader.press("v<esc>");
    assert!(reader.state.selection.is_empty());
}

#[test]
fn what_is_decided_moves_on_and_can_be_taken_back() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    let screen = reader.press("ad");
    assert_eq!(reader.state.list.cursor(), 2, "{screen}");
    assert_eq!(marked(&reader).2, 1);
    reader.press("kd");
    assert_eq!(reader.state.list.cursor(), 1, "undecided again: the cursor stays");
    reader.press("ggd");
    let id = reader.state.marks.iter_where(|mark| mark.dropped).count();
    assert_eq!((id, marked(&reader).2), (1, 0), "what is dropped is not kept");
    assert!(reader.press("u").contains("undone: dropped"));
    assert_eq!(marked(&reader).2, 1);
    reader.press("gg<enter>d");
    assert!(reader.screen().contains("2024-02-02"), "the reader goes on to the next article, too");
}

#[test]
fn tags_are_given_completed_and_found() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    assert!(reader.press("t+fares council<enter>").contains("tagged +fares council"));
    reader.press("jtf<tab><enter>");
    assert!(reader.press("&tag:fares<enter>").contains("2 of 3 articles"), "{}", reader.screen());
    reader.press(";at-fares<enter>");
    reader.press("R");
    assert_eq!(reader.state.list.len(), 0);
}

#[test]
fn limits_lie_within_one_another_and_are_peeled_off() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    reader.press("r&harbour<enter>&title:nothing<enter>");
    assert_eq!(reader.state.list.len(), 0, "{}", reader.screen());
    assert!(reader.screen().contains("harbour \u{b7} title:nothing"), "{}", reader.screen());
    reader.press("<esc>");
    assert_eq!(reader.state.limited.layers.len(), 1);
    reader.press("<esc>U");
    assert_eq!(reader.state.list.len(), 2);
    reader.press("&(");
    assert_eq!(reader.state.list.len(), 2, "what is no query leaves the list as it was");
    reader.press("<esc>q");
    assert_eq!((reader.state.list.len(), reader.state.quit), (3, None));
    reader.press("&<up>");
    assert!(reader.screen().contains("limit: title:nothing"), "{}", reader.screen());
}

#[test]
fn a_search_of_the_list_goes_from_row_to_row_and_leaves_the_others() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    reader.press("/title:bread<enter>");
    assert_eq!((reader.state.list.cursor(), reader.state.list.len()), (2, 3));
    reader.press("gg/title:fares or title:bread");
    reader.press("<esc>/title:fares OR title:bread<enter>n");
    assert_eq!(reader.state.list.cursor(), 2);
    reader.press("n");
    assert_eq!(reader.state.list.cursor(), 0, "round the end");
    let screen = reader.press("<esc>/doors<enter><enter>");
    let search = reader.state.reader.as_ref().and_then(|reader| reader.search.as_ref());
    assert!(search.is_some_and(|search| search.hits.len() == 32), "opening goes to the hits: {screen}");
}

#[test]
fn the_menu_orders_the_list_and_turns_the_order_round() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    let first = |reader: &Reader| {
        let position = reader.state.list.order()[0];
        reader.state.rows.get(position).unwrap().details.headline.to_string()
    };
    assert!(reader.press("S").contains("by headline"));
    reader.press("h");
    assert_eq!(first(&reader), "Bread prices fall");
    assert!(reader.screen().contains("by headline"));
    reader.press("Sh");
    assert_eq!(first(&reader), "Ferry line 'to reopen'");
    reader.press("Sd");
    assert_eq!(first(&reader), "Council Votes On Fares");
    reader.press("Sd");
    assert_eq!(first(&reader), "Bread prices fall");
}

#[test]
fn a_note_quotes_what_is_singled_out_and_is_undone() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    let screen = reader.press("<enter>]qc");
    assert!(screen.contains("note on Council Votes On Fares"), "{screen}");
    assert!(screen.contains("> \"We are not done with this yet,\"") && screen.contains("Ada Holm"), "{screen}");
    let screen = reader.press("ask her<esc>");
    assert!(screen.contains("noted; u undoes"), "{screen}");
    assert!(reader.press("gg").contains("| ask her"), "the note stands in the article");
    reader.press("qgn");
    assert_eq!(reader.state.list.len(), 1);
    reader.press("u");
    assert!(reader.state.marks.iter_where(|mark| mark.note.is_some()).next().is_none());
    reader.press("ckeep out<ctrl-c>");
    assert!(reader.state.marks.iter_where(|mark| mark.note.is_some()).next().is_none());
}

#[test]
fn a_quote_a_paragraph_and_lines_are_copied() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    reader.press("<enter>]qyq");
    let expected =
        "\"We are not done with this yet,\"\n\u{2014} Ada Holm, in: Ada Holm, \u{201c}Council Votes On Fares\u{201d}";
    assert!(reader.copied[0].starts_with(expected), "{}", reader.copied[0]);
    reader.press("ggyy");
    assert!(reader.copied[1].starts_with("The harbour was quiet"));
    reader.press("ggvjyy");
    assert_eq!(reader.copied[2].lines().count(), 2, "the headline and the line below it");
    reader.press("qggyc");
    assert!(matches!(reader.asked.as_slice(), [(positions, Form::Citation, _)] if positions.len() == 1));
}

#[test]
fn an_article_is_remembered_by_a_letter() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    reader.press("jmxG");
    let screen = reader.press("'x");
    assert!(screen.contains("2024-02-02"), "{screen}");
    assert!(reader.press("'y").contains("no article is remembered as y"));
}

#[test]
fn stray_lines_and_sections_fold() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    let screen = reader.press("<enter>GzM");
    assert!(screen.contains("Recent Stories (2 stories)"), "{screen}");
    let screen = reader.press("G");
    assert!(!screen.contains("nobody has kept"), "{screen}");
    assert!(reader.press("zaG").contains("nobody has kept"));
}

#[test]
fn rows_are_put_together_by_day_or_site_under_their_names() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    let screen = reader.press("SD");
    assert!(screen.contains("Saturday, 2024-02-03 \u{b7} 1 article"), "{screen}");
    assert!(screen.contains("Thursday, 2024-02-01 \u{b7} 1 article"), "{screen}");
    let screen = reader.press("SS");
    assert!(screen.contains("\u{b7} 3 articles"), "{screen}");
    reader.press("GSN");
    assert!(!reader.state.list.is_grouped());
}

#[test]
fn the_place_comes_back() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    reader.press("&harbour<enter>Shj mx<enter>");
    let remembered = serde_json::to_vec(&reader.state.remembered()).unwrap();
    drop(reader);

    let mut reader = Reader::open_again(folder.path(), config.path(), serde_json::from_slice(&remembered).unwrap());
    let screen = reader.screen();
    assert!(screen.contains("By Ada Holm \u{b7} 2024-02-02"), "the article is open again: {screen}");
    let screen = reader.press("q");
    assert!(screen.contains("harbour \u{b7} by headline"), "{screen}");
    assert_eq!(reader.state.list.cursor(), 2);
    assert_eq!(reader.state.selection.len(0), 1);
    reader.press("gg'x");
    assert!(reader.screen().contains("2024-02-02"));
}

#[test]
fn the_view_is_counted() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    let screen = reader.press("rg.");
    assert!(screen.contains("3 articles") && screen.contains("3 of them were only skimmed so far"), "{screen}");
    assert!(screen.contains("2024-02-03") && screen.contains("by site"), "{screen}");
    assert!(!reader.press("<esc>").contains("by site"));
}

#[test]
fn the_mouse_chooses_opens_scrolls_and_drags() {
    use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (120, 24));
    let mouse = |reader: &mut Reader, kind, column, row| {
        reader.update(Msg::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }));
        reader.settle();
    };
    let press = MouseEventKind::Down(MouseButton::Left);
    mouse(&mut reader, press, 3, 3);
    assert_eq!(reader.state.list.cursor(), 2);
    mouse(&mut reader, press, 3, 3);
    assert!(reader.screen().contains("min left"), "a click on the row under the cursor opens it");
    let before = reader.screen();
    mouse(&mut reader, MouseEventKind::ScrollDown, 100, 5);
    assert_ne!(reader.screen(), before);
    let divider = reader.state.panes().divider.unwrap();
    mouse(&mut reader, press, divider.x, 5);
    mouse(&mut reader, MouseEventKind::Drag(MouseButton::Left), 70, 5);
    assert_eq!(reader.state.panes().divider.unwrap().x, 69);
}

#[test]
fn without_a_search_n_goes_to_the_next_unread_article() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    reader.press("jrggn");
    assert_eq!(reader.state.list.cursor(), 2);
    reader.press("gg<enter>n");
    assert!(reader.screen().contains("2024-02-01"), "{}", reader.screen());
}

#[test]
fn counts_limit_the_list() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    let screen = reader.press("gf<tab><tab><tab><tab>");
    assert!(screen.contains("[day]") && screen.contains("2024-02-03"), "{screen}");
    // A range of days, the newest first.
    reader.press("vj<enter>");
    assert_eq!(reader.state.list.len(), 2);
    reader.press("<esc>gf<tab><tab><tab><tab>~");
    assert_eq!(reader.state.list.len(), 2, "all but the newest day");
    assert!(reader.press("gt").contains("[month]"));
    assert!(!reader.press("<esc>").contains("[month]"));
}

#[test]
fn what_a_speaker_said_is_one_entry_that_opens_each_article() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    let screen = reader.press("<enter>]qgw");
    assert!(screen.contains("quotes \u{b7} Ada Holm") && screen.contains("\u{d7}24"), "{screen}");
    let screen = reader.press("G<enter>");
    assert!(screen.contains("We are not done with this yet"), "{screen}");
    assert_eq!(reader.state.reader.as_ref().unwrap().focus, Some(super::reader::Focus::Quote(7)));
    assert!(reader.press("q").contains("quotes \u{b7} Ada Holm"), "back to the sheet");
    assert!(!reader.press("q").contains("quotes \u{b7} Ada Holm"));
}

#[test]
fn hits_in_context_open_at_the_hit() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    assert!(reader.press("gk").contains("limit the list first"));
    let screen = reader.press("&fares<enter>gkS");
    assert!(screen.contains("by the word before") && screen.contains("1 hits"), "{screen}");
    assert!(reader.press("<enter>").contains("By Ada Holm"));
}

#[test]
fn who_has_read_one_copy_has_seen_the_others() {
    let (folder, config) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let words = ["harbour", "council", "orchard", "lantern", "railway", "committee", "granary"];
    let sentence = |n: usize| {
        let word = |m: usize| words[(n * 3 + m * m + n * m) % words.len()];
        format!(
            "The {} {} {} said on day {n} that the {} was {} and {} again.",
            word(0),
            word(1),
            word(2),
            word(3),
            word(4),
            word(5)
        )
    };
    let body: Vec<String> = (0..12).map(sentence).collect();
    for (name, headline) in [("a.txt", "Ferry Line To Reopen"), ("b.txt", "Ferries Are Back"), ("c.txt", "All Is Well")]
    {
        let text = if name == "c.txt" { words.repeat(9).join(" ") } else { body.join("\n") };
        std::fs::write(folder.path().join(name), format!(" date 2024-02-03 {headline}\n{text}\n")).unwrap();
    }
    let options = Options { paths: vec![folder.path().to_owned()], full_text: true, ..Options::default() };
    let mut reader = Reader::open_with(options, config.path(), (80, 24), None);
    let screen = reader.press("&copies:1<enter>");
    assert!(
        screen.contains("Ferry Line") && screen.contains("Ferries Are Back") && !screen.contains("All Is Well"),
        "{screen}"
    );
    let screen = reader.press("<enter>r");
    assert!(screen.contains("1 copy") && screen.contains("marked read"), "{screen}");
    let screen = reader.press("<esc>");
    assert!(screen.contains('\u{25cb}'), "{screen}");
    let screen = reader.press("u");
    assert!(!screen.contains('\u{25cb}') && screen.contains("undone: marked read"), "{screen}");
    let screen = reader.press("<esc>zc");
    assert!(screen.contains("\u{d7}2") && reader.state.list.len() == 2, "{screen}");
}
