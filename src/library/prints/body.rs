//! The body of an article as it is compared with others: which paragraphs are the same, and which articles are copies.
//!
//! The sketch is a sample of the body's *shingles*: three words in a row, small words and numbers left out. Which ones belong to
//! the sample depends on their hash alone, so that two articles take the same ones (Broder's resemblance, sampled by a threshold
//! as in `FracMinHash`). Of long texts fewer of a hundred are taken; two samples are compared by the sparser one.
//!
//! Reports that are written anew each day into the same form share their words, but not their numbers. So each number is kept
//! with the words before it: where two articles have the same words before other numbers, they tell other things.

use super::{BASIS, add, mix};

/// Letters of a paragraph that is long enough to be known again.
pub(crate) const LETTERS: usize = 60;
/// Letters of a line that can be told from others.
const FEW_LETTERS: usize = 3;
/// Letters of a word that counts in shingles.
const WORD: usize = 4;
/// Words that a body has at least for a sketch.
const FEWEST: usize = 12;
/// The least size of a sample where there are more shingles.
const SAMPLE: usize = 32;
/// Parts of a text that edits go through alike.
const PARTS: usize = 6;
/// Numbers that are kept.
const FACTS: usize = 24;

/// A sample of what a body says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sketch {
    /// The level of the sample, that is how many of the highest bits of its shingles are 0; then the shingles, of 31 bits, in the
    /// order of the text. Before those of a paragraph stands its number among the ones that are long enough, with the highest
    /// bit set. Empty for a body that is too short.
    pub(crate) shingles: Vec<u32>,
    /// The numbers: in the high half the hash of the words before, in the low half that of the number; sorted.
    pub(crate) facts: Vec<u64>,
}

/// What stands before the shingles of a paragraph, with its number; the greatest one for a short paragraph.
const PARAGRAPH: u32 = 1 << 31;

/// The sample of a sketch, its level first, without the paragraphs that are to be left out, given by their numbers.
pub(crate) fn sample(shingles: &[u32], leave_out: &dyn Fn(usize) -> bool) -> Vec<u32> {
    let mut left_out = false;
    let mut sample = Vec::with_capacity(shingles.len());
    for &shingle in shingles {
        if shingle & PARAGRAPH == 0 {
            sample.extend(Some(shingle).filter(|_| !left_out));
        } else {
            left_out = leave_out((shingle & !PARAGRAPH) as usize);
        }
    }
    sample
}

/// The shingles of a sample by which other articles are looked for that may be copies: half of them.
pub(crate) fn keys(sample: &[u32]) -> impl Iterator<Item = u32> + '_ {
    let level = sample.first().copied().unwrap_or_default();
    sample.iter().skip(1).copied().filter(move |shingle| is_within(*shingle, level + 1))
}

/// Whether a shingle belongs to a sample of this level.
fn is_within(shingle: u32, level: u32) -> bool {
    shingle.leading_zeros() > level
}

/// Whether articles with these samples carry the same text, with edits, cuts and other text around it. Whether they
/// [tell the same](tell_the_same) is another question.
///
/// Of the shorter one, either most stands in the other, or enough of it and all over: edits go through the whole of a text, while
/// what a follow-up repeats of an earlier story is a part of it and the rest is new.
pub(crate) fn is_alike(one: &[u32], other: &[u32]) -> bool {
    let Some((short, long)) = comparable(one, other) else { return false };
    let is_shared = |shingle: &u32| long.binary_search(shingle).is_ok();
    let shared = short.iter().filter(|shingle| is_shared(shingle)).count();
    // A part of a text that is much longer is a part of it: an item of a round-up.
    let is_whole = short.len() * 4 >= long.len();
    let most = shared * 100 >= short.len() * 62;
    let parts = short.chunks(short.len().div_ceil(PARTS).max(1));
    let bare = parts.filter(|part| !part.iter().any(is_shared)).count();
    let all_over = shared * 100 >= short.len() * 20 && short.len() >= PARTS * 2 && bare <= 1;
    is_whole && shared >= 3 && (most || all_over)
}

