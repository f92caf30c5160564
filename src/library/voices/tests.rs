use super::{Entry, Gathering};
use crate::article::{self, Fields};
use crate::library::Place;

/// What somebody says in articles, each a date and a body: `person (sure or guessed): words`, and how many carry it, cut or whole.
fn check(name: &str, articles: &[(&str, &str)], expected: &[&str]) {
    let mut gathering = Gathering::new(name, false);
    for (date, body) in articles {
        let article =
            article::parse(&format!("Council Settles Who Pays For Pier\n\n{date}\n\n{body}"), &Fields::default());
        gathering.take(0, &Place::default(), &article);
    }
    let shown = |entry: Entry| {
        let sure = if entry.sure { "" } else { "?" };
        let words = entry.said.quote.text.split_whitespace().take(3).collect::<Vec<_>>().join(" ");
        let cut = entry.also.iter().filter(|also| also.cut).count();
        format!("{}{sure}: {words} +{} cut {cut}", entry.person, entry.also.len() - cut)
    };
    assert_eq!(gathering.finish().into_iter().map(shown).collect::<Vec<_>>(), expected);
}

const WHOLE: &str =
    "\"We have waited for the pier long enough as it is, and the town will not wait any more,\" Ada Holm said.";
const SHORT: &str =
    "\"We have waited for the pier long enough as it is,\" said Holm, who leads the council of the town.";
const GAP: &str =
    "\"We have waited \u{2026} long enough as it is \u{2026} the town will not wait any more,\" Ada Holm said.";
const OTHER: &str = "\"There is nothing to add to what was said before,\" Bror Holm said on the day after the vote.";

#[test]
fn the_same_words_are_one_entry() {
    check(
        "Holm",
        &[("2024-02-03", SHORT), ("2024-02-03", WHOLE), ("2024-03-03", WHOLE), ("2024-03-03", GAP)],
        &["Ada Holm: \"We have waited +1 cut 2"],
    );
}

#[test]
fn other_words_and_other_people_stay_apart() {
    check(
        "Holm",
        &[("2024-02-03", WHOLE), ("2024-02-04", OTHER)],
        &["Ada Holm: \"We have waited +0 cut 0", "Bror Holm: \"There is nothing +0 cut 0"],
    );
    check("Ada Holm", &[("2024-02-03", WHOLE), ("2024-02-04", OTHER)], &["Ada Holm: \"We have waited +0 cut 0"]);
}

#[test]
fn a_last_name_that_may_be_two_people_is_a_guess() {
    check(
        "Ada Holm",
        &[("2024-02-03", SHORT), ("2024-02-03", WHOLE), ("2024-02-04", OTHER)],
        &["Holm?: \"We have waited +0 cut 0", "Ada Holm: \"We have waited +0 cut 0"],
    );
}

#[test]
fn few_words_are_the_same_only_when_they_are_near_in_time() {
    let yes = "\"It is time,\" Ada Holm said to those who had come to the harbour on that day.";
    check("Holm", &[("2024-02-03", yes), ("2024-02-05", yes)], &["Ada Holm: \"It is time,\" +1 cut 0"]);
    check("Holm", &[("2024-02-03", yes), ("2025-02-05", yes)], &["Ada Holm: \"It is time,\" +0 cut 0"; 2]);
}
