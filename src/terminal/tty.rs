//! The terminal device itself: its descriptors, its modes, and how to give it back.

use std::fs::OpenOptions;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::OpenOptionsExt;
use std::sync::atomic::{AtomicBool, Ordering};

use rustix::fd::{AsFd, OwnedFd};
use rustix::fs::OFlags;
use rustix::termios::{self, OptionalActions, QueueSelector, Termios};

/// Alternate screen, paste brackets, no cursor.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?2004h\x1b[?25l";
/// The way back; ends a synchronized update and colours first, as the last frame may have been cut.
const LEAVE: &[u8] = b"\x1b[?2026l\x1b[0m\x1b[?2004l\x1b[?25h\x1b[?1049l";
/// Kitty keyboard protocol, flag 1 (tell Ctrl-i from Tab): push and pop. Terminals that do not know it ignore it.
const KEYS_PUSH: &[u8] = b"\x1b[>1u";
const KEYS_POP: &[u8] = b"\x1b[<1u";

/// Button presses and drags, not every motion, in SGR encoding (xterm control sequences, "Mouse Tracking").
const MOUSE_ON: &[u8] = b"\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1002l";

/// Explicit mode of BDSM (ECMA-48, 8.3.17), after the terminal working group's recommendation: text comes in its order.
const EXPLICIT_ON: &[u8] = b"\x1b[8l";
const EXPLICIT_OFF: &[u8] = b"\x1b[8h";

/// What the terminal is asked for beside the usual.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Modes {
    /// The mouse.
    pub mouse: bool,
    /// Not to reorder right-to-left text, as we do it.
    pub explicit: bool,
}

/// An open terminal and what it was like before.
pub(super) struct Tty {
    /// A description of our own where one could be opened: `O_NONBLOCK` is then not shared with the parent shell.
    output: OwnedFd,
    input: OwnedFd,
    before: Termios,
    raw: Termios,
    keyboard: bool,
    modes: Modes,
    entered: AtomicBool,
    /// A program that we wait for has the terminal.
    lent: AtomicBool,
    /// Set by SIGCONT: the modes and the screen may have been changed by somebody else.
    continued: AtomicBool,
}

impl Tty {
    /// Opens the terminal of standard output, and for input that of standard input; where they are none, the controlling one.
    /// An error when there is none.
    pub(super) fn open(modes: Modes) -> io::Result<Self> {
        let stdout = rustix::stdio::stdout();
        let output = if termios::isatty(stdout) {
            open_output(stdout)?
        } else {
            open_output(&OpenOptions::new().write(true).open("/dev/tty")?)?
        };
        let stdin = rustix::stdio::stdin();
        let input = if termios::isatty(stdin) {
            rustix::io::dup(stdin)?
        } else {
            OpenOptions::new().read(true).write(true).open("/dev/tty")?.into()
        };
        let before = termios::tcgetattr(&input)?;
        let mut raw = before.clone();
        raw.make_raw();
        let keyboard = std::env::var_os("TERM").is_some_and(|t| t != "linux" && t != "dumb");
        Ok(Self {
            output,
            input,
            before,
            raw,
            keyboard,
            modes,
            entered: AtomicBool::new(false),
            lent: AtomicBool::new(false),
            continued: AtomicBool::new(false),
        })
    }

    pub(super) fn output(&self) -> &OwnedFd {
        &self.output
    }

    pub(super) fn input(&self) -> &OwnedFd {
        &self.input
    }

    /// Columns and rows; 80 x 24 for a terminal that does not say.
    pub(super) fn size(&self) -> (u16, u16) {
        match termios::tcgetwinsize(&self.output) {
            Ok(size) if size.ws_col > 0 && size.ws_row > 0 => (size.ws_col, size.ws_row),
            _ => (80, 24),
        }
    }

    /// Raw mode. The caller sends [`Tty::enter_bytes`].
    pub(super) fn enter(&self) -> io::Result<()> {
        // crossterm reads '\n' as Ctrl-j only while it believes in raw mode, so it must hear of it.
        crossterm::terminal::enable_raw_mode()?;
        self.set_raw()?;
        self.entered.store(true, Ordering::SeqCst);
        Ok(())
    }

