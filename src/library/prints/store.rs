//! All prints of a library, on the disk or in memory.

use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::Arc;

use super::super::Position;
use super::super::catalogue::{Bytes, Number};
use super::block::{Block, Builder, Kind};

/// The prints of the positions below [`len`](Self::len). Cheap to clone; what is added later does not change it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Prints {
    blocks: Arc<[Block]>,
    len: Position,
}

pub(crate) fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "what the index knows of links and copies is damaged")
}

impl Prints {
    /// Opens the file of the index of this name; what does not belong to it, or is cut off, is not seen.
    ///
    /// # Errors
    ///
    /// When there is a file that cannot be read.
    pub(crate) fn open(path: &Path, name: u64) -> io::Result<Self> {
        let file = match File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(error),
        };
        let length = file.metadata()?.len();
        let bytes = Bytes::from(file);
        let (mut blocks, mut at, mut len) = (Vec::new(), 0, 0);
        while let Ok(block) = Block::open(&bytes, at, name, length) {
            if block.first != len || block.rows == 0 {
                break;
            }
            at += block.length;
            len += block.rows;
            blocks.push(block);
        }
        Ok(Self { blocks: blocks.into(), len })
    }

    /// The positions below this one are known.
    pub(crate) fn len(&self) -> Position {
        self.len
    }

    /// The blocks, in order.
    pub(crate) fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The numbers of a kind that an article has.
    ///
    /// # Errors
    ///
    /// When they cannot be read, or it is not known.
    pub(crate) fn row<T: Number>(&self, kind: Kind, position: Position) -> io::Result<Vec<T>> {
        let behind = self.blocks.partition_point(|block| block.first <= position);
        let block = behind.checked_sub(1).and_then(|at| self.blocks.get(at)).ok_or_else(damaged)?;
        block.row(kind, position - block.first)
    }

    /// The first blocks that are as they were written: all of them, where nothing is damaged.
    ///
    /// # Errors
    ///
    /// When they cannot be read.
    pub(crate) fn whole(&self) -> io::Result<Self> {
        let mut whole = Vec::with_capacity(self.blocks.len());
        for block in self.blocks.iter() {
            if !block.is_whole()? {
                break;
            }
            whole.push(block.clone());
        }
        let len = whole.last().map_or(0, |block| block.first + block.rows);
        Ok(Self { blocks: whole.into(), len })
    }

    /// These prints with those of a builder behind them: of as many rows as there are now, of the index of this name, in a file or
    /// in memory. A file ends with them: what stood behind these prints is gone.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub(crate) fn with(&self, made: Builder, rows: Position, name: u64, path: Option<&Path>) -> io::Result<Self> {
        if rows == 0 {
            return Ok(self.clone());
        }
        let bytes = made.finish(name, self.len, rows);
        let block = match path {
            None => {
                let length = bytes.len() as u64;
                Block::open(&Bytes::Memory(bytes.into()), 0, name, length)?
            }
            Some(path) => {
                let at = self.blocks.iter().map(|block| block.length).sum();
                let mut file = File::options().create(true).truncate(false).read(true).write(true).open(path)?;
                let is_at_end = file.metadata()?.len() == at;
                file.set_len(at)?;
                file.seek(SeekFrom::Start(at))?;
                file.write_all(&bytes)?;
                // One handle is enough for all blocks, however many are added. But pages that were read by it may have what is cut off.
                let known = self.blocks.last().map(Block::bytes).filter(|_| is_at_end);
                Block::open(&known.unwrap_or(file.into()), at, name, at + bytes.len() as u64)?
            }
        };
        let len = block.first + block.rows;
        let blocks: Vec<Block> = self.blocks.iter().cloned().chain([block]).collect();
        Ok(Self { blocks: blocks.into(), len })
    }
}
