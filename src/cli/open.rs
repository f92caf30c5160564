//! `dateline [PATH]...`: the reader.

use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};

use super::{WRONG_USE, complain, is_dumb, list, show};
use crate::config;
use crate::terminal::Session;

pub(super) fn run(paths: Vec<PathBuf>, rescan: bool) -> u8 {
    if !std::io::stdout().is_terminal() || is_dumb() {
        return if paths == [Path::new("-")] { show::stdin() } else { list::plain(paths, rescan) };
    }
    let stdin = match from_stdin(&paths) {
        Ok(stdin) => stdin,
        Err(error) => {
            complain(&format!("standard input: {error}"));
            return 1;
        }
    };
    // A path that is missing beside others is a problem of the library, and listed there.
    if let Some(missing) = paths.first().filter(|_| stdin.is_none() && !paths.iter().any(|path| path.exists())) {
        complain(&format!("{}: no such file or folder", crate::article::clean::name(missing)));
        return WRONG_USE;
    }
    let config = config::dir();
    let (settings, mut notice) = config.as_deref().map(config::load).unwrap_or_default();
    if config.is_none() {
        notice = Some("there is no config directory: marks will not be kept".to_owned());
    }
    let paths = match (paths.is_empty(), &stdin) {
        (_, Some(_)) => Vec::new(),
        (true, None) => vec![PathBuf::from(".")],
        (false, None) => paths,
    };
    let session = Session { paths, stdin, config, cache: config::cache(), rescan, settings, notice };
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
