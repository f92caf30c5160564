//! What the full text costs next to bare tantivy, and how long searches take. Both are given understood articles, and make
//! their documents of them.
//!
//! `cargo bench --bench fulltext [-- FOLDER [ARTICLES]]`: articles of a folder, or invented ones.

#![expect(clippy::print_stdout, reason = "what a benchmark prints is its result")]
#![expect(clippy::cast_precision_loss, reason = "figures for people")]
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot run has no result")]

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use dateline::article::{self, Article, Fields};
use dateline::formats;
use dateline::library::analysis::texts;
use dateline::library::bits::Bits;
use dateline::library::fulltext::{Builder, Index};
use dateline::library::query::{Pattern, TextField};
use tantivy::schema::{FAST, Field, Schema, SchemaBuilder, TEXT, TextFieldIndexing, TextOptions};
use tantivy::{IndexWriter, TantivyDocument};

/// Articles that are read, then indexed in both ways in turn: what disturbs one disturbs the other.
const ROUND: usize = 10_000;
/// Articles between two commits.
const STEP: usize = 50_000;
/// Searches of which the best is taken.
const TRIES: u32 = 5;

const FIELDS: [(TextField, &str); 9] = [
    (TextField::Title, "headline"),
    (TextField::Body, "body"),
    (TextField::Section, "section"),
    (TextField::Author, "author"),
    (TextField::Site, "site"),
    (TextField::Source, "source"),
    (TextField::Place, "place"),
    (TextField::Speaker, "speaker"),
    (TextField::Quote, "quote"),
];

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let folder = arguments.next().map(PathBuf::from);
    let most = arguments.next().and_then(|number| number.parse().ok()).unwrap_or(usize::MAX);
    let paths = folder.as_deref().map(|folder| files(folder, most));
    let work = tempfile::tempdir_in(std::env::temp_dir()).unwrap();
    build(paths.as_deref(), work.path());
    search(&work.path().join("ours"));
}

/// CPU time of this process, all threads.
fn cpu() -> Duration {
    let usage = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = usage.rsplit(')').next().unwrap().split_whitespace().collect();
    let ticks: u64 = fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap();
    Duration::from_millis(ticks * 10)
}

fn build(paths: Option<&[PathBuf]>, work: &Path) {
    let mut ours = Builder::open(&work.join("ours")).unwrap();
    let mut bare = Bare::open(&work.join("bare"));
    let (mut reading, mut parsing, mut indexing, mut baring) = Default::default();
    let (mut count, mut bytes) = (0, 0);
    let rounds: Vec<Option<&[PathBuf]>> = match paths {
        Some(paths) => paths.chunks(ROUND).map(Some).collect(),
        None => vec![None],
    };
    let rounds_len = rounds.len();
    for (number, round) in rounds.into_iter().enumerate() {
        let raw = timed(&mut reading, || read(round));
        bytes += raw.iter().map(String::len).sum::<usize>();
        let articles: Vec<Article> =
            timed(&mut parsing, || raw.iter().map(|text| article::parse(text, &Fields::default())).collect());
        let is_step = ((number + 1) * ROUND).is_multiple_of(STEP) || number + 1 == rounds_len;
        timed(&mut indexing, || {
            for (position, article) in (count..).zip(&articles) {
                ours.add(position, article).unwrap();
            }
            if is_step {
                ours.commit("").unwrap();
            }
        });
        timed(&mut baring, || {
            for (position, article) in (count..).zip(&articles) {
                bare.add(position, article);
            }
            if is_step {
                bare.writer.commit().unwrap();
            }
        });
        count += u32::try_from(articles.len()).unwrap();
    }
    timed(&mut indexing, || {
        ours.compact().unwrap();
        ours.finish().unwrap();
    });
    timed(&mut baring, || bare.finish());
    let each = |time: Duration| time.as_secs_f64() * 1e6 / f64::from(count);
    println!("{count} articles, {:.1} MB", bytes as f64 / 1e6);
    println!(
        "CPU an article: reading {:.0} µs, parsing {:.0}, indexing {:.0}; bare tantivy {:.0}",
        each(reading),
        each(parsing),
        each(indexing),
        each(baring)
    );
    let all = reading + parsing + indexing;
    println!("everything / bare tantivy: {:.2}", all.as_secs_f64() / baring.as_secs_f64());
    for name in ["ours", "bare"] {
        let sizes = sizes(&work.join(name));
        let part = |size: u64| size as f64 / bytes as f64;
        let parts: Vec<String> = sizes.iter().map(|(part_of, size)| format!("{part_of} {:.3}", part(*size))).collect();
        println!("size of {name} / size of the text: {:.3} ({})", part(sizes.values().sum()), parts.join(", "));
    }
}

fn timed<T>(total: &mut Duration, run: impl FnOnce() -> T) -> T {
    let start = cpu();
    let result = run();
    // Until the threads behind it have nothing to do any more.
    loop {
        let before = cpu();
        std::thread::sleep(Duration::from_millis(50));
        if cpu().saturating_sub(before) <= Duration::from_millis(10) {
            break;
        }
    }
    *total += cpu().saturating_sub(start);
    result
}

/// tantivy as its manual has it, on the same fields: its own tokenizer, one thread, the same memory.
struct Bare {
    writer: IndexWriter,
    fields: Vec<(TextField, Field)>,
    position: Field,
}

