//! The command line: parse the arguments, run, return the exit code.

mod cli;
mod run;

use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    run::run(&cli::Cli::parse()).into()
}
