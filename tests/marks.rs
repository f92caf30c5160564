//! Marks through the program: from scripts, and when processes are killed or the disk fails them.
//!
//! What takes minutes or needs root is run with `cargo test --test marks -- --ignored`, after
//! `cargo build --examples`.

#![expect(clippy::unwrap_used, reason = "a helper of a test that cannot go on is the test's end")]

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// A config directory, and articles to mark.
struct Home(tempfile::TempDir);

const STORY: &str = "Talks resume in Vienna\n\nBy Ada Holm\n\nVIENNA, Jan 30 (AFP) - Delegates met on Tuesday.\n";

impl Home {
    fn new() -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        std::fs::write(home.path("a.txt"), STORY).unwrap();
        std::fs::write(home.path("b.txt"), STORY.replace("Tuesday", "Monday")).unwrap();
        home
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, arguments: &[&str], input: &[u8]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.args(arguments).current_dir(self.0.path()).env("HOME", self.0.path());
        command.env("DATELINE_CONFIG_DIR", self.path("config")).env("DATELINE_CACHE_DIR", self.path("cache"));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        child.wait_with_output().unwrap()
    }

    fn exported(&self) -> Vec<serde_json::Value> {
        let output = self.run(&["marks", "export"], b"");
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        let lines = String::from_utf8(output.stdout).unwrap();
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

#[test]
fn the_first_digits_of_an_id_are_enough() {
    let home = Home::new();
    assert_eq!(home.run(&["mark", "+read", "a.txt"], b"").status.code(), Some(0));
    let id = home.exported()[0]["id"].as_str().unwrap().to_owned();
    let short = id.get(..8).unwrap();
    let output = home.run(&["mark", "+later", short], b"");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let marks = home.exported();
    assert_eq!((marks.len(), &marks[0]["id"], &marks[0]["tags"][0]), (1, &id.into(), &"later".into()));
    let output = home.run(&["mark", "+later", "00000000", "b.txt"], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(
        String::from_utf8_lossy(&output.stderr).contains("00000000: no such file, and no article here has this id")
    );
    assert_eq!(home.exported().len(), 2, "the others are marked");
}

#[test]
fn marks_are_set_from_arguments_and_from_standard_input() {
    let home = Home::new();
    let output = home.run(&["mark", "+read", "+trade talks", "-star", "a.txt"], b"");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let marks = home.exported();
    assert_eq!(marks.len(), 1);
    let one = &marks[0];
    assert_eq!((&one["read"], &one["starred"], &one["tags"][0]), (&true.into(), &false.into(), &"trade talks".into()));
    assert_eq!((&one["headline"], &one["path"]), (&"Talks resume in Vienna".into(), &"~/a.txt".into()));

    let id = one["id"].as_str().unwrap().to_owned();
    for input in [format!("{id}\r\nb.txt\n"), format!("{id}\0b.txt\0")] {
        assert_eq!(home.run(&["mark", "+keep", "-read", "-"], input.as_bytes()).status.code(), Some(0));
        let marks = home.exported();
        assert_eq!(marks.iter().filter(|mark| mark["kept"] == true && mark["read"] == false).count(), 2);
    }
    // As notmuch has it, what is not unread is read; no tag is called so.
    home.run(&["mark", "-unread", "a.txt"], b"");
    let marks = home.exported();
    assert_eq!(marks.iter().filter(|mark| mark["read"] == true).count(), 1);
    home.run(&["mark", "+unread", "a.txt"], b"");
    assert!(home.exported().iter().all(|mark| mark["read"] == false && !mark["tags"].to_string().contains("unread")));
    // What cannot be read is named, and the rest is marked.
    let output = home.run(&["mark", "+drop", "nowhere.txt", "b.txt"], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("nowhere.txt"));
    assert_eq!(home.exported().iter().filter(|mark| mark["dropped"] == true).count(), 1);
    // A folder is not taken for a file.
    std::fs::create_dir(home.path("sea")).unwrap();
    let output = home.run(&["mark", "+read", "sea"], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("sea: this is a folder; -q QUERY marks"), "{output:?}");
    for wrong in [&["mark"][..], &["mark", "+read"], &["mark", "a.txt"], &["mark", "+", "a.txt"]] {
        assert_eq!(home.run(wrong, b"").status.code(), Some(2), "{wrong:?}");
    }
}

#[test]
fn a_corrected_text_has_its_marks_where_nobody_had_read_it_as_a_whole() {
    let home = Home::new();
    let story = |day: &str| {
        std::fs::create_dir_all(home.path("news")).unwrap();
        std::fs::write(
            home.path("news/c.txt"),
            format!("{}{}", STORY.replace("Tuesday", day), "They met again.\n".repeat(200)),
        )
        .unwrap();
    };
    story("Tuesday");
    home.run(&["list", "--count", "news"], b"");
    home.run(&["mark", "+star", "news/c.txt"], b"");
    story("Wednesday");
    let starred = home.run(&["list", "-f", "paths", "-q", "is:starred", "news"], b"");
    assert_eq!(String::from_utf8_lossy(&starred.stdout), "news/c.txt\n", "{starred:?}");
}

#[test]
fn an_export_takes_the_place_of_the_one_before_once_it_is_whole() {
    let home = Home::new();
    home.run(&["mark", "+star", "-q", "*"], b"");
    home.run(&["marks", "export", "marks.jsonl"], b"");
    let file = home.path("marks.jsonl");
    let before = std::fs::read(&file).unwrap();
    assert_eq!(before, home.run(&["marks", "export"], b"").stdout);
    // Where the new one cannot be written, the one before stays.
    std::fs::create_dir(home.path("marks.jsonl.new")).unwrap();
    home.run(&["mark", "+read", "-q", "*"], b"");
    assert_eq!(home.run(&["marks", "export", "marks.jsonl"], b"").status.code(), Some(1));
    assert_eq!(std::fs::read(&file).unwrap(), before);
}

#[test]
fn an_export_is_merged_elsewhere_and_the_later_mark_wins() {
    let (here, there) = (Home::new(), Home::new());
    here.run(&["mark", "+read", "+x", "a.txt"], b"");
    let lines = here.run(&["marks", "export"], b"").stdout;
    there.run(&["mark", "-read", "a.txt"], b"");
    assert_eq!(there.run(&["marks", "import"], &lines).status.code(), Some(0));
    let one = &there.exported()[0];
    assert_eq!((&one["read"], &one["tags"][0]), (&false.into(), &"x".into()));
    let output = there.run(&["marks", "import", "-"], b"{\"id\": \"1\"}\n\n");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("standard input: line 1: an id has 32 hex digits"));
}

#[test]
fn what_an_import_cannot_read_is_told_in_plain_words() {
    let home = Home::new();
    let told = |lines: &[u8]| {
        let output = home.run(&["marks", "import"], lines);
        assert_eq!(output.status.code(), Some(1));
        let told = String::from_utf8(output.stderr).unwrap();
        told.trim_end().replace("dateline: standard input: ", "")
    };
    let id = "00000000000000000000000000000001";
    for (line, why) in [
        ("hello", "it is no JSON from column 1 on".to_owned()),
        ("[1]", "it is no object with the marks of an article, as {\"id\": \u{2026}, \"read\": true} is".to_owned()),
        ("{\"id\": \"00", "it is cut off".to_owned()),
        ("{\"id\": 3}", "id is 3, where a string is wanted".to_owned()),
        ("{\"id\": \"ID\", \"starred\": \"yes\"}", "starred is \"yes\", where true or false is wanted".to_owned()),
        (
            "{\"id\": \"ID\", \"position\": [1]}",
            "position is [1], where the numbers of a paragraph and a byte, as [4, 120] is wanted".to_owned(),
        ),
        ("{\"id\": \"ID\", \"read\": true, \"read\": true}", "a field stands there twice".to_owned()),
    ] {
        assert_eq!(told(line.replace("ID", id).as_bytes()), format!("line 1: {why}"));
    }
    // What stands behind a line that is wrong is read.
    assert_eq!(
        told(format!("\nxx\n{{\"id\": \"{id}\", \"starred\": true}}\n").as_bytes()),
        "line 2: it is no JSON from column 1 on"
    );
    assert_eq!(home.exported()[0]["starred"], true);
    assert_eq!(told(b"\xff\n"), "line 1: it is not UTF-8");
    let output = home.run(&["marks", "import", "."], b"");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stderr).lines().count(), 1, "a folder has no lines");
}

