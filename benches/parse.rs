//! How fast articles are understood, and that no text makes it worse than linear.
//!
//! `cargo bench --bench parse`

#![expect(clippy::print_stdout, reason = "what a benchmark prints is its result")]

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use dateline::article::{self, Fields, Unread};

fn main() {
    let plain = examples();
    let bytes: usize = plain.iter().map(String::len).sum();
    let time = best(|| plain.iter().for_each(|text| drop(black_box(article::parse(text, &Fields::default())))));
    print("the example articles", bytes, time);
    if let Some(story) = plain.iter().max_by_key(|text| text.len()) {
        let time = best(|| (0..500).for_each(|_| drop(black_box(article::parse(story, &Fields::default())))));
        print("the longest of them, 500 times", story.len() * 500, time);
    }
    let prose =
        "The harbour of Norvik opened its gates on Monday, and nobody who had waited for it was late. ".repeat(5);
    let long = format!("{prose}\n").repeat((4 << 20) / prose.len());
    print(
        "one story of 4 MB without quotes",
        long.len(),
        best(|| drop(black_box(article::parse(&long, &Fields::default())))),
    );
    let quotes = "\"It is done,\" said Ada Holm, the mayor of Norvik. ".repeat(20);
    let page = |bytes: usize| format!("{quotes}\n").repeat(bytes / quotes.len());
    print(
        "nothing but quotes, 4 MB",
        4 << 20,
        best(|| drop(black_box(article::parse(&page(4 << 20), &Fields::default())))),
    );
    skims(&plain);
    for (name, piece) in ADVERSARIES {
        let mut times: Vec<Duration> = Vec::new();
        for power in 0..4 {
            times.push(once(piece, (1 << 20) << power));
            if times.iter().any(|time| *time > TOO_LONG) {
                break;
            }
        }
        let ratios = times.windows(2).map(|pair| match pair {
            [half, whole] => format!("{:.1}", whole.as_secs_f64() / half.as_secs_f64()),
            _ => String::new(),
        });
        let ratios: Vec<String> = ratios.collect();
        let last = times.last().copied().unwrap_or_default();
        let size = 1 << (times.len() - 1);
        println!(
            "{name:44} {:7.0} ms at {size} MB, each doubling \u{d7} {}",
            last.as_secs_f64() * 1e3,
            ratios.join(", ")
        );
    }
}

/// How fast rows of the list are made of articles: only their heads are understood, so the rate is that of the whole texts.
fn skims(plain: &[String]) {
    let bytes: usize = plain.iter().map(String::len).sum();
    let skim = |text: &str| drop(black_box(article::skim(text, &Fields::default(), Unread::default())));
    print("the example articles, skimmed", bytes, best(|| plain.iter().for_each(|text| skim(text))));
    if let Some(story) = plain.iter().max_by_key(|text| text.len()) {
        let long = story.repeat((4 << 20) / story.len());
        print("one story of 4 MB, skimmed", long.len(), best(|| skim(&long)));
    }
}

/// What takes longer than this is not tried at twice the size.
const TOO_LONG: Duration = Duration::from_secs(4);

/// Pieces that are repeated to a text of some megabytes; a doubling of the text should double the time.
const ADVERSARIES: &[(&str, &str)] = &[
    ("one line of opening marks", " \u{201c}a"),
    ("one line of straight marks", "\" \""),
    ("one line of single marks", " 'a s' "),
    ("a paragraph a mark, never closed", "\u{201c}a\n"),
    ("quotes with names and no verbs", "\"a b\" Ada Holm, "),
    ("one sentence of verbs", "said that "),
    ("one sentence of names", "Ada Holm "),
    ("commas", "Ada, "),
    ("short lines", "Ada\n"),
    ("headings of sections", "Recent Stories\n"),
    ("ages", "- Title2 hours ago\n"),
    ("digits", "20211"),
    ("one line without spaces", "a"),
    ("bullets", "- \n"),
    ("dates", "January 30, 2024 "),
    ("brackets", "("),
    ("escape sequences", "\u{1b}]0;"),
    ("combining marks", "\u{301}"),
    ("wrapped lines", "a line that is as long as those that are wrapped at seventy columns\n"),
    ("single guillemets and corners", "\u{2039}「『«"),
];

fn once(piece: &str, bytes: usize) -> Duration {
    let text = piece.repeat(bytes / piece.len());
    best(|| drop(black_box(article::parse(&text, &Fields::default()))))
}

/// The best of three runs: what disturbs a run makes it slower, never faster.
fn best(run: impl Fn()) -> Duration {
    let timed = || {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    (0..3).map(|_| timed()).min().unwrap_or_default()
}

fn print(name: &str, bytes: usize, time: Duration) {
    #[expect(clippy::cast_precision_loss, reason = "a few megabytes")]
    let rate = bytes as f64 / time.as_secs_f64() / 1e6;
    println!("{name:44} {rate:7.0} MB/s");
}

/// The texts of the example folder.
fn examples() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles");
    let mut texts = Vec::new();
    let mut folders = vec![root];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "txt") {
                texts.extend(std::fs::read_to_string(path));
            }
        }
    }
    texts
}
