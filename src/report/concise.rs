//! `concise`: one line a finding, for editors, CI and `grep`.

use std::io::{self, Write};

use super::clean::clean;
use super::layout::count;
use super::plan::causes_first;
use super::{Look, Report, fixes, totals};
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
    let total: usize = report.files.iter().map(|f| f.findings.len()).sum();
    let [errors, warnings, infos] = [Severity::Error, Severity::Warning, Severity::Info].map(|s| report.count(s));
    let hidden = if look.show_info || infos == 0 { "" } else { " not shown" };
    let parts = [count(errors, "error"), count(warnings, "warning"), count(infos, "note")].join(", ");
    let files = if report.inputs() > 1 { format!(" {}", totals::files(report)) } else { String::new() };
    let aside = totals::set_aside(report);
    let aside = if aside == totals::NOTHING_SET_ASIDE { String::new() } else { format!("; {aside}") };
    let fixed = fixes::total(report).map(|total| format!(" {total}")).unwrap_or_default();
    writeln!(out, "{}: {parts}{hidden}{aside}.{fixed}{files}", count(total, "finding"))
}

fn line(file: &FileReport, finding: &FindingReport) -> String {
    let start = finding.place.start;
    let also = match finding.occurrences {
        0 | 1 => String::new(),
        n => format!(" ({n} times)"),
    };
    format!(
        "{}:{}:{}: {}[{}] {}{also}",
        clean(&file.path),
        start.line,
        start.column,
        finding.severity.name(),
        finding.rule.name,
        clean(&finding.message)
    )
}
