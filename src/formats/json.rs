//! JSON: one object, an array, objects in a wrapper, and an object a line.

mod aliases;
mod fields;
mod head;
mod lenient;
mod split;

use std::ops::ControlFlow;

use serde_json::{Map, Value};

pub(super) use fields::{Meaning, article, fields, is_nothing, meaning, row};
pub(super) use lenient::value;
pub(super) use split::{Level, first_object};

use self::split::Splitter;
use super::source::{Input, LIMIT, Stream};
use super::{Document, Each, Extent, Problem, Reading, Record, decode};

/// Members under which a wrapper keeps its articles.
const WRAPPERS: [&str; 17] = [
    "@graph",
    "articles",
    "data",
    "docs",
    "documents",
    "entries",
    "hits",
    "hydra:member",
    "items",
    "news",
    "posts",
    "records",
    "response",
    "result",
    "results",
    "rows",
    "stories",
];
/// How deep a wrapper's articles may lie in it.
const WRAPPED: usize = 3;

/// Hands out each line of a stream of objects, behind `number` lines that were before it.
pub(super) fn lines(stream: &mut Stream, mut number: u64, reading: &Reading, each: &mut Each) -> Result<(), Problem> {
    let mut line = Vec::new();
    loop {
        let offset = stream.offset();
        let read = stream.read_line(&mut line).map_err(|error| Problem::io(&error))?;
        if read == 0 {
            return Ok(());
        }
        number += 1;
        if number <= reading.behind || line.trim_ascii_start().is_empty() {
            continue;
        }
        let found = if line.len() as u64 > LIMIT {
            Err(Problem::too_long())
        } else {
            record_to(&line, "jsonl", reading.extent)
        };
        let (from, offset) = stream.anchor(offset);
        let record = Record::Numbered { number, from, offset, length: read };
        if hand(found, record, "line", each).is_break() {
            return Ok(());
        }
    }
}

/// Hands out each element of an array, or of objects that follow each other.
pub(super) fn elements(stream: &mut Stream, level: Level, reading: &Reading, each: &mut Each) -> Result<(), Problem> {
    cut(stream, level, reading.behind, &mut |place, bytes| element(&bytes, place, reading.extent, each))
}

/// Cuts an array, or objects that follow each other, into elements, and hands out the bytes of those behind the first ones.
pub(super) fn cut(
    stream: &mut Stream,
    level: Level,
    behind: u64,
    each: &mut dyn FnMut(Record, Vec<u8>) -> ControlFlow<()>,
) -> Result<(), Problem> {
    let mut splitter = Splitter::new(level);
    let mut number = 0;
    while let Some((offset, bytes)) = splitter.next(stream)? {
        number += 1;
        if number <= behind {
            continue;
        }
        let (from, offset) = stream.anchor(offset);
        let place = Record::Numbered { number, from, offset, length: bytes.len() as u64 };
        if each(place, bytes).is_break() {
            break;
        }
    }
    Ok(())
}

/// Hands out an element.
pub(super) fn element(bytes: &[u8], place: Record, extent: Extent, each: &mut Each) -> ControlFlow<()> {
    hand(record_to(bytes, "json", extent), place, "element", each)
}

/// Hands on what was found in a record. One that is no article by its own word is passed over.
fn hand(found: Result<Option<Document>, Problem>, record: Record, kind: &str, each: &mut Each) -> ControlFlow<()> {
    match found {
        Ok(None) => ControlFlow::Continue(()),
        Ok(Some(document)) => each(Ok(Document { record, ..document })),
        Err(problem) => each(Err(problem.at(&format!("{kind} {record}")))),
    }
}

/// [`record`], or as much of it as is wanted.
fn record_to(bytes: &[u8], format: &'static str, extent: Extent) -> Result<Option<Document>, Problem> {
    let skimmed = if extent == Extent::Head { head::record(bytes, format) } else { None };
    skimmed.unwrap_or_else(|| record(bytes, format))
}

/// The article of one record, unless it says itself that it is something else.
pub(super) fn record(bytes: &[u8], format: &'static str) -> Result<Option<Document>, Problem> {
    let decoded = decode::decode(bytes, None)?;
    let value = lenient::value(&decoded.text)?;
    let Value::Object(object) = value else { return Err(Problem::new("no article in it")) };
    if fields::is_other(&object) {
        return Ok(None);
    }
    let found = article(&object).ok_or_else(|| Problem::new("no article in it"))?;
    Ok(Some(decoded.document(format, found)))
}

