//! Compressed bytes, and UTF-16, read as what they stand for.

use std::collections::VecDeque;
use std::io::{self, BufRead, Read};

use encoding_rs::{Decoder, Encoding};
use flate2::bufread::GzDecoder;
use ruzstd::decoding::{FrameDecoder, StreamingDecoder};

use super::source::{BUFFER, Input, Stream};

/// Text is compressed to a tenth, markup to a fiftieth. What was made smaller than this is meant to fill the memory.
const RATIO: u64 = 300;
/// Bytes that may come out whatever went in.
const FREE: u64 = 64 << 20;

/// How bytes are compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    Gzip,
    Zstd,
}

/// The method that bytes start like.
pub(super) fn method(bytes: &[u8]) -> Option<Method> {
    match bytes {
        [0x1f, 0x8b, 8, ..] => Some(Method::Gzip),
        [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => Some(Method::Zstd),
        _ => None,
    }
}

/// Whether so many bytes out of so few are more than text can be.
pub(super) fn is_bomb(packed: u64, unpacked: u64) -> bool {
    unpacked > FREE && unpacked / RATIO > packed
}

pub(super) fn bomb() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "it unpacks to more than text can")
}

/// The part that is being unpacked: files may have many, one after another.
enum Part<'a> {
    Gzip(Box<GzDecoder<Stream<'a>>>),
    Zstd(Box<StreamingDecoder<Stream<'a>, FrameDecoder>>),
}

impl<'a> Part<'a> {
    fn packed(&self) -> u64 {
        match self {
            Self::Gzip(decoder) => decoder.get_ref().offset(),
            Self::Zstd(decoder) => decoder.get_ref().offset(),
        }
    }

    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Gzip(decoder) => decoder.read(buffer),
            Self::Zstd(decoder) => decoder.read(buffer),
        }
    }

    fn into_inner(self) -> Stream<'a> {
        match self {
            Self::Gzip(decoder) => decoder.into_inner(),
            Self::Zstd(decoder) => decoder.into_inner(),
        }
    }
}

/// What compressed bytes stand for.
pub(super) struct Unpacked<'a> {
    /// The part in hand; none before the first one and behind the last one.
    part: Option<Part<'a>>,
    rest: Option<Stream<'a>>,
    buffer: Vec<u8>,
    used: usize,
    filled: usize,
    /// Bytes that came out.
    out: u64,
    /// Where parts start: in what comes out, and in what goes in.
    starts: VecDeque<(u64, u64)>,
}

impl<'a> Unpacked<'a> {
    pub(super) fn new(stream: Stream<'a>) -> Self {
        let buffer = vec![0; BUFFER];
        Self { part: None, rest: Some(stream), buffer, used: 0, filled: 0, out: 0, starts: VecDeque::new() }
    }

    /// Goes on to the next part; false where there is none. What follows the last one is not looked at.
    fn next_part(&mut self) -> io::Result<bool> {
        let Some(mut stream) = self.rest.take() else { return Ok(false) };
        while stream.peek(1) == [0] {
            stream.consume(1);
        }
        loop {
            let head = stream.peek(8);
            let skipped = match head {
                [0x50..=0x5f, 0x2a, 0x4d, 0x18, a, b, c, d] => u32::from_le_bytes([*a, *b, *c, *d]),
                _ => break,
            };
            stream.skip(8 + u64::from(skipped))?;
        }
        let Some(method) = method(stream.peek(4)) else { return Ok(false) };
        self.starts.push_back((self.out, stream.offset()));
        self.part = Some(match method {
            Method::Gzip => Part::Gzip(Box::new(GzDecoder::new(stream))),
            Method::Zstd => Part::Zstd(Box::new(StreamingDecoder::new(stream).map_err(io::Error::other)?)),
        });
        Ok(true)
    }

    fn fill(&mut self) -> io::Result<()> {
        loop {
            if self.part.is_none() && !self.next_part()? {
                return Ok(());
            }
            let Some(part) = &mut self.part else { return Ok(()) };
            // A part that failed does not go on.
            let read = part.read(&mut self.buffer).inspect_err(|_| (self.used, self.filled) = (0, 0));
            match read {
                Ok(0) => self.rest = self.part.take().map(Part::into_inner),
                Ok(count) => {
                    (self.used, self.filled) = (0, count);
                    self.out += count as u64;
                    return if is_bomb(part.packed(), self.out) { Err(bomb()) } else { Ok(()) };
                }
                Err(error) => {
                    self.part = None;
                    return Err(error);
                }
            }
        }
    }
}

impl Read for Unpacked<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Unpacked<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.used >= self.filled {
            (self.used, self.filled) = (0, 0);
            self.fill()?;
        }
        Ok(self.buffer.get(self.used..self.filled).unwrap_or_default())
    }

    fn consume(&mut self, count: usize) {
        self.used += count;
    }
}

impl Input for Unpacked<'_> {
    fn anchor(&mut self, offset: u64) -> (u64, u64) {
        while self.starts.get(1).is_some_and(|(out, _)| *out <= offset) {
            self.starts.pop_front();
        }
        self.starts.front().map_or((0, offset), |(out, packed)| (*packed, offset.saturating_sub(*out)))
    }
}

/// UTF-16 as UTF-8, for formats of many records.
pub(super) struct Recoded<'a> {
    stream: Stream<'a>,
    decoder: Decoder,
    text: Vec<u8>,
    used: usize,
    done: bool,
}

impl<'a> Recoded<'a> {
    pub(super) fn new(stream: Stream<'a>, encoding: &'static Encoding) -> Self {
        Self { stream, decoder: encoding.new_decoder(), text: Vec::new(), used: 0, done: false }
    }
}

impl Read for Recoded<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Recoded<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.used >= self.text.len() && !self.done {
            let chunk = self.stream.fill_buf()?;
            let count = chunk.len();
            let room = self.decoder.max_utf8_buffer_length(count).unwrap_or_default();
            self.text.resize(room, 0);
            let (_, _, written, _) = self.decoder.decode_to_utf8(chunk, &mut self.text, count == 0);
            self.text.truncate(written);
            self.used = 0;
            self.done = count == 0;
            self.stream.consume(count);
        }
        Ok(self.text.get(self.used..).unwrap_or_default())
    }

    fn consume(&mut self, count: usize) {
        self.used += count;
    }
}

impl Input for Recoded<'_> {}
