//! What is marked in the text of one article, by block and place, so that one walk over the text meets all of it.

use super::place;
use super::readable::ReadableText;
use crate::engine::{FileReport, FindingReport, QuotationReport};
use crate::input::TextRange;
use crate::quote::Verdict;

/// Everything that is marked. What crosses the end of a block is marked up to it; sources go on in the next.
pub(super) struct Marks {
    /// Sources, block by block.
    pub(super) sources: Vec<Placed<SourcePiece>>,
    /// Citations and links; they do not overlap.
    pub(super) anchors: Vec<Placed<Anchor>>,
    /// Places of findings.
    pub(super) spots: Vec<Placed<Spot>>,
    /// What stands between words: the range is empty.
    pub(super) inserts: Vec<Placed<Insert>>,
    /// The findings that no block holds.
    pub(super) placeless: Vec<usize>,
    /// For each citation, the first finding about it.
    pub(super) about: Vec<Option<usize>>,
    /// For each citation, whether a link can lead to it.
    cited: Vec<bool>,
    /// The same for each source.
    listed: Vec<bool>,
}

/// Something with its block and its place.
#[derive(Clone, Debug)]
pub(super) struct Placed<T> {
    pub(super) block: usize,
    pub(super) range: TextRange,
    pub(super) what: T,
}

/// The part of a source that one block holds.
#[derive(Clone, Copy, Debug)]
pub(super) struct SourcePiece {
    pub(super) source: usize,
    pub(super) is_first: bool,
    pub(super) is_last: bool,
}

/// What a reader can click.
#[derive(Clone, Debug)]
pub(super) enum Anchor {
    /// Cites that stand in one place: indices into the cites of a citation.
    Cite { citation: usize, cites: std::ops::Range<usize>, is_first: bool },
    /// A link off the page.
    Link(usize),
}

/// What stands between words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Insert {
    /// That a quotation stands in its source.
    Check(usize),
    /// The note of a finding.
    Note(usize),
}

/// A place of a finding.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    pub(super) finding: usize,
    /// Which of its other places this is; `None` for its own.
    pub(super) label: Option<usize>,
}

/// The marks of one block.
#[derive(Clone, Copy)]
pub(super) struct BlockMarks<'a> {
    pub(super) sources: &'a [Placed<SourcePiece>],
    pub(super) anchors: &'a [Placed<Anchor>],
    pub(super) spots: &'a [Placed<Spot>],
    pub(super) inserts: &'a [Placed<Insert>],
}

impl BlockMarks<'_> {
    /// The findings whose notes stand in the block.
    pub(super) fn notes(&self) -> impl Iterator<Item = usize> {
        self.inserts.iter().filter_map(|insert| match insert.what {
            Insert::Note(finding) => Some(finding),
            Insert::Check(_) => None,
        })
    }
}

impl Marks {
    /// Collects what is to be marked in the text of a file.
    pub(super) fn new(file: &FileReport, text: &ReadableText<'_>) -> Self {
        let (sources, anchors) = (place::sources(text), place::anchors(text));
        let mut marks = Self {
            cited: vec![false; text.citations.len()],
            listed: vec![false; text.sources.len()],
            sources,
            anchors,
            spots: Vec::new(),
            inserts: Vec::new(),
            placeless: Vec::new(),
            about: vec![None; text.citations.len()],
        };
        for piece in marks.sources.iter().filter(|piece| piece.what.is_first) {
            marks.listed[piece.what.source] = true;
        }
        for anchor in &marks.anchors {
            if let Anchor::Cite { citation, is_first: true, .. } = anchor.what {
                marks.cited[citation] = true;
            }
        }
        for (id, finding) in file.findings.iter().enumerate() {
            marks.place(id, finding, text);
        }
        marks.spots.sort_by_key(|spot| (spot.block, spot.range.start));
        for (id, quotation) in file.quotations.iter().enumerate().filter(|(_, quotation)| holds(quotation)) {
            marks.insert(quotation.range.end, quotation.range.start, Insert::Check(id), text);
        }
        marks.inserts.sort_by_key(|insert| (insert.block, insert.range.start, insert.what));
        marks
    }

    /// The marks of one block.
    pub(super) fn of(&self, block: usize) -> BlockMarks<'_> {
        BlockMarks {
            sources: within(&self.sources, block),
            anchors: within(&self.anchors, block),
            spots: within(&self.spots, block),
            inserts: within(&self.inserts, block),
        }
    }

    /// Whether a link can lead to a citation.
    pub(super) fn has_citation(&self, citation: usize) -> bool {
        self.cited[citation]
    }

    /// Whether a link can lead to a source.
    pub(super) fn has_source(&self, source: usize) -> bool {
        self.listed[source]
    }

    fn place(&mut self, id: usize, finding: &FindingReport, text: &ReadableText<'_>) {
        if let Some(about) = finding.marker.and_then(|marker| self.about.get_mut(marker)) {
            about.get_or_insert(id);
        }
        let range = finding.range;
        let Some(block) = text.block_at(range.start) else {
            self.placeless.push(id);
            return;
        };
        self.spot(block, range, Spot { finding: id, label: None }, text);
        for (number, label) in finding.labels.iter().enumerate() {
            if let Some(block) = text.block_at(label.range.start) {
                self.spot(block, label.range, Spot { finding: id, label: Some(number) }, text);
            }
        }
        self.insert(text.end_of_sentence(range).max(range.end), range.start, Insert::Note(id), text);
    }

    /// Sets something at a place, but not beyond the block that holds `start`.
    fn insert(&mut self, at: u32, start: u32, what: Insert, text: &ReadableText<'_>) {
        let Some(block) = text.block_at(start) else { return };
        let at = self.behind_anchor(block, at.min(text.blocks[block].range().end));
        self.inserts.push(Placed { block, range: TextRange::empty(at), what });
    }

    fn spot(&mut self, block: usize, range: TextRange, what: Spot, text: &ReadableText<'_>) {
        let end = range.end.min(text.blocks[block].range().end).max(range.start);
        self.spots.push(Placed { block, range: TextRange::new(range.start, end), what });
    }

    /// `at`, or the end of the anchor that it would split.
    fn behind_anchor(&self, block: usize, at: u32) -> u32 {
        let anchors = within(&self.anchors, block);
        let next = anchors.partition_point(|anchor| anchor.range.start < at);
        next.checked_sub(1).map_or(at, |id| at.max(anchors[id].range.end))
    }
}

/// Whether a quotation stands in its source.
pub(super) fn holds(quotation: &QuotationReport) -> bool {
    matches!(quotation.verdict, Verdict::Verbatim | Verdict::Elided | Verdict::Interleaved)
}

/// The part of `all` that belongs to a block.
fn within<T>(all: &[Placed<T>], block: usize) -> &[Placed<T>] {
    let from = all.partition_point(|mark| mark.block < block);
    let to = from + all[from..].partition_point(|mark| mark.block == block);
    &all[from..to]
}
