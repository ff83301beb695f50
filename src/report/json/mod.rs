//! The JSON that other programs rely on: `wellcited.report/1`, and in [`extract`] `wellcited.extract/1`. Frozen structs;
//! changes only add fields. The core of the library has them too.

pub mod extract;
mod quotation;
mod sources;
mod writing;

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::Report;
use crate::engine::{self, FileReport, FindingReport};
use crate::finding::Severity;
use crate::input::{self, Unread};
use quotation::Quotation;
use sources::{Known, Source};
pub(super) use writing::write_line;

/// The JSON Schema of the report.
pub const SCHEMA: &str = include_str!("schema.json");

/// Writes the report as one line of JSON.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    write_line(&Document::new(report), out)
}

/// Everything one run of `wellcited check` found.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "wellcited report"))]
struct Document<'a> {
    schema: &'static str,
    tool: Tool,
    summary: Summary,
    unread: Vec<UnreadFile<'a>>,
    files: Vec<File<'a>>,
    /// Where the text of sources is at hand.
    #[serde(skip_serializing_if = "Option::is_none")]
    quotations: Option<Vec<Quotation<'a>>>,
    /// With `--verify`: every address, and what is known about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    sources: Option<Vec<Source<'a>>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Tool {
    name: &'static str,
    version: &'static str,
}

