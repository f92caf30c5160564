//! Texts that are no articles, or stretches of such: their lines and spaces say something and stay as they are.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

/// Bytes at the start of a text that tell whether it is a listing, and its lines at least.
const TOLD_BYTES: usize = 1_000;
const TOLD_LINES: usize = 4;
/// A line of a listing has at most so many bytes; longer ones are prose.
pub(super) const LISTED_BYTES: usize = 400;

/// What no listing is without, and no diff; nearly all texts are looked at no further.
static GAP: LazyLock<Finder> = LazyLock::new(|| Finder::new("  "));
static FILES: LazyLock<Finder> = LazyLock::new(|| Finder::new("diff --git "));
static HUNK: LazyLock<Finder> = LazyLock::new(|| Finder::new("@@ -"));

/// The stretches of lines that are a diff or a listing.
pub(super) fn stretches(text: &str, lines: &[&str]) -> Vec<Range<usize>> {
    let start = text.as_bytes().get(..text.len().min(TOLD_BYTES)).unwrap_or_default();
    let listed = if GAP.find(start).is_some() { listing(lines) } else { 0 };
    if listed > 0 { std::iter::once(0..listed).collect() } else { diffs(text, lines) }
}

/// Whether a text opens as a diff, or as a log with diffs.
pub(in crate::article) fn is_diff(text: &str) -> bool {
    opens_diff(&text.trim_start().lines().take(3).collect::<Vec<_>>())
}

/// The stretches of lines that a diff has, from what names its files on, as `git log -p` and `diff -u` write them.
fn diffs(text: &str, lines: &[&str]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    if HUNK.find(text.as_bytes()).is_none() && FILES.find(text.as_bytes()).is_none() {
        return found;
    }
    let mut at = 0;
    while at < lines.len() {
        let rest = lines.get(at..).unwrap_or_default();
        if opens_diff(rest) {
            let length = rest.iter().take_while(|line| is_of_diff(line)).count();
            found.push(at..at + length);
            at += length;
        } else {
            at += 1;
        }
    }
    found
}

/// Whether lines start with a diff or, as in a log, with the commit that it is of.
fn opens_diff(lines: &[&str]) -> bool {
    let starts = |at: usize, start: &str| lines.get(at).is_some_and(|line| line.starts_with(start));
    let is_commit = || {
        let name = lines.first().and_then(|line| line.strip_prefix("commit ")?.get(..40));
        name.is_some_and(|name| name.bytes().all(|byte| byte.is_ascii_hexdigit()))
    };
    starts(0, "diff --git ") || starts(0, "--- ") && starts(1, "+++ ") && starts(2, "@@ -") || is_commit()
}

/// Whether a line can belong to a diff or to the log that it stands in.
fn is_of_diff(line: &str) -> bool {
    const STARTS: [&str; 19] = [
        " ",
        "\t",
        "+",
        "-",
        "@@",
        "\\ ",
        "diff ",
        "index ",
        "new ",
        "deleted ",
        "old mode ",
        "similarity ",
        "dissimilarity ",
        "rename ",
        "copy ",
        "Binary files ",
        "commit ",
        "Author",
        "Date:",
    ];
    line.is_empty()
        || STARTS.iter().any(|start| line.starts_with(start))
        || ["Merge:", "Commit:", "CommitDate:"].iter().any(|start| line.starts_with(start))
}

/// How many lines of a listing in columns, as programs print them, a text starts with: most of its first lines have a gap
/// of some spaces, and all have a space above one another. Prose has neither.
fn listing(lines: &[&str]) -> usize {
    let mut bytes = 0;
    let first = lines.iter().take_while(|line| {
        bytes += line.len() + 1;
        bytes <= TOLD_BYTES
    });
    // Totals, and places that are listed, have no columns.
    let told: Vec<&str> = first.map(|line| line.trim_end()).filter(|line| line.split(' ').nth(2).is_some()).collect();
    let gaps = told.iter().filter(|line| has_gap(line)).count();
    if told.len() < TOLD_LINES || gaps * 3 < told.len() * 2 || told.iter().any(|line| line.len() > LISTED_BYTES) {
        return 0;
    }
    let shortest = told.iter().map(|line| line.len()).min().unwrap_or_default();
    let mut is_parted = vec![true; shortest];
    for line in &told {
        let indent = line.len() - line.trim_start().len();
        for (at, (is_parted, byte)) in is_parted.iter_mut().zip(line.bytes()).enumerate() {
            *is_parted &= byte == b' ' && at > indent;
        }
    }
    if !is_parted.contains(&true) {
        return 0;
    }
    lines.iter().take_while(|line| line.len() <= LISTED_BYTES).count()
}

/// Whether two spaces stand within a line, and not behind the end of a sentence, where typists set them.
fn has_gap(line: &str) -> bool {
    let line = line.trim();
    let mut gaps = line.match_indices("  ");
    gaps.any(|(at, _)| {
        !line.get(..at).is_some_and(|before| before.ends_with(['.', '?', '!', ':', '"', '”', '\'', '’', ')', ' ']))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<Range<usize>>) {
        let lines: Vec<&str> = text.split('\n').collect();
        assert_eq!(stretches(text, &lines), Vec::from_iter(expected), "{text}");
    }

    const DIFF: &str = "diff --git a/quay.txt b/quay.txt\nindex 12ab..34cd 100644\n--- a/quay.txt\n+++ b/quay.txt\n\
                        @@ -1,3 +1,3 @@\n One boat.\n-Two boats.\n+Three boats.\n     and a barge";

    #[test]
    fn diffs_are_told_by_their_heads() {
        check(DIFF, Some(0..9));
        let log = format!(
            "commit {}\nAuthor: Mira Halvorsen <m@bay.example>\nDate:   Tue Jan 30\n\n    Count the boats\n\n{DIFF}",
            "0123456789".repeat(4)
        );
        check(&log, Some(0..15));
        check(&format!("The quay is counted as follows.\n\n{DIFF}\nThat was all of it."), Some(2..11));
        check("--- quay.txt\n+++ quay2.txt\n@@ -1 +1 @@\n-a\n+b\n", Some(0..6));
        check("- One boat.\n+ Two boats.\n--- \nThree @@ -1 boats.", None);
        check("--- A rule\n+++ Another\nand text. @@ -1", None);
    }

    #[test]
    fn listings_are_told_by_their_columns() {
        let listing = "total 12\n-rw-r--r-- 1 ada ada    12 Jan 30 15:50 quay.txt\n-rw-r--r-- 1 ada ada  1383 Jan 30 15:51 boats.txt\n\
                       drwxr-xr-x 2 ada ada  4096 Feb  1 09:05 barges\n-rw-r--r-- 1 ada ada     7 Feb  1 09:06 a b.txt\n";
        check(listing, Some(0..6));
        check(&format!("{listing}{}", "Prose ".repeat(70)), None);
        check(&format!("{}{}", listing.repeat(5), "Prose ".repeat(70)), Some(0..25));
        check("Town   Ships   Days\nOlm    12      3\nAkra   7       2\nLund   9       4", Some(0..4));
        for prose in [
            "Town   Ships   Days\nOlm    12      3",
            "The harbour  opened\non Sunday after  a\nlong winter without\na single  ship there",
            "It opened.  A ship came.\nIt closed.  None went.\nIt opened.  A ship came.\nIt closed.  None went.",
            "It opened on a day\nin a week of a May\nat an end of a row\nas it is in a log.",
            "Norvik harbour opens\n\nBy Mira Halvorsen\n\nThe harbour opened on Sunday.\n\nIt was full.",
        ] {
            check(prose, None);
        }
    }
}
