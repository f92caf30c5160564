//! What a page leaves out and says in its place.

use super::*;
use crate::article::{Fields, parse};

/// The first letters of each block but the gaps.
fn lines(folds: &Folds) -> Vec<String> {
    let text = "The Headline Of The Day\n\nThe ferry sails again, the harbour council said on Monday.\n\n\
                This is the site of the Harbour Ledger.\n\nThe Ledger is printed on the island.\n\n\
                The council meets on Tuesday to talk about the fares.";
    let page = Page::new(&parse(text, &Fields::default()), folds, None);
    let blocks = page.blocks.iter().skip(1).filter(|block| block.part != Part::Gap);
    blocks.map(|block| block.text.chars().take(52).collect()).collect()
}

#[test]
fn boilerplate_is_folded_and_says_where_it_stands() {
    let folds = Folds { boilerplate: true, recurring: vec![0, 1_412, 1_380, 0], ..Folds::default() };
    let said = "\u{b7}\u{b7}\u{b7} 2 boilerplate lines, in 1,380 articles of the si";
    let (first, last) = (
        "The ferry sails again, the harbour council said on M",
        "The council meets on Tuesday to talk about the fares",
    );
    assert_eq!(lines(&folds), [first, said, last]);
    let unfolded = lines(&Folds { boilerplate: false, ..folds });
    let ours = ["This is the site of the Harbour Ledger.", "The Ledger is printed on the island."];
    assert_eq!(unfolded, [first, said, ours[0], ours[1], last]);
}
