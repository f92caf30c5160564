//! The reader's rows.

use std::ops::Range;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::bidi::arrange;
use super::put::put;
use super::theme::Theme;
use crate::app::reader::{Focus as Singled, Reader};
use crate::app::{Focus, Overlay, State};
use crate::article::{ParagraphKind, Quote};
use crate::config::Bidi;
use crate::layout::{Part, Role, Row, fit, width};
use crate::library::{Confidence, Link};

/// From this width on the margin names who speaks.
const MARGIN: u16 = 12;

/// The most bytes of a pronoun: "they".
const PRONOUN: usize = 4;

pub(super) fn draw(frame: &mut Frame, area: Rect, state: &State, theme: &Theme) {
    let Some(reader) = &state.reader else {
        let said = match &state.unreadable {
            Some(reason) => format!(" cannot be shown: {reason}"),
            None if state.list.is_empty() => String::new(),
            None => " opening…".to_owned(),
        };
        frame.render_widget(Paragraph::new(said).style(theme.faint), area);
        return;
    };
    let width = area.width.saturating_sub(2);
    let measure = u16::try_from(state.settings.measure).unwrap_or(u16::MAX).min(width);
    let x = area.x + 1 + if state.focus == Focus::Reader { (width - measure) / 2 } else { 0 };
    let hints = match &state.overlay {
        Some(Overlay::Hints(hints, _)) => hints.as_slice(),
        _ => &[],
    };
    let mut last_link = None;
    for (row, y) in reader.rows().iter().zip(area.y..area.bottom()) {
        if pointed(reader) == Some(row.part) && x > 0 {
            let bar = Rect { x: x - 1, y, width: 1, height: 1 };
            put(frame, bar, Span::styled("\u{258c}", theme.strong));
        }
        if x > 0
            && let Some(sign) = difference(row, reader)
        {
            let mark = Rect { x: x.saturating_sub(2).max(area.x), y, width: 1, height: 1 };
            put(frame, mark, Span::styled(sign, theme.singled));
        }
        if state.focus == Focus::Reader {
            margin(frame, Rect { x: area.x, y, width: x.saturating_sub(area.x + 1), height: 1 }, row, reader, theme);
        }
        let area = Rect { x: x.min(area.right()), y, width: measure.max(1).min(area.width), height: 1 };
        let text = line(row, reader, theme);
        let rtl = row.order.rtl && theme.bidi != Bidi::Off;
        put(frame, area, if rtl { text.right_aligned() } else { text });
        let link = match row.part {
            Part::Story { section, item } => Some((section, item)),
            _ => None,
        };
        if link.is_some() && link != last_link {
            if let Some(target) = link.and_then(|link| target(reader, link)) {
                leads_to(frame, area, row, target, state, theme);
            }
            if let Some(hint) = hints.iter().find(|hint| Some(hint.link) == link) {
                let area = Rect { width: area.width.min(2), ..area };
                put(frame, area, Span::styled(hint.letters.clone(), theme.hint));
            }
        }
        last_link = link;
    }
    if state.focus == Focus::Reader && state.prompt.is_none() {
        let row = reader.rows().iter().position(|row| is_chosen(row, reader)).unwrap_or(0);
        let y = area.y.saturating_add(u16::try_from(row).unwrap_or(u16::MAX)).min(area.bottom().saturating_sub(1));
        frame.set_cursor_position((x.min(area.right()), y));
    }
}

/// Whether the row belongs to what is singled out.
fn is_chosen(row: &Row, reader: &Reader) -> bool {
    let link = focused_link(reader).map(|(section, item)| Part::Story { section, item });
    link.or(pointed(reader)) == Some(row.part) || singled(row, reader).is_some()
}

