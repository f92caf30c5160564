//! The configuration, the environment and the options that stand for all commands.

use std::os::unix::fs::PermissionsExt;

use super::*;

impl Home {
    pub(super) fn config(&self, text: &str) {
        std::fs::create_dir_all(self.0.path().join("config")).unwrap();
        std::fs::write(self.0.path().join("config/config.toml"), text).unwrap();
    }

    pub(super) fn with(&self, variables: &[(&str, &str)], arguments: &[&str]) -> (Option<i32>, String, String) {
        let mut command = self.command(env!("CARGO_BIN_EXE_dateline"), arguments);
        let output = command.envs(variables.iter().copied()).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replace(&*self.0.path().to_string_lossy(), "~");
        (output.status.code(), text(output.stdout), text(output.stderr))
    }
}

#[test]
fn settings_completions_and_the_manual() {
    let home = Home::new();
    assert!(home.text(&["config"]).starts_with("measure = 72\nread-after-seconds = 30\n"));
    assert!(home.text(&["config", "--default"]).contains("# measure = 72"));
    assert!(home.text(&["config", "--paths"]).contains("config.toml"));
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(home.text(&["completions", shell]).contains("quotes"), "{shell}");
    }
    let page = home.text(&["man"]);
    for part in [".TH", ".SH QUERIES", "speaker", ".SH KEYS", "toggle\\-read", ".SS dateline marks import"] {
        assert!(page.contains(part), "{part}");
    }
}

#[test]
fn a_library_is_opened_by_its_name() {
    let home = Home::new();
    home.write("sea/drafts/draft.txt", "A Draft\n\nNot done.\n");
    home.config(
        "[libraries.sea]\npaths = [\"../news/sea\"]\nexclude = [\"drafts/\"]\n[libraries.all]\npaths = \"~/news\"\n",
    );
    assert_eq!(home.text(&["list", "--count", "@sea"]), "1\n");
    assert_eq!(home.text(&["list", "--count", "@all"]), "3\n");
    assert_eq!(home.text(&["list", "--count"]), "3\n");
    assert_eq!(home.text(&["list", "--count", "@sea", "talks.txt"]), "2\n");
    assert!(home.text(&["index", "@sea"]).starts_with("1 article, 0 problems"));
    assert_eq!(home.done(&["@sea"]), home.done(&["list", "@sea"]));
    home.done(&["mark", "+star", "-q", "*", "@sea"]);
    assert_eq!(home.text(&["list", "--count", "-q", "is:starred", "@all"]), "1\n");
    let (code, _, said) = home.with(&[], &["list", "@seas"]);
    assert_eq!(code, Some(2));
    assert!(said.ends_with("config.toml has no such library; did you mean @sea?\n"));
}

#[test]
fn a_mistake_is_told_and_costs_nothing_else() {
    let home = Home::new();
    home.config("library = \"@sea\"\nmesure = 1\n[libraries.sea]\npaths = [\"../news/sea\"]\ninclude = [\"f*\"]\n");
    let complaint = "dateline: ~/config/config.toml: line 2: mesure: unknown; did you mean measure?\n";
    let listed = home.with(&[], &["list", "-f", "paths"]);
    assert_eq!(listed, (Some(0), "~/config/../news/sea/ferry.txt\n".to_owned(), complaint.to_owned()));
    home.config("mesure = 1\nlibrary = \"@sea\"\n[libraries.sea]\npaths = \"../news/sea\"\n[libraries.sea.keys.list]\nx = \"opne\"\n");
    let (code, _, said) = home.with(&[], &["config"]);
    assert_eq!((code, said.lines().count()), (Some(1), 2), "{said}");
    assert!(said.contains("line 6: ") && said.contains("opne"), "{said}");
    home.config("library = \"@sea\"\nmesure = 1\n[libraries.sea]\npaths = [\"../news/sea\"]\n");
    let (code, settings, said) = home.with(&[], &["config"]);
    assert_eq!((code, said.as_str()), (Some(1), complaint));
    assert!(settings.contains("library = \"@sea\"\n"));
}

