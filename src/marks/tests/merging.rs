//! Marks come out the same, however the records came in.

use proptest::prelude::*;

use super::*;

fn any_entry() -> impl Strategy<Value = Entry> {
    let change = prop_oneof![
        any::<bool>().prop_map(Change::Read),
        any::<bool>().prop_map(Change::Starred),
        (0..3_u32, 0..3_u32).prop_map(|(paragraph, offset)| Change::Position(Position { paragraph, offset })),
        ("[xy]", any::<bool>()).prop_map(|(name, on)| Change::tag(&name, on)),
        "[a\\\\\n\tb]{0,4}".prop_map(|text| Change::note(&text)),
        (0..3_u128).prop_map(|old| Change::Was(ArticleId(old))),
        "[p\\\\q]{1,2}"
            .prop_map(|path| { Change::Place(Arc::new(Place { path: Text::new(&path), headline: Text::default() })) }),
    ];
    // Few values, so that ties are common.
    (0..3_u128, change, 0..3_u64, 0..2_u32, "[ab]").prop_map(|(article, change, millis, counter, device)| Entry {
        article: ArticleId(article),
        old: Some(change.blank()).filter(|_| counter == 0),
        change,
        clock: Clock { millis, counter },
        device: device.into(),
    })
}

proptest! {
    #[test]
    fn order_and_repetition_do_not_matter(
        (entries, shuffled) in prop::collection::vec(any_entry(), 0..40)
            .prop_flat_map(|entries| (Just(entries.clone()), Just([entries.clone(), entries].concat()).prop_shuffle()))
    ) {
        prop_assert_eq!(merged(&entries), merged(&shuffled));
        prop_assert_eq!(read(text(&entries).as_bytes()), (entries, 0));
    }

    #[test]
    fn journals_may_be_split_shuffled_doubled_and_folded(
        (entries, shuffled) in prop::collection::vec(any_entry(), 0..60)
            .prop_flat_map(|entries| (Just(entries.clone()), Just([entries.clone(), entries].concat()).prop_shuffle())),
        cuts in prop::collection::vec(0..120_usize, 0..5),
    ) {
        let dir = tempfile::tempdir().unwrap();
        let mut folded = Marks::default();
        let mut start = 0;
        let cuts: Vec<usize> = { let mut cuts = cuts; cuts.sort_unstable(); cuts };
        for (number, end) in cuts.into_iter().chain([usize::MAX]).enumerate() {
            let end = end.min(shuffled.len()).max(start);
            let device = dir.path().join(format!("device{}", number % 2));
            fs::create_dir_all(&device).unwrap();
            fs::write(device.join(format!("{number}.journal")), text(&shuffled[start..end])).unwrap();
            let mut piece: Vec<&Entry> = shuffled[start..end].iter().filter(|entry| !is_place(entry)).collect();
            folded.fold(&mut piece);
            shuffled[start..end].iter().filter(|entry| is_place(entry)).for_each(|entry| { folded.apply(entry); });
            start = end;
        }
        let expected = merged(&entries);
        prop_assert_eq!(&load(dir.path(), None).marks, &expected);
        prop_assert_eq!(&folded, &expected);
        for article in 0..3 {
            prop_assert_eq!(folded.get(ArticleId(article)), expected.get(ArticleId(article)));
        }
        let read: Vec<ArticleId> = folded.iter_where(|mark| mark.read).collect();
        prop_assert!(read.is_sorted() && read.iter().all(|id| expected.get(*id).read));
        prop_assert_eq!(read.len(), (0..3).filter(|id| expected.get(ArticleId(*id)).read).count());
        let all = entries.iter().filter(|entry| !is_place(entry)).map(|entry| entry.article);
        prop_assert_eq!(folded.len(), all.collect::<std::collections::HashSet<_>>().len());
    }
}

fn is_place(entry: &Entry) -> bool {
    matches!(entry.change, Change::Place(_))
}

#[test]
fn many_marks_are_folded_and_found() {
    let mut marks = Marks::default();
    // More than a table takes at once, in an order that is not theirs.
    for n in 0..40_000_u128 {
        let article = n.wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
        let change = if n % 3 == 0 { Change::Starred(true) } else { Change::Read(true) };
        assert!(marks.apply(&entry(article, change, 1_706_630_400_000)));
    }
    assert_eq!(marks.len(), 40_000);
    let starred: Vec<ArticleId> = marks.iter_where(|mark| mark.starred).collect();
    assert_eq!(starred.len(), 40_000_usize.div_ceil(3));
    assert!(starred.is_sorted() && starred.iter().all(|id| marks.get(*id).starred && !marks.get(*id).read));
    let before = marks.generation();
    assert!(!marks.apply(&entry(0, Change::Starred(false), 1)));
    assert_eq!(marks.generation(), before);
    assert!(marks.apply(&entry(0, Change::Starred(false), 1_706_630_400_001)));
    assert!(marks.generation() > before && !marks.get(ArticleId(0)).starred);
}

#[test]
fn tags_merge_by_tag_and_notes_keep_their_lines() {
    let mut marks = Marks::default();
    marks.apply(&entry(1, Change::tag("china", true), 1));
    marks.apply(&entry(1, Change::tag(" trade talks ", true), 1));
    marks.apply(&entry(1, Change::tag("china", false), 2));
    marks.apply(&entry(1, Change::note("first\n\tsecond \u{1b}[31mred\\ \n"), 1));
    let mark = marks.get(ArticleId(1));
    assert_eq!(mark.tags.iter().map(|tag| tag.as_str()).collect::<Vec<_>>(), ["trade talks"]);
    assert_eq!(mark.note.as_deref(), Some("first\n second red\\"));
    marks.apply(&entry(1, Change::note(""), 2));
    assert_eq!(marks.get(ArticleId(1)).note, None);
}
