//! What the parser understands of the gold never falls below what is promised.

#[path = "../examples/score/gold.rs"]
mod gold;
#[path = "../examples/score/report.rs"]
mod report;

use std::path::PathBuf;

/// The least that each score may be.
const FLOORS: [(&str, f64); 11] = [
    ("headline exact", 0.98),
    ("published", 0.97),
    ("byline", 0.97),
    ("paragraphs exact", 0.92),
    ("paragraphs within one", 0.95),
    ("quote recall", 0.98),
    ("quote precision", 0.98),
    ("speakers", 0.94),
    ("story link recall", 0.98),
    ("story link precision", 0.97),
    ("ages", 0.97),
];

#[test]
fn no_score_falls_below_its_floor() {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/gold.jsonl");
    let mut out = Vec::new();
    gold::score(&[file], false, &mut out).unwrap();
    let report = String::from_utf8(out).unwrap();
    for (what, floor) in FLOORS {
        let line = report.lines().find(|line| line.starts_with(&format!("{what} "))).unwrap();
        let score: f64 = line.trim_start_matches(what).split_whitespace().next().unwrap().parse().unwrap();
        assert!(score >= floor, "{line}");
    }
}
