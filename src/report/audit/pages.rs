//! The table of pages: every input, also those that could not be read.

use super::sources::Sources;
use super::table::{Cell, Column, Table, column};
use crate::engine::FileReport;
use crate::finding::Severity;
use crate::input::Unread;
use crate::report::Report;

const COLUMNS: &[Column] = &[
    column("file", 36),
    column("status", 13),
    column("title", 40),
    column("format", 10),
    column("encoding", 12),
    column("language", 9),
    column("sha256", 24),
    column("citations", 9),
    column("sources", 8),
    column("links", 8),
    column("source_uses", 11),
    column("findings", 9),
    column("errors", 8),
    column("warnings", 9),
    column("notes", 8),
    column("suppressed", 11),
    column("baselined", 10),
    column("trouble", 40),
];

/// A row for each input.
pub(super) fn table(report: &Report, sources: &Sources<'_>) -> Table {
    let checked = report.files.iter().enumerate().map(|(index, file)| row(file, sources.uses_of(index)));
    let rows = checked.chain(report.unread.iter().map(unread)).collect();
    Table { name: "pages", columns: COLUMNS, rows }
}

fn row(file: &FileReport, uses: usize) -> Vec<Cell> {
    let of = |severity| file.findings.iter().filter(|finding| finding.severity == severity).count();
    vec![
        file.path.as_str().into(),
        file.status.name().into(),
        file.title.as_deref().unwrap_or_default().into(),
        file.format.name().into(),
        file.encoding.as_str().into(),
        file.language.as_deref().unwrap_or_default().into(),
        file.sha256.as_str().into(),
        file.cites.into(),
        file.entries.into(),
        file.links.into(),
        uses.into(),
        file.findings.len().into(),
        of(Severity::Error).into(),
        of(Severity::Warning).into(),
        of(Severity::Info).into(),
        file.suppressed().into(),
        file.baselined().into(),
        "".into(),
    ]
}

fn unread(input: &Unread) -> Vec<Cell> {
    let help = input.help.as_deref().map(|help| format!(" ({help})")).unwrap_or_default();
    let cell = |column: &Column| match column.name {
        "file" => input.path.as_str().into(),
        "status" => "unreadable".into(),
        "trouble" => format!("{}{help}", input.message).as_str().into(),
        "title" | "format" | "encoding" | "language" | "sha256" => "".into(),
        _ => 0_usize.into(),
    };
    COLUMNS.iter().map(cell).collect()
}
