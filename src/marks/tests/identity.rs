//! An article keeps its marks when its file or its text changes.

use super::*;
use crate::article::{self, Fields};

#[test]
fn a_changed_text_has_the_marks_of_the_one_before_until_it_has_its_own() {
    let (old, new, newer) = (ArticleId(1), ArticleId(2), ArticleId(3));
    let mut marks = merged(&[
        entry(1, Change::Read(true), 1),
        entry(1, Change::Starred(true), 1),
        entry(1, Change::tag("x", true), 1),
        entry(1, Change::note("n"), 1),
        entry(2, Change::Was(old), 2),
        entry(3, Change::Was(new), 3),
    ]);
    for id in [new, newer] {
        let mark = marks.get(id);
        assert!(mark.read && mark.starred && mark.changed && mark.note.is_some() && mark.tags.len() == 1);
    }
    assert!(!marks.get(old).changed);
    assert_eq!(marks.iter_where(|mark| mark.changed).collect::<Vec<_>>(), [new, newer]);
    // Its own marks come first, each for itself.
    marks.apply(&entry(2, Change::Starred(false), 4));
    assert!(marks.get(new).changed && !marks.get(new).starred && !marks.get(newer).starred);
    marks.apply(&entry(2, Change::Read(true), 5));
    assert!(marks.get(new).read && !marks.get(new).changed && marks.get(newer).changed);
    marks.apply(&entry(3, Change::Was(ArticleId(0)), 6));
    assert_eq!(marks.get(newer), Mark::default());
    // A ring ends.
    marks.apply(&entry(1, Change::Was(new), 7));
    assert!(marks.get(old).read);
}

#[test]
fn a_changed_text_is_found_by_its_path() {
    let place = |path: &str| Change::Place(Arc::new(Place { path: Text::new(path), headline: Text::default() }));
    let mut marks = merged(&[
        entry(1, place("world/a.txt"), 1),
        entry(2, place("world/b.txt"), 1),
        entry(3, place("world/b.txt"), 2),
    ]);
    for _ in 0..2 {
        assert_eq!(marks.at_place("world/a.txt"), Some(ArticleId(1)));
        assert_eq!(marks.at_place("world/b.txt"), Some(ArticleId(3)));
        assert_eq!(marks.at_place("world/c.txt"), None);
        marks.fold(&mut []);
    }
}

const STORY: &str = "Talks resume in Vienna

By Ada Holm

VIENNA, Jan 30 (AFP) - Delegates met on Tuesday for the first time in a year. \"It is a start,\" said the chair.

They will meet again next week, and the week after that if they have to, the hosts said in a statement.
";

fn id(text: &str) -> ArticleId {
    article::parse(text, &Fields::default()).id
}

#[test]
fn another_form_of_the_same_text_keeps_the_key() {
    let key = id(STORY);
    let sections = format!(
        "{STORY}\nRecent Stories\n\nThief gang busted, three held\n20 minutes ago\n\nRain expected\n1 hour ago\n"
    );
    assert_eq!(id(&sections), key);
    let others = format!("{STORY}\nRecent Stories\n\nGold prices rise again\n2 hours ago\n");
    assert_eq!(id(&others), key);
    assert_eq!(id(&STORY.replace('\n', "\r\n")), key);
    assert_eq!(id(&STORY.replace('"', "\u{201d}").replace(" - ", " \u{2013} ")), key);
    assert_ne!(id(&STORY.replace("a year", "two years")), key);
}
