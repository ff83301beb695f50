//! Whole articles in three formats, which must agree.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;
use wellcited::engine;
use wellcited::finding::Severity;
use wellcited::input::{Format, Input};

use crate::support;

/// What is the same in every format: cited keys in order, keys of the list, findings by rule and key.
#[derive(Debug, PartialEq, Eq)]
struct Essence {
    cites: Vec<String>,
    entries: Vec<String>,
    findings: Vec<(&'static str, Option<String>)>,
}

fn read(path: &Path) -> Input {
    let format = match path.extension().and_then(|e| e.to_str()) {
        Some("html") => Format::Html,
        Some("md") => Format::Markdown,
        _ => Format::Text,
    };
    Input::from_text(path.to_string_lossy(), format, fs::read_to_string(path).unwrap())
}

fn essence(input: &Input) -> Essence {
    let reading = engine::read(input);
    let citations = &reading.citations;
    let key = |k| citations.key(k).to_owned();
    let seen = citations.cites.iter().filter(|cite| !citations.markers[cite.marker].hidden);
    let mut findings: Vec<_> = engine::check(input, &reading).into_iter().map(|f| (f.rule.name, f.key)).collect();
    findings.sort();
    Essence {
        cites: seen.map(|cite| key(cite.key)).collect(),
        entries: citations.entries.iter().filter_map(|e| e.key).map(key).collect(),
        findings,
    }
}

fn own() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles")
}

#[test]
fn three_formats_agree() {
    let mut names = BTreeSet::new();
    for file in fs::read_dir(own()).unwrap() {
        names.insert(file.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned());
    }
    assert!(names.len() >= 4, "{names:?}");
    for name in names {
        let [html, markdown, text] = ["html", "md", "txt"].map(|e| essence(&read(&own().join(format!("{name}.{e}")))));
        assert_eq!(html, markdown, "{name}: HTML and Markdown");
        assert_eq!(text, markdown, "{name}: text and Markdown");
        assert!(!markdown.findings.is_empty() && !markdown.cites.is_empty(), "{name} proves nothing");
    }
}

/// Line ends, a byte order mark and text in front change no finding.
#[test]
fn variants_of_an_article_agree() {
    for file in fs::read_dir(own()).unwrap().map(|f| f.unwrap().path()) {
        let input = read(&file);
        let plain = essence(&input);
        let crlf = Input { text: input.text.replace('\n', "\r\n"), ..input.clone() };
        assert_eq!(essence(&crlf), plain, "{} with CRLF", input.path);
        let front =
            if input.format == Format::Html { "<p>Größe, 大きさ.</p>\n" } else { "Größe, 大きさ.\n\n" };
        let pushed = Input { text: format!("{front}{}", input.text), ..input.clone() };
        assert_eq!(essence(&pushed), plain, "{} with a line in front", input.path);
    }
}

fn strings(truth: &Value) -> BTreeSet<String> {
    truth.as_array().unwrap().iter().map(|v| v.as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_first_article_is_read_exactly() {
    let Some(folder) = support::shared("seed") else { return };
    let truth: Value = serde_json::from_str(&fs::read_to_string(folder.join("truth.json")).unwrap()).unwrap();
    for extension in ["html", "md", "txt"] {
        let input = read(&folder.join(format!("article.{extension}")));
        let report = engine::report(&input);
        let keys = |rule: &str| -> BTreeSet<String> {
            report.findings.iter().filter(|f| f.rule.name == rule).map(|f| f.key.clone().unwrap_or_default()).collect()
        };
        let count = |rule: &str| report.findings.iter().filter(|f| f.rule.name == rule).count();
        let found = essence(&input);
        let cited: BTreeSet<String> = found.cites.into_iter().collect();
        assert_eq!(cited, strings(&truth["cited"]), "{extension}");
        assert_eq!(found.entries.into_iter().collect::<BTreeSet<_>>(), strings(&truth["sources"]), "{extension}");
        assert_eq!(report.entries, 12, "{extension}");
        assert_eq!(keys("missing-source"), strings(&truth["missing"]), "{extension}");
        assert_eq!(keys("unused-source"), strings(&truth["unused"]), "{extension}");
        for (rule, times) in
            [("pruned-source-list", 1), ("placeholder", 1), ("truncated-url", 1), ("dropped-citation", 7)]
        {
            assert_eq!(count(rule), times, "{extension}: {rule}");
        }
        let errors = report.findings.iter().filter(|f| f.severity == Severity::Error).count();
        assert_eq!(errors, 5, "{extension}: 3 missing, 1 placeholder, 1 truncated address");
        assert_holes(&report, &strings(&truth["dropped_cites"]), extension);
    }
}

/// Each hole of the truth is one finding, and each finding one of them.
fn assert_holes(report: &engine::FileReport, contexts: &BTreeSet<String>, extension: &str) {
    let holes: Vec<String> = report
        .findings
        .iter()
        .filter(|f| f.rule.name == "dropped-citation")
        .map(|f| f.excerpt.text.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    for context in contexts {
        assert!(holes.iter().any(|hole| hole.contains(context.as_str())), "{extension}: {context} in {holes:#?}");
    }
}
