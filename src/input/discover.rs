//! From what the user named to what is read: files, folders, patterns, standard input.

use std::path::{Component, Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};
use ignore::WalkBuilder;

use super::load::{Place, Source, Unread, reason};
use super::sniff;

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// What is to be read: sorted by the shown path, each once.
    pub sources: Vec<Source>,
    /// What was named and is not there.
    pub unread: Vec<Unread>,
}

/// Finds what `paths` name. A file is taken whatever its name; folders and patterns give known extensions only, obey
/// ignore files and follow no links; `-` is standard input, shown as `stdin_name`.
pub fn discover(paths: &[PathBuf], stdin_name: &str) -> Found {
    find(paths, stdin_name, &|name| sniff::by_name(name).is_some())
}

/// Finds saved copies of sources: as articles are found, and PDFs too.
pub fn discover_copies(paths: &[PathBuf]) -> Found {
    find(paths, "", &|name| sniff::by_name(name).is_some() || sniff::is_pdf(name))
}

/// Whether a name is that of a file to be taken from a folder.
type Known<'k> = &'k dyn Fn(&str) -> bool;

fn find(paths: &[PathBuf], stdin_name: &str, known: Known<'_>) -> Found {
    let mut found = Found::default();
    for path in paths {
        found.add(path, stdin_name, known);
    }
    found.sources.sort_by(|a, b| (&a.shown, !a.named).cmp(&(&b.shown, !b.named)));
    found.sources.dedup_by(|a, b| a.place.is_same(&b.place));
    found
}

impl Found {
    fn add(&mut self, path: &Path, stdin_name: &str, known: Known<'_>) {
        let shown = path.to_string_lossy();
        if shown == "-" {
            self.sources.push(Source { shown: stdin_name.into(), place: Place::Stdin, named: true });
            return;
        }
        match std::fs::metadata(path) {
            Ok(data) if data.is_dir() => self.walk(path, path, &|file| known(&file.to_string_lossy())),
            Ok(_) => self.sources.push(Source { shown: shown.into(), place: Place::File(path.into()), named: true }),
            Err(_) if shown.contains(['*', '?', '[', '{']) => self.expand(&shown, known),
            Err(error) => self.unread.push(Unread::new(&shown, reason(&error))),
        }
    }

    /// Adds the files that a pattern matches.
    fn expand(&mut self, pattern: &str, known: Known<'_>) {
        let before = self.sources.len();
        match matcher(pattern) {
            Err(why) => return self.unread.push(Unread::new(pattern, format!("it is not a valid pattern: {why}"))),
            Ok(matcher) => {
                let base = base_of(pattern);
                let root = if base.as_os_str().is_empty() { Path::new(".") } else { &base };
                let extension = literal_extension(pattern);
                if !root.is_dir() {
                    return self.unread.push(no_match(pattern));
                }
                self.walk(root, &base, &|file| {
                    let known = extension.is_some() || known(&file.to_string_lossy());
                    known && matcher.is_match(without_dot(file))
                });
            }
        }
        if self.sources.len() == before {
            self.unread.push(no_match(pattern));
        }
    }

    /// Adds the files under `root` that `wanted` accepts; each is called by its path below `shown`.
    fn walk(&mut self, root: &Path, shown: &Path, wanted: &dyn Fn(&Path) -> bool) {
        for entry in WalkBuilder::new(root).follow_links(false).require_git(false).build() {
            match entry {
                Ok(entry) if entry.file_type().is_some_and(|t| t.is_file()) => {
                    let name = below(entry.path(), root, shown);
                    if wanted(Path::new(&name)) {
                        self.sources.push(Source { shown: name, place: Place::File(entry.into_path()), named: false });
                    }
                }
                Ok(_) => {}
                Err(error) => self.unread.push(walk_error(root, &error)),
            }
        }
    }
}

impl Place {
    /// Whether two places are one, `./a` being `a`.
    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::File(a), Self::File(b)) => without_dot(a) == without_dot(b),
            (a, b) => a == b,
        }
    }
}

fn no_match(pattern: &str) -> Unread {
    Unread::new(pattern, "no file matches this pattern")
}

