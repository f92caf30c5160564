//! Boilerplate of invented sites: lines of theirs that stand in all of their articles, in most, or in those of a section. Beside it
//! stands what recurs and is none: reports that come daily in the same words, with a header over their numbers; stories in several
//! versions; the background that every follow-up of a story tells again; sub-headings.

use std::collections::HashSet;
use std::io::{self, Write};

use super::invent::{Language, Random, capitalise};
use super::library::{Invented, Library};

/// Of a hundred articles of a site, how many have one of its lines.
const SHARES: [usize; 4] = [100, 60, 25, 8];

/// A site, and what it puts around its articles.
struct Site {
    name: String,
    /// Lines, and of a hundred articles how many have each.
    lines: Vec<(String, usize)>,
}

pub(super) fn score(sites: usize, misses: bool, out: &mut impl Write) -> io::Result<()> {
    let mut random = Random(11);
    let language = Language::new(&mut random, 8_000);
    let (mut articles, mut truth): (Vec<Invented>, HashSet<(String, String)>) = Default::default();
    for number in 0..sites {
        let site = site(number, &language, &mut random);
        truth.extend(site.lines.iter().map(|(line, _)| (site.name.clone(), line.clone())));
        let mut own = stories(&site, &language, &mut random);
        if random.chance(40) {
            own.extend(reports(&language, &mut random));
        }
        for _ in 0..own.len() / 20 {
            own.extend(versions(&language, &mut random));
        }
        if random.chance(60) {
            own.extend(follow_ups(own.len() / 12, &language, &mut random));
        }
        for article in &mut own {
            site.dress(article, &mut random);
        }
        articles.extend(own);
    }
    let mut library = Library::new("boilerplate", &articles)?;
    let (selection, _) = library.select("")?;
    let (mut right, mut found, mut wanted, mut paragraphs) = (0, 0, 0, 0);
    for (place, article) in selection.articles().flatten() {
        let site = article.site.as_ref().map(ToString::to_string).unwrap_or_default();
        let boilerplate = library.script.boilerplate(&article, &place.path);
        for (paragraph, articles) in article.paragraphs.iter().zip(boilerplate) {
            let is_wanted = truth.contains(&(site.clone(), paragraph.text.to_string()));
            let is_found = articles > 0;
            paragraphs += 1;
            wanted += usize::from(is_wanted);
            found += usize::from(is_found);
            right += usize::from(is_wanted && is_found);
            if misses && is_wanted != is_found {
                writeln!(out, "{} ({articles}): {}", if is_found { "wrong" } else { "missed" }, paragraph.text)?;
            }
        }
    }
    writeln!(out, "{} articles of {sites} sites, {paragraphs} paragraphs", articles.len())?;
    super::library::line(out, "boilerplate", right, found, wanted)?;
    library.close()
}

fn site(number: usize, language: &Language, random: &mut Random) -> Site {
    let line = |random: &mut Random| {
        let line = if random.chance(60) {
            let words = random.between(2, 8);
            let mut line = language.words(random, words).join(" ");
            capitalise(&mut line);
            line + "."
        } else {
            language.paragraph(random)
        };
        (line, random.pick(&SHARES).copied().unwrap_or(100))
    };
    let lines = (0..random.between(1, 6)).map(|_| line(random)).collect();
    Site { name: format!("Site {number}"), lines }
}

impl Site {
    /// Puts the lines of the site around an article: at the top, at the end, or in between.
    fn dress(&self, article: &mut Invented, random: &mut Random) {
        article.site.clone_from(&self.name);
        for (line, share) in &self.lines {
            if random.chance(*share) {
                let middle = article.paragraphs.len() / 2;
                let at = *random.pick(&[0, middle, article.paragraphs.len(), article.paragraphs.len()]).unwrap_or(&0);
                article.paragraphs.insert(at, line.clone());
            }
        }
    }
}

fn stories(site: &Site, language: &Language, random: &mut Random) -> Vec<Invented> {
    let headings: Vec<String> = (0..3).map(|_| language.headline(random).replace([',', ':', ';', '-'], "")).collect();
    let count = random.between(30, 300);
    let story = |_| {
        let mut paragraphs = language.paragraphs(random, 3, 16);
        if random.chance(15) {
            paragraphs.insert(paragraphs.len() / 2, random.pick(&headings).cloned().unwrap_or_default());
        }
        Invented { day: random.below(300), site: site.name.clone(), ..invented(paragraphs, language, random) }
    };
    (0..count).map(story).collect()
}

fn invented(paragraphs: Vec<String>, language: &Language, random: &mut Random) -> Invented {
    Invented { headline: language.headline(random), paragraphs, day: random.below(300), ..Invented::default() }
}

/// A report that comes on many days: a line over its numbers, then the same words with other numbers, then words that stay.
fn reports(language: &Language, random: &mut Random) -> Vec<Invented> {
    let template = super::copies::template(language, random);
    let header = language.words(random, 5).join(" ");
    let last = language.paragraph(random);
    let days = random.between(10, 60);
    let report = |day| {
        let mut report = super::copies::report(&template, day, random);
        report.paragraphs.insert(0, header.clone());
        report.paragraphs.push(last.clone());
        report
    };
    (0..days).map(report).collect()
}

/// A story that was printed several times, with a paragraph more each time.
fn versions(language: &Language, random: &mut Random) -> Vec<Invented> {
    let mut paragraphs = language.paragraphs(random, 4, 12);
    let count = random.between(2, 9);
    let version = |_| {
        paragraphs.push(language.paragraph(random));
        invented(paragraphs.clone(), language, random)
    };
    (0..count).map(version).collect()
}

/// So many stories about one thing: new paragraphs, then the background that each of them tells again.
fn follow_ups(count: usize, language: &Language, random: &mut Random) -> Vec<Invented> {
    let background = language.paragraphs(random, 1, 3);
    let about: Vec<String> = (0..6).map(|_| language.words(random, 4).join(" ")).collect();
    let follow_up = |_| {
        let mut paragraphs = language.paragraphs(random, 3, 10);
        // What a story is about is named in the same words again and again.
        for paragraph in &mut paragraphs {
            paragraph.push_str(&format!(" It {}.", random.pick(&about).map_or("", String::as_str)));
        }
        paragraphs.extend(background.iter().cloned());
        invented(paragraphs, language, random)
    };
    (0..count).map(follow_up).collect()
}
