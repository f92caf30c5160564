use proptest::prelude::*;
use unicode_normalization::char::is_combining_mark;

use super::*;
use crate::article::Article;
use crate::library::query::{Pattern, TextField};

/// The forms of a text.
fn check(text: &str, expected: &str) {
    let mut found = Vec::new();
    forms(text, |form, position, range| {
        assert_eq!(position as usize, found.len());
        assert!(text.get(range).is_some(), "{text:?}");
        found.push(form.to_owned());
    });
    assert_eq!(found.join(" "), expected, "{text:?}");
}

fn word(word: &str) -> Needle {
    Needle::new(&Pattern::Word(word.to_owned()))
}

fn finds(typed: &str, text: &str, language: Option<&str>) -> bool {
    word(typed).find(text, language).is_some()
}

#[test]
fn words_are_runs_of_letters_and_digits() {
    check("Xi's visit, on Jan. 30th", "xi visit on jan 30th");
    check("l’eau don't O'Brien 'quoted' the 's'", "l eau don t o brien quoted the");
    check("U.S. 3,784 e-mail a_b", "u s 3 784 e mail a b");
    check("", "");
    check("… — !", "");
}

#[test]
fn case_accents_and_variants_are_folded() {
    check("CAFÉ Straße Ærø Łódź ŒUVRE İstanbul ﬁnd Ｆull", "cafe strasse aero lodz oeuvre istanbul find full");
    check("ΟΔΟΣ Ёлка Новый Київ", "οδοσ елка новый київ");
    check("كِتَابٌ آباد کی ہے ۱۲", "كتاب اباد كي هے 12");
    check("e\u{301}te\u{301}", "ete");
}

#[test]
fn letters_that_are_known_at_once_are_letters() {
    let letters = ('\u{c0}'..='\u{17f}').chain('\u{400}'..='\u{489}').chain('\u{5d0}'..='\u{6ff}');
    for c in letters.filter(|c| !is_combining_mark(*c)) {
        check(&format!("a{c}b"), &if c.is_alphanumeric() { folded(&format!("a{c}b")) } else { "a b".to_owned() });
    }
}

#[test]
fn scripts_without_spaces_are_cut_into_characters() {
    check("北京2024年", "北 京 2024 年");
    check("ガカ ｶﾞ コーヒー", "ガ カ ガ コ ー ヒ ー");
    check("한국어 \u{1112}\u{1161}\u{11ab}", "한 국 어 한");
    check("ภาษาไทย", "ภ า ษ า ไ ท ย");
    check("हिन्दी में", "हिन्दी में");
}

#[test]
fn a_word_is_found_in_all_its_forms() {
    assert!(finds("study", "Two STUDIES were made", Some("en")));
    assert!(!finds("study", "Two STUDIES were made", None));
    assert!(finds("studies", "studies", None));
    assert!(finds("cafe", "les cafés", Some("fr")));
    assert!(finds("café", "the cafe", Some("en")));
    assert!(finds("häuser", "Das Haus", Some("de")));
    assert!(finds("strasse", "Die Straße", Some("de")));
    assert!(finds("новости", "новостей", Some("ru")));
    assert!(finds("پاکستان", "پاکستان کی خبریں", Some("ur")));
    assert!(finds("국어", "한국어는", Some("ko")));
    assert!(finds("京都", "東京都", Some("ja")));
    assert!(!finds("都京", "東京都", Some("ja")));
    assert!(finds("o'brien", "Mr O’Brien's house", Some("en")));
}

#[test]
fn a_stem_counts_in_its_own_language_only() {
    assert!(finds("news", "des news", Some("fr")));
    assert!(finds("news", "un new", Some("fr")), "French shortens it");
    assert!(!finds("news", "a new one", Some("en")));
}

#[test]
fn a_prefix_is_compared_with_what_is_written() {
    let starts = |prefix: &str, text: &str| {
        Needle::new(&Pattern::Prefix(prefix.to_owned()))
            .find(text, Some("en"))
            .and_then(|range| text.get(range))
            .map(str::to_owned)
    };
    assert_eq!(starts("studie", "many Studies").as_deref(), Some("Studies"));
    assert_eq!(starts("studie", "studying"), None);
    assert_eq!(starts("É", "an eel").as_deref(), Some("eel"));
    assert_eq!(starts("o'br", "O'Brien").as_deref(), Some("O'Brien"));
    assert_eq!(starts("東京", "在東京").as_deref(), Some("東京"));
}

