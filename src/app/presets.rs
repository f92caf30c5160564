//! Keys at which users of other programs are at home. Each preset stands over the default keys: what it binds, it takes from them.
//! What has no key left then keeps its default one behind [`BEHIND`].

use super::action::{Action, Scope};
use crate::config::Preset;

/// The key behind which actions are found whose own keys a preset takes: no preset has another use for it.
pub(super) const BEHIND: &str = ",";

type Bound = (Scope, &'static str, Action);

/// newsboat(1), its default keys in the article list and the article view.
const NEWSBOAT: &[Bound] = &[
    // `n` is the next hit where something was searched, and else the next unread article, as it is without a preset.
    (Scope::List, "N", Action::ToggleRead),
    (Scope::List, "space", Action::PageDown),
    (Scope::List, "x", Action::Select),
    (Scope::List, "F", Action::Limit),
    (Scope::List, "l", Action::UnreadOnly),
    (Scope::List, "D", Action::Drop),
    (Scope::Anywhere, "s", Action::Export),
    (Scope::Anywhere, "* s", Action::ToggleStar),
    (Scope::List, "g", Action::SortMenu),
    (Scope::List, "r", Action::Refresh),
    (Scope::Reader, "u", Action::Hints),
    (Scope::Anywhere, "ctrl-e", Action::Note),
    (Scope::Anywhere, "U", Action::Undo),
    (Scope::List, "home", Action::Top),
];

/// mutt(1), its default keys in the index and the pager.
const MUTT: &[Bound] = &[
    (Scope::List, "tab", Action::NextUnread),
    (Scope::Anywhere, "N", Action::ToggleRead),
    (Scope::Anywhere, "F", Action::ToggleStar),
    (Scope::Anywhere, "d", Action::Drop),
    (Scope::Anywhere, "u", Action::Undo),
    (Scope::List, "t", Action::Select),
    (Scope::List, "T", Action::SelectBy),
    (Scope::Anywhere, ";", Action::ForSelected),
    (Scope::List, "l", Action::Limit),
    (Scope::List, "o", Action::SortMenu),
    (Scope::Anywhere, "s", Action::Export),
    (Scope::List, "space", Action::Open),
    (Scope::Reader, "-", Action::PageUp),
    (Scope::List, "]", Action::HalfPageDown),
    (Scope::List, "[", Action::HalfPageUp),
    (Scope::List, "*", Action::Bottom),
    (Scope::List, "=", Action::Top),
    (Scope::List, "$", Action::Refresh),
    (Scope::Reader, "i", Action::Back),
    (Scope::Reader, "j", Action::NextArticle),
    (Scope::Reader, "k", Action::PreviousArticle),
    (Scope::Reader, "enter", Action::Down),
    (Scope::Reader, "backspace", Action::Up),
    (Scope::Reader, "ctrl-b", Action::Hints),
    (Scope::Anywhere, "Y", Action::Tag),
];

/// less(1).
const LESS: &[Bound] = &[
    (Scope::List, "space", Action::PageDown),
    (Scope::List, "x", Action::Select),
    (Scope::Anywhere, "f", Action::PageDown),
    (Scope::Anywhere, "d", Action::HalfPageDown),
    (Scope::Anywhere, "u", Action::HalfPageUp),
    (Scope::Anywhere, "g", Action::Top),
    (Scope::Anywhere, "<", Action::Top),
    (Scope::Anywhere, ">", Action::Bottom),
    (Scope::Anywhere, "e", Action::Down),
    (Scope::Anywhere, "y", Action::Up),
    (Scope::Anywhere, "h", Action::Help),
    (Scope::Anywhere, "ctrl-n", Action::Down),
    (Scope::Anywhere, "ctrl-p", Action::Up),
    (Scope::Anywhere, "U", Action::Undo),
    (Scope::Anywhere, "D", Action::Drop),
    (Scope::Anywhere, "R", Action::Redraw),
    (Scope::Reader, "F", Action::Hints),
    (Scope::Anywhere, "C", Action::CopyText),
    (Scope::List, "X", Action::UnreadOnly),
];

/// The keys of a preset.
pub(super) fn keys(preset: Preset) -> &'static [Bound] {
    match preset {
        Preset::Default => &[],
        Preset::Newsboat => NEWSBOAT,
        Preset::Mutt => MUTT,
        Preset::Less => LESS,
    }
}
