//! Whatever ends the reader, it ends soon, gives the terminal back, and has saved the marks.

use rustix::process::{Pid, Signal, kill_process};
use rustix::termios::{Termios, tcgetattr};

use super::*;

/// A machine three times slower is no failure; the figures that count are printed.
const SOON: Duration = Duration::from_secs(5);

impl Terminal {
    /// Marks the article under the cursor read, and waits until that is said to be saved.
    fn mark_read(&mut self) {
        self.press("r");
        self.until(|screen| screen.contains("marked read; u undoes"));
    }

    fn send(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).unwrap();
    }

    fn reading(&self, task: u8) {
        self.reading.0.store(task, Ordering::SeqCst);
    }

    /// Closes the terminal, as its window does.
    fn close(&mut self) {
        self.reading(ENDS);
        self.reading.1.take().unwrap().join().unwrap();
        self.slave = None;
        self.keys = None;
    }

    fn modes(&self) -> Termios {
        tcgetattr(self.slave.as_ref().unwrap()).unwrap()
    }

    /// Waits for the end, and gives the exit code.
    fn ends_soon(&mut self, what: &str) -> Option<i32> {
        let start = Instant::now();
        let status = self.end();
        let time = start.elapsed();
        say(&format!("{what}: ended after {time:?}"));
        assert!(time < SOON, "{what}: {time:?}");
        status.code()
    }

    /// How many articles are marked read in the journals.
    fn marked(&self) -> usize {
        let mut export = Command::new(env!("CARGO_BIN_EXE_dateline"));
        let output = at_home(export.args(["marks", "export"]), &self.home).output().unwrap();
        String::from_utf8(output.stdout).unwrap().lines().filter(|line| line.contains("\"read\":true")).count()
    }

    /// The time that the program has had of a processor, in ticks: hundredths of a second.
    fn ticks(&self) -> u64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap();
        let fields = stat.rsplit(')').next().unwrap().split_whitespace().skip(11).take(2);
        fields.map(|field| field.parse::<u64>().unwrap()).sum()
    }

    /// Waits until the program takes next to nothing of a processor; one that is stuck in a loop never does.
    fn idles(&self, what: &str) {
        let start = Instant::now();
        loop {
            let before = self.ticks();
            thread::sleep(Duration::from_secs(1));
            let spent = self.ticks() - before;
            if spent <= 1 {
                return say(&format!("{what}: {spent} % of a processor"));
            }
            assert!(start.elapsed() < PATIENCE, "{what}: {spent} % of a processor");
        }
    }
}

/// The same local and input modes; the kernel keeps some bits of its own in the others.
fn same_modes(one: &Termios, other: &Termios) -> bool {
    (one.local_modes, one.input_modes, one.output_modes) == (other.local_modes, other.input_modes, other.output_modes)
}

#[test]
fn a_signal_gives_the_terminal_back_and_the_mark_before_it_is_kept() {
    for (signal, number) in [(Signal::TERM, 15), (Signal::HUP, 1), (Signal::INT, 2)] {
        let mut terminal = Terminal::start();
        let raw = terminal.modes();
        terminal.mark_read();
        terminal.send(signal);
        assert_eq!(terminal.ends_soon(&format!("signal {number}")), Some(128 + number));
        terminal.settle();
        let screen = terminal.emulator.screen();
        assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        assert!(terminal.bytes.windows(4).any(|bytes| bytes == b"\x1b[8l"), "right-to-left text comes in its order");
        assert!(terminal.bytes.windows(4).any(|bytes| bytes == b"\x1b[8h"));
        let fresh = Terminal::launch(Command::new("true"), Arc::clone(&terminal.home)).modes();
        assert!(same_modes(&terminal.modes(), &fresh) && !same_modes(&raw, &fresh));
        assert_eq!(terminal.marked(), 1);
    }
}

#[test]
fn a_terminal_that_is_closed_ends_the_reader_and_the_mark_before_it_is_kept() {
    let mut terminal = Terminal::start();
    terminal.mark_read();
    terminal.close();
    assert_eq!(terminal.ends_soon("closed terminal"), Some(129));
    assert_eq!(terminal.marked(), 1);
}

#[test]
fn a_terminal_that_is_not_read_costs_nothing_and_is_given_back() {
    let mut terminal = Terminal::start();
    terminal.mark_read();
    terminal.reading(PAUSES);
    // Each frame is whole, and more than the terminal takes; the reader goes on to hear keys.
    terminal.press(&"\x0cj".repeat(40));
    terminal.idles("terminal that is not read");
    terminal.send(Signal::TERM);
    assert_eq!(terminal.ends_soon("terminal that is not read"), Some(128 + 15));
    let fresh = Terminal::launch(Command::new("true"), Arc::clone(&terminal.home)).modes();
    assert!(same_modes(&terminal.modes(), &fresh));
    assert_eq!(terminal.marked(), 1);
}
