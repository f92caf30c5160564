//! `--plain`: the dialogue of lines.

use std::io::Write;

use super::*;

impl Home {
    /// What the dialogue says to these lines, and its exit code.
    fn dialogue(&self, lines: impl AsRef<[u8]>) -> (Option<i32>, String) {
        let mut command = self.command(env!("CARGO_BIN_EXE_dateline"), &["--plain", "."]);
        let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(lines.as_ref()).unwrap();
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        let is_plain = |c: char| c == '\n' || !c.is_control() && !('\u{2500}'..='\u{25ff}').contains(&c);
        assert!(said.chars().all(is_plain), "{said:?}");
        (output.status.code(), said)
    }
}

#[test]
fn a_field_that_there_is_not_is_told() {
    let (_, said) = Home::new().dialogue("/ foo:bar\nq\n");
    assert!(said.contains("No articles. There is no field \"foo\", so it was looked for as a word.\n"), "{said}");
}

#[test]
fn a_list_is_read_and_triaged_with_single_letters() {
    let home = Home::new();
    let (code, said) = home.dialogue("2\n\ns\nq\nd 1\nt +later -old 1-2\nq\n");
    assert_eq!(code, Some(0));
    assert!(said.starts_with("1. Ferry Service Suspended. "), "{said}");
    for part in [
        "Ferry Service Suspended. NPA, 2024-02-02, ",
        " words, unread\n",
        "1 to 2 of 2 articles.\nCommand (h for help): Article 2, unread.\nTalks On The Use Of River Water Resume In Vienna\n",
        "(NPA) - Delegates met on Tuesday.\n",
        "This is the last article.\n",
        "Now read.\nEnd of 2. Command: ",
        "Starred: Talks On The Use Of River Water Resume In Vienna.\n",
        ", read, starred\n",
        "Dropped: Ferry Service Suspended.\n",
        "Tags +later -old: 2 articles.\n",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert_eq!(home.text(&["list", "-f", "paths", "-q", "is:read is:starred tag:later"]), "talks.txt\n");
    assert_eq!(home.text(&["list", "-f", "paths", "-q", "is:dropped"]), "sea/ferry.txt\n");
}

#[test]
fn the_first_article_has_none_before_it_and_the_last_none_behind_it() {
    let (_, said) = Home::new().dialogue("[\n1\n[\n]\n]\nQ\n");
    for part in
        ["No article is open; its number opens one.\n", "This is the first article.\n", "This is the last article.\n"]
    {
        assert_eq!(said.matches(part).count(), 1, "{part}: {said}");
    }
    assert!(!said.contains("There is no article"), "{said}");
}

#[test]
fn a_dialogue_is_no_picker() {
    for option in ["--print", "--print0"] {
        assert_eq!(Home::new().run(&["--plain", option, "."]).status.code(), Some(2), "{option}");
    }
}

#[test]
fn a_terminal_of_another_encoding_does_not_end_it() {
    let (code, said) = Home::new().dialogue(b"/ fl\xfcsse\n/\r\nq\n");
    assert_eq!(code, Some(0));
    assert!(said.contains("No articles.\n") && said.matches("1 to 2 of 2 articles.\n").count() == 2, "{said}");
}

#[test]
fn marks_are_undone_and_limits_taken_away() {
    let home = Home::new();
    let (_, said) = home.dialogue("r all\nu\nu\nU\n/ speaker:lund\n/ titel:x\n/\no\n");
    for part in [
        "Read: 2 articles.\n",
        "Undone: read.\n",
        "There is nothing more.\n",
        "Redone: read.\n",
        "1 to 1 of 1 article.\n",
        "1 to 2 of 2 articles.\n",
        "No articles.\n",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert_eq!(home.text(&["list", "--count", "-q", "is:read"]), "2\n");
}

#[test]
fn long_lists_come_in_pages_and_nonsense_is_told() {
    let home = Home::new();
    home.write("many.jsonl", &many());
    let (code, said) = home.dialogue("\np\np\n2003\nr\nr 0\nxyz\nr x\nh\nQ\n");
    assert_eq!(code, Some(0));
    for part in [
        "1 to 10 of 2,002 articles.\n",
        "11 to 20 of 2,002 articles.\n",
        "There is no article 2003.\n",
        "Which? Say numbers behind the letter",
        "There is no article 0.\n",
        "not a command; h lists them.\n",
        "articles are told by their numbers, such as 3 or 5-7, or by all.\n",
        "u  U    undo; redo\n",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert_eq!(said.matches("1 to 10 of 2,002").count(), 3);
}
