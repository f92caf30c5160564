//! A skim says of an article what the whole of it says, as far as the list shows it.

use std::collections::HashSet;
use std::fs;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use dateline::article::{self, Fields, HEAD, Unread};
use dateline::formats::{self, Document, Problem, Record, Records, Skimmed};
use proptest::prelude::*;

/// The part of the examples of which a skim must say the same.
const FLOOR: f64 = 0.98;

fn documents(path: &Path) -> (Vec<Document>, Vec<Problem>) {
    let (mut found, mut problems) = (Vec::new(), Vec::new());
    let read = formats::documents(path, &mut |document| {
        match document {
            Ok(document) => found.push(document),
            Err(problem) => problems.push(problem),
        }
        ControlFlow::Continue(())
    });
    problems.extend(read.err());
    (found, problems)
}

fn skim(path: &Path) -> (Vec<Skimmed>, Vec<Problem>) {
    let (mut found, mut problems) = (Vec::new(), Vec::new());
    let read = formats::skim(path, &mut |skimmed| {
        match skimmed {
            Ok(skimmed) => found.push(skimmed),
            Err(problem) => problems.push(problem),
        }
        ControlFlow::Continue(())
    });
    problems.extend(read.err());
    (found, problems)
}

/// What the list shows of an article, but for its words.
fn row(document: &Document) -> Skimmed {
    let article = article::parse(&document.text, &document.fields);
    Skimmed {
        record: document.record.clone(),
        format: document.format,
        headline: article.title(),
        site: article.site,
        source: article.source,
        authors: article.authors,
        published: article.published,
        words: u32::try_from(article.words).unwrap_or(u32::MAX),
        ..Skimmed::default()
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn the_examples_are_skimmed_as_they_are_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles");
    let (mut all, mut words, mut others) = (0.0, 0.0, Vec::new());
    for path in files(&folder) {
        let ((expected, troubles), (found, problems)) = (documents(&path), skim(&path));
        assert_eq!(troubles, problems, "{}", path.display());
        assert_eq!(expected.len(), found.len(), "{}", path.display());
        for (document, found) in expected.iter().zip(found) {
            let expected = row(document);
            words += f64::from(expected.words.abs_diff(found.words)) / f64::from(expected.words.max(1));
            let found = Skimmed { words: expected.words, size: 0, language: None, ..found };
            all += 1.0;
            if found != expected {
                others.push(format!("{}: {found:?}\n{expected:?}", path.display()));
            }
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a few examples")]
    let part = 1.0 - others.len() as f64 / all;
    assert!(part >= FLOOR, "{part}: {others:#?}");
    assert!(words / all < 0.05, "the words are {} wrong", words / all);
}

/// Long articles as JSON lines, some with a text that lines are wrapped in, some that are broken.
fn lines(count: usize) -> String {
    let one = |number: usize| {
        let text =
            format!("A dateline, Jan 30 (AFP) - Text of {number}. It \"goes on\" \u{e9}.\n\n").repeat(1 + number % 90);
        let mut line = serde_json::json!({"title": format!("Ferry talks of {number}"), "date": "2024-02-14",
            "author": "Mira Halvorsen", "hostname": "day.example", "text": text})
        .to_string();
        match number % 50 {
            7 => line.truncate(20),
            8 => line.clear(),
            9 => line = line.replace("\"date\"", "\"x\": NaN, \"date\""),
            _ => {}
        }
        line + if number.is_multiple_of(3) { "\r\n" } else { "\n" }
    };
    (0..count).map(one).collect()
}

#[test]
fn the_name_of_a_file_dates_it_in_the_list_and_in_the_reader() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("2016-10-05-ferry.txt");
    for text in ["Ferry talks reopen\n\nThe ferry left at dawn.\n", &"The ferry left at dawn. ".repeat(HEAD)] {
        fs::write(&path, text).unwrap();
        let ((documents, _), (skimmed, _)) = (documents(&path), skim(&path));
        let again = formats::document(&path, &Record::Whole).unwrap();
        for published in [row(&documents[0]).published, row(&again).published, skimmed[0].published] {
            assert_eq!(published.map(|stamp| stamp.to_string()).as_deref(), Some("2016-10-05"));
        }
    }
}

#[test]
fn records_are_those_of_the_documents() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.jsonl");
    let text = lines(400);
    fs::write(&path, &text).unwrap();
    let array = folder.path().join("a.json");
    let articles: Vec<&str> = text.lines().filter(|line| line.ends_with('}') && !line.contains("NaN")).collect();
    fs::write(&array, format!("[{}]", articles.join(",\n"))).unwrap();
    for path in [path, array] {
        let ((documents, troubles), (skimmed, problems)) = (documents(&path), skim(&path));
        assert_eq!(troubles, problems);
        assert!(documents.len() > 300);
        let records: Vec<&Record> = documents.iter().map(|document| &document.record).collect();
        assert_eq!(skimmed.iter().map(|skimmed| &skimmed.record).collect::<Vec<_>>(), records);
        for (document, skimmed) in documents.iter().zip(skimmed) {
            let row = row(document);
            assert_eq!((row.headline, row.authors), (skimmed.headline, skimmed.authors));
            assert_eq!((row.published, row.site), (skimmed.published, skimmed.site));
            assert!(row.words.abs_diff(skimmed.words) <= row.words / 10 + 10, "{} {}", row.words, skimmed.words);
        }
    }
}

/// A record of a web archive; some are no articles, and some are broken.
fn record(number: usize) -> Vec<u8> {
    let text = format!(
        "Ferry talks of {number}\n{}",
        "The ferry left at dawn. It \"goes on\" \u{e9}.\n".repeat(1 + number % 90)
    );
    let kind = if number % 40 == 3 { "request" } else { "conversion" };
    let length = if number % 50 == 7 { String::new() } else { format!("Content-Length: {}\r\n", text.len()) };
    let text = if number % 50 == 7 { "" } else { &text };
    format!("WARC/1.0\r\nWARC-Type: {kind}\r\n{length}\r\n{text}\r\n\r\n").into_bytes()
}

/// A table, some rows of which are empty.
fn table() -> String {
    let row = |n: usize| match n % 50 {
        7 => "\n".to_owned(),
        8 => format!("{n},,,\n"),
        _ => format!(
            "{n},Ferry talks of {n},Mira Halvorsen,\"The ferry left.\nIt \"\"goes on\"\" \u{e9}. {}\"\n",
            "It left. ".repeat(n)
        ),
    };
    format!("id,title,author,text\n{}", (0..220).map(row).collect::<String>())
}

#[test]
fn threads_share_the_records_of_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let gzip = |bytes: &[u8]| {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(bytes).unwrap();
        packed.finish().unwrap()
    };
    let text = lines(220);
    let text = text.as_bytes();
    // Two parts, of which the second one starts within a line.
    let (head, tail) = text.split_at(text.len() / 3 + 1);
    let cut = gzip(text);
    let cut = &cut[..cut.len() * 2 / 3];
    let archive: Vec<Vec<u8>> = (0..220).map(record).collect();
    let members = || {
        let article =
            |n: usize| (format!("{n}.txt"), format!("Ferry {n} sails again\n\n{}", "It left. ".repeat(n)).into_bytes());
        // One of many articles, and one that is larger than what is read at once.
        let boat = |n: usize| format!("{{\"title\":\"Boat {n}\",\"text\":\"{}\"}}", "It left. ".repeat(100_000));
        let large = (0..5).map(boat).collect::<Vec<_>>().join("\n");
        let others = [
            ("a.jsonl", text.to_vec()),
            ("b.jsonl", large.into_bytes()),
            ("a.png", b"x".to_vec()),
            ("empty.txt", Vec::new()),
        ];
        (0..200).map(article).chain(others.map(|(name, bytes)| (name.to_owned(), bytes)))
    };
    let mut tar = tar::Builder::new(Vec::new());
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in members() {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        tar.append_data(&mut header, &name, bytes.as_slice()).unwrap();
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(&bytes).unwrap();
    }
    let (tar, zip) = (tar.into_inner().unwrap(), zip.finish().unwrap().into_inner());
    let packed_tar = gzip(&tar);
    let objects = text.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok());
    let objects: Vec<String> = objects.map(|object: serde_json::Value| format!("{object:#}")).collect();
    let table = table();
    let array = format!("[{}]", lines(220).lines().collect::<Vec<_>>().join(",\n"));
    for (what, bytes) in [
        ("plain", text),
        ("packed", &gzip(text)),
        ("in parts", &[gzip(head), gzip(tail)].concat()),
        ("packed twice", &gzip(&gzip(text))),
        ("cut", cut),
        ("archive", &archive.concat()),
        ("packed archive", &archive.iter().map(|record| gzip(record)).collect::<Vec<_>>().concat()),
        ("archive in one part", &gzip(&archive.concat())),
        ("tar", &tar),
        ("packed tar", &packed_tar),
        ("cut tar", &packed_tar[..packed_tar.len() / 2]),
        ("zip", &zip),
        ("array", array.as_bytes()),
        ("packed array", &gzip(array.as_bytes())),
        ("cut array", &array.as_bytes()[..array.len() * 2 / 3]),
        ("table", table.as_bytes()),
        ("packed table", &gzip(table.as_bytes())),
        ("objects in a row", objects.join("\n").as_bytes()),
    ] {
        let path = folder.path().join(if what.ends_with("table") { "a.csv" } else { "a.jsonl" });
        fs::write(&path, bytes).unwrap();
        let (mut expected, mut troubles) = skim(&path);
        expected.sort_by(|a, b| a.record.cmp(&b.record));
        troubles.sort_by(|a, b| a.place.cmp(&b.place));
        assert!(expected.len() > 90, "{what}");
        let shared = Records::open(&path).unwrap().unwrap();
        let share = || {
            let (mut found, mut problems) = (Vec::new(), Vec::new());
            let read = shared.skim(&mut |skimmed| {
                match skimmed {
                    Ok(skimmed) => found.push(skimmed),
                    Err(problem) => problems.push(problem),
                }
                ControlFlow::Continue(())
            });
            problems.extend(read.err());
            (found, problems)
        };
        let (mut found, mut problems) = std::thread::scope(|scope| {
            let other = scope.spawn(share);
            let (mut found, mut problems) = share();
            let (more, others) = other.join().unwrap();
            found.extend(more);
            problems.extend(others);
            (found, problems)
        });
        found.sort_by(|a, b| a.record.cmp(&b.record));
        problems.sort_by(|a, b| a.place.cmp(&b.place));
        assert_eq!((found, problems), (expected, troubles), "{what}");
    }
    let text = folder.path().join("a.txt");
    fs::write(&text, "A headline\n\nText.").unwrap();
    assert!(Records::open(&text).unwrap().is_none());
}

