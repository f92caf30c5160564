//! The one table of actions: the keymap, the help, the command palette and the manual are made from it.

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
    BackOrQuit,
    NextArticle,
    PreviousArticle,
    NextUnread,
    NextParagraph,
    PreviousParagraph,
    NextQuote,
    PreviousQuote,
    NextLink,
    PreviousLink,
    Hints,
    HistoryBack,
    HistoryForward,
    SetBookmark,
    GoToBookmark,
    FoldToQuotes,
    ToggleFold,
    FoldAll,
    UnfoldAll,
    FoldKnown,
    Compare,
    NextDifference,
    PreviousDifference,
    FoldCopies,
    Copies,
    Linkers,
    Limit,
    Search,
    NextHit,
    PreviousHit,
    UnreadOnly,
    StarredOnly,
    NotedOnly,
    SortMenu,
    Refresh,
    Facets,
    Timeline,
    Exclude,
    Voices,
    Kwic,
    Alike,
    /// A saved search of the configuration, by its number.
    Saved(usize),
    Select,
    SelectRange,
    SelectBy,
    Reselect,
    ForThis,
    ForSelected,
    ForAbove,
    ForBelow,
    ForAll,
    ForQuery,
    ToggleRead,
    Read,
    Unread,
    ToggleStar,
    Unstar,
    Keep,
    Drop,
    Undecide,
    Tag,
    ReadAll,
    Note,
    EditNote,
    CopyText,
    CopyArticle,
    CopyQuote,
    CopyCitation,
    CopyUrl,
    CopyPath,
    Export,
    Browse,
    Pipe,
    Shell,
    Pick,
    Repeat,
    Undo,
    Redo,
    Preview,
    Strip,
    Zen,
    Wider,
    Narrower,
    Statistics,
    Problems,
    Pause,
    Help,
    Palette,
    Redraw,
    Suspend,
    Quit,
}

impl Action {
    /// Whether it is about the terminal, so that it is done whatever lies over the panes.
    pub(super) fn is_of_terminal(self) -> bool {
        matches!(self, Self::Redraw | Self::Suspend)
    }
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

impl Scope {
    /// Whether keys of both can be meant at the same time.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self == other || self == Self::Anywhere || other == Self::Anywhere
    }
}

/// What the help puts together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Getting about.
    Move,
    /// What is listed, and in which order.
    Limit,
    /// Choosing many articles.
    Choose,
    /// What is done to articles.
    Verb,
    /// The screen and the program.
    Screen,
}

/// One row of the table.
#[derive(Debug)]
pub struct Entry {
    /// The action.
    pub action: Action,
    /// Where the help has it.
    pub group: Group,
    /// Its name, for the palette and the configuration.
    pub name: &'static str,
    /// What it does, for the help.
    pub help: &'static str,
    /// Where it can be used.
    pub scope: Scope,
    /// Its default keys; the keys of a sequence are separated by spaces.
    pub keys: &'static [&'static str],
}

/// The groups of the help, each with its heading.
pub const HELP_GROUPS: [(&str, Group); 5] = [
    ("getting about", Group::Move),
    ("what is listed, and how", Group::Limit),
    ("choosing many: the next verb is done to all of them", Group::Choose),
    ("verbs: to this article, to the selected ones, to as many as the count before the key says", Group::Verb),
    ("the screen", Group::Screen),
];

macro_rules! entries {
    ($($group:ident { $($action:ident $scope:ident $name:literal [$($keys:literal),*] $help:literal;)* })*) => {
        &[$($(Entry {
            action: Action::$action,
            group: Group::$group,
            name: $name,
            help: $help,
            scope: Scope::$scope,
            keys: &[$($keys),*],
        },)*)*]
    };
}

