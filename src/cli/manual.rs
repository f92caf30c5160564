//! `dateline man` and `dateline completions`: what the program says about itself.

use std::io::{self, Write};

use clap::{Command, CommandFactory};
use clap_complete::Shell;
use clap_mangen::Man;

use super::{Arguments, ended};
use crate::app::action::{ACTIONS, Action, HELP_GROUPS, MORE_KEYS, Scope};
use crate::config;
use crate::library::query::{FIELDS, FORMS};

/// The width of the help of a command in the manual page, which is shown as it is: what man(1) has room for in 80 columns.
const COLUMNS: usize = 71;

/// `dateline completions`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  dateline completions bash > ~/.local/share/bash-completion/completions/dateline
  dateline completions zsh > ~/.zfunc/_dateline
  dateline completions fish > ~/.config/fish/completions/dateline.fish")]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints the completions of a shell.
pub(super) fn completions(completions: &Completions) -> u8 {
    let mut script = Vec::new();
    clap_complete::generate(completions.shell, &mut Arguments::command(), "dateline", &mut script);
    ended(io::stdout().write_all(&script), false)
}

/// Prints the manual page.
pub(super) fn run() -> u8 {
    let mut page = Vec::new();
    let written = write(&mut page).and_then(|()| io::stdout().write_all(&page));
    ended(written, false)
}

fn write(out: &mut Vec<u8>) -> io::Result<()> {
    // The page tells all, and passes over the help of what the short help hides.
    let mut root = Arguments::command().mut_args(|option| option.hide_short_help(false));
    root.build();
    let man = Man::new(root.clone());
    man.render_title(out)?;
    man.render_name_section(out)?;
    man.render_synopsis_section(out)?;
    man.render_description_section(out)?;
    man.render_options_section(out)?;
    writeln!(out, ".SH COMMANDS")?;
    commands(out, &root)?;
    query(out)?;
    keys(out)?;
    files(out)
}

/// Each command with its help as it is printed.
fn commands(out: &mut Vec<u8>, parent: &Command) -> io::Result<()> {
    for command in parent.get_subcommands().filter(|command| command.get_name() != "help") {
        let name = command.get_bin_name().unwrap_or_else(|| command.get_name());
        let help = command.clone().term_width(COLUMNS).render_long_help().to_string();
        writeln!(out, ".SS {}\n.nf\n{}\n.fi", plain(name), plain(&help))?;
        commands(out, command)?;
    }
    Ok(())
}

fn query(out: &mut Vec<u8>) -> io::Result<()> {
    writeln!(out, ".SH QUERIES\nOne language for the limit of the list and for \\-q.")?;
    for (form, meaning) in FORMS {
        writeln!(out, ".TP\n.B {}\n{}", plain(form), plain(meaning))?;
    }
    for field in FIELDS {
        writeln!(out, ".TP\n.B {}:\n{}: {}.", plain(field.name), plain(field.meaning), plain(field.form))?;
        writeln!(out, "Such as {}", plain(field.example))?;
    }
    Ok(())
}

fn keys(out: &mut Vec<u8>) -> io::Result<()> {
    writeln!(out, ".SH KEYS")?;
    for (heading, group) in HELP_GROUPS {
        writeln!(out, ".SS {}", plain(heading))?;
        for entry in ACTIONS.iter().filter(|entry| entry.group == group) {
            let keys = entry.keys.iter().map(|key| (*key).to_owned());
            let keys: Vec<String> = keys.chain(keys_in_one_scope(entry.action)).collect();
            writeln!(out, ".TP\n.B {}\n{} ({})", plain(&keys.join(", ")), plain(entry.help), plain(entry.name))?;
        }
    }
    Ok(())
}

/// The keys that do this in the list only, or in the article only.
fn keys_in_one_scope(action: Action) -> impl Iterator<Item = String> {
    MORE_KEYS.iter().filter(move |(.., other)| *other == action).map(|(scope, key, _)| match scope {
        Scope::Anywhere => (*key).to_owned(),
        Scope::List => format!("{key} in the list"),
        Scope::Reader => format!("{key} in the article"),
    })
}

/// Variables that are heeded, and what they do.
const VARIABLES: [(&str, &str); 12] = [
    (
        config::CONFIG_DIR,
        "the directory of the settings and the marks; else XDG_CONFIG_HOME/dateline, else ~/.config/dateline",
    ),
    (config::CACHE_DIR, "the directory of the indexes; else XDG_CACHE_HOME/dateline, else ~/.cache/dateline"),
    (super::OPTIONS, "options that stand before those of the command line"),
    ("NO_COLOR", "no colours, where it is not empty"),
    ("CLICOLOR_FORCE", "colours also where there is no terminal, where it is neither empty nor 0"),
    ("CLICOLOR", "no colours, where it is 0"),
    (
        "TERM, COLORTERM",
        "what the terminal is, and how many colours it has; where TERM is dumb the reader prints its list",
    ),
    ("LC_ALL, LC_CTYPE, LANG", "where they say another encoding than UTF-8, signs are ASCII"),
    ("VISUAL, EDITOR", "the editor"),
    ("BROWSER", "the browser"),
    ("DATELINE_SECURE, LESSSECURE", "where it is 1, no other program is started"),
    ("XDG_STATE_HOME", "the directory above that of the logs"),
];

/// Files, and what they are.
const FILES: [(&str, &str); 4] = [
    (
        "~/.config/dateline/config.toml",
        "the settings; dateline config --default prints one with every setting explained",
    ),
    ("~/.config/dateline/marks/", "the marks: journals, which merge however they are copied together"),
    ("~/.cache/dateline/libraries/", "the indexes; they can be deleted at any time"),
    ("~/.local/state/dateline/dateline.log", "the log of --log auto"),
];

/// What the exit status says.
const STATUS: [(&str, &str); 4] = [
    ("0", "done"),
    ("1", "done, but something could not be read: standard error says what"),
    ("2", "wrong use"),
    ("130", "ended with Ctrl-C"),
];

fn files(out: &mut Vec<u8>) -> io::Result<()> {
    let tables: [(&str, &[(&str, &str)]); 3] =
        [("FILES", &FILES), ("ENVIRONMENT", &VARIABLES), ("EXIT STATUS", &STATUS)];
    for (heading, table) in tables {
        writeln!(out, ".SH {heading}")?;
        for (name, meaning) in table {
            writeln!(out, ".TP\n.B {}\n{}", plain(name), plain(meaning))?;
        }
    }
    Ok(())
}

/// Text that says in roff what it says. A line that starts with a full stop or an apostrophe would be a request.
fn plain(text: &str) -> String {
    let line = |line: &str| {
        let line = line.replace('\\', "\\e").replace('-', "\\-");
        if line.starts_with(['.', '\'']) { format!("\\&{line}") } else { line }
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_no_request() {
        assert_eq!(plain(".x\n'y \\ -q"), "\\&.x\n\\&'y \\e \\-q");
    }
}
