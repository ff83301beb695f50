//! `concise`: one line a finding, for editors, CI and `grep`.

use std::io::{self, Write};

use super::clean::clean;
use super::plan::causes_first;
use super::words::message;
use super::{Look, Report, totals};
use crate::engine::{FileReport, FindingReport};
use crate::finding::Severity;

/// Writes one line a finding, what explains others first, and one total.
pub fn write(report: &Report, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    for file in &report.files {
        for finding in causes_first(file).filter(|f| look.show_info || f.severity > Severity::Info) {
            writeln!(out, "{}", line(file, finding))?;
        }
    }
    if look.quiet {
        return Ok(());
    }
    writeln!(out, "{}", totals::line(report, look.show_info))
}

/// A finding on one line.
pub(super) fn line(file: &FileReport, finding: &FindingReport) -> String {
    let start = finding.place.start;
    format!(
        "{}:{}:{}: {}[{}] {}",
        clean(&file.path),
        start.line,
        start.column,
        finding.severity.name(),
        finding.rule.name,
        message(finding)
    )
}
