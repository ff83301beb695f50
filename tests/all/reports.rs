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
