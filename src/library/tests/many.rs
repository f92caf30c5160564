//! Files of many articles.

use super::super::Position;
use super::*;

#[test]
fn rows_of_a_changed_file_of_many_leave_as_its_new_ones_come() {
    let home = Home::new();
    let path = home.folder.path().join("crawl.json");
    let array = |body: &str| {
        let record = |n: usize| format!("{{\"title\":\"Record Number {n}\",\"text\":\"{body} {n}.\"}}");
        format!("[{}]", (0..5_000).map(record).collect::<Vec<_>>().join(",\n"))
    };
    fs::write(&path, array("The harbour was quiet on day")).unwrap();
    age(&path);
    assert_eq!(rows(home.options()).0.len(), 5_003);
    fs::write(&path, array("The council met on day number")).unwrap();
    age(&path);
    let (_library, events) = open(home.options());
    let seen = seen(&events);
    assert!(seen.iter().all(|articles| *articles == 5_003), "{seen:?}");
}

#[test]
fn records_of_lines_and_archives_are_rows_of_their_own() {
    let home = Home::new();
    let lines: Vec<String> = (1..=9)
        .map(|n| format!("{{\"title\":\"Record {n}\",\"text\":\"Body number {n}.\",\"date\":\"2024-01-0{n}\"}}"))
        .collect();
    let text = lines.join("\n");
    fs::write(home.folder.path().join("many.jsonl"), &text).unwrap();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut packed, text.replace("Record", "Packed").as_bytes()).unwrap();
    fs::write(home.folder.path().join("packed.jsonl.gz"), packed.finish().unwrap()).unwrap();
    home.check("\"record 7\"", &["Record 7"]);
    Home::headlines(Options { full_text: true, ..home.options() }, "");
    home.check("body \"packed 3\" OR \"number 3\"", &["Record 3", "Packed 3"]);
}

/// Records from one number to below another, a line each; every tenth line is none.
fn records(from: usize, to: usize) -> String {
    let body = "The council met behind closed doors for most of the day. ".repeat(4);
    let line = |n: usize| match n % 10 {
        9 => "not a record\n".to_owned(),
        _ => format!("{{\"title\":\"Record Number {n}\",\"text\":\"{body}\",\"date\":\"2024-01-01\"}}\n"),
    };
    (from..to).map(line).collect()
}

/// All rows with their headlines, and how many problems there are, once everything is read.
fn rows(options: Options) -> (Vec<(Position, String)>, usize) {
    let mut script = Script::open(options);
    assert!(script.wait(|_| true));
    let selection = script.select(Query::default(), Marks::default()).unwrap();
    let placed = selection.placed_rows().map(|(position, row)| (position, row.unwrap().details.headline.to_string()));
    let rows = placed.collect();
    let problems = script.troubles().len();
    script.close();
    (rows, problems)
}

#[test]
fn a_file_of_lines_that_grows_keeps_its_rows() {
    use std::io::Write;
    let home = Home::new();
    let path = home.folder.path().join("crawl.jsonl");
    let append = |text: &str| fs::File::options().append(true).open(&path).unwrap().write_all(text.as_bytes()).unwrap();
    let has = |rows: &[(Position, String)], to: usize| {
        let mut numbers: Vec<usize> =
            rows.iter().filter_map(|(_, row)| row.strip_prefix("Record Number ")?.parse().ok()).collect();
        numbers.sort_unstable();
        let tail: Vec<usize> = numbers.iter().rev().take(14).copied().collect();
        assert!(numbers.iter().copied().eq((0..to).filter(|n| n % 10 != 9)), "{to} {} {tail:?}", numbers.len());
    };
    // More than fits into one part; the last line has no end yet.
    let text = records(0, 3_001);
    fs::write(&path, text.trim_end()).unwrap();
    age(&path);
    let (first, problems) = rows(home.options());
    has(&first, 3_001);
    assert_eq!(problems, 300);
    append("\n");
    // A line that is only half there.
    let line = records(3_012, 3_013);
    let (half, rest) = line.split_at(40);
    append(&(records(3_001, 3_012) + half));
    let (second, problems) = rows(home.options());
    has(&second, 3_012);
    assert_eq!(problems, 302);
    // It was written a moment ago: it is looked at once more, and stands.
    assert_eq!(rows(home.options()), (second.clone(), 302));
    append(rest);
    append(&records(3_013, 3_015));
    let (third, problems) = rows(Options { full_text: true, ..home.options() });
    has(&third, 3_015);
    assert_eq!(problems, 301);
    let kept =
        |before: &[(Position, String)], after: &[(Position, String)]| before.iter().all(|row| after.contains(row));
    assert!(kept(&first, &second) && kept(&second, &third), "rows that were there stay where they are");
    // Written anew, it has none of its rows; and when it is gone nothing of it is left.
    fs::write(&path, records(0, 3_020).replace("Record Number 0", "Another Beginning")).unwrap();
    age(&path);
    let (fourth, problems) = rows(home.options());
    assert_eq!((fourth.len(), problems), (2_718 + 3, 302));
    assert!(fourth.iter().filter(|(_, row)| row.starts_with("Record")).all(|row| !third.contains(row)));
    fs::remove_file(&path).unwrap();
    assert_eq!(rows(home.options()).0.len(), 3);
}

#[test]
fn what_was_not_read_to_its_end_is_read_again() {
    let home = Home::new();
    let path = home.folder.path().join("crawl.jsonl");
    fs::write(&path, records(0, 12_000)).unwrap();
    age(&path);
    let (library, events) = open(home.options());
    while !matches!(events.recv_timeout(PATIENCE).unwrap(), Event::View(view) if view.articles > 3) {}
    drop(library);
    // The channel ends with the threads.
    while events.recv_timeout(PATIENCE).is_ok() {}
    let (all, problems) = rows(home.options());
    assert_eq!((all.len(), problems), (10_803, 1_200));
}

