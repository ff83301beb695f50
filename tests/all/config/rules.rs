//! Rules and their options.

use super::{findings, with};
use crate::desk::{BROKEN, Desk};

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
