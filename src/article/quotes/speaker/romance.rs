//! Noun phrases of Romance languages, and the names in them. What tells more of a noun stands behind it, and "de" hangs one noun
//! on another: "o presidente da Câmara", "la porte-parole du ministère", "el director de la empresa".

use std::ops::Range;

use super::Token;
use super::person::is_title;
use super::phrase;
use super::sentence::Sentence;
use crate::article::quotes::lexicon::{
    ADVERB, BREAK, CONNECTIVE, DAY, DETERMINER, HANGS, Kinds, PARTICLE, PREPOSITION, PRONOUN,
};
use crate::article::quotes::tokens::Kind;

/// A noun phrase has at most this many words.
const WORDS: usize = 12;
/// Tokens between a verb and the subject behind it: "afirmou em nota nesta sexta-feira (29) o ministro".
const BETWEEN: usize = 10;
/// So many capitalised words behind a "de" are an office and a name: "o procurador-geral da República Aki Lehtonen".
const OFFICE_AND_NAME: usize = 3;
/// Words of a name that stands behind another one.
const NAME: usize = 2;
/// Letters before the apostrophe of a word: "l'avocat", "dell'Interno".
const ELIDED: usize = 5;
/// The endings of verbs that few nouns have: of the past tense, and of the gerund.
const VERBAL: &[&str] = &["ou", "aram", "eram", "iram", "ó", "aron", "ieron", "ò", "ando", "endo", "indo"];

/// Prepositions that have no article in them.
const BARE: &[&str] =
    &["en", "em", "in", "por", "par", "per", "con", "com", "avec", "su", "sur", "ante", "perante", "devant"];
const RESPECT: &[&str] = &["respecto", "respeito", "riguardo", "proposito"];
const PARTICIPLE: &[&str] =
    &["é", "ée", "és", "ées", "ado", "ada", "ados", "adas", "ato", "ata", "ati", "ate", "ido", "ida", "ndo"];
const INFINITIVE: &[&str] = &["ar", "er", "ir", "are", "ere", "ire"];
const INDEFINITE: &[&str] = &["un", "uno", "una", "une", "um", "uma"];

/// What a word does in a noun phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// It opens one: "o", "la".
    Article,
    /// It hangs the next noun on the one before: "de", "du".
    Joint,
    Pronoun,
    /// A noun or an adjective.
    Noun,
    /// A word with a capital.
    Name,
    /// It ends one.
    Other,
}

/// A word, and what is written with it.
#[derive(Clone, Copy)]
struct Word {
    role: Role,
    /// Whether it is an article, or one is elided before it: "l'avocat".
    opens: bool,
    /// Whether it is a joint, or one is elided before it: "d'Air France".
    hangs: bool,
}

impl Word {
    fn is_noun(self) -> bool {
        matches!(self.role, Role::Noun | Role::Name)
    }
}

fn word(sentence: &Sentence, at: usize) -> Word {
    let plain = |role| Word { role, opens: role == Role::Article, hangs: role == Role::Joint };
    let Some(token) = sentence.token(at).filter(|token| token.is_word()) else { return plain(Role::Other) };
    let first = || at.checked_sub(1).and_then(|at| sentence.token(at)).is_none_or(|before| !before.is_word());
    // "Corriere della Sera" is no evening.
    if token.is(DAY) && (!token.is_capital() || first()) {
        return plain(Role::Other);
    }
    let function = token.is(BREAK | ADVERB | CONNECTIVE | PREPOSITION);
    if token.is_capital() {
        return plain(match token {
            _ if token.is(DETERMINER) && first() => Role::Article,
            _ if token.is(PRONOUN) => Role::Pronoun,
            // "De igual manera", but "De Holm".
            _ if token.is(HANGS) && first() && !sentence.token(at + 1).is_some_and(Token::is_capital) => Role::Other,
            // "Segundo", "Para": but "La Moncloa", "El País".
            _ if function && !token.is(DETERMINER | HANGS) => Role::Other,
            _ => Role::Name,
        });
    }
    if let Some((kinds, rest)) = elided(sentence, token) {
        let role = if rest.starts_with(char::is_uppercase) { Role::Name } else { Role::Noun };
        let (opens, hangs) = (kinds & DETERMINER != 0, kinds & HANGS != 0);
        return if opens || hangs { Word { role, opens, hangs } } else { plain(Role::Other) };
    }
    plain(match token {
        _ if token.is(HANGS) => Role::Joint,
        _ if token.is(DETERMINER) => Role::Article,
        _ if token.is(PRONOUN) => Role::Pronoun,
        _ if function || is_verb(sentence, at, token) || !token.text.starts_with(char::is_alphabetic) => Role::Other,
        _ => Role::Noun,
    })
}

