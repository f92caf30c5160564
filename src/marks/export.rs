//! All marks as JSONL, for people and for other programs, and back.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::journals::Journals;
use super::load::damage;
use super::record::{Devices, Line, read_id, read_line};
use super::{Change, Entry, Place, Position};
use crate::article::{ArticleId, Text};

/// Characters of a value that a message repeats at most.
const SHOWN: usize = 40;

/// One line: an article with its marks, or a record that this version of the program does not understand.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Exported {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    /// Headline and path are for people: those of the last of the places.
    #[serde(skip_serializing_if = "Option::is_none")]
    headline: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    read: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    starred: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kept: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dropped: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seen_copy: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<[u32; 2]>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    was: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    places: Vec<ExportedPlace>,
    /// For each field its clock and device: `"1706630400000.0 desk"`. Tags are `"tag:NAME"`; one that has a clock and is
    /// not among `tags` was taken away.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    clocks: BTreeMap<String, String>,
    /// A whole line of a journal.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<String>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct ExportedPlace {
    path: String,
    headline: String,
    clock: Option<String>,
}

/// Writes the marks of a directory, an article a line, ascending; gives what could not be read or is damaged, in words for people.
///
/// # Errors
///
/// When it cannot be written.
pub fn export(dir: &Path, out: &mut dyn Write) -> io::Result<Vec<String>> {
    let mut entries = Vec::new();
    let mut journals = Journals::new(dir);
    let (mut problems, _) = journals.read_new(None, &mut |entry| entries.push(entry));
    problems.extend(damage(journals.damaged()));
    entries.retain(|entry| !matches!(entry.change, Change::Step(_)));
    entries.sort_unstable_by(|a, b| {
        let key = |entry: &Entry| (entry.article, entry.clock);
        let field = a.article.cmp(&b.article).then_with(|| a.change.field().cmp(&b.change.field()));
        field.then_with(|| key(a).cmp(&key(b))).then_with(|| (&a.device, &a.change).cmp(&(&b.device, &b.change)))
    });
    for article in entries.chunk_by(|a, b| a.article == b.article) {
        let mut line = Exported::default();
        for field in article.chunk_by(|a, b| a.change.field() == b.change.field()) {
            let Some(winner) = field.last() else { continue };
            if let Change::Foreign(text) = &winner.change {
                write_line(out, &Exported { line: Some(text.to_string()), ..Exported::default() })?;
            } else {
                line.id = Some(winner.article.to_string());
                line.take(winner);
            }
        }
        if line.id.is_some() {
            write_line(out, &line)?;
        }
    }
    Ok(problems)
}

fn write_line(out: &mut dyn Write, line: &Exported) -> io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    out.write_all(b"\n")
}

impl Exported {
    fn take(&mut self, entry: &Entry) {
        let clock = format!("{} {}", entry.clock, entry.device);
        match &entry.change {
            Change::Read(on) => self.read = Some(*on),
            Change::Starred(on) => self.starred = Some(*on),
            Change::Kept(on) => self.kept = Some(*on),
            Change::Dropped(on) => self.dropped = Some(*on),
            Change::SeenCopy(on) => self.seen_copy = Some(*on),
            Change::Position(at) => self.position = Some([at.paragraph, at.offset]),
            Change::Note(text) => self.note = Some(text.to_string()),
            Change::Was(article) => self.was = Some(article.to_string()),
            Change::Tag(name, on) => {
                self.tags.extend(on.then(|| name.to_string()));
                self.clocks.insert(format!("tag:{name}"), clock);
                return;
            }
            Change::Place(place) => {
                if self.places.iter().all(|other| other.clock.as_ref() < Some(&clock)) {
                    self.path = Some(place.path.to_string());
                    self.headline = Some(place.headline.to_string()).filter(|headline| !headline.is_empty());
                }
                self.places.push(ExportedPlace {
                    path: place.path.to_string(),
                    headline: place.headline.to_string(),
                    clock: Some(clock),
                });
                return;
            }
            Change::Step(_) | Change::Foreign(_) => return,
        }
        self.clocks.insert(entry.change.name().to_owned(), clock);
    }

