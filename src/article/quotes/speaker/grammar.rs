//! How languages differ, as far as it matters to who speaks.

/// Where a language has its verbs and their subjects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::article::quotes) enum Grammar {
    /// As English has them.
    Plain,
    /// The verb comes second, and all nouns have capitals.
    German,
    /// The verb comes second: behind a quote it stands before its subject.
    Second,
    /// What tells more of a noun stands behind it.
    Romance,
    /// The verb comes last, so that a quote stands between it and its subject.
    Turkish,
    /// A word is several syllables, each written as a word, and few nouns stand for somebody without one that says so: "ông".
    Vietnamese,
}

impl Grammar {
    pub(in crate::article::quotes) fn of(language: &str) -> Self {
        match language {
            "de" => Self::German,
            "nl" | "sv" | "no" | "da" => Self::Second,
            "fr" | "es" | "it" | "pt" | "bg" => Self::Romance,
            "tr" => Self::Turkish,
            "vi" => Self::Vietnamese,
            _ => Self::Plain,
        }
    }
}
