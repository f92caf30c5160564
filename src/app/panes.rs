//! Where things are on the screen.

use ratatui::layout::Rect;

use super::Focus;
use crate::config::{Preview, Strip};

/// From this width on the list stands beside the reader.
const BESIDE: u16 = 100;
/// From this width on it does where that is asked for.
const LEAST_BESIDE: u16 = 66;
/// From this height on the list stands above the reader.
const STACKED: u16 = 16;
/// From this height of the list on there are bars of its days below it, and from this one on where they are asked for.
const BARRED: u16 = 20;
const LEAST_BARRED: u16 = 3;
/// From this height on there is a title line.
const TITLED: u16 = 8;

/// The areas of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Panes {
    /// The line that names the library or the article.
    pub title: Option<Rect>,
    /// The rows of the list.
    pub list: Option<Rect>,
    /// The line below the list that has the bars of its days.
    pub strip: Option<Rect>,
    /// The line between list and reader: a column where they stand side by side, else a row.
    pub divider: Option<Rect>,
    /// The rows of the reader.
    pub reader: Option<Rect>,
    /// The line for messages, keys and input.
    pub status: Rect,
}

impl Panes {
    /// Divides a terminal of `size` columns and rows; a small one shows the pane in `focus` only, and so does `zen`.
    /// `split` is the list's part in thousandths, where the user said so.
    #[must_use]
    pub fn new((columns, rows): (u16, u16), focus: Focus, preview: Preview, zen: bool, split: Option<u32>) -> Self {
        let status = Rect::new(0, rows.saturating_sub(1), columns, rows.min(1));
        let titled = u16::from(rows >= TITLED && !zen);
        let (beside, below) = match preview {
            _ if zen => (false, false),
            Preview::Auto => (columns >= BESIDE, rows >= STACKED),
            Preview::Beside => (columns >= LEAST_BESIDE, false),
            Preview::Below => (false, rows >= STACKED),
            Preview::None => (false, false),
        };
        let title = (titled == 1).then(|| Rect::new(0, 0, columns, 1));
        let body = Rect::new(0, titled, columns, rows.saturating_sub(1 + titled));
        let mut panes = Self { title, status, ..Self::default() };
        if beside {
            let usual = (columns * 9 / 20).clamp(30, 90).max(if columns >= BESIDE { 44 } else { 0 });
            let width = split.map_or(usual, |split| part(columns, split).clamp(20, columns - 20));
            let reader = body.width - width - 1;
            panes.list = Some(Rect { width, ..body });
            panes.divider = Some(Rect { x: width, width: 1, ..body });
            panes.reader = Some(Rect { x: width + 1, width: reader, ..body });
        } else if focus == Focus::Reader {
            panes.reader = Some(body);
        } else if below {
            let usual = (body.height * 9 / 20).max(6);
            let height = split.map_or(usual, |split| part(body.height, split).clamp(3, body.height - 4));
            panes.list = Some(Rect { height, ..body });
            panes.divider = Some(Rect { y: body.y + height, height: 1, ..body });
            panes.reader = Some(Rect { y: body.y + height + 1, height: body.height - height - 1, ..body });
        } else {
            panes.list = Some(body);
        }
        panes
    }

    /// With the bars below the list, as far as there is room for them.
    #[must_use]
    pub fn with_strip(mut self, shown: Strip) -> Self {
        let least = match shown {
            Strip::Auto => BARRED,
            Strip::Always => LEAST_BARRED,
            Strip::Never => return self,
        };
        if let Some(list) = self.list.as_mut().filter(|list| list.height >= least) {
            list.height -= 1;
            self.strip = Some(Rect { y: list.bottom(), height: 1, ..*list });
        }
        self
    }
}

/// So many thousandths of a length.
fn part(length: u16, thousandths: u32) -> u16 {
    u16::try_from(u32::from(length) * thousandths / 1_000).unwrap_or(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_stay_on_the_screen_and_apart() {
        for columns in 0..=220 {
            for rows in 0..=60 {
                let previews = [Preview::Auto, Preview::Beside, Preview::Below, Preview::None];
                let focuses = [Focus::List, Focus::Reader];
                for (preview, focus) in previews.into_iter().flat_map(|preview| focuses.map(|focus| (preview, focus))) {
                    let panes = Panes::new(
                        (columns, rows),
                        focus,
                        preview,
                        rows % 7 == 0,
                        [None, Some(0), Some(400), Some(1_000)][usize::from(columns % 4)],
                    )
                    .with_strip([Strip::Auto, Strip::Always, Strip::Never][usize::from(columns % 3)]);
                    let all = [panes.title, panes.list, panes.strip, panes.divider, panes.reader, Some(panes.status)];
                    let areas: Vec<Rect> = all.into_iter().flatten().filter(|area| !area.is_empty()).collect();
                    for (i, area) in areas.iter().enumerate() {
                        assert!(area.right() <= columns && area.bottom() <= rows, "{columns}x{rows} {area:?}");
                        for other in areas.iter().skip(i + 1) {
                            assert!(!area.intersects(*other), "{columns}x{rows} {area:?} {other:?}");
                        }
                    }
                    let panes_with_text = panes.list.or(panes.reader);
                    assert!(rows < 2 || panes_with_text.is_some_and(|area| area.height > 0));
                }
            }
        }
    }
}
