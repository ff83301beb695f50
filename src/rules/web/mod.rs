//! Sources and the web: which addresses are asked, for whom, and what rules say about the verdicts.
//!
//! Asking is not done here. What is to be asked is a [`Plan`]; what was found out arrives with the context.

mod asked;
mod dates;
mod fixes;
mod identifiers;
mod titles;
mod words;

pub(super) use asked::collect;
pub use asked::{Asked, Target};
pub(super) use fixes::{add_copy, replace};
pub(super) use words::{answered, new_address, shown_day};

use super::{Context, Draft, Noted};
use crate::outcome::{Class, Plan, Verdict, Wanted};

/// What verification is to find out for an article.
pub fn plan(noted: &Noted) -> Plan {
    let mut plan = Plan::default();
    for asked in &noted.asked {
        if let Target::Address(key) = &asked.target {
            plan.add(
                key.clone(),
                Wanted {
                    titles: asked.titles.clone(),
                    doi: asked.doi.clone(),
                    is_catalogue: asked.is_catalogue,
                    needs_text: false,
                    cited_on: asked.cited_on,
                },
            );
        }
    }
    plan
}

/// The verdict on each address of an article, where there is one. Where the web was not asked, addresses are not even
/// collected.
pub(super) fn verdicts<'a>(cx: &Context<'a>) -> Vec<Option<&'a Verdict>> {
    let Some(outcomes) = cx.outcomes else { return Vec::new() };
    let verdict = |asked: &Asked| match &asked.target {
        Target::Address(key) => outcomes.verdicts.get(key),
        Target::Unasked(_) => None,
    };
    cx.asked().iter().map(verdict).collect()
}

/// The addresses of an article that have a verdict.
pub(super) fn judged<'c>(cx: &'c Context<'_>) -> impl Iterator<Item = (&'c Asked, &'c Verdict)> {
    let judged = cx.verdicts().iter().enumerate();
    judged.filter_map(|(asked, verdict)| Some((&cx.asked()[asked], (*verdict)?)))
}

/// Those with a verdict of one class.
pub(super) fn of_class<'c>(cx: &'c Context<'_>, class: Class) -> impl Iterator<Item = (&'c Asked, &'c Verdict)> {
    judged(cx).filter(move |(_, verdict)| verdict.class() == class)
}

impl Asked {
    /// Says which source a finding is about.
    pub(super) fn report<'d>(&self, cx: &Context<'_>, draft: Draft<'d>) -> Draft<'d> {
        self.holder.report(cx, draft)
    }
}
