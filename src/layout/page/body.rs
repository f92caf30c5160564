//! The body of an article as blocks: its paragraphs with what is folded away between them.

use std::ops::Range;
use std::sync::Arc;

use unicode_segmentation::UnicodeSegmentation;

use super::super::table::{self, Columns};
use super::{BETWEEN, Block, Page, block_end, stretches};
use crate::article::compare::LeftOut;
use crate::article::{Article, ParagraphKind, Stray};
use crate::layout::{Folds, Part, Role, counted, grouped};

/// What stands for text that is left out between two sentences.
const ELISION: &str = "[\u{2026}]";
/// Characters of a paragraph that a copy has and this article has not, while it is folded away.
const LEFT_OUT: usize = 40;

impl Page {
    pub(super) fn body(&mut self, article: &Article, folds: &Folds) {
        let quotes_only = folds.prose;
        let mut strays = article.strays.iter().enumerate().peekable();
        let (mut folded, mut behind_boilerplate) = (0, false);
        let mut columns: Option<Arc<Columns>> = None;
        for (number, paragraph) in article.paragraphs.iter().enumerate() {
            let mut here = Vec::new();
            while let Some(stray) = strays.next_if(|(_, stray)| stray.before <= number) {
                here.push(stray);
            }
            self.strays(&here, columns.as_ref(), folds);
            columns = match paragraph.kind {
                ParagraphKind::Row => columns.or_else(|| Some(Arc::new(table_at(article, number)))),
                _ => None,
            };
            if folds.comparison.is_some() {
                self.fold(std::mem::take(&mut folded));
                self.left_out(number, folds);
            }
            if folds.recurs(number).is_some() {
                if !behind_boilerplate {
                    self.fold(std::mem::take(&mut folded));
                    self.boilerplate(number, folds);
                }
                behind_boilerplate = true;
                if folds.boilerplate || folds.prose {
                    continue;
                }
            } else {
                behind_boilerplate = false;
            }
            let quotes = quoted(article, number);
            if quotes_only && quotes.is_empty() || folds.paragraphs.contains(&number) {
                folded += 1;
                continue;
            }
            self.fold(std::mem::take(&mut folded));
            let whole = quotes.clone();
            let mut roles: Vec<_> = quotes.into_iter().map(|range| (range, Role::Quote)).collect();
            if let Some(dateline) = article.dateline.as_ref().filter(|dateline| dateline.paragraph == number) {
                roles.insert(0, (0..dateline.end, Role::Dateline));
            }
            let lead = match paragraph.kind {
                ParagraphKind::List => "\u{2022} ",
                ParagraphKind::Code => "  ",
                _ => "",
            };
            if quotes_only {
                self.sentences(number, &paragraph.text, &roles, lead);
            } else {
                let all = 0..paragraph.text.len();
                let is_prose = paragraph.kind == ParagraphKind::Text;
                let stretches = if is_prose { stretches::of(&paragraph.text, &whole) } else { vec![all] };
                for (at, range) in stretches.into_iter().enumerate() {
                    if at > 0 {
                        self.gap();
                    }
                    self.paragraph(number, range, &paragraph.text, &roles, lead);
                }
                self.align(columns.as_ref());
                self.changes(number, folds);
            }
            if !is_one_with_next(article, number) {
                self.gap();
            }
        }
        self.fold(folded);
        self.left_out(article.paragraphs.len(), folds);
        self.strays(&strays.collect::<Vec<_>>(), columns.as_ref(), folds);
        if let Some(sign_off) = &article.sign_off {
            self.push(Part::SignOff, sign_off);
            self.gap();
        }
    }

