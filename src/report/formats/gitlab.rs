//! `gitlab`: a Code Quality report, which GitLab shows in merge requests.
//!
//! GitLab drops every finding whose fingerprint it has seen, so the file is part of it.

use std::io::{self, Write};

use serde::Serialize;

use crate::engine::{FileReport, FindingReport};
use crate::input::digest;
use crate::report::Report;
use crate::report::json::write_line;
use crate::report::shared::wording::sentence;
use crate::report::shared::words::{message, relative, word};

/// Writes the report as one line of JSON.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let issues = report.findings().map(|(file, finding)| Issue::new(file, finding, &report.base));
    write_line(&issues.collect::<Vec<_>>(), out)
}

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

impl Issue {
    fn new(file: &FileReport, finding: &FindingReport, base: &str) -> Self {
        let path = relative(&file.path, base).into_owned();
        Self {
            description: sentence(&message(finding)),
            check_name: finding.rule.name,
            fingerprint: digest(format!("{path}\0{}", finding.fingerprint).as_bytes()),
            severity: word(finding.severity, ["info", "minor", "major"]),
            location: Location {
                path,
                lines: Lines { begin: finding.place.start.line.get(), end: finding.place.end.line.get() },
            },
        }
    }
}
