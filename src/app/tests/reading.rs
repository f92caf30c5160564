//! The way from the list through articles and back.

use super::*;

#[test]
fn messages_name_the_keys_in_force() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let settings = Settings { preset: crate::config::Preset::Less, ..Settings::default() };
    let mut reader = Reader::open_with(settings, options(folder.path()), config.path(), (80, 24), None);
    assert!(reader.press("<enter>v").contains("j and k choose more lines, C copies them, c notes them"));
    assert!(reader.press("<esc><enter>").contains("Tab goes to the next one, F shows letters"));
    assert!(reader.press("]c").contains("compared with nothing: ,C compares with a copy"));
}

#[test]
fn the_whole_way() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    assert!(reader.screen().contains("3 articles") && reader.screen().contains("1 problem gp"));

    let screen = reader.press("&council votes<enter>");
    assert!(screen.contains("council votes"), "{screen}");
    assert_eq!(reader.state.list.len(), 1, "in two others it stands in a story link only");
    let screen = reader.press("<enter>");
    assert!(screen.contains("By Ada Holm"), "{screen}");
    let screen = reader.press("G");
    assert!(screen.contains("100 %") && screen.contains("marked read"), "{screen}");

    let screen = reader.press("<tab><enter>");
    assert!(screen.contains("Ferry line 'to reopen'") && screen.contains("2024-02-02"), "{screen}");
    let screen = reader.press("<ctrl-o>");
    assert!(screen.contains("100 %") && screen.contains("nobody has kept"), "{screen}");
    let screen = reader.press("<tab><enter>");
    assert!(screen.contains("not in the library"), "{screen}");
    let screen = reader.press("<ctrl-i>");
    assert!(screen.contains("2024-02-02"), "{screen}");
    reader.press("<esc><esc><esc>hhh");
    assert_eq!(reader.state.quit, None, "only q ends the program");
    reader.press("q");
    assert_eq!(reader.state.quit, Some(0));
    assert_eq!(reader.writer.close(), 0);

    // A renamed file keeps its marks, because they belong to the text.
    std::fs::rename(folder.path().join("one.txt"), folder.path().join("renamed.txt")).unwrap();
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    assert_eq!(reader.screen().matches('\u{25cf}').count(), 2, "{}", reader.screen());
    reader.press("U");
    assert_eq!(reader.state.list.len(), 2);
}

#[test]
fn a_count_goes_so_many_rows_found_on() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    reader.press("/harbour<enter>");
    assert_eq!(reader.state.list.cursor(), 0);
    reader.press("2n");
    assert_eq!(reader.state.list.cursor(), 2);
    reader.press("2N");
    assert_eq!(reader.state.list.cursor(), 0);
}

#[test]
fn quotes_hits_and_folds_are_reached_by_keys() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    reader.press("<enter>");
    assert!(reader.press("]q]q").contains("quote 2 of 8: Ada Holm"));
    assert!(reader.press("[q").contains("quote 1 of 8"));
    assert!(reader.press("3]q").contains("quote 4 of 8"));
    reader.press("99]q");
    assert!(reader.press("]q").contains("this was the last quote"));
    assert!(reader.press("2[q").contains("quote 6 of 8"));
    assert!(reader.press("99[q").contains("quote 1 of 8"));
    assert!(reader.press("G2<tab><enter>").contains("not in the library"));
    assert!(reader.press("3<tab><enter>").contains("Ferry line 'to reopen'"));
    reader.press("<ctrl-o>gg[q");
    assert!(reader.press("T").contains("\u{b7}\u{b7}\u{b7} 1 paragraph \u{b7}\u{b7}\u{b7}"));
    assert!(reader.press("T/doors<enter>").contains("hit 1 of 32"));
    assert!(reader.press("n").contains("hit 2 of 32"));
}

