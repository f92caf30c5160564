//! Limits, orders, groups, and what lies over the list.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};

use super::*;

#[test]
fn help_and_palette_come_from_the_table() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    assert!(reader.press("?").contains("one page down"));
    reader.press("<esc>");
    assert!(reader.press(":tgstar").contains("toggle-star"));
    assert!(reader.press("<enter>").contains("starred; u undoes"));
    assert!(reader.press("gp").contains("broken.txt: empty"));
}

#[test]
fn limits_lie_within_one_another_and_are_peeled_off() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    reader.press("r&harbour<enter>&title:nothing<enter>");
    assert_eq!(reader.state.list.len(), 0, "{}", reader.screen());
    assert!(reader.screen().contains("harbour \u{b7} title:nothing"), "{}", reader.screen());
    reader.press("<esc>");
    assert_eq!(reader.state.limited.layers.len(), 1);
    reader.press("<esc>U");
    assert_eq!(reader.state.list.len(), 2);
    reader.press("&(");
    assert_eq!(reader.state.list.len(), 2, "what is no query leaves the list as it was");
    reader.press("<esc>q");
    assert_eq!((reader.state.list.len(), reader.state.quit), (3, None));
    reader.press("&<up>");
    assert!(reader.screen().contains("limit: title:nothing"), "{}", reader.screen());
}

#[test]
fn a_search_of_the_list_goes_from_row_to_row_and_leaves_the_others() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    reader.press("/title:bread<enter>");
    assert_eq!((reader.state.list.cursor(), reader.state.list.len()), (2, 3));
    reader.press("gg/title:fares or title:bread");
    reader.press("<esc>/title:fares OR title:bread<enter>n");
    assert_eq!(reader.state.list.cursor(), 2);
    reader.press("n");
    assert_eq!(reader.state.list.cursor(), 0, "round the end");
    let screen = reader.press("<esc>/doors<enter><enter>");
    let search = reader.state.reader.as_ref().and_then(|reader| reader.search.as_ref());
    assert!(search.is_some_and(|search| search.hits.len() == 32), "opening goes to the hits: {screen}");
}

#[test]
fn a_field_that_there_is_not_is_told_where_nothing_is_found() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    assert!(reader.press("&foo:bar<enter>").contains("there is no field \"foo\": it was looked for as a word"));
    assert!(!reader.press("<esc>&nowhere<enter>").contains("there is no field"));
}

#[test]
fn a_search_for_what_is_no_query_says_so_and_moves_nothing() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    let screen = reader.press("/bread((");
    assert_eq!(reader.state.list.cursor(), 2, "what was typed first was a query: {screen}");
    let screen = reader.press("<enter>");
    assert_eq!(reader.state.list.cursor(), 0);
    assert!(reader.state.found.is_none() && screen.contains("column"), "{screen}");
    assert!(reader.press("/((<enter>").contains("column"));
}

#[test]
fn the_menu_orders_the_list_and_turns_the_order_round() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    let first = |reader: &Reader| {
        let position = reader.state.list.order()[0];
        reader.state.rows.get(position).unwrap().details.headline.to_string()
    };
    assert!(reader.press("S").contains("by headline"));
    reader.press("h");
    assert_eq!(first(&reader), "Bread prices fall");
    assert!(reader.screen().contains("by headline"));
    reader.press("Sh");
    assert_eq!(first(&reader), "Ferry line 'to reopen'");
    reader.press("Sd");
    assert_eq!(first(&reader), "Council Votes On Fares");
    reader.press("Sd");
    assert_eq!(first(&reader), "Bread prices fall");
}

#[test]
fn rows_are_put_together_by_day_or_site_under_their_names() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    let screen = reader.press("SD");
    assert!(screen.contains("Saturday, 2024-02-03 \u{b7} 1 article"), "{screen}");
    assert!(screen.contains("Thursday, 2024-02-01 \u{b7} 1 article"), "{screen}");
    let screen = reader.press("SS");
    assert!(screen.contains("\u{b7} 3 articles"), "{screen}");
    reader.press("GSN");
    assert!(!reader.state.list.is_grouped());
}

