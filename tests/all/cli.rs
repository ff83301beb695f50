//! The command line as a user meets it.

use super::desk::{BROKEN, CLEAN, Desk, NOTHING, Ran};

#[test]
fn exit_codes() {
    let desk = Desk::new(&[("a.md", CLEAN.as_bytes()), ("b.docx", b"PK\x03\x04 broken"), ("empty/x.png", b"")]);
    let cases: &[(&[&str], i32)] = &[
        (&["a.md"], 0),
        (&["check", "a.md"], 0),
        (&["extract", "a.md"], 0),
        (&["rules"], 0),
        (&["--version"], 0),
        (&["--help"], 0),
        (&[], 2),
        (&["check"], 2),
        (&["b.docx"], 2),
        (&["a.md", "b.docx"], 2),
        (&["nowhere.md"], 2),
        (&["*.nothing"], 2),
        (&["empty"], 2),
        (&["--no-such-option", "a.md"], 2),
        (&["--fail-on", "no-such-thing", "a.md"], 2),
        (&["explain", "no-such-rule"], 2),
    ];
    for (args, code) in cases {
        let ran = desk.run(args);
        assert_eq!(ran.code, Some(*code), "{args:?}\n{}{}", ran.out, ran.err);
    }
}

#[test]
fn alone_it_says_what_it_does_in_six_lines() {
    let ran = Desk::new(&[]).run(&[]);
    assert_eq!(ran.err.lines().count(), 6, "{}", ran.err);
    assert!(ran.err.contains("wellcited article.html"));
    assert_eq!(ran.out, "");
}

#[test]
fn slips_get_a_suggestion() {
    let desk = Desk::new(&[("a.md", CLEAN.as_bytes())]);
    let cases: &[(&[&str], &str)] = &[
        (&["--fromat", "json", "a.md"], "--format"),
        (&["--format", "jsno", "a.md"], "json"),
        (&["chekc", "a.md"], "did you mean the command “check”?"),
        (&["--fail-on", "warnign", "a.md"], "did you mean “warning”?"),
        (&["--fail-on", "linkign", "a.md"], "did you mean “linking”?"),
        (&["--fail-on", "missing-sources", "a.md"], "did you mean “missing-source”?"),
        (&["explain", "missing-sources"], "did you mean “missing-source”?"),
    ];
    for (args, suggestion) in cases {
        let ran = desk.run(args);
        assert_eq!(ran.code, Some(2), "{args:?}");
        assert!(ran.err.contains(suggestion), "{args:?}: {}", ran.err);
    }
}

#[test]
fn the_order_of_files_does_not_depend_on_threads_or_arguments() {
    let files: Vec<(String, Vec<u8>)> = (0..30).map(|i| (format!("{i:02}.md"), CLEAN.as_bytes().to_vec())).collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(n, c)| (n.as_str(), c.as_slice())).collect();
    let desk = Desk::new(&files);
    let one = desk.run(&["check", "--format", "json", "--threads", "1", "."]);
    for args in [&["--threads", "4", "."] as &[&str], &["29.md", "*.md", "03.md"], &["."]] {
        assert_eq!(desk.run(&[&["check", "--format", "json"], args].concat()).out, one.out, "{args:?}");
    }
}

#[test]
fn colours_are_asked_for_or_left_out() {
    let desk = Desk::new(&[("a.md", NOTHING.as_bytes())]);
    let has_color = |args: &[&str], variable: Option<&str>| {
        let mut command = desk.command(args);
        if let Some(name) = variable {
            command.env(name, "1");
        }
        Ran::from(command.output().unwrap()).out.contains('\u{1b}')
    };
    assert!(!has_color(&["a.md"], None), "a pipe shows no colours");
    assert!(has_color(&["--color", "always", "a.md"], None));
    assert!(has_color(&["--color", "always", "a.md"], Some("NO_COLOR")), "an option is stronger than the environment");
    assert!(has_color(&["a.md"], Some("CLICOLOR_FORCE")));
    assert!(!has_color(&["--color", "never", "a.md"], Some("CLICOLOR_FORCE")));
}

#[test]
fn nothing_to_check_is_not_clean() {
    let desk = Desk::new(&[("a.md", NOTHING.as_bytes())]);
    let ran = desk.run(&["a.md"]);
    assert_eq!(ran.code, Some(0));
    assert!(ran.out.contains("nothing to check") && ran.out.contains("Not checked:"), "{}", ran.out);
    assert_eq!(desk.file(&["a.md"])["status"], "no-citations");
    assert_eq!(desk.run(&["--quiet", "a.md"]).out, "");
}

