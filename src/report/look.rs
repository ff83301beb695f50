//! How a report for people looks.

/// What the caller knows about the screen and wants on it.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// How many columns there are.
    pub width: usize,
    /// Whether characters beyond plain punctuation can be shown.
    pub unicode: bool,
    /// Whether to leave out summaries and files without findings.
    pub quiet: bool,
    /// Whether to print findings of severity `info`.
    pub show_info: bool,
}

/// Severity, rule and remarks take this many columns at the right.
const SIDE: usize = 32;
/// Below this width there is no room for a column at the right.
const NARROW: usize = 72;

impl Look {
    /// Where the column at the right begins, if there is one.
    pub(super) fn side_column(&self) -> Option<usize> {
        (self.width >= NARROW).then(|| self.width - SIDE)
    }

    /// The mark for something that is gone.
    pub(super) fn gap(&self) -> &'static str {
        if self.unicode { "▯" } else { "_" }
    }
}
