//! The layers import downwards only.

use std::path::{Path, PathBuf};

/// What no file of a room may name.
const FORBIDDEN: [(&str, &[&str]); 6] = [
    ("article", &["formats", "library", "marks", "app", "layout", "view", "terminal", "cli", "config"]),
    ("formats", &["library", "marks", "app", "layout", "view", "terminal", "cli", "config"]),
    ("library", &["app", "layout", "view", "terminal", "cli"]),
    ("layout", &["app", "library", "marks", "formats", "view", "terminal", "cli"]),
    ("app", &["view", "terminal", "cli"]),
    ("view", &["terminal", "cli"]),
];

#[test]
fn no_room_imports_from_above() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut read = 0;
    for (room, forbidden) in FORBIDDEN {
        let mut files = vec![source.join(format!("{room}.rs"))];
        files.extend(inside(&source.join(room)));
        // Tests may draw what they check.
        let is_test = |file: &Path| file.iter().any(|part| part == "tests" || part == "tests.rs");
        for file in files.iter().filter(|file| !is_test(file.strip_prefix(&source).unwrap_or(file))) {
            let text = std::fs::read_to_string(file).unwrap_or_default();
            read += text.len();
            for other in forbidden {
                assert!(!text.contains(&format!("crate::{other}")), "{} names {other}", file.display());
            }
        }
    }
    assert!(read > 10_000, "the sources were read");
}

fn inside(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { inside(&path) } else { vec![path] }).collect()
}
