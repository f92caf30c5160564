//! What the screen shows, with its styles.
//!
//! `INSTA_UPDATE=always cargo test --lib screens` writes the pictures anew; what changed is then read in their difference.

use super::shown::shown;
use super::*;
use crate::config::{Colours, Group, Preview, Search};
use crate::view::theme::Environment;

/// A usual terminal, half of one, and one that is hardly there.
const SIZES: [(u16, u16); 3] = [(80, 24), (40, 12), (20, 5)];

const ARTICLES: [(&str, &str); 6] = [
    ("world/ferry.txt", include_str!("screens/ferry.txt")),
    ("world/council.txt", include_str!("screens/council.txt")),
    ("world/headline.txt", include_str!("screens/headline.txt")),
    ("culture/library.txt", include_str!("screens/library.txt")),
    ("culture/undated.txt", include_str!("screens/undated.txt")),
    ("culture/broken.txt", ""),
];

fn settings() -> Settings {
    let search = |name: &str, query: &str, key: Option<&str>| Search {
        name: name.to_owned(),
        query: query.to_owned(),
        key: key.map(str::to_owned),
        line: 0,
    };
    let searches = vec![search("ferries", "title:ferry", Some("g h")), search("the council", "council", None)];
    Settings { searches, colours: Colours::Truecolor, ..Settings::default() }
}

/// Presses `keys` on a terminal of each size, and compares each screen with the picture of that name.
fn check(name: &str, keys: &str) {
    check_with(settings(), &SIZES, name, keys);
}

fn check_with(settings: Settings, sizes: &[(u16, u16)], name: &str, keys: &str) {
    let (folder, config) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for (path, text) in ARTICLES {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let environment = Environment { utf8: true, colours: true, ..Environment::default() };
    let (theme, _) = Theme::new(&settings, &environment);
    let usual = (80, 24);
    // Which articles a saved search finds, the full text tells; it stands in the cache.
    let full_text = settings.group == Group::Search;
    let cache = full_text.then(|| config.path().join("cache"));
    let options = Options { cache, full_text, ..options(folder.path()) };
    let mut reader = Reader::open_with(settings, options, config.path(), usual, None);
    reader.press(keys);
    for size in sizes {
        reader.update(Msg::Resize(size.0, size.1));
        reader.settle();
        let mut terminal = reader.draw(&theme);
        let hidden = terminal.backend().cursor_visible();
        let cursor = terminal.get_cursor_position().ok().filter(|_| hidden).map(|at| (at.x, at.y));
        let picture = format!("{keys}\n{}", shown(terminal.backend().buffer(), cursor));
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("{name}-{}x{}", size.0, size.1), picture);
        });
    }
}

#[test]
fn list() {
    check("list", "rjs");
}

#[test]
fn reader() {
    check("reader", "<enter>]q");
}

#[test]
fn end_of_an_article() {
    check("reader-end", "<enter>G<tab>");
}

#[test]
fn hints() {
    check("hints", "<enter>f");
}

#[test]
fn palette() {
    check("palette", ":fold");
}

#[test]
fn prefix_strip() {
    check("prefix", "g");
}

#[test]
fn reach_of_the_next_verb() {
    check("reach", ";j");
}

#[test]
fn note() {
    check("note", "<enter>]qcask her");
}

#[test]
fn statistics() {
    check("statistics", "rg.");
}

#[test]
fn counts() {
    check("counts", "gf");
    check_with(settings(), &[(120, 24)], "counts-beside", "gfj");
}

#[test]
fn bars_of_the_days() {
    check("bars", "gth");
}

#[test]
fn help() {
    check("help", "?");
}

#[test]
fn menu() {
    check("menu", "S<down><down>");
}

#[test]
fn groups() {
    for (group, name) in
        [(Group::Day, "day"), (Group::Site, "site"), (Group::Source, "source"), (Group::Search, "search")]
    {
        check_with(Settings { group, ..settings() }, &SIZES[..2], &format!("group-{name}"), "j");
    }
}

#[test]
fn limit_as_it_is_typed() {
    check("limit", "&council");
}

#[test]
fn rows_found() {
    check("found", "/title:fares OR title:stages<enter>");
}

#[test]
fn limit_with_hits() {
    check("hits", "&council<enter>j");
}

#[test]
fn an_opened_hit() {
    check("hit", "&pier<enter><enter>n");
}

#[test]
fn previews() {
    for (preview, name, size) in
        [(Preview::Beside, "beside", (120, 24)), (Preview::Below, "below", (80, 24)), (Preview::None, "none", (80, 24))]
    {
        check_with(Settings { preview, ..settings() }, &[size], &format!("preview-{name}"), "j");
    }
    check_with(settings(), &[(120, 24)], "reader-beside", "<enter>");
    check_with(settings(), &[(120, 24)], "zen", "<enter>zz");
}

#[test]
fn selection() {
    check("selection", "j jvj");
}

#[test]
fn lines_to_copy() {
    check("lines", "<enter>jjvjj");
}

#[test]
fn folds() {
    check("folds", "<enter>zMT");
}

#[test]
fn nothing_fits() {
    check("nothing", "&nonsense<enter>");
}

#[test]
fn themes() {
    for theme in crate::config::THEMES {
        let settings = Settings { theme: theme.to_owned(), ..settings() };
        check_with(settings, &[(80, 24)], &format!("theme-{theme}"), "&council<enter>j s");
    }
    let settings = Settings { colours: Colours::None, ascii: true, ..settings() };
    check_with(settings, &[(80, 24)], "ascii", "&council<enter>j s");
}
