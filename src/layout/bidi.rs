//! The order of text that is written from right to left (Unicode Bidirectional Algorithm, UAX #9).
//!
//! Rows keep their text in the order in which it is read aloud; [`Order`] says how it stands on the screen. So what is searched,
//! marked and copied is the text itself, and a terminal that reorders by itself is given just that.

use std::ops::Range;

use unicode_bidi::ParagraphBidiInfo;
use unicode_bidi_mirroring::get_mirrored;
use unicode_segmentation::UnicodeSegmentation;

/// How the text of a row stands on the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// Whether its paragraph is written from right to left, and stands at the right.
    pub rtl: bool,
    /// The stretches of the text from the left of the screen to the right, each with whether it is written from right to left.
    /// Empty where the text stands as it is.
    pub runs: Vec<(Range<usize>, bool)>,
}

impl Order {
    /// That of a text of one line.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Levels::new(text).order(&(0..text.len()))
    }

    /// That of a line whose parts are apart from one another: each is in its own order, and they follow from left to right.
    pub(super) fn of_parts(line: &str, separator: &str) -> Self {
        let mut runs = Vec::new();
        let mut start = 0;
        for part in line.split_inclusive(separator) {
            let text = part.strip_suffix(separator).unwrap_or(part);
            let order = Self::of(text);
            let shifted = order.runs.iter().map(|(range, rtl)| (range.start + start..range.end + start, *rtl));
            runs.extend(shifted);
            let done = if order.runs.is_empty() { start } else { start + text.len() };
            start += part.len();
            if done < start {
                runs.push((done..start, false));
            }
        }
        let plain = runs.iter().all(|(_, rtl)| !rtl);
        Self { rtl: false, runs: if plain { Vec::new() } else { runs } }
    }

    /// Makes room for `bytes` that were put before the text: they stand where its paragraph begins.
    pub(super) fn lead_in(&mut self, bytes: usize) {
        if self.runs.is_empty() {
            return;
        }
        for (range, _) in &mut self.runs {
            *range = range.start + bytes..range.end + bytes;
        }
        let at = if self.rtl { self.runs.len() } else { 0 };
        self.runs.insert(at, (0..bytes, self.rtl));
    }
}

/// A text of which the levels are known, if it has anything that is written from right to left.
pub(super) struct Levels<'t>(Option<ParagraphBidiInfo<'t>>);

impl<'t> Levels<'t> {
    /// Resolves the levels of a paragraph. Its direction is that of its first letter (rules P2 and P3).
    pub(super) fn new(text: &'t str) -> Self {
        Self(has_rtl(text).then(|| ParagraphBidiInfo::new(text, None)))
    }

    /// The order of a line of it.
    pub(super) fn order(&self, line: &Range<usize>) -> Order {
        let Some(info) = &self.0 else {
            return Order::default();
        };
        let rtl = info.paragraph_level.is_rtl();
        if line.is_empty() {
            return Order { rtl, runs: Vec::new() };
        }
        let (levels, runs) = info.visual_runs(line.clone());
        let is_rtl = |run: &Range<usize>| levels.get(run.start).is_some_and(unicode_bidi::Level::is_rtl);
        let in_line = |run: &Range<usize>| run.start - line.start..run.end - line.start;
        Order { rtl, runs: runs.iter().map(|run| (in_line(run), is_rtl(run))).collect() }
    }
}

/// A stretch that is written from right to left, from left to right: its clusters turned round (rule L3), brackets mirrored (L4).
#[must_use]
pub fn reversed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for cluster in text.graphemes(true).rev() {
        match cluster.chars().next().and_then(get_mirrored) {
            Some(mirrored) => out.push(mirrored),
            None => out.push_str(cluster),
        }
    }
    out
}

