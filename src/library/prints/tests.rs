//! Prints of titles and bodies, and their blocks.

use super::title::{cut, folded, is_start, key, likeness, split_name, start_key};
use super::*;
use crate::article::{Fields, parse};

fn keys(headline: &str) -> Vec<u64> {
    let mut keys = Vec::new();
    title::headline_keys(headline, &mut |key| keys.push(key));
    keys
}

/// Whether a story link of this title is found by a key of a headline.
fn meets(link: &str, headline: &str) -> bool {
    let mut found = false;
    let keys = keys(headline);
    title::link_keys(link, &mut |key| found |= keys.contains(&key));
    found
}

#[test]
fn pages_write_headlines_their_own_way() {
    let headline = "Port strike \u{2018}over\u{2019} after nine days, union says";
    for link in [
        "PORT STRIKE 'OVER' AFTER NINE DAYS, UNION SAYS",
        "Port strike \"over\" after nine days - union says",
        "Port strike 'over' after nine days, union says - Harbour Post",
        "Port strike 'over' after nine days, union says | harbourpost.example",
        "Port strike 'over' after nine days, u ..",
        "Port strike 'over' after\u{2026}",
    ] {
        assert!(meets(link, headline), "{link}");
    }
    assert!(meets(headline, &format!("{headline} | Harbour Post")));
    for link in [
        "Port strike 'over' after ten days, union says",
        "Port strike\u{2026}",
        "Port",
        "Union says - Harbour Post",
        "",
    ] {
        assert!(!meets(link, headline), "{link}");
    }
}

#[test]
fn titles_come_apart() {
    assert_eq!(cut("Talks go on .."), Some("Talks go on"));
    assert_eq!(cut("Talks go on."), None);
    assert_eq!(cut("\u{2026}"), None);
    assert_eq!(
        split_name("Bridge to the island opens at last - The Post"),
        Some(("Bridge to the island opens at last", "The Post"))
    );
    assert_eq!(split_name("Bridge opens - The Post"), None);
    assert_eq!(folded("  U.S. \u{2013} \u{FF21}bc "), "u s abc");
    assert_eq!(key("u s"), None);
    assert!(key("北京会谈").is_some(), "four ideographs are a title");
    assert!(start_key(&folded("a long enough headline")).is_some_and(is_start));
}

#[test]
fn titles_of_other_days_are_not_alike() {
    let alike = |one: &str, other: &str| likeness(&folded(one), &folded(other));
    assert!(alike("Thief gang busted, three held", "Thief gang busted; 3 held") > 0.7);
    assert!(alike("Gold rate in Norvik 30 January 2024", "Gold rate in Norvik 31 January 2024") < 0.1);
    assert!(alike("Council votes on fares", "Ferry line to reopen") < 0.1);
}

/// A body of sentences that differ from those of other seeds.
fn body(seed: usize, sentences: usize) -> Vec<String> {
    const WORDS: [&str; 24] = [
        "harbour",
        "council",
        "minister",
        "quietly",
        "railway",
        "farmers",
        "protest",
        "winter",
        "budget",
        "storm",
        "teachers",
        "bridge",
        "island",
        "voters",
        "market",
        "engine",
        "orchard",
        "lantern",
        "committee",
        "valley",
        "border",
        "doctors",
        "festival",
        "granary",
    ];
    let word = |n: usize| {
        let random = usize::try_from(mix((seed * 10_000 + n) as u64) >> 1).unwrap();
        format!("{}{}", WORDS[random % WORDS.len()], WORDS[random / WORDS.len() % WORDS.len()])
    };
    let sentence = |n: usize| {
        let words: Vec<String> = (0..9).map(|m| word(n * 9 + m)).collect();
        format!(
            "The {} said that {}, and the {} was not.",
            words[..3].join(" "),
            words[3..6].join(" "),
            words[6..].join(" ")
        )
    };
    (0..sentences).map(sentence).collect()
}

fn sketch(sentences: &[String]) -> Sketch {
    let mut reader = super::body::Reader::default();
    for sentence in sentences {
        reader.read(sentence, None);
    }
    reader.finish()
}

fn is_copy(one: &[String], other: &[String]) -> bool {
    let (one, other) = (sketch(one), sketch(other));
    let sample = |sketch: &Sketch| sample(&sketch.shingles, &|_| false);
    is_alike(&sample(&one), &sample(&other)) && tell_the_same(&one.facts, &other.facts)
}

#[test]
fn copies_are_known_through_cuts_and_boilerplate() {
    let story = body(1, 30);
    assert!(is_copy(&story, &story));
    assert!(is_copy(&story, &story[..14]));
    let around = [&body(2, 3)[..], &story, &body(3, 5)].concat();
    assert!(is_copy(&story, &around));
    assert!(!is_copy(&story, &body(4, 30)));
    let follow_up = [&body(5, 20)[..], &story[10..22]].concat();
    assert!(!is_copy(&story, &follow_up), "what repeats a part of a story is another one");
    let round_up = [&story[..], &body(6, 120), &body(7, 120)].concat();
    assert!(!is_copy(&story, &round_up));
    assert!(!is_copy(&[], &[]));
}

