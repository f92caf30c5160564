//! Marks: verbs and what they are done to, notes, tags, undo.

use super::*;

/// How many articles of the folder are read, starred, kept.
fn marked(reader: &Reader) -> (usize, usize, usize) {
    let marks = &reader.state.marks;
    let count = |wanted: fn(&marks::Mark) -> bool| marks.iter_where(wanted).count();
    (count(|mark| mark.read), count(|mark| mark.starred), count(|mark| mark.kept))
}

#[test]
fn marks_are_undone_and_redone_and_a_row_just_read_stays() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (120, 30));
    reader.press("U");
    let screen = reader.press("r");
    assert!(screen.contains("marked read; u undoes"), "{screen}");
    assert_eq!(reader.state.list.len(), 3);
    assert!(reader.press("u").contains("undone: marked read"));
    assert!(reader.press("<ctrl-r>").contains("again: marked read"));
    assert_eq!(reader.state.list.len(), 3, "as when it was marked first");
    reader.press("R");
    assert_eq!(reader.state.list.len(), 2);
    // What is unread again is there again, and what was read since stays.
    reader.press("jru");
    reader.press("u");
    assert_eq!((reader.state.list.len(), marked(&reader).0), (3, 0));
    reader.press("ggr");
    reader.press("R");
    assert_eq!(reader.state.list.len(), 2);
    assert!(reader.press("s").contains("starred; u undoes"));
    assert!(reader.press("A").contains("2 marked read; u undoes"));
    assert!(reader.press("u").contains("undone: 2 marked read"));
}

#[test]
fn undo_and_redo_heed_a_count() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (120, 30));
    reader.press("sjsjs");
    reader.press("2u");
    assert_eq!(marked(&reader).1, 1);
    reader.press("9u");
    assert_eq!(marked(&reader).1, 0);
    reader.press("3<ctrl-r>");
    assert_eq!(marked(&reader).1, 3);
}

#[test]
fn undo_calls_off_marks_that_are_still_being_worked_out() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (120, 30));
    reader.press("s");
    // No answer comes between the two keys, for as long as a key waits for one.
    reader.update(Msg::Key(event("A")));
    reader.update(Msg::Key(event("u")));
    reader.update(Msg::Timer(Timer::Ahead));
    reader.settle();
    assert!(reader.screen().contains("called off before anything was marked"), "{}", reader.screen());
    assert_eq!(marked(&reader), (0, 1, 0));
}

#[test]
fn keys_typed_at_once_do_what_they_do_one_by_one() {
    let folder = folder();
    let keys = [
        "rr",
        "sus",
        "&bread<enter>s",
        "S<enter>s",
        "/bread<enter>s",
        "]u]us",
        "*bread<enter>s",
        ";/bread<enter>s",
        "gf<enter>s",
        "lJ]qs",
        "jlTyq",
        "A u",
        "&bread<enter>q&ferry<enter>c",
    ];
    for keys in keys {
        let [slow, fast] = [false, true].map(|at_once| {
            let config = tempfile::tempdir().unwrap();
            let mut reader = Reader::open(folder.path(), config.path(), (120, 30));
            if at_once {
                reader.press_at_once(keys)
            } else {
                reader.press(keys)
            };
            let state = &reader.state;
            let note = state.note.as_ref().map(|note| note.headline.clone());
            let marked = state.marks.iter_where(|mark| mark.read || mark.starred).collect::<Vec<_>>();
            (state.list.selected(), state.list.len(), state.current(), marked, note, state.status.clone())
        });
        assert_eq!(slow, fast, "{keys}");
    }
}

#[test]
fn a_note_that_is_being_written_when_the_terminal_goes_is_kept() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    reader.press("cask her about the ferry");
    reader.update(Msg::Quit(129));
    reader.settle();
    assert_eq!(reader.state.quit, Some(129));
    let noted = reader.state.marks.iter_where(|mark| mark.note.is_some()).count();
    assert_eq!(noted, 1);
}

