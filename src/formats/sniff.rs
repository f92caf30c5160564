//! What stands in a stream, by its first bytes; its name decides where they leave it open.

use super::json::{self, Level};
use super::source::Stream;
use super::{Problem, decode, markdown};

/// Bytes that are looked at.
const SAMPLE: usize = 64 * 1024;
/// Bytes that are looked at where an object does not end in the sample.
const LONG_SAMPLE: usize = 16 * 1024 * 1024;

/// How a stream is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An object of JSON a line.
    Lines,
    /// An array of objects, or objects in a row.
    Elements(Level),
    /// One object of JSON, which may wrap others.
    Object,
    /// A page, or a piece of one.
    Html,
    /// Markdown.
    Markdown,
    /// Plain text.
    Text,
}

/// Says what stands in `stream`.
///
/// # Errors
///
/// When there is nothing, or no text.
pub(super) fn kind(stream: &mut Stream, name: &str) -> Result<Kind, Problem> {
    let extension = extension(name);
    let sample = stream.peek(SAMPLE);
    decode::refuse_binary(sample)?;
    let start = skip_space(sample);
    match sample.get(start) {
        Some(b'{') => {
            if let Some(kind) = object(stream, start, &extension) {
                return Ok(kind);
            }
        }
        Some(b'[') => {
            let rest = skip_space(sample.get(start + 1..).unwrap_or_default());
            let next = sample.get(start + 1 + rest);
            if next == Some(&b'{') || matches!(extension.as_str(), "json" | "jsonl" | "ndjson") {
                return Ok(Kind::Elements(Level::Inside));
            }
        }
        _ if matches!(extension.as_str(), "jsonl" | "ndjson") => return Ok(Kind::Lines),
        _ if extension == "json" => return Ok(Kind::Object),
        _ => {}
    }
    let text = decode::lossy(stream.peek(SAMPLE));
    if is_html(&text, &extension) {
        return Ok(Kind::Html);
    }
    let is_markdown = matches!(extension.as_str(), "md" | "markdown" | "mdx") || markdown::has_front_matter(&text);
    Ok(if is_markdown || markdown::is_likely(&text) { Kind::Markdown } else { Kind::Text })
}

/// Whether a text is a page: it starts like one, or is named so and has tags.
fn is_html(text: &str, extension: &str) -> bool {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    while let Some(comment) = rest.strip_prefix("<!--") {
        rest = comment.split_once("-->").map_or("", |(_, rest)| rest.trim_start());
    }
    let starts: [&str; 15] = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<meta",
        "<title",
        "<article",
        "<main",
        "<section",
        "<div",
        "<p>",
        "<p ",
        "<h1",
        "<link",
        "<script",
    ];
    let start: String = rest.chars().take(20).collect::<String>().to_lowercase();
    let named = matches!(extension, "html" | "htm" | "xhtml" | "shtml" | "mhtml");
    starts.iter().any(|tag| start.starts_with(tag))
        || named && rest.contains("</")
        || rest.starts_with("<?xml") && rest.contains("<html")
}

/// What stands where an object of JSON seems to start.
fn object(stream: &mut Stream, start: usize, extension: &str) -> Option<Kind> {
    let named = matches!(extension, "json" | "jsonl" | "ndjson");
    let sample = stream.peek(SAMPLE).get(start..).unwrap_or_default();
    let inner = sample.get(1 + skip_space(sample.get(1..).unwrap_or_default()));
    if !named && !matches!(inner, Some(b'"' | b'}')) {
        return None;
    }
    // Lines that are objects each: most of them, as some may be broken.
    let mut lines: Vec<&[u8]> =
        sample.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty()).collect();
    if sample.len() + start >= SAMPLE {
        lines.pop();
    }
    let objects = lines.iter().filter(|line| line.starts_with(b"{") && line.ends_with(b"}")).count();
    let first_opens =
        lines.first().is_some_and(|line| line.len() > 1 && !line.ends_with(b"{") && !line.ends_with(b"["));
    if lines.len() > 1 && objects * 2 >= lines.len() && first_opens {
        return Some(Kind::Lines);
    }
    if matches!(extension, "jsonl" | "ndjson") && lines.first().is_none_or(|line| *line != b"{") {
        return Some(Kind::Lines);
    }
    let long = stream.peek(SAMPLE).len() >= SAMPLE;
    let sample = stream.peek(if long { LONG_SAMPLE } else { SAMPLE });
    let Some(end) = json::first_object(sample.get(start..)?) else {
        return (named || long || objects > 0 || inner_is_json(sample.get(start..)?)).then_some(Kind::Object);
    };
    let rest = sample.get(start + end..)?;
    match rest.get(skip_space(rest)) {
        None => Some(Kind::Object),
        Some(b'{') if rest.starts_with(b"\n") || rest.starts_with(b"\r\n") => {
            let first = sample.get(start..start + end)?;
            Some(if memchr::memchr(b'\n', first).is_none() { Kind::Lines } else { Kind::Elements(Level::Outside) })
        }
        Some(b'{') => Some(Kind::Elements(Level::Outside)),
        Some(_)
            if named || memchr::memchr(b'\n', sample.get(start..start + end)?).is_none() && rest.starts_with(b"\n") =>
        {
            Some(Kind::Lines)
        }
        Some(_) => None,
    }
}

/// Whether what starts with a brace goes on with a name and a colon.
fn inner_is_json(object: &[u8]) -> bool {
    let rest = object.get(1..).unwrap_or_default().trim_ascii_start();
    let name =
        rest.strip_prefix(b"\"").and_then(|rest| Some(rest.get(memchr::memchr(b'"', rest)? + 1..)?.trim_ascii_start()));
    name.is_some_and(|rest| rest.starts_with(b":"))
}

/// Where text starts behind a byte order mark and white space.
fn skip_space(bytes: &[u8]) -> usize {
    let mark = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let rest = bytes.get(mark..).unwrap_or_default();
    mark + rest.len() - rest.trim_ascii_start().len()
}

/// The last part of a name, in lower case: `json` of `a.json`.
pub(super) fn extension(name: &str) -> String {
    let name = name.to_lowercase();
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    last.rsplit_once('.').map(|(_, extension)| extension.to_owned()).unwrap_or_default()
}