/// Hands out the articles of one object: itself, or those that it wraps.
pub(super) fn whole(bytes: &[u8], reading: &Reading, each: &mut Each) -> Result<(), Problem> {
    if let Some(Ok(Some(document))) = head::record(bytes, "json").filter(|_| reading.extent == Extent::Head) {
        let _: ControlFlow<()> = each(Ok(document));
        return Ok(());
    }
    let decoded = decode::decode(bytes, None)?;
    let Value::Object(object) = lenient::value(&decoded.text)? else {
        return Err(Problem::new("no article in it"));
    };
    if let Some(found) = article(&object) {
        let _: ControlFlow<()> = each(Ok(decoded.document("json", found)));
        return Ok(());
    }
    let path = wrapped(&object, WRAPPED).ok_or_else(|| Problem::new("no article in it"))?;
    let range = split::at(bytes, &path).ok_or_else(|| Problem::new("no article in it"))?;
    let mut array = Stream::new(bytes.get(range.clone()).unwrap_or_default());
    elements(&mut array, Level::Inside, reading, &mut |found| {
        each(found.map(|document| document.moved(range.start as u64)))
    })
}

/// Whether an object says that it is an article: schema.org's `@type`.
pub(super) fn is_article(object: &Map<String, Value>) -> bool {
    object.contains_key("@type") && !fields::is_other(object)
}

/// The names that lead to an array of objects.
fn wrapped(object: &Map<String, Value>, depth: usize) -> Option<Vec<String>> {
    let is_list = |value: &Value| value.as_array().is_some_and(|list| list.iter().any(Value::is_object));
    let known = WRAPPERS.iter().filter_map(|name| object.get_key_value(*name));
    let found = known.chain(object).find(|(_, value)| is_list(value));
    if let Some((name, _)) = found {
        return Some(vec![name.clone()]);
    }
    object.iter().filter(|_| depth > 1).find_map(|(name, value)| {
        let mut path = wrapped(value.as_object()?, depth - 1)?;
        path.insert(0, name.clone());
        Some(path)
    })
}

#[cfg(test)]
mod tests {
    use crate::formats::tests::{all, problems};

    /// Headlines and texts of what `json` holds.
    fn check(json: &str, expected: &[(&str, &str)]) {
        let documents = all(json.as_bytes(), "");
        let found: Vec<(&str, &str)> =
            documents.iter().map(|d| (d.fields.headline.as_deref().unwrap_or(""), d.text.as_str())).collect();
        assert_eq!(found, expected, "{json}");
    }

    #[test]
    fn one_object_is_one_article() {
        check(r#"{"title": "A", "text": "Body."}"#, &[("A", "Body.")]);
        check("\u{feff}\n {\"headline\": \"A\",\n\"articleBody\": \"One.\\n\\nTwo.\"}\n", &[("A", "One.\n\nTwo.")]);
    }

    #[test]
    fn arrays_and_wrappers_are_many() {
        check(r#"[{"title":"A","text":"a"}, {"title":"B","text":"b"}]"#, &[("A", "a"), ("B", "b")]);
        check(
            r#"{"status":"ok","articles":[{"title":"A","content":"a"},{"title":"B","content":"b"}]}"#,
            &[("A", "a"), ("B", "b")],
        );
        check(r#"{"response":{"docs":[{"title":"A","body":"a"}]}}"#, &[("A", "a")]);
        check(
            r#"{"@graph":[{"@type":"WebSite","name":"W"},{"@type":"NewsArticle","headline":"A","articleBody":"a"}]}"#,
            &[("A", "a")],
        );
        check(r#"[{"title":"A","text":"a"}][{"title":"B","text":"b"}]"#, &[("A", "a"), ("B", "b")]);
        check("{\"title\":\"A\",\n\"text\":\"a\"}\n{\"title\":\"B\",\n\"text\":\"b\"}", &[("A", "a"), ("B", "b")]);
    }

    #[test]
    fn a_bad_line_is_named_and_the_rest_is_read() {
        let lines = "{\"title\":\"A\",\"text\":\"a\"}\n{\"title\":\n\n{\"title\":\"B\",\"text\":\"b\"}\n[1]\n";
        check(lines, &[("A", "a"), ("B", "b")]);
        let places: Vec<String> = problems(lines.as_bytes(), "").into_iter().map(|p| p.place).collect();
        assert_eq!(places, ["line 2", "line 5"]);
    }

    #[test]
    fn what_is_broken_is_named() {
        for json in [r#"{"title": "A", "text": "Bo"#, r#"{"a": 1}"#, "{\"title\": \"x\"\n"] {
            assert_eq!(problems(json.as_bytes(), "x.json").len(), 1, "{json}");
        }
        assert!(problems(&b"[".repeat(1_000_000), "x.json").len() == 1);
        assert!(problems(&br#"{"a":"#.repeat(300_000), "x.json").len() == 1);
    }
}
