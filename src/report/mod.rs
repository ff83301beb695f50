//! Reports, each a function from plain data to text.
//!
//! Owns: words and layout of what users and tools see. Refuses: judging, reading files, asking the environment.
//!
//! - `json`: the JSON that other programs rely on, which the core of the library has too;
//! - `formats`: what `--format` and `--report` write, one file or folder each, listed in one table;
//! - `views`: what else the program shows: rules, settings, caches, changes, what was read and what could not be;
//! - `audit`: the tables of an audit;
//! - `shared`: what several of these need: words, counts, columns, colours, clean text.

#[cfg(feature = "cli")]
pub mod audit;
#[cfg(feature = "cli")]
pub mod formats;
pub mod json;
#[cfg(feature = "cli")]
mod look;
#[cfg(all(test, feature = "cli"))]
mod sample;
#[cfg(feature = "cli")]
mod shared;
#[cfg(all(test, feature = "cli"))]
mod tests;
mod unsafe_characters;
#[cfg(feature = "cli")]
pub mod views;

use std::sync::Arc;

use crate::engine::{FileReport, FindingReport};
use crate::finding::Severity;
use crate::fix::{Applied, Held};
use crate::input::Unread;
use crate::outcome::Outcomes;

#[cfg(feature = "cli")]
pub use formats::{FORMATS, Format, Needs};
#[cfg(feature = "cli")]
pub use look::Look;

/// Everything one run found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The checked files, in order.
    pub files: Vec<FileReport>,
    /// What could not be read.
    pub unread: Vec<Unread>,
    /// Binary files met in folders.
    pub skipped: usize,
    /// Files met in folders that the settings leave out.
    pub excluded: usize,
    /// Files that were not to be checked because they have not changed.
    pub unchanged: usize,
    /// Findings that the baseline knows and that are gone.
    pub resolved: usize,
    /// The command that accepts today's findings, where no baseline is used.
    pub accepted_by: Option<String>,
    /// Whether quotations were looked for.
    pub quotations: bool,
    /// Saved copies of sources, where somebody has any.
    pub saved: Option<Saved>,
    /// What the web says about sources, where it was asked.
    pub outcomes: Option<Arc<Outcomes>>,
    /// What was mended, file by file, and what was held back.
    pub fixes: Vec<Fixes>,
    /// Rows of a review whose findings are no longer there.
    #[cfg(feature = "cli")]
    pub gone: Vec<crate::review::Row>,
    /// The folder in which the run started; formats for other tools give paths from here. May be empty.
    pub base: String,
}

/// What there was to look for quotations in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Saved {
    /// How many files there are.
    pub files: usize,
    /// How many of them are a source of an article.
    pub used: usize,
}

/// What was done to one file.
#[derive(Clone, Debug, Default)]
pub struct Fixes {
    /// The path as given.
    pub path: String,
    /// What was done.
    pub applied: Vec<Applied>,
    /// What was asked for and not done.
    pub held: Vec<Held>,
}

impl Report {
    /// All findings, each with its file.
    pub fn findings(&self) -> impl Iterator<Item = (&FileReport, &FindingReport)> {
        self.files.iter().flat_map(|file| file.findings.iter().map(move |finding| (file, finding)))
    }

    /// How many findings have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings().filter(|(_, finding)| finding.severity == severity).count()
    }

    /// How many fixes were made.
    pub fn fixed(&self) -> usize {
        self.fixes.iter().map(|f| f.applied.len()).sum()
    }

    /// How many inputs there were, those that could not be read, are left out or have not changed included.
    pub fn inputs(&self) -> usize {
        self.files.len() + self.unread.len() + self.excluded + self.unchanged
    }
}
