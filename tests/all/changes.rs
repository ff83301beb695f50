//! Checking what changes: since a commit, and while somebody watches.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::Command;

use super::desk::{BROKEN, CLEAN, Desk};

fn git(desk: &Desk, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=desk", "-c", "user.email=desk@quay.test"]).args(arguments);
    let ran = command.current_dir(desk.path()).output().unwrap();
    assert!(ran.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&ran.stderr));
}

/// The files that are checked, and how many are not.
fn checked(desk: &Desk, reference: &str) -> (Vec<String>, u64) {
    let mut command = desk.command(&["check", "--format", "json", "--changed-since", reference, "."]);
    command.env("PATH", std::env::var_os("PATH").unwrap());
    let report = super::desk::Ran::from(command.output().unwrap()).json();
    let files = report["files"].as_array().unwrap().iter().map(|file| file["path"].as_str().unwrap().to_owned());
    (files.collect(), report["summary"]["by_status"]["unchanged"].as_u64().unwrap_or(0))
}

#[test]
fn only_what_differs_from_a_commit_is_checked() {
    let names = ["same.md", "ü committed.md", "edited.md"];
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (*name, CLEAN.as_bytes())).collect();
    let desk = Desk::new(&files);
    git(&desk, &["init", "-q", "-b", "main"]);
    git(&desk, &["add", "."]);
    git(&desk, &["commit", "-q", "-m", "one"]);
    assert_eq!(checked(&desk, "main"), (vec![], 3), "nothing has changed");
    git(&desk, &["switch", "-q", "-c", "work"]);
    fs::write(desk.path().join("ü committed.md"), BROKEN).unwrap();
    git(&desk, &["commit", "-q", "-a", "-m", "two"]);
    fs::write(desk.path().join("edited.md"), BROKEN).unwrap();
    fs::write(desk.path().join("new.md"), BROKEN).unwrap();
    // What has changed on the other branch since is none of this work.
    git(&desk, &["stash", "-q", "-u"]);
    git(&desk, &["switch", "-q", "main"]);
    fs::write(desk.path().join("same.md"), BROKEN).unwrap();
    git(&desk, &["commit", "-q", "-a", "-m", "three"]);
    git(&desk, &["switch", "-q", "work"]);
    git(&desk, &["stash", "pop", "-q"]);
    let all = ["edited.md", "new.md", "ü committed.md"].map(str::to_owned).to_vec();
    assert_eq!(checked(&desk, "main"), (all, 1));
}

#[test]
fn a_commit_that_is_not_there_is_an_error() {
    let desk = Desk::new(&[("a.md", CLEAN.as_bytes())]);
    for reference in ["main", "--output=x"] {
        let mut command = desk.command(&["check", &format!("--changed-since={reference}"), "a.md"]);
        command.env("PATH", std::env::var_os("PATH").unwrap()).env("GIT_CEILING_DIRECTORIES", desk.path());
        let ran = super::desk::Ran::from(command.output().unwrap());
        assert_eq!(ran.code, Some(2), "{}", ran.err);
        assert!(ran.err.contains(&format!("--changed-since {reference}: ")), "{}", ran.err);
    }
}

#[test]
fn a_file_that_changes_is_checked_again() {
    let desk = Desk::new(&[("a.md", CLEAN.as_bytes())]);
    let mut watching = desk.command(&["--watch", "--format", "concise", "."]).spawn().unwrap();
    let mut said = BufReader::new(watching.stderr.take().unwrap()).lines();
    let mut shown = BufReader::new(watching.stdout.take().unwrap()).lines();
    assert!(shown.next().unwrap().unwrap().starts_with("0 findings"));
    assert!(said.next().unwrap().unwrap().starts_with("Waiting for changes"));
    fs::write(desk.path().join("a.md"), BROKEN).unwrap();
    assert!(shown.next().unwrap().unwrap().contains("missing-source"));
    watching.kill().unwrap();
    watching.wait().unwrap();
}
