//! How a report for people looks.

use clap::{Args, ValueEnum};

use super::values::at_least_one;

/// How it looks.
#[derive(Args, Debug)]
#[command(next_help_heading = "On the screen")]
pub(crate) struct ScreenArgs {
    /// Print findings alone: no summary, nothing about files without findings
    #[arg(long, short)]
    pub(crate) quiet: bool,
    /// Print findings of severity `info` too, not only their number
    #[arg(long, value_name = "SEVERITY")]
    pub(crate) show: Option<Show>,
    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Color,
    /// How many columns to use; the width of the terminal, else 100
    #[arg(long, value_name = "COLUMNS", value_parser = at_least_one)]
    pub(crate) width: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Show {
    Info,
}
