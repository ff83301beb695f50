//! Holes: places where something was taken out of a sentence and its blank stayed.
//!
//! One pass over the running text finds every blank in front of a stop; what is a hole is decided by looking around
//! it. A blank alone says little (converters and French typography make them), so the article as a whole decides
//! whether holes are reported.

use super::Context;
use super::blanks::{Blank, is_gap, is_invisible, is_space};
use super::residue::Hit;
use crate::article::{Element, ElementKind, OBJECT};
use crate::finding::Confidence;
use crate::input::{Format, Span, TextRange, ceil_boundary};

/// A place where a citation seems to have stood.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hole {
    /// The blank in the text; empty where an empty element stands without one.
    pub gap: TextRange,
    /// The blank, or the empty element, in the input.
    pub span: Span,
    pub confidence: Confidence,
}

/// So many blanks in front of stops are no slips, even where nothing is cited by number.
const MANY_SLIPS: usize = 4;

/// Words that no citation follows: behind them a noun was lost, or the stop itself is meant ("else return a ."). A
/// capital is a name ("vitamin A .").
const ARTICLES: [&str; 3] = ["a", "an", "the"];

/// Finds the holes of an article.
pub(super) fn scan(cx: &Context<'_>) -> Vec<Hole> {
    if !cx.cites() {
        return Vec::new();
    }
    let mut holes = emptied(cx);
    let certain = holes.len();
    let blanks = cx.blanks().list.iter().copied();
    let blanks: Vec<Blank> = blanks.filter(|b| is_hole(cx, *b) && !cx.in_list(b.gap.start)).collect();
    let spacing = !blanks.is_empty() && (cx.blanks().are_habit(cx) || stand_behind_one_word(cx, &blanks));
    let elsewhere = markers_precede_stops(cx);
    // Where nothing is cited by number, two slips of a typist say nothing about citations.
    let numbered = !cx.citations.markers.is_empty() || !cx.citations.lists.is_empty();
    let several = numbered || blanks.len() >= MANY_SLIPS;
    if !spacing && (several && several_sentences(cx, &blanks) || certain > 0 || has_other_evidence(cx, elsewhere)) {
        let evidence = elsewhere && !cx.unused().is_empty();
        add_blanks(cx, &mut holes, &blanks, evidence);
    }
    holes.sort_by_key(|h| (h.gap, h.span));
    holes
}

/// Whether blanks stand in two sentences at least: a text that a page repeats is one slip.
fn several_sentences(cx: &Context<'_>, blanks: &[Blank]) -> bool {
    let sentence = |blank: &Blank| cx.text(cx.article.sentence(blank.gap));
    blanks.first().map(sentence).is_some_and(|first| blanks[1..].iter().any(|b| sentence(b) != first))
}

/// Whether all of several blanks stand behind one and the same name: its writer always sets one there.
fn stand_behind_one_word(cx: &Context<'_>, blanks: &[Blank]) -> bool {
    let word = |blank: &Blank| last_token(cx.text(TextRange::new(blank.block.start, blank.gap.start)));
    blanks.len() > 2 && blanks[1..].iter().all(|b| word(b) == word(&blanks[0]))
}

/// Adds the blanks that no empty element stands in.
fn add_blanks(cx: &Context<'_>, holes: &mut Vec<Hole>, blanks: &[Blank], evidence: bool) {
    let marked: Vec<TextRange> = holes.iter().map(|h| h.gap).collect();
    for blank in blanks {
        let next = marked.partition_point(|m| m.end < blank.gap.start);
        if marked.get(next).is_some_and(|m| m.start <= blank.gap.end) {
            continue;
        }
        let text = cx.text(blank.gap);
        let confidence = if text.contains(|c: char| is_invisible(c)) {
            Confidence::Certain
        } else if text.chars().count() > 1 || evidence {
            Confidence::High
        } else {
            Confidence::Likely
        };
        holes.push(Hole { gap: blank.gap, span: cx.article.span(blank.gap), confidence });
    }
}

/// Whether a blank in front of a full stop looks like a hole from where it stands.
fn is_hole(cx: &Context<'_>, blank: Blank) -> bool {
    let Blank { block, gap, stop } = blank;
    if !matches!(stop, '.' | '。') {
        return false;
    }
    let head = cx.text(TextRange::new(block.start, gap.start));
    let tail = cx.text(TextRange::new(gap.end, block.end));
    let after = &tail[stop.len_utf8()..];
    let Some(before) = head.chars().next_back() else { return false };
    let word =
        before.is_alphanumeric() || matches!(before, ')' | ']' | '}' | '"' | '”' | '’' | '\'' | '»' | '」' | '%');
    // A line that begins with the stop is a matter of wrapping.
    // `( a, b ) .` is a piece of grammar.
    let set_off = matches!(before, ')' | ']' | '}') && head[..head.len() - 1].ends_with(is_space);
    word && !set_off
        && !cx.article.is_line_start(gap.end)
        && sentence_ends(stop, after)
        && !looks_like_code(last_token(head))
        && !ARTICLES.contains(&last_token(head))
        && !ends_with_marker(cx, gap.start)
        && !ends_with_markup(cx, gap, stop)
        && !ends_with_line(cx, gap)
        && has_words(cx.text(block))
}

