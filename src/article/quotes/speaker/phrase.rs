//! Noun phrases beside a verb, and the name within one.

use std::ops::Range;

use super::german;
use super::person::{head, possessive};
use super::romance;
use super::sentence::{CONTEXT, Sentence};
use crate::article::quotes::lexicon::{
    ADVERB, BREAK, CONNECTIVE, DAY, DETERMINER, HANGS, HONORIFIC, OPENER, PARTICLE, PREPOSITION, PRONOUN, RELATIVE,
    WRONG_CASE,
};
use crate::article::quotes::tokens::Kind;

/// A noun phrase has at most this many words.
const WORDS: usize = 10;

/// The noun phrase that is the subject of the verb at `verb`, left of it and not before `from`.
pub(super) fn left(sentence: &Sentence, verb: usize, from: usize) -> Option<Range<usize>> {
    let from = from.max(verb.saturating_sub(CONTEXT));
    if sentence.is_german() {
        return german::left(sentence, verb, from);
    }
    let is_comma = |at: usize| sentence.token(at).is_some_and(|token| token.kind == Kind::Comma);
    if sentence.is_romance() && verb > from && is_comma(verb - 1) && is_comma(verb + 1) {
        // "O valor, relatou, também era": who spoke before.
        return None;
    }
    let found = before_verb(sentence, verb, from)?;
    let governed = found.start.checked_sub(1).is_some_and(|at| at >= from && sentence.is(at, PREPOSITION));
    // "after a meeting with Holm said" has another subject.
    (!governed).then_some(found)
}

fn before_verb(sentence: &Sentence, verb: usize, from: usize) -> Option<Range<usize>> {
    let mut at = verb;
    loop {
        at = at.checked_sub(1).filter(|at| *at >= from)?;
        let token = sentence.token(at)?;
        let is_bracket = |at: usize| sentence.token(at).is_some_and(|token| token.text == ")");
        if token.kind == Kind::Comma && at > from && is_bracket(at - 1) {
            // "Holm (Norvik), said".
            continue;
        }
        if is_bracket(at) {
            // "Holm (Norvik) said".
            at = (from..at).rev().find(|open| sentence.token(*open).is_some_and(|token| token.text == "("))?;
        } else if !token.is(ADVERB) {
            break;
        }
    }
    let token = sentence.token(at)?;
    match token.kind {
        Kind::Word if token.is(RELATIVE) => {
            let comma =
                at.checked_sub(1).filter(|at| sentence.token(*at).is_some_and(|token| token.kind == Kind::Comma));
            let noun = comma.unwrap_or(at).checked_sub(1).and_then(|last| ending(sentence, last, from));
            // "Divulgou um vídeo em que afirma", "escreveu que considera".
            noun.or_else(|| subject(sentence, at).filter(|_| sentence.is_romance()))
        }
        Kind::Word if token.is(CONNECTIVE) => subject(sentence, at),
        Kind::Word if token.is(PRONOUN) => Some(at..at + 1),
        Kind::Word if token.is(BREAK | DETERMINER | DAY) => None,
        // "The morning's talks": a noun that looks like a verb.
        Kind::Word if possessive(token.text).is_some() => None,
        Kind::Word => ending(sentence, at, from),
        Kind::Comma | Kind::Other => before_aside(sentence, at, from),
        _ => None,
    }
}

/// The noun phrase before an aside: "Jane Holm, 42, a teacher, said".
pub(super) fn before_aside(sentence: &Sentence, comma: usize, from: usize) -> Option<Range<usize>> {
    let is_mark = |at: usize| sentence.token(at).is_some_and(|token| matches!(token.kind, Kind::Comma | Kind::Other));
    let mut end = comma;
    let mut fallback = None;
    // The aside itself, and then what stands before it, piece by piece.
    while let Some(start) = (from..end).rev().find(|at| is_mark(*at) || *at == from) {
        let first = if is_mark(start) { start + 1 } else { start };
        let outer = start == from && !is_mark(start);
        let aside = !outer
            && (sentence.is(first, DETERMINER | BREAK)
                || sentence.token(first).is_none_or(|token| !token.is_capital()));
        if !aside
            && end < comma
            && let Some(phrase) = unhelped(sentence, end, first).and_then(|last| ending(sentence, last, first))
        {
            return Some(phrase);
        }
        if end == comma && is_full_name(sentence, first..comma) && !outer {
            // "The skipper, Ridha Bouzayene, said": what stands before the name is the role.
            let before = start.checked_sub(1);
            let role = if sentence.is_romance() {
                let phrase = before.and_then(|last| ending(sentence, last, from));
                phrase.is_some_and(|phrase| romance::is_role(sentence, &phrase))
            } else {
                before.is_some_and(|last| sentence.token(last).is_some_and(|token| !token.is_capital()))
            };
            // All German nouns have capitals: "Der Leiter der Werft, Ada Holm, sagte".
            if role || sentence.is_german() && sentence.is(from, DETERMINER) {
                return Some(first..comma);
            }
        }
        if !aside && end == comma {
            fallback = comma.checked_sub(1).and_then(|last| ending(sentence, last, first));
        }
        if start == from {
            break;
        }
        end = start;
    }
    fallback
}

