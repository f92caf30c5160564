//! Which paragraphs of an article are boilerplate: lines that recur word for word over the articles of its site.

use super::keeper::Published;
use super::prints;
use crate::article::{Article, Paragraph, ParagraphKind};

/// For each paragraph of an article of the site with this name, in how many articles of the site it stands; 0 where it is no
/// boilerplate.
pub(super) fn of(published: &Published, article: &Article, site: &str) -> Vec<u32> {
    let Some(ties) = &published.ties else { return Vec::new() };
    let recurs = |paragraph: &Paragraph| {
        let line = prints::line(&paragraph.text);
        // What cannot be read is no boilerplate.
        line.map_or(0, |line| ties.recurs(site, line).unwrap_or_default())
    };
    let mut found: Vec<u32> = article.paragraphs.iter().map(recurs).collect();
    keep_headings(&article.paragraphs, &mut found);
    found
}

/// A sub-heading that many articles have stays with what it heads.
fn keep_headings(paragraphs: &[Paragraph], found: &mut [u32]) {
    let mut heads_text = false;
    for (paragraph, articles) in paragraphs.iter().zip(found).rev() {
        match paragraph.kind {
            ParagraphKind::Heading if heads_text => *articles = 0,
            ParagraphKind::Heading => {}
            _ => heads_text |= *articles == 0,
        }
        if paragraph.kind == ParagraphKind::Heading {
            heads_text = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Text;

    #[test]
    fn a_heading_stays_with_what_it_heads() {
        let paragraph = |kind| Paragraph { kind, text: Text::new("Background") };
        let (heading, text) = (paragraph(ParagraphKind::Heading), paragraph(ParagraphKind::Text));
        let paragraphs = [heading.clone(), text.clone(), text.clone(), heading.clone(), text, heading];
        let mut found = [9, 9, 0, 9, 9, 9];
        keep_headings(&paragraphs, &mut found);
        assert_eq!(found, [0, 9, 0, 9, 9, 9]);
    }
}