/// All actions, in the order of the help.
pub const ACTIONS: &[Entry] = entries! {
    Move {
        Down Anywhere "down" ["j", "down"] "next article, or one line down";
        Up Anywhere "up" ["k", "up"] "previous article, or one line up";
        PageDown Anywhere "page-down" ["ctrl-f", "pagedown"] "one page down";
        PageUp Anywhere "page-up" ["b", "ctrl-b", "pageup"] "one page up";
        HalfPageDown Anywhere "half-page-down" ["ctrl-d"] "half a page down";
        HalfPageUp Anywhere "half-page-up" ["ctrl-u"] "half a page up";
        Top Anywhere "top" ["g g", "home"] "to the first row or line; with a count to that one";
        Bottom Anywhere "bottom" ["G", "end"] "to the last row or line; with a count to that one";
        Open Anywhere "open" ["enter", "l", "right"] "open the article, follow the story link";
        Back Anywhere "back" ["h", "esc", "left"] "back one level: from the article, the selection, the search, a limit";
        BackOrQuit Anywhere "back-or-quit" ["q"] "back one level; at the top, quit";
        NextArticle Reader "next-article" ["J"] "the next article of the list";
        PreviousArticle Reader "previous-article" ["K"] "the previous article of the list";
        NextUnread Anywhere "next-unread" ["] u"] "the next unread article";
        NextParagraph Reader "next-paragraph" ["}"] "the next paragraph";
        PreviousParagraph Reader "previous-paragraph" ["{"] "the previous paragraph";
        NextQuote Reader "next-quote" ["] q"] "the next quote";
        PreviousQuote Reader "previous-quote" ["[ q"] "the previous quote";
        NextLink Reader "next-link" ["tab"] "the next story link";
        PreviousLink Reader "previous-link" ["backtab"] "the previous story link";
        Hints Reader "hints" ["f"] "letters on the story links: press one to follow it";
        HistoryBack Anywhere "history-back" ["ctrl-o", "alt-left", "H"] "back in the history";
        HistoryForward Anywhere "history-forward" ["ctrl-i", "alt-right", "L"] "forward in the history";
        SetBookmark Anywhere "set-bookmark" ["m"] "with a letter behind it: remember this article";
        GoToBookmark Anywhere "go-to-bookmark" ["'"] "with a letter behind it: go to the article remembered so";
        FoldToQuotes Reader "fold-to-quotes" ["T"] "fold the prose between the quotes";
        ToggleFold Reader "toggle-fold" ["z a"] "fold the stray lines, boilerplate or section here, or unfold";
        FoldAll Reader "fold-all" ["z M"] "fold stray lines, boilerplate and sections";
        UnfoldAll Reader "unfold-all" ["z R"] "unfold everything";
        Compare Reader "compare" ["C"] "beside the next copy: what this article adds, leaves out and words otherwise";
        NextDifference Reader "next-difference" ["] c"] "the next difference to the copy";
        PreviousDifference Reader "previous-difference" ["[ c"] "the previous difference to the copy";
        FoldKnown Reader "fold-known" ["z k"] "fold the paragraphs that stood in what you read";
    }
    Limit {
        Limit Anywhere "limit" ["&"] "limit the list by a query, within the limits in force; back takes one away";
        Search Anywhere "search" ["/"] "find rows by a query, or words in the article";
        NextHit Anywhere "next-hit" ["n"] "the next hit; where nothing was searched, the next unread article";
        PreviousHit Anywhere "previous-hit" ["N"] "the previous hit; where nothing was searched, a note";
        UnreadOnly List "unread-only" ["U"] "only unread articles, or all";
        StarredOnly List "starred-only" ["g s"] "only starred articles, or all";
        NotedOnly List "noted-only" ["g n"] "only articles with a note, or all";
        FoldCopies List "fold-copies" ["z c"] "one row for all copies of a text, or a row for each";
        Copies Anywhere "copies" ["g c"] "the other articles with this text";
        Linkers Anywhere "linkers" ["g l"] "the pages that carry this article in their lists";
        SortMenu List "sort-menu" ["S"] "choose the order and the groups";
        Refresh Anywhere "refresh" ["R"] "the view anew, without what no longer belongs; in the article its file anew";
        Facets Anywhere "facets" ["g f"] "count the view by site, month, speaker: enter limits to a value, tab is the next field";
        Timeline Anywhere "timeline" ["g t"] "go by the bars of days, months or years: h and l jump, enter limits, v begins a range";
        Exclude Anywhere "exclude" ["~"] "among the counts: limit the view to the others";
        Voices Anywhere "voices" ["g w"] "what the speaker of this quote said elsewhere, and which articles cut it";
        Kwic Anywhere "hits-in-context" ["g k"] "the hits of the limit, a line each; S sorts by the word before or behind";
        Alike Anywhere "more-like-this" ["g m"] "a limit made of the words that set this article apart, to be edited";
    }
    Choose {
        Select List "select" ["space"] "select, or take from the selection, and move on";
        SelectRange Anywhere "select-range" ["v"] "in the list a range of articles, in the article lines to copy";
        SelectBy List "select-by" ["*"] "select by a query";
        Reselect List "reselect" ["g v"] "select again what was selected last";
        ForThis Anywhere "for-this" ["; ."] "the next verb: to this article only";
        ForSelected Anywhere "for-selected" ["; ;"] "the next verb: to the selected articles";
        ForAbove Anywhere "for-above" ["; k"] "the next verb: to this and all above";
        ForBelow Anywhere "for-below" ["; j"] "the next verb: to this and all below";
        ForAll Anywhere "for-all" ["; a"] "the next verb: to the whole view";
        ForQuery Anywhere "for-query" ["; /"] "the next verb: to what a query finds in the view";
    }
    Verb {
        ToggleRead Anywhere "toggle-read" ["r"] "mark read; one that is read becomes unread";
        Read Anywhere "read" ["g r"] "mark read";
        Unread Anywhere "unread" ["g u"] "mark unread";
        ReadAll List "read-all" ["A"] "mark all of the view read";
        ToggleStar Anywhere "toggle-star" ["s"] "star; one that has a star loses it";
        Unstar Anywhere "unstar" ["g S"] "take the star away";
        Keep Anywhere "keep" ["a"] "keep, and on to the next; one that is kept is undecided again";
        Drop Anywhere "drop" ["d"] "drop, and on to the next; one that is dropped is undecided again";
        Undecide Anywhere "undecide" ["g d"] "neither kept nor dropped";
        Tag Anywhere "tag" ["t"] "tags: +name puts one on, -name takes one off";
        Note Anywhere "note" ["c"] "write a note; a quote or paragraph singled out is quoted in it";
        EditNote Anywhere "edit-note" ["e"] "write the note in $VISUAL or $EDITOR";
        CopyText Anywhere "copy" ["y y"] "copy the paragraph, the lines chosen; in the list the headline and source";
        CopyArticle Anywhere "copy-article" ["y a"] "copy the whole article";
        CopyQuote Reader "copy-quote" ["y q"] "copy the quote with who said it and where";
        CopyCitation Anywhere "copy-citation" ["y c"] "copy a citation";
        CopyUrl Anywhere "copy-url" ["y u"] "copy the URL";
        CopyPath Anywhere "copy-path" ["y f"] "copy the path of the file";
        Export Anywhere "export" ["E"] "write to a file: .md, .jsonl, or .txt for the paths";
        Browse Anywhere "browse" ["o"] "open the URL in the browser";
        Pipe Anywhere "pipe" ["|"] "pipe the text to a command";
        Pick Anywhere "pick" [] "end, and print what was selected: y, where the reader was started with --print";
        Repeat Anywhere "repeat" ["."] "the last verb again";
        Undo Anywhere "undo" ["u"] "undo the last mark, or the last step of many";
        Redo Anywhere "redo" ["ctrl-r"] "redo what was undone last";
    }
    Screen {
        Preview List "preview" ["z p"] "the preview: beside, below, none";
        Strip List "strip" ["z t"] "bars of the days, months or years of the view below the list, or none";
        Zen Anywhere "zen" ["z z"] "nothing but the text, or all again";
        Wider Reader "wider" ["+", "="] "a wider measure";
        Narrower Reader "narrower" ["-"] "a narrower measure";
        Statistics Anywhere "statistics" ["g ."] "what the view holds, by day and site, and how much is read";
        Problems Anywhere "problems" ["g p"] "files that could not be read";
        Pause Anywhere "pause" ["P"] "let the building of the full text wait, or go on";
        Shell Anywhere "shell" ["!"] "run a command";
        Help Anywhere "help" ["?", "f1"] "this help";
        Palette Anywhere "palette" [":"] "find a command by its name";
        Redraw Anywhere "redraw" ["ctrl-l"] "draw the screen anew";
        Suspend Anywhere "suspend" ["ctrl-z"] "stop, to come back with fg";
        Quit Anywhere "quit" ["Q", "ctrl-c"] "quit";
    }
};

/// Keys that mean something in one scope only, beside those of the table.
pub const MORE_KEYS: &[(Scope, &str, Action)] =
    &[(Scope::Reader, "space", Action::PageDown), (Scope::List, "tab", Action::NextUnread)];

/// What the table says of an action; `None` for a saved search, which the configuration names.
#[must_use]
pub fn entry(action: Action) -> Option<&'static Entry> {
    ACTIONS.iter().find(|entry| entry.action == action)
}
