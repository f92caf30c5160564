//! One segment of the index: a part of the articles, with its own dictionary of terms.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use tantivy::columnar::ColumnValues;
use tantivy::index::{InvertedIndexReader, SegmentId, SegmentReader};
use tantivy::postings::{BlockSegmentPostings, TermInfo};
use tantivy::schema::{Field, IndexRecordOption};

use super::{Failure, schema};
use crate::library::bits::Bits;
use crate::library::query::TextField;

/// Asked now and then whether the answer is still wanted.
pub(super) type Cancel<'a> = &'a dyn Fn() -> bool;

/// Terms of a prefix, or articles, that are looked at together.
const AT_ONCE: usize = 4096;

/// What a word of a pattern is in the index.
pub(super) enum Wanted {
    /// One of these terms.
    Terms(Vec<String>),
    /// A term that starts so.
    Prefix(String),
}

/// A segment that is open.
pub(super) struct Segment {
    reader: SegmentReader,
    /// The position in the catalogue of each article.
    positions: Arc<dyn ColumnValues<u64>>,
    /// By the number of the field.
    fields: Vec<Arc<InvertedIndexReader>>,
}

impl Segment {
    pub(super) fn open(segment: &tantivy::Segment) -> Result<Self, Failure> {
        let reader = SegmentReader::open(segment)?;
        let positions = reader.fast_fields().u64(schema::POSITION.1)?.first_or_default_col(u64::MAX);
        let fields = (0..=schema::SPELLINGS.field_id()).map(|id| reader.inverted_index(Field::from_field_id(id)));
        let fields = fields.collect::<tantivy::Result<_>>()?;
        Ok(Self { reader, positions, fields })
    }

    pub(super) fn id(&self) -> SegmentId {
        self.reader.segment_id()
    }

    /// How many articles it has.
    pub(super) fn len(&self) -> usize {
        self.reader.max_doc() as usize
    }

    pub(super) fn reader(&self) -> &SegmentReader {
        &self.reader
    }

    /// The terms of a field and where their articles are. A segment without the field has an empty one.
    pub(super) fn field(&self, field: Field) -> Result<&InvertedIndexReader, Failure> {
        let reader = self.fields.get(field.field_id() as usize);
        reader.map(|reader| &**reader).ok_or_else(|| Failure::Damaged("a field is missing".to_owned()))
    }

    /// Where the articles of a word are.
    pub(super) fn find(&self, field: Field, wanted: &Wanted, cancel: Cancel<'_>) -> Result<Vec<TermInfo>, Failure> {
        let terms = self.field(field)?.terms();
        let mut found = Vec::new();
        match wanted {
            Wanted::Terms(wanted) => {
                for term in wanted {
                    found.extend(terms.get(term)?);
                }
            }
            Wanted::Prefix(prefix) => {
                let mut range = terms.range().ge(prefix).lt(after(prefix)).into_stream()?;
                while range.advance() && !(found.len() % 1024 == 1023 && cancel()) {
                    found.push(range.value().clone());
                }
            }
        }
        Ok(found)
    }

    /// Hands out the terms of a field that start so.
    pub(super) fn each_term(&self, field: Field, prefix: &str, each: &mut dyn FnMut(&str)) -> Result<(), Failure> {
        let mut range = self.field(field)?.terms().range().ge(prefix).lt(after(prefix)).into_stream()?;
        while range.advance() {
            each(std::str::from_utf8(range.key()).unwrap_or_default());
        }
        Ok(())
    }

    /// Hands out the articles of terms, a block at a time and with those of one term in order, until `each` says stop.
    pub(super) fn each_block(
        &self,
        field: Field,
        terms: &[TermInfo],
        each: &mut dyn FnMut(&[u32]) -> bool,
    ) -> Result<(), Failure> {
        let field = self.field(field)?;
        let mut blocks: Option<BlockSegmentPostings> = None;
        for term in terms {
            let mut at = match blocks.take() {
                Some(mut blocks) => {
                    field.reset_block_postings_from_terminfo(term, &mut blocks)?;
                    blocks
                }
                None => field.read_block_postings_from_terminfo(term, IndexRecordOption::Basic)?,
            };
            while at.block_len() > 0 {
                if !each(at.docs()) {
                    return Ok(());
                }
                at.advance();
            }
            blocks = Some(at);
        }
        Ok(())
    }

    /// The articles of terms as a set of their numbers in this segment.
    pub(super) fn articles(&self, field: Field, terms: Vec<TermInfo>, cancel: Cancel<'_>) -> Result<Bits, Failure> {
        let mut articles = Bits::new(self.len());
        self.add_articles(field, terms, cancel, &mut articles, &mut self.len())?;
        Ok(articles)
    }

