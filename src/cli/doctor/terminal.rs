//! What the terminal can do, as far as it tells.

use std::io::{self, IsTerminal};

use super::Report;
use crate::article::Text;
use crate::config::{self, Settings};

pub(super) fn look(report: &mut Report, settings: &Settings) {
    report.section("Terminal");
    for (name, is) in [("input", io::stdin().is_terminal()), ("output", io::stdout().is_terminal())] {
        report.note(name, if is { "a terminal" } else { "no terminal" });
    }
    if let Ok((columns, rows)) = crossterm::terminal::size() {
        report.note("size", &format!("{columns} columns, {rows} rows"));
    }
    for name in ["TERM", "COLORTERM", "TERM_PROGRAM", "TMUX", "SSH_TTY", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        if let Some(value) = std::env::var_os(name) {
            report.note(name, &Text::new(&value.to_string_lossy()));
        }
    }
    let term = std::env::var("TERM").unwrap_or_default();
    if term.is_empty() && io::stdout().is_terminal() {
        report.wrong(
            "TERM",
            "it is not set: there are no colours",
            "set it to what the terminal is, such as xterm-256color",
        );
    }
    if std::env::var_os("TMUX").is_some() && !(term.starts_with("tmux") || term.starts_with("screen")) {
        let advice = "set -g default-terminal tmux-256color in ~/.tmux.conf, and leave TERM to it";
        report.wrong("TERM", &format!("{} inside of tmux", Text::new(&term)), advice);
    }
    report.note("colours", if config::has_colours(io::stdout().is_terminal()) { "yes" } else { "no" });
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().filter_map(|name| std::env::var(name).ok());
    let locale = locale.into_iter().find(|value| !value.is_empty()).unwrap_or_else(|| "not set".to_owned());
    let signs = if settings.ascii { "signs are ASCII" } else { "signs are Unicode" };
    report.note("locale", &format!("{}; {signs}", Text::new(&locale)));
    if !config::is_utf8() {
        report.wrong(
            "locale",
            "it does not write UTF-8: other letters than those of English come out wrong",
            "export LC_ALL=C.UTF-8",
        );
    }
}
