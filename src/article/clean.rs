//! The one sanitiser: text of an article becomes [`Text`] here, or it does not reach anybody.

use std::fmt;
use std::ops::Deref;

use serde::Serialize;

/// One line of untrusted text without anything that a terminal, a file name or a clipboard could act on.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Text(String);

impl Text {
    /// Cleans `raw`.
    #[must_use]
    pub fn new(raw: &str) -> Self {
        Self(raw.chars().filter(|c| !c.is_control()).collect())
    }

    /// The text as a string slice.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// The name of a file as it may be shown.
#[must_use]
pub fn name(path: &std::path::Path) -> Text {
    Text::new(&path.to_string_lossy())
}
