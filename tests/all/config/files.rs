//! Which files are read, as one or each by itself, and which settings hold for them.

use super::{findings, with};
use crate::desk::{BROKEN, CLEAN, Desk};

#[test]
fn folders_are_searched_without_what_is_excluded() {
    let files: &[(&str, &[u8])] = &[
        ("wellcited.toml", b"exclude = [\"drafts\", \"*.html\"]"),
        ("a.md", CLEAN.as_bytes()),
        ("drafts/b.md", BROKEN.as_bytes()),
        ("c.html", b"<p>x"),
    ];
    let desk = Desk::new(files);
    assert_eq!(desk.paths(&["."]).0, ["a.md"]);
    assert_eq!(desk.paths(&["drafts/b.md"]).0, ["drafts/b.md"], "what is named is read");
    assert!(desk.run(&["."]).out.contains("3 files = 1 without + 2 excluded."), "{}", desk.run(&["."]).out);
    assert_eq!(desk.run(&["check", "--format", "json", "."]).json()["summary"]["by_status"]["excluded"], 2);
    assert_eq!(desk.run(&["drafts"]).code, Some(2), "nothing is left");
    assert_eq!(desk.run(&["check", "--show-files", "."]).out, "a.md  (wellcited.toml)\n");
}

#[test]
fn what_is_named_is_left_out_on_request() {
    let files: &[(&str, &[u8])] = &[
        ("wellcited.toml", b"exclude = [\"drafts\"]"),
        ("a.md", BROKEN.as_bytes()),
        ("drafts/b.md", BROKEN.as_bytes()),
    ];
    let desk = Desk::new(files);
    assert_eq!(desk.paths(&["--force-exclude", "a.md", "drafts/b.md"]).0, ["a.md"]);
    // A hook that names only what is excluded must pass.
    let ran = desk.run(&["check", "--force-exclude", "drafts/b.md"]);
    let said = "1 file = 1 excluded.\nNothing was checked.\n";
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (Some(0), said, ""));
    let ran = desk.run(&["check", "drafts"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.starts_with("error: the settings exclude every file"), "{}", ran.err);
}

#[test]
fn some_files_have_settings_of_their_own() {
    let settings = "rules.linking = \"info\"\n[[override]]\nfiles = [\"drafts\"]\nrules.missing-source = \"off\"\n\
        [[override]]\nfiles = [\"drafts/late/*.md\"]\nlist-elsewhere = true\n";
    let files = ["a.md", "drafts/b.md", "drafts/late/c.md"];
    let mut all: Vec<(&str, &[u8])> = files.iter().map(|name| (*name, BROKEN.as_bytes())).collect();
    all.push(("wellcited.toml", settings.as_bytes()));
    let desk = Desk::new(&all);
    assert_eq!(findings(&desk, &["a.md"]), ["info missing-source", "info unused-source"]);
    assert_eq!(findings(&desk, &["drafts/b.md"]), ["info unused-source"]);
    assert_eq!(findings(&desk, &["drafts/late/c.md"]), [""; 0]);
    assert_eq!(findings(&desk, &["."]).len(), 3);
}

#[test]
fn findings_are_accepted_by_path_and_fingerprint() {
    let desk = with("", BROKEN);
    let print = desk.file(&["a.md"])["findings"][0]["fingerprint"].as_str().unwrap().to_owned();
    let cases = [
        (format!("files = [\"a.md\"]\nfingerprints = [\"{print}\"]\n"), &["warning unused-source"] as &[&str], 1),
        ("files = [\"*.md\"]\nrules = [\"unused-source\"]\n".into(), &["error missing-source"], 1),
        ("files = [\"*.md\"]\nrules = [\"linking\"]\n".into(), &[], 2),
        ("files = [\"a.md\"]\n".into(), &[], 2),
        ("files = [\"b.md\"]\n".into(), &["error missing-source", "warning unused-source"], 0),
    ];
    for (ignore, wanted, suppressed) in cases {
        let settings = format!("[[ignore]]\n{ignore}reason = \"printed so\"\n");
        let desk = with(&settings, BROKEN);
        assert_eq!(findings(&desk, &["a.md"]), *wanted, "{ignore}");
        let report = desk.run(&["check", "--format", "json", "a.md"]).json();
        assert_eq!(report["summary"]["suppressed"], suppressed, "{ignore}");
    }
}

