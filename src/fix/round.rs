//! One round: which of the offered fixes are made together.

use std::collections::BTreeSet;

use super::trial::State;
use super::{Applied, Checks, Extent, Held, note};
use crate::finding::{Edit, Finding, Fix};
use crate::input::Span;

/// How often a round may read a text anew to see which of its fixes do harm.
const MAX_TRIALS: usize = 64;
/// The rule whose finding a removed source leaves behind, and whose own fix mends it at once.
const GAP: &str = "numbering-gap";
/// The rules whose fixes give sources other numbers: they wait until the sources are those that stay.
const RENUMBERING: &[&str] = &[GAP, "out-of-order-citation"];
/// The rule whose fixes answer a missing key.
const MISSING: &str = "missing-source";

/// A finding with the fix it offers.
#[derive(Clone, Copy)]
struct Offer<'s> {
    finding: &'s Finding,
    fix: &'s Fix,
}

/// The fixes that are to be made, and what is held back.
pub(super) struct Round<'s> {
    first: Vec<Offer<'s>>,
    /// What is tried where none of the first could be made.
    last: Vec<Offer<'s>>,
    held: Vec<Held>,
}

impl<'s> Round<'s> {
    /// Chooses among what the findings of a text offer.
    pub(super) fn new(state: &'s State<'_>, extent: Extent) -> Self {
        let mut round = Self { first: Vec::new(), last: Vec::new(), held: Vec::new() };
        let mut offers = Vec::new();
        for finding in &state.findings {
            let Some(fix) = finding.fix.as_ref().filter(|f| f.safe || extent == Extent::OnRequest) else { continue };
            let offer = Offer { finding, fix };
            match state.ledger.holds(fix.guard) {
                Some(reason) => round.hold(offer, reason),
                None if fix.edits.iter().all(|e| state.is_idle(e)) => {}
                None => offers.push(offer),
            }
        }
        offers.sort_by_key(|o| (o.fix.edits.len(), o.fix.edits[0].span));
        let (last, first) = offers.into_iter().partition(|o| RENUMBERING.contains(&o.finding.rule.name));
        (round.first, round.last) = (disjoint(first), disjoint(last));
        round
    }

    /// Makes the chosen fixes, or those of them that do no harm together.
    pub(super) fn make<'i>(&mut self, state: &State<'i>, check: Checks<'_>) -> Option<(State<'i>, Vec<Applied>)> {
        let (first, last) = (std::mem::take(&mut self.first), std::mem::take(&mut self.last));
        self.try_all(first, state, check).or_else(|| self.try_all(last, state, check))
    }

    fn try_all<'i>(
        &mut self,
        offers: Vec<Offer<'s>>,
        state: &State<'i>,
        check: Checks<'_>,
    ) -> Option<(State<'i>, Vec<Applied>)> {
        let mut made: Vec<Offer<'s>> = Vec::new();
        let mut best = None;
        let mut trials = 0;
        let mut parts = vec![offers];
        while let Some(part) = parts.pop().filter(|p| !p.is_empty()) {
            let all: Vec<Offer<'s>> = made.iter().chain(&part).copied().collect();
            trials += 1;
            match attempt(state, &all, check) {
                Ok(done) => (best, made) = (Some(done), all),
                Err(reason) if part.len() == 1 || trials >= MAX_TRIALS => {
                    part.iter().for_each(|offer| self.hold(*offer, reason.clone()));
                }
                Err(_) => {
                    let (first, second) = part.split_at(part.len() / 2);
                    parts.extend([second.to_vec(), first.to_vec()]);
                }
            }
        }
        best
    }

    /// What was asked for and not done.
    pub(super) fn into_held(self) -> Vec<Held> {
        self.held
    }

    fn hold(&mut self, offer: Offer<'_>, reason: String) {
        self.held.push(Held { rule: offer.finding.rule.name, title: offer.fix.title.clone(), reason });
    }
}

/// Those whose edits do not touch one another; the others get their turn in the next round.
fn disjoint(offers: Vec<Offer<'_>>) -> Vec<Offer<'_>> {
    let mut taken: BTreeSet<Span> = BTreeSet::new();
    let mut chosen = Vec::new();
    for offer in offers {
        if offer.fix.edits.iter().all(|e| is_free(&taken, e.span)) {
            taken.extend(offer.fix.edits.iter().map(|e| e.span));
            chosen.push(offer);
        }
    }
    chosen
}

/// Whether a span touches none of some disjoint spans.
fn is_free(taken: &BTreeSet<Span>, span: Span) -> bool {
    let behind = Span::new(span.end, u32::MAX);
    taken.range(..=behind).rev().take(2).all(|t| !touches(*t, span))
}

/// Whether two edits cannot both be made: what is inserted where another begins or ends has no place of its own.
fn touches(a: Span, b: Span) -> bool {
    if a.is_empty() || b.is_empty() { a.start <= b.end && b.start <= a.end } else { a.overlaps(b) }
}

/// The text with these fixes made, or why that must not be.
fn attempt<'i>(
    state: &State<'i>,
    offers: &[Offer<'_>],
    check: Checks<'_>,
) -> Result<(State<'i>, Vec<Applied>), String> {
    let mut next = state.with(edits(offers), check);
    let mut applied: Vec<Applied> = offers.iter().map(|o| note(o.finding.rule, &o.fix.title)).collect();
    if next.ledger.count(GAP) > state.ledger.count(GAP) {
        (next, applied) = close_gaps(next, applied, check);
    }
    let answered = offers.iter().filter(|o| o.finding.rule.name == MISSING).filter_map(|o| o.finding.key.as_deref());
    match state.ledger.loss(&next.ledger, &answered.collect()) {
        None => Ok((next, applied)),
        Some(reason) => Err(reason),
    }
}

/// Closes the gaps that removed sources have left in the numbers.
fn close_gaps<'i>(state: State<'i>, mut applied: Vec<Applied>, check: Checks<'_>) -> (State<'i>, Vec<Applied>) {
    let gaps = state.findings.iter().filter(|f| f.rule.name == GAP);
    let offers = disjoint(gaps.filter_map(|finding| Some(Offer { finding, fix: finding.fix.as_ref()? })).collect());
    if offers.is_empty() {
        return (state, applied);
    }
    applied.extend(offers.iter().map(|o| note(o.finding.rule, &o.fix.title)));
    (state.with(edits(&offers), check), applied)
}

fn edits<'o>(offers: &'o [Offer<'_>]) -> impl Iterator<Item = &'o Edit> {
    offers.iter().flat_map(|o| &o.fix.edits)
}
