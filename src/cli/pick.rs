//! `--print`: what was chosen in the reader, printed.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use rustc_hash::FxHashSet;

use super::list::Listed;
use super::{Picked, complain};
use crate::article::clean;
use crate::library::script::Selection;
use crate::marks::Marks;

/// Prints what was chosen; gives whether anything could not be read.
pub(super) fn print(
    form: Picked,
    print0: bool,
    chosen: &Selection,
    marks: &Marks,
    short: &dyn Fn(&Path) -> &Path,
) -> io::Result<bool> {
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
            Picked::Ids => write!(out, "{}", row.id)?,
            Picked::Jsonl => serde_json::to_writer(&mut out, &Listed::new(&row, &clean::name(path), marks))?,
            Picked::Paths if !seen.insert(row.place.path.clone()) => continue,
            Picked::Paths if io::stdout().is_terminal() => out.write_all(clean::name(path).as_bytes())?,
            Picked::Paths => out.write_all(path.as_os_str().as_bytes())?,
        }
        out.write_all(if print0 { b"\0" } else { b"\n" })?;
    }
    out.flush()?;
    Ok(failed)
}
