//! The forms of residue, as data: each is found in a sentence, in each format, and nothing else is.

use std::collections::HashSet;
use std::fs;

use serde::Deserialize;
use wellcited::engine;
use wellcited::finding::{Finding, Group, Severity};
use wellcited::input::{Format, Input};
use wellcited::rules;

use super::corpus;
use crate::support::shared;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Catalogue {
    form: Vec<Form>,
    refused: Vec<Refused>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "all fields are named so that a misspelt one is an error")]
struct Form {
    id: String,
    family: String,
    origin: Option<String>,
    r#where: Vec<String>,
    literals: Vec<String>,
    regex: String,
    #[serde(default)]
    guards: Vec<String>,
    legal_in: Vec<String>,
    severity: Option<String>,
    lost: Option<bool>,
    fix: Option<String>,
    rewrite: Option<String>,
    since: String,
    examples: Vec<String>,
    counter_examples: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Refused {
    id: String,
    rule: Option<String>,
    reason: String,
}

fn catalogue() -> Catalogue {
    toml::from_str(include_str!("../../src/rules/residue.toml")).unwrap()
}

const FORMATS: [(Format, &str); 3] = [(Format::Markdown, "md"), (Format::Html, "html"), (Format::Text, "txt")];

/// An article with one source and, in one of its sentences, `what`.
fn article(format: Format, what: &str, form: &str) -> Input {
    let (before, after) = around(form);
    let body = format!("{before}{what}{after}");
    let opens = "The harbour was dug by convicts in 1840";
    // Digits without brackets are told from ordinary numbers by a list that nothing else cites.
    let opens = if form == "superscript-flat-cjk" { format!("{opens}.") } else { format!("{opens} [1].") };
    let source = "[1] Harbour board, minutes of the year, volume four.";
    let text = match format {
        Format::Html => format!(
            "<!DOCTYPE html>\n<html><head><title>Harbour</title></head><body><main>\n<p>{opens}</p>\n<p>{body}</p>\n\
             <h2>Sources</h2>\n<p>{source}</p>\n</main></body></html>\n"
        ),
        _ => format!("{opens}\n\n{body}\n\n## Sources\n\n{source}\n"),
    };
    Input::from_text("article", format, text)
}

/// The sentence around a form: most stand inside one, some only where a paragraph begins or ends.
fn around(form: &str) -> (&'static str, &'static str) {
    match form {
        "wiki-backlink" | "chat-frame" | "reasoning-tag" => ("", ""),
        "link-plus-count-shown" => ("The pier was sold ", " and then burnt down."),
        _ => ("The pier was sold to the town ", ". Then it burnt down."),
    }
}

/// What an example looks like where the format has its own way to write it.
fn written(format: Format, form: &Form, example: &str) -> Vec<String> {
    let escaped = example.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    match format {
        Format::Html if form.id == "link-plus-count-shown" => {
            vec![format!("<a href=\"https://a.example\">{example}</a>")]
        }
        Format::Markdown if form.id == "link-plus-count-shown" => vec![format!("[{example}](https://a.example)")],
        // Where the markup shows it as written, and where it is markup itself.
        Format::Html if form.r#where.contains(&"text".to_owned()) => match form.r#where.len() {
            1 => vec![escaped],
            _ => vec![escaped, example.to_owned()],
        },
        _ => vec![example.to_owned()],
    }
}

fn check(input: &Input) -> Vec<Finding> {
    engine::check(input, &engine::read(input))
}

fn rule_of(family: &str) -> &'static str {
    match family {
        "chat" => "chat-residue",
        "tool" => "tool-residue",
        "placeholder" => "placeholder",
        "needed" => "citation-needed",
        _ => "chat-talk",
    }
}

const RULES: [&str; 5] = ["chat-residue", "tool-residue", "placeholder", "citation-needed", "chat-talk"];

