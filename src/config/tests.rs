//! The file, right and wrong.

use std::collections::BTreeSet;

use super::*;

fn read(text: &str) -> (Settings, Vec<String>) {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join(FILE), text).unwrap();
    let (settings, complaints) = load(dir.path(), Settings::default());
    let prefix = format!("{}: ", dir.path().join(FILE).display());
    let said = complaints.iter().map(|complaint| complaint.to_string().replace(&prefix, "")).collect();
    (Settings { file: FILE.into(), ..settings }, said)
}

/// What a file that is right settles.
fn right(text: &str) -> Settings {
    let (settings, complaints) = read(text);
    assert_eq!(complaints, [""; 0], "{text}");
    settings
}

/// What is said of a file in which everything is wrong.
fn wrong(text: &str, expected: &[&str]) {
    let (settings, complaints) = read(text);
    assert_eq!(complaints, expected, "{text}");
    assert_eq!(settings, Settings::default(), "{text}");
}

#[test]
fn the_file_wins_over_the_defaults() {
    let settings = right(
        "measure = 60\nread-after-seconds = 5\npreset = \"mutt\"\ncolours = 256\nascii = true\nmouse = false\n\
         bidi = \"off\"\npreview = \"below\"\nstrip = \"never\"\ncolumns = [\"site\", \"headline\"]\ngroup = \"day\"\nsort = \"-date,site\"\n\
         secure = true\nbrowser = \"lynx\"\neditor = \"ed -s\"\ntheme = \"light\"\n",
    );
    let expected = Settings {
        measure: 60,
        read_after: Duration::from_secs(5),
        preset: Preset::Mutt,
        theme: "light".to_owned(),
        colours: Colours::Indexed,
        ascii: true,
        bidi: Bidi::Off,
        mouse: false,
        preview: Preview::Below,
        strip: Strip::Never,
        columns: vec![Column::Site, Column::Headline],
        group: Group::Day,
        sort: settings.sort.clone(),
        secure: true,
        browser: Some("lynx".to_owned()),
        editor: Some("ed -s".to_owned()),
        ..Settings::default()
    };
    assert_eq!(settings, expected);
    assert_eq!(settings.sort.len(), 2);
}

#[test]
fn a_column_that_there_is_not_leaves_the_columns_as_they_are() {
    let one_of = "one of date, headline, site, length, links, copies, new is wanted";
    wrong(
        "measure = 72\ncolumns = [\"date\", \"headlin\"]\n",
        &[&format!("line 2: columns: \"headlin\": {one_of}; did you mean \"headline\"?")],
    );
}

#[test]
fn what_is_empty_or_open_is_no_value() {
    wrong(
        "browser = \"\"\neditor = \" \"\ncolumns = []\n",
        &[
            "line 1: browser: \"\": a command is wanted",
            "line 2: editor: \" \": a command is wanted",
            "line 3: columns: []: a column at least is wanted",
        ],
    );
    let (settings, complaints) = read(
        "[libraries.work]\npaths = [\".\"]\ninclude = [\"[\", \"*.txt\"]\nexclude = [\"{a\", \"\", \"[ab].txt\"]\n",
    );
    assert_eq!(complaints.len(), 3, "{complaints:#?}");
    assert_eq!(complaints[0], "line 3: libraries.work.include: \"[\": unclosed character class; missing ']'");
    assert!(complaints[1].starts_with("line 4: libraries.work.exclude: \"{a\""), "{complaints:#?}");
    assert_eq!(complaints[2], "line 4: libraries.work.exclude: \"\": a glob is wanted");
    assert_eq!(
        (&*settings.libraries[0].include, &*settings.libraries[0].exclude),
        (&["*.txt".to_owned()][..], &["[ab].txt".to_owned()][..])
    );
}

