//! A library on folders that change, with its index.

mod damage;
mod folders;
mod many;
mod whole;

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use crossbeam_channel::{Receiver, unbounded};

use super::globs::Globs;
use super::query::Query;
use super::script::{Script, health, wipe};
use super::store::Health;
use super::{Event, Library, Options, Phase, Rewritten, View};
use crate::marks::Marks;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(20);

struct Home {
    folder: tempfile::TempDir,
    cache: tempfile::TempDir,
}

impl Home {
    fn new() -> Self {
        let home = Self { folder: tempfile::tempdir().unwrap(), cache: tempfile::tempdir().unwrap() };
        home.write("one.txt", "Council Votes On Fares", "2024-02-03");
        home.write("world/two.txt", "Ferry Line To Reopen", "2024-02-02");
        home.write("world/three.txt", "Bread Prices Fall", "2024-02-01");
        home
    }

    /// Writes an article that looks as if it had stood there for an hour.
    fn write(&self, name: &str, headline: &str, date: &str) {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let body = "The harbour was quiet on the day, and the council met behind closed doors for most of it. ";
        let quote = format!("\"We are not done with {headline} yet,\" Ada Holm said.");
        fs::write(&path, format!("{headline}\nBy Ada Holm\n{date}\n{}\n{quote}\n", body.repeat(3))).unwrap();
        age(&path);
        age(path.parent().unwrap());
    }

    fn options(&self) -> Options {
        let (paths, cache) = (vec![self.folder.path().to_owned()], Some(self.cache.path().to_owned()));
        Options { paths, cache, ..Options::default() }
    }

    /// The headlines that a query leaves, after an opening of its own.
    fn headlines(options: Options, query: &str) -> Vec<String> {
        let mut script = Script::open(options);
        assert!(script.wait(|_| true));
        let query = Query::parse(query, jiff::civil::date(2024, 3, 1)).unwrap();
        let selection = script.select(query, Marks::default()).unwrap();
        let headlines = selection.rows().map(|row| row.unwrap().details.headline.to_string()).collect();
        script.close();
        headlines
    }

    fn check(&self, query: &str, headlines: &[&str]) {
        assert_eq!(Self::headlines(self.options(), query), headlines, "{query}");
    }
}

/// Sets the time of a file or folder back: what changed just now is looked at again by every opening.
fn age(path: &Path) {
    let hour_ago = SystemTime::now() - Duration::from_secs(3_600);
    fs::File::open(path).unwrap().set_modified(hour_ago).unwrap();
}

#[test]
fn defects_are_found_with_an_index_and_without() {
    let home = Home::new();
    let stub = home.folder.path().join("stub.txt");
    fs::write(&stub, "Storm Warning Given For Coast\nBy Ada Holm\n2024-02-05\nThe council was not asked, and did not say a word about it.\nNo more is known.\n").unwrap();
    age(&stub);
    let full_text = Options { full_text: true, ..home.options() };
    for options in [home.options(), full_text, home.options()] {
        assert_eq!(Home::headlines(options.clone(), "is:stub"), ["Storm Warning Given For Coast"]);
        assert_eq!(Home::headlines(options.clone(), "has:defect -is:truncated"), ["Storm Warning Given For Coast"]);
        assert_eq!(Home::headlines(options, "-has:defect").len(), 3);
    }
    // The others have a quote and no defect.
    home.check(
        "-two sort:quotes",
        &["Council Votes On Fares", "Ferry Line To Reopen", "Bread Prices Fall", "Storm Warning Given For Coast"],
    );
    assert_eq!(Home::headlines(home.options(), "sort:defects").first().unwrap(), "Storm Warning Given For Coast");
    assert_eq!(Home::headlines(home.options(), "sort:-defects").last().unwrap(), "Storm Warning Given For Coast");
}

