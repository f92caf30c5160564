//! What holds for every format.

use std::ops::ControlFlow;

use std::io::Write;

use proptest::prelude::*;

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
    let read = super::all(Stream::new(bytes), name, &Reading::whole(Origin::Elsewhere), &mut |found| {
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
fn a_text_with_the_mark_of_a_tar_is_a_text() {
    let text = format!("{}bustard was seen at the quay. {}", "a ".repeat(128), "It flew on. ".repeat(40));
    assert_eq!(text.get(257..262), Some("ustar"));
    let documents = all(text.as_bytes(), "bird.txt");
    assert_eq!(
        documents.first().map(|document| (document.format, document.text.as_str())),
        Some(("text", text.as_str()))
    );
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
        ("lines.txt", format!("{one}\n{two}\n").encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("page.html", b"<html><head><title>A</title></head><body><p>a</p></body></html>".to_vec()),
        ("doc.xml", b"<doc title=\"A\"><main><p>a</p></main></doc>".to_vec()),
        ("table.csv", b"title,text\nA,\"a\n\"\"b\"\"\"\nB,b\n".to_vec()),
        ("pages.wet", (wet("A") + &wet("B")).into_bytes()),
    ]
}

fn wet(text: &str) -> String {
    format!("WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: {}\r\n\r\n{text}\r\n\r\n", text.len())
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

fn tar(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_cksum();
        builder.append_data(&mut header, format!("in/{name}"), bytes.as_slice()).unwrap();
    }
    builder.into_inner().unwrap()
}

fn zip(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The samples, each also compressed, and all of them in archives.
fn packed_samples() -> Vec<(String, Vec<u8>)> {
    let samples = samples();
    let mut packed = vec![
        ("all.tar".to_owned(), tar(&samples)),
        ("all.zip".to_owned(), zip(&samples)),
        ("all.tgz".to_owned(), gzip(&tar(&samples))),
        ("zip.gz".to_owned(), gzip(&zip(&samples))),
        (
            "nested.zip".to_owned(),
            zip(&[("all.tar.gz", gzip(&tar(&samples))), ("lines.jsonl.zst", zstd(&samples[5].1))]),
        ),
        ("pages.warc.gz".to_owned(), [gzip(wet("A").as_bytes()), gzip(wet("B").as_bytes())].concat()),
        ("pages.wet.zst".to_owned(), [zstd(wet("A").as_bytes()), zstd(wet("B").as_bytes())].concat()),
    ];
    for (name, bytes) in samples {
        packed.push((format!("{name}.gz"), gzip(&bytes)));
        packed.push((format!("{name}.zst"), zstd(&bytes)));
        packed.push((name.to_owned(), bytes));
    }
    packed
}

#[test]
fn every_record_is_found_again() {
    let dir = tempfile::tempdir().unwrap();
    let mut count = 0;
    for (name, bytes) in packed_samples() {
        let path = dir.path().join(&name);
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
            count += 1;
        }
    }
    assert!(count > 120, "{count}");
}

#[test]
fn a_record_of_a_packed_archive_starts_at_its_part() {
    let bytes = [gzip(wet("A").as_bytes()), gzip(wet("B").as_bytes())].concat();
    let second = bytes.len() as u64 / 2;
    let froms: Vec<u64> = all(&bytes, "x.warc.gz")
        .iter()
        .filter_map(|document| match document.record {
            Record::Numbered { from, offset: 0, .. } => Some(from),
            _ => None,
        })
        .collect();
    assert_eq!(froms, [0, second]);
}

#[test]
fn places_are_written_for_people() {
    let lines = b"{\"title\":\"A\",\"text\":\"a\"}\nnothing\n{\"title\":\"B\",\"text\":\"b\"}\n".to_vec();
    let archive = zip(&[
        ("a/b.jsonl", lines),
        ("c.txt", b"Text.".to_vec()),
        ("p.png", vec![0; 100]),
        ("bad.json", b"{".to_vec()),
    ]);
    let places: Vec<String> = all(&archive, "").iter().map(|document| document.record.to_string()).collect();
    assert_eq!(places, ["a/b.jsonl:1", "a/b.jsonl:3", "c.txt"]);
    let places: Vec<String> = problems(&archive, "").into_iter().map(|problem| problem.place).collect();
    assert_eq!(places, ["a/b.jsonl, line 2", "bad.json"]);
}

#[test]
fn an_encrypted_member_is_told_by_its_name() {
    let mut archive = zip(&[("a/one.txt", b"One.".to_vec()), ("p.png", b"P".to_vec()), ("two.txt", b"Two.".to_vec())]);
    // The flag that says so, in the headers of the members and in the directory.
    for (mark, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let places: Vec<usize> = memchr::memmem::find_iter(&archive, mark).collect();
        for at in places.into_iter().take(2) {
            archive[at + flags] |= 1;
        }
    }
    let problems: Vec<_> = problems(&archive, "").into_iter().map(|found| (found.place, found.reason)).collect();
    assert_eq!(problems, [("a/one.txt".to_owned(), "encrypted".to_owned())]);
    assert_eq!(all(&archive, "").len(), 1);
}

#[test]
fn bombs_are_bounded() {
    let zeros = gzip(&vec![b' '; 80 << 20]);
    let reasons = |bytes: &[u8], name: &str| problems(bytes, name).into_iter().map(|p| p.reason).collect::<Vec<_>>();
    assert_eq!(reasons(&zeros, "x.txt.gz").len(), 1);
    let mut nested = zip(&[("a.txt", b"Text.".to_vec())]);
    for _ in 0..5 {
        nested = zip(&[("a.zip", nested)]);
    }
    assert_eq!(reasons(&nested, "x.zip"), ["archives within archives"]);
}

#[test]
fn a_cut_file_gives_what_is_left() {
    let cut = gzip("One paragraph of text. ".repeat(4000).as_bytes());
    let documents = all(&cut[..cut.len() - 12], "x.txt.gz");
    assert!(documents[0].text.starts_with("One paragraph") && !documents[0].warnings.is_empty());
    assert!(!all(b"\xef\xbb\xbf{\"title\":\"A\",\"text\":\"a\"}\n{\"title\":\"B\",\"te", "x.jsonl").is_empty());
}

#[test]
fn a_problem_is_told_without_what_its_member_is_called_to_do() {
    let problem = Problem { place: "a\u{1b}]0;x\u{7}\u{202e}.txt".to_owned(), reason: "empty\u{1b}[2J".to_owned() };
    assert_eq!(problem.of(&crate::article::Text::new("b.zip")).as_str(), "b.zip, a.txt: empty");
    let whole = Problem { place: String::new(), reason: "empty".to_owned() };
    assert_eq!(whole.of(&crate::article::Text::new("c.txt")).as_str(), "c.txt: empty");
}

proptest! {
    #[test]
    fn any_bytes_give_documents_or_problems(bytes in any::<Vec<u8>>(), name in "(|x\\.(json|jsonl|csv|html|xml|md|tar|zip|gz|zst|warc))") {
        let (documents, problems) = read(&bytes, &name);
        prop_assert!(!documents.is_empty() || !problems.is_empty() || bytes.len() < 2000);
    }

    #[test]
    fn damaged_files_give_documents_or_problems(sample in 0usize..40, at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<bool>()) {
        static SAMPLES: std::sync::LazyLock<Vec<(String, Vec<u8>)>> = std::sync::LazyLock::new(packed_samples);
        let samples = &*SAMPLES;
        let (name, mut bytes) = samples[sample % samples.len()].clone();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if cut {
            bytes.truncate(at);
        }
        read(&bytes, &name);
    }
}

#[test]
fn a_message_that_quotes_the_text_is_clean() {
    let broken = "<doc title=\"A\"><main><p>Some text of it.</p></x\u{1b}[2J></doc>";
    for document in all(broken.as_bytes(), "x.xml") {
        assert!(document.warnings.iter().all(|warning| !warning.contains(char::is_control)), "{:?}", document.warnings);
    }
}

#[test]
fn short_articles_in_dense_scripts_are_found_in_their_pages() {
    let story = "港の新しい渡し船は、長い冬のあいだ止まっていた航路を四月から再び走り、町の人々は朝の便を待っていると市役所は伝えた。".repeat(2);
    let notes = "当サイトは最新のブラウザでの閲覧を推奨します。記事の無断転載を禁じます。配信の登録はこちらから、いつでも解除できます。".repeat(4);
    let page = format!(
        "<!doctype html><html lang=ja><head><title>渡し船が戻る</title></head><body><div class=\"header menu\"><ul><li>政治</li></ul></div>\
         <div class=\"story_body\"><p>{story}</p><p>{story}</p></div>\
         <div class=\"sidebar footer\"><p>{notes}</p><p>{notes}</p></div></body></html>"
    );
    let found = &all(page.as_bytes(), "x.html")[0];
    assert!(found.text.starts_with("港の新しい") && !found.text.contains("推奨"), "{}", found.text);
}

#[test]
fn records_are_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let article = |n: usize| format!("{{\"title\": \"Ferry {n}\", \"text\": \"It left at {n}.\"}}");
    let articles: Vec<String> = (0..6).map(article).collect();
    let rows: Vec<String> = (0..6).map(|n| format!("Ferry {n},\"It left\nat {n}.\"")).collect();
    let record = |n: usize| {
        let text = format!("Ferry {n}\nIt left at {n}.");
        format!("WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: {}\r\n\r\n{text}\r\n\r\n", text.len())
    };
    for (name, text) in [
        ("a.jsonl", articles.join("\n")),
        ("b.jsonl", articles.join("\n\n\r\nno record\n")),
        ("a.json", format!("[{}]", articles.join(", "))),
        ("b.json", format!("{{\"articles\": [{}]}}", articles.join(", "))),
        ("a.csv", format!("title,text\n{}", rows.join("\n"))),
        ("a.wet", (0..6).map(record).collect()),
    ] {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        let behind = |records: u64| {
            let mut found = Vec::new();
            let read = documents_behind(&path, records, &mut |document| {
                found.extend(document);
                ControlFlow::Continue(())
            });
            (found, read.is_ok())
        };
        let (all, _) = behind(0);
        assert_eq!(all.len(), 6, "{name}");
        for (at, document) in all.iter().enumerate() {
            let Record::Numbered { number, .. } = document.record else { unreachable!() };
            assert_eq!(behind(number - 1), (all[at..].to_vec(), true), "{name} from {number} on");
            assert_eq!(behind(number).0, all[at + 1..], "{name} behind {number}");
        }
    }
}

#[test]
fn a_diff_of_markdown_is_a_text() {
    let diff = "diff --git a/a.md b/a.md\n--- a/a.md\n+++ b/a.md\n@@ -1 +1 @@\n+A **boat** at [the quay](https://bay.example/).\n";
    assert_eq!(all(diff.as_bytes(), "")[0].format, "text");
    assert_eq!(all(diff.replace("diff --git", "x").as_bytes(), "")[0].format, "markdown");
}