/// Whether text goes on after a stop as after the end of a sentence.
fn sentence_ends(stop: char, after: &str) -> bool {
    if after.trim().is_empty() {
        return true;
    }
    let rest = after.trim_start_matches(is_space);
    if rest.len() == after.len() {
        return stop == '。';
    }
    let opened = rest.trim_start_matches(['"', '“', '‘', '„', '«', '(', '[', '「', '\'']);
    opened.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
}

/// The last word before a place: at most some hundred bytes of it.
fn last_token(head: &str) -> &str {
    let from = ceil_boundary(head, head.len().saturating_sub(120));
    head[from..].rsplit(char::is_whitespace).next().unwrap_or_default()
}

/// Whether a word is rather a name of code: `a::b`, `path/x`, `.config`, `-v`, `useState`; an address of mail; a version
/// (`2.6.8`): a stop right behind them would be taken for a part of them.
fn looks_like_code(token: &str) -> bool {
    let camel = || token.as_bytes().windows(2).any(|w| w[0].is_ascii_lowercase() && w[1].is_ascii_uppercase());
    let flag = || token.len() == 2 && token.starts_with('-') || token.starts_with("--");
    let file = || token.strip_prefix('.').is_some_and(|name| name.starts_with(|c: char| c.is_ascii_lowercase()));
    let version = || token.matches('.').count() > 1 && token.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    token.contains(['_', '/', '\\', '<', '>', '=', '@'])
        || token.contains("::")
        || token.contains("()")
        || flag()
        || file()
        || camel()
        || version()
}

/// Whether the text up to `at` ends with a citation: then the blank is spacing.
fn ends_with_marker(cx: &Context<'_>, at: u32) -> bool {
    marker_ending(cx, at..=at)
}

/// Whether a link ends in the blank or before it: then its markup made the blank, and the link is the source. In front of
/// a wide stop any markup makes one: text that is set without blanks needs them there.
fn ends_with_markup(cx: &Context<'_>, gap: TextRange, stop: char) -> bool {
    const LONGEST: u32 = 400;
    let before = TextRange::new(gap.start.saturating_sub(LONGEST), gap.end);
    let of_kind = |e: &Element| match e.kind {
        ElementKind::Link => true,
        ElementKind::Strong | ElementKind::Emphasis | ElementKind::Code => stop == '。',
        _ => false,
    };
    let ends_here = |e: &Element| gap.start <= e.range.end && e.range.end <= gap.end && !e.range.is_empty();
    cx.article.elements_in(before).iter().any(|e| of_kind(e) && ends_here(e))
}

/// Whether a blank is the end of a line in front of an end tag: that is how programs set markup.
fn ends_with_line(cx: &Context<'_>, gap: TextRange) -> bool {
    let (text, span) = (&cx.input.text, cx.article.span(gap));
    let raw = |from: u32, to: usize| text.get(from as usize..to).unwrap_or_default();
    cx.input.format == Format::Html
        && raw(span.start, span.end as usize).contains('\n')
        && raw(span.end, text.len()).starts_with("</")
}

/// Whether a visible marker ends within `places`.
fn marker_ending(cx: &Context<'_>, places: std::ops::RangeInclusive<u32>) -> bool {
    let markers = &cx.citations.markers;
    let next = markers.partition_point(|m| m.range.start <= *places.end());
    markers[..next].last().is_some_and(|m| places.contains(&m.range.end))
}

fn has_words(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).nth(2).is_some()
}

/// Whether the article sets its citations in front of the stop, as the holes suggest.
fn markers_precede_stops(cx: &Context<'_>) -> bool {
    let text = &cx.article.text;
    cx.citations.markers.iter().any(|m| {
        let before = text[..m.range.start as usize].ends_with(is_space);
        let after = text[m.range.end as usize..].starts_with(['.', '。']);
        before && after && !m.hidden && m.inside.is_none()
    })
}

/// Whether anything else says that citations were lost, so that a single blank is enough.
fn has_other_evidence(cx: &Context<'_>, markers_precede_stops: bool) -> bool {
    markers_precede_stops
        || !cx.unused().is_empty()
        || cx.residue().iter().any(Hit::is_evidence)
        || super::dangling_lead_in::any(cx)
}

/// Elements that held a citation and are empty: `<sup></sup>`, `<a href="#ref3"></a>`.
fn emptied(cx: &Context<'_>) -> Vec<Hole> {
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
        block.kind == crate::article::BlockKind::Paragraph && !head.is_empty() && !head.ends_with(OBJECT)
    })
}
