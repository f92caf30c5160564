//! Scores of quotes and their speakers, over many articles.

use std::io::{self, Write};
use std::ops::Range;

use dateline::article::{self, Fields, QuoteKind};

use crate::align::{Folded, shared};
use crate::report::{agrees, ratio};

/// What people found in a text.
pub(crate) struct Truth {
    pub(crate) name: String,
    pub(crate) text: String,
    /// The character at which the headline ends; quotes before it do not count.
    pub(crate) from: usize,
    pub(crate) quotes: Vec<Quoted>,
    /// Characters that are somebody's words or thoughts, quoted or not.
    pub(crate) attributed: Vec<Range<usize>>,
}

/// A direct quote: its characters, and the forms in which its speaker may be named.
pub(crate) struct Quoted {
    pub(crate) chars: Range<usize>,
    pub(crate) speakers: Vec<String>,
}

#[derive(Default)]
pub(crate) struct Scores {
    articles: usize,
    gold: usize,
    found: usize,
    said: usize,
    right: usize,
    named: usize,
    answered: usize,
    agreed: usize,
    misses: bool,
}

impl Scores {
    pub(crate) fn new(misses: bool) -> Self {
        Self { misses, ..Self::default() }
    }

    pub(crate) fn add(&mut self, truth: &Truth, out: &mut impl Write) -> io::Result<()> {
        self.articles += 1;
        let article = article::parse(&truth.text, &Fields::default());
        let folded = Folded::new(&truth.text);
        let headline = folded.range(0..truth.from).end;
        // The paragraphs are found in their order, and each quote within its paragraph: the same words may stand elsewhere.
        let mut end = 0;
        let starts: Vec<usize> = article
            .paragraphs
            .iter()
            .map(|paragraph| {
                let found = folded.find(&Folded::new(&paragraph.text), end);
                end = found.as_ref().map_or(end, |range| range.end);
                found.map_or(end, |range| range.start)
            })
            .collect();
        let mut at = 0;
        let mut placed = Vec::new();
        for quote in &article.quotes {
            let start = starts.get(quote.paragraph).copied().unwrap_or_default().max(at);
            if let Some(range) = folded.find(&Folded::new(&quote.text), start) {
                at = range.end;
                if range.start >= headline {
                    placed.push((quote, range));
                }
            }
        }
        let attributed: Vec<_> = truth.attributed.iter().map(|chars| folded.range(chars.clone())).collect();
        for (quote, range) in placed.iter().filter(|(quote, _)| quote.kind == QuoteKind::Speech) {
            self.said += 1;
            let known: usize = attributed.iter().map(|known| shared(known, range)).sum();
            if known * 2 >= range.len() {
                self.right += 1;
            } else if self.misses {
                writeln!(out, "{}: not speech: {}", truth.name, quote.text)?;
            }
        }
        for gold in truth.quotes.iter().filter(|gold| gold.chars.start >= truth.from) {
            let chars = folded.range(gold.chars.clone());
            if chars.is_empty() {
                continue;
            }
            self.gold += 1;
            let exact = placed.iter().find(|(_, range)| *range == chars);
            self.found += usize::from(exact.is_some());
            let near = placed.iter().find(|(_, range)| shared(range, &chars) * 2 > chars.len());
            if self.misses && exact.is_none() {
                let there = truth.text.chars().skip(gold.chars.start).take(gold.chars.len()).collect::<String>();
                let near = near.map_or("nothing", |(quote, _)| quote.text.as_str());
                writeln!(out, "{}: missed: {there}\n    found: {near}", truth.name)?;
            }
            if let Some((quote, _)) = near.filter(|_| !gold.speakers.is_empty()) {
                self.named += 1;
                self.answered += usize::from(quote.speaker.is_some());
                let agrees = quote.speaker.as_deref().is_some_and(|speaker| agrees(speaker, &gold.speakers));
                self.agreed += usize::from(agrees);
                if self.misses && !agrees {
                    let speaker = quote.speaker.as_deref().unwrap_or("(nobody)");
                    writeln!(out, "{}: {speaker}, not {:?}: {}", truth.name, gold.speakers, quote.text)?;
                }
            }
        }
        Ok(())
    }

    pub(crate) fn print(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "{} articles, {} direct quotes", self.articles, self.gold)?;
        ratio(out, "recall (exact spans)", self.found, self.gold)?;
        ratio(out, "precision (of those called speech)", self.right, self.said)?;
        ratio(out, "speaker accuracy", self.agreed, self.named)?;
        ratio(out, "speaker precision (where one is named)", self.agreed, self.answered)
    }
}