#[test]
fn the_view_is_counted() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    let screen = reader.press("rg.");
    assert!(screen.contains("3 articles") && screen.contains("3 of them were only skimmed so far"), "{screen}");
    assert!(screen.contains("2024-02-03") && screen.contains("by site"), "{screen}");
    assert!(!reader.press("<esc>").contains("by site"));
}

#[test]
fn counts_limit_the_list() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    let screen = reader.press("gf<tab><tab><tab><tab>");
    assert!(screen.contains("[day]") && screen.contains("2024-02-03"), "{screen}");
    // A range of days, the newest first.
    reader.press("vj<enter>");
    assert_eq!(reader.state.list.len(), 2);
    reader.press("<esc>gf<tab><tab><tab><tab>~");
    assert_eq!(reader.state.list.len(), 2, "all but the newest day");
    assert!(!reader.press("gf<esc>").contains("[site]"));
}

#[test]
fn counts_stand_beside_the_list_and_follow_it() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (120, 24));
    let screen = reader.press("gf<tab><tab><tab><tab>j");
    assert!(screen.contains("[day]") && screen.contains("Bread prices fall"), "{screen}");
    let screen = reader.press("<enter>");
    assert_eq!(reader.state.list.len(), 1, "{screen}");
    assert!(screen.contains("[day]") && screen.contains("1 values") && !screen.contains("2024-02-03"), "{screen}");
    let screen = reader.press("<esc><esc>gf<tab><tab><tab><tab>~");
    assert!(screen.contains("2 values") && screen.contains("-date:2024-02-03"), "{screen}");
    let mut click = |column, row| {
        let kind = MouseEventKind::Down(MouseButton::Left);
        reader.update(Msg::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }));
        reader.settle();
        (reader.state.sheet().unwrap().at, reader.state.list.cursor(), reader.state.list.len())
    };
    assert_eq!(click(5, 2), (0, 1, 2), "the list can be reached beside it");
    assert_eq!(click(100, 3), (1, 1, 2));
    assert_eq!(click(100, 3).2, 1, "a second click limits");
    assert_eq!(click(100, 2).2, 1, "and one more does not take that back");
}

#[test]
fn the_bars_of_the_days_jump_and_limit() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    let screen = reader.press("gt");
    assert!(screen.contains("2024-02-01") && screen.contains("2024-02-03: 1 "), "{screen}");
    let cursor = |reader: &Reader| reader.state.list.cursor();
    reader.press("h");
    assert_eq!(cursor(&reader), 1, "the bar before is that of the day before");
    assert!(reader.press("9h").contains("2024-02-01: 1 "));
    assert!(reader.press("h").contains("these are the oldest ones"));
    // The bars follow the cursor, too.
    assert!(reader.press("k").contains("2024-02-02: 1 "));
    assert!(reader.press("vl").contains("2024-02-02..2024-02-03: 2 "));
    let screen = reader.press("<enter>");
    assert!(screen.contains("date:2024-02-02..2024-02-03") && reader.state.list.len() == 2, "{screen}");
    reader.press("~");
    assert_eq!(reader.state.list.len(), 1, "without the newest day");
    reader.press("<enter><enter>");
    assert_eq!(reader.state.limited.layers.len(), 3, "what is in force already stays so");
    assert!(!reader.press("?h").contains("one page down"), "h closes what lies over the bars");
    assert!(reader.press("<tab>").contains("[day]"));
    // The sheet, which h closes too, the bars, and the limits.
    reader.press("h<esc><esc><esc><esc>");
    assert_eq!(reader.state.list.len(), 3);
    assert!(!reader.press("j").contains("2024-02-02: 1 "), "the bars are gone");
}

