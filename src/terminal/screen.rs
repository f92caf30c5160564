//! The screen: frames in, changed cells out.

use std::cell::RefCell;
use std::io::{self, Write};
use std::os::unix::net::UnixStream;
use std::panic;
use std::rc::Rc;
use std::sync::{Arc, Mutex, Once, PoisonError, Weak};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};
use rustix::process::{Signal, kill_current_process_group};

use super::input::{self, Input};
use super::signals;
use super::tty::Tty;
use super::writer::Writer;

/// How long leaving waits for a terminal that does not read.
const PATIENCE: Duration = Duration::from_millis(150);
/// Between these a terminal that knows synchronized output shows nothing half drawn.
const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";

/// The terminal that the panic hook gives back.
static CURRENT: Mutex<Weak<Tty>> = Mutex::new(Weak::new());

/// Where ratatui writes: memory.
#[derive(Clone, Default)]
struct Buffer(Rc<RefCell<Vec<u8>>>);

impl Write for Buffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The frames, as bytes; knows nothing of a terminal.
struct Painter {
    buffer: Buffer,
    terminal: Terminal<CrosstermBackend<Buffer>>,
    area: Rect,
    repaint: bool,
    /// What ratatui's backend writes when no cell changed.
    nothing: Vec<u8>,
    /// How the last frame left the cursor.
    cursor: Vec<u8>,
}

impl Painter {
    fn new(size: (u16, u16)) -> io::Result<Self> {
        let buffer = Buffer::default();
        let mut backend = CrosstermBackend::new(buffer.clone());
        backend.draw(std::iter::empty())?;
        let nothing = buffer.0.take();
        let area = Rect::new(0, 0, size.0, size.1);
        // A fixed viewport: the others ask the terminal where its cursor is, which would eat keys and may wait.
        let viewport = Viewport::Fixed(area);
        let terminal = Terminal::with_options(backend, TerminalOptions { viewport })?;
        Ok(Self { buffer, terminal, area, repaint: true, nothing, cursor: Vec::new() })
    }

    /// The bytes that bring the terminal to this frame; empty when it shows it already.
    fn paint(&mut self, size: (u16, u16), render: impl FnOnce(&mut Frame)) -> io::Result<Vec<u8>> {
        let area = Rect::new(0, 0, size.0, size.1);
        if self.repaint || area != self.area {
            self.terminal.resize(area)?;
            self.area = area;
            self.repaint = false;
            self.cursor.clear();
        }
        self.terminal.draw(render)?;
        let bytes = self.buffer.0.take();
        if let Some(cursor) = bytes.strip_prefix(self.nothing.as_slice()) {
            if cursor == self.cursor {
                return Ok(Vec::new());
            }
            self.cursor = cursor.to_vec();
            return Ok(self.cursor.clone());
        }
        // The cells end with the same bytes as an empty frame does; the cursor follows them.
        let tail = bytes.windows(self.nothing.len()).rposition(|window| window == self.nothing);
        let cursor = tail.and_then(|at| bytes.get(at + self.nothing.len()..));
        self.cursor = cursor.unwrap_or_default().to_vec();
        Ok([BEGIN, &bytes, END].concat())
    }
}

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
    /// Takes the terminal: raw mode, alternate screen, bracketed paste, no cursor. Starts the threads, which call
    /// `send`; when that returns false nobody listens any more. Also sets a panic hook that gives the terminal
    /// back, whatever thread panics.
    ///
    /// # Errors
    /// When standard output is not a terminal, there is none to read from, or a thread cannot be started.
    pub fn enter(send: impl Fn(Input) -> bool + Clone + Send + 'static) -> io::Result<Self> {
        let tty = Arc::new(Tty::open()?);
        let painter = Painter::new(tty.size())?;
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
        self.painter.repaint = true;
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
            if let Some(tty) = current {
                tty.restore();
            }
            before(info);
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(painter: &mut Painter, text: &str, cursor: Option<(u16, u16)>) -> String {
        let frame = painter.paint((20, 3), |frame| {
            frame.render_widget(text, frame.area());
            if let Some(cursor) = cursor {
                frame.set_cursor_position(cursor);
            }
        });
        String::from_utf8(frame.unwrap()).unwrap()
    }

    #[test]
    fn only_changes_are_written() {
        let mut painter = Painter::new((20, 3)).unwrap();
        let first = text(&mut painter, "one two", None);
        assert!(first.starts_with("\x1b[?2026h") && first.ends_with("\x1b[?2026l"));
        assert!(first.contains("one"));
        assert_eq!(text(&mut painter, "one two", None), "");
        let second = text(&mut painter, "one twa", None);
        assert!(second.contains("\x1b[1;7Ha") && !second.contains("one"));
        assert_eq!(text(&mut painter, "one twa", None), "");
        painter.repaint = true;
        assert!(text(&mut painter, "one twa", None).contains("one"));
    }

    #[test]
    fn a_cursor_that_moves_is_a_change() {
        let mut painter = Painter::new((20, 3)).unwrap();
        text(&mut painter, "one", Some((1, 0)));
        assert_eq!(text(&mut painter, "one", Some((1, 0))), "");
        assert_eq!(text(&mut painter, "one", Some((2, 0))), "\x1b[?25h\x1b[1;3H");
        assert_eq!(text(&mut painter, "one", None), "\x1b[?25l");
    }
}
