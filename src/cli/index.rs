//! `dateline index`: brings the index up to date.

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::SIGINT;

use super::chosen::{self, Chosen};
use super::opened::Source;
use super::progress::{Meter, size};
use super::{complain, ended, saving};
use crate::config;
use crate::layout::counted;
use crate::library::script::{self, Script};
use crate::library::{Options, Phase};

/// Ended with Ctrl-C.
const INTERRUPTED: u8 = 130;

/// `dateline index`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  dateline index ~/news
  dateline index --rebuild")]
pub(super) struct Index {
    /// Make the index anew
    #[arg(long)]
    rebuild: bool,
    #[command(flatten)]
    source: Source,
}

pub(super) fn run(index: &Index) -> u8 {
    built(index).unwrap_or_else(|code| code)
}

fn built(index: &Index) -> Result<u8, u8> {
    let Chosen { paths, globs, .. } = Chosen::new(&index.source.paths, chosen::settings())?;
    let failed = |what: &str| {
        complain(what);
        1
    };
    let cache = config::cache().ok_or_else(|| failed("there is no cache directory for an index"))?;
    if index.rebuild {
        script::wipe(&paths, &globs, &cache).map_err(|error| failed(&format!("the index stays as it is: {error}")))?;
    }
    let interrupted = on_interrupt().map_err(|error| failed(&format!("signals: {error}")))?;
    let options =
        Options { cache: Some(cache.clone()), rescan: index.source.rescan, full_text: true, ..Options::default() };
    let mut script = Script::open(Options { paths: paths.clone(), globs: globs.clone(), ..options });
    let mut meter = Meter::for_work();
    let is_current = script.wait(|progress| {
        meter.show(progress);
        !interrupted.load(Ordering::Relaxed)
    });
    meter.clear();
    saving::carry(&script.corrections());
    let notices = script.notices();
    for notice in &notices {
        complain(notice);
    }
    let troubles = script.troubles().to_vec();
    for trouble in &troubles {
        complain(&trouble.problem.of(&trouble.path));
    }
    let progress = *script.progress();
    script.close();
    if !is_current {
        complain("ended early; what was done is kept");
        return Err(if interrupted.load(Ordering::Relaxed) { INTERRUPTED } else { 1 });
    }
    if progress.phase == Phase::Following {
        complain("another dateline keeps this index, and will bring it up to date");
    }
    let mut out = std::io::stdout();
    let written = writeln!(
        out,
        "{}, {}; {} read in {:.1} s; the index takes {}",
        counted(progress.articles, "article", "articles"),
        counted(troubles.len() as u64, "problem", "problems"),
        counted(progress.files, "file", "files"),
        progress.seconds,
        size(script::size(&paths, &globs, &cache))
    );
    Ok(ended(written, !troubles.is_empty() || !notices.is_empty()))
}

/// A flag that Ctrl-C sets; pressed again, it ends the program at once.
fn on_interrupt() -> std::io::Result<Arc<AtomicBool>> {
    let interrupted = Arc::new(AtomicBool::new(false));
    signal_hook::flag::register_conditional_shutdown(SIGINT, i32::from(INTERRUPTED), Arc::clone(&interrupted))?;
    signal_hook::flag::register(SIGINT, Arc::clone(&interrupted))?;
    Ok(interrupted)
}
