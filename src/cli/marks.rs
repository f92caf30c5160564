//! `dateline marks export|import`: all marks as JSONL, and back.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::saving::Saving;
use super::{complain, name_of};
use crate::article::ArticleId;
use crate::marks::{self, Change, Entry};

/// `dateline marks`.
#[derive(Debug, Subcommand)]
pub(super) enum Marks {
    /// Print all marks as JSONL, an article a line
    #[command(after_long_help = "\
Examples:
  dateline marks export ~/marks.jsonl
  dateline marks export | grep '\"starred\":true'")]
    Export {
        /// The file to write (none: standard output)
        file: Option<PathBuf>,
    },
    /// Merge the marks of an export: of two marks the later one wins
    #[command(after_long_help = "\
Examples:
  dateline marks export ~/marks.jsonl; dateline marks import ~/marks.jsonl")]
    Import {
        /// The file to read (none, or -: standard input)
        file: Option<PathBuf>,
    },
}

/// So many lines are saved at once.
const AT_ONCE: usize = 16 * 1024;

pub(super) fn run(command: &Marks) -> u8 {
    match command {
        Marks::Export { file } => export(file.as_deref().filter(|file| *file != Path::new("-"))),
        Marks::Import { file } => import(file.as_deref().filter(|file| *file != Path::new("-"))),
    }
}

fn export(file: Option<&Path>) -> u8 {
    let Some(dir) = super::saving::dir() else { return 1 };
    let written = match file {
        Some(file) => write_to(&dir, file),
        None => write(&dir, io::stdout().lock()),
    };
    match written {
        Ok(problems) => {
            for problem in &problems {
                complain(problem);
            }
            u8::from(!problems.is_empty())
        }
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => 0,
        Err(error) => {
            complain(&format!("{}: {error}", file.map_or_else(|| "standard output".to_owned(), name_of)));
            1
        }
    }
}

/// Writes to a file. One that is there already, perhaps the only other copy, stays until the new one is on the disk.
fn write_to(dir: &Path, file: &Path) -> io::Result<Vec<String>> {
    let before = fs::metadata(file);
    if before.as_ref().is_ok_and(|before| !before.is_file()) {
        return write(dir, File::create(file)?);
    }
    // What a link leads to is replaced, not the link.
    let file = file.canonicalize().unwrap_or_else(|_| file.to_owned());
    let mut new = file.clone().into_os_string();
    new.push(".new");
    let written = File::create(&new).and_then(|out| {
        let problems = write(dir, &out)?;
        if let Ok(before) = before {
            out.set_permissions(before.permissions())?;
        }
        out.sync_all()?;
        fs::rename(&new, &file)?;
        Ok(problems)
    });
    written.inspect_err(|_| drop(fs::remove_file(&new)))
}

fn write(dir: &Path, out: impl Write) -> io::Result<Vec<String>> {
    let mut out = io::BufWriter::new(out);
    let problems = marks::export(dir, &mut out)?;
    out.flush()?;
    Ok(problems)
}

fn import(file: Option<&Path>) -> u8 {
    let name = file.map_or_else(|| "standard input".to_owned(), name_of);
    let lines: Box<dyn BufRead> = match file.map(File::open) {
        None => Box::new(io::stdin().lock()),
        Some(Ok(file)) => Box::new(BufReader::new(file)),
        Some(Err(error)) => {
            complain(&format!("{name}: {error}"));
            return 1;
        }
    };
    let Some(mut saving) = Saving::start() else { return 1 };
    let mut waiting = Waiting::default();
    let mut failed = false;
    for (number, line) in (1..).zip(lines.lines()) {
        let imported = match line {
            Ok(line) if line.trim().is_empty() => continue,
            Ok(line) => marks::import(&line),
            Err(error) if error.kind() == io::ErrorKind::InvalidData => Err("it is not UTF-8".to_owned()),
            // There is no line behind it, as in a folder.
            Err(error) => {
                failed = true;
                complain(&format!("{name}: {error}"));
                break;
            }
        };
        match imported {
            Ok(imported) => {
                waiting.entries.extend(imported.entries);
                waiting.changes.extend(imported.changes);
            }
            Err(reason) => {
                failed = true;
                complain(&format!("{name}: line {number}: {reason}"));
            }
        }
        if waiting.entries.len() + waiting.changes.len() >= AT_ONCE && !waiting.save(&mut saving) {
            return 1;
        }
    }
    let saved = waiting.save(&mut saving) && saving.close();
    u8::from(failed || !saved)
}

#[derive(Default)]
struct Waiting {
    entries: Vec<Entry>,
    changes: Vec<(ArticleId, Change)>,
}

impl Waiting {
    fn save(&mut self, saving: &mut Saving) -> bool {
        let entries = std::mem::take(&mut self.entries);
        let changes = std::mem::take(&mut self.changes);
        (entries.is_empty() || saving.import(entries)) && (changes.is_empty() || saving.step("imported", changes))
    }
}
