//! The command line.

mod chosen;
mod index;
mod list;
mod manual;
mod mark;
mod marks;
mod open;
mod opened;
mod paint;
mod plain;
mod progress;
mod quotes;
mod saving;
mod settings;
mod show;

use std::ffi::OsString;
use std::io;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand, ValueEnum};

use crate::article::Text;
use crate::formats::Record;
use paint::When;

/// The variable with options that stand before those of the command line, as `LESS` does for less(1).
const OPTIONS: &str = "DATELINE_OPTS";

/// Wrong use.
const WRONG_USE: u8 = 2;

/// Reads news articles that are already on your disk: lists them, shows them with their quotes and story links, and keeps
/// what was read.
#[derive(Debug, Parser)]
#[command(version, args_override_self = true)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// Files and folders with articles, or @NAME for a library of the configuration; - reads one article from standard input
    /// (none: the library of the configuration, else the current folder)
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Compare the contents of files with the index, not only their times and sizes
    #[arg(long)]
    rescan: bool,
    /// A dialogue of lines, without cursor movement, boxes and colours: for screen readers and simple terminals
    #[arg(long)]
    plain: bool,
    /// When colours are used
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = When::Auto)]
    color: When,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print the articles that a query leaves
    List(list::List),
    /// Print the quotes of the articles that a query leaves
    Quotes(quotes::Quotes),
    /// Bring the index up to date, with its full text
    Index(index::Index),
    /// Print one article
    Show(Show),
    /// Set or take away marks
    Mark(mark::Mark),
    /// Take all marks out, or in
    #[command(subcommand)]
    Marks(marks::Marks),
    /// Print the settings in force, where things live, or a configuration file to start from
    Config(settings::Config),
    /// Print the completions for a shell
    Completions(manual::Completions),
    /// Print the manual page
    Man,
}

/// `dateline show`.
#[derive(Debug, clap::Args)]
struct Show {
    /// The form in which it is printed
    #[arg(short, long, value_enum, default_value_t = Form::Text)]
    format: Form,
    /// The width of the text, in columns
    #[arg(long, value_name = "N", default_value_t = 72)]
    width: usize,
    /// Where an article is looked for by its id (none: the current folder)
    #[arg(long = "in", value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The file; or an article's id, or its first digits, 6 at least; - is standard input
    #[arg(value_name = "FILE|ID|-")]
    file: PathBuf,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Form {
    /// Laid out, as the reader shows it
    Text,
    /// One JSON object an article
    Json,
    /// Markdown
    Markdown,
}

/// Does what the arguments say, and gives the exit code.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = match arguments(&std::env::args_os().collect::<Vec<_>>()) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Nobody is left to read of it.
            drop(error.print());
            return ExitCode::from(if error.use_stderr() { WRONG_USE } else { 0 });
        }
    };
    let color = arguments.color;
    let code = match arguments.command {
        Some(Command::List(list)) => list::run(&list, color),
        Some(Command::Quotes(quotes)) => quotes::run(&quotes, color),
        Some(Command::Index(index)) => index::run(&index),
        Some(Command::Show(show)) => show::run(&show),
        Some(Command::Mark(mark)) => mark::run(&mark),
        Some(Command::Marks(command)) => marks::run(&command),
        Some(Command::Config(config)) => settings::run(&config),
        Some(Command::Completions(completions)) => manual::completions(&completions),
        Some(Command::Man) => manual::run(),
        None if arguments.plain => plain::run(&arguments),
        None => open::run(arguments),
    };
    ExitCode::from(code)
}

/// Understands the arguments, with those of `$DATELINE_OPTS` before them: what is said later holds. A command takes only those
/// from there that it has, too.
fn arguments(given: &[OsString]) -> Result<Arguments, clap::Error> {
    let arguments = Arguments::try_parse_from(given)?;
    let wrong = |message: &str| Arguments::command().error(ErrorKind::ArgumentConflict, message);
    if arguments.command.is_some() && (arguments.rescan || arguments.plain) {
        return Err(wrong("a command comes first, its options stand behind it"));
    }
    let Some(options) = std::env::var_os(OPTIONS) else { return Ok(arguments) };
    let words = shlex::bytes::split(options.as_bytes())
        .ok_or_else(|| wrong("DATELINE_OPTS: a quotation mark is not closed"))?;
    let (program, rest) = given.split_at(given.len().min(1));
    let words = words.into_iter().map(OsString::from_vec);
    let all = program.iter().cloned().chain(words).chain(rest.iter().cloned());
    let all = Arguments::try_parse_from(all).map_err(|error| wrong(&format!("DATELINE_OPTS: {}", error.kind())))?;
    if all.paths.len() > arguments.paths.len() || all.command.is_some() != arguments.command.is_some() {
        return Err(wrong("DATELINE_OPTS: options only"));
    }
    Ok(all)
}

/// Says on standard error what went wrong.
fn complain(message: &str) {
    use std::io::Write as _;
    // Nobody is left to hear of a standard error that is closed.
    drop(writeln!(std::io::stderr(), "dateline: {message}"));
}

/// The exit code of a command that has written its results, or failed to.
fn ended(written: io::Result<()>, failed: bool) -> u8 {
    match written {
        // A reader that has seen enough closes the pipe; that is no failure.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            complain(&format!("standard output: {error}"));
            1
        }
        _ => u8::from(failed),
    }
}

/// Whether the terminal can do nothing but write lines.
fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// Which document of its file an article is; `None` for a whole file.
fn record_of(record: &Record) -> Option<Text> {
    (*record != Record::Whole).then(|| Text::new(&record.to_string()))
}

/// The name of a file as it may be shown.
fn name_of(path: &std::path::Path) -> String {
    crate::article::clean::name(path).to_string()
}