/// What is known of the word before an apostrophe, and what follows on it.
fn elided<'t>(sentence: &Sentence, token: &Token<'t>) -> Option<(Kinds, &'t str)> {
    let (before, rest) = token.text.split_once(['\'', '\u{2019}']).filter(|(before, _)| before.len() <= ELIDED)?;
    Some((sentence.lexicon.look_up(&format!("{before}'")).kinds, rest))
}

/// Whether a word written small is a verb. Behind an article it is a noun: "le juge", "a nota".
fn is_verb(sentence: &Sentence, at: usize, token: &Token) -> bool {
    let is_noun = at.checked_sub(1).is_some_and(|before| sentence.is(before, DETERMINER | HANGS));
    !is_noun && (token.entry.cue.is_some() || VERBAL.iter().any(|ending| token.text.ends_with(ending)))
}

/// The noun phrase that starts at `at` and ends before `end`.
pub(super) fn right(sentence: &Sentence, at: usize, end: usize) -> Option<Range<usize>> {
    let first = word(sentence, at);
    match first.role {
        Role::Pronoun if at < end => return Some(at..at + 1),
        Role::Pronoun | Role::Other => return None,
        Role::Joint if !sentence.is(at, DETERMINER) => return None,
        _ => {}
    }
    let is_article = matches!(first.role, Role::Article | Role::Joint);
    let mut next = at + usize::from(is_article);
    let (mut last, mut named, mut hung) = (None, false, false);
    while next < end.min(at + WORDS) {
        let mut found = word(sentence, next);
        if last.is_some() && found.hangs {
            if found.role == Role::Joint {
                next += 1 + usize::from(word(sentence, next + 1).role == Role::Article);
                found = word(sentence, next);
            }
            if !found.is_noun() || next >= end || named && found.role != Role::Name {
                break;
            }
            hung = true;
        } else if named && joins_names(sentence, next) && word(sentence, next + 1).role == Role::Name {
            // "Trump e Xi", "Ada de Holm".
            next += 1;
            continue;
        } else if !found.is_noun() || named && found.role == Role::Noun {
            break;
        }
        named |= found.role == Role::Name;
        last = Some(next);
        next += 1;
    }
    let last = last.filter(|last| *last < end)?;
    // "Afirmou contrariado": an adjective alone is nobody.
    (named || is_article || first.opens || hung || is_title(sentence, at)).then_some(at..last + 1)
}

/// The noun phrase whose last word is at `last`.
pub(super) fn ending(sentence: &Sentence, last: usize, from: usize) -> Option<Range<usize>> {
    let of = |at: usize| word(sentence, at);
    if !of(last).is_noun() {
        return None;
    }
    let (mut start, mut complete, mut hung) = (last, of(last).opens, false);
    while !complete && start > from && last - start < WORDS {
        let before = of(start - 1);
        let joins = joins_names(sentence, start - 1) && of(start).role == Role::Name;
        // How far the noun is that it hangs on: "presidente da Câmara", "director de la empresa", "Trump e Xi".
        let reach = match before.role {
            Role::Joint => 2,
            Role::Article if start >= from + 2 && of(start - 2).role == Role::Joint => 3,
            Role::Other if joins => 2,
            _ => 1,
        };
        let next = start.checked_sub(reach).filter(|at| *at >= from && of(*at).is_noun());
        if let Some(next) = next.filter(|at| !joins || of(*at).role == Role::Name) {
            hung |= reach > 1 && !joins || of(start).hangs;
            (start, complete) = (next, of(next).opens);
            continue;
        }
        complete = matches!(before.role, Role::Article | Role::Joint) && sentence.is(start - 1, DETERMINER);
        if !complete {
            break;
        }
        start -= 1;
    }
    if complete {
        return Some(start..last + 1);
    }
    if of(last).role == Role::Name {
        // What stands before a name without an article may be of another phrase: "em nota Ada Holm".
        let own = if hung && of(start).role == Role::Name { start } else { name_start(sentence, start, last) };
        return Some(own..last + 1);
    }
    (hung || is_title(sentence, start)).then_some(start..last + 1)
}

/// Whether a word joins what stands beside it to one name or to names of several: "e", and "de" where that hangs no noun.
fn joins_names(sentence: &Sentence, at: usize) -> bool {
    sentence.is(at, CONNECTIVE) || sentence.is(at, PARTICLE) && !sentence.is(at, DETERMINER | HANGS)
}

/// Where the name starts that ends at `last`: "Luiz Inácio Holm da Silva".
fn name_start(sentence: &Sentence, from: usize, last: usize) -> usize {
    let is_name = |at: usize| word(sentence, at).role == Role::Name;
    let mut start = last;
    while start > from {
        let joins = word(sentence, start - 1).role == Role::Joint || joins_names(sentence, start - 1);
        if is_name(start - 1) {
            start -= 1;
        } else if joins && start > from + 1 && is_name(start - 2) {
            start -= 2;
        } else {
            break;
        }
    }
    start
}

