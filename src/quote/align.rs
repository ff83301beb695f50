//! Which word of a quotation is which word of a text.

use std::ops::Range;

use super::chain::{Run, best};
use super::index::Stream;
use super::pieces::{Gap, Query};

/// Larger stretches between two shared ones are not aligned word by word.
const MOST_CELLS: usize = 90_000;
/// How much farther than its own length the beginning or end of a quotation may reach, in words.
const SLACK: usize = 6;
/// A piece without two words that stand together is looked for within so many words.
const REACH: usize = 400;

/// Pairs of one word: its number in the quotation and its number in the text, ascending on both sides.
pub(super) type Pairs = Vec<(u32, u32)>;

/// Aligns a quotation with the place of the text that it fits best.
pub(super) fn align(query: &Query, text: &Stream) -> Pairs {
    let chain = best(query, text);
    let (Some(first), Some(last)) = (chain.first().copied(), chain.last().copied()) else {
        return alone(query, text);
    };
    let mut filler = Filler { query, text, pairs: Vec::new() };
    filler.head(first);
    let mut before: Option<Run> = None;
    for run in chain {
        if let Some(before) = before {
            filler.between(before, run);
        }
        let more = (0..run.len).map(|n| (run.quoted + n, run.at + n));
        filler.pairs.extend(more);
        before = Some(run);
    }
    filler.tail(last);
    filler.pairs
}

/// A quotation of one word, or of words that nowhere stand together.
fn alone(query: &Query, text: &Stream) -> Pairs {
    let [word] = query.words.as_slice() else { return Vec::new() };
    let at = text.words.iter().position(|w| w.hash == word.hash);
    at.map(|at| (0, at as u32)).into_iter().collect()
}

struct Filler<'a> {
    query: &'a Query,
    text: &'a Stream,
    pairs: Pairs,
}

/// Which ends of a stretch of text are open: the words there need not be the quotation's.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Neither,
    Front,
    Back,
}

