//! `--pick`: what was chosen in the reader, printed.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use rustc_hash::FxHashSet;

use super::{Picked, complain};
use crate::article::clean;
use crate::library::script::Selection;

/// Prints what was chosen; gives whether anything could not be read.
pub(super) fn print(form: Picked, chosen: &Selection, short: &dyn Fn(&Path) -> &Path) -> io::Result<bool> {
    let mut out = BufWriter::new(io::stdout().lock());
    let (mut failed, mut seen) = (false, FxHashSet::default());
    for row in chosen.rows() {
        let row = match row {
            Ok(row) => row,
            Err(trouble) => {
                failed = true;
                complain(&trouble.problem.of(&trouble.path));
                continue;
            }
        };
        let path = short(&row.place.path);
        match form {
            Picked::Ids => writeln!(out, "{}", row.id)?,
            _ if !seen.insert(row.place.path.clone()) => {}
            Picked::Paths0 => out.write_all(&[path.as_os_str().as_bytes(), b"\0"].concat())?,
            Picked::Paths if io::stdout().is_terminal() => writeln!(out, "{}", clean::name(path))?,
            Picked::Paths => out.write_all(&[path.as_os_str().as_bytes(), b"\n"].concat())?,
        }
    }
    out.flush()?;
    Ok(failed)
}
