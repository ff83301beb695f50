//! What the log says about the rules: their documentation, so that a service can show it beside a finding.

use std::collections::HashMap;

use serde::Serialize;

use super::place::Message;
use super::result::LEVELS;
use crate::finding::{Meta, Severity};
use crate::report::shared::wording::sentence;
use crate::report::shared::words::{rule_page, word};
use crate::rules::RULES;

/// Where each rule stands among the descriptors.
pub(super) struct Indices(HashMap<&'static str, usize>);

impl Indices {
    pub(super) fn new() -> Self {
        Self(RULES.iter().enumerate().map(|(index, rule)| (rule.meta().name, index)).collect())
    }

    pub(super) fn of(&self, rule: &Meta) -> Option<usize> {
        self.0.get(rule.name).copied()
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Descriptor {
    id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    short_description: Message,
    full_description: Message,
    help: Help,
    help_uri: String,
    default_configuration: Configuration,
    properties: Properties,
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
    enabled: bool,
}

#[derive(Serialize)]
struct Properties {
    tags: [&'static str; 2],
    precision: &'static str,
    #[serde(rename = "problem.severity")]
    severity: &'static str,
}

/// All rules, in the order of the catalogue.
pub(super) fn descriptors() -> Vec<Descriptor> {
    RULES.iter().map(|rule| Descriptor::new(rule.meta())).collect()
}

impl Descriptor {
    fn new(rule: &Meta) -> Self {
        let summary = sentence(rule.summary);
        let page = rule.page();
        Self {
            id: rule.name,
            name: pascal(rule.name),
            full_description: Message::new(&first_paragraph(&page).unwrap_or_else(|| summary.clone())),
            help: Help { text: format!("{summary}\n\n{}", page.trim()), markdown: page.trim().to_owned() },
            help_uri: rule_page(rule.name),
            default_configuration: Configuration { level: word(rule.severity, LEVELS), enabled: rule.on },
            properties: Properties {
                tags: ["citations", rule.group.name()],
                precision: if rule.severity == Severity::Error { "very-high" } else { "high" },
                severity: word(rule.severity, ["recommendation", "warning", "error"]),
            },
            short_description: Message::new(&summary),
        }
    }
}

/// `missing-source` as `MissingSource`: what the format asks of a name for people, which must differ from the id.
fn pascal(name: &str) -> Option<String> {
    let words = name.split('-').map(|word| {
        let (first, rest) = word.split_at(word.len().min(1));
        first.to_ascii_uppercase() + rest
    });
    name.contains('-').then(|| words.collect())
}

/// The first paragraph under the first heading of a page.
fn first_paragraph(page: &str) -> Option<String> {
    let lines = page.lines().skip_while(|line| line.trim().is_empty() || line.starts_with('#'));
    let paragraph = lines.take_while(|line| !line.trim().is_empty() && !line.starts_with("```"));
    let text = paragraph.map(str::trim).collect::<Vec<_>>().join(" ").replace('`', "");
    (!text.is_empty()).then_some(text)
}
