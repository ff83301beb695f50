//! Numbers in round brackets: `(1)`, `(2, 3)`, `(4–6)`, as medical journals cite.
//!
//! Such a number tells nothing by itself (it counts options, equations and members), so these candidates are looked for
//! only where a numbered list could be cited so, or where the settings say that they cite.

use super::super::{Form, Keys, Style};
use super::group::parse_plain;
use super::{Candidate, Candidates, Overlay, Part, Shape};
use crate::article::{Article, BlockId, BlockKind};
use crate::input::{TextRange, floor_boundary};

/// A bracket that is not closed within this many bytes holds more than numbers.
const MAX_INSIDE: usize = 40;

/// Adds the candidates outside of `lists`, behind all others.
pub(in super::super) fn scan(article: &Article, lists: &[TextRange], keys: &mut Keys, candidates: &mut Candidates) {
    let known = candidates.list.len();
    let lists = joined(lists);
    for (block, data) in article.blocks.iter().enumerate() {
        let next = lists.partition_point(|l| l.start <= data.range.start);
        let listed = next > 0 && data.range.start < lists[next - 1].end;
        if data.kind == BlockKind::Paragraph && data.range.start < article.visible_end && !listed {
            numbers(article, block, known, keys, candidates);
        }
    }
}

/// The same stretches of text, sorted and disjoint: lists may interleave.
fn joined(lists: &[TextRange]) -> Vec<TextRange> {
    let mut sorted = lists.to_vec();
    sorted.sort();
    sorted.dedup_by(|next, last| {
        let meets = next.start <= last.end;
        last.end = if meets { last.end.max(next.end) } else { last.end };
        meets
    });
    sorted
}

fn numbers(article: &Article, block: BlockId, known: usize, keys: &mut Keys, candidates: &mut Candidates) {
    let range = article.blocks[block].range;
    let text = article.slice(range);
    for open in memchr::memchr_iter(b'(', text.as_bytes()) {
        let inside = &text[open + 1..floor_boundary(text, open + 1 + MAX_INSIDE)];
        let Some(inside) = inside.find(')').map(|close| &inside[..close]) else { continue };
        let base = range.start + open as u32 + 1;
        let Some(found) = parse_plain(inside, base) else { continue };
        let own = TextRange::new(base - 1, base + inside.len() as u32 + 1);
        // Another form has been read there: `[(1)]`, a link `(1)`.
        let near = candidates.list[..known].partition_point(|c| c.range.end <= own.start);
        if candidates.list[near..known].first().is_some_and(|c| c.range.start < own.end) {
            continue;
        }
        let first = candidates.parts.len();
        for (key, range) in found {
            candidates.parts.push(Part { key: keys.intern(&key), range });
            candidates.links.push(None);
        }
        candidates.list.push(Candidate {
            block,
            range: own,
            style: Style::Parenthesis,
            form: Form::Sound,
            shape: Shape::Enclosed,
            parts: first..candidates.parts.len(),
            overlay: Overlay::default(),
            perhaps_pinpoint: false,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_that_interleave_are_one_stretch() {
        let range = TextRange::new;
        assert_eq!(joined(&[range(40, 50), range(0, 10), range(5, 20)]), [range(0, 20), range(40, 50)]);
    }
}