#[test]
fn reports_that_differ_in_their_numbers_are_no_copies() {
    let report = |dollar: &str, euro: &str, tola: &str| {
        let text = format!(
            "The dollar was sold for {dollar} rupees in the open market, dealers reported. The euro was traded at {euro} rupees on \
             the day. A tola of 24 karat gold cost {tola} rupees, according to the association of jewellers, while silver remained \
             unchanged at its earlier price across the bazaars of the country, traders added."
        );
        vec![text]
    };
    let monday = report("279.50", "303.10", "215,400");
    assert!(is_copy(&monday, &monday));
    assert!(!is_copy(&monday, &report("280.25", "301.75", "214,900")));
}

#[test]
fn paragraphs_are_known_by_their_letters() {
    let text = "The bridge to the island, closed since the storm, will open again on Monday, the council said.";
    assert_eq!(paragraph(text), paragraph(&text.to_uppercase().replace(',', "  -")));
    assert_ne!(paragraph(text), paragraph(&text.replace("Monday", "Tuesday")));
    assert_eq!(paragraph("He did not say more."), None);
}

#[test]
fn blocks_are_read_as_they_were_written() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("prints");
    let print = print_of;
    let block = |rows: &[(u32, usize)]| {
        let mut builder = Builder::default();
        for (row, seed) in rows {
            builder.push(*row, &print(*seed));
        }
        builder
    };
    for file in [None, Some(path.as_path())] {
        let prints = Prints::default().with(block(&[(0, 1), (1, 2)]), 3, 7, file).unwrap();
        // A file that holds many documents gives them in its own order.
        let prints = prints.with(block(&[(1, 4), (0, 3)]), 2, 7, file).unwrap();
        assert_eq!(prints.len(), 5);
        for (position, seed) in [(0, 1), (1, 2), (3, 3), (4, 4)] {
            let print = print(seed);
            assert_eq!(prints.row::<u64>(Kind::Headline, position).unwrap(), print.headline);
            assert_eq!(prints.row::<u64>(Kind::Paragraphs, position).unwrap(), print.paragraphs);
            assert_eq!(prints.row::<u32>(Kind::Shingles, position).unwrap(), print.sketch.shingles);
        }
        assert!(prints.row::<u64>(Kind::Links, 2).unwrap().is_empty());
        assert!(prints.row::<u64>(Kind::Links, 5).is_err());
        let mut reader = prints.blocks()[1].reader::<u64>(Kind::Paragraphs).unwrap();
        for (row, seed) in [(1, 4), (0, 3), (1, 4)] {
            assert_eq!(reader.row(row).unwrap(), print(seed).paragraphs);
        }
        assert!(reader.row(2).is_err());
    }
    assert_eq!(Prints::open(&path, 7).unwrap().len(), 5);
    assert_eq!(Prints::open(&path, 8).unwrap().len(), 0, "of another index");
    let bytes = std::fs::read(&path).unwrap();
    std::fs::write(&path, &bytes[..bytes.len() - 1]).unwrap();
    assert_eq!(Prints::open(&path, 7).unwrap().len(), 3, "cut off");
    let mut broken = bytes.clone();
    *broken.last_mut().unwrap() ^= 1;
    std::fs::write(&path, &broken).unwrap();
    assert_eq!(Prints::open(&path, 7).unwrap().whole().unwrap().len(), 3, "damaged");
}

/// The print of an invented article.
fn print_of(seed: usize) -> Print {
    let text = format!("Headline number {seed} of the day\n\n{}\n", body(seed, 12).join("\n\n"));
    Print::of(&parse(&text, &Fields::default()))
}

#[test]
fn what_was_cut_off_is_written_anew_though_its_pages_were_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("prints");
    let made = |seeds: &[usize]| {
        let mut builder = Builder::default();
        for (row, seed) in (0..).zip(seeds) {
            builder.push(row, &print_of(*seed));
        }
        builder
    };
    let prints = Prints::default().with(made(&[1, 2]), 2, 7, Some(&path)).unwrap();
    drop(prints.with(made(&[3, 4, 5]), 3, 7, Some(&path)).unwrap());
    let bytes = std::fs::read(&path).unwrap();
    std::fs::write(&path, &bytes[..bytes.len() - 1]).unwrap();
    let prints = Prints::open(&path, 7).unwrap();
    assert_eq!(prints.row::<u64>(Kind::Facts, 1).unwrap(), print_of(2).sketch.facts);
    let prints = prints.with(made(&[6]), 1, 7, Some(&path)).unwrap();
    assert_eq!(prints.len(), 3);
    assert_eq!(prints.row::<u64>(Kind::Paragraphs, 2).unwrap(), print_of(6).paragraphs);
}
