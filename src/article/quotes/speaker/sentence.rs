//! The verb of speech that a quote belongs to, and its subject.

use std::ops::Range;

use super::grammar::Grammar;
use super::{german, phrase, romance};
use crate::article::quotes::lexicon::{
    ACCORDING, ADVERB, BEHIND, BREAK, Cue, DETERMINER, Kinds, Lexicon, PRONOUN, SOURCE, TITLE,
};
use crate::article::quotes::tokens::{Kind, Token};

/// Tokens between a quote and the verb behind it.
const REACH: usize = 30;
/// Tokens before a quote, or between a verb and its subject: sentences of news are shorter, and longer ones cost no more.
pub(super) const CONTEXT: usize = 80;
/// Words before a verb behind a quote, in Romance languages.
const HELPERS: usize = 3;
/// Tokens between a weak verb such as "called" and its quote.
const CLOSE: usize = 6;

/// What takes up what was said, before the verb in Romance languages: "lo ha detto Ada Holm", "así lo afirmó", "così Ada Holm".
const SO: &[&str] = &["lo", "così", "así"];

/// The words that attribute a quote, and the noun phrase of its speaker, as ranges of tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) cue: Option<Range<usize>>,
    pub(super) subject: Option<Range<usize>>,
}

/// A stretch of the tokens of a paragraph.
#[derive(Clone, Copy)]
pub(super) struct Sentence<'a, 'b> {
    pub(super) tokens: &'b [Token<'a>],
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) lexicon: Lexicon,
    pub(super) grammar: Grammar,
}

/// Where the sentences of a paragraph start and end.
pub(super) fn split<'t>(tokens: &'t [Token]) -> impl Iterator<Item = (usize, usize)> + 't {
    let mut start = 0;
    std::iter::from_fn(move || {
        if start >= tokens.len() {
            return None;
        }
        let mut end = start;
        while end < tokens.len() {
            end += 1;
            if ends(tokens, end - 1) {
                break;
            }
        }
        let sentence = (start, end);
        start = end;
        Some(sentence)
    })
}

/// Whether a sentence ends with the token at `at`.
fn ends(tokens: &[Token], at: usize) -> bool {
    let (Some(token), next) = (tokens.get(at), tokens.get(at + 1)) else { return false };
    match token.kind {
        // A full stop that belongs to the quote before it, as in »"Words".«, ends its sentence, too.
        Kind::Stop => true,
        Kind::Quote(_) => {
            let inner = token
                .text
                .trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '!' | '?' | '…' | ',' | '。'));
            let Some(next) = next else { return true };
            let verb = next.entry.cue.is_some() && !next.is_capital();
            match next.kind {
                Kind::Quote(_) => inner.ends_with(['.', '!', '?', '…', '。']),
                Kind::Word => inner.ends_with('.') && next.is_capital() && !verb,
                _ => false,
            }
        }
        _ => false,
    }
}

impl Sentence<'_, '_> {
    pub(super) fn is_german(&self) -> bool {
        self.grammar == Grammar::German
    }

    pub(super) fn is_romance(&self) -> bool {
        self.grammar == Grammar::Romance
    }

