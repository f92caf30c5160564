use crate::article::{Article, Fields, parse};

const BODY: &str = "The harbour opened on Sunday after a long winter without a single ship, and most of the town had come to see it happen.\n\
    Nobody had expected so many people, said the harbour master, who had ordered coffee for fifty and needed it for five hundred.";

/// The article of a header above a body of two paragraphs; nothing of it leaks into the body.
fn check(header: &str, title: &str, authors: &str, published: &str) -> Article {
    let article = parse(&format!("{header}\n{BODY}"), &Fields::default());
    let names: Vec<&str> = article.authors.iter().map(|author| author.as_str()).collect();
    let stamp = article.published.map(|stamp| stamp.to_string()).unwrap_or_default();
    let seen = (article.headline.as_deref().unwrap_or(""), names.join("; "), stamp);
    assert_eq!(seen, (title, authors.to_owned(), published.to_owned()), "{header}");
    assert_eq!(article.paragraphs.len(), 2, "{header}: {:?}", article.paragraphs);
    article
}

#[test]
fn headers_in_many_orders() {
    let title = "Norvik harbour opens after a long winter";
    let author = "Mira Halvorsen";
    for header in [
        format!("{title}\nBy {author}\nJanuary 30, 2024"),
        format!("{title}\nJanuary 30, 2024\nBy {author}"),
        format!("January 30, 2024\n{title}\nBy {author}"),
        format!("{title}\n{author} Published January 30, 2024"),
        format!("{title}\n{author}\nJanuary 30, 2024"),
        format!("{title}\nPublished January 30, 2024 | By {author}"),
        format!("{title}\nBy {author} January 30, 2024"),
        format!("{title}\n{author}, January 30, 2024"),
        format!("{title}\nBy\n{author}\nJanuary 30, 2024"),
        format!("{title}\nTue\n30 January\n2024\nBy {author}, Staff Writer"),
        format!("{title} | Bay Herald\nBy {author}\n30/01/2024"),
        format!("World\n{title}\nBy {author}\nJanuary 30, 2024\nShare\nJanuary 30, 2024"),
        format!("Norvik harbour opens\nafter a long winter\nBy {author}\nJanuary 30, 2024"),
        format!("{title}\n{title}\nBy {author} in Norvik\nTuesday, January 30, 2024"),
        format!("Home\n{title}\nWords by {author}\n5 min read\nJanuary 30, 2024"),
    ] {
        check(&header, title, author, "2024-01-30");
    }
}

#[test]
fn what_is_missing_stays_missing() {
    check("", "", "", "");
    check("2024-01-30", "", "", "2024-01-30");
    check("Norvik harbour opens after a long winter", "Norvik harbour opens after a long winter", "", "");
    check("By Mira Halvorsen", "", "Mira Halvorsen", "");
}
