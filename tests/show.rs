//! `dateline` as a script sees it.

use std::process::{Command, Output, Stdio};

#[expect(clippy::expect_used, reason = "a test without its binary cannot go on")]
fn dateline(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    let scratch = env!("CARGO_TARGET_TMPDIR");
    command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).stdin(Stdio::null());
    command.env("DATELINE_CACHE_DIR", scratch).env("DATELINE_CONFIG_DIR", scratch);
    command.output().expect("the binary was built with this test")
}

#[test]
fn without_a_terminal_the_reader_is_a_list() {
    let output = dateline(&["examples/articles/world"]);
    assert_eq!(output.status.code(), Some(0));
    let list = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(list.contains("River Talks In Vienna End With Deal On Water Sharing"), "{list}");
}

#[test]
fn an_article_is_printed_as_json() {
    let output = dateline(&["show", "-f", "json", "examples/articles/world/river-talks-deal.txt"]);
    assert_eq!(output.status.code(), Some(0));
    let article: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(article["title"], "River Talks In Vienna End With Deal On Water Sharing");
    assert_eq!(article["authors"], serde_json::json!(["Oskar Lindqvane"]));
    assert_eq!(article["dateline"]["place"], "Vienna");
    assert_eq!(article["id"].as_str().map(str::len), Some(32));
    assert!(article["quotes"].as_array().is_some_and(|quotes| quotes.len() > 5));
    assert!(article["sections"].as_array().is_some_and(|sections| !sections.is_empty()));
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    let output = dateline(&["show", "examples/articles/problems/empty.txt"]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("empty.txt: empty"), "{said}");
}

#[test]
fn a_folder_is_not_taken_for_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let output = dateline(&["show", &folder.path().to_string_lossy()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("this is a folder; show takes a file"), "{output:?}");
}

#[test]
fn what_a_command_writes_is_shown_under_the_name_that_the_shell_gives_it() {
    let folder = tempfile::tempdir().unwrap();
    let fifo = folder.path().join("fifo");
    rustix::fs::mknodat(rustix::fs::CWD, &fifo, rustix::fs::FileType::Fifo, 0o600.into(), 0).unwrap();
    let name = fifo.clone();
    let writer = std::thread::spawn(move || std::fs::write(name, "Rain In June\n\nIt rained all day.\n"));
    let output = dateline(&["show", &fifo.to_string_lossy()]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("It rained all day."), "{output:?}");
    writer.join().unwrap().unwrap();
}

#[test]
fn quotes_stand_out_where_colours_are_wanted() {
    let article = "examples/articles/world/river-talks-deal.txt";
    let plain = dateline(&["show", article]).stdout;
    assert!(!plain.contains(&0x1b), "it is no terminal");
    let painted = String::from_utf8(dateline(&["show", "--color=always", article]).stdout).unwrap();
    let quote = painted.lines().find(|line| line.contains('\u{201c}') || line.contains('"')).unwrap();
    let (before, _) = quote.split_once(['\u{201c}', '"']).unwrap();
    assert!(before.ends_with('m'), "a style begins with the quote: {quote:?}");
    let mut rest = painted.as_str();
    let mut text = String::new();
    while let Some((before, style)) = rest.split_once('\u{1b}') {
        text += before;
        rest = style.split_once('m').unwrap().1;
    }
    assert_eq!((text + rest).as_bytes(), plain, "the text is the same");
}
