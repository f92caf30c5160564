//! What the file is that a record was last read of.
//!
//! Whoever reads the records of a file one by one, as the full text is built, would look at its start for each of them: at what
//! a table is made of that takes ten times as long as the record does. Each thread remembers the last file, and what the file system
//! said of it: one that was changed since is looked at again.

use std::cell::RefCell;
use std::path::{Path, PathBuf};

use super::What;
use super::source::Stat;

struct Known {
    path: PathBuf,
    stat: Stat,
    what: What,
}

thread_local! {
    static LAST: RefCell<Option<Known>> = const { RefCell::new(None) };
}

/// What the file is, if it is the last one.
pub(super) fn get(path: &Path, stat: Stat) -> Option<What> {
    LAST.with_borrow(|last| last.as_ref().filter(|last| last.is(path, stat)).map(|last| last.what.clone()))
}

/// Remembers what a file is.
pub(super) fn set(path: &Path, stat: Stat, what: &What) {
    LAST.with_borrow_mut(|last| {
        if !last.as_ref().is_some_and(|last| last.is(path, stat)) {
            *last = Some(Known { path: path.to_owned(), stat, what: what.clone() });
        }
    });
}

impl Known {
    fn is(&self, path: &Path, stat: Stat) -> bool {
        self.stat == stat && self.path == path
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::ops::ControlFlow;

    use crate::formats::{Record, document, documents};

    #[test]
    fn a_file_that_was_changed_is_looked_at_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ferries.csv");
        let read = |rows: &str| {
            fs::write(&path, rows).unwrap();
            let mut records: Vec<Record> = Vec::new();
            documents(&path, &mut |found| {
                records.push(found.unwrap().record);
                ControlFlow::Continue(())
            })
            .unwrap();
            let read = records.iter().map(|record| document(&path, record).unwrap());
            read.map(|document| (document.fields.headline.unwrap(), document.text)).collect::<Vec<_>>()
        };
        let told = |headline: &str, text: &str| (headline.to_owned(), text.to_owned());
        assert_eq!(read("title,text\nA,One.\nB,Two.\n"), [told("A", "One."), told("B", "Two.")]);
        assert_eq!(
            read("text;n;title\nThree, four.;1;C\nFive.;2;D\n"),
            [told("C", "Three, four."), told("D", "Five.")]
        );
        assert_eq!(read("{\"title\": \"E\", \"text\": \"Six.\"}\n"), [told("E", "Six.")]);
    }
}
