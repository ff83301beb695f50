//! `wellcited extract`.

use clap::Args;

use super::{DataFormat, InputArgs, SettingsArgs};

#[derive(Args, Debug)]
pub(crate) struct ExtractArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) settings: SettingsArgs,
    /// What to print
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(crate) format: DataFormat,
}
