//! Opening a URL: by the command of the settings, else the commands of `$BROWSER` (separated by colons), then by the opener of the
//! system. `%s` in a command stands for the URL, else it comes last.

use std::io;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::Sender;

use super::super::Screen;
use super::super::session::Happened;
use super::{on_terminal, tell};
use crate::app::Outcome;

/// Browsers that need the terminal.
const ON_TERMINAL: [&str; 8] = ["w3m", "lynx", "links", "links2", "elinks", "browsh", "carbonyl", "cha"];
/// A command that runs for longer than this has not failed.
const FAILS_WITHIN: Duration = Duration::from_secs(3);
/// The system's own opener.
const OPENER: &str = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };

/// Opens `url`, or says why not. A browser with a window of its own is not waited for.
pub(super) fn browse(url: &str, setting: Option<&str>, send: &Sender<Happened>, screen: &mut Screen) -> io::Result<()> {
    if !is_web(url) {
        tell(send, Outcome::Failed("not opened: only http and https URLs are".to_owned()));
        return Ok(());
    }
    let environment = std::env::var("BROWSER").unwrap_or_default();
    let commands = setting.map_or_else(|| environment.split(':').collect(), |command| vec![command]);
    let mut browsers = candidates(&commands, url);
    while browsers.first().is_some_and(Browser::needs_terminal) {
        let mut browser = browsers.remove(0);
        let run = screen.lend(|| browser.run_on_terminal(), |_| None)?;
        if run.is_ok_and(|status| status.success()) {
            tell(send, Outcome::Done(format!("back from {}", browser.name)));
            return Ok(());
        }
    }
    let theirs = send.clone();
    let spawned = thread::Builder::new().name("browser".into()).spawn(move || in_background(browsers, &theirs));
    if let Err(error) = spawned {
        tell(send, Outcome::Failed(format!("not opened: {error}")));
    }
    Ok(())
}

/// Whether this is an absolute URL of the web, without anything that a URL cannot have (RFC 3986).
fn is_web(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once("://") else {
        return false;
    };
    let known = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let foreign = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '\\' | '`');
    known && !rest.is_empty() && !rest.starts_with('/') && !rest.contains(foreign)
}

struct Browser {
    name: String,
    command: Command,
}

impl Browser {
    /// From the words of one command; `None` where there are none.
    fn new(words: &str, url: &str) -> Option<Self> {
        let mut words = shlex::split(words)?.into_iter();
        let program = words.next()?;
        let mut command = Command::new(&program);
        let mut told = false;
        for word in words {
            told |= word.contains("%s");
            command.arg(word.replace("%s", url));
        }
        if !told {
            command.arg(url);
        }
        let name = Path::new(&program).file_name()?.to_string_lossy().into_owned();
        Some(Self { name, command })
    }

    fn needs_terminal(&self) -> bool {
        ON_TERMINAL.contains(&self.name.as_str())
    }

    fn run_on_terminal(&mut self) -> io::Result<ExitStatus> {
        on_terminal(&mut self.command)?;
        self.command.status()
    }
}

/// The commands to try, in order.
fn candidates(commands: &[&str], url: &str) -> Vec<Browser> {
    commands.iter().copied().chain([OPENER]).filter_map(|words| Browser::new(words, url)).collect()
}

/// Tries one after the other, until one runs; stays to reap it.
fn in_background(browsers: Vec<Browser>, send: &Sender<Happened>) {
    let mut tried = Vec::new();
    for mut browser in browsers.into_iter().filter(|browser| !browser.needs_terminal()) {
        // A process group of its own: what the terminal sends to ours is not for the browser.
        browser.command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0);
        let Ok(mut child) = browser.command.spawn() else {
            tried.push(browser.name);
            continue;
        };
        let start = Instant::now();
        let mut ended = None;
        while ended.is_none() && start.elapsed() < FAILS_WITHIN {
            thread::sleep(Duration::from_millis(20));
            ended = child.try_wait().unwrap_or_default();
        }
        if ended.is_some_and(|status| !status.success()) {
            tried.push(browser.name);
            continue;
        }
        tell(send, Outcome::Done(format!("opened by {}", browser.name)));
        // It may run for as long as we do.
        let _ = child.wait();
        return;
    }
    tell(send, Outcome::Failed(format!("no browser opened it (tried {}); $BROWSER names one", tried.join(", "))));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(commands: &[&str]) -> Vec<Vec<String>> {
        let words = |browser: Browser| {
            let words = std::iter::once(browser.command.get_program()).chain(browser.command.get_args());
            words.map(|word| word.to_string_lossy().into_owned()).collect()
        };
        candidates(commands, "https://example.org/a?b=$(id)").into_iter().map(words).collect()
    }

    #[test]
    fn only_the_web_is_opened() {
        assert!(is_web("https://example.org/a?b=c#d") && is_web("HTTP://example.org"));
        for url in
            ["file:///etc/passwd", "javascript:alert(1)", "-x", "https:///a", "https://a b", "https://", "https://a\n"]
        {
            assert!(!is_web(url), "{url:?}");
        }
    }

    #[test]
    fn the_url_is_one_argument_in_place_or_last() {
        let url = "https://example.org/a?b=$(id)";
        let got = arguments(&["firefox --new-tab %s", "w3m", ""]);
        assert_eq!(got, [vec!["firefox", "--new-tab", url], vec!["w3m", url], vec![OPENER, url]]);
    }

    #[test]
    fn the_next_browser_is_tried_when_one_fails() {
        let (send, receive) = crossbeam_channel::unbounded();
        in_background(candidates(&["/nowhere/browser", "false", "true"], "https://example.org"), &send);
        let Ok(Happened::Msg(crate::app::Msg::Outside(outcome))) = receive.try_recv() else { panic!("no answer") };
        assert_eq!(outcome, Outcome::Done("opened by true".to_owned()));
    }
}
