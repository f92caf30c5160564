use std::fs;

use jiff::civil::date;

use super::Facet;
use crate::library::Options;
use crate::library::query::Query;
use crate::library::script::Script;
use crate::marks::Marks;

/// Three articles: two by Ada Holm, of whom one quotes Bror Brandt; one of nobody's, that is cut.
const ARTICLES: [(&str, &str); 3] = [
    (
        "world/council.json",
        r#"{"title": "Council Votes On Fares", "site": "Norvik Courier", "date": "2024-02-03", "authors": ["Ada Holm", "Jo Lune"],
            "language": "en", "text": "The council met for most of the day.\n\n\"We have waited for it long enough,\" Bror Brandt said.\n\nIt was late."}"#,
    ),
    (
        "world/ferry.json",
        r#"{"title": "Ferry Line To Reopen", "site": "Norvik Courier", "date": "2024-02-01", "authors": ["Ada Holm"],
            "language": "en", "text": "NORVIK, Feb 1 (AFP) - The ferry line reopens on Monday, and those who live on the islands are glad of it, for they had to go a long way round since the storm of the autumn."}"#,
    ),
    ("world/bread.json", r#"{"title": "Brotpreise fallen", "date": "2023-12-31", "language": "de", "text": "Kurz."}"#),
];

/// Opens the articles, with and without a full text, and counts.
fn check(facet: Facet, expected: &[(&str, u64)]) {
    let (folder, cache) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for (name, text) in ARTICLES {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text.replace("\n            ", " ")).unwrap();
    }
    for full_text in [false, true] {
        let (paths, cache) = (vec![folder.path().to_owned()], Some(cache.path().to_owned()));
        let mut script = Script::open(Options { paths, cache, full_text, ..Options::default() });
        assert!(script.wait(|_| true));
        let mut select =
            |query: &str| script.select(Query::parse(query, date(2024, 3, 1)).unwrap(), Marks::default()).unwrap();
        let counted = select("").count(facet, &mut |trouble| panic!("{trouble:?}")).unwrap();
        let found: Vec<_> = counted.counts.iter().map(|count| (count.value.as_str(), count.articles)).collect();
        assert_eq!(found, expected, "{facet:?}");
        assert_eq!(counted.open, 0);
        // The query of a value leaves what was counted.
        for count in counted.counts.iter().filter(|count| count.query.is_some()) {
            let left = select(count.query.as_deref().unwrap()).len() as u64;
            assert_eq!(left, count.articles, "{count:?}");
        }
        script.close();
    }
}

#[test]
fn what_articles_have_is_counted() {
    check(Facet::Site, &[("Norvik Courier", 2), ("world", 1)]);
    check(Facet::Source, &[("AFP", 1), ("", 2)]);
    check(Facet::Author, &[("Ada Holm", 2), ("Jo Lune", 1), ("", 1)]);
    check(Facet::Speaker, &[("Bror Brandt", 1), ("", 2)]);
    check(Facet::Language, &[("en", 2), ("de", 1)]);
}

#[test]
fn pronouns_are_no_speakers() {
    let text = "Council Votes On Fares\n\n\"We have waited for it long enough,\" Bror Brandt said on Monday in Norvik.\n\n\
        They said: \"It was late.\" It said: \"Nothing was decided here on that day.\"";
    let article = crate::article::parse(text, &crate::article::Fields::default());
    assert_eq!(article.quotes.len(), 3, "{article:#?}");
    let speakers = super::speakers(&article);
    assert_eq!(speakers.iter().map(crate::article::Text::as_str).collect::<Vec<_>>(), ["Bror Brandt"]);
}

#[test]
fn what_has_an_order_is_counted_in_it() {
    check(Facet::Month, &[("2024-02", 2), ("2023-12", 1)]);
    check(Facet::Day, &[("2024-02-03", 1), ("2024-02-01", 1), ("2023-12-31", 1)]);
    check(Facet::Year, &[("2024", 2), ("2023", 1)]);
    check(Facet::Length, &[("<200", 3)]);
}

#[test]
fn defects_are_counted() {
    check(Facet::Defect, &[("stub", 2), ("", 1)]);
}
