//! Holes: places where something was taken out of a sentence and its blank stayed.
//!
//! One pass over the running text finds every blank in front of a stop; what is a hole is decided by looking around
//! it. A blank alone says little (converters and French typography make them), so the article as a whole decides
//! whether holes are reported.

mod emptied;
mod shape;

use super::blanks::{Blank, is_invisible, is_space};
use super::residue::Hit;
use super::{Context, dangling_lead_in};
use crate::cite::Marker;
use crate::finding::Confidence;
use crate::input::{Span, TextRange};
use emptied::emptied;
use shape::{is_hole, last_token};

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

/// Finds the holes of an article.
pub(super) fn scan(cx: &Context<'_>) -> Vec<Hole> {
    if !cx.cites() {
        return Vec::new();
    }
    let mut holes = emptied(cx);
    let certain = holes.len();
    let (mut ends, commas) = candidates(cx);
    if is_spacing(cx, &ends, &commas) {
        return holes;
    }
    let elsewhere = markers_precede(cx, &['.', '。']);
    let several = is_numbered(cx) || ends.len() >= MANY_SLIPS;
    let found = several && several_sentences(cx, &ends) || certain > 0 || has_other_evidence(cx, elsewhere);
    let evidence = elsewhere && !cx.unused().is_empty();
    // A blank in front of a comma is a slip more often than one in front of a full stop.
    let beside_others = found && !ends.is_empty() || certain > 0 || cx.residue().iter().any(Hit::is_evidence);
    let lost = !commas.is_empty() && is_numbered(cx) && (beside_others || evidence && markers_are_spaced(cx));
    if !found {
        ends.clear();
    }
    ends.extend(commas.into_iter().filter(|_| lost));
    add_blanks(cx, &mut holes, &ends, evidence);
    holes.sort_by_key(|h| (h.gap, h.span));
    holes
}

/// The blanks that may be holes: those in front of full stops, and those in front of other stops.
fn candidates(cx: &Context<'_>) -> (Vec<Blank>, Vec<Blank>) {
    let blanks = cx.blanks().list.iter().copied().filter(|b| is_hole(cx, *b) && !cx.in_list(b.gap.start));
    blanks.partition(|b| matches!(b.stop, '.' | '。'))
}

/// Whether blanks stand in front of stops because somebody, or a converter, always sets them there.
pub(super) fn are_spacing(cx: &Context<'_>) -> bool {
    let (ends, commas) = candidates(cx);
    is_spacing(cx, &ends, &commas)
}

fn is_spacing(cx: &Context<'_>, ends: &[Blank], commas: &[Blank]) -> bool {
    // Who lost citations in front of full stops has lost some in front of other stops, too, and fewer of them. A converter
    // makes no difference, or a writer who likes them so.
    if commas.len() >= MANY_SLIPS && commas.len() > ends.len() {
        return true;
    }
    let spaced = commas.iter().filter(|b| b.stop == ',').count();
    let beside_ends = if cx.blanks().are_rarer(spaced, ends.len()) { ends.len() } else { 0 };
    let lost = if is_numbered(cx) { beside_ends.max(1) + cx.unused().len() } else { 0 };
    cx.blanks().are_habit(cx, lost.min(spaced)) || stand_behind_one_word(cx, ends)
}

/// Whether sources are cited by number. Where they are not, two slips of a typist say nothing about citations.
fn is_numbered(cx: &Context<'_>) -> bool {
    !cx.citations.markers.is_empty() || !cx.citations.lists.is_empty()
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

/// Whether the article sets a citation in front of one of these stops and behind a blank, as the holes suggest.
fn markers_precede(cx: &Context<'_>, stops: &[char]) -> bool {
    markers_in_text(cx).any(|m| is_spaced(cx, m) && stands_before(cx, m, stops))
}

/// Whether most citations in front of stops stand behind a blank: only such leave one.
fn markers_are_spaced(cx: &Context<'_>) -> bool {
    let before_stops = markers_in_text(cx).filter(|m| stands_before(cx, m, &['.', ',', ';', ')', '。']));
    let (spaced, all) = before_stops.fold((0, 0), |(spaced, all), m| (spaced + usize::from(is_spaced(cx, m)), all + 1));
    spaced * 2 > all
}

fn markers_in_text<'a>(cx: &Context<'a>) -> impl Iterator<Item = &'a Marker> {
    cx.citations.markers.iter().filter(|m| !m.hidden && m.inside.is_none())
}

fn is_spaced(cx: &Context<'_>, marker: &Marker) -> bool {
    cx.article.text[..marker.range.start as usize].ends_with(is_space)
}

fn stands_before(cx: &Context<'_>, marker: &Marker, stops: &[char]) -> bool {
    cx.article.text[marker.range.end as usize..].starts_with(stops)
}

/// Whether anything else says that citations were lost, so that a single blank is enough.
fn has_other_evidence(cx: &Context<'_>, markers_precede_stops: bool) -> bool {
    markers_precede_stops
        || !cx.unused().is_empty()
        || cx.residue().iter().any(Hit::is_evidence)
        || dangling_lead_in::any(cx)
}
