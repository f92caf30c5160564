//! What a query means for a catalogue: a set of positions, as far as the index can tell.

use std::io;
use std::ops::RangeInclusive;

use rustc_hash::FxHashMap;

use super::analysis::Needle;
use super::bits::Bits;
use super::catalogue::{Catalogue, Traits, pack, stamp};
use super::query::{Expr, Flag, Glob, Has, Leaf, MarkFacts, Matcher, Subject, TextField, says};
use super::{fulltext, standing};
use crate::article::defects::DefectKind;
use crate::marks::{Mark, Marks};

/// Positions for which something holds, and others for which only reading the article can tell.
#[derive(Clone, Debug, Default)]
pub(super) struct Answered {
    pub(super) yes: Bits,
    pub(super) maybe: Bits,
}

/// What a query is asked of.
pub(super) struct Asked<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) marks: &'a Marks,
    /// The full text, where there is one, and up to which row it knows them.
    pub(super) index: Option<&'a fulltext::Index>,
    pub(super) indexed: usize,
    /// Rows of which only the head was read.
    pub(super) skimmed: Bits,
    pub(super) standing: standing::Columns<'a>,
    pub(super) cancel: &'a dyn Fn() -> bool,
}

/// Rows of which only the head was read.
pub(super) fn skimmed(catalogue: &Catalogue) -> Bits {
    let mut bits = Bits::new(catalogue.len() as usize);
    for (first, segment) in catalogue.segments().iter().filter(|(_, segment)| !segment.is_understood()) {
        bits.set_range(*first as usize..(first + segment.len()) as usize);
    }
    bits
}

