//! What happens between the rules and the reader: who wins on the same characters, what replaces what, causes, order.

use std::collections::BTreeMap;

use super::numbers::same_sequence;
use super::sink::HERE_TOO;
use super::{Context, Rule, put_in_order};
use super::{cut_source_list::CutSourceList, dropped_citation::DroppedCitation, duplicate_anchor::DuplicateAnchor};
use super::{duplicate_number::DuplicateNumber, missing_source::MissingSource, no_source_list::NoSourceList};
use super::{number_url_conflict::NumberUrlConflict, pruned_source_list::PrunedSourceList};
use super::{uncited_source_list::UncitedSourceList, unused_source::UnusedSource};
use crate::cite::ListId;
use crate::finding::{Finding, Meta};
use crate::input::Span;
use crate::map::HashSet;

/// Settles what the rules have reported and puts it in order: by start, end and name of the rule.
pub(super) fn settle(cx: &Context<'_>, findings: Vec<Finding>) -> Vec<Finding> {
    let findings = replace(findings);
    let mut findings = contest(findings);
    put_in_order(&mut findings, |f| (f.span, f.rule.name));
    explain(cx, &mut findings);
    findings
}

/// Adds findings that explain nothing and are explained by nothing, and restores the order.
pub(super) fn add(findings: &mut Vec<Finding>, more: Vec<Finding>) {
    findings.extend(more);
    let mut order: Vec<usize> = (0..findings.len()).collect();
    order.sort_by_key(|&i| (findings[i].span, findings[i].rule.name));
    let mut moved = vec![0; order.len()];
    order.iter().enumerate().for_each(|(new, &old)| moved[old] = new);
    findings.iter_mut().for_each(|f| f.cause = f.cause.map(|old| moved[old]));
    findings.sort_by(|a, b| (a.span, a.rule.name).cmp(&(b.span, b.rule.name)));
}

fn is<R: Rule>(finding: &Finding, rule: &R) -> bool {
    finding.rule.name == rule.meta().name
}

/// One fact about a whole list takes the place of the findings about each of its numbers.
fn replace(mut findings: Vec<Finding>) -> Vec<Finding> {
    let lists = |test: &dyn Fn(&Finding) -> bool| -> HashSet<Option<ListId>> {
        findings.iter().filter(|f| test(f)).map(|f| f.list).collect()
    };
    let absent = lists(&|f| is(f, &NoSourceList));
    let uncited = lists(&|f| is(f, &UncitedSourceList));
    if !absent.is_empty() || !uncited.is_empty() {
        findings.retain(|f| {
            let unused = is(f, &UnusedSource) && (absent.contains(&f.list) || uncited.contains(&f.list));
            let missing = is(f, &MissingSource) && absent.contains(&f.list);
            !unused && !missing
        });
    }
    findings
}

/// Where two rules see the same characters the one with the lower rank is heard; a finding with other places lives on
/// in those.
fn contest(findings: Vec<Finding>) -> Vec<Finding> {
    let mut order: Vec<Finding> = findings;
    put_in_order(&mut order, |f| f.rule.rank);
    let mut settled = Vec::with_capacity(order.len());
    let mut taken = Taken::default();
    let mut won: Vec<Span> = Vec::new();
    let mut rank = None;
    for finding in order {
        if finding.rule.rank == Meta::APART {
            settled.push(finding);
            continue;
        }
        if rank != Some(finding.rule.rank) {
            won.drain(..).for_each(|span| taken.add(span));
            rank = Some(finding.rule.rank);
        }
        if let Some(finding) = outside(finding, &taken) {
            won.extend(places(&finding));
            settled.push(finding);
        }
    }
    settled
}

/// The places where a finding occurs.
fn places(finding: &Finding) -> impl Iterator<Item = Span> {
    let others = finding.labels.iter().filter(|l| l.text == HERE_TOO).map(|l| l.span);
    std::iter::once(finding.span).chain(others)
}

/// What is left of a finding outside of what others have taken.
fn outside(mut finding: Finding, taken: &Taken) -> Option<Finding> {
    let all = finding.labels.len();
    finding.labels.retain(|l| l.text != HERE_TOO || !taken.overlaps(l.span));
    finding.occurrences -= (all - finding.labels.len()) as u32;
    if !taken.overlaps(finding.span) {
        return Some(finding);
    }
    let next = finding.labels.iter().position(|l| l.text == HERE_TOO)?;
    finding.span = finding.labels.remove(next).span;
    finding.occurrences -= 1;
    Some(finding)
}

/// Stretches of the input that a finding has been reported for: disjoint, start to end.
#[derive(Default)]
struct Taken(BTreeMap<u32, u32>);

impl Taken {
    fn overlaps(&self, span: Span) -> bool {
        self.0.range(..span.end).next_back().is_some_and(|(_, &end)| end > span.start)
    }

    fn add(&mut self, span: Span) {
        if span.is_empty() {
            return;
        }
        let (mut start, mut end) = (span.start, span.end);
        while let Some((&s, &e)) = self.0.range(..=end).next_back().filter(|(_, e)| **e >= start) {
            self.0.remove(&s);
            (start, end) = (start.min(s), end.max(e));
        }
        self.0.insert(start, end);
    }
}

/// Points each finding to the one that probably explains it.
fn explain(cx: &Context<'_>, findings: &mut [Finding]) {
    let of = |name: &str| -> Vec<usize> { (0..findings.len()).filter(|&i| findings[i].rule.name == name).collect() };
    let pruned = of(PrunedSourceList::META.name);
    let cut = of(CutSourceList::META.name);
    let doubled = of(DuplicateNumber::META.name);
    let causes: Vec<Option<usize>> = findings
        .iter()
        .map(|f| {
            let about = |causes: &[usize]| {
                let same = |&&i: &&usize| f.list.zip(findings[i].list).is_some_and(|(a, b)| same_sequence(cx, a, b));
                causes.iter().find(same).copied()
            };
            if is(f, &MissingSource) {
                about(&cut).or_else(|| about(&pruned))
            } else if is(f, &UnusedSource) {
                about(&pruned).or_else(|| about(&cut))
            } else if is(f, &NumberUrlConflict) {
                about(&cut)
            } else if is(f, &DroppedCitation) {
                pruned.first().copied()
            } else if is(f, &DuplicateAnchor) {
                doubled.iter().find(|&&i| findings[i].list == f.list && findings[i].key == f.key).copied()
            } else {
                None
            }
        })
        .collect();
    for (finding, cause) in findings.iter_mut().zip(causes) {
        finding.cause = cause;
    }
}