#[test]
fn mistakes_are_named_together_and_the_rest_is_in_force() {
    let (settings, complaints) = read(
        "measur = 60\nread-after-seconds = 5\ncolours = \"trucolor\"\npreview = true\n\n[keys.lst]\n\"x\" = \"none\"\n\
         [keys.list]\n\"y\" = \"none\"\n\"z\" = 3\n[searches]\nbad = \"titel:x\"\ngood = \"title:x\"\n",
    );
    let expected = [
        "line 1: measur: unknown; did you mean measure?",
        "line 3: colours: \"trucolor\": one of auto, truecolor, 256, 16, none is wanted; did you mean \"truecolor\"?",
        "line 4: preview: true: one of auto, beside, below, none is wanted",
        "line 6: keys.lst: unknown; did you mean keys.list?",
        "line 10: keys.list.z: 3: a string without control characters is wanted",
        "line 12: searches.bad: \"titel:x\": column 1: there is no field \"titel\"; did you mean \"title\"?",
    ];
    assert_eq!(complaints, expected);
    assert_eq!(settings.read_after, Duration::from_secs(5));
    let keys = vec![KeyBinding { scope: KeyScope::List, keys: "y".to_owned(), action: "none".to_owned(), line: 9 }];
    assert_eq!(settings.keys, keys);
    let searches = vec![Search { name: "good".to_owned(), query: "title:x".to_owned(), key: None, line: 13 }];
    assert_eq!(settings.searches, searches);
}

#[test]
fn values_that_are_wrong_leave_the_default() {
    wrong("measure = 500\n", &["line 1: measure: 500: a number from 24 to 200 is wanted"]);
    wrong("measure = \"wide\"\n", &["line 1: measure: \"wide\": a number from 24 to 200 is wanted"]);
    wrong("read_after_seconds = 1\n", &["line 1: read_after_seconds: unknown; did you mean read-after-seconds?"]);
    wrong("mouse = \"yes\"\n", &["line 1: mouse: \"yes\": true or false is wanted"]);
    wrong("\nkeys = 1\n", &["line 2: keys: 1: a table is wanted"]);
    wrong(
        "theme = \"drak\"\n",
        &["line 1: theme: \"drak\": one of default, light, high-contrast, colour-blind, mono is wanted"],
    );
    wrong("sort = \"dat\"\n", &["line 1: sort: \"dat\": there is no sort:dat; did you mean \"date\"?"]);
    wrong(
        "browser = \"a\\u001bb\"\n",
        &["line 1: browser: \"a\\u001bb\": a string without control characters is wanted"],
    );
    wrong("library = \"@work\"\n", &["line 1: library: \"@work\": there is no [libraries.NAME]"]);
    wrong("[libraries.work]\ninclude = [\"*.txt\"]\n", &["line 1: libraries.work: it has no paths"]);
    wrong("[searches]\na = { key = \"x\" }\n", &["line 2: searches.a: { key = \"x\" }: query is missing"]);
}

#[test]
fn what_is_no_toml_costs_its_line_only() {
    let (settings, complaints) = read("measure = 60\nread-after-seconds =\nmouse = false\n");
    assert_eq!((settings.measure, settings.mouse, settings.read_after), (60, false, Duration::from_secs(30)));
    assert_eq!(complaints.len(), 1);
    assert!(complaints[0].starts_with("line 2: "), "{complaints:?}");
    let (settings, complaints) = read("measure = 60\nthis is not toml\n[keys.list]\n\"y\" = \"none\"\n");
    assert_eq!((settings.measure, settings.keys.len()), (60, 1));
    assert!(!complaints.is_empty() && complaints.iter().all(|said| said.starts_with("line 2: ")), "{complaints:?}");
    let (settings, complaints) = read("measure = 60\nmeasure = 61\n");
    assert_eq!(settings.measure, 60);
    assert_eq!(complaints, ["line 2: duplicate key"]);
}

#[test]
fn no_bytes_make_it_fail() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join(FILE), b"measure = 60\n\xff\n").unwrap();
    let (settings, complaints) = load(dir.path(), Settings::default());
    assert_eq!(settings.measure, 72);
    assert_eq!((complaints.len(), complaints[0].line), (1, Some(2)));
    let text = uncommented(DEFAULT);
    // Cut anywhere, also within a word or a string.
    for end in (0..text.len()).step_by(17) {
        file::parse(text.get(..end).unwrap_or_default(), Settings::default());
    }
}