#[test]
fn the_mouse_points_to_bars_and_draws_ranges() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let settings = Settings { strip: crate::config::Strip::Always, ..Settings::default() };
    let mut reader = Reader::open_with(settings, options(folder.path()), config.path(), (80, 24), None);
    let strip = reader.state.panes().strip.unwrap();
    let mut mouse = |kind, column| {
        let event = MouseEvent { kind, column, row: strip.y, modifiers: KeyModifiers::NONE };
        reader.update(Msg::Mouse(event));
        reader.settle();
        (reader.state.list.cursor(), reader.state.list.len())
    };
    let left = MouseButton::Left;
    // Behind the name of the first day stand bars of four columns.
    assert_eq!(mouse(MouseEventKind::Down(left), 13), (2, 3));
    assert_eq!(mouse(MouseEventKind::Up(left), 13), (2, 3), "a click jumps");
    assert_eq!(mouse(MouseEventKind::Down(left), 13), (2, 3));
    assert_eq!(mouse(MouseEventKind::Drag(left), 17), (1, 3));
    assert_eq!(mouse(MouseEventKind::Up(left), 17).1, 2, "a range limits");
    assert!(reader.screen().contains("date:2024-02-01..2024-02-02"));
}

#[test]
fn what_a_speaker_said_is_one_entry_that_opens_each_article() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    let screen = reader.press("<enter>]qgw");
    assert!(screen.contains("quotes \u{b7} Ada Holm") && screen.contains("\u{d7}24"), "{screen}");
    let screen = reader.press("G<enter>");
    assert!(screen.contains("We are not done with this yet"), "{screen}");
    assert_eq!(reader.state.reader.as_ref().unwrap().focus, Some(crate::app::reader::Focus::Quote(7)));
    assert!(reader.press("q").contains("quotes \u{b7} Ada Holm"), "back to the sheet");
    assert!(!reader.press("q").contains("quotes \u{b7} Ada Holm"));
}

#[test]
fn hits_in_context_open_at_the_hit() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    assert!(reader.press("gk").contains("limit the list first"));
    let screen = reader.press("&fares<enter>gkS");
    assert!(screen.contains("by the word before") && screen.contains("1 hits"), "{screen}");
    assert!(reader.press("<enter>").contains("By Ada Holm"));
}

#[test]
fn what_matters_is_not_cut_off_on_small_screens() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    let screen = reader.press("&titel:x");
    assert!(screen.contains("there is no field \"titel\"; did you mean \"title\"?"), "{screen}");
    assert!(!screen.contains("takes the last limit away"), "that key is typed now: {screen}");
    reader.update(Msg::Resize(40, 12));
    assert!(reader.screen().contains("did you mean \"title\"?"), "{}", reader.screen());
    let screen = reader.press("<esc><enter>]qgw");
    assert!(screen.contains("We are not done with this"), "{screen}");
    reader.press("qqgfG");
    reader.update(Msg::Resize(20, 6));
    let name = folder.path().file_name().unwrap().to_string_lossy().chars().take(5).collect::<String>();
    assert!(reader.screen().contains(&name), "{}", reader.screen());
}

#[test]
fn any_size_is_drawn() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    for keys in ["", "<enter>", "G", "f", "<esc>?", "<esc>:", "<esc>/"] {
        reader.press(keys);
        for size in [(1, 1), (2, 2), (20, 5), (40, 12), (99, 16), (100, 3), (300, 90)] {
            reader.update(Msg::Resize(size.0, size.1));
            reader.screen();
        }
    }
    reader.press("<esc>");
    reader.update(Msg::Resize(20, 5));
    assert!(reader.screen().contains("Rec") || reader.screen().contains('\u{25cf}') || reader.screen().contains('%'));
}

#[test]
fn the_mouse_chooses_opens_scrolls_and_drags() {
    use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (120, 24));
    let mouse = |reader: &mut Reader, kind, column, row| {
        reader.update(Msg::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }));
        reader.settle();
    };
    let press = MouseEventKind::Down(MouseButton::Left);
    mouse(&mut reader, press, 3, 3);
    assert_eq!(reader.state.list.cursor(), 2);
    mouse(&mut reader, press, 3, 3);
    assert!(reader.screen().contains("min left"), "a click on the row under the cursor opens it");
    let before = reader.screen();
    mouse(&mut reader, MouseEventKind::ScrollDown, 100, 5);
    assert_ne!(reader.screen(), before);
    let divider = reader.state.panes().divider.unwrap();
    mouse(&mut reader, press, divider.x, 5);
    mouse(&mut reader, MouseEventKind::Drag(MouseButton::Left), 70, 5);
    assert_eq!(reader.state.panes().divider.unwrap().x, 69);
}

