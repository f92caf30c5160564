//! Which files of a folder belong to a library: globs as in a `.gitignore`.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::catalogue::Folder;

/// Which files below a path belong to a library. The default is all of them.
///
/// A glob reads as a line of a `.gitignore` does (gitignore(5)): a slash at its start or within it ties it to the path that the
/// library was opened on, one at its end asks for a folder, `!` takes back what an earlier one said, and what holds for a
/// folder holds for all that is in it.
#[derive(Clone, Debug)]
pub struct Globs {
    include: Gitignore,
    exclude: Gitignore,
    lines: Vec<String>,
    /// Only the files beside the one of this name.
    beside: Option<Vec<u8>>,
}

impl Default for Globs {
    fn default() -> Self {
        Self { include: Gitignore::empty(), exclude: Gitignore::empty(), lines: Vec::new(), beside: None }
    }
}

impl Globs {
    /// Only files that `include` names, or all where it names none; and none that `exclude` names.
    ///
    /// # Errors
    ///
    /// Where a glob is malformed: an open brace.
    pub fn new(include: &[String], exclude: &[String]) -> Result<Self, ignore::Error> {
        let compiled = |globs: &[String]| {
            let mut builder = GitignoreBuilder::new("");
            for glob in globs {
                builder.add_line(None, glob)?;
            }
            builder.build()
        };
        let signed = |sign: &str, globs: &[String]| globs.iter().map(|glob| format!("{sign}{glob}")).collect();
        let lines: Vec<Vec<String>> = vec![signed("+", include), signed("-", exclude)];
        Ok(Self { include: compiled(include)?, exclude: compiled(exclude)?, lines: lines.concat(), beside: None })
    }

    /// The other files of a folder than the one of this name, those in folders below it not counted.
    #[must_use]
    pub fn beside(name: &OsStr) -> Self {
        Self { beside: Some(name.as_bytes().to_vec()), ..Self::default() }
    }

    /// The globs, with `+` before those that include and `-` before those that exclude: another library has others.
    pub(super) fn lines(&self) -> &[String] {
        &self.lines
    }

    /// Whether a folder may have files of the library.
    pub(super) fn enters(&self, folder: &Folder) -> bool {
        if self.beside.is_some() {
            return folder.path.is_empty();
        }
        let path = Path::new(OsStr::from_bytes(&folder.path));
        self.exclude.is_empty() || !self.exclude.matched_path_or_any_parents(path, true).is_ignore()
    }

    /// Whether a file belongs to the library. A file that the library was opened on does.
    pub(super) fn has(&self, folder: &Folder, name: &[u8]) -> bool {
        if let Some(beside) = &self.beside {
            return folder.path.is_empty() && name != beside;
        }
        if self.lines.is_empty() || name.is_empty() {
            return true;
        }
        let path = Path::new(OsStr::from_bytes(&folder.path)).join(OsStr::from_bytes(name));
        let named = |globs: &Gitignore| globs.matched_path_or_any_parents(&path, false).is_ignore();
        (self.include.is_empty() || named(&self.include)) && !named(&self.exclude)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(include: &[&str], exclude: &[&str], path: &str) -> bool {
        let owned = |globs: &[&str]| globs.iter().map(|glob| (*glob).to_owned()).collect::<Vec<_>>();
        let globs = Globs::new(&owned(include), &owned(exclude)).unwrap();
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let folder = Folder { root: 0, path: folder.into() };
        globs.enters(&folder) && globs.has(&folder, name.as_bytes())
    }

    #[test]
    fn without_globs_all_files_belong() {
        assert!(check(&[], &[], "a.txt") && check(&[], &[], "world/a.txt"));
    }

    #[test]
    fn include_names_files_and_folders() {
        assert!(check(&["*.txt"], &[], "world/a.txt") && !check(&["*.txt"], &[], "world/a.md"));
        assert!(check(&["world/"], &[], "old/world/b/a.md") && !check(&["world/"], &[], "old/a.md"));
        assert!(check(&["/world/*.md"], &[], "world/a.md") && !check(&["/world/*.md"], &[], "old/world/a.md"));
    }

    #[test]
    fn exclude_wins_and_a_mark_of_exclamation_takes_back() {
        assert!(!check(&["*.txt"], &["drafts/"], "world/drafts/a.txt"));
        assert!(check(&["*.txt"], &["drafts/"], "world/drafts.txt"));
        assert!(check(&[], &["*.txt", "!keep.txt"], "keep.txt") && !check(&[], &["*.txt", "!keep.txt"], "a.txt"));
    }

    #[test]
    fn beside_a_file_are_the_others_of_its_folder() {
        let globs = Globs::beside(OsStr::new("[a].txt"));
        let below = Folder { root: 0, path: b"b".to_vec() };
        assert!(globs.has(&Folder::default(), b"c.txt") && !globs.has(&Folder::default(), b"[a].txt"));
        assert!(!globs.enters(&below) && !globs.has(&below, b"[a].txt"));
    }

    #[test]
    fn a_glob_that_is_none_is_an_error() {
        assert!(Globs::new(&["{a".to_owned()], &[]).is_err());
    }
}
