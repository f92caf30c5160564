//! Searching the index.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rustc_hash::FxHashMap;
use tantivy::postings::TermInfo;
use tantivy::query::Bm25Weight;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, TERMINATED, postings::Postings};

use super::document::SPELLING;
use super::segment::{Cancel, Segment, Wanted};
use super::{Failure, guarded, open, phrase, schema};
use crate::library::analysis::{Language, Needle, Step};
use crate::library::bits::Bits;
use crate::library::query::{Pattern, TextField};
use crate::library::store::{self, Stamp};

/// Forms of a word that count for the relevance of an article: the most frequent ones.
const SCORED_FORMS: usize = 64;

/// How much more a word of the headline says of an article than one of its body.
const HEADLINE: f32 = 3.0;

/// How often files of the index may be merged away between being listed and being opened.
const ATTEMPTS: usize = 5;

/// The index as it was at its last commit, for readers. A copy shares it, and stays as it is.
#[derive(Clone)]
pub struct Index {
    files: tantivy::Index,
    /// The file that a commit puts another one in the place of, and when that was done last.
    commit: PathBuf,
    stamp: Option<Stamp>,
    payload: Option<String>,
    segments: Arc<Vec<Arc<Segment>>>,
    /// The languages that articles have.
    languages: Vec<Language>,
    /// What was read could not have been written so.
    damaged: Arc<AtomicBool>,
}

impl Index {
    /// Opens the index in `folder` for reading, or makes an empty one.
    ///
    /// # Errors
    ///
    /// A folder that cannot be read, or an index that is damaged.
    pub fn open(folder: &Path) -> Result<Self, Failure> {
        let files = open(folder)?;
        let commit = folder.join("meta.json");
        let mut index = Self {
            files,
            commit,
            stamp: None,
            payload: None,
            segments: Arc::default(),
            languages: Vec::new(),
            damaged: Arc::default(),
        };
        index.reload()?;
        Ok(index)
    }

    /// Goes to the last commit of the writer.
    ///
    /// # Errors
    ///
    /// As of [`open`](Self::open); it then stays where it was.
    pub fn reload(&mut self) -> Result<(), Failure> {
        // Before it is read: what comes meanwhile is seen the next time.
        let stamp = store::stamp(&self.commit);
        if stamp.is_some() && stamp == self.stamp {
            return Ok(());
        }
        self.damaged = Arc::default();
        guarded(|| self.open_commit())?;
        self.stamp = stamp;
        Ok(())
    }

    /// Does what reads the files.
    fn reading<T>(&self, read: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
        let done = guarded(read);
        if let Err(Failure::Damaged(_)) = done {
            self.damaged.store(true, Ordering::Relaxed);
        }
        done
    }

