//! JSON-LD: what a page says of its article, in the words of schema.org.

use rustc_hash::FxHashMap;
use serde_json::{Map, Value};

use super::super::json;
use super::super::{Parts, names};

/// Authors of an article whose names are looked up.
const AUTHORS: usize = 100;

/// The article that a page's JSON-LD describes; where there are several, the one that says most.
pub(super) fn article(scripts: &[&str]) -> Option<Parts> {
    let mut objects = Vec::new();
    let mut people = FxHashMap::default();
    for script in scripts {
        // Some pages wrap it in CDATA or in a comment.
        let script = script.trim().trim_start_matches("<!--").trim_start_matches("//").trim();
        let script = script.trim_start_matches("<![CDATA[").trim_end_matches("-->").trim_end_matches("]]>");
        let script = script.trim_end_matches("//").trim().trim_end_matches(';');
        if let Ok(value) = json::value(script) {
            name_people(&value, 0, &mut people);
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
    let at = (0..objects.len()).rev().max_by_key(|at| objects.get(*at).map(says))?;
    let mut best = objects.swap_remove(at);
    if let Some(author) = best.get_mut("author") {
        look_up(author, &people);
    }
    Some(parts(best))
}

/// Notes the names of what is named under an `@id`, as authors are in the graph of a page.
fn name_people(value: &Value, depth: usize, people: &mut FxHashMap<String, Value>) {
    const DEPTH: usize = 3;
    match value {
        Value::Array(list) if depth < DEPTH => list.iter().for_each(|value| name_people(value, depth + 1, people)),
        Value::Object(object) if depth < DEPTH => {
            if let (Some(Value::String(id)), Some(name @ Value::String(_))) = (object.get("@id"), object.get("name")) {
                people.insert(id.clone(), name.clone());
            }
            if let Some(graph) = object.get("@graph") {
                name_people(graph, depth + 1, people);
            }
        }
        _ => {}
    }
}

/// Names the authors that are only referred to.
fn look_up(author: &mut Value, people: &FxHashMap<String, Value>) {
    match author {
        Value::Array(list) => list.iter_mut().take(AUTHORS).for_each(|author| look_up(author, people)),
        Value::Object(object) if !object.contains_key("name") => {
            let name = object.get("@id").and_then(|id| people.get(id.as_str()?)).cloned();
            object.extend(name.map(|name| ("name".to_owned(), name)));
        }
        _ => {}
    }
}

/// What an object says.
fn parts(mut object: Map<String, Value>) -> Parts {
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
