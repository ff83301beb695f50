//! The front page says what the program does: its output and its table of rules are compared with the real ones, and so
//! is the page of all rules.
//!
//! `WELLCITED_WRITE_README=1 cargo test readme` writes them anew.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use wellcited::report::views::explain;
use wellcited::rules::RULES;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn page() -> PathBuf {
    root().join("README.md")
}

/// Compares what stands between two comments of the page with what should.
fn assert_section(name: &str, wanted: &str) {
    let text = fs::read_to_string(page()).unwrap();
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- end of {name} -->"));
    let (before, rest) = text.split_once(&open).expect("the section begins");
    let (stated, after) = rest.split_once(&close).expect("the section ends");
    if std::env::var_os("WELLCITED_WRITE_README").is_some() {
        fs::write(page(), [before, &open, wanted, &close, after].concat()).unwrap();
    } else {
        assert_eq!(stated, wanted, "README.md, {name}: WELLCITED_WRITE_README=1 writes it anew");
    }
}

/// Shell commands of the page, in order.
fn commands() -> Vec<String> {
    let text = fs::read_to_string(page()).unwrap();
    let blocks = text.split("```sh\n").skip(1).map(|rest| rest.split("```").next().unwrap().trim().to_owned());
    blocks.collect()
}

// One test, so that nothing writes the page twice at once.
#[test]
fn the_page_shows_what_the_program_prints() {
    let commands = commands();
    assert_eq!(commands.len(), 2, "{commands:?}");
    let arguments = commands[0].split_once(" -- ").expect("arguments after --").1;
    let ran = Command::new(env!("CARGO_BIN_EXE_wellcited"))
        .args(arguments.split(' '))
        .current_dir(root())
        .env_clear()
        .output()
        .unwrap();
    assert_eq!(ran.status.code(), Some(1));
    assert_section("output", &format!("```text\n{}```\n", String::from_utf8(ran.stdout).unwrap()));

    let table = Command::new(env!("CARGO_BIN_EXE_wellcited")).args(["rules", "--format", "markdown"]).output().unwrap();
    assert_section("rules", &String::from_utf8(table.stdout).unwrap());
}

/// Reports of other tools link to this page.
#[test]
fn the_page_of_rules_is_what_explain_says() {
    let mut page = String::from("# Rules\n\nWhat `wellcited explain RULE` says about each rule.\n");
    for meta in RULES.iter().map(|rule| rule.meta()) {
        let off = if meta.on { "" } else { ", off unless asked for" };
        let level = format!("{}{off} · {}", meta.severity.name(), meta.group.name());
        let mut said = Vec::new();
        explain::write_markdown(meta, &mut said).unwrap();
        let said = String::from_utf8(said).unwrap();
        let own = said.splitn(3, "\n\n").nth(2).expect("a title and a summary come first");
        write!(page, "\n## {}\n\n{level}: {}\n\n{}\n", meta.name, meta.summary, one_level_down(own)).unwrap();
    }
    let file = root().join("docs/rules.md");
    if std::env::var_os("WELLCITED_WRITE_README").is_some() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, page).unwrap();
    } else {
        assert_eq!(fs::read_to_string(file).unwrap(), page, "WELLCITED_WRITE_README=1 writes it anew");
    }
}

/// A page with its headings one level down; what looks like one in an example is none.
fn one_level_down(page: &str) -> String {
    let mut is_example = false;
    let lines = page.trim().lines().map(|line| {
        is_example ^= line.starts_with("```");
        if line.starts_with("## ") && !is_example { format!("#{line}") } else { line.to_owned() }
    });
    lines.collect::<Vec<_>>().join("\n")
}
