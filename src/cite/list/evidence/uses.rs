//! Which keys the text uses, and how.

use super::super::{Finder, Hit};
use super::Run;
use super::dangling::{answered, dangles};
use super::names::names_other;
use crate::cite::marker::{Candidate, Shape, points_back};
use crate::cite::{KeyId, Style};
use crate::input::TextRange;
use crate::map::{HashMap, HashSet};

/// Which keys the text uses, labels of entries left out.
pub(super) struct Uses {
    /// Where labels begin.
    labels: HashSet<u32>,
    bracketed: HashSet<KeyId>,
    /// Raised and linked numbers, each with the places that use it, in order.
    raised: HashMap<KeyId, Vec<u32>>,
    /// How many markers end a clause.
    pub(super) clauses: usize,
    /// The definitions that links in parentheses go through, where one of such links has none.
    pub(super) answered: Option<HashSet<Box<str>>>,
}

impl Uses {
    pub(super) fn new(finder: &Finder<'_>, hits: &[Hit]) -> Self {
        let labels: HashSet<u32> = hits.iter().filter(|h| !h.label.is_empty()).map(|h| h.label.start).collect();
        let mut uses =
            Self { labels, bracketed: HashSet::default(), raised: HashMap::default(), clauses: 0, answered: None };
        for candidate in &finder.candidates.list {
            if !uses.is_label(candidate) && !candidate.overlay.in_url && !candidate.overlay.backlink {
                uses.note(finder, candidate);
                if uses.answered.is_none() && dangles(finder, candidate) {
                    uses.answered = Some(answered(finder));
                }
            }
        }
        uses
    }

    fn note(&mut self, finder: &Finder<'_>, candidate: &Candidate) {
        let parts = finder.candidates.parts_of(candidate);
        // `[3, 1, 5]` in mid-sentence is data as often as a group of cites.
        if finder.candidates.written_numbers(candidate) > 2
            && candidate.style == Style::Bracket
            && !ends_clause(finder, candidate)
        {
            return;
        }
        // "[1] and [2] above" points to a remark of the same text.
        let block = finder.article.blocks[candidate.block].range;
        let before = finder.article.slice(TextRange::new(block.start, candidate.range.start));
        if points_back(finder.article.slice(TextRange::new(candidate.range.end, block.end))) || is_call(before) {
            return;
        }
        let keys = parts.iter().map(|p| p.key);
        match (candidate.shape, candidate.style) {
            (
                Shape::Numbers | Shape::Words,
                Style::Bracket | Style::Nested | Style::Lenticular | Style::Label | Style::Restructured,
            ) => self.bracketed.extend(keys),
            (Shape::BareNumbers, _) if !leads_to_other(finder, candidate) => {
                keys.for_each(|k| self.raised.entry(k).or_default().push(candidate.range.start));
            }
            _ => return,
        }
        self.clauses += usize::from(ends_clause(finder, candidate));
    }

    /// Whether a candidate is the label of a possible entry.
    pub(super) fn is_label(&self, candidate: &Candidate) -> bool {
        self.labels.contains(&candidate.range.start)
    }

    /// Whether the text uses a key in brackets.
    pub(super) fn in_brackets(&self, key: KeyId) -> bool {
        self.bracketed.contains(&key)
    }

    /// Whether the text uses a key as a raised or linked number.
    pub(super) fn is_raised(&self, key: KeyId) -> bool {
        self.raised.contains_key(&key)
    }

    /// Whether most raised uses of a run's keys stand in front of it.
    ///
    /// Notes follow the markers that cite them; raised numbers in front of most of their uses are affiliations.
    pub(super) fn precede(&self, finder: &Finder<'_>, run: &Run) -> bool {
        let (mut before, mut after) = (0, 0);
        let letters = finder.article.slice(TextRange::new(0, run.start())).rfind(char::is_alphabetic);
        for places in run.keys.iter().flatten().filter_map(|k| self.raised.get(k)) {
            let next = places.partition_point(|&p| p < run.start());
            // `0 0` in a row counts who shared the page.
            let beside = |&p: &u32| letters.is_none_or(|last| p as usize > last);
            before += next - usize::from(places[..next].last().is_some_and(beside));
            after += places.len() - places.partition_point(|&p| p <= run.end());
        }
        before > 0 && before >= after
    }

    /// Whether a raised use of one of a run's keys stands in front of `at`.
    pub(super) fn precede_from(&self, run: &Run, at: u32) -> bool {
        run.keys
            .iter()
            .flatten()
            .filter_map(|k| self.raised.get(k))
            .any(|places| places.first().is_some_and(|&p| p < at))
    }
}

/// Whether what follows is the argument of a function: `array([0, 1])`.
fn is_call(before: &str) -> bool {
    before.strip_suffix('(').is_some_and(|name| name.ends_with(|c: char| c.is_alphanumeric() || c == '_'))
}

/// Whether an address is another page of the same place as a whole: `chapter3.html`.
pub(in crate::cite) fn turns_page(url: &str) -> bool {
    !url.is_empty() && !url.contains('#') && !url.contains("://")
}

/// Whether a marker stands where citations stand: after a word, before the end of a clause.
fn ends_clause(finder: &Finder<'_>, candidate: &Candidate) -> bool {
    let block = finder.article.blocks[candidate.block].range;
    let after = finder.article.slice(TextRange::new(candidate.range.end, block.end));
    candidate.range.start > block.start
        && (after.is_empty() || after.trim_start().starts_with(['.', ',', ';', ':', ')', '。', '，', '；', '、']))
}

/// Whether a number leads to something that is no note: a page, a figure, another page of the book.
fn leads_to_other(finder: &Finder<'_>, candidate: &Candidate) -> bool {
    let href = candidate.overlay.link.and_then(|l| finder.article.elements[l].href.as_ref());
    if candidate.style == Style::Linked && href.is_some_and(|h| turns_page(&h.url)) {
        return true;
    }
    let anchor = candidate.overlay.link.and_then(|l| finder.targets.anchor(finder.article, l));
    anchor.is_some_and(|a| names_other(&finder.article.anchors[a].name))
}
