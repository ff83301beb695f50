//! Lists of sources without labels: bulleted or plain paragraphs under a heading that leaves no doubt.

use super::super::Family;
use super::evidence::is_source;
use super::heading::Announces;
use super::heads::Head;
use super::{Draft, DraftEntry, Finder, Hit, Labelled};
use crate::article::{Article, BlockId, BlockKind, CHOSEN_LIST, Container, ContainerId, ContainerKind};
use crate::input::TextRange;

/// Adds a list for each announcement that no labelled list has answered.
pub(super) fn lists(finder: &Finder<'_>, hits: &[Hit], drafts: &mut Vec<Draft>) {
    let mut taken: Vec<TextRange> = drafts.iter().flat_map(|d| d.entries.iter().map(|e| e.range)).collect();
    taken.sort_unstable();
    // Notes that end the page stand under its last heading, and are not what that announces.
    let sources = |h: &Head| h.announces == Announces::Sources;
    let announcing = &finder.heads.announcing;
    let under_sources = |range: TextRange| {
        let at = announcing.partition_point(|h| h.range.start < range.start);
        announcing.get(at).is_some_and(|h| h.range == range && sources(h))
    };
    let answering: Vec<&Draft> =
        drafts.iter().filter(|d| !d.notes || d.heading_range.is_some_and(under_sources)).collect();
    let mut answers: Vec<u32> = answering.iter().flat_map(|d| d.entries.iter().map(|e| e.range.start)).collect();
    answers.sort_unstable();
    // Where a list has labels, one without them under another heading is not what the text cites.
    let has_labels = |d: &Draft| d.entries.iter().any(|e| e.key.is_some());
    let labelled = answering.iter().any(|d| has_labels(d));
    let noted = drafts.iter().any(has_labels);
    let mut found = Vec::new();
    for (nth, head) in announcing.iter().enumerate() {
        let further = head.announces == Announces::FurtherReading;
        let first = answers.partition_point(|&s| s <= head.range.start);
        let answered = answers.get(first).is_some_and(|&s| s < head.end);
        // What another line announces is not what this one does: else many such lines would all read on to the end.
        let end = announcing.get(nth + 1).map_or(head.end, |next| head.end.min(next.range.start));
        let head = &Head { end, ..*head };
        let sure = || further || sources(head) && !labelled && (!noted || serves_text(finder, head, &taken));
        if answered || !sure() {
            continue;
        }
        let next = taken.partition_point(|r| r.start <= head.range.start);
        let head = &Head { end: taken.get(next).map_or(head.end, |r| head.end.min(r.start)), ..*head };
        let mut entries = items(finder, hits, head);
        if entries.is_empty() {
            entries = paragraphs(finder, head);
        }
        // A line that only looks like a heading needs more than one item to be believed.
        let line = !matches!(finder.article.blocks[head.block].kind, BlockKind::Heading(_));
        if entries.is_empty() || line && entries.len() < 2 {
            continue;
        }
        found.push(draft(finder, Some(head), further, entries));
    }
    drafts.extend(found);
}

/// Adds a list for each element that a user says is one and that no labelled list has answered: its items, else its
/// paragraphs.
pub(super) fn chosen(finder: &Finder<'_>, drafts: &mut Vec<Draft>) {
    let article = finder.article;
    let chosen = article.containers.iter().enumerate().filter(|(_, c)| c.attrs.has_role(CHOSEN_LIST));
    for (id, list) in chosen {
        let answered = drafts.iter().flat_map(|d| &d.entries).any(|e| list.range.covers(e.range));
        if answered {
            continue;
        }
        let is_item = |inner: &Container| inner.parent == Some(id) && matches!(inner.kind, ContainerKind::Item { .. });
        let items = article.containers.iter().enumerate().skip(id).filter(|(_, inner)| is_item(inner));
        let mut entries: Vec<DraftEntry> = items.map(|(unit, item)| unlabelled(item.range, Some(unit))).collect();
        if entries.is_empty() {
            let first = article.blocks.partition_point(|b| b.range.start < list.range.start);
            let inside = article.blocks[first..].iter().take_while(|b| b.range.end <= list.range.end);
            entries = inside.filter(|b| b.kind == BlockKind::Paragraph).map(|b| unlabelled(b.range, None)).collect();
        }
        let head = finder.heads.governing(list.range.start);
        drafts.push(draft(finder, head, false, entries));
    }
}

