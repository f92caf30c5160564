//! Export and import.

use super::*;

fn exported(dir: &Path) -> Vec<String> {
    let mut out = Vec::new();
    assert!(export(dir, &mut out).unwrap().is_empty());
    String::from_utf8(out).unwrap().lines().map(str::to_owned).collect()
}

fn everything() -> Vec<Entry> {
    let mut entries = sample();
    let place = |path: &str| Place { path: Text::new(path), headline: Text::new("A \"headline\"") };
    entries.extend([
        entry(1, Change::tag("china", true), 2),
        entry(1, Change::tag("gone", false), 2),
        entry(1, Change::note("two\nlines\\"), 2),
        entry(1, Change::Was(ArticleId(7)), 2),
        entry(1, Change::Place(Arc::new(place("old.txt"))), 2),
        entry(1, Change::Place(Arc::new(place("new.txt"))), 3),
        entry(2, Change::Kept(true), 3),
        entry(2, Change::Dropped(false), 3),
        entry(2, Change::SeenCopy(true), 3),
    ]);
    entries
}

#[test]
fn an_export_tells_of_lines_that_are_damaged() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("desk")).unwrap();
    let whole = text(&everything());
    fs::write(
        dir.path().join("desk/a.journal"),
        whole.replacen("read", "raed", 1) + whole.get(..whole.len() / 2).unwrap(),
    )
    .unwrap();
    let told = export(dir.path(), &mut Vec::new()).unwrap();
    assert_eq!(told, ["2 damaged lines of the journals were skipped; dateline doctor tells where"]);
}

#[test]
fn an_export_brings_everything_back() {
    let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fs::create_dir(from.path().join("desk")).unwrap();
    let body = "9\tsomething new\t";
    let foreign = format!("{body}{}\n", blake3::hash(body.as_bytes()).to_hex().get(..8).unwrap());
    fs::write(from.path().join("desk/a.journal"), foreign + &text(&everything())).unwrap();
    let lines = exported(from.path());
    assert_eq!(lines.len(), 4);
    let one: serde_json::Value = serde_json::from_str(&lines[1]).unwrap();
    assert_eq!(one["id"], "00000000000000000000000000000001");
    assert_eq!((&one["headline"], &one["path"]), (&"A \"headline\"".into(), &"new.txt".into()));
    assert_eq!(
        (&one["read"], &one["tags"], &one["note"]),
        (&true.into(), &serde_json::json!(["china"]), &"two\nlines\\".into())
    );
    assert_eq!(one["clocks"]["read"], "1706630400000.0 desk");

    let (writer, _answers) = start(to.path());
    for line in &lines {
        let imported = import(line).unwrap();
        assert!(imported.changes.is_empty());
        writer.import(imported.entries, 0);
    }
    assert_eq!(writer.close(), 0);
    assert_eq!(load(to.path(), None).marks, merged(&everything()));
    assert_eq!(exported(to.path()), lines);
}

#[test]
fn what_people_write_is_a_change_of_now_or_an_error() {
    let id = "0000000000000000000000000000000a";
    let imported = import(&format!("{{\"id\": \"{id}\", \"read\": true, \"tags\": [\"x\"]}}")).unwrap();
    let changes = vec![(ArticleId(10), Change::Read(true)), (ArticleId(10), Change::tag("x", true))];
    assert_eq!((imported.entries, imported.changes), (Vec::new(), changes));
    for wrong in [
        "",
        "[]",
        "{}",
        "{\"id\": \"10\"}",
        "{\"id\": \"+000000000000000000000000000000a\"}",
        "{\"line\": \"1\\tx\\t00000000\"}",
        "{\"id\": \"0000000000000000000000000000000a\", \"read\": true, \"clocks\": {\"read\": \"yesterday desk\"}}",
        "{\"id\": \"0000000000000000000000000000000a\", \"read\": true, \"clocks\": {\"read\": \"1706630400000.0 a\\tb\"}}",
    ] {
        assert!(import(wrong).is_err(), "{wrong}");
    }
}
