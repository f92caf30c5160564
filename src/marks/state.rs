//! The merged marks.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::base::{Base, Builder, Placed, Register};
use super::{Before, Change, Clock, Correction, Entry, Mark, Place, Position};
use crate::article::{ArticleId, Text};

/// What changed lately is split, so that a change, while a clone is alive, copies a part of it instead of all.
const SHARDS: u64 = 256;
/// When so many articles have changed, a new table is made of all.
const RECENT: usize = 16 * 1024;
/// More entries than this go into a new table at once.
const MANY: usize = 4 * 1024;
/// How often a text may have changed from one that was marked.
const GENERATIONS: usize = 8;

/// The merged marks. Clones are cheap: they share what neither has changed. Nothing here touches a file.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    base: Arc<Base>,
    /// What changed since the table was made: empty, or [`SHARDS`] maps.
    recent: Arc<Vec<Arc<Shard>>>,
    /// How many articles and places are in `recent`.
    recently: usize,
    len: usize,
    generation: u64,
}

#[derive(Clone, Debug, Default)]
struct Shard {
    /// All registers of an article, by field; they stand for those of the table.
    marks: HashMap<ArticleId, Arc<[Register]>>,
    places: HashMap<u64, Placed>,
}

impl Marks {
    pub(super) fn of(base: Base) -> Self {
        let len = base.len();
        Self { base: Arc::new(base), len, ..Self::default() }
    }

    /// What the reader did to an article; nothing, for one without marks.
    #[must_use]
    pub fn get(&self, article: ArticleId) -> Mark {
        if self.recent(article).is_none() {
            match self.base.find(article) {
                None => return Mark::default(),
                Some(row) => {
                    if let Some(mark) = self.base.plain(row) {
                        return mark;
                    }
                }
            }
        }
        let mut draft = Draft::default();
        self.draft(article, &mut draft);
        draft.mark()
    }

    /// The articles whose marks are wanted, ascending. Articles without marks are not asked for.
    pub fn iter_where(&self, wanted: impl Fn(&Mark) -> bool) -> impl Iterator<Item = ArticleId> {
        self.ids()
            .filter(move |(article, row)| {
                let plain = row.and_then(|row| self.base.plain(row));
                wanted(&plain.unwrap_or_else(|| self.get(*article)))
            })
            .map(|(article, _)| article)
    }

    /// How many articles have been marked, whatever their marks say now.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether no article was ever marked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// A number that grows with every change.
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// The article that was last marked at a place, by the path of a [`Place`].
    ///
    /// When another text is there now, it is what became of that article: [`Change::Was`] lets it have its marks.
    #[must_use]
    pub fn at_place(&self, path: &str) -> Option<ArticleId> {
        self.placed(hash(&Text::new(path))).map(|placed| placed.article)
    }

    /// What lets corrected articles have the marks that they had before. An article with marks of its own needs none of them.
    #[must_use]
    pub fn carried(&self, corrections: &[Correction]) -> Vec<(ArticleId, Change)> {
        let is_marked = |article| self.get(article) != Mark::default();
        let carried = corrections.iter().filter_map(|Correction { before, now }| {
            let before = match before {
                Before::Known(before) => Some(*before),
                Before::At(path) => self.at_place(path).filter(|before| before != now),
            };
            let before = before.filter(|before| is_marked(*before) && !is_marked(*now))?;
            Some((*now, Change::Was(before)))
        });
        carried.collect()
    }

    /// Merges an entry; gives whether it won.
    ///
    /// The greatest (clock, device, value) wins for each article and field, so the order of calls does not matter.
    pub fn apply(&mut self, entry: &Entry) -> bool {
        let changed = match &entry.change {
            Change::Step(_) | Change::Foreign(_) => false,
            Change::Place(place) => self.put(place, entry),
            _ => self.set(entry),
        };
        self.generation += u64::from(changed);
        if self.recently > RECENT {
            self.fold(&mut []);
        }
        changed
    }

