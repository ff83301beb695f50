//! `wellcited cache`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use jiff::SignedDuration;

use super::DataFormat;
use super::values::{parse_age, parse_time};

#[derive(Args, Debug)]
pub(crate) struct CacheArgs {
    #[command(subcommand)]
    pub(crate) command: CacheCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum CacheCommand {
    /// List the verdicts that are remembered
    List(CacheListArgs),
    /// Forget old verdicts
    Prune(CachePruneArgs),
}

#[derive(Args, Debug)]
pub(crate) struct CacheListArgs {
    /// Which cache; the one in the usual folder, if none is named
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// What to print
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(crate) format: DataFormat,
    /// The time that ages are counted from; now
    #[arg(long, value_name = "TIME", value_parser = parse_time)]
    pub(crate) now: Option<jiff::Timestamp>,
}

#[derive(Args, Debug)]
pub(crate) struct CachePruneArgs {
    /// Which cache; the one in the usual folder, if none is named
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// Forget what is older than this
    #[arg(long, value_name = "TIME", default_value = "90d", value_parser = parse_age)]
    pub(crate) max_age: SignedDuration,
    /// The time that ages are counted from; now
    #[arg(long, value_name = "TIME", value_parser = parse_time)]
    pub(crate) now: Option<jiff::Timestamp>,
}
