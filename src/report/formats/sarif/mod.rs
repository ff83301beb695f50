//! `sarif`: the Static Analysis Results Interchange Format 2.1.0 (OASIS), as code scanning services read it.
//!
//! Columns count characters, paths are relative to the folder in which the run started, and what moves keeps its
//! fingerprint. What does not count is there with the reason.

mod place;
mod result;
mod rules;

use std::io::{self, Write};

use serde::Serialize;

use crate::engine::{FileReport, FindingReport, Reason};
use crate::input::Unread;
use crate::report::Report;
use crate::report::json::write_line;
use crate::report::shared::totals;
use place::{ArtifactLocation, Message};
use result::{Located, Result};
use rules::{Descriptor, Indices};

/// Services take no more results of one run.
const MAX_RESULTS: usize = 25_000;
/// Where the schema is published.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// The name of the folder that paths are relative to.
pub(super) const ROOT: &str = "%SRCROOT%";

/// Writes the log as one line of JSON.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let log = Log { schema: SCHEMA, version: "2.1.0", runs: [Run::new(report)] };
    write_line(&log, out)
}

#[derive(Serialize)]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    column_kind: &'static str,
    automation_details: AutomationDetails,
    original_uri_base_ids: Bases,
    invocations: [Invocation; 1],
    artifacts: Vec<Artifact>,
    results: Vec<Result>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    organization: &'static str,
    version: &'static str,
    semantic_version: &'static str,
    information_uri: &'static str,
    short_description: Message,
    rules: Vec<Descriptor>,
}

#[derive(Serialize)]
struct AutomationDetails {
    /// Ends with `/`: the run is one of a category, and has no name of its own.
    id: &'static str,
}

#[derive(Serialize)]
struct Bases {
    #[serde(rename = "%SRCROOT%")]
    root: Base,
}

#[derive(Serialize)]
struct Base {
    description: Message,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Message,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    locations: Vec<NotedPlace>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct NotedPlace {
    physical_location: NotedFile,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct NotedFile {
    artifact_location: ArtifactLocation,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    location: ArtifactLocation,
    mime_type: &'static str,
    encoding: String,
    roles: [&'static str; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    hashes: Option<Hashes>,
}

#[derive(Serialize)]
struct Hashes {
    #[serde(rename = "sha-256")]
    sha256: String,
}

impl Run {
    fn new(report: &Report) -> Self {
        let indices = Indices::new();
        let chosen = chosen(report);
        let left_out = total(report) - chosen.len();
        let result = |(index, finding, aside): (usize, &FindingReport, Option<&Reason>)| {
            let located = Located { path: &report.files[index].path, base: &report.base, index };
            Result::new(finding, &located, &indices, aside)
        };
        Self {
            tool: Tool { driver: Driver::new() },
            column_kind: "unicodeCodePoints",
            automation_details: AutomationDetails { id: "wellcited/" },
            original_uri_base_ids: Bases { root: Base { description: Message::new("where wellcited was run") } },
            invocations: [Invocation::new(report, left_out)],
            artifacts: report.files.iter().map(|file| Artifact::new(file, &report.base)).collect(),
            results: chosen.into_iter().map(result).collect(),
        }
    }
}

/// How many findings there are, those that do not count included.
fn total(report: &Report) -> usize {
    report.files.iter().map(|file| file.findings.len() + file.set_aside.len()).sum()
}

/// The findings that are written, in order of file and place: all of them, or the worst.
fn chosen(report: &Report) -> Vec<(usize, &FindingReport, Option<&Reason>)> {
    let all = report.files.iter().enumerate().flat_map(|(index, file)| {
        let standing = file.findings.iter().map(move |finding| (index, finding, None));
        standing.chain(file.set_aside.iter().map(move |aside| (index, &aside.finding, Some(&aside.by))))
    });
    let mut chosen: Vec<_> = all.collect();
    if chosen.len() > MAX_RESULTS {
        chosen.sort_by_key(|(_, finding, aside)| (aside.is_some(), std::cmp::Reverse(finding.severity)));
        chosen.truncate(MAX_RESULTS);
        chosen.sort_by_key(|(index, finding, aside)| (*index, aside.is_some(), finding.place.span, finding.rule.name));
    }
    chosen
}

impl Driver {
    fn new() -> Self {
        Self {
            name: env!("CARGO_PKG_NAME"),
            organization: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
            semantic_version: env!("CARGO_PKG_VERSION"),
            information_uri: env!("CARGO_PKG_REPOSITORY"),
            short_description: Message::new("Finds broken citations in articles."),
            rules: rules::descriptors(),
        }
    }
}

impl Invocation {
    fn new(report: &Report, left_out: usize) -> Self {
        let mut notifications: Vec<_> = report.unread.iter().map(|u| Notification::unread(u, &report.base)).collect();
        if left_out > 0 {
            let text = format!(
                "{left_out} findings are left out, the lightest first: services take no more than {MAX_RESULTS}."
            );
            notifications.push(Notification { level: "warning", message: Message::new(&text), locations: Vec::new() });
        }
        let text = totals::closing(report);
        notifications.push(Notification { level: "note", message: Message::new(&text), locations: Vec::new() });
        Self { execution_successful: report.unread.is_empty(), tool_execution_notifications: notifications }
    }
}

impl Notification {
    fn unread(unread: &Unread, base: &str) -> Self {
        let text = format!("{} cannot be read: {}", unread.path, unread.message);
        let artifact_location = ArtifactLocation::new(&unread.path, base, None);
        let place = NotedPlace { physical_location: NotedFile { artifact_location } };
        Self { level: "error", message: Message::new(&text), locations: vec![place] }
    }
}

impl Artifact {
    fn new(file: &FileReport, base: &str) -> Self {
        Self {
            location: ArtifactLocation::new(&file.path, base, None),
            mime_type: match file.format {
                crate::input::Format::Html => "text/html",
                crate::input::Format::Markdown => "text/markdown",
                crate::input::Format::Text => "text/plain",
            },
            encoding: file.encoding.clone(),
            roles: ["analysisTarget"],
            hashes: (!file.sha256.is_empty()).then(|| Hashes { sha256: file.sha256.clone() }),
        }
    }
}