#[test]
fn several_files_are_one_article() {
    let chapter = "---\ntitle: Ferries\n---\n\nThe tide rose [1]. It fell [2], and rose [9].\n";
    let sources = "---\ntitle: Sources\n---\n\n## Sources\n\n[1] Harbour log.\n\n[2] Tide tables.\n\n[3] Quay board.\n";
    let files: &[(&str, &[u8])] = &[
        ("book/wellcited.toml", b"[[document]]\nfiles = [\"one.md\", \"../book/two.md\", \"sources.md\"]\n"),
        ("book/one.md", chapter.as_bytes()),
        (
            "book/two.md",
            "\u{feff}Größe: nothing was left of it [1].\n\n<!-- wellcited-ignore missing-source -->\nNor here [8].\n"
                .as_bytes(),
        ),
        ("book/sources.md", sources.as_bytes()),
    ];
    let desk = Desk::new(files);
    assert_eq!(findings(&desk, &["book/one.md"]), ["error missing-source"]);
    assert_eq!(findings(&desk, &["book/two.md"]), [""; 0]);
    assert_eq!(findings(&desk, &["book/sources.md"]), ["warning cut-source-list", "warning unused-source"]);
    let report = desk.run(&["check", "--format", "json", "book"]).json();
    let field = |name: &str| report["files"].as_array().unwrap().iter().map(|f| f[name].clone()).collect::<Vec<_>>();
    assert_eq!(field("path"), ["book/one.md", "book/sources.md", "book/two.md"]);
    assert_eq!(
        (field("markers"), field("entries")),
        (vec![3.into(), 0.into(), 2.into()], vec![0.into(), 3.into(), 0.into()])
    );
    assert_eq!((&field("title")[0], &report["summary"]["suppressed"]), (&"Ferries".into(), &1.into()));
    let missing = &report["files"][0]["findings"][0];
    let at = chapter.find("9]").unwrap();
    assert_eq!((&missing["start"]["line"], &missing["span"]["start"]), (&5.into(), &at.into()));
    let unused = &report["files"][1]["findings"][1];
    assert_eq!((&unused["entry"], &unused["list"], &unused["start"]["line"]), (&2.into(), &0.into(), &11.into()));

    let mixed = Desk::new(&[
        ("wellcited.toml", b"[[document]]\nfiles = [\"a.md\", \"b.html\"]\n"),
        ("a.md", CLEAN.as_bytes()),
        ("b.html", b"<p>x</p>"),
    ]);
    let ran = mixed.run(&["a.md"]);
    assert!(ran.code == Some(2) && ran.err.contains("a file of another format"), "{}", ran.err);
}

#[test]
fn the_nearest_file_holds_and_the_command_line_is_stronger() {
    let off = "[rules]\nlinking = \"off\"\n";
    let files: &[(&str, &[u8])] = &[
        (".wellcited.toml", off.as_bytes()),
        ("a.md", BROKEN.as_bytes()),
        ("in/deep/a.md", BROKEN.as_bytes()),
        ("project/pyproject.toml", b"[project]\nname = \"x\"\n[tool.wellcited.rules]\nunused-source = \"off\"\n"),
        ("project/a.md", BROKEN.as_bytes()),
        ("plain/pyproject.toml", b"[project]\nname = \"x\"\n"),
        ("plain/a.md", BROKEN.as_bytes()),
        ("other.toml", b"[rules]\nmissing-source = \"off\"\n"),
    ];
    let desk = Desk::new(files);
    let both: &[&str] = &["error missing-source", "warning unused-source"];
    let cases: &[(&[&str], &[&str])] = &[
        (&["a.md"], &[]),
        (&["in/deep/a.md"], &[]),
        (&["in/../in/deep/a.md"], &[]),
        (&["project/a.md"], &["error missing-source"]),
        (&["plain/a.md"], &[]),
        (&["--isolated", "a.md"], both),
        (&["--config", "other.toml", "a.md"], &["warning unused-source"]),
        (&["--config", "rules.linking=\"on\"", "a.md"], both),
        (
            &["--config", "rules.linking=\"on\"", "--config", "rules.unused-source=\"info\"", "a.md"],
            &["error missing-source", "info unused-source"],
        ),
        (&["--isolated", "--config", "rules.missing-source=\"off\"", "a.md"], &["warning unused-source"]),
    ];
    for (args, wanted) in cases {
        assert_eq!(findings(&desk, args), *wanted, "{args:?}");
    }
}
