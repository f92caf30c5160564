//! Urdu, Hindi and Persian: the speaker stands before the verb, in Urdu and Hindi, which are one grammar in two scripts, with a
//! word between them that tells it.

use super::{Found, Place, lists};

/// The words of a language in which a word stands between speaker and verb.
struct Words {
    /// That word.
    agent: &'static str,
    /// What opens what was said.
    that: &'static str,
    /// Verbs of speech behind them.
    verbs: &'static str,
    /// What stands else between the speaker and the verb: the words before it, and those that follow and are the cue.
    sources: &'static [(&'static str, &'static str)],
    /// Words that end what hangs on a name before it: "of", "in", "years old".
    postpositions: &'static str,
    /// Words that are not part of a name and say where it ends.
    breaks: &'static str,
    /// What somebody is, before the name.
    roles: &'static str,
}

const URDU: Words = Words {
    agent: "نے",
    that: "کہ",
    verbs: "کہا بتایا لکھا پوچھا",
    sources: &[
        ("کا", "کہنا تھا"),
        ("کا", "کہنا ہے"),
        ("کے", "بقول"),
        ("کے", "مطابق"),
        ("", "کہتے ہیں"),
        ("", "کہتی ہیں"),
        ("", "کہتا ہے"),
    ],
    postpositions: "کی کے کا میں پر سے کو سالہ والے والی والا",
    breaks: "مطابق بقول کہ اور جبکہ لیکن مگر نے تو جو جس ہے تھا تھی ہیں تھے تاہم بعد دن روز بھی یہ وہ اس",
    roles: "نگران بزرگ انجینئر باورچی مالی استاد ڈاکٹر پروفیسر وزیر اعظم وزیراعظم اعلیٰ وزیراعلیٰ صدر ترجمان چیئرمین ڈائریکٹر سربراہ رہنما کپتان \
    کوچ طالب علم طالبہ مصنف مصنفہ شاعر صحافی گورنر سیکرٹری جنرل میئر جج وکیل کمشنر سفیر مینیجر منیجر ماہر رہائشی مدیر ملاح کسان سینیٹر جسٹس سابق",
};

const HINDI: Words = Words {
    agent: "ने",
    that: "कि",
    verbs: "कहा बताया लिखा पूछा बोला जोड़ा",
    sources: &[
        ("का", "कहना था"),
        ("का", "कहना है"),
        ("के", "अनुसार"),
        ("के", "मुताबिक"),
        ("", "कहते हैं"),
        ("", "कहती हैं"),
        ("", "कहता है"),
    ],
    postpositions: "की के का में पर से को वर्षीय वाले वाली वाला",
    breaks: "अनुसार मुताबिक कि और जबकि लेकिन मगर ने तो जो जिस है था थी हैं थे हालांकि बाद दिन भी यह वह इस उस",
    roles: "मुख्यमंत्री प्रधानमंत्री मंत्री राष्ट्रपति अध्यक्ष प्रवक्ता निदेशक प्रमुख नेता कप्तान कोच छात्र छात्रा लेखक पत्रकार राज्यपाल सचिव महासचिव मेयर \
            महापौर न्यायाधीश वकील आयुक्त राजदूत प्रबंधक विशेषज्ञ निवासी संपादक किसान सांसद विधायक पूर्व डॉक्टर डॉ प्रोफेसर प्रोफ़ेसर श्री श्रीमती",
};

/// Words of a text before the verb that are no name, in Persian.
const PERSIAN_BREAKS: &str = "در با به از که نیز هم را و این آن روز امروز دیروز برای تا بر پس اما ولی همچنین وی‌";
const PERSIAN_VERBS: &str = "گفت افزود نوشت می‌گوید گفته اظهار پرسید";
/// Words of the longest name, and between it and its verb.
const LONGEST: usize = 5;
const BETWEEN: usize = 8;

/// Who said the quote, in Urdu and Persian.
pub(super) fn read(place: &Place) -> Option<Found> {
    let before: Vec<&str> = place.before.split_whitespace().collect();
    beside(place, &URDU).or_else(|| persian(&before)).or_else(|| source(&before))
}

/// Who said the quote, in Hindi.
pub(super) fn read_hindi(place: &Place) -> Option<Found> {
    beside(place, &HINDI)
}

/// Who said it, before the quote or behind it.
fn beside(place: &Place, language: &Words) -> Option<Found> {
    let before: Vec<&str> = place.before.split_whitespace().collect();
    let behind: Vec<&str> = place.behind.split_whitespace().take(BETWEEN).collect();
    agent(&before, language).or_else(|| agent(&behind, language))
}

/// The last speaker of a clause before its verb.
fn agent(words: &[&str], language: &Words) -> Option<Found> {
    (0..words.len()).rev().find_map(|at| {
        let who = words.get(..at)?;
        if *words.get(at)? == language.agent {
            let rest = words.get(at + 1..)?;
            let near = rest.iter().take(BETWEEN).map(|word| bare(word));
            let verb = near
                .take_while(|word| *word != language.agent && *word != language.that)
                .find(|word| lists(language.verbs, word))?;
            return name(who, language).map(|name| Found::new(&name, verb));
        }
        language.sources.iter().find_map(|(before, cue)| {
            let rest = match *before {
                "" => words.get(at..)?,
                before => words.get(at + 1..).filter(|_| words.get(at) == Some(&before))?,
            };
            let says = cue.split(' ').zip(rest).filter(|(cue, word)| *cue == bare(word)).count();
            (says == cue.split(' ').count()).then(|| name(who, language)).flatten().map(|name| Found::new(&name, cue))
        })
    })
}

/// The name at the end of what stands before a verb.
fn name(words: &[&str], language: &Words) -> Option<String> {
    let clause =
        words.iter().rposition(|word| word.ends_with(['،', ',', ':', '؛', ')']) || lists(language.breaks, word));
    let words = words.get(clause.map_or(0, |at| at + 1)..)?;
    let hangs = words.iter().rposition(|word| lists(language.postpositions, word)).map_or(0, |at| at + 1);
    let own = words.get(hangs..)?;
    let roles = own.iter().take_while(|word| lists(language.roles, word)).count();
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
    word.trim_end_matches(['،', ',', ':', '؛', '۔', '।', '.'])
}
