//! How far a run has come, for whoever waits: a bar on a terminal, a line now and then in a log.

use std::env;
use std::io::{self, IsTerminal as _, Write as _};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Who waits less sees nothing.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often a log gets a line.
const PAUSE: Duration = Duration::from_secs(10);
const LAYOUT: &str = "{bar:24} {pos}/{len} files · {msg} · {per_sec} · {eta} left";

/// How far a run has come. Dropping it takes the bar away.
pub(super) struct Progress {
    bar: ProgressBar,
    shows: Shows,
    state: Mutex<State>,
}

/// Where it is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shows {
    Bar,
    Lines,
    Nothing,
}

struct State {
    started: Instant,
    /// When something was shown; `None` until patience is over.
    shown: Option<Instant>,
    findings: usize,
}

impl Progress {
    /// Begins to work on so many files.
    pub(super) fn new(files: usize, quiet: bool) -> Self {
        let shows = match () {
            () if quiet || files < 2 => Shows::Nothing,
            () if io::stderr().is_terminal() => Shows::Bar,
            () if env::var_os("CI").is_some_and(|ci| !ci.is_empty() && ci != "false") => Shows::Lines,
            () => Shows::Nothing,
        };
        let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template(LAYOUT) {
            bar.set_style(style);
        }
        Self { bar, shows, state: Mutex::new(State { started: Instant::now(), shown: None, findings: 0 }) }
    }

    /// One more file is done.
    pub(super) fn done(&self, findings: usize) {
        if self.shows == Shows::Nothing {
            return;
        }
        self.bar.inc(1);
        // What a thread that failed has counted still holds.
        let mut state = self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        state.findings += findings;
        let found = format!("{} findings", state.findings);
        match self.shows {
            Shows::Bar => {
                self.bar.set_message(found);
                if state.shown.is_none() && state.started.elapsed() > PATIENCE {
                    self.bar.set_draw_target(ProgressDrawTarget::stderr());
                    state.shown = Some(Instant::now());
                }
            }
            _ if state.shown.unwrap_or(state.started).elapsed() > PAUSE => {
                let (done, all) = (self.bar.position(), self.bar.length().unwrap_or(0));
                // Nobody misses a line that cannot be written.
                let _ = writeln!(io::stderr(), "checked {done} of {all} files, {found}");
                state.shown = Some(Instant::now());
            }
            _ => {}
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
