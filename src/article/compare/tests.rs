//! Copies side by side.

use super::*;
use crate::article::ParagraphKind;

fn paragraphs(texts: &[&str]) -> Vec<Paragraph> {
    texts.iter().map(|text| Paragraph { kind: ParagraphKind::Text, text: Text::new(text) }).collect()
}

fn check(here: &[&str], there: &[&str]) -> Comparison {
    let (here, there) = (paragraphs(here), paragraphs(there));
    compare(Body { paragraphs: &here, left_aside: &[] }, Body { paragraphs: &there, left_aside: &[] })
}

/// What differs, as "there -> here".
fn changes(comparison: &Comparison) -> Vec<(usize, String)> {
    let changed = comparison.changed.iter();
    let each = |changed: &Changed| -> Vec<(usize, String)> {
        let said = changed.changes.iter().map(|change| format!("{} -> {}", change.there, change.here));
        said.map(|said| (changed.paragraph, said)).collect()
    };
    changed.flat_map(each).collect()
}

const QUAKE: &str =
    "The quake killed 12 people in the harbour town and left 300 without a roof, officials said on Monday.";
const AID: &str =
    "Aid from the neighbouring islands is on its way, and two ships have left the port of Lantern already.";
const PAST: &str = "Ten years ago the same town was struck by a flood that took the old bridge and half of the market.";
const END: &str = "The minister will travel there on Tuesday, her office said.";

#[test]
fn a_corrected_number_is_the_only_change() {
    let corrected = QUAKE.replace("12 people", "14 people");
    let comparison = check(&[&corrected, AID], &[QUAKE, AID]);
    assert_eq!(changes(&comparison), [(0, "12 -> 14".to_owned())]);
    let change = &comparison.changed[0].changes[0];
    assert_eq!(corrected.get(change.start..change.end), Some("14"));
    assert!(comparison.added.is_empty() && comparison.left_out.is_empty());
}

#[test]
fn paragraphs_are_added_and_left_out() {
    let comparison = check(&[QUAKE, PAST, END], &[QUAKE, AID, END]);
    assert_eq!(comparison.added, [1]);
    assert_eq!(comparison.left_out, [LeftOut { before: 1, text: Text::new(AID) }]);
    assert_eq!(comparison.changed, []);
    let comparison = check(&[AID, END], &[QUAKE, AID, END, PAST]);
    let left_out: Vec<_> = comparison.left_out.iter().map(|left_out| left_out.before).collect();
    assert_eq!((comparison.added.len(), left_out), (0, vec![0, 2]));
}

#[test]
fn what_an_outlet_splits_joins_moves_or_sets_otherwise_is_the_same() {
    let (first, second) = QUAKE.split_at(QUAKE.find(" and left").unwrap());
    assert!(check(&[first, second, AID], &[QUAKE, AID]).is_empty());
    assert!(check(&[&format!("{QUAKE} {AID}"), END], &[QUAKE, AID, END]).is_empty());
    assert!(check(&[QUAKE, PAST, AID, END], &[QUAKE, AID, END, PAST]).is_empty());
    assert!(check(&[&QUAKE.to_uppercase().replace(',', " \u{2014}")], &[QUAKE]).is_empty());
}

#[test]
fn words_that_are_left_out_stand_where_they_stood() {
    let shorter = QUAKE.replace(", officials said on Monday", "");
    let comparison = check(&[&shorter], &[QUAKE]);
    assert_eq!(changes(&comparison), [(0, "officials said on Monday -> ".to_owned())]);
    assert_eq!(comparison.changed[0].changes[0].start, shorter.len() - 1);
    let comparison = check(&[QUAKE], &[&shorter]);
    assert_eq!(changes(&comparison), [(0, " -> officials said on Monday".to_owned())]);
}

#[test]
fn boilerplate_is_neither_added_nor_left_out() {
    let (here, there) = (paragraphs(&[PAST, QUAKE]), paragraphs(&[QUAKE, END]));
    let (here, there) =
        (Body { paragraphs: &here, left_aside: &[9, 0] }, Body { paragraphs: &there, left_aside: &[0, 9] });
    assert!(compare(here, there).is_empty());
}

#[test]
fn nothing_and_very_much_can_be_compared() {
    assert!(check(&[], &[]).is_empty());
    assert_eq!(check(&[], &[AID]).left_out.len(), 1);
    assert_eq!(check(&[AID], &[]).added, [0]);
    let long: Vec<String> = (0..900).map(|n| format!("{n} {QUAKE} {n}")).collect();
    let mut here: Vec<&str> = long.iter().map(String::as_str).collect();
    let there = here.clone();
    here.remove(500);
    let comparison = check(&here, &there);
    assert_eq!((comparison.left_out.len(), comparison.left_out[0].before), (1, 500));
}
