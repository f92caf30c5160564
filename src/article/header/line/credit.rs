//! Lines that say what a writer is, and credits of pictures.

use std::sync::LazyLock;

use crate::article::header::{agencies, byline};
use crate::article::starts::{Starts, lower};

/// How the credit of a picture starts, and how it ends.
const CREDITS: &[&str] = &[
    "(photo",
    "[photo",
    "photo:",
    "photo by",
    "photo credit",
    "(image",
    "image:",
    "image credit",
    "foto:",
    "foto ",
    "(foto",
    "©",
    "getty",
    "file photo",
    "photograph",
    "bild:",
    "fotograf",
    "crédit",
    "picture:",
    "credit:",
    "reuters/",
    "ap photo",
    "(ap photo",
    "写真",
    "(reuters",
    "afp/",
];
static CREDIT_STARTS: LazyLock<Starts<()>> = LazyLock::new(|| Starts::new(CREDITS.iter().map(|start| (*start, ()))));
const CREDIT_ENDS: &[&str] = &[
    "/getty images",
    "/shutterstock",
    "/istock",
    "/reuters",
    "/ap",
    "/afp",
    "getty images",
    "/instagram",
    "/twitter",
    "via ap)",
    "/dpa",
];

/// Whether a line says what the writer is, below the name: "South America reporter", "Senior Political Editor".
pub(super) fn is_role(line: &str) -> bool {
    let last = lower(line.split_whitespace().next_back().unwrap_or_default());
    let role = matches!(
        &*last,
        "reporter"
            | "correspondent"
            | "editor"
            | "writer"
            | "columnist"
            | "contributor"
            | "redakteur"
            | "redakteurin"
            | "korrespondent"
            | "korrespondentin"
            | "journaliste"
            | "redactor"
            | "redactora"
            | "corresponsal"
            | "giornalista"
    );
    let words = || line.split_whitespace().count();
    role && (2..=5).contains(&words())
        && line.starts_with(char::is_uppercase)
        && byline::bare(line).is_none()
        && byline::after_cue(line).is_none()
}

/// Whether a line is the credit of a picture.
pub(super) fn is_credit(line: &str) -> bool {
    let brackets = line.starts_with(['(', '[']) && line.ends_with([')', ']']) && line.contains(" / ");
    let ends = |credit: &&str| {
        let end = line.len().checked_sub(credit.len()).and_then(|at| line.get(at..));
        end.is_some_and(|end| end.eq_ignore_ascii_case(credit))
    };
    brackets
        || is_bank(line)
        || CREDIT_STARTS.of(line).next().is_some()
        || CREDIT_ENDS.iter().any(ends) && line.chars().count() < 80
}

/// Whether a line is "Jane Doe/Getty": a name and what keeps the picture.
fn is_bank(line: &str) -> bool {
    let Some((name, bank)) = line.rsplit_once('/').filter(|_| line.len() <= 60) else { return false };
    let first = lower(bank.split_whitespace().next().unwrap_or_default());
    let known = agencies::is_agency(bank)
        || matches!(
            &*first,
            "getty" | "shutterstock" | "istock" | "laif" | "alamy" | "corbis" | "zuma" | "redux" | "imago"
        );
    known && name.split_whitespace().count() <= 4 && name.starts_with(char::is_uppercase)
}