/// How many shingles the shorter one of two samples has, and how many of these the other one has as well.
pub(crate) fn in_common(one: &[u32], other: &[u32]) -> (usize, usize) {
    let Some((short, long)) = comparable(one, other) else { return (0, 0) };
    (short.len(), short.iter().filter(|shingle| long.binary_search(shingle).is_ok()).count())
}

/// The shingles of two samples at the level of the sparser one: of the shorter one in the order of the text, of the other sorted.
fn comparable(one: &[u32], other: &[u32]) -> Option<(Vec<u32>, Vec<u32>)> {
    let level = *one.first()?.max(other.first()?);
    let sample = |shingles: &[u32]| -> Vec<u32> {
        shingles.iter().skip(1).copied().filter(|shingle| is_within(*shingle, level)).collect()
    };
    let (mut short, mut long) = (sample(one), sample(other));
    if short.len() > long.len() {
        std::mem::swap(&mut short, &mut long);
    }
    long.sort_unstable();
    Some((short, long))
}

/// Whether most numbers with the same words before them are the same in two articles, given their facts.
pub(crate) fn tell_the_same(one: &[u64], other: &[u64]) -> bool {
    let context = |fact: &u64| fact >> 32;
    let mut rest = other;
    let (mut same, mut different) = (0, 0);
    for facts in one.chunk_by(|one, other| context(one) == context(other)) {
        let here = facts.first().map_or(0, context);
        rest = rest.get(rest.partition_point(|fact| context(fact) < here)..).unwrap_or_default();
        let there = rest.get(..rest.partition_point(|fact| context(fact) == here)).unwrap_or_default();
        if there.is_empty() {
            continue;
        }
        if facts.iter().any(|fact| there.contains(fact)) { same += 1 } else { different += 1 }
    }
    different * 3 <= same + different
}

/// The hash of a paragraph's letters and digits in small letters; `None` for a short one.
pub(crate) fn paragraph(text: &str) -> Option<u64> {
    let (hash, letters) = hash(text);
    (letters >= LETTERS).then_some(hash)
}

/// The [short] hash of any paragraph that says something.
pub(crate) fn line(text: &str) -> Option<u32> {
    let (hash, letters) = hash(text);
    (letters >= FEW_LETTERS).then_some(short(hash))
}

/// The hash of a paragraph as it is kept for lines.
pub(crate) fn short(hash: u64) -> u32 {
    u32::try_from(hash >> 32).unwrap_or_default()
}

/// The hash of the letters and digits of a text in small letters, and how many there are.
fn hash(text: &str) -> (u64, usize) {
    let (mut hash, mut letters) = (BASIS, 0);
    for c in text.chars() {
        if c.is_ascii() {
            if c.is_ascii_alphanumeric() {
                // An ASCII character is one byte.
                hash = add(hash, c.to_ascii_lowercase() as u8);
                letters += 1;
            }
        } else if c.is_alphanumeric() {
            for c in c.to_lowercase() {
                hash = c.encode_utf8(&mut [0; 4]).bytes().fold(hash, add);
            }
            letters += if is_ideograph(c) { 3 } else { 1 };
        }
    }
    (mix(hash), letters)
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}')
}

/// Reads words, and makes shingles and facts of them.
#[derive(Default)]
pub(super) struct Reader {
    /// The last words that count, the latest first.
    last: [u64; 2],
    /// The last two ideographs.
    signs: [u64; 2],
    words: usize,
    /// Numbers since the last word that counts.
    numbers: u64,
    shingles: Vec<u32>,
    facts: Vec<u64>,
}

