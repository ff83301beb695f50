//! Which source a sentence may have cited: the one that shares its rare words.

use super::Context;
use crate::cite::EntryId;
use crate::map::{HashMap, HashSet};

/// The words of all sources, rare ones weighing most.
pub(super) struct Candidates {
    /// For each word, the sources that hold it.
    holders: HashMap<String, Vec<EntryId>>,
    unused: HashSet<EntryId>,
}

/// Less than this says nothing: two words that half of the sources share.
const LEAST_SCORE: f64 = 1.25;
/// A word of more sources than this weighs nothing.
const MOST_HOLDERS: usize = 8;
/// What it adds that nothing cites the source yet.
const UNUSED: f64 = 1.2;
/// Shorter words are mostly grammar.
const LEAST_LETTERS: usize = 5;

/// Longer words that are grammar all the same, or stand in any source.
const COMMON: &[&str] = &[
    "about",
    "after",
    "again",
    "against",
    "among",
    "because",
    "before",
    "being",
    "between",
    "could",
    "during",
    "every",
    "first",
    "https",
    "including",
    "other",
    "reported",
    "reports",
    "should",
    "since",
    "source",
    "still",
    "their",
    "there",
    "these",
    "those",
    "though",
    "through",
    "under",
    "until",
    "using",
    "various",
    "where",
    "whether",
    "which",
    "while",
    "within",
    "without",
    "would",
    "years",
];

impl Candidates {
    /// Indexes the sources of an article.
    pub(super) fn new(cx: &Context<'_>) -> Self {
        let mut holders: HashMap<String, Vec<EntryId>> = HashMap::default();
        for (id, entry) in cx.citations.entries.iter().enumerate().filter(|(_, e)| e.key.is_some()) {
            for word in distinct_words(cx.text(entry.body)) {
                holders.entry(word).or_default().push(id);
            }
        }
        Self { holders, unused: cx.unused().iter().copied().collect() }
    }

    /// The source that shares at least two words with a sentence, rare enough to mean something.
    pub(super) fn best(&self, sentence: &str) -> Option<EntryId> {
        let mut scores: HashMap<EntryId, (usize, f64)> = HashMap::default();
        for word in distinct_words(sentence) {
            let Some(holders) = self.holders.get(&word).filter(|h| h.len() <= MOST_HOLDERS) else { continue };
            for &entry in holders {
                let score = scores.entry(entry).or_default();
                score.0 += 1;
                score.1 += 1.0 / holders.len() as f64;
            }
        }
        let mut ranked: Vec<(f64, EntryId)> = scores
            .into_iter()
            .filter(|(_, (shared, score))| *shared >= 2 && *score >= LEAST_SCORE)
            .map(|(entry, (_, score))| (score * if self.unused.contains(&entry) { UNUSED } else { 1.0 }, entry))
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        ranked.first().map(|&(_, entry)| entry)
    }
}

/// The words of a text that can tell sources apart, each once, in order; of `Anglo-Dutch` its parts too.
fn distinct_words(text: &str) -> Vec<String> {
    let mut seen = HashSet::default();
    let whole = text.split(|c: char| !c.is_alphanumeric() && c != '-').map(|w| w.trim_matches('-'));
    let with_parts = whole.flat_map(|w| std::iter::once(w).chain(w.split('-').filter(move |p| p.len() < w.len())));
    with_parts
        .map(str::to_lowercase)
        .filter(|w| w.chars().count() >= LEAST_LETTERS && !COMMON.contains(&w.as_str()))
        .map(|w| w.strip_suffix('s').filter(|s| s.len() >= LEAST_LETTERS).map(str::to_owned).unwrap_or(w))
        .filter(|w| seen.insert(w.clone()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::distinct_words;

    #[test]
    fn words_that_tell_sources_apart() {
        let words = distinct_words("The Anglo-Dutch wars, and those forces of war.");
        assert_eq!(words, ["anglo-dutch", "anglo", "dutch", "force"]);
    }
}
