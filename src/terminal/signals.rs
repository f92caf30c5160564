//! The thread that turns signals into events.

use std::io;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use rustix::process::{Signal, getpid, getppid, getsid, kill_process};
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
                // The keys of these mean the program that has the terminal, and reach us because it is of our process group.
                SIGINT | SIGQUIT if tty.lent() => {}
                SIGTSTP if tty.lent() => stop(),
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

/// Stops as the program that has the terminal stops, so that the shell gets its prompt.
fn stop() {
    if can_be_continued() {
        let _ = kill_process(getpid(), Signal::STOP);
    }
}

/// Whether there is a shell that could continue us.
pub(super) fn can_be_continued() -> bool {
    // The kernel would ignore SIGTSTP in an orphaned process group; SIGSTOP would stop us for ever.
    let session = getsid(None).ok();
    let parent = getppid().and_then(|parent| getsid(Some(parent)).ok());
    session.is_some() && parent == session && session != Some(getpid())
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
