//! How far a command is, on standard error.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

use super::complain;
use crate::layout::fit;
use crate::library::{Phase, Progress};

/// How often the line is written anew.
const EVERY: Duration = Duration::from_millis(100);
/// How long a command may take before it says what it waits for.
const PATIENCE: Duration = Duration::from_secs(1);
/// Cells of the bar.
const BAR: u64 = 20;

/// One line that is written over on a terminal; elsewhere a line for each phase, where that is wanted.
pub(super) struct Meter {
    terminal: bool,
    /// Elsewhere than on a terminal lines are written.
    lines: bool,
    due: Instant,
    phase: Option<&'static str>,
    shown: bool,
}

impl Meter {
    /// One for a command that says how far it is.
    pub(super) fn for_work() -> Self {
        Self { terminal: is_terminal(), lines: true, due: Instant::now(), phase: None, shown: false }
    }

    /// One for a command whose results are waited for: it says nothing while that is short, or nobody looks.
    pub(super) fn for_waiting() -> Self {
        Self { lines: false, due: Instant::now() + PATIENCE, ..Self::for_work() }
    }

    /// Shows how far it is.
    pub(super) fn show(&mut self, progress: &Progress) {
        let phase = name(progress.phase);
        if self.terminal {
            if Instant::now() >= self.due {
                self.due = Instant::now() + EVERY;
                self.shown = true;
                let columns = crossterm::terminal::size().map_or(80, |(columns, _)| usize::from(columns));
                write(&format!("\r\x1b[K{}", fit(&line(phase, progress), columns.saturating_sub(1))));
            }
        } else if self.lines && self.phase != Some(phase) {
            complain(phase);
        }
        self.phase = Some(phase);
    }

    /// Takes the line away.
    pub(super) fn clear(&mut self) {
        if std::mem::take(&mut self.shown) {
            write("\r\x1b[K");
        }
    }
}

fn is_terminal() -> bool {
    std::io::stderr().is_terminal() && !super::is_dumb()
}

fn write(text: &str) {
    let mut stderr = std::io::stderr();
    // Without a standard error there is nobody to show it to.
    drop(stderr.write_all(text.as_bytes()).and_then(|()| stderr.flush()));
}

fn name(phase: Phase) -> &'static str {
    match phase {
        Phase::Reading => "reading the folders",
        Phase::Sweeping => "looking for changes",
        Phase::Indexing { .. } => "building the full text",
        Phase::Current => "up to date",
        Phase::Following => "another dateline keeps this index",
    }
}

fn line(phase: &str, progress: &Progress) -> String {
    let Progress { articles, files, bytes, .. } = *progress;
    let left = progress.left.map(|left| format!(", {} left", time(left))).unwrap_or_default();
    let Phase::Indexing { done, all } = progress.phase else {
        return format!("{phase}: {articles} articles, {files} files, {}{left}", size(bytes));
    };
    let (done, all) = (u64::from(done), u64::from(all).max(1));
    let filled = usize::try_from(BAR * done / all).unwrap_or_default();
    let rest = usize::try_from(BAR).unwrap_or_default().saturating_sub(filled);
    format!("{phase} [{}{}] {done} of {all}{left}", "#".repeat(filled), "-".repeat(rest))
}

/// A size as people read it.
pub(super) fn size(bytes: u64) -> String {
    const UNITS: [&str; 5] = ["B", "kB", "MB", "GB", "TB"];
    let (mut tenths, mut unit) = (bytes.saturating_mul(10), 0);
    while tenths >= 10_000 && unit + 1 < UNITS.len() {
        tenths /= 1000;
        unit += 1;
    }
    let name = UNITS.get(unit).copied().unwrap_or_default();
    if unit == 0 { format!("{bytes} {name}") } else { format!("{}.{} {name}", tenths / 10, tenths % 10) }
}

/// Seconds as people read them.
fn time(seconds: u64) -> String {
    if seconds < 120 { format!("{seconds} s") } else { format!("{} min", seconds.div_ceil(60)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_short() {
        assert_eq!([0, 999, 1000, 1_250_000, 3_000_000_000].map(size), ["0 B", "999 B", "1.0 kB", "1.2 MB", "3.0 GB"]);
    }

    #[test]
    fn the_bar_fills() {
        let phase = Phase::Indexing { done: 5, all: 10 };
        let progress = Progress { phase, left: Some(90), ..Progress::default() };
        assert_eq!(line("text", &progress), "text [##########----------] 5 of 10, 90 s left");
    }
}
