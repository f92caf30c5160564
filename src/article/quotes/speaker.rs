//! Who said it.
//!
//! Every paragraph with a quote is read as sentences in which each quote is one word. In its sentence a quote belongs to the
//! verb of speech behind it, or to the nearest one before it, or to an "according to"; the subject of that verb is the
//! speaker. A sentence that is nothing but a quote goes on with its neighbour in the paragraph. Anything else stays without a
//! speaker: none is better than a wrong one.

mod caseless;
mod german;
mod grammar;
mod names;
mod person;
mod phrase;
mod romance;
mod sentence;
mod within;

use std::rc::Rc;

use super::lexicon::Lexicon;
use super::spans::{Span, is_prose};
use super::tokens::{self, Kind, Token};
use crate::article::{Dateline, Paragraph, Text};
pub(super) use grammar::Grammar;
use names::Names;
use sentence::{Hit, Sentence};

/// Who said a quote, where the text names them, and the words that say so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Voice {
    pub(super) speaker: Option<Text>,
    pub(super) cue: Option<Text>,
}

/// The voices of `spans`, one each. Where a language has no capitals, or its verbs are not known, other readers look for them.
pub(super) fn attribute(
    paragraphs: &[Paragraph],
    spans: &[Span],
    language: &str,
    dateline: Option<&Dateline>,
) -> Vec<Option<Voice>> {
    let Some(lexicon) = Lexicon::of(language) else { return caseless::attribute(paragraphs, spans, language) };
    let grammar = Grammar::of(language);
    let voices = vec![None; spans.len()];
    let mut reading = Reading { paragraphs, lexicon, grammar, names: Names::of(language), voices, ended: None };
    let mut tokens = Vec::new();
    let mut quotes = Vec::new();
    let mut first = 0;
    let mut number = 0;
    while let Some(span) = spans.get(first) {
        number = number.max(span.paragraph);
        quotes.clear();
        let text = paragraphs.get(number).map_or("", |paragraph| &*paragraph.text);
        for (at, span) in spans.iter().enumerate().skip(first).take_while(|(_, span)| span.paragraph <= number) {
            let start = if span.paragraph == number { span.start } else { 0 };
            let end = if span.end_paragraph == number { span.end } else { text.len() };
            quotes.push((start, end, at));
        }
        tokens::read(text, &quotes, lexicon, &mut tokens);
        // The place where a story was filed says nothing.
        let start = dateline.filter(|dateline| dateline.paragraph == number).map_or(0, |dateline| dateline.end);
        let opening = tokens.iter().take_while(|token| token.start < start).count();
        reading.paragraph(number, tokens.get(opening..).unwrap_or_default());
        first +=
            quotes.iter().filter(|(.., at)| spans.get(*at).is_some_and(|span| span.end_paragraph <= number)).count();
        // Nothing stands beside a quote in the paragraphs that it fills.
        number = spans
            .get(first)
            .map_or(number + 1, |span| span.end_paragraph.min(span.paragraph.max(number + 1)).max(number + 1));
    }
    reading.voices.into_iter().map(|voice| voice.map(Rc::unwrap_or_clone)).collect()
}

struct Reading<'a> {
    paragraphs: &'a [Paragraph],
    lexicon: Lexicon,
    grammar: Grammar,
    names: Names,
    voices: Vec<Option<Rc<Voice>>>,
    /// The last paragraph that was read, and the voice that its last sentence had.
    ended: Option<(usize, Rc<Voice>)>,
}

/// A sentence, as far as it matters to its neighbours.
struct Read {
    voice: Option<Rc<Voice>>,
    quotes: Vec<usize>,
    /// Whether who spoke in another one may speak in this one, too.
    is_open: bool,
    /// Whether its verb says that these are somebody's, too.
    is_reported: bool,
}

