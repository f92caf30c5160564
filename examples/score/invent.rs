//! Invented stories: made of words that there are not, always the same ones for the same seed.

/// Numbers that look random (`SplitMix64`).
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }

    pub(super) fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound.max(1) as u64).unwrap_or_default()
    }

    pub(super) fn between(&mut self, from: usize, to: usize) -> usize {
        from + self.below(to - from + 1)
    }

    pub(super) fn chance(&mut self, hundredths: usize) -> bool {
        self.below(100) < hundredths
    }

    pub(super) fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        items.get(self.below(items.len()))
    }
}

const SMALL: [&str; 24] = [
    "the", "of", "and", "to", "in", "a", "that", "for", "on", "said", "is", "was", "with", "by", "as", "it", "at",
    "from", "has", "he", "will", "not", "its", "which",
];
const STARTS: [&str; 20] =
    ["b", "br", "ch", "d", "dr", "f", "gr", "h", "k", "l", "m", "n", "pl", "r", "s", "st", "t", "tr", "v", "w"];
const MIDDLES: [&str; 10] = ["a", "e", "i", "o", "u", "ai", "ea", "io", "ou", "ee"];
const ENDS: [&str; 14] = ["", "n", "r", "l", "nd", "st", "rt", "s", "ck", "m", "ng", "sh", "x", "t"];

/// A language of so many words.
pub(super) struct Language(Vec<String>);

impl Language {
    pub(super) fn new(random: &mut Random, words: usize) -> Self {
        let mut word = |_| {
            let syllables = random.between(1, 3);
            let mut syllable = || -> String {
                let parts = [random.pick(&STARTS), random.pick(&MIDDLES), random.pick(&ENDS)];
                parts.into_iter().flatten().copied().collect()
            };
            (0..syllables).map(|_| syllable()).collect()
        };
        Self((0..words).map(&mut word).collect())
    }

    /// A word: those at the start of the list are the frequent ones.
    pub(super) fn word(&self, random: &mut Random) -> &str {
        // The product of two draws is small more often than not, about as ranks of words are.
        let share = (random.below(1 << 16) * random.below(1 << 16)) >> 16;
        self.0.get((share * self.0.len()) >> 16).map_or("the", String::as_str)
    }

    pub(super) fn words(&self, random: &mut Random, count: usize) -> Vec<String> {
        let mut one = || {
            if random.chance(42) {
                random.pick(&SMALL).map_or("the", |word| word).to_owned()
            } else if random.chance(4) {
                number(random)
            } else {
                self.word(random).to_owned()
            }
        };
        (0..count).map(|_| one()).collect()
    }

    pub(super) fn sentence(&self, random: &mut Random) -> String {
        let length = random.between(8, 26);
        let mut sentence = self.words(random, length).join(" ");
        capitalise(&mut sentence);
        sentence + "."
    }

    pub(super) fn paragraph(&self, random: &mut Random) -> String {
        let sentences = random.between(1, 3);
        (0..sentences).map(|_| self.sentence(random)).collect::<Vec<_>>().join(" ")
    }

    pub(super) fn paragraphs(&self, random: &mut Random, from: usize, to: usize) -> Vec<String> {
        let count = random.between(from, to);
        (0..count).map(|_| self.paragraph(random)).collect()
    }

    pub(super) fn headline(&self, random: &mut Random) -> String {
        let length = random.between(5, 13);
        let mut words: Vec<String> = (0..length)
            .map(|_| {
                if random.chance(20) {
                    random.pick(&SMALL).map_or("the", |word| word).to_owned()
                } else {
                    self.word(random).to_owned()
                }
            })
            .collect();
        for word in &mut words {
            if random.chance(60) {
                capitalise(word);
            }
        }
        if let Some(first) = words.first_mut() {
            capitalise(first);
        }
        if random.chance(25) {
            let at = random.between(1, words.len() - 1);
            if let Some(word) = words.get_mut(at) {
                *word += random.pick(&[",", ":", " -", ";"]).copied().unwrap_or(",");
            }
        }
        words.join(" ")
    }
}

pub(super) fn capitalise(word: &mut String) {
    let mut chars = word.chars();
    if let Some(first) = chars.next() {
        *word = first.to_uppercase().chain(chars).collect();
    }
}

pub(super) fn number(random: &mut Random) -> String {
    match random.below(4) {
        0 => random.between(2, 99).to_string(),
        1 => format!("{}.{}", random.between(1, 400), random.below(100)),
        2 => format!("{},{:03}", random.between(1, 900), random.below(1000)),
        _ => random.between(100, 9_999).to_string(),
    }
}

/// The date so many days after the first of 2024.
pub(super) fn date(days: usize) -> String {
    let days = i64::try_from(days).unwrap_or_default();
    jiff_date(days)
}

fn jiff_date(days: i64) -> String {
    let first = jiff::civil::date(2024, 1, 1);
    first.checked_add(jiff::Span::new().days(days)).unwrap_or(first).to_string()
}
