//! What is piped into a pager.

use std::fs::File;
use std::io::{self, Read};
use std::os::unix::fs::FileTypeExt;
use std::path::Path;

/// What man(1) and others write between a letter and the one that is printed over it.
const BACKSPACE: char = '\u{8}';

/// Whether a path gives its bytes only once: `-`, which is standard input, or a FIFO, as a shell makes for `<(command)`.
#[must_use]
pub fn is_piped(path: &Path) -> bool {
    path.as_os_str() == "-" || path.metadata().is_ok_and(|about| about.file_type().is_fifo())
}

/// All of what comes from a path that [is piped](is_piped), without what letters are printed over: the same ones, where they are
/// bold, and underscores.
///
/// # Errors
///
/// When it cannot be read.
pub fn piped(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if path.as_os_str() == "-" {
        io::stdin().lock().read_to_end(&mut bytes)?;
    } else {
        File::open(path)?.read_to_end(&mut bytes)?;
    }
    Ok(struck_once(bytes))
}

fn struck_once(bytes: Vec<u8>) -> Vec<u8> {
    // What has NUL bytes, or is not UTF-8, may be compressed: there it means something else.
    let text = std::str::from_utf8(&bytes).ok().filter(|text| text.contains(BACKSPACE) && !text.contains('\0'));
    let Some(text) = text else { return bytes };
    let mut parts = text.split(BACKSPACE);
    let mut once = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        if !once.ends_with('\n') {
            once.pop();
        }
        once.push_str(part);
    }
    once.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: &[u8]) {
        assert_eq!(struck_once(bytes.to_vec()), expected);
    }

    #[test]
    fn letters_that_are_printed_twice_are_there_once() {
        check(b"N\x08NA\x08AM\x08ME\x08E\n  _\x08f_\x08i_\x08l_\x08e of _\x08x\x08x\n", b"NAME\n  file of x\n");
        check("\u{e9}\u{8}\u{e9}t\u{8}t".as_bytes(), "\u{e9}t".as_bytes());
        check(b"\x08a\n\x08b", b"a\nb");
        check(b"plain", b"plain");
        check(b"\x1f\x8b\x08\x08\0a", b"\x1f\x8b\x08\x08\0a");
        check(b"PK\x08\0a", b"PK\x08\0a");
    }
}