#[test]
fn a_file_says_how_large_and_how_old_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    fs::write(&path, "A headline\n\nText of it.").unwrap();
    let stat = formats::File::open(&path).unwrap().stat();
    let modified = fs::metadata(&path).unwrap().modified().unwrap().duration_since(std::time::UNIX_EPOCH).unwrap();
    assert_eq!((stat.size, u128::try_from(stat.modified_ns)), (23, Ok(modified.as_nanos())));
    assert_eq!(skim(&path).0[0].size, 23);
}

#[test]
fn heads_are_cut_where_characters_end() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    for (piece, before) in
        ["\u{e9}", "\u{6771}", "\u{1f600}"].iter().flat_map(|piece| (0..5).map(move |by| (piece, by)))
    {
        fs::write(&path, format!("{}{}", "a".repeat(before), piece.repeat(HEAD))).unwrap();
        let (found, problems) = skim(&path);
        assert_eq!((found.len(), problems.len()), (1, 0));
        assert!(!found[0].headline.contains('\u{fffd}') && found[0].headline.contains(*piece), "{piece} {before}");
    }
    let utf_16: Vec<u8> = "\u{feff}Ferry talks reopen\n\nText.\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(&path, [utf_16, "x\0".repeat(HEAD).into_bytes()].concat()).unwrap();
    assert_eq!(skim(&path).0[0].headline.as_str(), "Ferry talks reopen");
    let cp1252 = [&b"Caf\xe9 talks reopen in Norvik\n\n"[..], &b"Text \x93so\x94. ".repeat(HEAD)].concat();
    fs::write(&path, cp1252).unwrap();
    assert_eq!(skim(&path).0[0].headline.as_str(), "Caf\u{e9} talks reopen in Norvik");
}

