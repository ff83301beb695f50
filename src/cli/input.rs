//! Which articles are read, how, and with which settings.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use wellcited::input::{Dialect, Format};

use super::values::at_least_one;

/// Which articles, read how.
#[derive(Args, Debug)]
pub(crate) struct InputArgs {
    /// Files, folders, quoted globs; `-` is standard input
    #[arg(value_name = "FILE")]
    pub(crate) paths: Vec<PathBuf>,
    /// Read the paths to check from a file, one a line; `-` is standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) files_from: Option<PathBuf>,
    /// What to call standard input; its extension decides the format
    #[arg(long, value_name = "NAME")]
    pub(crate) stdin_filename: Option<String>,
    /// Read every file as this, whatever its name
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format_in: Option<FormatIn>,
    /// How many files to read at once
    #[arg(long, value_name = "N", value_parser = at_least_one)]
    pub(crate) threads: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FormatIn {
    Html,
    Markdown,
    Mdx,
    Quarto,
    Text,
    Rst,
    Asciidoc,
}

impl FormatIn {
    /// The format and dialect it stands for.
    pub(crate) const fn format(self) -> (Format, Dialect) {
        match self {
            Self::Html => (Format::Html, Dialect::Plain),
            Self::Markdown => (Format::Markdown, Dialect::Plain),
            Self::Mdx => (Format::Markdown, Dialect::Mdx),
            Self::Quarto => (Format::Markdown, Dialect::Quarto),
            Self::Text => (Format::Text, Dialect::Plain),
            Self::Rst => (Format::Text, Dialect::Rst),
            Self::Asciidoc => (Format::Text, Dialect::AsciiDoc),
        }
    }
}

/// Which settings hold.
#[derive(Args, Debug)]
pub(crate) struct SettingsArgs {
    /// A file of settings, or one setting: 'rules.unused-source="error"'
    #[arg(long, value_name = "FILE|SETTING")]
    pub(crate) config: Vec<String>,
    /// Look for no wellcited.toml
    #[arg(long)]
    pub(crate) isolated: bool,
    /// Leave out what the settings exclude also where it is named, as hooks name it
    #[arg(long)]
    pub(crate) force_exclude: bool,
}
