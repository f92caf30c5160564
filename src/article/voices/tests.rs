use super::{Name, find};
use crate::article::{self, Fields, Quote, Text};

/// The voices of a text: `name`, or `name?` for a guess, `-` for nobody.
fn check(text: &str, voices: &[&str]) {
    let article =
        article::parse(&format!("Council Settles Who Pays For Pier\n\n2024-02-03\n\n{text}"), &Fields::default());
    let shown = |voice: Option<super::Voice>| {
        voice.map_or_else(|| "-".to_owned(), |voice| format!("{}{}", voice.name, if voice.sure { "" } else { "?" }))
    };
    assert_eq!(find(&article).into_iter().map(shown).collect::<Vec<_>>(), voices, "{text}\n{:#?}", article.quotes);
}

#[test]
fn short_forms_become_the_full_name() {
    check(
        "\"The pier belongs to all of the town and to nobody else,\" Ada Holm said on Tuesday.\n\n\"We have waited for it long \
        enough as it is,\" Ms Holm said.\n\n\"It is a good day for the harbour and for the town,\" said A. Holm.",
        &["Ada Holm", "Ada Holm", "Ada Holm"],
    );
}

#[test]
fn a_pronoun_is_a_guess_at_who_spoke_last() {
    check(
        "\"The pier belongs to all of the town and to nobody else,\" Ada Holm said on Tuesday.\n\n\"We have waited for it long \
        enough as it is,\" she said.\n\n\"It is a good day for the harbour and for the town,\" he said.",
        &["Ada Holm", "Ada Holm?", "he"],
    );
    check("\"We have waited for it long enough as it is,\" she said.", &["she"]);
}

#[test]
fn a_pronoun_means_who_was_named_since() {
    let ada = "\"The pier belongs to all of the town and to nobody else,\" Ada Holm said on Tuesday.";
    let bror = "\"There is nothing to add to what was said before,\" Bror Lund said.";
    let he = "\"It is a good day for the harbour and for the town,\" he said.";
    check(&format!("{bror}\n\n{ada}\n\nLund disagreed with that.\n\n{he}"), &["Bror Lund", "Ada Holm", "Bror Lund?"]);
    // Somebody else was named, who is quoted nowhere.
    check(&format!("{ada}\n\nMr. Brandt did not agree with that.\n\n{he}"), &["Ada Holm", "he"]);
}

#[test]
fn a_pronoun_of_another_language_is_a_name() {
    check(
        "\"The pier belongs to all of the town and to nobody else,\" Ada Holm said on Tuesday.\n\n\"We have waited for it long \
        enough as it is,\" said Han.",
        &["Ada Holm", "Han"],
    );
}

#[test]
fn people_of_one_name_stay_apart() {
    check(
        "\"The pier belongs to all of the town and to nobody else,\" Ada Holm said on Tuesday.\n\n\"We have waited for it long \
        enough as it is,\" said Bror Holm.",
        &["Ada Holm", "Bror Holm"],
    );
}

#[test]
fn names_are_compared_as_people_do() {
    let same = |one: &str, other: &str| Name::new(one).is_same(&Name::new(other));
    let here = |one: &str, other: &str| Name::new(one).is_same_here(&Name::new(other));
    assert!(
        same("Donald J. Trump", "Donald Trump")
            && same("José Müller", "JOSE MULLER")
            && same("Dr. Ada Holm", "Ada Holm")
    );
    assert!(!same("Jen Daskal", "Daskal") && !same("Jen Daskal", "Jennifer Daskal"));
    assert!(here("Jen Daskal", "Jennifer Daskal") && here("J. Daskal", "Jen Daskal") && here("Daskal", "Jen Daskal"));
    assert!(!here("Jo Daskal", "Joan Daskal") && !here("Jen Daskal", "John Daskal") && !here("Jen Daskal", "Jen Dask"));
    let answers = |name: &str, typed: &str| Name::new(name).answers(&Name::new(typed));
    assert!(answers("Jen Daskal", "daskal") && answers("Daskal", "Jen Daskal") && answers("Jen Daskal", "jen"));
    assert!(!answers("John Daskal", "Jen Daskal") && !answers("Jen", "Jen Daskal") && !answers("Jen Daskal", " "));
    assert!(!Name::new("the official").is_proper() && Name::new("Ursula von der Leyen").is_proper());
}

#[test]
fn a_text_that_quotes_a_whole_town_is_read_once() {
    let mut article =
        article::parse("Pier\n\n\"It is a good day for the harbour,\" Ada Holm said.", &Fields::default());
    let quote = article.quotes[0].clone();
    let names = |number: usize| [format!("Ada{number:05} Holm"), format!("Ada Holm{number:05}")];
    let speakers = (0..20_000).flat_map(names).map(|name| Some(Text::new(&name)));
    article.quotes = speakers.map(|speaker| Quote { speaker, ..quote.clone() }).collect();
    let voices = find(&article);
    assert!(voices.iter().zip(&article.quotes).all(|(voice, quote)| {
        voice.as_ref().is_some_and(|voice| voice.sure && Some(&voice.name) == quote.speaker.as_ref())
    }));
}
