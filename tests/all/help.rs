//! What the program says about its rules and settings, and the schema that other programs read.

use boon::{Compiler, Schemas};
use serde_json::Value;
use wellcited::rules::RULES;

use super::desk::{CLEAN, Desk};

#[test]
fn every_rule_is_explained_in_each_format() {
    let desk = Desk::new(&[]);
    for meta in RULES.iter().map(|rule| rule.meta()) {
        let page = |format: &str| {
            let ran = desk.run(&["explain", "--format", format, meta.name]);
            assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{}", meta.name);
            ran
        };
        let (text, markdown, json) = (page("text").out, page("markdown").out, page("json").json());
        assert!(text.starts_with(meta.name) && markdown.starts_with(&format!("# {}\n", meta.name)));
        assert_eq!((json["name"].as_str(), json["schema"].as_str()), (Some(meta.name), Some("wellcited.rule/1")));
        assert_eq!(json["options"].as_array().unwrap().len(), meta.options.len());
        for part in ["Settings", meta.summary] {
            assert!(text.contains(part) && markdown.contains(part), "{}: {part}", meta.name);
        }
        for knob in meta.options {
            let name = format!("[options.{}] {}", meta.name, knob.name);
            assert!(text.contains(&name) && json["page"].as_str().unwrap().contains(&name), "{name}");
        }
    }
}

#[test]
fn all_rules_are_listed_in_each_format() {
    let desk = Desk::new(&[]);
    let (text, markdown) = (desk.run(&["rules"]).out, desk.run(&["rules", "--format", "markdown"]).out);
    let json = desk.run(&["rules", "--format", "json"]).json();
    let listed: Vec<&str> =
        json["rules"].as_array().unwrap().iter().map(|rule| rule["name"].as_str().unwrap()).collect();
    assert_eq!(listed, RULES.iter().map(|rule| rule.meta().name).collect::<Vec<_>>());
    for name in listed {
        assert!(text.contains(&format!("  {name} ")) && markdown.contains(&format!("| `{name}` |")), "{name}");
    }
}

/// Files of settings in the documentation, by where they stand.
fn documented() -> Vec<(String, String)> {
    let fenced = |text: &str, tag: &str| -> Vec<String> {
        text.split(tag).skip(1).map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
    };
    let mut found: Vec<(String, String)> = fenced(include_str!("../../README.md"), "```toml\n")
        .into_iter()
        .map(|example| ("README.md".to_owned(), example))
        .collect();
    for meta in RULES.iter().map(|rule| rule.meta()) {
        let examples = fenced(&meta.page(), "```toml settings\n");
        found.extend(examples.into_iter().map(|example| (meta.name.to_owned(), example)));
    }
    found
}

/// What is wrong with a file of settings by the schema, told by a validator of the standard.
fn objection(schema: &Value, settings: &str) -> Option<String> {
    let value: Value = toml::from_str(settings).unwrap();
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.add_resource("wellcited.json", schema.clone()).unwrap();
    let root = compiler.compile("wellcited.json", &mut schemas).unwrap();
    schemas.validate(&value, root).err().map(|error| error.to_string())
}

#[test]
fn the_schema_takes_every_documented_file_and_refuses_mistakes() {
    let desk = Desk::new(&[("a.md", CLEAN.as_bytes())]);
    let schema = desk.run(&["config", "schema"]).json();
    let mut files = documented();
    assert!(files.len() >= 2, "{files:?}");
    files.push(("wellcited config".into(), desk.run(&["config"]).out));
    desk.run(&["init"]);
    let written = std::fs::read_to_string(desk.path().join("wellcited.toml")).unwrap();
    files.push(("wellcited init".into(), written.clone()));
    files.push(("wellcited init, all of it".into(), super::config::taken_up(&written)));
    for (place, settings) in &files {
        assert_eq!(objection(&schema, settings), None, "{place}:\n{settings}");
        let read = Desk::new(&[
            ("wellcited.toml", settings.as_bytes()),
            ("refs.bib", b""),
            ("chapter.md", b""),
            ("sources.md", b""),
        ]);
        let ran = read.run(&["config"]);
        assert_eq!(ran.code, Some(0), "the program reads what the schema takes: {place}\n{}", ran.err);
    }
    let mistakes = [
        "langauge = \"de\"",
        "rules.missing-sources = \"off\"",
        "rules.missing-source = \"of\"",
        "options.low-coverage.least = 2",
        "options.low-coverage.lest = 1",
        "options.missing-source.words = 1",
        "ignore-styles = [\"round\"]",
        "required-fields = [\"datum\"]",
        "[[deny-domains]]\ndomains = [\"a.test\"]",
        "[[override]]\nlanguage = \"de\"",
        "bibliography = \"refs.bib\"",
    ];
    for mistake in mistakes {
        assert!(objection(&schema, mistake).is_some(), "{mistake}");
        let ran = Desk::new(&[("wellcited.toml", mistake.as_bytes())]).run(&["config"]);
        assert_eq!(ran.code, Some(2), "{mistake}");
    }
}
