//! The library that the paths of a command mean.

use std::path::PathBuf;

use super::{WRONG_USE, complain, name_of};
use crate::app::keymap::Keymap;
use crate::article::Text;
use crate::config::{self, Complaint, Settings};
use crate::library::globs::Globs;
use crate::library::query::nearest;
use crate::view::theme::Theme;

/// What a command is about.
#[derive(Debug)]
pub(super) struct Chosen {
    /// The files and folders.
    pub(super) paths: Vec<PathBuf>,
    /// For each of them, which files belong.
    pub(super) globs: Vec<Globs>,
    /// Nothing was chosen: it is the current folder, and paths of files are shown without its `./`.
    pub(super) bare: bool,
    /// The settings, with those of the library that was named.
    pub(super) settings: Settings,
}

/// The settings in force, and what is wrong with the file.
pub(super) fn read() -> (Settings, Vec<Complaint>) {
    let base = Settings { ascii: !config::is_utf8(), ..Settings::default() };
    match config::dir() {
        Some(dir) => config::load(&dir, base),
        None => (base, Vec::new()),
    }
}

/// The settings in force; what is wrong with the file is told.
pub(super) fn settings() -> Settings {
    let (settings, complaints) = read();
    for complaint in &complaints {
        complain(&complaint.to_string());
    }
    settings
}

/// The settings in force, and all that is wrong with the file, keys of all libraries included.
pub(super) fn examined() -> (Settings, Vec<Complaint>) {
    let (settings, mut complaints) = read();
    let libraries = settings.libraries.iter().map(|library| settings.clone().within(library));
    for settings in std::iter::once(settings.clone()).chain(libraries) {
        let (_, keys) = Keymap::new(&settings);
        complaints.extend(keys);
    }
    complaints.extend(Theme::complaints(&settings));
    complaints.sort_by(|a, b| (a.line, &a.message).cmp(&(b.line, &b.message)));
    complaints.dedup();
    (settings, complaints)
}

impl Chosen {
    /// Understands paths. `@NAME` is a library of the configuration; without paths it is the library that is settled there, else
    /// the current folder.
    ///
    /// # Errors
    ///
    /// With the exit code, when there is no such library, or none of the paths.
    pub(super) fn new(given: &[PathBuf], settings: Settings) -> Result<Self, u8> {
        let bare = given.is_empty() && settings.library.is_none();
        let mut chosen = Self { paths: Vec::new(), globs: Vec::new(), bare, settings };
        if bare {
            chosen.paths.push(PathBuf::from("."));
            return Ok(chosen);
        }
        if let Some(name) = chosen.settings.library.clone().filter(|_| given.is_empty()) {
            chosen.take(&name)?;
        }
        for path in given {
            match path.to_str().and_then(|path| path.strip_prefix('@')) {
                Some(name) if path.symlink_metadata().is_err() => chosen.take(name)?,
                _ => {
                    chosen.paths.push(path.clone());
                    chosen.globs.push(Globs::default());
                }
            }
        }
        // A path that is missing beside others is a problem of the library, and told with the others.
        if let Some(missing) = chosen.paths.first()
            && !chosen.paths.iter().any(|path| path.symlink_metadata().is_ok())
        {
            complain(&format!("{}: no such file or folder", name_of(missing)));
            return Err(WRONG_USE);
        }
        Ok(chosen)
    }

    /// Takes the library of this name, with its settings.
    fn take(&mut self, name: &str) -> Result<(), u8> {
        let Some(library) = self.settings.library(name).cloned() else {
            let names = self.settings.libraries.iter().map(|library| library.name.as_str());
            let hint = nearest(name, names).map(|name| format!("; did you mean @{name}?")).unwrap_or_default();
            let file = name_of(&self.settings.file);
            complain(&format!("@{}: {file} has no such library{hint}", Text::new(name)));
            return Err(WRONG_USE);
        };
        // Each glob was compiled once when the file was read.
        let globs = Globs::new(&library.include, &library.exclude).unwrap_or_default();
        self.globs.resize(self.paths.len(), Globs::default());
        self.globs.resize(self.paths.len() + library.paths.len(), globs);
        self.paths.extend_from_slice(&library.paths);
        self.settings = std::mem::take(&mut self.settings).within(&library);
        Ok(())
    }
}
