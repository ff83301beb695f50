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
fn every_style_can_be_forced() {
    let articles = [
        ("bracket", "a.txt", "The tide rose [3] and fell.\n"),
        ("nested", "a.txt", "The tide rose [[3], [4]] and fell.\n"),
        ("lenticular", "a.txt", "The tide rose 【3】 and fell.\n"),
        ("superscript", "a.html", "<p>The tide rose<sup>3</sup> and fell.</p>\n"),
        ("linked", "a.html", "<p>The tide rose <a href=\"https://tide-tables.org/3\">3</a> and fell.</p>\n"),
        ("footnote", "a.txt", "The tide rose[^3] and fell.\n"),
        ("label", "a.txt", "The tide rose [Hale98] and fell.\n"),
        ("citekey", "a.md", "The tide rose, says @hale and [@moss].\n"),
        ("restructured", "a.txt", "The tide rose [3]_ and fell.\n"),
        ("parenthesis", "a.txt", "The tide rose (3) and fell.\n"),
    ];
    let names: Vec<&str> = articles.iter().map(|(style, ..)| *style).collect();
    assert_eq!(names, wellcited::cite::Style::ALL.map(wellcited::cite::Style::name));
    for (style, path, text) in articles {
        let markers = |settings: &str| {
            let desk = Desk::new(&[("wellcited.toml", settings.as_bytes()), (path, text.as_bytes())]);
            desk.file(&[path])["markers"].as_u64().unwrap()
        };
        assert_eq!(markers(""), 0, "{style}");
        assert!(markers(&format!("read-styles = [\"{style}\"]")) > 0, "{style}");
    }
}

#[test]
fn numbers_in_round_brackets_cite_where_nothing_else_does() {
    let text = "Bats came (1). Counts doubled (2,3), says the trust (4). We saw n (2) of them.\n\n## Sources\n\n\
        1. Barn log.\n2. Night log.\n3. Moth log.\n";
    let found = |settings: &str| findings(&with(settings, text), &["a.md"]);
    assert_eq!(found(""), ["error missing-source"]);
    assert_eq!(found("ignore-styles = [\"parenthesis\"]"), ["info uncited-source-list"]);
}

#[test]
fn a_list_elsewhere_is_not_joined() {
    assert_eq!(findings(&with("list-elsewhere = true", BROKEN), &["a.md"]), [""; 0]);
}

#[test]
fn selectors_say_what_is_read() {
    let page = "<nav class=side><p>See also [7] and [8].</p></nav><div class=menu><p>Related [9].</p></div>\
        <div class=story><p>The tide rose [1]. It fell [2].</p>\
        <div class=box><p>Harbour log, a book of 1911.</p><p>Tide tables, 2024.</p></div></div>";
    let report = |settings: &str| {
        Desk::new(&[("wellcited.toml", settings.as_bytes()), ("a.html", page.as_bytes())]).file(&["a.html"])
    };
    let counts = |settings: &str| {
        let file = report(settings);
        (file["markers"].as_u64().unwrap(), file["lists"].as_array().unwrap().len(), file["entries"].as_u64().unwrap())
    };
    assert_eq!(counts(""), (0, 0, 0), "three numbers without a list are no citations");
    assert_eq!(counts("list-selectors = [\"div.story > .box\"]").1, 1);
    assert_eq!(counts("list-selectors = [\"div.story > .box\"]").2, 2);
    let labelled = page.replace("<p>Harbour", "<p>[1] Harbour").replace("<p>Tide", "<p>[2] Tide");
    let desk = |settings: &str| Desk::new(&[("wellcited.toml", settings.as_bytes()), ("a.html", labelled.as_bytes())]);
    assert_eq!(findings(&desk(""), &["a.html"]), ["error missing-source"], "the menu is read as text");
    assert_eq!(findings(&desk("body-selectors = [\".story\"]"), &["a.html"]), [""; 0]);
}

#[test]
fn a_selector_that_fits_nothing_is_named() {
    let settings = "body-selectors = [\"main\", \".story\"]\nlist-selectors = [\"ol.refs\"]";
    let page = "<div class=story><p>The tide rose.</p></div>";
    let desk = Desk::new(&[("wellcited.toml", settings.as_bytes()), ("a.html", page.as_bytes())]);
    assert_eq!(desk.file(&["a.html"])["unmatched_selectors"], serde_json::json!(["main", "ol.refs"]));
    let text = desk.run(&["a.html"]).out;
    assert!(text.contains("nothing on this page fits “main” (body-selectors)"), "{text}");
    let whole = Desk::new(&[("wellcited.toml", b"body-selectors = [\"main\"]"), ("a.html", page.as_bytes())]);
    assert_eq!(whole.file(&["a.html"])["unmatched_selectors"], serde_json::json!(["main"]));
    assert!(
        desk.file(&["--config", "body-selectors=[]", "--config", "list-selectors=[]", "a.html"])["unmatched_selectors"]
            .is_null()
    );
}

