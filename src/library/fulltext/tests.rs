use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use proptest::prelude::*;

use super::*;
use crate::article::{self, Article, Fields, Text};
use crate::formats;
use crate::library::analysis::Needle;
use crate::library::bits::Bits;
use crate::library::query::{Pattern, TextField};

const FIELDS: [TextField; 10] = [
    TextField::Any,
    TextField::Title,
    TextField::Body,
    TextField::Author,
    TextField::Site,
    TextField::Source,
    TextField::Place,
    TextField::Speaker,
    TextField::Quote,
    TextField::Section,
];

/// Writes articles, in steps of a few, so that there are several segments.
fn write(folder: &Path, articles: &[Article]) {
    let mut builder = Builder::open(folder).unwrap();
    for (number, article) in (0..).zip(articles) {
        builder.add(number, article).unwrap();
        if number % 7 == 6 {
            builder.commit(&number.to_string()).unwrap();
        }
    }
    builder.commit("all").unwrap();
    if articles.len().is_multiple_of(2) {
        builder.compact().unwrap();
    }
    builder.finish().unwrap();
}

fn search(index: &Index, field: TextField, pattern: &Pattern) -> Vec<usize> {
    let mut found = Bits::new(index.len());
    index.positions(field, pattern, &|| false, &mut found).unwrap();
    found.iter().collect()
}

/// Searches in both ways, which must agree.
fn check(articles: &[Article], index: &Index, field: TextField, pattern: &Pattern) -> Vec<usize> {
    let needle = Needle::new(pattern);
    let scanned: Vec<usize> = (0..articles.len()).filter(|&at| needle.is_in(&articles[at], field)).collect();
    assert_eq!(search(index, field, pattern), scanned, "{field:?} {pattern:?}");
    scanned
}

fn word(word: &str) -> Pattern {
    Pattern::Word(word.to_owned())
}

fn prefix(word: &str) -> Pattern {
    Pattern::Prefix(word.to_owned())
}

fn phrase(words: &str) -> Pattern {
    Pattern::Phrase(words.split(' ').map(str::to_owned).collect())
}

/// Words, prefixes and phrases of a text.
fn patterns(text: &str) -> Vec<Pattern> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut patterns = Vec::new();
    for (number, row) in words.windows(3).enumerate().step_by(17) {
        patterns.push(word(row[0]));
        patterns.push(phrase(&row[..number % 2 + 2].join(" ")));
        patterns.push(prefix(&row[1].chars().take(number % 6 + 1).collect::<String>()));
    }
    patterns
}

fn examples() -> Vec<Article> {
    let mut articles = Vec::new();
    for entry in ignore::WalkBuilder::new("examples/articles").sort_by_file_path(Path::cmp).build() {
        let _ = formats::documents(entry.unwrap().path(), &mut |document| {
            articles.extend(document.map(|document| article::parse(&document.text, &document.fields)));
            ControlFlow::Continue(())
        });
    }
    articles
}

#[test]
fn the_index_finds_what_a_scan_finds() {
    let articles = examples();
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &articles);
    let index = Index::open(folder.path()).unwrap();
    assert_eq!((index.len(), index.payload()), (articles.len(), Some("all")));
    let mut hits = 0;
    for article in articles.iter().step_by(31) {
        for field in FIELDS {
            let mut looked_for = Vec::new();
            crate::library::analysis::texts(article, field, &mut |text| looked_for.extend(patterns(text)));
            for pattern in looked_for {
                hits += check(&articles, &index, field, &pattern).len();
            }
        }
    }
    assert!(hits > 1000, "{hits}");
    assert_eq!(check(&articles, &index, TextField::Any, &word("…")).len(), articles.len());
    for letter in ["a", "e", "T", "ß", "北"] {
        check(&articles, &index, TextField::Any, &prefix(letter));
    }
}

/// What the invented articles are made of: forms of the same words in several languages, and all that parts words.
const PIECES: [&str; 40] = [
    "study",
    "studies",
    "Studying",
    "studied",
    "news",
    "new",
    "café",
    "Cafe",
    "cafés",
    "Straße",
    "strasse",
    "häuser",
    "Haus",
    "новости",
    "новостей",
    "پاکستان",
    "خبریں",
    "北京",
    "京",
    "한국어",
    "국어",
    "東京都",
    "O'Brien",
    "O’Brien’s",
    "l'eau",
    "s",
    "'s",
    "U.S.",
    "3,784",
    "\"",
    "\"",
    "“",
    "”",
    "‘",
    "’",
    ", said Ada Holm.",
    "\n",
    "\n",
    ".",
    "—",
];
const LANGUAGES: [Option<&str>; 8] =
    [None, Some("en"), Some("de"), Some("fr"), Some("ru"), Some("ur"), Some("ko"), Some("xx")];

