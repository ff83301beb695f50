//! Patterns of files, from the folder of the configuration that holds them.

use std::path::Path;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

/// Files by patterns. A pattern without `/` is a name at any depth; one that names a folder means all it holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Patterns(GlobSet);

impl Patterns {
    /// Patterns as written; the error is the first that is wrong, and why.
    pub(super) fn new<'p>(patterns: impl IntoIterator<Item = &'p str>) -> Result<Self, (usize, String)> {
        let mut set = GlobSetBuilder::new();
        for (at, pattern) in patterns.into_iter().enumerate() {
            let plain = pattern.strip_prefix("./").unwrap_or(pattern).trim_end_matches('/');
            let anchored = if plain.contains('/') { plain.to_owned() } else { format!("**/{plain}") };
            for glob in [format!("{anchored}/**"), anchored] {
                let glob = GlobBuilder::new(glob.trim_start_matches('/')).literal_separator(true).build();
                set.add(glob.map_err(|error| (at, error.kind().to_string()))?);
            }
        }
        set.build().map(Self).map_err(|error| (0, error.kind().to_string()))
    }

    /// Whether a path, relative to the folder of the configuration, is meant.
    pub(super) fn covers(&self, path: &Path) -> bool {
        self.0.is_match(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_folders_and_paths() {
        let covers = |pattern: &str, path: &str| Patterns::new([pattern]).unwrap().covers(Path::new(path));
        for (pattern, path) in [
            ("*.md", "a/b/c.md"),
            ("drafts", "drafts/x.md"),
            ("drafts/", "a/drafts/x/y.md"),
            ("./a/*.md", "a/x.md"),
            ("a/b", "a/b/c.md"),
            ("**/x.md", "x.md"),
        ] {
            assert!(covers(pattern, path), "{pattern} {path}");
        }
        for (pattern, path) in [("a/*.md", "a/b/x.md"), ("a/b", "c/a/b/x.md"), ("draft", "drafts/x.md")] {
            assert!(!covers(pattern, path), "{pattern} {path}");
        }
        assert_eq!(Patterns::new(["ok", "a[", "b"]).unwrap_err().0, 1);
    }
}
