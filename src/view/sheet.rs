//! The sheet over the panes: counts with bars, quotes, hits in context.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Paragraph};

use super::theme::Theme;
use crate::app::State;
use crate::app::action::{Action, Scope};
use crate::app::sheet::{About, DETAIL, Row, Sheet};
use crate::article::Text;
use crate::layout::{fit, grouped, width, wrap};
use crate::library::asks::Told;
use crate::library::facets::Facet;
use crate::library::kwic::By;
use crate::library::voices::Said;

/// Columns of the longest bar, of the number before it, and from which on there is room for them beside a name.
const BAR: usize = 20;
const NUMBER: usize = 9;
const ROOMY: usize = 50;
/// Columns of a date, and of a name.
const DATE: usize = 11;
const NAME: usize = 18;

/// Draws the sheet.
pub(super) fn draw(frame: &mut Frame, sheet: &Sheet, state: &State, theme: &Theme) {
    let area = state.sheet_area();
    if area.is_empty() {
        return;
    }
    frame.render_widget(Clear, area);
    let columns = usize::from(area.width);
    let height = state.sheet_height();
    let (left, right) = title(sheet, columns);
    super::ends(frame, Rect { height: 1, ..area }, &left, &right, theme.bar);
    let mut lines = Vec::new();
    for (number, row) in sheet.rows(sheet.top, height).into_iter().enumerate() {
        let at = sheet.top + number;
        let chosen = sheet.anchor.is_some_and(|anchor| (anchor.min(sheet.at)..=anchor.max(sheet.at)).contains(&at));
        let mut line = self::row(row, columns, theme);
        if at == sheet.at || chosen {
            let gap = columns.saturating_sub(line.width());
            line.push_span(Span::raw(" ".repeat(gap)));
            line = line.style(theme.cursor);
        }
        lines.push(line);
    }
    if sheet.is_empty() {
        let what = if sheet.told.is_none() || sheet.reading.is_some() { " looking \u{2026}" } else { " nothing" };
        lines.push(Line::styled(what, theme.faint));
    }
    frame.render_widget(Paragraph::new(lines), Rect { y: area.y + 1, height: area.height - 1, ..area });
    let below = usize::from(area.height).saturating_sub(height + 1);
    if below >= DETAIL {
        let y = area.height.saturating_sub(u16::try_from(DETAIL).unwrap_or_default());
        let rule = Line::styled("\u{2500}".repeat(columns), theme.faint);
        let lines: Vec<Line> =
            std::iter::once(rule).chain(sheet.row().map(|row| detail(row, columns)).unwrap_or_default()).collect();
        frame.render_widget(Paragraph::new(lines), Rect { y, height: area.height - y, ..area });
    }
}

/// What it is about, and how much of it there is.
fn title(sheet: &Sheet, columns: usize) -> (String, String) {
    let count = grouped(sheet.len() as u64);
    let reading = sheet
        .reading
        .map_or_else(String::new, |(read, of)| format!(" reading {}/{} \u{b7}", grouped(read), grouped(of)));
    match &sheet.about {
        About::Facet(facet) => {
            let right = format!("{}{count} values ", open(sheet));
            let name =
                |(other, name): &(Facet, &str)| if other == facet { format!("[{name}]") } else { (*name).to_owned() };
            let mut names: Vec<String> = Facet::ALL.iter().map(name).collect();
            let line = |names: &[String]| format!(" {}", names.join(" "));
            // Where there is no room for all of them, the one that is counted comes first.
            if width(&line(&names)) + width(&right) >= columns {
                let at = Facet::ALL.iter().position(|(other, _)| other == facet).unwrap_or_default();
                names.rotate_left(at);
            }
            (line(&names), right)
        }
        About::Voices(name) => (format!(" quotes \u{b7} {}", Text::new(name)), format!("{reading} {count} rows ")),
        About::Kwic => {
            let by = match sheet.by {
                None => "by article",
                Some(By::Before) => "by the word before",
                Some(By::After) => "by the word behind",
            };
            (format!(" hits in context \u{b7} {by}"), format!("{reading} {count} hits "))
        }
    }
}

/// How many articles are not counted yet.
fn open(sheet: &Sheet) -> String {
    match sheet.told.as_deref() {
        Some(Told::Facet(_, counted)) if counted.open > 0 => format!("{} not read yet \u{b7} ", grouped(counted.open)),
        _ => String::new(),
    }
}

/// The keys worth knowing in it.
pub(super) fn keys(sheet: &Sheet, state: &State) -> Vec<String> {
    let offered: &[(Action, &str)] = match sheet.about {
        About::Facet(_) => &[
            (Action::Open, "limit to it"),
            (Action::Exclude, "to the others"),
            (Action::SelectRange, "range"),
            (Action::NextUnread, "next field"),
            (Action::Back, "close"),
        ],
        About::Voices(_) => &[(Action::Open, "open at the quote"), (Action::Back, "close")],
        About::Kwic => &[(Action::Open, "open at the hit"), (Action::SortMenu, "order"), (Action::Back, "close")],
    };
    let label = |action: Action| state.keymap.label(action, Scope::List);
    offered.iter().filter_map(|(action, what)| Some(format!("{} {what}", label(*action)?))).collect()
}

