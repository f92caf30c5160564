//! How alike two bodies are: a hash that changes little when the text does.

use super::Article;

/// The likeness of an article's body: of two versions of a story it differs in few of its 64 bits, of two stories in
/// about half of them (a simhash over pairs of words). 0 for a body of less than a dozen words, which says too little.
#[must_use]
pub fn likeness(article: &Article) -> u64 {
    let mut votes = [0_i32; 64];
    let (mut before, mut words) = (0, 0);
    for paragraph in &article.paragraphs {
        for word in paragraph.text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            let word = hash(word);
            let pair = mix(word ^ before);
            for (bit, vote) in votes.iter_mut().enumerate() {
                *vote += if pair >> bit & 1 == 1 { 1 } else { -1 };
            }
            before = word.rotate_left(1);
            words += 1;
        }
    }
    if words < 12 {
        return 0;
    }
    votes.iter().enumerate().fold(0, |hash, (bit, vote)| hash | u64::from(*vote > 0) << bit)
}

/// FNV-1a of a word in small letters. What it gives is kept on disk, so it must stay as it is.
fn hash(word: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for c in word.chars().flat_map(char::to_lowercase) {
        hash = (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3);
    }
    hash
}

/// Spreads a hash over all its bits (the finaliser of `MurmurHash3`).
fn mix(hash: u64) -> u64 {
    let hash = (hash ^ hash >> 33).wrapping_mul(0xff51_afd7_ed55_8ccd);
    let hash = (hash ^ hash >> 33).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ hash >> 33
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Fields, parse};

    fn body(sentence: &str, many: usize) -> String {
        let names = ["Ada", "Bo", "Cy", "Di", "Ed", "Flo", "Gus", "Hal", "Ida", "Jo", "Kit", "Lou"];
        let say = |n: usize| {
            let name = names[n * 7 % names.len()];
            format!("{name} told the council of {} about {} on day {n}.\n\n", names[n % names.len()], n * 31)
        };
        format!("A headline\n\n{}{sentence}\n", (0..many).map(say).collect::<String>())
    }

    fn of(text: &str) -> u64 {
        likeness(&parse(text, &Fields::default()))
    }

    #[test]
    fn a_correction_changes_little_and_another_story_much() {
        let story = of(&body("The vote is on Monday in Norvik.", 30));
        let corrected = of(&body("The vote is on Tuesday in Norvik.", 30));
        assert!((story ^ corrected).count_ones() <= 4);
        let other =
            of(&"Rain fell over the northern hills, and rivers rose faster than the wardens had feared. ".repeat(9));
        assert!((story ^ other).count_ones() > 16);
        assert_eq!(of("A headline\n\nToo short to say."), 0);
    }
}
