//! `--changed-since`: only what differs from a commit, as git knows it.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use wellcited::input::{Place, Source};

/// Keeps the files that differ from where the work parted from `reference`: committed, not committed, or not even known
/// to git. Returns how many were left out. The error is a sentence for the user.
pub(super) fn keep(sources: &mut Vec<Source>, reference: &str) -> Result<usize, String> {
    let trouble = |why: String| format!("--changed-since {reference}: {why}");
    let changed = changed(reference).map_err(trouble)?;
    let before = sources.len();
    sources.retain(|source| match &source.place {
        Place::File(file) => fs::canonicalize(file).is_ok_and(|file| changed.contains(&file)),
        Place::Stdin | Place::Memory(_) => true,
    });
    Ok(before - sources.len())
}

/// All files that differ, without links and dots in their paths.
fn changed(reference: &str) -> Result<HashSet<PathBuf>, String> {
    let commit = git(&["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{reference}^{{commit}}")])
        .map_err(|why| if why.is_empty() { "git knows no such commit".to_owned() } else { why })?;
    let commit = commit.trim().to_owned();
    // Where histories have nothing in common the commit itself is compared with.
    let base = git(&["merge-base", &commit, "HEAD"]).map_or(commit, |base| base.trim().to_owned());
    let top = git(&["rev-parse", "--show-toplevel"])?;
    let top = Path::new(top.trim_end_matches(['\n', '\r']));
    let tracked = git(&["diff", "--name-only", "-z", "--no-renames", "--diff-filter=d", &base])?;
    let untracked = git(&["ls-files", "-z", "--others", "--exclude-standard", "--full-name", ":/"])?;
    let names = tracked.split('\0').chain(untracked.split('\0')).filter(|name| !name.is_empty());
    Ok(names.filter_map(|name| fs::canonicalize(top.join(name)).ok()).collect())
}

/// What git says; or why it says nothing.
fn git(arguments: &[&str]) -> Result<String, String> {
    let ran = Command::new("git").args(arguments).output().map_err(|error| format!("git cannot be run ({error})"))?;
    match ran.status.success() {
        true => Ok(String::from_utf8_lossy(&ran.stdout).into_owned()),
        false => Err(String::from_utf8_lossy(&ran.stderr).trim().trim_start_matches("fatal: ").to_owned()),
    }
}
