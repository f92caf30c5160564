//! Marks on the screen: other readers' marks, and what is said when they cannot be saved.

use rustix::process::{Pid, Resource, Rlimit, getrlimit, prlimit};

use super::*;

fn reader(home: &Arc<tempfile::TempDir>) -> Command {
    let articles = home.path().join("articles");
    if !articles.exists() {
        std::fs::create_dir(&articles).unwrap();
        for (name, day) in [("a", "Monday"), ("b", "Tuesday"), ("c", "Friday")] {
            let story = format!("Talks resume on {day}\n\nVIENNA, Jan 30 (AFP) - Delegates met again on {day}.\n");
            std::fs::write(articles.join(name).with_extension("txt"), story).unwrap();
        }
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.arg(articles);
    command
}

fn home() -> Arc<tempfile::TempDir> {
    Arc::new(tempfile::tempdir().unwrap())
}

fn unread(screen: &str) -> usize {
    screen.matches('●').count()
}

#[test]
fn marks_of_another_reader_appear_without_a_key() {
    let home = home();
    let mut one = Terminal::launch(reader(&home), Arc::clone(&home));
    one.until(|screen| unread(screen) == 3);
    let mut other = Terminal::launch(reader(&home), Arc::clone(&home));
    other.until(|screen| unread(screen) == 3);
    one.press("r");
    one.until(|screen| unread(screen) == 2);
    let start = Instant::now();
    other.until(|screen| unread(screen) == 2);
    say(&format!("seen by another reader after {:?}", start.elapsed()));
    other.press("jr");
    one.until(|screen| unread(screen) == 1);
}

#[test]
fn marks_that_cannot_be_saved_are_counted_on_the_screen_and_saved_when_they_can_be() {
    let home = home();
    let mut command = Command::new("sh");
    let rest = reader(&home);
    // Files may not have a byte: the same as a full disk, but that it needs no file system of its own.
    command.args(["-c", "ulimit -S -f 0; exec \"$0\" \"$@\""]).arg(rest.get_program()).args(rest.get_args());
    let mut terminal = Terminal::launch(command, Arc::clone(&home));
    terminal.until(|screen| unread(screen) == 3);
    terminal.press("rj");
    terminal.until(|screen| screen.contains("marks of 1 article NOT SAVED"));
    terminal.press("rj");
    // What is not saved does not look so.
    terminal.until(|screen| screen.contains("marks of 2 articles NOT SAVED") && unread(screen) == 3);
    let pid = Some(Pid::from_child(&terminal.child));
    let limit = Rlimit { current: None, maximum: getrlimit(Resource::Fsize).maximum };
    prlimit(pid, Resource::Fsize, limit).unwrap();
    terminal.until(|screen| unread(screen) == 1 && !screen.contains("NOT SAVED"));
    terminal.press("q");
    assert_eq!(terminal.end().code(), Some(0));
}

#[test]
fn without_a_folder_for_marks_the_reader_starts_and_says_so() {
    let home = home();
    std::fs::write(home.path().join("config"), "in the way").unwrap();
    let mut terminal = Terminal::launch(reader(&home), Arc::clone(&home));
    terminal.until(|screen| unread(screen) == 3 && screen.contains("marks cannot be saved"));
    terminal.press("jr");
    terminal.until(|screen| screen.contains("marks of 1 article NOT SAVED"));
    terminal.press("q");
    terminal.until(|screen| screen.contains("the same key again quits"));
    terminal.press("q");
    assert_eq!(terminal.end().code(), Some(1), "a mark that is lost shows in the exit code");
}
