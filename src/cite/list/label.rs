//! Labels: what stands at the start of a line that may be a source.

use super::super::marker::Says;
use super::forms::{Labelled, bibitem_tag, bracket, counted, dotted, element, is_count, is_digit};
use super::ordinals::{drop_titles, join_cut_up, ordinals};
use super::run_on;
use crate::article::{Article, BlockId, BlockKind, Container, ContainerId, ContainerKind, Element, ElementKind};
use crate::input::TextRange;

/// Ways back to citations take no more bytes than this.
const MAX_WAY_BACK: usize = 200;

/// The start of a possible entry.
#[derive(Clone, Debug)]
pub(in super::super) struct Hit {
    pub labelled: Labelled,
    /// Where the entry starts.
    pub at: u32,
    /// The label as shown; empty where none is.
    pub label: TextRange,
    /// The key it states.
    pub key: Option<String>,
    pub block: BlockId,
    /// The container that is the entry, where one is.
    pub unit: Option<ContainerId>,
    /// Whether the label is all the text of its block.
    pub alone: bool,
    /// Whether it stands at a line inside its block, not at the block's start.
    pub inner_line: bool,
    /// Whether it is a word in an item that has a number.
    pub in_numbered: bool,
}

impl Hit {
    /// The innermost container that it stands in. An item without text is one, and stands in no block.
    pub(super) fn container(&self, article: &Article) -> ContainerId {
        self.unit.unwrap_or_else(|| article.blocks[self.block].container)
    }
}

/// All possible entries of an article, in order of their place.
pub(super) fn hits(article: &Article) -> Vec<Hit> {
    let mut hits: Vec<Hit> = Vec::new();
    for (block, data) in article.blocks.iter().enumerate() {
        match data.kind {
            BlockKind::Paragraph | BlockKind::Heading(_) | BlockKind::Inset => lines(article, block, &mut hits),
            BlockKind::Definition => hits.extend(definition(article, block)),
            _ => {}
        }
    }
    let numbers = ordinals(article);
    drop_titles(article, &numbers, &mut hits);
    // A word in brackets that opens a numbered item may be its label, one further on is its text.
    for hit in &mut hits {
        hit.in_numbered = !is_numeric(hit) && in_numbered_item(article, hit.block, &numbers);
    }
    hits.retain(|h| !h.in_numbered || h.unit.is_some_and(|unit| numbers[unit].is_some()));
    let labelled: Vec<u32> = hits.iter().filter(|h| !h.inner_line && !h.in_numbered).map(|h| h.at).collect();
    for (id, container) in article.containers.iter().enumerate() {
        let at = container.range.start;
        match &container.kind {
            ContainerKind::Item { .. } if labelled.binary_search(&at).is_err() => {
                let key = numbers[id].map(|n| n.to_string());
                let labelled = if key.is_some() { Labelled::Ordinal } else { Labelled::Bare };
                hits.push(unit_hit(article, id, labelled, key));
            }
            ContainerKind::Note { label, .. } => {
                hits.push(unit_hit(
                    article,
                    id,
                    Labelled::Note,
                    Some(label.trim_start_matches('#').trim_end_matches('^').to_owned()),
                ));
            }
            _ => {}
        }
    }
    hits.sort_by_key(|h| h.at);
    join_cut_up(article, &mut hits);
    hits
}

fn in_numbered_item(article: &Article, block: BlockId, numbers: &[Option<i64>]) -> bool {
    article.ancestors(article.blocks[block].container).take(8).any(|(id, _)| numbers[id].is_some())
}

pub(super) fn is_numeric(hit: &Hit) -> bool {
    hit.key.as_deref().is_some_and(|k| k.chars().all(is_digit))
}

fn unit_hit(article: &Article, id: ContainerId, labelled: Labelled, key: Option<String>) -> Hit {
    let at = article.containers[id].range.start;
    let block = article.block_at(at).unwrap_or_default();
    Hit {
        labelled,
        at,
        label: TextRange::empty(at),
        key,
        block,
        unit: Some(id),
        alone: false,
        inner_line: false,
        in_numbered: false,
    }
}

