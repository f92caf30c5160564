//! What can change, and how it is written in a journal.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use crate::article::{ArticleId, Text};

/// What the reader did to one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a mark of its own")]
pub struct Mark {
    /// The reader is done with it.
    pub read: bool,
    /// The reader wants to find it again.
    pub starred: bool,
    /// Triage: worth keeping.
    pub kept: bool,
    /// Triage: of no use.
    pub dropped: bool,
    /// The reader has read a copy of it.
    pub seen_copy: bool,
    /// It was read, and its text has changed since.
    pub changed: bool,
    /// Where the reader left off.
    pub position: Option<Position>,
    /// Words that the reader put it under, sorted.
    pub tags: Vec<Arc<Text>>,
    /// What the reader wrote on it, of one or more clean lines.
    pub note: Option<Arc<str>>,
}

impl Mark {
    /// Whether `change` would leave it as it is. One that was read and has changed since is not as read as it can be.
    #[must_use]
    pub fn says(&self, change: &Change) -> bool {
        match change {
            Change::Read(on) => self.read == *on && !(self.changed && *on),
            Change::Starred(on) => self.starred == *on,
            Change::Kept(on) => self.kept == *on,
            Change::Dropped(on) => self.dropped == *on,
            Change::SeenCopy(on) => self.seen_copy == *on,
            Change::Position(position) => self.position.unwrap_or_default() == *position,
            Change::Note(text) => self.note.as_deref().unwrap_or_default() == &**text,
            Change::Tag(name, on) => self.tags.contains(name) == *on,
            Change::Was(_) | Change::Place(_) | Change::Step(_) | Change::Foreign(_) => false,
        }
    }
}

/// A reading position.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The paragraph, from 0.
    pub paragraph: u32,
    /// The offset in the paragraph's text, in bytes. It may lie outside it or inside a character where the text has
    /// changed since.
    pub offset: u32,
}

/// Where an article was when it was marked. It lets a changed article find its marks, and people recognise them.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The name of the document, as the library shows it.
    pub path: Text,
    /// The headline.
    pub headline: Text,
}

impl Place {
    /// The place of a document: its file and, within it, its record, which is empty for a whole file.
    ///
    /// The path is absolute, with `~` for the home directory: machines that share marks may have their articles in
    /// different homes.
    #[must_use]
    pub fn new(file: &Path, record: &str, headline: Text) -> Self {
        let path = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
        let home = std::env::var_os("HOME").filter(|home| !home.is_empty());
        let path = match home.and_then(|home| path.strip_prefix(home).ok()) {
            Some(inside) => Path::new("~").join(inside),
            None => path,
        };
        let mut path = path.to_string_lossy().into_owned();
        if !record.is_empty() {
            path.push(':');
            path.push_str(record);
        }
        Self { path: Text::new(&path), headline }
    }
}

/// An article that has another text than it had, under the same headline and in the same file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// What is known of the text before.
    pub before: Before,
    /// The key of the text that is there now.
    pub now: ArticleId,
}

/// What is known of a text that is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Before {
    /// Its key.
    Known(ArticleId),
    /// Only the [path](Place::path) of its place: nobody had read it as a whole. Marks remember the place of what they are for.
    At(Text),
}

/// How a step of the undo history came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StepKind {
    /// The reader did it.
    Do,
    /// It takes the step before it back.
    Undo,
    /// It does again what was taken back.
    Redo,
}

/// A step of the undo history: the next `count` records of its run.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Step {
    /// How it came about.
    pub kind: StepKind,
    /// How many records follow.
    pub count: usize,
    /// What it is, in words: "marked read".
    pub label: Text,
}

/// A change of one field of a mark.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// Read or unread.
    Read(bool),
    /// Starred or not.
    Starred(bool),
    /// Kept or not.
    Kept(bool),
    /// Dropped or not.
    Dropped(bool),
    /// A copy of it was read, or not.
    SeenCopy(bool),
    /// The reader left off here.
    Position(Position),
    /// The note; none, when it is empty. [`Change::note`] makes it.
    Note(Arc<str>),
    /// The article is what became of this one; of none, when it is zero. It has its marks until it has its own.
    Was(ArticleId),
    /// The tag is there or not. [`Change::tag`] makes it.
    Tag(Arc<Text>, bool),
    /// The article was here.
    Place(Arc<Place>),
    /// Not a mark of an article: what follows is one step of the undo history.
    Step(Arc<Step>),
    /// A whole line, as it stands, that this version of the program does not understand.
    Foreign(Arc<str>),
}

impl Change {
    /// Puts the article under a tag, or takes it from there.
    #[must_use]
    pub fn tag(name: &str, on: bool) -> Self {
        Self::Tag(Arc::new(Text::new(name.trim())), on)
    }

    /// Writes a note, of one or more lines.
    #[must_use]
    pub fn note(text: &str) -> Self {
        let lines: Vec<String> = text.trim_end().lines().map(|line| Text::new(line).to_string()).collect();
        Self::Note(lines.join("\n").into())
    }

    /// What the field says before anybody has set it.
    #[must_use]
    pub fn blank(&self) -> Self {
        match self {
            Self::Read(_) => Self::Read(false),
            Self::Starred(_) => Self::Starred(false),
            Self::Kept(_) => Self::Kept(false),
            Self::Dropped(_) => Self::Dropped(false),
            Self::SeenCopy(_) => Self::SeenCopy(false),
            Self::Position(_) => Self::Position(Position::default()),
            Self::Note(_) => Self::Note("".into()),
            Self::Was(_) => Self::Was(ArticleId(0)),
            Self::Tag(name, _) => Self::Tag(Arc::clone(name), false),
            Self::Place(_) | Self::Step(_) | Self::Foreign(_) => self.clone(),
        }
    }

