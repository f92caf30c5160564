//! The name within a noun phrase.

use std::ops::Range;

use super::Token;
use super::romance;
use super::sentence::Sentence;
use crate::article::quotes::lexicon::{DETERMINER, FIELD, HANGS, INSTITUTION, PARTICLE, PRONOUN, TITLE};

/// From this many capitalised words on the first ones are a role, not a name: "Harbour Master Aki Lehtonen".
pub(super) const ROLE_AND_NAME: usize = 4;

/// The name within a noun phrase, or the phrase itself where it names nobody.
pub(super) fn name(sentence: &Sentence, range: Range<usize>) -> Option<String> {
    if let Some((_, pronoun)) = sentence.token(range.start)?.text.rsplit_once('-')
        && range.len() == 1
        && sentence.lexicon.look_up(pronoun).kinds & PRONOUN != 0
    {
        return Some(pronoun.to_owned());
    }
    if sentence.is_romance() {
        return romance::name(sentence, range);
    }
    let head = head(sentence, range);
    let is_office = |at: &usize| is_title(sentence, *at) && !sentence.is(*at, FIELD);
    let is_institution = |at: &usize| sentence.is(*at, INSTITUTION) && sentence.is(at + 1, HANGS);
    if let Some(at) = (head.start..head.end - 1).find(is_institution)
        && !(at..head.end - 1).any(|at| is_office(&at))
    {
        // "The Ministry of Health", but "House of Commons Speaker Ada Holm".
        return sentence.text(head);
    }
    let mut start = head.end;
    while start > head.start {
        let Some(token) = sentence.token(start - 1) else { break };
        let particle = token.is(PARTICLE) && start < head.end && start - 1 > head.start;
        if start < head.end && possessive(token.text).is_some() || !token.is_capital() && !particle {
            break;
        }
        start -= 1;
    }
    // A run does not start with a particle.
    while start < head.end && sentence.token(start).is_some_and(|token| !token.is_capital()) {
        start += 1;
    }
    if start == head.end {
        return sentence.text(head);
    }
    // "Defense" is part of a title, and of the name of an institution: only an office makes it the former.
    let titles = (start..head.end - 1).rev().find(is_office);
    let of_state = start >= head.start + 2 && sentence.says(start - 1, &["of"]) && head.end - start >= 3;
    let bare = titles.map_or(start + usize::from(of_state), |at| at + 1);
    if sentence.token(bare).is_some_and(|token| !token.is_capital()) {
        // "Der Sprecher der Werft": a role, and no name behind it.
        return sentence.text(head);
    }
    let particle = (bare..head.end).any(|at| sentence.token(at).is_some_and(|token| !token.is_capital()));
    let is_long = head.end - bare >= ROLE_AND_NAME && !sentence.lexicon.has_long_names();
    let bare = if is_long && !particle { head.end - 2 } else { bare };
    if bare == start && start == head.start + 1 && sentence.is(head.start, DETERMINER) {
        return sentence.text(head);
    }
    let name = sentence.text(bare..head.end)?;
    Some(possessive(&name).unwrap_or(&name).to_owned())
}

/// What stands before a possessive ending.
pub(super) fn possessive(word: &str) -> Option<&str> {
    word.strip_suffix("'s").or_else(|| word.strip_suffix("\u{2019}s"))
}

pub(super) fn is_title(sentence: &Sentence, at: usize) -> bool {
    let Some(token) = sentence.token(at) else { return false };
    let last = token.text.rsplit('-').next().filter(|last| last.len() < token.text.len());
    let endings = [
        "inister",
        "inisterin",
        "sprecher",
        "sprecherin",
        "chef",
        "chefin",
        "präsident",
        "präsidentin",
        "orsitzende",
        "orsitzender",
    ];
    token.is(TITLE)
        || last.is_some_and(|last| sentence.lexicon.look_up(last).kinds & TITLE != 0)
        || sentence.is_german() && endings.iter().any(|ending| token.text.ends_with(ending))
}

/// A phrase without what hangs on it: "a spokesman" of "a spokesman for the port", but all of "University of Norvik".
pub(super) fn head(sentence: &Sentence, range: Range<usize>) -> Range<usize> {
    let joint = (range.start + 1..range.end).find(|at| sentence.is(*at, HANGS));
    let Some(joint) = joint else { return range };
    let capitals = (range.start..joint).filter(|at| sentence.token(*at).is_some_and(Token::is_capital)).count();
    let last_capital = sentence.token(joint - 1).is_some_and(Token::is_capital);
    let is_office = is_title(sentence, joint - 1) || sentence.is(joint - 1, INSTITUTION);
    if last_capital && (capitals < 2 || is_office) { range } else { range.start..joint }
}
