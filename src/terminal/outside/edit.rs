//! The user's own editor on a temporary file.

use std::fs::{self, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::ExitStatus;

use tempfile::TempDir;

use super::super::Screen;
use super::{command, on_terminal};
use crate::config;

/// Has the editor that the user settled, else that of `$VISUAL` or `$EDITOR`, change `text`, and gives what it left, or why there is nothing.
pub(super) fn edit(text: &str, settled: Option<&str>, screen: &mut Screen) -> io::Result<Result<String, String>> {
    let editor = settled.map_or_else(config::editor, str::to_owned);
    let (_folder, file) = match prepare(text) {
        Ok(prepared) => prepared,
        Err(error) => return Ok(Err(format!("no temporary file: {error}"))),
    };
    Ok(match screen.lend(|| run(&editor, &file), |_| None)? {
        Ok(status) if status.success() => take(&file).map_err(|error| format!("the file is gone: {error}")),
        Ok(status) => Err(format!("nothing taken over: {editor}: {status}")),
        Err(error) => Err(format!("{editor}: {error}")),
    })
}

/// A file with `text` that nobody else may read, in a folder of its own: copies that an editor leaves beside it are as private,
/// and go with it.
fn prepare(text: &str) -> io::Result<(TempDir, PathBuf)> {
    let folder = tempfile::Builder::new().prefix("dateline-").permissions(Permissions::from_mode(0o700)).tempdir()?;
    let path = folder.path().join("note.md");
    let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path)?;
    file.write_all(text.as_bytes())?;
    Ok((folder, path))
}

fn take(file: &Path) -> io::Result<String> {
    fs::read(file).map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

fn run(editor: &str, file: &Path) -> io::Result<ExitStatus> {
    let mut command = command(editor).ok_or_else(|| io::Error::other("not a command"))?;
    on_terminal(&mut command)?;
    command.arg(file).status()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_private_and_goes_with_its_folder() {
        let (folder, file) = prepare("A note.\n").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(folder.path()), mode(&file)), (0o700, 0o600));
        assert_eq!(take(&file).unwrap(), "A note.\n");
        fs::write(&file, b"caf\xe9").unwrap();
        assert_eq!(take(&file).unwrap(), "caf\u{fffd}");
        drop(folder);
        assert!(!file.exists());
    }
}