#[test]
fn the_full_text_has_every_article_of_what_is_packed() {
    use std::io::Write;
    let home = Home::new();
    let body = "The council met behind closed doors for most of the day. ".repeat(40);
    // Enough of them to be far from the start, and to be read by more than one thread in turn.
    let record = |of: &str, n: usize| format!("{{\"title\":\"Record {n}\",\"text\":\"{body} {of}{n}.\"}}\n");
    let lines = |of: &str| (0..700).map(|n| record(of, n)).collect::<String>();
    let gzip = |bytes: &[u8]| {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(bytes).unwrap();
        packed.finish().unwrap()
    };
    let write = |name: &str, bytes: &[u8]| {
        let path = home.folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        age(&path);
    };
    write("a.jsonl.gz", &gzip(lines("gzip").as_bytes()));
    let mut tar = tar::Builder::new(Vec::new());
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let add = |tar: &mut tar::Builder<Vec<u8>>, name: &str, text: &str| {
        let mut header = tar::Header::new_gnu();
        header.set_size(text.len() as u64);
        tar.append_data(&mut header, name, text.as_bytes()).unwrap();
    };
    for n in 0..40 {
        add(&mut tar, &format!("{n}.txt"), &format!("Headline {n}\n\n{body} tarred{n}."));
        zip.start_file(format!("{n}.txt"), zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(format!("Headline {n}\n\n{body} zipped{n}.").as_bytes()).unwrap();
    }
    add(&mut tar, "b.jsonl", &lines("intar"));
    zip.start_file("b.jsonl", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(lines("inzip").as_bytes()).unwrap();
    write("b.tgz", &gzip(&tar.into_inner().unwrap()));
    write("c.zip", zip.finish().unwrap().get_ref());
    Home::headlines(Options { full_text: true, ..home.options() }, "");
    let packed = ["gzip", "intar", "inzip"].into_iter().flat_map(|of| (0..700).step_by(23).map(move |n| (of, n)));
    let single = ["tarred", "zipped"].into_iter().flat_map(|of| (0..40).map(move |n| (of, n)));
    let mut script = Script::open(home.options());
    assert!(script.wait(|_| true));
    for (of, n) in packed.chain(single) {
        let query = Query::parse(&format!("{of}{n}"), jiff::civil::date(2024, 3, 1)).unwrap();
        let selection = script.select(query, Marks::default()).unwrap();
        assert_eq!(selection.rows().count(), 1, "{of}{n}");
        assert!(selection.rows().all(|row| row.unwrap().traits.is_understood()), "{of}{n}");
    }
    script.close();
}

#[test]
fn what_grows_and_is_not_of_lines_is_read_anew() {
    let home = Home::new();
    let row = |n: usize| format!("Ferry {n} Sails Again,The ferry left at dawn and came back at night {n}.\n");
    let table = |rows: usize| format!("title,text\n{}", (0..rows).map(row).collect::<Vec<_>>().concat());
    let record = |n: usize| {
        let text = format!("Boat {n} Sails Again\nThe boat left at dawn and came back at night {n}.");
        format!("WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: {}\r\n\r\n{text}\r\n\r\n", text.len())
    };
    let archive = |records: usize| (0..records).map(record).collect::<Vec<_>>().concat();
    let write = |count: usize| {
        for (name, text) in [("a.csv", table(count)), ("b.wet", archive(count))] {
            let path = home.folder.path().join(name);
            fs::write(&path, text).unwrap();
            age(&path);
        }
    };
    for count in [20, 30, 31] {
        write(count);
        let (rows, problems) = rows(home.options());
        assert_eq!((rows.len(), problems), (3 + 2 * count, 0));
    }
}

#[test]
fn a_large_file_is_read_in_shares_that_tell_of_themselves_in_order() {
    let home = Home::new();
    let body = "The council met behind closed doors for most of the day. ".repeat(20);
    // Some shares take longer than the next one.
    let tags = |n: usize| if (n / 400).is_multiple_of(2) { "<p>" } else { "" };
    let line = |n: usize| format!("{{\"title\":\"Record Number {n}\",\"text\":\"{}{body}\"}}\n", tags(n));
    let text: String = (0..8_000).map(line).collect::<Vec<_>>().concat();
    let path = home.folder.path().join("crawl.jsonl");
    fs::write(&path, &text).unwrap();
    age(&path);
    let small: u64 = ["one.txt", "world/two.txt", "world/three.txt"]
        .map(|name| fs::metadata(home.folder.path().join(name)).unwrap().len())
        .iter()
        .sum();
    let (library, events) = open(home.options());
    let mut told = Vec::new();
    loop {
        if let Event::Grown { progress, .. } = events.recv_timeout(PATIENCE).unwrap() {
            told.push(progress.bytes);
            if progress.phase == Phase::Current {
                break;
            }
        }
    }
    let all = text.len() as u64 + small;
    assert!(told.is_sorted() && told.last() == Some(&all), "{all}: {told:?}");
    assert!(told.iter().any(|bytes| (small + 1..all).contains(bytes)), "{told:?}");
    drop((library, events));
    let (mut placed, _) = rows(home.options());
    placed.sort_unstable();
    let numbers =
        placed.iter().filter_map(|(_, headline)| headline.strip_prefix("Record Number ")?.parse::<usize>().ok());
    assert!(numbers.eq(0..8_000));
}
