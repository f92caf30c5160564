//! Markdown, with YAML front matter as extractors write it: read leniently, a line at a time.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use serde_json::{Map, Value};

use super::{Parts, fenced, html, json};
use crate::article::Fields;

/// The longest front matter, in lines.
const LINES: usize = 500;

/// Reads Markdown into paragraphs.
pub(super) fn read(text: &str) -> Parts {
    let (fields, body) = front_matter(text).unwrap_or((Fields::default(), text));
    Parts { text: paragraphs(body), fields, warnings: Vec::new() }
}

/// Whether a text has marks of Markdown of several kinds.
pub(super) fn is_likely(bytes: &[u8]) -> bool {
    let opens = |at: usize| {
        let line = bytes.get(at..).unwrap_or_default();
        let marks = line.iter().take_while(|byte| **byte == b'#').count();
        (at == 0 || bytes.get(at - 1) == Some(&b'\n')) && (1..=6).contains(&marks) && line.get(marks) == Some(&b' ')
    };
    let heading = memchr::memchr_iter(b'#', bytes).any(opens);
    let is_link = |at: usize| bytes.get(at..).is_some_and(|rest| rest.starts_with(b"](http"));
    let link = memchr::memchr_iter(b']', bytes).any(is_link);
    if !heading && !link {
        return false;
    }
    let text = String::from_utf8_lossy(bytes);
    let strong = text.split("**").skip(1).step_by(2).any(|inner| !inner.is_empty() && !inner.contains('\n'));
    usize::from(heading) + usize::from(link) + usize::from(strong) > 1
}

/// Whether a text starts with front matter.
pub(super) fn has_front_matter(text: &str) -> bool {
    front_matter(text).is_some_and(|(fields, _)| fields != Fields::default())
}

/// Whether a text starts with front matter that does not end in it.
pub(super) fn is_open(text: &str) -> bool {
    text.trim_start().starts_with("---") && front_matter(text).is_none()
}

/// Parts front matter from the body.
fn front_matter(text: &str) -> Option<(Fields, &str)> {
    let text = text.trim_start();
    let rest = text.strip_prefix("---")?.trim_start_matches([' ', '\r']).strip_prefix('\n')?;
    let mut object = Map::new();
    let mut entry: Option<(&str, Vec<&str>)> = None;
    let mut at = 0;
    for line in rest.split_inclusive('\n').take(LINES) {
        at += line.len();
        let line = line.trim_end();
        if line == "---" || line == "..." {
            set(&mut object, entry);
            return Some((json::fields(&object), rest.get(at..)?));
        }
        // Titles are unquoted even where they have a colon, so the first one parts name and value. What is indented, or an item
        // of a list, belongs to the name before.
        match (line.split_once(':'), &mut entry) {
            _ if line.trim().is_empty() => {}
            (_, Some((_, values))) if line.starts_with([' ', '\t', '-']) => values.push(line.trim()),
            (Some((name, value)), _) => {
                set(&mut object, entry.take());
                entry = Some((name.trim(), vec![value.trim()]));
            }
            (None, _) => {}
        }
    }
    None
}

fn set(object: &mut Map<String, Value>, entry: Option<(&str, Vec<&str>)>) {
    let Some((name, values)) = entry else { return };
    let items: Vec<Value> =
        values.iter().filter_map(|value| value.strip_prefix("- ")).map(|item| scalar(item).into()).collect();
    let folded = values.iter().skip_while(|value| matches!(**value, "" | ">" | "|" | ">-" | "|-"));
    let value = scalar(&folded.copied().collect::<Vec<_>>().join(" "));
    if value != "~" {
        object.insert(name.to_owned(), if items.is_empty() { value.into() } else { items.into() });
    }
}

