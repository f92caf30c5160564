//! The language of a short text in the Latin script, from its trigrams: words of Finnish have so many endings that a lead of
//! twenty words may have none of the most frequent ones.

use std::sync::LazyLock;

use whatlang::{Detector, Lang};

/// Letters that are looked at, and of fewer than these nothing is said.
const SAMPLE: usize = 400;
const LEAST: usize = 50;

/// What can be told, with its ISO 639-1 code. Latin and Esperanto, which are not there, are what lists of names look like.
const LANGUAGES: [(Lang, &str); 31] = [
    (Lang::Afr, "af"),
    (Lang::Aze, "az"),
    (Lang::Cat, "ca"),
    (Lang::Ces, "cs"),
    (Lang::Cym, "cy"),
    (Lang::Dan, "da"),
    (Lang::Deu, "de"),
    (Lang::Eng, "en"),
    (Lang::Est, "et"),
    (Lang::Fin, "fi"),
    (Lang::Fra, "fr"),
    (Lang::Hrv, "hr"),
    (Lang::Hun, "hu"),
    (Lang::Ind, "id"),
    (Lang::Ita, "it"),
    (Lang::Lav, "lv"),
    (Lang::Lit, "lt"),
    (Lang::Nld, "nl"),
    (Lang::Nob, "no"),
    (Lang::Pol, "pl"),
    (Lang::Por, "pt"),
    (Lang::Ron, "ro"),
    (Lang::Slk, "sk"),
    (Lang::Slv, "sl"),
    (Lang::Spa, "es"),
    (Lang::Swe, "sv"),
    (Lang::Tgl, "tl"),
    (Lang::Tur, "tr"),
    (Lang::Uzb, "uz"),
    (Lang::Vie, "vi"),
    (Lang::Zul, "zu"),
];

static DETECTOR: LazyLock<Detector> =
    LazyLock::new(|| Detector::with_allowlist(LANGUAGES.iter().map(|(language, _)| *language).collect()));

/// The language of texts one behind the other, where it is certain.
pub(super) fn tell<'t>(texts: impl Iterator<Item = &'t str>) -> Option<&'static str> {
    let sample: String = texts.flat_map(|text| text.chars().chain([' '])).take(SAMPLE).collect();
    if sample.chars().filter(|c| c.is_alphabetic()).count() < LEAST {
        return None;
    }
    let found = DETECTOR.detect(&sample).filter(whatlang::Info::is_reliable)?;
    LANGUAGES.iter().find(|(language, _)| *language == found.lang()).map(|(_, code)| *code)
}