fn row<'a>(row: Row<'a>, columns: usize, theme: &Theme) -> Line<'a> {
    match row {
        Row::Count(count, most) => {
            let digits = if columns < ROOMY { NUMBER / 2 } else { NUMBER };
            let number = format!(" {:>digits$} ", grouped(count.articles));
            // The name has what two bars take.
            let longest = BAR.min(columns.saturating_sub(number.len() + 1) / 3);
            let length = usize::try_from(count.articles * longest as u64 / most.max(1)).unwrap_or(longest).max(1);
            let bar = format!("{}{}", "\u{2588}".repeat(length), " ".repeat(longest.saturating_sub(length)));
            let value = if count.value.is_empty() { "(none)" } else { count.value.as_str() };
            let room = columns.saturating_sub(number.len() + longest + 1);
            Line::from(vec![
                Span::raw(number),
                Span::styled(bar, theme.faint),
                Span::raw(format!(" {}", fit(value, room))),
            ])
        }
        Row::Entry(entry) => {
            let sure = if entry.sure { "" } else { "?" };
            let also = if entry.also.is_empty() { String::new() } else { format!(" \u{d7}{}", entry.also.len() + 1) };
            // Where there is little room the words have it: the title names the person.
            let name = if columns < ROOMY {
                String::new()
            } else {
                format!("{}{} ", date(&entry.said), padded(&format!("{}{sure}", entry.person), NAME))
            };
            let line = format!(" {name}{}", entry.said.quote.text);
            let room = columns.saturating_sub(width(&also));
            Line::raw(format!("{}{also}", fit(&line, room)))
        }
        Row::Also(said, cut) => {
            let cut = if cut { "cut: " } else { "same: " };
            let line = format!(" {}  {cut}{}", date(said), said.headline);
            Line::styled(fit(&line, columns).into_owned(), theme.faint)
        }
        Row::Line(line, published) => {
            let date = published.map_or_else(String::new, |stamp| stamp.date.to_string());
            // Where there is little room the hit has it.
            let lead = if columns >= 60 { DATE + 1 } else { 0 };
            let room = columns.saturating_sub(lead);
            let (text, hit) = line.aligned(room * 2 / 5, room);
            let part = |range: std::ops::Range<usize>| text.get(range).unwrap_or_default().to_owned();
            let lead = if lead > 0 { format!(" {date:DATE$}") } else { String::new() };
            Line::from(vec![
                Span::styled(lead, theme.faint),
                Span::raw(part(0..hit.start)),
                Span::styled(part(hit.clone()), theme.hit),
                Span::raw(part(hit.end..text.len())),
            ])
        }
    }
}

fn date(said: &Said) -> String {
    let date = said.published.map_or_else(|| "undated".to_owned(), |stamp| stamp.date.to_string());
    format!("{date:DATE$}")
}

fn padded(text: &str, columns: usize) -> String {
    let text = fit(text, columns);
    let gap = columns.saturating_sub(width(&text));
    format!("{text}{}", " ".repeat(gap))
}

/// What the row at the cursor says as a whole.
fn detail(row: Row<'_>, columns: usize) -> Vec<Line<'static>> {
    let room = columns.saturating_sub(2).max(1);
    let most = DETAIL - 2;
    let wrapped = |text: &Text| -> Vec<Line<'static>> {
        let rows = wrap(text, room).into_iter().take(most);
        rows.map(|row| Line::raw(format!(" {}", text.get(row).unwrap_or_default().trim_end()))).collect()
    };
    let place = |said: &Said, how: &str| {
        Line::raw(
            fit(&format!(" {}{how}, {}", said.headline, crate::article::clean::name(&said.place.path)), columns)
                .into_owned(),
        )
    };
    match row {
        Row::Count(..) => Vec::new(),
        Row::Entry(entry) => {
            let how = match entry.said.quote.speaker.as_deref() {
                Some(speaker) if !entry.said.sure => format!(" (it says \"{speaker}\")"),
                Some(_) if !entry.sure => " (several people are called so)".to_owned(),
                _ => String::new(),
            };
            let mut lines = wrapped(&entry.said.quote.text);
            lines.push(place(&entry.said, &how));
            lines
        }
        Row::Also(said, _) => {
            let mut lines = wrapped(&said.quote.text);
            lines.push(place(said, ""));
            lines
        }
        Row::Line(line, _) => wrapped(&Text::new(&format!("{}{}{}", line.before, line.hit, line.after))),
    }
}
