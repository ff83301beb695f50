//! `concise`: one line a finding, for editors, CI and `grep`.

use std::io::{self, Write};

use crate::engine::{FileReport, FindingReport};
use crate::finding::Severity;
use crate::report::shared::clean::clean;
use crate::report::shared::plan::causes_first;
use crate::report::shared::totals;
use crate::report::shared::words::message;
use crate::report::{Look, Report};

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
pub(in crate::report) fn line(file: &FileReport, finding: &FindingReport) -> String {
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
