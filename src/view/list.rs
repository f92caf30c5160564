//! The list's rows.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Wrap};

use super::bidi::arrange;
use super::put::put;
use super::reader::styled;
use super::theme::Theme;
use crate::app::action::{Action, Scope};
use crate::app::{Focus, HIT_INDENT, State};
use crate::article::Text;
use crate::config::{Bidi, Column, Group};
use crate::layout::{Order, counted, fit, width};
use crate::library::query::{TextField, strange_field};
use crate::library::{Position, Row};
use crate::marks::Mark;

/// From these widths on there is a column for the date, for the length, and for the source: headlines come first.
const DATED: usize = 48;
const MEASURED: usize = 60;
const SOURCED: usize = 54;
/// From this width on each of the signs before a headline has a column of its own.
const SIGNED: usize = 36;

pub(super) fn draw(frame: &mut Frame, area: Rect, state: &State, theme: &Theme) {
    if state.list.is_empty() {
        let lines: Vec<Line> = empty(state).into_iter().map(Line::from).collect();
        frame.render_widget(Paragraph::new(lines).style(theme.faint).wrap(Wrap { trim: false }), area);
        return;
    }
    let columns = usize::from(area.width);
    let lines = if state.shows_hits() { 2 } else { 1 };
    let wanted = wanted(state, columns);
    for shown in state.list.visible() {
        let y = area.y.saturating_add(u16::try_from(shown.line).unwrap_or(u16::MAX));
        let (position, here) = (shown.position, shown.row == state.list.cursor());
        if here && state.focus == Focus::List && state.prompt.is_none() && y < area.bottom() {
            frame.set_cursor_position((area.x, y));
        }
        let Some(row) = state.rows.get(position) else { continue };
        if shown.headed {
            let line = heading(shown.row, row, columns, state, theme);
            put(frame, Rect { y: y - 1, height: 1, ..area }, line);
        }
        let selected = state.selection.has(shown.row, position, state.list.cursor());
        let line = line(row, columns, &wanted, state, theme, At { position, cursor: here, selected });
        put(frame, Rect { y, height: 1, ..area }, line);
        let below = Rect { y: y + 1, height: 1, ..area };
        if let Some(hit) = state.rows.hit(position).filter(|_| lines > 1 && below.bottom() <= area.bottom()) {
            let mut spans = vec![Span::raw(" ".repeat(HIT_INDENT))];
            let layers: Vec<_> = hit.hits.iter().map(|range| (range.clone(), theme.hit)).collect();
            spans.extend(arrange(styled(&hit.text, theme.faint, &layers), &Order::of(&hit.text), theme));
            put(frame, below, Line::from(spans));
        }
    }
}

/// Why the list is empty, and what can be done about it.
fn empty(state: &State) -> Vec<String> {
    let key = |action| state.keymap.label(action, Scope::List).unwrap_or("");
    if !state.progress.done {
        return vec![" reading the folders\u{2026}".to_owned()];
    }
    if state.searching.is_some() {
        return vec![" searching\u{2026}".to_owned()];
    }
    if state.articles > 0 {
        let mut lines = vec![" no article is like this".to_owned()];
        if let Some(name) = strange_field(&state.limited.sought()) {
            lines.push(format!(" there is no field \"{name}\": it was looked for as a word"));
        }
        if state.prompt.is_none() {
            lines.push(format!(" {} takes the last limit away", key(Action::Back)));
        }
        return lines;
    }
    let mut lines = vec![" no articles here".to_owned()];
    if !state.troubles.is_empty() {
        lines.push(format!(" {} tells which files could not be read, and why", key(Action::Problems)));
    }
    lines.push(format!(" what is put into the folders appears by itself; {} ends", key(Action::BackOrQuit)));
    lines
}

