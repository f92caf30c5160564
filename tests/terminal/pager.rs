//! As a pager.

use super::*;

#[test]
fn a_dumb_terminal_prints_what_is_piped_and_not_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("other.txt"), "Another Story Of The Folder\n\nIt is not asked for.\n").unwrap();
    let mut command = Command::new("sh");
    let script = "printf 'Norvik Opens Its Pier\\n\\nThe pier was opened on Sunday.\\n' | TERM=dumb \"$0\"";
    command.args(["-c", script, env!("CARGO_BIN_EXE_dateline")]).current_dir(folder.path());
    let mut terminal = Terminal::launch(command, Arc::new(tempfile::tempdir().unwrap()));
    terminal.until(|screen| screen.contains("The pier was opened on Sunday.") && !screen.contains("Another Story"));
}
