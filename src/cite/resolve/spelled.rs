//! Numbers with a word in front: `[Source 3]` over a list that counts its entries `3.`.

use super::Resolver;
use super::known::Known;
use crate::cite::KeyId;
use crate::cite::marker::Candidate;

/// Words for what a list counts. `[doc1]` and `[citation:1]` are what chat products leave behind, whatever is listed.
const WORDS: [&str; 10] = ["source", "sources", "src", "document", "quelle", "fuente", "fonte", "来源", "來源", "출처"];
/// What chat products write in front of the numbers of sources: `[cite: 7, 19]`, `[citation:3]`.
const LEFT_BEHIND: [&str; 2] = ["cite", "citation"];
/// A number so far past the list may still be meant for it.
const PAST: u32 = 50;

impl Resolver<'_> {
    /// Whether all keys of a candidate count entries of a list of numbers.
    pub(super) fn counts_sources(&self, candidate: &Candidate, known: &Known) -> bool {
        let near = |key| self.counted(key).is_some_and(|n| n > 0 && n <= known.max + PAST);
        known.numbers && self.candidates.parts_of(candidate).iter().all(|p| near(p.key))
    }

    /// The key that a number with a word in front means, where a list holds it.
    pub(super) fn number_of(&self, key: KeyId, known: &Known) -> Option<KeyId> {
        let number = self.citations.keys.find(&self.counted(key)?.to_string())?;
        known.by_key.contains_key(&number).then_some(number)
    }

    /// The numbers that a chat product left behind in a bracket, as keys. They cite nothing any more, and yet name their
    /// sources to whoever has the list.
    pub(super) fn left_behind<'a>(&'a self, candidate: &Candidate) -> Option<impl Iterator<Item = KeyId> + use<'a>> {
        let (first, others) = self.candidates.parts_of(candidate).split_first()?;
        let (word, number) = self.citations.key(first.key).split_once(':')?;
        let first = LEFT_BEHIND.iter().any(|w| w.eq_ignore_ascii_case(word)).then(|| number.trim_start())?;
        Some(self.citations.keys.find(first).into_iter().chain(others.iter().map(|p| p.key)))
    }

    /// The number behind a word for sources: `Source 3`, `来源3`.
    fn counted(&self, key: KeyId) -> Option<u32> {
        let text = self.citations.key(key);
        let word = text.trim_end_matches(|c: char| c.is_ascii_digit());
        let named = word.trim_end_matches([' ', '#', '\u{a0}']).to_lowercase();
        if word.len() == text.len() || !WORDS.contains(&named.as_str()) {
            return None;
        }
        text[word.len()..].parse().ok()
    }
}
