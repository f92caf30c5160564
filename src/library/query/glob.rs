//! Globs over the path within the library.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use super::Glob;

impl Glob {
    /// The glob, ready to be matched against paths within the library.
    ///
    /// It reads as a line of a `.gitignore` does: a slash at its start or within it ties it to the top of the library, one at
    /// its end asks for a folder, and what holds for a folder holds for all that is in it.
    ///
    /// # Errors
    ///
    /// Where it is malformed: an open bracket or brace.
    pub(crate) fn compiled(&self) -> Result<GlobSet, globset::Error> {
        let inner = self.pattern.trim_end_matches('/');
        let is_folder = inner.len() < self.pattern.len();
        let tied = inner.contains('/');
        let inner = inner.trim_start_matches('/');
        let inner = if tied { inner.to_owned() } else { format!("**/{inner}") };
        let mut set = GlobSetBuilder::new();
        for pattern in [Some(format!("{inner}/**")), Some(inner).filter(|_| !is_folder)].into_iter().flatten() {
            set.add(GlobBuilder::new(&pattern).literal_separator(true).backslash_escape(true).build()?);
        }
        set.build()
    }
}

#[cfg(test)]
mod tests {
    use globset::Candidate;

    use super::*;

    fn check(pattern: &str, path: &str, expected: bool) {
        let glob = Glob { pattern: pattern.to_owned() }.compiled().unwrap();
        assert_eq!(glob.is_match_candidate(&Candidate::from_bytes(path)), expected, "{pattern} {path}");
    }

    #[test]
    fn without_a_slash_it_is_any_part_of_the_path() {
        check("fentanyl.txt", "world/fentanyl.txt", true);
        check("*.txt", "world/fentanyl.txt", true);
        check("world", "world/fentanyl.txt", true);
        check("world", "old/world/a/b.txt", true);
        check("wor*", "old/world/a/b.txt", true);
        check("?orld", "old/world/a/b.txt", true);
        check("fentanyl", "world/fentanyl.txt", false);
        check("*.{txt,md}", "a.md", true);
    }

    #[test]
    fn with_a_slash_it_starts_at_the_top() {
        check("world/*.txt", "world/a.txt", true);
        check("world/*.txt", "old/world/a.txt", false);
        check("world/*.txt", "world/old/a.txt", false);
        check("world/**/a.txt", "world/old/older/a.txt", true);
        check("**/old", "world/old/a.txt", true);
        check("/world", "world/a.txt", true);
        check("/world", "old/world/a.txt", false);
        check("old/world", "old/world/a/b.txt", true);
    }

    #[test]
    fn a_slash_at_the_end_asks_for_a_folder() {
        check("world/", "old/world/a.txt", true);
        check("world/", "old/world", false);
    }

    #[test]
    fn bytes_that_are_no_text_match_as_well() {
        let glob = Glob { pattern: "*.txt".to_owned() }.compiled().unwrap();
        assert!(glob.is_match_candidate(&Candidate::from_bytes(b"a/\xff.txt")));
    }
}