    /// The order of the fields, and what tells fields of the same kind apart.
    pub(super) fn field(&self) -> (u8, &str) {
        match self {
            Self::Read(_) => (0, ""),
            Self::Starred(_) => (1, ""),
            Self::Kept(_) => (2, ""),
            Self::Dropped(_) => (3, ""),
            Self::SeenCopy(_) => (4, ""),
            Self::Position(_) => (5, ""),
            Self::Note(_) => (6, ""),
            Self::Was(_) => (7, ""),
            Self::Tag(name, _) => (8, name),
            Self::Place(place) => (9, &place.path),
            Self::Step(_) => (10, ""),
            Self::Foreign(line) => (11, line),
        }
    }

    /// A field that is on or off and whose number is below [`FLAGS`], with its value.
    pub(super) fn flag(&self) -> Option<(u8, bool)> {
        match self {
            Self::Read(on) | Self::Starred(on) | Self::Kept(on) | Self::Dropped(on) | Self::SeenCopy(on) => {
                Some((self.field().0, *on))
            }
            _ => None,
        }
    }

    pub(super) fn from_flag(field: u8, on: bool) -> Option<Self> {
        match field {
            0 => Some(Self::Read(on)),
            1 => Some(Self::Starred(on)),
            2 => Some(Self::Kept(on)),
            3 => Some(Self::Dropped(on)),
            4 => Some(Self::SeenCopy(on)),
            _ => None,
        }
    }

    /// The name of the field in a journal; empty for a foreign line.
    pub(super) fn name(&self) -> &'static str {
        let names =
            ["read", "starred", "kept", "dropped", "seen-copy", "position", "note", "was", "tag", "place", "step"];
        names.get(usize::from(self.field().0)).copied().unwrap_or_default()
    }

    /// Adds the value as a journal has it.
    pub(super) fn push_value(&self, line: &mut String) {
        // Writing to a string cannot fail.
        let _ = match self {
            Self::Read(on) | Self::Starred(on) | Self::Kept(on) | Self::Dropped(on) | Self::SeenCopy(on) => {
                line.write_str(if *on { "1" } else { "0" })
            }
            Self::Position(at) => write!(line, "{}:{}", at.paragraph, at.offset),
            Self::Note(text) | Self::Foreign(text) => {
                escape(text, line);
                Ok(())
            }
            Self::Was(article) => write!(line, "{article}"),
            Self::Tag(name, on) => write!(line, "{}{name}", if *on { '+' } else { '-' }),
            Self::Place(place) => {
                // No text has a tab in it.
                escape(&format!("{}\t{}", place.path, place.headline), line);
                Ok(())
            }
            Self::Step(step) => write!(line, "{} {} {}", step.kind.word(), step.count, step.label),
        };
    }

    /// Reads what [`name`](Self::name) and [`push_value`](Self::push_value) gave.
    pub(super) fn read(name: &str, value: &str) -> Option<Self> {
        let flag = match value {
            "1" => Some(true),
            "0" => Some(false),
            _ => None,
        };
        match name {
            "read" => flag.map(Self::Read),
            "starred" => flag.map(Self::Starred),
            "kept" => flag.map(Self::Kept),
            "dropped" => flag.map(Self::Dropped),
            "seen-copy" => flag.map(Self::SeenCopy),
            "position" => {
                let (paragraph, offset) = value.split_once(':')?;
                let position = Position { paragraph: paragraph.parse().ok()?, offset: offset.parse().ok()? };
                Some(Self::Position(position))
            }
            "note" => Some(Self::note(&unescape(value)?)),
            "was" => (value.len() == 32).then(|| value.parse().ok().map(Self::Was))?,
            "tag" => match value.strip_prefix('+') {
                Some(name) => Some(Self::tag(name, true)),
                None => Some(Self::tag(value.strip_prefix('-')?, false)),
            },
            "place" => {
                let value = unescape(value)?;
                let (path, headline) = value.split_once('\t')?;
                let place = Place { path: Text::new(path), headline: Text::new(headline) };
                Some(Self::Place(Arc::new(place)))
            }
            "step" => {
                let mut parts = value.splitn(3, ' ');
                let kind = StepKind::of(parts.next()?)?;
                let count = parts.next()?.parse().ok()?;
                Some(Self::Step(Arc::new(Step { kind, count, label: Text::new(parts.next()?) })))
            }
            _ => None,
        }
    }
}

/// How many fields are on or off.
pub(super) const FLAGS: u8 = 5;

impl StepKind {
    fn word(self) -> &'static str {
        match self {
            Self::Do => "do",
            Self::Undo => "undo",
            Self::Redo => "redo",
        }
    }

    fn of(word: &str) -> Option<Self> {
        [Self::Do, Self::Undo, Self::Redo].into_iter().find(|kind| kind.word() == word)
    }
}

/// Adds text so that it takes one part of one line.
fn escape(text: &str, line: &mut String) {
    for c in text.chars() {
        match c {
            '\\' => line.push_str("\\\\"),
            '\n' => line.push_str("\\n"),
            '\t' => line.push_str("\\t"),
            '\r' => line.push_str("\\r"),
            c => line.push(c),
        }
    }
}

fn unescape(value: &str) -> Option<String> {
    let mut text = String::with_capacity(value.len());
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        text.push(match c {
            '\\' => match chars.next()? {
                '\\' => '\\',
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                _ => return None,
            },
            c => c,
        });
    }
    Some(text)
}
