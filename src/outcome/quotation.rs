//! What became of quotations.

use serde::{Deserialize, Serialize};

use super::Key;
use crate::cite::EntryId;
use crate::input::Span;

/// How a quotation stands to its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Match {
    /// Word for word.
    Verbatim,
    /// Word for word, with marked omissions or insertions.
    Elided,
    /// Word for word, with numbers of notes in between.
    Interleaved,
    /// Words differ.
    Altered,
    /// A negation, a modal or a number differs.
    AlteredCritical,
    /// It is not there.
    NotFound,
    /// It is not there and stands in another source of the article.
    Elsewhere,
    /// It could not be looked for.
    Unchecked,
}

impl Match {
    /// All of them, best first.
    pub const ALL: [Self; 8] = [
        Self::Verbatim,
        Self::Elided,
        Self::Interleaved,
        Self::Altered,
        Self::AlteredCritical,
        Self::NotFound,
        Self::Elsewhere,
        Self::Unchecked,
    ];

    /// The name in every output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::Elided => "elided",
            Self::Interleaved => "interleaved",
            Self::Altered => "altered",
            Self::AlteredCritical => "altered-critical",
            Self::NotFound => "not-found",
            Self::Elsewhere => "elsewhere",
            Self::Unchecked => "unchecked",
        }
    }
}

/// One quotation and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The file it stands in, as given.
    pub path: String,
    /// Where it stands in the text of the file.
    pub span: Span,
    /// Its words.
    pub text: String,
    /// The source it is taken from, by its place among the sources of the file.
    pub entry: Option<EntryId>,
    /// The address it is taken from.
    pub url: Option<Key>,
    /// What became of it.
    pub verdict: Match,
    /// The words that differ, or why it could not be looked for.
    pub difference: Option<String>,
    /// Where it does stand.
    pub found_in: Option<String>,
}
