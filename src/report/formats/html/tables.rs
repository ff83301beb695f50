//! Tables of an article. Only those that hold data: a table that lays out a page is read block by block.

use std::ops::Range;

use maud::{Markup, html};

use super::article::Context;
use super::inline::words;
use super::marks::{BlockMarks, Marks};
use super::nesting::TextCell;
use super::note;
use super::readable::ReadableText;

/// A cell with more text than this lays out a page.
const LONGEST_CELL: usize = 900;
/// A cell with more blocks than this does too.
const MOST_BLOCKS: usize = 12;

/// Where the table ends that begins with block `start`, if it holds data.
pub(super) fn end(text: &ReadableText<'_>, start: usize) -> Option<usize> {
    let cell = |id: usize| text.blocks.get(id).filter(|b| !b.kind.is_set_apart()).and_then(|b| b.setting.cell);
    let table = cell(start)?.table;
    if start.checked_sub(1).and_then(cell).is_some_and(|before| before.table == table) {
        return None;
    }
    let mut end = start;
    let (mut last, mut blocks, mut length, mut cells) = (None, 0, 0, 0);
    while let Some(next) = cell(end).filter(|cell| cell.table == table) {
        let same = last.replace(next.cell) == Some(next.cell);
        (blocks, length) = if same { (blocks + 1, length) } else { (1, 0) };
        cells += usize::from(!same);
        length += text.blocks[end].text.len();
        if blocks > MOST_BLOCKS || length > LONGEST_CELL {
            return None;
        }
        end += 1;
    }
    (cells > 1).then_some(end)
}

/// The table of some blocks, with its notes beside it.
pub(super) fn table(cx: &Context<'_>, text: &ReadableText<'_>, marks: &Marks, blocks: Range<usize>) -> Markup {
    let of = |id: usize| text.blocks[id].setting.cell.unwrap_or(TextCell { table: 0, row: 0, cell: 0, header: false });
    let rows = runs(blocks.clone(), |id| of(id).row);
    let notes: Vec<usize> = blocks.flat_map(|id| marks.of(id).notes().collect::<Vec<_>>()).collect();
    html! {
        div class="row" {
            div class="table" tabindex="0" role="group" aria-label="A table of the article" {
                table { tbody {
                    @for row in rows {
                        tr { @for cell in runs(row, |id| of(id).cell) {
                            @let shown = html! {
                                @for id in cell.clone() {
                                    div dir="auto" { (words(cx, text, &text.blocks[id], marks.of(id), false)) }
                                }
                            };
                            @if of(cell.start).header { th { (shown) } } @else { td { (shown) } }
                        } }
                    }
                } }
            }
            div class="notes" { (note::notes(cx, notes.iter().copied())) }
        }
    }
}

/// Neighbours with the same name.
fn runs(blocks: Range<usize>, name: impl Fn(usize) -> u32) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for id in blocks {
        match runs.last_mut() {
            Some(run) if name(run.start) == name(id) => run.end = id + 1,
            _ => runs.push(id..id + 1),
        }
    }
    runs
}

impl BlockMarks<'_> {
    /// Whether anything is marked.
    pub(super) fn is_marked(&self) -> bool {
        !(self.sources.is_empty() && self.spots.is_empty() && self.inserts.is_empty())
            || self.anchors.iter().any(|anchor| matches!(anchor.what, super::marks::Anchor::Cite { .. }))
    }
}
