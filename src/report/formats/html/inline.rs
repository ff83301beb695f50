//! The words of one block with everything that is marked in them: one walk from its beginning to its end.

use maud::{Markup, html};

use super::article::Context;
use super::marks::{Anchor, BlockMarks, Insert, Placed, SourcePiece, Spot};
use super::names::{to, web};
use super::place::state;
use super::readable::{ReadableText, TextBlock, TextStyle, TextTarget};
use super::sweep::Sweep;
use super::words::severity;
use super::{note, sources};
use crate::article::ElementKind;
use crate::engine::SourceKind;
use crate::input::TextRange;
use crate::report::shared::clean::clean;

/// A place of more bytes than this is tinted, not underlined.
const LONG: u32 = 90;
/// More sources than this are not named on one citation.
const MOST_SOURCES: usize = 64;

/// The words of a block behind the bullet or number of its item; its notes stand in it behind their sentences, or
/// nowhere.
pub(super) fn words(
    cx: &Context<'_>,
    text: &ReadableText<'_>,
    block: &TextBlock<'_>,
    marks: BlockMarks<'_>,
    with_notes: bool,
) -> Markup {
    let walk = Walk {
        cx,
        text,
        block,
        marks,
        with_notes,
        at: block.start,
        spots: Sweep::default(),
        styles: Sweep::default(),
        inserts: 0,
    };
    walk.run()
}

/// How far one walk has come.
struct Walk<'a> {
    cx: &'a Context<'a>,
    text: &'a ReadableText<'a>,
    block: &'a TextBlock<'a>,
    marks: BlockMarks<'a>,
    with_notes: bool,
    at: u32,
    spots: Sweep,
    styles: Sweep,
    /// How many inserts have been set.
    inserts: usize,
}

