//! `--open`: the report for the browser, opened.

use std::fs;
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use wellcited::report::{Format, Look, Report};

use super::screen::complain;
use crate::cli::CheckArgs;

/// The format that a browser shows.
const FORMAT: &str = "html";

/// What a browser shows, if it is to be opened.
pub(super) fn format(args: &CheckArgs) -> Option<&'static Format> {
    Format::named(FORMAT).filter(|_| args.open)
}

/// Opens the report that `--report` has written, or one in a temporary place. That it cannot be opened is no failure of
/// the check: its place is printed in any case.
pub(super) fn open(report: &Report, args: &CheckArgs, look: &Look) -> io::Result<()> {
    let Some(format) = format(args) else { return Ok(()) };
    let written = args.report.iter().find(|asked| asked.format == format).map(|asked| asked.file.clone());
    let file = match written.map_or_else(|| in_temporary_place(report, format, look), Ok) {
        Ok(file) => fs::canonicalize(&file).unwrap_or(file),
        Err(error) => return say(args, &format!("the report for the browser cannot be written ({error})")),
    };
    let place = file.display();
    match show(&file) {
        Ok(()) => say(args, &format!("opened in the browser: {place}")),
        Err(why) => say(args, &format!("no browser could be opened ({why}); open {place}")),
    }
}

fn say(args: &CheckArgs, line: &str) -> io::Result<()> {
    complain(args.screen.color, |out| writeln!(out, "{line}"))
}

fn in_temporary_place(report: &Report, format: &Format, look: &Look) -> io::Result<PathBuf> {
    let file = tempfile::Builder::new().prefix("wellcited-").suffix(".html").tempfile()?;
    let (file, path) = file.keep()?;
    let mut out = BufWriter::new(file);
    (format.write)(report, look, &mut out)?;
    out.flush()?;
    Ok(path)
}

fn show(file: &Path) -> Result<(), String> {
    opener::open_browser(file).map_err(|error| error.to_string())
}
