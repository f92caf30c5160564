//! The reader on a pseudo-terminal, with an emulator at the other end.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

#[path = "terminal/endings.rs"]
mod endings;
#[path = "terminal/identity.rs"]
mod identity;
#[path = "terminal/pager.rs"]
mod pager;
#[path = "terminal/saving.rs"]
mod saving;

use std::fs::File;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus};
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

const SIZE: (u16, u16) = (120, 40);
/// How long the screen may take to become what it is to be.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long nothing must come in for a frame to be whole.
const QUIET: Duration = Duration::from_millis(400);

/// The program with its terminal.
struct Terminal {
    child: Child,
    /// Both ends are `None` once the terminal was closed.
    keys: Option<File>,
    slave: Option<File>,
    output: Receiver<Vec<u8>>,
    /// What the thread does that reads what the program writes, and the thread.
    reading: (Arc<AtomicU8>, Option<JoinHandle<()>>),
    emulator: vt100::Parser,
    /// All that the terminal was sent.
    bytes: Vec<u8>,
    home: Arc<tempfile::TempDir>,
}

/// What the thread does that reads what the program writes, when it does not just read.
const PAUSES: u8 = 1;
const ENDS: u8 = 2;

/// What a cell looks like. An empty one is a space, of which the colour of the letters cannot be seen.
#[derive(PartialEq)]
struct Look {
    text: String,
    letters: Option<(vt100::Color, bool, bool)>,
    ground: vt100::Color,
    reversed: bool,
    underlined: bool,
}

impl Look {
    fn of(cell: &vt100::Cell) -> Self {
        let text = if cell.has_contents() { cell.contents().to_owned() } else { " ".to_owned() };
        let seen = text != " " || cell.inverse();
        Self {
            letters: seen.then(|| (cell.fgcolor(), cell.bold(), cell.italic())),
            ground: cell.bgcolor(),
            reversed: cell.inverse(),
            underlined: cell.underline(),
            text,
        }
    }
}

impl Terminal {
    fn start() -> Self {
        let home = Arc::new(tempfile::tempdir().unwrap());
        // The title would tell of the full text while that is built. Three of the files are broken, which is told.
        let mut index = Command::new(env!("CARGO_BIN_EXE_dateline"));
        let index = at_home(index.arg("index").arg(examples()), &home).output().unwrap();
        assert_eq!(index.status.code(), Some(1), "{}", String::from_utf8_lossy(&index.stderr));
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.arg(examples());
        let mut terminal = Self::launch(command, home);
        terminal.until(|screen| screen.contains("68 articles") && screen.contains("1/68"));
        terminal.settle();
        terminal
    }

    /// Runs a command on a terminal of its own, with its configuration and its index in `home`.
    fn launch(mut command: Command, home: Arc<tempfile::TempDir>) -> Self {
        let flags = OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC;
        let master = openpt(flags).unwrap();
        grantpt(&master).unwrap();
        unlockpt(&master).unwrap();
        let name = ptsname(&master, Vec::new()).unwrap();
        let slave = File::options().read(true).write(true).open(name.to_str().unwrap()).unwrap();
        let size = Winsize { ws_col: SIZE.0, ws_row: SIZE.1, ws_xpixel: 0, ws_ypixel: 0 };
        tcsetwinsize(&slave, size).unwrap();
        let stream = || OwnedFd::from(slave.try_clone().unwrap());
        command.env_clear().envs([("TERM", "xterm-256color"), ("LANG", "C.UTF-8"), ("PATH", "/usr/bin:/bin")]);
        let child = at_home(&mut command, &home).stdin(stream()).stdout(stream()).stderr(stream()).spawn().unwrap();
        // It holds the terminal open as long as it lives.
        drop(command);
        let master = File::from(master);
        let read = master.try_clone().unwrap();
        let (send, output) = channel();
        let reading = Arc::<AtomicU8>::default();
        let task = Arc::clone(&reading);
        let thread = thread::spawn(move || take_output(read, &task, &send));
        let size = |n| NonZeroU16::new(n).unwrap();
        let emulator = vt100::Parser::new(size(SIZE.1), size(SIZE.0), 0);
        let reading = (reading, Some(thread));
        Self { child, keys: Some(master), slave: Some(slave), output, reading, emulator, bytes: Vec::new(), home }
    }

