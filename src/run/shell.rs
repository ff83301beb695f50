//! `wellcited completions` and `wellcited man`.

use std::io;

use clap::CommandFactory as _;
use clap_complete::Shell;

use super::Exit;
use super::screen::print;
use crate::cli::{Cli, Color};

/// Prints a script that completes commands and options.
pub(super) fn completions(shell: Shell) -> io::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "wellcited", &mut script);
    print(Color::Never, |out| out.write_all(&script))?;
    Ok(Exit::Clean)
}

/// Prints the manual page.
pub(super) fn man() -> io::Result<Exit> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Cli::command()).render(&mut page)?;
    print(Color::Never, |out| out.write_all(&page))?;
    Ok(Exit::Clean)
}
