//! The text of elements: a line a paragraph, with blank lines between.

use dom_query::NodeRef;

use super::rows;
use crate::article::CAPTION;
use crate::formats::fenced;

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
    /// Whether all is one line: the parts of a caption.
    joined: bool,
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
        if name == "pre" && node.children_it(false).any(|child| child.node_name().as_deref() == Some("code")) {
            self.end();
            let code = node.text();
            if !code.trim().is_empty() {
                self.start();
                self.text.push_str(&fenced(&code));
            }
            return;
        }
        if name == "table"
            && let Some(rows) = rows::of(node)
        {
            self.end();
            self.start();
            self.text.push_str(&rows);
            return;
        }
        if name == "figcaption" && !self.joined {
            self.end();
            self.joined = true;
            node.children_it(false).for_each(|child| self.node(&child, false));
            self.joined = false;
            self.mark = CAPTION;
            self.end();
            self.mark = "";
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

    /// Sets what comes apart from what is there.
    fn start(&mut self) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
    }

    /// Ends the line that is open.
    fn end(&mut self) {
        if self.joined {
            self.line.push(' ');
            return;
        }
        let line = std::mem::take(&mut self.line);
        let words: Vec<&str> = line.split_whitespace().collect();
        if !words.is_empty() {
            self.start();
            self.text.push_str(self.mark);
            self.text.push_str(&words.join(" "));
            self.mark = "";
        }
    }
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::*;

    #[test]
    fn tables_of_data_are_rows_between_bars() {
        let check = |html: &str, text: &str| assert_eq!(of(&Document::fragment(html).root()), text, "{html}");
        check(
            "<p>One.</p><table><thead><tr><th>Town</th><th>Ships</th></tr></thead><tbody><tr><td>Olm</td>\
             <td><b>1</b>2</td></tr><tr><td>Akra</td><td></td></tr></tbody></table><p>Two.</p>",
            "One.\n\n| Town | Ships |\n| --- | --- |\n| Olm | 12 |\n| Akra |  |\n\nTwo.",
        );
        check(
            "<table><tr><td>Olm</td><td>12</td></tr><tr><td>Akra</td><td>7</td></tr></table>",
            "| Olm | 12 |\n| Akra | 7 |",
        );
        check(
            "<table><caption>Ships</caption><tr><td>Olm</td><td>12</td></tr><tr><td>Akra</td><td>7</td></tr></table>",
            "Ships\n\n| Olm | 12 |\n| Akra | 7 |",
        );
        // These lay a page out.
        check("<table><tr><td>One</td><td>Two</td></tr></table>", "One Two");
        check("<table><tr><td>One</td></tr><tr><td>Two</td></tr></table>", "One\n\nTwo");
        check(
            "<table><tr><td><p>One</p></td><td>a</td></tr><tr><td>Two</td><td>b</td></tr></table>",
            "One\n\na\n\nTwo b",
        );
    }

    #[test]
    fn captions_are_one_line_with_a_mark() {
        let text = of(&Document::fragment(
            "<figure><img src=a.jpg><figcaption><p>Boats at <b>dawn</b>.</p><ul><li>Gazette</ul></figcaption></figure><p>One.",
        )
        .root());
        assert_eq!(text, format!("{CAPTION}Boats at dawn. Gazette\n\nOne."));
    }

    #[test]
    fn code_keeps_its_lines_and_spaces() {
        let check = |html: &str, text: &str| assert_eq!(of(&Document::fragment(html).root()), text, "{html}");
        check(
            "<p>One <code>x  y</code>.</p><pre><code>if a:\n    b()\n</code></pre>Two",
            "One x y.\n\n```\nif a:\n    b()\n```\n\nTwo",
        );
        // Many a page sets its text so.
        check("<pre>One line.\nTwo  lines.</pre>", "One line.\n\nTwo lines.");
        check("<pre><code> </code></pre>", "");
    }
}
