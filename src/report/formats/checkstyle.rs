//! `checkstyle`: what many build servers and review tools read.

use std::io::{self, Write};

use crate::engine::FindingReport;
use crate::input::Unread;
use crate::report::Report;
use crate::report::shared::words::{advice, relative, word};
use crate::report::shared::xml::{Xml, document};

/// The version of the format that is written.
const VERSION: &str = "4.3";

/// Writes a document with an element for each file, those without findings included.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    document(out, "checkstyle", &[("version", VERSION)], |xml| {
        report.unread.iter().try_for_each(|unread| write_unread(unread, xml))?;
        report.files.iter().try_for_each(|file| {
            let path = relative(&file.path, &report.base);
            xml.element("file", &[("name", &path)], |xml| {
                file.findings.iter().try_for_each(|finding| write_finding(finding, xml))
            })
        })
    })
}

fn write_unread(unread: &Unread, xml: &mut Xml<'_>) -> io::Result<()> {
    let message = format!("cannot be read: {}", unread.message);
    xml.element("file", &[("name", &unread.path)], |xml| {
        xml.empty("error", &[("severity", "error"), ("message", &message), ("source", "wellcited.input")])
    })
}

fn write_finding(finding: &FindingReport, xml: &mut Xml<'_>) -> io::Result<()> {
    let start = finding.place.start;
    let attributes = [
        ("line", start.line.to_string()),
        ("column", start.column.to_string()),
        ("severity", word(finding.severity, ["info", "warning", "error"]).to_owned()),
        ("message", advice(finding)),
        ("source", format!("wellcited.{}", finding.rule.name)),
    ];
    let attributes = attributes.each_ref().map(|(name, value)| (*name, value.as_str()));
    xml.empty("error", &attributes)
}
