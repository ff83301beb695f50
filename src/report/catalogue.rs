//! All rules, for people and for programs.

use std::io::{self, Write};

use serde::Serialize;

use super::Look;
use super::layout::{clip_right, pad};
use super::style::{severity, strong};
use crate::finding::{Group, Meta};

/// Writes a table of the rules, by group.
pub fn write_table(rules: &[&Meta], look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let columns = rules.iter().map(|r| r.name.len()).max().unwrap_or(0);
    let room = look.width.saturating_sub(columns + 13).max(20);
    let mut group: Option<Group> = None;
    for rule in rules {
        if group != Some(rule.group) {
            let gap = if group.is_some() { "\n" } else { "" };
            writeln!(out, "{gap}{}", strong(rule.group.name()))?;
            group = Some(rule.group);
        }
        let level = if rule.on { severity(rule.severity, pad(rule.severity.name(), 7)) } else { pad("off", 7) };
        writeln!(out, "  {}  {level}  {}", pad(rule.name, columns), clip_right(rule.summary, room))?;
    }
    writeln!(out, "\nwellcited explain RULE says what a rule finds, why it matters and what to do.")
}

/// Writes the rules as one line of JSON.
pub fn write_json(rules: &[&Meta], out: &mut dyn Write) -> io::Result<()> {
    let rules = rules.iter().map(|rule| Rule {
        name: rule.name,
        group: rule.group.name(),
        severity: rule.severity.name(),
        on: rule.on,
        summary: rule.summary,
    });
    let document = Document { schema: "wellcited.rules/1", rules: rules.collect() };
    serde_json::to_writer(&mut *out, &document)?;
    out.write_all(b"\n")
}

#[derive(Serialize)]
struct Document {
    schema: &'static str,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
struct Rule {
    name: &'static str,
    group: &'static str,
    severity: &'static str,
    /// Whether it runs unless it is switched off.
    on: bool,
    summary: &'static str,
}
