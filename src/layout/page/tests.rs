//! What a page leaves out and says in its place.

use proptest::prelude::*;

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

/// The rows of an article's body at so many columns, as they are drawn.
fn drawn(text: &str, columns: usize) -> Vec<String> {
    let article = parse(&format!("The Headline Of The Day\n\n{text}"), &Fields::default());
    let page = Page::new(&article, &Folds { strays: true, ..Folds::default() }, None);
    let rows = (2..page.blocks.len()).flat_map(|block| page.rows(block, columns));
    rows.map(|row| format!("{}{}", " ".repeat(row.indent), row.text)).collect()
}

const TABLE: &str = "The line carried more people in each of the last two years, the harbour council said on Monday.\n\n\
                     | Year | Passengers |\n| --- | --- |\n| 2022 | 1,200 |\n| 2023 | 14,500 |\n\n\
                     The council meets on Tuesday to talk about the fares.";

#[test]
fn a_table_is_drawn_as_one() {
    let rows = drawn(TABLE, 100);
    let table =
        ["| Year | Passengers |", "|------|------------|", "| 2022 |      1,200 |", "| 2023 |     14,500 |", ""];
    assert_eq!(rows.get(2..7).unwrap(), table, "{rows:?}");
    let narrow = drawn(TABLE, 15);
    assert!(narrow.windows(2).any(|rows| rows == ["| Year |", "  Passengers |"]), "{narrow:?}");
}

proptest! {
    #[test]
    fn no_row_is_wider_than_the_columns(
        rows in prop::collection::vec("\\|( ?[a-z0-9é東-]{0,12} ?\\|){1,4}", 1..6), rule in "\\|(-{1,40}\\|){1,4}", columns in 2usize..50,
    ) {
        let (head, below) = rows.split_first().unwrap();
        let text = format!("The council said on Monday that the line carried more.\n\n{head}\n{rule}\n{}", below.join("\n"));
        for row in drawn(&text, columns) {
            prop_assert!(width(&row) <= columns, "{row:?} at {columns}");
        }
    }
}

#[test]
fn what_is_found_in_a_row_is_marked_where_it_is_drawn() {
    let article = parse(&format!("The Headline Of The Day\n\n{TABLE}"), &Fields::default());
    let page = Page::new(&article, &Folds::default(), None);
    let block = page.blocks.iter().position(|block| block.text.contains("1,200")).unwrap();
    let rows = page.rows(block, 100);
    for (source, shown) in [(2..6, "2022"), (9..14, "1,200"), (2..14, "2022 |      1,200")] {
        assert_eq!(rows[0].text.get(rows[0].locate(source).unwrap()), Some(shown));
    }
}

#[test]
fn code_keeps_its_lines_and_spaces() {
    let rows = drawn(
        "Run this, said the maintainer of the scheduler on Monday, and see \"what\" comes.\n```\nif x:\n    print(\"a)\n```\nIt ends.",
        100,
    );
    assert_eq!(rows.get(2..5).unwrap(), ["  if x:", "      print(\"a)", ""], "{rows:?}");
}

#[test]
fn an_article_without_a_head_begins_with_its_text() {
    let article =
        parse("the ferry sails again, the harbour council said on Monday, as it had said.", &Fields::default());
    let parts = |page: &Page| page.blocks.iter().take(3).map(|block| block.part).collect::<Vec<_>>();
    let mut page = Page::new(&article, &Folds::default(), None);
    assert_eq!(parts(&page).first(), Some(&Part::Paragraph(0)));
    page.add_to_head("2 copies");
    assert_eq!(parts(&page), [Part::Meta, Part::Gap, Part::Paragraph(0)]);
}
