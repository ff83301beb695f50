//! Sources that are defined in another file, by their keys.

use std::collections::BTreeSet;

use super::Target;
use crate::input::Span;

/// The keys of the files in which a house defines its sources.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bibliography {
    /// The files, as the settings name them.
    pub files: Vec<String>,
    /// All keys in them; keys of this kind are compared as they are written.
    pub keys: BTreeSet<String>,
    /// Files that the article names and that could not be read: then no key is missing.
    pub unread: Vec<UnreadBibliography>,
}

/// A file of sources that an article names and that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadBibliography {
    /// The file, as the article names it.
    pub file: String,
    /// Where it names it.
    pub span: Span,
    /// Why it could not be read.
    pub reason: String,
}

/// How keys begin that lead to a figure, a table or another part of the same text.
const PARTS: &[&str] = &[
    "fig", "tbl", "sec", "eq", "lst", "thm", "lem", "cor", "prp", "cnj", "def", "exm", "exr", "sol", "rem", "alg",
    "nte", "tip", "wrn", "imp", "cau",
];

impl Bibliography {
    /// What a citation of `key` means that no list in the article answers.
    pub(super) fn target(&self, key: &str) -> Target {
        if self.keys.contains(key) || is_part(key) || !self.unread.is_empty() {
            Target::Elsewhere
        } else {
            Target::Missing
        }
    }
}

/// `fig-tides`, `sec:method`
fn is_part(key: &str) -> bool {
    key.split_once(['-', ':']).is_some_and(|(kind, name)| PARTS.contains(&kind) && !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_known_or_missing() {
        let known =
            Bibliography { files: Vec::new(), keys: ["smith2020".to_owned()].into(), ..Bibliography::default() };
        for key in ["smith2020", "fig-tides", "sec:method"] {
            assert_eq!(known.target(key), Target::Elsewhere, "{key}");
        }
        for key in ["Smith2020", "smith", "figure-1", "fig-"] {
            assert_eq!(known.target(key), Target::Missing, "{key}");
        }
    }
}