/// Whether any character is of a script that is written from right to left: their blocks are apart from all others.
fn has_rtl(text: &str) -> bool {
    let rtl = |c: char| {
        let blocks = [0x590..=0x8ff, 0xfb1d..=0xfdff, 0xfe70..=0xfeff, 0x1_0800..=0x1_0fff, 0x1_e800..=0x1_efff];
        blocks.iter().any(|block: &std::ops::RangeInclusive<u32>| block.contains(&u32::from(c)))
    };
    !text.is_ascii() && text.chars().any(rtl)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::width;
    use super::*;

    /// A line of text as it stands on the screen.
    fn visual(text: &str) -> String {
        let order = Order::of(text);
        if order.runs.is_empty() {
            return text.to_owned();
        }
        let pieces = order.runs.iter().map(|(range, rtl)| {
            let piece = text.get(range.clone()).unwrap();
            if *rtl { reversed(piece) } else { piece.to_owned() }
        });
        pieces.collect()
    }

    fn check(text: &str, shown: &str) {
        assert_eq!(visual(text), shown);
    }

    #[test]
    fn what_is_written_from_left_to_right_stays() {
        check("The harbour (of Aden) at 7:30.", "The harbour (of Aden) at 7:30.");
        assert_eq!(Order::of("déjà vu — 東京"), Order::default());
    }

    #[test]
    fn hebrew_stands_from_right_to_left_with_its_numbers_and_brackets() {
        check("שלום", "םולש");
        check("ב-25 במאי", "יאמב 25-ב");
        check("הנמל (אילת) נפתח.", ".חתפנ (תליא) למנה");
    }

    #[test]
    fn latin_names_keep_their_order_in_arabic_urdu_and_persian() {
        check("قال Ada Holm اليوم", "مويلا Ada Holm لاق");
        check("کراچی: 12 افراد", "دارفا 12 :یچارک");
        check("تهران ۱۲۳ کیلومتر", "رتمولیک ۱۲۳ نارهت");
    }

    #[test]
    fn a_hebrew_word_in_english_turns_round_in_its_place() {
        check("The word שלום means peace.", "The word םולש means peace.");
    }

    #[test]
    fn marks_stay_on_their_letters() {
        check("שָׁלוֹם", "םוֹלשָׁ");
    }

    #[test]
    fn a_line_of_a_paragraph_takes_its_direction_and_its_levels() {
        let text = "אבג AB גדה.";
        let levels = Levels::new(text);
        let first = levels.order(&(0..9));
        assert!(first.rtl);
        assert_eq!(first.runs, [(7..9, false), (0..7, true)]);
        let mut second = levels.order(&(10..text.len()));
        assert_eq!(second.runs, [(0..7, true)]);
        second.lead_in(4);
        assert_eq!(second.runs, [(4..11, true), (0..4, true)]);
        assert_eq!(Levels::new("abc").order(&(0..2)), Order::default());
    }

    #[test]
    fn parts_of_a_line_keep_to_themselves() {
        let line = "By دانا · 2023-05-25 · x";
        let shown: String = Order::of_parts(line, " · ")
            .runs
            .iter()
            .map(|(range, rtl)| {
                let piece = line.get(range.clone()).unwrap();
                if *rtl { reversed(piece) } else { piece.to_owned() }
            })
            .collect();
        assert_eq!(shown, "By اناد · 2023-05-25 · x");
        assert_eq!(Order::of_parts("By Ada · x", " · "), Order::default());
    }

    proptest! {
        #[test]
        fn every_byte_stands_somewhere_once(text in "[a-c אבגاب12 (),.\u{5b8}é]{0,40}") {
            let order = Levels::new(&text).order(&(0..text.len()));
            let mut ranges: Vec<_> = order.runs.iter().map(|(range, _)| range.clone()).collect();
            ranges.sort_by_key(|range| range.start);
            if !ranges.is_empty() {
                prop_assert_eq!(ranges.first().unwrap().start, 0);
                prop_assert_eq!(ranges.last().unwrap().end, text.len());
                prop_assert!(ranges.windows(2).all(|pair| pair[0].end == pair[1].start));
            }
            prop_assert_eq!(width(&visual(&text)), width(&text));
        }

        #[test]
        fn any_text_has_an_order(text in any::<String>()) {
            visual(&text);
        }
    }
}