/// Draws who speaks beside the row in which a quote begins, where there is room.
fn margin(frame: &mut Frame, area: Rect, row: &Row, reader: &Reader, theme: &Theme) {
    let (Part::Paragraph(paragraph), true) = (row.part, area.width >= MARGIN) else { return };
    let begins = |quote: &&Quote| quote.paragraph == paragraph && (row.start..row.end).contains(&quote.start);
    let quotes = &reader.article.quotes;
    let from = quotes.partition_point(|quote| quote.paragraph < paragraph);
    let here = quotes.iter().skip(from).take_while(|quote| quote.paragraph == paragraph).find(begins);
    let Some(speaker) = here.and_then(|quote| quote.speaker.as_deref()) else { return };
    // Who goes on speaking is not named again, and a pronoun names nobody.
    let before = quotes.iter().skip(from).take_while(|quote| quote.paragraph == paragraph && quote.start < row.start);
    let again = before.last().is_some_and(|quote| quote.speaker.as_deref() == Some(speaker));
    if again || speaker.len() <= PRONOUN && speaker.starts_with(char::is_lowercase) {
        return;
    }
    let columns = usize::from(area.width).saturating_sub(1);
    let speaker = fit(speaker, columns);
    let gap = " ".repeat(columns.saturating_sub(crate::layout::width(&speaker)));
    put(frame, area, Span::styled(format!("{gap}{speaker}"), theme.faint));
}

/// What stands in the margin of what a copy has otherwise.
fn difference(row: &Row, reader: &Reader) -> Option<&'static str> {
    let (compared, _) = reader.compared.as_ref()?;
    match row.part {
        Part::Paragraph(paragraph) if compared.comparison.added.binary_search(&paragraph).is_ok() => Some("+"),
        Part::LeftOut(_) | Part::LeftOutFolded(_) => Some("-"),
        Part::Changes(_) => Some("~"),
        _ => None,
    }
}

/// The words of the row that a copy does not have.
fn differing<'a>(row: &'a Row, reader: &'a Reader) -> impl Iterator<Item = Range<usize>> + 'a {
    let changes = match (row.part, &reader.compared) {
        (Part::Paragraph(paragraph), Some((compared, _))) => compared.comparison.changes(paragraph),
        _ => &[],
    };
    changes.iter().filter_map(|change| row.locate(change.start..change.end))
}

/// What a story link means.
fn target(reader: &Reader, (section, item): (usize, usize)) -> Option<&Link> {
    reader.links.get(section)?.get(item)?.as_ref()
}

/// Draws before a story link whether its article is unread, and behind it the day of that, where there is room.
fn leads_to(frame: &mut Frame, area: Rect, row: &Row, link: &Link, state: &State, theme: &Theme) {
    let is_read = state.marks.get(link.target.id).read;
    let sign = match link.confidence {
        _ if !link.others.is_empty() => "?",
        Confidence::Alike => "~",
        _ if is_read => " ",
        _ => "\u{25cf}",
    };
    let before = Rect { width: area.width.min(1), ..area };
    put(frame, before, Span::styled(sign, theme.link));
    let Some(stamp) = link.target.published else { return };
    let day = stamp.date.to_string();
    let columns = u16::try_from(day.len()).unwrap_or_default();
    let used = u16::try_from(row.indent + width(&row.text) + 2).unwrap_or(u16::MAX);
    if used.saturating_add(columns) <= area.width {
        let behind = Rect { x: area.right() - columns, width: columns, ..area };
        put(frame, behind, Span::styled(day, theme.faint));
    }
}

/// The paragraph that is singled out.
fn pointed(reader: &Reader) -> Option<Part> {
    match reader.focus {
        Some(Singled::Paragraph(paragraph)) => Some(Part::Paragraph(paragraph)),
        _ => None,
    }
}

fn focused_link(reader: &Reader) -> Option<(usize, usize)> {
    match reader.focus {
        Some(Singled::Link(section, item)) => Some((section, item)),
        _ => None,
    }
}

