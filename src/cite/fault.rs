//! What can be wrong with the form of a marker.

use std::fmt;

/// What is wrong with the form of a marker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// `[1,,2]`
    TwoSeparators,
    /// `[, 2]`
    LeadingSeparator,
    /// `[1;]`
    TrailingSeparator,
    /// `[1O]`
    LetterForDigit,
    /// `[1】`
    UnlikeBrackets,
    /// `[3.`
    Unclosed,
    /// `[[1], [4]`
    UnclosedNest,
    /// `[5-3]`
    Backwards,
    /// `[1-9999]`
    TooWide,
    /// `[3-]`
    Endless,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TwoSeparators => "two separators in a row",
            Self::LeadingSeparator => "a separator in front of the first number",
            Self::TrailingSeparator => "a separator after the last number",
            Self::LetterForDigit => "a letter stands where a digit should",
            Self::UnlikeBrackets => "the two brackets are of different kinds",
            Self::Unclosed => "the bracket is never closed",
            Self::UnclosedNest => "the outer bracket is never closed",
            Self::Backwards => "runs backwards",
            Self::TooWide => "is too wide",
            Self::Endless => "has no end",
        })
    }
}
