//! The lines of a text, with hard wrapping undone.

use super::Text;
use super::clean::strip_escapes;

/// One line: a paragraph, a title, or what else stood between two line ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) text: Text,
}

/// A line that is wrapped by hand is at most this long, in characters.
const WRAP_CHARS: usize = 90;
/// From this many lines on wrapping can be told from short paragraphs.
const WRAP_LINES: usize = 6;

/// The lines of `text`, cleaned and without the blank ones.
pub(super) fn read(text: &str) -> Vec<Line> {
    let text = strip_escapes(text).replace("\r\n", "\n");
    let ends = |c: char| matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}');
    let raw: Vec<&str> = text.split(ends).collect();
    let joined = if is_wrapped(&raw) { unwrap(&raw) } else { raw.iter().map(|line| (*line).to_owned()).collect() };
    let lines = joined.iter().map(|line| {
        let text = Text::new(line);
        let trimmed = text.trim();
        if trimmed.len() == text.len() { Line { text } } else { Line { text: Text::new(trimmed) } }
    });
    lines.filter(|line| !line.text.is_empty()).collect()
}

/// Whether the text is wrapped by hand: short lines that mostly end within a sentence where another line follows.
fn is_wrapped(lines: &[&str]) -> bool {
    let filled: Vec<usize> = lines.iter().map(|line| line.trim().chars().count()).filter(|&chars| chars > 0).collect();
    if filled.len() < WRAP_LINES || filled.iter().any(|&chars| chars > WRAP_CHARS) {
        return false;
    }
    let (mut followed, mut open) = (0, 0);
    for pair in lines.windows(2) {
        let [line, next] = pair else { continue };
        if line.trim().is_empty() || next.trim().is_empty() || starts_indented(next) {
            continue;
        }
        followed += 1;
        let long = line.trim().chars().count() >= 45;
        let ended = line.trim_end().ends_with(['.', '!', '?', '"', '\u{201d}', ':']);
        open += usize::from(long && !ended);
    }
    followed >= WRAP_LINES / 2 && open * 3 >= followed * 2
}

fn starts_indented(line: &str) -> bool {
    line.starts_with([' ', '\t', '\u{3000}'])
}

/// Joins wrapped lines into paragraphs, which blank lines or indents part.
fn unwrap(lines: &[&str]) -> Vec<String> {
    let mut paragraphs = vec![String::new()];
    for line in lines {
        let trimmed = line.trim();
        let bullet = trimmed.starts_with(['-', '*', '\u{2022}']);
        match paragraphs.last_mut() {
            Some(last) if !last.is_empty() && !trimmed.is_empty() && !starts_indented(line) && !bullet => {
                last.push(' ');
                last.push_str(trimmed);
            }
            _ => paragraphs.push(trimmed.to_owned()),
        }
    }
    paragraphs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, lines: &[&str]) {
        let read = read(text);
        let found: Vec<&str> = read.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(found, lines);
    }

    #[test]
    fn every_line_end_counts() {
        check("a\nb\r\nc\rd\u{2028}e\n\n f ", &["a", "b", "c", "d", "e", "f"]);
    }

    #[test]
    fn wrapped_text_is_joined() {
        let text = "The harbour stayed closed\n\nA storm that nobody had expected so early in the\nyear kept every ferry \
                    at its berth on Monday, and\nthe town council said that it would take days for\nthe service to \
                    come back to what it was before.\n\nFishermen had warned of it for most of a week, as\nthe swell \
                    grew.\n";
        let joined = read(text);
        assert_eq!(joined.len(), 3);
        assert!(joined[1].text.ends_with("what it was before."));
    }

    #[test]
    fn short_paragraphs_are_not_joined() {
        let text = "One line.\nAnother line.\nA third.\nA fourth.\nA fifth.\nA sixth.\nA seventh.";
        assert_eq!(read(text).len(), 7);
    }
}
