//! Libraries whose articles have to do with one another.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use crate::article::ArticleId;
use crate::library::query::Query;
use crate::library::script::Script;
use crate::library::{Confidence, Options, Phase, Standing};
use crate::marks::{Change, Clock, Entry, Marks};

/// A folder of articles, and an index of it.
struct Home {
    folder: tempfile::TempDir,
    cache: tempfile::TempDir,
}

const WORDS: [&str; 16] = [
    "harbour", "council", "minister", "railway", "farmers", "protest", "winter", "budget", "storm", "teachers",
    "bridge", "island", "voters", "market", "orchard", "lantern",
];

/// So many words, each of them one of the list or two put together.
fn words(seed: usize, count: usize, compound: bool) -> Vec<String> {
    let mut random = seed as u64 + 1;
    let mut word = || {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        WORDS[(random >> 40) as usize % WORDS.len()]
    };
    (0..count).map(|_| if compound { [word(), word()].concat() } else { word().to_owned() }).collect()
}

/// A paragraph unlike those of other seeds.
fn paragraph(seed: usize) -> String {
    let words = words(seed, 24, false);
    format!("The {} said on the day that the {} number {seed} was over.", words[..12].join(" "), words[12..].join(" "))
}

impl Home {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), cache: tempfile::tempdir().unwrap() }
    }

    fn write(
        &self,
        name: &str,
        headline: &str,
        date: &str,
        paragraphs: impl IntoIterator<Item = usize>,
        links: &[&str],
    ) {
        let body: Vec<String> = paragraphs.into_iter().map(paragraph).collect();
        let links = if links.is_empty() { String::new() } else { format!("Recent Stories\n{}\n", links.join("\n")) };
        let text = format!(" date {date} {headline}\n{}\n{links}", body.join("\n"));
        let path = self.folder.path().join(name);
        fs::write(&path, text).unwrap();
        self.age(&path);
    }

    /// Sets the time of a file and of the folder back: what changed just now is looked at again by every opening.
    fn age(&self, path: &Path) {
        let hour_ago = SystemTime::now() - Duration::from_secs(3_600);
        for path in [path, self.folder.path()] {
            fs::File::open(path).unwrap().set_modified(hour_ago).unwrap();
        }
    }

    fn open(&self) -> Script {
        loop {
            let (paths, cache) = (vec![self.folder.path().to_owned()], Some(self.cache.path().to_owned()));
            let mut script = Script::open(Options { paths, cache, full_text: true, ..Options::default() });
            assert!(script.wait(|_| true));
            // A process that another test starts holds all locks until it has become another program.
            if script.progress().phase != Phase::Following {
                return script;
            }
            script.close();
        }
    }
}

/// The headlines that a query leaves, with how each article stands to the others.
fn ask(script: &mut Script, query: &str, marks: &Marks) -> Vec<(String, Standing)> {
    let query = Query::parse(query, jiff::civil::date(2024, 3, 1)).unwrap();
    let selection = script.select(query, marks.clone()).unwrap();
    let standings = selection.standings(marks).unwrap();
    let rows = selection.placed_rows();
    rows.map(|(at, found)| (found.unwrap().details.headline.to_string(), standings.get(at).unwrap().0)).collect()
}

fn headlines(script: &mut Script, query: &str, marks: &Marks) -> Vec<String> {
    ask(script, query, marks).into_iter().map(|(headline, _)| headline).collect()
}

fn id(script: &mut Script, headline: &str) -> ArticleId {
    let query = Query::parse(&format!("title:\"{headline}\""), jiff::civil::date(2024, 3, 1)).unwrap();
    let selection = script.select(query, Marks::default()).unwrap();
    selection.rows().next().unwrap().unwrap().id
}

fn read(id: ArticleId) -> Marks {
    let mut marks = Marks::default();
    let clock = Clock::default();
    marks.apply(&Entry { article: id, change: Change::Read(true), old: None, clock, device: "d".into() });
    marks
}

#[test]
fn stories_that_pages_carry_are_counted_and_listed() {
    let home = Home::new();
    home.write("a.txt", "Port Strike Over After Nine Days, Union Says", "2024-02-03", 0..4, &[]);
    home.write(
        "b.txt",
        "Council Votes On Fares",
        "2024-02-04",
        10..14,
        &["PORT STRIKE OVER AFTER NINE DAYS - UNION SAYS"],
    );
    home.write(
        "c.txt",
        "Bread Prices Fall Again",
        "2024-02-05",
        20..24,
        &["Port strike over after nine days, uni ..", "Unheard of"],
    );
    home.write("d.txt", "Port Strike Over After Nine Days, Union Says", "2024-01-02", 30..34, &[]);
    let mut script = home.open();
    let none = Marks::default();
    assert_eq!(headlines(&mut script, "links:>1", &none), ["Port Strike Over After Nine Days, Union Says"]);
    let all = ask(&mut script, "sort:links,date", &none);
    assert_eq!(all.iter().map(|(_, standing)| standing.promoted).collect::<Vec<_>>(), [2, 0, 0, 0]);
    let target = id(&mut script, "port strike");
    let linkers = headlines(&mut script, &format!("links-to:{target}"), &none);
    assert_eq!(linkers, ["Bread Prices Fall Again", "Council Votes On Fares"]);
    let query = Query::parse("title:bread", jiff::civil::date(2024, 3, 1)).unwrap();
    let selection = script.select(query, none).unwrap();
    let (_, _, links) = selection.linking().next().unwrap().unwrap();
    let link = links[0][0].as_ref().unwrap();
    assert_eq!((link.confidence, link.target.id, link.target.days), (Confidence::Cut, target, Some(2)));
    assert_eq!(links[0][1], None);
}

