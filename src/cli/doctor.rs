//! `dateline doctor`: what is there, what is wrong with it, and what to do.

mod directories;
mod terminal;

use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use super::chosen::{self, Chosen};
use super::progress::size;
use super::{ended, name_of};
use crate::config;
use crate::library::script;
use crate::marks::{self, Clock};

/// A clock that is so far ahead is wrong: marks made with it win over later ones.
const AHEAD: Duration = Duration::from_secs(60);

/// `dateline doctor`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  dateline doctor
  dateline doctor ~/news")]
pub(super) struct Doctor {
    /// The library whose index is looked at: files, folders, or @NAME
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
}

/// What was found so far.
#[derive(Default)]
struct Report {
    text: String,
    wrong: usize,
}

impl Report {
    fn section(&mut self, name: &str) {
        let gap = if self.text.is_empty() { "" } else { "\n" };
        let _ = writeln!(self.text, "{gap}{name}");
    }

    /// Something that is as it is.
    fn note(&mut self, name: &str, what: &str) {
        let _ = writeln!(self.text, "  {name:<12} {what}");
    }

    /// Something that is wrong, and what to do about it.
    fn wrong(&mut self, name: &str, what: &str, advice: &str) {
        self.wrong += 1;
        self.note(name, &format!("WRONG: {what}"));
        if !advice.is_empty() {
            self.note("", &format!("To do: {advice}"));
        }
    }
}

pub(super) fn run(doctor: &Doctor) -> u8 {
    let mut report = Report::default();
    let system = rustix::system::uname();
    let part = |part: &std::ffi::CStr| part.to_string_lossy().into_owned();
    report.section("Program");
    report.note("dateline", env!("CARGO_PKG_VERSION"));
    report.note("system", &format!("{} {} {}", part(system.sysname()), part(system.release()), part(system.machine())));
    directories::look(&mut report);
    let (settings, complaints) = chosen::examined();
    report.section("Configuration");
    report.note("file", &name_of(&settings.file));
    for complaint in &complaints {
        report.wrong("mistake", &complaint.to_string(), "dateline config --edit");
    }
    terminal::look(&mut report, &settings);
    index(&mut report, &doctor.paths, settings);
    marks(&mut report);
    report.section(match report.wrong {
        0 => "Nothing is wrong.",
        1 => "1 thing is wrong.",
        _ => "Several things are wrong.",
    });
    ended(io::stdout().write_all(report.text.as_bytes()), report.wrong > 0)
}

fn index(report: &mut Report, paths: &[PathBuf], settings: config::Settings) {
    report.section("Index");
    let Some(cache) = config::cache() else {
        return report.wrong(
            "cache",
            "there is no cache directory: indexes are kept in memory",
            "set HOME or DATELINE_CACHE_DIR",
        );
    };
    let Ok(Chosen { paths, globs, .. }) = Chosen::new(paths, settings) else {
        return report.wrong("library", "it is not there", "");
    };
    let names: Vec<String> = paths.iter().map(|path| name_of(path)).collect();
    report.note("library", &names.join(", "));
    for missing in paths.iter().filter(|path| path.symlink_metadata().is_err()) {
        report.wrong("path", &format!("{}: no such file or folder", name_of(missing)), "");
    }
    let Some(health) = script::health(&paths, &globs, &cache) else {
        return report.note("index", "none yet; it is made when the library is opened");
    };
    report.note("directory", &name_of(&health.dir));
    report.note("size", &size(health.bytes));
    report.note("written", &health.written.map_or_else(|| "never".to_owned(), ago));
    let gone = health.gone as u64;
    report.note(
        "articles",
        &format!(
            "{} in {} segments, {gone} rows of articles that are gone",
            health.rows.saturating_sub(gone),
            health.segments
        ),
    );
    report.note("full text", &format!("{} articles", health.texts));
    if health.busy {
        report.note("writer", "another dateline keeps it now");
    }
    if !health.complete && !health.busy {
        report.note("state", "the first reading was not finished; the next opening goes on");
    }
    for damage in &health.damage {
        report.wrong("damage", damage, "dateline index --rebuild, with the same paths; no marks are lost");
    }
}

fn marks(report: &mut Report) {
    report.section("Marks");
    let Some(dir) = config::dir().map(|dir| dir.join("marks")) else { return };
    let health = marks::health(&dir);
    report.note("journals", &format!("{}, {}", health.journals, size(health.bytes)));
    let now = SystemTime::now();
    for (name, device) in &health.devices {
        let what = format!("{name}: {} records, the last one {}", device.records, ago(time(device.last)));
        if device.last > Clock::at(now + AHEAD) {
            report.wrong(
                "device",
                &what,
                "set the clock of this device right: until then its marks win over later ones",
            );
        } else {
            report.note("device", &what);
        }
    }
    if health.foreign > 0 {
        report.note("foreign", &format!("{} lines of another version; they are kept", health.foreign));
    }
    for (journal, count) in &health.damaged {
        let advice =
            "nothing, where the machine was switched off; else fetch the file again from another device or a backup";
        report.wrong("damage", &format!("{}: {count} damaged lines are passed over", name_of(journal)), advice);
    }
    for problem in &health.problems {
        report.wrong("unread", problem, "make it readable");
    }
}

fn time(clock: Clock) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_millis(clock.millis)
}

/// A time as people tell it.
fn ago(then: SystemTime) -> String {
    let told = |seconds: u64| match seconds {
        0..=119 => format!("{seconds} seconds"),
        120..=7_199 => format!("{} minutes", seconds / 60),
        7_200..=172_799 => format!("{} hours", seconds / 3_600),
        _ => format!("{} days", seconds / 86_400),
    };
    match SystemTime::now().duration_since(then) {
        Ok(since) => format!("{} ago", told(since.as_secs())),
        Err(error) => format!("{} from now", told(error.duration().as_secs())),
    }
}
