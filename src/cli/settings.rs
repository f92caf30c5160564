//! `dateline config`: the settings in force, and where things live.

use std::io::{self, Write};
use std::path::PathBuf;

use super::{chosen, ended};
use crate::article::clean;
use crate::config;

/// `dateline config`.
#[derive(Debug, clap::Args)]
pub(super) struct Config {
    /// Print where the settings, the marks and the index are
    #[arg(long)]
    paths: bool,
    /// Print a configuration file with every setting explained
    #[arg(long, conflicts_with = "paths")]
    default: bool,
}

pub(super) fn run(config: &Config) -> u8 {
    let mut failed = false;
    let written = if config.default {
        io::stdout().write_all(config::DEFAULT.as_bytes())
    } else if config.paths {
        paths()
    } else {
        let (settings, whole) = chosen::settings();
        failed = !whole;
        write!(io::stdout(), "{settings}")
    };
    ended(written, failed)
}

fn paths() -> io::Result<()> {
    let shown =
        |path: Option<PathBuf>| path.map_or_else(|| "nowhere".to_owned(), |path| clean::name(&path).to_string());
    let below = |name: &str| shown(config::dir().map(|dir| dir.join(name)));
    let mut out = io::stdout();
    writeln!(out, "settings  {}", below("config.toml"))?;
    writeln!(out, "marks     {}", below("marks"))?;
    writeln!(out, "indexes   {}", shown(config::cache().map(|cache| cache.join("libraries"))))
}
