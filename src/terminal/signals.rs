//! The thread that turns signals into events.

use std::io;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;

use super::input::Input;
use super::tty::Tty;

/// How long the program may take to end after a signal that asks for it.
const GRACE: Duration = Duration::from_secs(1);

/// Starts the thread. It outlives the screen: a handler once set never falls back to the default action, so
/// somebody has to end the program when a signal comes while the screen is left.
pub(super) fn start(tty: Arc<Tty>, send: impl Fn(Input) -> bool + Send + 'static) -> io::Result<()> {
    let mut signals = Signals::new([SIGWINCH, SIGCONT, SIGTSTP, SIGTERM, SIGHUP, SIGINT, SIGQUIT])?;
    thread::Builder::new().name("signals".into()).spawn(move || {
        for signal in &mut signals {
            match signal {
                SIGTSTP => {
                    send(Input::Suspend);
                }
                SIGWINCH | SIGCONT => {
                    if signal == SIGCONT {
                        tty.set_continued(true);
                    }
                    let (columns, rows) = tty.size();
                    send(Input::Resize(columns, rows));
                }
                signal => quit(signal, &tty, &send),
            }
        }
    })?;
    Ok(())
}

fn quit(signal: i32, tty: &Arc<Tty>, send: &impl Fn(Input) -> bool) {
    if !tty.entered() || !send(Input::Quit(signal)) {
        end(signal, tty);
    }
    let late = Arc::clone(tty);
    let watch = thread::Builder::new().name("grace".into()).spawn(move || {
        thread::sleep(GRACE);
        end(signal, &late);
    });
    if watch.is_err() {
        end(signal, tty);
    }
}

fn end(signal: i32, tty: &Tty) {
    tty.restore();
    std::process::exit(128 + signal);
}
