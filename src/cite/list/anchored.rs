//! Notes that only a link finds: no label, no heading, but markers lead to them.

use super::super::marker::{Candidate, Shape};
use super::super::{Family, Style};
use super::evidence::{names_list, names_note};
use super::{Draft, DraftEntry, Finder, Labelled};
use crate::article::{BlockKind, ContainerId, ContainerKind};
use crate::input::TextRange;

/// A term holds fewer containers than this.
const MAX_INSIDE: usize = 64;

/// Adds one list of the notes that markers link to and that no list holds yet.
pub(super) fn list(finder: &Finder<'_>, drafts: &mut Vec<Draft>) {
    let mut taken: Vec<TextRange> = drafts.iter().flat_map(|d| d.entries.iter().map(|e| e.range)).collect();
    taken.sort_unstable();
    let mut entries: Vec<DraftEntry> = Vec::new();
    let mut end = 0;
    for (anchor, candidate) in finder.targets.all() {
        let marker = &finder.candidates.list[candidate];
        if marker.overlay.backlink || inside(&taken, marker.range.start) {
            continue;
        }
        let Some((range, unit)) = note_at(finder, anchor, marker) else { continue };
        if range.is_empty() || inside(&taken, range.start) || range.start < end || range.covers(marker.range) {
            continue;
        }
        end = range.end;
        let key = finder.candidates.parts_of(marker).first().map(|p| p.key);
        entries.push(DraftEntry { key, label: TextRange::empty(range.start), range, unit });
    }
    if entries.is_empty() {
        return;
    }
    entries.sort_by_key(|e| e.range.start);
    drafts.push(Draft {
        heading: None,
        heading_range: None,
        labelled: Labelled::Anchored,
        family: Family::Numbered,
        notes: true,
        further_reading: false,
        entries,
    });
}

fn inside(taken: &[TextRange], at: u32) -> bool {
    let next = taken.partition_point(|r| r.start <= at);
    next > 0 && taken[next - 1].end >= at
}

/// The note that an anchor names: what it holds, or the block it opens.
fn note_at(finder: &Finder<'_>, anchor: usize, marker: &Candidate) -> Option<(TextRange, Option<ContainerId>)> {
    let article = finder.article;
    let data = &article.anchors[anchor];
    let block = article.blocks.get(article.block_at(data.range.start)?)?;
    if matches!(block.kind, BlockKind::Heading(_)) || block.range.start != data.range.start {
        return None;
    }
    let unit = article
        .ancestors(block.container)
        .take_while(|(_, c)| c.range.start == data.range.start && c.parent.is_some())
        .find(|(_, c)| *c.attrs.id == *data.name);
    let range = unit.map_or(block.range, |(id, c)| match described(finder, id) {
        Some(end) => TextRange::new(c.range.start, end),
        None => c.range,
    });
    let attributes = article.ancestors(block.container).take(4).any(|(_, c)| names_list(&c.attrs));
    let sign = marker.overlay.raised
        || marker.overlay.declared
        || marker.shape != Shape::Words
        || marker.style == Style::Label;
    let sure = sign
        && (names_note(&data.name) && (marker.overlay.raised || marker.overlay.declared)
            || attributes
            || finder.targets.leads_back(article, range, marker));
    (sure && range.len() < 20_000).then(|| (range, unit.map(|u| u.0)))
}

/// The end of the description that a term opens.
fn described(finder: &Finder<'_>, term: ContainerId) -> Option<u32> {
    let containers = &finder.article.containers;
    (containers[term].kind == ContainerKind::Term).then_some(())?;
    let next = containers[term + 1..].iter().take(MAX_INSIDE).find(|c| c.parent == containers[term].parent)?;
    (next.kind == ContainerKind::Description).then_some(next.range.end)
}