impl Reader {
    /// Reads a paragraph, with its number among those that are long enough.
    pub(super) fn read(&mut self, text: &str, number: Option<usize>) {
        let number = number.and_then(|number| u32::try_from(number).ok()).filter(|number| *number < !PARAGRAPH);
        self.shingles.push(PARAGRAPH | number.unwrap_or(!PARAGRAPH));
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            at = match byte {
                b'0'..=b'9' => self.number(bytes, at),
                byte if byte.is_ascii_alphabetic() || !byte.is_ascii() => self.letters(text, at),
                _ => at + 1,
            };
        }
        self.signs = [0; 2];
    }

    /// Reads a number, in which full stops and commas may stand; gives where it ends.
    fn number(&mut self, bytes: &[u8], start: usize) -> usize {
        let (mut at, mut hash) = (start, BASIS);
        while let Some(&byte) = bytes.get(at) {
            let goes_on = bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
            match byte {
                b'0'..=b'9' => hash = add(hash, byte),
                b'.' if goes_on => hash = add(hash, byte),
                b',' if goes_on => {}
                _ => break,
            }
            at += 1;
        }
        let [last, before] = self.last;
        if last != 0 {
            let context = mix(last ^ before.rotate_left(7) ^ self.numbers);
            self.facts.push(context >> 32 << 32 | mix(hash) >> 32);
        }
        self.numbers += 1;
        at
    }

    /// Reads a word; gives where it ends.
    fn letters(&mut self, text: &str, start: usize) -> usize {
        let (mut at, mut hash, mut letters) = (start, BASIS, 0);
        for c in text.get(start..).unwrap_or_default().chars() {
            if c.is_ascii() {
                if !c.is_ascii_alphanumeric() {
                    break;
                }
                hash = add(hash, c.to_ascii_lowercase() as u8);
                letters += 1;
            } else if is_ideograph(c) {
                if letters == 0 {
                    self.ideograph(c);
                    return at + c.len_utf8();
                }
                break;
            } else if c.is_alphanumeric() {
                for c in c.to_lowercase() {
                    hash = c.encode_utf8(&mut [0; 4]).bytes().fold(hash, add);
                }
                letters += 1;
            } else {
                if letters == 0 {
                    return at + c.len_utf8();
                }
                break;
            }
            at += c.len_utf8();
        }
        if letters >= WORD {
            self.word(mix(hash));
        }
        at
    }

    /// Ideographs make a word with the two before them: no space says where words begin.
    fn ideograph(&mut self, c: char) {
        let sign = mix(u64::from(u32::from(c)));
        let [last, before] = self.signs;
        self.signs = [sign, last];
        if before != 0 {
            self.word(mix(sign ^ last.rotate_left(1) ^ before.rotate_left(2)));
        }
    }

    fn word(&mut self, word: u64) {
        let [last, before] = self.last;
        self.last = [word, last];
        self.numbers = 0;
        self.words += 1;
        if before != 0 {
            let shingle = mix(word ^ last.rotate_left(21) ^ before.rotate_left(42));
            // Any bits of a mixed hash are as good as others.
            self.shingles.push(u32::try_from(shingle >> 33).unwrap_or_default());
        }
    }

    pub(super) fn finish(mut self) -> Sketch {
        self.facts.sort_unstable();
        self.facts.dedup();
        self.facts.truncate(FACTS);
        if self.words < FEWEST {
            return Sketch { shingles: Vec::new(), facts: self.facts };
        }
        let level = (self.words / SAMPLE).checked_ilog2().unwrap_or_default();
        let mut seen = rustc_hash::FxHashSet::default();
        let is_kept = |shingle: &u32| shingle & PARAGRAPH != 0 || is_within(*shingle, level) && seen.insert(*shingle);
        self.shingles.retain(is_kept);
        // A paragraph without shingles in the sample need not be named.
        let mut behind = self.shingles.split_off(0).into_iter().peekable();
        while let Some(shingle) = behind.next() {
            let is_bare = behind.peek().is_none_or(|next| next & PARAGRAPH != 0);
            if shingle & PARAGRAPH == 0 || !is_bare {
                self.shingles.push(shingle);
            }
        }
        self.shingles.insert(0, level);
        Sketch { shingles: self.shingles, facts: self.facts }
    }
}
