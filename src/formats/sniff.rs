//! What stands in a stream, by its first bytes; its name decides where they leave it open.

use super::json::{self, Level};
use super::source::Stream;
use super::table::{self, Dialect};
use super::{Problem, decode, html, markdown, sgml, tagged};
use crate::article;

/// Bytes that are looked at.
const SAMPLE: usize = 64 * 1024;
/// Bytes that are looked at where an object does not end in the sample.
const LONG_SAMPLE: usize = 16 * 1024 * 1024;

/// Bytes that tell a diff: its first lines.
const DIFF: usize = 1024;

/// The endings of what is no text, in order.
const OTHERS: [&str; 66] = [
    "a", "aac", "ann", "arrow", "avi", "avif", "bmp", "class", "css", "db", "dll", "dylib", "eot", "exe", "feather",
    "flac", "gif", "heic", "ico", "idx", "jar", "jpeg", "jpg", "js", "lock", "m4a", "m4v", "map", "mjs", "mkv", "mov",
    "mp3", "mp4", "mpeg", "mpg", "npy", "o", "oga", "ogg", "opus", "otf", "parquet", "pkl", "png", "psd", "pt", "py",
    "pyc", "rs", "scss", "sh", "so", "sqlite", "sqlite3", "svg", "tif", "tiff", "toml", "ts", "ttf", "wasm", "wav",
    "webm", "webp", "woff", "woff2",
];

/// How a stream is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A zip.
    Zip,
    /// A tar.
    Tar,
    /// Records of a web archive.
    Warc,
    /// A table.
    Table(Dialect),
    /// An object of JSON a line.
    Lines,
    /// An array of objects, or objects in a row.
    Elements(Level),
    /// One object of JSON, which may wrap others.
    Object,
    /// A page, or a piece of one.
    Html,
    /// XML that is no page.
    Xml,
    /// Articles in SGML.
    Sgml,
    /// Lines with tags before them.
    Tagged,
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
    if sample.starts_with(b"PK\x03\x04") || sample.starts_with(b"PK\x05\x06") {
        return Ok(Kind::Zip);
    }
    if has_tar_header(sample) || extension == "tar" && sample.len() >= 512 {
        return Ok(Kind::Tar);
    }
    decode::refuse_binary(sample)?;
    if sample.starts_with(b"WARC/") {
        return Ok(Kind::Warc);
    }
    // What is in UTF-16 is looked at as UTF-8.
    if let Some(encoding) = decode::wide(sample) {
        let text = encoding.decode(sample).0.into_owned();
        let cut = sample.len() >= SAMPLE;
        let mut stream = Stream::new(text.as_bytes());
        return Ok(text_kind(&mut stream, &extension, cut));
    }
    let cut = sample.len() >= SAMPLE;
    Ok(text_kind(stream, &extension, cut))
}

/// Whether the first 512 bytes are the header of a tar's member (POSIX `ustar`), with its mark and its checksum: the mark alone may
/// stand there in a text.
fn has_tar_header(sample: &[u8]) -> bool {
    const SUM: std::ops::Range<usize> = 148..156;
    let Some(header) = sample.get(..512).filter(|header| header.get(257..262) == Some(b"ustar")) else { return false };
    let digits = header.get(SUM).unwrap_or_default().trim_ascii().split(|byte| matches!(byte, 0 | b' ')).next();
    let told = digits.and_then(|digits| u32::from_str_radix(std::str::from_utf8(digits).ok()?, 8).ok());
    // The sum takes its own field for spaces.
    let byte = |(at, byte): (usize, &u8)| u32::from(if SUM.contains(&at) { b' ' } else { *byte });
    told == Some(header.iter().enumerate().map(byte).sum())
}

