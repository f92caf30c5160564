//! Styled text in the order in which it stands on the screen.

use std::ops::Range;
use std::sync::LazyLock;

use ar_reshaper::config::LigaturesFlags;
use ar_reshaper::{ArabicReshaper, Language, ReshaperConfig};
use ratatui::text::Span;

use super::theme::Theme;
use crate::config::Bidi;
use crate::layout::{Order, reversed};

/// Arabic letters in the forms that join them to their neighbours (the presentation forms B of Unicode): a terminal that leaves the
/// order of the text to us sees them in the wrong one, and joins none, or the wrong ones. Each is one letter for one, so no vowel
/// sign is lost and no ligature makes the text shorter.
static JOINED: LazyLock<ArabicReshaper> = LazyLock::new(|| {
    ArabicReshaper::new(ReshaperConfig {
        delete_harakat: false,
        ..ReshaperConfig::new(Language::Arabic, LigaturesFlags::none())
    })
});

/// The characters of a text with its Arabic letters joined; `None` where it has none.
fn joined(text: &str) -> Option<Vec<char>> {
    if text.is_ascii() || !JOINED.need_reshape(text) {
        return None;
    }
    // A vowel sign needs something to stand on, also at the start of a row.
    let joined: Vec<char> = JOINED.reshape(format!(" {text}")).chars().skip(1).collect();
    (joined.len() == text.chars().count()).then_some(joined)
}

/// Puts the spans of a row, which are in the order of its text, into that of the screen, if that is up to us. So styles stay on
/// what they mean.
pub(super) fn arrange(spans: Vec<Span<'static>>, order: &Order, theme: &Theme) -> Vec<Span<'static>> {
    if order.runs.is_empty() || theme.bidi != Bidi::App {
        return spans;
    }
    let text: String = spans.iter().map(|span| span.content.as_ref()).collect();
    let joined = joined(&text);
    let piece = |range: Range<usize>| {
        let piece = text.get(range.clone()).unwrap_or_default();
        let Some(joined) = &joined else { return piece.to_owned() };
        let before = text.get(..range.start).unwrap_or_default().chars().count();
        joined.iter().skip(before).take(piece.chars().count()).collect()
    };
    let mut arranged = Vec::with_capacity(spans.len() + order.runs.len());
    for (run, rtl) in &order.runs {
        let from = arranged.len();
        let mut start = 0;
        for span in &spans {
            let end = start + span.content.len();
            let (first, last) = (run.start.max(start), run.end.min(end));
            if first < last {
                let piece = piece(first..last);
                let piece = if *rtl { reversed(&piece) } else { piece };
                arranged.push(Span::styled(piece, span.style));
            }
            start = end;
        }
        if *rtl && let Some(run) = arranged.get_mut(from..) {
            run.reverse();
        }
    }
    arranged
}

#[cfg(test)]
mod tests {
    use ratatui::style::{Color, Style};

    use super::*;

    #[test]
    fn highlights_follow_their_text() {
        let text = "קדם מוסגר אחר";
        let hit = Style::new().bg(Color::Yellow);
        let spans = vec![Span::raw("קדם "), Span::styled("מוסגר", hit), Span::raw(" אחר")];
        let theme = Theme { bidi: Bidi::App, ..Theme::mono() };
        let arranged = arrange(spans.clone(), &Order::of(text), &theme);
        let expected = vec![Span::raw("רחא "), Span::styled("רגסומ", hit), Span::raw(" םדק")];
        assert_eq!(arranged, expected);
        let theme = Theme { bidi: Bidi::Terminal, ..theme };
        assert_eq!(arrange(spans.clone(), &Order::of(text), &theme), spans);
    }

    #[test]
    fn arabic_letters_are_joined_where_their_order_is_ours() {
        // "Peace upon you" with a hit in the first word: its letters stay joined to their neighbours beyond the hit.
        let text = "سلامٌ عليكم";
        let hit = Style::new().bg(Color::Yellow);
        let spans = vec![Span::styled("سل", hit), Span::raw("امٌ عليكم")];
        let theme = Theme { bidi: Bidi::App, ..Theme::mono() };
        let arranged = arrange(spans.clone(), &Order::of(text), &theme);
        let shown: String = arranged.iter().map(|span| span.content.as_ref()).collect();
        assert_eq!(shown, "\u{fee2}\u{fedc}\u{fef4}\u{fee0}\u{fecb} \u{fee1}\u{64c}\u{fe8e}\u{fee0}\u{feb3}");
        assert_eq!(crate::layout::width(&shown), crate::layout::width(text));
        assert_eq!(joined("\u{64c}عين").map(|joined| joined.len()), Some(4), "a sign without its letter");
        let theme = Theme { bidi: Bidi::Terminal, ..theme };
        assert_eq!(arrange(spans.clone(), &Order::of(text), &theme), spans, "a terminal that reorders joins, too");
    }

    #[test]
    fn a_highlight_over_two_directions_is_drawn_in_pieces() {
        let text = "שלום ada lovelace עולם";
        let hit = Style::new().bg(Color::Yellow);
        let theme = Theme { bidi: Bidi::App, ..Theme::mono() };
        let spans = vec![Span::raw("שלום "), Span::styled("ada lovelace עו", hit), Span::raw("לם")];
        let arranged = arrange(spans, &Order::of(text), &theme);
        let shown: String = arranged.iter().map(|span| span.content.as_ref()).collect();
        assert_eq!(shown, "םלוע ada lovelace םולש");
        let lit: String = arranged.iter().filter(|span| span.style == hit).map(|span| span.content.as_ref()).collect();
        assert_eq!(lit, "וע ada lovelace");
    }
}
