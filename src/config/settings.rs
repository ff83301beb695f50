//! What holds for one article.

use std::collections::BTreeMap;
use std::fmt::{self, Display};
use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;

use super::Network;
use crate::article;
use crate::cite;
use crate::outcome::Outcomes;
use crate::quote::Library;
use crate::rules::{House, Selection, Subject};

/// What of an article reports may show beyond findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Keep {
    /// All that was read.
    pub text: bool,
    /// The characters of the file at each finding and near it.
    pub surroundings: bool,
}

/// What holds for one article. The default is what the program does by itself.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The language, if the article states none.
    pub language: Option<String>,
    /// How pages are read.
    pub article: article::Options,
    /// How citations are read.
    pub citations: cite::Options,
    /// Which rules run.
    pub rules: Selection,
    /// What rules ask for.
    pub house: House,
    /// The day that dates are compared with.
    pub today: Option<Date>,
    /// What the web says about sources, where it was asked.
    pub outcomes: Option<Arc<Outcomes>>,
    /// Whether what may be temporary counts too.
    pub is_strict: bool,
    /// What reports show, so that it must be kept.
    pub keep: Keep,
    /// The text of sources, in which quotations are looked for.
    pub library: Option<Arc<Library>>,
    /// What a search of folders leaves out, as written.
    pub exclude: Vec<String>,
    /// The files that it is read as one article with.
    pub document: Option<Document>,
    /// Findings that are known and accepted.
    pub ignores: Vec<Ignore>,
    /// Saved copies of sources.
    pub saved: Vec<SavedSource>,
    /// How the web is asked.
    pub network: Network,
    /// Where each setting that is not the default comes from.
    pub origins: BTreeMap<Key, Origin>,
}

/// A setting by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// A setting of the top level.
    Top(&'static str),
    /// The level of a rule.
    Rule(&'static str),
    /// An option of a rule.
    Option(&'static str, &'static str),
    /// How the web is asked.
    Verify(&'static str),
}

/// Where a setting comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A file, and the line in it.
    File(Arc<str>, usize),
    /// The command line.
    CommandLine,
}

impl Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path, line) => write!(f, "{path}:{line}"),
            Self::CommandLine => f.write_str("command line"),
        }
    }
}

/// Findings that are known and accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignore {
    /// In which files, as written.
    pub files: Vec<String>,
    /// Of which rules.
    pub subjects: Vec<Subject>,
    /// Which of them; all, if none is named.
    pub fingerprints: Vec<String>,
    /// Why.
    pub reason: String,
    /// Where that is said.
    pub origin: Origin,
}

/// A saved copy of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedSource {
    /// Where the copy is.
    pub file: PathBuf,
    /// The address it was saved from.
    pub url: Option<String>,
    /// The DOI of the work.
    pub doi: Option<String>,
    /// Where that is said.
    pub origin: Origin,
}

/// Files that are read as one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The files, in the order in which they are read.
    pub files: Vec<PathBuf>,
    /// Where that is said.
    pub origin: Origin,
}