    /// Merges entries, many of them faster than one by one.
    pub(super) fn merge<'a>(&mut self, entries: impl ExactSizeIterator<Item = &'a Entry>) {
        if entries.len() <= MANY {
            for entry in entries {
                self.apply(entry);
            }
            return;
        }
        let mut marks = Vec::with_capacity(entries.len());
        for entry in entries {
            match entry.change {
                Change::Step(_) | Change::Foreign(_) => {}
                Change::Place(_) => {
                    self.apply(entry);
                }
                _ => marks.push(entry),
            }
        }
        self.generation += 1;
        self.fold(&mut marks);
    }

    /// Makes one table of everything.
    pub(super) fn settled(&mut self) -> &Base {
        if self.recently > 0 {
            self.fold(&mut []);
        }
        &self.base
    }

    /// The table as it is, without what changed since it was [`settled`](Self::settled).
    pub(super) fn table(&self) -> &Base {
        &self.base
    }

    /// What a change would replace: its clock and, but for a place, its value.
    pub(super) fn register(&self, article: ArticleId, change: &Change) -> Option<(Clock, Option<Change>)> {
        if let Change::Place(place) = change {
            return self.placed(hash(&place.path)).map(|placed| (placed.clock, None));
        }
        if let (Some((field, _)), None) = (change.flag(), self.recent(article)) {
            let (clock, on) = self.base.flag(self.base.find(article)?, field)?;
            return Some((clock, Change::from_flag(field, on)));
        }
        let mut registers = self.registers(article).into_iter();
        registers
            .find(|register| register.change.field() == change.field())
            .map(|found| (found.clock, Some(found.change)))
    }

    /// The registers of an article, by field.
    pub(super) fn registers(&self, article: ArticleId) -> Vec<Register> {
        let mut found = Vec::new();
        match self.recent(article) {
            Some(registers) => found.extend_from_slice(registers),
            None => {
                if let Some(row) = self.base.find(article) {
                    self.base.registers(row, &mut found);
                }
            }
        }
        found
    }

    fn set(&mut self, entry: &Entry) -> bool {
        let mut registers = self.registers(entry.article);
        let new = registers.is_empty();
        if !absorb(&mut registers, entry) {
            return false;
        }
        let before = self.shard_mut(shard_of(entry.article)).marks.insert(entry.article, registers.into());
        self.recently += usize::from(before.is_none());
        self.len += usize::from(new);
        true
    }

    fn put(&mut self, place: &Place, entry: &Entry) -> bool {
        let hash = hash(&place.path);
        let Entry { article, clock, ref device, .. } = *entry;
        let new = Placed { article, clock, device: Arc::clone(device) };
        if self.placed(hash).is_some_and(|old| !old.loses_to(&new)) {
            return false;
        }
        let before = self.shard_mut(index(hash)).places.insert(hash, new);
        self.recently += usize::from(before.is_none());
        true
    }

    fn shard_mut(&mut self, shard: usize) -> &mut Shard {
        let shards = Arc::make_mut(&mut self.recent);
        if shards.len() <= shard {
            shards.resize_with(index(SHARDS - 1) + 1, Arc::default);
        }
        // The index is a remainder: there is always one.
        let last = shards.len() - 1;
        Arc::make_mut(&mut shards[shard.min(last)])
    }

    fn recent(&self, article: ArticleId) -> Option<&Arc<[Register]>> {
        self.recent.get(shard_of(article))?.marks.get(&article)
    }

    fn placed(&self, hash: u64) -> Option<Placed> {
        let recent = self.recent.get(index(hash)).and_then(|shard| shard.places.get(&hash));
        recent.cloned().or_else(|| self.base.place(hash))
    }

    /// All articles, ascending, with the row of the table where that is what holds for them.
    fn ids(&self) -> impl Iterator<Item = (ArticleId, Option<usize>)> {
        let mut recent: Vec<ArticleId> = self.recent.iter().flat_map(|shard| shard.marks.keys().copied()).collect();
        recent.sort_unstable_by_key(|article| Reverse(*article));
        let mut row = 0;
        std::iter::from_fn(move || {
            let id = self.base.id(row);
            match (id, recent.last().copied()) {
                (Some(id), None) => {
                    row += 1;
                    Some((id, Some(row - 1)))
                }
                (Some(id), Some(next)) if id < next => {
                    row += 1;
                    Some((id, Some(row - 1)))
                }
                (id, Some(next)) => {
                    row += usize::from(id == Some(next));
                    recent.pop();
                    Some((next, None))
                }
                (None, None) => None,
            }
        })
    }

    /// Makes a new table of the old one, what changed since, and these entries of articles.
    pub(super) fn fold(&mut self, entries: &mut [&Entry]) {
        entries.sort_unstable_by_key(|entry| entry.article);
        let mut builder = Builder::like(&self.base, self.len);
        let mut groups = entries.chunk_by(|a, b| a.article == b.article).peekable();
        let mut registers = Vec::new();
        let mut known = self.ids().peekable();
        loop {
            let next = groups.peek().and_then(|group| group.first()).map(|entry| entry.article);
            let (article, row) = match (known.peek(), next) {
                (Some((id, _)), Some(next)) if next < *id => (next, None),
                (Some(_), _) => known.next().unwrap_or_default(),
                (None, Some(next)) => (next, None),
                (None, None) => break,
            };
            registers.clear();
            if next != Some(article) && row.is_some_and(|row| builder.copy(&self.base, row)) {
                continue;
            }
            match row {
                Some(row) => self.base.registers(row, &mut registers),
                None => registers.extend(self.recent(article).iter().flat_map(|registers| registers.iter().cloned())),
            }
            if next == Some(article) {
                for entry in groups.next().unwrap_or_default() {
                    absorb(&mut registers, entry);
                }
            }
            builder.push(article, &registers);
        }
        drop(known);
        let recent: BTreeMap<u64, &Placed> =
            self.recent.iter().flat_map(|shard| &shard.places).map(|(hash, placed)| (*hash, placed)).collect();
        let mut recent = recent.into_iter().peekable();
        for (hash, placed) in (0..).map_while(|index| self.base.place_at(index)) {
            while let Some((new, newer)) = recent.next_if(|(new, _)| *new < hash) {
                builder.place(new, newer);
            }
            match recent.next_if(|(new, _)| *new == hash) {
                Some((_, newer)) => builder.place(hash, newer),
                None => builder.place(hash, &placed),
            }
        }
        recent.for_each(|(hash, placed)| builder.place(hash, placed));
        let base = builder.finish();
        *self = Self { generation: self.generation, ..Self::of(base) };
    }

    fn draft(&self, article: ArticleId, draft: &mut Draft) {
        let mut article = article;
        for _ in 0..GENERATIONS {
            let mut was = None;
            for register in self.registers(article) {
                match register.change {
                    Change::Was(old) => was = Some(old).filter(|old| *old != ArticleId(0)),
                    change => draft.fill(change),
                }
            }
            match was {
                Some(old) => article = old,
                None => break,
            }
            draft.inherits = true;
        }
    }
}

