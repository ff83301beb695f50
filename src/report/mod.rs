//! Reports: one file per format, each a function from plain data to text.
//!
//! Owns: words and layout of what users and tools see. Refuses: judging, reading files, asking the environment.
//! What is made for a screen needs the feature `cli`; what programs read does not.

pub mod extract;
pub mod json;
mod json_text;
mod unsafe_characters;

#[cfg(feature = "cli")]
pub mod audit;
#[cfg(feature = "cli")]
pub mod azure;
#[cfg(all(feature = "cli", feature = "verify"))]
pub mod cache;
#[cfg(feature = "cli")]
pub mod catalogue;
#[cfg(feature = "cli")]
pub mod checkstyle;
#[cfg(feature = "cli")]
mod clean;
#[cfg(feature = "cli")]
pub mod concise;
#[cfg(feature = "cli")]
pub mod csv;
#[cfg(feature = "cli")]
pub mod diff;
#[cfg(feature = "cli")]
pub mod explain;
#[cfg(feature = "cli")]
pub mod fixes;
#[cfg(feature = "cli")]
mod format;
#[cfg(feature = "cli")]
pub mod full;
#[cfg(feature = "cli")]
pub mod github;
#[cfg(feature = "cli")]
pub mod gitlab;
#[cfg(feature = "cli")]
mod header;
#[cfg(feature = "cli")]
pub mod html;
#[cfg(feature = "cli")]
pub mod jsonl;
#[cfg(feature = "cli")]
pub mod junit;
#[cfg(feature = "cli")]
mod layout;
#[cfg(feature = "cli")]
mod look;
#[cfg(feature = "cli")]
pub mod markdown;
#[cfg(feature = "cli")]
mod overview;
#[cfg(feature = "cli")]
mod plan;
#[cfg(feature = "cli")]
pub mod problem;
#[cfg(feature = "cli")]
mod quotations;
#[cfg(feature = "cli")]
pub mod rdjson;
#[cfg(feature = "cli")]
mod rows;
#[cfg(all(test, feature = "cli"))]
mod sample;
#[cfg(feature = "cli")]
pub mod sarif;
#[cfg(feature = "cli")]
pub mod settings;
#[cfg(feature = "cli")]
pub mod sources;
#[cfg(feature = "cli")]
pub mod statistics;
#[cfg(feature = "cli")]
mod style;
#[cfg(feature = "cli")]
pub mod table;
#[cfg(all(test, feature = "cli"))]
mod tests;
#[cfg(feature = "cli")]
pub mod text;
#[cfg(feature = "cli")]
mod totals;
#[cfg(feature = "cli")]
pub mod unread;
#[cfg(feature = "cli")]
mod wording;
#[cfg(feature = "cli")]
mod words;
#[cfg(feature = "cli")]
mod xml;

use std::sync::Arc;

use crate::engine::{FileReport, FindingReport};
use crate::finding::Severity;
use crate::fix::{Applied, Held};
use crate::input::Unread;
use crate::outcome::Outcomes;

#[cfg(feature = "cli")]
pub use format::{FORMATS, Format, Needs};
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
