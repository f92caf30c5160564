//! Marks articles as fast as they are saved, and says so: for tests that kill it, fill its disk or start ten of it.
//!
//! `mark_stress DIR FIRST COUNT [BATCH]` marks the articles FIRST, FIRST + 1, … read in the marks of DIR, BATCH (1) at a time.
//! For each batch that is saved it prints the number of articles marked so far, with one write; at the end `closed` and
//! how many are not on the disk. What could not be saved is told on standard error and tried again.
//!
//! `mark_stress DIR` prints how many articles are marked, the greatest of them + 1, and the damaged lines.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use std::sync::mpsc::channel;
use std::time::SystemTime;

use dateline::article::ArticleId;
use dateline::marks::{self, Answer, Change, Writer};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize| arguments.get(at).and_then(|number| number.parse::<u128>().ok());
    let Some(dir) = arguments.first().map(Path::new) else { return ExitCode::from(2) };
    match (number(1), number(2)) {
        (Some(first), Some(count)) => mark(dir, first, count, number(3).unwrap_or(1).max(1)),
        _ => count(dir),
    }
}

fn count(dir: &Path) -> ExitCode {
    let loaded = marks::load(dir, None);
    let greatest = loaded.marks.iter_where(|mark| mark.read).last().map_or(0, |id| id.0 + 1);
    say(&format!("{} {greatest} {}\n", loaded.marks.len(), loaded.skipped));
    ExitCode::from(u8::from(!loaded.problems.is_empty()))
}

fn mark(dir: &Path, first: u128, count: u128, batch: u128) -> ExitCode {
    let loaded = marks::load(dir, None);
    let (send, answers) = channel();
    let writer = Writer::start(loaded, Box::new(move |answer| drop(send.send(answer))));
    let mut done = 0;
    while done < count {
        let end = (done + batch).min(count);
        let changes = (done..end).map(|n| (ArticleId(first + n), Change::Read(true))).collect();
        writer.step("marked read", changes, 0, SystemTime::now());
        for answer in &answers {
            match answer {
                Answer::Saved { .. } => break,
                Answer::Failed { unsaved, reason, .. } => {
                    let _ = writeln!(std::io::stderr(), "{unsaved} not saved: {reason}");
                }
                _ => {}
            }
        }
        done = end;
        // Nobody may be listening any more.
        say(&format!("{done}\n"));
    }
    let unsaved = writer.close();
    say(&format!("closed {unsaved}\n"));
    ExitCode::from(u8::from(unsaved > 0))
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(line.as_bytes()).and_then(|()| out.flush());
}
