//! What only the whole articles tell, before and after the index has read them.

use super::*;

#[test]
fn what_only_the_whole_article_tells_counts_from_the_beginning() {
    let home = Home::new();
    let long = "The harbour was open again on Monday, and the boats went out before the wind rose.\n\n".repeat(40);
    let text = format!("Boats Leave The Harbour\n2024-02-09\n\n{long}The quay was empty. (dpa)\n");
    fs::write(home.folder.path().join("boats.txt"), text).unwrap();
    let queries = ["site:dpa", "-site:dpa", "site:world OR site:dpa"];
    let all = || queries.map(|query| Home::headlines(home.options(), query));
    let before = all();
    assert_eq!(before[0], ["Boats Leave The Harbour"]);
    Home::headlines(Options { full_text: true, ..home.options() }, "");
    assert_eq!(before, all());
}

#[test]
fn quotes_are_counted_further_than_the_index_counts_them() {
    let home = Home::new();
    for (name, quotes) in [("few", 62), ("some", 63), ("many", 70)] {
        let body = "\"We are not done with this yet,\" Ada Holm said.\n\n".repeat(quotes);
        fs::write(home.folder.path().join(format!("{name}.txt")), format!("{name}\n2024-02-09\n\n{body}")).unwrap();
    }
    let queries = [
        ("quotes:62", "few"),
        ("quotes:63", "some"),
        ("quotes:>=63", "many some"),
        ("quotes:>63", "many"),
        ("quotes:62..69", "few some"),
        ("quotes:>70", ""),
        ("quotes:<3 -council -derby -bread", ""),
        ("quotes:>60", "few many some"),
    ];
    for is_indexed in [false, true] {
        for (query, found) in queries {
            let mut headlines = Home::headlines(home.options(), query);
            headlines.sort();
            assert_eq!(headlines.join(" "), found, "{query} {is_indexed}");
        }
        Home::headlines(Options { full_text: true, ..home.options() }, "");
    }
}
