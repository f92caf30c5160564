//! Segments and what is asked of them.

use std::path::PathBuf;

use proptest::prelude::*;

use super::*;
use crate::article::{ArticleId, Stamp};

/// A catalogue of one segment for each list of headlines, all from one file.
fn catalogue(segments: &[&[&str]]) -> Catalogue {
    let made = segments.iter().map(|headlines| Segment::of(bytes(headlines)).unwrap()).collect();
    Catalogue::new(vec![PathBuf::from("root")].into(), made, Bits::default())
}

fn bytes(headlines: &[&str]) -> Vec<u8> {
    let mut builder = Builder::default();
    let folder = builder.folder(&Folder { root: 0, path: b"world".to_vec() });
    let file = builder.file(ListedFile { folder, name: b"a\xff.txt".to_vec(), ..ListedFile::default() });
    for (headline, number) in headlines.iter().zip(1..) {
        let details = Details { headline: Text::new(headline), ..Details::default() };
        let date = jiff::civil::date(2024, 1, number);
        let stamp = Stamp { date, minute: None, offset: None };
        let row = Entry::new(&details, Some("en"), Some(stamp), "world");
        builder.push(Entry { id: ArticleId(u128::from(row.headline_hash)), file, words: 7, ..row });
    }
    builder.finish()
}

#[test]
fn rows_are_reached_by_position_over_all_segments() {
    let catalogue = catalogue(&[&["One", "Two"], &[], &["Three"]]);
    assert_eq!((catalogue.len(), catalogue.articles()), (3, 3));
    let row = catalogue.row(2).unwrap();
    assert_eq!(row.details.headline.as_str(), "Three");
    assert_eq!((row.published.unwrap().to_string(), row.words), ("2024-01-01".to_owned(), 7));
    assert_eq!((row.site.as_str(), row.language.as_deref()), ("world", Some("en")));
    assert!(row.place.path.starts_with("root/world"), "{:?}", row.place);
    assert_eq!(catalogue.path_within(0).unwrap(), b"world/a\xff.txt");
    assert!(catalogue.row(3).is_err());
}

#[test]
fn headlines_and_ids_lead_to_positions() {
    let catalogue = catalogue(&[&["One", "Two"], &["TWO!", "Three"]]);
    let two = headline_hash("two").unwrap();
    assert_eq!(catalogue.with_headline(two, 0).unwrap(), [1, 2]);
    let mut ids: Vec<u128> = ["two", "three", "none"].iter().map(|of| u128::from(headline_hash(of).unwrap())).collect();
    ids.sort_unstable();
    let mut found = Bits::new(4);
    catalogue.with_ids(&ids, &mut found).unwrap();
    assert_eq!(found.iter().collect::<Vec<_>>(), [1, 2, 3]);
}

proptest! {
    #[test]
    fn a_damaged_segment_is_an_error_or_other_rows_but_no_panic(at in 0..900_usize, bit in 0..8_u32, cut in 0..900_usize) {
        let whole = bytes(&["One", "Two", "Three"]);
        let mut flipped = whole.clone();
        if let Some(byte) = flipped.get_mut(at) {
            *byte ^= 1 << bit;
        }
        for broken in [flipped, whole.get(..cut).unwrap_or(&whole).to_vec()] {
            let Ok(segment) = Segment::of(broken) else { continue };
            let catalogue = Catalogue::new(vec![PathBuf::new()].into(), vec![segment], Bits::default());
            for position in 0..catalogue.len().min(5) {
                let _ = catalogue.row(position);
            }
            let _ = (catalogue.dates(), catalogue.site_ranks(), catalogue.files(), catalogue.with_headline(1, 0));
        }
    }
}

#[test]
fn files_order_by_the_parts_of_their_paths() {
    let file = |root: u32, path: &str| {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        (Folder { root, path: folder.as_bytes().to_vec() }, name.as_bytes().to_vec())
    };
    let ordered =
        [(0, "more.txt"), (0, "sea/ferry.txt"), (0, "sea/north/a"), (0, "sea/z"), (0, "sea-b/a"), (0, "t"), (1, "a")];
    for pair in ordered.windows(2) {
        let [(one, name), (other, other_name)] = [0, 1].map(|at| file(pair[at].0, pair[at].1));
        assert_eq!(paths::compare((&one, &name), (&other, &other_name)), std::cmp::Ordering::Less, "{pair:?}");
    }
}