fn invented() -> impl Strategy<Value = Article> {
    let pieces = proptest::collection::vec((0..PIECES.len(), any::<bool>()), 1..120);
    (pieces, 0..LANGUAGES.len()).prop_map(|(pieces, language)| {
        let spaced = |(piece, space): (usize, bool)| [PIECES[piece], if space { " " } else { "" }].concat();
        let text: String = pieces.into_iter().map(spaced).collect();
        let mut article = article::parse(&format!("A headline of studies\n\n{text}"), &Fields::default());
        article.language = LANGUAGES[language].map(Text::new);
        article.authors = vec![Text::new("Ada Studies"), Text::new("Holm")];
        article
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    #[test]
    fn invented_articles_are_found_as_a_scan_finds_them(
        articles in proptest::collection::vec(invented(), 1..20),
        pairs in proptest::collection::vec((0..PIECES.len(), 0..PIECES.len()), 20),
    ) {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &articles);
        let index = Index::open(folder.path()).unwrap();
        for (one, other) in pairs {
            let (one, other) = (PIECES[one], PIECES[other]);
            for field in [TextField::Any, TextField::Body, TextField::Quote, TextField::Author] {
                check(&articles, &index, field, &word(one));
                check(&articles, &index, field, &prefix(one));
                check(&articles, &index, field, &prefix(&other.chars().take(2).collect::<String>()));
                check(&articles, &index, field, &Pattern::Phrase(vec![one.to_owned(), other.to_owned()]));
            }
        }
    }
}

#[test]
fn makers_side_by_side_enter_every_spelling() {
    let folder = tempfile::tempdir().unwrap();
    let articles = examples();
    let mut builder = Builder::open(folder.path()).unwrap();
    for (round, part) in (0..).step_by(8).zip(articles.chunks(8)) {
        let mut makers = builder.makers(2);
        for (number, article) in part.iter().enumerate() {
            let document = makers[number % 2].of(round + u32::try_from(number).unwrap(), article);
            builder.take(document).unwrap();
        }
        builder.keep(makers);
        builder.commit("").unwrap();
    }
    let index = Index::open(folder.path()).unwrap();
    for article in articles.iter().step_by(7) {
        for one in article.paragraphs.iter().flat_map(|paragraph| paragraph.text.split(' ')).step_by(17) {
            check(&articles, &index, TextField::Any, &word(one));
        }
    }
}

#[test]
fn what_was_not_committed_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let articles = examples();
    let mut builder = Builder::open(folder.path()).unwrap();
    assert_eq!(builder.payload().unwrap(), None);
    builder.add(0, &articles[0]).unwrap();
    builder.commit("1").unwrap();
    builder.add(1, &articles[1]).unwrap();
    assert!(matches!(Builder::open(folder.path()).err(), Some(Failure::Busy)));
    drop(builder);
    let mut index = Index::open(folder.path()).unwrap();
    assert_eq!((index.len(), index.payload()), (1, Some("1")));
    let mut builder = Builder::open(folder.path()).unwrap();
    assert_eq!(builder.payload().unwrap().as_deref(), Some("1"));
    builder.add(1, &articles[1]).unwrap();
    builder.rollback().unwrap();
    builder.add(1, &articles[2]).unwrap();
    builder.commit("2").unwrap();
    assert_eq!(index.len(), 1, "it stays as it was opened");
    index.reload().unwrap();
    assert_eq!((index.len(), index.payload()), (2, Some("2")));
    let headline = articles[2].headline.as_deref().unwrap();
    let words: Vec<String> = headline.split(' ').map(str::to_owned).collect();
    assert_eq!(search(&index, TextField::Title, &Pattern::Phrase(words)), [1]);
}

#[test]
fn a_damaged_index_is_told() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &examples());
    let files: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    for path in files.iter().filter(|path| !path.file_name().unwrap().to_string_lossy().ends_with(".lock")) {
        let whole = fs::read(path).unwrap();
        for cut in [0, whole.len() / 2, whole.len().saturating_sub(1)] {
            fs::write(path, &whole[..cut]).unwrap();
            if let Ok(index) = Index::open(folder.path()) {
                search(&index, TextField::Any, &word("the"));
            }
        }
        fs::write(path, &whole).unwrap();
    }
    fs::write(folder.path().join("meta.json"), "{}").unwrap();
    let failure = Index::open(folder.path()).err().unwrap();
    assert!(matches!(failure, Failure::Damaged(_)), "{failure}");
    let failure = Builder::open(folder.path()).err().unwrap();
    assert!(failure.to_string().starts_with("the full text is damaged: "), "{failure}");
}

#[test]
fn an_index_is_checked_where_nothing_can_be_written() {
    let folder = tempfile::tempdir().unwrap();
    let articles = examples();
    write(folder.path(), &articles);
    // Nobody, root included, can open the lock.
    let lock = folder.path().join(".tantivy-meta.lock");
    drop(fs::remove_file(&lock));
    fs::create_dir(&lock).unwrap();
    assert_eq!(super::check(folder.path()).unwrap(), (articles.len() as u64, Vec::new()));
}

#[test]
fn what_cannot_be_opened_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    assert!(matches!(Index::open(&file).err(), Some(Failure::Disk(_))));
}

#[test]
fn a_search_can_be_given_up() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &examples());
    let index = Index::open(folder.path()).unwrap();
    let mut found = Bits::new(index.len());
    index.positions(TextField::Any, &word("the"), &|| true, &mut found).unwrap();
    assert!(found.is_empty());
}

#[test]
fn articles_with_more_of_the_words_and_shorter_ones_score_higher() {
    let texts = [
        "Harbour\n\nThe harbour of Norvik, the harbour.",
        "Town\n\nA long story of a town, its harbour and its hills.",
        "Town\n\nA story of its harbour.",
    ];
    let articles: Vec<Article> = texts.iter().map(|text| article::parse(text, &Fields::default())).collect();
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &articles);
    let index = Index::open(folder.path()).unwrap();
    let leaves = [(TextField::Any, word("harbour"))];
    let scores = index.scores(&leaves, &Bits::full(3), &|| false).unwrap();
    let in_order =
        matches!(scores[..], [(0, more), (1, less), (2, shorter)] if more > shorter && shorter > less && less > 0.0);
    assert!(in_order, "{scores:?}");
    let mut second = Bits::new(3);
    second.set(1);
    assert_eq!(index.scores(&leaves, &second, &|| false).unwrap().len(), 1);
}
