//! The table of findings: one row each, with what the desk decided about it.

use super::table::{Cell, Column, Table, column};
use crate::engine::{Change, FileReport, FindingReport, Reason};
use crate::report::Report;
use crate::report::shared::totals;
use crate::report::shared::words::message;
use crate::review::Row;

/// The columns; the last four belong to the desk.
const COLUMNS: &[Column] = &[
    column("file", 28),
    column("line", 7),
    column("sentence", 60),
    column("section", 20),
    column("cite", 8),
    column("source", 40),
    column("url", 36),
    column("rule", 20),
    column("severity", 9),
    column("message", 50),
    column("fingerprint", 20),
    column("state", 11),
    column("assignee", 14),
    column("note", 40),
    column("change", 13),
];

/// What a finding is that comments, settings or the baseline silence.
const SUPPRESSED: &str = "suppressed";

/// The column that the desk changes.
pub(super) const STATE: &str = "state";

/// All findings, those that are silenced included, file by file; then those that a review knows and that are gone.
pub(in crate::report) fn table(report: &Report) -> Table {
    let rows = report.files.iter().flat_map(|file| {
        let standing = file.findings.iter().map(|finding| row(file, finding, None));
        standing.chain(file.set_aside.iter().map(|aside| row(file, &aside.finding, Some(&aside.by))))
    });
    Table { name: "findings", columns: COLUMNS, rows: rows.chain(report.gone.iter().map(gone)).collect() }
}

fn row(file: &FileReport, finding: &FindingReport, aside: Option<&Reason>) -> Vec<Cell> {
    let text = file.text.as_deref();
    let source =
        finding.entry.zip(text).and_then(|(entry, text)| text.entries().nth(entry).map(|(entry, _)| (text, entry)));
    let decision = finding.desk.as_ref().map(|desk| desk.decision.clone()).unwrap_or_default();
    let (state, note) = match aside {
        Some(Reason::Desk(_)) | None => (decision.state.name(), decision.note),
        Some(reason) => (SUPPRESSED, totals::reason(reason)),
    };
    vec![
        file.path.as_str().into(),
        finding.place.start.line.get().into(),
        finding.excerpt.text.as_str().into(),
        finding.section.as_deref().unwrap_or_default().into(),
        finding.tag.as_deref().unwrap_or_default().into(),
        source.map_or("", |(text, entry)| text.reading.article.slice(entry.body)).into(),
        source.and_then(|(_, entry)| entry.urls.first()).map_or("", |url| url.url.as_str()).into(),
        finding.rule.name.into(),
        finding.severity.name().into(),
        message(finding).as_str().into(),
        finding.fingerprint.as_str().into(),
        state.into(),
        decision.assignee.as_str().into(),
        note.as_str().into(),
        finding.desk.as_ref().map_or("", |desk| desk.change.name()).into(),
    ]
}

/// A finding that is no longer there, as the review has it.
fn gone(row: &Row) -> Vec<Cell> {
    let cell = |column: &Column| match column.name {
        "change" => Change::Gone.name().into(),
        "line" => row.cell("line").parse::<u32>().map_or_else(|_| row.cell("line").into(), Cell::from),
        name => row.cell(name).into(),
    };
    COLUMNS.iter().map(cell).collect()
}