#[test]
fn the_program_can_be_stopped_where_something_lies_over_the_panes() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    for opens in ["?", "S", "<enter>Gf"] {
        let over = reader.press(opens);
        assert!(reader.state.overlay.is_some(), "{opens}");
        let effects = reader.state.update(Msg::Key(event("ctrl-z")));
        assert!(matches!(effects.as_slice(), [Effect::Suspend]), "{opens}");
        assert_eq!(reader.screen(), over);
        reader.press("<esc>");
    }
}

#[test]
fn the_mouse_reaches_what_lies_over_the_panes() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    let mouse = |reader: &mut Reader, kind, row| {
        reader.update(Msg::Mouse(MouseEvent { kind, column: 5, row, modifiers: KeyModifiers::NONE }));
        reader.settle();
        reader.screen()
    };
    // The line on which something stands.
    let line = |screen: &str, text: &str| {
        let found = screen.lines().position(|line| line.contains(text));
        u16::try_from(found.unwrap_or_else(|| panic!("{text}: {screen}"))).unwrap()
    };
    let press = MouseEventKind::Down(MouseButton::Left);
    let help = reader.press("?");
    let below = mouse(&mut reader, MouseEventKind::ScrollDown, 5);
    assert_eq!(line(&below, "half a page down") + 3, line(&help, "half a page down"));
    assert_eq!(mouse(&mut reader, MouseEventKind::ScrollUp, 5), help);
    let menu = reader.press("<esc>S");
    let screen = mouse(&mut reader, press, line(&menu, "by headline"));
    assert!(screen.lines().next().unwrap().contains("by headline"), "{screen}");
    reader.press("S");
    mouse(&mut reader, press, 1);
    assert_eq!(reader.state.overlay, None, "a click beside a menu closes it");
    let palette = reader.press(":star");
    let screen = mouse(&mut reader, press, line(&palette, "starred-only"));
    assert!(screen.contains("no article is like this"), "{screen}");
    let hints = reader.press("<esc><enter>Gf");
    let screen = mouse(&mut reader, press, line(&hints, "Council votes on fares"));
    assert_eq!(reader.state.overlay, None);
    assert!(screen.lines().nth(1).unwrap().contains("Council Votes On Fares"), "{screen}");
    reader.press("q&ada");
    reader.update(Msg::Resize(80, 3));
    mouse(&mut reader, MouseEventKind::ScrollDown, 1);
    assert_eq!((reader.state.list.cursor(), reader.state.list.len()), (1, 3), "what a query finds while it is typed");
}

#[test]
fn the_words_that_set_an_article_apart_are_a_limit_at_once() {
    let (folder, config) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for (name, about) in [("a", "ferry island"), ("b", "ferry island"), ("c", "bread market"), ("d", "school roof")] {
        let text =
            format!(" date 2024-02-03 Story {name}\nThe {about} is old. The {about} is dear. Nobody wants it.\n");
        std::fs::write(folder.path().join(name).with_extension("txt"), text).unwrap();
    }
    let options = Options { cache: Some(config.path().join("cache")), full_text: true, ..options(folder.path()) };
    let mut reader = Reader::open_with(Settings::default(), options, config.path(), (80, 24), None);
    let screen = reader.press("gm");
    assert!(screen.contains("ferry OR island sort:relevance"), "{screen}");
    let screen = reader.press("<enter>");
    assert!(reader.state.list.len() == 2 && screen.contains("ferry OR island"), "{screen}");
    assert!(reader.press("<esc>").contains("4 articles"));
    // The limits before give way to it, but not before it is accepted.
    assert!(reader.press("&island -title:b<enter>").contains("1 of 4 articles"));
    assert!(reader.press("gm").contains("sort:relevance"));
    assert!(reader.press("<esc>").contains("1 of 4 articles"));
    assert!(reader.press("gm<enter><esc>").contains("4 articles"));
}