#[test]
fn later_openings_find_what_changed() {
    let home = Home::new();
    let all = ["Council Votes On Fares", "Ferry Line To Reopen", "Bread Prices Fall"];
    home.check("", &all);
    home.check("", &all);
    home.write("sport/four.txt", "Derby Ends Level", "2024-02-04");
    home.check("", &["Derby Ends Level", all[0], all[1], all[2]]);
    // Another text, size and time: the old row is gone, and stays so.
    home.write("world/two.txt", "Ferry Line Closes For Good After All", "2024-02-05");
    for _ in 0..2 {
        home.check("", &["Ferry Line Closes For Good After All", "Derby Ends Level", all[0], all[2]]);
    }
    fs::rename(home.folder.path().join("one.txt"), home.folder.path().join("world/moved.txt")).unwrap();
    home.check("path:world", &["Ferry Line Closes For Good After All", all[0], all[2]]);
    fs::remove_dir_all(home.folder.path().join("sport")).unwrap();
    home.check("-ferry", &[all[0], all[2]]);
}

#[test]
fn a_file_that_comes_back_as_it_was_is_listed_again() {
    let home = Home::new();
    let (path, away) = (home.folder.path().join("one.txt"), home.cache.path().join("away"));
    home.check("fares", &["Council Votes On Fares"]);
    fs::rename(&path, &away).unwrap();
    home.check("fares", &[]);
    fs::rename(&away, &path).unwrap();
    home.check("fares", &["Council Votes On Fares"]);
}

#[test]
fn only_a_rescan_notices_a_change_that_kept_time_and_size() {
    let home = Home::new();
    let full = Options { full_text: true, ..home.options() };
    Home::headlines(full, "");
    let path = home.folder.path().join("one.txt");
    let text = fs::read_to_string(&path).unwrap().replace("Fares", "Farms");
    let modified = fs::metadata(&path).unwrap().modified().unwrap();
    fs::write(&path, text).unwrap();
    fs::File::open(&path).unwrap().set_modified(modified).unwrap();
    home.check("farms", &[]);
    let rescan = Options { rescan: true, ..home.options() };
    assert_eq!(Home::headlines(rescan, "farms"), ["Council Votes On Farms"]);
    home.check("fares", &[]);
}

#[test]
fn answers_are_the_same_before_and_after_the_full_text() {
    let home = Home::new();
    let queries = [
        "",
        "harbours",
        "\"closed doors\"",
        "speaker:holm",
        "quote:bread",
        "quote:harbour",
        "-fares",
        "fare* OR bread",
        "words:>10 lang:en",
        "has:quotes date:2024-02-02..",
        "/clos.d doors/",
        "site:world sort:headline",
        "sort:-date",
    ];
    let before: Vec<_> = queries.iter().map(|query| Home::headlines(home.options(), query)).collect();
    Home::headlines(Options { full_text: true, ..home.options() }, "");
    let after: Vec<_> = queries.iter().map(|query| Home::headlines(home.options(), query)).collect();
    assert_eq!(before, after);
    assert_eq!(before.get(1).map(Vec::len), Some(3));
    assert_eq!(before.get(4), Some(&vec!["Bread Prices Fall".to_owned()]));
    assert_eq!(before.get(5), Some(&Vec::new()), "it stands outside of the quotes");
    assert_eq!(before.get(12).and_then(|found| found.first()), Some(&"Bread Prices Fall".to_owned()));
}

#[test]
fn without_a_place_to_write_the_index_is_in_memory() {
    let home = Home::new();
    // A file where the directory should be: nobody, root included, can write below it.
    let cache = home.cache.path().join("file");
    fs::write(&cache, "").unwrap();
    let mut script = Script::open(Options { cache: Some(cache), ..home.options() });
    assert!(script.wait(|_| true));
    assert!(script.notices().iter().any(|notice| notice.contains("in memory")));
    let selection = script.select(Query::default(), Marks::default()).unwrap();
    assert_eq!(selection.len(), 3);
}

#[test]
fn files_that_cannot_be_read_are_told_until_they_can() {
    let home = Home::new();
    let path = home.folder.path().join("empty.txt");
    fs::write(&path, "").unwrap();
    age(&path);
    // This one is read again by every opening.
    fs::write(home.folder.path().join("new.txt"), "").unwrap();
    let troubles = || {
        let mut script = Script::open(home.options());
        assert!(script.wait(|_| true));
        let count = script.troubles().len();
        script.close();
        count
    };
    assert_eq!([troubles(), troubles(), troubles()], [2, 2, 2]);
    home.write("empty.txt", "Not Empty Any More", "2024-02-09");
    assert_eq!(troubles(), 1);
}

