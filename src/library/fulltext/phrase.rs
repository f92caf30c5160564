//! Words in a row, and words within quotes: what needs the positions of words.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, TERMINATED};

use super::segment::{Cancel, Segment, Wanted};
use super::{Failure, schema, tokenizer};
use crate::library::bits::Bits;

/// Articles that are looked at together: their places are held in memory.
const WINDOW: u32 = 4096;

/// Sets the bits of the articles of a segment that have words in a row; `in_quotes`: within one quote.
pub(super) fn find(
    segment: &Segment,
    field: Field,
    in_quotes: bool,
    words: &[Wanted],
    cancel: Cancel<'_>,
    out: &mut Bits,
) -> Result<(), Failure> {
    let mut found = Vec::new();
    for word in words {
        found.push((field, segment.find(field, word, cancel)?));
    }
    if in_quotes {
        let quote = Wanted::Terms(vec![tokenizer::QUOTE.to_owned()]);
        found.push((schema::QUOTES, segment.find(schema::QUOTES, &quote, cancel)?));
    }
    // The articles that have all of the words: only of these the positions are read.
    let mut articles = Bits::full(segment.len());
    for (field, terms) in &found {
        articles.and(&segment.articles(*field, terms.clone(), cancel)?);
        if articles.is_empty() || cancel() {
            return Ok(());
        }
    }
    let mut postings = Vec::new();
    for (field, terms) in &found {
        let field = segment.field(*field)?;
        let read = |term| field.read_postings_from_terminfo(term, IndexRecordOption::WithFreqsAndPositions);
        postings.push(terms.iter().map(read).collect::<Result<Vec<_>, _>>()?);
    }
    let mut quotes = if in_quotes { postings.pop() } else { None };
    let length = u64::try_from(words.len()).unwrap_or(u64::MAX);
    let mut having = Vec::new();
    for start in (0..segment.reader().max_doc()).step_by(WINDOW as usize) {
        if cancel() {
            return Ok(());
        }
        let end = start.saturating_add(WINDOW);
        let mut places = places_in_a_row(&mut postings, &articles, end);
        if let Some(quotes) = &mut quotes {
            keep_quoted(&mut places, quotes, length, &articles, end);
        }
        having.clear();
        having.extend(places.iter().filter_map(|place| u32::try_from(place >> 32).ok()));
        having.dedup();
        segment.set_positions(&having, out);
    }
    Ok(())
}

/// The places where the first of the words stands with the others behind it, up to the article `end`. A place is the number of
/// the article in its upper half, and the position in the lower.
fn places_in_a_row(words: &mut [Vec<SegmentPostings>], articles: &Bits, end: u32) -> Vec<u64> {
    let mut starts: Option<Vec<u64>> = None;
    for (number, word) in (0..).zip(words) {
        let mut places = places(word, articles, end);
        // Where the first word would stand.
        places.retain_mut(|place| {
            let is_in_text = (*place & u64::from(u32::MAX)) >= number;
            *place -= if is_in_text { number } else { 0 };
            is_in_text
        });
        match &mut starts {
            None => starts = Some(places),
            Some(starts) => keep_common(starts, &places),
        }
    }
    starts.unwrap_or_default()
}

/// The places of a word in order, up to the article `end`.
fn places(forms: &mut [SegmentPostings], articles: &Bits, end: u32) -> Vec<u64> {
    let mut places = Vec::new();
    let mut positions = Vec::new();
    for form in &mut *forms {
        // An article that has the word, then the next one that has all of them, and so on.
        let mut article = form.doc();
        while article < end.min(TERMINATED) {
            if articles.get(article as usize) {
                form.positions(&mut positions);
                places.extend(positions.iter().map(|&position| u64::from(article) << 32 | u64::from(position)));
                article = form.advance();
            } else {
                let next = articles.iter_from(article as usize).next();
                article = form.seek(next.and_then(|next| u32::try_from(next).ok()).unwrap_or(TERMINATED));
            }
        }
    }
    if forms.len() > 1 {
        places.sort_unstable();
    }
    places
}

/// Keeps what is in `others` too; both are in order.
fn keep_common(places: &mut Vec<u64>, others: &[u64]) {
    let mut others = others.iter().peekable();
    places.retain(|place| {
        while others.next_if(|other| *other < place).is_some() {}
        others.peek() == Some(&place)
    });
}

/// Keeps the places of `length` words that lie within one quote.
fn keep_quoted(places: &mut Vec<u64>, quotes: &mut [SegmentPostings], length: u64, articles: &Bits, end: u32) {
    let bounds = self::places(quotes, articles, end);
    let mut quotes = bounds.chunks_exact(2).peekable();
    // Places and quotes are in order, and quotes do not overlap: those that end before a place are of no use for the next.
    places.retain(|&place| {
        while quotes.next_if(|quote| quote.last().is_some_and(|&end| end < place + length)).is_some() {}
        quotes.peek().is_some_and(|quote| quote.first().is_some_and(|&begin| begin <= place))
    });
}
