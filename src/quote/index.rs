//! Where each pair of neighbouring words stands in a text: the seeds of every search.

use super::words::Word;

/// The words of a text with an index of their pairs.
#[derive(Clone, Debug, Default)]
pub(super) struct Stream {
    pub(super) words: Vec<Word>,
    /// Pairs of neighbours and the place of the first, sorted.
    pairs: Vec<(u32, u32)>,
}

impl Stream {
    pub(super) fn new(words: Vec<Word>) -> Self {
        let neighbours = words.windows(2).enumerate();
        let mut pairs: Vec<(u32, u32)> = neighbours.map(|(at, two)| (pair(&two[0], &two[1]), at as u32)).collect();
        pairs.sort_unstable();
        Self { words, pairs }
    }

    /// Where two words may stand beside each other, in order.
    pub(super) fn places(&self, first: &Word, second: &Word) -> &[(u32, u32)] {
        let wanted = pair(first, second);
        let from = self.pairs.partition_point(|(pair, _)| *pair < wanted);
        let length = self.pairs[from..].partition_point(|(pair, _)| *pair == wanted);
        &self.pairs[from..from + length]
    }

    /// Whether the words of `wanted` stand at `at`.
    pub(super) fn holds(&self, at: usize, wanted: &[Word]) -> bool {
        self.words.get(at..at + wanted.len()).is_some_and(|found| same(found, wanted))
    }
}

fn same(a: &[Word], b: &[Word]) -> bool {
    a.iter().zip(b).all(|(a, b)| a.hash == b.hash)
}

fn pair(first: &Word, second: &Word) -> u32 {
    let mixed = first.hash.rotate_left(21) ^ second.hash;
    (mixed ^ (mixed >> 32)) as u32
}
