//! Numbers in the line that were raised once: citations where nothing else cites the list.

use super::Resolver;
use super::context::last_token;
use super::known::Known;
use crate::cite::KeyId;
use crate::cite::marker::{Candidate, Shape, is_glued};
use crate::map::HashSet;

/// So many sources must be cited so.
const LEAST: usize = 3;
/// So many sources, where others are cited otherwise: a converter lost the height of some numbers, and others are in
/// brackets.
const MANY_SOURCES: usize = 8;
/// A number so far past the list may still be meant for it.
const PAST: u32 = 30;
/// So many words must carry a number right behind them; fewer are names with a number in them: `node1, node2`.
const WORDS: usize = 4;
/// With so many words it does not matter how often each of them does.
const MANY_WORDS: usize = 12;

impl Resolver<'_> {
    /// The candidates of this form that are citations, given those of other forms that are.
    pub(super) fn glued(&self, known: &Known, accepted: &[usize]) -> Vec<usize> {
        let candidates = &self.candidates.list;
        let numbers = |c: &Candidate| {
            matches!(c.shape, Shape::Numbers | Shape::BareNumbers | Shape::Enclosed) && self.is_known(c, known)
        };
        let others = accepted.iter().map(|&i| &candidates[i]).filter(|c| numbers(c));
        let others: HashSet<KeyId> = others.flat_map(|c| self.candidates.parts_of(c)).map(|p| p.key).collect();
        let all: Vec<usize> = (0..candidates.len()).filter(|&i| candidates[i].shape == Shape::Glued).collect();
        let (tight, mut found): (Vec<usize>, Vec<usize>) = all.iter().partition(|&&i| self.is_tight(&candidates[i]));
        if self.cite_by_words(&tight) {
            found = all;
        }
        let key = |i: usize| self.candidates.parts_of(&candidates[i])[0].key;
        let behind_stop = |i: usize| !self.around(&candidates[i]).0.ends_with(' ');
        let is_listed = |k: &KeyId| known.by_key.get(k).is_some_and(|n| !n.sources.is_empty());
        // A number in mid-sentence may count: it says nothing about the others.
        let inside = |i: usize| self.around(&candidates[i]).1.starts_with(' ') && !behind_stop(i);
        let clear = found.iter().filter(|&&i| !inside(i));
        let cited: HashSet<KeyId> = clear.map(|&i| key(i)).filter(is_listed).collect();
        let numbers = known.by_key.keys().filter(|k| self.citations.keys.number(**k).is_some()).count();
        let mixed = !others.is_empty();
        if cited.len() < LEAST || cited.len() * 4 < numbers || mixed && cited.len() < MANY_SOURCES.max(others.len()) {
            return Vec::new();
        }
        let near = |k: KeyId| self.citations.keys.number(k).is_some_and(|n| n > 0 && n <= known.max + PAST);
        let past = |i: usize| !mixed && behind_stop(i) && near(key(i)) && !self.may_be_name(&candidates[i]);
        found.retain(|&i| is_listed(&key(i)) || past(i));
        found
    }

    /// Whether the number is set right behind a word, and a stop or nothing follows: `walls3.`
    fn is_tight(&self, candidate: &Candidate) -> bool {
        let (before, after) = self.around(candidate);
        is_glued(before) && !after.starts_with(char::is_whitespace)
    }

    /// Whether numbers behind words close sentences or cells, and behind words of many kinds.
    fn cite_by_words(&self, tight: &[usize]) -> bool {
        let around = |i: usize| self.around(&self.candidates.list[i]);
        let words: HashSet<&str> = tight.iter().map(|&i| last_token(around(i).0)).collect();
        let closing = tight.iter().filter(|&&i| around(i).1.is_empty() || around(i).1.starts_with(['.', '。'])).count();
        let many = words.len() >= MANY_WORDS || words.len() * 3 >= tight.len() * 2;
        words.len() >= WORDS && many && closing * 3 >= tight.len() * 2
    }

    /// Whether the number may belong to the name in front of it: `Base64`, `Depth3`.
    fn may_be_name(&self, candidate: &Candidate) -> bool {
        self.is_tight(candidate) && last_token(self.around(candidate).0).starts_with(char::is_uppercase)
    }
}
