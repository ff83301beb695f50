//! Ranges between two elements: `<a href="#ref-3">3</a>–<a href="#ref-5">5</a>`, `<sup>3</sup>–<sup>5</sup>`.

use super::{Candidate, Candidates, Part, Shape, group};
use crate::article::Article;
use crate::cite::{KeyId, Keys};
use crate::input::TextRange;

/// What may stand between the ends of a range, in bytes.
const MAX_BETWEEN: u32 = 24;
/// More sources are not cited in one go.
const MOST: u32 = 100;

/// Makes one candidate of two numbers that a dash joins; beyond `most_parts` keys in all only the ends are kept.
pub(super) fn join(article: &Article, keys: &mut Keys, candidates: &mut Candidates, most_parts: usize) {
    let mut joined: Vec<Candidate> = Vec::with_capacity(candidates.list.len());
    for high in std::mem::take(&mut candidates.list) {
        match joined.last_mut() {
            Some(low) if is_range(article, keys, candidates, low, &high) => {
                extend(keys, candidates, low, &high, most_parts);
            }
            _ => joined.push(high),
        }
    }
    candidates.list = joined;
}

/// Whether two candidates are the ends of a range: a number each, told by an element, and nothing but a dash between.
fn is_range(article: &Article, keys: &Keys, candidates: &Candidates, low: &Candidate, high: &Candidate) -> bool {
    let number = |c: &Candidate| match candidates.parts_of(c) {
        [part] if c.shape == Shape::BareNumbers && !c.overlay.backlink => keys.number(part.key),
        _ => None,
    };
    if low.block != high.block || high.range.start.saturating_sub(low.range.end) > MAX_BETWEEN {
        return false;
    }
    let (Some(from), Some(to)) = (number(low), number(high)) else { return false };
    let between = article.slice(TextRange::new(low.range.end, high.range.start));
    // HighWire shows an arrow for each source that a range leaves out: `3⇓⇓–6`.
    let mut signs = between.chars().filter(|c| *c != '⇓');
    let dash = signs.next().is_some_and(group::is_dash) && signs.next().is_none();
    dash && from < to && to - from < MOST
}

fn extend(keys: &mut Keys, candidates: &mut Candidates, low: &mut Candidate, high: &Candidate, most_parts: usize) {
    let range = TextRange::new(low.range.start, high.range.end);
    let (first, last) = (low.parts.start, high.parts.start);
    let [from, to] = [first, last].map(|part| candidates.parts[part].key);
    let links = [first, last].map(|part| candidates.links[part]);
    let start = candidates.parts.len();
    let inner = match (keys.number(from), keys.number(to)) {
        (Some(a), Some(b)) if start + (b - a) as usize <= most_parts => a + 1..b,
        _ => 0..0,
    };
    let inner: Vec<KeyId> = inner.map(|number| keys.intern(&number.to_string())).collect();
    let inner = inner.into_iter().map(|key| (key, None));
    for (key, link) in std::iter::once((from, links[0])).chain(inner).chain([(to, links[1])]) {
        candidates.parts.push(Part { key, range });
        candidates.links.push(link);
    }
    low.range = range;
    low.parts = start..candidates.parts.len();
}
