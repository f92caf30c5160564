//! The script of a text, and the languages that its letters tell apart.

use std::ops::RangeInclusive;

/// Letters that tell a script, and ideographs and syllables, which say more.
const LETTERS: usize = 20;
const DENSE: usize = 10;
/// Scripts of one language, or of which one language has by far the most news.
const ALONE: [(RangeInclusive<char>, &str); 20] = [
    ('\u{370}'..='\u{3ff}', "el"),
    ('\u{530}'..='\u{58f}', "hy"),
    ('\u{5d0}'..='\u{5ea}', "he"),
    ('\u{900}'..='\u{97f}', "hi"),
    ('\u{980}'..='\u{9ff}', "bn"),
    ('\u{a00}'..='\u{a7f}', "pa"),
    ('\u{a80}'..='\u{aff}', "gu"),
    ('\u{b00}'..='\u{b7f}', "or"),
    ('\u{b80}'..='\u{bff}', "ta"),
    ('\u{c00}'..='\u{c7f}', "te"),
    ('\u{c80}'..='\u{cff}', "kn"),
    ('\u{d00}'..='\u{d7f}', "ml"),
    ('\u{d80}'..='\u{dff}', "si"),
    ('\u{e00}'..='\u{e7f}', "th"),
    ('\u{e80}'..='\u{eff}', "lo"),
    ('\u{1000}'..='\u{109f}', "my"),
    ('\u{10a0}'..='\u{10ff}', "ka"),
    ('\u{1200}'..='\u{139f}', "am"),
    ('\u{1780}'..='\u{17ff}', "km"),
    ('\u{ac00}'..='\u{d7af}', "ko"),
];

/// A script, or several that are written together.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    Latin,
    Cyrillic,
    Arabic,
    /// With kana.
    Ideographs,
    /// One of [`ALONE`].
    Alone(usize),
}

impl Script {
    const COUNT: usize = 4 + ALONE.len();

    fn of(c: char) -> Option<Self> {
        Some(match c {
            'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Self::Latin,
            '\u{400}'..='\u{52f}' => Self::Cyrillic,
            '\u{620}'..='\u{64a}' | '\u{66e}'..='\u{6d3}' | '\u{fb50}'..='\u{fdfd}' | '\u{fe70}'..='\u{fefc}' => {
                Self::Arabic
            }
            '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' => Self::Ideographs,
            _ => Self::Alone(ALONE.iter().position(|(block, _)| block.contains(&c))?),
        })
    }

    fn all() -> impl Iterator<Item = Self> {
        [Self::Latin, Self::Cyrillic, Self::Arabic, Self::Ideographs]
            .into_iter()
            .chain((0..ALONE.len()).map(Self::Alone))
    }

    fn index(self) -> usize {
        match self {
            Self::Latin => 0,
            Self::Cyrillic => 1,
            Self::Arabic => 2,
            Self::Ideographs => 3,
            Self::Alone(number) => 4 + number,
        }
    }

    /// The language of a script that is alone.
    pub(super) fn language(alone: usize) -> Option<&'static str> {
        ALONE.get(alone).map(|(_, code)| *code)
    }
}

/// How many letters a text has of each script, and of those that tell its languages apart.
#[derive(Default)]
pub(super) struct Scripts {
    letters: [usize; Script::COUNT],
    vietnamese: usize,
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
    pub(super) fn count(&mut self, c: char) {
        // Most letters are of ASCII.
        if c.is_ascii() {
            self.add(Script::Latin, usize::from(c.is_ascii_alphabetic()));
            return;
        }
        let Some(script) = Script::of(c) else { return };
        self.add(script, 1);
        match c {
            '\u{1ea0}'..='\u{1ef9}' | 'ơ' | 'ư' | 'Ơ' | 'Ư' => self.vietnamese += 1,
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

    fn add(&mut self, script: Script, letters: usize) {
        if let Some(sum) = self.letters.get_mut(script.index()) {
            *sum += letters;
        }
    }

    fn of(&self, script: Script) -> usize {
        self.letters.get(script.index()).copied().unwrap_or_default()
    }

    /// The script of more than half of the letters. Ideographs say more than letters do, so fewer of them tell.
    pub(super) fn main(&self) -> Option<Script> {
        let all: usize = self.letters.iter().sum();
        let main = Script::all().max_by_key(|script| self.of(*script))?;
        if self.of(Script::Ideographs) * 4 > all && self.of(Script::Ideographs) >= DENSE {
            return Some(Script::Ideographs);
        }
        let is_hangul = matches!(main, Script::Alone(number) if Script::language(number) == Some("ko"));
        (self.of(main) * 2 > all && self.of(main) >= if is_hangul { DENSE } else { LETTERS }).then_some(main)
    }

    /// Whether a twentieth of the letters are some that only Vietnamese has.
    pub(super) fn is_vietnamese(&self) -> bool {
        self.vietnamese * 20 > self.of(Script::Latin)
    }

    pub(super) fn ideographs(&self) -> &'static str {
        if self.kana * 10 > self.of(Script::Ideographs) { "ja" } else { "zh" }
    }

    pub(super) fn cyrillic(&self) -> &'static str {
        let most = self.ukrainian.max(self.russian).max(self.serbian);
        match most {
            0 if self.hard_signs > 0 => "bg",
            most if self.ukrainian == most && most > 0 => "uk",
            most if self.serbian == most && most > 0 => "sr",
            most if self.hard_signs > most * 4 => "bg",
            _ => "ru",
        }
    }

    pub(super) fn arabic(&self) -> &'static str {
        if self.urdu > self.arabic && self.urdu * 30 > self.of(Script::Arabic) {
            "ur"
        } else if self.persian > self.arabic {
            "fa"
        } else {
            "ar"
        }
    }
}
