//! An article as Markdown.

use super::{Article, Paragraph, ParagraphKind, Text, citation, untold};

/// The article as Markdown.
#[must_use]
pub fn markdown(article: &Article) -> String {
    let mut out = String::new();
    if let Some(headline) = &article.headline {
        out.push_str(&format!("# {headline}\n\n"));
    }
    let authors: Vec<&str> = article.authors.iter().map(Text::as_str).collect();
    let published = article.published.map(|stamp| stamp.to_string());
    let meta = [Some(authors.join(", ")), published, article.source.as_deref().map(str::to_owned)];
    let meta: Vec<String> = meta.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    if !meta.is_empty() {
        out.push_str(&format!("*{}*\n\n", meta.join(" \u{b7} ")));
    }
    for line in untold(article) {
        out.push_str(&format!("*{line}*\n\n"));
    }
    for paragraphs in article.paragraphs.chunk_by(|one, next| one.kind == next.kind) {
        out.push_str(&blocks(paragraphs));
    }
    if let Some(sign_off) = &article.sign_off {
        out.push_str(&format!("{sign_off}\n\n"));
    }
    for section in &article.sections {
        if let Some(heading) = &section.heading {
            out.push_str(&format!("## {heading}\n\n"));
        }
        for item in &section.items {
            let age = item.age.as_ref().map(|age| format!(" ({age})")).unwrap_or_default();
            match &item.url {
                Some(url) => out.push_str(&format!("- [{}]({url}){age}\n", item.title)),
                None => out.push_str(&format!("- {}{age}\n", item.title)),
            }
        }
        out.push('\n');
    }
    out
}

/// Paragraphs of one kind.
fn blocks(paragraphs: &[Paragraph]) -> String {
    let Some(first) = paragraphs.first() else { return String::new() };
    let each = |before: &str, after: &str| {
        paragraphs.iter().map(|paragraph| [before, &paragraph.text, after].concat()).collect::<String>()
    };
    match first.kind {
        ParagraphKind::Text => each("", "\n\n"),
        ParagraphKind::Heading => each("## ", "\n\n"),
        ParagraphKind::Caption => each("*", "*\n\n"),
        ParagraphKind::List => each("- ", "\n\n"),
        ParagraphKind::Code => format!("```\n{}```\n\n", each("", "\n")),
        // The rule below the first row makes it a table.
        ParagraphKind::Row => {
            let rule = "|".to_owned() + &" --- |".repeat(first.text.matches('|').count().saturating_sub(1));
            let rows = each("", "\n");
            let (head, rows) = rows.split_once('\n').unwrap_or_default();
            format!("{head}\n{rule}\n{rows}\n")
        }
    }
}

/// The article as Markdown with what the reader wrote on it and where it is from, ended by a rule: many can follow each other.
#[must_use]
pub fn markdown_with_note(article: &Article, note: Option<&str>) -> String {
    let note = note.map(|note| format!("### Note\n\n{note}\n\n")).unwrap_or_default();
    format!("{}{note}Source: {}\n\n---\n\n", markdown(article), citation(article))
}