#[test]
fn what_could_not_be_saved_shows_in_the_exit_code() {
    let home = Home::new();
    std::fs::write(home.path("config"), "in the way").unwrap();
    let output = home.run(&["mark", "+read", "a.txt"], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("not saved"), "{output:?}");
}

/// The example that marks under stress; it is built with the tests.
fn stress(arguments: &[&str]) -> Command {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_dateline")).with_file_name("examples").join("mark_stress");
    assert!(program.exists(), "`cargo build --example mark_stress` makes what is missing");
    let mut command = Command::new(program);
    command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

/// How many articles are marked in a directory, and how many lines are damaged.
fn counted(dir: &Path) -> (usize, usize) {
    let output = stress(&[dir.to_str().unwrap()]).output().unwrap();
    let line = String::from_utf8(output.stdout).unwrap();
    let numbers: Vec<usize> = line.split_whitespace().map(|number| number.parse().unwrap()).collect();
    (numbers[0], numbers[2])
}

fn lines(child: &mut Child) -> impl Iterator<Item = String> + Send + use<> {
    BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok)
}

fn last_line(child: &mut Child) -> String {
    lines(child).last().unwrap_or_default()
}

fn ten_processes(marks: usize) {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path().to_str().unwrap();
    let start = |n: usize| stress(&[dir, &(n * marks).to_string(), &marks.to_string()]).spawn().unwrap();
    let mut children: Vec<Child> = (0..10).map(start).collect();
    for child in &mut children {
        assert_eq!(last_line(child), "closed 0");
        assert!(child.wait().unwrap().success());
    }
    assert_eq!(counted(Path::new(dir)), (10 * marks, 0));
}

