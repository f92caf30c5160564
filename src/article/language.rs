//! The language of a text, from its script or from its most frequent words.

#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{Paragraph, Text};

/// Frequent words of the languages in the Latin script. A word may be one of several languages: it counts for each.
const WORDS: &[(&str, &str)] = &[
    (
        "en",
        "the and of to in that is was for with on as by at from it his her their this be are have has had not but said which who will",
    ),
    (
        "de",
        "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über",
    ),
    (
        "fr",
        "le la les de des du et en un une est que qui dans pour au aux sur pas plus par ne ce se il elle avec sont cette ont été a son ses leur mais ou nous",
    ),
    (
        "es",
        "el la los las de del y en que un una es por con para se su al lo como más pero sus este esta ha fue son no le o sobre también entre",
    ),
    (
        "it",
        "il la lo gli le di del della dei delle e in che un una è per con non si da al alla sono nel nella più come ha anche i questo dal ma dalla hanno",
    ),
    (
        "pt",
        "o a os as de do da dos das e em no na que um uma é por com para se não ao à mais como foi são seu sua pelo pela mas ou também nos nas",
    ),
    (
        "nl",
        "de het een en van in op te dat is die voor met zijn niet aan er ook als bij door naar om maar uit over hij heeft zich wordt worden dan nog werd deze",
    ),
    (
        "sv",
        "och i att det som en på är av för med den till har inte om ett han de var från men så sig vid kan sade efter också nu eller hon ska under",
    ),
    (
        "da",
        "og i at det er en til på af for med den som de har ikke der et om han var fra sig men kan også efter blev vil eller hun nu ved skal mod havde",
    ),
    (
        "no",
        "og i at det er en til på av for med den som de har ikke et om han var fra seg men kan også etter ble vil eller hun nå ved skal mot hadde ut",
    ),
    (
        "pl",
        "i w z na do się nie to że jest o jak za od po przez ale dla co tym przy oraz są by ich był było tego który która które może już także jego",
    ),
    (
        "tr",
        "ve bir bu da de için ile olarak olan daha çok gibi en ancak sonra kadar ne ise olduğu olduğunu göre var değil ya yapılan iki her türkiye dedi",
    ),
    (
        "id",
        "yang dan di dengan untuk dari pada ini itu dalam tidak akan juga ke oleh adalah telah tersebut bahwa mereka ada sebagai karena atau kata para bisa saat lebih",
    ),
    (
        "fi",
        "ja on ei se että oli hän ovat mutta kun myös joka mukaan jos ole sen sekä kuin niin olisi voi vielä jo ovat",
    ),
    (
        "cs",
        "a se na v že je s z do o to i by za ve pro ale jako po jsou byl podle však která který bylo také od při už",
    ),
    ("ro", "și de în la cu a că nu pe este din un o care au fost pentru mai să al ale s-a prin după sunt iar sau dar"),
    (
        "hu",
        "a az és hogy nem is egy volt de ez meg csak már még van azt el mint ki ha vagy szerint lesz után pedig amely",
    ),
    ("vi", "và của là có trong được cho không các một với những người đã này tại khi để về từ theo đến vào ra"),
    (
        "ca",
        "el la els les de del i en que un una és per amb al com més ha no va són aquest aquesta però seva seu dels també",
    ),
];
/// Words that are looked at for the language, and characters for the script.
const LOOKED_AT: usize = 150;
const SAMPLE: usize = 300;
/// After every so many words it is seen whether the language is plain already: most texts need no more.
const STEP: usize = 50;
/// Frequent words that tell a language, and their part of all words at least, in per cent.
const ENOUGH: usize = 6;
const PART: usize = 15;
/// Letters that tell a script.
const LETTERS: usize = 20;

static TABLE: LazyLock<FxHashMap<&str, u32>> = LazyLock::new(|| {
    let mut table = FxHashMap::default();
    for (number, (_, words)) in WORDS.iter().enumerate() {
        for word in words.split_whitespace() {
            *table.entry(word).or_default() |= 1 << number;
        }
    }
    table
});

