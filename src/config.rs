//! Where things live, and what the user settled: flags over `config.toml` over defaults.

use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use directories::ProjectDirs;
use serde::Deserialize;

/// The variable that names the config directory, over what the platform says.
pub const CONFIG_DIR: &str = "DATELINE_CONFIG_DIR";

/// The variable that names the cache directory, over what the platform says.
pub const CACHE_DIR: &str = "DATELINE_CACHE_DIR";

/// A configuration file that settles nothing: every setting, explained, with its default.
pub const DEFAULT: &str = "\
# dateline: config.toml. What stands here is in force without it; take the # off a line to change it.

# The width of the text, in columns: 24 to 200.
# measure = 72

# After how many seconds in view an open article becomes read; 0: time alone never makes it read.
# read-after-seconds = 30
";

/// What the user settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The width of the text, in columns.
    pub measure: usize,
    /// How long an open article must be in view to become read; zero: time alone never makes it read.
    pub read_after: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self { measure: 72, read_after: Duration::from_secs(30) }
    }
}

impl fmt::Display for Settings {
    /// As `config.toml` has them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "measure = {}\nread-after-seconds = {}", self.measure, self.read_after.as_secs())
    }
}

/// `config.toml` as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    measure: Option<usize>,
    read_after_seconds: Option<u64>,
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

/// The cache directory, for what can be made again: `$DATELINE_CACHE_DIR`, else the platform's. `None` where there is no
/// home directory.
#[must_use]
pub fn cache() -> Option<PathBuf> {
    match std::env::var_os(CACHE_DIR).filter(|dir| !dir.is_empty()) {
        Some(dir) => Some(PathBuf::from(dir)),
        None => Some(ProjectDirs::from("", "", "dateline")?.cache_dir().to_owned()),
    }
}

/// Reads `config.toml` in `dir`, and says what is wrong with it, if anything; then the defaults are in force.
#[must_use]
pub fn load(dir: &Path) -> (Settings, Option<String>) {
    let path = dir.join("config.toml");
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return (Settings::default(), None),
        Err(error) => return (Settings::default(), Some(format!("{}: {error}", path.display()))),
    };
    match toml::from_str::<File>(&text) {
        Ok(file) => (settle(&file), None),
        Err(error) => {
            let offset = error.span().map_or(0, |span| span.start);
            let line = text.get(..offset).map_or(1, |before| before.matches('\n').count() + 1);
            let message = format!("{}: line {line}: {}", path.display(), error.message());
            (Settings::default(), Some(message))
        }
    }
}

fn settle(file: &File) -> Settings {
    let default = Settings::default();
    Settings {
        measure: file.measure.map_or(default.measure, |measure| measure.clamp(24, 200)),
        read_after: file.read_after_seconds.map_or(default.read_after, Duration::from_secs),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> (Settings, Option<String>) {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("config.toml"), text).unwrap();
        load(dir.path())
    }

    #[test]
    fn the_file_wins_over_the_defaults() {
        let (settings, problem) = check("measure = 60\nread-after-seconds = 5\n");
        assert_eq!(settings, Settings { measure: 60, read_after: Duration::from_secs(5) });
        assert_eq!(problem, None);
    }

    #[test]
    fn a_mistake_is_named_with_its_line_and_the_defaults_serve() {
        let (settings, problem) = check("measure = 60\nmesure = 5\n");
        assert_eq!(settings, Settings::default());
        let problem = problem.unwrap();
        assert!(problem.contains("config.toml: line 2:") && problem.contains("mesure"), "{problem}");
    }

    #[test]
    fn the_default_file_says_what_the_defaults_are() {
        assert_eq!(check(DEFAULT), (Settings::default(), None));
        let settings = DEFAULT.lines().filter_map(|line| line.strip_prefix("# ")).filter(|line| line.contains(" = "));
        assert!(settings.eq(Settings::default().to_string().lines()));
    }

    #[test]
    fn no_file_is_no_problem() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(load(dir.path()), (Settings::default(), None));
    }
}