/// The name within a noun phrase, or the phrase itself where it is a role.
pub(super) fn name(sentence: &Sentence, range: Range<usize>) -> Option<String> {
    let own = own(sentence, &range);
    let run = run_start(sentence, &own);
    if run < own.end {
        let title = (run..own.end - 1).rev().find(|at| is_title(sentence, *at));
        let end = name_end(sentence, own.end, range.end);
        return sentence.text(title.map_or(run, |at| at + 1)..end);
    }
    let run = run_start(sentence, &range);
    let of_another = || (own.end..run).any(|at| is_title(sentence, at));
    let hung = || word(sentence, run - 1).role == Role::Noun && !of_another();
    if own.end < run && run + NAME <= range.end && hung() {
        // "La presidente del tribunale Ada Holm", but "la portavoce del sindaco Ada Holm", "il capo dell'azienda Norvik".
        return sentence.text(run..range.end);
    }
    let is_office = (own.start..own.end).any(|at| is_title(sentence, at));
    if is_office && range.end - run >= OFFICE_AND_NAME {
        return sentence.text(range.end - NAME..range.end);
    }
    sentence.text(range)
}

/// Where a name ends of which the first part ends at `at`: "Holm da Silva", but "Holm do STF".
fn name_end(sentence: &Sentence, mut at: usize, end: usize) -> usize {
    let is_name = |at: usize| at < end && word(sentence, at).role == Role::Name;
    while at < end && word(sentence, at).role == Role::Joint {
        let next = at + 1 + usize::from(word(sentence, at + 1).role == Role::Article);
        let is_office = sentence.token(next).is_some_and(|token| token.text.chars().skip(1).any(char::is_uppercase));
        if !is_name(next) || is_office {
            break;
        }
        at = (next..end).take_while(|at| is_name(*at)).last().unwrap_or(next) + 1;
    }
    at
}

/// Whether a noun phrase is a role, and names nobody.
pub(super) fn is_role(sentence: &Sentence, range: &Range<usize>) -> bool {
    let own = own(sentence, range);
    // "Le PDG" has a capital, and names nobody.
    let titles = own.len() > 1 && (own.start + 1..own.end).all(|at| is_title(sentence, at));
    (titles || run_start(sentence, &own) == own.end) && !sentence.is(range.start, PRONOUN)
}

/// A phrase without what hangs on it.
fn own(sentence: &Sentence, range: &Range<usize>) -> Range<usize> {
    let joint = (range.start + 1..range.end).find(|at| word(sentence, *at).hangs);
    range.start..joint.unwrap_or(range.end)
}

/// Where the run of capitalised words starts that a stretch ends with; its end where there is none.
fn run_start(sentence: &Sentence, range: &Range<usize>) -> usize {
    let is_name = |at: usize| word(sentence, at).role == Role::Name;
    let joins = |at: usize| joins_names(sentence, at) && at > range.start && is_name(at - 1);
    let run = (range.start..range.end).rev().take_while(|at| is_name(*at) || *at + 1 < range.end && joins(*at));
    run.last().unwrap_or(range.end)
}

/// Where the subject may stand behind a verb that ends before `at`: behind adverbs, days, addressees, and where it was said.
pub(super) fn behind_verb(sentence: &Sentence, at: usize) -> usize {
    let mut next = at;
    while let Some(token) = sentence.token(next).filter(|_| next < at + BETWEEN) {
        let last = if token.text == "(" && token.kind == Kind::Other {
            (next..sentence.end.min(next + WORDS)).find(|at| sentence.token(*at).is_some_and(|token| token.text == ")"))
        } else if (token.is(PREPOSITION) && !token.is(DETERMINER) || token.is(HANGS) && sentence.is(next + 1, DAY))
            && !sentence.says(next + 1, &["que", "che"])
        {
            // "À l'AFP", "em entrevista", "na Câmara", "de hoy", but "en que".
            let noun = next + 1 + usize::from(word(sentence, next + 1).role == Role::Article);
            if next + 1 == noun
                && sentence.token(noun).is_some_and(|noun| INFINITIVE.iter().any(|end| noun.text.ends_with(end)))
            {
                // "Al celebrar el triunfo".
                break;
            }
            sentence.token(noun).filter(|noun| noun.is_word()).map(|_| addressee_end(sentence, next, noun) - 1)
        } else if elided(sentence, token).is_some_and(|(kinds, _)| kinds & PREPOSITION != 0) {
            // "All'ANSA".
            Some(next)
        } else if token.kind == Kind::Comma
            && next == at
            && word(sentence, next + 1).role == Role::Noun
            && sentence.token(next + 2).is_some_and(|token| token.kind == Kind::Comma)
        {
            // "Résume, amer, un docker".
            Some(next + 2)
        } else if token.is(DETERMINER) && sentence.is(next + 1, DAY) {
            // "Este lunes".
            Some(next + 1)
        } else if token.is(DETERMINER)
            && sentence.token(next + 1).is_some_and(|number| number.text.starts_with(char::is_numeric))
            && sentence.is(next + 2, DAY)
        {
            // "Le 3 mars".
            Some(next + 2)
        } else {
            (token.is(ADVERB | DAY) && !token.is(DETERMINER | CONNECTIVE)).then_some(next)
        };
        let Some(last) = last else { break };
        next = last + 1;
    }
    next
}