/// Whether text outside of notes cites what stands under a heading, or markup calls that sources: else the notes cite it.
fn serves_text(finder: &Finder<'_>, head: &Head, taken: &[TextRange]) -> bool {
    let article = finder.article;
    let marked = || article.blocks.get(head.block + 1).is_some_and(|block| is_marked(article, block.range));
    let in_text = |candidate: usize| {
        let at = finder.candidates.list[candidate].range.start;
        let next = taken.partition_point(|r| r.start <= at);
        next == 0 || taken[next - 1].end < at
    };
    marked() || finder.targets.leading_into(TextRange::new(head.range.end, head.end)).any(|(_, c)| in_text(c))
}

fn unlabelled(range: TextRange, unit: Option<ContainerId>) -> DraftEntry {
    DraftEntry { key: None, label: TextRange::empty(range.start), range, unit }
}

fn draft(finder: &Finder<'_>, head: Option<&Head>, further_reading: bool, entries: Vec<DraftEntry>) -> Draft {
    Draft {
        heading: head.map(|head| finder.article.slice(head.range).trim().to_owned()),
        heading_range: head.map(|head| head.range),
        labelled: Labelled::Bare,
        family: Family::Numbered,
        notes: false,
        further_reading,
        entries,
    }
}

/// The items of the first bulleted list under the heading.
fn items(finder: &Finder<'_>, hits: &[Hit], head: &Head) -> Vec<DraftEntry> {
    let article = finder.article;
    let first = hits.partition_point(|h| h.at < head.range.end);
    let under = hits[first..].iter().take_while(|h| h.at < head.end).filter(|h| h.labelled == Labelled::Bare);
    let mut list = None;
    let mut entries = Vec::new();
    for hit in under {
        let Some(unit) = hit.unit else { continue };
        let parent = article.containers[unit].parent;
        let bullets = parent.is_some_and(|p| article.containers[p].kind == ContainerKind::Bullets);
        if bullets && (list.is_none() || list == parent) {
            list = parent;
            let range = article.containers[unit].range;
            entries.push(unlabelled(range, Some(unit)));
        }
    }
    entries
}

/// Whether a year stands in round brackets, as in `Ash, P. (2001a). Grain and power.`
fn states_year(text: &str) -> bool {
    let year = |rest: &str| rest.get(..4).is_some_and(|y| y.parse().is_ok_and(|n: u32| (1400..2100).contains(&n)));
    text.split('(').skip(1).any(year)
}

/// Whether a block is a term of a list of descriptions.
fn is_term(article: &Article, block: BlockId) -> bool {
    article.ancestors(article.blocks[block].container).take(4).any(|(_, c)| c.kind == ContainerKind::Term)
}

/// Whether markup calls a paragraph a source.
fn is_marked(article: &Article, range: TextRange) -> bool {
    let block = article.block_at(range.start);
    block.is_some_and(|b| article.ancestors(article.blocks[b].container).take(2).any(|(_, c)| is_source(c)))
}

/// Paragraphs that each hold an address or a year, where most of them do, or that markup calls sources.
fn paragraphs(finder: &Finder<'_>, head: &Head) -> Vec<DraftEntry> {
    let article = finder.article;
    let under: Vec<TextRange> = article.blocks[head.block + 1..]
        .iter()
        .take_while(|b| b.kind == BlockKind::Paragraph && b.range.start < head.end)
        .map(|b| b.range)
        .collect();
    let addressed = under
        .iter()
        .filter(|r| {
            let text = article.slice(**r);
            text.contains("http")
                || text.contains("doi.org")
                || states_year(text)
                || article.elements_in(**r).iter().any(|e| e.href.as_ref().is_some_and(|h| h.url.starts_with("http")))
        })
        .count();
    // Terms that citations lead to are the sources, each with its description; so is what markup calls a source.
    let termed = |range: &TextRange| article.block_at(range.start).is_some_and(|block| is_term(article, block));
    let marked = under.first().is_some_and(|&range| is_marked(article, range));
    let led_to = || finder.targets.leading_into(TextRange::new(head.range.end, head.end)).next().is_some();
    let few = addressed * 2 < under.len() && !marked;
    if few || under.is_empty() || (marked || under.first().is_some_and(termed)) && led_to() {
        return Vec::new();
    }
    under.into_iter().map(|range| unlabelled(range, None)).collect()
}
