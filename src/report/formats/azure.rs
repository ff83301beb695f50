//! `azure`: logging commands, which Azure Pipelines lists with a run.

use std::io::{self, Write};

use super::concise;
use crate::engine::{FileReport, FindingReport};
use crate::finding::Severity;
use crate::report::Report;
use crate::report::shared::clean::clean;
use crate::report::shared::totals;
use crate::report::shared::words::{advice, relative, word};

/// Writes the commands, the worst first; there is none for notes, which are plain lines.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    for unread in &report.unread {
        let text = format!("{}: {}", clean(&unread.path), clean(&unread.message));
        writeln!(out, "##vso[task.logissue type=error;]{}", escaped(&text))?;
    }
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        for (file, finding) in report.findings().filter(|(_, finding)| finding.severity == severity) {
            match severity {
                Severity::Info => writeln!(out, "{}", concise::line(file, finding))?,
                _ => writeln!(out, "{}", line(file, finding, &report.base))?,
            }
        }
    }
    writeln!(out, "{}", totals::closing(report))
}

fn line(file: &FileReport, finding: &FindingReport, base: &str) -> String {
    let start = finding.place.start;
    format!(
        "##vso[task.logissue type={};sourcepath={};linenumber={};columnnumber={};code={};]{}",
        word(finding.severity, ["warning", "warning", "error"]),
        property(&relative(&file.path, base)),
        start.line,
        start.column,
        finding.rule.name,
        escaped(&advice(finding)),
    )
}

fn escaped(data: &str) -> String {
    data.replace('%', "%AZP25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(value: &str) -> String {
    escaped(value).replace(';', "%3B").replace(']', "%5D")
}
