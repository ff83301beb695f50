//! The command line as data: one file per command, and one for each group of options that several commands share.

mod cache;
mod check;
mod config;
mod extract;
mod fix;
mod input;
mod rules;
mod screen;
mod shell;
mod values;
mod verify;

use clap::{CommandFactory as _, Parser, Subcommand};

pub(crate) use cache::{CacheArgs, CacheCommand, CacheListArgs, CachePruneArgs};
pub(crate) use check::{CheckArgs, ReportFile, conditions};
pub(crate) use config::{ConfigArgs, ConfigCommand, Described, InitArgs, SchemaArgs};
pub(crate) use extract::ExtractArgs;
pub(crate) use fix::FixArgs;
pub(crate) use input::{InputArgs, SettingsArgs};
pub(crate) use rules::{ExplainArgs, RulesArgs};
pub(crate) use screen::{Color, ScreenArgs, Show};
pub(crate) use shell::{CompletionsArgs, Shell};
pub(crate) use values::{DataFormat, PageFormat};
pub(crate) use verify::VerifyArgs;

/// Finds broken citations: cites without a source, sources nobody cites, cites that were dropped.
#[derive(Debug, Parser)]
#[command(name = "wellcited", version, args_conflicts_with_subcommands = true, disable_help_subcommand = true)]
#[command(override_usage = "wellcited [OPTIONS] <FILE>…\n       wellcited <COMMAND>")]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) check: CheckArgs,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check articles (the default)
    Check(Box<CheckArgs>),
    /// Show what was read: citations, sources, links
    Extract(ExtractArgs),
    /// List all rules
    Rules(RulesArgs),
    /// Explain a rule
    Explain(ExplainArgs),
    /// Show the settings that hold, and where each comes from
    Config(ConfigArgs),
    /// Show what earlier runs found out about addresses, or forget it
    Cache(CacheArgs),
    /// Look at the articles of a folder and write a wellcited.toml for them
    Init(InitArgs),
    /// Print the JSON Schema of a file that the program reads or writes
    Schema(SchemaArgs),
    /// Print a script that completes commands and options
    Completions(CompletionsArgs),
    /// Print the manual page
    Man,
    /// Read the PDF on standard input, for a run that has to go on whatever becomes of it
    #[cfg(feature = "pdf")]
    #[command(hide = true)]
    ReadPdf,
}

/// The names of the commands.
pub(crate) fn commands() -> Vec<String> {
    Cli::command().get_subcommands().map(|command| command.get_name().to_owned()).collect()
}