impl Tool {
    /// This program.
    pub(super) const THIS: Self = Self { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") };
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Summary {
    /// All inputs, those that could not be read included: the sum of `by_status`.
    files: usize,
    by_status: BTreeMap<&'static str, usize>,
    skipped_binaries: usize,
    markers: usize,
    entries: usize,
    links: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    suppressed: usize,
    baselined: usize,
    fixed: usize,
    /// With `--verify`: how many sources, and how many addresses, are of each class; and the requests sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    verified: Option<sources::Counts>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct UnreadFile<'a> {
    path: &'a str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct File<'a> {
    path: &'a str,
    status: &'static str,
    format: &'static str,
    encoding: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    sha256: &'a str,
    markers: usize,
    entries: usize,
    links: usize,
    lists: Vec<List<'a>>,
    /// Files of sources that the article names and that could not be read: keys of letters were not checked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unread_bibliography: Vec<&'a str>,
    /// Selectors of the settings that nothing on the page fits.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unmatched_selectors: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    findings: Option<Vec<Finding<'a>>>,
    /// With `--verify`: what is known about each source.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    verdicts: Vec<Known<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct List<'a> {
    heading: Option<&'a str>,
    kind: &'static str,
    scope: &'static str,
    start_line: u32,
    end_line: u32,
    entries: usize,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Finding<'a> {
    rule: &'static str,
    severity: &'static str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<&'a str>,
    list: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    entry: Option<usize>,
    #[serde(flatten)]
    place: Place,
    sentence: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<&'a str>,
    confidence: &'static str,
    occurrences: u32,
    labels: Vec<Label<'a>>,
    #[serde(skip_serializing_if = "is_zero")]
    labels_omitted: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    cause: Option<usize>,
    fingerprint: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<Fix<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Label<'a> {
    #[serde(flatten)]
    place: Place,
    text: &'a str,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Fix<'a> {
    title: &'a str,
    safe: bool,
    edits: Vec<Edit<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Edit<'a> {
    span: Span,
    text: &'a str,
}

/// A place: bytes, and lines and columns counted from 1.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Place {
    span: Span,
    start: Position,
    end: Position,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Span {
    start: u32,
    end: u32,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Position {
    line: u32,
    column: u32,
}

impl Place {
    /// The line it begins on.
    #[cfg(feature = "cli")]
    pub(super) fn line(&self) -> u32 {
        self.start.line
    }
}

fn is_zero(n: &u32) -> bool {
    *n == 0
}

impl<'a> Document<'a> {
    fn new(report: &'a Report) -> Self {
        Self {
            schema: "wellcited.report/1",
            tool: Tool::THIS,
            summary: Summary::new(report),
            unread: report.unread.iter().map(UnreadFile::new).collect(),
            files: report.files.iter().map(File::new).collect(),
            quotations: report.quotations.then(|| quotation::all(report)),
            sources: report.outcomes.as_deref().map(|outcomes| sources::of(report, outcomes)),
        }
    }
}

impl Summary {
    pub(super) fn new(report: &Report) -> Self {
        let mut by_status = BTreeMap::from([("checked", 0), ("links-only", 0), ("no-citations", 0)]);
        for file in &report.files {
            *by_status.entry(file.status.name()).or_default() += 1;
        }
        by_status.insert("unreadable", report.unread.len());
        by_status.insert("excluded", report.excluded);
        if report.unchanged > 0 {
            by_status.insert("unchanged", report.unchanged);
        }
        let sum = |count: fn(&FileReport) -> usize| report.files.iter().map(count).sum();
        Self {
            files: report.inputs(),
            by_status,
            skipped_binaries: report.skipped,
            markers: sum(|f| f.markers),
            entries: sum(|f| f.entries),
            links: sum(|f| f.links),
            errors: report.count(Severity::Error),
            warnings: report.count(Severity::Warning),
            infos: report.count(Severity::Info),
            suppressed: sum(FileReport::suppressed),
            baselined: sum(FileReport::baselined),
            fixed: report.fixed(),
            verified: report.outcomes.as_deref().map(|outcomes| sources::Counts::new(report, outcomes)),
        }
    }
}

impl<'a> UnreadFile<'a> {
    pub(super) fn new(unread: &'a Unread) -> Self {
        Self { path: &unread.path, message: &unread.message, help: unread.help.as_deref() }
    }
}

impl<'a> File<'a> {
    fn new(file: &'a FileReport) -> Self {
        Self { findings: Some(file.findings.iter().map(Finding::new).collect()), ..Self::without_findings(file) }
    }

    /// The file alone, where its findings stand elsewhere.
    pub(super) fn without_findings(file: &'a FileReport) -> Self {
        Self {
            path: &file.path,
            status: file.status.name(),
            format: file.format.name(),
            encoding: &file.encoding,
            title: file.title.as_deref(),
            language: file.language.as_deref(),
            sha256: &file.sha256,
            markers: file.markers,
            entries: file.entries,
            links: file.links,
            lists: file.lists.iter().map(List::new).collect(),
            unread_bibliography: file.unread_bibliography.iter().map(|(unread, _)| unread.file.as_str()).collect(),
            unmatched_selectors: file.unmatched.iter().map(|unmatched| unmatched.selector.as_str()).collect(),
            findings: None,
            verdicts: file.sources.iter().map(Known::new).collect(),
        }
    }
}

impl<'a> List<'a> {
    fn new(list: &'a engine::ListReport) -> Self {
        Self {
            heading: list.heading.as_deref(),
            kind: list.family.name(),
            scope: list.scope.name(),
            start_line: list.start_line,
            end_line: list.end_line,
            entries: list.entries,
        }
    }
}

impl<'a> Finding<'a> {
    pub(super) fn new(finding: &'a FindingReport) -> Self {
        Self {
            rule: finding.rule.name,
            severity: finding.severity.name(),
            message: &finding.message,
            help: finding.help.as_deref(),
            key: finding.key.as_deref(),
            list: finding.list,
            entry: finding.entry,
            place: finding.place.into(),
            sentence: &finding.excerpt.text,
            section: finding.section.as_deref(),
            confidence: finding.confidence.name(),
            occurrences: finding.occurrences,
            labels: finding.labels.iter().map(|l| Label { place: l.place.into(), text: &l.text }).collect(),
            labels_omitted: finding.labels_omitted,
            cause: finding.cause,
            fingerprint: &finding.fingerprint,
            fix: finding.fix.as_ref().map(Fix::new),
        }
    }
}

impl<'a> Fix<'a> {
    fn new(fix: &'a engine::FixReport) -> Self {
        let edits = fix.edits.iter().map(|e| Edit { span: e.place.span.into(), text: &e.text });
        Self { title: &fix.title, safe: fix.safe, edits: edits.collect() }
    }
}

impl From<engine::Place> for Place {
    fn from(place: engine::Place) -> Self {
        Self { span: place.span.into(), start: place.start.into(), end: place.end.into() }
    }
}

impl From<input::Span> for Span {
    fn from(span: input::Span) -> Self {
        Self { start: span.start, end: span.end }
    }
}

impl From<input::Position> for Position {
    fn from(position: input::Position) -> Self {
        Self { line: position.line.get(), column: position.column.get() }
    }
}

#[cfg(test)]
mod tests {
    use schemars::generate::SchemaSettings;

    use super::*;

    /// `WELLCITED_WRITE_SCHEMA=1 cargo test schema` writes it anew.
    #[test]
    fn the_schema_is_what_the_program_writes() {
        let settings = SchemaSettings::draft2020_12().for_serialize();
        let schema = settings.into_generator().into_root_schema_for::<Document<'_>>();
        let wanted = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        if std::env::var_os("WELLCITED_WRITE_SCHEMA").is_some() {
            std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/src/report/json/schema.json"), wanted).unwrap();
        } else {
            assert_eq!(SCHEMA, wanted, "WELLCITED_WRITE_SCHEMA=1 writes it anew");
        }
    }
}
