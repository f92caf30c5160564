//! Settings as `config.toml` has them.

use std::fmt::{self, Formatter};
use std::path::Path;

use clap::ValueEnum;

use super::choices::{word, words};
use super::{KeyBinding, KeyScope, Library, Search, Settings};
use crate::library::query::Query;

impl fmt::Display for Settings {
    /// Reading what is written gives the same settings.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "measure = {}", self.measure)?;
        writeln!(f, "read-after-seconds = {}", self.read_after.as_secs())?;
        choice(f, "preset", &self.preset)?;
        line(f, "theme", &self.theme)?;
        choice(f, "colours", &self.colours)?;
        writeln!(f, "ascii = {}", self.ascii)?;
        choice(f, "bidi", &self.bidi)?;
        writeln!(f, "mouse = {}", self.mouse)?;
        choice(f, "preview", &self.preview)?;
        choice(f, "strip", &self.strip)?;
        list(f, "columns", self.columns.iter().map(word))?;
        choice(f, "group", &self.group)?;
        let sort = Query { sort: self.sort.clone(), ..Query::default() }.to_string();
        list(f, "sort", sort.trim_start_matches("sort:").split(',').filter(|key| !key.is_empty()).map(str::to_owned))?;
        writeln!(f, "secure = {}", self.secure)?;
        self.browser.iter().try_for_each(|browser| line(f, "browser", browser))?;
        self.editor.iter().try_for_each(|editor| line(f, "editor", editor))?;
        self.library.iter().try_for_each(|library| line(f, "library", &format!("@{library}")))?;
        keys(f, "", &self.keys)?;
        for theme in &self.themes {
            writeln!(f, "\n[themes.{}]", quoted(&theme.name))?;
            theme.parts.iter().try_for_each(|part| line(f, &quoted(&part.part), &part.style))?;
        }
        searches(f, "", &self.searches)?;
        self.libraries.iter().try_for_each(|one| library(f, one))
    }
}

fn library(f: &mut Formatter<'_>, library: &Library) -> fmt::Result {
    let table = format!("libraries.{}", quoted(&library.name));
    writeln!(f, "\n[{table}]")?;
    let shown = |path: &Path| path.to_string_lossy().into_owned();
    list(f, "paths", library.paths.iter().map(|path| shown(path)))?;
    list(f, "include", library.include.iter().cloned())?;
    list(f, "exclude", library.exclude.iter().cloned())?;
    library.theme.iter().try_for_each(|theme| line(f, "theme", theme))?;
    searches(f, &format!("{table}."), &library.searches)?;
    keys(f, &format!("{table}."), &library.keys)
}

fn keys(f: &mut Formatter<'_>, above: &str, keys: &[KeyBinding]) -> fmt::Result {
    for (scope, name) in KeyScope::value_variants().iter().zip(words::<KeyScope>()) {
        let mut here = keys.iter().filter(|binding| binding.scope == *scope).peekable();
        if here.peek().is_some() {
            writeln!(f, "\n[{above}keys.{name}]")?;
        }
        here.try_for_each(|binding| line(f, &quoted(&binding.keys), &binding.action))?;
    }
    Ok(())
}

fn searches(f: &mut Formatter<'_>, above: &str, searches: &[Search]) -> fmt::Result {
    if !searches.is_empty() {
        writeln!(f, "\n[{above}searches]")?;
    }
    for search in searches {
        let (name, query) = (quoted(&search.name), quoted(&search.query));
        match &search.key {
            Some(key) => writeln!(f, "{name} = {{ query = {query}, key = {} }}", quoted(key))?,
            None => writeln!(f, "{name} = {query}")?,
        }
    }
    Ok(())
}

fn line(f: &mut Formatter<'_>, key: &str, value: &str) -> fmt::Result {
    writeln!(f, "{key} = {}", quoted(value))
}

fn choice<T: ValueEnum>(f: &mut Formatter<'_>, key: &str, value: &T) -> fmt::Result {
    line(f, key, &word(value))
}

fn list(f: &mut Formatter<'_>, key: &str, values: impl Iterator<Item = String>) -> fmt::Result {
    let values: Vec<String> = values.map(|value| quoted(&value)).collect();
    writeln!(f, "{key} = [{}]", values.join(", "))
}

/// A basic string of TOML, which may stand for a key, too.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