    /// Stray lines that stand together. A rule below the head of a table is drawn as such.
    fn strays(&mut self, strays: &[(usize, &Stray)], columns: Option<&Arc<Columns>>, folds: &Folds) {
        let is_rule = |stray: &&(usize, &Stray)| columns.is_some() && table::is_rule(&stray.1.text);
        let rules = strays.iter().take_while(is_rule).count();
        let (rules, strays) = strays.split_at_checked(rules).unwrap_or_default();
        for (number, rule) in rules.iter().filter(|_| !folds.prose) {
            self.push(Part::Stray(*number), &rule.text);
            self.align(columns);
        }
        if folds.strays && !strays.is_empty() {
            let lines = strays.len();
            let plural = if lines == 1 { "" } else { "s" };
            let text = format!("\u{b7}\u{b7}\u{b7} {lines} stray line{plural} \u{b7}\u{b7}\u{b7}");
            self.apart();
            self.elision(&text, Part::StraysFolded(lines));
            self.gap();
        } else if !folds.prose {
            for (number, stray) in strays {
                self.apart();
                self.push(Part::Stray(*number), &stray.text);
                self.gap();
            }
        }
    }

    /// Puts the cells of the last block below those of its table.
    fn align(&mut self, columns: Option<&Arc<Columns>>) {
        if let Some(block) = self.blocks.last_mut() {
            block.columns = columns.cloned();
        }
    }

    /// An empty row, if there is none: rows of a table and lines of code have none between them.
    fn apart(&mut self) {
        if self.blocks.last().is_some_and(|block| block.part != Part::Gap) {
            self.gap();
        }
    }

    /// What is said of the boilerplate that starts with a paragraph.
    fn boilerplate(&mut self, first: usize, folds: &Folds) {
        let here: Vec<u32> = (first..).map_while(|number| folds.recurs(number)).collect();
        let (lines, articles) = (here.len(), here.iter().min().copied().unwrap_or_default());
        let more = if here.iter().any(|other| *other > articles) { " or more" } else { "" };
        let said = counted(lines as u64, "boilerplate line", "boilerplate lines");
        let articles = grouped(u64::from(articles));
        let text = format!("\u{b7}\u{b7}\u{b7} {said}, in {articles} articles of the site{more} \u{b7}\u{b7}\u{b7}");
        self.elision(&text, Part::Boilerplate(lines));
        self.gap();
    }

    /// The paragraphs that a copy has before this one.
    fn left_out(&mut self, paragraph: usize, folds: &Folds) {
        let Some(comparison) = &folds.comparison else { return };
        let here: Vec<&LeftOut> = comparison.left_out_before(paragraph).collect();
        let Some(first) = here.first() else { return };
        if folds.left_out {
            let start: String = first.text.chars().take(LEFT_OUT).collect();
            let said = counted(here.len() as u64, "paragraph", "paragraphs");
            let text = format!("\u{b7}\u{b7}\u{b7} left out: {said}: {start}\u{2026}");
            self.elision(&text, Part::LeftOutFolded(here.len()));
            self.gap();
        } else {
            let from = comparison.left_out.partition_point(|left_out| left_out.before < paragraph);
            for (number, left_out) in (from..).zip(here) {
                self.push(Part::LeftOut(number), &left_out.text);
                self.gap();
            }
        }
    }

    /// What a copy says in the words of a paragraph.
    fn changes(&mut self, paragraph: usize, folds: &Folds) {
        let Some(comparison) = &folds.comparison else { return };
        let said = comparison.changes(paragraph).iter().map(|change| {
            match (change.there.is_empty(), change.here.is_empty()) {
                (true, _) => format!("+ {}", change.here),
                (_, true) => format!("- {}", change.there),
                _ => format!("{} \u{2192} {}", change.there, change.here),
            }
        });
        let said: Vec<String> = said.collect();
        if !said.is_empty() {
            self.elision(&said.join(BETWEEN), Part::Changes(paragraph));
        }
    }

