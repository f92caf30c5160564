//! Copies of invented stories, as outlets print them: with 0 to 30 % of the words edited, cut, with other headlines and with the
//! outlet's own paragraphs around them. Beside them stands what are no copies: reports that come daily in the same words with other
//! numbers, follow-ups that repeat a part of a story, round-ups.

use std::collections::HashSet;
use std::io::{self, Write};

use dateline::marks::Marks;

use super::invent::{Language, Random, number};
use super::library::{Invented, Library};

const OUTLETS: usize = 30;
const TEMPLATES: usize = 12;
const DAYS: usize = 30;

pub(super) fn score(stories: usize, misses: bool, out: &mut impl Write) -> io::Result<()> {
    let mut random = Random(7);
    let language = Language::new(&mut random, 8_000);
    let own: Vec<Vec<String>> = (0..OUTLETS).map(|_| language.paragraphs(&mut random, 2, 6)).collect();
    let (mut articles, mut kinds, mut clusters): (Vec<Invented>, Vec<String>, Vec<usize>) = Default::default();
    let mut add = |article: Invented, kind: String, cluster: usize| {
        articles.push(article);
        kinds.push(kind);
        clusters.push(cluster);
    };
    let mut next = stories;
    let mut alone = || {
        next += 1;
        next
    };
    for story in 0..stories {
        let original = Invented {
            headline: language.headline(&mut random),
            site: "Wire".to_owned(),
            day: random.below(300),
            paragraphs: language.paragraphs(&mut random, 5, 24),
            links: Vec::new(),
        };
        let copies = random.below(8);
        for _ in 0..copies {
            let (copy, kind) = copied(&original, &own, &language, &mut random);
            add(copy, kind, story);
        }
        if random.chance(30) {
            add(follow_up(&original, &language, &mut random), "follow-up".to_owned(), alone());
        }
        add(original, "original".to_owned(), story);
    }
    for _ in 0..TEMPLATES {
        let template = template(&language, &mut random);
        for day in 0..DAYS {
            add(report(&template, day, &mut random), "daily report".to_owned(), alone());
        }
    }
    let mut library = Library::new("copies", &articles)?;
    let (selection, numbers) = library.select("")?;
    let standings = selection.standings(&Marks::default())?;
    let mut found: HashSet<(usize, usize)> = HashSet::new();
    for (position, listed) in selection.placed_rows() {
        let (Ok(listed), Some((_, copies))) = (listed, standings.get(position)) else { continue };
        let Some(&here) = numbers.get(&listed.id) else { continue };
        for there in copies.iter().filter_map(|id| numbers.get(id)).filter(|there| here < **there) {
            found.insert((here, *there));
        }
    }
    let cluster = |number: usize| clusters.get(number).copied().unwrap_or_default();
    let kind = |number: usize| kinds.get(number).map_or("", String::as_str);
    let mut true_pairs = Vec::new();
    for one in 0..articles.len() {
        let others = (one + 1..articles.len().min(one + 12)).filter(|other| cluster(one) == cluster(*other));
        true_pairs.extend(others.map(|other| (one, other)));
    }
    let hits = true_pairs.iter().filter(|pair| found.contains(pair)).count();
    let wrong: Vec<_> = found.iter().filter(|(one, other)| cluster(*one) != cluster(*other)).collect();
    if misses {
        for (one, other) in &wrong {
            writeln!(out, "joined: {} and {}", kind(*one), kind(*other))?;
        }
        for (one, other) in true_pairs.iter().filter(|pair| !found.contains(pair)) {
            writeln!(out, "missed: {} and {}", kind(*one), kind(*other))?;
        }
    }
    let reports =
        wrong.iter().filter(|(one, other)| kind(*one) == "daily report" && kind(*other) == "daily report").count();
    writeln!(out, "{} articles, {} pairs of copies", articles.len(), true_pairs.len())?;
    super::library::line(out, "copies", hits, found.len(), true_pairs.len())?;
    writeln!(out, "daily reports joined: {reports} pairs")?;
    library.close()
}

/// A story as an outlet prints it, and how.
fn copied(original: &Invented, own: &[Vec<String>], language: &Language, random: &mut Random) -> (Invented, String) {
    let rate = random.below(31);
    let keep = random.between(50, 100);
    let kept = (original.paragraphs.len() * keep).div_ceil(100).max(2);
    let mut paragraphs: Vec<String> =
        original.paragraphs.iter().take(kept).map(|paragraph| edited(paragraph, rate, language, random)).collect();
    let outlet = random.below(own.len());
    let boilerplate = own.get(outlet).map(Vec::as_slice).unwrap_or_default();
    let above = random.below(boilerplate.len().min(3));
    paragraphs.splice(0..0, boilerplate.iter().take(above).cloned());
    paragraphs.extend(boilerplate.iter().skip(above).take(random.below(4)).cloned());
    let headline = if random.chance(50) { original.headline.clone() } else { language.headline(random) };
    let article = Invented {
        headline,
        site: format!("Outlet {outlet}"),
        day: original.day + random.below(2),
        paragraphs,
        links: Vec::new(),
    };
    (article, format!("copy with {rate} % edited, {keep} % kept"))
}

/// A paragraph of which so many hundredths of the words are replaced, left out or added to, a few in a row.
fn edited(paragraph: &str, rate: usize, language: &Language, random: &mut Random) -> String {
    let mut words = Vec::new();
    let mut burst = 0;
    for word in paragraph.split(' ') {
        // A stretch of edits has two words on average.
        if burst == 0 && random.below(200) < rate {
            burst = random.between(1, 3);
        }
        if burst == 0 {
            words.push(word.to_owned());
            continue;
        }
        burst -= 1;
        match random.below(3) {
            0 => words.push(language.word(random).to_owned()),
            1 => {}
            _ => words.extend([word.to_owned(), language.word(random).to_owned()]),
        }
    }
    words.join(" ")
}

/// A story that goes on with another one, and repeats up to two fifths of it.
fn follow_up(original: &Invented, language: &Language, random: &mut Random) -> Invented {
    let repeated = (original.paragraphs.len() * random.between(20, 40) / 100).max(1);
    let new = repeated * 2 + random.below(4);
    let mut paragraphs = language.paragraphs(random, new, new + 2);
    paragraphs.extend(original.paragraphs.iter().skip(1).take(repeated).cloned());
    Invented { headline: language.headline(random), day: original.day + 2, paragraphs, ..original.clone() }
}

/// The words of a report, with `#` for numbers.
pub(super) fn template(language: &Language, random: &mut Random) -> Vec<String> {
    let paragraphs = random.between(2, 10);
    let paragraph = |random: &mut Random| {
        let length = random.between(20, 50);
        let mut words = language.words(random, length);
        for word in words.iter_mut().filter(|_| random.chance(14)) {
            "#".clone_into(word);
        }
        words.join(" ") + "."
    };
    (0..paragraphs).map(|_| paragraph(random)).collect()
}

pub(super) fn report(template: &[String], day: usize, random: &mut Random) -> Invented {
    let fill = |paragraph: &String| {
        paragraph
            .split(' ')
            .map(|word| if word == "#" { number(random) } else { word.to_owned() })
            .collect::<Vec<_>>()
            .join(" ")
    };
    let paragraphs = template.iter().map(fill).collect();
    Invented { headline: format!("Rates on day {day}"), site: "Wire".to_owned(), day, paragraphs, links: Vec::new() }
}
