//! An article, a quote or a paragraph as it is cited elsewhere.

use super::{Article, Text};

/// Headline, authors, publication, date and address on one line.
#[must_use]
pub fn citation(article: &Article) -> String {
    let mut parts = Vec::new();
    if !article.authors.is_empty() {
        parts.push(article.authors.iter().map(Text::as_str).collect::<Vec<_>>().join(", "));
    }
    parts.push(format!("\u{201c}{}\u{201d}", article.title()));
    parts.extend(article.site.as_ref().or(article.source.as_ref()).map(Text::to_string));
    parts.extend(article.published.map(|stamp| stamp.date.to_string()));
    parts.extend(article.url.as_ref().map(Text::to_string));
    parts.join(", ")
}

/// A quote with its speaker and where it was found; `None` where there is no such quote.
#[must_use]
pub fn quotation(article: &Article, quote: usize) -> Option<String> {
    let quote = article.quotes.get(quote)?;
    let speaker = quote.speaker.as_ref().map(|speaker| format!("{speaker}, in: ")).unwrap_or_default();
    Some(format!("{}\n\u{2014} {speaker}{}", quote.text, citation(article)))
}
