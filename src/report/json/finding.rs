//! A finding, with its places and its fix.

use serde::{Serialize, Serializer};

use super::place::{Place, Span};
use crate::engine::{self, FindingReport};

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(in crate::report) struct Finding<'a> {
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

/// All findings of a file; each is made when it is written, since there may be very many.
pub(in crate::report) struct Findings<'a>(pub(super) &'a [FindingReport]);

impl Serialize for Findings<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_seq(self.0.iter().map(Finding::new))
    }
}

fn is_zero(n: &u32) -> bool {
    *n == 0
}

impl<'a> Finding<'a> {
    pub(in crate::report) fn new(finding: &'a FindingReport) -> Self {
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
            fix: finding.fix.as_deref().map(Fix::new),
        }
    }
}

impl<'a> Fix<'a> {
    fn new(fix: &'a engine::FixReport) -> Self {
        let edits = fix.edits.iter().map(|e| Edit { span: e.place.span.into(), text: &e.text });
        Self { title: &fix.title, safe: fix.safe, edits: edits.collect() }
    }
}
