//! The summary that stands between headline and body.

use crate::article::lines::Line;
use crate::article::sections::{ends_sentence, is_date};
use crate::article::{Article, Fields, ParagraphKind};

/// A standfirst is so long, in characters.
const CHARS: std::ops::RangeInclusive<usize> = 40..=350;
/// From this many characters on it is no second line of the headline.
const LONG_CHARS: usize = 100;
/// Lines of the header that may stand behind it.
const HEADER: usize = 4;
/// Starts of bylines and of lines with dates.
#[rustfmt::skip]
const BY: &[&str] = &[
    "By ", "BY ", "by ", "Von ", "von ", "VON ", "Par ", "PAR ", "Por ", "POR ", "Di ", "Door ", "Av ", "Af ", "Text: ", "Published", "PUBLISHED", "Updated", "UPDATED", "Posted", "Last updated", "Veröffentlicht",
    "Aktualisiert", "Stand:", "Publié", "Mis à jour", "Publicado", "Actualizado", "Atualizado", "Pubblicato", "Gepubliceerd", "Опубликовано", "Автор", "كتب",
];

/// Moves a standfirst that stands among the lines of the header behind them, so that the header is in one piece. Says
/// whether there was one.
pub(in crate::article) fn lower(lines: &mut [Line], fields: &Fields) -> bool {
    // The first line is the headline, unless the container knows another one.
    let first = usize::from(!fields.headline.as_ref().is_some_and(|known| {
        lines
            .first()
            .is_some_and(|line| !line.text.starts_with(known.trim()) && !known.trim().starts_with(line.text.trim()))
    }));
    let of_header = |line: Option<&Line>| line.is_some_and(|line| is_of_header(&line.text));
    let Some(at) = (first..first + 2).find(|&at| of_header(lines.get(at + 1))) else { return false };
    let summary = lines.get(at).is_some_and(|line| !is_of_header(&line.text) && is_summary(&line.text));
    let behind = lines.iter().skip(at + 1).take(HEADER).take_while(|line| of_header(Some(line))).count();
    if !summary || behind == HEADER || at + 1 + behind >= lines.len() {
        return false;
    }
    if let Some(lines) = lines.get_mut(at..=at + behind) {
        lines.rotate_left(1);
    }
    true
}

/// Which paragraph is the standfirst, if any. `lowered` says that one was found among the lines of the header.
pub(in crate::article) fn find(article: &Article, lowered: bool) -> Option<usize> {
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
    (lowered || datelined || repeated || open).then_some(0)
}

fn is_summary(text: &str) -> bool {
    let chars = text.chars().count();
    CHARS.contains(&chars) && (ends_sentence(text) || chars >= LONG_CHARS)
}

/// Whether a line is a byline or a date.
fn is_of_header(text: &str) -> bool {
    let by = BY.iter().find_map(|by| text.strip_prefix(by)).is_some_and(|rest| {
        rest.trim_start().starts_with(|c: char| !c.is_lowercase()) && text.split_whitespace().count() <= 14
    });
    text.len() <= 160 && (by && !ends_sentence(text) || is_date(text))
}
