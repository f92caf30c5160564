//! Where things live, and whether they can be written there.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use rustix::fs::{Access, access, statvfs};

use super::Report;
use crate::cli::name_of;
use crate::cli::progress::size;
use crate::config;

/// With less room, in bytes, marks or indexes soon cannot be written.
const ROOM: u64 = 16 << 20;

pub(super) fn look(report: &mut Report) {
    report.section("Directories");
    one(report, "config", config::dir(), config::CONFIG_DIR);
    one(report, "marks", config::dir().map(|dir| dir.join("marks")), config::CONFIG_DIR);
    one(report, "cache", config::cache(), config::CACHE_DIR);
    if let Some(state) = config::state() {
        report.note("logs", &name_of(&state));
    }
}

fn one(report: &mut Report, name: &str, dir: Option<PathBuf>, variable: &str) {
    let Some(dir) = dir else {
        return report.wrong(name, "there is no home directory", &format!("set HOME or {variable}"));
    };
    let shown = name_of(&dir);
    // One that is not there yet is made in the first one above it that is.
    let Some(there) = dir.ancestors().find(|dir| dir.exists() || dir.as_os_str().is_empty()) else { return };
    let there = if there.as_os_str().is_empty() { Path::new(".") } else { there };
    let state = if there == dir { "" } else { " (not there yet; it is made when it is needed)" };
    if let Err(error) = access(there, Access::READ_OK | Access::WRITE_OK | Access::EXEC_OK) {
        let advice = format!("chown or chmod {}, or set {variable}", name_of(there));
        return report.wrong(name, &format!("{shown}: {error}"), &advice);
    }
    let mode = fs::metadata(there).map(|about| about.permissions().mode()).unwrap_or_default();
    if there == dir && mode & 0o022 != 0 {
        return report.wrong(name, &format!("{shown}: others may write there"), &format!("chmod go-w {shown}"));
    }
    match statvfs(there) {
        Ok(about) => {
            let free = about.f_bavail.saturating_mul(about.f_frsize);
            let what = format!("{shown}, {} free{state}", size(free));
            if free < ROOM {
                report.wrong(name, &what, "make room on this file system");
            } else {
                report.note(name, &what);
            }
        }
        Err(error) => report.wrong(name, &format!("{shown}: {error}"), ""),
    }
}
