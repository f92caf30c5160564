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