#[test]
fn what_takes_too_long_lets_keys_through() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (120, 30));
    for key in ["l", "J", "q", "Q"] {
        reader.update(Msg::Key(event(key)));
    }
    assert_eq!(reader.state.quit, None, "the article may come yet");
    reader.update(Msg::Timer(Timer::Ahead));
    assert_eq!(reader.state.quit, Some(0));
}

#[test]
fn undo_goes_back_to_the_article_that_a_verb_moved_on_from() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    reader.press("d");
    assert_eq!(reader.state.list.cursor(), 1);
    reader.press("u");
    assert_eq!(reader.state.list.cursor(), 0);
    reader.press("adG<ctrl-r>");
    assert_eq!(reader.state.list.cursor(), 2, "there is nothing to do again");
    reader.press("u<ctrl-r>");
    assert_eq!(reader.state.list.cursor(), 1);
    reader.press("Gsggu");
    assert_eq!(reader.state.list.cursor(), 0, "a verb that does not move on is undone where one is");
}

#[test]
fn a_verb_for_all_waits_for_the_search_to_be_done() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    reader.state.searching = Some((704, 4_000));
    for keys in ["A", ";ar", ";jr", ";kr"] {
        for key in keys.chars() {
            reader.update(Msg::Key(event(&key.to_string())));
        }
        let screen = reader.screen();
        assert!(screen.contains("704 of 4,000 articles are searched so far"), "{keys}: {screen}");
    }
    reader.state.searching = None;
    reader.settle();
    assert_eq!(marked(&reader).0, 0);
}

#[test]
fn quitting_without_what_is_not_saved_takes_two_keys() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (120, 30));
    let failed = || Msg::Marks(Answer::Failed { token: 0, unsaved: 3, reason: "Read-only file system".to_owned() });
    reader.update(failed());
    assert!(reader.screen().contains("marks of 3 articles NOT SAVED, trying again: Read-only file system"));
    assert!(reader.press("q").contains("the same key again quits WITHOUT THEM"));
    assert_eq!(reader.state.quit, None);
    assert!(reader.press("j").contains("trying again"), "another key goes on");
    reader.press("q");
    reader.update(failed());
    assert!(reader.screen().contains("quits WITHOUT THEM"), "what failed again has been told");
    reader.press("q");
    assert_eq!(reader.state.quit, Some(0));
}

#[test]
fn moving_over_an_article_does_not_make_it_read_but_time_does() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (120, 30));
    reader.press("jjk");
    assert!(reader.timers.is_empty());
    reader.press("<enter>");
    let timer = *reader.timers.last().unwrap();
    reader.update(Msg::Timer(timer));
    reader.settle();
    assert!(reader.screen().contains("marked read"));
}

#[test]
fn a_verb_is_done_to_what_was_selected_counted_or_said() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    let screen = reader.press("  ");
    assert!(screen.contains("the selected: 2 articles"), "{screen}");
    assert!(reader.press("s").contains("2 starred; u undoes"));
    assert_eq!(marked(&reader), (0, 2, 0));
    assert!(reader.state.selection.is_empty(), "a verb lets go of the selection");
    reader.press("gg2r");
    assert_eq!(marked(&reader), (2, 2, 0));
    let screen = reader.press("gg;j");
    assert!(screen.contains("this and all below: 3 articles"), "{screen}");
    assert!(reader.press("r").contains("marked read; u undoes"), "two of them were read before");
    reader.press("u");
    reader.press("j;kgu");
    assert_eq!(marked(&reader), (0, 2, 0));
    reader.press(";ar");
    assert_eq!(marked(&reader), (3, 2, 0));
    assert!(reader.press("A").contains("that is so already"));
    reader.press("gv;;gS");
    assert_eq!(marked(&reader), (3, 0, 0));
}

