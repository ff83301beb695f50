//! Settings: each key has an effect, each mistake is shown in its place.

use super::desk::{BROKEN, CLEAN, Desk};

/// What a check prints, one line a finding, without totals.
fn findings(desk: &Desk, args: &[&str]) -> Vec<String> {
    let ran = desk.run(&[&["check", "--quiet", "--show", "info", "--format", "concise"], args].concat());
    assert_eq!(ran.err, "", "{args:?}");
    let rule = |line: &str| Some(line.split_once(": ")?.1.split_once(']')?.0.replace('[', " "));
    ran.out.lines().filter_map(rule).collect()
}

fn with<'a>(settings: &'a str, article: &'a str) -> Desk {
    Desk::new(&[("wellcited.toml", settings.as_bytes()), ("a.md", article.as_bytes())])
}

#[test]
fn rules_are_switched_and_weighed() {
    let off_by_default = "out-of-order-citation";
    let cases: &[(&str, &[&str])] = &[
        ("", &["error missing-source", "warning unused-source"]),
        ("[rules]\nmissing-source = \"off\"", &["warning unused-source"]),
        ("[rules]\nmissing-source = \"info\"", &["info missing-source", "warning unused-source"]),
        ("[rules]\nlinking = \"off\"", &[]),
        (
            "[rules]\nall = \"info\"\nlinking = \"off\"\nsources = \"off\"\nmarkers = \"off\"\nunused-source = \"on\"",
            &["warning unused-source"],
        ),
        ("[rules]\nlinking = \"info\"\nunused-source = \"error\"", &["info missing-source", "error unused-source"]),
    ];
    for (settings, wanted) in cases {
        assert_eq!(findings(&with(settings, BROKEN), &["a.md"]), *wanted, "{settings}");
    }
    let unordered = "The tide rose [2], then it fell [1].\n\n## Sources\n\n[1] Log.\n\n[2] Tide tables.\n";
    assert_eq!(findings(&with("", unordered), &["a.md"]), [""; 0]);
    let on = format!("[rules]\n{off_by_default} = \"warning\"");
    assert_eq!(findings(&with(&on, unordered), &["a.md"]), [format!("warning {off_by_default}")]);
}

#[test]
fn headings_announce_lists() {
    let article =
        "The tide rose [1]. It fell [2].\n\n## What we read\n\n- Harbour log, a book of 1911.\n- Tide tables, 2024.\n";
    let number = |settings: &str| with(settings, article).file(&["a.md"])["lists"].as_array().unwrap().len();
    assert_eq!(number(""), 0);
    assert_eq!(number("list-headings = [\"What We Read:\"]"), 1);
}

#[test]
fn own_domains_are_no_sources() {
    let article =
        "See [the log](https://www.quay.test/log) and [the tables](https://tides.test/tables) of this year.\n";
    let links = |settings: &str| with(settings, article).file(&["a.md"])["links"].as_u64().unwrap();
    assert_eq!((links(""), links("own-domains = [\"quay.test\"]")), (2, 1));
}

#[test]
fn a_language_stands_in_for_one_that_is_not_stated() {
    let language = |article: &str| with("language = \"pt-BR\"", article).file(&["a.md"])["language"].clone();
    assert_eq!(language(CLEAN), "pt-BR");
    assert_eq!(language(&format!("---\nlang: de\n---\n\n{CLEAN}")), "de");
}

#[test]
fn styles_can_be_ignored() {
    let markers = |settings: &str| with(settings, BROKEN).file(&["a.md"])["markers"].as_u64().unwrap();
    assert_eq!(
        (markers(""), markers("ignore-styles = [\"superscript\"]"), markers("ignore-styles = [\"bracket\"]")),
        (2, 2, 0)
    );
}

#[test]
fn a_list_elsewhere_is_not_joined() {
    assert_eq!(findings(&with("list-elsewhere = true", BROKEN), &["a.md"]), [""; 0]);
}

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

