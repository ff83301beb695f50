//! How a quotation differs from the place of a text that it fits best.

use std::ops::Range;

use super::align::{Pairs, align};
use super::critical;
use super::index::Stream;
use super::pieces::Query;
use super::words::{Words, fold};
use super::{Difference, Verdict};

/// Fewer words than this in common are chance.
const FEWEST: usize = 4;
/// How many words a change is shown with on either side.
const AROUND: usize = 2;
/// A change is shown up to so many words.
const SHOWN: usize = 12;

/// A text to be searched.
#[derive(Clone, Copy)]
pub(super) struct Haystack<'t> {
    /// The whole text, which places point into.
    pub(super) text: &'t str,
    pub(super) stream: &'t Stream,
    /// Knows where notes stand.
    pub(super) notes: &'t Words,
}

/// What a search comes to.
#[derive(Clone, Debug)]
pub(super) struct Compared {
    pub(super) verdict: Verdict,
    pub(super) difference: Option<Difference>,
    /// How many words agree.
    pub(super) matched: usize,
}

/// A stretch where the words differ: in the quotation, in the text.
pub(super) struct Change {
    pub(super) quoted: Range<usize>,
    pub(super) found: Range<usize>,
}

/// Looks for a quotation in a text.
pub(super) fn compare(query: &Query, hay: Haystack<'_>) -> Compared {
    let pairs = align(query, hay.stream);
    let comparison = Comparison { query, hay, pairs };
    let matched = comparison.pairs.len();
    if !comparison.is_this_passage() {
        return Compared { verdict: Verdict::NotFound, difference: None, matched };
    }
    let mut noted = query.has_notes || comparison.spans_note();
    let mut changes = comparison.changes();
    changes.retain(|change| {
        let (pardoned, by_note) = comparison.pardon(change);
        noted |= by_note;
        !pardoned
    });
    let worst = changes.iter().find(|change| comparison.is_critical(change));
    let verdict = match (changes.is_empty(), worst) {
        (true, _) if query.has_gaps() => Verdict::Elided,
        (true, _) if noted => Verdict::Interleaved,
        (true, _) => Verdict::Verbatim,
        (false, None) => Verdict::Altered,
        (false, Some(_)) => Verdict::AlteredCritical,
    };
    let difference = worst.or(changes.first()).map(|change| comparison.shown(change));
    Compared { verdict, difference, matched }
}

pub(super) struct Comparison<'a> {
    query: &'a Query,
    pub(super) hay: Haystack<'a>,
    pairs: Pairs,
}

impl Comparison<'_> {
    /// Whether so many words agree that the quotation was taken from here.
    fn is_this_passage(&self) -> bool {
        let (all, matched) = (self.query.words.len(), self.pairs.len());
        if matched == all {
            return all > 0;
        }
        matched >= FEWEST && matched * 10 >= all * 6 && self.shares_its_content()
    }

    /// Whether half of its longer words agree: `the`, `of` and `is` stand everywhere.
    fn shares_its_content(&self) -> bool {
        let is_long = |q: usize| {
            let word = &self.query.words[q];
            self.query.text[word.start as usize..word.end as usize].chars().count() > 4
        };
        let all = (0..self.query.words.len()).filter(|&q| is_long(q)).count();
        let matched = self.pairs.iter().filter(|(q, _)| is_long(*q as usize)).count();
        matched * 2 >= all
    }

    /// Whether a note stands between the words that agree.
    fn spans_note(&self) -> bool {
        self.pairs.windows(2).any(|two| {
            let [(_, a), (_, b)] = [two[0], two[1]];
            b == a + 1 && self.hay.notes.has_note(self.word(a).end, self.word(b).start)
        })
    }

    pub(super) fn word(&self, at: u32) -> super::words::Word {
        self.hay.stream.words[at as usize]
    }

    /// The stretches between the words that agree.
    fn changes(&self) -> Vec<Change> {
        let (Some(&first), Some(&last)) = (self.pairs.first(), self.pairs.last()) else { return Vec::new() };
        let mut changes = Vec::new();
        if first.0 > 0 {
            let from = (first.1 as usize).saturating_sub(first.0 as usize);
            changes.push(Change { quoted: 0..first.0 as usize, found: from..first.1 as usize });
        }
        for two in self.pairs.windows(2) {
            let quoted = two[0].0 as usize + 1..two[1].0 as usize;
            let found = two[0].1 as usize + 1..two[1].1 as usize;
            let is_open = self.query.gap_in(quoted.start..quoted.end + 1).is_some();
            match (quoted.is_empty(), is_open) {
                (true, true) => {}
                (true, false) if found.is_empty() => {}
                (false, true) => changes.push(Change { quoted, found: found.start..found.start }),
                (_, false) => changes.push(Change { quoted, found }),
            }
        }
        let (behind, all) = (last.0 as usize + 1, self.query.words.len());
        if behind < all {
            let from = last.1 as usize + 1;
            let to = (from + all - behind).min(self.hay.stream.words.len());
            changes.push(Change { quoted: behind..all, found: from..to });
        }
        changes
    }

    fn is_critical(&self, change: &Change) -> bool {
        let quoted: Vec<&str> = change.quoted.clone().map(|q| self.quoted_slice(q)).collect();
        let found: Vec<&str> = change.found.clone().map(|t| self.found_slice(t)).collect();
        critical::differ(&quoted.join(" "), &found.join(" "))
    }

    pub(super) fn quoted_slice(&self, q: usize) -> &str {
        let word = &self.query.words[q];
        &self.query.text[word.start as usize..word.end as usize]
    }

    fn found_slice(&self, t: usize) -> &str {
        let word = &self.hay.stream.words[t];
        &self.hay.text[word.start as usize..word.end as usize]
    }

    pub(super) fn quoted_word(&self, q: usize) -> String {
        fold(self.quoted_slice(q))
    }

    pub(super) fn found_word(&self, t: usize) -> String {
        fold(self.found_slice(t))
    }

    /// A change with a few words around it, as both sides write it.
    fn shown(&self, change: &Change) -> Difference {
        let quoted = |range: Range<usize>| {
            let words = self.query.words.get(range)?;
            Some(self.query.text[words.first()?.start as usize..words.last()?.end as usize].to_owned())
        };
        let found = |range: Range<usize>| {
            let words = self.hay.stream.words.get(range)?;
            Some(self.hay.text[words.first()?.start as usize..words.last()?.end as usize].to_owned())
        };
        let all = self.query.words.len();
        let most = self.hay.stream.words.len();
        Difference { article: marked(&change.quoted, all, &quoted), source: marked(&change.found, most, &found) }
    }
}

/// A stretch with its change between asterisks.
fn marked(change: &Range<usize>, all: usize, text: &dyn Fn(Range<usize>) -> Option<String>) -> String {
    let shown = change.start..change.end.min(change.start + SHOWN);
    let cut = if shown.end < change.end { " …" } else { "" };
    let before = text(change.start.saturating_sub(AROUND)..change.start);
    let inside = text(shown).map(|words| format!("*{words}{cut}*"));
    let after = text(change.end..(change.end + AROUND).min(all));
    let parts: Vec<String> = [before, inside, after].into_iter().flatten().collect();
    parts.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}