    /// Keeps the sentences that touch a quote.
    fn sentences(&mut self, number: usize, text: &str, roles: &[(Range<usize>, Role)], lead: &'static str) {
        let mut end = 0;
        let mut kept: Vec<Range<usize>> = Vec::new();
        for sentence in text.split_sentence_bounds() {
            let range = end..end + sentence.len();
            end = range.end;
            let quote = |(quote, role): &(Range<usize>, Role)| {
                *role == Role::Quote && quote.start < range.end && range.start < quote.end
            };
            if !roles.iter().any(quote) {
                continue;
            }
            match kept.last_mut() {
                Some(last) if last.end == range.start => last.end = range.end,
                _ => kept.push(range),
            }
        }
        let mut last = 0;
        for range in kept {
            if range.start > last {
                self.elision(ELISION, Part::Fold { paragraphs: 0 });
            }
            last = range.end;
            self.paragraph(number, range, text, roles, lead);
        }
        if last < text.trim_end().len() {
            self.elision(ELISION, Part::Fold { paragraphs: 0 });
        }
    }

    /// One stretch of a paragraph, in blocks of bounded size.
    fn paragraph(
        &mut self,
        number: usize,
        range: Range<usize>,
        text: &str,
        roles: &[(Range<usize>, Role)],
        lead: &'static str,
    ) {
        let mut start = range.start;
        while start < range.end || range.is_empty() {
            let end = block_end(text, start, range.end);
            let here = |(role_range, role): &(Range<usize>, Role)| {
                let from = role_range.start.max(start);
                let to = role_range.end.min(end);
                (from < to).then(|| (from - start..to - start, *role))
            };
            // They are in order: each is looked at for the blocks that it is in, and for no other.
            let first = roles.partition_point(|(range, _)| range.end <= start);
            let roles = roles.iter().skip(first).take_while(|(range, _)| range.start < end);
            self.blocks.push(Block {
                part: Part::Paragraph(number),
                text: text.get(start..end).unwrap_or_default().to_owned(),
                offset: start,
                roles: roles.filter_map(here).collect(),
                lead: if start == range.start { lead } else { "" },
                columns: None,
            });
            start = end;
            if range.is_empty() {
                break;
            }
        }
    }

    fn fold(&mut self, paragraphs: usize) {
        if paragraphs > 0 {
            let plural = if paragraphs == 1 { "" } else { "s" };
            let text = format!("\u{b7}\u{b7}\u{b7} {paragraphs} paragraph{plural} \u{b7}\u{b7}\u{b7}");
            self.apart();
            self.elision(&text, Part::Fold { paragraphs });
            self.gap();
        }
    }
}

/// The columns of the table that starts with a paragraph.
fn table_at(article: &Article, paragraph: usize) -> Columns {
    let rows = article.paragraphs.iter().skip(paragraph).take_while(|row| row.kind == ParagraphKind::Row);
    Columns::of(rows.map(|row| row.text.as_str()))
}

/// Whether no empty row stands between a paragraph and the next.
fn is_one_with_next(article: &Article, paragraph: usize) -> bool {
    let kind = |number: usize| article.paragraphs.get(number).map(|paragraph| paragraph.kind);
    let kinds = (kind(paragraph), kind(paragraph + 1));
    matches!(
        kinds,
        (Some(ParagraphKind::Row), Some(ParagraphKind::Row)) | (Some(ParagraphKind::Code), Some(ParagraphKind::Code))
    )
}

/// The stretches of a paragraph that are quoted, in order.
fn quoted(article: &Article, paragraph: usize) -> Vec<Range<usize>> {
    let length = article.paragraphs.get(paragraph).map_or(0, |paragraph| paragraph.text.len());
    // Quotes are in order and do not overlap, so the ones of a paragraph are neighbours.
    let first = article.quotes.partition_point(|quote| quote.end_paragraph < paragraph);
    let here = article.quotes.iter().skip(first).take_while(|quote| quote.paragraph <= paragraph);
    here.map(|quote| {
        let start = if quote.paragraph == paragraph { quote.start } else { 0 };
        let end = if quote.end_paragraph == paragraph { quote.end } else { length };
        start..end
    })
    .collect()
}
