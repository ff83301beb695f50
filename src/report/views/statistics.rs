//! `--statistics`: how often each rule fired, and sums that add up.

use std::io::{self, Write};

use crate::engine::{FileReport, FindingReport};
use crate::finding::Severity;
use crate::report::shared::layout::{count, wrap};
use crate::report::shared::{overview, totals};
use crate::report::{Look, Report};

/// Writes counts in place of findings.
pub fn write(report: &Report, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    if report.files.iter().any(|file| !file.findings.is_empty()) {
        overview::write_all_rules(report, look, out)?;
    }
    let lines = [findings(report), totals::files(report), citations(report)];
    lines.iter().flat_map(|line| wrap(line, look.width)).try_for_each(|line| writeln!(out, "{line}"))
}

/// Findings by severity, then by what can be done with them.
pub(in crate::report) fn findings(report: &Report) -> String {
    let [errors, warnings, notes] = [Severity::Error, Severity::Warning, Severity::Info].map(|s| report.count(s));
    let fixable = |safe| {
        let fixes = |f: &&FindingReport| f.fix.as_ref().is_some_and(|fix| fix.safe == safe);
        report.files.iter().flat_map(|file| &file.findings).filter(fixes).count()
    };
    let total = errors + warnings + notes;
    let (safe, asked) = (fixable(true), fixable(false));
    let sum = |number: fn(&FileReport) -> usize| report.files.iter().map(number).sum::<usize>();
    format!(
        "{} ({}, {}, {}) = {safe} fixable safely + {asked} on request + {} by hand; {} suppressed, {} in the baseline, {} resolved.",
        count(total, "finding"),
        count(errors, "error"),
        count(warnings, "warning"),
        count(notes, "note"),
        total - safe - asked,
        sum(FileReport::suppressed),
        sum(FileReport::baselined),
        report.resolved,
    )
}

/// Citations and sources by how they join.
pub(in crate::report) fn citations(report: &Report) -> String {
    let sum = |number: fn(&FileReport) -> usize| report.files.iter().map(number).sum::<usize>();
    let (cites, without, elsewhere) = (sum(|f| f.cites), sum(|f| f.cites_without_source), sum(|f| f.cites_elsewhere));
    let (sources, uncited) = (sum(|f| f.entries), sum(|f| f.entries_uncited));
    let elsewhere_part = if elsewhere > 0 { format!(" + {elsewhere} with a list elsewhere") } else { String::new() };
    format!(
        "{} = {} with a source + {without} without{elsewhere_part}. {} = {} cited + {uncited} uncited; {} without an address.",
        count(cites, "citation"),
        cites - without - elsewhere,
        count(sources, "source"),
        sources - uncited,
        sources - sum(|f| f.entries_with_address),
    )
}
