//! `--plain`: reading and triage as a dialogue of lines.
//!
//! What is written is never written over: no cursor movement, no boxes, no colours, and states are words. So it can be followed
//! with a screen reader, on a terminal that only writes lines, and from a script.

mod command;
mod reading;

use std::io::{self, BufRead, IsTerminal, Write};

use self::command::{Command, HELP, Verb};
use self::reading::Reading;
use super::opened::{self, Opened};
use super::saving::Saving;
use super::{Arguments, ended};
use crate::article::{ArticleId, Text};
use crate::layout::counted;
use crate::library::Row;
use crate::library::query::{Expr, Flag, Leaf, Query, strange_field};
use crate::library::script::Selection;
use crate::marks::{Change, Marks};

/// Lines of a page where the terminal does not say how many it has.
const LINES: usize = 20;
/// Articles of a page of the list, at most.
const ARTICLES: usize = 10;

/// The dialogue.
struct Plain<W> {
    out: W,
    opened: Opened,
    saving: Option<Saving>,
    query: String,
    unread: bool,
    selection: Selection,
    /// The row that the page of the list starts with.
    first: usize,
    reading: Option<Reading>,
    columns: usize,
    lines: usize,
    ended: bool,
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    dialogue(arguments).unwrap_or_else(|code| code)
}

fn dialogue(arguments: &Arguments) -> Result<u8, u8> {
    let mut opened = Opened::open(&arguments.paths, arguments.rescan)?;
    let selection = opened.select(Query::default(), opened::marks())?;
    let size = crossterm::terminal::size().ok().filter(|_| io::stdout().is_terminal());
    let (columns, lines) =
        size.map_or((80, LINES), |(columns, lines)| (columns.into(), usize::from(lines).saturating_sub(3)));
    let mut plain = Plain {
        out: io::stdout(),
        columns: columns.min(opened.settings.measure),
        opened,
        saving: Saving::start(),
        query: String::new(),
        unread: false,
        selection,
        first: 0,
        reading: None,
        lines: lines.max(5),
        ended: false,
    };
    let written = plain.run(io::stdin().lock());
    let saved = plain.saving.take().is_none_or(Saving::close);
    Ok(ended(written, plain.opened.failed || !saved))
}

impl<W: Write> Plain<W> {
    fn run(&mut self, input: impl BufRead) -> io::Result<()> {
        self.list()?;
        self.prompt()?;
        // A terminal of another encoding sends what is no UTF-8: that is no reason to end.
        for line in input.split(b'\n') {
            match Command::parse(&String::from_utf8_lossy(&line?)) {
                Ok(command) => self.act(command)?,
                Err(said) => writeln!(self.out, "{said}.")?,
            }
            if self.ended {
                return Ok(());
            }
            self.prompt()?;
        }
        writeln!(self.out)
    }

    fn prompt(&mut self) -> io::Result<()> {
        match &self.reading {
            Some(reading) if reading.is_done() => write!(self.out, "End of {}. Command: ", reading.number)?,
            Some(reading) => write!(self.out, "{} percent of {}. Enter for more: ", reading.percent(), reading.number)?,
            None => write!(self.out, "Command (h for help): ")?,
        }
        self.out.flush()
    }

