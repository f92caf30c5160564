//! Piping text to a command of the user.

use std::io::{self, Write};
use std::process::{Command, ExitStatus, Stdio};
use std::thread;

use super::super::Screen;
use super::on_terminal;
use crate::app::Outcome;
use crate::article::Text;

/// Runs `line`, which the user typed, with `sh -c`. The command has the terminal for its output; when it is done, the terminal
/// says how it ended and waits for a key.
pub(super) fn pipe(line: &str, text: String, screen: &mut Screen) -> io::Result<Outcome> {
    let ended = screen.lend(
        || run(line, text),
        |ended| Some(format!("\r\n[{}] Press any key to go on.", Text::new(&describe(line, ended)))),
    )?;
    let said = describe(line, &ended);
    Ok(if ended.is_ok_and(|status| status.success()) { Outcome::Done(said) } else { Outcome::Failed(said) })
}

fn describe(line: &str, ended: &io::Result<ExitStatus>) -> String {
    match ended {
        Ok(status) => format!("{line}: {status}"),
        Err(error) => format!("{line}: {error}"),
    }
}

fn run(line: &str, text: String) -> io::Result<ExitStatus> {
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(line);
    on_terminal(&mut shell)?;
    let mut child = shell.stdin(Stdio::piped()).spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        // A command that does not read all of it is no failure; a process that it leaves behind must not hold us.
        thread::Builder::new().name("pipe".into()).spawn(move || stdin.write_all(text.as_bytes()))?;
    }
    child.wait()
}