#[test]
fn copies_are_found_folded_and_marked_apart() {
    let home = Home::new();
    home.write("a.txt", "Ferry Line To Reopen", "2024-02-03", 0..12, &[]);
    home.write("b.txt", "Ferries Are Back, Says Council", "2024-02-02", 1..12, &[]);
    home.write("c.txt", "Ferry News", "2024-02-04", [40, 0, 1, 2, 3, 4, 5, 6, 7, 8, 41], &[]);
    home.write("d.txt", "Something Else", "2024-02-05", 60..72, &[]);
    let mut script = home.open();
    let none = Marks::default();
    let copies = ["Ferry News", "Ferry Line To Reopen", "Ferries Are Back, Says Council"];
    assert_eq!(headlines(&mut script, "copies:2", &none), copies);
    assert_eq!(headlines(&mut script, "fold:copies", &none), ["Something Else", "Ferries Are Back, Says Council"]);
    assert_eq!(headlines(&mut script, "title:(line OR news) fold:copies", &none), ["Ferry Line To Reopen"]);
    let first = id(&mut script, "ferries are back");
    assert_eq!(headlines(&mut script, &format!("copy-of:{first}"), &none), copies[..2]);
    // What changes is worked out anew, also by a later opening.
    script.close();
    fs::remove_file(home.folder.path().join("b.txt")).unwrap();
    assert_eq!(headlines(&mut home.open(), "copies:1", &none), copies[..2]);
}

#[test]
fn paragraphs_of_what_was_read_are_known_elsewhere() {
    let home = Home::new();
    home.write("a.txt", "Storm Nears The Coast", "2024-02-03", 0..6, &[]);
    home.write("b.txt", "Storm Hits The Coast", "2024-02-04", [20, 21, 22, 23, 24, 1, 2], &[]);
    home.write("c.txt", "Something Else", "2024-02-05", 60..64, &[]);
    let mut script = home.open();
    let none = Marks::default();
    assert_eq!(headlines(&mut script, "new:<100%", &none), [""; 0]);
    let marks = read(id(&mut script, "storm nears"));
    let rows = ask(&mut script, "sort:new", &marks);
    let counts: Vec<(u32, u32)> = rows.iter().map(|(_, standing)| (standing.paragraphs, standing.known)).collect();
    assert_eq!(counts, [(7, 2), (4, 0), (6, 6)]);
    assert_eq!(headlines(&mut script, "new:1%..99%", &marks), ["Storm Hits The Coast"]);
    assert_eq!(headlines(&mut script, "new:0", &marks), ["Storm Nears The Coast"]);
}

#[test]
fn damage_is_mended() {
    let home = Home::new();
    home.write("a.txt", "Ferry Line To Reopen", "2024-02-03", 0..12, &[]);
    home.write("b.txt", "Ferries Are Back", "2024-02-02", 0..12, &[]);
    home.open().close();
    let library = fs::read_dir(home.cache.path().join("libraries")).unwrap().next().unwrap().unwrap().path();
    for name in ["prints", "ties"] {
        let path = library.join(name);
        let bytes = fs::read(&path).unwrap();
        for broken in [&bytes[..bytes.len() / 2], &[0; 9], &[]] {
            fs::write(&path, broken).unwrap();
            let mut script = home.open();
            assert_eq!(headlines(&mut script, "copies:1", &Marks::default()).len(), 2, "{name}");
            script.close();
        }
    }
}

#[test]
fn lines_that_recur_over_a_site_are_told_from_what_its_articles_tell_again() {
    let home = Home::new();
    let write = |name: &str, headline: &str, day: usize, body: &[String]| {
        let text = format!(" date 2024-02-{day:02} {headline}\n{}\n", body.join("\n"));
        let path = home.folder.path().join(name);
        fs::write(&path, text).unwrap();
        home.age(&path);
    };
    let paragraph = |seed: usize| format!("The {} was over.", words(seed, 24, true).join(" "));
    let (imprint, about) = ("The Harbour Ledger is printed on the island.".to_owned(), paragraph(900));
    for story in 0..20 {
        let body: Vec<String> = (story * 6..story * 6 + 5).map(paragraph).collect();
        let body: Vec<String> = [imprint.clone()].into_iter().chain(body).chain([about.clone()]).collect();
        write(&format!("{story}.txt"), &format!("The Story Number {story} Of The Day"), story + 1, &body);
    }
    // A story in several versions, and a report that comes daily.
    let header = "Currency, buying, selling.".to_owned();
    for version in 0..6 {
        let body: Vec<String> = (700..706 + version).map(paragraph).collect();
        write(&format!("v{version}.txt"), "Ferry Line To Reopen In Spring", version + 1, &body);
        let rates = format!("Dollar at the bank {version}.25, {version}.75 at the market of the island, traders said.");
        let words =
            "Banks in the harbour district opened late while brokers waited for the morning bulletin to arrive.";
        write(&format!("r{version}.txt"), "Rates Of The Day", version + 1, &[header.clone(), rates, words.to_owned()]);
    }
    let mut script = home.open();
    let marks = Marks::default();
    let with = headlines(&mut script, "boilerplate:2", &marks);
    assert_eq!(with.len(), 20);
    assert!(with.iter().all(|headline| headline.starts_with("The Story")), "{with:?}");
    assert_eq!(headlines(&mut script, "boilerplate:1", &marks), [""; 0]);
    let query = Query::parse("title:\"number 7 of\"", jiff::civil::date(2024, 3, 1)).unwrap();
    let selection = script.select(query, marks).unwrap();
    let (place, article) = selection.articles().next().unwrap().unwrap();
    assert_eq!(script.boilerplate(&article, &place.path), [20, 0, 0, 0, 0, 0, 20]);
}
