//! `config.toml` to settings.

use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::civil::Date;
use toml::Spanned;
use toml::de::DeTable;

use super::choices::words;
use super::reading::{Reading, Value};
use super::{Column, Complaint, CustomTheme, KeyBinding, KeyScope, Library, Search, Settings, THEMES, ThemePart};
use crate::article::Text;
use crate::library::globs::Globs;
use crate::library::query::{Query, Sort};

/// So many lines that are no TOML make the file none.
const MISTAKES: usize = 50;

/// Takes a setting from the file.
type Take = for<'t> fn(&mut Settings, &mut Reading<'t>, &Value<'t>);

/// The settings, each by its name. One that names another thing of the file comes after that.
const SETTINGS: &[(&str, Take)] = &[
    ("measure", |settings, reading, value| put(&mut settings.measure, width(reading, value))),
    ("read-after-seconds", |settings, reading, value| {
        put(&mut settings.read_after, reading.number(value, 0..=86_400).map(Duration::from_secs));
    }),
    ("preset", |settings, reading, value| put(&mut settings.preset, reading.choice(value))),
    ("keys", |settings, reading, value| settings.keys = keys(reading, value)),
    ("themes", |settings, reading, value| settings.themes = themes(reading, value)),
    ("theme", |settings, reading, value| put(&mut settings.theme, theme(&settings.themes, reading, value))),
    ("colours", |settings, reading, value| put(&mut settings.colours, reading.choice(value))),
    ("ascii", |settings, reading, value| put(&mut settings.ascii, reading.flag(value))),
    ("bidi", |settings, reading, value| put(&mut settings.bidi, reading.choice(value))),
    ("mouse", |settings, reading, value| put(&mut settings.mouse, reading.flag(value))),
    ("preview", |settings, reading, value| put(&mut settings.preview, reading.choice(value))),
    ("strip", |settings, reading, value| put(&mut settings.strip, reading.choice(value))),
    ("columns", |settings, reading, value| put(&mut settings.columns, columns(reading, value))),
    ("group", |settings, reading, value| put(&mut settings.group, reading.choice(value))),
    ("sort", |settings, reading, value| put(&mut settings.sort, sort(reading, value))),
    ("secure", |settings, reading, value| put(&mut settings.secure, reading.flag(value))),
    ("browser", |settings, reading, value| settings.browser = command(reading, value)),
    ("editor", |settings, reading, value| settings.editor = command(reading, value)),
    ("searches", |settings, reading, value| settings.searches = searches(reading, value)),
    ("libraries", |settings, reading, value| settings.libraries = libraries(settings, reading, value)),
    ("library", |settings, reading, value| settings.library = default_library(settings, reading, value)),
];

/// The names of the settings.
#[cfg(test)]
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    SETTINGS.iter().map(|(name, _)| *name)
}

/// Reads the text of a file over `base`.
pub(super) fn parse(text: &str, base: Settings) -> (Settings, Vec<Complaint>) {
    let mut settings = base;
    let mut reading = Reading::new(text, &settings);
    let sound = sound(&mut reading, text);
    let Ok(file) = DeTable::parse(&sound).map(Spanned::into_inner) else {
        return (settings, reading.complaints());
    };
    for (name, take) in SETTINGS {
        if let Some(value) = file.get(*name) {
            reading.path = vec![(*name).to_owned()];
            take(&mut settings, &mut reading, value);
        }
    }
    for key in file.keys().filter(|key| !SETTINGS.iter().any(|(name, _)| name == key.get_ref())) {
        reading.path = vec![Text::new(key.get_ref()).to_string()];
        reading.unknown(key, SETTINGS.iter().map(|(name, _)| *name));
    }
    (settings, reading.complaints())
}

/// The text with blanks in the place of each line that is no TOML. What the parser itself would recover swallows lines behind
/// the one that is wrong.
fn sound(reading: &mut Reading, text: &str) -> String {
    let mut sound = text.to_owned();
    for _ in 0..MISTAKES {
        let Err(error) = DeTable::parse(&sound) else { return sound };
        let at = error.span().map_or(0, |span| span.start).min(text.len());
        // At the end of the file it is the last line that lacks something.
        let at = if at == text.len() { text.trim_end().len() } else { at };
        reading.complain(at, error.message());
        let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
        let end = text.get(start..).and_then(|line| line.find('\n')).map_or(text.len(), |len| start + len);
        sound.replace_range(start..end, &" ".repeat(end - start));
    }
    reading.complain(0, format!("after {MISTAKES} mistakes nothing in this file is in force"));
    String::new()
}