#[test]
fn the_editor_changes_the_file_and_mistakes_are_told_at_once() {
    let home = Home::new();
    let editor = home.0.path().join("an editor");
    std::fs::write(&editor, "#!/bin/sh\nprintf 'mesure = 1\\n' >> \"$2\"\n").unwrap();
    std::fs::set_permissions(&editor, std::fs::Permissions::from_mode(0o755)).unwrap();
    let visual = format!("'{}' --wait", editor.display());
    let (code, _, said) = home.with(&[("VISUAL", &visual), ("EDITOR", "false")], &["config", "--edit"]);
    assert_eq!(code, Some(1));
    assert!(said.contains("mesure: unknown; did you mean measure?"), "{said}");
    let written = std::fs::read_to_string(home.0.path().join("config/config.toml")).unwrap();
    assert!(written.starts_with("# dateline: config.toml") && written.ends_with("mesure = 1\n"));
    let (code, _, said) = home.with(&[("EDITOR", "false")], &["config", "--edit"]);
    assert_eq!((code, said.as_str()), (Some(1), "dateline: false: exit status: 1\n"));
}

#[test]
fn colours_come_where_they_are_wanted() {
    let home = Home::new();
    let colours = |variables: &[(&str, &str)], arguments: &[&str]| {
        home.with(variables, &[&["list"], arguments].concat()).1.contains('\u{1b}')
    };
    assert!(!colours(&[], &[]) && colours(&[], &["--color", "always"]));
    assert!(colours(&[("CLICOLOR_FORCE", "1")], &[]) && !colours(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], &[]));
    assert!(
        colours(&[("NO_COLOR", "1")], &["--color=always"]) && !colours(&[("CLICOLOR_FORCE", "1")], &["--color=never"])
    );
    assert!(home.with(&[("CLICOLOR_FORCE", "1")], &["quotes"]).1.contains("\u{1b}[36mJörg"));
    let plain = home.with(&[], &["list"]).1;
    assert_eq!(anstrip(&home.with(&[], &["--color", "always", "list"]).1), plain);
}

/// Text without the sequences that style it.
fn anstrip(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap().to_owned();
    first + &parts.map(|part| part.split_once('m').unwrap().1).collect::<String>()
}

#[test]
fn options_come_from_the_environment_as_those_of_less_do() {
    let home = Home::new();
    let list = |options: &str, arguments: &[&str]| home.with(&[("DATELINE_OPTS", options)], arguments);
    assert!(list("--color always", &["list"]).1.contains('\u{1b}'));
    assert!(!list("--color always", &["list", "--color=never"]).1.contains('\u{1b}'));
    assert!(list("--rescan '--color=always'", &["."]).1.contains('\u{1b}'));
    assert_eq!(list("--rescan", &["list", "--count"]).1, "2\n");
    for (options, message) in [
        ("--colour", "DATELINE_OPTS: "),
        ("'", "DATELINE_OPTS: a quotation mark is not closed"),
        ("news", "DATELINE_OPTS: options only"),
    ] {
        let (code, _, said) = list(options, &["list"]);
        assert_eq!(code, Some(2), "{options}");
        assert!(said.contains(message), "{options}: {said}");
    }
    let (code, _, said) = home.with(&[], &["--rescan", "list"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("a command comes first"), "{said}");
}

#[test]
fn a_locale_without_utf_8_gets_ascii() {
    let home = Home::new();
    let signs = |locale: &str| home.with(&[("LC_ALL", locale)], &["list"]).1.chars().next().unwrap();
    assert_eq!([signs("C"), signs("de_DE.ISO-8859-1"), signs("en_US.UTF-8"), signs("")], ['N', 'N', '●', '●']);
    assert!(home.with(&[("LC_ALL", "C")], &["config"]).1.contains("ascii = true\n"));
    home.config("ascii = false\n");
    assert_eq!(signs("C"), '●');
}
