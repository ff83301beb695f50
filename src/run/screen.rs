//! What the program knows about the terminal it writes to.

use std::env;
use std::io::{self, BufWriter, IsTerminal as _, Write};

use anstream::stream::{AsLockedWrite, RawStream};
use anstream::{AutoStream, ColorChoice};
use terminal_size::terminal_size_of;
use wellcited::report::Look;

use crate::cli::{Color, ScreenArgs, Show};

/// Without a terminal.
const DEFAULT_WIDTH: usize = 100;
/// Longer lines are hard to read.
const MAX_WIDTH: usize = 120;
/// Less cannot hold a place and its words.
const MIN_WIDTH: usize = 40;
/// What programs read is passed on in pieces of so many bytes: as much as a pipe holds.
const PIECE: usize = 64 * 1024;

/// How reports look with these arguments on this terminal.
pub(super) fn look(args: &ScreenArgs) -> Look {
    Look {
        width: width(args.width),
        unicode: shows_unicode(),
        quiet: args.quiet,
        show_info: args.show == Some(Show::Info),
    }
}

/// How reports look where nothing was asked for.
pub(super) fn plain_look() -> Look {
    Look { width: width(None), unicode: shows_unicode(), quiet: false, show_info: false }
}

fn width(asked: Option<usize>) -> usize {
    let terminal = || terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0).min(MAX_WIDTH));
    asked.or_else(terminal).unwrap_or(DEFAULT_WIDTH).max(MIN_WIDTH)
}

/// Files and pipes hold Unicode; a terminal says through its locale whether it shows it.
fn shows_unicode() -> bool {
    if !io::stdout().is_terminal() {
        return true;
    }
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| env::var(name).ok().filter(|v| !v.is_empty()));
    locale.is_none_or(|locale| locale.to_ascii_lowercase().replace('-', "").contains("utf8"))
}

/// Writes to standard output through a buffer, with colours where they are wanted and can be shown.
pub(super) fn print(color: Color, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    send(io::stdout().lock(), color, write)
}

/// Writes bytes to standard output as they are.
pub(super) fn print_raw(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(PIECE, io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
            let _ = out.into_parts();
            Ok(())
        }
        sent => sent,
    }
}

/// The same to standard error.
pub(super) fn complain(color: Color, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    send(io::stderr().lock(), color, write)
}

/// A reader that goes away (`| head`) has read enough: that is no error.
fn send<S: RawStream + AsLockedWrite>(
    stream: S,
    color: Color,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let choice = match color {
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
        Color::Auto => AutoStream::choice(&stream),
    };
    let mut out = BufWriter::new(AutoStream::new(stream, choice));
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
            // What is still in the buffer has no reader; dropping the writer would try again.
            let _ = out.into_parts();
            Ok(())
        }
        sent => sent,
    }
}
