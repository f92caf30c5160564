//! Who speaks, where that is told within the quote: «È un momento delicato — commenta Ada Holm — ma passerà».

use super::grammar::Grammar;
use super::romance::is_dash;
use super::sentence::{Hit, Sentence};
use super::tokens::{Kind, Token};
use crate::article::quotes::lexicon::Lexicon;

/// What is put in between has at most this many tokens.
const LONGEST: usize = 30;

/// Whether something may be put in between in a quote.
pub(super) fn is_likely(words: &str, grammar: Grammar) -> bool {
    words.contains(['\u{2013}', '\u{2014}'])
        || words.contains(" -")
        || grammar == Grammar::Romance && words.contains(',')
}

/// The verb of speech that opens what is put in between, and its subject.
pub(super) fn find<'a, 'b>(
    tokens: &'b [Token<'a>],
    lexicon: Lexicon,
    grammar: Grammar,
) -> Option<(Sentence<'a, 'b>, Hit)> {
    (1..tokens.len()).find_map(|start| {
        let mark = tokens.get(start - 1)?;
        // "Nous attendons, explique Ada Holm, depuis mardi": with commas only where the verb stands first as nowhere else.
        let by_comma = mark.kind == Kind::Comma && grammar == Grammar::Romance;
        if !(by_comma || is_dash(mark)) || tokens.get(start)?.is_capital() {
            return None;
        }
        let within = tokens.get(start..)?.iter().take(LONGEST);
        let end = start + within.take_while(|token| token.kind != Kind::Stop && !is_dash(token)).count();
        let sentence = Sentence { tokens, start, end, lexicon, grammar };
        // "Ela, me contou a ministra, sofreu": who speaks tells of another. "So scheint es": nobody speaks.
        let hit = sentence.opening(start).filter(|_| !sentence.says(start, &["me", "nos", "mi", "ci", "so"]))?;
        let (subject, cue) = (hit.subject.as_ref()?, hit.cue.as_ref()?);
        // "Se réjouit-on" has its subject within it.
        let inclusive = subject.end <= cue.end;
        let ended = |token: &Token| matches!(token.kind, Kind::Comma | Kind::Other);
        let closed = inclusive || sentence.token(subject.end).is_none_or(ended);
        (closed || !by_comma).then_some((sentence, hit))
    })
}
