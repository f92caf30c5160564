//! Folders that come and go, and links to them.

use std::os::unix::fs::symlink;

use super::*;

#[test]
fn a_link_up_is_not_followed_by_later_openings_either() {
    let home = Home::new();
    symlink("..", home.folder.path().join("world/up")).unwrap();
    for _ in 0..3 {
        assert_eq!(Home::headlines(home.options(), "").len(), 3);
        // The folder is listed again where a file came or went.
        home.write("world/passing.txt", "A Passing Story", "2024-02-09");
        assert_eq!(Home::headlines(home.options(), "").len(), 4);
        fs::remove_file(home.folder.path().join("world/passing.txt")).unwrap();
    }
}

#[test]
fn a_path_that_is_missing_beside_others_is_told_until_it_is_there() {
    let home = Home::new();
    let missing = home.folder.path().with_extension("missing");
    let options = || Options { paths: vec![home.folder.path().to_owned(), missing.clone()], ..home.options() };
    let troubles = || {
        let mut script = Script::open(options());
        assert!(script.wait(|_| true));
        let paths: Vec<String> = script.troubles().iter().map(|trouble| trouble.path.to_string()).collect();
        script.close();
        paths
    };
    let name = missing.to_str().unwrap().to_owned();
    assert_eq!([troubles(), troubles()], [[name.clone()], [name]]);
    fs::create_dir(&missing).unwrap();
    assert_eq!(troubles(), [""; 0]);
    fs::remove_dir(&missing).unwrap();
    assert_eq!(troubles().len(), 1);
}

#[test]
fn a_folder_that_is_taken_away_and_put_back_is_followed() {
    let home = Home::new();
    let (path, away) = (home.folder.path().join("news"), home.folder.path().join("away"));
    home.write("news/four.txt", "Derby Ends Level", "2024-02-04");
    home.write("news/world/five.txt", "Bridge Opens", "2024-02-05");
    let options = Options { paths: vec![path.clone()], watch: true, ..home.options() };
    let (_library, events) = open(options);
    view(&events, |view| view.order.len() == 2);
    assert!(
        events.iter().any(|event| matches!(event, Event::Grown { progress, .. } if progress.phase == Phase::Current))
    );
    fs::rename(&path, &away).unwrap();
    view(&events, |view| view.order.is_empty());
    // Another folder of the name, as a new copy of it is.
    home.write("news/six.txt", "Tide Tables Wrong", "2024-02-06");
    view(&events, |view| view.order.len() == 1);
    home.write("news/seven.txt", "Ferry Line To Close", "2024-02-07");
    view(&events, |view| view.order.len() == 2);
}
