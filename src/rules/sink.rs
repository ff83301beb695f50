//! Where a rule reports.

use crate::cite::{EntryId, ListId};
use crate::finding::{Confidence, Finding, Fix, Label, Meta, Severity};
use crate::input::Span;

/// More labels than this are counted, not kept.
const MAX_LABELS: usize = 20;

/// What is at the other places of a finding that occurs more than once.
pub(super) const HERE_TOO: &str = "here too";

/// Collects findings.
#[derive(Debug, Default)]
pub struct Sink {
    findings: Vec<Finding>,
}

impl Sink {
    /// Reports `rule` at a place of the input; the returned draft adds details.
    pub fn at(&mut self, rule: &'static Meta, span: Span, message: impl Into<String>) -> Draft<'_> {
        self.findings.push(Finding {
            rule,
            severity: rule.severity,
            span,
            message: message.into(),
            help: None,
            aside: None,
            key: None,
            list: None,
            entry: None,
            confidence: Confidence::Certain,
            occurrences: 1,
            labels: Vec::new(),
            labels_omitted: 0,
            cause: None,
            fix: None,
        });
        let last = self.findings.len() - 1;
        Draft(&mut self.findings[last])
    }

    /// With what was reported before.
    pub(super) const fn with(findings: Vec<Finding>) -> Self {
        Self { findings }
    }

    pub(super) fn into_findings(self) -> Vec<Finding> {
        self.findings
    }
}

/// A finding that is being described.
#[derive(Debug)]
pub struct Draft<'a>(&'a mut Finding);

impl Draft<'_> {
    /// What to do next.
    pub fn help(self, text: impl Into<String>) -> Self {
        self.0.help = Some(text.into());
        self
    }
    /// A remark beside the place, for people only.
    pub fn aside(self, text: Option<String>) -> Self {
        self.0.aside = text;
        self
    }
    /// The key it is about.
    pub fn key(self, key: &str) -> Self {
        self.0.key = Some(key.to_owned());
        self
    }
    /// The list it is about, if one is known.
    pub fn list(self, list: impl Into<Option<ListId>>) -> Self {
        self.0.list = list.into();
        self
    }
    /// The entry it is about.
    pub fn entry(self, entry: EntryId) -> Self {
        self.0.entry = Some(entry);
        self
    }
    /// A severity other than the rule's own.
    pub fn severity(self, severity: Severity) -> Self {
        self.0.severity = severity;
        self
    }
    /// How sure the rule is.
    pub fn confidence(self, confidence: Confidence) -> Self {
        self.0.confidence = confidence;
        self
    }
    /// Another place of the same finding.
    pub fn label(self, span: Span, text: impl Into<String>) -> Self {
        if self.0.labels.len() < MAX_LABELS {
            self.0.labels.push(Label { span, text: text.into() });
        } else {
            self.0.labels_omitted += 1;
        }
        self
    }
    /// Other occurrences of the same thing: labels that also count.
    pub fn also(mut self, spans: impl IntoIterator<Item = Span>) -> Self {
        for span in spans {
            self.0.occurrences += 1;
            self = self.label(span, HERE_TOO);
        }
        self
    }
    /// The same for what is one finding on purpose, however often it occurs: no place is left out.
    pub fn everywhere(self, spans: impl IntoIterator<Item = Span>) -> Self {
        for span in spans {
            self.0.occurrences += 1;
            self.0.labels.push(Label { span, text: HERE_TOO.into() });
        }
        self
    }
    /// The change that mends it, if there is one.
    pub fn fix(self, fix: Option<Fix>) -> Self {
        self.0.fix = fix;
        self
    }
}
