//! Settings that are one of several words. The words are the names that [`ValueEnum`] makes of the variants.

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

/// The themes that the program brings.
pub const THEMES: [&str; 5] = ["default", "light", "high-contrast", "colour-blind", "mono"];

/// The keys to start from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Preset {
    /// dateline's own.
    Default,
    /// Those of newsboat.
    Newsboat,
    /// Those of mutt.
    Mutt,
    /// Those of less.
    Less,
}

/// Where a key holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum KeyScope {
    /// In the list and in the reader.
    Anywhere,
    /// In the list.
    List,
    /// In the reader.
    Reader,
}

/// How many colours are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Colours {
    /// As many as the terminal has, as far as it tells; none under `NO_COLOR` (no-color.org).
    Auto,
    /// 24 bits a colour.
    Truecolor,
    /// The palette of xterm.
    #[value(name = "256")]
    Indexed,
    /// The 16 of the terminal's own palette.
    #[value(name = "16")]
    Ansi,
    /// None: attributes only.
    None,
}

/// Who brings right-to-left text into its order (UAX #9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Bidi {
    /// The terminal where it is known to do so, else the program.
    Auto,
    /// The program.
    App,
    /// The terminal.
    Terminal,
    /// Nobody: text stays in the order in which it is read aloud.
    Off,
}

/// Where the article under the cursor is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
pub enum Preview {
    /// Beside the list or below it, where there is room.
    Auto,
    /// Beside the list.
    Beside,
    /// Below the list.
    Below,
    /// Nowhere: the list has the screen until an article is opened.
    None,
}

/// Whether bars below the list show of which days its articles are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
pub enum Strip {
    /// Below a list that is high enough.
    Auto,
    /// Below any list that leaves room for it.
    Always,
    /// Not.
    Never,
}

/// A column of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Column {
    /// The day of publication.
    Date,
    /// The headline.
    Headline,
    /// The site.
    Site,
    /// The number of words.
    Length,
    /// How many pages carry it in their lists of stories.
    Links,
    /// How many other articles have its text.
    Copies,
    /// How many of its paragraphs stood in nothing that was read.
    New,
}

/// By what the list is grouped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
pub enum Group {
    /// By nothing.
    #[default]
    None,
    /// By the day of publication.
    Day,
    /// By the site.
    Site,
    /// By the source: the agency or desk.
    Source,
    /// By the first of the saved searches that finds the article.
    Search,
}

/// The word for a choice, as the file has it.
pub(super) fn word<T: ValueEnum>(choice: &T) -> String {
    choice.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

/// All words for a choice.
pub(super) fn words<T: ValueEnum>() -> Vec<String> {
    T::value_variants().iter().map(word).collect()
}
