//! `run.json`: how an audit was made, its sums, and the digests of what it rests on and consists of.

use std::io::{self, Write};

use serde::Serialize;

use super::Output;
use super::sources::Sources;
use crate::report::Report;
use crate::report::json::{Summary, Tool, write_line};
use crate::report::shared::totals;

/// What a run knows about itself.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// The arguments it was called with.
    pub arguments: Vec<String>,
    /// When it started, as RFC 3339 has it.
    pub started_at: String,
    /// The files of settings that it read, with the digest of each.
    pub settings: Vec<(String, String)>,
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    tool: Tool,
    started_at: &'a str,
    arguments: &'a [String],
    settings: Vec<File<'a>>,
    totals: Totals,
    outputs: Vec<File<'a>>,
}

#[derive(Serialize)]
struct File<'a> {
    file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rows: Option<usize>,
    sha256: &'a str,
}

/// What the tables add up to.
#[derive(Serialize)]
struct Totals {
    /// Rows of the table of pages; with those that are excluded, all inputs.
    pages: usize,
    /// Rows of the table of sources.
    sources: usize,
    source_uses: usize,
    /// Rows of the table of findings: those that stand, those that do not count, and those that are gone.
    finding_rows: usize,
    gone: usize,
    #[serde(flatten)]
    summary: Summary,
}

/// Writes the file.
pub(super) fn write(
    report: &Report,
    facts: &Facts,
    sources: &Sources<'_>,
    outputs: &[Output],
    out: &mut dyn Write,
) -> io::Result<()> {
    let document = Document {
        schema: "wellcited.audit/1",
        tool: Tool::THIS,
        started_at: &facts.started_at,
        arguments: &facts.arguments,
        settings: facts.settings.iter().map(|(file, sha256)| File { file, rows: None, sha256 }).collect(),
        totals: totals(report, sources),
        outputs: outputs.iter().map(|o| File { file: &o.name, rows: o.rows, sha256: &o.sha256 }).collect(),
    };
    write_line(&document, out)
}

fn totals(report: &Report, sources: &Sources<'_>) -> Totals {
    let (distinct, uses) = sources.totals();
    let aside: usize = report.files.iter().map(|file| file.set_aside.len()).sum();
    Totals {
        pages: report.files.len() + report.unread.len(),
        sources: distinct,
        source_uses: uses,
        finding_rows: report.findings().count() + aside + report.gone.len(),
        gone: report.gone.len(),
        summary: Summary::new(report),
    }
}

/// The facts and sums as pairs, for the workbook.
pub(super) fn pairs(report: &Report, facts: &Facts) -> Vec<(&'static str, String)> {
    vec![
        ("tool", format!("{} {}", env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"))),
        ("started at", facts.started_at.clone()),
        ("arguments", facts.arguments.join(" ")),
        ("pages", (report.files.len() + report.unread.len()).to_string()),
        ("findings", report.findings().count().to_string()),
        ("not checked", totals::not_checked(report).unwrap_or("nothing").to_owned()),
    ]
}
