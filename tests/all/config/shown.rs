//! `config` shows all that holds, and where it comes from.

use super::with;
use crate::desk::{CLEAN, Desk};

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
