//! What the view holds, in numbers and bars.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Paragraph};

use super::theme::Theme;
use crate::app::State;
use crate::layout::{fit, grouped, width};
use crate::library::{Statistics, Tally};

/// Words that are read in a minute, as the reading times of articles have it.
const WORDS_A_MINUTE: u64 = 230;
/// Columns of the name of a day or site.
const NAME: usize = 24;
/// Columns of the numbers behind a bar.
const NUMBERS: usize = 22;

pub(super) fn draw(frame: &mut Frame, counted: Option<&Statistics>, top: usize, state: &State, theme: &Theme) {
    let (columns, rows) = state.size();
    let area = Rect::new(0, 0, columns, rows.saturating_sub(1));
    if area.is_empty() {
        return;
    }
    frame.render_widget(Clear, area);
    let mut lines = vec![Line::styled(" what the view holds", theme.strong)];
    match counted {
        None => lines.push(Line::styled(" counting\u{2026}", theme.faint)),
        Some(counted) => lines.extend(report(counted, usize::from(columns), theme).into_iter().skip(top)),
    }
    frame.render_widget(Paragraph::new(lines), area);
}

fn report(counted: &Statistics, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
    let Tally { articles, read, words, words_read } = counted.all;
    let skimmed = match counted.skimmed {
        0 => String::new(),
        count => format!(" {} of them were only skimmed so far", grouped(count)),
    };
    let left = words.saturating_sub(words_read);
    let mut lines = vec![
        Line::raw(
            fit(
                &format!(
                    " {} articles, {} read, {} unread, {} with quotes",
                    grouped(articles),
                    grouped(read),
                    grouped(articles - read),
                    grouped(counted.quoting)
                ),
                columns,
            )
            .into_owned(),
        ),
        Line::raw(
            fit(&format!(" {} words; the unread ones take {} to read", grouped(words), reading_time(left)), columns)
                .into_owned(),
        ),
        Line::raw(skimmed),
        Line::styled(" by day", theme.strong),
    ];
    let most = |tallies: &mut dyn Iterator<Item = &Tally>| tallies.map(|tally| tally.articles).max().unwrap_or(1);
    let busiest = most(&mut counted.days.iter().map(|(_, tally)| tally));
    for (day, tally) in &counted.days {
        let name = day.map_or_else(|| "without a date".to_owned(), |day| day.to_string());
        lines.push(bar(&name, tally, busiest, columns, theme));
    }
    lines.push(Line::raw(""));
    lines.push(Line::styled(" by site", theme.strong));
    let busiest = most(&mut counted.sites.iter().map(|(_, tally)| tally));
    lines.extend(counted.sites.iter().map(|(site, tally)| bar(site, tally, busiest, columns, theme)));
    lines
}

/// A bar: what is read of it full, the rest light, and the numbers behind it.
fn bar(name: &str, tally: &Tally, busiest: u64, columns: usize, theme: &Theme) -> Line<'static> {
    let name_columns = NAME.min(columns / 3);
    let name = fit(name, name_columns.saturating_sub(2));
    let name = format!(" {name}{} ", " ".repeat(name_columns.saturating_sub(2 + width(&name))));
    let room = columns.saturating_sub(name_columns + NUMBERS) as u64;
    let cells = |count: u64| usize::try_from((count * room).div_ceil(busiest.max(1))).unwrap_or(0);
    let (read, all) = (cells(tally.read), cells(tally.articles));
    let numbers = format!(" {}, {} read", grouped(tally.articles), grouped(tally.read));
    Line::from(vec![
        Span::raw(name),
        Span::styled("\u{2588}".repeat(read), theme.faint),
        Span::styled("\u{2591}".repeat(all.saturating_sub(read)), theme.graph),
        Span::raw(numbers),
    ])
}

fn reading_time(words: u64) -> String {
    match words.div_ceil(WORDS_A_MINUTE) {
        minutes @ 0..120 => format!("{minutes} min"),
        minutes => format!("{} h", grouped(minutes / 60)),
    }
}
