//! Where sources, citations and links stand in the blocks of a text.

use std::ops::Range;

use super::marks::{Anchor, Placed, SourcePiece};
use super::readable::{ReadableText, TextCitation, TextTarget};
use crate::input::TextRange;

/// Sources cut at the ends of blocks and where the next one begins.
pub(super) fn sources(text: &ReadableText<'_>) -> Vec<Placed<SourcePiece>> {
    let mut order: Vec<usize> = (0..text.sources.len()).filter(|&s| !text.sources[s].range.is_empty()).collect();
    order.sort_by_key(|&s| text.sources[s].range.start);
    let mut pieces = Vec::new();
    let mut reached = 0;
    for (i, &source) in order.iter().enumerate() {
        let range = text.sources[source].range;
        let next = order.get(i + 1).map_or(u32::MAX, |&next| text.sources[next].range.start);
        let range = TextRange::new(range.start.max(reached), range.end.min(next));
        let first = text.blocks.partition_point(|block| block.range().end <= range.start);
        let from = pieces.len();
        for (id, block) in text.blocks.iter().enumerate().skip(first).take_while(|(_, block)| block.start < range.end) {
            let piece = TextRange::new(range.start.max(block.start), range.end.min(block.range().end));
            if !piece.is_empty() {
                let is_first = pieces.len() == from;
                pieces.push(Placed { block: id, range: piece, what: SourcePiece { source, is_first, is_last: false } });
            }
        }
        if let Some(last) = pieces[from..].last_mut() {
            last.what.is_last = true;
        }
        reached = reached.max(range.end);
    }
    pieces
}

/// Citations and links in order; a link that holds a citation gives way to it.
pub(super) fn anchors(text: &ReadableText<'_>) -> Vec<Placed<Anchor>> {
    let mut found = Vec::new();
    let mut add = |range: TextRange, what: Anchor| {
        if let Some(block) = text.block_at(range.start).filter(|_| !range.is_empty()) {
            let range = TextRange::new(range.start, range.end.min(text.blocks[block].range().end));
            found.push(Placed { block, range, what });
        }
    };
    for (id, citation) in text.citations.iter().enumerate() {
        for (nth, (range, cites)) in groups(citation).into_iter().enumerate() {
            add(range, Anchor::Cite { citation: id, cites, is_first: nth == 0 });
        }
    }
    for (id, link) in text.links.iter().enumerate() {
        add(link.range, Anchor::Link(id));
    }
    let is_link = |anchor: &Placed<Anchor>| matches!(anchor.what, Anchor::Link(_));
    let mut cites: Vec<TextRange> = found.iter().filter(|a| !is_link(a)).map(|a| a.range).collect();
    cites.sort_by_key(|range| range.start);
    let holds_cite = |range: TextRange| {
        let next = cites.partition_point(|cite| cite.end <= range.start);
        cites.get(next).is_some_and(|cite| cite.overlaps(range))
    };
    found.retain(|anchor| !is_link(anchor) || !holds_cite(anchor.range));
    found.sort_by_key(|anchor| anchor.range.start);
    let mut reached = 0;
    found.retain(|anchor| {
        let stands = anchor.range.start >= reached;
        reached = if stands { anchor.range.end } else { reached };
        stands
    });
    found
}

/// The cites of a citation by place; one that stands alone takes the whole citation, which is easier to hit.
fn groups(citation: &TextCitation) -> Vec<(TextRange, Range<usize>)> {
    let mut groups: Vec<(TextRange, Range<usize>)> = Vec::new();
    for (id, cite) in citation.cites.iter().enumerate() {
        match groups.last_mut() {
            Some((range, cites)) if *range == cite.range => cites.end = id + 1,
            _ => groups.push((cite.range, id..id + 1)),
        }
    }
    if let [(range, _)] = groups.as_mut_slice() {
        *range = citation.range;
    }
    groups
}

/// How a group of cites is joined, worst first.
pub(super) fn state(citation: &TextCitation, cites: Range<usize>) -> &'static str {
    let cites = &citation.cites[cites];
    let any = |test: fn(&TextTarget) -> bool| cites.iter().any(|cite| test(&cite.target));
    if any(|target| *target == TextTarget::Missing) {
        "missing"
    } else if any(|target| matches!(target, TextTarget::Sources(sources) if sources.len() > 1)) {
        "several"
    } else if any(|target| *target == TextTarget::Elsewhere) {
        "elsewhere"
    } else {
        "joined"
    }
}
