//! What is wrong with a setting.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::article::clean;

/// What is wrong with the configuration file, and where. The rest of the file is in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// The file.
    pub file: PathBuf,
    /// The line, counted from 1; `None` where the whole file is meant.
    pub line: Option<usize>,
    /// What is wrong.
    pub message: String,
}

impl Complaint {
    /// Where in the file it is, and what is wrong.
    fn tell(&self, file: &Path, f: &mut impl fmt::Write) -> fmt::Result {
        write!(f, "{}: ", clean::name(file))?;
        if let Some(line) = self.line {
            write!(f, "line {line}: ")?;
        }
        f.write_str(&self.message)
    }

    /// The same with no more than the name of the file, where there is little room.
    #[must_use]
    pub fn brief(&self) -> String {
        let name = self.file.file_name().map_or(self.file.as_path(), Path::new);
        let mut told = String::new();
        // A string takes everything.
        let _ = self.tell(name, &mut told);
        told
    }
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.tell(&self.file, f)
    }
}
