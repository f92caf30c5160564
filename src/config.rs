//! Where things live, and what the user settled: flags over `config.toml` over defaults.
//!
//! A mistake in the file is no reason not to start: what is wrong is told as [`Complaint`]s, and everything else in the file
//! stays in force.

mod choices;
mod complaint;
mod display;
mod environment;
mod file;
mod reading;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::time::Duration;

use directories::ProjectDirs;

pub use choices::{Bidi, Colours, Column, Group, KeyScope, Preset, Preview, Strip, THEMES};
pub use complaint::Complaint;
pub use environment::{editor, has_colours, is_utf8};

use crate::library::query::Sort;

/// The variable that names the config directory, over what the platform says.
pub const CONFIG_DIR: &str = "DATELINE_CONFIG_DIR";

/// The variable that names the cache directory, over what the platform says.
pub const CACHE_DIR: &str = "DATELINE_CACHE_DIR";

/// The variable that names the state directory, over what the platform says.
pub const STATE_DIR: &str = "DATELINE_STATE_DIR";

/// The name of the file in the config directory.
pub const FILE: &str = "config.toml";

/// A configuration file that settles nothing: every setting, explained, with its default.
pub const DEFAULT: &str = include_str!("config/default.toml");

/// What the user settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The file that settles it, whether it is there or not; complaints about a setting name it.
    pub file: PathBuf,
    /// The width of the text, in columns.
    pub measure: usize,
    /// How long an open article must be in view to become read; zero: time alone never makes it read.
    pub read_after: Duration,
    /// The keys that hold where [`keys`](Self::keys) says nothing.
    pub preset: Preset,
    /// Keys of the user's own; of two for the same keys the later one holds. Neither keys nor actions are checked.
    pub keys: Vec<KeyBinding>,
    /// The name of the theme: one of [`THEMES`] or of [`themes`](Self::themes).
    pub theme: String,
    /// Themes of the user's own. Their parts are not checked.
    pub themes: Vec<CustomTheme>,
    /// How many colours are used.
    pub colours: Colours,
    /// Whether only ASCII is used for what is not an article's text.
    pub ascii: bool,
    /// Who brings right-to-left text into its order.
    pub bidi: Bidi,
    /// Whether the mouse is asked for.
    pub mouse: bool,
    /// Where the article under the cursor is shown.
    pub preview: Preview,
    /// Whether bars below the list show of which days its articles are.
    pub strip: Strip,
    /// The columns of the list.
    pub columns: Vec<Column>,
    /// By what the list is grouped.
    pub group: Group,
    /// The order of the list; empty: newest first.
    pub sort: Vec<Sort>,
    /// Whether no other program may be started.
    pub secure: bool,
    /// The command that opens addresses; `None`: `$BROWSER`, else what the platform has.
    pub browser: Option<String>,
    /// The command that edits; `None`: `$VISUAL`, else `$EDITOR`.
    pub editor: Option<String>,
    /// Saved searches.
    pub searches: Vec<Search>,
    /// Libraries by name.
    pub libraries: Vec<Library>,
    /// The name of the library that is opened where no path is given.
    pub library: Option<String>,
}

/// A key of the user's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyBinding {
    /// Where it holds.
    pub scope: KeyScope,
    /// One key or several with blanks between them: `g u`.
    pub keys: String,
    /// The name of an action; `none` takes away what the keys did.
    pub action: String,
    /// Its line in the file.
    pub line: usize,
}

/// A theme of the user's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomTheme {
    /// Its name.
    pub name: String,
    /// What its parts look like.
    pub parts: Vec<ThemePart>,
    /// Its line in the file.
    pub line: usize,
}

/// What one part of the screen looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemePart {
    /// The part.
    pub part: String,
    /// Colours and attributes.
    pub style: String,
    /// Its line in the file.
    pub line: usize,
}

/// A saved search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// Its name.
    pub name: String,
    /// The query; it was understood once.
    pub query: String,
    /// The keys that ask it.
    pub key: Option<String>,
    /// Its line in the file.
    pub line: usize,
}

