//! What is about settings: `wellcited config`, `init` and `schema`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::SettingsArgs;

#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct ConfigArgs {
    #[command(subcommand)]
    pub(crate) command: Option<ConfigCommand>,
    /// For which article; for any in this folder, if none is named
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) settings: SettingsArgs,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ConfigCommand {
    /// Print the JSON Schema of wellcited.toml
    Schema,
}

#[derive(Args, Debug)]
pub(crate) struct InitArgs {
    /// Which folder
    #[arg(value_name = "FOLDER", default_value = ".")]
    pub(crate) folder: PathBuf,
}

#[derive(Args, Debug)]
pub(crate) struct SchemaArgs {
    /// Of what
    #[arg(value_name = "WHAT")]
    pub(crate) of: Described,
}

/// What a schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Described {
    /// wellcited.toml
    Config,
    /// What `--format json` writes
    Report,
}
