//! `--fail-on`: which findings make a run fail.

use wellcited::finding::{Group, Meta, Severity};
use wellcited::report::Report;
use wellcited::rules::{RULES, nearest};

use crate::cli::conditions;

const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

/// One thing that `--fail-on` may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Condition {
    /// Findings of this severity or worse.
    AtLeast(Severity),
    /// Findings of a group.
    Of(Group),
    /// Findings of a rule.
    Named(&'static str),
}

/// What makes a run fail: any of the conditions; `never` is none.
#[derive(Debug)]
pub(super) struct FailOn {
    conditions: Vec<Condition>,
    /// Whether severities speak of the web too.
    is_strict: bool,
}

impl FailOn {
    /// Parses the names; the error is a sentence for the user.
    pub(super) fn parse(names: &[String], is_strict: bool) -> Result<Self, String> {
        let mut conditions = Vec::new();
        for name in names.iter().map(|n| n.trim()).filter(|n| *n != "never") {
            conditions.push(condition(name).ok_or_else(|| unknown(name))?);
        }
        Ok(Self { conditions, is_strict })
    }

    /// Whether a report makes the run fail.
    pub(super) fn fails(&self, report: &Report) -> bool {
        let findings = || report.files.iter().flat_map(|f| &f.findings);
        let counts = |rule: &Meta| self.is_strict || is_certain(rule);
        self.conditions.iter().any(|&condition| {
            findings().any(|finding| match condition {
                Condition::AtLeast(severity) => finding.severity >= severity && counts(finding.rule),
                Condition::Of(group) => finding.rule.group == group,
                Condition::Named(name) => finding.rule.name == name,
            })
        })
    }
}

/// Findings about other people's pages fail a run by their severity only where an author can be sure to be able to mend
/// them; the others have to be named.
const SURE: [&str; 2] = ["dead-url", "quotation-altered"];

fn is_certain(rule: &Meta) -> bool {
    rule.group != Group::Web || SURE.contains(&rule.name)
}

fn condition(name: &str) -> Option<Condition> {
    let severity = SEVERITIES.iter().find(|s| s.name() == name).map(|&s| Condition::AtLeast(s));
    let group = || Group::ALL.iter().find(|g| g.name() == name).map(|&g| Condition::Of(g));
    let rule = || RULES.iter().map(|r| r.meta().name).find(|n| *n == name).map(Condition::Named);
    severity.or_else(group).or_else(rule)
}

fn unknown(name: &str) -> String {
    let problem = format!("--fail-on: there is no severity, group or rule “{name}”");
    match nearest(name, conditions()) {
        Some(known) => format!("{problem}\n  did you mean “{known}”?"),
        None => format!("{problem}\n  wellcited rules lists all of them"),
    }
}
