//! Markdown, with front matter in YAML or TOML.

mod front;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::{Parts, fenced, html};
use crate::article::Fields;
pub(super) use front::{has_front_matter, is_open};

/// Reads Markdown into paragraphs.
pub(super) fn read(text: &str) -> Parts {
    let (fields, body) = front::front_matter(text).unwrap_or((Fields::default(), text));
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

/// What may stand behind a story's link in its item, in bytes: a date, an age.
const BEHIND: usize = 40;

#[derive(Default)]
struct Lines {
    text: String,
    line: String,
    mark: String,
    /// The number of the next item, for each list that is open.
    lists: Vec<Option<u64>>,
    /// Where the text of the link that is open starts in the line, and where it leads.
    link: Option<(usize, String)>,
    /// Where the text of the link that an item opens with ends in the line, and where it leads.
    story: Option<(usize, String)>,
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
                if start == 0 && self.mark.starts_with('-') && url.starts_with("http") && !self.line.is_empty() {
                    self.story = Some((self.line.len(), url));
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
        let mut line = std::mem::take(&mut self.line);
        let story = self.story.take();
        if line.trim().is_empty() {
            return;
        }
        // A link that is all of an item is another story, and so is one with its age behind.
        if let Some((title, behind, url)) = story.and_then(|(end, url)| Some((line.get(..end)?, line.get(end..)?, url)))
            && behind.len() <= BEHIND
            && (behind.trim().is_empty() || behind.contains(|c: char| c.is_ascii_digit()))
        {
            line = format!("[{title}]({url}){behind}");
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
        check("- [Story](https://x.example/z) (2 hours ago)", "- [Story](https://x.example/z) (2 hours ago)");
        check(
            "- [Boats](https://x.example/z) leave the harbour\n- [A](https://x.example/a) and [B](b)",
            "- Boats leave the harbour\n\n- A and B",
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
}
