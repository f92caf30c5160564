//! When the ties of articles are worked out anew, and doing it.

use std::io;
use std::time::Instant;

use super::super::Position;
use super::super::ties::{Sources, Ties, build};
use super::text::{Step, Task, Work};
use super::{Keeper, Shared};

/// How many times as long as it took last, changes wait.
const REST: u32 = 10;

/// The time between two times.
#[derive(Debug, Default)]
pub(super) struct Rest {
    /// Since when they are worked out, where changes have to wait for the next time.
    began: Option<Instant>,
    until: Option<Instant>,
}

impl Rest {
    /// What is worked out while articles are still read is not final: the end of the reading need not wait.
    pub(super) fn begin(&mut self, is_reading: bool) {
        self.began = (!is_reading).then(Instant::now);
    }

    pub(super) fn end(&mut self) {
        self.until = self.began.take().map(|began| Instant::now() + began.elapsed() * REST);
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
    let mut step = Step::of(Task::Tie);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_wait_but_the_end_of_a_reading_does_not() {
        let mut rest = Rest::default();
        rest.begin(true);
        std::thread::sleep(std::time::Duration::from_millis(20));
        rest.end();
        assert!(rest.is_over(false, 2, None));
        rest.begin(false);
        std::thread::sleep(std::time::Duration::from_millis(20));
        rest.end();
        assert!(!rest.is_over(false, 2, None));
    }
}
