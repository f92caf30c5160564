//! Urdu and Persian: the speaker stands before the verb, in Urdu with a word between them that tells it.

use super::{Found, Place, lists};

/// Verbs of speech behind "نے".
const VERBS: &str = "کہا بتایا لکھا پوچھا";
/// What stands between the speaker and the verb: the words before it, and those that follow and are the cue.
const SOURCES: [(&str, &str); 7] = [
    ("کا", "کہنا تھا"),
    ("کا", "کہنا ہے"),
    ("کے", "بقول"),
    ("کے", "مطابق"),
    ("", "کہتے ہیں"),
    ("", "کہتی ہیں"),
    ("", "کہتا ہے"),
];
/// Words that end what hangs on a name before it: "of", "in", "years old".
const POSTPOSITIONS: &str = "کی کے کا میں پر سے کو سالہ والے والی والا";
/// Words that are not part of a name and say where it ends.
const BREAKS: &str = "مطابق بقول کہ اور جبکہ لیکن مگر نے تو جو جس ہے تھا تھی ہیں تھے تاہم بعد دن روز بھی یہ وہ اس";
/// What somebody is, before the name.
const ROLES: &str = "نگران بزرگ انجینئر باورچی مالی استاد ڈاکٹر پروفیسر وزیر اعظم وزیراعظم اعلیٰ وزیراعلیٰ صدر ترجمان چیئرمین ڈائریکٹر سربراہ رہنما کپتان \
    کوچ طالب علم طالبہ مصنف مصنفہ شاعر صحافی گورنر سیکرٹری جنرل میئر جج وکیل کمشنر سفیر مینیجر منیجر ماہر رہائشی مدیر ملاح کسان سینیٹر جسٹس سابق";
/// Words of a text before the verb that are no name, in Persian.
const PERSIAN_BREAKS: &str = "در با به از که نیز هم را و این آن روز امروز دیروز برای تا بر پس اما ولی همچنین وی‌";
const PERSIAN_VERBS: &str = "گفت افزود نوشت می‌گوید گفته اظهار پرسید";
/// Words of the longest name, and between it and its verb.
const LONGEST: usize = 5;
const BETWEEN: usize = 8;

/// Who said the quote.
pub(super) fn read(place: &Place) -> Option<Found> {
    let before: Vec<&str> = place.before.split_whitespace().collect();
    let behind: Vec<&str> = place.behind.split_whitespace().collect();
    urdu(&before)
        .or_else(|| urdu(behind.get(..behind.len().min(BETWEEN))?))
        .or_else(|| persian(&before))
        .or_else(|| source(&before))
}

/// The last speaker of a clause before its verb.
fn urdu(words: &[&str]) -> Option<Found> {
    (0..words.len()).rev().find_map(|at| {
        let who = words.get(..at)?;
        if *words.get(at)? == "نے" {
            let rest = words.get(at + 1..)?;
            let near = rest.iter().take(BETWEEN).map(|word| bare(word));
            let verb = near.take_while(|word| !lists("نے کہ", word)).find(|word| lists(VERBS, word))?;
            return name(who).map(|name| Found::new(&name, verb));
        }
        SOURCES.iter().find_map(|(before, cue)| {
            let rest = match *before {
                "" => words.get(at..)?,
                before => words.get(at + 1..).filter(|_| words.get(at) == Some(&before))?,
            };
            let says = cue.split(' ').zip(rest).filter(|(cue, word)| *cue == bare(word)).count();
            (says == cue.split(' ').count()).then(|| name(who)).flatten().map(|name| Found::new(&name, cue))
        })
    })
}

/// The name at the end of what stands before a verb.
fn name(words: &[&str]) -> Option<String> {
    let clause = words.iter().rposition(|word| word.ends_with(['،', ',', ':', '؛', ')']) || lists(BREAKS, word));
    let words = words.get(clause.map_or(0, |at| at + 1)..)?;
    let hangs = words.iter().rposition(|word| lists(POSTPOSITIONS, word)).map_or(0, |at| at + 1);
    let own = words.get(hangs..)?;
    let roles = own.iter().take_while(|word| lists(ROLES, word)).count();
    // A role alone names nobody, and is told with all that hangs on it.
    let name = if roles < own.len() { own.get(roles..)? } else { words };
    let letters = name.iter().all(|word| word.starts_with(char::is_alphabetic));
    ((1..=LONGEST).contains(&name.len()) && !own.is_empty() && letters).then(|| name.join(" "))
}

/// `X گفت:`, where nothing but the name stands before the verb.
fn persian(words: &[&str]) -> Option<Found> {
    let (verb, who) = words.split_last()?;
    let cue = bare(verb);
    let who = who.split_last().filter(|(last, _)| lists("نیز هم همچنین", last)).map_or(who, |(_, who)| who);
    let plain = who.iter().all(|word| !lists(PERSIAN_BREAKS, word) && word.chars().all(is_letter));
    let fits = cue.len() < verb.len() && plain && (1..=LONGEST - 1).contains(&who.len());
    (lists(PERSIAN_VERBS, cue) && fits).then(|| Found::new(&who.join(" "), cue))
}

/// `به گفته X، «…»`.
fn source(words: &[&str]) -> Option<Found> {
    let at = words.windows(2).position(|pair| pair == ["به", "گفته"] || pair == ["به", "گفتهٔ"])?;
    let rest = words.get(at + 2..)?;
    let end = rest.iter().take(LONGEST).position(|word| word.ends_with(['،', ',']))?;
    let name = rest.get(..=end)?.join(" ");
    let cue = words.get(at..at + 2)?.join(" ");
    Some(Found::new(bare(&name), &cue))
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || c == '\u{200c}'
}

fn bare(word: &str) -> &str {
    word.trim_end_matches(['،', ',', ':', '؛', '۔', '.'])
}
