//! Which findings are shown together: by what explains them, then by rule.

use std::cmp::Reverse;

use crate::engine::{FileReport, FindingReport};
use crate::finding::{Meta, Severity};

/// Findings that stand under one number.
pub(in crate::report) struct Block<'a> {
    /// The finding that explains the others, if there is one.
    pub(in crate::report) cause: Option<&'a FindingReport>,
    /// The others, by rule.
    pub(in crate::report) groups: Vec<Group<'a>>,
}

impl Block<'_> {
    /// How many findings stand under its number, what explains them left out.
    pub(in crate::report) fn size(&self) -> usize {
        self.groups.iter().map(|group| group.findings.len()).sum()
    }
}

/// Findings of one rule and severity, in the order of their places.
pub(in crate::report) struct Group<'a> {
    /// Their rule.
    pub(in crate::report) rule: &'static Meta,
    /// Their severity.
    pub(in crate::report) severity: Severity,
    /// The findings.
    pub(in crate::report) findings: Vec<&'a FindingReport>,
}

/// The blocks of one file: causes with what they explain first, then the worst.
pub(in crate::report) fn blocks(file: &FileReport, show_info: bool) -> Vec<Block<'_>> {
    let roots: Vec<usize> = (0..file.findings.len()).map(|i| root(&file.findings, i)).collect();
    let mut explained: Vec<Vec<&FindingReport>> = vec![Vec::new(); file.findings.len()];
    let is_shown = |f: &FindingReport| show_info || f.severity > Severity::Info;
    for (finding, &root) in file.findings.iter().zip(&roots) {
        if is_shown(finding) {
            explained[root].push(finding);
        }
    }
    let mut blocks = Vec::new();
    let mut alone = Vec::new();
    for (i, members) in explained.into_iter().enumerate() {
        let cause = &file.findings[i];
        match members.as_slice() {
            [] => {}
            [single] if std::ptr::eq(*single, cause) => alone.push(*single),
            _ => {
                let others = members.into_iter().filter(|m| !std::ptr::eq(*m, cause)).collect();
                blocks.push(Block { cause: Some(cause), groups: groups(others) });
            }
        }
    }
    blocks.sort_by_key(|b| Reverse(b.size()));
    blocks.extend(groups(alone).into_iter().map(|group| Block { cause: None, groups: vec![group] }));
    blocks
}

/// The findings in the order of concise output: causes first, then by place.
pub(in crate::report) fn causes_first(file: &FileReport) -> impl Iterator<Item = &FindingReport> {
    let mut is_cause = vec![false; file.findings.len()];
    for cause in file.findings.iter().filter_map(|f| f.cause) {
        if let Some(flag) = is_cause.get_mut(cause) {
            *flag = true;
        }
    }
    let pass = move |causes: bool| {
        let flags = is_cause.clone();
        file.findings.iter().enumerate().filter(move |(i, _)| flags[*i] == causes).map(|(_, f)| f)
    };
    pass(true).chain(pass(false))
}

/// The finding at the end of the chain of causes; a chain that does not end ends where it started.
fn root(findings: &[FindingReport], start: usize) -> usize {
    let mut at = start;
    for _ in 0..8 {
        match findings[at].cause {
            Some(cause) if cause < findings.len() && cause != at => at = cause,
            _ => return at,
        }
    }
    start
}

fn groups(findings: Vec<&FindingReport>) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for finding in findings {
        let same = |g: &&mut Group<'_>| g.rule.name == finding.rule.name && g.severity == finding.severity;
        match groups.iter_mut().find(same) {
            Some(group) => group.findings.push(finding),
            None => groups.push(Group { rule: finding.rule, severity: finding.severity, findings: vec![finding] }),
        }
    }
    groups.sort_by_key(|g| (Reverse(g.severity), Reverse(g.findings.len())));
    groups
}
