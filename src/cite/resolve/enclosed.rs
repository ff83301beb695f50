//! Numbers in round brackets: citations where nothing else cites the list, and they cite most of it.

use super::Resolver;
use super::known::Known;
use crate::cite::KeyId;
use crate::cite::marker::{Candidate, Shape};
use crate::map::HashSet;

/// So many sources must be cited so.
const LEAST: usize = 3;
/// A number so far past the list may still be meant for it.
const PAST: u32 = 10;

impl Resolver<'_> {
    /// The candidates of this form that are citations, given those of other forms that are.
    pub(super) fn enclosed(&self, known: &Known, accepted: &[usize]) -> Vec<usize> {
        let candidates = &self.candidates.list;
        let numbers = |c: &Candidate| matches!(c.shape, Shape::Numbers | Shape::BareNumbers) && self.is_known(c, known);
        if !known.numbers || accepted.iter().any(|&i| numbers(&candidates[i])) {
            return Vec::new();
        }
        let near = |c: &Candidate| {
            let parts = self.candidates.parts_of(c);
            parts.iter().all(|p| self.citations.keys.number(p.key).is_some_and(|n| n > 0 && n <= known.max + PAST))
        };
        let found: Vec<usize> = (0..candidates.len())
            .filter(|&i| candidates[i].shape == Shape::Enclosed && near(&candidates[i]))
            .filter(|&i| self.closes_clause(&candidates[i]) && !self.belongs_to_entry(&candidates[i]))
            .collect();
        let parts = found.iter().flat_map(|&i| self.candidates.parts_of(&candidates[i]));
        let is_listed = |k: &KeyId| known.by_key.get(k).is_some_and(|n| !n.sources.is_empty());
        let cited: HashSet<KeyId> = parts.map(|p| p.key).filter(is_listed).collect();
        let all = known.by_key.keys().filter(|k| self.citations.keys.number(**k).is_some()).count();
        if cited.len() < LEAST || cited.len() * 2 < all { Vec::new() } else { found }
    }

    /// Whether a bracket stands behind a word and in front of a stop, or behind a stop: `(1) first, (2) second` does not.
    fn closes_clause(&self, candidate: &Candidate) -> bool {
        let (before, after) = self.around(candidate);
        let head = before.trim_end();
        let word = head.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '”' | '"' | '’' | ')' | '%' | ']'));
        let stop = head.ends_with(['.', '!', '?']) && head.len() == before.len();
        // "Figure (2)", "equation (3)": the word says what is counted.
        let last = head.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
        let counted = matches!(
            &*last,
            "eq" | "eqs"
                | "equation"
                | "equations"
                | "figure"
                | "fig"
                | "table"
                | "step"
                | "section"
                | "option"
                | "part"
                | "rule"
                | "item"
                | "case"
                | "clause"
                | "article"
                | "paragraph"
                | "point"
                | "in"
                | "from"
                | "by"
                | "and"
        );
        let ends = after.is_empty() || after.starts_with(['.', ',', ';', ':', ')', '。']);
        stop || word && ends && !counted
    }
}
