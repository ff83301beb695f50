//! `--watch`: checks again whenever an article or a file of settings changes.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use notify::{Event, EventKind, RecursiveMode, Watcher as _};
use wellcited::config::NAMES;
use wellcited::input::format_by_name;

use super::{Exit, check, deliver, usage};
use crate::cli::CheckArgs;

/// Editors write a file in several steps; this long nothing must happen.
const QUIET: Duration = Duration::from_millis(200);
/// Clears a screen and what can be scrolled back to.
const CLEAR: &str = "\x1b[2J\x1b[3J\x1b[H";

/// Checks, and waits for changes, until it is interrupted.
pub(super) fn run(args: &CheckArgs) -> io::Result<Exit> {
    let (send, events) = channel();
    let watcher = notify::recommended_watcher(send).and_then(|mut watcher| {
        places(args).iter().try_for_each(|(place, mode)| watcher.watch(place, *mode))?;
        Ok(watcher)
    });
    // It watches for as long as it is held.
    let _watcher = match watcher {
        Ok(watcher) => watcher,
        Err(error) => return usage(args.screen.color, &format!("--watch: {error}")),
    };
    loop {
        if io::stdout().is_terminal() {
            io::stdout().write_all(CLEAR.as_bytes())?;
        }
        let ended = check::once(args)?;
        writeln!(io::stderr(), "Waiting for changes; Ctrl-C ends it.")?;
        if !wait(&events, args) {
            return Ok(ended);
        }
    }
}

/// What is watched: folders with all below them, and the folders of files, since editors replace files.
fn places(args: &CheckArgs) -> Vec<(PathBuf, RecursiveMode)> {
    let place = |path: &PathBuf| match path.parent() {
        _ if path.is_dir() => (path.clone(), RecursiveMode::Recursive),
        Some(folder) if path.is_file() && !folder.as_os_str().is_empty() => {
            (folder.to_owned(), RecursiveMode::NonRecursive)
        }
        _ if path.is_file() => (PathBuf::from("."), RecursiveMode::NonRecursive),
        // A pattern, or something that will be there.
        _ => (PathBuf::from("."), RecursiveMode::Recursive),
    };
    let mut places: Vec<_> = args.input.paths.iter().map(place).collect();
    places.sort_by_key(|(path, mode)| (path.clone(), *mode == RecursiveMode::NonRecursive));
    places.dedup_by(|a, b| a.0 == b.0);
    places
}

/// Waits for a change and for the end of what follows it; `false` if there is nothing to wait for any more.
fn wait(events: &Receiver<notify::Result<Event>>, args: &CheckArgs) -> bool {
    loop {
        match events.recv() {
            Ok(event) if matters(&event, args) => break,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
    loop {
        match events.recv_timeout(QUIET) {
            Ok(_) => {}
            Err(RecvTimeoutError::Timeout) => return true,
            Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
}

/// Whether an event may change what a check finds: reading files does not, and neither does writing reports.
fn matters(event: &notify::Result<Event>, args: &CheckArgs) -> bool {
    let Ok(event) = event else { return true };
    let changes =
        matches!(event.kind, EventKind::Any | EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_));
    changes && event.paths.iter().any(|path| is_read(path, args) && !deliver::is_written(args, path))
}

/// Whether a path is that of an article or of settings.
fn is_read(path: &Path, args: &CheckArgs) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let named = || args.input.paths.iter().any(|given| given.file_name() == path.file_name());
    NAMES.contains(&name.as_ref()) || format_by_name(&path.to_string_lossy()).is_some() || named()
}