impl Walk<'_> {
    fn run(mut self) -> Markup {
        let end = self.block.range().end;
        let mut pieces = Vec::with_capacity(1 + 2 * self.marks.sources.len());
        for piece in self.marks.sources {
            pieces.push(self.linked(piece.range.start));
            pieces.push(self.source(piece));
        }
        pieces.push(self.linked(end));
        pieces.push(self.due(u32::MAX));
        html! {
            @if let Some(lead) = self.lead() { span class="lead" { (clean(lead)) " " } }
            @for piece in pieces { (piece) }
        }
    }

    /// The bullet or number of the item; a source has its own.
    fn lead(&self) -> Option<&str> {
        self.block.setting.lead.as_deref().filter(|_| self.marks.sources.is_empty())
    }

    /// The part of a source that stands here.
    fn source(&mut self, piece: &Placed<SourcePiece>) -> Markup {
        let SourcePiece { source, is_first, is_last } = piece.what;
        let shown = &self.text.sources[source];
        let name = self.cx.names.source(source);
        let tag = shown.tag.as_deref().filter(|_| is_first && shown.label.is_empty());
        let label = if is_first && !shown.label.is_empty() {
            self.linked(shown.label.end.min(piece.range.end))
        } else {
            html! {}
        };
        let body = self.linked(piece.range.end);
        let back = if is_last {
            sources::back(self.cx, source, shown)
        } else {
            html! {}
        };
        let notes = self.due(piece.range.end);
        let class = if shown.is_cited { "source" } else { "source uncited" };
        html! {
            span class=(class) id=[is_first.then_some(&name)] data-s=(source) {
                @if let Some(tag) = tag { span class="label" { (clean(tag)) " " } }
                @if !label.0.is_empty() { span class="label" { (label) } }
                span class="said" { (body) }
                (back)
            }
            (notes)
        }
    }

    /// Words up to `end`, with citations and links.
    fn linked(&mut self, end: u32) -> Markup {
        let anchors = self.marks.anchors;
        let first = anchors.partition_point(|anchor| anchor.range.end <= self.at);
        let inside = anchors[first..].iter().take_while(|anchor| anchor.range.start < end);
        let mut pieces = Vec::new();
        for anchor in inside {
            // What the end of a source has split is shown once.
            if anchor.range.start < self.at {
                continue;
            }
            pieces.push(self.plain(anchor.range.start.max(self.at), true));
            let words = self.plain(anchor.range.end.min(end), false);
            pieces.push(match &anchor.what {
                Anchor::Cite { citation, cites, is_first } => self.cite(*citation, cites.clone(), *is_first, &words),
                Anchor::Link(link) => match web(self.text.links[*link].url) {
                    Some(url) => html! {
                        a class="out" href=(url) rel="noopener noreferrer" { (words) }
                        (self.cx.verdicts.of_link(SourceKind::Link(*link)))
                    },
                    None => words,
                },
            });
        }
        pieces.push(self.plain(end, true));
        html! { @for piece in pieces { (piece) } }
    }

    fn cite(&self, id: usize, cites: std::ops::Range<usize>, is_first: bool, words: &Markup) -> Markup {
        let citation = &self.text.citations[id];
        let state = state(citation, cites.clone());
        let mut sources = Vec::new();
        let mut missing = Vec::new();
        for cite in &citation.cites[cites] {
            match &cite.target {
                TextTarget::Sources(found) => sources.extend(found.iter().copied()),
                TextTarget::Missing | TextTarget::Elsewhere => missing.push(clean(&cite.tag)),
            }
        }
        sources.truncate(MOST_SOURCES);
        missing.truncate(MOST_SOURCES);
        let marks = self.cx.text.as_ref().map(|(_, marks)| marks);
        sources.retain(|source| marks.is_some_and(|marks| marks.has_source(*source)));
        let about = marks.and_then(|marks| marks.about[id]);
        let href = match (sources.first(), about) {
            (Some(source), _) => self.cx.names.source(*source),
            (None, Some(finding)) => self.cx.names.note(finding),
            (None, None) => self.cx.names.article(),
        };
        let numbers: Vec<String> = sources.iter().map(usize::to_string).collect();
        html! {
            a class={ "cite " (state) } href=(to(&href)) id=[is_first.then(|| self.cx.names.citation(id))]
                data-s=[(!numbers.is_empty()).then(|| numbers.join(" "))]
                data-missing=[(!missing.is_empty()).then(|| missing.join(" "))] { (words) }
            @if is_first { (self.cx.verdicts.of_link(SourceKind::Marker(id))) }
        }
    }

    /// Words up to `end`, with the places of findings; notes that are due stand between sentences.
    fn plain(&mut self, end: u32, with_notes: bool) -> Markup {
        let mut pieces = Vec::new();
        loop {
            if with_notes {
                pieces.push(self.due(self.at));
            }
            let (spots, styles) = (self.marks.spots, &self.block.styles);
            let first = self.spots.next;
            let spot_change = self.spots.advance(self.at, |id| spots.get(id).map(|spot| spot.range));
            let style_change = self.styles.advance(self.at, |id| styles.get(id).map(|style| style.range));
            for spot in &spots[first..self.spots.next] {
                pieces.push(self.begin(spot));
            }
            if self.at >= end {
                break;
            }
            let insert_change = self.next_insert().filter(|_| with_notes).unwrap_or(u32::MAX);
            let next = end.min(spot_change).min(style_change).min(insert_change);
            pieces.push(self.segment(TextRange::new(self.at, next)));
            self.at = next;
        }
        html! { @for piece in pieces { (piece) } }
    }

    fn next_insert(&self) -> Option<u32> {
        self.marks.inserts.get(self.inserts).map(|insert| insert.range.start).filter(|_| self.with_notes)
    }

    /// The notes of sentences that have ended, and the checks of quotations.
    fn due(&mut self, reached: u32) -> Markup {
        let first = self.inserts;
        while self.next_insert().is_some_and(|at| at <= reached) {
            self.inserts += 1;
        }
        let due = &self.marks.inserts[first..self.inserts];
        let checks = due.iter().filter_map(|insert| if let Insert::Check(id) = insert.what { Some(id) } else { None });
        let notes = due.iter().filter_map(|insert| if let Insert::Note(id) = insert.what { Some(id) } else { None });
        html! {
            @for id in checks { (sources::check(self.cx, &self.cx.file.quotations[id])) }
            (note::notes(self.cx, notes))
        }
    }

    /// Where a place begins: the name that links lead to, and a dot where the place shows nothing.
    fn begin(&self, spot: &Placed<Spot>) -> Markup {
        let Spot { finding, label } = spot.what;
        html! {
            @if let Some(label) = label { span id=(self.cx.names.label(finding, label)) {} }
            @if spot.range.is_empty() {
                mark class={ "point " (self.severity(finding)) } data-f=(finding) { span class="vh" { "here" } }
            }
        }
    }

    /// Words under the same marks.
    fn segment(&self, range: TextRange) -> Markup {
        let words = self.styled(range);
        let active: Vec<&Placed<Spot>> = self.spots.active.iter().map(|&id| &self.marks.spots[id]).collect();
        let Some(worst) = active.iter().max_by_key(|spot| self.cx.file.findings[spot.what.finding].severity) else {
            return words;
        };
        let level = self.severity(worst.what.finding);
        let findings: Vec<String> = active.iter().map(|spot| spot.what.finding.to_string()).collect();
        let is_long = worst.range.len() > LONG;
        let is_gone = active.iter().any(|spot| self.block.slice(spot.range).trim().is_empty());
        let kind = if is_gone {
            "gone "
        } else if is_long {
            "spot long "
        } else {
            "spot "
        };
        html! {
            mark class={ (kind) (level) } data-f=(findings.join(" ")) {
                @if is_gone { span class="vh" { " something is missing here " } } @else { (words) }
            }
        }
    }

    fn severity(&self, finding: usize) -> &'static str {
        severity(self.cx.file.findings[finding].severity)
    }

    fn styled(&self, range: TextRange) -> Markup {
        let active: Vec<&TextStyle<'_>> = self.styles.active.iter().map(|&id| &self.block.styles[id]).collect();
        let words = match active.iter().find_map(|style| style.instead) {
            Some(code) => html! { code { (clean(code)) } },
            None => html! { (clean(self.block.slice(range))) },
        };
        active.iter().rev().fold(words, |words, style| match style.kind {
            ElementKind::Strong => html! { b { (words) } },
            ElementKind::Emphasis => html! { i { (words) } },
            ElementKind::Sup => html! { sup { (words) } },
            ElementKind::Sub => html! { sub { (words) } },
            ElementKind::Image => html! { span class="object" title="an image" { (words) } },
            _ => words,
        })
    }
}
