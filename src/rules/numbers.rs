//! The numbers of source lists, and which are left out.

use std::cell::RefCell;

use super::Context;
use crate::cite::{Family, KeyId, ListId, Scope};
use crate::map::{HashMap, HashSet};

/// Lists whose numbers are one sequence: a local list alone, or all others together.
#[derive(Debug)]
pub(super) struct Sequence {
    /// The lists, in order of place.
    pub lists: Vec<ListId>,
    /// The first number that belongs to it: 1, or where an excerpt begins.
    pub first: u32,
    /// The highest number listed.
    pub last: u32,
    /// How many numbers between the two are not listed.
    pub gaps: usize,
    /// Those numbers, the first [`SHOWN`] of them.
    pub missing: Vec<u32>,
}

/// More numbers than this are counted in a message, not named.
pub(super) const SHOWN: usize = 20;

/// The sequences of an article that have numbers.
pub(super) fn sequences(cx: &Context<'_>) -> Vec<Sequence> {
    let c = cx.citations;
    let mut groups: Vec<Vec<ListId>> = Vec::new();
    let mut shared: Vec<ListId> = Vec::new();
    let numbered = |l: &ListId| c.lists[*l].family == Family::Numbered && c.lists[*l].scope != Scope::External;
    for list in (0..c.lists.len()).filter(numbered) {
        if c.lists[list].scope == Scope::Local { groups.push(vec![list]) } else { shared.push(list) }
    }
    groups.push(shared);
    groups.into_iter().filter_map(|lists| sequence(cx, lists)).collect()
}

fn sequence(cx: &Context<'_>, lists: Vec<ListId>) -> Option<Sequence> {
    let c = cx.citations;
    let entries = lists.iter().flat_map(|&l| c.entries_of(l));
    let keys: Vec<KeyId> = entries.filter_map(|e| e.key).collect();
    let mut numbers: Vec<u32> = keys.iter().filter_map(|&k| c.keys.number(k)).collect();
    // Where most sources have names, the numbers of the others count nothing.
    if numbers.len() * 2 < keys.len() {
        return None;
    }
    numbers.sort_unstable();
    numbers.dedup();
    let (lowest, last) = (*numbers.first()?, *numbers.last()?);
    // A list that begins at 40 is an excerpt, unless the text cites what would stand before.
    let cites_lower = || cx.missing().iter().any(|m| c.keys.number(m.key).is_some_and(|n| n < lowest));
    let first = if lowest <= 1 {
        lowest
    } else if lowest <= 3 || cites_lower() {
        1
    } else {
        lowest
    };
    let gaps = (last - first) as usize + 1 - numbers.len();
    // A stray year or page number is no end of a sequence.
    if gaps > 50 + 10 * numbers.len() {
        return None;
    }
    let listed = |n: &u32| numbers.binary_search(n).is_ok();
    let missing = (first..=last).filter(|n| !listed(n)).take(SHOWN).collect();
    Some(Sequence { lists, first, last, gaps, missing })
}

impl Sequence {
    /// Whether the list is one of the sequence.
    pub(super) fn holds(&self, list: Option<ListId>) -> bool {
        list.is_some_and(|l| self.lists.binary_search(&l).is_ok())
    }

    /// Whether the numbers left out are a root cause: several, and beside them citations or sources that hang loose.
    pub(super) fn is_pruned(&self, cx: &Context<'_>) -> bool {
        let c = cx.citations;
        self.gaps >= 3
            && (!cx.holes().is_empty()
                || cx.missing().iter().any(|m| self.holds(m.list))
                || cx.unused().iter().any(|&e| self.holds(Some(c.entries[e].list))))
    }

    /// The numbers left out, in words: `2, 6, 7`.
    pub(super) fn left_out(&self) -> String {
        let shown: Vec<String> = self.missing.iter().map(u32::to_string).collect();
        let more = self.gaps - shown.len();
        let shown = shown.join(", ");
        if more > 0 { format!("{shown} and {more} more") } else { shown }
    }
}

/// Whether two lists are parts of one sequence.
pub(super) fn same_sequence(cx: &Context<'_>, a: ListId, b: ListId) -> bool {
    let lists = &cx.citations.lists;
    let shared = |l: ListId| lists[l].scope != Scope::Local;
    a == b || (lists[a].family == lists[b].family && shared(a) && shared(b))
}

/// The keys of all lists, to tell a list that numbers anew from one with a slip.
pub(super) struct Keysets {
    keys: Vec<HashSet<KeyId>>,
    known: RefCell<HashMap<(ListId, ListId), bool>>,
}

impl Keysets {
    pub(super) fn new(cx: &Context<'_>) -> Self {
        let c = cx.citations;
        let keys = (0..c.lists.len()).map(|l| c.entries_of(l).iter().filter_map(|e| e.key).collect()).collect();
        Self { keys, known: RefCell::default() }
    }

    /// Whether so many numbers stand in both lists that the second numbers anew.
    pub(super) fn number_anew(&self, a: ListId, b: ListId) -> bool {
        *self.known.borrow_mut().entry((a, b)).or_insert_with(|| {
            let (few, many) = if self.keys[a].len() < self.keys[b].len() { (a, b) } else { (b, a) };
            let shared = self.keys[few].iter().filter(|k| self.keys[many].contains(k)).count();
            shared * 3 > self.keys[few].len()
        })
    }
}