#[test]
fn mistakes_are_shown_in_their_place_and_nothing_is_checked() {
    let cases = [
        (
            "[rules]\nunused-sources = \"off\"\n",
            "there is no rule “unused-sources”",
            "did you mean “unused-source”?",
            ":2:1]",
        ),
        ("langauge = \"de\"\n", "there is no setting “langauge”", "did you mean “language”?", ":1:1]"),
        ("[rules]\nunused-source = \"of\"\n", "a rule cannot be “of”", "did you mean “off”?", ":2:18]"),
        (
            "ignore-styles = [\"superscrpt\"]\n",
            "there is no style “superscrpt”",
            "did you mean “superscript”?",
            ":1:19]",
        ),
        ("[[override]]\nfiles = [\"a[\"]\n", "this is no pattern of files", "here", ":2:11]"),
        ("[[override]]\nrules.linking = \"off\"\n", "missing field `files`", "here", ":1:1]"),
        (
            "[[ignore]]\nfiles = [\"*\"]\nrules = [\"no-rule-at-all\"]\nreason = \"\"\n",
            "there is no rule “no-rule-at-all”",
            "here",
            ":3:11]",
        ),
        ("language = [\n", "", "here", "wellcited.toml:"),
    ];
    for (settings, message, label, place) in cases {
        let ran = with(settings, BROKEN).run(&["a.md"]);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{settings}");
        for part in [message, label, place, "No file was checked."] {
            assert!(ran.err.contains(part), "{settings}{part}\n{}", ran.err);
        }
    }
    let desk = with("", BROKEN);
    for (setting, part) in
        [("rules.unused-source=off", "a value needs quotes"), ("no/such.toml", "there is no file “no/such.toml”")]
    {
        let ran = desk.run(&["--config", setting, "a.md"]);
        assert!(ran.code == Some(2) && ran.err.contains(part), "{}", ran.err);
    }
}

#[test]
fn config_says_what_holds_and_why() {
    let desk = with("language = \"de\"\n\n[rules]\nlinking = \"info\"\n", CLEAN);
    let shown = desk.run(&["config", "--config", "rules.unused-source=\"off\"", "a.md"]).out;
    let line = |name: &str| {
        shown.lines().find(|l| l.starts_with(name)).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(line("language"), "language = \"de\" # wellcited.toml:1");
    assert_eq!(line("missing-source"), "missing-source = \"info\" # wellcited.toml:4");
    assert_eq!(line("unused-source"), "unused-source = \"off\" # command line");
    assert_eq!(line("own-domains"), "own-domains = [] # default");
    let again = Desk::new(&[("wellcited.toml", shown.replace("language = \"de\"", "language = \"fr\"").as_bytes())]);
    assert!(again.run(&["config"]).out.contains("language = \"fr\""), "what is shown is a file of settings");
    let schema: serde_json::Value = desk.run(&["config", "schema"]).json();
    assert!(schema["properties"]["rules"]["properties"]["missing-source"].is_object());
}

#[test]
fn init_writes_a_file_that_holds_and_never_twice() {
    let article = format!("---\nlang: nl\n---\n\n{CLEAN}");
    let sites: &[(&str, &str, &str)] = &[
        ("hugo.toml", "Hugo", "public"),
        ("_config.yml", "Jekyll", "_site"),
        ("_quarto.yml", "Quarto", "_book"),
        ("conf.py", "Sphinx", "_build"),
        ("docusaurus.config.js", "MDX", "node_modules"),
        ("wp-content/x.txt", "WordPress", "wp-content"),
    ];
    for (sign, name, built) in sites {
        let hidden = format!("{built}/page.md");
        let desk =
            Desk::new(&[(sign, b""), ("a.md", article.as_bytes()), ("b.md", CLEAN.as_bytes()), (&hidden, b"x [9].\n")]);
        let ran = desk.run(&["init"]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        assert!(
            ran.out.contains(name) && ran.out.contains("2 articles were read; 2 cite. Styles: bracket in 2."),
            "{}",
            ran.out
        );
        let shown = desk.run(&["config"]).out;
        assert!(shown.contains("language = \"nl\""), "{shown}");
        assert_eq!(desk.paths(&["."]).0, ["a.md", "b.md"]);
        let again = desk.run(&["init"]);
        assert!(again.code == Some(2) && again.err.contains("is there already"), "{}", again.err);
    }
    let text = Desk::new(&[]);
    text.run(&["init"]);
    let written = std::fs::read_to_string(text.path().join("wellcited.toml")).unwrap();
    let taken_up: String = written
        .lines()
        .map(|l| l.strip_prefix("# ").filter(|l| is_setting(l)).unwrap_or(l))
        .fold(String::new(), |a, l| a + l + "\n");
    let desk = Desk::new(&[("wellcited.toml", taken_up.as_bytes()), ("chapter.md", b"x"), ("sources.md", b"x")]);
    let ran = desk.run(&["config"]);
    assert_eq!(ran.code, Some(0), "what is proposed can be taken up\n{taken_up}{}", ran.err);
}

fn is_setting(line: &str) -> bool {
    line.contains(" = ") || line.starts_with("[[")
}

#[test]
fn the_example_of_the_front_page_holds() {
    let page = include_str!("../../README.md");
    let example = page.split_once("```toml\n").unwrap().1.split_once("```").unwrap().0;
    let desk = with(example, CLEAN);
    let ran = desk.run(&["config", "a.md"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    for part in ["missing-source = \"error\"", "numbering-gap = \"off\"", "language = \"de\""] {
        assert!(ran.out.contains(part), "{part}\n{}", ran.out);
    }
}
