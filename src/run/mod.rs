//! One file per command. Here the program meets the outside: standard streams, the environment, the exit code.

mod articles;
mod asking;
mod audit;
mod baseline;
mod cache;
mod changed;
mod check;
mod config;
mod deliver;
mod document;
mod extract;
mod fail_on;
mod fix;
mod init;
mod inputs;
mod open;
mod pdf;
mod progress;
mod review;
mod rules;
mod saved;
mod screen;
mod shell;
mod verify;
mod watch;

use std::io;
use std::process::ExitCode;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::cli::{CheckArgs, Cli, Color, Command};

/// What the program says when it is called without anything.
const INTRO: &str = "\
wellcited finds broken citations in articles: HTML, Markdown, plain text.

  wellcited article.html                what is wrong, and where
  wellcited explain dropped-citation    what that means, and what to do

wellcited --help shows all commands and options.
";

/// How a run ended; its number is the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Nothing to report.
    Clean,
    /// Findings that count as failure.
    Findings,
    /// Wrong usage, or an input that could not be read.
    Trouble,
    /// The web was to be asked and nothing could be reached.
    Unreached,
    /// The user has interrupted the run; as shells count it.
    Interrupted = 130,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Runs the command.
pub(crate) fn run(cli: &Cli) -> Exit {
    let ended = match &cli.command {
        None if names_nothing(&cli.check) => introduce(),
        None => check::run(&cli.check),
        Some(Command::Check(args)) => check::run(args),
        Some(Command::Extract(args)) => extract::run(args),
        Some(Command::Rules(args)) => rules::list(args),
        Some(Command::Explain(args)) => rules::explain(args),
        Some(Command::Config(args)) => config::run(args),
        Some(Command::Cache(args)) => cache::run(args),
        Some(Command::Init(args)) => init::run(args),
        Some(Command::Schema(args)) => config::schema(args.of),
        Some(Command::Completions(args)) => shell::completions(args.shell),
        Some(Command::Man) => shell::man(),
        #[cfg(feature = "pdf")]
        Some(Command::ReadPdf) => pdf::aside::run(),
    };
    // Standard output or standard error cannot be written (a full disk): there is nowhere left to say so.
    ended.unwrap_or(Exit::Trouble)
}

fn names_nothing(args: &CheckArgs) -> bool {
    args.input.paths.is_empty() && args.input.files_from.is_none()
}

/// Nothing was checked, so this is no success: a script whose list of files is empty must notice.
fn introduce() -> io::Result<Exit> {
    screen::complain(Color::Auto, |out| out.write_all(INTRO.as_bytes()))?;
    Ok(Exit::Trouble)
}

/// The day to compare dates with.
fn today(args: &CheckArgs) -> Option<Date> {
    let now = || args.verify.now.unwrap_or_else(Timestamp::now);
    args.today.or_else(|| Some(now().to_zoned(TimeZone::UTC).date()))
}

/// Says what is wrong with the arguments.
fn usage(color: Color, problem: &str) -> io::Result<Exit> {
    screen::complain(color, |out| writeln!(out, "error: {problem}"))?;
    Ok(Exit::Trouble)
}
