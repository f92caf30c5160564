//! `dateline config`: the settings in force, and where things live.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::Command;

use super::{chosen, complain, ended};
use crate::article::clean;
use crate::config::{self, Complaint};

/// `dateline config`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  dateline config --default | less
  EDITOR=true dateline config --edit
  dateline config --paths")]
pub(super) struct Config {
    /// Print where the settings, the marks and the index are
    #[arg(long)]
    paths: bool,
    /// Print a configuration file with every setting explained
    #[arg(long, conflicts_with = "paths")]
    default: bool,
    /// Change the configuration file in your editor
    ///
    /// The editor is that of the settings, else $VISUAL, else $EDITOR. What is wrong with the file is told afterwards.
    #[arg(long, conflicts_with_all = ["paths", "default"])]
    edit: bool,
}

pub(super) fn run(config: &Config) -> u8 {
    if config.edit {
        return edit().unwrap_or_else(|code| code);
    }
    let mut failed = false;
    let written = if config.default {
        io::stdout().write_all(config::DEFAULT.as_bytes())
    } else if config.paths {
        paths()
    } else {
        let (settings, complaints) = chosen::examined();
        failed = tell(&complaints);
        write!(io::stdout(), "{settings}")
    };
    ended(written, failed)
}

/// Tells what is wrong; gives whether anything is.
fn tell(complaints: &[Complaint]) -> bool {
    for complaint in complaints {
        complain(&complaint.to_string());
    }
    !complaints.is_empty()
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

/// Has the file changed, and says what is wrong with it then. One that is not there starts as the default file.
fn edit() -> Result<u8, u8> {
    let failed = |what: &str| {
        complain(what);
        1
    };
    let dir = config::dir().ok_or_else(|| failed("there is no config directory"))?;
    let (settings, _) = chosen::read();
    let file = dir.join(config::FILE);
    let made = fs::create_dir_all(&dir).and_then(|()| match fs::File::create_new(&file) {
        Ok(mut new) => new.write_all(config::DEFAULT.as_bytes()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    });
    made.map_err(|error| failed(&format!("{}: {error}", clean::name(&file))))?;
    let editor = settings.editor.unwrap_or_else(config::editor);
    let words = shlex::split(&editor).filter(|words| !words.is_empty());
    let words = words.ok_or_else(|| failed(&format!("{editor}: not a command")))?;
    let (program, arguments) = words.split_at(1);
    let ended = program.iter().map(|program| Command::new(program).args(arguments).arg(&file).status()).next();
    match ended {
        Some(Ok(status)) if status.success() => {
            let (_, complaints) = chosen::examined();
            Ok(u8::from(tell(&complaints)))
        }
        Some(Ok(status)) => Err(failed(&format!("{editor}: {status}"))),
        Some(Err(error)) => Err(failed(&format!("{editor}: {error}"))),
        None => Err(1),
    }
}