impl Reading<'_> {
    fn paragraph(&mut self, number: usize, tokens: &[Token]) {
        let mut read: Vec<Read> = Vec::new();
        for (start, end) in sentence::split(tokens) {
            let sentence = Sentence { tokens, start, end, lexicon: self.lexicon, grammar: self.grammar };
            read.push(self.sentence(&sentence));
        }
        self.share(&read);
        self.follow(number, tokens, &read);
        let last = read.last().and_then(|read| read.voice.clone()).filter(|voice| voice.speaker.is_some());
        self.ended = last.map(|voice| (number, voice)).or_else(|| self.ended.take());
    }

    /// The voices of one sentence.
    fn sentence(&mut self, sentence: &Sentence) -> Read {
        let is_reported = sentence.is_german() && german::is_reported(sentence);
        let mut read = Read { voice: None, quotes: Vec::new(), is_open: false, is_reported };
        let mut has_words = false;
        for at in sentence.start..sentence.end {
            let Some(token) = sentence.tokens.get(at) else { break };
            has_words |= token.is_word();
            let Kind::Quote(number) = token.kind else { continue };
            read.quotes.push(number);
            let hit = sentence.of_quote(at);
            let behind = |hit: &Hit| hit.cue.as_ref().is_some_and(|cue| cue.start > at);
            let within = if hit.as_ref().is_some_and(behind) { None } else { self.within(token.text) };
            let voice = within.or_else(|| hit.map(|hit| self.voice(sentence, &hit)));
            if let Some(voice) = voice.filter(|voice| voice.speaker.is_some() || voice.cue.is_some()) {
                let speaker = voice.speaker.or_else(|| read.voice.as_ref()?.speaker.clone());
                let voice = Rc::new(Voice { speaker, ..voice });
                self.set(number, &voice);
                read.voice = Some(voice);
            }
        }
        if read.quotes.is_empty() {
            read.voice = sentence.of_all().map(|hit| Rc::new(self.voice(sentence, &hit)));
        } else if let Some(voice) = &read.voice {
            // What stands in one sentence is one person's, unless it says otherwise.
            for number in &read.quotes {
                self.set(*number, voice);
            }
        }
        let is_from_elsewhere = || sentence.is_german() && german::is_from_elsewhere(sentence);
        read.is_open = !has_words || read.voice.is_some() && !is_from_elsewhere();
        read
    }

    /// The voice that is told within a quote.
    fn within(&mut self, words: &str) -> Option<Voice> {
        // What stands behind a dash, and not between marks, ends where it is attributed.
        if words.starts_with(char::is_alphanumeric) || !within::is_likely(words, self.grammar) {
            return None;
        }
        let mut tokens = Vec::new();
        tokens::read(words, &[], self.lexicon, &mut tokens);
        let (sentence, hit) = within::find(&tokens, self.lexicon, self.grammar)?;
        Some(self.voice(&sentence, &hit))
    }

    fn set(&mut self, number: usize, voice: &Rc<Voice>) {
        if let Some(slot) = self.voices.get_mut(number)
            && slot.as_ref().is_none_or(|old| old.speaker.is_none() && voice.speaker.is_some())
        {
            *slot = Some(Rc::clone(voice));
        }
    }

    fn voice(&mut self, sentence: &Sentence, hit: &Hit) -> Voice {
        let cue = hit.cue.clone().and_then(|range| sentence.text(range)).map(|cue| Text::new(&cue));
        let is_name = |word: &str| self.names.is_known(self.paragraphs, word);
        let subject = hit.subject.clone().filter(|_| sentence.in_doubt(hit).is_none_or(is_name));
        let speaker = subject.and_then(|range| person::name(sentence, range));
        let speaker = speaker.map(|name| Text::new(&self.names.full(self.paragraphs, self.lexicon, name)));
        Voice { speaker: speaker.filter(|name| !name.is_empty()), cue }
    }

    /// Gives the voice of a neighbour, the one before or else the one behind, to sentences that are nothing but a quote.
    fn share(&mut self, read: &[Read]) {
        let named = |read: &Read| read.voice.clone().filter(|voice| voice.speaker.is_some());
        let mut before = None;
        let mut waiting = Vec::new();
        let mut goes_on = false;
        for sentence in read {
            let own = named(sentence);
            goes_on = sentence.is_reported && goes_on;
            let alone = sentence.is_open || goes_on;
            goes_on |= own.is_some();
            let open = sentence.quotes.iter().copied().filter(|number| alone && self.is_open(*number));
            match own.as_ref().or(before.as_ref()) {
                Some(voice) => open.collect::<Vec<_>>().into_iter().for_each(|number| self.fill(number, voice)),
                None => waiting.extend(open),
            }
            if let Some(voice) = &own {
                waiting.drain(..).for_each(|number| self.fill(number, voice));
            }
            before = own.or(before);
        }
    }

    /// Sets the voice of a quote that has none; the words that attribute it stay its own.
    fn fill(&mut self, number: usize, voice: &Rc<Voice>) {
        match self.voices.get(number).and_then(|own| own.as_ref()?.cue.clone()) {
            Some(cue) => self.set(number, &Rc::new(Voice { speaker: voice.speaker.clone(), cue: Some(cue) })),
            None => self.set(number, voice),
        }
    }

    fn is_open(&self, number: usize) -> bool {
        self.voices.get(number).is_some_and(|voice| voice.as_ref().is_none_or(|voice| voice.speaker.is_none()))
    }

    /// A paragraph that is nothing but quotes goes on with the one before, if that ended with a quote, or announced one: "He said:".
    fn follow(&mut self, number: usize, tokens: &[Token], read: &[Read]) {
        let quotes = || read.iter().flat_map(|read| &read.quotes).copied();
        if tokens.iter().any(Token::is_word) || !quotes().any(|quote| self.is_open(quote)) {
            return;
        }
        let Some(before) = number.checked_sub(1) else { return };
        // Behind a dash somebody else may speak, if nobody was announced.
        let announces = self.paragraphs.get(before).is_some_and(|before| before.text.ends_with(':'));
        let goes_on = announces || !tokens.first().is_some_and(romance::is_dash);
        let ended = self.ended.take().filter(|(paragraph, _)| *paragraph == before && goes_on).map(|(_, voice)| voice);
        let Some(voice) = ended.or_else(|| self.announced(before)) else { return };
        for quote in quotes() {
            self.set(quote, &voice);
        }
        self.ended = Some((number, voice));
    }

    /// The voice of a paragraph without quotes that ends with a colon.
    fn announced(&mut self, number: usize) -> Option<Rc<Voice>> {
        let paragraphs = self.paragraphs;
        let paragraph = paragraphs.get(number).filter(|before| is_prose(before) && before.text.ends_with(':'))?;
        let mut tokens = Vec::new();
        tokens::read(&paragraph.text, &[], self.lexicon, &mut tokens);
        let (start, end) = sentence::split(&tokens).last()?;
        let sentence = Sentence { tokens: &tokens, start, end, lexicon: self.lexicon, grammar: self.grammar };
        let hit = sentence.of_all()?;
        Some(Rc::new(self.voice(&sentence, &hit)))
    }
}