#[test]
fn front_matter_names_where_keys_are_defined() {
    let article = |named: &str| {
        format!(
            "---\ntitle: The weir\n{named}\n---\n\nAs @hale1998 [p. 3] says, it broke [@moss2004; @quay1911].\n\nAsk desk@weir.org.\n"
        )
    };
    let desk = |named: &str| {
        Desk::new(&[
            ("post/a.md", article(named).as_bytes()),
            ("post/refs.bib", BIB.as_bytes()),
            ("post/bad.bib", b"@article{x, title = {"),
        ])
    };
    for named in ["bibliography: refs.bib", "bibliography: [refs.bib]", "bibliography:\n  - refs.bib"] {
        assert_eq!(findings(&desk(named), &["post/a.md"]), ["error missing-source"], "{named}");
        assert_eq!(desk(named).file(&["post/a.md"])["markers"], 2, "{named}");
    }
    for (named, why) in
        [("bibliography: lost.bib", "there is no such file"), ("bibliography: [refs.bib, bad.bib]", "line 1")]
    {
        let desk = desk(named);
        assert_eq!(findings(&desk, &["post/a.md"]), [""; 0], "{named}");
        let ran = desk.run(&["post/a.md"]);
        assert_eq!(ran.code, Some(0), "{}", ran.out);
        let text = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains("line 3 names the sources in") && text.contains(why), "{text}");
        assert!(text.contains("keys of letters were not checked"), "{text}");
    }
    let handles = with("", "Ask @janedoe or @moss2004.\n").file(&["a.md"]);
    assert_eq!(handles["markers"], 0, "without a bibliography they are people");
}

const BIB: &str = "@article{hale1998,\n  title = {The weir},\n}\n@book{moss2004, title = {The mill}}\n";

#[test]
fn keys_are_looked_for_in_a_bibliography() {
    let article = "---\nbibliography: refs.bib\n---\n\nThe weir broke [@hale1998]. It was mended [@moss2005; @moss2004].\n\
        Nobody paid [@quay1911, p. 3], as [@fig-weir] shows.[^1]\n\n[^1]: In coin.\n";
    let csl = br#"[{"id": "hale1998", "type": "book"}, {"id": "moss2004"}]"#;
    let desk = |settings: &str| {
        Desk::new(&[
            ("wellcited.toml", settings.as_bytes()),
            ("refs.bib", BIB.as_bytes()),
            ("refs.json", csl),
            ("in/a.md", article.as_bytes()),
        ])
    };
    assert_eq!(findings(&desk(""), &["in/a.md"]), [""; 0], "the list is made when the page is built");
    for settings in ["bibliography = [\"refs.bib\"]", "bibliography = [\"refs.json\"]"] {
        let desk = desk(settings);
        assert_eq!(findings(&desk, &["in/a.md"]), ["error missing-source"; 2], "{settings}");
        let file = desk.file(&["in/a.md"]);
        let messages: Vec<&str> =
            file["findings"].as_array().unwrap().iter().map(|f| f["message"].as_str().unwrap()).collect();
        let name = &settings[settings.find("refs").unwrap()..settings.len() - 2];
        assert_eq!(
            messages,
            [
                format!("[@moss2005] is cited once and is not in {name}"),
                format!("[@quay1911] is cited once and is not in {name}")
            ]
        );
        let page = desk.run(&["in/a.md"]).out;
        assert!(page.contains(&format!("sources with a key of letters are looked up in {name}")), "{page}");
    }
    let slip = article.replace("@hale1998", "@halle1998");
    let desk = Desk::new(&[
        ("wellcited.toml", b"bibliography = [\"refs.bib\"]"),
        ("refs.bib", BIB.as_bytes()),
        ("a.md", slip.as_bytes()),
    ]);
    assert_eq!(desk.file(&["a.md"])["findings"][0]["message"], "[@halle1998] is cited; refs.bib has [@hale1998]");
    desk.run(&["--fix", "--unsafe-fixes", "a.md"]);
    let mended = std::fs::read_to_string(desk.path().join("a.md")).unwrap();
    assert_eq!(mended, article, "a near miss is made alike on request");
}

