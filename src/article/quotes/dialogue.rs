//! Speech behind a dash and without marks, as the press of many countries prints it: "– Det er over, sier Ada Holm."
//!
//! A dash also opens the items of a list, an aside or a sign-off. So only what a verb of speech attributes is speech, and beside
//! that the other paragraphs of the conversation, as the questions in it, that open with a dash, too.

#[cfg(test)]
mod tests;

use super::lexicon::{ADVERB, Cue, DETERMINER, Entry, Lexicon, PRONOUN};
use super::spans::{Span, is_prose};
use super::speaker::Grammar;
use super::tokens::{self, Kind, Token};
use crate::article::{Paragraph, ParagraphKind, Text};

/// Languages whose press prints speech so, by their ISO 639-1 codes.
const LANGUAGES: &[&str] = &["cs", "da", "es", "fi", "fr", "hu", "it", "no", "pl", "pt", "ro", "ru", "sk", "sv", "uk"];
/// Words between a quote and the verb behind it, as in "Ada Holm sanoo", "a-t-elle déclaré".
const REACH: usize = 4;

/// Tokens of speech that one verb attributes, where it opens its paragraph and where it stands within.
const LONGEST: usize = 400;
const SENTENCE: usize = 60;

/// The verbs of a language that prints speech behind dashes.
fn lexicon(language: &str) -> Option<Lexicon> {
    Lexicon::of(language).filter(|_| LANGUAGES.contains(&language))
}

/// A paragraph that the body took for the item of a list, and the dash that opened it.
pub(in crate::article) type Dashed = (usize, char);

/// Makes paragraphs of a conversation that were taken for the items of a list text again, with their dashes.
pub(in crate::article) fn restore(paragraphs: &mut [Paragraph], dashed: &[Dashed], language: &str) {
    let Some(lexicon) = lexicon(language) else { return };
    let follows = |one: &Dashed, next: &Dashed| next.0 == one.0 + 1;
    for list in dashed.chunk_by(follows) {
        let is_speech = |&(at, dash): &Dashed| {
            paragraphs.get(at).is_some_and(|item| is_attributed(&with_dash(dash, &item.text), lexicon, language))
        };
        if !list.iter().any(is_speech) {
            continue;
        }
        for &(at, dash) in list {
            if let Some(item) = paragraphs.get_mut(at) {
                *item = Paragraph { kind: ParagraphKind::Text, text: Text::new(&with_dash(dash, &item.text)) };
            }
        }
    }
}

fn with_dash(dash: char, text: &str) -> String {
    format!("{dash} {text}")
}

fn is_attributed(text: &str, lexicon: Lexicon, language: &str) -> bool {
    let mut tokens = Vec::new();
    tokens::read(text, &[], lexicon, &mut tokens);
    Speech { text, tokens: &tokens, lexicon, grammar: Grammar::of(language) }.find().any(|(_, attributed)| attributed)
}

/// Adds the speech behind dashes to `spans`, which are those of marks; such marks within it are part of its words.
pub(super) fn add(paragraphs: &[Paragraph], language: &str, spans: &mut Vec<Span>) {
    let Some(lexicon) = lexicon(language) else { return };
    let mut tokens = Vec::new();
    let mut found: Vec<(Span, bool)> = Vec::new();
    for (paragraph, Paragraph { text, .. }) in
        paragraphs.iter().enumerate().filter(|(_, paragraph)| is_prose(paragraph))
    {
        if !text.contains(DASHES) {
            continue;
        }
        tokens::read(text, &[], lexicon, &mut tokens);
        let speech = Speech { text, tokens: &tokens, lexicon, grammar: Grammar::of(language) };
        found.extend(
            speech.find().map(|((start, end), attributed)| {
                (Span { paragraph, start, end_paragraph: paragraph, end }, attributed)
            }),
        );
    }
    if !found.iter().any(|(_, attributed)| *attributed) {
        return;
    }
    // Both are in order, and none overlaps another of its kind.
    let mut kept = vec![true; spans.len()];
    let mut speech = Vec::new();
    for (stretch, _) in found {
        let (start, end) = ((stretch.paragraph, stretch.start), (stretch.paragraph, stretch.end));
        let first = spans.partition_point(|span| (span.end_paragraph, span.end) <= start);
        let beside = spans.get(first..).unwrap_or_default();
        let count = beside.iter().take_while(|span| (span.paragraph, span.start) < end).count();
        let is_within = |span: &Span| (span.paragraph, span.start) >= start && (span.end_paragraph, span.end) <= end;
        if beside.iter().take(count).all(is_within) {
            kept.iter_mut().skip(first).take(count).for_each(|kept| *kept = false);
            speech.push(stretch);
        }
    }
    let mut kept = kept.into_iter();
    spans.retain(|_| kept.next().unwrap_or_default());
    spans.extend(speech);
    spans.sort_by_key(|span| (span.paragraph, span.start));
}

/// Marks that open speech, and the items of lists.
pub(in crate::article) const DASHES: [char; 4] = ['-', '\u{2013}', '\u{2014}', '\u{2015}'];

/// A paragraph in which speech is looked for.
struct Speech<'a, 'b> {
    text: &'a str,
    tokens: &'b [Token<'a>],
    lexicon: Lexicon,
    grammar: Grammar,
}