#[test]
fn a_reader_that_goes_away_is_no_trouble() {
    let files: Vec<(String, Vec<u8>)> = (0..200).map(|i| (format!("{i}.md"), CLEAN.as_bytes().to_vec())).collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(n, c)| (n.as_str(), c.as_slice())).collect();
    let desk = Desk::new(&files);
    for args in [&["check", "--format", "json", "."] as &[&str], &["extract", "."], &["--help"], &["rules"]] {
        let mut child = desk.command(args).spawn().unwrap();
        drop(child.stdout.take());
        let ran = Ran::from(child.wait_with_output().unwrap());
        assert!(ran.code == Some(0) || ran.code == Some(1), "{args:?}: {:?} {}", ran.code, ran.err);
        assert!(!ran.err.contains("panicked"), "{args:?}: {}", ran.err);
    }
}

#[test]
fn findings_decide_the_exit_code() {
    let desk = Desk::new(&[("a.md", BROKEN.as_bytes())]);
    let cases = [
        ("warning", 1),
        ("error", 1),
        ("linking", 1),
        ("unused-source", 1),
        ("residue,missing-source", 1),
        ("residue", 0),
        ("dropped-citation", 0),
        ("never", 0),
    ];
    for (condition, code) in cases {
        for format in ["text", "full", "concise", "json"] {
            let ran = desk.run(&["--fail-on", condition, "--format", format, "a.md"]);
            assert_eq!(ran.code, Some(code), "{condition} {format}\n{}{}", ran.out, ran.err);
        }
    }
    assert_eq!(desk.run(&["--fail-on", "never", "a.md", "gone.md"]).code, Some(2), "it never hides an unread file");
}

#[test]
fn every_format_shows_the_findings() {
    let desk = Desk::new(&[("a.md", BROKEN.as_bytes())]);
    let shown = |format: &str| desk.run(&["--format", format, "a.md"]).out;
    let text = shown("text");
    assert!(text.contains("2 citations in 2 places · 2 sources, lines 7–9, under “Sources”"), "{text}");
    assert!(text.contains("3:51  [4]  The quay held [4].") && text.contains("1 error, 1 warning"), "{text}");
    assert!(shown("full").contains("[a.md:3:51]"), "{}", shown("full"));
    let concise = shown("concise");
    assert!(concise.starts_with("a.md:3:51: error[missing-source] [4] is cited once"), "{concise}");
    let quiet = desk.run(&["--quiet", "--format", "concise", "a.md"]).out;
    assert_eq!(quiet.lines().count(), 2, "{quiet}");
}

#[test]
fn json_places_what_it_reports() {
    let desk = Desk::new(&[("a.md", BROKEN.as_bytes())]);
    let file = desk.file(&["a.md"]);
    let (missing, unused) = (&file["findings"][0], &file["findings"][1]);
    assert_eq!((missing["rule"].as_str(), missing["key"].as_str()), (Some("missing-source"), Some("4")));
    assert_eq!((missing["start"]["line"].as_u64(), missing["start"]["column"].as_u64()), (Some(3), Some(51)));
    assert_eq!(missing["sentence"], "The quay held [4].");
    assert_eq!(missing["section"], "Tides");
    assert_eq!((unused["rule"].as_str(), unused["entry"].as_u64()), (Some("unused-source"), Some(1)));
    assert_eq!(unused["sentence"], "[2] Quay Board. Yearly report, 2023.");
    assert_eq!(file["lists"][0]["start_line"], 7);
    let moved = Desk::new(&[("a.md", format!("A line more.\n\n{BROKEN}").as_bytes())]).file(&["a.md"]);
    assert_eq!(moved["findings"][0]["fingerprint"], missing["fingerprint"], "it stays when lines move");
}

#[test]
fn the_day_decides_which_dates_lie_ahead() {
    let text = "The tide turned [1].\n\n## Sources\n\n[1] Harbour Office. “Tide tables.” 3 May 2024.\n";
    let desk = Desk::new(&[("a.md", text.as_bytes())]);
    assert_eq!(desk.run(&["check", "--today", "2024-05-03", "a.md"]).code, Some(0));
    let ran = desk.run(&["check", "--today", "2024-05-02", "--format", "concise", "a.md"]);
    assert_eq!(ran.code, Some(1), "{}", ran.out);
    assert!(ran.out.contains("impossible-date"), "{}", ran.out);
    assert_eq!(desk.run(&["check", "--today", "2024-05-32", "a.md"]).code, Some(2));
}