/// Says what stands in a stream of text.
fn text_kind(stream: &mut Stream, extension: &str, cut: bool) -> Kind {
    let sample = stream.peek(SAMPLE);
    let start = skip_space(sample);
    match sample.get(start) {
        Some(b'{') => {
            if let Some(kind) = object(stream, start, extension) {
                return kind;
            }
        }
        Some(b'[') => {
            let rest = skip_space(sample.get(start + 1..).unwrap_or_default());
            let next = sample.get(start + 1 + rest);
            if next == Some(&b'{') || matches!(extension, "json" | "jsonl" | "ndjson") {
                return Kind::Elements(Level::Inside);
            }
        }
        _ if matches!(extension, "jsonl" | "ndjson") => return Kind::Lines,
        _ if extension == "json" => return Kind::Object,
        _ => {}
    }
    let sample = stream.peek(SAMPLE);
    // Plain text opens with none of the marks of markup, and nothing of it is looked at closer.
    let start = sample.get(skip_space(sample)..).unwrap_or_default();
    let opens = matches!(start.first(), None | Some(b'<' | b'-' | b'+' | 0x80..))
        || start.starts_with(tagged::ADDRESS.as_bytes());
    if (opens || extension.contains("htm"))
        && let Some(kind) = marked_up(&decode::lossy(sample), extension)
    {
        return kind;
    }
    if matches!(extension, "md" | "markdown" | "mdx") {
        return Kind::Markdown;
    }
    if article::is_diff(&decode::lossy(start.get(..DIFF).unwrap_or(start))) {
        return Kind::Text;
    }
    let named = matches!(extension, "csv" | "tsv" | "tab");
    if let Some(dialect) = table::dialect(sample, cut, named) {
        return Kind::Table(dialect);
    }
    if markdown::is_likely(sample) { Kind::Markdown } else { Kind::Text }
}

/// What a text is that opens with markup.
fn marked_up(text: &str, extension: &str) -> Option<Kind> {
    if tagged::is_tagged(text) {
        return Some(Kind::Tagged);
    }
    let named_html = matches!(extension, "html" | "htm" | "xhtml" | "shtml");
    if html::is_page(text) || named_html && text.contains("</") {
        return Some(Kind::Html);
    }
    if sgml::is_collection(text) {
        return Some(Kind::Sgml);
    }
    let opening = text.trim_start_matches('\u{feff}').trim_start();
    let roots = ["<?xml", "<doc ", "<doc>", "<TEI", "<teiCorpus", "<nitf", "<newsitem", "<NewsML", "<newsItem"];
    if roots.iter().any(|root| opening.starts_with(root))
        || matches!(extension, "xml" | "tei") && opening.starts_with('<')
    {
        return Some(Kind::Xml);
    }
    markdown::has_front_matter(text).then_some(Kind::Markdown)
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
    ending(name).to_lowercase()
}

/// The last part of a name, as it is.
fn ending(name: &str) -> &str {
    let last = memchr::memrchr2(b'/', b'\\', name.as_bytes()).map_or(0, |at| at + 1);
    let last = name.get(last..).unwrap_or_default();
    last.rsplit_once('.').map(|(_, ending)| ending).unwrap_or_default()
}

/// A name without the part that says how it is compressed: `a.jsonl` of `a.jsonl.gz`, `a.tar` of `a.tgz`.
pub(super) fn without_packing(name: &str) -> String {
    match extension(name).as_str() {
        "tgz" | "tzst" => format!("{}.tar", name.rsplit_once('.').map_or(name, |(stem, _)| stem)),
        "gz" | "gzip" | "zst" | "zstd" => name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned(),
        _ => name.to_owned(),
    }
}

/// Whether a name says that the file is compressed.
pub(super) fn is_named_like_packed(name: &str) -> bool {
    extension(name) == "zip" || without_packing(name) != name
}

/// Whether a name does not say that the file is something else than text.
pub(super) fn is_named_like_text(name: &str) -> bool {
    let packed = ["gz", "gzip", "zst", "zstd"].iter().any(|method| method.eq_ignore_ascii_case(ending(name)));
    let bare = name.rsplit_once('.').filter(|_| packed).map_or(name, |(stem, _)| stem);
    let ending = ending(bare);
    OTHERS.binary_search(&ending.to_ascii_lowercase().as_str()).is_err()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_other_things_than_text_are_known() {
        assert!(OTHERS.is_sorted());
        for name in ["a.txt", "a", "a.JSON", "a.jsonl.gz", "woff2", ".txt", "2.5-percent", "dir.png/a.txt"] {
            assert!(is_named_like_text(name), "{name}");
        }
        for (name, packed) in
            [("a.txt", false), ("a.jsonl.GZ", true), ("a.tgz", true), ("a.zip", true), ("a.tar", false)]
        {
            assert_eq!(is_named_like_packed(name), packed, "{name}");
        }
        for name in ["a.png", "a.PNG", "dir/a.woff2", "a.tar.py", "a.sqlite3.gz"] {
            assert!(!is_named_like_text(name), "{name}");
        }
    }
}
