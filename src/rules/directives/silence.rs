//! Takes away what directives silence, and tells which of them silence nothing.

use super::{Directives, Kind, Silence};
use crate::finding::{Finding, Group, Meta, keep};
use crate::input::Span;
use crate::map::HashMap;
use crate::rules::Subject;
use crate::rules::sink::HERE_TOO;

/// Directives of one kind about one subject that overlap in more than so many layers are not told apart.
const MAX_LAYERS: usize = 64;

/// What is left after directives have been obeyed.
pub(in crate::rules) struct Silenced {
    /// The findings that stand.
    pub(in crate::rules) findings: Vec<Finding>,
    /// The others.
    pub(in crate::rules) suppressed: Vec<Finding>,
    /// Names in directives that silence nothing.
    pub(in crate::rules) idle: Vec<Span>,
}

/// Obeys the directives of an article. A rule that does not run here (`runs`) cannot show that a directive is idle.
pub(in crate::rules) fn silence(
    directives: &Directives,
    findings: Vec<Finding>,
    runs: impl Fn(&str) -> bool,
) -> Silenced {
    if directives.silences.is_empty() {
        return Silenced { findings, suppressed: Vec::new(), idle: Vec::new() };
    }
    let mut index = Index::new(&directives.silences);
    let mut findings = findings;
    let stands: Vec<bool> = findings.iter_mut().map(|finding| index.leaves(finding)).collect();
    let suppressed = keep(&mut findings, &stands);
    let tested = |silence: &Silence| match silence.subject {
        Subject::Rule(name) => runs(name),
        Subject::All | Subject::Of(_) => true,
    };
    let idle = directives.silences.iter().zip(&index.used).filter(|(silence, used)| !**used && tested(silence));
    Silenced { findings, suppressed, idle: idle.map(|(silence, _)| silence.span).collect() }
}

/// Silences by subject and kind, each in the order of their places.
struct Index<'a> {
    silences: &'a [Silence],
    by_subject: HashMap<(Subject, Kind), Vec<usize>>,
    used: Vec<bool>,
}

impl<'a> Index<'a> {
    fn new(silences: &'a [Silence]) -> Self {
        let mut by_subject: HashMap<_, Vec<usize>> = HashMap::default();
        for (i, silence) in silences.iter().enumerate() {
            by_subject.entry((silence.subject, silence.kind)).or_default().push(i);
        }
        Self { silences, by_subject, used: vec![false; silences.len()] }
    }

    /// Whether a finding stands; places of it that are silenced are taken out.
    fn leaves(&mut self, finding: &mut Finding) -> bool {
        if finding.rule.group == Group::Directives {
            return true;
        }
        let rule = finding.rule;
        let before = finding.labels.len();
        finding.labels.retain(|label| label.text != HERE_TOO || !self.covers(rule, label.span));
        finding.occurrences -= (before - finding.labels.len()) as u32;
        if !self.covers(rule, finding.span) {
            return true;
        }
        let Some(next) = finding.labels.iter().position(|label| label.text == HERE_TOO) else { return false };
        finding.span = finding.labels.remove(next).span;
        finding.occurrences -= 1;
        true
    }

    /// Whether a place is silenced for a rule; the narrowest directive that does it has been of use.
    fn covers(&mut self, rule: &Meta, place: Span) -> bool {
        let keys = Kind::ALL.into_iter().flat_map(|kind| Subject::of(rule).map(|subject| (subject, kind)));
        let found = keys.into_iter().find_map(|key| self.at(key, place.start));
        if let Some(found) = found {
            self.used[found] = true;
        }
        found.is_some()
    }

    fn at(&self, key: (Subject, Kind), at: u32) -> Option<usize> {
        let silences = self.by_subject.get(&key)?;
        let before = silences.partition_point(|&i| self.silences[i].reach.start <= at);
        let covers = |&&i: &&usize| at < self.silences[i].reach.end;
        silences[..before].iter().rev().take(MAX_LAYERS).find(covers).copied()
    }
}