/// What a scalar says, without its quotation marks. In double ones YAML has the escapes of JSON.
fn scalar(value: &str) -> String {
    let value = value.trim();
    let within = |mark: char| value.strip_prefix(mark)?.strip_suffix(mark);
    match (within('"'), within('\'')) {
        (Some(inner), _) => serde_json::from_str(value).unwrap_or_else(|_| inner.replace("\\\"", "\"")),
        (None, Some(inner)) => inner.replace("''", "'"),
        (None, None) => value.to_owned(),
    }
}

/// The paragraphs of a body, without its marks. Headings keep theirs, and so do items of lists and what links to a story.
fn paragraphs(body: &str) -> String {
    let mut lines = Lines::default();
    let body = body.replace("\r\n", "\n").replace('\r', "\n");
    for (event, range) in Parser::new_ext(&body, Options::ENABLE_STRIKETHROUGH).into_offset_iter() {
        match event {
            // What is fenced and not closed is the rest of the article, mostly.
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_)))
                if is_closed(body.get(range).unwrap_or_default()) =>
            {
                lines.end();
                lines.is_code = true;
            }
            event => lines.take(event),
        }
    }
    lines.end();
    lines.text
}

/// Whether a fence closes the source of a block of code.
fn is_closed(block: &str) -> bool {
    let (_, last) = block.trim_end().rsplit_once('\n').unwrap_or_default();
    let last = last.trim_start_matches(['>', ' ']);
    last.len() >= 3 && (last.bytes().all(|byte| byte == b'`') || last.bytes().all(|byte| byte == b'~'))
}

#[derive(Default)]
struct Lines {
    text: String,
    line: String,
    mark: String,
    /// The number of the next item, for each list that is open.
    lists: Vec<Option<u64>>,
    /// Where the text of the link that is open starts in the line, and where it leads.
    link: Option<(usize, String)>,
    raw: String,
    /// Whether the line is a block of code.
    is_code: bool,
}