#[test]
fn a_range_or_a_query_selects_and_the_last_verb_can_be_repeated() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    reader.press("vjs");
    assert_eq!(marked(&reader).1, 2);
    assert!(reader.press("gv").contains("2 selected"), "as what was selected one by one");
    reader.press("<esc>");
    reader.press("gg*bread<enter>r");
    assert_eq!(marked(&reader).0, 1);
    reader.press("gg.");
    assert_eq!(marked(&reader).0, 2);
    reader.press("u;/council votes<enter>s");
    assert_eq!(marked(&reader), (1, 2, 0), "only the one article that the query finds, which has a star");
    reader.press("v<esc>");
    assert!(reader.state.selection.is_empty());
}

#[test]
fn what_is_decided_moves_on_and_can_be_taken_back() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    let screen = reader.press("ad");
    assert_eq!(reader.state.list.cursor(), 2, "{screen}");
    assert_eq!(marked(&reader).2, 1);
    reader.press("kd");
    assert_eq!(reader.state.list.cursor(), 1, "undecided again: the cursor stays");
    reader.press("ggd");
    let id = reader.state.marks.iter_where(|mark| mark.dropped).count();
    assert_eq!((id, marked(&reader).2), (1, 0), "what is dropped is not kept");
    assert!(reader.press("u").contains("undone: dropped"));
    assert_eq!(marked(&reader).2, 1);
    reader.press("gg<enter>d");
    assert!(reader.screen().contains("2024-02-02"), "the reader goes on to the next article, too");
}

#[test]
fn tags_are_given_completed_and_found() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    assert!(reader.press("t+fares council<enter>").contains("tagged +fares council"));
    reader.press("jtf<tab><enter>");
    assert!(reader.press("&tag:fares<enter>").contains("2 of 3 articles"), "{}", reader.screen());
    reader.press(";at-fares<enter>");
    reader.press("R");
    assert_eq!(reader.state.list.len(), 0);
}

#[test]
fn what_is_pasted_into_a_line_is_one_line_of_text() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    reader.update(Msg::Paste("qQr".to_owned()));
    assert_eq!((reader.state.quit, marked(&reader).0), (None, 0), "no keys");
    for key in ["&", "/", "t", ":", "*", "|"] {
        reader.press(key);
        reader.update(Msg::Paste("bread\r\nand\tfares\x1b[31m \x1b]0;title\x07\u{202e}now\0".to_owned()));
        reader.settle();
        assert_eq!(reader.state.prompt.as_ref().unwrap().text(), "bread and fares now", "{key}");
        reader.press("<ctrl-c>");
    }
}

#[test]
fn the_lines_of_what_is_pasted_into_a_note_stay_lines() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    reader.press("c");
    for text in ["ask her\rask him\r", "\r\nor\nthem"] {
        reader.state.update(Msg::Paste(text.to_owned()));
    }
    reader.press("<esc>");
    reader.settle();
    let noted = reader.state.marks.iter_where(|mark| mark.note.is_some()).next().unwrap();
    assert_eq!(reader.state.marks.get(noted).note.as_deref(), Some("ask her\nask him\nor\nthem"));
}

#[test]
fn a_note_quotes_what_is_singled_out_and_is_undone() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    let screen = reader.press("<enter>]qc");
    assert!(screen.contains("note on Council Votes On Fares"), "{screen}");
    assert!(screen.contains("> \"We are not done with this yet,\"") && screen.contains("Ada Holm"), "{screen}");
    let screen = reader.press("ask her<esc>");
    assert!(screen.contains("noted; u undoes"), "{screen}");
    assert!(reader.press("gg").contains("| ask her"), "the note stands in the article");
    reader.press("qgn");
    assert_eq!(reader.state.list.len(), 1);
    reader.press("u");
    assert!(reader.state.marks.iter_where(|mark| mark.note.is_some()).next().is_none());
    reader.press("ckeep out<ctrl-c>");
    assert!(reader.state.marks.iter_where(|mark| mark.note.is_some()).next().is_none());
}