impl Bare {
    fn open(folder: &Path) -> Self {
        std::fs::create_dir(folder).unwrap();
        let mut schema = Schema::builder();
        let text = |schema: &mut SchemaBuilder, field, name| {
            if matches!(field, TextField::Title | TextField::Body) {
                return schema.add_text_field(name, TEXT);
            }
            let indexing = TextFieldIndexing::default()
                .set_index_option(tantivy::schema::IndexRecordOption::WithFreqsAndPositions)
                .set_fieldnorms(false);
            schema.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
        };
        let fields = FIELDS.map(|(field, name)| (field, text(&mut schema, field, name))).to_vec();
        let position = schema.add_u64_field("position", FAST);
        let index = tantivy::Index::create_in_dir(folder, schema.build()).unwrap();
        Self { writer: index.writer_with_num_threads(1, 48 << 20).unwrap(), fields, position }
    }

    fn add(&self, position: u32, article: &Article) {
        let mut document = TantivyDocument::default();
        document.add_u64(self.position, position.into());
        for (of, field) in &self.fields {
            texts(article, *of, &mut |text| document.add_text(*field, text));
        }
        self.writer.add_document(document).unwrap();
    }

    fn finish(self) {
        self.writer.wait_merging_threads().unwrap();
    }
}

fn search(folder: &Path) {
    let start = Instant::now();
    let index = Index::open(folder).unwrap();
    println!("opening the index: {:.2} ms", start.elapsed().as_secs_f64() * 1e3);
    let word = |word: &str| Pattern::Word(word.to_owned());
    let prefix = |word: &str| Pattern::Prefix(word.to_owned());
    let phrase = |words: &str| Pattern::Phrase(words.split(' ').map(str::to_owned).collect());
    let searches = [
        (TextField::Any, word("quixotarium")),
        (TextField::Any, word("veldspar")),
        (TextField::Any, word("against")),
        (TextField::Any, word("the")),
        (TextField::Any, phrase("copper veldspar")),
        (TextField::Any, phrase("of the")),
        (TextField::Any, phrase("told reporters")),
        (TextField::Quote, word("veldspar")),
        (TextField::Quote, word("the")),
        (TextField::Any, prefix("gov")),
        (TextField::Any, prefix("s")),
        (TextField::Section, prefix("s")),
        (TextField::Place, word("kyiv")),
        (TextField::Speaker, word("arjun")),
    ];
    for (field, pattern) in searches {
        let mut found = Bits::new(index.len());
        let time = (0..TRIES).map(|_| {
            found = Bits::new(index.len());
            let start = Instant::now();
            index.positions(field, &pattern, &|| false, &mut found).unwrap();
            start.elapsed()
        });
        let time = time.min().unwrap_or_default().as_secs_f64() * 1e3;
        let part = found.count() as f64 * 100.0 / index.len() as f64;
        println!("{time:9.3} ms, {part:7.3} % of the articles: {field:?} {pattern:?}");
    }
    let leaves = [(TextField::Any, word("veldspar"))];
    let start = Instant::now();
    let scored = index.scores(&leaves, &Bits::full(index.len()), &|| false).unwrap().len();
    println!("{:9.3} ms to score {scored} articles", start.elapsed().as_secs_f64() * 1e3);
}

/// The sizes of the files of a folder, by extension.
fn sizes(folder: &Path) -> BTreeMap<String, u64> {
    let mut sizes = BTreeMap::new();
    for file in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let part = file.path().extension().unwrap_or_default().to_string_lossy().into_owned();
        *sizes.entry(part).or_default() += file.metadata().unwrap().len();
    }
    sizes
}

fn files(folder: &Path, most: usize) -> Vec<PathBuf> {
    let walk = ignore::WalkBuilder::new(folder).standard_filters(false).sort_by_file_path(Path::cmp).build();
    let files = walk.flatten().filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()));
    files.take(most).map(ignore::DirEntry::into_path).collect()
}

fn read(paths: Option<&[PathBuf]>) -> Vec<String> {
    let mut texts = Vec::new();
    for path in paths.unwrap_or_default() {
        let read = formats::documents(path, &mut |document| {
            texts.extend(document.map(|document| document.text));
            ControlFlow::Continue(())
        });
        drop(read);
    }
    if paths.is_none() {
        texts = (0..2000).map(invented).collect();
    }
    texts
}

/// A story of words that are drawn so that a few are frequent and many are rare.
fn invented(number: u64) -> String {
    let mut state = number + 1;
    let mut draw = |of: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % of
    };
    let mut text = format!("The harbour story number {number}\nKyiv, (Gazette - 7th Jan, 2016) ");
    for paragraph in 0..25 {
        text.push_str(if paragraph % 3 == 0 { "\"And the " } else { "The " });
        for _ in 0..20 {
            let range = 1 << draw(16);
            text.push_str(&format!(
                "{}{} ",
                ["wo", "ne", "sto", "har"][usize::try_from(draw(4)).unwrap()],
                draw(range)
            ));
        }
        text.push_str(if paragraph % 3 == 0 { "the end,\" Arjun Holm said.\n" } else { "of the town.\n" });
    }
    text.push_str(if number.is_multiple_of(100) { "The copper veldspar.\n" } else { "\n" });
    text
}