#[test]
fn hostile_texts_give_the_same_answer() {
    let folder = tempfile::tempdir().unwrap();
    let texts: [(&str, Vec<u8>); 7] = [
        ("one line", b"a ".repeat(1 << 19)),
        ("spaces first", [b" \n".repeat(HEAD), b"A headline of it\n\nText.".to_vec()].concat()),
        ("nothing", vec![b' '; HEAD * 3]),
        ("NULs", [b"Ferry\0 talks reopen\n\nText of it. ".to_vec(), b"Text of it. ".repeat(HEAD)].concat()),
        ("binary", (0..HEAD * 3).map(|at| u8::try_from(at % 7).unwrap()).collect()),
        ("brackets", b"(".repeat(1 << 20)),
        ("front matter", [b"---\nx: y\n".to_vec(), b"a: b\n".repeat(480), b"title: T\n---\nText.".to_vec()].concat()),
    ];
    for (what, bytes) in texts {
        let path = folder.path().join("a.txt");
        fs::write(&path, bytes).unwrap();
        let ((documents, troubles), (found, problems)) = (documents(&path), skim(&path));
        assert_eq!((documents.len(), troubles), (found.len(), problems), "{what}");
        let title = |document: &Document| article::parse(&document.text, &document.fields).title();
        let titles: HashSet<String> = documents.iter().map(|document| title(document).to_string()).collect();
        assert!(found.iter().all(|found| titles.contains(found.headline.as_str())), "{what}: {titles:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_skimmed(text in any::<String>(), times in 1_usize..400, prose in any::<u64>(), bytes in any::<u64>()) {
        let text = text.repeat(times.min(1 + 20_000 / text.len().max(1)));
        let article = article::skim(&text, &Fields::default(), Unread { prose, bytes });
        prop_assert!(article.quotes.is_empty());
    }

    #[test]
    fn a_short_text_is_skimmed_as_it_is_parsed(text in "([A-Z][a-z ,.]{0,60}\n){0,20}") {
        let (skimmed, parsed) = (article::skim(&text, &Fields::default(), Unread::default()), article::parse(&text, &Fields::default()));
        prop_assert_eq!((skimmed.headline, skimmed.paragraphs, skimmed.words), (parsed.headline, parsed.paragraphs, parsed.words));
    }

    #[test]
    fn any_bytes_are_skimmed(bytes in any::<Vec<u8>>(), times in 1_usize..200, name in "x\\.(txt|md|jsonl|json|csv|html)") {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        fs::write(&path, bytes.repeat(times)).unwrap();
        let (found, problems) = skim(&path);
        prop_assert!(!found.is_empty() || !problems.is_empty());
    }
}
