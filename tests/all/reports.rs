//! Reports in files, and what they hold.

use std::fs;
use std::process::{Command, Stdio};

use serde_json::Value;
use wellcited::report::FORMATS;

use super::desk::{BROKEN, CLEAN, Desk, Ran};

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

/// What one run over the articles of `fixtures/report/desk` writes in each format.
fn over_the_desk(threads: &str) -> Vec<(&'static str, String)> {
    let out = tempfile::tempdir().unwrap();
    let articles = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/report/desk");
    let mut command = Command::new(env!("CARGO_BIN_EXE_wellcited"));
    command.args(["check", "--today", "2026-01-31", "--show", "info", "--threads", threads, "."]);
    let file = |format: &str| out.path().join(format);
    for format in FORMATS {
        command.arg("--report").arg(format!("{}={}", format.name, file(format.name).display()));
    }
    let ran = Ran::from(command.current_dir(articles).env_clear().stdin(Stdio::null()).output().unwrap());
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    FORMATS.iter().map(|format| (format.name, fs::read_to_string(file(format.name)).unwrap())).collect()
}

#[test]
fn every_format_is_the_same_on_one_thread_and_on_eight() {
    for ((format, one), (_, eight)) in over_the_desk("1").into_iter().zip(over_the_desk("8")) {
        assert_eq!(one, eight, "{format}");
        // On one line a difference cannot be read.
        let shown = match serde_json::from_str::<Value>(&one) {
            Ok(value) => serde_json::to_string_pretty(&without_the_catalogue(value)).unwrap(),
            Err(_) if format == "html" => the_page_alone(&one).replace("><", ">\n<"),
            Err(_) => one,
        };
        insta::with_settings!({ snapshot_path => "../../fixtures/report", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(format!("desk_{format}"), shown);
        });
    }
}

/// SARIF without what changes with every rule: its pages, and its number among the others.
fn without_the_catalogue(mut report: Value) -> Value {
    let Some(run) = report.get_mut("runs").map(|runs| &mut runs[0]) else { return report };
    let rules = run["tool"]["driver"]["rules"].as_array_mut().unwrap();
    rules.retain(|rule| rule["id"] == "missing-source");
    for result in run["results"].as_array_mut().unwrap() {
        assert!(result.as_object_mut().unwrap().remove("ruleIndex").is_some());
    }
    report
}

/// A page without its style and its script, which a policy in its head names by their digests, and without the pages of
/// rules at its end.
fn the_page_alone(page: &str) -> String {
    let mut page = page.to_owned();
    let others = [
        ("<style>", "</style>"),
        ("<script>", "</script>"),
        ("Content-Security-Policy\"", ">"),
        ("<h2 id=\"glossary\">", "</section>"),
    ];
    for (start, end) in others {
        let from = page.find(start).unwrap() + start.len();
        let to = from + page[from..].find(end).unwrap();
        page.replace_range(from..to, "");
    }
    page
}

/// What an article says reaches no terminal, log, page or cell as a command.
#[test]
fn nothing_from_an_article_is_a_command() {
    for (format, out) in over_the_desk("1") {
        let steers = |c: char| (c.is_control() && !"\n\r".contains(c)) || c == '\u{202e}';
        assert!(!out.contains(steers), "{format}: {out:?}");
        assert!(!out.contains("##[") && !out.contains("##vso[task.complete"), "{format}");
        let mut commands = out.lines().filter(|line| line.trim_start().starts_with("::"));
        let own = ["::error title=", "::warning title=", "::notice title=", "::group::", "::endgroup::"];
        assert!(commands.all(|line| format == "github" && own.iter().any(|o| line.starts_with(o))), "{out}");
    }
}

#[test]
fn cells_are_no_formulas() {
    let text = "# x\n\nIt rose [7].\n\n## Sources\n\n[1] Office. 2023.\n\n[2] -1 +1, 2024.\n";
    let desk = Desk::new(&[("=a.md", text.as_bytes())]);
    let table = desk.run(&["check", "--format", "csv", "=a.md"]).out;
    assert!(table.starts_with("\u{feff}file,line,sentence,"), "{table}");
    for line in table.lines().skip(1) {
        assert!(line.starts_with("'=a.md,"), "{line}");
        assert!(!line.contains(",=") && !line.contains(",\"=") && !line.contains(",-"), "{line}");
    }
    assert!(table.contains("\"'-1 +1, 2024.\""), "{table}");
}

#[test]
fn a_step_of_github_actions_gets_its_summary() {
    let desk = Desk::new(&[("a.md", BROKEN.as_bytes()), ("summary.md", b"before\n")]);
    let run = |format: &str| {
        let mut command = desk.command(&["--format", format, "a.md"]);
        command.env("GITHUB_STEP_SUMMARY", desk.path().join("summary.md"));
        command.output().unwrap();
        fs::read_to_string(desk.path().join("summary.md")).unwrap()
    };
    assert_eq!(run("text"), "before\n", "only where the format is asked for");
    let summary = run("github");
    assert!(summary.starts_with("before\n## Citations\n") && summary.contains("`missing-source`"), "{summary}");
}
