//! Notes that only a link finds: no label, no heading, but markers lead to them.

use super::super::Keys;
use super::super::marker::{Candidate, Shape};
use super::super::{Family, KeyId, Style, is_year};
use super::evidence::{is_source, names_list, names_note};
use super::heading::Announces;
use super::heads::Head;
use super::{Draft, DraftEntry, Finder, Labelled};
use crate::article::{BlockId, BlockKind, Container, ContainerId, ContainerKind};
use crate::input::TextRange;
use crate::map::HashSet;

/// The longest name of a source, in bytes.
const LONGEST_TERM: u32 = 60;
/// A term holds fewer containers than this.
const MAX_INSIDE: usize = 64;

/// Adds the notes that markers link to and that no list holds yet: one list for each heading they stand under.
pub(super) fn list(finder: &Finder<'_>, keys: &mut Keys, drafts: &mut Vec<Draft>) {
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
        let leads = |&at: &usize| {
            finder.candidates.links[at].is_some_and(|l| finder.targets.anchor(finder.article, l) == Some(anchor))
        };
        let key = marker.parts.clone().find(leads).map(|at| finder.candidates.parts[at].key);
        // What the first citation calls it, but the authors and the year rather than the year alone.
        if let Some(entry) = entries.last_mut().filter(|e| e.range == range) {
            let dated = |key: Option<KeyId>| key.is_some_and(|k| is_year(keys.text(k)));
            if dated(entry.key) && key.is_some() && !dated(key) {
                entry.key = key;
            }
            continue;
        }
        if range.is_empty() || inside(&taken, range.start) || range.start < end || range.covers(marker.range) {
            continue;
        }
        end = range.end;
        entries.push(DraftEntry { key, label: TextRange::empty(range.start), range, unit });
    }
    if entries.is_empty() {
        return;
    }
    entries.extend(sibling_terms(finder, keys, &entries, &taken));
    entries.extend(sibling_sources(finder, keys, &entries, &taken));
    entries.sort_by_key(|e| e.range.start);
    let head = |e: &DraftEntry| announced_by(finder, e).map(|h| h.block);
    drafts.extend(entries.chunk_by(|a, b| head(a) == head(b)).map(|own| draft(finder, own)));
}

/// The heading that leaves no doubt over a term, or over what markup calls a source: what only a link finds elsewhere is
/// a note.
fn announced_by<'f>(finder: &'f Finder<'_>, entry: &DraftEntry) -> Option<&'f Head> {
    let unit = &finder.article.containers[entry.unit?];
    (unit.kind == ContainerKind::Term || is_source(unit)).then_some(())?;
    finder.heads.governing(entry.range.start).filter(|h| h.announces == Announces::Sources)
}

fn draft(finder: &Finder<'_>, entries: &[DraftEntry]) -> Draft {
    let head = announced_by(finder, &entries[0]);
    Draft {
        heading: head.map(|h| finder.article.slice(h.range).trim().to_owned()),
        heading_range: head.map(|h| h.range),
        labelled: Labelled::Anchored,
        family: Family::Numbered,
        notes: head.is_none(),
        further_reading: false,
        entries: entries.to_vec(),
    }
}

/// The terms beside those that markers lead to, under a heading that leaves no doubt: sources that nothing cites.
fn sibling_terms(finder: &Finder<'_>, keys: &mut Keys, found: &[DraftEntry], taken: &[TextRange]) -> Vec<DraftEntry> {
    let containers = &finder.article.containers;
    let known: HashSet<ContainerId> = found.iter().filter_map(|e| e.unit).collect();
    let heads: HashSet<BlockId> = known
        .iter()
        .filter(|&&u| containers[u].kind == ContainerKind::Term)
        .filter_map(|&u| sources_head(finder, containers[u].range.start))
        .collect();
    // A page that documents functions has terms of many kinds below one heading: parameters, methods, results.
    let class = |term: &Container| term.parent.map(|list| &*containers[list].attrs.class);
    let classes: HashSet<Option<&str>> = known.iter().map(|&u| class(&containers[u])).collect();
    let is_sibling = |&(id, c): &(ContainerId, &Container)| {
        c.kind == ContainerKind::Term
            && !known.contains(&id)
            && !inside(taken, c.range.start)
            && classes.contains(&class(c))
            && c.range.len() <= LONGEST_TERM
            && sources_head(finder, c.range.start).is_some_and(|head| heads.contains(&head))
    };
    if heads.is_empty() {
        return Vec::new();
    }
    let siblings = containers.iter().enumerate().filter(is_sibling);
    siblings
        .filter_map(|(id, term)| {
            let text = without_ways_back(finder.article.slice(term.range)).trim_matches(['[', ']']);
            let end = described(finder, id).filter(|_| !text.is_empty())?;
            let range = TextRange::new(term.range.start, end);
            Some(DraftEntry {
                key: Some(keys.intern(text)),
                label: TextRange::empty(range.start),
                range,
                unit: Some(id),
            })
        })
        .collect()
}