/// Where the noun phrase ends that a preposition governs, with its first noun at `noun`.
fn addressee_end(sentence: &Sentence, preposition: usize, noun: usize) -> usize {
    let is_name = |at: usize| word(sentence, at).role == Role::Name;
    let phrase = right(sentence, preposition + 1, sentence.end).filter(|phrase| phrase.end > noun);
    let names = phrase.map_or(noun + 1..noun + 1, |phrase| run_start(sentence, &phrase)..phrase.end);
    if !names.clone().all(is_name) {
        return names.end;
    }
    // "En entrevista Ada Holm", "al respecto Ada Holm": what has no article is no addressee.
    let bare = noun == preposition + 1 && (sentence.says(preposition, BARE) || sentence.says(noun, RESPECT));
    // "Al diario Norvik Ada Holm, alcaldesa": so is told who she is.
    let told = names.len() == NAME && sentence.token(names.end).is_some_and(|token| token.kind == Kind::Comma);
    match names.len() {
        NAME.. if !is_name(noun) && (bare || told) => names.start,
        // "À l'AFP Ada Holm": the last two are the name of who speaks.
        more if more > NAME => names.end - NAME,
        _ => names.end,
    }
}

/// Whether a participle opens a sentence, so that its subject stands behind a comma: "Interrogé par la presse, le maire".
pub(super) fn opens_aside(sentence: &Sentence, at: usize) -> bool {
    let is_participle = |token: &Token| PARTICIPLE.iter().any(|ending| token.text.ends_with(ending));
    sentence.is(at + 1, PREPOSITION) && sentence.token(at).is_some_and(is_participle)
}

/// Whether a noun phrase begins with a name or the title of somebody.
pub(super) fn is_person(sentence: &Sentence, range: &Range<usize>) -> bool {
    let first = range.start + usize::from(word(sentence, range.start).role == Role::Article);
    word(sentence, first).role == Role::Name || is_title(sentence, first)
}

/// The subject of a verb: the one before it, or else the one behind a verb that is put in between with it, as in "Una cosa,
/// spiega il sindaco, che".
pub(super) fn or_put_in(sentence: &Sentence, verb: usize, left: Option<Range<usize>>) -> Option<Range<usize>> {
    let is_mark = |at: usize| sentence.token(at).is_some_and(|token| token.kind == Kind::Comma || is_dash(token));
    let before = (sentence.start..verb).rev().find(|at| !sentence.is(*at, ADVERB));
    let mut behind = verb + 1;
    while sentence.is(behind, ADVERB) && !sentence.is(behind, DETERMINER) {
        behind += 1;
    }
    let subject = before.filter(|at| is_mark(*at)).and_then(|_| phrase::right_or_name(sentence, behind, sentence.end));
    let has_name = |range: &Range<usize>| range.clone().any(|at| word(sentence, at).role == Role::Name);
    // "Ada Holm, la direttrice, annuncia una novità, la nave": what is no name may be an object.
    let is_subject = |range: &Range<usize>| {
        is_person(sentence, range) || !left.as_ref().is_some_and(has_name) && !sentence.says(range.start, INDEFINITE)
    };
    let put_in = subject.filter(|subject| is_mark(subject.end) && is_subject(subject));
    put_in.or(left)
}

/// Whether a noun phrase without a verb is somebody who speaks: "Così il presidente del porto in aula".
pub(super) fn is_somebody(sentence: &Sentence, range: &Range<usize>) -> bool {
    let named = range.clone().any(|at| word(sentence, at).role == Role::Name || is_title(sentence, at));
    let closed = sentence
        .token(range.end)
        .is_none_or(|next| !next.is_word() || next.is(PREPOSITION) || next.text.ends_with("ndo"));
    named && closed
}

pub(super) fn is_dash(token: &Token) -> bool {
    matches!(token.text, "-" | "\u{2013}" | "\u{2014}")
}

/// Whether a verb opens its sentence, so that its subject is that of the one before.
pub(super) fn opens_sentence(sentence: &Sentence, verb: usize) -> bool {
    let mut before = sentence.start..verb;
    before.len() <= WORDS && before.all(|at| sentence.is(at, CONNECTIVE | ADVERB))
}