#[test]
fn ten_processes_at_once_lose_nothing() {
    ten_processes(200);
}

#[test]
#[ignore = "takes a minute without optimisation"]
fn ten_processes_with_ten_thousand_marks_lose_nothing() {
    ten_processes(10_000);
}

#[test]
fn a_limit_on_the_size_of_files_costs_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let program = stress(&[]).get_program().to_owned();
    let mut command = Command::new("sh");
    // In blocks of 512 or 1,024 bytes: a journal takes a few hundred marks.
    command.args(["-c", "ulimit -f 40; exec \"$0\" \"$@\""]).arg(program).arg(dir.path()).args(["0", "3000", "7"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    assert_eq!(last_line(&mut child), "closed 0");
    assert!(child.wait().unwrap().success());
    assert_eq!(counted(dir.path()).0, 3000);
}

/// Kills the program `rounds` times while it marks, and checks that what it said is saved is there.
fn killed(rounds: u32) {
    let mut dir = tempfile::tempdir().unwrap();
    let (mut first, mut all, mut torn) = (0_usize, 0, 0);
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    for round in 0..rounds {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        let batch = if round % 3 == 0 { "100" } else { "1" };
        let mut child = stress(&[dir.path().to_str().unwrap(), &first.to_string(), "1000000", batch]).spawn().unwrap();
        let mut lines = lines(&mut child);
        // Half of them are killed when they mark, the others perhaps before.
        let begun = if round % 2 == 0 { lines.next() } else { None };
        std::thread::sleep(Duration::from_micros(seed % 6_000));
        child.kill().unwrap();
        // The last line may be cut, and be a smaller number for it: no less was saved.
        let said = lines.last().or(begun).and_then(|line| line.parse::<usize>().ok()).unwrap_or(0);
        child.wait().unwrap();
        first += said;
        if round % 100 == 99 || round + 1 == rounds {
            // What was written and not acknowledged is there as well.
            let (found, damaged) = counted(dir.path());
            assert!(found >= first, "round {round}: {found} of {first}");
            all += first;
            torn += damaged;
            first = 0;
            dir = tempfile::tempdir().unwrap();
        }
    }
    let _ = writeln!(std::io::stdout(), "{rounds} kills, {all} marks, none lost, {torn} lines torn");
}

#[test]
fn what_was_acknowledged_survives_kills() {
    killed(30);
}

#[test]
#[ignore = "takes minutes"]
fn what_was_acknowledged_survives_ten_thousand_kills() {
    killed(10_000);
}

#[test]
#[ignore = "needs root, for a small file system of its own"]
fn a_full_disk_takes_a_thousand_marks_more_and_recovers() {
    let dir = tempfile::tempdir().unwrap();
    let disk = dir.path().join("disk");
    std::fs::create_dir(&disk).unwrap();
    let mount = Command::new("mount").args(["-t", "tmpfs", "-o", "size=16m", "none"]).arg(&disk).status().unwrap();
    assert!(mount.success());
    let marks = disk.join("marks");
    let mut child = stress(&[marks.to_str().unwrap(), "0", "20000"]).spawn().unwrap();
    let mut lines = lines(&mut child);
    let number = |line: Option<String>| line.and_then(|line| line.parse::<usize>().ok()).unwrap();
    let before = (0..100).map(|_| number(lines.next())).last().unwrap();
    // Fill what is left.
    let mut filler = std::fs::File::create(disk.join("filler")).unwrap();
    while filler.write(&[0; 4096]).is_ok_and(|taken| taken == 4096) {}
    let (send, receive) = std::sync::mpsc::channel();
    std::thread::spawn(move || lines.for_each(|line| drop(send.send(line))));
    let mut full = before;
    while let Ok(line) = receive.recv_timeout(Duration::from_secs(1)) {
        full = line.parse().unwrap_or(full);
    }
    let saved = counted(&marks).0;
    let start = Instant::now();
    std::fs::remove_file(disk.join("filler")).unwrap();
    drop(filler);
    let end = receive.iter().last().unwrap();
    let recovered = start.elapsed();
    let found = counted(&marks).0;
    let _ = Command::new("umount").arg(&disk).status();
    child.wait().unwrap();
    let _ = writeln!(std::io::stdout(), "{} marks on a full disk; all after {recovered:?}", full - before);
    assert!(full - before >= 1000 && saved >= full, "{before} {full} {saved}");
    assert_eq!((end.as_str(), found), ("closed 0", 20_000));
}
