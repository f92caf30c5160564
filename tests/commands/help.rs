//! The help and the manual: short, complete, and true.

use super::*;

/// The commands, with those inside of others.
const COMMANDS: [&[&str]; 17] = [
    &[],
    &["list"],
    &["quotes"],
    &["kwic"],
    &["facets"],
    &["links"],
    &["show"],
    &["mark"],
    &["marks"],
    &["marks", "export"],
    &["marks", "import"],
    &["index"],
    // It needs what the command before it has built.
    &["like"],
    &["config"],
    &["doctor"],
    &["completions"],
    &["man"],
];

#[test]
fn the_short_help_fits_a_terminal() {
    let home = Home::new();
    for command in COMMANDS {
        let mut help = home.command(env!("CARGO_BIN_EXE_dateline"), &[command, &["-h"]].concat());
        let help = String::from_utf8(help.env("COLUMNS", "80").output().unwrap().stdout).unwrap();
        assert!(help.lines().count() <= 23, "{command:?}: {} rows\n{help}", help.lines().count());
        let widest = help.lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(80), "{command:?}: {widest:?} columns\n{help}");
    }
}

/// What stands behind the options is wrapped as the terminal wants it, and nowhere else.
#[test]
fn the_long_help_breaks_lines_only_where_they_are_full() {
    let home = Home::new();
    for command in COMMANDS {
        let mut help = home.command(env!("CARGO_BIN_EXE_dateline"), &[command, &["--help"]].concat());
        let help = String::from_utf8(help.env("COLUMNS", "100").output().unwrap().stdout).unwrap();
        let prose = |line: &str| line.starts_with(char::is_alphabetic) && !line.ends_with(':');
        for (line, next) in help.lines().zip(help.lines().skip(1)).filter(|(line, next)| prose(line) && prose(next)) {
            let word = next.split(' ').next().unwrap_or_default();
            assert!(line.chars().count() + word.chars().count() >= 100, "{command:?}: {line}\n{next}");
        }
    }
}

/// The help of the commands is not filled by man(1).
#[test]
fn the_manual_fits_a_terminal_and_has_the_keys_of_one_scope() {
    let page = Home::new().text(&["man"]);
    let help = page.split(".nf\n").skip(1).filter_map(|help| help.split(".fi").next());
    for line in help.flat_map(str::lines) {
        let columns = line.replace("\\-", "-").replace("\\e", "\\").chars().count();
        assert!(columns <= 71 || line.starts_with("  dateline"), "{columns}: {line}");
    }
    assert!(page.contains(".B ] u, tab in the list\n") && page.contains("pagedown, space in the article\n"), "{page}");
}

/// Every example of the help does what it says.
#[test]
fn the_examples_of_the_help_run() {
    let home = Home::new();
    home.write("article.txt", FERRY);
    home.write("copy.txt", FERRY);
    for folder in [".local/share/bash-completion/completions", ".zfunc", ".config/fish/completions"] {
        std::fs::create_dir_all(home.0.path().join(folder)).unwrap();
    }
    let bin = PathBuf::from(env!("CARGO_BIN_EXE_dateline"));
    let path = format!("{}:{}", bin.parent().unwrap().display(), std::env::var("PATH").unwrap());
    let mut examples = 0;
    for command in COMMANDS {
        let help = home.text(&[command, &["--help"]].concat());
        let lines =
            help.lines().skip_while(|line| *line != "Examples:").skip(1).map_while(|line| line.strip_prefix("  "));
        for example in lines {
            // man(1) is not everywhere.
            let line = example.replace("man -l -", "grep -q dateline");
            let mut shell = home.command("sh", &["-c", &line]);
            let output = shell.env("PATH", &path).output().unwrap();
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            let found_nothing = line.contains("| grep") && output.status.code() == Some(1);
            assert!(output.status.success() || found_nothing, "{example}: {:?}: {said}", output.status);
            assert!(said.is_empty() || line.contains("index"), "{example}: {said}");
            examples += 1;
        }
    }
    assert!(examples >= 40, "{examples}");
}

#[test]
fn the_manual_has_every_action_field_and_variable() {
    let home = Home::new();
    let page = home.text(&["man"]).replace("\\-", "-");
    for entry in dateline::app::action::ACTIONS {
        assert!(page.contains(entry.name) && page.contains(entry.help), "{}", entry.name);
    }
    for field in dateline::library::query::FIELDS {
        assert!(page.contains(&format!(".B {}:", field.name)), "{}", field.name);
    }
    for part in [
        "DATELINE_CONFIG_DIR",
        "DATELINE_OPTS",
        "NO_COLOR",
        "VISUAL",
        "BROWSER",
        "SECURE",
        ".SH FILES",
        ".SS dateline doctor",
        "Start without the place",
    ] {
        assert!(page.contains(part), "{part}");
    }
}
