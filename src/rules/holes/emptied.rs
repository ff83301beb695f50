//! Elements that held a citation and are empty.

use super::Hole;
use crate::article::{BlockKind, Element, ElementKind, OBJECT};
use crate::finding::Confidence;
use crate::input::TextRange;
use crate::rules::Context;
use crate::rules::blanks::is_gap;

/// Elements that held a citation and are empty: `<sup></sup>`, `<a href="#ref3"></a>`.
pub(super) fn emptied(cx: &Context<'_>) -> Vec<Hole> {
    let elements: Vec<&Element> = cx.article.elements.iter().filter(|e| is_emptied(cx, e)).collect();
    // Where no citation shows its number, a style sheet or a script writes them all.
    let shown = cx.citations.markers.iter().filter(|m| !m.hidden && m.inside.is_none()).count();
    if elements.is_empty() || shown == 0 || elements.len() > shown * 3 {
        return Vec::new();
    }
    let mut holes: Vec<Hole> = Vec::new();
    for element in elements {
        let inside = holes.last().is_some_and(|h| h.span.covers(element.span));
        if !inside {
            holes.push(hole_of(cx, element));
        }
    }
    holes
}

fn hole_of(cx: &Context<'_>, element: &Element) -> Hole {
    let at = element.range.start;
    let text = &cx.article.text;
    let start = text[..at as usize].trim_end_matches(is_gap).len() as u32;
    let end = at + (text.len() - at as usize - text[at as usize..].trim_start_matches(is_gap).len()) as u32;
    let stopped = text[end as usize..].starts_with(['.', ',', '。', ';', ')']);
    let gap = if stopped { TextRange::new(start, end) } else { TextRange::empty(at) };
    Hole { gap, span: element.span, confidence: Confidence::High }
}

fn is_emptied(cx: &Context<'_>, element: &Element) -> bool {
    let at = element.range.start;
    if !element.range.is_empty() || at >= cx.article.visible_end || cx.in_list(at) {
        return false;
    }
    let cites = match element.kind {
        ElementKind::Sup => element.attrs.id.is_empty() || cites_by_name(&element.attrs.class),
        ElementKind::Link => {
            let anchors = cx.anchors();
            let target = element.href.as_ref().and_then(|h| anchors.fragment(h));
            target.is_some_and(|t| cites_by_name(&t) || anchors.entry(cx, &t).is_some())
        }
        _ => false,
    };
    // A marker read from its address alone is a citation without a number, not a hole.
    cites && stands_after_words(cx, at) && !is_marker(cx, at)
}

/// Whether a marker without visible text stands at `at`.
fn is_marker(cx: &Context<'_>, at: u32) -> bool {
    let markers = &cx.citations.markers;
    let first = markers.partition_point(|m| m.range.start < at);
    markers[first..].iter().take_while(|m| m.range.start == at).any(|m| m.range.is_empty())
}

/// Whether a class or fragment speaks of citations: `reference`, `cite_note-3`, `ref3`, `fn:2`.
fn cites_by_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let numbered = || name.contains(|c: char| c.is_ascii_digit());
    ["cite", "footnote", "endnote", "reference", "citation"].iter().any(|p| name.contains(p))
        || (["ref", "fn", "note", "bib", "source"].iter().any(|p| name.contains(p)) && numbered())
}

/// Whether running text stands before `at` in its paragraph.
fn stands_after_words(cx: &Context<'_>, at: u32) -> bool {
    cx.article.block_at(at).is_some_and(|id| {
        let block = &cx.article.blocks[id];
        let head = cx.text(TextRange::new(block.range.start, at)).trim_end_matches(is_gap);
        block.kind == BlockKind::Paragraph && !head.is_empty() && !head.ends_with(OBJECT)
    })
}
