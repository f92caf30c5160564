//! Panics that end a piece of work, and not the program: of a parser, at a text that nobody thought of; of the index, at a bit that
//! was flipped on the disk.

use std::any::Any;
use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::sync::Once;

thread_local! {
    static CAUGHT: Cell<bool> = const { Cell::new(false) };
}

/// Does work that may panic. Nothing that it had begun to change must be used behind a panic.
///
/// # Errors
///
/// What the panic said.
pub(crate) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    let before = CAUGHT.replace(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    CAUGHT.set(before);
    done.map_err(|panic| said(&*panic).to_owned())
}

/// Whether a panic of this thread would be caught: then a hook has nothing to clean up.
pub(crate) fn are_caught() -> bool {
    CAUGHT.get()
}

/// Has panics that are caught told to the log alone: who caught one says what it means.
pub(crate) fn log_caught() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if are_caught() {
                tracing::error!(%info, "caught");
            } else {
                before(info);
            }
        }));
    });
}

fn said(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("it gave no reason")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_caught_is_told() {
        assert_eq!(caught(|| caught(|| 1).unwrap() + 1), Ok(2));
        assert_eq!(caught(|| panic!("no {}", "way")), Err::<(), _>("no way".to_owned()));
        assert_eq!(caught(|| caught(|| panic!("here")).is_err() && are_caught()), Ok(true));
        assert!(!are_caught());
    }
}