    fn act(&mut self, command: Command) -> io::Result<()> {
        let reading = self.reading.as_ref().map(|reading| reading.number);
        match (command, reading) {
            (Command::More, Some(_)) if self.reading.as_ref().is_some_and(Reading::is_done) => self.act(Command::Next),
            (Command::More, Some(_)) => self.more(),
            (Command::More, None) if self.first + ARTICLES < self.selection.len() => self.page(self.first + ARTICLES),
            (Command::More, None) => writeln!(self.out, "This is the end of the list."),
            (Command::Before, Some(number)) => self.open(number),
            (Command::Before, None) => self.page(self.first.saturating_sub(ARTICLES)),
            (Command::List, _) | (Command::Back, Some(_)) => {
                self.reading = None;
                self.list()
            }
            (Command::Open(number), _) => self.open(number),
            (Command::Next, Some(number)) if number == self.selection.len() => {
                writeln!(self.out, "This is the last article.")
            }
            (Command::Next, number) => self.open(number.unwrap_or(self.first) + 1),
            (Command::Previous, Some(1)) => writeln!(self.out, "This is the first article."),
            (Command::Previous, Some(number)) => self.open(number - 1),
            (Command::Previous, None) => writeln!(self.out, "No article is open; its number opens one."),
            (Command::Mark(verb, ranges), number) => {
                let here = number.map(|number| number..=number);
                let ranges = if ranges.is_empty() { here.into_iter().collect() } else { ranges };
                self.mark(&verb, &ranges)
            }
            (Command::Undo, _) => self.again(Saving::undo, "Undone"),
            (Command::Redo, _) => self.again(Saving::redo, "Redone"),
            (Command::Limit(query), _) => {
                self.query = query;
                self.limit()
            }
            (Command::Unread, _) => {
                self.unread = !self.unread;
                self.limit()
            }
            (Command::Help, _) => write!(self.out, "{HELP}"),
            (Command::Back, None) | (Command::Quit, _) => {
                self.ended = true;
                Ok(())
            }
        }
    }

    fn marks(&self) -> Marks {
        self.saving.as_ref().map(|saving| saving.marks.clone()).unwrap_or_default()
    }

    /// Shows what the limit in force leaves.
    fn limit(&mut self) -> io::Result<()> {
        let Ok(mut query) = opened::query(Some(&self.query), None) else { return Ok(()) };
        if self.unread {
            let unread = Expr::Leaf(Leaf::Is(Flag::Unread));
            query.filter = Expr::And(vec![unread, query.filter]);
        }
        let Ok(selection) = self.opened.select(query, self.marks()) else { return Ok(()) };
        (self.selection, self.first, self.reading) = (selection, 0, None);
        self.list()
    }

    fn page(&mut self, first: usize) -> io::Result<()> {
        self.first = first;
        self.list()
    }

    /// The page of the list.
    fn list(&mut self) -> io::Result<()> {
        let all = self.selection.len();
        if all == 0 {
            write!(self.out, "No articles.")?;
            if let Some(name) = strange_field(&self.query) {
                write!(self.out, " There is no field \"{name}\", so it was looked for as a word.")?;
            }
            return writeln!(self.out);
        }
        let last = (self.first + ARTICLES).min(all);
        let marks = self.marks();
        let rows: Vec<_> = self.selection.range(self.first..last).collect();
        for (number, row) in (self.first + 1..).zip(rows) {
            let Some(row) = self.opened.told(row) else { continue };
            writeln!(self.out, "{number}. {}", said(&row, &marks))?;
        }
        writeln!(self.out, "{} to {last} of {}.", self.first + 1, counted(all as u64, "article", "articles"))
    }

    fn open(&mut self, number: usize) -> io::Result<()> {
        let Some(row) = number.checked_sub(1).and_then(|at| self.selection.range(at..number).next()) else {
            return writeln!(self.out, "There is no article {number}.");
        };
        let Some(row) = self.opened.told(row) else { return Ok(()) };
        let Some(article) = self.opened.told(self.selection.article(&row)) else { return Ok(()) };
        self.first = (number - 1) / ARTICLES * ARTICLES;
        writeln!(self.out, "Article {number}, {}.", states(&row, &self.marks()))?;
        self.reading = Some(Reading::new(number, row, &article, self.columns));
        self.more()
    }

    /// More of the article. One that was read to its end is read.
    fn more(&mut self) -> io::Result<()> {
        let Some(reading) = &mut self.reading else { return Ok(()) };
        for line in reading.take(self.lines) {
            writeln!(self.out, "{line}")?;
        }
        let ended = reading.is_done().then_some(reading.row.id);
        match ended.filter(|id| !self.marks().get(*id).read) {
            Some(id) => self.save("read", vec![(id, Change::Read(true))], "Now read"),
            None => Ok(()),
        }
    }