#[test]
fn who_has_read_one_copy_has_seen_the_others() {
    let (folder, config) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let words = ["harbour", "council", "orchard", "lantern", "railway", "committee", "granary"];
    let sentence = |n: usize| {
        let word = |m: usize| words[(n * 3 + m * m + n * m) % words.len()];
        format!(
            "The {} {} {} said on day {n} that the {} was {} and {} again.",
            word(0),
            word(1),
            word(2),
            word(3),
            word(4),
            word(5)
        )
    };
    let body: Vec<String> = (0..12).map(sentence).collect();
    for (name, headline) in [("a.txt", "Ferry Line To Reopen"), ("b.txt", "Ferries Are Back"), ("c.txt", "All Is Well")]
    {
        let text = if name == "c.txt" { words.repeat(9).join(" ") } else { body.join("\n") };
        std::fs::write(folder.path().join(name), format!(" date 2024-02-03 {headline}\n{text}\n")).unwrap();
    }
    let options = Options { paths: vec![folder.path().to_owned()], full_text: true, ..Options::default() };
    let mut reader = Reader::open_with(Settings::default(), options, config.path(), (80, 24), None);
    let screen = reader.press("&copies:1<enter>");
    assert!(
        screen.contains("Ferry Line") && screen.contains("Ferries Are Back") && !screen.contains("All Is Well"),
        "{screen}"
    );
    let screen = reader.press("<enter>r");
    assert!(screen.contains("1 copy") && screen.contains("marked read"), "{screen}");
    let screen = reader.press("<esc>");
    assert!(screen.contains('\u{25cb}'), "{screen}");
    let screen = reader.press("u");
    assert!(!screen.contains('\u{25cb}') && screen.contains("undone: marked read"), "{screen}");
    // The same without opening one, and for many.
    reader.press("<esc>");
    for (keys, marked, seen) in [("r", "marked read", 1), ("j2r", "2 marked read", 1), ("A", "3 marked read", 0)] {
        let screen = reader.press(keys);
        assert!(screen.contains(marked), "{keys}: {screen}");
        assert_eq!(reader.state.marks.iter_where(|mark| mark.seen_copy).count(), seen, "{keys}");
        reader.press("u");
        assert_eq!(reader.state.marks.iter_where(|mark| mark.seen_copy || mark.read).count(), 0, "{keys}");
    }
    // What one copy has and the other has not.
    let screen = reader.press("gg<enter>C");
    assert!(screen.contains("beside copy 1 of 1") && screen.contains("same paragraphs"), "{screen}");
    assert!(reader.press("]c").contains("no other difference"));
    assert!(!reader.press("C").contains("beside copy"));
    let screen = reader.press("<esc>zc");
    assert!(screen.contains("\u{d7}2") && reader.state.list.len() == 2, "{screen}");
}

#[test]
fn what_cannot_be_done_says_why() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    for (keys, said) in [
        ("yu", "this article has no address"),
        ("o", "this article has no address"),
        ("2o", "none of these articles has an address"),
    ] {
        reader.press(keys);
        let (_, _, token) = reader.asked.pop().unwrap();
        reader.update(Msg::Gathered(Gathered { token, result: Ok((String::new(), 0)) }));
        assert!(reader.screen().contains(said), "{keys}: {}", reader.screen());
    }
    assert!(reader.press(";;r").contains("nothing is selected"));
    assert!(reader.press(" &title:bread<enter>;;r").contains("no selected article is in the list"));
    reader.press("<esc>&title:nowhere<enter>");
    for keys in ["r", "s", "a", "t", "c", "e", "o", "yy", "E", "|", "3d", ";ar", "A"] {
        let screen = reader.press(keys);
        assert!(screen.contains("there is no article here"), "{keys}: {screen}");
    }
    assert_eq!(marked(&reader), (0, 0, 0));
}