    /// Takes what the program writes until it is quiet, and gives how many bytes that was.
    fn settle(&mut self) -> usize {
        let before = self.bytes.len();
        while let Ok(bytes) = self.output.recv_timeout(QUIET) {
            self.take(&bytes);
        }
        self.bytes.len() - before
    }

    fn take(&mut self, bytes: &[u8]) {
        self.emulator.process(bytes);
        self.bytes.extend_from_slice(bytes);
    }

    /// Waits until the screen is as wanted.
    fn until(&mut self, wanted: impl Fn(&str) -> bool) {
        let start = Instant::now();
        while !wanted(&self.emulator.screen().contents()) {
            match self.output.recv_timeout(PATIENCE.saturating_sub(start.elapsed())) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    panic!("the screen stayed so:\n{}", self.emulator.screen().contents())
                }
            }
        }
    }

    fn press(&mut self, keys: &str) {
        self.keys.as_ref().unwrap().write_all(keys.as_bytes()).unwrap();
    }

    /// Every cell, with its looks.
    fn cells(&self) -> Vec<Look> {
        let screen = self.emulator.screen();
        let at = |y| (0..SIZE.0).filter_map(move |x| screen.cell(y, x).map(Look::of));
        (0..SIZE.1).flat_map(at).collect()
    }

    fn end(&mut self) -> ExitStatus {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(start.elapsed() < PATIENCE, "the program does not end");
            thread::sleep(Duration::from_millis(10));
        }
    }
}

/// Keeps what a command writes in `home`.
fn at_home<'a>(command: &'a mut Command, home: &tempfile::TempDir) -> &'a mut Command {
    command.env("DATELINE_CONFIG_DIR", home.path().join("config"));
    command.env("DATELINE_CACHE_DIR", home.path().join("cache"));
    command.env("DATELINE_STATE_DIR", home.path().join("state"))
}

/// The articles that come with the program.
fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles")
}

/// Prints a figure, for those who run a test with `--nocapture`.
fn say(what: &str) {
    let _ = writeln!(std::io::stdout(), "{what}");
}

fn take_output(mut read: File, task: &AtomicU8, send: &Sender<Vec<u8>>) {
    let mut buffer = vec![0; 1 << 16];
    let moment = Timespec { tv_sec: 0, tv_nsec: 20_000_000 };
    loop {
        match task.load(Ordering::SeqCst) {
            PAUSES => thread::sleep(Duration::from_millis(5)),
            ENDS => return,
            _ => match poll(&mut [PollFd::new(&read, PollFlags::IN)], Some(&moment)) {
                Ok(0) => {}
                Ok(_) => match read.read(&mut buffer) {
                    Ok(n) if n > 0 && send.send(buffer[..n].to_vec()).is_ok() => {}
                    _ => return,
                },
                Err(_) => return,
            },
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_step_in_the_list_costs_little_more_than_the_cells_that_it_changes_and_waiting_nothing() {
    let mut terminal = Terminal::start();
    for step in 2..6 {
        let before = terminal.cells();
        terminal.press("j");
        let written = terminal.settle();
        terminal.until(|screen| screen.contains(&format!("{step}/68")));
        let after = terminal.cells();
        let changed = after.iter().zip(before).filter(|(after, before)| *after != before);
        let own: usize = changed.map(|(cell, _)| cell.text.len()).sum();
        assert!(own > 100 && written * 2 <= own * 3, "{written} bytes for cells of {own}");
    }
    terminal.settle();
    let said = terminal.bytes.len();
    assert_eq!(terminal.settle(), 0, "{:?}", String::from_utf8_lossy(&terminal.bytes[said..]));
}

#[test]
fn many_keys_at_once_end_at_the_right_screen() {
    let mut terminal = Terminal::start();
    terminal.press(&"j".repeat(200));
    terminal.until(|screen| screen.contains("68/68"));
    terminal.settle();
    terminal.press(&"k".repeat(40));
    terminal.until(|screen| screen.contains("28/68"));
    terminal.settle();
    let frames = terminal.bytes.windows(8).filter(|bytes| bytes == b"\x1b[?2026h").count();
    assert!(frames < 60, "{frames} frames for 240 keys");
    let shown = terminal.cells();
    terminal.press("\x0c");
    assert!(terminal.settle() > 2_000, "all is drawn anew");
    assert!(terminal.cells() == shown, "what was drawn bit by bit is what is drawn at once");
}
