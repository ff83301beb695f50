//! What is wrong with a configuration, as plain data.

use std::fmt::{self, Display};
use std::ops::Range;
use std::sync::Arc;

/// A mistake in a configuration, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What the file is called; `--config` for a setting of the command line.
    pub path: Arc<str>,
    /// All of its text; empty where it could not be read.
    pub text: Arc<str>,
    /// The place of the mistake in the text, in bytes.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to write at this place.
    pub label: Option<String>,
    /// Where to find out more.
    pub help: Option<String>,
}

impl Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.message)
    }
}

impl std::error::Error for Problem {}