    fn mark(&mut self, verb: &Verb, ranges: &[std::ops::RangeInclusive<usize>]) -> io::Result<()> {
        if ranges.is_empty() {
            return writeln!(self.out, "Which? Say numbers behind the letter, such as 3 or 5-7, or all.");
        }
        let all = self.selection.len();
        let mut rows = Vec::new();
        for range in ranges {
            if *range.start() == 0 || *range.start() > all {
                return writeln!(self.out, "There is no article {}.", range.start());
            }
            let read: Vec<_> = self.selection.range(range.start() - 1..(*range.end()).min(all)).collect();
            rows.extend(read.into_iter().filter_map(|row| self.opened.told(row)));
        }
        let ids: Vec<ArticleId> = rows.iter().map(|row| row.id).collect();
        let (word, changes) = changes(verb, &self.marks(), &ids);
        let told = match rows.as_slice() {
            [one] => format!("{word}: {}", one.details.headline),
            many => format!("{word}: {} articles", many.len()),
        };
        let places = rows.iter().map(|row| (row.id, Change::Place(super::mark::place(row).into())));
        let changes = ids.iter().flat_map(|id| changes.iter().map(move |change| (*id, change.clone())));
        let changes = changes.chain(places).collect();
        self.save(&word.to_lowercase(), changes, &told)
    }

    fn save(&mut self, label: &str, changes: Vec<(ArticleId, Change)>, told: &str) -> io::Result<()> {
        let saved = self.saving.as_mut().is_some_and(|saving| saving.step(label, changes));
        if saved { writeln!(self.out, "{told}.") } else { writeln!(self.out, "That was not saved.") }
    }

    fn again(&mut self, again: fn(&mut Saving) -> Option<Text>, word: &str) -> io::Result<()> {
        match self.saving.as_mut().and_then(again) {
            Some(label) => writeln!(self.out, "{word}: {label}."),
            None => writeln!(self.out, "There is nothing more."),
        }
    }
}

/// What a verb does to these articles. One that all of them have already is taken back.
fn changes(verb: &Verb, marks: &Marks, ids: &[ArticleId]) -> (String, Vec<Change>) {
    let on = |has: fn(&crate::marks::Mark) -> bool| !ids.iter().all(|id| has(&marks.get(*id)));
    let word = |on: bool, yes: &str, no: &str| if on { yes.to_owned() } else { no.to_owned() };
    match verb {
        Verb::Read => {
            let on = on(|mark| mark.read);
            (word(on, "Read", "Unread"), vec![Change::Read(on)])
        }
        Verb::Star => {
            let on = on(|mark| mark.starred);
            (word(on, "Starred", "Star taken away"), vec![Change::Starred(on)])
        }
        Verb::Keep => {
            let on = on(|mark| mark.kept);
            (word(on, "Kept", "Undecided"), vec![Change::Kept(on), Change::Dropped(false)])
        }
        Verb::Drop => {
            let on = on(|mark| mark.dropped);
            (word(on, "Dropped", "Undecided"), vec![Change::Dropped(on), Change::Kept(false)])
        }
        Verb::Tag(words) => {
            (format!("Tags {}", words.join(" ")), words.iter().filter_map(|word| super::mark::change(word)).collect())
        }
    }
}

/// An article of the list in words.
fn said(row: &Row, marks: &Marks) -> String {
    let date = row.published.map_or_else(|| "undated".to_owned(), |stamp| stamp.date.to_string());
    let (headline, site, words) = (&row.details.headline, &row.site, row.words);
    format!("{headline}. {site}, {date}, {words} words, {}", states(row, marks))
}

/// What was done to an article, in words.
fn states(row: &Row, marks: &Marks) -> String {
    let mark = marks.get(row.id);
    let mut states = vec![if mark.read { "read" } else { "unread" }.to_owned()];
    let flags = [(mark.starred, "starred"), (mark.kept, "kept"), (mark.dropped, "dropped")];
    states.extend(flags.iter().filter(|(is, _)| *is).map(|(_, word)| (*word).to_owned()));
    states.extend(mark.note.iter().map(|_| "with a note".to_owned()));
    states.extend(mark.tags.iter().map(|tag| format!("tag {tag}")));
    states.join(", ")
}
