//! What silences findings: comments of every format, and baselines.

use super::desk::{BROKEN, CLEAN, Desk};

/// How many citations without a source are reported in an article, and how many findings are suppressed.
fn counts(name: &str, text: &str) -> (u64, u64) {
    let report = Desk::new(&[(name, text.as_bytes())]).run(&["check", "--format", "json", name]).json();
    let findings = report["files"][0]["findings"].as_array().unwrap().iter();
    let missing = findings.filter(|f| f["rule"] == "missing-source").count() as u64;
    (missing, report["summary"]["suppressed"].as_u64().unwrap())
}

const LIST: &str = "\n\nSources\n-------\n\n[1] Harbour log, 1911.\n";

#[test]
fn every_format_has_its_comment() {
    let body = "Nobody crossed in winter [2].";
    let cases = [
        ("a.md", "<!-- wellcited-ignore missing-source: lost -->\n"),
        ("a.md", "<!-- wellcited-ignore missing-source: lost -->\n\n"),
        ("a.md", "[//]: # (wellcited-ignore missing-source: lost)\n\n"),
        ("a.md", "[//]: # \"wellcited-ignore missing-source: lost\"\n\n"),
        ("a.mdx", "{/* wellcited-ignore missing-source: lost */}\n\n"),
        ("a.rst", ".. wellcited-ignore missing-source: lost\n\n"),
        ("a.adoc", "// wellcited-ignore missing-source: lost\n"),
        ("a.txt", "wellcited-ignore: missing-source: lost\n"),
        ("a.txt", "wellcited-ignore: missing-source: lost\n\n"),
    ];
    for (name, comment) in cases {
        let front = "The ferry ran twice a day [1].\n\n";
        let list = if name == "a.adoc" { LIST.replace("Sources\n-------", "== Sources") } else { LIST.to_owned() };
        assert_eq!(counts(name, &format!("{front}{body}{list}")), (1, 0), "{name}");
        assert_eq!(counts(name, &format!("{front}{comment}{body}{list}")), (0, 1), "{name} {comment}");
        assert_eq!(counts(name, &format!("{comment}The ferry ran [1].\n\n{body}{list}")).1, 0, "{name} {comment}");
    }
    let page = |comment: &str| {
        format!("<p>The ferry ran [1].</p>{comment}<p>{body}</p><h2>Sources</h2><p>[1] Harbour log.</p>")
    };
    assert_eq!(counts("a.html", &page("")), (1, 0));
    assert_eq!(counts("a.html", &page("<!-- wellcited-ignore missing-source: lost -->")), (0, 1));
}

#[test]
fn comments_reach_as_far_as_they_say() {
    let article = |a: &str, b: &str, c: &str| {
        format!("{a}The ferry ran [2]. {b}\n\nIce lay on the quay [3]. {c}\n\nMail came [4], [1].{LIST}")
    };
    assert_eq!(counts("a.md", &article("", "", "")), (3, 0));
    assert_eq!(counts("a.md", &article("", "<!-- wellcited-ignore-line missing-source -->", "")), (2, 1));
    assert_eq!(counts("a.md", &article("<!-- wellcited-ignore-line all -->\n", "", "")), (2, 1));
    assert_eq!(counts("a.md", &article("", "<!-- wellcited-disable missing-source -->", "")), (1, 2));
    let ended =
        article("<!-- wellcited-disable missing-source -->\n\n", "", "<!-- wellcited-enable missing-source -->");
    assert_eq!(counts("a.md", &ended), (1, 2));
    assert_eq!(counts("a.md", &article("<!-- wellcited-ignore-file missing-source: all lost -->\n\n", "", "")), (0, 3));
    // A whole list is one block.
    let list = "<!-- wellcited-ignore missing-source: lost -->\n\n- Ice lay on the quay [3].\n- Mail came [4].\n\nIt ran [1], [5].";
    assert_eq!(counts("a.md", &format!("{list}{LIST}")), (1, 2));
    // One of two places is silenced: the other stays.
    let twice = "<!-- wellcited-ignore missing-source: lost -->\nThe ferry ran [2].\n\nIt ran again [2], [1].";
    assert_eq!(counts("a.md", &format!("{twice}{LIST}")), (1, 0));
}

