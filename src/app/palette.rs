//! Actions found by their names.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Matcher, Utf32Str};

use super::State;
use super::action::{ACTIONS, Action, Entry, Scope};
use super::menu::Window;

/// Rows of the palette, at most.
const ROWS: u16 = 12;

/// The entries of the table that `typed` means in `scope`, the best first.
pub(super) fn matching(typed: &str, scope: Scope) -> Vec<&'static Entry> {
    let pattern = Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart);
    let mut matcher = Matcher::default();
    let mut buffer = Vec::new();
    let mut found: Vec<_> = ACTIONS
        .iter()
        .filter(|entry| entry.scope.meets(scope))
        .filter(|entry| entry.action != Action::Palette)
        .filter_map(|entry| {
            // What is called so comes before what the help only says so of.
            let named = pattern.score(Utf32Str::new(entry.name, &mut buffer), &mut matcher);
            let text = format!("{} {}", entry.name, entry.help);
            let all = pattern.score(Utf32Str::new(&text, &mut buffer), &mut matcher)?;
            Some(((named, all), entry))
        })
        .collect();
    found.sort_by_key(|&(score, _)| std::cmp::Reverse(score));
    found.into_iter().map(|(_, entry)| entry).collect()
}

impl State {
    /// The actions that the palette offers for what was typed, the best first.
    #[must_use]
    pub fn palette(&self, typed: &str) -> Vec<&'static Entry> {
        matching(typed, self.scope())
    }

    /// The entries of the palette that are shown; one row where there is none.
    #[must_use]
    pub fn palette_window(&self) -> Window {
        let (count, chosen) =
            self.prompt.as_ref().map_or((0, 0), |prompt| (self.palette(prompt.text()).len(), prompt.chosen));
        Window::new(count.max(1), chosen, self.size.1.saturating_sub(1).min(ROWS))
    }
}