#[test]
fn sites_are_denied_and_allowed() {
    let article = "The tide rose [1]. It fell [2], [3].\n\n## Sources\n\n\
        [1] Harbour log. <https://blog.quay.test/log>\n\n[2] Tides. <https://tides.test/tables>\n\n\
        [3] Own work. <https://own.test/board>\n";
    let denied = "[[deny-domains]]\ndomains = [\"quay.test\"]\nreason = \"hearsay\"\n";
    let allowed = "[[allow-domains]]\ndomains = [\"own.test\", \"www.quay.test\"]\nreason = \"see the handbook\"\n";
    let messages = |settings: &str| {
        let file = with(settings, article).file(&["a.md"]);
        let found = file["findings"].as_array().unwrap().iter().filter(|f| f["rule"] == "disallowed-domain");
        found.map(|f| f["message"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(messages(""), [""; 0]);
    assert_eq!(messages(denied), ["blog.quay.test is not accepted as a source here: hearsay"]);
    let other = "tides.test is not among the sites that are accepted here: see the handbook";
    assert_eq!(messages(allowed), [other]);
    assert_eq!(messages(&format!("{denied}{allowed}")).len(), 2, "where both name a site it is denied");
    let some = format!("{denied}[[override]]\nfiles = [\"a.md\"]\ndeny-domains = []\n");
    assert_eq!(messages(&some), [""; 0]);
}

#[test]
fn fields_can_be_required() {
    let article = "The tide rose [1]. It fell [2].\n\n## References\n\n[1] Harbour log.\n";
    let article = format!("{article}\n## Sources\n\n[2] Tide tables.\n");
    let found = |settings: &str| findings(&with(settings, &article), &["a.md"]);
    assert_eq!(found(""), [""; 0]);
    let date = "warning missing-date";
    assert_eq!(found("required-fields = [\"date\"]"), [date; 2], "one for each list");
    assert_eq!(found("required-fields = [\"date\"]\nrules.missing-date = \"info\""), ["info missing-date"; 2]);
    let some = "required-fields = [\"date\", \"url\"]\n[[override]]\nfiles = [\"*.md\"]\nrequired-fields = [\"url\"]";
    assert_eq!(found(some), ["warning missing-url"; 2]);
}

/// An article in which each option of a rule makes a difference, and what is found with and without it.
#[test]
fn options_change_what_a_rule_finds() {
    let quoted = "“Four words of it,” she said. It rose [1].\n\n## Sources\n\n[1] Log.\n";
    let section = "It rose [1].\n\n## Boats\n\nThe boats came in one after another.\n\n## Sources\n\n[1] Log.\n";
    let thrice = "It rose [1]. It fell [1]. It rose [1].\n\n## Sources\n\n[1] Log.\n";
    let paragraphs = format!(
        "It rose and fell again that day [1].\n\n{}## Sources\n\n[1] Log.\n",
        "The boats came in one by one.\n\n".repeat(3)
    );
    let sources = "It rose [1]. It fell [2].\n\n## Sources\n\n[1] Staff reports, 2024\n\n\
        [2] “Log of the quay.” <https://wiki.house.test/log>\n";
    let untitled = "It rose [1].\n\n## Sources\n\n[1] Quay Board, 2024.\n";
    let cases: &[(&str, &str, &str, bool)] = &[
        ("uncited-quotation", "words = 4", quoted, true),
        ("uncited-quotation", "words = 5", quoted, false),
        ("uncited-section", "words = 7", section, true),
        ("uncited-section", "words = 8", section, false),
        ("single-source", "citations = 3", thrice, true),
        ("single-source", "citations = 4", thrice, false),
        ("low-coverage", "words = 5", &paragraphs, true),
        ("low-coverage", "words = 5\nleast = 0.25", &paragraphs, false),
        ("low-coverage", "words = 5\nleast = 1", &paragraphs, true),
        ("vague-source", "", sources, false),
        ("vague-source", "phrases = [\"Staff Reports\"]", sources, true),
        ("private-url", "", sources, false),
        ("private-url", "hosts = [\"house.test\"]", sources, true),
        ("missing-author", "lists = [\"Sources:\"]", sources, true),
        ("missing-author", "lists = [\"Press\"]", sources, false),
        ("missing-title", "lists = [\"SOURCES\"]", untitled, true),
        ("missing-title", "lists = [\"Press\"]", untitled, false),
        ("missing-date", "lists = [\"sources\"]", sources, true),
        ("missing-date", "lists = [\"Press\"]", sources, false),
        ("missing-url", "lists = [\"sources\"]", sources, true),
        ("missing-url", "lists = [\"Press\"]", sources, false),
    ];
    for (rule, options, article, fires) in cases {
        let settings = format!("[rules]\nall = \"off\"\n{rule} = \"on\"\n[options.{rule}]\n{options}\n");
        let found = findings(&with(&settings, article), &["a.md"]);
        assert_eq!(!found.is_empty(), *fires, "{rule} {options}: {found:?}");
    }
    let page = "<p>It rose <a href='#made-1'>[1]</a>, <a href='#r2'>[2]</a>.</p><h2>Sources</h2><p>[1] Log.</p><p id=r2>[2] Tables.</p>";
    for (options, number) in [("", 1), ("options.broken-anchor.made-by-script = [\"made-*\"]", 0)] {
        let desk = Desk::new(&[("wellcited.toml", options.as_bytes()), ("a.html", page.as_bytes())]);
        assert_eq!(findings(&desk, &["a.html"]).len(), number, "{options}");
    }
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
        ("body-selectors = [\"main + p\"]\n", "only descendants", "here", ":1:25]"),
        ("list-selectors = [\"ol\", \"li:first-child\"]\n", "cannot be told while", "here", ":1:28]"),
        ("bibliography = [\"no.bib\"]\n", "the sources in “no.bib” cannot be read", "here", ":1:18]"),
        ("bibliography = [\"a.md\"]\n", "it is of no kind that is known", "here", ":1:18]"),
        ("required-fields = [\"datum\"]\n", "a source has no field “datum”", "did you mean “date”?", ":1:21]"),
        (
            "[[deny-domains]]\ndomains = [\"https://quay.test\"]\nreason = \"x\"\n",
            "“https://quay.test” is no domain",
            "here",
            ":2:13]",
        ),
        ("[[deny-domains]]\ndomains = [\"quay.test\"]\n", "missing field `reason`", "here", ":1:1]"),
        (
            "[options.low-coverag]\nleast = 1\n",
            "there is no rule “low-coverag”",
            "did you mean “low-coverage”?",
            ":1:10]",
        ),
        ("[options.low-coverage]\nleats = 1\n", "low-coverage has no option “leats”", "did you mean “least”?", ":2:1]"),
        ("[options.low-coverage]\nleast = 2\n", "“least” must be a share from 0 to 1", "here", ":2:9]"),
        ("[options.low-coverage]\nwords = -1\n", "“words” must be a whole number", "here", ":2:9]"),
        ("options.vague-source.phrases = [1]\n", "must be a list of words", "here", ":1:32]"),
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
    let files: &[(&str, &[u8])] = &[
        ("wellcited.toml", b"exclude = [\"x\"]\n[[document]]\nfiles = [\"a.md\", \"b.md\"]\n"),
        ("a.md", b""),
        ("b.md", b""),
    ];
    let more = Desk::new(files).run(&["config", "a.md"]).out;
    assert!(more.contains("exclude = [\"x\"]") && more.contains("[[document]]"), "{more}");
    let again = Desk::new(&[("wellcited.toml", shown.replace("language = \"de\"", "language = \"fr\"").as_bytes())]);
    assert!(again.run(&["config"]).out.contains("language = \"fr\""), "what is shown is a file of settings");
    let schema: serde_json::Value = desk.run(&["config", "schema"]).json();
    assert!(schema["properties"]["rules"]["properties"]["missing-source"].is_object());
}

/// One setting of each kind that a file may hold.
const EVERYTHING: &str = r#"
deny-domains = [{ domains = ["quay.test"], reason = "it prints what it hears" }]
allow-domains = [{ domains = ["tides.test"], reason = "see the handbook" }]
[verify]
concurrency = 8
per-host = 2
interval = "250ms"
timeout = "20s"
deadline = "1m 30s"
max-wait = "2m"
method = "head"
include = ["tides"]
exclude = ["quay"]
headers = { X-Key = "secret" }
user-agent = "Harbour desk"
proxy = "none"
ca = ["own.pem"]
robots = true
allow-private = true
archive = true
doi-url = "https://doi.test/"
crossref-url = "https://crossref.test/"
archive-url = "https://archive.test/"
[[document]]
files = ["a.md", "b.md"]
[[ignore]]
files = ["*.md"]
rules = ["linking"]
fingerprints = ["0123"]
reason = "the desk knows"
[[source]]
file = "b.md"
url = "https://tides.test/log"
doi = "10.1234/tides"
"#;

fn everything() -> Desk {
    Desk::new(&[("wellcited.toml", EVERYTHING.as_bytes()), ("a.md", b""), ("b.md", b"")])
}

#[test]
fn config_forgets_no_setting() {
    let desk = everything();
    let schema = desk.run(&["config", "schema"]).json();
    let shown = desk.run(&["config", "a.md"]).out;
    let shown: toml::Table = shown.parse().unwrap();
    // What holds for some files shows as what holds; what a source must give, as the rules that ask for it.
    let elsewhere = ["override", "required-fields"];
    for (name, setting) in schema["properties"].as_object().unwrap() {
        if elsewhere.contains(&name.as_str()) {
            continue;
        }
        let value = shown.get(name).unwrap_or_else(|| panic!("{name} is not shown"));
        let inner = [&setting["$ref"], &setting["items"]["$ref"], &setting["anyOf"][0]["items"]["$ref"]];
        let Some(inner) = inner.into_iter().find_map(|path| path.as_str()?.strip_prefix("#/$defs/")) else { continue };
        let value = value.as_array().map_or(value, |tables| &tables[0]).as_table().unwrap();
        let wanted: Vec<&String> = schema["$defs"][inner]["properties"].as_object().unwrap().keys().collect();
        let mut found: Vec<&String> = value.keys().collect();
        found.sort();
        assert_eq!(found, wanted, "{name}");
    }
}

#[test]
fn config_says_how_the_web_is_asked_and_why() {
    let line = |shown: &str, name: &str| {
        let (_, verify) = shown.split_once("[verify]\n").unwrap();
        let starts = |line: &&str| line.trim_start_matches("# ").split_whitespace().next() == Some(name);
        verify.lines().find(starts).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let shown = everything().run(&["config", "--config", "verify.per-host=7", "a.md"]).out;
    for (name, wanted) in [
        ("per-host", "per-host = 7 # command line"),
        ("concurrency", "concurrency = 8 # wellcited.toml:5"),
        ("deadline", "deadline = \"1m 30s\" # wellcited.toml:9"),
        ("method", "method = \"head\" # wellcited.toml:11"),
        ("headers", "headers = {\"X-Key\" = \"(left out)\"} # wellcited.toml:14"),
        ("robots", "robots = true # wellcited.toml:18"),
    ] {
        assert_eq!(line(&shown, name), wanted);
    }
    assert!(!shown.contains("secret") && shown.contains("[[source]]"), "{shown}");
    let shown = with("", CLEAN).run(&["config", "a.md"]).out;
    for (name, wanted) in [
        ("per-host", "per-host = 4 # default"),
        ("timeout", "timeout = \"15s\" # default"),
        ("max-wait", "max-wait = \"1m\" # default"),
        ("deadline", "# deadline # not set"),
        ("archive-url", "archive-url = \"https://web.archive.org/\" # default"),
    ] {
        assert_eq!(line(&shown, name), wanted);
    }
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
    let taken_up = taken_up(&written);
    let desk = Desk::new(&[
        ("wellcited.toml", taken_up.as_bytes()),
        ("chapter.md", b"x"),
        ("sources.md", b"x"),
        ("refs.bib", b""),
    ]);
    let ran = desk.run(&["config"]);
    assert_eq!(ran.code, Some(0), "what is proposed can be taken up\n{taken_up}{}", ran.err);
}

/// A file that `init` has written, with all that it proposes.
pub(crate) fn taken_up(written: &str) -> String {
    let lines = written.lines().map(|line| line.strip_prefix("# ").filter(|line| is_setting(line)).unwrap_or(line));
    lines.fold(String::new(), |text, line| text + line + "\n")
}

fn is_setting(line: &str) -> bool {
    line.contains(" = ") || line.starts_with("[[")
}

#[test]
fn the_example_of_the_front_page_holds() {
    let page = include_str!("../../README.md");
    let example = page.split_once("```toml\n").unwrap().1.split_once("```").unwrap().0;
    let files: &[(&str, &[u8])] =
        &[("wellcited.toml", example.as_bytes()), ("refs.bib", BIB.as_bytes()), ("a.md", CLEAN.as_bytes())];
    let ran = Desk::new(files).run(&["config", "a.md"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let parts = [
        "missing-source = \"error\"",
        "numbering-gap = \"off\"",
        "language = \"de\"",
        "bibliography = [\"refs.bib\"]",
        "missing-date = \"warning\"",
        "least = 0.6",
        "reason = \"it prints what it hears\"",
    ];
    for part in parts {
        assert!(ran.out.contains(part), "{part}\n{}", ran.out);
    }
}