    /// The articles of the terms that start so. When these have all articles, no more terms are looked at.
    pub(super) fn articles_starting(&self, field: Field, prefix: &str, cancel: Cancel<'_>) -> Result<Bits, Failure> {
        let mut articles = Bits::new(self.len());
        let mut missing = self.len();
        let mut range = self.field(field)?.terms().range().ge(prefix).lt(after(prefix)).into_stream()?;
        loop {
            let mut terms = Vec::new();
            while terms.len() < AT_ONCE && range.advance() {
                terms.push(range.value().clone());
            }
            let are_last = terms.len() < AT_ONCE;
            self.add_articles(field, terms, cancel, &mut articles, &mut missing)?;
            if are_last || missing == 0 || cancel() {
                return Ok(articles);
            }
        }
    }

    /// The digests of a field, if it has some.
    pub(super) fn digests(&self, of: TextField) -> Result<Option<Arc<dyn ColumnValues<u64>>>, Failure> {
        let Some((.., name)) = schema::DIGESTS.iter().find(|(with, ..)| *with == of) else { return Ok(None) };
        Ok(Some(self.reader.fast_fields().u64(name)?.first_or_default_col(0)))
    }

    /// Sets the bits of the catalogue positions of the articles whose digest has an initial.
    pub(super) fn set_starting(
        &self,
        digests: &dyn ColumnValues<u64>,
        initial: u64,
        cancel: Cancel<'_>,
        out: &mut Bits,
    ) {
        let mut values = vec![0; AT_ONCE];
        let mut having = Vec::with_capacity(AT_ONCE);
        for start in (0..self.reader.max_doc()).step_by(AT_ONCE).take_while(|_| !cancel()) {
            let articles = (start..self.reader.max_doc()).take(AT_ONCE);
            let Some(values) = values.get_mut(..articles.len()) else { continue };
            digests.get_range(start.into(), values);
            having.clear();
            having
                .extend(articles.zip(&*values).filter(|(_, value)| **value & initial > 0).map(|(article, _)| article));
            self.set_positions(&having, out);
        }
    }

    /// Adds the articles of terms to those of others; `missing` is how many there are none of yet.
    fn add_articles(
        &self,
        field: Field,
        mut terms: Vec<TermInfo>,
        cancel: Cancel<'_>,
        articles: &mut Bits,
        missing: &mut usize,
    ) -> Result<(), Failure> {
        // The most frequent ones first: when they have all articles, the others are not read.
        terms.sort_unstable_by_key(|term| std::cmp::Reverse(term.doc_freq));
        let mut blocks = 0_usize;
        self.each_block(field, &terms, &mut |block| {
            *missing -= block.iter().filter(|&&article| articles.set(article as usize)).count();
            blocks += 1;
            *missing > 0 && !(blocks.is_multiple_of(256) && cancel())
        })
    }

    /// Sets the bits of the catalogue positions of articles.
    pub(super) fn set_positions(&self, articles: &[u32], out: &mut Bits) {
        let mut positions = [0; 128];
        for articles in articles.chunks(positions.len()) {
            let Some(positions) = positions.get_mut(..articles.len()) else { continue };
            self.positions.get_vals(articles, positions);
            for &position in &*positions {
                out.set(usize::try_from(position).unwrap_or(usize::MAX));
            }
        }
    }

    /// Counts who speaks in the articles whose catalogue position is in `within`: adds to the counts of the names, and gives how many
    /// of these articles there are, and in how many nobody speaks.
    pub(super) fn count_speakers(
        &self,
        within: &Bits,
        counts: &mut FxHashMap<String, u64>,
        cancel: Cancel<'_>,
    ) -> Result<(u64, u64), Failure> {
        let names = self.reader.fast_fields().str(schema::SPEAKERS.1)?;
        let mut by_number = vec![0_u64; names.as_ref().map_or(0, |names| names.num_terms())];
        let (mut articles, mut silent) = (0, 0);
        for article in (0..self.reader.max_doc()).take_while(|article| article % 8192 > 0 || !cancel()) {
            if !within.get(self.position(article) as usize) {
                continue;
            }
            articles += 1;
            let mut speaks = false;
            for number in names.iter().flat_map(|names| names.term_ords(article)) {
                speaks = true;
                if let Some(count) = usize::try_from(number).ok().and_then(|number| by_number.get_mut(number)) {
                    *count += 1;
                }
            }
            silent += u64::from(!speaks);
        }
        let mut name = String::new();
        for (number, count) in (0..).zip(by_number).filter(|(_, count)| *count > 0) {
            name.clear();
            if names.as_ref().is_some_and(|names| names.ord_to_str(number, &mut name).unwrap_or_default()) {
                *counts.entry(name.clone()).or_default() += count;
            }
        }
        Ok((articles, silent))
    }

    /// The catalogue position of an article.
    pub(super) fn position(&self, article: u32) -> u32 {
        u32::try_from(self.positions.get_val(article)).unwrap_or(u32::MAX)
    }
}

/// The first text behind all that start with `prefix`, in the order of bytes.
fn after(prefix: &str) -> Vec<u8> {
    let mut bytes = prefix.as_bytes().to_vec();
    // No byte of UTF-8 is the greatest one.
    if let Some(last) = bytes.last_mut() {
        *last += 1;
    }
    bytes
}
