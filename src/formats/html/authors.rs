//! Who wrote a page, as it shows or tells.

use dom_query::{Document as Dom, NodeRef};

use super::super::names;
use super::metadata::Metas;

/// Names under which a head tells its authors.
const AUTHORS: [&str; 13] = [
    "author",
    "byl",
    "byline",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "dcsext.author",
    "article:author",
    "article:author_name",
    "og:article:author",
    "twitter:creator_name",
    "citation_author",
];

/// The authors that the page shows, else those that its head names.
pub(super) fn find(dom: &Dom, metas: &Metas, site: Option<&str>) -> Vec<String> {
    let shown = shown_authors(dom, &BYLINES, site);
    let told = told_authors(metas, site);
    let agreed = shown.iter().any(|shown| told.iter().any(|told| names::same(shown, told)));
    if !told.is_empty() && (agreed || shown.is_empty()) {
        return told;
    }
    if shown.is_empty() { shown_authors(dom, &WEAK_BYLINES, site) } else { shown }
}

fn told_authors(metas: &Metas, site: Option<&str>) -> Vec<String> {
    for name in AUTHORS {
        let found =
            metas.0.iter().filter(|(meta, _)| meta == name).flat_map(|(_, content)| names::split(content)).collect();
        let found = names::cleaned(found, site);
        if !found.is_empty() && !found.iter().all(|name| names::is_machine(name)) {
            return found;
        }
    }
    labelled_authors(metas, site)
}

/// The authors that cards of a post name: "Written by" is the label of some datum, which has its number.
fn labelled_authors(metas: &Metas, site: Option<&str>) -> Vec<String> {
    const LABELS: [&str; 8] = [
        "written by",
        "geschrieben von",
        "verfasst von",
        "escrito por",
        "écrit par",
        "scritto da",
        "geschreven door",
        "автор",
    ];
    let is_label = |text: &str| LABELS.contains(&text.to_lowercase().as_str());
    let data = metas.0.iter().filter_map(|(name, content)| match name.strip_prefix("twitter:label") {
        Some(number) if is_label(content) => {
            let datum = format!("twitter:data{number}");
            metas.0.iter().find(|(name, _)| *name == datum).map(|(_, content)| content)
        }
        None => name.strip_prefix("twitter:misc:").filter(|label| is_label(label)).map(|_| content),
        _ => None,
    });
    let found = data.into_iter().flat_map(|content| names::split(content)).collect();
    names::cleaned(found, site).into_iter().filter(|name| !names::is_machine(name)).collect()
}

/// Places of a byline, the best first.
const BYLINES: [&str; 7] = [
    "[itemprop=author] [itemprop=name]",
    "[itemprop=author]",
    "a[rel~=author]",
    "[class*=byline] a, [class*=Byline] a",
    "[class*=byline], [class*=Byline]",
    "a[href*='/author/'], a[href*='/authors/'], a[href*='/staff/'], a[href*='/contributors/'], a[href*='/contributor/'], a[href*='/editors/'], a[href*='/people/'], a[href*='/profile/'], a[href*='/reporters/'], a[href*='/journalist']",
    ".author-name, .article-author, .author a, .author",
];
const WEAK_BYLINES: [&str; 2] = [
    "[class*=author-name], [class*=authorName], [class*=authorname], [class*=author__name], [class*=meta__author], [class*=meta-author], [class*=post-author]",
    ".writer, .contributor, .provider-name, [class*=writer-name], [class*=author]",
];

fn shown_authors(dom: &Dom, places: &[&str], site: Option<&str>) -> Vec<String> {
    for place in places {
        let nodes = dom.select(place);
        let mut first: Option<(NodeRef, Vec<String>)> = None;
        for node in nodes.nodes().iter().take(12) {
            // Where only an author can stand, one word is a name, too.
            let one_word = place.contains("rel~=") || place.contains("itemprop");
            let found = names::cleaned(people(node, one_word), site);
            match &mut first {
                None if !found.is_empty() => first = Some((*node, found)),
                // Further authors stand beside the first one; others are those of other stories.
                Some((one, known)) if beside(one, node) => known.extend(found),
                Some(_) => break,
                None => {}
            }
        }
        if let Some((_, found)) = first {
            return names::cleaned(found, site);
        }
    }
    Vec::new()
}

fn beside(one: &NodeRef, other: &NodeRef) -> bool {
    let up = |node: &NodeRef| {
        [node.parent(), node.parent().and_then(|node| node.parent())].map(|node| node.map(|node| node.id))
    };
    up(one).iter().flatten().any(|id| up(other).contains(&Some(*id)))
}

/// The names of people at the start of an element.
fn people(node: &NodeRef, one_word: bool) -> Vec<String> {
    let mut found = Vec::new();
    for piece in node.descendants_it().filter(NodeRef::is_text).take(40) {
        let piece = piece.text();
        let line = names::byline(&piece.split_whitespace().collect::<Vec<_>>().join(" "));
        if !line.contains(char::is_alphabetic) || names::is_joint(&line) {
            continue;
        }
        let is_name = |name: &String| names::is_person(name) || one_word && found.is_empty() && names::is_account(name);
        let people: Vec<String> = names::split(&line).into_iter().filter(is_name).collect();
        if people.is_empty() {
            break;
        }
        found.extend(people);
    }
    found
}
