//! What holds for every format.

use std::ops::ControlFlow;

use super::*;

/// The documents in `bytes`, as if they stood in a file called `name`.
pub(super) fn all(bytes: &[u8], name: &str) -> Vec<Document> {
    read(bytes, name).0
}

/// The problems in `bytes`.
pub(super) fn problems(bytes: &[u8], name: &str) -> Vec<Problem> {
    read(bytes, name).1
}

fn read(bytes: &[u8], name: &str) -> (Vec<Document>, Vec<Problem>) {
    let (mut documents, mut problems) = (Vec::new(), Vec::new());
    let read = super::all(Stream::new(bytes), name, &mut |found| {
        match found {
            Ok(document) => documents.push(document),
            Err(problem) => problems.push(problem),
        }
        ControlFlow::Continue(())
    });
    problems.extend(read.err());
    (documents, problems)
}

#[test]
fn a_fifo_is_refused_without_waiting() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("fifo.txt");
    let made = std::process::Command::new("mkfifo").arg(&path).status().unwrap();
    assert!(made.success());
    assert_eq!(documents(&path, &mut |_| ControlFlow::Continue(())), Err(Problem::new("not a regular file")));
}

#[test]
fn a_file_that_is_gone_is_named_so() {
    let path = Path::new("no/such/file.txt");
    assert_eq!(document(path, &Record::Whole), Err(Problem::new("no such file")));
}

#[test]
fn front_matter_becomes_fields() {
    let documents = all(b"---\ntitle: Ferry talks: a new start\nauthor: Mira Halvorsen\n---\nThe body.\n", "");
    let [document] = documents.as_slice() else { panic!("one document") };
    assert_eq!(document.format, "markdown");
    assert_eq!(document.fields.headline.as_deref(), Some("Ferry talks: a new start"));
    assert_eq!(document.text, "The body.");
}

/// A file for each way of keeping records.
fn samples() -> Vec<(&'static str, Vec<u8>)> {
    let one = r#"{"title":"A","text":"a"}"#;
    let two = r#"{"title":"B","text":"b"}"#;
    vec![
        ("text.txt", b"Headline\n\nBody.".to_vec()),
        ("notes.md", b"---\ntitle: A\n---\nBody.".to_vec()),
        ("one.json", one.as_bytes().to_vec()),
        ("many.json", format!("[{one},\n {two}]").into_bytes()),
        ("wrapped.json", format!("{{\"status\":\"ok\",\"articles\":[{one},{two}]}}").into_bytes()),
        ("lines.jsonl", format!("{one}\nnothing\n\n{two}\n").into_bytes()),
    ]
}

#[test]
fn every_record_is_found_again() {
    let dir = tempfile::tempdir().unwrap();
    for (name, bytes) in samples() {
        let path = dir.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let mut found = Vec::new();
        documents(&path, &mut |document| {
            found.extend(document.ok());
            ControlFlow::Continue(())
        })
        .unwrap();
        assert!(!found.is_empty(), "{name}");
        for expected in found {
            let again = document(&path, &expected.record).unwrap();
            assert_eq!(again, expected, "{name}");
        }
    }
}
