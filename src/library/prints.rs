//! What tells an article from others, and what ties it to them: a few hashes that are made while it is read as a whole.
//!
//! A [`Print`] has the keys of the headline and of the titles that the article's sections carry (`title`), a sketch of its body and
//! the numbers in it (`body`), and the hashes of its paragraphs. What follows from the prints of all articles is worked
//! out in [`ties`](super::ties): which article a story link means, which are copies of each other, which paragraphs stand in
//! several.
//!
//! [`Prints`] keeps them in the order of the positions, in blocks (`block`) that are only ever added: one a step of the full text.

mod block;
mod body;
mod store;
#[cfg(test)]
mod tests;
pub(crate) mod title;

use crate::article::{Article, ParagraphKind};
pub(crate) use block::{Builder, Kind};
pub(crate) use body::{Sketch, in_common, is_alike, keys, line, paragraph, sample, short, tell_the_same};
pub(crate) use store::{Prints, damaged};

/// The print of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Print {
    /// The keys of its headline.
    pub(crate) headline: Vec<u64>,
    /// The keys of the titles of its story links.
    pub(crate) links: Vec<u64>,
    /// The hashes of its paragraphs, in order; of short ones there is none.
    pub(crate) paragraphs: Vec<u64>,
    /// The hashes of all other lines of its body: short paragraphs, sub-headings, captions. Each once, ascending.
    pub(crate) lines: Vec<u32>,
    /// The sketch of its body.
    pub(crate) sketch: Sketch,
}

impl Print {
    /// The print of an article.
    pub(crate) fn of(article: &Article) -> Self {
        let (mut headline, mut links) = (Vec::new(), Vec::new());
        if let Some(text) = &article.headline {
            title::headline_keys(text, &mut |key| headline.push(key));
        }
        for item in article.sections.iter().flat_map(|section| &section.items) {
            title::link_keys(&item.title, &mut |key| links.push(key));
        }
        links.sort_unstable();
        links.dedup();
        let (mut paragraphs, mut others): (Vec<u64>, Vec<u32>) = Default::default();
        let mut reader = body::Reader::default();
        for paragraph in &article.paragraphs {
            let is_running = is_running(paragraph.kind);
            let known = self::paragraph(&paragraph.text).filter(|_| is_running);
            paragraphs.extend(known);
            if known.is_none() {
                others.extend(line(&paragraph.text));
            }
            if is_running {
                reader.read(&paragraph.text, known.and(paragraphs.len().checked_sub(1)));
            }
        }
        others.sort_unstable();
        others.dedup();
        Self { headline, links, paragraphs, lines: others, sketch: reader.finish() }
    }
}

/// Whether a paragraph is part of what an article tells; captions and sub-headings are each outlet's own.
pub(crate) fn is_running(kind: ParagraphKind) -> bool {
    matches!(kind, ParagraphKind::Text | ParagraphKind::List)
}

/// FNV-1a, which [`mix`] spreads over all bits.
const BASIS: u64 = 0xcbf2_9ce4_8422_2325;

fn add(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

/// The hash of a name.
pub(crate) fn name(name: &str) -> u64 {
    mix(name.bytes().fold(BASIS, add))
}

/// The finaliser of `MurmurHash3`.
fn mix(hash: u64) -> u64 {
    let hash = (hash ^ hash >> 33).wrapping_mul(0xff51_afd7_ed55_8ccd);
    let hash = (hash ^ hash >> 33).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ hash >> 33
}
