//! The screen: frames in, changed cells out.

use std::io::{self, Write};
use std::os::unix::net::UnixStream;
use std::panic;
use std::sync::{Arc, Mutex, Once, PoisonError, Weak};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use ratatui::Frame;
use rustix::process::{Signal, kill_current_process_group};

use super::input::{self, Input};
use super::painter::{Abilities, Painter};
use super::signals;
use super::tty::{Modes, Tty};
use super::writer::Writer;
use crate::panics;

/// How long leaving waits for a terminal that does not read.
const PATIENCE: Duration = Duration::from_millis(150);
/// The terminal that the panic hook gives back.
static CURRENT: Mutex<Weak<Tty>> = Mutex::new(Weak::new());

/// The terminal, taken over. Dropping it gives the terminal back.
pub struct Screen {
    tty: Arc<Tty>,
    writer: Writer,
    painter: Painter,
    /// Goes out before the next frame.
    pending: Vec<u8>,
    /// Closed or written to, it ends the input thread.
    wake: UnixStream,
    input: Option<JoinHandle<()>>,
    start_input: Box<StartInput>,
}

/// Starts an input thread that ends when the other end of the stream is written to or closed.
type StartInput = dyn Fn(UnixStream) -> io::Result<JoinHandle<()>>;

impl Screen {
    /// Takes the terminal: raw mode, alternate screen, bracketed paste, no cursor, and the modes that are wanted. Starts the threads, which call
    /// `send`; when that returns false nobody listens any more. Also sets a panic hook that gives the terminal
    /// back, whatever thread panics.
    ///
    /// # Errors
    /// When standard output is not a terminal, there is none to read from, or a thread cannot be started.
    pub fn enter(modes: Modes, send: impl Fn(Input) -> bool + Clone + Send + 'static) -> io::Result<Self> {
        let tty = Arc::new(Tty::open(modes)?);
        let painter = Painter::new(tty.size(), Abilities::of(&std::env::var("TERM").unwrap_or_default()))?;
        let output = rustix::io::dup(tty.output())?;
        let drawn = send.clone();
        let writer = Writer::start(output, move || {
            drawn(Input::Drawn);
        })?;
        let (wake, woken) = UnixStream::pair()?;
        restore_on_panic(&tty);
        tty.enter()?;
        let (theirs, keys) = (Arc::clone(&tty), send.clone());
        let start_input = Box::new(move |woken| input::start(Arc::clone(&theirs), woken, keys.clone()));
        let pending = tty.enter_bytes();
        let mut screen = Self { tty, writer, painter, pending, wake, input: None, start_input };
        // From here on an early return drops the screen, which gives the terminal back.
        signals::start(Arc::clone(&screen.tty), send)?;
        screen.input = Some((screen.start_input)(woken)?);
        Ok(screen)
    }

    /// Draws one frame if the terminal has taken the last one. False when it has not: nothing was rendered, and
    /// [`Input::Drawn`] comes when it is time to try again. Nothing is written when no cell changed.
    ///
    /// # Errors
    /// When a frame cannot be built, or the terminal has been given back because a thread panicked. A terminal that is gone is no error here; [`Input::Hangup`] tells of it.
    pub fn draw(&mut self, render: impl FnOnce(&mut Frame)) -> io::Result<bool> {
        if !self.tty.entered() {
            return Err(io::Error::other("the terminal has been given back"));
        }
        if !self.writer.ready() {
            return Ok(false);
        }
        if self.tty.take_continued() {
            self.tty.set_raw()?;
            self.pending.splice(..0, self.tty.enter_bytes());
            self.redraw();
        }
        let frame = self.painter.paint(self.tty.size(), render)?;
        let mut bytes = std::mem::take(&mut self.pending);
        bytes.extend_from_slice(&frame);
        if !bytes.is_empty() {
            self.writer.send(bytes);
        }
        Ok(true)
    }

    /// Stops the program as Ctrl-Z does, with the terminal given back; returns when it is continued, with the
    /// terminal taken again. Does nothing where no shell could continue it.
    ///
    /// # Errors
    /// When the terminal cannot be taken again.
    pub fn suspend(&mut self) -> io::Result<()> {
        if !signals::can_be_continued() {
            return Ok(());
        }
        self.restore();
        self.tty.set_continued(false);
        // The whole job, so that a wrapper which waits for us stops too and the shell gets its prompt.
        kill_current_process_group(Signal::STOP)?;
        // Another thread may take the signal: do not touch the terminal before it has stopped and continued us.
        let start = Instant::now();
        while !self.tty.take_continued() && start.elapsed() < Duration::from_millis(200) {
            thread::sleep(Duration::from_millis(5));
        }
        self.take_again()
    }

    /// Gives the terminal to a program while `run` waits for it. Where `ask` has something to say about the end of that, the
    /// terminal shows it below what the program wrote, and waits for a key.
    ///
    /// # Errors
    /// When the terminal cannot be taken again.
    pub fn lend<T>(&mut self, run: impl FnOnce() -> T, ask: impl FnOnce(&T) -> Option<String>) -> io::Result<T> {
        // Two readers of one terminal would share the keys.
        self.stop_input();
        self.tty.set_lent(true);
        self.restore();
        let answer = run();
        self.tty.enter()?;
        self.tty.set_lent(false);
        if let Some(text) = ask(&answer) {
            self.tty.ask(&text);
        }
        let (wake, woken) = UnixStream::pair()?;
        self.wake = wake;
        self.input = Some((self.start_input)(woken)?);
        self.take_again()?;
        Ok(answer)
    }

    fn take_again(&mut self) -> io::Result<()> {
        self.tty.enter()?;
        self.pending = self.tty.enter_bytes();
        self.redraw();
        Ok(())
    }

    fn stop_input(&mut self) {
        let _ = self.wake.write(b"!");
        if let Some(input) = self.input.take() {
            let _ = input.join();
        }
    }

    /// Sends these bytes to the terminal before the next frame: what is not drawn, as the clipboard is not.
    pub fn say(&mut self, bytes: &[u8]) {
        self.pending.extend_from_slice(bytes);
    }

    /// The next frame is painted whole.
    pub fn redraw(&mut self) {
        self.painter.repaint();
    }

    /// Columns and rows.
    #[must_use]
    pub fn size(&self) -> (u16, u16) {
        self.tty.size()
    }

    /// Bytes that the terminal took so far.
    #[must_use]
    pub fn written(&self) -> u64 {
        self.writer.written()
    }

    /// Gives the terminal back; waits at most 150 ms for one that does not read.
    pub fn leave(self) {
        drop(self);
    }

    fn restore(&self) {
        if !self.writer.wait(PATIENCE) {
            self.writer.abort();
        }
        self.tty.restore();
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.wake.write(b"!");
        self.restore();
    }
}

fn restore_on_panic(tty: &Arc<Tty>) {
    static HOOK: Once = Once::new();
    *CURRENT.lock().unwrap_or_else(PoisonError::into_inner) = Arc::downgrade(tty);
    HOOK.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            let current = CURRENT.lock().unwrap_or_else(PoisonError::into_inner).upgrade();
            if let Some(tty) = current.filter(|_| !panics::are_caught()) {
                tty.restore();
            }
            before(info);
        }));
    });
}
