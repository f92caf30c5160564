//! `dateline [PATH]...`: the reader.

use std::io::IsTerminal;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use rustix::fs::FileType;

use super::chosen::{self, Chosen};
use super::opened::shortened;
use super::paint::When;
use super::{Arguments, Picked, complain, ended, is_dumb, list, name_of, pick, show};
use crate::app::keys;
use crate::app::start::Start;
use crate::config::{self, Colours, Settings};
use crate::formats;
use crate::layout::counted;
use crate::library::globs::Globs;
use crate::terminal::{Ended, Session};

pub(super) fn run(arguments: Arguments) -> u8 {
    opened(arguments).unwrap_or_else(|code| code)
}

fn opened(arguments: Arguments) -> Result<u8, u8> {
    let Arguments { paths, rescan, color, print, print0, fresh, .. } = arguments;
    let pick = print.or(print0.then_some(Picked::Paths));
    let (start, paths) = start(paths);
    let is_shown = pick.is_some() || std::io::stdout().is_terminal();
    // A pager is given what to show; whoever reads what is printed may have a pipe there that has nothing to do with it.
    let paths = if paths.is_empty() && is_shown && is_piped() { vec![PathBuf::from("-")] } else { paths };
    if !is_shown || is_dumb() {
        return Ok(match paths.as_slice() {
            [file] if formats::is_piped(file) => show::piped(file.clone(), color),
            _ => list::plain(paths, rescan, color),
        });
    }
    let stdin = match paths.as_slice() {
        [file] if formats::is_piped(file) => Some(formats::piped(file).map_err(|error| {
            complain(&format!("{}: {error}", name_of(file)));
            1
        })?),
        _ => None,
    };
    let (mut settings, complaints) = chosen::examined();
    match (color, settings.colours) {
        (When::Never, _) => settings.colours = Colours::None,
        (When::Always, Colours::Auto | Colours::None) => settings.colours = Colours::Indexed,
        _ => {}
    }
    let config = config::dir();
    let notice = match config {
        None => Some("there is no config directory: marks will not be kept".to_owned()),
        Some(_) => keys::complaint(&complaints),
    };
    let library = library(&paths, stdin.as_deref(), settings)?;
    let Chosen { paths, globs, settings, bare } = library.chosen;
    let session = Session {
        paths,
        globs,
        // What is there for one article is not worth an index.
        cache: config::cache().filter(|_| !library.single || stdin.is_some()),
        full_text: !library.single,
        stdin,
        config,
        rescan,
        settings,
        notice,
        start: Start { open: library.single, ..start },
        pick: pick.is_some(),
        state: config::state().filter(|_| !fresh),
    };
    let Ended { code, picked, marks, unsaved } = session.run().map_err(|error| {
        complain(&format!("the terminal: {error}"));
        1
    })?;
    let code = unsaved.map_or(code, |(count, reason)| {
        complain(&format!("the marks of {} were not saved: {reason}", counted(count as u64, "article", "articles")));
        code.max(1)
    });
    match (pick, picked) {
        (Some(form), Some(picked)) if code == 0 => {
            let printed = pick::print(form, print0, &picked, &marks, &|path| shortened(path, bare));
            let failed = printed.as_ref().is_ok_and(|failed| *failed);
            Ok(ended(printed.map(drop), failed))
        }
        (Some(_), _) => Ok(code.max(1)),
        (None, _) => Ok(code),
    }
}

/// What is opened.
struct Opening {
    chosen: Chosen,
    /// It is one article, which is read at once.
    single: bool,
}

fn library(paths: &[PathBuf], stdin: Option<&[u8]>, settings: Settings) -> Result<Opening, u8> {
    if let Some(bytes) = stdin {
        // Standard input is no library.
        let chosen = Chosen { paths: Vec::new(), globs: Vec::new(), bare: false, settings };
        let single = is_single(&|each| formats::documents_in(bytes, each));
        return Ok(Opening { chosen, single });
    }
    let mut chosen = Chosen::new(paths, settings)?;
    let single = match chosen.paths.as_slice() {
        [file] if file.is_file() => is_single(&|each| formats::documents(file, each)),
        _ => false,
    };
    if single
        && let [file] = chosen.paths.as_slice()
        && let Some(name) = file.file_name()
    {
        // The folder that it is in is the list around it. Folders below are left alone: that may be all of the home directory.
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        chosen.globs = vec![Globs::default(), Globs::beside(name)];
        chosen.paths.push(folder.to_owned());
    }
    Ok(Opening { chosen, single })
}

/// Takes documents, and says whether to go on.
type Each<'a> = dyn FnMut(Result<formats::Document, formats::Problem>) -> ControlFlow<()> + 'a;

/// Whether there is exactly one document; no more than two are read.
fn is_single(read: &dyn Fn(&mut Each) -> Result<(), formats::Problem>) -> bool {
    let (mut count, mut sound) = (0, true);
    let end = read(&mut |document| {
        count += 1;
        sound &= document.is_ok();
        if count < 2 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    end.is_ok() && sound && count == 1
}

/// Takes `+/TEXT` and `+N` out of the paths, as less(1) has them. A file that is called so goes first.
fn start(paths: Vec<PathBuf>) -> (Start, Vec<PathBuf>) {
    let mut start = Start::default();
    let mut rest = Vec::new();
    for path in paths {
        let asked = path.to_str().and_then(|word| word.strip_prefix('+')).filter(|_| path.symlink_metadata().is_err());
        match asked.map(|word| (word.strip_prefix('/'), word.parse())) {
            Some((Some(text), _)) if !text.is_empty() => start.search = Some(text.to_owned()),
            Some((None, Ok(line))) => start.line = Some(line),
            _ => rest.push(path),
        }
    }
    (start, rest)
}

/// Whether something is piped into the reader, as into a `$PAGER`.
fn is_piped() -> bool {
    let kind = rustix::fs::fstat(rustix::stdio::stdin()).map(|about| FileType::from_raw_mode(about.st_mode));
    kind.is_ok_and(|kind| matches!(kind, FileType::Fifo | FileType::RegularFile))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_less_are_no_paths() {
        let check = |words: &[&str]| start(words.iter().map(PathBuf::from).collect());
        let (found, rest) = check(&["+/two words", "a.txt", "+12"]);
        assert_eq!(found, Start { search: Some("two words".to_owned()), line: Some(12), open: false });
        assert_eq!(rest, [PathBuf::from("a.txt")]);
        assert_eq!(check(&["+", "+/", "+x"]).1.len(), 3);
    }

    #[test]
    fn a_file_of_one_article_is_told_from_one_of_many() {
        let single = |text: &str| is_single(&|each| formats::documents_in(text.as_bytes(), each));
        assert!(single("Rain\n\nIt rained.\n"));
        assert!(!single("{\"title\": \"a\", \"text\": \"b\"}\n{\"title\": \"c\", \"text\": \"d\"}\n"));
        assert!(!single(""));
    }
}
