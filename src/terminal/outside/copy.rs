//! Copying by OSC 52 (xterm control sequences, "Manipulate Selection Data"): the terminal at the user's end takes the text, also
//! over SSH.
//!
//! Inside of tmux the sequence would be dropped with tmux's own settings (`set-clipboard external`, `allow-passthrough off`), so
//! there tmux itself is asked: `tmux load-buffer -w -` (tmux 3.2) fills its buffer and sends OSC 52 on to the terminal.

use std::io::{self, Write};
use std::process::{Command, Stdio};
use std::thread;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use crossbeam_channel::Sender;

use super::super::session::Happened;
use super::tell;
use crate::app::Outcome;
use crate::layout::grouped;

/// The longest text in bytes: terminals that bound the sequence take 100,000 bytes of it at least, and base64 makes four bytes
/// of three.
const MOST: usize = 74_994;

/// Copies `text`, or says why not.
pub(super) fn copy(text: &str, send: &Sender<Happened>) {
    if text.is_empty() {
        return tell(send, Outcome::Failed("there is nothing to copy".to_owned()));
    }
    if text.len() > MOST {
        let (size, most) = (grouped(text.len() as u64), grouped(MOST as u64));
        let said = format!("not copied: {size} bytes, and a terminal's clipboard takes {most}; pipe it instead");
        return tell(send, Outcome::Failed(said));
    }
    if std::env::var_os("TMUX").is_none_or(|socket| socket.is_empty()) {
        return finish(send, osc52(text), text);
    }
    let (theirs, copied) = (send.clone(), text.to_owned());
    let spawned = thread::Builder::new().name("copy".into()).spawn(move || match by_tmux(&copied) {
        Ok(()) => finish(&theirs, Vec::new(), &copied),
        // An old tmux: it lets a wrapped sequence pass.
        Err(_) => finish(&theirs, through_tmux(&osc52(&copied)), &copied),
    });
    if let Err(error) = spawned {
        tell(send, Outcome::Failed(format!("not copied: {error}")));
    }
}

/// Whether the terminal took it cannot be known, so nothing is claimed.
fn finish(send: &Sender<Happened>, bytes: Vec<u8>, text: &str) {
    drop(send.send(Happened::Say(bytes)));
    let characters = grouped(text.chars().count() as u64);
    tell(send, Outcome::Done(format!("{characters} characters sent to the clipboard")));
}

fn osc52(text: &str) -> Vec<u8> {
    format!("\x1b]52;c;{}\x07", STANDARD.encode(text)).into_bytes()
}

/// The passthrough of tmux(1): a DCS string in which every ESC is doubled.
fn through_tmux(sequence: &[u8]) -> Vec<u8> {
    let mut bytes = b"\x1bPtmux;".to_vec();
    for &byte in sequence {
        if byte == b'\x1b' {
            bytes.push(byte);
        }
        bytes.push(byte);
    }
    bytes.extend_from_slice(b"\x1b\\");
    bytes
}

fn by_tmux(text: &str) -> io::Result<()> {
    let mut tmux = Command::new("tmux");
    tmux.args(["load-buffer", "-w", "-"]).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = tmux.spawn()?;
    let written = child.stdin.take().map_or(Ok(()), |mut stdin| stdin.write_all(text.as_bytes()));
    let status = child.wait()?;
    written?;
    if status.success() { Ok(()) } else { Err(io::Error::other("tmux did not take it")) }
}

#[cfg(test)]
mod tests {
    use crossbeam_channel::unbounded;

    use super::*;
    use crate::app::Msg;

    #[test]
    fn text_goes_in_base64_to_the_clipboard() {
        assert_eq!(osc52("Ærø, 3 km"), b"\x1b]52;c;w4Zyw7gsIDMga20=\x07");
        assert_eq!(through_tmux(&osc52("a")), b"\x1bPtmux;\x1b\x1b]52;c;YQ==\x07\x1b\\");
    }

    #[test]
    fn what_is_too_long_is_refused_and_the_longest_stays_in_bounds() {
        let (send, receive) = unbounded();
        copy(&"x".repeat(MOST + 1), &send);
        let Ok(Happened::Msg(Msg::Outside(Outcome::Failed(said)))) = receive.try_recv() else { panic!("no answer") };
        assert!(said.contains("74,995 bytes") && said.contains("74,994"), "{said}");
        assert!(osc52(&"x".repeat(MOST)).len() <= 100_000);
    }
}
