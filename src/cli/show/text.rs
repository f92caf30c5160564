//! An article laid out, in the styles of the reader where colours are wanted.

use std::io::{self, Write};
use std::sync::Arc;

use super::compare::{self, Compared};
use crate::article::{Article, ParagraphKind};
use crate::cli::chosen;
use crate::cli::paint::{When, painted, shell};
use crate::layout::{Folds, Page, Part, Role, Row};
use crate::view::theme::{Environment, Theme};

/// Prints an article in so many columns, beside another where it is compared.
pub(super) fn print(
    out: &mut impl Write,
    article: &Article,
    columns: usize,
    compared: Option<Compared>,
    color: When,
) -> io::Result<()> {
    let theme = color.is_wanted().then(theme);
    let comparison = compared.map(|compared| Arc::new(compared.comparison));
    let page = Page::new(article, &Folds { comparison: comparison.clone(), ..Folds::default() }, None);
    for block in 0..page.blocks.len() {
        for row in page.rows(block, columns) {
            let sign = comparison.as_ref().map_or("", |comparison| compare::sign(row.part, comparison));
            write!(out, "{sign}{}", " ".repeat(row.indent))?;
            match &theme {
                Some(theme) => styled(out, &row, article, theme)?,
                None => write!(out, "{}", row.text)?,
            }
            writeln!(out)?;
        }
    }
    Ok(())
}

fn theme() -> Theme {
    let mut environment = Environment { colours: true, ..Environment::read() };
    // Colours may be wanted where there is no terminal to tell how many it has.
    if matches!(environment.term.as_str(), "" | "dumb") {
        "ansi".clone_into(&mut environment.term);
    }
    // What is wrong with the theme is told by the reader, and by `dateline config`.
    Theme::new(&chosen::read().0, &environment).0
}

fn styled(out: &mut impl Write, row: &Row, article: &Article, theme: &Theme) -> io::Result<()> {
    let base = match row.part {
        Part::Headline | Part::SectionHeading(_) => theme.strong,
        Part::Paragraph(paragraph) if article.standfirst == Some(paragraph) => theme.strong,
        Part::Paragraph(paragraph) => match article.paragraphs.get(paragraph).map(|paragraph| paragraph.kind) {
            Some(ParagraphKind::Heading) => theme.strong,
            Some(ParagraphKind::Caption) => theme.faint,
            _ => theme.text,
        },
        Part::Story { .. } => theme.text,
        _ => theme.faint,
    };
    let mut end = 0;
    for (range, role) in &row.spans {
        let style = match role {
            Role::Quote => theme.quote,
            Role::Dateline => theme.dateline,
            Role::Age | Role::Elision => theme.faint,
        };
        let before = row.text.get(end..range.start).unwrap_or_default();
        let here = row.text.get(range.clone()).unwrap_or_default();
        write!(out, "{}{}", painted(shell(base), before), painted(shell(base.patch(style)), here))?;
        end = range.end;
    }
    write!(out, "{}", painted(shell(base), row.text.get(end..).unwrap_or_default()))
}
