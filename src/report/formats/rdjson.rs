//! `rdjson` and `rdjsonl`: the Reviewdog Diagnostic Format. Its columns count bytes of UTF-8.

use std::io::{self, Write};

use serde::Serialize;

use crate::engine::{self, FileReport, FindingReport};
use crate::input;
use crate::report::Report;
use crate::report::json::write_line;
use crate::report::shared::words::{advice, relative, rule_page, word};

/// Writes one document.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let diagnostics = report.findings().map(|(file, finding)| Diagnostic::new(file, finding, &report.base));
    write_line(&Document { source: SOURCE, diagnostics: diagnostics.collect() }, out)
}

/// Writes one finding a line.
pub fn write_lines(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    report.findings().try_for_each(|(file, finding)| {
        let diagnostic = Diagnostic::new(file, finding, &report.base);
        write_line(&Diagnostic { source: Some(SOURCE), ..diagnostic }, out)
    })
}

const SOURCE: Source = Source { name: env!("CARGO_PKG_NAME"), url: env!("CARGO_PKG_REPOSITORY") };

#[derive(Serialize)]
struct Document {
    source: Source,
    diagnostics: Vec<Diagnostic>,
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
    url: &'static str,
}

#[derive(Serialize)]
struct Diagnostic {
    message: String,
    location: Location,
    severity: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<Source>,
    code: Code,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related>,
}

#[derive(Serialize)]
struct Location {
    path: String,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct Code {
    value: &'static str,
    url: String,
}

#[derive(Serialize)]
struct Suggestion {
    range: Range,
    text: String,
}

#[derive(Serialize)]
struct Related {
    message: String,
    location: Location,
}

impl Diagnostic {
    fn new(file: &FileReport, finding: &FindingReport, base: &str) -> Self {
        let path = relative(&file.path, base);
        let location = |place: engine::Place| Location { path: path.clone().into_owned(), range: place.into() };
        let related =
            finding.labels.iter().map(|label| Related { message: label.text.clone(), location: location(label.place) });
        Self {
            message: advice(finding),
            location: location(finding.place),
            severity: word(finding.severity, ["INFO", "WARNING", "ERROR"]),
            source: None,
            code: Code { value: finding.rule.name, url: rule_page(finding.rule.name) },
            suggestions: suggestions(finding),
            related_locations: related.collect(),
        }
    }
}

/// A suggestion is taken by itself, so a fix of several edits is none.
fn suggestions(finding: &FindingReport) -> Vec<Suggestion> {
    let edits = finding.fix.as_ref().map_or(&[][..], |fix| &fix.edits);
    match edits {
        [edit] => vec![Suggestion { range: edit.place.into(), text: edit.text.clone() }],
        _ => Vec::new(),
    }
}

impl From<engine::Place> for Range {
    fn from(place: engine::Place) -> Self {
        Self { start: place.start.into(), end: place.end.into() }
    }
}

impl From<input::Position> for Position {
    fn from(position: input::Position) -> Self {
        Self { line: position.line.get(), column: position.byte_column.get() }
    }
}
