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
use crate::outcome::{Class, Plan, Verdict, Wanted, score};

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

/// What the web says about an address at one place.
#[derive(Clone, Copy, Debug)]
pub struct Said<'a> {
    /// The verdict on the address.
    pub verdict: &'a Verdict,
    /// How well the title of the page agrees with those that stand at this place, in hundredths: where several sources
    /// give one page different titles, each is judged by its own.
    pub title_score: Option<u8>,
}

/// What the web says about each address of an article, if anything. Where it was not asked, addresses are not even
/// collected.
pub(super) fn said<'a>(cx: &Context<'a>) -> Vec<Option<Said<'a>>> {
    let Some(outcomes) = cx.outcomes else { return Vec::new() };
    let said = |asked: &Asked| {
        let Target::Address(key) = &asked.target else { return None };
        let verdict = outcomes.verdicts.get(key)?;
        let scores = asked.titles.iter().flat_map(|own| verdict.titles.iter().filter_map(|page| score(own, page)));
        Some(Said { verdict, title_score: scores.max() })
    };
    cx.asked().iter().map(said).collect()
}

/// The addresses of an article that the web says something about.
pub(super) fn said_of<'c>(cx: &'c Context<'_>) -> impl Iterator<Item = (&'c Asked, Said<'c>)> {
    // Where nobody was asked, nothing is collected either.
    let said = cx.said();
    let asked = if said.is_empty() { &[] } else { cx.asked() };
    asked.iter().zip(said).filter_map(|(asked, said)| Some((asked, (*said)?)))
}

/// The addresses of an article that have a verdict.
pub(super) fn judged<'c>(cx: &'c Context<'_>) -> impl Iterator<Item = (&'c Asked, &'c Verdict)> {
    said_of(cx).map(|(asked, said)| (asked, said.verdict))
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