/// Puts an entry among the registers of its article, if it wins.
fn absorb(registers: &mut Vec<Register>, entry: &Entry) -> bool {
    match registers.binary_search_by(|register| register.change.field().cmp(&entry.change.field())) {
        Ok(at) => match registers.get_mut(at).filter(|register| register.loses_to(entry)) {
            Some(register) => *register = Register::of(entry),
            None => return false,
        },
        Err(at) => registers.insert(at, Register::of(entry)),
    }
    true
}

/// The marks of an article as they come together from its own and from those of the texts that it was before.
#[derive(Default)]
struct Draft {
    flags: [Option<bool>; 5],
    position: Option<Position>,
    note: Option<Arc<str>>,
    tags: BTreeMap<Arc<Text>, bool>,
    /// What comes now are the marks of an earlier text.
    inherits: bool,
    changed: bool,
}

impl Draft {
    fn fill(&mut self, change: Change) {
        match change {
            Change::Position(at) => {
                self.position.get_or_insert(at);
            }
            Change::Note(text) => {
                self.note.get_or_insert(text);
            }
            Change::Tag(name, on) => {
                self.tags.entry(name).or_insert(on);
            }
            change => {
                let Some((field, on)) = change.flag() else { return };
                if let Some(flag) = self.flags.get_mut(usize::from(field)).filter(|flag| flag.is_none()) {
                    *flag = Some(on);
                    self.changed |= self.inherits && change == Change::Read(true);
                }
            }
        }
    }

    fn mark(self) -> Mark {
        let [read, starred, kept, dropped, seen_copy] = self.flags.map(Option::unwrap_or_default);
        Mark {
            read,
            starred,
            kept,
            dropped,
            seen_copy,
            changed: self.changed,
            position: self.position,
            tags: self.tags.into_iter().filter_map(|(name, on)| on.then_some(name)).collect(),
            note: self.note.filter(|note| !note.is_empty()),
        }
    }
}

impl PartialEq for Marks {
    /// Whether they hold the same, however they came to it.
    fn eq(&self, other: &Self) -> bool {
        let (mut mine, mut theirs) = (self.clone(), other.clone());
        let (mine, theirs) = (mine.settled(), theirs.settled());
        let row = |base: &Base, row| {
            let mut registers = Vec::new();
            base.registers(row, &mut registers);
            (base.id(row), registers)
        };
        mine.len() == theirs.len()
            && mine.places.len() == theirs.places.len()
            && (0..mine.len()).all(|at| row(mine, at) == row(theirs, at))
            && (0..).map_while(|at| mine.place_at(at)).eq((0..).map_while(|at| theirs.place_at(at)))
    }
}

impl Eq for Marks {}

/// The hash that stands for a path.
fn hash(path: &Text) -> u64 {
    blake3::hash(path.as_bytes()).as_bytes().first_chunk().copied().map(u64::from_be_bytes).unwrap_or_default()
}

fn shard_of(article: ArticleId) -> usize {
    usize::try_from(article.0 % u128::from(SHARDS)).unwrap_or_default()
}

fn index(hash: u64) -> usize {
    usize::try_from(hash % SHARDS).unwrap_or_default()
}