/// Whether a word, in small letters, is one of the most frequent of a language.
#[must_use]
pub fn is_frequent(word: &str) -> bool {
    TABLE.contains_key(word)
}

/// The language of a body as an ISO 639-1 code, where it can be told.
pub(super) fn detect(paragraphs: &[Paragraph]) -> Option<Text> {
    let mut scripts = Scripts::default();
    paragraphs.iter().flat_map(|paragraph| paragraph.text.chars()).take(SAMPLE).for_each(|c| scripts.count(c));
    let code = match scripts.main()? {
        Script::Latin => latin(paragraphs)?,
        Script::Cyrillic => scripts.cyrillic(),
        Script::Arabic => scripts.arabic(),
        Script::Ideographs => {
            if scripts.kana * 10 > scripts.of(Script::Ideographs) {
                "ja"
            } else {
                "zh"
            }
        }
        Script::Hangul => "ko",
        Script::Greek => "el",
        Script::Hebrew => "he",
        Script::Devanagari => "hi",
        Script::Bengali => "bn",
        Script::Tamil => "ta",
        Script::Thai => "th",
        Script::Georgian => "ka",
        Script::Armenian => "hy",
    };
    Some(Text::new(code))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    Arabic,
    Ideographs,
    Hangul,
    Greek,
    Hebrew,
    Devanagari,
    Bengali,
    Tamil,
    Thai,
    Georgian,
    Armenian,
}

impl Script {
    const ALL: [Self; 13] = [
        Self::Latin,
        Self::Cyrillic,
        Self::Arabic,
        Self::Ideographs,
        Self::Hangul,
        Self::Greek,
        Self::Hebrew,
        Self::Devanagari,
        Self::Bengali,
        Self::Tamil,
        Self::Thai,
        Self::Georgian,
        Self::Armenian,
    ];

    fn of(c: char) -> Option<Self> {
        Some(match c {
            'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Self::Latin,
            '\u{400}'..='\u{52f}' => Self::Cyrillic,
            '\u{620}'..='\u{64a}' | '\u{66e}'..='\u{6d3}' | '\u{fb50}'..='\u{fdfd}' | '\u{fe70}'..='\u{fefc}' => {
                Self::Arabic
            }
            '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' => Self::Ideographs,
            '\u{ac00}'..='\u{d7af}' => Self::Hangul,
            '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Self::Greek,
            '\u{5d0}'..='\u{5ea}' => Self::Hebrew,
            '\u{900}'..='\u{97f}' => Self::Devanagari,
            '\u{980}'..='\u{9ff}' => Self::Bengali,
            '\u{b80}'..='\u{bff}' => Self::Tamil,
            '\u{e00}'..='\u{e7f}' => Self::Thai,
            '\u{10a0}'..='\u{10ff}' => Self::Georgian,
            '\u{530}'..='\u{58f}' => Self::Armenian,
            _ => return None,
        })
    }
}

/// How many letters a text has of each script, and of those that tell its languages apart.
#[derive(Default)]
struct Scripts {
    letters: [usize; Script::ALL.len()],
    kana: usize,
    ukrainian: usize,
    russian: usize,
    serbian: usize,
    hard_signs: usize,
    urdu: usize,
    persian: usize,
    arabic: usize,
}

