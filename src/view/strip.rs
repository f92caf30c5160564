//! The bars below the list: of which days, months or years its articles are.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::put::put;
use super::theme::Theme;
use crate::app::State;
use crate::app::strip::Bars;
use crate::layout::{fit, grouped};

/// The heights of a bar, from the least one on.
const HEIGHTS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// Draws them.
pub(super) fn draw(frame: &mut Frame, area: Rect, state: &State, theme: &Theme) {
    let columns = usize::from(area.width);
    let Some(bars) = state.bars(columns) else {
        let said = if state.awaits_bars() { "" } else { " no dates" };
        put(frame, area, Span::styled(fit(said, columns), theme.faint));
        return;
    };
    let most = bars.bars.iter().map(|bar| bar.articles).max().unwrap_or_default();
    let chosen = state.brushed(&bars);
    let last = bars.bars.len().saturating_sub(1);
    let names = [bars.name(0), bars.name(last)].map(Option::unwrap_or_default);
    let [first_name, last_name] = if bars.start > 1 { names } else { Default::default() };
    let signs =
        [(bars.beyond.0, "\u{2190}"), (bars.beyond.1, "\u{2192}")].map(|(is, sign)| if is { sign } else { " " });
    let room = bars.start - 1;
    let mut spans = vec![Span::styled(format!("{first_name:>room$}{}", signs[0]), theme.faint)];
    for (at, bar) in bars.bars.iter().enumerate() {
        // Bars that have room stand apart.
        let (drawn, gap) = (bars.width.saturating_sub(1).max(1), bars.width.saturating_sub(1).min(1));
        let is_chosen = chosen.as_ref().is_some_and(|chosen| chosen.contains(&at));
        let style = if is_chosen { theme.cursor } else { theme.graph };
        spans.push(Span::styled(height(bar.articles, most).repeat(drawn), style));
        let joins = chosen.as_ref().is_some_and(|chosen| chosen.contains(&at) && chosen.contains(&(at + 1)));
        spans.push(Span::styled(" ".repeat(gap), if joins { theme.cursor } else { theme.faint }));
    }
    spans.push(Span::styled(format!("{}{last_name}", signs[1]), theme.faint));
    put(frame, area, Line::from(spans));
}

fn height(articles: u64, most: u64) -> &'static str {
    let eighths = (articles * HEIGHTS.len() as u64).div_ceil(most.max(1));
    let at = usize::try_from(eighths).ok().and_then(|eighths| eighths.checked_sub(1));
    at.and_then(|at| HEIGHTS.get(at)).copied().unwrap_or(" ")
}

/// What is chosen, and how many articles that is.
pub(super) fn place(state: &State, bars: &Bars) -> Option<String> {
    let chosen = state.brushed(bars)?;
    let articles: u64 = bars.bars.get(chosen.clone())?.iter().map(|bar| bar.articles).sum();
    let (from, to) = (bars.name(*chosen.start())?, bars.name(*chosen.end())?);
    let dates = if from == to { from } else { format!("{from}..{to}") };
    Some(format!("{dates}: {} ", grouped(articles)))
}