impl Asked<'_> {
    fn none(&self) -> Bits {
        Bits::new(self.catalogue.len() as usize)
    }

    fn where_is<T>(&self, column: Vec<T>, is: impl Fn(T) -> bool) -> Bits {
        let mut bits = self.none();
        for (position, value) in column.into_iter().enumerate() {
            if is(value) {
                bits.set(position);
            }
        }
        bits
    }

    /// An answer that holds of rows that were read as a whole; of others it is open.
    fn understood(&self, mut yes: Bits) -> Answered {
        yes.and_not(&self.skimmed);
        Answered { yes, maybe: self.skimmed.clone() }
    }

    fn sure(&self, yes: Bits) -> Answered {
        Answered { yes, maybe: self.none() }
    }

    /// Answers an expression.
    ///
    /// # Errors
    ///
    /// When the index cannot be read.
    pub(super) fn answer(&self, expr: &Expr) -> io::Result<Answered> {
        match expr {
            Expr::All => Ok(self.sure(Bits::full(self.catalogue.len() as usize))),
            Expr::Leaf(leaf) => self.leaf(leaf),
            Expr::Not(inner) => {
                let inner = self.answer(inner)?;
                let mut yes = inner.yes;
                yes.or(&inner.maybe);
                yes.not();
                Ok(Answered { yes, maybe: inner.maybe })
            }
            Expr::And(parts) => {
                let mut all = self.sure(Bits::full(self.catalogue.len() as usize));
                for part in parts {
                    let Answered { yes, mut maybe } = self.answer(part)?;
                    maybe.or(&yes);
                    let mut open = all.maybe;
                    open.or(&all.yes);
                    open.and(&maybe);
                    all.yes.and(&yes);
                    open.and_not(&all.yes);
                    all.maybe = open;
                }
                Ok(all)
            }
            Expr::Or(parts) => {
                let mut any = self.sure(self.none());
                for part in parts {
                    let Answered { yes, maybe } = self.answer(part)?;
                    any.yes.or(&yes);
                    any.maybe.or(&maybe);
                }
                any.maybe.and_not(&any.yes);
                Ok(any)
            }
        }
    }

    fn leaf(&self, leaf: &Leaf) -> io::Result<Answered> {
        let catalogue = self.catalogue;
        Ok(match leaf {
            Leaf::Text(TextField::Site, pattern) => {
                let needle = Needle::new(pattern);
                let (sites, names) = catalogue.sites_by_row()?;
                let hits: Vec<bool> = names.iter().map(|name| needle.find(name, None).is_some()).collect();
                let maybe = self.named_by_folder(&sites, &names)?;
                let mut yes = self.where_is(sites, |site| hits.get(site as usize).is_some_and(|hit| *hit));
                yes.and_not(&maybe);
                Answered { yes, maybe }
            }
            Leaf::Text(field, pattern) => {
                let mut yes = self.none();
                let index = self.index.filter(|_| self.indexed > 0);
                let known = match index.map(|index| index.positions(*field, pattern, self.cancel, &mut yes)) {
                    Some(Ok(())) => self.indexed,
                    // A full text that cannot be read knows nothing: the articles are read.
                    Some(Err(_)) | None => 0,
                };
                yes.and_not(&self.behind(known));
                Answered { yes, maybe: self.behind(known) }
            }
            Leaf::Regex(_) => Answered { yes: self.none(), maybe: Bits::full(catalogue.len() as usize) },
            Leaf::Path(glob) => self.sure(self.path(glob)?),
            Leaf::Language(code) => {
                let code = pack(code);
                self.understood(self.where_is(catalogue.languages()?, |language| language == code))
            }
            Leaf::Published(from, to) => {
                let from = from.map(stamp::at_day);
                let to = to.map(|to| to.tomorrow().map_or(i64::MAX, stamp::at_day));
                let within = |date: i64| {
                    date != stamp::UNDATED && from.is_none_or(|from| date >= from) && to.is_none_or(|to| date < to)
                };
                self.sure(self.where_is(catalogue.dates()?, within))
            }
            Leaf::Words(range) => self.understood(self.where_is(catalogue.words()?, |words| range.contains(&words))),
            Leaf::Quotes(range) => self.quotes(range)?,
            Leaf::Is(flag) => self.is(*flag)?,
            Leaf::Has(Has::Quotes) => self.has(Traits::QUOTES)?,
            Leaf::Has(Has::Sections) => self.has(Traits::SECTIONS)?,
            Leaf::Has(Has::Defect) => {
                let any = |traits: Traits| DefectKind::ALL.into_iter().any(|kind| traits.is(kind));
                self.understood(self.where_is(catalogue.traits()?, any))
            }
            Leaf::Has(Has::Note) => self.marked(&|mark| mark.note.is_some())?,
            Leaf::Note(text) => self.marked(&|mark| mark.note.as_deref().is_some_and(|note| says(note, text)))?,
            Leaf::Tag(name) => self.marked(&|mark| mark.tags.iter().any(|tag| tag.as_str() == name))?,
            Leaf::Count(count, range) => self.sure(
                self.where_is(self.standing.column(*count)?, |value| value.is_some_and(|value| range.contains(&value))),
            ),
            Leaf::Tied(tie, digits) => {
                let mut yes = self.none();
                for position in self.standing.tied(*tie, digits)? {
                    yes.set(position as usize);
                }
                self.sure(yes)
            }
        })
    }

    /// The articles with so many quotes. From a number on the index does not count them: of those it is open, unless it is all the
    /// same how many more they have.
    fn quotes(&self, range: &RangeInclusive<u32>) -> io::Result<Answered> {
        let traits = self.catalogue.traits()?;
        let many = |traits: &Traits| traits.quotes() >= Traits::MOST_QUOTES;
        let is_open = *range.end() < u32::MAX || *range.start() > Traits::MOST_QUOTES;
        let mut maybe = self.none();
        if is_open && *range.end() >= Traits::MOST_QUOTES {
            maybe = self.where_is(traits.clone(), |traits| many(&traits));
        }
        let yes = self.where_is(traits, |traits| range.contains(&traits.quotes()) && !(is_open && many(&traits)));
        let mut answered = self.understood(yes);
        answered.maybe.or(&maybe);
        Ok(answered)
    }

    fn has(&self, bits: u16) -> io::Result<Answered> {
        Ok(self.understood(self.where_is(self.catalogue.traits()?, |traits: Traits| traits.has(bits))))
    }

    fn is(&self, flag: Flag) -> io::Result<Answered> {
        match flag {
            Flag::Read => self.marked(&|mark| mark.read),
            Flag::Starred => self.marked(&|mark| mark.starred),
            Flag::Kept => self.marked(&|mark| mark.kept),
            Flag::Dropped => self.marked(&|mark| mark.dropped),
            Flag::Noted => self.marked(&|mark| mark.note.is_some()),
            Flag::SeenCopy => self.marked(&|mark| mark.seen_copy),
            Flag::Problem => self.has(Traits::PROBLEM),
            Flag::Defect(kind) => self.has(Traits::of(kind)),
            Flag::Unread => {
                let Answered { mut yes, maybe } = self.marked(&|mark| mark.read)?;
                yes.or(&maybe);
                yes.not();
                Ok(Answered { yes, maybe })
            }
        }
    }

    /// The articles that have such marks. Marks belong to texts, so of rows that were only skimmed it is open.
    fn marked(&self, wanted: &dyn Fn(&Mark) -> bool) -> io::Result<Answered> {
        let ids: Vec<u128> = self.marks.iter_where(wanted).map(|id| id.0).collect();
        let mut yes = self.none();
        if ids.is_empty() {
            return Ok(self.sure(yes));
        }
        self.catalogue.with_ids(&ids, &mut yes)?;
        Ok(self.understood(yes))
    }

    /// Rows of which only the head was read, and whose site is the name of their folder: what is behind the head may name another.
    fn named_by_folder(&self, sites: &[u32], names: &[String]) -> io::Result<Bits> {
        let mut open = self.skimmed.clone();
        if open.is_empty() {
            return Ok(open);
        }
        let numbers: FxHashMap<&str, u32> = names.iter().map(String::as_str).zip(0..).collect();
        let mut folders = Vec::new();
        self.catalogue.each_folder_name(&mut |name| folders.push(numbers.get(name.as_str()).copied()))?;
        for (position, file) in self.catalogue.files()?.into_iter().enumerate() {
            let folder = folders.get(file as usize).copied().flatten();
            if folder.is_none() || sites.get(position).copied() != folder {
                open.clear(position);
            }
        }
        Ok(open)
    }

    /// Rows from `known` on, which the full text does not have.
    fn behind(&self, known: usize) -> Bits {
        let len = self.catalogue.len() as usize;
        if known >= len {
            return self.none();
        }
        let mut bits = Bits::full(len);
        bits.and_not(&Bits::full(known));
        bits
    }

    fn path(&self, glob: &Glob) -> io::Result<Bits> {
        let matcher = Matcher::new(&Expr::Leaf(Leaf::Path(glob.clone())));
        let article = crate::article::Article::default();
        let mut hits = Vec::new();
        self.catalogue.each_path(&mut |path| {
            hits.push(matcher.matches(&Subject { article: &article, path, site: "", marks: MarkFacts::default() }));
        })?;
        let files = self.catalogue.files()?;
        Ok(self.where_is(files, |file| hits.get(file as usize).is_some_and(|hit| *hit)))
    }
}

/// What a query asks of the marks of one article.
pub(super) fn facts(mark: &Mark) -> MarkFacts<'_> {
    MarkFacts {
        read: mark.read,
        starred: mark.starred,
        kept: mark.kept,
        dropped: mark.dropped,
        note: mark.note.as_deref(),
        seen_copy: mark.seen_copy,
        tags: &mark.tags,
    }
}
