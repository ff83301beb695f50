//! One finding.

use serde::Serialize;

use super::place::{ArtifactLocation, Content, Message, Region};
use super::rules::Indices;
use crate::engine::{FindingReport, FixReport, Place, Reason};
use crate::report::shared::totals;
use crate::report::shared::words::{advice, word};

/// What the format calls severities.
pub(super) const LEVELS: [&str; 3] = ["note", "warning", "error"];

/// A file among the files of the run.
pub(super) struct Located<'a> {
    pub(super) path: &'a str,
    pub(super) base: &'a str,
    pub(super) index: usize,
}

impl Located<'_> {
    fn artifact(&self) -> ArtifactLocation {
        ArtifactLocation::new(self.path, self.base, Some(self.index))
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Result {
    rule_id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: Fingerprints,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Fix>,
    /// Always there: where some results have it, its absence would mean that nobody knows.
    suppressions: Vec<Suppression>,
    properties: Properties,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
    #[serde(skip_serializing_if = "Option::is_none")]
    context_region: Option<Region>,
}

#[derive(Serialize)]
struct Fingerprints {
    #[serde(rename = "wellcitedFinding/v1")]
    finding: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Fix {
    description: Message,
    artifact_changes: [ArtifactChange; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange {
    artifact_location: ArtifactLocation,
    replacements: Vec<Replacement>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Region,
    inserted_content: Content,
}

#[derive(Serialize)]
struct Suppression {
    kind: &'static str,
    status: &'static str,
    justification: String,
}

#[derive(Serialize)]
struct Properties {
    confidence: &'static str,
    occurrences: u32,
    sentence: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<String>,
    #[serde(rename = "fixIsSafe", skip_serializing_if = "Option::is_none")]
    fix_is_safe: Option<bool>,
}

impl Result {
    pub(super) fn new(finding: &FindingReport, file: &Located<'_>, indices: &Indices, aside: Option<&Reason>) -> Self {
        let related = (0..).zip(&finding.labels).map(|(id, label)| Location {
            id: Some(id),
            physical_location: PhysicalLocation::new(label.place, file),
            message: Some(Message::new(&label.text)),
        });
        Self {
            rule_id: finding.rule.name,
            rule_index: indices.of(finding.rule),
            level: word(finding.severity, LEVELS),
            message: Message::new(&advice(finding)),
            locations: [Location { id: None, physical_location: PhysicalLocation::of(finding, file), message: None }],
            related_locations: related.collect(),
            partial_fingerprints: Fingerprints { finding: finding.fingerprint.clone() },
            fixes: finding.fix.iter().map(|fix| Fix::new(fix, file)).collect(),
            suppressions: aside.map(Suppression::new).into_iter().collect(),
            properties: Properties {
                confidence: finding.confidence.name(),
                occurrences: finding.occurrences,
                sentence: finding.excerpt.text.clone(),
                section: finding.section.clone(),
                key: finding.key.clone(),
                fix_is_safe: finding.fix.as_ref().map(|fix| fix.safe),
            },
        }
    }
}

impl PhysicalLocation {
    fn new(place: Place, file: &Located<'_>) -> Self {
        Self { artifact_location: file.artifact(), region: Region::new(place, None), context_region: None }
    }

    fn of(finding: &FindingReport, file: &Located<'_>) -> Self {
        let source = finding.source.as_ref();
        let context = source.filter(|source| source.around.span != finding.place.span);
        Self {
            artifact_location: file.artifact(),
            region: Region::new(finding.place, source.map(|source| source.text.as_str())),
            context_region: context.map(|source| Region::new(source.around, Some(&source.context))),
        }
    }
}

impl Fix {
    fn new(fix: &FixReport, file: &Located<'_>) -> Self {
        let replacements = fix.edits.iter().map(|edit| Replacement {
            deleted_region: Region::new(edit.place, None),
            inserted_content: Content { text: edit.text.clone() },
        });
        let change = ArtifactChange { artifact_location: file.artifact(), replacements: replacements.collect() };
        Self { description: Message::new(&fix.title), artifact_changes: [change] }
    }
}

impl Suppression {
    fn new(reason: &Reason) -> Self {
        let kind = if *reason == Reason::Comment { "inSource" } else { "external" };
        Self { kind, status: "accepted", justification: totals::reason(reason) }
    }
}