/// The next view for which `wanted` holds.
fn view(events: &Receiver<Event>, wanted: impl Fn(&View) -> bool) -> View {
    let end = Instant::now() + PATIENCE;
    loop {
        match events.recv_deadline(end).unwrap() {
            Event::View(view) if wanted(&view) => return view,
            _ => {}
        }
    }
}

fn open(options: Options) -> (Library, Receiver<Event>) {
    let (send, events) = unbounded();
    let library = Library::open(options, move |event| drop(send.send(event)));
    library.limit(Query::default(), None, Marks::default(), 1);
    (library, events)
}

/// The manifest of the only index, and when and as which file it was written.
fn manifest(home: &Home) -> (std::path::PathBuf, Option<super::store::Stamp>) {
    let library = fs::read_dir(home.cache.path().join("libraries")).unwrap().next().unwrap().unwrap();
    let path = library.path().join("manifest");
    let stamp = super::store::stamp(&path);
    (path, stamp)
}

#[test]
fn an_opening_that_finds_nothing_new_writes_nothing() {
    let home = Home::new();
    home.write("world/deep/four.txt", "Bridge Opens", "2024-02-04");
    // What is no file has nothing new, either.
    let pipe = home.folder.path().join("world/pipe.txt");
    rustix::fs::mkfifoat(rustix::fs::CWD, &pipe, rustix::fs::Mode::RWXU).unwrap();
    let full_text = || Options { full_text: true, ..home.options() };
    // The time of a folder that changed a moment ago says nothing yet.
    thread::sleep(Duration::from_millis(120));
    assert_eq!(Home::headlines(full_text(), "").len(), 4);
    let before = manifest(&home);
    assert!(before.1.is_some());
    assert_eq!(Home::headlines(full_text(), "").len(), 4);
    assert_eq!(manifest(&home), before);
    home.write("five.txt", "Tide Tables Wrong", "2024-02-05");
    assert_eq!(Home::headlines(full_text(), "").len(), 5);
    assert_ne!(manifest(&home), before);
}

#[test]
fn changes_are_followed_and_a_second_reader_follows_the_first() {
    let home = Home::new();
    let (first, events) = open(Options { watch: true, full_text: true, ..home.options() });
    view(&events, |view| view.order.len() == 3);
    // The first one writes; the second one sees what it has written.
    let current = |event: &Event| matches!(event, Event::Grown { progress, .. } if progress.phase == Phase::Current);
    assert!(events.iter().any(|event| current(&event)));
    let (_second, followed) = open(Options { watch: true, full_text: true, ..home.options() });
    view(&followed, |view| view.order.len() == 3);
    home.write("world/new/five.txt", "A Folder And A File Arrive", "2024-02-06");
    let view_now = view(&events, |view| view.order.len() == 4);
    assert_eq!(view_now.articles, 4);
    view(&followed, |view| view.order.len() == 4);
    fs::remove_file(home.folder.path().join("one.txt")).unwrap();
    view(&events, |view| view.order.len() == 3);
    view(&followed, |view| view.order.len() == 3);
    home.write("world/.two", "Ferry Line To Reopen In June", "2024-02-02");
    fs::rename(home.folder.path().join("world/.two"), home.folder.path().join("world/two.txt")).unwrap();
    let rows = loop {
        if let Event::Rewritten(rows) = followed.recv_timeout(PATIENCE).unwrap() {
            break rows;
        }
    };
    let [Rewritten { before: old, now: new, .. }] = rows[..] else { panic!("{rows:?}") };
    view(&followed, |view| view.order.contains(&new) && !view.order.contains(&old));
    drop(first);
    drop(events);
    // Now the second one writes.
    home.write("six.txt", "The Heir Takes Over", "2024-02-07");
    view(&followed, |view| view.order.len() == 4);
}