impl Speech<'_, '_> {
    /// The stretches of speech, and whether each is attributed; one that is not fills its paragraph.
    fn find(&self) -> impl Iterator<Item = ((usize, usize), bool)> {
        let mut at = 0;
        let mut goes_on = false;
        std::iter::from_fn(move || {
            loop {
                let words = |at| self.opens(at).or_else(|| self.resumes(at).filter(|_| goes_on));
                let (open, first) = (at..self.tokens.len()).find_map(|at| Some((at, words(at)?)))?;
                let start = self.tokens.get(first)?.start;
                let Some((close, end)) = self.attribution(first) else {
                    at = self.tokens.len();
                    if open > 0 && !goes_on {
                        continue;
                    }
                    return Some(((start, self.text.trim_end().len()), goes_on));
                };
                at = close;
                goes_on = true;
                if start < end {
                    return Some(((start, end), true));
                }
            }
        })
    }

    fn is_dash(&self, at: usize) -> bool {
        let Some(dash) = self.tokens.get(at).filter(|token| token.text.chars().all(|c| DASHES.contains(&c))) else {
            return false;
        };
        // A hyphen stands alone, and a dash beside a space at least on one side.
        let before =
            self.text.get(..dash.start).is_none_or(|text| text.is_empty() || text.ends_with(char::is_whitespace));
        let behind = self.text.get(dash.end()..).is_some_and(|text| text.starts_with(char::is_whitespace));
        if dash.text == "-" { before && behind } else { before || behind }
    }

    /// The first word behind a dash that opens speech: at the start or behind a sentence, and before a capital.
    fn opens(&self, at: usize) -> Option<usize> {
        let behind_sentence = || {
            self.tokens.get(at.wrapping_sub(1)).is_some_and(|before| matches!(before.kind, Kind::Stop | Kind::Colon))
        };
        let is_small = |token: &Token| token.text.starts_with(char::is_lowercase);
        // In Romance languages such a dash opens the items of lists that have lost their lines.
        let opens = self.is_dash(at) && (at == 0 || self.grammar != Grammar::Romance && behind_sentence());
        self.tokens.get(at + 1).filter(|next| opens && !is_small(next)).map(|_| at + 1)
    }

    /// The first word behind a dash that goes on with speech: "— сказал Холм. — ", "—dijo Holm—. ".
    fn resumes(&self, at: usize) -> Option<usize> {
        let is_mark = |at: usize| {
            self.tokens.get(at).is_some_and(|mark| matches!(mark.kind, Kind::Comma | Kind::Stop | Kind::Colon))
        };
        match (is_mark(at.wrapping_sub(1)), is_mark(at + 1)) {
            (true, false) if self.is_dash(at) => Some(at + 1),
            (false, true) if self.is_raya(at) => Some(at + 2),
            _ => None,
        }
    }

    /// Whether a dash closes what was put in between, as Spanish writes it.
    fn is_raya(&self, at: usize) -> bool {
        let is_long = self.tokens.get(at).is_some_and(|dash| matches!(dash.text, "\u{2014}" | "\u{2013}"));
        let touches = |first: usize| {
            let pair = self.tokens.get(first).zip(self.tokens.get(first + 1));
            pair.is_some_and(|(first, second)| first.end() == second.start)
        };
        is_long && at > 0 && touches(at - 1) && touches(at)
    }

    /// The verb that attributes the speech from `from` on, as where the words end that it belongs to, and where the speech ends.
    fn attribution(&self, from: usize) -> Option<(usize, usize)> {
        let most = if from == 1 { LONGEST } else { SENTENCE };
        (from + 1..self.tokens.len().min(from + most)).find_map(|at| {
            let mark = self.tokens.get(at)?;
            let dashed = self.is_dash(at) || self.is_dash(at + 1);
            let verb = at + 1 + usize::from(!self.is_dash(at) && dashed);
            let (closes, end) = match mark.kind {
                Kind::Comma => (true, mark.start),
                Kind::Stop => (dashed || !matches!(mark.text, "." | ";"), mark.end()),
                _ => (self.is_dash(at), mark.start),
            };
            let end = self.text.get(..end)?.trim_end().len();
            (closes && (self.speaks(verb, dashed) || self.closes(verb))).then_some((verb, end))
        })
    }

    /// Whether a verb of any kind and a name behind it close the paragraph, where the verb stands so as nowhere else:
    /// "utbryter Dahle."
    fn closes(&self, at: usize) -> bool {
        let is_verb = |token: &&Token| token.is_word() && !token.is_capital() && token.entry == Entry::default();
        let names = || self.tokens.iter().skip(at + 1).take_while(|token| token.is_capital()).count();
        self.grammar == Grammar::Second
            && self.tokens.get(at).is_some_and(|verb| is_verb(&verb))
            && (1..REACH).contains(&names())
            && self.tokens.len() == at + 2 + names()
    }

    /// Whether the words at `at` attribute what stands before them: a verb, or somebody and a verb.
    fn speaks(&self, at: usize, dashed: bool) -> bool {
        for at in at..at + REACH {
            let Some(token) = self.tokens.get(at).filter(|token| token.is_word()) else { break };
            if matches!(token.entry.cue, Some(Cue::Says)) && !token.is_capital() {
                // "Agosto de 2006, anunciou restrições".
                let has_subject = |next: &Token| next.is_capital() || next.is(DETERMINER | PRONOUN | ADVERB);
                return dashed || self.grammar != Grammar::Romance || self.tokens.get(at + 1).is_some_and(has_subject);
            }
            if !(token.is_capital() || token.is(PRONOUN | ADVERB) && !token.is(DETERMINER)) {
                // "Affirme-t-il", "dit-elle".
                let pronoun = token.text.rsplit_once('-').map_or("", |(_, pronoun)| pronoun);
                return self.lexicon.look_up(pronoun).kinds & PRONOUN != 0;
            }
        }
        false
    }
}
