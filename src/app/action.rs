//! The one table of actions: the keymap, the help and the command palette are made from it.

/// Something the reader can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "ACTIONS says of each action what it does")]
pub enum Action {
    Down,
    Up,
    HalfPageDown,
    HalfPageUp,
    PageDown,
    PageUp,
    Top,
    Bottom,
    Open,
    Back,
    NextArticle,
    PreviousArticle,
    NextUnread,
    NextQuote,
    PreviousQuote,
    FoldToQuotes,
    NextLink,
    PreviousLink,
    Hints,
    HistoryBack,
    HistoryForward,
    Search,
    NextHit,
    PreviousHit,
    ToggleRead,
    ToggleStar,
    Undo,
    Redo,
    UnreadOnly,
    StarredOnly,
    Refresh,
    ReadAll,
    Pause,
    Wider,
    Narrower,
    Problems,
    Help,
    Palette,
    Redraw,
    Suspend,
    Quit,
}

/// Where an action can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// In the list and in the reader.
    Anywhere,
    /// In the list only.
    List,
    /// In the reader only.
    Reader,
}

/// One row of the table.
#[derive(Debug)]
pub struct Entry {
    /// The action.
    pub action: Action,
    /// Its name, for the palette and the configuration.
    pub name: &'static str,
    /// What it does, for the help.
    pub help: &'static str,
    /// Where it can be used.
    pub scope: Scope,
    /// Its default keys; the keys of a sequence are separated by spaces.
    pub keys: &'static [&'static str],
}

const fn entry(
    action: Action,
    scope: Scope,
    name: &'static str,
    keys: &'static [&'static str],
    help: &'static str,
) -> Entry {
    Entry { action, name, help, scope, keys }
}

/// All actions, in the order of the help.
pub const ACTIONS: &[Entry] = &[
    entry(Action::Down, Scope::Anywhere, "down", &["j", "down"], "next article, or one line down"),
    entry(Action::Up, Scope::Anywhere, "up", &["k", "up"], "previous article, or one line up"),
    entry(Action::PageDown, Scope::Anywhere, "page-down", &["space", "ctrl-f", "pagedown"], "one page down"),
    entry(Action::PageUp, Scope::Anywhere, "page-up", &["b", "ctrl-b", "pageup"], "one page up"),
    entry(Action::HalfPageDown, Scope::Anywhere, "half-page-down", &["ctrl-d"], "half a page down"),
    entry(Action::HalfPageUp, Scope::Anywhere, "half-page-up", &["ctrl-u"], "half a page up"),
    entry(Action::Top, Scope::Anywhere, "top", &["g g", "home"], "to the first row or line"),
    entry(Action::Bottom, Scope::Anywhere, "bottom", &["G", "end"], "to the last row or line"),
    entry(Action::Open, Scope::Anywhere, "open", &["enter", "l", "right"], "open the article, follow the story link"),
    entry(Action::Back, Scope::Anywhere, "back", &["q", "h", "esc", "left"], "back one level; q quits at the top"),
    entry(Action::NextArticle, Scope::Reader, "next-article", &["J"], "the next article of the list"),
    entry(Action::PreviousArticle, Scope::Reader, "previous-article", &["K"], "the previous article of the list"),
    entry(Action::NextUnread, Scope::Anywhere, "next-unread", &["] u"], "the next unread article"),
    entry(Action::NextQuote, Scope::Reader, "next-quote", &["] q"], "the next quote"),
    entry(Action::PreviousQuote, Scope::Reader, "previous-quote", &["[ q"], "the previous quote"),
    entry(Action::FoldToQuotes, Scope::Reader, "fold-to-quotes", &["T"], "fold the prose between the quotes"),
    entry(Action::NextLink, Scope::Reader, "next-link", &["tab"], "the next story link"),
    entry(Action::PreviousLink, Scope::Reader, "previous-link", &["backtab"], "the previous story link"),
    entry(Action::Hints, Scope::Reader, "hints", &["f"], "letters on the story links: press one to follow it"),
    entry(Action::HistoryBack, Scope::Anywhere, "history-back", &["ctrl-o", "alt-left", "H"], "back in the history"),
    entry(
        Action::HistoryForward,
        Scope::Anywhere,
        "history-forward",
        &["ctrl-i", "alt-right", "L"],
        "forward in the history",
    ),
    entry(Action::Search, Scope::Anywhere, "search", &["/"], "limit the list by a query, search in the article"),
    entry(Action::NextHit, Scope::Reader, "next-hit", &["n"], "the next hit of the search"),
    entry(Action::PreviousHit, Scope::Reader, "previous-hit", &["N"], "the previous hit of the search"),
    entry(Action::ToggleRead, Scope::Anywhere, "toggle-read", &["r"], "mark read or unread"),
    entry(Action::ToggleStar, Scope::Anywhere, "toggle-star", &["s"], "star, or take the star away"),
    entry(Action::Undo, Scope::Anywhere, "undo", &["u"], "undo the last mark"),
    entry(Action::Redo, Scope::Anywhere, "redo", &["ctrl-r"], "redo the mark undone last"),
    entry(Action::UnreadOnly, Scope::List, "unread-only", &["U"], "only unread articles, or all"),
    entry(Action::StarredOnly, Scope::List, "starred-only", &["S"], "only starred articles, or all"),
    entry(Action::Refresh, Scope::List, "refresh", &["R"], "refresh the view: rows that no longer belong go"),
    entry(Action::ReadAll, Scope::List, "read-all", &["A"], "mark all of the list read"),
    entry(Action::Pause, Scope::Anywhere, "pause", &["P"], "let the building of the full text wait, or go on"),
    entry(Action::Wider, Scope::Reader, "wider", &["+", "="], "a wider measure"),
    entry(Action::Narrower, Scope::Reader, "narrower", &["-"], "a narrower measure"),
    entry(Action::Problems, Scope::Anywhere, "problems", &["!"], "files that could not be read"),
    entry(Action::Help, Scope::Anywhere, "help", &["?", "f1"], "this help"),
    entry(Action::Palette, Scope::Anywhere, "palette", &[":"], "find a command by its name"),
    entry(Action::Redraw, Scope::Anywhere, "redraw", &["ctrl-l"], "draw the screen anew"),
    entry(Action::Suspend, Scope::Anywhere, "suspend", &["ctrl-z"], "stop, to come back with fg"),
    entry(Action::Quit, Scope::Anywhere, "quit", &["Q", "ctrl-c"], "quit"),
];

/// The groups of the help: a heading, and the scope of its actions.
pub const HELP_GROUPS: [(&str, Scope); 3] =
    [("everywhere", Scope::Anywhere), ("in the list", Scope::List), ("in the reader", Scope::Reader)];
