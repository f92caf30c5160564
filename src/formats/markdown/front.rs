//! Front matter: YAML as extractors write it, read leniently, a line at a time; TOML as Hugo has it.

use serde_json::{Map, Value};

use super::super::json;
use crate::article::Fields;

/// The longest front matter, in lines.
const LINES: usize = 500;

/// Whether a text starts with front matter.
pub(in super::super) fn has_front_matter(text: &str) -> bool {
    front_matter(text).is_some_and(|(fields, _)| fields != Fields::default())
}

/// Whether a text starts with front matter that does not end in it.
pub(in super::super) fn is_open(text: &str) -> bool {
    ["---", "+++"].iter().any(|mark| text.trim_start().starts_with(mark)) && front_matter(text).is_none()
}

/// Parts front matter from the body.
pub(super) fn front_matter(text: &str) -> Option<(Fields, &str)> {
    let text = text.trim_start();
    let is_toml = text.starts_with("+++");
    let rest = text.strip_prefix(if is_toml { "+++" } else { "---" })?;
    let rest = rest.trim_start_matches([' ', '\r']).strip_prefix('\n')?;
    let mut at = 0;
    for line in rest.split_inclusive('\n').take(LINES) {
        let ends = if is_toml { &["+++"][..] } else { &["---", "..."] };
        if ends.contains(&line.trim_end()) {
            let (matter, body) = (rest.get(..at)?, rest.get(at + line.len()..)?);
            return Some((json::fields(&if is_toml { toml(matter) } else { yaml(matter) }), body));
        }
        at += line.len();
    }
    None
}

/// The members of TOML. What is not as it should be costs its line and no more.
fn toml(matter: &str) -> Map<String, Value> {
    let table = matter.parse::<toml::Table>().unwrap_or_else(|_| {
        let lines = matter.lines().filter_map(|line| line.parse::<toml::Table>().ok());
        lines.flatten().collect()
    });
    table.into_iter().map(|(name, value)| (name, plain(value))).collect()
}

fn plain(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(is_so) => is_so.into(),
        toml::Value::Datetime(date) => date.to_string().into(),
        toml::Value::Array(list) => list.into_iter().map(plain).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(name, value)| (name, plain(value))).collect(),
    }
}

/// The members of YAML.
fn yaml(matter: &str) -> Map<String, Value> {
    let mut object = Map::new();
    let mut entry: Option<(&str, Vec<&str>)> = None;
    for line in matter.lines().map(str::trim_end) {
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
    set(&mut object, entry);
    object
}

fn set(object: &mut Map<String, Value>, entry: Option<(&str, Vec<&str>)>) {
    let Some((name, values)) = entry else { return };
    let items = items(&values);
    let folded = values.iter().skip_while(|value| matches!(**value, "" | ">" | "|" | ">-" | "|-"));
    let value = scalar(&folded.copied().collect::<Vec<_>>().join(" "));
    if value != "~" {
        let members = values.split_first().filter(|(first, rest)| first.is_empty() && !rest.is_empty());
        let map = members.and_then(|(_, rest)| rest.iter().map(|line| member(line)).collect::<Option<Map<_, _>>>());
        let whole = map.map_or_else(|| value.into(), Value::Object);
        object.insert(name.to_owned(), if items.is_empty() { whole } else { items.into() });
    }
}

/// The items of a list: each a scalar, or a map as in "- name: Jo Lee", which goes on in the lines behind it.
fn items(values: &[&str]) -> Vec<Value> {
    let mut items: Vec<Value> = Vec::new();
    if let [flow] = values
        && let Some(inner) = flow.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'))
        && !inner.contains(['\'', '"'])
    {
        return inner.split(',').map(scalar).filter(|item| !item.is_empty()).map(Value::from).collect();
    }
    for value in values {
        match (value.strip_prefix("- "), items.last_mut()) {
            (Some(item), _) => {
                let map = member(item).map(|pair| Value::Object(Map::from_iter([pair])));
                items.push(map.unwrap_or_else(|| scalar(item).into()));
            }
            (None, Some(Value::Object(map))) => map.extend(member(value)),
            (None, _) => {}
        }
    }
    items
}

/// A member of a map: "name: Jo Lee". Its name is a word in small letters.
fn member(line: &str) -> Option<(String, Value)> {
    let (name, value) = line.split_once(": ")?;
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    is_name.then(|| (name.to_owned(), scalar(value).into()))
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

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn lists_of_authors_in_yaml() {
        let check = |lines: &str, names: &[&str]| {
            let (fields, _) = front_matter(&format!("---\ntitle: A\n{lines}\ndate: 2024-02-14\n---\n")).unwrap();
            assert_eq!(fields.authors, names, "{lines}");
            assert_eq!((fields.headline.as_deref(), fields.published.as_deref()), (Some("A"), Some("2024-02-14")));
        };
        check(
            "author:\n- name: Mira Halvorsen\n  role: editor\n- name: 'Jon Aldersey'",
            &["Mira Halvorsen", "Jon Aldersey"],
        );
        check("authors:\n  - role: editor\n    name: Mira Halvorsen", &["Mira Halvorsen"]);
        check("author:\n  name: Mira Halvorsen\n  email: m@day.example", &["Mira Halvorsen"]);
        check("authors: [Mira Halvorsen, Jon Aldersey]", &["Mira Halvorsen", "Jon Aldersey"]);
        check("authors:\n- Mira Halvorsen\n- Jon Aldersey", &["Mira Halvorsen", "Jon Aldersey"]);
    }

    #[test]
    fn toml_has_the_names_of_yaml() {
        let (fields, body) = front_matter(
            "+++\ntitle = \"Ferry talks: a new start\"\nauthors = [\"Mira Halvorsen\", \"Jon Aldersey\"]\ndate = 2024-02-14T08:30:00Z\n\
             lastmod = 2024-02-15\ndraft = false\n[params]\nweight = 1\n+++\n\nThe body.\n",
        )
        .unwrap();
        assert_eq!(fields.headline.as_deref(), Some("Ferry talks: a new start"));
        assert_eq!(fields.authors, ["Mira Halvorsen", "Jon Aldersey"]);
        assert_eq!(
            (fields.published.as_deref(), fields.updated.as_deref()),
            (Some("2024-02-14T08:30:00Z"), Some("2024-02-15"))
        );
        assert_eq!(body.trim(), "The body.");
        let (fields, _) =
            front_matter("+++\r\ntitle = 'A'\r\nauthor = Mira\r\ndate = '2024-02-14'\r\n+++\r\n").unwrap();
        assert_eq!((fields.headline.as_deref(), fields.published.as_deref()), (Some("A"), Some("2024-02-14")));
        assert!(front_matter("+++ b/quay.txt\n+++\n").is_none() && is_open("+++\ntitle = 'A'\n"));
    }
}
