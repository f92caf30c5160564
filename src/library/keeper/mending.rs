//! Building the full text anew, where a search or a step found that it is damaged.

use super::super::fulltext::{self, Failure};
use super::text::{Step, Task, Work};

/// Looks whether the files of the full text are those that were written, and takes it away where they are not: a file that was
/// gone for a moment, since it was merged into another one, is no damage.
pub(super) fn run(work: &Work) -> Step {
    let mut step = Step::of(Task::Mend);
    let Some(folder) = &work.folder else { return step };
    let found = fulltext::check(folder);
    let is_damaged = match &found {
        Ok((_, damaged)) => !damaged.is_empty(),
        Err(failure) => matches!(failure, Failure::Damaged(_)),
    };
    if !is_damaged {
        return step;
    }
    match std::fs::remove_dir_all(folder) {
        Ok(()) => step.is_lost = true,
        Err(error) => {
            step.failure = Some(format!(
                "the full text is damaged and cannot be taken away: {error}; searches read the articles instead"
            ));
        }
    }
    step
}
