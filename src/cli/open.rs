//! `dateline [PATH]...`: the reader.

use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};

use super::chosen::{self, Chosen};
use super::paint::When;
use super::{Arguments, complain, is_dumb, list, show};
use crate::config::{self, Colours};
use crate::terminal::Session;

pub(super) fn run(arguments: Arguments) -> u8 {
    let Arguments { paths, rescan, color, .. } = arguments;
    if !std::io::stdout().is_terminal() || is_dumb() {
        return if paths == [Path::new("-")] { show::stdin() } else { list::plain(paths, rescan, color) };
    }
    let stdin = match from_stdin(&paths) {
        Ok(stdin) => stdin,
        Err(error) => {
            complain(&format!("standard input: {error}"));
            return 1;
        }
    };
    let (mut settings, complaints) = chosen::read();
    match (color, settings.colours) {
        (When::Never, _) => settings.colours = Colours::None,
        (When::Always, Colours::Auto | Colours::None) => settings.colours = Colours::Indexed,
        _ => {}
    }
    // Standard input is no library.
    let chosen = match stdin {
        Some(_) => Ok(Chosen { paths: Vec::new(), globs: Vec::new(), bare: false, settings }),
        None => Chosen::new(&paths, settings),
    };
    let Chosen { paths, globs, settings, .. } = match chosen {
        Ok(chosen) => chosen,
        Err(code) => return code,
    };
    let config = config::dir();
    let notice = match (&config, complaints.as_slice()) {
        (None, _) => Some("there is no config directory: marks will not be kept".to_owned()),
        (_, []) => None,
        (_, [one]) => Some(one.to_string()),
        (_, [first, rest @ ..]) => Some(format!("{first} (and {} more: dateline config)", rest.len())),
    };
    let session = Session { paths, globs, stdin, config, cache: config::cache(), rescan, settings, notice };
    session.run().unwrap_or_else(|error| {
        complain(&format!("the terminal: {error}"));
        1
    })
}

fn from_stdin(paths: &[PathBuf]) -> std::io::Result<Option<Vec<u8>>> {
    if paths != [Path::new("-")] {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(Some(bytes))
}
