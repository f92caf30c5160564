//! The commands, as a script sees them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "commands/doctor.rs"]
mod doctor;
#[path = "commands/help.rs"]
mod help;
#[path = "commands/plain.rs"]
mod plain;
#[path = "commands/settings.rs"]
mod settings;

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

/// A folder of articles, with a config and a cache directory beside it.
struct Home(tempfile::TempDir);

const TALKS: &str = "\
Talks On The Use Of River Water Resume In Vienna

By Ada Holm

VIENNA, Jan 30, 2024 (NPA) - Delegates met on Tuesday.

\"We are closer than we were a year ago to an agreement,\" said Jörg Müller, the chief delegate, after the session.

The hall was full, and the word \"river\" was on every placard.

Recent Stories

Ferry service suspended

Port strike over
";
const FERRY: &str = "\
Ferry Service Suspended

VIENNA, Feb 02, 2024 (NPA) - The ferries stay in port.

\"Nobody should cross the strait before the storm is over,\" said Vera Lund, who runs the service.
";

/// Two thousand articles of one file.
fn many() -> String {
    let line = |n| format!("{{\"title\": \"Story {n}\", \"text\": \"Rain {n}.\"}}");
    (0..2000).map(line).collect::<Vec<_>>().join("\n")
}

impl Home {
    fn new() -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        home.write("talks.txt", TALKS);
        home.write("sea/ferry.txt", FERRY);
        home
    }

    fn path(&self, name: impl AsRef<OsStr>) -> PathBuf {
        self.0.path().join("news").join(name.as_ref())
    }

    fn write(&self, name: impl AsRef<OsStr>, text: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    fn command(&self, program: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(self.path("")).env("HOME", self.0.path()).env_remove("TERM");
        command.env("DATELINE_CONFIG_DIR", self.0.path().join("config"));
        command.env("DATELINE_CACHE_DIR", self.0.path().join("cache"));
        for name in ["LC_ALL", "LC_CTYPE", "LANG", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "VISUAL", "EDITOR"] {
            command.env_remove(name);
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(env!("CARGO_BIN_EXE_dateline"), arguments).output().unwrap()
    }

    /// What a command prints that does what it should.
    fn done(&self, arguments: &[&str]) -> Vec<u8> {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    }

    fn text(&self, arguments: &[&str]) -> String {
        String::from_utf8(self.done(arguments)).unwrap()
    }

    fn lines(&self, arguments: &[&str]) -> Vec<Value> {
        self.text(arguments).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

#[test]
fn the_list_has_the_fields_that_scripts_rely_on() {
    let home = Home::new();
    let lines = home.lines(&["list", "-f", "jsonl", "-q", "title:talks"]);
    let [article] = lines.as_slice() else { panic!("{lines:?}") };
    let shown: Value = serde_json::from_slice(&home.done(&["show", "-f", "json", "talks.txt"])).unwrap();
    let mut expected = shown.as_object().unwrap().clone();
    for list in ["paragraphs", "quotes", "sections", "header", "standfirst", "strays", "comparison"] {
        expected.remove(list);
    }
    expected.insert("counts".to_owned(), json!({"paragraphs": 3, "quotes": 2, "sections": 1, "links": 2}));
    expected.insert(
        "marks".to_owned(),
        json!({
            "read": false, "starred": false, "kept": false, "dropped": false, "seen_copy": false, "tags": [], "note": null
        }),
    );
    // What only an index with its full text knows.
    for unknown in ["copies", "new", "promoted", "boilerplate"] {
        expected.insert(unknown.to_owned(), Value::Null);
    }
    assert_eq!(article, &Value::Object(expected));
}

#[test]
fn an_article_is_shown_beside_a_copy() {
    let home = Home::new();
    home.write("copy.txt", &FERRY.replace("The ferries stay", "The 12 ferries stay").replace("Vera Lund", "Vera Holm"));
    let arguments = ["show", "-f", "json", "--compare", "sea/ferry.txt", "copy.txt"];
    let shown: Value = serde_json::from_slice(&home.done(&arguments)).unwrap();
    let comparison = &shown["comparison"];
    assert_eq!((&comparison["added"], &comparison["left_out"]), (&json!([]), &json!([])));
    let said = |paragraph: usize, side: &str| comparison["changed"][paragraph]["changes"][0][side].clone();
    assert_eq!([said(0, "there"), said(0, "here")], [json!(""), json!("12")]);
    assert_eq!([said(1, "there"), said(1, "here")], [json!("Lund"), json!("Holm")]);
    let text = home.text(&["show", "--compare", "sea/ferry.txt", "copy.txt"]);
    assert!(text.contains("~ + 12\n") && text.contains("~ Lund \u{2192} Holm\n"), "{text}");
    assert_eq!(home.run(&["show", "--compare", "nowhere.txt", "copy.txt"]).status.code(), Some(1));
}

/// Lines of JSON without what only an index with its full text knows.
fn without_ties(lines: &[Value]) -> Vec<u8> {
    let mut lines = lines.to_vec();
    for line in &mut lines {
        for unknown in ["copies", "new", "promoted", "boilerplate"] {
            assert!(line.as_object_mut().unwrap().remove(unknown).is_some(), "{line}");
        }
    }
    serde_json::to_vec(&lines).unwrap()
}

#[test]
fn the_list_is_the_same_before_and_after_the_full_text_is_built() {
    let home = Home::new();
    home.write(
        "more.jsonl",
        "{\"title\": \"One\", \"text\": \"It rained.\"}\n{\"title\": \"Two\", \"text\": \"Sun.\"}\n",
    );
    let all = || {
        [
            home.done(&["list"]),
            without_ties(&home.lines(&["list", "-f", "jsonl", "--sort", "words"])),
            home.done(&["list", "-f", "paths", "-q", "delegates OR speaker:lund"]),
            home.done(&["quotes"]),
        ]
    };
    let before = all();
    let said = home.text(&["index"]);
    assert!(said.starts_with("4 articles, 0 problems; "), "{said}");
    assert_eq!(all(), before);
    home.done(&["index", "--rebuild"]);
    assert_eq!(all(), before);
    assert_eq!(home.text(&["list", "-f", "paths", "--sort", "path"]), "more.jsonl\nsea/ferry.txt\ntalks.txt\n");
    assert_eq!(home.text(&["list", "--count"]), "4\n");
    assert_eq!(home.text(&["list", "--count", "--limit", "3"]), "3\n");
}

#[test]
fn the_order_is_that_of_sort_or_of_the_query() {
    let home = Home::new();
    let paths = |arguments: &[&str]| home.text(&[&["list", "-f", "paths"], arguments].concat());
    assert_eq!(paths(&[]), "sea/ferry.txt\ntalks.txt\n");
    assert_eq!(paths(&["--sort", "-date"]), "talks.txt\nsea/ferry.txt\n");
    assert_eq!(paths(&["-q", "sort:-headline"]), "talks.txt\nsea/ferry.txt\n");
    assert_eq!(paths(&["-q", "sort:-headline", "--sort", "headline"]), "sea/ferry.txt\ntalks.txt\n");
    assert_eq!(paths(&["--limit", "1", "./sea"]), "./sea/ferry.txt\n");
}

#[test]
fn what_is_found_is_printed_at_once_and_once() {
    let home = Home::new();
    home.write("many.jsonl", &many());
    let sorted = |mut bytes: Vec<u8>| {
        let mut lines: Vec<Vec<u8>> = bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
        lines.sort();
        bytes.clear();
        (lines.len(), lines)
    };
    let found = |arguments: &[&str]| sorted(home.done(&[&["list", "--sort", "found"], arguments].concat()));
    // The first reading, and a later one.
    for _ in 0..2 {
        let (count, lines) = found(&["-f", "jsonl"]);
        assert_eq!(count, 2002);
        assert_eq!(lines, sorted(home.done(&["list", "-f", "jsonl"])).1);
        std::fs::remove_dir_all(home.0.path().join("cache")).unwrap();
        assert_eq!(found(&["-q", "title:story", "--limit", "7"]).0, 7);
        assert_eq!(found(&["-f", "paths"]).0, 3);
    }
    home.write("empty.txt", "");
    assert_eq!(home.run(&["list", "--sort", "found"]).status.code(), Some(1));
}

#[test]
fn a_list_without_end_begins_with_the_index_and_misses_nothing() {
    let home = Home::new();
    home.write("many.jsonl", &many());
    let all = |home: &Home| home.lines(&["list", "-f", "jsonl"]);
    let titles = |home: &Home| {
        let titles = all(home).into_iter().map(|line| line["title"].as_str().unwrap().to_owned());
        titles.collect::<Vec<String>>()
    };
    let before = titles(&home);
    assert_eq!(before.len(), 2002);
    assert_eq!(titles(&home), before, "the order is that of the dates, with an index and without");
    // One comes, one goes, one changes where it is.
    home.write("new.txt", "Snow In June\n\nBy Ada Holm\n\nJune 3, 2034 - It snowed.\n");
    home.write("gone.txt", "Snow In July\n\nIt snowed.\n");
    home.done(&["list", "--count"]);
    std::fs::remove_file(home.0.path().join("news/gone.txt")).unwrap();
    home.write("talks.txt", "Talks End\n\nThere was nothing to talk about.\n");
    let now = titles(&home);
    assert_eq!(now.len(), 2003);
    assert_eq!(now.first().map(String::as_str), Some("Snow In June"), "what came is in its place");
    assert_eq!(now.last().map(String::as_str), Some("Talks End"), "what changed comes last");
    let sorted = home.lines(&["list", "-f", "jsonl", "--sort", "-date"]);
    assert_eq!(sorted.len(), 2003);
}

#[test]
fn a_field_that_there_is_not_is_told_where_nothing_is_found() {
    let home = Home::new();
    let commands: [&[&str]; 5] = [
        &["list", "-q", "foo:bar"],
        &["list", "-f", "paths", "-q", "foo:bar"],
        &["quotes", "-q", "foo:bar"],
        &["kwic", "foo:bar"],
        &["mark", "+read", "-q", "foo:bar"],
    ];
    for command in commands {
        let output = home.run(command);
        assert_eq!((output.status.code(), output.stdout), (Some(0), Vec::new()));
        assert!(String::from_utf8_lossy(&output.stderr).contains("there is no field \"foo\""), "{command:?}");
    }
    assert!(home.run(&["list", "-q", "foo:bar OR river"]).stderr.is_empty());
    assert!(home.run(&["list", "-q", "nowhere"]).stderr.is_empty());
}

#[test]
fn any_file_name_reaches_xargs() {
    let home = Home::new();
    let names: [&[u8]; 3] = [b"new\nline.txt", b"not utf-8 \xff.txt", b"-rf.txt"];
    for name in names {
        home.write(OsStr::from_bytes(name), "Snow In May\n\nIt snowed.\n");
    }
    let printed = home.done(&["list", "-f", "paths", "--print0", "-q", "title:snow", "--sort", "path"]);
    let printed: Vec<&[u8]> = printed.split_inclusive(|byte| *byte == 0).collect();
    assert_eq!(printed, [&b"./-rf.txt\0"[..], b"new\nline.txt\0", b"not utf-8 \xff.txt\0"]);
    let piped = format!("'{}' list -f paths --print0 -q title:snow | xargs -0 cat --", env!("CARGO_BIN_EXE_dateline"));
    let read = home.command("sh", &["-c", &piped]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&read.stdout).matches("It snowed.").count(), 3, "{read:?}");
    let lines = home.lines(&["list", "-f", "jsonl", "-q", "title:snow"]);
    assert_eq!(lines.len(), 3);
}

#[test]
fn marks_are_shown_and_set_by_query() {
    let home = Home::new();
    home.done(&["mark", "+read", "+later", "-q", "speaker:muller"]);
    let lines = home.lines(&["list", "-f", "jsonl", "-q", "is:read"]);
    assert_eq!(lines.len(), 1);
    assert_eq!((&lines[0]["marks"]["read"], &lines[0]["marks"]["tags"]), (&json!(true), &json!(["later"])));
    assert!(home.text(&["list"]).lines().nth(1).unwrap().starts_with("   2024-01-30"));
    assert_eq!(home.text(&["list", "--count", "-q", "tag:later"]), "1\n");
    let exported = home.lines(&["marks", "export"]);
    assert_eq!(exported[0]["path"], "~/news/talks.txt");
    assert_eq!(home.run(&["mark", "+read", "-q"]).status.code(), Some(2));
    assert_eq!(home.run(&["mark", "-q", "talks"]).status.code(), Some(2));
}

#[test]
fn quotes_of_the_newest_articles_come_first() {
    let home = Home::new();
    home.write("undated.txt", "Snow On The Pass\n\n\"It snowed,\" said Ada Holm. \"It will snow,\" said Ada Holm.\n");
    let words = |args: &[&str]| -> Vec<String> {
        let all = home.lines(&[&["quotes", "-f", "jsonl"][..], args].concat());
        all.iter()
            .map(|quote| quote["text"].as_str().unwrap().chars().filter(|c| *c != '"').take(8).collect())
            .collect()
    };
    assert_eq!(words(&[]), ["Nobody s", "We are c", "It snowe", "It will "]);
    assert_eq!(words(&["--limit", "1"]), ["Nobody s"]);
    assert_eq!(words(&["-q", "sort:-date"]), ["It snowe", "It will ", "We are c", "Nobody s"]);
    assert_eq!(words(&["--speaker", "Holm"]), ["It snowe", "It will "]);
}

#[test]
fn quotes_come_with_who_said_them() {
    let home = Home::new();
    let lines = home.lines(&["quotes", "-f", "jsonl", "-q", "sort:-date"]);
    let speakers: Vec<&Value> = lines.iter().map(|quote| &quote["speaker"]).collect();
    assert_eq!(speakers, [&json!("Jörg Müller"), &json!("Vera Lund")]);
    let talks = home.lines(&["list", "-f", "jsonl", "-q", "title:talks"]);
    let expected = json!({
        "text": "\"We are closer than we were a year ago to an agreement,\"", "kind": "speech", "paragraph": 1,
        "end_paragraph": 1, "start": 0, "end": 56, "speaker": "Jörg Müller", "cue": "said", "article": talks[0]["id"],
        "path": "talks.txt", "record": null, "title": "Talks On The Use Of River Water Resume In Vienna", "published": "2024-01-30", "person": "Jörg Müller",
        "sure": true, "also": [],
        "context": "\"We are closer than we were a year ago to an agreement,\" said Jörg Müller, the chief delegate, after the session.",
    });
    assert_eq!(lines[0], expected);
    assert_eq!(home.lines(&["quotes", "-f", "jsonl", "--all"]).len(), 3);
    assert_eq!(home.lines(&["quotes", "-f", "jsonl", "--all", "--limit", "1"]).len(), 1);
    for name in ["muller", "Jorg MÜLLER"] {
        assert_eq!(home.lines(&["quotes", "-f", "jsonl", "--speaker", name]).len(), 1, "{name}");
    }
    assert!(home.lines(&["quotes", "-f", "jsonl", "--speaker", "Hans Müller"]).is_empty());
    assert!(home.text(&["quotes", "-q", "title:talks"]).starts_with("2024-01-30  Jörg Müller\n    \"We are closer"));
}

#[test]
fn an_article_is_shown_by_its_id() {
    let home = Home::new();
    // A file that has just been written is read again at the next opening.
    let before = std::time::SystemTime::now() - std::time::Duration::from_secs(3_600);
    for name in ["talks.txt", "sea/ferry.txt"] {
        let file = std::fs::File::options().write(true).open(home.path(name)).unwrap();
        file.set_modified(before).unwrap();
    }
    let lines = home.lines(&["list", "-f", "jsonl", "-q", "title:talks"]);
    let id = lines[0]["id"].as_str().unwrap();
    let show = |home: &Home, id: &str| home.run(&["show", "-f", "json", id]);
    let by_path = home.done(&["show", "-f", "json", "talks.txt"]);
    for digits in [id, id.get(..6).unwrap(), &id.to_uppercase()] {
        assert_eq!(show(&home, digits).stdout, by_path, "{digits}");
    }
    home.done(&["index"]);
    let shown: Value = serde_json::from_slice(&show(&home, id).stdout).unwrap();
    let ferry = home.lines(&["list", "-f", "jsonl", "-q", "title:ferry"]);
    assert_eq!(shown["sections"][0]["items"][0]["article"], ferry[0]["id"], "the story link leads to it");
    let unknown = show(&home, "00000000000000000000000000000000");
    assert_eq!(unknown.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("no article here has this id"));
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_printed() {
    let home = Home::new();
    home.write("empty.txt", "");
    let now = std::time::SystemTime::now();
    let calls = [(1, &["list", "--count"][..]), (2, &["list"]), (2, &["index"]), (2, &["quotes", "--limit", "0"])];
    for (hours, arguments) in calls {
        // It is read twice, and told once all the same, also where both readings come to stand in one segment.
        let before = now - std::time::Duration::from_secs(3_600 * hours);
        for name in ["empty.txt", "talks.txt", "sea/ferry.txt"] {
            std::fs::File::options().write(true).open(home.path(name)).unwrap().set_modified(before).unwrap();
        }
        let output = home.run(arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(said.matches("empty.txt: empty").count(), 1, "{arguments:?}: {said}");
    }
    assert_eq!(home.run(&["list", "--count"]).stdout, b"2\n");
}

#[test]
fn wrong_use_is_told_apart() {
    let home = Home::new();
    let cases: [(&[&str], &str); 9] = [
        (&["list", "-q", "talks titel:x"], "the query: column 7: there is no field \"titel\"; did you mean \"title\"?"),
        (&["list", "--sort", "date,hedline"], "--sort: column 1: there is no sort:hedline"),
        (&["quotes", "-q", "(a"], "the query: column 1: "),
        (&["show", "--width", "0", "talks.txt"], "16 columns is the least"),
        (&["kwic", "--width", "5", "river"], "40 columns is the least"),
        (&["list", "nowhere"], "nowhere: no such file or folder"),
        (&["like", "sea"], "sea: this is a folder; like takes a file or an id"),
        (&["show", "talks.txt", "--compare", "sea"], "sea: this is a folder; --compare takes a file or an id"),
        (&["list", "--print0"], "--print0 goes with -f paths"),
    ];
    for (arguments, message) in cases {
        let output = home.run(arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((output.status.code(), output.stdout.is_empty()), (Some(2), true), "{arguments:?}");
        assert!(said.contains(message), "{arguments:?}: {said}");
    }
}

#[test]
fn an_index_that_is_larger_than_a_file_may_be_is_kept_in_memory() {
    let home = Home::new();
    home.write("many.jsonl", &many());
    let rest = home.command(env!("CARGO_BIN_EXE_dateline"), &["list", "--count", "-q", "rain"]);
    let mut command = home.command("sh", &["-c", "ulimit -f 8; exec \"$0\" \"$@\""]);
    command.arg(rest.get_program()).args(rest.get_args());
    let output = command.output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "2000\n");
    assert!(String::from_utf8_lossy(&output.stderr).contains("it is kept in memory"), "{output:?}");
}

#[test]
fn a_closed_pipe_ends_it_quietly() {
    let home = Home::new();
    home.write("many.jsonl", &many());
    let mut child = home.command(env!("CARGO_BIN_EXE_dateline"), &["list", "-f", "jsonl"]).spawn().unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    assert!(serde_json::from_str::<Value>(&first).is_ok());
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""));
}

#[test]
fn an_index_that_is_interrupted_goes_on_later() {
    let home = Home::new();
    home.write("many.jsonl", &many());
    let mut child = home.command(env!("CARGO_BIN_EXE_dateline"), &["index"]).spawn().unwrap();
    let mut said = BufReader::new(child.stderr.take().unwrap());
    let mut first = String::new();
    said.read_line(&mut first).unwrap();
    assert_eq!(first, "dateline: reading the folders\n");
    let pid = rustix::process::Pid::from_child(&child);
    rustix::process::kill_process(pid, rustix::process::Signal::INT).unwrap();
    let mut rest = String::new();
    said.read_to_string(&mut rest).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130), "{rest}");
    assert!(home.text(&["index"]).starts_with("2,002 articles"));
}

#[test]
fn without_a_terminal_the_reader_is_the_list() {
    let home = Home::new();
    assert_eq!(home.done(&["."]), home.done(&["list", "."]));
}
