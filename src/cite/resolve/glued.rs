//! Numbers in the line that were raised once: citations where nothing else cites the list.

use super::Resolver;
use super::known::Known;
use crate::cite::KeyId;
use crate::cite::marker::{Candidate, Shape};
use crate::map::HashSet;

/// So many sources must be cited so.
const LEAST: usize = 3;
/// A number so far past the list may still be meant for it.
const PAST: u32 = 30;

impl Resolver<'_> {
    /// The candidates of this form that are citations, given those of other forms that are.
    pub(super) fn glued(&self, known: &Known, accepted: &[usize]) -> Vec<usize> {
        let candidates = &self.candidates.list;
        let numbers = |c: &Candidate| {
            matches!(c.shape, Shape::Numbers | Shape::BareNumbers | Shape::Enclosed) && self.is_known(c, known)
        };
        if accepted.iter().any(|&i| numbers(&candidates[i])) {
            return Vec::new();
        }
        let glued = || (0..candidates.len()).filter(|&i| candidates[i].shape == Shape::Glued);
        let key = |i: usize| self.candidates.parts_of(&candidates[i])[0].key;
        let is_listed = |k: &KeyId| known.by_key.get(k).is_some_and(|n| !n.sources.is_empty());
        let cited: HashSet<KeyId> = glued().map(key).filter(is_listed).collect();
        let all = known.by_key.keys().filter(|k| self.citations.keys.number(**k).is_some()).count();
        if cited.len() < LEAST || cited.len() * 4 < all {
            return Vec::new();
        }
        let near = |k: KeyId| self.citations.keys.number(k).is_some_and(|n| n > 0 && n <= known.max + PAST);
        let behind_stop = |i: usize| !self.around(&candidates[i]).0.ends_with(' ');
        glued().filter(|&i| is_listed(&key(i)) || behind_stop(i) && near(key(i))).collect()
    }
}
