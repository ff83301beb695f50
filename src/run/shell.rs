//! `wellcited completions` and `wellcited man`.

use std::io::{self, Write as _};

use clap::builder::PossibleValuesParser;
use clap::{Command, CommandFactory as _};
use clap_complete::generate;
use wellcited::finding::{Group, Severity};
use wellcited::rules;

use super::Exit;
use super::screen::print;
use crate::cli::{Cli, Color, Shell};

/// What the program is called.
const NAME: &str = "wellcited";

/// Prints a script that completes commands, options, and the names of rules.
pub(super) fn completions(shell: Shell) -> io::Result<Exit> {
    let mut script = Vec::new();
    let mut command = with_names(Cli::command());
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

/// The command line with the names that a user may want completed. What is parsed knows them only later, where it can
/// say more about a wrong one.
fn with_names(command: Command) -> Command {
    let groups = Group::ALL.iter().map(|group| group.name());
    let severities = [Severity::Error, Severity::Warning, Severity::Info].map(Severity::name);
    let failing: Vec<&'static str> =
        severities.into_iter().chain(groups).chain(rules::names()).chain(["never"]).collect();
    let fail_on = |command: Command| {
        command.mut_arg("fail_on", |arg| arg.value_parser(PossibleValuesParser::new(failing.clone())))
    };
    let explained = PossibleValuesParser::new(rules::names());
    fail_on(command)
        .mut_subcommand("check", fail_on)
        .mut_subcommand("explain", |explain| explain.mut_arg("rule", |arg| arg.value_parser(explained)))
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