/// A library with a name: `@NAME`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Library {
    /// Its name, without the `@`.
    pub name: String,
    /// Its files and folders, absolute.
    pub paths: Vec<PathBuf>,
    /// Globs as in a `.gitignore`: only such files; none: all.
    pub include: Vec<String>,
    /// Globs as in a `.gitignore`: no such files and folders.
    pub exclude: Vec<String>,
    /// Saved searches beside those of all libraries.
    pub searches: Vec<Search>,
    /// Keys over those of all libraries.
    pub keys: Vec<KeyBinding>,
    /// Its theme.
    pub theme: Option<String>,
    /// Its line in the file.
    pub line: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            file: PathBuf::from(FILE),
            measure: 72,
            read_after: Duration::from_secs(30),
            preset: Preset::Default,
            keys: Vec::new(),
            theme: "default".to_owned(),
            themes: Vec::new(),
            colours: Colours::Auto,
            ascii: false,
            bidi: Bidi::Auto,
            mouse: true,
            preview: Preview::Auto,
            strip: Strip::Auto,
            columns: vec![Column::Date, Column::Headline, Column::Site, Column::Length],
            group: Group::None,
            sort: Vec::new(),
            secure: false,
            browser: None,
            editor: None,
            searches: Vec::new(),
            libraries: Vec::new(),
            library: None,
        }
    }
}

impl Settings {
    /// The library of this name.
    #[must_use]
    pub fn library(&self, name: &str) -> Option<&Library> {
        self.libraries.iter().find(|library| library.name == name)
    }

    /// The settings for a library: its own keys, searches and theme over those of all libraries.
    #[must_use]
    pub fn within(mut self, library: &Library) -> Self {
        self.keys.extend_from_slice(&library.keys);
        self.searches.retain(|search| library.searches.iter().all(|other| other.name != search.name));
        self.searches.extend_from_slice(&library.searches);
        self.theme = library.theme.clone().unwrap_or(self.theme);
        self
    }

    /// What is wrong in `line` of the file.
    #[must_use]
    pub fn complaint(&self, line: usize, message: impl Into<String>) -> Complaint {
        Complaint { file: self.file.clone(), line: Some(line), message: message.into() }
    }
}

/// The config directory: `$DATELINE_CONFIG_DIR`, else the platform's (`$XDG_CONFIG_HOME/dateline` on Linux, after the XDG
/// Base Directory Specification). `None` where there is no home directory.
#[must_use]
pub fn dir() -> Option<PathBuf> {
    match std::env::var_os(CONFIG_DIR).filter(|dir| !dir.is_empty()) {
        Some(dir) => Some(PathBuf::from(dir)),
        None => Some(ProjectDirs::from("", "", "dateline")?.config_dir().to_owned()),
    }
}

/// The state directory, for where the reader was and for logs: `$DATELINE_STATE_DIR`, else the platform's (`$XDG_STATE_HOME/dateline` on
/// Linux), else that of local data. `None` where there is no home directory.
#[must_use]
pub fn state() -> Option<PathBuf> {
    if let Some(dir) = std::env::var_os(STATE_DIR).filter(|dir| !dir.is_empty()) {
        return Some(PathBuf::from(dir));
    }
    let dirs = ProjectDirs::from("", "", "dateline")?;
    Some(dirs.state_dir().unwrap_or(dirs.data_local_dir()).to_owned())
}

/// The cache directory, for what can be made again: `$DATELINE_CACHE_DIR`, else the platform's. `None` where there is no
/// home directory.
#[must_use]
pub fn cache() -> Option<PathBuf> {
    match std::env::var_os(CACHE_DIR).filter(|dir| !dir.is_empty()) {
        Some(dir) => Some(PathBuf::from(dir)),
        None => Some(ProjectDirs::from("", "", "dateline")?.cache_dir().to_owned()),
    }
}

/// Reads `config.toml` in `dir` over `base`, and says what is wrong with it; what is right is in force.
#[must_use]
pub fn load(dir: &Path, base: Settings) -> (Settings, Vec<Complaint>) {
    let file = dir.join(FILE);
    let base = Settings { file: file.clone(), ..base };
    match std::fs::read(&file) {
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => file::parse(&text, base),
            Err(error) => {
                let before = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
                let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
                let complaint = base.complaint(line, "not UTF-8; nothing in this file is in force");
                (base, vec![complaint])
            }
        },
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => (base, Vec::new()),
        Err(error) => (base, vec![Complaint { file, line: None, message: error.to_string() }]),
    }
}
