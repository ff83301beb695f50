//! `wellcited completions` and `wellcited man`.

use std::io::{self, Write as _};

use clap::CommandFactory as _;
use clap_complete::generate;
use wellcited::rules;

use super::Exit;
use super::screen::print;
use crate::cli::{Cli, Color, Shell};

/// What the program is called.
const NAME: &str = "wellcited";

/// Prints a script that completes commands, options, and the names of rules.
pub(super) fn completions(shell: Shell) -> io::Result<Exit> {
    let mut script = Vec::new();
    let mut command = Cli::command();
    match shell {
        Shell::Nushell => generate(clap_complete_nushell::Nushell, &mut command, NAME, &mut script),
        Shell::Bash => generate(clap_complete::Shell::Bash, &mut command, NAME, &mut script),
        Shell::Elvish => generate(clap_complete::Shell::Elvish, &mut command, NAME, &mut script),
        Shell::Fish => {
            generate(clap_complete::Shell::Fish, &mut command, NAME, &mut script);
            complete_rules_in_fish(&mut script)?;
        }
        Shell::Powershell => generate(clap_complete::Shell::PowerShell, &mut command, NAME, &mut script),
        Shell::Zsh => generate(clap_complete::Shell::Zsh, &mut command, NAME, &mut script),
    }
    print(Color::Never, |out| out.write_all(&script))?;
    Ok(Exit::Clean)
}

/// The generator for fish completes what stands behind options only.
fn complete_rules_in_fish(script: &mut Vec<u8>) -> io::Result<()> {
    let rules: Vec<&str> = rules::names().collect();
    writeln!(script, "complete -c {NAME} -n \"__fish_{NAME}_using_subcommand explain\" -f -a \"{}\"", rules.join(" "))
}

/// Prints the manual page.
pub(super) fn man() -> io::Result<Exit> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Cli::command()).render(&mut page)?;
    print(Color::Never, |out| out.write_all(&page))?;
    Ok(Exit::Clean)
}