    /// Whether something that was asked for could not be told, as the files are damaged.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        self.damaged.load(Ordering::Relaxed)
    }

    fn open_commit(&mut self) -> Result<(), Failure> {
        let mut attempt = 1;
        let segments = loop {
            // Before the segments are listed: a payload that is too old tells of fewer articles than there are.
            let metas = self.files.load_metas()?;
            self.payload = metas.payload;
            let known = self.segments.iter().map(|segment| segment.id());
            if !self.segments.is_empty() && metas.segments.iter().map(tantivy::SegmentMeta::id).eq(known) {
                return Ok(());
            }
            match self.open_segments() {
                Ok(segments) => break segments,
                Err(failure) if attempt == ATTEMPTS => return Err(failure),
                Err(_) => attempt += 1,
            }
        };
        self.segments = Arc::new(segments);
        self.languages.clear();
        for language in Language::all() {
            let wanted = Wanted::Prefix(String::from_iter([language.mark(), SPELLING]));
            for segment in &*self.segments {
                if !segment.find(schema::SPELLINGS, &wanted, &|| true)?.is_empty() {
                    self.languages.push(language);
                    break;
                }
            }
        }
        Ok(())
    }

    fn open_segments(&self) -> Result<Vec<Arc<Segment>>, Failure> {
        let known = |id| self.segments.iter().find(|segment| segment.id() == id).cloned();
        let listed = self.files.searchable_segments()?;
        let open = |segment: &tantivy::Segment| match known(segment.id()) {
            Some(segment) => Ok(segment),
            None => Segment::open(segment).map(Arc::new),
        };
        listed.iter().map(open).collect()
    }

    /// What the writer gave to its last commit, if there was one.
    #[must_use]
    pub fn payload(&self) -> Option<&str> {
        self.payload.as_deref()
    }

    /// How many articles are in it, with those whose positions are no longer in use.
    #[must_use]
    pub fn len(&self) -> usize {
        self.segments.iter().map(|segment| segment.len()).sum()
    }

    /// Whether no article is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.segments.is_empty()
    }

    /// Sets the bit of each catalogue position whose article has `pattern` in `field`.
    ///
    /// When `cancel` says so, it ends early, and some bits are missing.
    ///
    /// # Errors
    ///
    /// An index that cannot be read.
    pub fn positions(
        &self,
        field: TextField,
        pattern: &Pattern,
        cancel: Cancel<'_>,
        out: &mut Bits,
    ) -> Result<(), Failure> {
        let needle = Needle::new(pattern);
        self.reading(|| {
            let wanted = self.wanted(&needle)?;
            if let TextField::Any = field {
                self.in_field(TextField::Title, &wanted, cancel, out)?;
                return self.in_field(TextField::Body, &wanted, cancel, out);
            }
            self.in_field(field, &wanted, cancel, out)
        })
    }

    fn in_field(&self, of: TextField, wanted: &[Wanted], cancel: Cancel<'_>, out: &mut Bits) -> Result<(), Failure> {
        let is_quote = of == TextField::Quote;
        let Some(field) = schema::field(if is_quote { TextField::Body } else { of }) else { return Ok(()) };
        for segment in self.segments.iter().take_while(|_| !cancel()) {
            match wanted {
                [] => {
                    let articles: Vec<u32> = (0..).take(segment.len()).collect();
                    segment.set_positions(&articles, out);
                }
                [word] if !is_quote => in_segment(segment, (of, field), word, cancel, out)?,
                _ => phrase::find(segment, field, is_quote, wanted, cancel, out)?,
            }
        }
        Ok(())
    }

    /// How well the articles of `within` match words: those that have one of them, in the order of the index, with BM25.
    ///
    /// A phrase counts as its words.
    ///
    /// # Errors
    ///
    /// An index that cannot be read.
    pub fn scores(
        &self,
        leaves: &[(TextField, Pattern)],
        within: &Bits,
        cancel: Cancel<'_>,
    ) -> Result<Vec<(u32, f32)>, Failure> {
        self.reading(|| self.score(leaves, within, cancel))
    }

    fn score(
        &self,
        leaves: &[(TextField, Pattern)],
        within: &Bits,
        cancel: Cancel<'_>,
    ) -> Result<Vec<(u32, f32)>, Failure> {
        let mut weighted = Vec::new();
        for (of, pattern) in leaves {
            let fields: &[TextField] = match of {
                TextField::Any => &[TextField::Title, TextField::Body],
                TextField::Quote => &[TextField::Body],
                of => std::slice::from_ref(of),
            };
            let wanted = self.wanted(&Needle::new(pattern))?;
            for &of in fields {
                let boost = if of == TextField::Title { HEADLINE } else { 1.0 };
                let Some(field) = schema::field(of) else { continue };
                for word in &wanted {
                    weighted.push((of, self.weigh(field, word, boost, cancel)?));
                }
            }
        }
        let mut scores = Vec::new();
        for (number, segment) in self.segments.iter().enumerate().take_while(|_| !cancel()) {
            let mut sums = vec![0.0; segment.len()];
            for (of, (field, weight, terms)) in &weighted {
                let terms = terms.get(number).map_or(&[][..], Vec::as_slice);
                add_scores(segment, (*of, *field), weight, terms, &mut sums)?;
            }
            let found = (0..).zip(sums).filter(|(_, score)| *score > 0.0);
            let found = found.map(|(article, score)| (segment.position(article), score));
            scores.extend(found.filter(|(position, _)| within.get(*position as usize)));
        }
        Ok(scores)
    }

    /// Counts who speaks in the articles of `within`. When `cancel` says so, it ends early.
    ///
    /// # Errors
    ///
    /// An index that cannot be read.
    pub fn speakers(&self, within: &Bits, cancel: Cancel<'_>) -> Result<Speakers, Failure> {
        let mut names = FxHashMap::default();
        let mut counted = Speakers::default();
        self.reading(|| {
            for segment in self.segments.iter().take_while(|_| !cancel()) {
                let (articles, silent) = segment.count_speakers(within, &mut names, cancel)?;
                counted.articles += articles;
                counted.silent += silent;
            }
            Ok(())
        })?;
        counted.names = names.into_iter().collect();
        Ok(counted)
    }

    /// How many articles have a term in their body, in any of its forms; one that has several counts for each.
    ///
    /// # Errors
    ///
    /// An index that cannot be read.
    pub fn having(&self, term: &str) -> Result<u64, Failure> {
        let Some(body) = schema::field(TextField::Body) else { return Ok(0) };
        self.reading(|| {
            let wanted = Wanted::Terms(self.forms(&[term.to_owned()])?);
            let mut having = 0;
            for segment in &*self.segments {
                let terms = segment.find(body, &wanted, &|| false)?;
                having += terms.iter().map(|term| u64::from(term.doc_freq)).sum::<u64>();
            }
            Ok(having)
        })
    }

    /// What a word of a field weighs, and where its articles are in each segment.
    fn weigh(&self, field: Field, word: &Wanted, boost: f32, cancel: Cancel<'_>) -> Result<Weighed, Failure> {
        let mut terms = Vec::new();
        let (mut having, mut words) = (0, 0);
        for segment in &*self.segments {
            let mut found = segment.find(field, word, cancel)?;
            found.sort_unstable_by_key(|term| std::cmp::Reverse(term.doc_freq));
            found.truncate(SCORED_FORMS);
            having += found.iter().map(|term| u64::from(term.doc_freq)).sum::<u64>();
            words += segment.field(field)?.total_num_tokens();
            terms.push(found);
        }
        let articles = self.len() as u64;
        #[expect(clippy::cast_precision_loss, reason = "an average need not be exact")]
        let average = words as f32 / articles.max(1) as f32;
        let weight = Bm25Weight::for_one_term_without_explain(having.min(articles), articles, average);
        Ok((field, weight.boost_by(boost), terms))
    }

    /// The words of a needle as terms of the index.
    fn wanted(&self, needle: &Needle) -> Result<Vec<Wanted>, Failure> {
        needle
            .steps()
            .iter()
            .map(|step| match step {
                Step::Word(terms) => self.forms(terms).map(Wanted::Terms),
                Step::Prefix(prefix) => Ok(Wanted::Prefix(prefix.clone())),
            })
            .collect()
    }

    /// The forms with one of these terms: what the index holds.
    fn forms(&self, terms: &[String]) -> Result<Vec<String>, Failure> {
        let mut forms = Vec::new();
        for term in terms {
            let mut stem = term.clone();
            let Some(language) = stem.pop().and_then(Language::of_mark) else {
                forms.push(term.clone());
                continue;
            };
            if !self.languages.contains(&language) {
                continue;
            }
            if language.term(&stem) == *term {
                forms.push(term.clone());
            }
            let spelling = format!("{}{stem}{SPELLING}", language.mark());
            for segment in &*self.segments {
                segment.each_term(schema::SPELLINGS, &spelling, &mut |found| {
                    forms.extend(found.strip_prefix(&*spelling).map(|form| format!("{form}{}", language.mark())));
                })?;
            }
        }
        forms.sort_unstable();
        forms.dedup();
        Ok(forms)
    }
}