/// Whether the forms can stand in a document of this format at all.
fn possible(form: &Form, format: Format) -> bool {
    let names = |name: &str| form.r#where.iter().any(|p| p == name);
    let legal = form.legal_in.iter().any(|l| l == "markdown") && format == Format::Markdown;
    let markdown_only = names("markdown") && !names("text") && !names("markup") && format != Format::Markdown;
    let link_only = form.id == "link-plus-count-shown" && format == Format::Text;
    let address = names("url") && form.examples[0].starts_with('[') && format == Format::Html;
    !(legal || markdown_only || link_only || address)
}

#[test]
fn every_example_is_found_in_a_sentence_in_each_format() {
    let mut wrong = Vec::new();
    for form in &catalogue().form {
        for (format, name) in FORMATS.into_iter().filter(|(f, _)| possible(form, *f)) {
            for example in form.examples.iter().flat_map(|e| written(format, form, e)) {
                let input = article(format, &example, &form.id);
                let found = check(&input);
                if !found.iter().any(|f| f.rule.name == rule_of(&form.family)) {
                    let names: Vec<_> = found.iter().map(|f| f.rule.name).collect();
                    wrong.push(format!("{} in {name}: {example:?} {names:?}", form.id));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} not found:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn no_counter_example_matches_its_form() {
    for form in &catalogue().form {
        let pattern = regex::Regex::new(&form.regex).unwrap();
        assert!(!form.counter_examples.is_empty(), "{} has no counter-example", form.id);
        for text in &form.counter_examples {
            assert!(!pattern.is_match(text), "{}: {text}", form.id);
        }
        for text in &form.examples {
            assert!(pattern.is_match(text), "{}: {text}", form.id);
            let lower = text.to_ascii_lowercase();
            let held = form.literals.iter().any(|l| lower.contains(&l.to_ascii_lowercase()));
            assert!(held, "{}: no literal in {text}", form.id);
        }
    }
}

/// A form is no residue where it is sound.
#[test]
fn forms_are_legal_at_home() {
    let cases = [
        (
            "a.md",
            Format::Markdown,
            "---\nbibliography: weir.bib\n---\n\nIt broke \\cite{hale1998} in 1912, says [@hale1998].\n",
        ),
        (
            "a.txt",
            Format::Text,
            "== The weir ==\n\nIt broke<ref name=\"hale\">Hale, p. 3</ref> near the [[mill]] {{cn|date=May}}.\n",
        ),
        (
            "a.html",
            Format::Html,
            "<script src=\"MathJax.js\"></script><p>It broke as in \\eqref{eq:flow} and rose.</p>",
        ),
        ("a.md", Format::Markdown, "It broke {cite}`hale1998` in 1912.\n"),
        ("blog/post_template.md", Format::Markdown, "The weir broke in [insert citation] (Author, Year).\n"),
        ("CHANGELOG.md", Format::Markdown, "The weir opens on 2031-XX-XX.\n"),
        (
            "chat.md",
            Format::Markdown,
            "## User\n\nWhy did it break?\n\n## Assistant\n\nI'm happy to help with the weir.\n\n## User\n\nThanks.\n\n\
             ## Assistant\n\nPlease let me know if this meets your requirements.\n",
        ),
    ];
    for (path, format, text) in cases {
        let found = check(&Input::from_text(path, format, text));
        assert!(!found.iter().any(|f| RULES.contains(&f.rule.name)), "{text}: {found:?}");
    }
}

/// What makes them legal at home is home: elsewhere the same words are reported.
#[test]
fn forms_are_reported_away_from_home() {
    for (path, text) in [
        ("blog/weir.md", "The weir broke in [insert citation] (Author, Year).\n"),
        ("weir.md", "The weir opens on 2031-XX-XX.\n"),
        ("weir.md", "The weir broke.\n\nPlease let me know if this meets your requirements.\n"),
    ] {
        let found = check(&Input::from_text(path, Format::Markdown, text));
        assert!(found.iter().any(|f| RULES.contains(&f.rule.name)), "{text}");
    }
}

/// Text about the forms, in code, fails no build.
#[test]
fn forms_in_code_are_worth_a_word_at_most() {
    for form in &catalogue().form {
        for example in form.examples.iter().filter(|e| !e.contains('`')) {
            for what in [format!("`{example}`"), format!("\n\n```\n{example}\n```\n\n")] {
                let found = check(&article(Format::Markdown, &what, ""));
                let loud = found.iter().find(|f| f.severity > Severity::Info && RULES.contains(&f.rule.name));
                assert!(loud.is_none(), "{}: {what:?}: {loud:?}", form.id);
            }
        }
    }
}

/// All known forms are covered or refused with a reason, and their published examples are found.
#[test]
fn every_known_form_is_covered_or_refused() {
    let Some(path) = shared("reference/residue.tsv") else { return };
    let catalogue = catalogue();
    let refused: HashSet<&str> = catalogue.refused.iter().map(|r| r.id.as_str()).collect();
    let mut wrong = Vec::new();
    for line in fs::read_to_string(path).unwrap().lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let (id, example) = (fields[0], plain(fields[2]));
        if refused.contains(id) {
            continue;
        }
        let Some(form) = catalogue.form.iter().find(|f| f.id == id) else {
            wrong.push(format!("{id} is neither covered nor refused"));
            continue;
        };
        for (format, name) in FORMATS.into_iter().filter(|(f, _)| possible(form, *f)) {
            for example in written(format, form, &example) {
                let found = check(&article(format, &example, id));
                if !found.iter().any(|f| RULES.contains(&f.rule.name)) {
                    wrong.push(format!("{id} in {name}: {example:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} not found:\n{}", wrong.len(), wrong.join("\n"));
    assert!(catalogue.refused.iter().all(|r| !r.reason.is_empty()));
}

/// An example with its escapes (`\u{E200}`) resolved.
fn plain(example: &str) -> String {
    let mut out = String::new();
    let mut rest = example;
    while let Some((head, tail)) = rest.split_once("\\u{") {
        let (code, tail) = tail.split_once('}').unwrap();
        out.push_str(head);
        out.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
        rest = tail;
    }
    out + rest
}

/// Addresses that other rules report are reported by them, in a sentence as well as in a source.
#[test]
fn refused_addresses_are_reported_by_their_rules() {
    let cases = [
        ("private-url", "sandbox:/mnt/data/tides.xlsx"),
        ("private-url", "https://ppl-ai-file-upload.s3.amazonaws.com/web/direct-files/x/tides.txt"),
        ("tracking-url", "https://harbour.example/a?id=5&utm_source=chatgpt.com"),
        ("redirector-url", "https://vertexaisearch.cloud.google.com/grounding-api-redirect/AUZIYQHnRslbELPz"),
        ("redirector-url", "https://www.google.com/url?q=https://harbour.example/log&sa=D"),
        ("placeholder-url", "https://example.com/tides"),
    ];
    for (rule, address) in cases {
        let body = format!("The pier was sold ([log]({address})) in 1840 [1].");
        let source = format!("[1] [Harbour log]({address}).");
        let text = format!("{body}\n\n## Sources\n\n{source}\n");
        let found = check(&Input::from_text("a.md", Format::Markdown, text));
        assert!(found.iter().any(|f| f.rule.name == rule), "{address}: {found:?}");
    }
}

/// Documents that people wrote with the tools of their trade hold nothing that tools leave behind.
#[test]
fn what_people_wrote_holds_none() {
    const SHAPES: [&str; 8] = [
        "rfc-text",
        "rst-citations",
        "md-footnotes",
        "wikipedia-html",
        "sphinx-html",
        "w3c-spec-html",
        "gutenberg",
        "hazard-no-citations",
    ];
    let mut read = 0;
    for (input, _) in corpus::documents() {
        let of_people = SHAPES.iter().any(|shape| input.path.contains(&format!("/{shape}/")));
        if !of_people {
            continue;
        }
        read += 1;
        let found: Vec<Finding> = check(&input).into_iter().filter(|f| f.rule.group == Group::Residue).collect();
        assert!(found.is_empty(), "{}: {found:#?}", input.path);
    }
    println!("{read} documents");
}

/// What another rule is said to report is reported by a rule that exists.
#[test]
fn refusals_name_rules() {
    for refused in catalogue().refused {
        let Some(rule) = refused.rule else { continue };
        assert!(rules::by_name(&rule).is_some(), "{}: there is no rule {rule}", refused.id);
    }
}