#[test]
fn a_problem_that_is_found_again_is_told_once() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    let (troubles, progress) = (reader.state.troubles.clone(), reader.state.progress);
    reader.update(Msg::Library(Event::Grown { troubles, progress }));
    assert_eq!(reader.state.troubles.len(), 1);
}

#[test]
fn what_is_read_at_first_is_not_new_but_what_comes_later_is() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let options = Options { watch: true, ..options(folder.path()) };
    let mut reader = Reader::open_with(Settings::default(), options, config.path(), (80, 24), None);
    assert!(!reader.press("j").contains(" new "), "{}", reader.screen());
    let before = reader.state.list.selected();
    std::fs::write(folder.path().join("four.txt"), "Tram Drivers Meet\nBy Ada Holm\n2024-02-04\nThey met.\n").unwrap();
    let begun = Instant::now();
    while reader.state.articles < 4 && begun.elapsed() < PATIENCE {
        reader.settle();
    }
    assert!(reader.screen().contains("1 new"), "{}", reader.screen());
    assert_eq!((reader.state.list.selected(), reader.state.list.cursor()), (before, 2), "on its article");
}

#[test]
fn the_cursor_stays_on_its_article_when_its_file_is_read_again() {
    let (folder, config) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path = folder.path().join("crawl.json");
    let write = |numbers: std::ops::Range<usize>| {
        let record = |n| format!("{{\"title\":\"Story Number {n}\",\"text\":\"Text {n}.\",\"date\":\"2024-01-0{n}\"}}");
        std::fs::write(&path, format!("[{}]", numbers.rev().map(record).collect::<Vec<_>>().join(","))).unwrap();
        let hour_ago = std::time::SystemTime::now() - Duration::from_secs(3_600);
        std::fs::File::open(&path).unwrap().set_modified(hour_ago).unwrap();
    };
    write(1..6);
    let options = Options { watch: true, ..options(folder.path()) };
    let mut reader = Reader::open_with(Settings::default(), options, config.path(), (80, 24), None);
    reader.press("jj");
    let headline = |reader: &Reader| {
        let row = reader.state.list.selected().and_then(|position| reader.state.rows.get(position));
        row.map(|row| row.details.headline.to_string())
    };
    assert_eq!(headline(&reader).as_deref(), Some("Story Number 3"));
    write(1..9);
    let begun = Instant::now();
    while reader.state.articles < 8 && begun.elapsed() < PATIENCE {
        reader.settle();
    }
    reader.settle();
    assert_eq!((headline(&reader).as_deref(), reader.state.list.cursor()), (Some("Story Number 3"), 5));
}

#[test]
fn rows_out_of_sight_need_no_frame() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let mut reader = Reader::open(folder.path(), config.path(), (80, 24));
    let position = reader.state.list.selected().unwrap();
    let row = reader.state.rows.get(position).unwrap().clone();
    let mut draws_for = |position| {
        reader.state.take_changed();
        reader.state.update(Msg::Library(Event::Rows(vec![(position, row.clone())])));
        reader.state.take_changed()
    };
    assert!(draws_for(position));
    assert!(!draws_for(1_000));
}

#[test]
fn what_secure_mode_switches_off_is_refused_before_it_is_asked_for() {
    let (folder, config) = (folder(), tempfile::tempdir().unwrap());
    let settings = Settings { secure: true, ..Settings::default() };
    let mut reader = Reader::open_with(settings, options(folder.path()), config.path(), (80, 24), None);
    for (keys, what) in [("|", "piping"), ("!", "running commands"), ("e", "the editor"), (";ayc", "copying")] {
        assert!(reader.press(keys).contains(&format!("secure mode: {what} is switched off")), "{keys}");
    }
    assert!(reader.copied.is_empty());
}
