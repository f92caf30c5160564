//! The text of elements: a line a paragraph, with blank lines between.

use dom_query::NodeRef;

/// Elements that say nothing in the text.
const SILENT: [&str; 20] = [
    "script", "style", "noscript", "template", "svg", "iframe", "button", "select", "input", "head", "object", "video",
    "audio", "canvas", "map", "datalist", "dialog", "progress", "meter", "math",
];
/// Elements that stand within a line.
const INLINE: [&str; 39] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub",
    "sup", "time", "tt", "u", "var", "wbr", "amp-img", "img",
];

/// The text of a node and all within.
pub(super) fn of(node: &NodeRef) -> String {
    let mut lines = Lines::default();
    lines.node(node, false);
    lines.end();
    lines.text
}

#[derive(Default)]
struct Lines {
    text: String,
    line: String,
    /// What stands before the next line: the mark of a heading or of an item.
    mark: &'static str,
}

impl Lines {
    fn node(&mut self, node: &NodeRef, raw: bool) {
        if node.is_text() {
            self.push(&node.text(), raw);
            return;
        }
        let name = node.node_name();
        let name = name.as_deref().unwrap_or_default();
        if SILENT.contains(&name) {
            return;
        }
        let inline = INLINE.contains(&name);
        match name {
            "br" | "hr" => self.end(),
            "td" | "th" => self.line.push('\t'),
            _ if inline || name.is_empty() => {}
            _ => self.end(),
        }
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.mark = "## ",
            "li" => self.mark = "- ",
            _ => {}
        }
        for child in node.children_it(false) {
            self.node(&child, raw || name == "pre");
        }
        if !inline && !matches!(name, "td" | "th" | "br" | "hr" | "") {
            self.end();
            self.mark = "";
        }
    }

    fn push(&mut self, text: &str, raw: bool) {
        if !raw {
            self.line.push_str(text);
            return;
        }
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                self.end();
            }
            self.line.push_str(line);
        }
    }

    /// Ends the line that is open.
    fn end(&mut self) {
        let mut words = self.line.split_whitespace().peekable();
        if words.peek().is_some() {
            if !self.text.is_empty() {
                self.text.push_str("\n\n");
            }
            self.text.push_str(self.mark);
            for (number, word) in words.enumerate() {
                if number > 0 {
                    self.text.push(' ');
                }
                self.text.push_str(word);
            }
            self.mark = "";
        }
        self.line.clear();
    }
}
