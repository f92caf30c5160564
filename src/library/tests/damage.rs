//! An index whose files are not those that were written.

use super::*;

#[test]
fn a_damaged_index_is_built_anew_and_that_is_said() {
    let home = Home::new();
    Home::headlines(Options { full_text: true, ..home.options() }, "");
    let index = fs::read_dir(home.cache.path().join("libraries")).unwrap().next().unwrap().unwrap().path();
    for entry in fs::read_dir(&index).unwrap() {
        let path = entry.unwrap().path();
        let Ok(bytes) = fs::read(&path) else { continue };
        fs::write(&path, bytes.get(..bytes.len() / 2).unwrap()).unwrap();
        assert_eq!(Home::headlines(home.options(), "").len(), 3, "{}", path.display());
    }
    fs::write(index.join("manifest"), "dateline index\nnonsense").unwrap();
    let mut script = Script::open(home.options());
    assert!(script.wait(|_| true));
    let notices = script.notices();
    assert!(notices.iter().any(|notice| notice.contains("built anew")), "{notices:?}");
}

#[test]
fn damage_that_nothing_else_would_notice_is_found_behind_the_list() {
    let home = Home::new();
    Home::headlines(Options { full_text: true, ..home.options() }, "");
    let index = fs::read_dir(home.cache.path().join("libraries")).unwrap().next().unwrap().unwrap().path();
    let (paths, cache) = ([home.folder.path().to_owned()], home.cache.path());
    let health = || health(&paths, &[], cache);
    let damage = || health().map(|health| health.damage);
    assert_eq!(damage(), Some(Vec::new()));
    let rows = fs::read_dir(&index).unwrap().map(|entry| entry.unwrap().path());
    let rows = rows.filter(|path| path.extension().is_some_and(|kind| kind == "rows"));
    for file in rows.chain([index.join("ties")]).collect::<Vec<_>>() {
        let mut bytes = fs::read(&file).unwrap();
        // Headlines and counts are any bytes.
        let last = bytes.len() - 1;
        bytes[last] ^= 1;
        fs::write(&file, bytes).unwrap();
        assert_eq!(damage().map(|damage| damage.len()), Some(1), "{}", file.display());
        let (_library, events) = open(Options { watch: true, full_text: true, ..home.options() });
        let deadline = Instant::now() + PATIENCE;
        let told = |event: Event| matches!(event, Event::Notice(notice) if notice.contains("damaged; it is"));
        assert!(events.iter().any(told), "{}", file.display());
        let is_whole = |health: Health| health.damage.is_empty() && health.rows == 3 && health.texts == 3;
        while !(health().is_some_and(is_whole) && index.join("ties").exists()) {
            assert!(Instant::now() < deadline, "{}: {:?}", file.display(), health());
            thread::sleep(Duration::from_millis(20));
        }
    }
}

#[test]
fn an_order_that_a_crash_left_empty_is_made_anew() {
    let home = Home::new();
    assert_eq!(Home::headlines(home.options(), "").len(), 3);
    let folder = manifest(&home).0;
    let order = fs::read_dir(folder.parent().unwrap()).unwrap().map(|entry| entry.unwrap().path());
    for path in order.filter(|path| path.extension().is_some_and(|extension| extension == "order")) {
        fs::write(path, "").unwrap();
    }
    assert_eq!(Home::headlines(home.options(), "").len(), 3);
}

#[test]
fn a_full_text_that_a_search_finds_damaged_is_built_anew() {
    let home = Home::new();
    let options = Options { watch: true, full_text: true, ..home.options() };
    Home::headlines(options.clone(), "");
    let text = manifest(&home).0.parent().unwrap().join("text");
    let files = fs::read_dir(&text).unwrap().map(|entry| entry.unwrap().path());
    for path in files.filter(|path| path.extension().is_some_and(|extension| extension == "term")) {
        let bytes = fs::read(&path).unwrap();
        fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    }
    let (library, events) = open(options);
    view(&events, |view| view.order.len() == 3);
    library.limit(Query::parse("ferry harbour", jiff::civil::date(2024, 3, 1)).unwrap(), None, Marks::default(), 2);
    let (mut found, mut told) = (false, false);
    while !(found && told) {
        match events.recv_timeout(PATIENCE).unwrap() {
            Event::View(view) => found |= view.token == 2 && view.order.len() == 1,
            Event::Notice(notice) => told |= notice.contains("the full text is damaged"),
            _ => {}
        }
    }
    // The new one is built behind that.
    let is_whole =
        || crate::library::fulltext::check(&text).is_ok_and(|(articles, damaged)| articles == 3 && damaged.is_empty());
    let start = Instant::now();
    while !is_whole() {
        assert!(start.elapsed() < PATIENCE, "{:?}", crate::library::fulltext::check(&text));
        thread::sleep(Duration::from_millis(20));
    }
    drop(library);
}