/// The sources beside those that markers lead to, which nothing cites: called as their place is, `ref-tern2004`.
fn sibling_sources(finder: &Finder<'_>, keys: &mut Keys, found: &[DraftEntry], taken: &[TextRange]) -> Vec<DraftEntry> {
    let containers = &finder.article.containers;
    let known: HashSet<ContainerId> =
        found.iter().filter_map(|e| e.unit).filter(|&u| is_source(&containers[u])).collect();
    if known.is_empty() {
        return Vec::new();
    }
    let lists: HashSet<Option<ContainerId>> = known.iter().map(|&u| containers[u].parent).collect();
    let siblings = containers.iter().enumerate().filter(|&(id, c)| {
        is_source(c) && lists.contains(&c.parent) && !known.contains(&id) && !inside(taken, c.range.start)
    });
    siblings
        .filter(|(_, c)| !c.range.is_empty() && !c.attrs.id.is_empty())
        .map(|(id, c)| {
            let name = c.attrs.id.strip_prefix("ref-").unwrap_or(&c.attrs.id);
            DraftEntry {
                key: Some(keys.intern_exact(name)),
                label: TextRange::empty(c.range.start),
                range: c.range,
                unit: Some(id),
            }
        })
        .collect()
}

/// The name that a term shows, without the ways back behind it: `Cole77(1,2)`.
fn without_ways_back(text: &str) -> &str {
    let text = text.trim();
    let counted =
        |inner: &str| !inner.is_empty() && inner.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b' '));
    match text.strip_suffix(')').and_then(|t| t.rsplit_once('(')) {
        Some((name, inner)) if counted(inner) && !name.is_empty() => name.trim_end(),
        _ => text,
    }
}

/// The heading over a place that announces sources, or the one around it that does.
fn sources_head(finder: &Finder<'_>, at: u32) -> Option<BlockId> {
    let before = finder.heads.announcing.iter().rev().skip_while(|h| h.range.start > at);
    before.take(8).filter(|h| at < h.end && h.announces == Announces::Sources).map(|h| h.block).last()
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
        .find(|(_, c)| *c.attrs.id == *data.name || c.kind == ContainerKind::Term);
    let range = unit.map_or(block.range, |(id, c)| match described(finder, id) {
        Some(end) => TextRange::new(c.range.start, end),
        None => c.range,
    });
    let attributes = article.ancestors(block.container).take(4).any(|(_, c)| names_list(&c.attrs));
    let sign = marker.overlay.raised
        || marker.overlay.declared
        || marker.shape != Shape::Words
        || marker.style == Style::Label;
    let term = unit.is_some_and(|(_, c)| c.kind == ContainerKind::Term);
    let sure = sign
        && (term && sources_head(finder, range.start).is_some()
            || names_note(&data.name) && (marker.overlay.raised || marker.overlay.declared)
            || attributes
            || !is_plain_word(article.slice(marker.range)) && finder.targets.leads_back(article, range, marker));
    (sure && range.len() < 20_000).then(|| (range, unit.map(|u| u.0)))
}

/// Whether a marker shows a word that names no note: `[Index]` on every page of a manual leads to and fro.
fn is_plain_word(text: &str) -> bool {
    const LONGEST_SIGN: usize = 3;
    let word = text.trim_matches(['[', ']', ' ']);
    word.chars().count() > LONGEST_SIGN && word.chars().all(char::is_alphabetic)
}

/// The end of the description that a term opens.
fn described(finder: &Finder<'_>, term: ContainerId) -> Option<u32> {
    let containers = &finder.article.containers;
    (containers[term].kind == ContainerKind::Term).then_some(())?;
    let next = containers[term + 1..].iter().take(MAX_INSIDE).find(|c| c.parent == containers[term].parent)?;
    (next.kind == ContainerKind::Description).then_some(next.range.end)
}
