//! What leaves the program on a key: the clipboard, the browser, the editor, and commands that the user typed.
//!
//! Programs are started from argument lists, never through a shell, except for the command that the user typed for one. What
//! they get of an article has been cleaned. In secure mode, for a terminal handed to somebody else, none of it is done.

mod browse;
mod copy;
mod edit;
mod pipe;

use std::io;
use std::process::{Command, Stdio};

use crossbeam_channel::Sender;

use super::Screen;
use super::session::Happened;
use crate::app::{Msg, Outcome, secure};
use crate::article::Text;
use crate::config::Settings;

/// These switch secure mode on when they say `1`; the second is the one of less(1).
const SECURE: [&str; 2] = ["DATELINE_SECURE", "LESSSECURE"];

/// The way out of the program. Answers come back as messages.
pub(super) struct Outside {
    send: Sender<Happened>,
    secure: bool,
    /// The commands that the user settled.
    browser: Option<String>,
    editor: Option<String>,
}

/// Whether the environment switches secure mode on.
pub(super) fn is_secure() -> bool {
    SECURE.iter().any(|name| std::env::var_os(name).is_some_and(|value| value == "1"))
}

impl Outside {
    pub(super) fn new(send: Sender<Happened>, settings: &Settings) -> Self {
        let (browser, editor) = (settings.browser.clone(), settings.editor.clone());
        Self { send, secure: settings.secure, browser, editor }
    }

    /// Copies text to the clipboard of the terminal.
    pub(super) fn copy(&self, text: &str) {
        if self.permits("copying") {
            copy::copy(&clean(text), &self.send);
        }
    }

    /// Opens a URL in the browser.
    pub(super) fn browse(&self, url: &str, screen: &mut Screen) -> io::Result<()> {
        if !self.permits("opening a URL") {
            return Ok(());
        }
        browse::browse(url, self.browser.as_deref(), &self.send, screen)
    }

    /// Runs a command that the user typed with `text` as its standard input.
    pub(super) fn pipe(&self, command: &str, text: &str, screen: &mut Screen) -> io::Result<()> {
        if !self.permits("piping") {
            return Ok(());
        }
        let outcome = pipe::pipe(command, clean(text), screen)?;
        self.answer(outcome);
        Ok(())
    }

    /// Has the user's editor change `text`.
    pub(super) fn edit(&self, text: &str, token: u64, screen: &mut Screen) -> io::Result<()> {
        if !self.permits("the editor") {
            return Ok(());
        }
        match edit::edit(text, self.editor.as_deref(), screen)? {
            Ok(text) => drop(self.send.send(Happened::Msg(Msg::Edited { token, text: clean(&text) }))),
            Err(reason) => self.answer(Outcome::Failed(reason)),
        }
        Ok(())
    }

    /// Whether secure mode is off; says so where it is on.
    fn permits(&self, what: &str) -> bool {
        if self.secure {
            self.answer(Outcome::Failed(secure(what)));
        }
        !self.secure
    }

    fn answer(&self, outcome: Outcome) {
        tell(&self.send, outcome);
    }
}

fn tell(send: &Sender<Happened>, outcome: Outcome) {
    let clean = match outcome {
        Outcome::Done(said) => Outcome::Done(Text::new(&said).to_string()),
        Outcome::Failed(said) => Outcome::Failed(Text::new(&said).to_string()),
    };
    drop(send.send(Happened::Msg(Msg::Outside(clean))));
}

/// The lines of `text`, each cleaned.
fn clean(text: &str) -> String {
    let lines: Vec<Text> = text.split('\n').map(|line| Text::new(line.trim_end_matches('\r'))).collect();
    lines.iter().map(Text::as_str).collect::<Vec<_>>().join("\n")
}

/// A command from its words; `None` where there are none, or a quotation mark is not closed.
fn command(words: &str) -> Option<Command> {
    let mut words = shlex::split(words)?.into_iter();
    let mut command = Command::new(words.next()?);
    command.args(words);
    Some(command)
}

/// Has `command` read and write the terminal, whatever our own standard streams are.
fn on_terminal(command: &mut Command) -> io::Result<()> {
    let terminal = std::fs::OpenOptions::new().read(true).write(true).open("/dev/tty")?;
    command.stdin(Stdio::from(terminal.try_clone()?));
    command.stdout(Stdio::from(terminal.try_clone()?)).stderr(Stdio::from(terminal));
    Ok(())
}

#[cfg(test)]
mod tests {
    use crossbeam_channel::unbounded;

    use super::*;

    #[test]
    fn lines_stay_and_what_a_terminal_could_act_on_goes() {
        assert_eq!(clean("one\r\n\x1b]52;c;AAAA\x07two\x1b[2J\n\u{202e}three\n"), "one\ntwo\nthree\n");
    }

    #[test]
    fn words_are_split_as_a_shell_splits_them_and_nothing_else_is_done() {
        let arguments = |words: &str| {
            let command = command(words)?;
            let words = std::iter::once(command.get_program()).chain(command.get_args());
            Some(words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>())
        };
        assert_eq!(arguments("code --wait").unwrap(), ["code", "--wait"]);
        assert_eq!(arguments("'/opt/my editor' $(id) ;x").unwrap(), ["/opt/my editor", "$(id)", ";x"]);
        assert_eq!(arguments("  "), None);
        assert_eq!(arguments("'vi"), None);
    }

    #[test]
    fn secure_mode_refuses_and_says_so() {
        let (send, receive) = unbounded();
        let outside = Outside::new(send, &Settings { secure: true, ..Settings::default() });
        outside.copy("text");
        let Ok(Happened::Msg(Msg::Outside(Outcome::Failed(said)))) = receive.try_recv() else { panic!("no answer") };
        assert_eq!(said, "secure mode: copying is switched off");
        assert!(receive.try_recv().is_err(), "nothing was copied");
    }
}
