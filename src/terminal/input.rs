//! The thread that reads keys.

use std::io;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, MouseEvent};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;

use super::escape::{PART, after_escape};
use super::tty::Tty;

/// How long is looked for an event. Under a millisecond crossterm waits busily, and most looks find nothing.
const LOOK: Duration = Duration::from_micros(20);

/// What comes from the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed, or repeats.
    Key(KeyEvent),
    /// Text was pasted. Untrusted, as all that the terminal sends.
    Paste(String),
    /// The mouse; only where it has been asked for.
    Mouse(MouseEvent),
    /// The terminal has this many columns and rows, or asks to be drawn again at the same size.
    Resize(u16, u16),
    /// The frame that made [`Screen::draw`](super::Screen::draw) say no is out: draw again.
    Drawn,
    /// Somebody asks the program to stop for a while: call [`Screen::suspend`](super::Screen::suspend).
    Suspend,
    /// A signal of this number asks the program to end; it has one second.
    Quit(i32),
    /// The terminal is gone.
    Hangup,
}

/// Starts the thread. It ends when `wake` is written to or closed, when the terminal hangs up, or when `send` says no.
pub(super) fn start(
    tty: Arc<Tty>,
    wake: UnixStream,
    send: impl Fn(Input) -> bool + Send + 'static,
) -> io::Result<JoinHandle<()>> {
    thread::Builder::new().name("input".into()).spawn(move || {
        if run(&tty, &wake, &send).is_err() {
            send(Input::Hangup);
        }
    })
}

fn run(tty: &Tty, wake: &UnixStream, send: &impl Fn(Input) -> bool) -> io::Result<()> {
    let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
    loop {
        let mut fds = [PollFd::new(tty.input(), PollFlags::IN), PollFd::new(wake, PollFlags::IN)];
        match poll(&mut fds, None) {
            Ok(_) => {}
            Err(Errno::INTR) => continue,
            Err(error) => return Err(error.into()),
        }
        let (keys, woken) = (fds[0].revents(), fds[1].revents());
        if !woken.is_empty() {
            return Ok(());
        }
        if keys.intersects(gone) {
            send(Input::Hangup);
            return Ok(());
        }
        while has_more()? {
            let event = event::read()?;
            let events = if event == Event::Key(KeyCode::Esc.into()) { after_escape(next_part)? } else { vec![event] };
            if !events.into_iter().filter_map(translate).all(send) {
                return Ok(());
            }
        }
    }
}

/// The next event, if it comes while it may be a part of the one before.
fn next_part() -> io::Result<Option<Event>> {
    if event::poll(PART)? { event::read().map(Some) } else { Ok(None) }
}

/// Whether there is another event. With no time left crossterm does not even look at what it has read; should the time be over
/// before it comes to that, it looks once more.
fn has_more() -> io::Result<bool> {
    Ok(event::poll(LOOK)? || event::poll(LOOK)?)
}

/// Releases of keys are dropped; sizes come from the signal thread, focus is not asked for.
fn translate(event: Event) -> Option<Input> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => Some(Input::Key(key)),
        Event::Paste(text) => Some(Input::Paste(text)),
        Event::Mouse(mouse) => Some(Input::Mouse(mouse)),
        Event::Key(_) | Event::Resize(..) | Event::FocusGained | Event::FocusLost => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::KeyModifiers;

    #[test]
    fn a_release_is_no_key() {
        let key = |kind| {
            let (code, none) = (KeyCode::Char('j'), KeyModifiers::NONE);
            Event::Key(KeyEvent::new_with_kind(code, none, kind))
        };
        assert!(matches!(translate(key(KeyEventKind::Press)), Some(Input::Key(_))));
        assert!(matches!(translate(key(KeyEventKind::Repeat)), Some(Input::Key(_))));
        assert_eq!(translate(key(KeyEventKind::Release)), None);
        assert_eq!(translate(Event::Resize(1, 1)), None);
    }
}
