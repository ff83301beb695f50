//! How articles are read: styles, selectors, and where keys are defined.

use super::{BIB, findings, with};
use crate::desk::Desk;

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
