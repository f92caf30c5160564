//! Articles whose paragraphs stand in several containers of one kind, with other things between: these are put together here,
//! where the search for a body has found but one of them.

use dom_query::{Document as Dom, NodeRef};
use rustc_hash::{FxHashMap, FxHashSet};

use super::text;
use crate::article::letters::is_dense;

/// A paragraph of prose has so many characters at least; one of a script that puts a word into one or two counts for more.
const PROSE: usize = 60;
const DENSE: usize = 3;
/// What these containers hold is no article, by what their classes and names say.
const OTHERS: [&str; 18] = [
    "comment",
    "disqus",
    "related",
    "recommend",
    "footer",
    "cookie",
    "consent",
    "onetrust",
    "privacy",
    "gdpr",
    "promo",
    "newsletter",
    "sidebar",
    "teaser",
    "author",
    "caption",
    "banner",
    "advert",
];
/// By how much what is put together is longer than the body that was found, in percent: where that is a part of it, and where
/// it is something else.
const LONGER: usize = 135;
const OTHER: usize = 200;

/// The paragraphs of the page that stand in containers of one kind, of the kind that holds most, where that is more than `body`.
pub(super) fn find(dom: &Dom, body: &str) -> Option<String> {
    let mut kinds: FxHashMap<String, (usize, Vec<NodeRef>)> = FxHashMap::default();
    for paragraph in dom.select("p").nodes() {
        let Some(container) = paragraph.parent() else { continue };
        let length = length(&paragraph.text());
        let Some(kind) = kind(&container).filter(|_| length >= PROSE && !is_other(paragraph)) else { continue };
        let (sum, containers) = kinds.entry(kind).or_default();
        *sum += length;
        if containers.last().is_none_or(|last| last.id != container.id) {
            containers.push(container);
        }
    }
    let (sum, containers) = kinds.into_values().max_by_key(|(sum, _)| *sum)?;
    let known = body.split("\n\n").filter(|line| length(line) >= PROSE).collect::<FxHashSet<_>>();
    let found: usize = known.iter().map(|line| length(line)).sum();
    if sum * 100 <= found * LONGER {
        return None;
    }
    let pieces: Vec<String> = containers.iter().map(text::of).filter(|text| !text.is_empty()).collect();
    let text = pieces.join("\n\n");
    let shared = text.split("\n\n").any(|line| known.contains(line));
    (shared || sum * 100 > found * OTHER).then_some(text)
}

/// What a container is: its name and classes, or those of the one around it.
fn kind(container: &NodeRef) -> Option<String> {
    let named = |node: &NodeRef| {
        let classes = node.attr("class")?;
        // "-bottom-space" is how it looks, not what it is.
        let classes: Vec<&str> = classes.split_whitespace().filter(|class| !class.starts_with('-')).collect();
        (!classes.is_empty()).then_some(format!("{} {}", node.node_name()?, classes.join(" ")))
    };
    named(container).or_else(|| Some(format!("{} > {}", named(&container.parent()?)?, container.node_name()?)))
}

/// Whether an element stands in what is no article.
fn is_other(node: &NodeRef) -> bool {
    node.ancestors_it(None).any(|outer| {
        let name = outer.node_name();
        let says = |attribute: &str| {
            let value = outer.attr(attribute).map(|value| value.to_lowercase()).unwrap_or_default();
            OTHERS.iter().any(|word| value.contains(word))
        };
        match name.as_deref().unwrap_or_default() {
            "a" | "nav" | "footer" | "aside" | "form" | "figure" | "dialog" | "template" | "noscript" => true,
            "html" | "body" => false,
            _ => says("class") || says("id"),
        }
    })
}

fn length(text: &str) -> usize {
    text.trim().chars().map(|c| if is_dense(c) { DENSE } else { 1 }).sum()
}

#[cfg(test)]
mod tests {
    use super::super::page;

    const LINES: [&str; 4] = [
        "The harbour of Norvik was opened again on Sunday after a long winter that had kept all ships away from the town.",
        "The mayor said that it had taken years to find the money for the work, and that the town had every reason to be proud.",
        "Fishermen had waited for most of a week outside the harbour, as the swell grew and nobody could tell them when it would end.",
        "A first ferry is to leave on Monday at six, and the tickets for it had been sold out before the first day of the week was over.",
    ];

    fn check(html: &str, text: &[&str]) {
        assert_eq!(page(html).text.split("\n\n").collect::<Vec<_>>(), text, "{html}");
    }

    /// A page of so many long paragraphs in each container, with something between these.
    fn parted(between: &str) -> String {
        let paragraph = |line: &&str| {
            format!(
                "<div class=section><div class=column><div class=row><div class=\"part -gap\"><h2>Ships</h2><p>{line}</p>\
                 <p>{line} Again.</p></div></div></div></div>{between}"
            )
        };
        format!(
            "<html><body><main><h1>Norvik opens its harbour</h1>{}</main></body></html>",
            LINES.each_ref().map(paragraph).concat()
        )
    }

    #[test]
    fn containers_of_one_kind_are_one_article() {
        let whole: Vec<String> = LINES
            .iter()
            .flat_map(|line| ["## Ships".to_owned(), (*line).to_owned(), format!("{line} Again.")])
            .collect();
        let whole: Vec<&str> = whole.iter().map(String::as_str).collect();
        check(&parted("<div class=player><div><a href=/x>Watch</a></div></div>"), &whole);
    }

    #[test]
    fn what_asks_for_consent_is_no_article() {
        let partners = "We and our partners store cookies on your device, and process what they tell of you, to measure how you use it. ";
        let consent = format!(
            "<div id=onetrust-consent-sdk><div>{}</div></div>",
            format!("<p>{}</p>", partners.repeat(4)).repeat(6)
        );
        let menu = format!("<ul>{}</ul>", "<li><a href=/x>Ships and harbours</a></li>".repeat(300));
        let story = LINES.map(|line| format!("<p>{line}</p>")).concat();
        let page = |body: &str| format!("<html><body><h1>Norvik opens its harbour</h1>{body}</body></html>");
        check(&page(&format!("<div class=story>{story}</div>{consent}{menu}")), &LINES);
        // A page may note on what holds all of it that there is consent.
        check(&page(&format!("<div class=has-consent><div class=story>{story}</div></div>")), &LINES);
    }
}