impl Filler<'_> {
    /// The words in front of the first shared stretch.
    fn head(&mut self, first: Run) {
        let (quoted, at) = (first.quoted as usize, first.at as usize);
        let pieces = self.pieces(0..quoted, quoted);
        let Some((last, earlier)) = pieces.split_last() else { return };
        let mut found = Vec::new();
        let touches = self.query.gaps[quoted] == Gap::None;
        let mut end = at;
        let rest = if touches { earlier } else { &pieces };
        if touches {
            let from = at.saturating_sub(last.len() + SLACK);
            let pairs = self.words(last.clone(), from..at, Open::Front);
            end = pairs.first().map_or(at, |&(_, at)| at as usize);
            found.push(pairs);
        }
        for piece in rest.iter().rev() {
            let from = end.saturating_sub(REACH);
            let place = (from..end.saturating_sub(piece.len() - 1)).rev().find(|&at| self.stands(piece, at));
            end = place.unwrap_or(end);
            found.push(self.exact(piece, place));
        }
        self.pairs.extend(found.into_iter().rev().flatten());
    }

    /// The words behind the last shared stretch.
    fn tail(&mut self, last: Run) {
        let (quoted, at) = ((last.quoted + last.len) as usize, (last.at + last.len) as usize);
        let all = self.query.words.len();
        if quoted >= all {
            return;
        }
        let mut from = at;
        for piece in self.pieces(quoted..all, quoted) {
            if piece.start == quoted && self.query.gaps[quoted] == Gap::None {
                let to = (at + piece.len() + SLACK).min(self.text.words.len());
                let pairs = self.words(piece, at..to, Open::Back);
                from = pairs.last().map_or(at, |&(_, at)| at as usize + 1);
                self.pairs.extend(pairs);
            } else {
                from = self.look_for(&piece, from, (from + REACH).min(self.text.words.len()));
            }
        }
    }

    /// The words between two shared stretches.
    fn between(&mut self, before: Run, after: Run) {
        let quoted = (before.quoted + before.len) as usize..after.quoted as usize;
        let found = (before.at + before.len) as usize..after.at as usize;
        if quoted.is_empty() || found.is_empty() {
            return;
        }
        let closes = self.query.gaps[quoted.end] == Gap::None;
        let opens = self.query.gaps[quoted.start] == Gap::None;
        let pieces = self.pieces(quoted.clone(), quoted.start);
        if let ([piece], true, true) = (pieces.as_slice(), opens, closes) {
            let pairs = self.words(piece.clone(), found, Open::Neither);
            self.pairs.extend(pairs);
            return;
        }
        let last = pieces.len() - 1;
        let mut from = found.start;
        for (n, piece) in pieces.into_iter().enumerate() {
            if n == 0 && opens {
                let to = (from + piece.len() + SLACK).min(found.end);
                let pairs = self.words(piece, from..to, Open::Back);
                from = pairs.last().map_or(from, |&(_, at)| at as usize + 1);
                self.pairs.extend(pairs);
            } else if n == last && closes {
                let start = found.end.saturating_sub(piece.len() + SLACK).max(from);
                let pairs = self.words(piece, start..found.end, Open::Front);
                self.pairs.extend(pairs);
            } else {
                from = self.look_for(&piece, from, found.end.min(from + REACH));
            }
        }
    }

    /// Looks for the words of a piece, all together; returns where to go on.
    fn look_for(&mut self, piece: &Range<usize>, from: usize, to: usize) -> usize {
        let end = (to + 1).saturating_sub(piece.len());
        let place = (from..end.max(from)).find(|&at| self.stands(piece, at));
        let pairs = self.exact(piece, place);
        self.pairs.extend(pairs);
        place.map_or(from, |at| at + piece.len())
    }

    fn stands(&self, piece: &Range<usize>, at: usize) -> bool {
        self.text.holds(at, &self.query.words[piece.clone()])
    }

    fn exact(&self, piece: &Range<usize>, place: Option<usize>) -> Pairs {
        let pairs = |at: usize| piece.clone().enumerate().map(move |(n, q)| (q as u32, (at + n) as u32));
        place.into_iter().flat_map(pairs).collect()
    }

    /// A stretch of the quotation, cut where something may be missing behind its word `first`.
    fn pieces(&self, quoted: Range<usize>, first: usize) -> Vec<Range<usize>> {
        let mut pieces: Vec<Range<usize>> = Vec::new();
        for word in quoted {
            match pieces.last_mut() {
                Some(piece) if self.query.gaps[word] == Gap::None || word == first => piece.end = word + 1,
                _ => pieces.push(word..word + 1),
            }
        }
        pieces
    }

    /// Aligns two short stretches word by word.
    fn words(&self, quoted: Range<usize>, found: Range<usize>, open: Open) -> Pairs {
        let (rows, columns) = (quoted.len() + 1, found.len() + 1);
        if rows * columns > MOST_CELLS {
            return Vec::new();
        }
        let is_same =
            |q: usize, t: usize| self.query.words[quoted.start + q].hash == self.text.words[found.start + t].hash;
        let mut score = vec![0_i32; rows * columns];
        for q in 0..rows {
            for t in 0..columns {
                score[q * columns + t] = match (q, t) {
                    (0, _) if open == Open::Front => 0,
                    (0, _) => -(t as i32),
                    (_, 0) => -(q as i32),
                    _ => {
                        let both = score[(q - 1) * columns + t - 1] + if is_same(q - 1, t - 1) { 3 } else { -1 };
                        let free = open == Open::Back && q == rows - 1;
                        let skip = score[q * columns + t - 1] - i32::from(!free);
                        both.max(skip).max(score[(q - 1) * columns + t] - 1)
                    }
                };
            }
        }
        let mut pairs = Vec::new();
        let (mut q, mut t) = (rows - 1, columns - 1);
        while q > 0 && t > 0 {
            let here = score[q * columns + t];
            let same = is_same(q - 1, t - 1);
            if here == score[(q - 1) * columns + t - 1] + if same { 3 } else { -1 } {
                if same {
                    pairs.push(((quoted.start + q - 1) as u32, (found.start + t - 1) as u32));
                }
                (q, t) = (q - 1, t - 1);
            } else if here == score[(q - 1) * columns + t] - 1 {
                q -= 1;
            } else {
                t -= 1;
            }
        }
        pairs.reverse();
        pairs
    }
}
