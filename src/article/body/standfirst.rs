//! The summary that stands between headline and body.

use crate::article::sections::ends_sentence;
use crate::article::{Article, ParagraphKind};

/// A standfirst is so long, in characters.
const CHARS: std::ops::RangeInclusive<usize> = 40..=350;

/// Which paragraph is the standfirst, if any. `above_header` says that a line of text stood above the last
/// one of the header.
pub(in crate::article) fn find(article: &Article, above_header: bool) -> Option<usize> {
    let [first, second, rest @ ..] = article.paragraphs.as_slice() else { return None };
    let short = first.kind == ParagraphKind::Text && CHARS.contains(&first.text.chars().count());
    if !short || second.kind != ParagraphKind::Text {
        return None;
    }
    let datelined = article.dateline.as_ref().is_some_and(|dateline| dateline.paragraph == 1);
    let repeated =
        rest.iter().take(2).chain([second]).any(|other| other.text.starts_with(first.text.trim_end_matches('.')));
    let last = first.text.chars().next_back();
    let open =
        last.is_some_and(char::is_alphanumeric) && second.text.len() > first.text.len() && ends_sentence(&second.text);
    (above_header || datelined || repeated || open).then_some(0)
}
