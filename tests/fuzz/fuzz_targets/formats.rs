//! Any bytes give documents or problems, and what they give can be parsed.
#![no_main]

use std::ops::ControlFlow;

use dateline::{article, formats};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let read = formats::documents_in(bytes, &mut |document| {
        match document {
            Ok(document) => drop(article::parse(&document.text, &document.fields)),
            Err(problem) => assert!(!problem.reason.is_empty()),
        }
        ControlFlow::Continue(())
    });
    assert!(read.is_ok() || read.is_err_and(|problem| !problem.reason.is_empty()));
});