#[test]
fn what_is_suppressed_is_counted() {
    let article = format!("<!-- wellcited-ignore-file all: a specimen -->\n\n{BROKEN}");
    let desk = Desk::new(&[("a.md", article.as_bytes())]);
    let ran = desk.run(&["a.md"]);
    assert!(ran.code == Some(0) && ran.out.contains("No findings, 2 suppressed."), "{}", ran.out);
    let concise = desk.run(&["--format", "concise", "a.md"]).out;
    assert!(concise.contains("2 suppressed"), "{concise}");
}

#[test]
fn a_baseline_keeps_old_findings_quiet_and_new_ones_loud() {
    let desk = Desk::new(&[("a.md", BROKEN.as_bytes()), ("b.md", BROKEN.as_bytes())]);
    let check = |args: &[&str]| desk.run(&[&["check", "--baseline", "known.json"], args].concat());
    assert_eq!(check(&["."]).code, Some(2), "there is none yet");
    let first = check(&["--update-baseline", "."]);
    assert!(first.code == Some(0) && first.out.contains("4 in the baseline"), "{}", first.out);
    assert_eq!(check(&["."]).code, Some(0));
    assert_eq!(check(&["./a.md"]).code, Some(0), "a path may be written in another way");
    let summary = |args: &[&str]| check(&[&["--format", "json"], args].concat()).json()["summary"].clone();
    assert_eq!((summary(&["."])["baselined"].clone(), summary(&["."])["errors"].clone()), (4.into(), 0.into()));

    // Moved: still known. New: loud.
    let moved = BROKEN.replace("# Tides\n", "# Tides\n\nA calm day passed, and nothing was written down.\n");
    std::fs::write(desk.path().join("a.md"), &moved).unwrap();
    assert_eq!(check(&["."]).code, Some(0));
    std::fs::write(desk.path().join("a.md"), moved.replace("calm day", "calm day [7]")).unwrap();
    assert_eq!((check(&["."]).code, summary(&["."])["errors"].clone()), (Some(1), 1.into()));

    // Mended: said, and forgotten by the next update; what was not checked stays.
    std::fs::write(desk.path().join("a.md"), CLEAN).unwrap();
    let ran = check(&["."]);
    assert!(ran.out.contains("2 in the baseline (2 more there are resolved)"), "{}", ran.out);
    check(&["--update-baseline", "a.md"]);
    let known = std::fs::read_to_string(desk.path().join("known.json")).unwrap();
    assert!(!known.contains("a.md") && known.contains("b.md"), "{known}");

    std::fs::write(desk.path().join("known.json"), "{}").unwrap();
    assert_eq!(check(&["."]).code, Some(2), "a file of another kind is refused");
}

#[test]
fn an_old_site_is_shown_the_way_out() {
    let article = BROKEN.as_bytes();
    let names: Vec<String> = (0..20).map(|i| format!("old {i}.md")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), article)).collect();
    let desk = Desk::new(&files);
    let out = desk.run(&["--width", "120", "old 1.md", "."]).out;
    let command = out.lines().last().unwrap().trim();
    assert_eq!(command, "wellcited --width 120 'old 1.md' . --baseline wellcited-baseline.json --update-baseline");
    assert!(!desk.run(&["old 1.md"]).out.contains("--update-baseline"), "two findings are no flood");
}

#[test]
fn statistics_add_up() {
    let desk = Desk::new(&[("a.md", BROKEN.as_bytes()), ("b.md", CLEAN.as_bytes()), ("c.md", b"Nothing.\n")]);
    let ran = desk.run(&["check", "--statistics", "."]);
    assert_eq!(ran.code, Some(1));
    for part in [
        "2 findings (1 error, 1 warning, 0 notes) = 0 fixable safely + 1 on request + 1 by hand",
        "3 files = 1 with findings + 1 without + 1 without citations.",
        "3 citations = 2 with a source + 1 without. 3 sources = 2 cited + 1 uncited; 3 without an address.",
    ] {
        assert!(ran.out.replace('\n', " ").contains(part), "{part}\n{}", ran.out);
    }
}

#[test]
fn shells_and_manuals_are_served() {
    let desk = Desk::new(&[]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = desk.run(&["completions", shell]);
        assert!(ran.code == Some(0) && ran.out.contains("update-baseline"), "{shell}");
    }
    for shell in ["bash", "fish", "zsh"] {
        let script = desk.run(&["completions", shell]).out;
        for name in ["dropped-citation", "residue", "never"] {
            assert!(script.contains(name), "{shell} does not know {name}");
        }
    }
    assert!(desk.run(&["man"]).out.contains(".TH wellcited 1"));
}