    pub(super) fn token(&self, at: usize) -> Option<&Token<'_>> {
        self.tokens.get(at).filter(|_| (self.start..self.end).contains(&at))
    }

    /// Whether the token at `at` is a word of one of these kinds.
    pub(super) fn is(&self, at: usize, kinds: Kinds) -> bool {
        self.token(at).is_some_and(|token| token.is(kinds))
    }

    /// Whether the token at `at` is one of these words.
    pub(super) fn says(&self, at: usize, words: &[&str]) -> bool {
        let is = |word: &str, text: &str| {
            word.eq_ignore_ascii_case(text)
                || !text.is_ascii() && text.chars().flat_map(char::to_lowercase).eq(word.chars())
        };
        self.token(at).is_some_and(|token| words.iter().any(|word| is(word, token.text)))
    }

    /// The text of a range of tokens, as it stands, where no quote interrupts it.
    pub(super) fn text(&self, range: Range<usize>) -> Option<String> {
        let mut text = String::new();
        let mut end = None;
        for at in range {
            let token = self.token(at)?;
            if end.is_some_and(|end| end < token.start) {
                text.push(' ');
            }
            text.push_str(token.text);
            end = Some(token.end());
        }
        (!text.is_empty()).then_some(text)
    }

    /// What the word at `at` attributes. Verbs are written small, but for one that opens its sentence.
    pub(super) fn cue(&self, at: usize) -> Option<Cue> {
        let token = self.token(at)?;
        token.entry.cue.filter(|_| at == self.start || !token.is_capital())
    }

    /// "So" and "aldus" attribute what they follow at once, and nothing else.
    fn is_so(&self, at: usize) -> bool {
        self.says(at, &["so", "aldus"])
    }

    /// The word that opens the sentence, where it is thought to speak and no verb says so: "Inizia a recitare: «…»".
    pub(super) fn in_doubt(&self, hit: &Hit) -> Option<&str> {
        let subject = hit.subject.as_ref().filter(|subject| subject.len() == 1 && subject.start == self.start)?;
        // "Holm: «…»", "Holm (Norvik) ha deciso: «…»".
        let named = self.token(subject.end).is_some_and(|token| token.kind == Kind::Colon || token.text == "(");
        let doubted = hit.cue.is_none() && self.is_romance() && !named && !self.is(subject.end, ADVERB);
        let word = self.token(subject.start).filter(|word| doubted && !word.is(PRONOUN))?;
        // "L'avocat" has its article.
        Some(word.text).filter(|word| !word.contains(['\'', '\u{2019}']))
    }

    /// What attributes the quote at `at`.
    pub(super) fn of_quote(&self, at: usize) -> Option<Hit> {
        let announced = at.checked_sub(1).and_then(|at| self.token(at)).is_some_and(|token| token.kind == Kind::Colon);
        let verb = if announced && self.is_german() {
            self.before(at).or_else(|| self.behind(at))
        } else {
            self.behind(at).or_else(|| self.as_told(at)).or_else(|| self.before(at))
        };
        let verb = verb.map(|hit| self.somebody(hit)).map(|hit| self.closed(at, hit));
        // Where nobody says it, as in "hieß es", somebody may be named elsewhere.
        let named = verb.clone().filter(|hit| hit.subject.is_some() || !(self.is_german() || self.is_romance()));
        named
            .map(|hit| german::whom_it_cites(self, hit))
            .or_else(|| self.according(at))
            .or_else(|| self.for_somebody())
            .or(verb)
            .or_else(|| self.colon(at))
    }

    /// With the subject that stands before the quote, where the verb behind it closes the sentence: `Ada Holm, "Words" dedi.`
    fn closed(&self, quote: usize, hit: Hit) -> Hit {
        if self.grammar != Grammar::Turkish || hit.subject.is_some() {
            return hit;
        }
        let is_passed = |at: &usize| {
            self.token(*at)
                .is_some_and(|token| token.kind == Kind::Comma || token.kind == Kind::Colon || token.is(ADVERB))
        };
        // No further back than for other verbs: many quotes may stand in one sentence.
        let from = self.start.max(quote.saturating_sub(CONTEXT));
        let last = (from..quote).rev().find(|at| !is_passed(at));
        // A role is written small, and so is what else may stand there.
        let name = last.filter(|at| self.token(*at).is_some_and(Token::is_capital));
        Hit { subject: name.and_then(|last| phrase::ending(self, last, from)), ..hit }
    }

    /// Without the subject where that is nobody, "hieß es", or with the one who wrote it.
    fn somebody(&self, hit: Hit) -> Hit {
        if self.grammar == Grammar::Vietnamese {
            let is_capital = |at: usize| self.token(at).is_some_and(Token::is_capital);
            let is_name = |at: usize| is_capital(at) && (at > self.start || is_capital(at + 1));
            let is_person = |at: usize| is_name(at) || self.is(at, TITLE | PRONOUN);
            return Hit { subject: hit.subject.filter(|range| range.clone().any(is_person)), ..hit };
        }
        let is_nobody =
            |range: &Range<usize>| self.is_german() && range.len() == 1 && self.says(range.start, &["es", "man"]);
        let Some(nobody) = hit.subject.clone().filter(is_nobody) else { return hit };
        Hit { subject: german::written_by(self, nobody.start), ..hit }
    }

    /// What a sentence without quotes says somebody said.
    pub(super) fn of_all(&self) -> Option<Hit> {
        let cues = (self.start..self.end)
            .filter(|at| matches!(self.cue(*at), Some(Cue::Says | Cue::Tells)) && !self.is_so(*at));
        cues.into_iter()
            .find_map(|at| {
                phrase::left(self, at, self.start).map(|subject| Hit { cue: Some(at..at + 1), subject: Some(subject) })
            })
            .or_else(|| self.says(self.start, SO).then(|| self.inverted(self.start)).flatten())
            .or_else(|| self.according(self.start))
            .map(|hit| self.somebody(hit))
    }

    /// `, said Holm` and `, Holm said`.
    fn behind(&self, quote: usize) -> Option<Hit> {
        let mut at = quote + 1;
        let is_passed = |at: usize| {
            self.token(at).is_some_and(|token| matches!(token.kind, Kind::Comma | Kind::Other | Kind::Stop))
                // "«È finita»: lo affermano i tecnici".
                || self.is_romance() && self.token(at).is_some_and(|token| token.kind == Kind::Colon) && self.says(at + 1, SO)
        };
        while at <= quote + 3 && is_passed(at) {
            at += 1;
        }
        if let Some(hit) = self.inverted(at) {
            return Some(hit);
        }
        if self.is(at, BREAK) && !self.is(at, PRONOUN) && !self.says(at, &["as", "in", "so", "wie", "wird", "wurde"]) {
            return None;
        }
        for verb in at..(at + REACH).min(self.end) {
            if matches!(self.token(verb)?.kind, Kind::Stop | Kind::Quote(_) | Kind::Colon) {
                break;
            }
            let so = self.is_so(verb);
            if self.is_german()
                && let Some(hit) = german::so(self, verb)
            {
                return Some(hit);
            }
            if so || !matches!(self.cue(verb), Some(Cue::Says | Cue::Tells)) {
                continue;
            }
            if let Some(subject) = phrase::left(self, verb, at) {
                if self.is_german() && german::is_clause_of_its_own(self, at, &subject, verb) {
                    return None;
                }
                return Some(Hit { cue: Some(verb..verb + 1), subject: Some(subject) });
            }
        }
        None
    }

    /// What attributes a quote right behind it, and says so by its place: "said Holm", "como ressalta Ada Holm".
    fn inverted(&self, at: usize) -> Option<Hit> {
        if self.is_romance() && self.says(at, &["como", "comme", "come", "segundo", "conforme", "según", "secondo"]) {
            return self.opening(at + 1).filter(|hit| hit.subject.is_some());
        }
        let so = (at..self.end).take_while(|at| self.is_romance() && self.says(*at, SO)).count();
        let hit = self.opening(at + so).or_else(|| german::inverted(self, at));
        if so > 0 && hit.is_none() && !self.says(at, &["lo"]) {
            // "Così la presidente del porto".
            let subject = phrase::right_or_name(self, at + so, self.end)?;
            return romance::is_somebody(self, &subject)
                .then(|| Hit { cue: Some(at..at + so), subject: Some(subject) });
        }
        hit
    }

    /// A verb that opens what stands behind a quote: "said Holm", "a déclaré Holm", "a-t-il dit", "said in a statement".
    pub(super) fn opening(&self, at: usize) -> Option<Hit> {
        if let Some(hit) = self.inclusive(at) {
            return Some(hit);
        }
        // "A déclaré", "se ha quejado".
        let most = if self.is_romance() { HELPERS } else { 1 };
        let helpers = (at..at + most).take_while(|at| self.is(*at, ADVERB) && self.cue(*at).is_none()).count();
        let verb = if matches!(self.cue(at + helpers), Some(Cue::Says)) { at + helpers } else { at };
        let cue = Some(at..verb + 1);
        match self.cue(verb)? {
            Cue::Says => Some(Hit { cue, subject: self.behind_verb(verb, self.end) }),
            Cue::Adding => Some(Hit { cue, subject: phrase::subject(self, at) }),
            Cue::Tells | Cue::Calls => None,
        }
    }

    /// A verb that has its speaker within it, in French: "dit-il", "se réjouit-on", "a-t-il expliqué".
    fn inclusive(&self, at: usize) -> Option<Hit> {
        let verb = at + usize::from(self.says(at, &["se"]));
        let (stem, pronoun) = self.token(verb)?.text.rsplit_once('-')?;
        if self.lexicon.look_up(pronoun).kinds & PRONOUN == 0 {
            return None;
        }
        // Any verb stands so behind what was said; "est-il", "a-t-on" only help another.
        let helps = self.lexicon.look_up(stem.trim_end_matches("-t")).kinds & (ADVERB | BREAK) != 0;
        let helped = helps && self.cue(verb + 1).is_some();
        (helped || !helps).then(|| Hit { cue: Some(at..verb + 1 + usize::from(helped)), subject: Some(verb..verb + 1) })
    }

    /// The subject behind a verb: "said the mayor, Ada Holm", "a expliqué à l'AFP Ada Holm".
    fn behind_verb(&self, verb: usize, end: usize) -> Option<Range<usize>> {
        if self.is_german() {
            return german::behind_verb(self, verb, end);
        }
        let behind = match self.grammar {
            Grammar::Romance => romance::behind_verb(self, verb + 1),
            // "Lyder det fra Ada Holm".
            Grammar::Second if self.says(verb + 2, &["fra", "från"]) => verb + 3,
            _ => verb + 1,
        };
        phrase::right_or_name(self, behind, end)
    }

    /// The nearest verb of speech before the quote.
    fn before(&self, quote: usize) -> Option<Hit> {
        let mut crossed = false;
        let mut without = None;
        for verb in (self.start.max(quote.saturating_sub(CONTEXT))..quote).rev() {
            if matches!(self.token(verb)?.kind, Kind::Quote(_)) {
                crossed = true;
            }
            if self.is_german()
                && let Some(hit) = german::so(self, verb)
            {
                return Some(hit);
            }
            let Some(cue) = self.cue(verb).filter(|_| !self.is_so(verb)) else { continue };
            if cue == Cue::Calls && (crossed || quote - verb > CLOSE) {
                continue;
            }
            if let Some(subject) = self.subject(verb, cue, quote) {
                // "The port says it hopes": who hopes is who says so.
                let outer = subject.start.checked_sub(1).filter(|at| self.says(at + 1, &["it", "he", "she", "they"]));
                let outer = outer.filter(|at| matches!(self.cue(*at), Some(Cue::Says | Cue::Tells)));
                let outer = outer.and_then(|at| phrase::left(self, at, self.start));
                return Some(Hit { cue: Some(verb..verb + 1), subject: outer.or(Some(subject)) });
            }
            if self.is_romance() && romance::opens_sentence(self, verb) {
                // "Disse ainda que": who spoke before goes on.
                without = Some(Hit { cue: Some(verb..verb + 1), subject: None });
            }
        }
        without
    }

    /// The subject of a verb that stands before its quote.
    fn subject(&self, verb: usize, cue: Cue, quote: usize) -> Option<Range<usize>> {
        if cue == Cue::Adding {
            return phrase::subject(self, verb);
        }
        let left = phrase::left(self, verb, self.start);
        let left = if self.is_romance() { romance::or_put_in(self, verb, left) } else { left };
        if left.is_some() || cue != Cue::Says {
            return left;
        }
        match verb.checked_sub(1).and_then(|at| self.token(at)) {
            // "Chiosa la Guardia Costiera: «È finita»".
            None => self.behind_verb(verb, quote).filter(|range| !self.is_romance() || romance::is_person(self, range)),
            // "«È finita», dice Ada Holm, e «nessuno torna»".
            Some(before) if !before.is_word() => phrase::right_or_name(self, verb + 1, quote),
            Some(_) => None,
        }
    }

    /// "Wie Holm erklärte, …", which opens the sentence of a quote in German: what follows is what was said, whatever its verb.
    fn as_told(&self, quote: usize) -> Option<Hit> {
        if !self.is_german() || !self.says(self.start, &["wie"]) {
            return None;
        }
        let is_comma = |at: &usize| self.token(*at).is_some_and(|token| token.kind == Kind::Comma);
        let verb = (self.start..quote.min(self.start + CONTEXT))
            .filter(is_comma)
            .find_map(|comma| comma.checked_sub(1).filter(|at| self.cue(*at).is_some()))?;
        let subject = phrase::right_or_name(self, self.start + 1, verb)?;
        Some(Hit { cue: Some(verb..verb + 1), subject: Some(subject) })
    }

    /// "According to Holm", before the quote or behind it.
    fn according(&self, quote: usize) -> Option<Hit> {
        let start = self.start.max(quote.saturating_sub(CONTEXT));
        let near = (start..self.end.min(quote + CONTEXT)).filter(|at| *at != quote);
        near.filter(|at| self.is(*at, SOURCE)).find_map(|at| {
            if self.says(at, BEHIND) {
                // "Dem Bericht zufolge".
                let subject = at.checked_sub(1).and_then(|last| phrase::ending(self, last, start))?;
                return Some(Hit { cue: Some(at..at + 1), subject: Some(subject) });
            }
            // "Nach den Worten".
            let next = at + 1 + usize::from(self.is_german() && self.says(at + 1, &["den", "der"]));
            let (_, second) = ACCORDING.iter().find(|(word, second)| {
                self.says(at, &[word])
                    && (second.is_empty() || self.token(next).is_some_and(|token| token.text == *second))
            })?;
            let end = if second.is_empty() { at + 1 } else { next + 1 };
            let end = end + usize::from(self.is_german() && !second.is_empty() && self.says(end, &["von"]));
            // "De acordo com".
            let opens = at > self.start && self.is_romance() && !second.is_empty();
            let subject = phrase::right_or_name(self, end, self.end)?;
            Some(Hit { cue: Some(at - usize::from(opens)..end), subject: Some(subject) })
        })
    }

    /// "Pour Ada Holm, « il faut tourner la page »".
    fn for_somebody(&self) -> Option<Hit> {
        let at = self.start;
        if !self.is_romance() || !self.says(at, &["pour", "para", "per"]) {
            return None;
        }
        let subject = phrase::right_or_name(self, at + 1, self.end)?;
        let closed = self.token(subject.end).is_some_and(|token| token.kind == Kind::Comma);
        // A country has an article, too.
        let is_person = !self.is(subject.start, DETERMINER) && romance::is_person(self, &subject);
        (closed && is_person).then(|| Hit { cue: Some(at..at + 1), subject: Some(subject) })
    }

    /// `Holm: "Words"`.
    fn colon(&self, quote: usize) -> Option<Hit> {
        let colon = quote.checked_sub(1).filter(|at| self.token(*at).is_some_and(|token| token.kind == Kind::Colon))?;
        let alone = phrase::right(self, self.start, colon)
            .filter(|subject| subject.end == colon && colon - self.start <= CLOSE);
        let is_verb = |subject: &Range<usize>| subject.len() == 1 && self.cue(subject.start).is_some();
        let subject = alone.or_else(|| phrase::subject(self, colon)).filter(|subject| !is_verb(subject))?;
        Some(Hit { cue: None, subject: Some(subject) })
    }
}
