//! When the ties of articles are worked out anew, and doing it.

use std::io;
use std::time::{Duration, Instant};

use super::super::Position;
use super::super::ties::{Sources, Ties, build};
use super::text::{Step, Work};
use super::{Keeper, Shared};

/// How many times as long as it took last, changes wait.
const REST: u32 = 10;

/// The time between two times.
#[derive(Debug, Default)]
pub(super) struct Rest {
    began: Option<Instant>,
    until: Option<Instant>,
}

impl Rest {
    pub(super) fn begin(&mut self) {
        self.began = Some(Instant::now());
    }

    pub(super) fn end(&mut self) {
        let took = self.began.map_or(Duration::ZERO, |began| began.elapsed());
        self.until = Some(Instant::now() + took * REST);
    }

    /// Whether it is time again. While articles are read for the first time, that is so when they have doubled.
    pub(super) fn is_over(&self, is_reading: bool, rows: Position, ties: Option<&Ties>) -> bool {
        let known = ties.map_or(0, Ties::rows);
        (!is_reading || rows / 2 >= known) && self.until.is_none_or(|until| until <= Instant::now())
    }
}

impl Keeper {
    /// Whether the ties are not those of the prints that there are.
    pub(super) fn is_untied(&self) -> bool {
        let current = |ties: &Ties| ties.is_of(self.prints.len(), self.dead.count());
        self.prints.len() > 0 && !self.ties.as_ref().is_some_and(current)
    }
}

/// Works the ties out. The prints are checked the first time; what is damaged is given up, to be made anew.
pub(super) fn run(work: &Work, checked: &mut bool, shared: &Shared) -> Step {
    let mut step = Step::of_ties();
    if let Err(error) = tie(work, checked, shared, &mut step)
        && error.kind() != io::ErrorKind::Interrupted
    {
        step.failure = Some(format!("links and copies are not known: {error}"));
    }
    step
}

fn tie(work: &Work, checked: &mut bool, shared: &Shared, step: &mut Step) -> io::Result<()> {
    if !*checked {
        let whole = work.prints.whole()?;
        *checked = true;
        if whole.len() < work.prints.len() {
            step.notice = Some("what the index knows of links and copies is damaged; it is made anew".to_owned());
            step.prints = Some(whole);
            return Ok(());
        }
    }
    let sources = Sources::new(&work.prints, &work.catalogue, &shared.stop)?;
    step.ties = Some(build(&sources, work.name, work.ties_path.as_deref())?);
    Ok(())
}