/// The columns that there is room for and that some row of the window has: an empty column is room for headlines. What stands
/// above a group does not stand in its rows again.
fn wanted(state: &State, columns: usize) -> Vec<Column> {
    let rows = || state.list.visible().filter_map(|shown| state.rows.get(shown.position));
    let is = |column: &Column| match column {
        Column::Headline => true,
        Column::Date => {
            let hours = state.limited.group == Group::Day;
            columns >= DATED && rows().any(|row| row.published.is_some_and(|stamp| !hours || stamp.minute.is_some()))
        }
        Column::Site => {
            columns >= SOURCED && state.limited.group != Group::Site && rows().any(|row| !row.site.is_empty())
        }
        Column::Length => columns >= MEASURED,
        // Who asks for numbers that most do not want has room for them.
        Column::Links | Column::Copies | Column::New => {
            columns >= DATED && rows().any(|row| number(*column, row).is_some())
        }
    };
    state.settings.columns.iter().copied().filter(is).collect()
}

/// How the article of a row stands to the others, and the sign behind the number: pages that carry it, copies, new paragraphs.
fn number(column: Column, row: &Row) -> Option<(u32, char)> {
    let standing = row.standing?;
    let (count, sign) = match column {
        Column::Links => (standing.promoted, 'p'),
        Column::Copies => (standing.copies, '\u{d7}'),
        Column::New => (standing.paragraphs.saturating_sub(standing.known), '\u{b6}'),
        _ => return None,
    };
    (count > 0).then_some((count, sign))
}

/// What stands above the rows of a group, with a rule behind it.
fn heading(number: usize, row: &Row, columns: usize, state: &State, theme: &Theme) -> Line<'static> {
    let name = match state.limited.group {
        Group::Site => row.site.to_string(),
        Group::Source => row.details.source.as_ref().map_or_else(|| "without a source".to_owned(), Text::to_string),
        Group::Search => {
            let search = state.list.query(number).and_then(|query| state.settings.searches.get(query));
            search.map_or("found by no saved search", |search| &search.name).to_owned()
        }
        Group::Day | Group::None => {
            row.published.map_or_else(|| "without a date".to_owned(), |stamp| stamp.date.strftime("%A, %F").to_string())
        }
    };
    let count = state.list.group(number).len() as u64;
    let count = format!(" \u{b7} {} ", counted(count, "article", "articles"));
    let name = fit(&name, columns.saturating_sub(1 + width(&count)).max(columns / 2)).into_owned();
    let rule = "\u{2500}".repeat(columns.saturating_sub(1 + width(&name) + width(&count)));
    let order = Order::of(&name);
    let mut spans = vec![Span::raw(" ")];
    spans.extend(arrange(vec![Span::styled(name, theme.strong)], &order, theme));
    spans.push(Span::styled(count + &rule, theme.faint));
    Line::from(spans)
}

/// What of an article's mark is told by signs: unread or why it is not simply read, starred, decided, noted or tagged.
fn signs(row: &Row, mark: &Mark, columns: usize) -> String {
    // Gone or unreadable, changed since it was read, read, unread but seen in a copy, unread.
    let unread = match (row.unreadable, mark.changed, mark.read) {
        (true, ..) => '!',
        (_, true, true) => '~',
        (.., true) => ' ',
        (.., false) if mark.seen_copy => '\u{25cb}',
        (.., false) => '\u{25cf}',
    };
    let star = if mark.starred { '*' } else { ' ' };
    let decided = match (mark.kept, mark.dropped) {
        (true, _) => '+',
        (_, true) => 'x',
        _ => ' ',
    };
    let more = match (mark.note.is_some(), mark.tags.is_empty()) {
        (true, _) => '"',
        (_, false) => '#',
        _ => ' ',
    };
    if columns < SIGNED {
        let first = [decided, star, more].into_iter().find(|sign| *sign != ' ').unwrap_or(' ');
        return [unread, first].iter().collect();
    }
    [unread, star, decided, more].iter().collect()
}

