//! Runs: hits that belong together, and how far each entry of a run reaches.

use super::super::{KeyId, Keys};
use super::forms::opens_bracket;
use super::heading::Headings;
use super::{Finder, Hit, Labelled};
use crate::article::{Article, BlockKind, ContainerKind, ElementKind};
use crate::input::TextRange;
use crate::map::HashMap;

/// More unlabelled blocks than this between two entries part them.
const MAX_BLOCKS_BETWEEN: usize = 12;

/// So many elements that begin where a line does are looked at.
const MAX_ELEMENTS: usize = 16;

/// Hits that belong together.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub labelled: Labelled,
    pub hits: Vec<usize>,
    pub keys: Vec<Option<KeyId>>,
    /// How far each entry reaches.
    pub extents: Vec<TextRange>,
}

impl Run {
    pub(super) fn start(&self) -> u32 {
        self.extents.first().map_or(0, |e| e.start)
    }
    pub(super) fn end(&self) -> u32 {
        self.extents.last().map_or(0, |e| e.end)
    }
}

/// Drops hits at lines inside a block that is not a list: a wrapped line of prose may begin with `[3]`.
pub(super) fn plausible_lines(article: &Article, headings: &Headings, hits: Vec<Hit>) -> Vec<Hit> {
    let mut kept: Vec<Hit> = Vec::with_capacity(hits.len());
    let mut first_of: HashMap<usize, Labelled> = HashMap::default();
    let mut inner: HashMap<usize, usize> = HashMap::default();
    for hit in &hits {
        if hit.inner_line {
            *inner.entry(hit.block).or_default() += usize::from(hit.labelled == Labelled::Bracket);
        } else {
            first_of.entry(hit.block).or_insert(hit.labelled);
        }
    }
    for hit in hits {
        if is_remark(&hit) {
            continue;
        }
        let fits = !hit.inner_line
            || first_of.get(&hit.block) == Some(&hit.labelled)
            || opens_with_heading(article, headings, hit.block)
            || hit.labelled == Labelled::Bracket && inner.get(&hit.block).is_some_and(|&n| n > 2);
        if fits {
            kept.push(hit);
        }
    }
    kept
}

/// Whether words in brackets are all that a block says: `[to be continued]`.
fn is_remark(hit: &Hit) -> bool {
    let words = |key: &str| key.contains(' ') && !key.contains(|c: char| c.is_ascii_digit());
    hit.labelled == Labelled::Bracket && hit.alone && hit.key.as_deref().is_some_and(words)
}

/// Whether the first line of a block is one that serves as a heading: bold, or a phrase that heads lists.
fn opens_with_heading(article: &Article, headings: &Headings, block: usize) -> bool {
    let range = article.blocks[block].range;
    let next = article.breaks.partition_point(|&b| b <= range.start);
    let end = article.breaks.get(next).copied().unwrap_or(range.end).min(range.end);
    let line = TextRange::new(range.start, end);
    let bold = article.elements_in(TextRange::empty(line.start)).iter().take(MAX_ELEMENTS).any(|e| {
        e.kind == ElementKind::Strong
            && e.range.start == line.start
            && e.range.end + 2 >= line.end
            && !e.range.is_empty()
    });
    bold || headings.announces(article.slice(line)).is_some()
}

/// Groups hits into runs.
pub(super) fn group(finder: &Finder<'_>, hits: &[Hit], keys: &mut Keys) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut open: HashMap<(Labelled, usize), usize> = HashMap::default();
    let mut opened = Resumed::default();
    for (index, hit) in hits.iter().enumerate() {
        if hit.labelled == Labelled::Bare {
            continue;
        }
        let key = hit.key.as_deref().map(|k| match k.strip_prefix('@') {
            Some(citekey) => keys.intern_exact(citekey),
            None => keys.intern(k),
        });
        let own = scope(finder.article, hit);
        let scope = opened.resume(finder.article, hits, index, own);
        let joined = open.get(&(hit.labelled, scope)).copied().filter(|&r| continues(finder, hits, &runs[r], index));
        let run = joined.unwrap_or_else(|| {
            runs.push(Run { labelled: hit.labelled, hits: Vec::new(), keys: Vec::new(), extents: Vec::new() });
            runs.len() - 1
        });
        open.insert((hit.labelled, scope), run);
        runs[run].hits.push(index);
        runs[run].keys.push(key);
    }
    for run in &mut runs {
        run.extents = extents(finder, hits, run);
    }
    runs
}

/// Items belong to their list; set-apart notes are kept apart; all other labels share one scope.
fn scope(article: &Article, hit: &Hit) -> usize {
    match hit.labelled {
        Labelled::Ordinal => hit.unit.and_then(|u| article.containers[u].parent).map_or(0, |p| p + 2),
        _ => usize::from(article.blocks.get(hit.block).is_some_and(|b| b.kind == BlockKind::Inset)),
    }
}