    /// The fields, each with what its clock is called.
    fn changes(&self) -> Result<Vec<(String, Change)>, String> {
        let mut changes: Vec<Change> = [
            self.read.map(Change::Read),
            self.starred.map(Change::Starred),
            self.kept.map(Change::Kept),
            self.dropped.map(Change::Dropped),
            self.seen_copy.map(Change::SeenCopy),
            self.position.map(|[paragraph, offset]| Change::Position(Position { paragraph, offset })),
            self.note.as_deref().map(Change::note),
        ]
        .into_iter()
        .flatten()
        .collect();
        if let Some(was) = &self.was {
            changes.push(Change::Was(article(was)?));
        }
        let mut named: Vec<(String, Change)> =
            changes.into_iter().map(|change| (change.name().to_owned(), change)).collect();
        named.extend(self.tags.iter().map(|name| (format!("tag:{name}"), Change::tag(name, true))));
        let gone = self.clocks.keys().filter_map(|key| key.strip_prefix("tag:").map(|name| (key, name)));
        let gone = gone.filter(|(_, name)| !self.tags.iter().any(|tag| tag == name));
        named.extend(gone.map(|(key, name)| (key.clone(), Change::tag(name, false))));
        Ok(named)
    }
}

/// What a line of an export says.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Records that have their clocks.
    pub entries: Vec<Entry>,
    /// Changes without a clock, as somebody may have written them: they are made now.
    pub changes: Vec<(ArticleId, Change)>,
}

/// Reads a line that [`export`] wrote.
///
/// # Errors
///
/// When the line does not say what it should; in words for people.
pub fn import(line: &str) -> Result<Imported, String> {
    let said: Exported = serde_json::from_str(line).map_err(|error| mistake(line, &error))?;
    let mut imported = Imported::default();
    if let Some(line) = said.line {
        return foreign(&line);
    }
    let id = article(said.id.as_deref().ok_or("it has no id")?)?;
    for (key, change) in said.changes()? {
        imported.add(id, change, said.clocks.get(&key).map(String::as_str))?;
    }
    for place in said.places {
        let (path, headline) = (Text::new(&place.path), Text::new(&place.headline));
        let change = Change::Place(Arc::new(Place { path, headline }));
        imported.add(id, change, place.clock.as_deref())?;
    }
    Ok(imported)
}

/// Why a line cannot be read, for somebody who wrote or cut it by hand.
fn mistake(line: &str, error: &serde_json::Error) -> String {
    let fields: serde_json::Map<String, Value> = match serde_json::from_str(line) {
        Ok(fields) => fields,
        Err(_) if error.is_eof() => return "it is cut off".to_owned(),
        Err(error) if error.is_syntax() => return format!("it is no JSON from column {} on", error.column()),
        Err(_) => {
            return "it is no object with the marks of an article, as {\"id\": \u{2026}, \"read\": true} is".to_owned();
        }
    };
    let is_wrong = |name: &str, value: &Value| {
        let field = serde_json::Map::from_iter([(name.to_owned(), value.clone())]);
        serde_json::from_value::<Exported>(Value::Object(field)).is_err()
    };
    match fields.iter().find(|(name, value)| is_wrong(name, value)) {
        Some((name, value)) => {
            let wanted = match name.as_str() {
                "read" | "starred" | "kept" | "dropped" | "seen_copy" => "true or false",
                "position" => "the numbers of a paragraph and a byte, as [4, 120]",
                "tags" => "a list of words, as [\"later\"]",
                "places" => "a list of objects, each with a path and a headline",
                "clocks" => "an object, each of whose values is a clock and a device",
                _ => "a string",
            };
            let value: String = value.to_string().chars().take(SHOWN).collect();
            format!("{name} is {}, where {wanted} is wanted", Text::new(&value))
        }
        // Each is right by itself.
        None => "a field stands there twice".to_owned(),
    }
}

impl Imported {
    fn add(&mut self, article: ArticleId, change: Change, clock: Option<&str>) -> Result<(), String> {
        let Some(clock) = clock else {
            self.changes.push((article, change));
            return Ok(());
        };
        let (time, device) = clock.split_once(' ').ok_or_else(|| wrong("clock", clock))?;
        let time = time.parse().map_err(|_| wrong("clock", clock))?;
        if device.is_empty() || device.len() > 255 || Text::new(device).as_str() != device {
            return Err(wrong("device", device));
        }
        self.entries.push(Entry { article, change, old: None, clock: time, device: device.into() });
        Ok(())
    }
}

/// A record that the program which exported it did not understand. This one may.
fn foreign(line: &str) -> Result<Imported, String> {
    let entry = match read_line(line.as_bytes(), &mut Devices::default()) {
        Line::Entry(entry) => entry,
        Line::Foreign if !line.contains(['\n', '\r']) => Entry::foreign(line),
        _ => return Err("its line of a journal is damaged".to_owned()),
    };
    Ok(Imported { entries: vec![entry], changes: Vec::new() })
}

fn article(id: &str) -> Result<ArticleId, String> {
    read_id(id).ok_or_else(|| "an id has 32 hex digits".to_owned())
}

fn wrong(what: &str, said: &str) -> String {
    format!("{} is not a {what}", Text::new(said))
}
