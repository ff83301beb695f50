//! The JSON that other programs rely on: `wellcited.report/1`, and in [`extract`] `wellcited.extract/1`. Frozen structs;
//! changes only add fields. The core of the library has them too.

pub mod extract;
mod finding;
mod place;
mod quotation;
mod sources;
mod writing;

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::Report;
use crate::engine::{self, FileReport};
use crate::finding::Severity;
use crate::input::Unread;
#[cfg(any(test, feature = "cli"))]
pub(super) use finding::Finding;
use finding::Findings;
pub(super) use place::{Place, Span};
use quotation::Quotation;
use sources::{Sources, Verdicts};
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
    #[cfg_attr(test, schemars(with = "Option<Vec<sources::Source<'a>>>"))]
    sources: Option<Sources<'a>>,
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
    #[cfg_attr(test, schemars(with = "Option<Vec<Finding<'a>>>"))]
    findings: Option<Findings<'a>>,
    /// With `--verify`: what is known about each source.
    #[serde(skip_serializing_if = "Verdicts::is_empty")]
    #[cfg_attr(test, schemars(with = "Vec<sources::Known<'a>>"))]
    verdicts: Verdicts<'a>,
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

impl<'a> Document<'a> {
    fn new(report: &'a Report) -> Self {
        Self {
            schema: "wellcited.report/1",
            tool: Tool::THIS,
            summary: Summary::new(report),
            unread: report.unread.iter().map(UnreadFile::new).collect(),
            files: report.files.iter().map(File::new).collect(),
            quotations: report.quotations.then(|| quotation::all(report)),
            sources: report.outcomes.as_deref().map(|outcomes| Sources::new(report, outcomes)),
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
        Self { findings: Some(Findings(&file.findings)), ..Self::without_findings(file) }
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
            verdicts: Verdicts(&file.sources),
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
