//! What makes a run a list of sources.

mod dangling;
mod doubts;
mod judge;
mod names;
mod uses;

use std::collections::BTreeMap;

use super::heads::Head;
use super::run::{Run, in_footnotes};
use super::{Draft, DraftEntry, Finder, Hit, Labelled};
use crate::article::{BlockId, ElementKind};
use crate::cite::list::heading::Announces;
use crate::cite::{Family, KeyId, Keys};
use crate::input::TextRange;
use crate::map::HashSet;
use judge::Judge;
use uses::Uses;

pub(super) use names::{is_source, names_list};
pub(in super::super) use names::{names_note, names_other};
pub(in super::super) use uses::turns_page;

/// The strength of a numbered list that only its place speaks for: taken where nothing better was.
const WEAK: u8 = 30;
/// The strength of a lone note between paragraphs: taken where its neighbours were.
const LONE: u8 = 25;
/// From this strength on markup or links speak for a run, not just the heading it stands under.
const SURE: u8 = 70;

/// Takes the runs with evidence, the strongest first; a weaker one that overlaps it is part of an entry.
pub(super) fn accept(finder: &Finder<'_>, hits: &[Hit], runs: Vec<Run>, keys: &Keys) -> Vec<Draft> {
    let judge = Judge { finder, hits, uses: Uses::new(finder, hits), keys };
    let mut judged: Vec<(u8, Run)> = runs.into_iter().filter_map(|run| Some((judge.strength(&run)?, run))).collect();
    judged.sort_by_key(|(strength, run)| (std::cmp::Reverse(*strength), run.start()));
    let mut taken = Taken::default();
    let mut drafts = Vec::new();
    for (strength, run) in judged {
        let numbers: Vec<u32> = run.keys.iter().flatten().filter_map(|&k| keys.number(k)).collect();
        let spare = match strength {
            WEAK => !taken.numbers.is_empty(),
            LONE => !taken.has_neighbour(&numbers),
            // Items under a heading that can stand over remarks, or behind a list that has answered it: not what the
            // text cites, if all that it cites is taken.
            _ if strength < SURE && judge.is_counted(&run) && taken.holds_all_cited(finder, &judge, &run) => {
                !taken.begins_anew(finder, &judge, &run)
            }
            // A lone line under a heading that another list has answered.
            _ => strength < SURE && run.hits.len() == 1 && !taken.numbers.is_empty() && judge.cited(&run) == 0,
        };
        if spare || run.extents.iter().any(|e| taken.overlaps(*e)) {
            continue;
        }
        taken.add(finder, &run, &numbers);
        drafts.push(draft(finder, hits, run, keys));
    }
    drafts
}

/// What has been accepted.
#[derive(Default)]
struct Taken {
    ranges: BTreeMap<u32, u32>,
    numbers: HashSet<u32>,
    /// The headings that a list stands under.
    answered: HashSet<BlockId>,
}

impl Taken {
    fn overlaps(&self, range: TextRange) -> bool {
        let end = range.end.max(range.start + 1);
        self.ranges.range(..end).next_back().is_some_and(|(_, &e)| e > range.start)
    }

    fn add(&mut self, finder: &Finder<'_>, run: &Run, numbers: &[u32]) {
        self.ranges.extend(run.extents.iter().map(|e| (e.start, e.end.max(e.start + 1))));
        self.answered.extend(finder.heads.governing(run.start()).map(|h| h.block));
        self.numbers.extend(numbers);
    }

    /// Whether other lists hold every number of a run that the text cites; where it cites none, whether another list
    /// stands under the same heading.
    fn holds_all_cited(&self, finder: &Finder<'_>, judge: &Judge<'_>, run: &Run) -> bool {
        let cited = |k: &KeyId| judge.uses.in_brackets(*k) || judge.uses.is_raised(*k);
        let mut numbers =
            run.keys.iter().flatten().filter(|&k| cited(k)).filter_map(|&k| judge.keys.number(k)).peekable();
        match numbers.peek() {
            Some(_) => numbers.all(|n| self.numbers.contains(&n)),
            None => finder.heads.governing(run.start()).is_some_and(|h| self.answered.contains(&h.block)),
        }
    }

    /// Whether a run stands under a heading of sources that no list has answered, and text that cites its numbers lies
    /// between it and the list before: each section has a list of its own.
    fn begins_anew(&self, finder: &Finder<'_>, judge: &Judge<'_>, run: &Run) -> bool {
        let own = finder.heads.governing(run.start()).filter(|h| h.announces == Announces::Sources);
        let own = own.is_some_and(|h| !self.answered.contains(&h.block));
        let before = self.ranges.range(..run.start()).next_back().map(|(_, &end)| end);
        own && before.is_some_and(|end| judge.cites_between(run, end, run.start()))
    }

    /// Whether a lone number is not taken yet, but one close to it is.
    fn has_neighbour(&self, numbers: &[u32]) -> bool {
        let [own] = numbers[..] else { return false };
        !self.numbers.contains(&own)
            && (own.saturating_sub(3)..=own.saturating_add(3)).any(|n| self.numbers.contains(&n))
    }
}

fn draft(finder: &Finder<'_>, hits: &[Hit], run: Run, keys: &Keys) -> Draft {
    let head = finder.heads.governing(run.start());
    // Footnotes that end the page stand below the sources of its last heading, and are none.
    let footnotes = head.is_some_and(|h| h.announces == Announces::Sources && !opens_section(finder, hits, &run, h))
        && (run.labelled == Labelled::Note || are_footnotes(finder, hits, &run));
    let head = head.filter(|_| !footnotes);
    let announced = head.map(|h| h.announces);
    let numeric = run.keys.iter().flatten().filter(|&&k| keys.number(k).is_some()).count() * 2 >= run.keys.len();
    let family = match run.labelled {
        Labelled::Note => Family::Notes,
        _ if numeric => Family::Numbered,
        _ => Family::Keyed,
    };
    let entries = run
        .hits
        .iter()
        .zip(&run.keys)
        .zip(&run.extents)
        .map(|((&h, &key), &range)| DraftEntry { key, label: hits[h].label, range, unit: hits[h].unit })
        .collect();
    let notes =
        footnotes || run.labelled == Labelled::Note || announced == Some(Announces::Notes) || is_raised(finder, &run);
    Draft {
        heading: head.map(|h| finder.article.slice(h.range).trim().to_owned()),
        heading_range: head.map(|h| h.range),
        labelled: run.labelled,
        family,
        notes,
        further_reading: announced == Some(Announces::FurtherReading),
        entries,
    }
}

/// Whether a run is the first thing behind a heading: no other list stands between, and no text.
fn opens_section(finder: &Finder<'_>, hits: &[Hit], run: &Run, head: &Head) -> bool {
    let first = hits.partition_point(|h| h.at < head.range.end);
    let text = || finder.article.slice(TextRange::new(head.range.end, run.start().max(head.range.end)));
    run.hits.first().is_some_and(|&h| h <= first) && text().trim().is_empty()
}

/// Whether markup names a run footnotes.
fn are_footnotes(finder: &Finder, hits: &[Hit], run: &Run) -> bool {
    run.hits.first().is_some_and(|&h| in_footnotes(finder.article, &hits[h]))
}

fn is_raised(finder: &Finder<'_>, run: &Run) -> bool {
    run.labelled == Labelled::Raised
        && run.extents.first().is_some_and(|e| {
            finder.article.elements_in(TextRange::empty(e.start)).iter().any(|x| x.kind == ElementKind::Sup)
        })
}