/// The last word before `end` that does not help a verb: "la ministre a, de son côté, salué".
fn unhelped(sentence: &Sentence, end: usize, from: usize) -> Option<usize> {
    let helps = |at: &usize| sentence.is_romance() && sentence.is(*at, ADVERB) && !sentence.is(*at, DETERMINER);
    (from..end).rev().find(|at| !helps(at))
}

/// The noun phrase whose last word is at `last`.
pub(super) fn ending(sentence: &Sentence, last: usize, from: usize) -> Option<Range<usize>> {
    if sentence.is_romance() {
        return romance::ending(sentence, last, from);
    }
    let token = sentence.token(last).filter(|token| token.is_word())?;
    if token.is_capital() {
        if token.is(DAY) {
            return None;
        }
        return Some(extend(sentence, run_start(sentence, last, from), from)..last + 1);
    }
    if !token.text.starts_with(char::is_alphabetic) {
        return None;
    }
    // The noun phrase reaches back to its determiner.
    let mut start = last;
    while start > from && last - start < WORDS {
        let Some(before) = sentence.token(start - 1).filter(|token| token.is_word() && !token.is(BREAK | PRONOUN))
        else {
            break;
        };
        start -= 1;
        if before.is(DETERMINER) {
            break;
        }
    }
    Some(extend(sentence, start, from)..last + 1)
}

/// Where the run of capitalised words starts that ends at `last`.
fn run_start(sentence: &Sentence, last: usize, from: usize) -> usize {
    let mut start = last;
    // "In Norvik Mr Holm": nothing of a name stands before "Mr".
    while start > from && !sentence.is(start, HONORIFIC) {
        let Some(before) = sentence.token(start - 1) else { break };
        let joins = || {
            let further = start.checked_sub(2).filter(|at| *at >= from).and_then(|at| sentence.token(at));
            further.is_some_and(super::Token::is_capital)
        };
        let particle = before.is(PARTICLE) && joins();
        let both = before.text == "and" && joins();
        if !(before.is_capital() || particle || both) || before.is(OPENER) {
            break;
        }
        start -= 1;
    }
    let named = start > from && sentence.is(start - 1, DETERMINER);
    if named { start - 1 } else { start }
}

/// A phrase that hangs on another one by "of" or "for" starts with that one: "a spokesman for the port".
fn extend(sentence: &Sentence, start: usize, from: usize) -> usize {
    let Some(joint) = start.checked_sub(1).filter(|at| *at > from) else { return start };
    if !sentence.is(joint, HANGS) {
        return start;
    }
    let Some(head) = sentence.token(joint - 1).filter(|token| token.is_word()) else { return start };
    if head.is(BREAK) || head.entry.cue.is_some() && !head.is_capital() {
        return start;
    }
    if head.is_capital() {
        return run_start(sentence, joint - 1, from);
    }
    let determiner = (from..joint).rev().take(4).find(|at| sentence.is(*at, DETERMINER));
    determiner.unwrap_or(joint - 1)
}

