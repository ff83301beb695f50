//! Numbers that count the sentences of a paragraph: verses, and the points of a statement.

use super::Resolver;
use super::known::Known;
use crate::cite::marker::{Candidate, Shape};
use crate::map::HashSet;

/// So many numbers in a row count.
const LEAST: usize = 3;

impl Resolver<'_> {
    /// Takes out the numbers of paragraphs that count through their sentences, where a list does not hold them all:
    /// `[1] The Lord is my shepherd. [2] He maketh me to lie down. [3] He restoreth my soul.`
    pub(super) fn drop_enumerations(&self, known: &Known, accepted: &mut Vec<usize>) {
        let candidates = &self.candidates.list;
        let mut counted: HashSet<usize> = HashSet::default();
        let own = (0..candidates.len()).filter(|&i| candidates[i].shape == Shape::Numbers).collect::<Vec<_>>();
        for group in own.chunk_by(|&a, &b| candidates[a].block == candidates[b].block) {
            if group.len() >= LEAST && self.counts_through(group, known) {
                counted.extend(group);
            }
        }
        accepted.retain(|i| !counted.contains(i));
    }

    fn counts_through(&self, group: &[usize], known: &Known) -> bool {
        let numbers: Option<Vec<u32>> = group.iter().map(|&i| self.lone_number(&self.candidates.list[i])).collect();
        let Some(numbers) = numbers else { return false };
        let opens = self.around(&self.candidates.list[group[0]]).0.trim().is_empty();
        let listed = |i: &usize| self.is_known(&self.candidates.list[*i], known);
        let leads = |i: &usize| self.around(&self.candidates.list[*i]).1.trim_start().starts_with(char::is_alphabetic);
        opens
            && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1)
            && group.iter().all(leads)
            && !group.iter().all(listed)
    }

    fn lone_number(&self, candidate: &Candidate) -> Option<u32> {
        match self.candidates.parts_of(candidate) {
            [part] if candidate.overlay.link.is_none() => self.citations.keys.number(part.key).filter(|&n| n < 2000),
            _ => None,
        }
    }
}
