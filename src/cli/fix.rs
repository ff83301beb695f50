//! What is mended.

use clap::Args;

/// What is mended.
#[derive(Args, Debug)]
#[command(next_help_heading = "Mending")]
#[group(id = "fixes", multiple = true)]
pub(crate) struct FixArgs {
    /// Make the changes that lose nothing; mended standard input goes to standard output
    #[arg(long, group = "fixing")]
    pub(crate) fix: bool,
    /// The same, and report only what was changed
    #[arg(long, group = "fixing")]
    pub(crate) fix_only: bool,
    /// Show the changes as a unified diff and write nothing
    #[arg(long, group = "fixing", conflicts_with_all = ["fix", "fix_only", "format"])]
    pub(crate) diff: bool,
    /// Make the changes too that an editor should look at; with --fix, --fix-only or --diff
    #[arg(long, requires = "fixing")]
    pub(crate) unsafe_fixes: bool,
}