/// Numbered lists that go on the one right before them: editors that allow one item a list number them with `start`.
#[derive(Default)]
struct Resumed {
    /// The item read last, and the scope of its run.
    last: Option<(usize, usize)>,
    /// The list read last, and the scope of the run it belongs to.
    list: (usize, usize),
}

impl Resumed {
    /// The scope of the run that hit `index` belongs to; `own` is that of its list.
    fn resume(&mut self, article: &Article, hits: &[Hit], index: usize, own: usize) -> usize {
        let hit = &hits[index];
        if hit.labelled != Labelled::Ordinal {
            return own;
        }
        if self.list.0 != own {
            let resumed = self.last.filter(|&(last, _)| follows_in_next_list(article, &hits[last], hit));
            self.list = (own, resumed.map_or(own, |(_, scope)| scope));
        }
        self.last = Some((index, self.list.1));
        self.list.1
    }
}

/// Whether `hit` opens a list right behind the one that `last` closes, and has the next number.
fn follows_in_next_list(article: &Article, last: &Hit, hit: &Hit) -> bool {
    let list = |h: &Hit| h.unit.and_then(|u| article.containers[u].parent).map(|l| &article.containers[l]);
    let (Some(before), Some(after)) = (list(last), list(hit)) else { return false };
    let number = |h: &Hit| h.key.as_deref().and_then(|k| k.parse::<u32>().ok());
    let counts_on = matches!((number(last), number(hit)), (Some(a), Some(b)) if b == a.saturating_add(1));
    let between = TextRange::new(before.range.end, after.range.start.max(before.range.end));
    counts_on && before.parent == after.parent && article.slice(between).trim().is_empty()
}

/// Whether hit `index` goes on the run that `run` is.
fn continues(finder: &Finder<'_>, hits: &[Hit], run: &Run, index: usize) -> bool {
    if matches!(run.labelled, Labelled::Ordinal | Labelled::Note | Labelled::Definition) {
        return true;
    }
    let (Some(&last), Some(&first)) = (run.hits.last(), run.hits.first()) else { return false };
    let (from, hit) = (&hits[last], &hits[index]);
    let number = |h: &Hit| h.key.as_deref().and_then(|k| k.parse::<u32>().ok());
    let follows = matches!((number(from), number(hit)), (Some(a), Some(b)) if b == a + 1);
    if finder.heads.furniture_between(from.at, hit.at) {
        return false;
    }
    let headings = finder.heads.between(from.at, hit.at);
    let labels_themselves = from.alone && matches!(finder.article.blocks[from.block].kind, BlockKind::Heading(_));
    // Footnotes that end the page count anew below sources with names.
    if number(hit) == Some(1) && number(from).is_none() && in_footnotes(finder.article, hit) {
        return false;
    }
    if !labels_themselves && !headings.is_empty() && (!follows || headings.iter().any(|h| h.2)) {
        return false;
    }
    if hit.block.saturating_sub(from.block) > MAX_BLOCKS_BETWEEN {
        return false;
    }
    let restarts = matches!((number(&hits[first]), number(hit)), (Some(a), Some(b)) if b <= a);
    let adjacent = hit.block <= from.block + 1;
    !(restarts && starts_anew(hits, run.labelled, index, adjacent, &number))
}

/// Whether markup names what stands around a hit footnotes.
pub(super) fn in_footnotes(article: &Article, hit: &Hit) -> bool {
    const NEAR: usize = 4;
    let mut around = article.ancestors(hit.container(article)).take(NEAR);
    around.any(|(_, c)| c.attrs.has_class(|class| class.contains("footnote")))
}

/// Whether a low number begins a new list: the next label follows it, or text stands in front of it.
///
/// Right after another entry a low number that nothing follows is a slip in the same list.
fn starts_anew(
    hits: &[Hit],
    labelled: Labelled,
    index: usize,
    adjacent: bool,
    number: &impl Fn(&Hit) -> Option<u32>,
) -> bool {
    let next = hits[index + 1..].iter().take(8).find(|h| h.labelled == labelled);
    match (number(&hits[index]), next.and_then(number)) {
        (Some(here), Some(next)) => (here == 1 || !adjacent) && (next == here + 1 || next <= here),
        _ => !adjacent,
    }
}