#[test]
fn no_file_is_no_problem() {
    let dir = tempfile::tempdir().unwrap();
    let (settings, complaints) = load(dir.path(), Settings::default());
    assert_eq!(settings, Settings { file: dir.path().join(FILE), ..Settings::default() });
    assert_eq!(complaints, []);
}

/// A file with its comments taken off: what stands behind `# ` and is no prose, and the examples.
fn uncommented(text: &str) -> String {
    let is_setting =
        |line: &&str| line.starts_with(|c: char| c.is_ascii_lowercase()) && line.split(' ').nth(1) == Some("=");
    let line = |line: &str| {
        let setting = line.strip_prefix("# ").filter(is_setting);
        line.strip_prefix("## ").or(setting).unwrap_or(line).to_owned() + "\n"
    };
    text.lines().map(line).collect()
}

#[test]
fn the_default_file_says_what_the_defaults_are() {
    assert_eq!(right(DEFAULT), Settings::default());
    let without_examples: String =
        DEFAULT.lines().filter(|line| !line.starts_with("##")).map(|l| l.to_owned() + "\n").collect();
    let text = uncommented(&without_examples);
    assert_eq!(right(&text), Settings::default());
    let shown: BTreeSet<String> = Settings::default().to_string().lines().map(str::to_owned).collect();
    let documented =
        text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect();
    assert_eq!(shown, documented);
}

#[test]
fn the_examples_of_the_default_file_are_right_and_name_every_setting() {
    let text = uncommented(DEFAULT);
    // In a file, tables come last.
    let (tables, settings): (Vec<_>, Vec<_>) = {
        let mut inside = false;
        text.lines().partition(|line| {
            inside = line.starts_with('[') || inside && !line.is_empty();
            inside
        })
    };
    let settings = right(&[settings, tables].concat().join("\n"));
    assert_eq!(settings.library.as_deref(), Some("work"));
    assert_eq!((settings.keys.len(), settings.themes.len(), settings.searches.len()), (2, 1, 2));
    let work = settings.library("work").unwrap();
    assert!(work.paths.iter().all(|path| path.is_absolute()));
    assert_eq!((work.include.len(), work.exclude.len(), work.keys.len(), work.searches.len()), (2, 2, 1, 1));
    for name in file::names() {
        assert!(text.lines().any(|line| line.starts_with(name) || line.starts_with(&format!("[{name}"))), "{name}");
    }
}

#[test]
fn what_is_printed_is_read_again() {
    let text = "measure = 60\ncolours = 16\nsort = [\"-date\", \"site\"]\ntheme = \"a \\\"b\\\"\"\nlibrary = \"@w\"\neditor = \"vim\"\n\
                [themes.\"a \\\"b\\\"\"]\nquote = \"bold\"\n[keys.list]\n\"\\\\\" = \"none\"\n[keys.reader]\n\"g u\" = \"top\"\n\
                [searches]\n\"a b\" = { query = \"title:\\\"x y\\\"\", key = \"g t\" }\n\
                [libraries.w]\npaths = [\"/a\", \"/b\"]\nexclude = \"*.md\"\ntheme = \"mono\"\nsearches.x = \"y\"\nkeys.list.z = \"top\"\n";
    let once = right(text);
    let twice = right(&once.to_string());
    assert_eq!(once.to_string(), twice.to_string());
    assert_eq!((twice.keys.len(), &twice.searches[0].query), (2, &once.searches[0].query));
    assert_eq!(twice.libraries[0].keys.len(), 1);
}

#[test]
fn a_library_brings_its_own_over_those_of_all() {
    let settings = right(
        "[searches]\na = \"one\"\nb = \"two\"\n[libraries.w]\npaths = [\"news\", \"~/x\"]\ntheme = \"mono\"\nsearches.a = \"three\"\n",
    );
    let library = settings.library("w").unwrap().clone();
    assert!(library.paths.iter().all(|path| path.is_absolute()), "{:?}", library.paths);
    assert!(library.paths[0].ends_with("news") && library.paths[1].ends_with("x"));
    let settings = settings.within(&library);
    let searches: Vec<&str> = settings.searches.iter().map(|search| search.query.as_str()).collect();
    assert_eq!((searches, settings.theme.as_str()), (vec!["two", "three"], "mono"));
}
