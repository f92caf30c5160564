//! Writing the index.

use std::path::Path;

use tantivy::index::SegmentMeta;
use tantivy::indexer::{AddOperation, IndexWriterOptions, MergeCandidate, MergePolicy, SegmentWriter};
use tantivy::{Segment, TantivyDocument};

use super::document::{Document, Documents};
use super::{Failure, open};
use crate::article::Article;

/// Bytes that articles take up in memory before they are written as a segment.
const BUDGET: usize = 48 << 20;

/// Articles of a segment that is small: a few new ones, not a part of a first reading.
const SMALL: u32 = 2000;

/// When segments are merged.
///
/// A merge writes all their articles anew. So a first reading leaves its segments as they are, for one merge at its end
/// ([`Builder::compact`]); the small ones that come later are merged soon, for each costs a search its time.
#[derive(Debug)]
struct Merges;

/// Segments that are merged when there are so many.
const SMALL_ONES: usize = 12;
const GREAT_ONES: usize = 200;

impl MergePolicy for Merges {
    fn compute_merge_candidates(&self, segments: &[SegmentMeta]) -> Vec<MergeCandidate> {
        let (small, great): (Vec<_>, Vec<_>) = segments.iter().partition(|segment| segment.max_doc() < SMALL);
        let enough =
            [(small, SMALL_ONES), (great, GREAT_ONES)].into_iter().filter(|(found, most)| found.len() >= *most);
        enough.map(|(found, _)| MergeCandidate(found.iter().map(|segment| segment.id()).collect())).collect()
    }
}

/// The one writer of an index.
///
/// Articles are indexed on the thread that adds them; segments are merged on another one. What was added since the last
/// [`commit`](Self::commit) is gone when the process is killed, or when this is dropped.
pub struct Builder {
    writer: tantivy::IndexWriter<TantivyDocument>,
    /// The segment under way.
    open: Option<(Segment, SegmentWriter)>,
    /// Those who made documents, and know what they have entered.
    makers: Vec<Documents>,
}

impl Builder {
    /// Opens the index in `folder` for writing, or makes an empty one. Only one process at a time may.
    ///
    /// # Errors
    ///
    /// [`Failure::Busy`] while another one does; a folder that cannot be written; an index that is damaged.
    pub fn open(folder: &Path) -> Result<Self, Failure> {
        let index = open(folder)?;
        // The writer's own thread stays idle: segments are written by `add`.
        let options = IndexWriterOptions::builder().num_merge_threads(1).build();
        let writer = index.writer_with_options(options)?;
        writer.set_merge_policy(Box::new(Merges));
        Ok(Self { writer, open: None, makers: Vec::new() })
    }

    /// What was given to the last commit, if there was one.
    ///
    /// # Errors
    ///
    /// An index that cannot be read.
    pub fn payload(&self) -> Result<Option<String>, Failure> {
        Ok(self.writer.index().load_metas()?.payload)
    }

    /// Adds the article at a position of the catalogue.
    ///
    /// # Errors
    ///
    /// A full disk, mostly. What was added since the last commit is then lost: [`rollback`](Self::rollback).
    pub fn add(&mut self, position: u32, article: &Article) -> Result<(), Failure> {
        let mut maker = self.makers.pop().unwrap_or_default();
        let document = maker.of(position, article);
        self.makers.push(maker);
        self.take(document)
    }

    /// So many makers of documents, which may work side by side. They are to be [kept](Self::keep), unless a document of theirs is
    /// never [taken](Self::take): what it entered would be missing.
    pub fn makers(&mut self, count: usize) -> Vec<Documents> {
        let mut makers = std::mem::take(&mut self.makers);
        makers.resize_with(count.max(makers.len()), Documents::default);
        self.makers = makers.split_off(count);
        makers
    }

    /// Keeps makers for the next time: they enter no spelling twice.
    pub fn keep(&mut self, makers: Vec<Documents>) {
        self.makers.extend(makers);
    }

    /// Adds an article that was made a document before.
    ///
    /// # Errors
    ///
    /// As of [`add`](Self::add).
    pub fn take(&mut self, document: Document) -> Result<(), Failure> {
        let (segment, mut writer) = if let Some(open) = self.open.take() {
            open
        } else {
            let segment = self.writer.index().new_segment();
            (segment.clone(), SegmentWriter::for_segment(BUDGET, segment)?)
        };
        writer.add_document(AddOperation { opstamp: 0, document: document.0 })?;
        let is_full = writer.mem_usage() >= BUDGET;
        self.open = Some((segment, writer));
        if is_full { self.flush() } else { Ok(()) }
    }

    /// Makes what was added last for ever, and findable. `payload` says how far it has come: it is kept with the index, so
    /// that both agree whenever the process is killed.
    ///
    /// # Errors
    ///
    /// As of [`add`](Self::add).
    pub fn commit(&mut self, payload: &str) -> Result<(), Failure> {
        self.flush()?;
        let mut commit = self.writer.prepare_commit()?;
        commit.set_payload(payload);
        commit.commit()?;
        Ok(())
    }

    /// Takes back what was added since the last commit.
    ///
    /// # Errors
    ///
    /// An index that cannot be read.
    pub fn rollback(&mut self) -> Result<(), Failure> {
        self.open = None;
        self.makers.clear();
        self.writer.rollback()?;
        // The writer was made anew.
        self.writer.set_merge_policy(Box::new(Merges));
        Ok(())
    }

    /// Merges what is committed into one segment, and waits for it: at the end of a first reading, when all is in.
    ///
    /// Until then, each segment has a dictionary of its own, and the index takes up half as much again. When the process is
    /// killed meanwhile, nothing is lost but the time.
    ///
    /// # Errors
    ///
    /// A full disk, mostly; the index is as it was.
    pub fn compact(&mut self) -> Result<(), Failure> {
        let segments = self.writer.index().searchable_segment_ids()?;
        if segments.len() > 1 {
            self.writer.merge(&segments).wait()?;
        }
        Ok(())
    }

    /// Waits for the merges under way. Without it they are given up, and done again another time.
    ///
    /// # Errors
    ///
    /// A merge that failed, which harms nothing but time.
    pub fn finish(self) -> Result<(), Failure> {
        drop(self.open);
        Ok(self.writer.wait_merging_threads()?)
    }

    /// Writes the segment under way.
    fn flush(&mut self) -> Result<(), Failure> {
        let Some((segment, writer)) = self.open.take() else { return Ok(()) };
        let articles = writer.max_doc();
        writer.finalize()?;
        let meta = segment.with_max_doc(articles).meta().clone();
        meta.untrack_temp_docstore();
        Ok(self.writer.add_segment(meta)?)
    }
}