fn extents(finder: &Finder<'_>, hits: &[Hit], run: &Run) -> Vec<TextRange> {
    let article = finder.article;
    let mut out = Vec::with_capacity(run.hits.len());
    for (nth, &index) in run.hits.iter().enumerate() {
        let hit = &hits[index];
        let next = run.hits.get(nth + 1).map(|&n| hits[n].at);
        let previous = nth.checked_sub(1).map(|p| hits[run.hits[p]].at);
        let end = match run.labelled {
            Labelled::Ordinal | Labelled::Note => hit.unit.map_or(hit.at, |u| article.containers[u].range.end),
            Labelled::Definition => article.blocks[hit.block].range.end,
            _ => text_end(finder, hit, previous, next),
        };
        let end = next.map_or(end, |n| end.min(n.max(hit.at)));
        out.push(TextRange::new(hit.at, trim_end(article, hit.at, end)));
    }
    out
}

/// Where an entry with a label in its text ends.
fn text_end(finder: &Finder<'_>, hit: &Hit, previous: Option<u32>, next: Option<u32>) -> u32 {
    let article = finder.article;
    let own = article.blocks[hit.block].range.end;
    let limit = next.unwrap_or(u32::MAX).min(stop_after(finder, hit));
    if opens_bracket(article.slice(hit.label)) {
        return closing_bracket(article, hit).min(limit).max(own.min(limit));
    }
    if hit.inner_line {
        // The last line of a block of lines: to the next line that is one, else to the end of the block.
        return if next.is_some_and(|n| n <= own) { limit } else { own };
    }
    let around = unit_end(article, hit, previous, next);
    if next.is_some() {
        return limit.max(own.min(limit));
    }
    let mut end = own.max(around.unwrap_or(own));
    if hit.alone && end == own {
        end = following_text(article, hit, limit);
    }
    end.min(limit).max(own.min(limit))
}

/// Where a note in one bracket ends, `[Footnote 1: …]`: with the first block that closes it.
fn closing_bracket(article: &Article, hit: &Hit) -> u32 {
    let near = article.blocks[hit.block..].iter().take(MAX_BLOCKS_BETWEEN).map(|b| b.range);
    let closed = near.clone().find(|&range| article.slice(range).trim_end().ends_with(']'));
    closed.or_else(|| near.clone().next()).map_or(hit.label.end, |range| range.end)
}

/// The first heading or rule after a hit's own block, or furniture: an entry never reaches past it.
fn stop_after(finder: &Finder<'_>, hit: &Hit) -> u32 {
    let article = finder.article;
    let mut stop = u32::MAX;
    for block in article.blocks[hit.block + 1..].iter().take(MAX_BLOCKS_BETWEEN + 2) {
        if matches!(block.kind, BlockKind::Heading(_) | BlockKind::Rule) {
            stop = block.range.start;
            break;
        }
    }
    // A line that announces the next part of a list is no part of the source before it.
    let next = finder.heads.announcing.partition_point(|h| h.range.start <= hit.at);
    let stop = stop.min(finder.heads.announcing.get(next).map_or(u32::MAX, |h| h.range.start));
    let from = finder.heads.furniture.partition_point(|&f| f <= hit.at);
    stop.min(finder.heads.furniture.get(from).copied().unwrap_or(u32::MAX)).min(article.visible_end.max(hit.at + 1))
}

/// The end of the largest container that starts with this label and holds no other entry.
fn unit_end(article: &Article, hit: &Hit, previous: Option<u32>, next: Option<u32>) -> Option<u32> {
    let data = &article.blocks[hit.block];
    let term = article.containers.get(data.container).is_some_and(|c| c.kind == ContainerKind::Term);
    if term {
        let list = article.containers[data.container].parent?;
        let after = article.containers[data.container + 1..]
            .iter()
            .take(64)
            .find(|c| c.parent == Some(list) && c.kind == ContainerKind::Description)?;
        return Some(after.range.end);
    }
    article
        .ancestors(data.container)
        .take_while(|(_, c)| c.range.start == data.range.start && c.parent.is_some())
        .filter(|(_, c)| {
            let unit = matches!(c.kind, ContainerKind::Item { .. } | ContainerKind::Row | ContainerKind::Note { .. });
            let named = !c.attrs.id.is_empty() || !c.attrs.class.is_empty();
            let alone = previous.is_some_and(|p| p < c.range.start) && next.is_none_or(|n| n >= c.range.end);
            unit || (named && alone)
        })
        .map(|(_, c)| c.range.end)
        .max()
}

/// A label in a block of its own is followed by the text it belongs to.
fn following_text(article: &Article, hit: &Hit, limit: u32) -> u32 {
    article
        .blocks
        .get(hit.block + 1)
        .filter(|b| b.range.start < limit && !b.kind.is_set_apart())
        .map_or(hit.label.end, |b| b.range.end)
}

fn trim_end(article: &Article, start: u32, end: u32) -> u32 {
    start + article.slice(TextRange::new(start, end.max(start))).trim_end().len() as u32
}
