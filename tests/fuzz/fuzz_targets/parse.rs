//! Any text gives an article whose spans are in bounds, and the same one each time.
#![no_main]

use dateline::article::{self, Fields};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let article = article::parse(text, &Fields::default());
    for quote in &article.quotes {
        let of = |number: usize| article.paragraphs.get(number).map(|paragraph| paragraph.text.as_str());
        assert!(of(quote.paragraph).is_some_and(|text| text.get(quote.start..).is_some()));
        assert!(of(quote.end_paragraph).is_some_and(|text| text.get(..quote.end).is_some()));
    }
    assert_eq!(article, article::parse(text, &Fields::default()));
});
