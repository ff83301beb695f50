//! `init`, and the example of the front page.

use super::BIB;
use crate::desk::{CLEAN, Desk};

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
    let page = include_str!("../../../README.md");
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
