//! Lists of stories in the shapes of real pages.

use crate::article::{Article, Fields, Text, parse};

const PROSE: &str = "The town had waited for this day for most of a year, and when it came there was hardly anybody left on \
                     the quay who had not been told of it twice over by the radio and once by the bells of the old church, \
                     which had not been heard since the storms of October took the roof off.";

/// The article with `list` between two paragraphs.
fn amid(list: &str) -> Article {
    parse(&format!("Bells over the bay\n{PROSE}\n{PROSE}\n{list}\n{PROSE}"), &Fields::default())
}

/// Checks the stories of a list, each as "title | age | teaser | url" as far as it has them, in mid-body and at the end.
#[track_caller]
fn check(list: &str, stories: &[&str]) {
    let end = parse(&format!("Bells over the bay\n{PROSE}\n{PROSE}\n{list}"), &Fields::default());
    for (article, paragraphs) in [(amid(list), 3), (end, 2)] {
        let items = article.sections.iter().flat_map(|section| &section.items);
        let said = items.map(|item| {
            let more = [&item.age, &item.teaser, &item.url].into_iter().flatten().map(Text::as_str);
            std::iter::once(item.title.as_str()).chain(more).collect::<Vec<_>>().join(" | ")
        });
        assert_eq!(said.collect::<Vec<_>>(), stories, "{list}");
        assert_eq!(article.paragraphs.len(), paragraphs, "{list}");
    }
}

#[test]
fn titles_with_and_without_bullets() {
    let two = ["Storm closes three ports", "Bread prices fall for a third month"];
    check("Recent Stories\nStorm closes three ports\nBread prices fall for a third month", &two);
    check("RELATED ARTICLES:\n\u{2022} Storm closes three ports\n\u{2022} Bread prices fall for a third month", &two);
    check("Mehr zum Thema\n-\nStorm closes three ports\n-\nBread prices fall for a third month", &two);
    check("## Читайте также\n* Storm closes three ports\nfalse\n* Bread prices fall for a third month\nfalse", &two);
    check("Most read\n### Storm closes three ports\n### Bread prices fall for a third month", &two);
    check("Most read\n1. Storm closes three ports\n2. Bread prices fall for a third month", &two);
    check("Latest\n1\nStorm closes three ports\n2\nBread prices fall for a third month\nAdvertisement", &two);
}

#[test]
fn a_title_is_broken_where_it_is_full_or_too_short_else_the_next_is_in_lower_case() {
    let stories = [
        "Storm closes three ports",
        "bread prices fall for a third month",
        "Fares to rise in spring, and to fall again in autumn",
    ];
    check(&format!("Recent Stories\n{}", stories.join("\n")), &stories);
    let stories = ["Storm closes three ports of the northern isles at\u{2026}", "bread prices fall for a third month"];
    check(&format!("Recent Stories\n{}", stories.join("\n")), &stories);
    check(
        "Recent Stories\nStorm closes three ports of the\nnorthern isles and of the bay\nBread prices fall for a third",
        &["Storm closes three ports of the northern isles and of the bay", "Bread prices fall for a third"],
    );
    check(
        "Recent Stories\nBread prices fall for a third month, and few believe it\nStorm closes three ports\nof the isles",
        &["Bread prices fall for a third month, and few believe it", "Storm closes three ports of the isles"],
    );
}

#[test]
fn ages_stand_in_many_places() {
    let two = ["Storm closes three ports | 20 minutes ago", "Fares to rise in spring | 1 hour ago"];
    check("Top Stories\nStorm closes three ports\n20 minutes ago\nFares to rise in spring\n1 hour ago", &two);
    check("Top Stories\n20 minutes ago\nStorm closes three ports\n1 hour ago\nFares to rise in spring", &two);
    check("Top Stories\n- Storm closes three ports 20 minutes ago\n- Fares to rise in spring1 hour ago", &two);
    check(
        "Top Stories\n3 hours ago\nYesterday\nStorm closes three ports",
        &["Storm closes three ports | Yesterday | 3 hours ago"],
    );
    check("Top Stories\n20 minutes ago | Storm closes three ports\n1 hour ago | Fares to rise in spring", &two);
    check(
        "Top Stories\nRed ends in a tie16\nhours ago\nFares rise",
        &["Red ends in a tie | 16 hours ago", "Fares rise"],
    );
    check(
        "最新\n港口因风暴关闭\n3小时前\n春季票价将上涨\n5小时前",
        &["港口因风暴关闭 | 3小时前", "春季票价将上涨 | 5小时前"],
    );
}

#[test]
fn teasers_names_dates_and_links_belong_to_their_titles() {
    check(
        "Most read\nStorm closes three ports\nThe northern coast is cut off until the end of the week.\nFares to rise in spring\nThe council voted for it late on Monday night.\nFerry talks reopen\nNobody knows yet for how long they will go on.",
        &[
            "Storm closes three ports | The northern coast is cut off until the end of the week.",
            "Fares to rise in spring | The council voted for it late on Monday night.",
            "Ferry talks reopen | Nobody knows yet for how long they will go on.",
        ],
    );
    check(
        "Related\nStorm closes three ports\nBy Mira Halvorsen\nFares to rise in spring\n30 Jan 2024",
        &["Storm closes three ports | By Mira Halvorsen", "Fares to rise in spring | 30 Jan 2024"],
    );
    check(
        "Leggi anche\n- [Storm closes three ports](https://example.org/1)\nFares to rise in spring\nhttps://example.org/2",
        &["Storm closes three ports | https://example.org/1", "Fares to rise in spring | https://example.org/2"],
    );
    check(
        "Trending\nWorld\nStorm closes three ports\nMoney\nFares to rise in spring",
        &["Storm closes three ports | World", "Fares to rise in spring | Money"],
    );
}

#[test]
fn lists_without_headings_need_ages() {
    let aged = "Storm closes three ports\n20 minutes ago\nFares to rise in spring\n1 hour ago\nFerry talks reopen\n2 hours ago";
    assert_eq!(amid(aged).sections.first().map(|section| section.items.len()), Some(3));
    let bare = "Storm closes three ports\nFares to rise in spring\nFerry talks reopen\nBread prices fall";
    assert!(amid(bare).sections.is_empty());
}

#[test]
fn prose_is_never_taken() {
    let kept = |list: &str, paragraphs: usize| {
        let article = amid(list);
        assert_eq!(article.paragraphs.len(), paragraphs, "{list}");
        assert!(article.sections.is_empty(), "{list}");
    };
    kept("Latest", 4);
    kept("Related articles", 3);
    kept("Background\nThe pier broke in October.", 5);
    kept("Trending\nThe port, she said, was busy.", 5);
    kept("Read more", 3);
    // A heading of Markdown is the article's, where the titles are none.
    let article = amid("Also read\nStorm closes three ports\n## The pier");
    assert_eq!((article.paragraphs.len(), article.sections.len()), (4, 1));
    // One sentence behind a list is the article's.
    let article = amid("Also read\nStorm closes three ports\nThe pier broke in October.");
    assert_eq!((article.paragraphs.len(), article.sections.len()), (4, 1));
}

#[test]
fn menus_behind_the_stories_are_left() {
    let article = amid(
        "Most popular\nStorm closes three northern ports\nFares to rise in the spring\nWorld\nMoney\nSport\nArts\nTravel",
    );
    assert_eq!(article.sections.first().map(|section| section.items.len()), Some(2));
}
