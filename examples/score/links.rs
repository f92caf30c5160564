//! Story links of invented pages: three of ten have a target in the library, whose headline they write in other letters, with other
//! punctuation, cut off, or with the name of a site behind it. Of the others some are nearly a headline that there is.

use std::io::{self, Write};

use dateline::library::Confidence;

use super::invent::{Language, Random};
use super::library::{Invented, Library};

const LINKS: usize = 12;
const SITES: [&str; 6] =
    ["Harbour Post", "DayPoint", "Meridian News", "The Ledger", "ledger.example", "Valley Courier"];

pub(super) fn score(pages: usize, misses: bool, out: &mut impl Write) -> io::Result<()> {
    let mut random = Random(11);
    let language = Language::new(&mut random, 8_000);
    let mut articles: Vec<Invented> = (0..pages)
        .map(|_| Invented {
            headline: language.headline(&mut random),
            site: random.pick(&SITES).map_or(String::new(), |site| (*site).to_owned()),
            day: random.below(365),
            paragraphs: language.paragraphs(&mut random, 2, 6),
            links: Vec::new(),
        })
        .collect();
    let mut truth: Vec<Vec<Option<usize>>> = Vec::with_capacity(pages);
    for page in 0..pages {
        let (mut titles, mut targets) = (Vec::new(), Vec::new());
        for _ in 0..LINKS {
            let other = random.below(pages);
            let headline = articles.get(other).map(|article| article.headline.clone()).unwrap_or_default();
            let is_target = random.chance(30) && other != page;
            let title = if is_target {
                varied(&headline, &mut random)
            } else if random.chance(15) {
                near_miss(&headline, &language, &mut random)
            } else {
                language.headline(&mut random)
            };
            titles.push(title);
            targets.push(is_target.then_some(other));
        }
        if let Some(article) = articles.get_mut(page) {
            article.links = titles;
        }
        truth.push(targets);
    }
    let mut library = Library::new("links", &articles)?;
    let (selection, numbers) = library.select("")?;
    let (mut right, mut found, mut wanted, mut seen) = (0, 0, 0, 0);
    let mut by = [0; 3];
    for read in selection.linking() {
        let Ok((_, article, links)) = read else { continue };
        let Some(targets) = numbers.get(&article.id).and_then(|number| truth.get(*number)) else { continue };
        let (titles, links): (Vec<_>, Vec<_>) = article
            .sections
            .iter()
            .zip(links)
            .flat_map(|(section, links)| section.items.iter().zip(links))
            .map(|(item, link)| (item.title.to_string(), link))
            .unzip();
        let Some(given) = numbers.get(&article.id).and_then(|number| articles.get(*number)) else { continue };
        // What the parser takes for no title, or for another, is its own question.
        let target = |title: &String| given.links.iter().position(|link| link == title).and_then(|at| targets.get(at));
        for (title, link) in titles.iter().zip(links) {
            let Some(target) = target(title) else { continue };
            seen += 1;
            let number = link.as_ref().and_then(|link| numbers.get(&link.target.id).copied());
            wanted += usize::from(target.is_some());
            found += usize::from(link.is_some());
            right += usize::from(number.is_some() && number == *target);
            if let Some(link) = &link {
                by[match link.confidence {
                    Confidence::Exact => 0,
                    Confidence::Cut => 1,
                    Confidence::Alike => 2,
                }] += 1;
            }
            if misses && number != *target {
                let headline = |number: &usize| articles.get(*number).map_or("", |article| article.headline.as_str());
                writeln!(
                    out,
                    "{title:?}\n    means {:?}, found {:?}",
                    target.as_ref().map(headline),
                    number.as_ref().map(headline)
                )?;
            }
        }
    }
    writeln!(out, "{pages} pages of {LINKS} links, of which the parser gave {seen}")?;
    super::library::line(out, "links", right, found, wanted)?;
    writeln!(out, "exact {}, cut {}, alike {}", by[0], by[1], by[2])?;
    library.close()
}

/// A headline as a page writes it.
fn varied(headline: &str, random: &mut Random) -> String {
    let mut title = match random.below(4) {
        0 => headline.to_uppercase(),
        1 => headline.to_lowercase(),
        _ => headline.to_owned(),
    };
    match random.below(4) {
        0 => title = title.replace([',', ':', ';'], " -").replace(" - -", " -"),
        1 => title = title.replace([',', ':', ';'], ""),
        _ => {}
    }
    match random.below(4) {
        0 => cut(&title, random),
        1 => format!(
            "{title}{}{}",
            random.pick(&[" - ", " | ", " \u{2013} "]).copied().unwrap_or(" - "),
            random.pick(&SITES).copied().unwrap_or("")
        ),
        _ => title,
    }
}

/// A title of which at least half, and 24 letters, are left.
fn cut(title: &str, random: &mut Random) -> String {
    let length = title.chars().count();
    if length < 32 {
        return title.to_owned();
    }
    let kept = random.between((length / 2).max(24), length - 1);
    let start: String = title.chars().take(kept).collect();
    start.trim_end().to_owned() + random.pick(&["..", "...", "\u{2026}", " .."]).copied().unwrap_or("..")
}

/// Another headline that says nearly the same words.
fn near_miss(headline: &str, language: &Language, random: &mut Random) -> String {
    let mut words: Vec<String> = headline.split(' ').map(str::to_owned).collect();
    let changed = words.len().div_ceil(2);
    for _ in 0..changed {
        let at = random.below(words.len());
        if let Some(word) = words.get_mut(at) {
            language.word(random).clone_into(word);
        }
    }
    words.join(" ")
}
