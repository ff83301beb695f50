//! All rules, for people and for programs.

use std::io::{self, Write};

use serde::Serialize;

use crate::finding::{Group, Knob, Meta, Preset};
use crate::report::Look;
use crate::report::json::write_line;
use crate::report::shared::layout::{clip_right, pad};
use crate::report::shared::style::{severity, strong};

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

/// Writes the rules as a table of Markdown.
pub fn write_markdown(rules: &[&Meta], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "| rule | severity | what it means |\n|---|---|---|")?;
    for rule in rules {
        let off = if rule.on { "" } else { ", off" };
        writeln!(out, "| `{}` | {}{off} | {} |", rule.name, rule.severity.name(), rule.summary)?;
    }
    Ok(())
}

/// Writes the rules as one line of JSON.
pub fn write_json(rules: &[&Meta], out: &mut dyn Write) -> io::Result<()> {
    let rules = rules.iter().map(|rule| Rule::of(rule)).collect();
    write_line(&Document { schema: "wellcited.rules/1", rules }, out)
}

#[derive(Serialize)]
struct Document {
    schema: &'static str,
    rules: Vec<Rule>,
}

/// What is known about a rule, for programs.
#[derive(Serialize)]
pub(in crate::report) struct Rule {
    name: &'static str,
    group: &'static str,
    severity: &'static str,
    /// Whether it runs unless it is switched off.
    on: bool,
    summary: &'static str,
    options: Vec<Choice>,
}

/// An option of a rule.
#[derive(Serialize)]
struct Choice {
    name: &'static str,
    summary: &'static str,
    default: serde_json::Value,
}

impl Rule {
    /// What is known about it.
    pub(in crate::report) fn of(rule: &Meta) -> Self {
        Self {
            name: rule.name,
            group: rule.group.name(),
            severity: rule.severity.name(),
            on: rule.on,
            summary: rule.summary,
            options: options(rule),
        }
    }
}

fn options(rule: &Meta) -> Vec<Choice> {
    let default = |knob: &Knob| match knob.default {
        Preset::Count(count) => count.into(),
        Preset::Share(share) => share.into(),
        Preset::Words => serde_json::Value::Array(Vec::new()),
    };
    let option = |knob: &Knob| Choice { name: knob.name, summary: knob.summary, default: default(knob) };
    rule.options.iter().map(option).collect()
}