#[test]
fn a_phrase_is_words_in_a_row() {
    let hits = |words: &[&str], text: &str| {
        let mut hits = Vec::new();
        let words = words.iter().map(|&word| word.to_owned()).collect();
        Needle::new(&Pattern::Phrase(words))
            .each(text, Some("en"), &mut |range| hits.extend(text.get(range).map(str::to_owned)));
        hits
    };
    assert_eq!(hits(&["told", "reporters"], "told, told the reporters; he tells a reporter"), [""; 0]);
    assert_eq!(hits(&["told", "reporters"], "she told told reporters"), ["told reporters"]);
    assert_eq!(hits(&["ha", "ha"], "ha ha ha"), ["ha ha", "ha ha"]);
    assert_eq!(hits(&["Xi", "visit"], "Xi’s visit"), ["Xi’s visit"]);
}

#[test]
fn what_asks_for_nothing_is_everywhere() {
    assert!(word("…").is_in(&Article::default(), TextField::Any));
    assert!(!word("a").is_in(&Article::default(), TextField::Any));
    assert_eq!(word("…").find("a", None), None);
}

#[test]
fn a_long_run_is_cut() {
    assert_eq!(folded(&"x".repeat(1000)).len(), folded(&"x".repeat(64)).len());
    assert!(finds(&"é".repeat(100), &"E".repeat(70), None));
}

proptest! {
    #[test]
    fn any_text_gives_terms_of_its_words(text in any::<String>(), number in 0..LANGUAGES.len()) {
        let language = LANGUAGES.get(number).copied();
        let mut count = 0;
        let mut failed = None;
        tokens(&text, language, |token| {
            let word = text.get(token.range.clone()).unwrap_or_default();
            if !terms(word).iter().any(|term| term == token.term) || token.position != count {
                failed = Some(word.to_owned());
            }
            count += 1;
        });
        prop_assert_eq!(failed, None);
    }

    /// What is looked up letter by letter is what the rules give for the whole word.
    #[test]
    fn letters_are_folded_as_their_words_are(word in "[a-zA-Z0-9\u{80}-\u{7ff}]{1,80}|[\u{620}-\u{64f}ـ]{1,80}|[Ѐ-ӿα-ωÀ-ſ]{1,40}") {
        let mut form = String::new();
        fold::fold_unicode(&word, &mut form);
        prop_assert_eq!(folded(&word), form);
    }

    #[test]
    fn folding_again_changes_nothing(word in any::<String>()) {
        let form = folded(&word);
        prop_assert_eq!(folded(&form), form);
    }

    #[test]
    fn any_word_is_stemmed_by_any_language(word in "[a-zà-ÿα-ωа-я'ء-ي֐-תऀ-ॿ஀-௿Ա-ֆ]{0,20}") {
        for language in Language::all() {
            prop_assert!(language.term(&word).ends_with(language.mark()));
        }
    }
}

const LANGUAGES: [&str; 12] = ["en", "de", "fr", "ru", "tr", "ar", "fa", "hi", "ja", "ko", "zh", "xx"];

#[test]
fn arabic_words_are_the_same_with_and_without_their_article() {
    let term = |word: &str| Language::of("ar").unwrap().term(&folded(word));
    for (bare, definite) in [
        ("مكتبة", "المكتبة"),
        ("قاهرة", "القاهرة"),
        ("جديدة", "الجديدة"),
        ("سوري", "السوري"),
        ("سورية", "السورية"),
        ("مستشفى", "بالمستشفى"),
        ("حكومة", "للحكومة"),
        ("مدير", "المدير"),
    ] {
        assert_eq!(term(bare), term(definite), "{bare}");
    }
    assert_eq!(term("كتاب"), term("كتابه"));
    assert_ne!(term("مكتبة"), term("مدير"));
}
