//! Reports in files, and what they hold.

use std::fs;

use super::desk::{BROKEN, CLEAN, Desk};

#[test]
fn one_run_writes_several_reports() {
    let desk = Desk::new(&[("a.md", BROKEN.as_bytes())]);
    let args = ["--report", "json=out/report.json", "--report", "concise=lines.txt", "a.md"];
    let ran = desk.run(&args);
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""));
    assert!(ran.out.contains("1 error, 1 warning"), "standard output still has its own: {}", ran.out);
    let json = fs::read_to_string(desk.path().join("out/report.json")).unwrap();
    assert_eq!(json, desk.run(&["check", "--format", "json", "a.md"]).out);
    let lines = fs::read_to_string(desk.path().join("lines.txt")).unwrap();
    assert_eq!(lines, desk.run(&["check", "--format", "concise", "a.md"]).out);
}

#[test]
fn a_report_that_cannot_be_written_is_an_error() {
    let desk = Desk::new(&[("a.md", CLEAN.as_bytes()), ("file", b"")]);
    let cases = [
        ("json", "FORMAT=FILE"),
        ("jsno=x", "did you mean “json”?"),
        ("json=", "the name of the file is missing"),
        ("json=file/x.json", "--report json=file/x.json: it cannot be written"),
    ];
    for (asked, complaint) in cases {
        let ran = desk.run(&["--report", asked, "a.md"]);
        assert_eq!(ran.code, Some(2), "{asked}");
        assert!(ran.err.contains(complaint), "{asked}: {}", ran.err);
    }
}

#[test]
fn a_report_is_no_article_of_the_next_run() {
    let desk = Desk::new(&[("a.md", CLEAN.as_bytes())]);
    let args = ["check", "--format", "json", "--report", "text=report.txt", "."];
    let files = |args: &[&str]| desk.run(args).json()["summary"]["by_status"]["checked"].clone();
    assert_eq!([files(&args), files(&args)], [1, 1]);
    assert_eq!(desk.run(&args).json()["summary"]["by_status"]["excluded"], 1);
}

/// Runs `--open` with a stand-in for a browser.
#[cfg(unix)]
fn opened(desk: &Desk, browser: &str, args: &[&str]) -> super::desk::Ran {
    let browser = desk.path().join(browser);
    let mut command = desk.command(args);
    command.env("BROWSER", browser).env("PATH", "/usr/bin:/bin").env("TMPDIR", desk.path());
    super::desk::Ran::from(command.output().unwrap())
}

#[cfg(unix)]
#[test]
fn the_report_is_opened_where_it_was_written() {
    use std::os::unix::fs::PermissionsExt as _;

    let script = b"#!/bin/sh\necho \"$1\" >> \"${0%/*}/seen\"\n";
    let desk = Desk::new(&[("a.md", BROKEN.as_bytes()), ("browser", script)]);
    fs::set_permissions(desk.path().join("browser"), fs::Permissions::from_mode(0o755)).unwrap();
    for args in [&["--open", "a.md"][..], &["--open", "--report", "html=out/a.html", "a.md"][..]] {
        let ran = opened(&desk, "browser", args);
        assert_eq!(ran.code, Some(1), "{}", ran.err);
        let place = ran.err.trim().strip_prefix("opened in the browser: ").unwrap_or_else(|| panic!("{}", ran.err));
        assert!(fs::read_to_string(place).unwrap().starts_with("<!DOCTYPE html>"), "{place}");
        // The browser runs on its own: it may come later.
        let seen = || fs::read_to_string(desk.path().join("seen")).unwrap_or_default();
        let has_come = (0..600).any(|_| {
            std::thread::sleep(std::time::Duration::from_millis(50));
            seen().lines().any(|line| line == place)
        });
        assert!(has_come, "{place} was not opened: {}", seen());
    }
}

#[cfg(unix)]
#[test]
fn a_browser_that_is_not_there_is_no_failure() {
    let desk = Desk::new(&[("a.md", CLEAN.as_bytes())]);
    let ran = opened(&desk, "no-browser", &["--open", "a.md"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let place = ran.err.trim().rsplit(' ').next().unwrap();
    assert!(ran.err.contains("no browser could be opened"), "{}", ran.err);
    assert!(fs::read_to_string(place).unwrap().contains("id=\"unchecked\""), "{place}");
}