/// The row with its styles: what it is, then the roles of its spans, then what is singled out, then the hits.
fn line(row: &Row, reader: &Reader, theme: &Theme) -> Line<'static> {
    let base = base(row.part, reader, theme);
    let base = if reader.is_chosen(row) { base.patch(theme.cursor) } else { base };
    let mut layers: Vec<(Range<usize>, Style)> = Vec::new();
    for (range, role) in &row.spans {
        let style = match role {
            Role::Quote => theme.quote,
            Role::Dateline => theme.dateline,
            Role::Age | Role::Elision => theme.faint,
        };
        layers.push((range.clone(), style));
    }
    layers.extend(singled(row, reader).map(|range| (range, theme.singled)));
    layers.extend(differing(row, reader).map(|range| (range, theme.singled)));
    layers.extend(hits(row, reader).map(|range| (range, theme.hit)));
    let indent = Span::raw(" ".repeat(row.indent));
    let mut spans = arrange(styled(&row.text, base, &layers), &row.order, theme);
    spans.insert(if row.order.rtl { spans.len() } else { 0 }, indent);
    Line::from(spans)
}

fn base(part: Part, reader: &Reader, theme: &Theme) -> Style {
    let plain = Style::new();
    match part {
        Part::Headline | Part::SectionHeading(_) | Part::Note => theme.strong,
        Part::Paragraph(paragraph) if reader.article.standfirst == Some(paragraph) => theme.strong,
        Part::Paragraph(paragraph) => match reader.article.paragraphs.get(paragraph).map(|p| p.kind) {
            _ if reader.folds.recurs(paragraph).is_some() => theme.faint,
            _ if reader.known.get(paragraph).is_some_and(|known| *known) => theme.faint,
            Some(ParagraphKind::Heading) => theme.strong,
            Some(ParagraphKind::Caption) => theme.faint,
            _ => plain,
        },
        Part::Story { section, item } if focused_link(reader) == Some((section, item)) => theme.cursor,
        Part::Story { section, item } => {
            if target(reader, (section, item)).is_some() {
                theme.link
            } else {
                theme.faint
            }
        }
        _ => theme.faint,
    }
}

/// The part of the row that belongs to the quote that was jumped to.
fn singled(row: &Row, reader: &Reader) -> Option<Range<usize>> {
    let (Some(Singled::Quote(quote)), Part::Paragraph(paragraph)) = (reader.focus, row.part) else {
        return None;
    };
    let quote = reader.article.quotes.get(quote)?;
    if !(quote.paragraph..=quote.end_paragraph).contains(&paragraph) {
        return None;
    }
    let start = if paragraph == quote.paragraph { quote.start } else { 0 };
    let end = if paragraph == quote.end_paragraph { quote.end } else { usize::MAX };
    row.locate(start..end)
}

/// The parts of the row that the search hit.
fn hits<'a>(row: &'a Row, reader: &'a Reader) -> impl Iterator<Item = Range<usize>> + 'a {
    let hits = reader.search.as_ref().map_or(&[][..], |search| search.hits.as_slice());
    let from = hits.partition_point(|(block, _)| *block < row.block);
    let here = hits.iter().skip(from).take_while(|(block, _)| *block == row.block);
    let offset = reader.offset(row.block);
    here.filter_map(move |(_, range)| row.locate(range.start + offset..range.end + offset))
}

/// `text` cut at the bounds of `layers`, each piece with the styles that lie over it.
pub(super) fn styled(text: &str, base: Style, layers: &[(Range<usize>, Style)]) -> Vec<Span<'static>> {
    let mut cuts: Vec<usize> = layers.iter().flat_map(|(range, _)| [range.start, range.end]).collect();
    cuts.extend([0, text.len()]);
    cuts.retain(|&cut| cut <= text.len());
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2)
        .filter_map(|pair| {
            let (start, end) = (*pair.first()?, *pair.last()?);
            let over = layers.iter().filter(|(range, _)| range.start <= start && end <= range.end);
            let style = over.fold(base, |style, (_, layer)| style.patch(*layer));
            Some(Span::styled(text.get(start..end)?.to_owned(), style))
        })
        .collect()
}
