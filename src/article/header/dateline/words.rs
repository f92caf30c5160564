//! Words that tell datelines from other openings.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

/// Who reports, in the brackets of Urdu papers: a correspondent, a desk.
pub(super) const DESKS: &[&str] = &[
    "نمائندہ خصوصی",
    "خصوصی نمائندہ",
    "نمائندہ",
    "نامہ نگار",
    "خبر نگار",
    "خصوصی رپورٹر",
    "اسٹاف رپورٹر",
    "سٹاف رپورٹر",
    "کامرس رپورٹر",
    "ویب ڈیسک",
    "نیوز ڈیسک",
    "مانیٹرنگ ڈیسک",
    "مانیٹرنگ",
];
/// Capitals before a dash or a colon that are no place.
pub(super) static HEADS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let words = "file byline moderator correspondent on in at by from since until am le il el die der das les la un una une ein eine for with as if to we he she \
        they you i update updated breaking exclusive opinion analysis watch video photos live review note warning \
        news factbox explainer editorial interview read listen report spoiler spoilers corrected question answer q a \
        summary facts fact comment column letter poll sport sports business world what who when where why how the \
        this that it no yes but and so now then today here score result results date time location name price title \
        author source credit image photo foto more related also see tip tips key points point part chapter day week \
        year step stage round group team game match final finals host guest moderator male female voice speaker \
        announcer reporter ps nb eds editor's editors' disclaimer advertisement sponsored alert urgent flash recap \
        preview rumor rumour official confirmed covid covid-19";
    words.split_whitespace().collect()
});