fn lines(article: &Article, block: BlockId, hits: &mut Vec<Hit>) {
    let range = article.blocks[block].range;
    let first = label_at(article, block, range.start, range.end);
    let heading = matches!(article.blocks[block].kind, BlockKind::Heading(_));
    // A heading is an entry only where it is nothing but a label: `## [1]`.
    hits.extend(first.clone().filter(|h| !heading || h.alone && h.labelled != Labelled::Dotted));
    if heading {
        return;
    }
    let from = article.breaks.partition_point(|&b| b <= range.start);
    let known = hits.len();
    for &at in article.breaks[from..].iter().take_while(|&&b| b < range.end) {
        hits.extend(label_at(article, block, at, range.end).map(|h| Hit { inner_line: true, unit: None, ..h }));
    }
    if let Some(first) = first.filter(|h| !h.alone && hits.len() == known) {
        run_on::labels(article, &first, range.end, hits);
    }
}

/// The label at offset `at` of a block that ends at `end`.
pub(super) fn label_at(article: &Article, block: BlockId, at: u32, end: u32) -> Option<Hit> {
    let text = article.slice(TextRange::new(at, end));
    let skipped = text.len() - text.trim_start_matches([' ', '\u{a0}', '•', '·', '*', '-', '^', '↑']).len();
    // What follows `^` or `↑` is the way back from a note (`^ a b`), not its label.
    let way_back = text[..skipped].contains(['^', '↑']);
    let text = &text[skipped..];
    let at = at + skipped as u32;
    let first = text.chars().next()?;
    let (labelled, label_len, key) = match first {
        '[' | '［' | '【' => bracket(text)?,
        _ if way_back => cell(article, block, text)?,
        _ => bibitem_tag(article, at, end)
            .or_else(|| element(article, at, end))
            .or_else(|| dotted(text))
            .or_else(|| counted(text))
            .or_else(|| if skipped == 0 { cell(article, block, text) } else { None })
            .or_else(|| labelled_block(article, block, text))?,
    };
    let label = TextRange::new(at, at + label_len as u32);
    let rest = article.slice(TextRange::new(label.end, end));
    let alone = rest.trim_matches([' ', '\u{a0}', '.', ':']).is_empty() || is_way_back(article, label.end, rest);
    // A cell that holds raised numbers and no word refers to notes; it is none. One number may open a row.
    let wordless = !rest.contains(char::is_alphabetic);
    let refers = if alone { in_later_cell(article, block) } else { in_cell(article, block) };
    if labelled == Labelled::Raised && wordless && refers {
        return None;
    }
    if is_link_to_source(article, label) {
        return None;
    }
    // `[1] [2] [3]` turns pages.
    if labelled == Labelled::Bracket && !alone && is_row_of_brackets(rest) {
        return None;
    }
    // A column "Source" cites: a label that is all a cell says stands in the first of its row.
    if labelled == Labelled::Bracket && alone && in_later_cell(article, block) {
        return None;
    }
    Some(Hit {
        labelled,
        at,
        label,
        key: Some(key),
        block,
        unit: unit(article, block),
        alone,
        inner_line: false,
        in_numbered: false,
    })
}

/// Whether what stands where a label could is a citation that opens its paragraph: a link that declares itself one, or
/// one that Sphinx sets, whose ways back have names of their own.
fn is_link_to_source(article: &Article, label: TextRange) -> bool {
    let cites = |e: &Element| {
        let has = |name: &str| e.attrs.has_class(|class| class == name);
        e.kind == ElementKind::Link
            && (e.attrs.has_role("doc-noteref") || has("footnote-reference") || has("reference") && has("internal"))
    };
    article.elements_in(label).iter().any(|e| cites(e) && e.range.start < label.end)
}