/// Who speaks in articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Speakers {
    /// The names, each with the articles that they speak in.
    pub names: Vec<(String, u64)>,
    /// Articles in which nobody speaks.
    pub silent: u64,
    /// All articles.
    pub articles: u64,
}

/// A word of a field: what it weighs, and where its articles are in each segment.
type Weighed = (Field, Bm25Weight, Vec<Vec<TermInfo>>);

/// Sets the bits of the articles of a segment that have a word.
fn in_segment(
    segment: &Segment,
    (of, field): (TextField, Field),
    word: &Wanted,
    cancel: Cancel<'_>,
    out: &mut Bits,
) -> Result<(), Failure> {
    let prefix = match word {
        Wanted::Prefix(prefix) => {
            let initial = if let [letter] = prefix.as_bytes() { schema::initial(*letter) } else { 0 };
            let digests = if initial > 0 { segment.digests(of)? } else { None };
            if let Some(digests) = digests {
                segment.set_starting(&*digests, initial, cancel, out);
                return Ok(());
            }
            prefix
        }
        Wanted::Terms(_) => {
            let terms = segment.find(field, word, cancel)?;
            return segment.each_block(field, &terms, &mut |block| {
                segment.set_positions(block, out);
                true
            });
        }
    };
    // Many terms have the same articles, which are looked up once.
    let articles = segment.articles_starting(field, prefix, cancel)?;
    let articles: Vec<u32> = articles.iter().filter_map(|article| u32::try_from(article).ok()).collect();
    segment.set_positions(&articles, out);
    Ok(())
}

/// Adds what the terms of a word weigh in each article of a segment.
fn add_scores(
    segment: &Segment,
    (of, field): (TextField, Field),
    weight: &Bm25Weight,
    terms: &[TermInfo],
    sums: &mut [f32],
) -> Result<(), Failure> {
    let digests = if terms.is_empty() { None } else { segment.digests(of)? };
    for term in terms {
        let mut postings = segment.field(field)?.read_postings_from_terminfo(term, IndexRecordOption::WithFreqs)?;
        while postings.doc() != TERMINATED {
            let length = digests.as_ref().map_or(1, |digests| schema::length(digests.get_val(postings.doc())));
            if let Some(sum) = sums.get_mut(postings.doc() as usize) {
                *sum += weight.score(length, postings.term_freq());
            }
            postings.advance();
        }
    }
    Ok(())
}
