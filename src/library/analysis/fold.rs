//! A word as it is compared: without case, accents and variants of letters.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Characters of a form. What is longer is no word of a language; its beginning will do.
const LONGEST: usize = 64;

/// Where the alphabets of Latin, Greek, Cyrillic, Armenian, Hebrew and Arabic end, without the extended ones.
const ALPHABETS_END: char = '\u{700}';

/// What each letter of these alphabets is folded to; none for a mark, which changes the letter before it.
///
/// Their letters are folded each by itself, so that a word of them is looked up instead of being taken apart and put together
/// again by the rules of normalisation.
static LETTERS: LazyLock<Vec<Option<Box<str>>>> = LazyLock::new(|| {
    let folded = |c: char| {
        let mut form = String::new();
        fold_unicode(c.encode_utf8(&mut [0; 4]), &mut form);
        (!is_combining_mark(c)).then(|| form.into_boxed_str())
    };
    ('\0'..ALPHABETS_END).map(folded).collect()
});

/// Folds `word` into `form`, which is emptied first.
pub(super) fn fold(word: &str, form: &mut String) {
    form.clear();
    if word.is_ascii() {
        form.push_str(shortened(word));
        form.make_ascii_lowercase();
    } else if !fold_letters(word, form) {
        form.clear();
        fold_unicode(word, form);
    }
}

/// Folds a word that has letters of the table only, and so few that nothing is cut off; else it gives up.
fn fold_letters(word: &str, form: &mut String) -> bool {
    if word.len() > LONGEST {
        return false;
    }
    for c in word.chars() {
        let Some(Some(folded)) = LETTERS.get(c as usize) else { return false };
        form.push_str(folded);
    }
    form.len() <= LONGEST
}

/// As much of a word in ASCII as its form has.
pub(super) fn shortened(word: &str) -> &str {
    word.get(..LONGEST).unwrap_or(word)
}

/// Folds a word by the rules, and cuts it where it is too long.
pub(super) fn fold_unicode(word: &str, form: &mut String) {
    let mut letter = '\0';
    let bare = word.chars().take(LONGEST).nfkd().flat_map(char::to_lowercase).nfd().filter(move |&c| {
        if is_combining_mark(c) {
            return !is_accent(c) || makes_a_letter(letter, c);
        }
        letter = c;
        true
    });
    for c in bare.nfc() {
        match variant(c) {
            Some(letters) => form.push_str(letters),
            None => form.push(c),
        }
    }
    if let Some((end, _)) = form.char_indices().nth(LONGEST) {
        form.truncate(end);
    }
}

/// Whether a mark may be left out in writing. The vowel signs of Indic scripts and the voicing marks of Kana may not.
fn is_accent(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}'
        // The points of Hebrew and Arabic.
        | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}')
}

/// Whether a mark makes another letter of a Cyrillic one, as in й and ї; ё is written е as often as not.
fn makes_a_letter(base: char, mark: char) -> bool {
    matches!(base, '\u{400}'..='\u{52f}') && base != 'е' && matches!(mark, '\u{306}' | '\u{308}')
}

/// What is written for a letter where its keyboard does not have it.
fn variant(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ø' => "o",
        'ð' | 'đ' => "d",
        'ł' => "l",
        'ħ' => "h",
        'ı' => "i",
        'ς' => "σ",
        // Letters that Arabic, Persian and Urdu keyboards write differently.
        'ی' | 'ى' => "ي",
        'ک' => "ك",
        'ہ' | 'ھ' | 'ۀ' | 'ة' => "ه",
        // The stretching line, which is not of the word.
        'ـ' => "",
        '٠' | '۰' => "0",
        '١' | '۱' => "1",
        '٢' | '۲' => "2",
        '٣' | '۳' => "3",
        '٤' | '۴' => "4",
        '٥' | '۵' => "5",
        '٦' | '۶' => "6",
        '٧' | '۷' => "7",
        '٨' | '۸' => "8",
        '٩' | '۹' => "9",
        _ => return None,
    })
}