/// Whether what follows a label in its block is only the ways back to its citations: `[1] (1,2)`.
fn is_way_back(article: &Article, at: u32, rest: &str) -> bool {
    let own = TextRange::new(at, at + rest.len() as u32);
    rest.len() <= MAX_WAY_BACK
        && article.elements_in(own).iter().filter(|e| Says::of(e).leads_back).any(|e| {
            let outside = |range| article.slice(range).chars().all(|c| !c.is_alphanumeric());
            e.range.start >= own.start
                && outside(TextRange::new(own.start, e.range.start))
                && outside(TextRange::new(e.range.end.min(own.end), own.end))
        })
}

/// Whether nothing but bracketed labels follows: `[2] [3] [next]`.
fn is_row_of_brackets(rest: &str) -> bool {
    let mut depth = 0_u32;
    let outside = |c: &char| {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && c.is_alphanumeric()
    };
    rest.contains('[') && !rest.contains("://") && rest.chars().find(outside).is_none()
}

fn in_cell(article: &Article, block: BlockId) -> bool {
    article
        .ancestors(article.blocks[block].container)
        .take(4)
        .any(|(_, c)| matches!(c.kind, ContainerKind::Cell { .. }))
}

/// A number, or one with capitals in front (`S12`), that is all the first cell of a row holds.
fn cell(article: &Article, block: BlockId, text: &str) -> Option<(Labelled, usize, String)> {
    const MAX_CAPITALS: usize = 3;
    let bare = text.trim_end();
    let number = bare.trim_start_matches(|c: char| c.is_ascii_uppercase());
    if !is_count(number) || bare.len() - number.len() > MAX_CAPITALS {
        return None;
    }
    opens_row(article, block).then(|| (Labelled::Dotted, bare.len(), bare.to_owned()))
}

/// A number that is all of a block that markup calls a label: `<div class="label">3</div>` in front of a source.
fn labelled_block(article: &Article, block: BlockId, text: &str) -> Option<(Labelled, usize, String)> {
    let bare = text.trim_end();
    let container = &article.containers[article.blocks[block].container];
    (is_count(bare) && container.attrs.has_class(|class| class.ends_with("label")))
        .then(|| (Labelled::Dotted, bare.len(), bare.to_owned()))
}

/// Whether a block stands in a cell of a table behind another that says something.
pub(in super::super) fn in_later_cell(article: &Article, block: BlockId) -> bool {
    in_cell(article, block) && opened_row(article, block).is_none()
}

/// Whether a block is the first of several in a row of a table.
fn opens_row(article: &Article, block: BlockId) -> bool {
    opened_row(article, block).is_some_and(|row| row.range.end > article.blocks[block].range.end)
}

/// The row of a table that starts with this block.
fn opened_row(article: &Article, block: BlockId) -> Option<&Container> {
    let data = &article.blocks[block];
    let around = article.ancestors(data.container).map(|(_, c)| c);
    around.take_while(|c| c.range.start == data.range.start).find(|c| c.kind == ContainerKind::Row)
}

/// The item, row or description that starts with this block.
fn unit(article: &Article, block: BlockId) -> Option<ContainerId> {
    let data = &article.blocks[block];
    article
        .ancestors(data.container)
        .take_while(|(_, c)| c.range.start == data.range.start)
        .filter(|(_, c)| matches!(c.kind, ContainerKind::Item { .. } | ContainerKind::Row | ContainerKind::Term))
        .last()
        .map(|(id, _)| id)
}

/// A link reference definition of Markdown.
fn definition(article: &Article, block: BlockId) -> Option<Hit> {
    let range = article.blocks[block].range;
    let text = article.slice(range);
    let close = text.find("]:")?;
    let key = text.get(1..close)?;
    let label = TextRange::new(range.start, range.start + close as u32 + 1);
    // Only numbers: `[2.0.0]: …` belongs to a changelog, `[guide]: …` to a link.
    is_count(key).then(|| Hit {
        labelled: Labelled::Definition,
        at: range.start,
        label,
        key: Some(key.to_owned()),
        block,
        unit: None,
        alone: false,
        inner_line: false,
        in_numbered: false,
    })
}
