//! `jsonl`: the JSON report line by line, for programs that read as they go. Each line says what it is.

use std::io::{self, Write};

use serde::Serialize;

use crate::report::Report;
use crate::report::json::{File, Finding, Summary, Tool, UnreadFile, write_line};

/// Writes a line about the run, one for each file and finding, and the sums at the end.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut line = |line: Line<'_>| write_line(&line, out);
    line(Line::Run { schema: "wellcited.report.lines/1", tool: Tool::THIS })?;
    report.unread.iter().try_for_each(|unread| line(Line::Unread(UnreadFile::new(unread))))?;
    for file in &report.files {
        line(Line::File(Box::new(File::without_findings(file))))?;
        for (index, finding) in file.findings.iter().enumerate() {
            line(Line::Finding { path: &file.path, index, finding: Box::new(Finding::new(finding)) })?;
        }
    }
    line(Line::Summary(Summary::new(report)))
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Line<'a> {
    Run {
        schema: &'static str,
        tool: Tool,
    },
    Unread(UnreadFile<'a>),
    File(Box<File<'a>>),
    Finding {
        path: &'a str,
        /// What `cause` of other findings of the file means.
        index: usize,
        #[serde(flatten)]
        finding: Box<Finding<'a>>,
    },
    Summary(Summary),
}
