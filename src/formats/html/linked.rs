//! JSON-LD: what a page says of its article, in the words of schema.org.

use serde_json::{Map, Value};

use super::super::json;
use super::super::{Parts, names};

/// The article that a page's JSON-LD describes; where there are several, the one that says most.
pub(super) fn article(scripts: &[&str]) -> Option<Parts> {
    let mut objects = Vec::new();
    for script in scripts {
        // Some pages wrap it in CDATA or in a comment.
        let script = script.trim().trim_start_matches("<!--").trim_start_matches("//").trim();
        let script = script.trim_start_matches("<![CDATA[").trim_end_matches("-->").trim_end_matches("]]>");
        let script = script.trim_end_matches("//").trim().trim_end_matches(';');
        if let Ok(value) = json::value(script) {
            collect(value, 0, &mut objects);
        }
    }
    let says = |object: &Map<String, Value>| {
        ["headline", "name", "datePublished", "author", "articleBody"]
            .iter()
            .filter(|name| object.contains_key(**name))
            .count()
    };
    // The first one of those that say most: lists of other stories come behind it.
    let best = objects.iter().rev().max_by_key(|object| says(object))?;
    Some(parts(best))
}

/// The publisher that a page's JSON-LD names.
fn parts(object: &Map<String, Value>) -> Parts {
    let mut object = object.clone();
    // A name is only a headline where there is none.
    if object.contains_key("headline") {
        object.remove("name");
    }
    object.retain(|name, _| !matches!(name.as_str(), "description" | "image" | "keywords" | "isPartOf"));
    let mut parts = json::article(&object).unwrap_or_else(|| {
        // Without a text it still knows who wrote it, and when.
        object.insert("articleBody".to_owned(), ".".into());
        json::article(&object).map(|parts| Parts { text: String::new(), ..parts }).unwrap_or_default()
    });
    parts.fields.authors.retain(|name| !names::is_machine(name));
    parts
}

fn collect(value: Value, depth: usize, objects: &mut Vec<Map<String, Value>>) {
    const DEPTH: usize = 4;
    match value {
        Value::Array(list) if depth < DEPTH => list.into_iter().for_each(|value| collect(value, depth + 1, objects)),
        Value::Object(mut object) if depth < DEPTH => {
            for inner in ["@graph", "mainEntity", "mainEntityOfPage"] {
                if matches!(object.get(inner), Some(Value::Object(_) | Value::Array(_)))
                    && !json::is_article(&object)
                    && let Some(inner) = object.remove(inner)
                {
                    collect(inner, depth + 1, objects);
                }
            }
            if json::is_article(&object) {
                objects.push(object);
            }
        }
        _ => {}
    }
}
