//! The reader on a pseudo-terminal, with an emulator at the other end.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use std::fs::File;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::os::fd::OwnedFd;
use std::path::Path;
use std::process::{Child, Command, ExitStatus};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

const SIZE: (u16, u16) = (120, 40);
/// How long the screen may take to become what it is to be.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long nothing must come in for the full text to be built.
const BUILT: Duration = Duration::from_secs(3);
/// How long nothing must come in for a frame to be whole.
const QUIET: Duration = Duration::from_millis(400);

/// The program with its terminal.
struct Terminal {
    child: Child,
    keys: File,
    output: Receiver<Vec<u8>>,
    emulator: vt100::Parser,
    /// All that the terminal was sent.
    bytes: Vec<u8>,
    _home: tempfile::TempDir,
}

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
        let home = tempfile::tempdir().unwrap();
        let flags = OpenptFlags::RDWR | OpenptFlags::NOCTTY;
        let master = openpt(flags).unwrap();
        grantpt(&master).unwrap();
        unlockpt(&master).unwrap();
        let name = ptsname(&master, Vec::new()).unwrap();
        let slave = File::options().read(true).write(true).open(name.to_str().unwrap()).unwrap();
        let size = Winsize { ws_col: SIZE.0, ws_row: SIZE.1, ws_xpixel: 0, ws_ypixel: 0 };
        tcsetwinsize(&slave, size).unwrap();
        let articles = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles");
        let stream = || OwnedFd::from(slave.try_clone().unwrap());
        let child = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .arg(articles)
            .env_clear()
            .envs([("TERM", "xterm-256color"), ("LANG", "C.UTF-8")])
            .env("DATELINE_CONFIG_DIR", home.path().join("config"))
            .env("DATELINE_CACHE_DIR", home.path().join("cache"))
            .stdin(stream())
            .stdout(stream())
            .stderr(stream())
            .spawn()
            .unwrap();
        let master = File::from(master);
        let mut read = master.try_clone().unwrap();
        let (send, output) = channel();
        thread::spawn(move || {
            let mut buffer = vec![0; 1 << 16];
            while let Ok(n) = read.read(&mut buffer) {
                if n == 0 || send.send(buffer[..n].to_vec()).is_err() {
                    break;
                }
            }
        });
        let size = |n| NonZeroU16::new(n).unwrap();
        let emulator = vt100::Parser::new(size(SIZE.1), size(SIZE.0), 0);
        let mut terminal = Self { child, keys: master, output, emulator, bytes: Vec::new(), _home: home };
        terminal.until(|screen| screen.contains("68 articles") && screen.contains("1/68"));
        // The title tells of the full text while that is built, and has nothing to say between two of its steps.
        terminal.settle_for(BUILT);
        terminal
    }

    /// Takes what the program writes until it is quiet, and gives how many bytes that was.
    fn settle(&mut self) -> usize {
        self.settle_for(QUIET)
    }

    fn settle_for(&mut self, quiet: Duration) -> usize {
        let before = self.bytes.len();
        while let Ok(bytes) = self.output.recv_timeout(quiet) {
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
        self.keys.write_all(keys.as_bytes()).unwrap();
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
    terminal.settle_for(BUILT);
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
    terminal.settle_for(BUILT);
    let frames = terminal.bytes.windows(8).filter(|bytes| bytes == b"\x1b[?2026h").count();
    assert!(frames < 60, "{frames} frames for 240 keys");
    let shown = terminal.cells();
    terminal.press("\x0c");
    assert!(terminal.settle_for(BUILT) > 2_000, "all is drawn anew");
    assert!(terminal.cells() == shown, "what was drawn bit by bit is what is drawn at once");
}

#[test]
fn a_signal_gives_the_terminal_back() {
    let mut terminal = Terminal::start();
    let pid = rustix::process::Pid::from_child(&terminal.child);
    rustix::process::kill_process(pid, rustix::process::Signal::TERM).unwrap();
    assert_eq!(terminal.end().code(), Some(128 + 15));
    terminal.settle();
    let screen = terminal.emulator.screen();
    assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
    assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    assert!(terminal.bytes.windows(4).any(|bytes| bytes == b"\x1b[8l"), "right-to-left text comes in its order");
    assert!(terminal.bytes.windows(4).any(|bytes| bytes == b"\x1b[8h"));
}
