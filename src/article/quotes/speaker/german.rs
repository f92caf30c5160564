//! The subject of a German verb. All nouns have capitals there, so that not these tell it, but where it stands: the verb comes
//! second, and only what opens its clause can be the subject before it. Else the subject stands behind the verb.

use std::ops::Range;

use super::Token;
use super::grammar::Grammar;
use super::phrase::{before_aside, ending, right, right_or_name, subject};
use super::sentence::{CONTEXT, Hit, Sentence};
use crate::article::quotes::lexicon::{ADVERB, AUXILIARY, BREAK, CONNECTIVE, DETERMINER, Entry, PRONOUN, WRONG_CASE};
use crate::article::quotes::tokens::Kind;

/// The subject before a verb has at most this many words.
const WORDS: usize = 10;
/// What says where words stand, not who said them: "heißt es in dem Schreiben".
const FROM: &[&str] = &["in", "im", "auf", "aus", "von", "vom", "bei", "beim", "seitens", "dazu", "zu", "zur", "zum"];
/// Words between "heißt es" and who wrote it.
const WRITTEN: usize = 6;
/// Verbs whose object is a dative, so that it is never "sie".
const ANSWERS: &[&str] = &["antwortet", "antwortete", "entgegnet", "entgegnete", "erwidert", "erwiderte"];
/// Verbs whose object it is who speaks.
const CITES: &[&str] = &["zitiert", "zitierte", "zitieren", "zitierten"];
/// Verbs in the first subjunctive.
const SUBJUNCTIVE: &[&str] = &[
    "sei", "seien", "habe", "werde", "könne", "müsse", "solle", "dürfe", "wolle", "möge", "gebe", "stehe", "gehe",
    "bleibe", "lasse", "brauche", "wisse",
];
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
    let answers = || sentence.says(second, ANSWERS) && sentence.says(next, &["sie"]);
    if sentence.says(next, &["er", "ich", "wir", "man"]) || answers() {
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

/// ", so Holm": who is named at once, between two marks.
pub(super) fn so(sentence: &Sentence, at: usize) -> Option<Hit> {
    let is_mark = |at: usize| sentence.token(at).is_none_or(|token| !token.is_word());
    if at == sentence.start || !sentence.says(at, &["so"]) || !is_mark(at - 1) {
        return None;
    }
    let subject = right_or_name(sentence, at + 1, sentence.end)?;
    let closes = sentence.token(subject.end).is_none_or(|token| token.kind == Kind::Stop);
    // "So die Hoffnung, ": only at the end is it told who says so.
    let is_name = !sentence.is(subject.start, DETERMINER | PRONOUN);
    (closes || is_name && is_mark(subject.end)).then(|| Hit { cue: Some(at..at + 1), subject: Some(subject) })
}

/// The subject behind a verb: "erinnert sich Holm".
pub(super) fn behind_verb(sentence: &Sentence, verb: usize, end: usize) -> Option<Range<usize>> {
    right_or_name(sentence, verb + 1 + usize::from(sentence.says(verb + 1, &["sich"])), end)
}

/// A verb right behind the comma of a quote, with somebody behind it: "strich Holm heraus". There any verb attributes.
pub(super) fn inverted(sentence: &Sentence, at: usize) -> Option<Hit> {
    if !matches!(sentence.grammar, Grammar::German | Grammar::Second) {
        return None;
    }
    // "Da dies „hilft“, suchen die Forscher": only what opens the sentence is a whole one.
    let opens = at > sentence.start
        && is_comma(sentence, at - 1)
        && (sentence.start..at).take(CONTEXT).all(|at| sentence.token(at).is_some_and(|token| !token.is_word()));
    let is_verb = |token: &&Token| token.is_word() && !token.is_capital() && token.entry == Entry::default();
    sentence.token(at).filter(|_| opens).filter(is_verb)?;
    let subject = behind_verb(sentence, at, sentence.end).filter(|range| is_named(sentence, range))?;
    Some(Hit { cue: Some(at..at + 1), subject: Some(subject) })
}

/// Whether the subject and the verb behind a quote say something else: "„Unsinn“, Holm nannte den Plan".
pub(super) fn is_clause_of_its_own(sentence: &Sentence, at: usize, subject: &Range<usize>, verb: usize) -> bool {
    subject.start == at && subject.end == verb && is_comma(sentence, at - 1) && !sentence.is(at, PRONOUN)
}

/// Whether "heißt es" tells where it is said, so that who spoke before does not go on.
pub(super) fn is_from_elsewhere(sentence: &Sentence) -> bool {
    (sentence.start..sentence.end)
        .any(|at| sentence.says(at, &["es"]) && is_named_nobody(sentence, at) && sentence.says(at + 1, FROM))
}

fn is_named_nobody(sentence: &Sentence, es: usize) -> bool {
    es > sentence.start && sentence.says(es - 1, &["hieß", "heißt"])
}

/// Who wrote it, beside the "es" at `es`: "heißt es in einer Mitteilung der Werft", "von der Werft hieß es".
pub(super) fn written_by(sentence: &Sentence, es: usize) -> Option<Range<usize>> {
    if is_named_nobody(sentence, es) && sentence.says(sentence.start, &["von", "seitens"]) {
        return right_or_name(sentence, sentence.start + 1, es - 1);
    }
    let mut within =
        (es + 1..sentence.end).take(WRITTEN).take_while(|at| sentence.token(*at).is_some_and(Token::is_word));
    let opens = |at: &usize| {
        let behind_noun = || sentence.token(at - 1).is_some_and(Token::is_capital);
        sentence.says(*at, &["von", "seitens"]) || sentence.says(*at, &["des", "der"]) && behind_noun()
    };
    let at = within.find(opens).filter(|_| sentence.says(es + 1, FROM))?;
    let prepositions = usize::from(!sentence.is(at, DETERMINER)) + usize::from(sentence.says(at + 1, &["Seiten"]));
    right_or_name(sentence, at + prepositions, sentence.end)
}

/// With the one who is cited, not the one who cites: "Das Blatt zitiert den Minister", "zitiert das Blatt den Minister".
pub(super) fn whom_it_cites(sentence: &Sentence, hit: Hit) -> Hit {
    let citing = hit.cue.as_ref().map(|cue| cue.start).filter(|at| sentence.says(*at, CITES));
    let Some((verb, subject)) = citing.zip(hit.subject.clone()) else { return hit };
    let is_passive = subject.start < verb && helper(sentence, verb, sentence.start).is_some();
    let behind = if subject.start > verb { subject.end } else { verb + 1 };
    let cited = right_or_name(sentence, behind, sentence.end).filter(|_| !is_passive && sentence.is_german());
    Hit { subject: cited.or(hit.subject), ..hit }
}

/// Whether a sentence outside its quotes is in the first subjunctive, in which German tells what somebody said: "Der Plan sei
/// „unrealistisch“." Only forms that are nothing else in the third person.
pub(super) fn is_reported(sentence: &Sentence) -> bool {
    (sentence.start..sentence.end).any(|at| sentence.says(at, SUBJUNCTIVE))
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