#[test]
fn a_quote_a_paragraph_and_lines_are_copied() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    reader.press("<enter>]qyq");
    let expected =
        "\"We are not done with this yet,\"\n\u{2014} Ada Holm, in: Ada Holm, \u{201c}Council Votes On Fares\u{201d}";
    assert!(reader.copied[0].starts_with(expected), "{}", reader.copied[0]);
    reader.press("ggyy");
    assert!(reader.copied[1].starts_with("The harbour was quiet"));
    reader.press("ggvjyy");
    assert_eq!(reader.copied[2].lines().count(), 2, "the headline and the line below it");
    reader.press("qggyc");
    assert!(matches!(reader.asked.as_slice(), [(positions, Form::Citation, _)] if positions.len() == 1));
}

#[test]
fn an_article_is_remembered_by_a_letter() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    reader.press("jmxG");
    let screen = reader.press("'x");
    assert!(screen.contains("2024-02-02"), "{screen}");
    assert!(reader.press("'y").contains("no article is remembered as y"));
}

#[test]
fn stray_lines_and_sections_fold() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    let screen = reader.press("<enter>GzM");
    assert!(screen.contains("Recent Stories (2 stories)"), "{screen}");
    let screen = reader.press("G");
    assert!(!screen.contains("nobody has kept"), "{screen}");
    assert!(reader.press("zaG").contains("nobody has kept"));
}

#[test]
fn the_place_comes_back() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    reader.press("&harbour<enter>Shj mx<enter>");
    let remembered = serde_json::to_vec(&reader.state.remembered()).unwrap();
    drop(reader);

    let mut reader = Reader::open_again(folder.path(), config.path(), serde_json::from_slice(&remembered).unwrap());
    let screen = reader.screen();
    assert!(screen.contains("By Ada Holm \u{b7}\u{a0}2024-02-02"), "the article is open again: {screen}");
    let screen = reader.press("q");
    assert!(screen.contains("harbour \u{b7} by headline"), "{screen}");
    assert_eq!(reader.state.list.cursor(), 2);
    assert_eq!(reader.state.selection.len(0), 1);
    reader.press("gg'x");
    assert!(reader.screen().contains("2024-02-02"));
}

#[test]
fn without_a_search_n_goes_to_the_next_unread_article() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    reader.press("jrggn");
    assert_eq!(reader.state.list.cursor(), 2);
    reader.press("gg<enter>n");
    assert!(reader.screen().contains("2024-02-01"), "{}", reader.screen());
}

#[test]
fn an_article_that_changes_while_it_is_read_stays_until_it_is_read_again() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let options = Options { watch: true, ..options(folder.path()) };
    let mut reader = Reader::open_with(Settings::default(), options, config.path(), (80, 24), None);
    reader.press("<enter>jj");
    let path = folder.path().join("one.txt");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, &text).unwrap();
    let touched = Instant::now();
    while touched.elapsed() < Duration::from_secs(1) {
        reader.settle();
        assert!(!reader.screen().contains("the file has changed"), "it says what it said: {}", reader.screen());
    }
    std::fs::write(&path, text.replace("The harbour was quiet", "The port was quiet")).unwrap();
    let begun = Instant::now();
    while !reader.screen().contains("the file has changed; R reads it again") && begun.elapsed() < PATIENCE {
        reader.settle();
    }
    assert!(reader.screen().contains("harbour was quiet"), "{}", reader.screen());
    let screen = reader.press("R");
    assert!(screen.contains("port was quiet") && !screen.contains("harbour was quiet"), "{screen}");
    assert!(!screen.contains("Council Votes On Fares"), "it stays where it was: {screen}");
}

#[test]
fn the_way_back_heeds_a_count() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    reader.press("<enter>JJ");
    assert!(reader.screen().contains("Bread prices fall"));
    assert!(reader.press("2<ctrl-o>").contains("Council Votes On Fares"));
    assert!(reader.press("9L").contains("Bread prices fall"), "as far as it goes");
    assert!(reader.press("2L").contains("this is the end of the history"));
}