/// One row: signs, then the columns that are wanted.
fn line(row: &Row, columns: usize, wanted: &[Column], state: &State, theme: &Theme, at: At) -> Line<'static> {
    let mark = state.marks.get(row.id);
    // The margin, where there is room for one all the time: selected, found by the search of the list.
    let margin = match (at.selected, state.is_found(at.position)) {
        (true, _) => ">",
        (_, true) if columns >= SIGNED => "/",
        _ if columns >= SIGNED || !state.selection.is_empty() => " ",
        _ => "",
    };
    let signs = format!("{margin}{}", signs(row, &mark, columns));
    let (mut strong, mut rest) =
        if mark.read || mark.dropped { (theme.faint, theme.faint) } else { (theme.strong, Style::new()) };
    if at.selected {
        strong = strong.patch(theme.selected);
    }
    if at.cursor {
        (strong, rest) = (strong.patch(theme.cursor), rest.patch(theme.cursor));
    }
    let parts: Vec<(Column, String)> =
        wanted.iter().map(|column| (*column, other_column(*column, row, columns, state))).collect();
    // Beside the reader, the divider needs air.
    let gap = usize::from(state.panes().divider.is_some_and(|area| area.width == 1));
    let room = columns.saturating_sub(gap + width(&signs) + parts.iter().map(|(_, text)| width(text)).sum::<usize>());
    let before = before_headline(row, mark.read, state.folds_copies());
    let mut spans = vec![Span::styled(signs, strong)];
    for (column, text) in parts {
        if column == Column::Headline {
            let room = room.saturating_sub(width(&before) + 1);
            spans.push(Span::styled(format!("{before} "), rest));
            let headline = fit(&row.details.headline, room);
            let gap = Span::styled(" ".repeat(room.saturating_sub(width(&headline))), strong);
            let layers: Vec<_> = hits(&headline, row, state).into_iter().map(|range| (range, theme.hit)).collect();
            let order = Order::of(&headline);
            let drawn = arrange(styled(&headline, strong, &layers), &order, theme);
            if order.rtl && theme.bidi != Bidi::Off {
                spans.extend([gap].into_iter().chain(drawn));
            } else {
                spans.extend(drawn.into_iter().chain([gap]));
            }
        } else {
            let order = Order::of(&text);
            spans.extend(arrange(vec![Span::styled(text, rest)], &order, theme));
        }
    }
    spans.push(Span::styled(" ".repeat(gap), rest));
    Line::from(spans)
}

/// What stands before a headline: for how many copies it stands, and how many of its paragraphs are new where some are not.
fn before_headline(row: &Row, is_read: bool, folds: bool) -> String {
    let Some(standing) = row.standing else { return String::new() };
    let mut said = String::new();
    if standing.copies > 0 && folds {
        said = format!(" \u{d7}{}", standing.copies + 1);
    }
    if standing.known > 0 && !is_read {
        let new = standing.paragraphs.saturating_sub(standing.known);
        said.push_str(&format!(" {new}/{}\u{b6}", standing.paragraphs));
    }
    said
}

/// How a row stands in the list.
#[derive(Clone, Copy)]
struct At {
    position: Position,
    cursor: bool,
    selected: bool,
}

/// What a column says, with a space before it. The headline takes what the others leave.
fn other_column(column: Column, row: &Row, columns: usize, state: &State) -> String {
    match column {
        Column::Headline => String::new(),
        // The day stands above the group.
        Column::Date if state.limited.group == Group::Day => {
            let minute = row.published.and_then(|stamp| stamp.minute);
            minute.map_or_else(|| " ".repeat(6), |minute| format!(" {:02}:{:02}", minute / 60, minute % 60))
        }
        Column::Date => row.published.map_or_else(|| " ".repeat(11), |stamp| format!(" {}", stamp.date)),
        Column::Site => self::column(&row.site, (columns / 6).min(18)),
        Column::Length => format!(" {:>5}w", row.words),
        Column::Links | Column::Copies | Column::New => {
            number(column, row).map_or_else(|| " ".repeat(6), |(count, sign)| format!(" {count:>4}{sign}"))
        }
    }
}

/// Where the headline has what the limit or the search looks for.
fn hits(headline: &str, row: &Row, state: &State) -> Vec<std::ops::Range<usize>> {
    let found = state.found.as_ref().map(|found| &found.matcher);
    let matchers = state.limited.matcher.iter().chain(found);
    let language = row.language.as_deref();
    matchers.flat_map(|matcher| matcher.places(TextField::Title, headline, language)).map(|(_, range)| range).collect()
}

/// `text` in exactly `columns` columns, after a space.
fn column(text: &str, columns: usize) -> String {
    let text = fit(text, columns);
    let gap = columns.saturating_sub(width(&text));
    format!(" {text}{}", " ".repeat(gap))
}