fn put<T>(setting: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *setting = value;
    }
}

fn width(reading: &mut Reading, value: &Value) -> Option<usize> {
    reading.number(value, 24..=200).and_then(|columns| usize::try_from(columns).ok())
}

/// The columns, if all of them are known: a list without the one that was mistyped may be of dates alone.
fn columns<'t>(reading: &mut Reading<'t>, value: &Value<'t>) -> Option<Vec<Column>> {
    let wanted = value.get_ref().as_array().map_or(1, |array| array.len());
    if wanted == 0 {
        reading.reject(value, "a column at least is wanted");
    }
    reading.list(value, Reading::choice).filter(|columns| !columns.is_empty() && columns.len() == wanted)
}

/// A command that is run.
fn command(reading: &mut Reading, value: &Value) -> Option<String> {
    let command = reading.string(value)?;
    if command.trim().is_empty() {
        reading.reject(value, "a command is wanted");
        return None;
    }
    Some(command)
}

fn sort<'t>(reading: &mut Reading<'t>, value: &Value<'t>) -> Option<Vec<Sort>> {
    let keys = reading.strings(value)?.join(",");
    if keys.is_empty() {
        return Some(Vec::new());
    }
    match Query::parse(&format!("sort:{keys}"), Date::default()) {
        Ok(query) => Some(query.sort),
        Err(error) => {
            let hint = error.suggestion.map(|keys| format!("; did you mean \"{keys}\"?")).unwrap_or_default();
            reading.reject(value, &format!("{}{hint}", error.message));
            None
        }
    }
}

fn keys<'t>(reading: &mut Reading<'t>, value: &Value<'t>) -> Vec<KeyBinding> {
    let mut keys = Vec::new();
    let Some(scopes) = reading.table(value) else { return keys };
    reading.members(scopes, |reading, name, value| {
        let Ok(scope) = <KeyScope as clap::ValueEnum>::from_str(name.get_ref(), false) else {
            reading.unknown(name, words::<KeyScope>().iter().map(String::as_str));
            return;
        };
        let Some(bindings) = reading.table(value) else { return };
        reading.members(bindings, |reading, pressed, value| {
            let Some(action) = reading.string(value) else { return };
            let line = reading.line_of(pressed);
            keys.push(KeyBinding { scope, keys: pressed.get_ref().to_string(), action, line });
        });
    });
    keys.sort_by_key(|binding| binding.line);
    keys
}

fn themes<'t>(reading: &mut Reading<'t>, value: &Value<'t>) -> Vec<CustomTheme> {
    let mut themes = Vec::new();
    let Some(tables) = reading.table(value) else { return themes };
    reading.members(tables, |reading, name, value| {
        let Some(table) = reading.table(value) else { return };
        let mut parts = Vec::new();
        reading.members(table, |reading, part, value| {
            let Some(style) = reading.string(value) else { return };
            let line = reading.line_of(part);
            parts.push(ThemePart { part: part.get_ref().to_string(), style, line });
        });
        themes.push(CustomTheme { name: name.get_ref().to_string(), parts, line: reading.line_of(name) });
    });
    themes
}

fn theme(themes: &[CustomTheme], reading: &mut Reading, value: &Value) -> Option<String> {
    let own = themes.iter().map(|theme| theme.name.clone());
    let names: Vec<String> = THEMES.iter().map(|name| (*name).to_owned()).chain(own).collect();
    reading.word(value, &names)
}