#[test]
fn an_article_that_is_read_again_is_told_with_the_row_that_it_has_now() {
    let home = Home::new();
    let (library, events) = open(Options { watch: true, ..home.options() });
    let before = view(&events, |view| view.order.len() == 3);
    let mut file = fs::OpenOptions::new().append(true).open(home.folder.path().join("one.txt")).unwrap();
    file.write_all(b"\nA line came in later, and nobody knows from where.\n").unwrap();
    let rows = loop {
        if let Event::Rewritten(rows) = events.recv_timeout(PATIENCE).unwrap() {
            break rows;
        }
    };
    let [Rewritten { before: old, now: new, .. }] = rows[..] else { panic!("{rows:?}") };
    let after = view(&events, |view| view.order.contains(&new));
    assert!(before.order.contains(&old) && !after.order.contains(&old) && after.order.len() == 3, "{rows:?}");
    drop(library);
}

/// How many articles the views have until everything is read.
fn seen(events: &Receiver<Event>) -> Vec<u64> {
    let mut seen = Vec::new();
    loop {
        match events.recv_timeout(PATIENCE).unwrap() {
            Event::View(view) if view.articles > 0 => seen.push(view.articles),
            Event::Grown { progress, .. } if progress.phase == Phase::Current => break,
            _ => {}
        }
    }
    seen
}

#[test]
fn rows_of_changed_files_stand_until_these_are_read_again() {
    let home = Home::new();
    let many = 0..600;
    for number in many.clone() {
        home.write(&format!("many/{number}.txt"), &format!("Story Number {number} Of Many"), "2024-01-30");
    }
    assert_eq!(Home::headlines(home.options(), "").len(), 603);
    for number in many {
        let file = fs::File::open(home.folder.path().join(format!("many/{number}.txt"))).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_secs(7_200)).unwrap();
    }
    let (_library, events) = open(home.options());
    let seen = seen(&events);
    assert!(seen.iter().all(|articles| *articles == 603), "{seen:?}");
}

#[test]
fn a_wiped_index_is_only_a_cache() {
    let home = Home::new();
    Home::headlines(Options { full_text: true, ..home.options() }, "");
    wipe(&home.options().paths, &[], home.cache.path()).unwrap();
    home.check("", &["Council Votes On Fares", "Ferry Line To Reopen", "Bread Prices Fall"]);
}

#[test]
fn another_set_of_globs_is_another_library() {
    let home = Home::new();
    home.write("world/drafts/four.txt", "Draft Of A Draft", "2024-01-31");
    let globs = |include: &[&str], exclude: &[&str]| {
        let owned = |globs: &[&str]| globs.iter().map(|glob| (*glob).to_owned()).collect::<Vec<_>>();
        Options { globs: vec![Globs::new(&owned(include), &owned(exclude)).unwrap()], ..home.options() }
    };
    for _ in 0..2 {
        assert_eq!(Home::headlines(globs(&["world/"], &[]), "").len(), 3);
        assert_eq!(Home::headlines(globs(&[], &["world/"]), ""), ["Council Votes On Fares"]);
        assert_eq!(
            Home::headlines(globs(&["t*.txt"], &["drafts/"]), ""),
            ["Ferry Line To Reopen", "Bread Prices Fall"]
        );
        assert_eq!(Home::headlines(home.options(), "").len(), 4);
    }
    let indexes = fs::read_dir(home.cache.path().join("libraries")).unwrap().count();
    assert_eq!(indexes, 4);
    // What arrives while it is open is no other matter.
    let (_library, events) = open(Options { watch: true, ..globs(&["world/"], &["drafts/"]) });
    view(&events, |view| view.order.len() == 2);
    assert!(events.iter().any(|event| matches!(event, Event::Troubles(_))));
    for name in ["world/drafts/five.txt", "world/drafts/deeper/six.txt", "seven.txt", "world/eight.txt"] {
        home.write(name, "One More", "2024-03-01");
    }
    let grown = view(&events, |view| view.order.len() != 2);
    assert_eq!((grown.order.len(), grown.articles), (3, 3));
}
