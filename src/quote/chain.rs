//! Which stretches of a quotation stand in a text word for word, in order: the bones of an alignment.

use super::index::Stream;
use super::pieces::{Gap, Query};

/// So many places of pairs of words are looked at for any quotation, the rarest pairs first.
const MOST_HITS: usize = 6_000;
/// So many stretches are chained, the longest first.
const MOST_RUNS: usize = 600;
/// More words than this are not dropped or put in without a sign: it is another passage.
const FARTHEST: u32 = 60;
/// Words in brackets stand for no more words than this.
const MOST_REPLACED: u32 = 40;

/// A stretch of words that a quotation and a text share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// Its first word in the quotation.
    pub(super) quoted: u32,
    /// Its first word in the text.
    pub(super) at: u32,
    /// How many words.
    pub(super) len: u32,
}

impl Run {
    fn quoted_end(self) -> u32 {
        self.quoted + self.len
    }

    fn end(self) -> u32 {
        self.at + self.len
    }

    /// Without its first words.
    fn without(self, words: u32) -> Self {
        Self { quoted: self.quoted + words, at: self.at + words, len: self.len - words }
    }
}

/// The best chain of shared stretches: in order on both sides, and near each other unless a sign says otherwise.
pub(super) fn best(query: &Query, text: &Stream) -> Vec<Run> {
    let runs = runs(query, text);
    let mut best: Vec<Link> = Vec::with_capacity(runs.len());
    for (id, &run) in runs.iter().enumerate() {
        let mut link = Link { score: i64::from(run.len) * WORD, before: None, skip: 0 };
        for (before, &other) in runs[..id].iter().enumerate() {
            let Some((skip, cost)) = step(query, other, run) else { continue };
            let score = best[before].score + i64::from(run.len - skip) * WORD - cost;
            if score > link.score {
                link = Link { score, before: Some(before), skip };
            }
        }
        best.push(link);
    }
    let last = (0..best.len()).max_by_key(|&id| (best[id].score, std::cmp::Reverse(id)));
    let mut chain: Vec<Run> = Vec::new();
    let mut next = last;
    while let Some(id) = next {
        chain.push(runs[id].without(best[id].skip));
        next = best[id].before;
    }
    chain.reverse();
    chain
}

/// What one word in its place is worth.
const WORD: i64 = 20;

/// How a run continues the chain that is best up to it.
struct Link {
    score: i64,
    before: Option<usize>,
    /// How many of its first words belong to the run before.
    skip: u32,
}

/// How many words of `to` overlap with `from`, and what the way between them costs.
fn step(query: &Query, from: Run, to: Run) -> Option<(u32, i64)> {
    let overlap = from.quoted_end().saturating_sub(to.quoted).max(from.end().saturating_sub(to.at));
    if overlap >= to.len || to.quoted <= from.quoted || to.at <= from.at {
        return None;
    }
    let to = to.without(overlap);
    let (quoted, found) = (to.quoted - from.quoted_end(), to.at - from.end());
    let gap = query.gap_in(from.quoted_end() as usize..to.quoted as usize + 1);
    let lost = i64::from(quoted) * WORD / 2;
    let cost = match gap {
        Some(Gap::LeftOut) => lost + i64::from((found / 200).min(15)),
        Some(_) if found > quoted + MOST_REPLACED => return None,
        Some(_) => lost + i64::from(found / 4),
        None if found.abs_diff(quoted) > FARTHEST => return None,
        None => lost + i64::from(found.abs_diff(quoted)) * 3 + 1,
    };
    Some((overlap, cost))
}

/// The shared stretches of two words or more, in order of their place in the text.
fn runs(query: &Query, text: &Stream) -> Vec<Run> {
    let mut pairs: Vec<(u32, &[(u32, u32)])> = (1..query.words.len())
        .filter(|&second| query.gaps[second] == Gap::None)
        .map(|second| (second as u32 - 1, text.places(&query.words[second - 1], &query.words[second])))
        .filter(|(_, places)| !places.is_empty())
        .collect();
    pairs.sort_by_key(|(quoted, places)| (places.len(), *quoted));
    // A long quotation has many pairs, and most of them stand in one place.
    let most = MOST_HITS + 2 * query.words.len();
    let mut hits: Vec<(u32, u32)> = Vec::new();
    for (quoted, places) in pairs {
        let room = most.saturating_sub(hits.len());
        if places.len() > room && !hits.is_empty() {
            break;
        }
        hits.extend(places.iter().take(room).map(|(_, at)| (*at, quoted)));
    }
    // By diagonal, so that what goes on is next to each other.
    hits.sort_unstable_by_key(|&(at, quoted)| (i64::from(at) - i64::from(quoted), at));
    let mut runs: Vec<Run> = Vec::new();
    for (at, quoted) in hits {
        match runs.last_mut() {
            Some(run) if run.end() == at + 1 && run.quoted_end() == quoted + 1 => run.len += 1,
            _ => runs.push(Run { quoted, at, len: 2 }),
        }
    }
    if runs.len() > MOST_RUNS {
        runs.sort_by_key(|run| (std::cmp::Reverse(run.len), run.at, run.quoted));
        runs.truncate(MOST_RUNS);
    }
    runs.sort_unstable_by_key(|run| (run.at, run.quoted));
    runs
}