fn searches<'t>(reading: &mut Reading<'t>, value: &Value<'t>) -> Vec<Search> {
    let mut searches = Vec::new();
    let Some(table) = reading.table(value) else { return searches };
    reading.members(table, |reading, name, value| {
        let line = reading.line_of(name);
        let (mut asked, mut key) = (None, None);
        if value.get_ref().is_str() {
            asked = query(reading, value);
        } else if let Some(parts) = reading.table(value) {
            reading.members(parts, |reading, part, value| match part.get_ref().as_ref() {
                "query" => asked = query(reading, value),
                "key" => key = reading.string(value),
                _ => reading.unknown(part, ["query", "key"]),
            });
            if !parts.keys().any(|part| part.get_ref() == "query") {
                reading.reject(value, "query is missing");
            }
        }
        let name = name.get_ref().to_string();
        searches.extend(asked.map(|query| Search { name, query, key, line }));
    });
    searches
}

/// A query that can be understood, on any day.
fn query(reading: &mut Reading, value: &Value) -> Option<String> {
    let text = reading.string(value)?;
    match Query::parse(&text, Date::default()) {
        Ok(_) => Some(text),
        Err(error) => {
            reading.reject(value, &error.to_string());
            None
        }
    }
}

fn libraries<'t>(settings: &Settings, reading: &mut Reading<'t>, value: &Value<'t>) -> Vec<Library> {
    let folder = settings.file.parent().unwrap_or(Path::new("")).to_owned();
    let mut libraries = Vec::new();
    let Some(tables) = reading.table(value) else { return libraries };
    reading.members(tables, |reading, name, value| {
        let Some(table) = reading.table(value) else { return };
        let line = reading.line_of(name);
        let mut library = Library { name: name.get_ref().to_string(), line, ..Library::default() };
        reading.members(table, |reading, part, value| match part.get_ref().as_ref() {
            "paths" => {
                let paths = reading.strings(value).unwrap_or_default();
                library.paths = paths.iter().map(|path| absolute(&folder, path)).collect();
            }
            "include" => library.include = reading.list(value, glob).unwrap_or_default(),
            "exclude" => library.exclude = reading.list(value, glob).unwrap_or_default(),
            "searches" => library.searches = searches(reading, value),
            "keys" => library.keys = keys(reading, value),
            "theme" => library.theme = theme(&settings.themes, reading, value),
            _ => reading.unknown(part, ["paths", "include", "exclude", "searches", "keys", "theme"]),
        });
        if library.paths.is_empty() {
            reading.complain(name.span().start, format!("{}: it has no paths", reading.path.join(".")));
        } else {
            libraries.push(library);
        }
    });
    libraries
}

fn glob(reading: &mut Reading, value: &Value) -> Option<String> {
    let glob = reading.string(value)?;
    let mistake = match Globs::new(std::slice::from_ref(&glob), &[]) {
        Err(error) => Some(error.to_string()),
        Ok(_) if glob.trim().is_empty() => Some("a glob is wanted".to_owned()),
        // A .gitignore takes an open bracket for itself; whoever writes one here has not finished.
        Ok(_) => globset::Glob::new(&glob).err().map(|error| error.kind().to_string()),
    };
    if let Some(mistake) = &mistake {
        reading.reject(value, mistake);
    }
    mistake.is_none().then_some(glob)
}

/// A path as it is meant in a file of this folder: `~/` is the home directory.
fn absolute(folder: &Path, path: &str) -> PathBuf {
    let home = || directories::BaseDirs::new().map(|dirs| dirs.home_dir().to_owned());
    let path = match path.strip_prefix('~').filter(|rest| rest.is_empty() || rest.starts_with('/')).zip(home()) {
        Some((rest, home)) => home.join(rest.trim_start_matches('/')),
        None => folder.join(path),
    };
    std::path::absolute(&path).unwrap_or(path)
}

fn default_library(settings: &Settings, reading: &mut Reading, value: &Value) -> Option<String> {
    let name = reading.string(value)?;
    let bare = name.strip_prefix('@').unwrap_or(&name);
    let found = settings.library(bare).map(|library| library.name.clone());
    if found.is_none() {
        let names: Vec<&str> = settings.libraries.iter().map(|library| library.name.as_str()).collect();
        let hint = if names.is_empty() {
            "there is no [libraries.NAME]".to_owned()
        } else {
            format!("there is no such library; there are {}", names.join(", "))
        };
        reading.reject(value, &hint);
    }
    found
}
