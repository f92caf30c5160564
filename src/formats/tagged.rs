//! Lines that each open with the tag of what they are, which nobody closes: what `jusText` prints, and the `CleanEval` collection.

use super::Parts;
use crate::article::Fields;

/// Lines that are looked at.
const LINES: usize = 40;
/// Most of those that are looked at open with a tag, and no fewer than this.
const FEWEST: usize = 2;
/// What `CleanEval` has above the text.
pub(super) const ADDRESS: &str = "URL:";

/// What a tag says of its line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tag {
    Heading,
    Paragraph,
    Item,
}

/// Whether a text has tags before its lines, and none to close them.
pub(super) fn is_tagged(text: &str) -> bool {
    let mut lines = lines(text).skip_while(|line| line.starts_with(ADDRESS)).take(LINES).peekable();
    if lines.peek().is_none_or(|first| tag(first).is_none()) {
        return false;
    }
    let (mut tagged, mut all) = (0, 0);
    for line in lines {
        if line.contains("</") {
            return false;
        }
        tagged += usize::from(tag(line).is_some());
        all += 1;
    }
    tagged >= FEWEST && tagged * 2 >= all
}

/// The lines of a text that are not blank.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.trim_start_matches('\u{feff}').lines().map(str::trim).filter(|line| !line.is_empty())
}

/// The tag that a line opens with, and what stands behind it.
fn tag(line: &str) -> Option<(Tag, &str)> {
    let (inside, rest) = line.strip_prefix('<')?.split_once('>')?;
    let (name, attributes) = inside.split_once(' ').unwrap_or((inside, ""));
    let tag = match name {
        "h" => Tag::Heading,
        "p" if attributes.contains("heading=\"1\"") => Tag::Heading,
        "p" => Tag::Paragraph,
        "l" => Tag::Item,
        _ => return None,
    };
    Some((tag, rest.trim()))
}

/// Reads a text: its first heading is the headline.
pub(super) fn read(text: &str) -> Parts {
    let mut fields = Fields::default();
    let mut told: Vec<String> = Vec::new();
    for line in lines(text) {
        if told.is_empty()
            && let Some(address) = line.strip_prefix(ADDRESS)
        {
            fields.url = Some(address.trim().to_owned());
            continue;
        }
        let line = html_escape::decode_html_entities(line);
        match (tag(&line), told.last_mut()) {
            (Some((Tag::Heading, rest)), Some(_)) => told.push(format!("## {rest}")),
            (Some((Tag::Item, rest)), _) => told.push(format!("- {rest}")),
            (Some((_, rest)), _) => told.push(rest.to_owned()),
            (None, Some(last)) => *last = format!("{last} {line}"),
            (None, None) => told.push(line.into_owned()),
        }
    }
    Parts { text: told.join("\n\n"), fields, warnings: Vec::new() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::formats::tests::all;

    fn check(text: &str, url: &str, expected: &str) {
        let found = all(text.as_bytes(), "a.txt");
        let [document] = found.as_slice() else { panic!("{text}: {found:?}") };
        assert_eq!(
            (document.format, document.fields.url.as_deref().unwrap_or(""), document.text.as_str()),
            ("tagged", url, expected)
        );
    }

    #[test]
    fn what_extractors_print_is_read() {
        let text = "The ferry sails again\n\nIt left at dawn & came back.\n\n## Fares\n\nThey stay.";
        check("<h> The ferry sails again\n<p> It left at dawn &amp; came back.\n<h> Fares\n<p> They stay.\n", "", text);
        check(
            "<p class=\"good\" heading=\"1\" xpath=\"/html/h1\"> The ferry sails again\n<p class=\"good\" heading=\"0\"> It left at dawn &amp; came back.\n\
             <p class=\"good\" heading=\"1\"> Fares\n<p class=\"good\" heading=\"0\"> They stay.\n",
            "",
            text,
        );
        check(
            "URL: https://day.example/ferry\n\n\n<h>The ferry sails again\n<p>It left at dawn\nand came back.\n\n<l>One.\n<l>Two.\n",
            "https://day.example/ferry",
            "The ferry sails again\n\nIt left at dawn and came back.\n\n- One.\n\n- Two.",
        );
    }

    proptest! {
        #[test]
        fn no_letter_is_lost(lines in prop::collection::vec("(<[phl]>)?[a-zé ]{0,20}", 2..30)) {
            let text = format!("<h>a\n<p>b\n{}", lines.join("\n"));
            let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
            let bare = text.replace("<h>", "").replace("<p>", "").replace("<l>", "");
            prop_assert_eq!(letters(&super::read(&text).text), letters(&bare));
        }
    }

    #[test]
    fn other_texts_are_not() {
        for text in ["<p>One.</p>\n<p>Two.</p>", "<p> A line.", "<b>bold\n<b>bold", "Text.\n<p> One.\n<p> Two."] {
            assert!(all(text.as_bytes(), "a.txt").iter().all(|document| document.format != "tagged"), "{text}");
        }
    }
}
