//! The subject of a German verb. All nouns have capitals there, so that not these tell it, but where it stands: the verb comes
//! second, and only what opens its clause can be the subject before it. Else the subject stands behind the verb.

use std::ops::Range;

use super::Token;
use super::phrase::{before_aside, ending, right, right_or_name, subject};
use super::sentence::{CONTEXT, Sentence};
use crate::article::quotes::lexicon::{ADVERB, AUXILIARY, BREAK, CONNECTIVE, DETERMINER, PRONOUN, WRONG_CASE};
use crate::article::quotes::tokens::Kind;

/// The subject before a verb has at most this many words.
const WORDS: usize = 10;
/// Tokens within a bracket behind a name.
const BRACKET: usize = 6;

/// The subject of the verb at `verb`; nothing before `from` is of its clause.
pub(super) fn left(sentence: &Sentence, verb: usize, from: usize) -> Option<Range<usize>> {
    let helper = helper(sentence, verb, from);
    let second = helper.unwrap_or(verb);
    // "Besorgt äußerte sich auch Holm".
    let next = (second + 1..sentence.end.min(second + CONTEXT))
        .find(|at| !sentence.says(*at, &["sich"]) && !sentence.is(*at, ADVERB))
        .unwrap_or(sentence.end);
    if sentence.says(next, &["er", "ich", "wir", "man"]) {
        // These stand for a subject, and nothing else.
        return Some(next..next + 1);
    }
    let behind = || right_or_name(sentence, next, sentence.end).filter(|range| is_named(sentence, range));
    // "Ada Holm (SPD) sagte".
    let end = without_bracket(sentence, second, from);
    let is_word = |at: &usize| sentence.token(*at).is_some_and(Token::is_word);
    let opens = (from..end).rev().take_while(|at| is_word(at) && !sentence.is(*at, CONNECTIVE)).last();
    let Some(clause) = opens else {
        let Some(mark) = end.checked_sub(1).filter(|at| *at > from) else { return helper.and_then(|_| behind()) };
        return match sentence.token(mark)?.kind {
            Kind::Comma | Kind::Other => beside_comma(sentence, mark, from, behind()),
            Kind::Word => subject(sentence, mark),
            _ => None,
        };
    };
    // "Auch Holm sagte".
    let focused = sentence.says(clause, &["auch", "selbst", "sogar"])
        && sentence.token(clause + 1).is_some_and(|next| next.is_capital() || next.is(DETERMINER | PRONOUN));
    let clause = clause + usize::from(focused && clause + 1 < end);
    if helper.is_none() && is_relative(sentence, clause, verb, from) {
        // "Helfer, die unter anderem riefen:".
        return ending(sentence, clause.checked_sub(2)?, from);
    }
    let found = if sentence.is(clause, PRONOUN) && !sentence.says(clause, &["das"]) {
        Some(clause..clause + 1)
    } else if sentence.says(clause, &["wie", "dass", "so"]) {
        right(sentence, clause + 1, end)
    } else if sentence.is(clause, BREAK) && !sentence.is(clause, DETERMINER)
        || sentence.is(clause, ADVERB)
        || is_circumstance(sentence, clause, end)
    {
        return behind();
    } else {
        Some(clause..end)
    };
    found.filter(|range| range.len() <= WORDS && is_named(sentence, range)).or_else(behind)
}

/// What comes second where the verb at `verb` closes its clause: "Holm hatte die Rolle des Hafens betont", "wird Holm zitiert".
fn helper(sentence: &Sentence, verb: usize, from: usize) -> Option<usize> {
    let is_quoted = sentence.says(verb, &["zitiert"]);
    let helps = |at: &usize| {
        sentence.is(*at, AUXILIARY) || is_quoted && sentence.says(*at, &["wird", "wurde", "werden", "wurden"])
    };
    (from..verb).rev().take_while(|at| !is_comma(sentence, *at)).find(helps)
}

/// The subject of a verb right behind the mark at `comma`, where `behind` is what stands behind the verb.
fn beside_comma(sentence: &Sentence, comma: usize, from: usize, behind: Option<Range<usize>>) -> Option<Range<usize>> {
    let ends = |range: &Range<usize>| {
        sentence.token(range.end).is_none_or(|next| matches!(next.kind, Kind::Comma | Kind::Stop))
    };
    // "Ada Holm, die Leiterin, verurteilte die Haltung"; but "die Lage, die er kennt, sagte Holm, sei".
    let opening = || {
        let phrase = right(sentence, from, comma)?;
        let has_aside = is_comma(sentence, phrase.end) && phrase.end < comma && is_named(sentence, &phrase);
        right_or_name(sentence, from, comma).filter(|_| has_aside)
    };
    behind.clone().filter(ends).or_else(opening).or(behind).or_else(|| before_aside(sentence, comma, from))
}

/// Whether a clause hangs on the noun before it: it opens with a pronoun behind a comma, and the verb closes it.
fn is_relative(sentence: &Sentence, clause: usize, verb: usize, from: usize) -> bool {
    let hangs = clause.checked_sub(1).is_some_and(|at| at > from && is_comma(sentence, at));
    hangs
        && sentence.token(verb + 1).is_none_or(|next| !next.is_word())
        && sentence.says(clause, &["der", "die", "das", "welcher", "welche", "welches"])
}

/// Whether a clause opens with how things are, and not with who acts: "Passend zu", "Ergänzend".
fn is_circumstance(sentence: &Sentence, clause: usize, verb: usize) -> bool {
    let Some(first) = sentence.token(clause).filter(|first| !first.is(DETERMINER | PRONOUN)) else { return false };
    sentence.says(clause + 1, &["zu", "zur", "zum", "über", "auf", "gegen"])
        || clause + 1 == verb && first.text.ends_with("end")
}

/// Where a bracket before a verb opens, which says of whom it is: a party, an age. Else the verb.
fn without_bracket(sentence: &Sentence, verb: usize, from: usize) -> usize {
    let is_mark = |at: usize, mark: &str| sentence.token(at).is_some_and(|token| token.text == mark);
    let closes = verb.checked_sub(1).filter(|at| *at >= from && is_mark(*at, ")"));
    let opens = closes.and_then(|close| (from..close).rev().take(BRACKET).find(|at| is_mark(*at, "(")));
    opens.unwrap_or(verb)
}

/// Whether a phrase can be a subject: a pronoun, or a noun that is in no other case.
fn is_named(sentence: &Sentence, range: &Range<usize>) -> bool {
    if sentence.is(range.start, WRONG_CASE) {
        return false;
    }
    let noun = |at: usize| sentence.token(at).is_some_and(Token::is_capital);
    let determiner = usize::from(sentence.is(range.start, DETERMINER));
    range.len() == 1 && sentence.is(range.start, PRONOUN) || (range.start + determiner..range.end).any(noun)
}

fn is_comma(sentence: &Sentence, at: usize) -> bool {
    sentence.token(at).is_some_and(|token| token.kind == Kind::Comma)
}