impl Lines {
    fn take(&mut self, event: Event) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.stop(tag),
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                for (number, part) in text.split('\n').enumerate() {
                    if number > 0 {
                        self.line.push('\n');
                    }
                    self.line.push_str(part);
                }
            }
            Event::Html(html) => self.raw.push_str(&html),
            // Within a cell a break does not end the row.
            Event::InlineHtml(html) if html.starts_with("<br") => {
                let in_row = self.line.rsplit('\n').next().is_some_and(|line| line.starts_with('|'));
                self.line.push(if in_row { ' ' } else { '\n' });
            }
            Event::InlineHtml(_) => {}
            Event::FootnoteReference(name) => self.line.push_str(&name),
            Event::SoftBreak | Event::HardBreak => self.line.push('\n'),
            Event::Rule => self.end(),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag) {
        match tag {
            Tag::Link { dest_url, .. } => self.link = Some((self.line.len(), dest_url.into_string())),
            Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Image { .. }
            | Tag::Superscript
            | Tag::Subscript => {}
            Tag::Heading { level, .. } => {
                self.end();
                self.mark = format!("{} ", "#".repeat(level as usize));
            }
            Tag::List(first) => {
                self.end();
                self.lists.push(first);
            }
            Tag::Item => {
                self.end();
                self.mark = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    _ => "- ".to_owned(),
                };
            }
            _ => {
                if !self.line.is_empty() {
                    self.end();
                }
            }
        }
    }

    fn stop(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Link => {
                let Some((start, url)) = self.link.take() else { return };
                // A link that is all of an item, or of a paragraph, is another story.
                if start == 0 && self.mark.starts_with('-') && url.starts_with("http") && !self.line.is_empty() {
                    self.line = format!("[{}]({url})", self.line);
                }
            }
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Image
            | TagEnd::Superscript
            | TagEnd::Subscript => {}
            TagEnd::List(_) => {
                self.end();
                self.lists.pop();
            }
            TagEnd::CodeBlock if std::mem::take(&mut self.is_code) => {
                self.line = fenced(&self.line);
                self.end();
            }
            TagEnd::HtmlBlock => {
                let text = html::fragment(&std::mem::take(&mut self.raw));
                self.line.push_str(&text);
                self.end();
            }
            _ => self.end(),
        }
    }

    fn end(&mut self) {
        let line = std::mem::take(&mut self.line);
        if line.trim().is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        self.text.push_str(&std::mem::take(&mut self.mark));
        self.text.push_str(line.trim_matches('\n'));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, text: &str) {
        assert_eq!(paragraphs(body), text, "{body}");
    }

    #[test]
    fn marks_go_and_text_stays() {
        check("A **bold** _word_ and [a link](https://x.example/y), `code`.", "A bold word and a link, code.");
        check("## Sub *two*\n\nText.\n\n> \"Quote.\"\n>\n> Name", "## Sub two\n\nText.\n\n\"Quote.\"\n\nName");
        check(
            "- one\n- [Story](https://x.example/z)\n\n1. first\n2. second",
            "- one\n\n- [Story](https://x.example/z)\n\n1. first\n\n2. second",
        );
        check("![A boat](b.jpg)\n\nOne.\nTwo.\n\n---\n\nThree\\*", "A boat\n\nOne.\nTwo.\n\nThree*");
        check("| a<br>b | **c** |\nd<br>e", "| a b | c |\nd\ne");
        check("<div>In <b>HTML</b></div>\n\nsnake_case_name 2 * 3", "In HTML\n\nsnake_case_name 2 * 3");
    }

    #[test]
    fn code_stands_between_fences() {
        check("One.\n~~~ python\nif a:\n    b()\n\n```\n~~~\nTwo.", "One.\n\n```\nif a:\n    b()\n\n ```\n```\n\nTwo.");
        check("> ```\n> a\n> ```", "```\na\n```");
        check("One.\n```\nTwo, which is not code.", "One.\n\nTwo, which is not code.");
    }

    #[test]
    fn front_matter_is_read_leniently() {
        let (fields, body) = front_matter(
            "---\ntitle: Ferry talks: a new start\n\nauthor: ['Mira Halvorsen', 'Jon Aldersey']\nurl: https://day.example/a\n\
             date: 2024-02-14\ntags: ['a', 'b']\nsitename: \"DayPoint\"\n...\nThe body.\n",
        )
        .unwrap();
        assert_eq!(fields.headline.as_deref(), Some("Ferry talks: a new start"));
        assert_eq!(fields.authors, ["Mira Halvorsen", "Jon Aldersey"]);
        assert_eq!((fields.site.as_deref(), fields.url.as_deref()), (Some("DayPoint"), Some("https://day.example/a")));
        assert_eq!(body.trim(), "The body.");
        let (fields, _) =
            front_matter("---\r\ntitle: >\r\n  Folded\r\n  title\r\nauthors:\r\n  - A One\r\n  - B Two\r\n---\r\n")
                .unwrap();
        assert_eq!(
            (fields.headline.as_deref(), fields.authors),
            (Some("Folded title"), vec!["A One".to_owned(), "B Two".to_owned()])
        );
        let (fields, _) = front_matter(
            "---\ntítulo: \"Ferry \\\"Swift\\\" \\\\ Day\"\nfecha: '2024-02-14'\nautor: ~\nlastmod: 2024-02-15\n\
             source: 'The ''Day'''\n---\n",
        )
        .unwrap();
        assert_eq!(fields.headline.as_deref(), Some(r#"Ferry "Swift" \ Day"#));
        assert_eq!((fields.published.as_deref(), fields.updated.as_deref()), (Some("2024-02-14"), Some("2024-02-15")));
        assert_eq!((fields.site.as_deref(), fields.authors.is_empty()), (Some("The 'Day'"), true));
        assert!(front_matter("--- not\n").is_none());
        assert!(!has_front_matter("---\nJust a rule.\n---\n"));
    }
}
