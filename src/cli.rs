//! The command line.

mod chosen;
mod doctor;
mod facets;
mod index;
mod kwic;
mod like;
mod links;
mod list;
mod log;
mod manual;
mod mark;
mod marks;
mod open;
mod opened;
mod paint;
mod pick;
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
use crate::panics;
use paint::When;

/// The variable with options that stand before those of the command line, as `LESS` does for less(1).
const OPTIONS: &str = "DATELINE_OPTS";

/// Wrong use.
const WRONG_USE: u8 = 2;

/// Reads news articles that are already on your disk
///
/// dateline lists the articles of folders, shows each one with its quotes and story links, and remembers what was read. It never
/// uses the network.
#[derive(Debug, Parser)]
#[command(version, args_override_self = true, disable_help_subcommand = true, disable_version_flag = true)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
#[command(after_long_help = "\
Examples:
  dateline ~/news
  dateline article.txt
  dateline +/harbour article.txt
  cat article.txt | dateline -
  dateline list -q 'is:unread has:quotes' ~/news

Options that stand before all others can be given in DATELINE_OPTS, as those of less(1) in LESS. The settings are in \
config.toml: dateline config. dateline man explains keys, queries, files and variables.")]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// The articles: files, folders, a library of the configuration, or standard input
    ///
    /// A folder is read with all that is in it. One file that is one article is opened at once, with its folder as the list. @NAME
    /// is a library of the configuration. - reads from standard input, as a pager does; PAGER=dateline works, too. Without a path
    /// it is the library that the configuration names, else the current folder. +/TEXT searches the article, or limits the list of a folder; +N goes to line
    /// N of the article.
    #[arg(value_name = "FILE|FOLDER|@NAME|-", hide_short_help = true)]
    paths: Vec<PathBuf>,
    /// y ends the reader and prints what was selected
    ///
    /// FORM is paths (the default), ids or jsonl. The reader is shown on the terminal, and the choice is printed to standard output,
    /// so it can stand in a pipe or in $(...). Without a choice nothing is printed, and the exit status is 1.
    #[arg(long, hide_short_help = true, value_name = "FORM", value_enum, hide_possible_values = true, num_args = 0..=1, require_equals = true, default_missing_value = "paths")]
    print: Option<Picked>,
    /// The same, with a NUL behind each, for xargs -0
    #[arg(long, hide_short_help = true)]
    print0: bool,
    /// Start without the place, the limits and the order of the last time
    #[arg(long, hide_short_help = true)]
    fresh: bool,
    /// A dialogue of lines, for screen readers
    ///
    /// Nothing that was written is written over: no cursor movement, no boxes, no colours. A letter and Enter do what keys do in
    /// the reader; h lists them.
    #[arg(long, conflicts_with_all = ["print", "print0"])]
    plain: bool,
    /// Compare the contents of files with the index, not only their times and sizes
    #[arg(long, hide_short_help = true)]
    rescan: bool,
    /// When colours are used; auto: as the terminal and its environment have it
    #[arg(long, global = true, hide_short_help = true, value_name = "WHEN", value_enum, default_value_t = When::Auto)]
    color: When,
    /// Add to a file what is done and how long it takes, without the text of articles; auto: one in the state directory
    #[arg(long, global = true, hide_short_help = true, value_name = "FILE|auto")]
    log: Option<OsString>,
    /// Print the version
    #[arg(short = 'V', long, action = clap::ArgAction::Version, hide_short_help = true)]
    version: Option<bool>,
}

/// In which form a choice is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Picked {
    /// The path of each file, once
    Paths,
    /// The ids of the articles
    Ids,
    /// A line of JSON for each article, as `list` prints it
    Jsonl,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print the articles that a query leaves
    List(list::List),
    /// Print who said what
    Quotes(quotes::Quotes),
    /// Print the hits of a query in context, a line each
    Kwic(kwic::Kwic),
    /// Count articles by site, month, speaker and so on
    Facets(facets::Facets),
    /// Print the query that finds articles like one
    Like(like::Like),
    /// Print what story links mean, or the stories that are missing
    Links(links::Links),
    /// Print one article
    Show(Show),
    /// Set or take away marks: read, star, keep, drop, tags
    Mark(mark::Mark),
    /// Take all marks out, or in
    #[command(subcommand)]
    Marks(marks::Marks),
    /// Bring the index up to date
    Index(index::Index),
    /// Print or change the settings
    Config(settings::Config),
    /// Say what is wrong, and what to do
    Doctor(doctor::Doctor),
    /// Print the completions for a shell
    Completions(manual::Completions),
    /// Print the manual page
    #[command(after_long_help = "\
Examples:
  dateline man | man -l -")]
    Man,
}

/// `dateline show`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  dateline show article.txt | less
  dateline show -f markdown --width 60 article.txt
  dateline show -f json article.txt
  dateline show --compare copy.txt article.txt
  cat article.txt | dateline show -")]
struct Show {
    /// The form in which it is printed
    #[arg(short, long, value_enum, value_name = "FORM", default_value_t = Form::Text)]
    format: Form,
    /// The width of the text, in columns, 16 at least
    #[arg(long, value_name = "N", default_value_t = 72, value_parser = opened::width::<16>)]
    width: usize,
    /// Where an article is looked for by its id, and what its story links mean
    #[arg(long = "in", value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Beside a copy: what FILE adds to it, leaves out, and words otherwise
    #[arg(long, value_name = "FILE|ID")]
    compare: Option<PathBuf>,
    /// The file; an article's id, or 6 digits of it at least; - is standard input
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
    panics::log_caught();
    let arguments = match arguments(&std::env::args_os().collect::<Vec<_>>()) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Nobody is left to read of it.
            drop(error.print());
            return ExitCode::from(if error.use_stderr() { WRONG_USE } else { 0 });
        }
    };
    let color = arguments.color;
    if let Some(Err(error)) = arguments.log.as_deref().map(log::start) {
        complain(&format!("the log: {error}"));
        return ExitCode::FAILURE;
    }
    let code = match arguments.command {
        Some(Command::List(list)) => list::run(&list, color),
        Some(Command::Quotes(quotes)) => quotes::run(&quotes, color),
        Some(Command::Kwic(kwic)) => kwic::run(&kwic),
        Some(Command::Facets(facets)) => facets::run(&facets),
        Some(Command::Like(like)) => like::run(&like),
        Some(Command::Links(links)) => links::run(&links),
        Some(Command::Index(index)) => index::run(&index),
        Some(Command::Show(show)) => show::run(&show, color),
        Some(Command::Mark(mark)) => mark::run(&mark),
        Some(Command::Marks(command)) => marks::run(&command),
        Some(Command::Config(config)) => settings::run(&config),
        Some(Command::Doctor(doctor)) => doctor::run(&doctor),
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
    if arguments.command.is_some()
        && (arguments.rescan || arguments.plain || arguments.print.is_some() || arguments.print0)
    {
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