    /// Sets raw mode again, after somebody else may have changed it.
    pub(super) fn set_raw(&self) -> io::Result<()> {
        termios::tcsetattr(&self.input, OptionalActions::Now, &self.raw).map_err(Into::into)
    }

    pub(super) fn enter_bytes(&self) -> Vec<u8> {
        let mut bytes = ENTER.to_vec();
        if self.keyboard {
            bytes.extend_from_slice(KEYS_PUSH);
        }
        if self.modes.mouse {
            bytes.extend_from_slice(MOUSE_ON);
        }
        if self.modes.explicit {
            bytes.extend_from_slice(EXPLICIT_ON);
        }
        bytes
    }

    fn leave_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        // Each screen keeps its own stack of keyboard flags: pop before the alternate one is left.
        if self.keyboard {
            bytes.extend_from_slice(KEYS_POP);
        }
        if self.modes.mouse {
            bytes.extend_from_slice(MOUSE_OFF);
        }
        if self.modes.explicit {
            bytes.extend_from_slice(EXPLICIT_OFF);
        }
        bytes.extend_from_slice(LEAVE);
        bytes
    }

    pub(super) fn entered(&self) -> bool {
        self.entered.load(Ordering::SeqCst)
    }

    /// Gives the terminal back without ever blocking; only the first call after an `enter` does anything.
    pub(super) fn restore(&self) {
        if !self.entered.swap(false, Ordering::SeqCst) {
            return;
        }
        let bytes = self.leave_bytes();
        if !write_now(&self.output, &bytes) {
            // Nobody reads: what waits in the kernel is the rest of a frame that no one will miss.
            let _ = termios::tcflush(&self.output, QueueSelector::OFlush);
            write_now(&self.output, &bytes);
        }
        let _ = termios::tcsetattr(&self.input, OptionalActions::Now, &self.before);
        let _ = crossterm::terminal::disable_raw_mode();
    }

    pub(super) fn set_lent(&self, value: bool) {
        self.lent.store(value, Ordering::SeqCst);
    }

    /// Whether a program that we wait for has the terminal: keys that send signals mean that program.
    pub(super) fn lent(&self) -> bool {
        self.lent.load(Ordering::SeqCst)
    }

    /// Says `text`, and waits for a key or the end of the terminal.
    pub(super) fn ask(&self, text: &str) {
        use rustix::event::{PollFd, PollFlags, poll};
        write_now(&self.output, text.as_bytes());
        let mut fds = [PollFd::new(&self.input, PollFlags::IN)];
        while poll(&mut fds, None) == Err(rustix::io::Errno::INTR) {}
        let _ = rustix::io::read(&self.input, &mut [0; 64]);
    }

    pub(super) fn set_continued(&self, value: bool) {
        self.continued.store(value, Ordering::SeqCst);
    }

    /// Whether SIGCONT came since the last call.
    pub(super) fn take_continued(&self) -> bool {
        self.continued.swap(false, Ordering::SeqCst)
    }
}

/// A description of our own of the terminal behind `stdout`, non-blocking; a plain duplicate where that fails.
fn open_output(stdout: impl AsFd + Copy) -> io::Result<OwnedFd> {
    let open = |path: &std::ffi::OsStr| {
        let flags = OFlags::NONBLOCK | OFlags::NOCTTY;
        OpenOptions::new().write(true).custom_flags(i32::try_from(flags.bits()).unwrap_or(0)).open(path)
    };
    let name = termios::ttyname(stdout, Vec::new());
    let opened = name.map_err(io::Error::from).and_then(|name| {
        let file = open(std::ffi::OsStr::from_bytes(name.as_bytes()))?;
        Ok(file)
    });
    match opened.or_else(|_| open("/dev/tty".as_ref())) {
        Ok(file) => Ok(file.into()),
        Err(_) => Ok(rustix::io::dup(stdout)?),
    }
}

/// Writes what fits at once; whether that was all of it.
fn write_now(fd: &OwnedFd, bytes: &[u8]) -> bool {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    let mut fds = [PollFd::new(fd, PollFlags::OUT)];
    // On a blocking duplicate the poll is what keeps us from waiting.
    match poll(&mut fds, Some(&Timespec::default())) {
        Ok(ready) if ready > 0 => rustix::io::write(fd, bytes).is_ok_and(|n| n == bytes.len()),
        _ => false,
    }
}
