//! `dateline doctor` and `--log`.

use super::*;

#[test]
fn nothing_is_wrong_in_a_new_home() {
    let home = Home::new();
    let (code, said, _) = home.with(&[], &["doctor"]);
    assert_eq!(code, Some(0), "{said}");
    for part in ["~/config, ", " free (not there yet", "none yet; it is made when", "Nothing is wrong.\n"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    home.done(&["index"]);
    home.done(&["mark", "+read", "-q", "*"]);
    let (code, said, _) = home.with(&[], &["doctor"]);
    assert_eq!(code, Some(0), "{said}");
    for part in ["2 in ", "full text    2 articles\n", "journals     1, ", " records, the last one "] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn a_path_of_the_library_that_is_missing_is_wrong() {
    let home = Home::new();
    home.config("[libraries.work]\npaths = [\"~\", \"~/nowhere\"]\n");
    let (code, said, _) = home.with(&[], &["doctor", "@work"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("WRONG: ~/nowhere: no such file or folder\n"), "{said}");
}

#[test]
fn what_is_wrong_is_told_with_what_to_do() {
    let home = Home::new();
    home.config("mesure = 1\n");
    home.done(&["index"]);
    home.done(&["mark", "+read", "-q", "*"]);
    let files = |dir: &str, end: &str| {
        let mut found = Vec::new();
        let mut dirs = vec![home.0.path().join(dir)];
        while let Some(dir) = dirs.pop() {
            for entry in std::fs::read_dir(dir).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    dirs.push(path);
                } else if path.to_str().unwrap().ends_with(end) {
                    found.push(path);
                }
            }
        }
        assert!(!found.is_empty(), "{dir} {end}");
        found
    };
    for path in files("cache", ".rows").into_iter().chain(files("config", ".journal")).chain(files("cache", ".term")) {
        let mut bytes = std::fs::read(&path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0xff;
        std::fs::write(path, bytes).unwrap();
    }
    // The clock of another machine is a day ahead.
    let day = std::time::SystemTime::now() + std::time::Duration::from_secs(86_400);
    let millis = day.duration_since(std::time::UNIX_EPOCH).unwrap().as_millis();
    let body = format!("1\t{millis:013}.0\tother\t{}\tread\t1\t", "0".repeat(31) + "1");
    let sum = blake3::hash(body.as_bytes()).to_hex();
    let sum = sum.get(..8).unwrap();
    let other = home.0.path().join("config/marks/other");
    std::fs::create_dir_all(&other).unwrap();
    std::fs::write(other.join("x.journal"), format!("{body}{sum}\n")).unwrap();
    let (code, said, _) = home.with(&[("LC_ALL", "C")], &["doctor"]);
    assert_eq!(code, Some(1));
    for part in [
        "WRONG: ~/config/config.toml: line 1: mesure: unknown; did you mean measure?\n",
        "To do: dateline index --rebuild",
        ".term: damaged\n",
        ".journal: 1 damaged lines are passed over\n",
        "WRONG: other: 1 records, the last one 23 hours from now\n",
        "WRONG: it does not write UTF-8",
        "Several things are wrong.\n",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn a_log_is_written_when_asked_and_has_no_text_of_articles() {
    let home = Home::new();
    let log = home.0.path().join("log");
    home.done(&["--log", log.to_str().unwrap(), "index"]);
    let text = std::fs::read_to_string(&log).unwrap();
    for span in ["sweep", "walk", "scan", "save", "fulltext"] {
        assert!(text.lines().any(|line| line.contains(span) && line.contains("close time.busy=")), "{span}: {text}");
    }
    home.done(&["mark", "--log", log.to_str().unwrap(), "+read", "talks.txt"]);
    let text = std::fs::read_to_string(&log).unwrap();
    assert!(text.contains("marks{records="), "{text}");
    assert!(!text.contains("Delegates") && !text.contains("River") && !text.contains('\u{1b}'));
    let state = [("XDG_STATE_HOME", home.0.path().join("state"))];
    let mut command = home.command(env!("CARGO_BIN_EXE_dateline"), &["list", "--log", "auto"]);
    assert!(command.envs(state.clone()).output().unwrap().status.success());
    assert!(state[0].1.join("dateline/dateline.log").exists());
    assert_eq!(home.run(&["list", "--log", "/nowhere/log"]).status.code(), Some(1));
}
