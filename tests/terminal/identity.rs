//! Marks belong to the text of an article, whatever becomes of its file.

use super::*;

const STORY: &str = "Talks Resume On The Use Of River Water\n\nBy Ada Holm\n\nJanuary 30, 2024\n\nVIENNA, Jan 30 (NPA) - Delegates \
                     met on Tuesday for the first time in a year, and sat until the evening.\n\nThey meet again next week, said \
                     the hosts, who had asked them to stay a day longer.\n";

/// The articles of the folder that are read, and how many there are.
fn read(home: &tempfile::TempDir) -> (usize, usize) {
    let mut list = Command::new(env!("CARGO_BIN_EXE_dateline"));
    list.args(["list", "-f", "jsonl"]).arg(home.path().join("articles"));
    let lines = String::from_utf8(at_home(&mut list, home).output().unwrap().stdout).unwrap();
    let read = lines.lines().filter(|line| line.contains("\"marks\":{\"read\":true"));
    (read.count(), lines.lines().count())
}

fn open(home: &Arc<tempfile::TempDir>) -> Terminal {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.arg(home.path().join("articles"));
    Terminal::launch(command, Arc::clone(home))
}

#[test]
fn a_mark_stays_with_its_text_and_goes_on_to_the_corrected_one() {
    let home = Arc::new(tempfile::tempdir().unwrap());
    let folder = home.path().join("articles");
    std::fs::create_dir_all(folder.join("world")).unwrap();
    let file = folder.join("a.txt");
    std::fs::write(&file, STORY).unwrap();
    let mut terminal = open(&home);
    terminal.until(|screen| screen.contains('\u{25cf}') && screen.contains("until the evening"));
    terminal.press("r");
    terminal.until(|screen| screen.contains("marked read; u undoes"));
    terminal.press("q");
    terminal.end();
    assert_eq!(read(&home), (1, 1));

    // Corrected where it stands, and there is no index that would know what stood there: only the mark tells.
    std::fs::remove_dir_all(home.path().join("cache")).unwrap();
    let corrected = STORY.replace("a year", "two years");
    std::fs::write(&file, &corrected).unwrap();
    assert_eq!(read(&home), (0, 1), "it is another text");
    let mut terminal = open(&home);
    terminal.until(|screen| screen.contains("two years") && screen.contains('~'));
    terminal.press("\r");
    terminal.until(|screen| screen.contains("changed since you read it"));
    terminal.press("qq");
    terminal.end();
    assert_eq!(read(&home), (1, 1));

    // Moved under another name; another extraction with other stories below it; other formats, three of them at once.
    std::fs::rename(&file, folder.join("world/b.txt")).unwrap();
    assert_eq!(read(&home), (1, 1));
    let stories = "Gold prices rise again\n2 hours ago\n\nRain expected\n3 hours ago\n";
    std::fs::write(folder.join("world/b.txt"), format!("{corrected}\nRecent Stories\n\n{stories}")).unwrap();
    assert_eq!(read(&home), (1, 1));
    let (title, rest) = corrected.split_once("\n\n").unwrap();
    let body = rest.split_once("January 30, 2024\n\n").unwrap().1;
    let markdown = format!("---\ntitle: {title}\nauthor: Ada Holm\ndate: 2024-01-30\n---\n\n{body}");
    std::fs::write(folder.join("c.md"), markdown).unwrap();
    let record = serde_json::json!({"title": title, "author": "Ada Holm", "date": "2024-01-30", "text": body});
    std::fs::write(folder.join("d.json"), record.to_string()).unwrap();
    assert_eq!(read(&home), (3, 3));
}

/// What was marked without being opened is corrected while nobody looks, and under the eyes of a reader.
#[test]
fn marks_of_a_whole_view_go_on_to_corrected_texts() {
    let home = Arc::new(tempfile::tempdir().unwrap());
    let folder = home.path().join("articles");
    std::fs::create_dir(&folder).unwrap();
    let write = |number: usize, from: &str, to: &str| {
        let story = STORY.replace("River", &format!("River {number}")).replace(from, to);
        std::fs::write(folder.join(format!("{number}.txt")), story).unwrap();
    };
    (0..3).for_each(|number| write(number, "", ""));
    let index = || {
        let mut index = Command::new(env!("CARGO_BIN_EXE_dateline"));
        assert!(at_home(index.arg("index").arg(&folder), &home).output().unwrap().status.success());
    };
    index();
    let mut terminal = open(&home);
    terminal.until(|screen| screen.contains("until the evening"));
    terminal.press("A");
    terminal.until(|screen| screen.contains("3 marked read"));
    terminal.press("q");
    terminal.end();

    write(0, "a year", "two years");
    // Another article under another headline takes the place of one that was read.
    write(1, "Talks Resume", "Ferry Lines Open");
    index();
    assert_eq!(read(&home), (2, 3));

    let mut terminal = open(&home);
    terminal.until(|screen| screen.contains("Ferry Lines Open") && screen.matches('~').count() == 1);
    write(2, "until the evening", "until midnight");
    terminal.until(|screen| screen.matches('~').count() == 2);
    terminal.press("q");
    terminal.end();
    assert_eq!(read(&home), (2, 3));
}