impl Scripts {
    fn count(&mut self, c: char) {
        // Most letters are of ASCII.
        if c.is_ascii() {
            self.letters[Script::Latin as usize] += usize::from(c.is_ascii_alphabetic());
            return;
        }
        let Some(script) = Script::of(c) else { return };
        if let Some(letters) = self.letters.get_mut(script as usize) {
            *letters += 1;
        }
        match c {
            '\u{3040}'..='\u{30ff}' => self.kana += 1,
            'і' | 'ї' | 'є' | 'ґ' => self.ukrainian += 1,
            'ы' | 'э' | 'ё' => self.russian += 1,
            'ј' | 'љ' | 'њ' | 'ђ' | 'ћ' => self.serbian += 1,
            'ъ' => self.hard_signs += 1,
            'ٹ' | 'ڈ' | 'ڑ' | 'ں' | 'ے' | 'ہ' | 'ھ' => self.urdu += 1,
            'پ' | 'چ' | 'ژ' | 'گ' | 'ک' | 'ی' => self.persian += 1,
            'ي' | 'ك' | 'ة' | 'ى' | 'أ' | 'إ' => self.arabic += 1,
            _ => {}
        }
    }

    fn of(&self, script: Script) -> usize {
        self.letters.get(script as usize).copied().unwrap_or_default()
    }

    /// The script of more than half of the letters. Ideographs say more than letters do, so fewer of them tell.
    fn main(&self) -> Option<Script> {
        let all: usize = self.letters.iter().sum();
        let main = Script::ALL.into_iter().max_by_key(|script| self.of(*script))?;
        let dense = matches!(main, Script::Ideographs | Script::Hangul);
        if self.of(Script::Ideographs) * 4 > all && self.of(Script::Ideographs) >= LETTERS / 2 {
            return Some(Script::Ideographs);
        }
        (self.of(main) * 2 > all && self.of(main) >= if dense { LETTERS / 2 } else { LETTERS }).then_some(main)
    }

    fn cyrillic(&self) -> &'static str {
        let most = self.ukrainian.max(self.russian).max(self.serbian);
        match most {
            0 if self.hard_signs > 0 => "bg",
            most if self.ukrainian == most && most > 0 => "uk",
            most if self.serbian == most && most > 0 => "sr",
            most if self.hard_signs > most * 4 => "bg",
            _ => "ru",
        }
    }

    fn arabic(&self) -> &'static str {
        if self.urdu > self.arabic && self.urdu * 30 > self.of(Script::Arabic) {
            "ur"
        } else if self.persian > self.arabic {
            "fa"
        } else {
            "ar"
        }
    }
}

/// The language in the Latin script that has most of its frequent words in the text, by a clear margin.
fn latin(paragraphs: &[Paragraph]) -> Option<&'static str> {
    let mut scores = [0_usize; WORDS.len()];
    let mut all = 0;
    let mut folded = String::new();
    let words = paragraphs.iter().flat_map(|paragraph| paragraph.text.split(|c: char| !c.is_alphabetic() && c != '-'));
    for word in words.filter(|word| !word.is_empty()).take(LOOKED_AT) {
        all += 1;
        if word.len() <= 12 {
            folded.clear();
            if word.is_ascii() {
                folded.push_str(word);
                folded.make_ascii_lowercase();
            } else {
                folded.extend(word.chars().flat_map(char::to_lowercase));
            }
            let mut languages = TABLE.get(folded.as_str()).copied().unwrap_or_default();
            while languages != 0 {
                if let Some(score) = scores.get_mut(languages.trailing_zeros() as usize) {
                    *score += 1;
                }
                languages &= languages - 1;
            }
        }
        if all % STEP == 0
            && let Some((code, true)) = leader(&scores, all)
        {
            return Some(code);
        }
    }
    leader(&scores, all).map(|(code, _)| code)
}

/// The language that leads by a margin, and whether the margin is so wide that more words would not change it.
fn leader(scores: &[usize; WORDS.len()], all: usize) -> Option<(&'static str, bool)> {
    let (best, score) = scores.iter().enumerate().max_by_key(|(_, score)| **score)?;
    let second = scores.iter().enumerate().filter(|(number, _)| *number != best).map(|(_, score)| *score).max()?;
    let clear = score * 100 >= all * PART && *score >= ENOUGH && score * 10 >= second * 11 && *score > second;
    let wide = *score >= ENOUGH * 2 && *score >= second * 2;
    clear.then(|| WORDS.get(best).map(|(code, _)| (*code, wide)))?
}
