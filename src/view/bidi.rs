//! Styled text in the order in which it stands on the screen.

use ratatui::text::Span;

use super::theme::Theme;
use crate::config::Bidi;
use crate::layout::{Order, reversed};

/// Puts the spans of a row, which are in the order of its text, into that of the screen, if that is up to us. So styles stay on
/// what they mean.
pub(super) fn arrange(spans: Vec<Span<'static>>, order: &Order, theme: &Theme) -> Vec<Span<'static>> {
    if order.runs.is_empty() || theme.bidi != Bidi::App {
        return spans;
    }
    let mut arranged = Vec::with_capacity(spans.len() + order.runs.len());
    for (run, rtl) in &order.runs {
        let from = arranged.len();
        let mut start = 0;
        for span in &spans {
            let end = start + span.content.len();
            let (first, last) = (run.start.max(start), run.end.min(end));
            if first < last {
                let piece = span.content.get(first - start..last - start).unwrap_or_default();
                let piece = if *rtl { reversed(piece) } else { piece.to_owned() };
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