fn walk_error(root: &Path, error: &ignore::Error) -> Unread {
    let mut inner = error;
    let mut path = root;
    loop {
        match inner {
            ignore::Error::WithPath { path: at, err } => (path, inner) = (at, err),
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => inner = err,
            ignore::Error::Io(io) => return Unread::new(&path.to_string_lossy(), reason(io)),
            other => return Unread::new(&path.to_string_lossy(), format!("it cannot be walked ({other})")),
        }
    }
}

/// The path of a walked file as shown: `shown`, then the way down from `root`, joined with `/`.
fn below(file: &Path, root: &Path, shown: &Path) -> String {
    let way = file.strip_prefix(root).unwrap_or(file);
    let parts = way.components().filter_map(|c| match c {
        Component::Normal(part) => Some(part.to_string_lossy()),
        _ => None,
    });
    let way = parts.collect::<Vec<_>>().join("/");
    let shown = shown.to_string_lossy();
    match shown.trim_end_matches(['/', '\\']) {
        "." => way,
        "" if shown.is_empty() => way,
        base => format!("{base}/{way}"),
    }
}

fn matcher(pattern: &str) -> Result<GlobMatcher, String> {
    let glob = GlobBuilder::new(pattern.strip_prefix("./").unwrap_or(pattern)).literal_separator(true).build();
    glob.map(|g| g.compile_matcher()).map_err(|e| e.kind().to_string())
}

/// The folders of a pattern in front of its first wildcard.
fn base_of(pattern: &str) -> PathBuf {
    let fixed = &pattern[..pattern.find(['*', '?', '[', '{']).unwrap_or(pattern.len())];
    match fixed.rfind('/') {
        Some(0) => PathBuf::from("/"),
        Some(slash) => PathBuf::from(&fixed[..slash]),
        None => PathBuf::new(),
    }
}

/// The extension a pattern spells out: `*.wiki` asks for files that are otherwise unknown.
fn literal_extension(pattern: &str) -> Option<&str> {
    let (_, extension) = pattern.rsplit('/').next()?.rsplit_once('.')?;
    (!extension.contains(['*', '?', '[', '{', '}', ']'])).then_some(extension)
}

fn without_dot(path: &Path) -> &Path {
    path.strip_prefix(".").unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, if file.ends_with("ignore") { "built/\n" } else { "text" }).unwrap();
        }
        folder
    }

    fn shown(folder: &tempfile::TempDir, paths: &[&str]) -> Vec<String> {
        let paths: Vec<PathBuf> = paths.iter().map(|p| folder.path().join(p)).collect();
        let base = format!("{}/", folder.path().display());
        discover(&paths, "<stdin>").sources.iter().map(|s| s.shown.replace(&base, "")).collect()
    }

    #[test]
    fn folders_files_and_patterns() {
        let folder = tree(&["a/x.md", "a/b/y.html", "a/built/z.md", "a/.gitignore", "a/pic.png", "a/note", "a/w.wiki"]);
        let cases: &[(&[&str], &[&str])] = &[
            (&["a"], &["a/b/y.html", "a/x.md"]),
            (&["a/"], &["a/b/y.html", "a/x.md"]),
            (&["a/note", "a/x.md", "a"], &["a/b/y.html", "a/note", "a/x.md"]),
            (&["a/*.md"], &["a/x.md"]),
            (&["a/**/*.{md,html}"], &["a/b/y.html", "a/x.md"]),
            (&["a/**"], &["a/b/y.html", "a/x.md"]),
            (&["a/*.wiki"], &["a/w.wiki"]),
            (&["a/built/z.md"], &["a/built/z.md"]),
        ];
        for (paths, expected) in cases {
            assert_eq!(shown(&folder, paths), *expected, "{paths:?}");
        }
    }

    #[test]
    fn what_is_not_there_is_said() {
        let found = discover(&["no/such.md".into(), "no/*.md".into(), "-".into(), "-".into()], "draft.md");
        assert_eq!(found.unread.iter().map(|u| u.path.as_str()).collect::<Vec<_>>(), ["no/such.md", "no/*.md"]);
        assert_eq!(found.sources.len(), 1);
        assert_eq!(found.sources[0].shown, "draft.md");
    }
}