/// The noun phrase that starts at `at` and ends before `end`.
pub(super) fn right(sentence: &Sentence, at: usize, end: usize) -> Option<Range<usize>> {
    if sentence.is_romance() {
        return romance::right(sentence, at, end);
    }
    let first = sentence.token(at).filter(|token| token.is_word() && at < end)?;
    let has_determiner = first.is(DETERMINER);
    if first.is(PRONOUN) && !has_determiner {
        return Some(at..at + 1);
    }
    if first.is(DAY) || first.is(BREAK) && !has_determiner {
        return None;
    }
    let mut last = at;
    let mut named = first.is_capital() && !has_determiner;
    for next in at + 1..end.min(at + WORDS) {
        let Some(token) = sentence.token(next).filter(|token| token.is_word() && !token.is(DAY)) else { break };
        let name_behind = token.is(PARTICLE) && sentence.token(next + 1).is_some_and(super::Token::is_capital);
        if token.is_capital() {
            named = true;
        } else if name_behind {
            // A particle within a name, or the genitive of a role; in German a dative may follow a bare name, and an accusative
            // whatever acts.
            if sentence.is_german() && (!has_determiner && token.is(DETERMINER) || token.is(WRONG_CASE)) {
                break;
            }
        } else if token.is(BREAK) || named && (token.is(DETERMINER) || sentence.is_german()) {
            // In German what follows a name or a noun is another case, or the verb: "sagte Holm unserer Zeitung".
            break;
        } else if !capital_behind(sentence, next, end) {
            let role = has_determiner && (!named || !token.is(ADVERB));
            let plain = !named && !has_determiner && next == at + 1 && !first.is(ADVERB);
            last = if role || plain { next } else { last };
            if named || !role {
                break;
            }
        }
        last = next;
    }
    let adverb = last == at && !first.is_capital() && (first.is(ADVERB) || has_determiner);
    (!adverb).then_some(at..last + 1)
}

/// The noun phrase at `at`, or the name that stands behind it where it is a role: "the skipper of the Corvina, Ada Holm".
pub(super) fn right_or_name(sentence: &Sentence, at: usize, end: usize) -> Option<Range<usize>> {
    let phrase = right(sentence, at, end)?;
    let last = head(sentence, phrase.clone()).end - 1;
    let small = sentence.token(last).is_some_and(|token| !token.is_capital() && !token.is(PRONOUN));
    // All German nouns have capitals; a name has no article.
    let role = if sentence.is_romance() {
        romance::is_role(sentence, &phrase)
    } else {
        small || sentence.is_german() && sentence.is(phrase.start, DETERMINER)
    };
    if !role {
        return Some(phrase);
    }
    let comma = (phrase.end..end.min(phrase.end + WORDS))
        .take_while(|at| sentence.token(*at).is_some_and(|token| token.is_word() || token.kind == Kind::Comma))
        .find(|at| sentence.token(*at).is_some_and(|token| token.kind == Kind::Comma));
    let name = comma.map(|comma| {
        // "Il sindaco, Ada Holm parlando in aula".
        let ends = |token: &super::Token| !token.is_word() || sentence.is_romance() && token.text.ends_with("ndo");
        let words = (comma + 1..end).take_while(|at| sentence.token(*at).is_some_and(|token| !ends(token)));
        comma + 1..comma + 1 + words.count()
    });
    name.filter(|name| is_full_name(sentence, name.clone())).or(Some(phrase))
}

/// Whether a stretch is a name and nothing else: two words or more, each with a capital or a particle.
fn is_full_name(sentence: &Sentence, range: Range<usize>) -> bool {
    let capitals = range.clone().filter(|at| sentence.token(*at).is_some_and(super::Token::is_capital)).count();
    let named = |at: usize| {
        sentence.token(at).is_some_and(|token| {
            (token.is_capital() || token.is(PARTICLE)) && possessive(token.text).is_none() && !token.is(DAY)
        })
    };
    capitals >= 2 && range.len() <= 5 && range.into_iter().all(named)
}

/// Whether a name follows within the next few words of the phrase.
fn capital_behind(sentence: &Sentence, at: usize, end: usize) -> bool {
    let next = (at + 1..end.min(at + 4))
        .map_while(|at| sentence.token(at).filter(|token| token.is_word() && !token.is(BREAK)));
    next.into_iter().any(super::Token::is_capital)
}

/// The subject that opens the sentence, before `before`.
pub(super) fn subject(sentence: &Sentence, before: usize) -> Option<Range<usize>> {
    let mut at = sentence.start;
    let before = before.min(at + CONTEXT);
    while at < before {
        let token = sentence.token(at)?;
        if !token.is_word() || token.is(CONNECTIVE) {
            at += 1;
            continue;
        }
        let aside = sentence.is_romance() && romance::opens_aside(sentence, at);
        if token.is(BREAK) && !token.is(PRONOUN | DETERMINER) || token.is(ADVERB) || aside {
            // "On Monday, Holm …": the subject stands behind the comma.
            at = (at..before).find(|at| sentence.token(*at).is_some_and(|token| token.kind == Kind::Comma))? + 1;
            // "Als er kam, rief Holm": in German the verb stands before it.
            let is_verb = |token: &super::Token| {
                token.is_word() && !token.is_capital() && !token.is(PRONOUN | DETERMINER | BREAK)
            };
            at += usize::from(sentence.is_german() && sentence.token(at).is_some_and(is_verb));
            continue;
        }
        return right(sentence, at, before);
    }
    None
}
