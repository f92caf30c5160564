//! What the files are that records were last read of.
//!
//! Whoever reads the records of a file one by one, as the full text is built, would look at its start for each of them: at what
//! a table is made of that takes ten times as long as the record does. Each thread remembers the last few, and what the file
//! system said of them: one that was changed since is looked at again.

use std::cell::RefCell;
use std::collections::VecDeque;

use super::What;
use super::place::Key;

/// Files that are remembered: a member of an archive is one within another.
const KEPT: usize = 4;

thread_local! {
    static LAST: RefCell<VecDeque<(Key, What)>> = const { RefCell::new(VecDeque::new()) };
}

/// What a file is, if it is one of the last ones.
pub(super) fn get(key: &Key) -> Option<What> {
    LAST.with_borrow(|last| last.iter().find(|(known, _)| known == key).map(|(_, what)| what.clone()))
}

/// Remembers what a file is.
pub(super) fn set(key: &Key, what: &What) {
    LAST.with_borrow_mut(|last| {
        if !last.iter().any(|(known, _)| known == key) {
            last.truncate(KEPT - 1);
            last.push_front((key.clone(), what.clone()));
        }
    });
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
