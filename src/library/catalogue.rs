//! Rows, reached by their position.

use std::sync::Arc;

use super::Row;

/// A row's number in the catalogue, in order of arrival. It never changes.
pub type Position = u32;

/// Rows that arrived together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chunk {
    /// The rows.
    pub rows: Vec<Row>,
}

/// All rows, in chunks that are shared and never change.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// Each chunk with the position of its first row.
    chunks: Vec<(Position, Arc<Chunk>)>,
    len: usize,
}

impl Catalogue {
    /// Appends the next rows.
    pub fn push(&mut self, chunk: Arc<Chunk>) {
        // Four billion articles are beyond what positions are for; more are not listed.
        let Ok(first) = Position::try_from(self.len) else { return };
        self.len += chunk.rows.len();
        self.chunks.push((first, chunk));
    }

    /// The row at `position`.
    #[must_use]
    pub fn row(&self, position: Position) -> Option<&Row> {
        let behind = self.chunks.partition_point(|(first, _)| *first <= position);
        let (first, chunk) = self.chunks.get(behind.checked_sub(1)?)?;
        chunk.rows.get((position - first) as usize)
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
}
