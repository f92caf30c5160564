//! `PolNeAR`: English political news with attributions in brat's stand-off form.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;

use crate::voices::{Quoted, Scores, Truth};

pub(crate) fn score(dir: &Path, misses: bool, out: &mut impl Write) -> io::Result<()> {
    let mut files: Vec<_> = fs::read_dir(dir.join("attributions"))?.collect::<Result<_, _>>()?;
    files.sort_by_key(fs::DirEntry::file_name);
    let mut scores = Scores::new(misses);
    for file in files {
        let name = file.file_name().to_string_lossy().into_owned();
        // The annotator's mark stands at the end of the name: "title_5fec.ann".
        let Some((stem, _)) = name.rsplit_once('_') else { continue };
        let Ok(text) = fs::read_to_string(dir.join("text").join(format!("{stem}.txt"))) else { continue };
        let notes = fs::read_to_string(file.path())?;
        scores.add(&truth(stem, text, &notes), out)?;
    }
    scores.print(out)
}

fn truth(name: &str, text: String, notes: &str) -> Truth {
    let mut spans: HashMap<&str, (&str, Vec<Range<usize>>, &str)> = HashMap::new();
    for line in notes.lines().filter(|line| line.starts_with('T')) {
        let mut parts = line.splitn(3, '\t');
        let (Some(id), Some(place), Some(words)) = (parts.next(), parts.next(), parts.next()) else { continue };
        let Some((kind, places)) = place.split_once(' ') else { continue };
        let ranges = places.split(';').filter_map(|pair| {
            let (start, end) = pair.split_once(' ')?;
            Some(start.parse().ok()?..end.parse().ok()?)
        });
        spans.insert(id, (kind, ranges.collect(), words));
    }
    let chars: Vec<char> = text.chars().collect();
    let mut quotes = Vec::new();
    for line in notes.lines().filter(|line| line.starts_with('E')) {
        let roles: Vec<(&str, &str)> = line.split_whitespace().filter_map(|part| part.split_once(':')).collect();
        let of = |role: &str| {
            let named = roles.iter().filter(move |(name, _)| name.trim_end_matches(char::is_numeric) == role);
            named.filter_map(|(_, id)| spans.get(id)).collect::<Vec<_>>()
        };
        let speakers: Vec<String> = of("Source").iter().map(|(_, _, words)| (*words).to_owned()).collect();
        for (_, ranges, _) in of("Content") {
            let direct = ranges.iter().filter(|range| is_quoted(&chars, range));
            quotes.extend(direct.map(|range| Quoted { chars: range.clone(), speakers: speakers.clone() }));
        }
    }
    let contents = spans.values().filter(|(kind, ..)| *kind == "Content");
    let attributed = contents.flat_map(|(_, ranges, _)| ranges.clone()).collect();
    let from = chars.iter().position(|&c| c == '\n').unwrap_or(0);
    Truth { name: name.to_owned(), text, from, quotes, attributed }
}

/// Whether a range is one quotation, mark to mark.
fn is_quoted(chars: &[char], range: &Range<usize>) -> bool {
    let is_mark = |c: &char| matches!(c, '"' | '\u{201c}' | '\u{201d}');
    let Some(inner) = chars.get(range.clone()) else { return false };
    let marks = inner.iter().filter(|c| is_mark(c)).count();
    marks == 2 && inner.first().is_some_and(is_mark) && inner.last().is_some_and(is_mark)
}
